"""Marks lie in the waste, where a printer reaches, and point at what is cut."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from cardmaker.drawing import Stroke, Use
from cardmaker.geometry import Insets, Point, Rect
from cardmaker.impose.marks import CUT_INK, DEAD_MARGIN, FOLD_INK
from cardmaker.impose.plan import Plan, plan_sheet
from cardmaker.impose.stock import papers_for
from cardmaker.inputs.facts import plain_papers, read_formats, read_papers
from cardmaker.model import Format, Paper
from cardmaker.units import MM

CASES = [
    pytest.param(card_format, paper, id=f"{card_format.id}-on-{paper.id}")
    for card_format in read_formats().values()
    for paper in papers_for(card_format, plain_papers())
]


def plan_of(name: str, paper: str) -> Plan:
    return plan_sheet(read_formats()[name], read_papers()[paper])


def strokes(plan: Plan) -> Iterator[Stroke]:
    for mark in plan.faces[0].marks:
        assert isinstance(mark, Use)
        for item in mark.shared.frame.items:
            assert isinstance(item, Stroke)
            yield item


def lines(plan: Plan, ink: object = None) -> list[tuple[Point, Point]]:
    """Return the ends of all marks of one ink, or of both."""
    found = []
    for stroke in strokes(plan):
        points = [
            Point(*pair) for pair in zip(stroke.path.numbers[0::2], stroke.path.numbers[1::2], strict=True)
        ]
        if ink in (None, stroke.ink):
            found += list(zip(points[0::2], points[1::2], strict=True))
    return found


def touched(line: tuple[Point, Point]) -> Rect:
    """Return the area a mark covers with ink."""
    half = CUT_INK.width / 2
    is_upright, is_level = line[0].x == line[1].x, line[0].y == line[1].y
    across, along = (0.0 if is_level else half), (0.0 if is_upright else half)
    return Rect.around(line).inset(Insets(-across, -along, -across, -along))


@pytest.mark.parametrize("card_format, paper", CASES)
def test_no_mark_touches_a_card(card_format: Format, paper: Paper) -> None:
    plan = plan_sheet(card_format, paper)
    for line in lines(plan):
        assert not [trim for trim in plan.faces[0].trims if trim.meets(touched(line))]


@pytest.mark.parametrize("card_format, paper", CASES)
def test_every_mark_is_on_the_sheet(card_format: Format, paper: Paper) -> None:
    plan = plan_sheet(card_format, paper)
    for line in lines(plan):
        assert Rect.of(plan.size).holds(Rect.around(line), 1e-6)


@pytest.mark.parametrize("card_format, paper", CASES)
def test_the_second_side_has_no_marks(card_format: Format, paper: Paper) -> None:
    assert not any(side.marks for side in plan_sheet(card_format, paper).faces[1:])


@pytest.mark.parametrize(
    "name, paper", [("a7", "letter"), ("a6", "letter"), ("a7", "a4"), ("half-letter", "legal")]
)
def test_marks_keep_off_what_the_printer_cannot_reach(name: str, paper: str) -> None:
    plan = plan_of(name, paper)
    printable = Rect.of(plan.size).inset(Insets.even(DEAD_MARGIN))
    assert lines(plan)
    assert all(printable.holds(Rect.around(line), 1e-6) for line in lines(plan))


def test_a_card_within_its_sheet_has_two_marks_a_corner_and_two_a_fold() -> None:
    plan = plan_of("a7", "letter")
    assert len(lines(plan, CUT_INK)) == 8
    assert len(lines(plan, FOLD_INK)) == 2


def test_fold_marks_stand_at_the_fold() -> None:
    plan = plan_of("a7", "letter")
    assert [x for line in lines(plan, FOLD_INK) for x, _ in line] == pytest.approx([plan.size.width / 2] * 4)


def test_a_shared_cut_is_marked_at_its_ends_only() -> None:
    plan = plan_of("flat-a7", "letter")
    middle = plan.size.width / 2
    shared = [line for line in lines(plan) if line[0].x == pytest.approx(middle) == line[1].x]
    assert len(shared) == 2
    assert all(max(y for _, y in line) < 19 * MM or min(y for _, y in line) > 197 * MM for line in shared)


def test_sheets_without_waste_have_no_marks() -> None:
    for name in ("half-letter", "half-a4-tent", "quarter-letter", "a2", "a2-tent", "flat-a2"):
        assert lines(plan_sheet(read_formats()[name], read_papers()[read_formats()[name].paper])) == []


def test_two_iso_cards_on_a4_are_marked_in_the_sliver_between_them() -> None:
    plan = plan_of("a6-iso", "a4")
    assert [y for line in lines(plan) for _, y in line] == pytest.approx([148.5 * MM] * 4)


def test_a_cut_without_waste_at_its_ends_is_pointed_at_from_the_side() -> None:
    plan = plan_of("half-letter", "legal")
    near = [min(abs(x - cut) for cut in plan.grid.cut_xs for x, _ in line) for line in lines(plan)]
    assert near == pytest.approx([0.5 * MM] * 8)


@pytest.mark.parametrize("card_format, paper", CASES)
def test_every_cut_that_can_be_marked_is(card_format: Format, paper: Paper) -> None:
    """A cut goes unmarked only where the whole sheet is waste-free along it and beside it."""
    plan = plan_sheet(card_format, paper)
    marked = [value for line in lines(plan, CUT_INK) for point in line for value in point]
    block = plan.grid.block
    roomy = block.x >= 10.35 * MM and block.y >= 10.35 * MM
    for cut in (*plan.grid.cut_xs, *plan.grid.cut_ys):
        if roomy:
            assert any(abs(value - cut) <= 0.5 * MM + 1e-6 for value in marked)


@pytest.mark.parametrize("card_format, paper", CASES)
def test_no_two_marks_can_be_taken_for_one(card_format: Format, paper: Paper) -> None:
    """Parallel marks that run side by side are at least a gap apart."""
    upright = [line for line in lines(plan_sheet(card_format, paper)) if line[0].x == line[1].x]
    level = [
        (Point(*a[::-1]), Point(*b[::-1])) for a, b in lines(plan_sheet(card_format, paper)) if a.y == b.y
    ]
    for marks in (upright, level):
        for (a, b), (c, d) in combinations(marks, 2):
            overlap = min(max(a.y, b.y), max(c.y, d.y)) - max(min(a.y, b.y), min(c.y, d.y))
            assert overlap <= 0 or abs(a.x - c.x) >= 2 * MM


@pytest.mark.parametrize("card_format, paper", CASES)
def test_no_mark_touches_art_that_bleeds(card_format: Format, paper: Paper) -> None:
    bleed = 3 * MM
    plan = plan_sheet(card_format, paper, bleed=bleed)
    bleeding = [trim.inset(Insets.even(CUT_INK.width - bleed)) for trim in plan.faces[0].trims]
    for line in lines(plan):
        assert not [area for area in bleeding if area.meets(touched(line))]
