"""What an order says about the writing itself: the pen, its ink, and whether people write with a pen of their own."""

from enum import Enum
from typing import Final, TypeVar

from cardmaker.color import Color, parse_color
from cardmaker.errors import InputError, error
from cardmaker.hand.pens import PENS
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import Copying, Guides, Pen

Choice = TypeVar("Choice", bound=Enum)

DEFAULT_PEN: Final = "blue-ballpoint"
OWN_PEN: Final = "own-pen"
"""Stands where else a hand is named: people write the notes themselves."""


def read_pen(text: str) -> Pen:
    """Return the pen of this name. Raises InputError, naming the nearest."""
    name = _plain(text) or DEFAULT_PEN
    if name not in PENS:
        raise InputError([error("pen", f"there is no pen {text!r}", hint=nearest_hint(name, list(PENS)))])
    return PENS[name]


def read_ink(text: str, pen: Pen) -> Color:
    """Return the color to write in: the pen's own if none is named. Raises InputError."""
    if not text.strip():
        return pen.color
    try:
        return parse_color(text)
    except ValueError as problem:
        hint = f"leave it out for the color of the {pen.name}"
        raise InputError([error("ink", str(problem), hint=hint)]) from None


def is_own_pen(hand: str) -> bool:
    """Return whether a hand's name says that people write themselves."""
    return _plain(hand) == OWN_PEN


def read_guides(text: str) -> Guides:
    return choice(text, Guides.FAINT, "there are no guides {!r}")


def read_copying(text: str) -> Copying:
    return choice(text, Copying.COPY, "there is no copy sheet to {!r}")


def choice(text: str, default: Choice, message: str) -> Choice:
    """Return the named member of the default's enumeration. Raises InputError, naming the nearest."""
    names = {member.value: member for member in type(default)}
    name = _plain(text)
    if name and name not in names:
        raise InputError([error("value", message.format(text), hint=nearest_hint(name, list(names)))])
    return names.get(name, default)


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", "-").replace(" ", "-")
