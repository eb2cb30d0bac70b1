"""Cards that people write themselves: lines to write on, a sheet to copy from, and no note needed."""

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from orders import NOTE, order_of

from cardmaker.color import WHITE, contrast
from cardmaker.compose.card import compose_card, write_note
from cardmaker.compose.ownpen import TRACED
from cardmaker.compose.stationery import Stationery, draw_stationery
from cardmaker.drawing import Frame, Group, Line, Stroke
from cardmaker.geometry import Rect
from cardmaker.inputs.facts import read_formats
from cardmaker.make import make_cards
from cardmaker.model import NOTE_PANEL, Guides, Order
from cardmaker.paperwork import copy_pages, make_copy_sheet
from cardmaker.units import MM
from tests.cli_runner import run
from tests.conftest import SAMPLE, run_tool

Capsys = pytest.CaptureFixture[str]
FORMATS = pytest.mark.parametrize("card_format", read_formats())
LONG = NOTE + "\n\n" + "This was a good day for all of us and for the team. " * 4


def own(note: str = NOTE, *names: str, **fields: object) -> tuple[Order, Stationery]:
    order = order_of(note, *names, hand="own-pen", **fields)
    return order, draw_stationery(order)


def guides_of(order: Order, stationery: Stationery) -> list[Stroke]:
    """Return the guide lines of the first person's card."""
    card = compose_card(order, order.people[0], stationery).card
    panel = card.panels[NOTE_PANEL[order.format.fold]]
    return [item for item in panel.items if isinstance(item, Stroke)]


def heights(guides: list[Stroke]) -> list[float]:
    return [guide.path.numbers[1] for guide in guides]


def leading_of(order: Order, stationery: Stationery) -> float:
    hand = order.hands[0].hand
    size = write_note(order, order.people[0], stationery).x_height
    return size * hand.leading_mm / hand.x_height_mm


@FORMATS
def test_guides_lie_inside_the_box_level_and_evenly(card_format: str) -> None:
    order, stationery = own(format=card_format)
    guides, box = guides_of(order, stationery), stationery.note_box
    assert len(guides) >= 5
    for guide in guides:
        left, y, right, end = guide.path.numbers
        assert (left, right, end) == pytest.approx((box.x, box.right, y))
    first, *_, last = heights(guides)
    assert box.y + 2 * MM < first
    assert last < box.bottom - 2 * MM
    assert first - box.y + box.bottom - last < 2.5 * leading_of(order, stationery)
    steps = [below - above for above, below in pairwise(heights(guides))]
    assert steps == pytest.approx([leading_of(order, stationery)] * len(steps))


def test_guides_are_as_far_apart_as_a_person_writes() -> None:
    order, stationery = own(format="a7")
    guides = heights(guides_of(order, stationery))
    assert 7 * MM < guides[1] - guides[0] < 9.5 * MM


def test_guides_are_thin_and_pale() -> None:
    order, stationery = own()
    inks = {guide.ink for guide in guides_of(order, stationery)}
    assert [ink.width for ink in inks] == [0.35]
    assert all(1.3 < contrast(ink.color, WHITE) < 2.2 for ink in inks)


def test_no_guides_are_drawn_if_none_are_wanted() -> None:
    order, stationery = own(guides="none")
    assert guides_of(order, stationery) == []
    assert order.own_pen is not None
    assert order.own_pen.guides is Guides.NONE


def test_the_card_has_no_writing() -> None:
    order, stationery = own()
    card = compose_card(order, order.people[0], stationery).card
    assert not [item for panel in card.panels.values() for item in panel.items if isinstance(item, Line)]


# The copy sheet.


def panel_of(order: Order, stationery: Stationery) -> tuple[Frame, Rect]:
    """Return the first person's panel on the copy sheet, and where it lies."""
    (page, *_) = copy_pages(order, order.people)
    (group,) = [item for item in page.frame.items if isinstance(item, Group)]
    return group.frame, group.transform.apply_rect(Rect.of(group.frame.size))


