"""Paper that goes with the cards, from an order to files; drawn by `compose.goods`."""
