"""Paper that goes with the cards: liners, envelopes to fold, labels, contact cards. Each product is a module of its own."""
