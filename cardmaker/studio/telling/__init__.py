"""Values of the core in the page's words."""
