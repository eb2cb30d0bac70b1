"""The note comes back word for word, in order, from four readers of PDF that know nothing of each other."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from orders import NOTE, order_of

from cardmaker.geometry import Rect
from cardmaker.hand.variants import forms_of
from cardmaker.impose.plan import Plan
from cardmaker.inputs.facts import read_formats
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.make import Made, make_cards
from cardmaker.model import NOTE_PANEL, Flip, Order
from tests.conftest import run_tool

NAMES = ("José", "Ann-Marie", "Bo", "Zoë", "D’Arcy")
FALLBACK_NOTE = NOTE.replace("Łódź", "Ελένη Łódź Привет")
"""No Latin hand can write the first of these words, and none but Caveat the last."""

HANDS = tuple(hand.id for hand in list_hands())
CASES = [
    pytest.param(card_format, flip, HANDS[number % len(HANDS)], 1 + number, id=f"{card_format}-{flip.value}")
    for number, (card_format, flip) in enumerate((each, flip) for each in read_formats() for flip in Flip)
]


class Printed(NamedTuple):
    order: Order
    plan: Plan
    file: Path

    @property
    def words(self) -> list[tuple[str, ...]]:
        return [person.note.words for person in self.order.people]


def poppler(file: Path) -> str:
    return run_tool("pdftotext", file, "-")


def poppler_raw(file: Path) -> str:
    return run_tool("pdftotext", "-raw", file, "-")


def mupdf(file: Path) -> str:
    return run_tool("mutool", "draw", "-q", "-F", "txt", file)


def pdfium(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


IN_DRAWING_ORDER = (poppler_raw, mupdf, pdfium)
"""Poppler's plain mode reads straight across the cards of a sheet; it is asked for one card at a time."""


@cache
def make(note: str, **fields: object) -> tuple[Order, Made]:
    order = order_of(note, *NAMES, **fields)
    made = make_cards(order)
    assert made.made == len(NAMES), made.findings
    return order, made


def printed(folder: Path, note: str = NOTE, **fields: object) -> Printed:
    order, made = make(note, **fields)
    file = folder / "cards.pdf"
    file.write_bytes(made.pdf)
    return Printed(order, made.plan, file)


def holds(text: str, words: Sequence[str]) -> bool:
    """Return whether the words stand in the text one after the other, with nothing between them."""
    found, count = text.split(), len(words)
    return any(found[i : i + count] == list(words) for i in range(len(found) - count + 1))


def lost(result: Printed, read: Callable[[Path], str]) -> list[str]:
    """Return the people whose note does not come back."""
    text = read(result.file)
    people = zip(result.order.people, result.words, strict=True)
    return [person.name for person, words in people if not holds(text, words)]


def note_areas(plan: Plan) -> list[tuple[int, Rect]]:
    """Return for each card of a sheet which of its pages has the note's panel, from 1, and where."""
    panel = NOTE_PANEL[plan.format.fold]
    places = [
        (number, [placed for placed in card if placed.panel is panel])
        for number, side in enumerate(plan.faces, 1)
        for card in side.cards
    ]
    size = Rect.of(plan.format.panel)
    return [(page, placed.transform.apply_rect(size)) for page, found in places for placed in found]


def panel_text(result: Printed, number: int) -> str:
    """Return what poppler reads on the note panel of one person."""
    areas = note_areas(result.plan)
    page, area = areas[number % len(areas)]
    page += number // len(areas) * result.plan.sides
    x, y, right, bottom = round(area.x), round(area.y), round(area.right), round(area.bottom)
    crop = ("-r", 72, "-x", x, "-y", y, "-W", right - x, "-H", bottom - y)
    return run_tool("pdftotext", "-f", page, "-l", page, *crop, result.file, "-")


@pytest.mark.slow
@pytest.mark.parametrize("card_format, flip, hand, seed", CASES)
def test_every_note_comes_back_whole_on_every_format(card_format, flip, hand, seed, tmp_path):
    result = printed(tmp_path, format=card_format, flip=flip.value, hand=hand, seed=seed)
    assert {read.__name__: lost(result, read) for read in IN_DRAWING_ORDER} == {
        read.__name__: [] for read in IN_DRAWING_ORDER
    }


@pytest.mark.slow
@pytest.mark.parametrize("card_format, flip, hand, seed", CASES)
def test_every_note_lies_on_its_own_panel_alone(card_format, flip, hand, seed, tmp_path):
    result = printed(tmp_path, format=card_format, flip=flip.value, hand=hand, seed=seed)
    for number, words in enumerate(result.words):
        assert panel_text(result, number).split() == list(words)


