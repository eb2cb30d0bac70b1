"""Flat areas: the whole panel, plates and discs."""
