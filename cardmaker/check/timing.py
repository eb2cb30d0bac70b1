"""When a card should be posted and when it comes, from the dates that a person gave: no clock is asked here.

A card after an interview is posted within a day, two at most. One that would come after the decision is not held back, but
an e-mail with the same words should go today.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from cardmaker.check.wording.whole import finding, levels_of
from cardmaker.errors import Finding, Place
from cardmaker.model import Dates, Order

FIRST_DAY: Final = timedelta(hours=24)
LIMIT: Final = timedelta(hours=48)
POST_DAYS: Final = (2, 6)
"""Days that a letter takes within a country, quickest and slowest; holidays are not known here."""

SUNDAY: Final = 6


def check_timing(order: Order, place: Place | None = None) -> tuple[Finding, ...]:
    """Return what the order's dates say of posting; nothing without the date of an interview."""
    levels = levels_of(order.occasion, order.allow)
    remarks = _remarks(order.dates) if order.dates.interview else ()
    return tuple(
        finding(rule, levels[rule], message, place, hint) for rule, message, hint in remarks if rule in levels
    )


def post_day(dates: Dates) -> date:
    """Return the day on which the card can be posted: today, or that of the interview; Monday instead of Sunday."""
    assert dates.interview is not None
    day = max(dates.interview, dates.today or dates.interview).date()
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def arrival(posted: date) -> tuple[date, date]:
    """Return the first and the last day on which a card comes that is posted on a day; none comes on a Sunday."""
    first, last = (_not_sunday(posted + timedelta(days=days)) for days in POST_DAYS)
    return first, last


def _not_sunday(day: date) -> date:
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _remarks(dates: Dates) -> Iterator[tuple[str, str, str]]:
    """Yield rule, message and hint."""
    assert dates.interview is not None
    posted = post_day(dates)
    first, last = arrival(posted)
    coming = f"posted on {_day(posted)}, it comes between {_day(first)} and {_day(last)}"
    if dates.today and dates.today > dates.interview + FIRST_DAY:
        yield _late(dates.interview, dates.today, coming)
    else:
        until = f"{_moment(dates.interview + FIRST_DAY)}, at the latest by {_moment(dates.interview + LIMIT)}"
        yield "post-by", f"post the cards by {until}", f"{coming}; {_left(dates)}".rstrip("; ")
    if dates.decision and last >= dates.decision:
        yield _too_late(dates.decision, first, coming)


def _left(dates: Dates) -> str:
    """Return how many hours of the first day are left, if it has begun."""
    assert dates.interview is not None
    if dates.today is None or dates.today < dates.interview:
        return ""
    hours = (dates.interview + FIRST_DAY - dates.today) // timedelta(hours=1)
    return f"{hours} {'hour is' if hours == 1 else 'hours are'} left of the first day"


def _late(interview: datetime, today: datetime, coming: str) -> tuple[str, str, str]:
    hours = (today - interview) // timedelta(hours=1)
    if today > interview + LIMIT:
        message = f"the interview was {hours} hours ago, past the limit of 48"
        return "after-48-hours", message, f"send an e-mail today (make --email), and the card too: {coming}"
    left = (interview + LIMIT - today) // timedelta(hours=1)
    message = f"the interview was {hours} hours ago; {left} hours are left of the 48"
    return "after-24-hours", message, f"post the cards today; {coming}"


def _too_late(decision: date, first: date, coming: str) -> tuple[str, str, str]:
    """Return advice to send e-mail today; a card that comes on the day of the decision comes too late."""
    may = "comes" if first >= decision else "may come"
    message = f"they decide on {_day(decision)}, and the card {may} too late"
    return "arrives-late", message, f"send an e-mail today (make --email writes it); {coming}"


def _day(day: date) -> str:
    """Return a day in words that every reader takes the same way: `Fri 2026-11-20`."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"


def _moment(moment: datetime) -> str:
    has_time = (moment.hour, moment.minute) != (0, 0)
    return f"{_day(moment.date())} {moment:%H:%M}" if has_time else f"the end of {_day(moment.date())}"