@pytest.mark.slow
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("seed, flip", [(1, "long-edge"), (2, "short-edge"), (3, "short-edge")])
def test_every_hand_can_be_read_with_every_seed(hand, seed, flip, tmp_path):
    result = printed(tmp_path, format="a6", flip=flip, hand=hand, seed=seed)
    assert [lost(result, read) for read in (poppler, *IN_DRAWING_ORDER)] == [[]] * 4


@pytest.mark.slow
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("card_format, flip", [("a2", "long-edge"), ("half-a4-tent", "short-edge")])
def test_a_word_of_another_hand_keeps_its_place_in_the_line(hand, card_format, flip, tmp_path):
    result = printed(tmp_path, FALLBACK_NOTE, format=card_format, flip=flip, hand=hand)
    first = forms_of(result.order.hands[0], result.order.seed)
    assert not all(first.covers(word) for word in result.words[0])
    assert [lost(result, read) for read in IN_DRAWING_ORDER] == [[]] * 3
    assert [panel_text(result, number).split() for number in range(len(NAMES))] == list(
        map(list, result.words)
    )


SWEEP_NOTE = """Dear {to},

The office staff: fluffy, affine, fjord, flight, letter, that, booth, fifth, attic, utterly, street, ffi.

José Núñez, Łukasz Żółć, Søren Ødegård, Zoë Ångström, Dvořáková and O’Brien-Smith met “you” at 'noon'.

It’s "fine": 3:45, 12/60, £5, €20, 1,234.50, 7 & 8, 100 % — naïve… (again)!

Yours, truly yours,
Daisy Windeyer"""
"""Pairs that type sets as one sign, letters that hands lack or build from parts, quotes, numbers, and last letters."""

SEEDS = range(1, 21)


@cache
def sweep(hand: str) -> tuple[list[tuple[str, ...]], bytes]:
    """Return the words and the file of one card for each seed, end to end: a reader then starts once for all."""
    words, book = [], pikepdf.new()
    for seed in SEEDS:
        order = order_of(SWEEP_NOTE, NAMES[seed % len(NAMES)], hand=hand, seed=seed, format="half-letter")
        words.append(order.people[0].note.words)
        book.pages.extend(pikepdf.open(io.BytesIO(make_cards(order).pdf)).pages)
    target = io.BytesIO()
    book.save(target)
    return words, target.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("read", IN_DRAWING_ORDER, ids=lambda read: read.__name__)
def test_twenty_seeds_of_every_hand_come_back_word_for_word(hand, read, tmp_path):
    words, pdf = sweep(hand)
    file = tmp_path / "cards.pdf"
    file.write_bytes(pdf)
    text = read(file)
    assert [seed for seed, note in zip(SEEDS, words, strict=True) if not holds(text, note)] == []


def test_twenty_seeds_are_twenty_different_pages():
    words, pdf = sweep(HANDS[0])
    with pikepdf.open(io.BytesIO(pdf)) as book:
        insides = {page.Contents.read_bytes() for page in list(book.pages)[1::2]}
    assert len(words) == len(insides) == len(SEEDS)


def letters_of(hand: str) -> str:
    """Return all characters of a hand that stand for themselves: readers take a ligature's letters apart."""
    forms = forms_of(read_hand(hand), 1)
    known = (chr(code) for code in range(0x21, 0x3000) if chr(code).isprintable() and chr(code) not in "{}\\")
    return "".join(
        char
        for char in known
        if forms.covers(char)
        and forms.character(forms.letter(char).codes[0]) == char
        and unicodedata.normalize("NFC", char) == char
        and not unicodedata.combining(char)
    )


@pytest.mark.parametrize("hand", HANDS)
def test_every_letter_of_a_hand_comes_back(hand, tmp_path):
    letters = letters_of(hand)
    assert len(letters) > 150
    note = " ".join(letters[start : start + 7] + "." for start in range(0, len(letters), 7))
    result = printed(tmp_path, note, format="half-letter", flip="short-edge", hand=hand, allow=("leftover",))
    assert [lost(result, read) for read in IN_DRAWING_ORDER] == [[]] * 3


def test_an_upside_down_panel_is_among_the_cases(tmp_path):
    """pdfium once read such lines from right to left, so these cases must not go away."""
    plans = [printed(tmp_path, format="a6", flip=flip.value).plan for flip in Flip]
    turns = [placed.transform.a for plan in plans for placed in plan.faces[1].cards[0]]
    assert min(turns) < -0.99


@pytest.mark.parametrize("spoil", [lambda words: words[:1] + words[2:], lambda words: words[::-1]])
def test_a_lost_word_and_a_wrong_order_are_noticed(spoil):
    words = "Thank you for your time".split()
    assert holds("Dear Dana, Thank you for\nyour time again", words)
    assert not holds(" ".join(spoil(words)), words)
