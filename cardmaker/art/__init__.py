"""Generators: the layers of a design, drawn into frames."""
