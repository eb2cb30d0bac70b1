"""Smooth noise over the plane, for hills, contours and hand-cut edges: gradients on a lattice (K. Perlin, 1985 and 2002).

The same seed gives the same noise on any machine; no generator of numpy's is used, since those may change.
"""

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LATTICE = 256


class Noise:
    """Noise of one seed; values lie about -0.7 to 0.7 and change over a distance of 1."""

    def __init__(self, random: Random) -> None:
        order = sorted(range(LATTICE), key=lambda _: random.random())
        self._order = np.array(order * 2, dtype=np.int64)
        angles = np.arange(LATTICE) * (2 * np.pi / LATTICE)
        self._gradients = np.stack([np.cos(angles), np.sin(angles)])

    def at(self, x: Array, y: Array) -> Array:
        """Return the noise at places given by two arrays that broadcast."""
        x, y = np.broadcast_arrays(x, y)
        column, row = np.floor(x), np.floor(y)
        dx, dy = x - column, y - row
        i, j = column.astype(np.int64) % LATTICE, row.astype(np.int64) % LATTICE
        corners = [
            [self._slope(i + right, j + down, dx - right, dy - down) for right in (0, 1)] for down in (0, 1)
        ]
        across, along = _fade(dx), _fade(dy)
        top, bottom = (left + (right - left) * across for left, right in corners)
        return np.asarray(top + (bottom - top) * along, dtype=np.float64)

    def octaves(self, x: Array, y: Array, strengths: Sequence[float]) -> Array:
        """Return noise summed over octaves: each twice as fine as the one before, with its own strength."""
        total = np.zeros(np.broadcast(x, y).shape)
        for octave, strength in enumerate(strengths):
            total += strength * self.at(x * 2**octave + 17.3 * octave, y * 2**octave - 9.1 * octave)
        return total

    def _slope(self, i: NDArray[np.int64], j: NDArray[np.int64], dx: Array, dy: Array) -> Array:
        gx, gy = self._gradients[:, self._order[self._order[i % LATTICE] + j % LATTICE]]
        return np.asarray(gx * dx + gy * dy, dtype=np.float64)


def _fade(t: Array) -> Array:
    """Return Perlin's quintic: flat at both ends, so that cells meet without a crease."""
    return np.asarray(t * t * t * (t * (t * 6 - 15) + 10), dtype=np.float64)
