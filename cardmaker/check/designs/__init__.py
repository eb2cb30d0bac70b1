"""Whether a design is fit to print and to sell: laws of stationery, told by layer."""
