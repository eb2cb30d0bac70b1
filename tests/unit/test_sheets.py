"""Sheets beyond paper and flip: products by number, gutters, copies, edges that stay white, pages in two passes."""

from dataclasses import replace

import pytest
from orders import order_of

from cardmaker.art.kit.bounds import ink_box
from cardmaker.batch.choice import Choice
from cardmaker.batch.parts import Shard
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from cardmaker.drawing import Duplex, PageOrder
from cardmaker.errors import InputError
from cardmaker.geometry import Insets, Rect
from cardmaker.impose.correction import upright
from cardmaker.impose.plan import plan_sheet
from cardmaker.impose.stock import grid_of, papers_with_room
from cardmaker.inputs.facts import find_paper, plain_papers, read_formats, read_papers
from cardmaker.make import make_cards, start_run
from cardmaker.model import Duplexing, Edges, Flip, Printer, Refeed, SheetWish
from cardmaker.units import MM, to_mm

FORMATS, PAPERS = read_formats(), read_papers()
PRODUCTS = [paper for paper in PAPERS.values() if paper.pieces]


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: each.id)
def test_a_product_holds_the_cards_that_it_is_sold_for_where_its_maker_has_them(product) -> None:
    plan = plan_sheet(FORMATS[product.made_for], product)
    turn = upright(plan.size)
    trims = sorted(turn.apply_rect(trim) for trim in plan.grid.trims())
    assert len(trims) == len(product.pieces)
    for trim, piece in zip(trims, sorted(product.pieces), strict=True):
        assert piece.holds(trim, 0.01 * MM)
        assert trim.center == pytest.approx(piece.center, abs=0.01 * MM)
        assert piece.width - trim.width < 1.0 * MM


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: each.id)
def test_a_product_gets_no_marks_and_its_sheet_is_named(product) -> None:
    assert plan_sheet(FORMATS[product.made_for], product).faces[0].marks == ()
    assert product.media in {paper.media for paper in plain_papers()}
    assert Rect.of(product.size).holds(
        Rect.around(p for piece in product.pieces for p in piece.corners()), 0.01
    )


def test_folds_that_are_not_scored_are_refused() -> None:
    assert grid_of(FORMATS["flat-a2"], PAPERS["avery-3266"]) is None
    assert grid_of(FORMATS["half-letter"], PAPERS["avery-3266"]) is None
    crosswise = replace(PAPERS["avery-8315"], creases=(Rect(0.0, 69.85 * MM, 612.0, 0.0),))
    assert grid_of(FORMATS["a2"], crosswise) is None


def test_a_product_is_found_by_its_number_alone() -> None:
    assert find_paper("3265") is find_paper("Avery 3265") is PAPERS["avery-3265"]


def test_a_wrong_number_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'avery-8315'"):
        find_paper("avery-83155")


def test_cards_stand_a_gutter_apart() -> None:
    plan = plan_sheet(FORMATS["flat-a7"], PAPERS["letter"], wish=SheetWish(gutter=6.0 * MM))
    (_, first), (second, _) = plan.grid.columns
    assert to_mm(second - first) == pytest.approx(6.0)


def test_a_gutter_that_leaves_no_room_for_two_cards_leaves_one() -> None:
    assert plan_sheet(FORMATS["a2"], PAPERS["letter"], wish=SheetWish(gutter=3.0 * MM)).per_sheet == 1


def test_bleeding_cards_have_room_on_all_sides() -> None:
    for card_format in FORMATS.values():
        for paper in papers_with_room(card_format, plain_papers()):
            plan = plan_sheet(card_format, paper, wish=SheetWish(edges=Edges.BLEED))
            block = plan.grid.block.inset(Insets.even(-3.0 * MM))
            assert Rect.of(plan.size).holds(block, 0.05)


def test_bleeding_on_a_sheet_without_room_names_papers_that_have_it() -> None:
    with pytest.raises(InputError, match="papers with room: ledger, a3"):
        plan_sheet(
            FORMATS["half-letter-tent"],
            PAPERS["letter"],
            papers=plain_papers(),
            wish=SheetWish(edges=Edges.BLEED),
        )


