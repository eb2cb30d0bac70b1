"""Branches, blossoms and what grows of them."""
