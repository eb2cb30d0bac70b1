"""Lists of people, changed in their own bytes, and the envelopes of those on them."""
