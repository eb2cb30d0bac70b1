"""Motifs placed many times."""
