"""One person's card: the order's stationery with the note written into it."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.compose.ownpen import draw_guides
from cardmaker.compose.signature import note_to_write, room_below, sign
from cardmaker.compose.spoken import in_paragraphs
from cardmaker.compose.stationery import Stationery
from cardmaker.errors import Finding, Place, error, warning
from cardmaker.hand.behaviour import hand_for
from cardmaker.hand.page import Fit, Wanted, WrittenPage, fit_page, write_page
from cardmaker.hand.pens import clear_x_height, nib_width, own_width
from cardmaker.hand.variants import Forms
from cardmaker.model import NOTE_PANEL, PANELS, Card, Order, Person
from cardmaker.units import MM, format_mm

ROOMY_BOX: Final = 92 * MM
"""A note box wider than this invites larger writing: a person fills a big card with a bigger hand."""

ROOMY_GROWTH: Final = 0.7  # of the box's extra width
LARGEST_GROWTH: Final = 1.18

FIRST_EMOJI: Final = 0x1F000
EMOJI_JOINERS: Final = "\u200d\ufe0e\ufe0f"
"""Characters that only join emoji or say how to show them."""

PUNCTUATION: Final = '.,;:!?…()“”"„'
SHOWN_WORDS: Final = 8

FINER: Final = 0.8
"""Of its width: a pen drawn finer than this is no longer the same pen, and is told."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A card, and what composing it found. A card whose findings hold an error must not be printed."""

    card: Card
    findings: tuple[Finding, ...]


def compose_card(order: Order, person: Person, stationery: Stationery) -> Composed:
    """Return the person's card. The same order and person give the same card, whatever else is in the order."""
    if order.own_pen and not person.note.words:
        guides = draw_guides(order, stationery.note_box, largest_x_height(order, stationery))
        return Composed(_card(order, person, stationery, guides), ())
    chain = stationery.hands
    if not order.own_pen:
        person = replace(person, note=note_to_write(order, person.note, chain))
    is_plain = _writes_all(chain[0], person)
    uncovered = () if is_plain else _uncovered(person, chain)
    if uncovered:
        return Composed(_card(order, person, stationery, ()), uncovered)
    page = write_note(order, person, stationery)
    if order.own_pen:
        items = draw_guides(order, stationery.note_box, page.x_height)
    else:
        signed = sign(order, person, page, stationery.note_box)
        items = in_paragraphs(signed, person.note.paragraphs)
    borrowed = () if is_plain else _borrowed(person, chain)
    findings = (*borrowed, *_misfits(order, person, page), *_clogged(order, person, page))
    return Composed(_card(order, person, stationery, items), findings)


def write_note(order: Order, person: Person, stationery: Stationery) -> WrittenPage:
    """Return the person's note in the order's hand. The hands must have letters for all its words."""
    return write_page(_wanted(order, person, stationery))


def fit_note(order: Order, person: Person, stationery: Stationery) -> Fit | None:
    """Return how the person's note fits their card; None if there is no note, or no hand has letters for all its words.

    Its words are those of the person's note in their order, but for a name at the end that real ink will write.
    """
    if not order.own_pen:
        person = replace(person, note=note_to_write(order, person.note, stationery.hands))
    if not person.note.words or _uncovered(person, stationery.hands):
        return None
    return fit_page(_wanted(order, person, stationery))


def _wanted(order: Order, person: Person, stationery: Stationery) -> Wanted:
    x_height = largest_x_height(order, stationery)
    return Wanted(
        person.note.paragraphs,
        stationery.hands,
        stationery.note_box,
        x_height,
        order.pen,
        f"{order.seed}/{person.key}",
        order.neatness,
        room_below(order, person.note, stationery.note_box, x_height),
        person.note.underlined,
    )


def largest_x_height(order: Order, stationery: Stationery) -> float:
    """Return the size to try first (pt): the hand's own, a little larger on a large card or with a broad pen."""
    extra = stationery.note_box.width / ROOMY_BOX - 1
    growth = min(LARGEST_GROWTH, 1 + max(0.0, extra) * ROOMY_GROWTH)
    hand = order.hands[0].hand
    natural: float = hand.x_height_mm * MM
    return max(natural * growth, clear_x_height(order.pen, hand))


def _card(order: Order, person: Person, stationery: Stationery, note: Sequence[object]) -> Card:
    card_format = order.format
    frames = {panel: stationery.panel(panel, card_format.panel) for panel in PANELS[card_format.fold]}
    written = NOTE_PANEL[card_format.fold]
    frames[written] = replace(frames[written], items=(*frames[written].items, *note))  # type: ignore[arg-type]
    return Card(person.name, card_format, frames)


