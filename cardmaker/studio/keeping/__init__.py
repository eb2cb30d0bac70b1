"""The order's files: read once for each state, changed whole or not at all, and what is remembered of them."""
