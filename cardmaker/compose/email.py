"""The note as an e-mail: the same words as plain text, for when a card would come too late. Sending it is left to people."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from cardmaker.model import Order, Person
from cardmaker.rules import Occasion

THANKS: Final = MappingProxyType(
    {
        "en": "Thank you",
        "de": "Vielen Dank",
        "fr": "Merci",
        "es": "Gracias",
        "it": "Grazie",
        "nl": "Dank u wel",
        "pt": "Obrigado",
        "pl": "Dziękuję",
        "sv": "Tack",
    }
)
MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_NAME_ENDS: Final = re.compile(r"[^a-z0-9]+")
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail without its addresses. Lines are not wrapped: the reader's program does that."""

    subject: str
    text: str

    def __str__(self) -> str:
        return f"Subject: {self.subject}\n\n{self.text}\n"


def email_of(order: Order, person: Person) -> Email:
    """Return a person's note as an e-mail: an empty line between paragraphs, lines where the writer ended them."""
    paragraphs = ("\n".join(" ".join(line) for line in paragraph) for paragraph in person.note.paragraphs)
    return Email(subject_of(order, person), "\n\n".join(paragraphs))


def email_name(person: Person, number: int) -> str:
    """Return the name of the e-mail's file, such as `0001-dana-reyes.txt`; plain letters, so that any disk takes it."""
    plain = unicodedata.normalize("NFKD", person.name).encode("ascii", "ignore").decode().lower()
    slug = _NAME_ENDS.sub("-", plain).strip("-")[:LONGEST_NAME].strip("-")
    return f"{number:04d}-{slug or 'person'}.txt"


def subject_of(order: Order, person: Person) -> str:
    """Return a subject in the language of the note; after an interview it says which one: the role, or the day."""
    thanks = THANKS.get(order.language.partition("-")[0].lower(), THANKS["en"])
    if order.occasion is not Occasion.INTERVIEW or not order.language.lower().startswith("en"):
        return _one_line(f"{thanks}, {person.addressed}" if person.addressed else thanks)
    role = person.fields.get("position", "")
    if role:
        return _one_line(f"{thanks} for the interview: {role}")
    when = f" on {_day(order.dates.interview.date())}" if order.dates.interview else ""
    return f"{thanks} for the interview{when}"


def _day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def _one_line(text: str) -> str:
    """Return a subject without line ends, which would begin another header."""
    return " ".join(text.split())
