"""Repeatable irregularity: chance numbers that come from a name, the same on any machine and with any numpy.

`Chance` gives arrays, for the forms of letters. `Stream` gives the numbers of a page, cut from one fixed table: a slice
costs nothing, while a generator asked for each letter would cost a third of a card. numpy's own generators may change
from version to version, and importing them takes 10 ms; a hash of the name does neither.
"""

import hashlib
import math
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TABLE_SIZE: Final = 16_384
MAX_TAKE: Final = 8_192
DRIFT_PART: Final = 500
"""Numbers of a drift made at once: what fades over more steps would leave the range of a float."""


@lru_cache(maxsize=1)
def _table() -> Floats:
    table: Floats = np.clip(Chance("table").normals((TABLE_SIZE,)), -2.5, 2.5)
    table.flags.writeable = False
    return table


class Chance:
    """Arrays of chance numbers, each asked for after the other. The name settles all of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked = 0

    def uniforms(self, shape: tuple[int, ...]) -> Floats:
        """Return numbers evenly spread between 0 and 1, ends excluded."""
        self._asked += 1
        data = hashlib.shake_256(f"{self._name}/{self._asked}".encode()).digest(4 * math.prod(shape))
        spread: Floats = (np.frombuffer(data, "<u4") + 0.5) / 2.0**32
        return spread.reshape(shape)

    def normals(self, shape: tuple[int, ...]) -> Floats:
        """Return standard normal numbers (Box and Muller 1958)."""
        length, turn = self.uniforms((2, *shape))
        found: Floats = np.sqrt(-2 * np.log(length)) * np.cos(2 * np.pi * turn)
        return found

    def shuffled(self, rows: Floats) -> Floats:
        """Return the rows, each in an order of its own."""
        return np.take_along_axis(rows, np.argsort(self.uniforms(rows.shape), axis=1), axis=1)


class Stream:
    """Numbers for one page. Each name is a stream of its own, so that asking for one never moves another."""

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = key

    def number(self, name: str) -> int:
        """Return a large whole number."""
        digest = hashlib.sha256(f"{self._key}/{name}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    def normals(self, name: str, count: int) -> Floats:
        """Return `count` (at most MAX_TAKE) standard normal numbers within ±2.5."""
        start = self.number(name) % (TABLE_SIZE - min(count, MAX_TAKE))
        return _table()[start : start + count]

    def drift(self, name: str, count: int, memory: float, spread: float) -> Floats:
        """Return a slow drift about 0: each value keeps `memory` of the one before and adds noise of sd `spread`."""
        noise, parts = self.normals(name, count), list[Floats]()
        for begin in range(0, count, DRIFT_PART):
            last = parts[-1][-1] if parts else 0.0
            parts.append(_drift(noise[begin : begin + DRIFT_PART], memory, last))
        return spread * (parts[0] if len(parts) == 1 else np.concatenate([np.empty(0), *parts]))


def _drift(noise: Floats, memory: float, last: float) -> Floats:
    """Return a drift that goes on from its last value."""
    fading = _fading(memory, len(noise))
    drift: Floats = fading * ((noise / fading).cumsum() + memory * last)
    return drift


@lru_cache(maxsize=1024)
def _fading(memory: float, count: int) -> Floats:
    """Return what is left of a number after 0, 1, 2 … steps."""
    left: Floats = np.power(memory, np.arange(count, dtype=np.float64))
    return left


def quantile(share: float) -> float:
    """Return the standard normal value below which the share lies; importing `statistics` for it takes 9 ms."""
    low, high = -6.0, 6.0
    for _ in range(50):
        middle = (low + high) / 2
        is_below = 0.5 * (1 + math.erf(middle / math.sqrt(2))) < share
        low, high = (middle, high) if is_below else (low, middle)
    return low