def test_a_signature_in_the_order_changes_neither_the_lines_nor_what_is_copied() -> None:
    order, stationery = own(signature="leave-room")
    panel, _ = panel_of(order, stationery)
    words = [word.text for item in panel.items if isinstance(item, Line) for word in item.words]
    assert words == list(order.people[0].note.words)
    assert heights([item for item in panel.items if isinstance(item, Stroke)][4:]) == heights(
        guides_of(order, stationery)
    )


@FORMATS
@pytest.mark.parametrize("note", [NOTE, "Dear Dana,\n\nthank you.\n\nJon"])
def test_every_line_of_the_copy_sheet_stands_on_a_guide_of_the_card(card_format: str, note: str) -> None:
    order, stationery = own(note, format=card_format)
    guides = heights(guides_of(order, stationery))
    panel, _ = panel_of(order, stationery)
    assert heights([item for item in panel.items if isinstance(item, Stroke)][4:]) == guides
    lines = [item for item in panel.items if isinstance(item, Line)]
    bases = [sum(word.transform.f for word in line.words) / len(line.words) for line in lines]
    nearest = [min(guides, key=lambda guide: abs(guide - base)) for base in bases]
    assert bases == pytest.approx(nearest, abs=0.01)
    assert len(set(nearest)) == len(lines)
    assert nearest == sorted(nearest)
    for line, base in zip(lines, bases, strict=True):
        assert max(abs(word.transform.f - base) for word in line.words) < 1.2 * MM


def test_paragraphs_are_parted_by_a_free_line_where_there_is_room() -> None:
    order, stationery = own("Dear Dana,\n\nthank you.\n\nJon", format="a7")
    panel, _ = panel_of(order, stationery)
    lines = [item for item in panel.items if isinstance(item, Line)]
    bases = [line.words[0].transform.f for line in lines]
    steps = [(below - above) / leading_of(order, stationery) for above, below in pairwise(bases)]
    assert [round(step) for step in steps] == [2, 2]


@FORMATS
def test_the_panel_has_its_true_size_and_lies_on_the_page_under_the_name(card_format: str) -> None:
    order, stationery = own(format=card_format)
    (page, *_) = copy_pages(order, order.people)
    panel, place = panel_of(order, stationery)
    assert panel.size == order.format.panel
    assert place.size == pytest.approx(order.format.panel)
    assert Rect.of(page.frame.size).holds(place, 0.01)
    assert place.y > 14 * MM


def test_letters_to_trace_are_gray_and_those_to_copy_in_the_pen_s_color() -> None:
    trace, copy = own(copy_sheet="trace"), own(pen="black-gel")
    traced, copied = (
        {item.color for item in panel_of(*each)[0].items if isinstance(item, Line)} for each in (trace, copy)
    )
    assert traced == {TRACED}
    assert copied == {copy[0].ink}


def test_the_copy_hand_is_the_one_asked_for() -> None:
    order, _ = own(copy_hand="la-belle-aurore")
    assert order.hands[0].hand.id == "la-belle-aurore"
    assert own()[0].hands[0].hand.id == "reenie-beanie"


@pytest.mark.parametrize("copy_sheet", ["copy", "trace"])
def test_names_and_notes_can_be_read_on_the_copy_sheet(tmp_path: Path, copy_sheet: str) -> None:
    order, _ = own(NOTE, "Zoë", "Ann-Marie", copy_sheet=copy_sheet)
    file = tmp_path / "copy-sheet.pdf"
    file.write_bytes(make_copy_sheet(order, order.people))
    pages = run_tool("pdftotext", "-raw", file, "-").split("\f")[:-1]
    assert len(pages) == 2
    for page, person in zip(pages, order.people, strict=True):
        words = page.split()
        assert words[0] == person.name
        assert words[-len(person.note.words) :] == list(person.note.words)


# No note, a note too long, wrong values.


