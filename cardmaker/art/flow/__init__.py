"""Layers that hold layers, and the room for the note."""
