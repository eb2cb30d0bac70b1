"""Sheets are printed, cut, folded and opened in pictures: every panel is where it belongs, upright, at true size."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from virtual_printer import (
    Pixels,
    Reading,
    blank_card,
    cut,
    print_sheet,
    read_card,
    recognize,
    reference_card,
    references,
    render,
)

from cardmaker.geometry import Rect
from cardmaker.impose.folds import UNFOLDED
from cardmaker.impose.plan import Plan, impose, plan_sheet
from cardmaker.impose.stock import papers_for
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.model import Card, Flip, Fold, Format, Panel, Paper
from cardmaker.units import MM

FORMATS = tuple(read_formats().values())
PAPERS = tuple(read_papers().values())
TWO_SIDED = tuple(each for each in FORMATS if each.fold is not Fold.QUARTER)
CASES = [
    pytest.param(
        card_format, paper, flip, id=f"{card_format.id}-on-{paper.id}-{flip.value if flip else 'once'}"
    )
    for card_format in FORMATS
    for paper in papers_for(card_format, PAPERS)
    for flip in ((None,) if card_format.fold is Fold.QUARTER else tuple(Flip))
]
PIXELS_A_POINT = 1.0


def other(flip: Flip | None) -> Flip:
    return Flip.SHORT_EDGE if flip is Flip.LONG_EDGE else Flip.LONG_EDGE


def usual_plan(card_format: Format, flip: Flip | None = None) -> Plan:
    return plan_sheet(card_format, read_papers()[card_format.paper], flip)


def sheet_of(plan: Plan) -> list[Card]:
    return [reference_card(plan.format, number) for number in range(1, plan.per_sheet + 1)]


def finished(plan: Plan, cards: list[Card], flip: Flip | None, dx: float = 0.0) -> list[dict[Panel, Pixels]]:
    """Return the panels seen on each card of one sheet; the knife is `dx` off."""
    sheet = print_sheet(render(impose(cards, plan)), flip)
    unfolded, panel = UNFOLDED[plan.format.fold], plan.format.panel
    pixels = (unfolded.columns * round(panel.width), unfolded.rows * round(panel.height))
    trims = [trim._replace(x=trim.x + dx) for trim in plan.grid.trims()]
    return [read_card(cut(sheet, plan.size, trim, pixels), plan.format.fold) for trim in trims]


def readings(plan: Plan, cards: list[Card], flip: Flip | None, dx: float = 0.0) -> list[dict[Panel, Reading]]:
    known = references(plan.format, plan.per_sheet)
    return [
        {panel: recognize(picture, plan.format, known) for panel, picture in card.items()}
        for card in finished(plan, cards, flip, dx)
    ]


def wrong(found: list[dict[Panel, Reading]]) -> set[tuple[int, Panel]]:
    """Return the panels that are not themselves, upright, within 0.1 mm."""
    return {
        (number, panel)
        for number, card in enumerate(found, 1)
        for panel, reading in card.items()
        if not (reading.shows(panel, number) and reading.off_mm < 0.1)
    }


@pytest.mark.parametrize("card_format, paper, flip", CASES)
def test_every_panel_is_where_it_belongs_upright_and_true_to_a_tenth_of_a_millimeter(
    card_format: Format, paper: Paper, flip: Flip | None
) -> None:
    plan = plan_sheet(card_format, paper, flip)
    found = readings(plan, sheet_of(plan), flip)
    assert len(found) == plan.per_sheet
    assert not wrong(found), found


@pytest.mark.parametrize("card_format", FORMATS, ids=lambda each: each.id)
def test_the_flip_nobody_named_is_the_natural_one_and_folds_right(card_format: Format) -> None:
    plan = usual_plan(card_format)
    assert not wrong(readings(plan, sheet_of(plan), plan.flip))


@pytest.mark.parametrize("card_format", TWO_SIDED, ids=lambda each: each.id)
@pytest.mark.parametrize("flip", Flip)
def test_a_wrong_flip_spoils_every_panel_of_the_second_side(card_format: Format, flip: Flip) -> None:
    plan = usual_plan(card_format, flip)
    inner = {placed.panel for card in plan.faces[1].cards for placed in card}
    spoilt = wrong(readings(plan, sheet_of(plan), other(flip)))
    assert spoilt == {(number, panel) for number in range(1, plan.per_sheet + 1) for panel in inner}


@pytest.mark.parametrize("card_format", FORMATS, ids=lambda each: each.id)
def test_swapped_panels_are_noticed(card_format: Format) -> None:
    plan = usual_plan(card_format)
    first, *rest = sheet_of(plan)
    swapped = {Panel.FRONT: first.panels[Panel.BACK], Panel.BACK: first.panels[Panel.FRONT]}
    cards = [replace(first, panels={**first.panels, **swapped}), *rest]
    assert wrong(readings(plan, cards, plan.flip)) == {(1, Panel.FRONT), (1, Panel.BACK)}


def test_a_knife_off_by_a_fifth_of_a_millimeter_is_noticed() -> None:
    plan = usual_plan(read_formats()["a7"])
    (card,) = readings(plan, sheet_of(plan), plan.flip, dx=0.2 * MM)
    assert {panel: round(reading.off_mm, 1) for panel, reading in card.items()} == dict.fromkeys(card, 0.2)


def test_a_tent_whose_back_is_not_turned_is_noticed() -> None:
    plan = usual_plan(read_formats()["half-letter-tent"])
    upright_back = [
        replace(placed, transform=placed.transform._replace(a=1.0, d=1.0, e=0.0, f=0.0))
        if placed.panel is Panel.BACK
        else placed
        for placed in plan.faces[0].cards[0]
    ]
    spoilt = replace(plan, faces=(replace(plan.faces[0], cards=(tuple(upright_back),)), plan.faces[1]))
    (card,) = readings(spoilt, sheet_of(plan), plan.flip)
    assert card[Panel.BACK].quarters == 2
    assert wrong([card]) == {(1, Panel.BACK)}


@cache
def _blank_sheet(card_format: Format, paper: Paper) -> tuple[Plan, list[Pixels]]:
    plan = plan_sheet(card_format, paper)
    return plan, render(impose([blank_card(card_format)] * plan.per_sheet, plan))


@pytest.mark.parametrize(
    "card_format, paper",
    [pytest.param(*case.values[:2], id=case.id) for case in CASES if case.values[2] is not Flip.SHORT_EDGE],
)
def test_no_mark_is_left_on_a_finished_card(card_format: Format, paper: Paper) -> None:
    plan, pages = _blank_sheet(card_format, paper)
    for side, page in zip(plan.faces, pages, strict=True):
        for trim in side.trims:
            assert np.all(_inside(page, plan, trim) == 255)


@pytest.mark.parametrize("name", ["a7", "a6", "a2-tent"])
def test_marks_are_seen_in_the_waste(name: str) -> None:
    _, pages = _blank_sheet(read_formats()[name], read_papers()["a4"])
    assert np.any(pages[0] < 255)


def _inside(page: Pixels, plan: Plan, trim: Rect) -> Pixels:
    """Return the pixels that lie fully inside the trim."""
    sx, sy = page.shape[1] / plan.size.width, page.shape[0] / plan.size.height
    rows = slice(int(np.ceil(trim.y * sy - 1e-6)), int(trim.bottom * sy + 1e-6))
    return page[rows, int(np.ceil(trim.x * sx - 1e-6)) : int(trim.right * sx + 1e-6)]
