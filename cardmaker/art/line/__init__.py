"""Frames and rules."""
