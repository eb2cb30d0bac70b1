"""Repeatable irregularity: named streams of normal numbers, cut from one fixed table.

A table slice costs nothing; a random generator asked for each letter would cost a third of a card. The table comes from
numpy's legacy generator, whose numbers are frozen for all versions.
"""

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np

TABLE_SIZE: Final = 16_384
MAX_TAKE: Final = 8_192


@lru_cache(maxsize=1)
def _table() -> list[float]:
    values = np.random.RandomState(20_260_101).standard_normal(TABLE_SIZE)
    return np.clip(values, -2.5, 2.5).tolist()  # type: ignore[no-any-return]


class Stream:
    """Numbers for one page. Each name is a stream of its own, so that asking for one never moves another."""

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = key

    def number(self, name: str) -> int:
        """Return a large whole number."""
        digest = hashlib.sha256(f"{self._key}/{name}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    def normals(self, name: str, count: int) -> list[float]:
        """Return `count` (at most MAX_TAKE) standard normal numbers within ±2.5."""
        start = self.number(name) % (TABLE_SIZE - min(count, MAX_TAKE))
        return _table()[start : start + count]

    def drift(self, name: str, count: int, memory: float, spread: float) -> list[float]:
        """Return a slow drift about 0: each value keeps `memory` of the one before and adds noise of sd `spread`."""
        value = 0.0
        values = []
        for noise in self.normals(name, count):
            value = memory * value + spread * noise
            values.append(value)
        return values
