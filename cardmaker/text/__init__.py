"""Words to placed glyphs: faces, shaping, line breaking, fitting."""
