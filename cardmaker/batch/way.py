"""How a batch is to be made: what the person chose, in one value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cardmaker.errors import InputError
from cardmaker.make import Run
from cardmaker.write.pdf import FIXED_DATE


def _silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Way:
    """`jobs` processes, as many as pay if it is None; `strict` makes all cards or none; `progress` hears how many cards are checked or done, of how many."""

    jobs: int | None = None
    strict: bool = False
    created: datetime = FIXED_DATE
    progress: Callable[[int, int, str], None] = _silent


def refuse_if_bad(run: Run, way: Way) -> None:
    """Raise InputError if no card can be made, or if one cannot and all are wanted."""
    if not run.made or (way.strict and run.failed):
        raise InputError(run.findings)
