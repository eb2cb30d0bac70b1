"""What an order says of its envelopes: which one, how it is addressed, and how it goes into the printer."""

import re
from typing import Final

from cardmaker.errors import Finding, InputError, error
from cardmaker.geometry import Size
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.facts import find_envelope, find_paper, plain_papers, read_envelopes
from cardmaker.inputs.nodes import Scalar, Table, nearest_hint
from cardmaker.inputs.pen import choice
from cardmaker.mail.fit import smallest_for
from cardmaker.model import (
    TRUE_SIZE,
    AddressStyle,
    Edge,
    Envelope,
    Facing,
    Feed,
    Flap,
    Format,
    ReturnOn,
    Turn,
)
from cardmaker.units import MM, format_mm, parse_length

AUTO: Final = "auto"
NONE: Final = "none"
FOLD_YOUR_OWN: Final = "fold-your-own"
CUSTOM: Final = "custom"

SMALLEST_SIDE: Final = 60.0 * MM
LARGEST_SIDE: Final = 600.0 * MM
"""No post takes a letter with a longer side (UPU: 600 mm)."""

EXAMPLE: Final = "write it as 6 x 9 in, or 162 x 114 mm"

_SIZE: Final = re.compile(r"\s*(?:custom\s*:\s*)?(.+?)\s*[x×]\s*(.+?)\s*", re.IGNORECASE)
_UNIT: Final = re.compile(r"[a-z\"]+\s*$", re.IGNORECASE)


def envelope_node(table: Table, conversion: Conversion) -> Table:
    """Return an order's table in which `envelope: {custom: 6 x 9 in}` is written as one text."""
    node = table.values.get("envelope")
    if not isinstance(node, Table):
        return table
    size = node.values.get(CUSTOM)
    if len(node.values) != 1 or not isinstance(size, Scalar):
        conversion.findings.append(
            error("value", "envelope must be a name, or custom and a size", node.place, EXAMPLE)
        )
        text = Scalar(AUTO, node.place)
    else:
        text = Scalar(f"{CUSTOM}: {size.text}", size.place)
    return Table({**table.values, "envelope": text}, table.keys, table.place)


def read_envelope(text: str, card_format: Format) -> Envelope | None:
    """Return the envelope that is named, or the one made for the format, or the smallest that holds it.

    None if none is wanted, none holds the card, or people fold their own; a postcard needs none. Raises InputError.
    """
    name = text.strip()
    is_auto = name.lower() in {"", AUTO}
    if is_unwanted(name) or (is_auto and card_format.postcard):
        return None
    if is_auto:
        known = read_envelopes()
        return known.get(card_format.envelope) or smallest_for(card_format.panel, known.values())
    if _SIZE.fullmatch(name) and any(char.isdigit() for char in name):
        return custom_envelope(name)
    return find_envelope(name)


def is_unwanted(text: str) -> bool:
    """Return whether an order wants no envelopes to be printed."""
    return text.strip().lower().replace("_", "-").replace(" ", "-") in {NONE, FOLD_YOUR_OWN}


def is_folded(text: str) -> bool:
    """Return whether people fold their envelopes themselves."""
    return text.strip().lower().replace("_", "-").replace(" ", "-") == FOLD_YOUR_OWN


def custom_envelope(text: str) -> Envelope:
    """Return an envelope of that size, its long side across. Raises InputError for what is no size of an envelope."""
    match = _SIZE.fullmatch(text)
    assert match is not None
    try:
        size = _size(match[1], match[2])
    except ValueError as problem:
        raise InputError([error("envelope", str(problem), hint=EXAMPLE)]) from None
    if min(size) < SMALLEST_SIDE or max(size) > LARGEST_SIDE:
        limits = f"{format_mm(SMALLEST_SIDE)} to {format_mm(LARGEST_SIDE)}"
        raise InputError(
            [
                error(
                    "envelope",
                    f"an envelope of {text.strip()!r} is not to be had",
                    hint=f"sides go from {limits}",
                )
            ]
        )
    name = f"{format_mm(size.width).removesuffix(' mm')} × {format_mm(size.height)}"
    return Envelope(CUSTOM, name, size, Flap.SQUARE)


def read_style(text: str) -> AddressStyle:
    return choice(text, AddressStyle.HAND, "there is no address style {!r}")


def read_return_on(text: str) -> ReturnOn:
    return choice(text, ReturnOn.FRONT, "a return address cannot stand on {!r}")


def read_feed(text: str) -> Feed:
    """Return how envelopes are fed, from words in any order such as `letter center turned-left face-down`.

    On a sheet they lie turned to the left if nothing is said: nearly all printers take the short edge first. Raises InputError.
    """
    feed, findings = TRUE_SIZE, list[Finding]()
    turn: Turn | None = None
    known = {paper.id for paper in plain_papers()}
    for word in re.split(r"[\s,;]+", text.strip().lower().replace("_", "-")):
        if word in _EDGES:
            feed = Feed(feed.paper, _EDGES[word], feed.turn, feed.facing)
        elif word in _TURNS:
            turn = _TURNS[word]
        elif word in _FACINGS:
            feed = Feed(feed.paper, feed.edge, feed.turn, _FACINGS[word])
        elif word in known:
            feed = Feed(find_paper(word), feed.edge, feed.turn, feed.facing)
        elif word not in {"", "true-size"}:
            findings.append(_unknown(word))
    if findings:
        raise InputError(findings)
    usual = Turn.LEFT if feed.paper else Turn.NONE
    return Feed(feed.paper, feed.edge, turn or usual, feed.facing)


def _size(first: str, second: str) -> Size:
    """Return the size of two lengths, of which the first may leave its unit to the second."""
    unit = _UNIT.search(second)
    if unit and not _UNIT.search(first):
        first += unit[0]
    short, long = sorted((parse_length(first), parse_length(second)))
    return Size(long, short)


_EDGES: Final = {edge.value: edge for edge in Edge} | {"centre": Edge.CENTER}
_TURNS: Final = {turn.value: turn for turn in Turn} | {"straight": Turn.NONE}
_FACINGS: Final = {facing.value: facing for facing in Facing}


def _unknown(word: str) -> Finding:
    known = ["true-size", *(paper.id for paper in plain_papers()), *_EDGES, *_TURNS, *_FACINGS]
    return error("feed", f"there is no {word!r} in how envelopes are fed", None, nearest_hint(word, known))
