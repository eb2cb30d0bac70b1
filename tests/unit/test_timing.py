"""Dates around an interview: when to post, when the card comes, and when an e-mail must do."""
# ruff: noqa: DTZ001  (dates of orders are those of the wall)

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.check.timing import arrival, check_timing, post_day
from cardmaker.errors import InputError
from cardmaker.inputs.occasion import read_allow, read_decision, read_moment, read_occasion
from cardmaker.model import Dates
from cardmaker.rules import Occasion
from tests.wordings import GOOD, order_of, person

FRIDAY = datetime(2026, 11, 20, 14)


def told(today: datetime | None = None, decision: date | None = None, **order: object) -> dict[str, str]:
    """Return the messages and hints by rule."""
    dates = Dates(FRIDAY, decision, today)
    findings = check_timing(replace(order_of(person("Dana", GOOD), **order), dates=dates))
    return {finding.rule: f"{finding.message} | {finding.hint}" for finding in findings}


def test_without_an_interview_nothing_is_said():
    order = order_of(person("Dana", GOOD))
    assert check_timing(replace(order, dates=Dates(None, date(2026, 11, 27), FRIDAY))) == ()


def test_the_first_day_ends_a_day_after_the_interview():
    assert told()["post-by"].startswith(
        "post the cards by Sat 2026-11-21 14:00, at the latest by Sun 2026-11-22 14:00 | posted on Fri 2026-11-20, "
        "it comes between Mon 2026-11-23 and Thu 2026-11-26"
    )


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (FRIDAY - timedelta(days=3), "post-by"),
        (FRIDAY + timedelta(hours=24), "post-by"),
        (FRIDAY + timedelta(hours=24, minutes=1), "after-24-hours"),
        (FRIDAY + timedelta(hours=48), "after-24-hours"),
        (FRIDAY + timedelta(hours=48, minutes=1), "after-48-hours"),
        (datetime(2026, 11, 21), "post-by"),
        (datetime(2026, 11, 22), "after-24-hours"),
        (datetime(2026, 11, 23), "after-48-hours"),
    ],
)
def test_lateness_is_told_by_the_hour(today, rule):
    assert set(told(today)) == {rule}


def test_hours_that_are_left_are_told():
    assert "18 hours are left of the first day" in told(FRIDAY + timedelta(hours=6))["post-by"]
    assert "23 hours are left of the 48" in told(FRIDAY + timedelta(hours=25))["after-24-hours"]


@pytest.mark.parametrize(
    ("decision", "word"),
    [
        (date(2026, 11, 21), "comes too late"),
        (date(2026, 11, 24), "may come too late"),
        (date(2026, 11, 27), ""),
    ],
)
def test_a_card_that_comes_after_the_decision_means_an_email_today(decision, word):
    late = told(decision=decision).get("arrives-late", "")
    assert word in late
    assert bool(late) is bool(word)
    assert not late or "make --email" in late


def test_rules_of_time_can_be_allowed():
    assert told(FRIDAY + timedelta(days=9), allow=["after-48-hours"]) == {}


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_nothing_is_posted_or_delivered_on_a_sunday(moment):
    posted = post_day(Dates(moment))
    first, last = arrival(posted)
    assert 6 not in (posted.weekday(), first.weekday(), last.weekday())
    assert timedelta(days=2) <= first - posted <= last - posted <= timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", None),
        ("2026-11-20", datetime(2026, 11, 20)),
        (" 2026-11-20 14:00 ", FRIDAY),
        ("2026-11-20T14:00", FRIDAY),
    ],
)
def test_dates_are_read_with_or_without_a_time(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["20.11.2026", "tomorrow", "2026-11-31", "2026-11-20 14:00+02:00", "2026-11-20 25:00"]
)
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(InputError) as refused:
        read_moment(text)
    assert "2026-11-20 14:00" in refused.value.findings[0].hint


def test_a_decision_before_the_interview_is_refused():
    with pytest.raises(InputError):
        read_decision("2026-11-19", FRIDAY)


@pytest.mark.parametrize(
    ("text", "interview", "occasion"),
    [
        ("", "", Occasion.THANKS),
        ("", "2026-11-20", Occasion.INTERVIEW),
        ("thanks", "2026-11-20", Occasion.THANKS),
        ("Thank-you", "", Occasion.THANKS),
        ("Sympathy", "", Occasion.SYMPATHY),
    ],
)
def test_the_occasion_is_thanks_unless_said_or_shown(text, interview, occasion):
    assert read_occasion(text, interview) is occasion


def test_an_unknown_occasion_or_rule_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="interview"):
        read_occasion("interveiw")
    with pytest.raises(InputError) as refused:
        read_allow(["exclamation", "lenght", "genric"])
    assert [finding.hint for finding in refused.value.findings] == [
        "did you mean 'length'?",
        "did you mean 'generic'?",
    ]
