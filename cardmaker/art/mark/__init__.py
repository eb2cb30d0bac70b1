"""Marks: pen lines, shapes and paths of a drawing of one's own, and the person's photo."""
