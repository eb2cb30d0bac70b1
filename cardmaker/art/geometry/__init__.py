"""Figures built with compass and ruler."""