def test_pages_turned_by_hand_are_one_sided_and_in_two_passes() -> None:
    printer = Printer("p", duplexing=Duplexing.MANUAL, refeed=Refeed(Flip.SHORT_EDGE, is_reversed=True))
    plan = plan_sheet(FORMATS["a2"], PAPERS["letter"], wish=SheetWish(printer))
    assert (plan.duplex, plan.flip, plan.order) == (Duplex.NONE, Flip.SHORT_EDGE, PageOrder.BACKS_REVERSED)
    quarter = plan_sheet(FORMATS["quarter-a4"], PAPERS["a4"], wish=SheetWish(printer))
    assert (quarter.by_hand, quarter.order) == (None, PageOrder.SHEETS)


def test_the_command_line_goes_before_the_printer() -> None:
    printer = Printer("p", flip=Flip.LONG_EDGE, duplexing=Duplexing.MANUAL)
    letter, a2 = PAPERS["letter"], FORMATS["half-letter"]
    assert plan_sheet(a2, letter, wish=SheetWish(Printer("p", flip=Flip.LONG_EDGE))).flip is Flip.LONG_EDGE
    assert plan_sheet(a2, letter, Flip.SHORT_EDGE, wish=SheetWish(printer)).flip is Flip.SHORT_EDGE
    assert plan_sheet(a2, letter, wish=SheetWish(printer, Duplexing.AUTO)).by_hand is None


@pytest.mark.parametrize("copies, per_sheet, sides", [(1, 2, 2), (2, 1, 2), (3, 2, 6), (4, 1, 4), (0, 1, 2)])
def test_sheets_are_full_again_after_so_many_people(copies: int, per_sheet: int, sides: int) -> None:
    run = start_run(replace(order_of(format="a2"), sheet=SheetWish(copies=copies)))
    assert (run.per_sheet, run.sides) == (per_sheet, sides)


def test_copies_do_not_change_how_a_card_is_written() -> None:
    order = order_of(format="a2")
    once = make_cards(order).pdf
    assert make_cards(replace(order, sheet=SheetWish(copies=1))).pdf == once
    assert len(make_cards(replace(order, sheet=SheetWish(copies=2))).pdf) < 1.3 * len(once)


def test_art_that_is_shrunk_is_printed_whole() -> None:
    order = order_of(format="half-letter", design="deco-fan")
    printer = Printer("inkjet", margins=Insets.even(20 * MM))
    kept, shrunk = (
        start_run(replace(order, sheet=SheetWish(printer, edges=edges)))
        for edges in (Edges.KEEP, Edges.SHRINK)
    )
    unsafe = [finding for finding in kept.findings if finding.rule == "safe-area"]
    assert unsafe
    assert "inkjet leaves white" in unsafe[0].message
    assert "--edges shrink" in unsafe[0].hint
    assert "--edges bleed on" in unsafe[0].hint
    assert not [finding for finding in shrunk.findings if finding.rule == "safe-area"]
    for panel, art in shrunk.stationery.art.items():
        before, after = ink_box(kept.stationery.art[panel].frame.items), ink_box(art.frame.items)
        assert before
        assert after
        assert after.width / after.height == pytest.approx(before.width / before.height, rel=0.02)


@pytest.mark.parametrize("copies", [1, 3, 0])
def test_two_passes_and_copies_are_the_same_file_however_it_is_made(tmp_path, copies: int) -> None:
    """In one go, in chunks by two processes, and in shards that are joined."""
    printer = Printer("p", duplexing=Duplexing.MANUAL, refeed=Refeed(is_reversed=True))
    people = [f"Person {number}" for number in range(101)]
    order = replace(order_of("Dear {to},\n\nthank you.\n\nJamie", *people, format="a2", allow=("identical",)))
    order = replace(order, sheet=SheetWish(printer, copies=copies))
    whole = make_cards(order).pdf
    produce(order, Choice(tmp_path / "jobs"), Way(jobs=2))
    for number in (1, 2, 3):
        produce(order, Choice(tmp_path / "shards", shard=Shard(number, 3)), Way(jobs=1))
    produce(order, Choice(tmp_path / "shards", merge=True), Way(jobs=1))
    assert (tmp_path / "jobs" / "cards.pdf").read_bytes() == whole
    assert (tmp_path / "shards" / "cards.pdf").read_bytes() == whole
