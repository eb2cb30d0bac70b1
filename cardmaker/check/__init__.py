"""Findings about a finished order."""
