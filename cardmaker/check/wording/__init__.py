"""The note's check: what a careful editor would mark in a note before it is written into a card."""
