"""How a batch is to be made: what the person chose, in one value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cardmaker.batch.making import Making
from cardmaker.errors import InputError
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


def refuse_if_bad(run: Making, way: Way) -> None:
    """Raise InputError if nothing can be made, or if something cannot and all is wanted."""
    if run.is_bad(strict=way.strict):
        raise InputError(run.findings)
