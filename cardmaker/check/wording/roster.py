"""The people of a batch as a whole: whether somebody was forgotten."""

from collections.abc import Iterator, Sequence
from typing import Final

from cardmaker.check.wording.leftovers import is_placeholder
from cardmaker.check.wording.lists import read_words
from cardmaker.check.wording.reading import WORD
from cardmaker.check.wording.remarks import Remark
from cardmaker.model import Person

PANEL: Final = 3
"""People of one company from which somebody must have arranged the talks."""


def judge_roster(people: Sequence[Person], sender: str, language: str) -> Iterator[Remark]:
    """Yield who is missing, as far as names and roles tell: the sender, a recipient, the coordinator."""
    if is_placeholder(sender):
        yield Remark(
            "unsigned", f'the cards are signed "{sender}"', "write your name after `from:` in the order"
        )
    if any(not person.name for person in people):
        hint = (
            "if you do not know the names, write one note to the coordinator and ask to pass your thanks on"
        )
        yield Remark("no-name", "a card has no name on it", hint)
    roles = [person.fields.get("role", "") for person in people]
    arranging = read_words(language, "coordinator")
    if len(people) < PANEL or not arranging or not all(roles):
        return
    if not any(arranging.intersection(WORD.findall(role.lower())) for role in roles):
        hint = "a note to the coordinator, recruiter or assistant who arranged the day is seldom forgotten"
        yield Remark("everyone", "nobody in the list arranged the interviews", hint)
