"""A printer's faults are undone: sheets are printed off their place, cut and folded, and all is where it belongs."""

from dataclasses import replace

import numpy as np
import page
import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import NOTE, order_of
from virtual_printer import (
    DPI,
    Fault,
    Leaf,
    Reading,
    cut,
    laid_down,
    misprint,
    print_sheet,
    read_card,
    recognize,
    reference_card,
    references,
    render,
)

from cardmaker.drawing import PageOrder
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform
from cardmaker.impose.correction import correction, error_of, upright
from cardmaker.impose.folds import UNFOLDED
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.make import make_cards
from cardmaker.model import Duplexing, Flip, Fold, Panel, Printer, Refeed, SheetWish, Shift
from cardmaker.units import MM, to_mm

FORMATS = tuple(read_formats().values())
FAULT = Fault(front=(-0.5, 0.9), back=(0.7, -0.4), scale=(1.003, 0.998))


def printer_with(fault: Fault, **known: object) -> Printer:
    """Return the profile of a printer with that fault, as its owner reads it on the test sheet."""
    front, back = (Shift(x * MM, y * MM) for x, y in (fault.front, fault.back))
    return Printer("faulty", front=front, back=back, scale=fault.scale, **known)


def planned(card_format, wish: SheetWish, flip: Flip | None = None) -> Plan:
    return plan_sheet(card_format, read_papers()[card_format.paper], flip, wish=wish)


def seen(plan: Plan, sheet: Leaf, first: int = 1, count: int | None = None) -> list[dict[Panel, Reading]]:
    """Return what is read on the cards of an upright sheet whose first card has that number."""
    known = references(plan.format, count or plan.per_sheet)
    unfolded, panel = UNFOLDED[plan.format.fold], plan.format.panel
    pixels = (unfolded.columns * round(panel.width), unfolded.rows * round(panel.height))
    flat = laid_down(sheet, plan.size)
    cards = [cut(flat, plan.size, trim, pixels) for trim in plan.grid.trims()]
    return [
        {
            name: recognize(picture, plan.format, known)
            for name, picture in read_card(card, plan.format.fold).items()
        }
        for card in cards
    ]


def worst_mm(plan: Plan, found: list[dict[Panel, Reading]]) -> float:
    """Return how far the worst panel is off; every panel must be itself and upright."""
    for number, card in enumerate(found, 1):
        assert all(reading.shows(panel, number) for panel, reading in card.items()), card
    return max(reading.off_mm for card in found for reading in card.values())


def printed(plan: Plan, fault: Fault) -> Leaf:
    cards = [reference_card(plan.format, number) for number in range(1, plan.per_sheet + 1)]
    pages = render(impose(cards, plan), dpi=2 * DPI)
    return print_sheet(misprint(pages, plan.flip, fault, plan.page), plan.flip)


CASES = [
    pytest.param(card_format, flip, id=f"{card_format.id}-{flip.value if flip else 'once'}")
    for card_format in FORMATS
    for flip in ((None,) if card_format.fold is Fold.QUARTER else tuple(Flip))
]


@pytest.mark.parametrize("card_format, flip", CASES)
def test_a_faulty_printer_that_is_known_makes_every_card_right(card_format, flip) -> None:
    plan = planned(card_format, SheetWish(printer_with(FAULT)), flip)
    assert worst_mm(plan, seen(plan, printed(plan, FAULT))) < 0.1


@pytest.mark.parametrize("name", ["a2", "half-letter", "quarter-a4"])
def test_a_faulty_printer_that_nobody_knows_is_noticed(name: str) -> None:
    plan = planned(read_formats()[name], SheetWish(Printer("unknown")))
    found = seen(plan, printed(plan, FAULT))
    assert min(reading.off_mm for card in found for reading in card.values()) > 0.3


@pytest.mark.parametrize("name", ["a2", "half-letter"])
def test_a_correction_meant_for_the_other_flip_is_noticed(name: str) -> None:
    fault = Fault(back=(0.7, -0.4))
    plan = planned(read_formats()[name], SheetWish(printer_with(fault)), Flip.SHORT_EDGE)
    wrong = correction(printer_with(fault), 1, Flip.LONG_EDGE, plan.size)
    spoilt = replace(plan, corrections=(plan.corrections[0], wrong))
    found = seen(spoilt, printed(spoilt, fault))
    off = [max(card[panel].off_mm for card in found) for panel in (Panel.INSIDE_LEFT, Panel.INSIDE_RIGHT)]
    assert off == pytest.approx([2 * np.hypot(0.7, 0.4)] * 2, abs=0.1)


shifts = st.tuples(st.floats(-5, 5), st.floats(-5, 5))
scales = st.tuples(st.floats(0.97, 1.03), st.floats(0.97, 1.03))
pages = st.sampled_from([Size(612, 792), Size(792, 612), Size(595.28, 841.89), Size(841.89, 595.28)])


@given(
    st.builds(Fault, shifts, shifts, scales),
    st.sampled_from([None, *Flip]),
    st.integers(0, 1),
    pages,
    st.floats(0, 800),
    st.floats(0, 600),
)
def test_what_is_corrected_and_then_misprinted_lands_where_it_belongs(fault, flip, side, size, x, y) -> None:
    printer = printer_with(fault)
    sheet = size.turned() if size.is_landscape else size
    landed = error_of(printer, side, flip, sheet).apply(*correction(printer, side, flip, size).apply(x, y))
    assert landed == pytest.approx(upright(size).apply(x, y), abs=1e-6)


