"""The studio: a local page on which the order of a folder is designed, written, checked and made."""
