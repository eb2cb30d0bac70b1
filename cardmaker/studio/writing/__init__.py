"""Notes while they are written: how they fit, whose they are, and what starters ask."""
