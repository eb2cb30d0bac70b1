"""Outside text and files to checked values; each error has a place."""
