"""What the page asks and what it gets, by step. Who may ask is decided before, at the door."""
