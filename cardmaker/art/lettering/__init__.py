"""Words in type."""
