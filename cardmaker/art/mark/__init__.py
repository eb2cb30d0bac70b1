"""Lines and shapes drawn by hand or by data of the design itself."""
