"""Handwriting: letters as pen strokes, written a little differently each time."""