def without_note(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "order"
    folder.mkdir()
    (folder / "card.yaml").write_text("\n".join(("cardmaker: order/1", *lines, "to: Dana", "")))
    return folder


def test_an_order_without_a_note_is_made_checked_and_shown(tmp_path: Path, capsys: Capsys) -> None:
    folder = without_note(tmp_path, "hand: own-pen")
    assert run(capsys, "check", folder).err == "all is well\n"
    assert run(capsys, "make", folder).out.split() == [
        str(folder / "out" / name) for name in ("cards.pdf", "run-sheet.pdf")
    ]
    shown = run(capsys, "preview", folder, "--dpi", 40)
    assert "inside.png" in shown.out
    assert "copy-sheet.png" not in shown.out


def test_only_a_card_to_be_written_may_lack_a_note(tmp_path: Path, capsys: Capsys) -> None:
    ran = run(capsys, "check", without_note(tmp_path))
    assert ran.code == 1
    assert "there is no such file" in ran.err


def test_a_note_that_is_named_must_be_there(tmp_path: Path, capsys: Capsys) -> None:
    ran = run(capsys, "check", without_note(tmp_path, "hand: own-pen", "note: nosuch.md"))
    assert ran.code == 1
    assert "nosuch.md" in ran.err


def test_no_order_is_needed(tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(capsys, "make", "--hand", "own-pen", "--to", "Dana", "-o", "card.pdf")
    assert (ran.code, ran.out) == (0, "card.pdf\n")


def test_a_copy_sheet_lies_beside_the_cards_and_in_the_pictures(tmp_path: Path, capsys: Capsys) -> None:
    made = run(capsys, "make", SAMPLE, "--hand", "own-pen", "-o", tmp_path / "out")
    assert [Path(line).name for line in made.out.split()] == ["cards.pdf", "run-sheet.pdf", "copy-sheet.pdf"]
    with pikepdf.open(tmp_path / "out" / "copy-sheet.pdf") as file:
        assert len(file.pages) == 2
    shown = run(capsys, "preview", SAMPLE, "--hand", "own-pen", "--dpi", 40, "-o", tmp_path / "pictures")
    assert (tmp_path / "pictures" / "copy-sheet.png").exists()
    assert shown.code == 0


def test_a_written_card_has_no_copy_sheet(tmp_path: Path) -> None:
    order = order_of()
    assert make_copy_sheet(order, order.people) == b""


def test_a_note_too_long_for_the_copy_hand_is_refused() -> None:
    order, _ = own("Dear Dana,\n\n" + "some word " * 150)
    made = make_cards(order)
    assert (made.made, [finding.rule for finding in made.findings]) == (0, ["too-long"])


def test_cards_of_people_with_notes_of_different_length_are_ruled_each_for_its_own() -> None:
    short, long = own(NOTE), own(LONG)
    steps = [heights(guides_of(*each))[1] - heights(guides_of(*each))[0] for each in (short, long)]
    assert steps[0] > steps[1]
    assert steps == pytest.approx([leading_of(*short), leading_of(*long)])


def test_wrong_values_are_told_with_the_nearest_good_one(tmp_path: Path, capsys: Capsys) -> None:
    ran = run(capsys, "check", without_note(tmp_path, "hand: own-pen", "guides: fain", "copy-sheet: tracing"))
    assert ran.code == 1
    assert "card.yaml:3:1: error: there are no guides 'fain'" in ran.err
    assert "card.yaml:4:1: error: there is no copy sheet to 'tracing'" in ran.err
    assert "did you mean 'faint'?" in ran.err
    assert "did you mean 'trace'?" in ran.err


def test_fields_of_this_mode_are_told_to_be_idle_in_the_other(capsys: Capsys) -> None:
    ran = run(capsys, "check", SAMPLE, "--guides", "none", "--copy-hand", "caveat")
    assert ran.code == 0
    assert "--guides: warning: guides is for cards that you write yourself" in ran.err
    assert "--copy-hand: warning" in ran.err


def test_equal_insides_are_written_into_the_file_once() -> None:
    order, _ = own("Dear Dana,\n\nthank you.", "Ann", "Bo", "Cy", "Di", format="half-letter")
    with pikepdf.open(io.BytesIO(make_cards(order).pdf)) as file:
        assert len({page.Contents.objgen for page in file.pages}) == 2
