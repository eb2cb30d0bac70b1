"""What the run sheet says and draws of envelopes: how they lie in the printer, and whose is which."""

import re

import pytest

from cardmaker.batch.choice import Choice
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from cardmaker.compose.lettering import Look
from cardmaker.compose.loading import (
    FLAPS,
    TALL,
    Loading,
    draw_loading,
    envelope_caption,
    envelope_settings,
    envelope_steps,
)
from cardmaker.drawing import Fill
from cardmaker.geometry import Rect
from cardmaker.impose.feeding import envelope_place, page_size
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.facts import find_envelope
from cardmaker.model import Flap
from cardmaker.paperwork import typefaces
from tests.conftest import run_tool
from tests.mailbags import mailbag, posted


def loading(words="", envelope="a7", **fields) -> Loading:
    feed, found = read_feed(words), find_envelope(envelope)
    return Loading(found, 6, feed, page_size(found.size, feed), envelope_place(found.size, feed), **fields)


@pytest.mark.parametrize(
    "words", ["letter", "letter left", "a4 right turned-right", "a3 level center", "legal left level"]
)
def test_the_drawing_shows_the_page_as_it_is_to_scale(words):
    told = loading(words)
    items, _ = draw_loading(told, Rect(50.0, 80.0, 200.0, 200.0), Look.of(typefaces()))
    envelope = next(item for item in items if isinstance(item, Fill)).path.bounds()
    share = TALL / told.page.height
    assert envelope.size == pytest.approx((told.place.width * share, told.place.height * share))
    page = items[0].path.bounds()
    assert (envelope.x - page.x) / share == pytest.approx(told.place.x)
    assert envelope.y == pytest.approx(page.y), "the upper edge goes in first"


def test_a_page_of_its_own_size_is_drawn_as_printers_take_it():
    items, _ = draw_loading(loading(), Rect(0.0, 0.0, 200.0, 200.0), Look.of(typefaces()))
    drawn = next(item for item in items if isinstance(item, Fill)).path.bounds()
    assert drawn.height > drawn.width
    assert envelope_caption(loading()) == "Short edge first"
    assert envelope_caption(loading("letter level", "a2")) == "Long edge first"


def test_every_flap_has_a_drawing_within_its_envelope():
    assert set(FLAPS) == set(Flap)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for points in FLAPS.values() for x, y in points)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("face-up", "the side without the flap up"),
        ("face-down", "the side without the flap down"),
        ("", "a pencil cross on one tells"),
        ("letter left", "at the left guide"),
        ("letter", "in the middle"),
    ],
)
def test_the_steps_say_how_an_envelope_lies(words, said):
    assert said in " ".join(envelope_steps(loading(words)))


def test_flaps_have_a_step_of_their_own():
    assert "envelope-flaps.pdf" in " ".join(envelope_steps(loading(backs=True)))
    assert "Page 2" in " ".join(envelope_steps(loading(backs=True, separate=True)))
    assert len(envelope_steps(loading())) == 2


@pytest.mark.parametrize(
    ("words", "envelope", "paper"),
    [("", "a7", "A7, 184.15 × 133.35\u00a0mm"), ("a4", "a7", "A4"), ("", "c6", "C6, 162 × 114\u00a0mm")],
)
def test_the_print_dialog_is_told_the_paper_that_the_page_is(words, envelope, paper):
    assert dict(envelope_settings(loading(words, envelope)))["Paper"] == paper


def test_each_person_s_number_on_the_run_sheet_is_the_page_of_their_envelope(tmp_path):
    order = mailbag(6, format="half-letter")
    addresses = [person.address for person in order.people]
    addresses[2] = None
    produce(posted(order, *addresses), Choice(tmp_path), Way())
    sheet = run_tool("pdftotext", "-layout", tmp_path / "run-sheet.pdf", "-")
    for person in order.people:
        number = re.search(rf"{re.escape(person.name)}\s+(\d+|–)\s+", sheet)[1]
        if number == "–":
            assert person.name.endswith(" 2")
            continue
        page = run_tool("pdftotext", "-raw", "-f", number, "-l", number, tmp_path / "envelopes.pdf", "-")
        assert person.name in page
