"""What generators share: outlines, areas, noise, spacing, ramps."""
