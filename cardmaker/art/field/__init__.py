"""Landscapes, contours and skies: what fills an area by a function of place."""
