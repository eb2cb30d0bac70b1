"""Who gets in, at which port, to which order, and the server behind it."""
