"""Pictures for the page, from the print's own bytes."""
