"""Pen lines under words: where they lie, that no two are alike, and that the words stay words."""

from pathlib import Path

import pytest
from orders import order_of

from cardmaker.compose.card import write_note
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import Fill, Group, Line
from cardmaker.inputs.order import Request, resolve
from cardmaker.inputs.sources import NoteSource
from cardmaker.make import make_cards
from cardmaker.paperwork import copy_pages
from tests.conftest import run_tool

NOTE = "Dear Dana,\n\nI *really* mean it, and *all of us here mean it so much that this line must break*.\n\nYours,\nJamie"


def page(note=NOTE, **fields):
    order = order_of(note, **fields)
    stationery = draw_stationery(order)
    return write_note(order, order.people[0], stationery), stationery.note_box


def split(items):
    return [item for item in items if isinstance(item, Fill)], [
        item for item in items if isinstance(item, Line)
    ]


@pytest.mark.parametrize("hand", ["reenie-beanie", "la-belle-aurore"])
@pytest.mark.parametrize("pen", ["blue-ballpoint", "pencil", "black-gel"])
def test_a_pen_line_lies_under_its_words_and_a_little_past_them(hand, pen):
    written, box = page(hand=hand, pen=pen)
    (first, *others), lines = split(written.items)
    assert len(others) >= 2  # one on each line that the words stand on
    assert isinstance(written.items[0], Fill)  # under the writing
    word = next(word for line in lines for word in line.words if word.text == "really")
    after = next(word for line in lines for word in line.words if word.text == "mean")
    ink = first.path.bounds()
    assert word.transform.e - written.x_height < ink.x < word.transform.e + written.x_height
    assert (
        after.transform.e - 0.7 * written.x_height
        < ink.right + written.x_height
        < after.transform.e + 3 * written.x_height
    )
    assert 0.1 < (ink.y - word.transform.f) / written.x_height < 1.2
    assert all(
        box.x - 0.5 <= each.path.bounds().x and each.path.bounds().right <= box.right + 0.5
        for each in (first, *others)
    )


def test_a_pen_line_is_not_straight_and_no_two_are_alike():
    written, _ = page("*again again*\n\n*again again*")
    one, other = split(written.items)[0]
    assert list(one.path.numbers) != list(other.path.numbers)
    assert one.path.bounds().height > 1.3 * 0.3 * 2.83 * 0.5


def test_words_are_written_as_without_the_line():
    lined, plain = page(NOTE)[0], page(NOTE.replace("*", ""))[0]
    assert split(lined.items)[1] == split(plain.items)[1]


def test_a_name_that_is_left_to_real_ink_takes_its_line_with_it():
    order = order_of("Dear Dana,\n\nthanks.\n\nYours,\n*Jamie*", signature="leave-room")
    assert make_cards(order).made == 1


def test_underlined_words_can_be_searched(tmp_path):
    request = Request(to="Dana", design="olive-wreath")
    order = resolve(request, Path(), {}, NoteSource(NOTE, "note")).order
    (tmp_path / "card.pdf").write_bytes(make_cards(order).pdf)
    text = " ".join(run_tool("pdftotext", tmp_path / "card.pdf", "-").split())
    assert "I really mean it, and all of us here mean it so much that this line must break." in text


def test_a_copy_sheet_has_the_pen_lines_under_the_words_where_they_went():
    order = order_of(NOTE, hand="own-pen")
    (sheet,) = copy_pages(order, order.people)
    (panel,) = [item.frame for item in sheet.frame.items if isinstance(item, Group)]
    marks, lines = split(panel.items)
    word = next(word for line in lines for word in line.words if word.text == "really")
    assert 0 < marks[0].path.bounds().bottom - word.transform.f < 8
    assert len(marks) >= 3
