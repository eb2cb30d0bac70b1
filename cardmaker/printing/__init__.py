"""Printing through CUPS: what goes to the printer in which order, as commands of `lp`."""
