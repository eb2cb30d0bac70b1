"""Boxes of a design filled with text and art: from an order to cards."""
