"""What an order says for the check of its notes: the occasion, rules to leave out, and dates, as values or errors."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.rules import ALIASES, RULES, Occasion

EXAMPLE: Final = "write it as 2026-11-20, or with the time as 2026-11-20 14:00"


def read_occasion(text: str, interview: str = "") -> Occasion:
    """Return the occasion; thanks if nothing is said, and an interview if its date is. Raises InputError."""
    name = text.strip().lower()
    if not name:
        return Occasion.INTERVIEW if interview.strip() else Occasion.THANKS
    if name in ALIASES:
        return ALIASES[name]
    known = [occasion.value for occasion in Occasion]
    if name in known:
        return Occasion(name)
    raise InputError([error("occasion", f"there is no occasion {text!r}", hint=nearest_hint(name, known))])


def read_allow(names: Sequence[str]) -> frozenset[str]:
    """Return the rules that are left out. Raises InputError for each that is none."""
    wanted = [name.strip().lower() for name in names]
    unknown = [name for name in wanted if name not in RULES]
    if unknown:
        raise InputError(
            [
                error("allow", f"there is no rule {name!r} to allow", hint=nearest_hint(name, list(RULES)))
                for name in unknown
            ]
        )
    return frozenset(wanted)


def read_moment(text: str) -> datetime | None:
    """Return a date, or a date and a time as a clock on the wall shows it; None if empty. Raises InputError."""
    text = text.strip()
    if not text:
        return None
    try:
        found = (
            datetime.combine(date.fromisoformat(text), time())
            if _is_day(text)
            else datetime.fromisoformat(text)
        )
    except ValueError:
        raise InputError([error("date", f"{text!r} is not a date", hint=EXAMPLE)]) from None
    if found.tzinfo is not None:
        raise InputError([error("date", f"{text!r} has a time zone", hint=EXAMPLE)])
    return found


def read_decision(text: str, interview: datetime | None) -> date | None:
    """Return the day of the decision. Raises InputError if it is none, or before the interview."""
    found = read_moment(text)
    if found and interview and found.date() < interview.date():
        raise InputError([error("date", "the decision is before the interview", hint="swap the two dates")])
    return found.date() if found else None


def _is_day(text: str) -> bool:
    return len(text) == len("2026-11-20")
