"""cardmaker: folded cards and envelopes with a note in a real-looking hand, from plain text to print-ready PDF."""

__version__ = "0.1.0"