def _uncovered(person: Person, chain: Sequence[Forms]) -> tuple[Finding, ...]:
    """Return errors for each word that no hand can write, with the characters in question; pictures are told apart."""
    findings: list[Finding] = []
    for word in dict.fromkeys(person.note.words):
        if not any(forms.covers(word) for forms in chain):
            missing = min((forms.missing(word) for forms in chain), key=len)
            findings += _refusals(word, missing, person.note.place)
    return tuple(findings)


def _refusals(word: str, missing: str, place: Place) -> list[Finding]:
    """Return an error for a word's pictures, and one for its letters of foreign scripts."""
    pictures = "".join(filter(_is_picture, missing))
    letters = [char for char in missing if not _is_picture(char) and char not in EMOJI_JOINERS]
    findings = []
    if pictures:
        hint = "leave it out or draw it by hand"
        findings.append(error("emoji", f"a pen cannot draw {pictures}", place, hint))
    if letters:
        listed = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in letters)
        hint = "hands write Latin, Cyrillic and Greek letters; spell it in these, or write it by hand"
        findings.append(
            error("glyphs", f"no hand can write {listed} in {word.strip(PUNCTUATION)!r}", place, hint)
        )
    return findings


def _is_picture(char: str) -> bool:
    """Return whether a character is an emoji or a pictograph."""
    return ord(char) >= FIRST_EMOJI or unicodedata.category(char) == "So"


def _writes_all(forms: Forms, person: Person) -> bool:
    """Return whether one hand has all letters of the note: the usual case, and a word at a time costs ten times as much."""
    return forms.covers("".join(person.note.words))


def _borrowed(person: Person, chain: Sequence[Forms]) -> tuple[Finding, ...]:
    """Return a warning for each hand that writes words which the first has no letters for."""
    words = [word for word in dict.fromkeys(person.note.words) if not chain[0].covers(word)]
    lent = {word: hand_for(word, tuple(chain)) for word in words}
    whole = next((forms.hand.id for forms in chain if _writes_all(forms, person)), "")
    hint = f"for one hand from end to end: --hand {whole}" if whole else ""
    return tuple(
        warning("fallback-hand", _lending(forms, lent, chain[0]), person.note.place, hint)
        for forms in dict.fromkeys(lent.values())
    )


def _lending(lender: Forms, lent: Mapping[str, Forms], first: Forms) -> str:
    words = [word.strip(PUNCTUATION) for word, forms in lent.items() if forms is lender]
    listed = ", ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
    return f"{first.hand.name} has no letters for {listed}; {lender.hand.name} writes {'it' if len(words) == 1 else 'them'}"


def _misfits(order: Order, person: Person, page: WrittenPage) -> list[Finding]:
    """Return an error for each word wider than the box, and one that says how many words do not fit."""
    place, hint = person.note.place, "write it in parts"
    wide = [
        error("wide-word", f"{word[:40]!r} is wider than the card", place, hint) for word in page.too_wide
    ]
    return [*wide, _too_long(order, person, page)] if page.excess else wide


def _too_long(order: Order, person: Person, page: WrittenPage) -> Finding:
    count = len(person.note.words)
    size = format_mm(order.hands[0].hand.floor_mm * MM)
    words = "word" if page.excess == 1 else "words"
    message = (
        f"the note is {page.excess} {words} too long for {order.format.name}: {count - page.excess} of {count} fit "
        f"at the smallest legible size (letters {size} high)"
    )
    hint = "shorten it, or choose a larger format: cardmaker formats"
    return error("too-long", message, person.note.place, hint)


def _clogged(order: Order, person: Person, page: WrittenPage) -> list[Finding]:
    """Return a warning if the letters came out too small for the pen, and its line was drawn much finer."""
    hand = order.hands[0].hand
    wanted, drawn = own_width(order.pen, hand), nib_width(order.pen, hand, page.x_height)
    if page.excess or drawn >= FINER * wanted:
        return []
    message = (
        f"the {order.pen.name} would clog letters {format_mm(page.x_height)} high; "
        f"its line is {format_mm(drawn)} wide instead of {format_mm(wanted)}"
    )
    hint = "shorten the note, or choose a larger format or a finer pen"
    return [warning("broad-pen", message, person.note.place, hint)]