@given(pages)
def test_an_upright_page_has_its_corners_where_those_of_the_sheet_are(size) -> None:
    sheet = size.turned() if size.is_landscape else size
    assert upright(size).apply_rect(Rect.of(size)) == pytest.approx(Rect.of(sheet), abs=1e-9)


def test_a_printer_of_which_nothing_is_known_leaves_upright_pages_alone() -> None:
    for flip in Flip:
        plan = planned(read_formats()["a2"], SheetWish(Printer("new")), flip)
        assert plan.corrections == ()


def test_pages_for_a_known_printer_stand_upright() -> None:
    plan = planned(read_formats()["half-letter"], SheetWish(Printer("new")))
    assert plan.size.is_landscape
    assert not plan.page.is_landscape
    assert {page.frame.size for page in impose([reference_card(plan.format, 1)], plan)} == {plan.page}


def test_a_shift_of_the_back_moves_no_first_side() -> None:
    plan = planned(read_formats()["a2"], SheetWish(printer_with(Fault(back=(0.7, -0.4)))))
    assert plan.corrections[0] == IDENTITY
    assert plan.corrections[1] == pytest.approx(Transform.move(-0.7 * MM, 0.4 * MM))


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("name", ["a2", "half-letter-tent", "flat-a7"])
def test_sheets_turned_by_hand_fold_right_in_the_order_that_the_printer_needs(
    name, is_reversed, flip
) -> None:
    fault = Fault(back=(0.7, -0.4))
    refeed = Refeed(flip, is_reversed)
    wish = SheetWish(printer_with(fault, refeed=refeed), Duplexing.MANUAL)
    plan = planned(read_formats()[name], wish)
    count = 3 * plan.per_sheet
    pages = render(impose([reference_card(plan.format, n + 1) for n in range(count)], plan), dpi=2 * DPI)
    stack = [pages[place] for place in plan.order.of(len(pages))]
    fronts, backs = stack[:3], stack[3:]
    # Such a printer takes the sheets back from the last one on.
    behind = backs[::-1] if is_reversed else backs
    for number, pair in enumerate(zip(fronts, behind, strict=True)):
        sheet = print_sheet(misprint(pair, flip, fault, plan.page), flip)
        for place, card in enumerate(seen(plan, sheet, count=count)):
            for panel, reading in card.items():
                assert reading.shows(panel, number * plan.per_sheet + place + 1)
                assert reading.off_mm < 0.1


def test_second_sides_in_the_wrong_order_would_be_noticed() -> None:
    assert PageOrder.BACKS_LAST.of(6) == [0, 2, 4, 1, 3, 5]
    assert PageOrder.BACKS_REVERSED.of(6) == [0, 2, 4, 5, 3, 1]
    assert PageOrder.SHEETS.of(4) == [0, 1, 2, 3]


def test_white_edges_of_a_printer_are_those_of_the_upright_page() -> None:
    """Its lower edge of 12 mm is at the card's right edge when a landscape page is turned to the left."""
    margins = Insets(3.0 * MM, 4.0 * MM, 5.0 * MM, 12.0 * MM)
    plan = planned(read_formats()["half-letter"], SheetWish(Printer("inkjet", margins=margins)))
    turned = plan.corrections[0].apply_rect
    # The front is the right half as read: at the head of the upright page.
    assert turned(plan.faces[0].cards[0][1].transform.apply_rect(Rect.of(plan.format.panel))).y == 0
    front = safe_area(plan, Panel.FRONT, margins)
    assert [round(to_mm(each), 6) for each in front] == [0.0, 3.0, 4.0, 5.0]
    back = safe_area(plan, Panel.BACK, margins)
    assert [round(to_mm(each), 6) for each in back] == [12.0, 3.0, 0.0, 5.0]


def test_white_edges_are_measured_on_the_pixels_of_both_sides() -> None:
    """A frame as large as the safe area is seen whole on paper; one a millimeter larger is not."""
    margins = Insets(3.0 * MM, 4.0 * MM, 5.0 * MM, 12.0 * MM)
    for flip in Flip:
        plan = planned(read_formats()["half-letter"], SheetWish(Printer("inkjet", margins=margins)), flip)
        for side, face in enumerate(plan.faces):
            for placed in face.cards[0]:
                size = plan.format.panel
                safe = Rect.of(size).inset(safe_area(plan, placed.panel, margins))
                on_page = plan.corrections[side].apply_rect(placed.transform.apply_rect(safe))
                if side and flip is Flip.SHORT_EDGE:
                    on_page = Transform.rotate(180, Rect.of(plan.page).center).apply_rect(on_page)
                printable = Rect.of(plan.page).inset(margins)
                assert printable.holds(on_page, 1e-6)
                touching = [
                    np.isclose(a, b)
                    for a, b in zip(
                        (on_page.x, on_page.y, on_page.right, on_page.bottom),
                        (printable.x, printable.y, printable.right, printable.bottom),
                        strict=True,
                    )
                ]
                assert sum(touching) == 3  # all but the fold


@pytest.mark.parametrize("is_reversed", [False, True])
def test_files_for_a_faulty_printer_turned_by_hand_are_pdf_a_2b_and_pdf_ua_1(is_reversed: bool) -> None:
    printer = printer_with(FAULT, duplexing=Duplexing.MANUAL, refeed=Refeed(Flip.SHORT_EDGE, is_reversed))
    order = replace(order_of(NOTE, *"ABCDE", format="a2"), sheet=SheetWish(printer, copies=3))
    for profile in ("2b", "ua1"):
        report = page.validate_pdf_bytes(make_cards(order).pdf, profile=profile)
        assert [(each.rule_id, each.message) for each in report.failures] == []
