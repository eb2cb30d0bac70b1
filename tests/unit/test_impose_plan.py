"""Plans of sheets: how many cards, which flip, where the cuts are, what a printer cannot reach."""

from collections.abc import Iterator

import pytest

from cardmaker.drawing import Duplex, Frame, Group
from cardmaker.errors import InputError, Place
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.impose.stock import papers_for
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.model import PANELS, Card, Flip, Format, Panel
from cardmaker.units import MM, to_mm

FORMATS, PAPERS = read_formats(), read_papers()

# Cards a sheet and the natural flip, as the tables of card formats have them.
USUAL = [
    ("half-letter", 1, Duplex.SHORT_EDGE),
    ("half-letter-tent", 1, Duplex.SHORT_EDGE),
    ("half-a4", 1, Duplex.SHORT_EDGE),
    ("half-a4-tent", 1, Duplex.SHORT_EDGE),
    ("quarter-letter", 1, Duplex.NONE),
    ("quarter-a4", 1, Duplex.NONE),
    ("a2", 2, Duplex.LONG_EDGE),
    ("a2-tent", 2, Duplex.LONG_EDGE),
    ("a6-iso", 2, Duplex.LONG_EDGE),
    ("a6", 1, Duplex.SHORT_EDGE),
    ("a7", 1, Duplex.SHORT_EDGE),
    ("flat-a2", 4, Duplex.LONG_EDGE),
    ("flat-a7", 2, Duplex.SHORT_EDGE),
    ("flat-a6-iso", 4, Duplex.LONG_EDGE),
    ("postcard-4x6", 2, Duplex.LONG_EDGE),
    ("postcard-a6", 4, Duplex.SHORT_EDGE),
    ("postcard-5.5x4.25", 4, Duplex.SHORT_EDGE),
]


def plan_of(name: str, paper: str = "", flip: Flip | None = None) -> Plan:
    return plan_sheet(FORMATS[name], PAPERS[paper or FORMATS[name].paper], flip)


def blank(card_format: Format, title: str = "") -> Card:
    frames = {panel: Frame(card_format.panel) for panel in PANELS[card_format.fold]}
    return Card(title, card_format, frames)


def mm(values: tuple[float, ...]) -> list[float]:
    return [round(to_mm(value), 2) for value in values]


@pytest.mark.parametrize("name, count, duplex", USUAL)
def test_a_usual_sheet_holds_what_the_tables_say(name: str, count: int, duplex: Duplex) -> None:
    plan = plan_of(name)
    assert (plan.per_sheet, plan.duplex) == (count, duplex)


def test_the_usual_sheets_are_all_formats() -> None:
    assert [name for name, _, _ in USUAL] == list(FORMATS)


def test_a_quarter_fold_has_one_side_and_ignores_the_flip() -> None:
    plan = plan_of("quarter-a4", flip=Flip.LONG_EDGE)
    assert (plan.sides, plan.flip, plan.duplex) == (1, None, Duplex.NONE)


def test_the_flip_asked_for_is_the_flip_of_the_plan() -> None:
    assert plan_of("a7", flip=Flip.LONG_EDGE).duplex is Duplex.LONG_EDGE


def test_the_sheet_is_turned_to_hold_more_cards() -> None:
    assert plan_of("flat-a7").size.is_landscape
    assert not plan_of("flat-a2").size.is_landscape


def test_a_tie_goes_to_the_upright_sheet() -> None:
    assert not plan_of("postcard-4x6").size.is_landscape


def test_a_card_that_fills_its_sheet_is_not_cut() -> None:
    plan = plan_of("half-letter")
    assert plan.trim is None
    assert (plan.grid.cut_xs, plan.grid.cut_ys) == ((), ())
    assert not plan.faces[0].marks


def test_two_cards_that_fill_a_sheet_share_one_cut() -> None:
    plan = plan_of("a2")
    assert (plan.grid.cut_xs, mm(plan.grid.cut_ys)) == ((), [139.7])


def test_two_iso_cards_are_centered_in_the_halves_of_a4() -> None:
    plan = plan_of("a6-iso")
    assert [mm(span) for span in plan.grid.rows] == [[0.25, 148.25], [148.75, 296.75]]
    assert mm(plan.grid.cut_ys) == [148.5]


def test_cards_stand_apart_where_a_shared_cut_could_not_be_marked() -> None:
    assert mm(plan_of("a2", "legal").grid.cut_ys) == [19.05, 158.75, 196.85, 336.55]


def test_cards_share_a_cut_where_it_can_be_marked() -> None:
    assert mm(plan_of("flat-a7").grid.cut_xs) == [12.7, 139.7, 266.7]


def test_cards_that_bleed_stand_apart() -> None:
    plan = plan_sheet(FORMATS["flat-a7"], PAPERS["letter"], bleed=3 * MM)
    (_, first), (second, _) = plan.grid.columns
    assert second - first == pytest.approx(6 * MM)


def test_bleed_that_does_not_fit_between_two_cards_leaves_one() -> None:
    assert plan_sheet(FORMATS["a2"], PAPERS["letter"], bleed=3 * MM).per_sheet == 1


def test_bleed_reaches_over_cuts_and_never_over_a_fold() -> None:
    plan = plan_sheet(FORMATS["a7"], PAPERS["letter"], bleed=3 * MM)
    front = next(placed for placed in plan.faces[0].cards[0] if placed.panel is Panel.FRONT)
    assert front.clip is not None
    bounds = front.clip.bounds()
    assert mm((bounds.x, bounds.y, bounds.right, bounds.bottom)) == [0.0, -3.0, 130.0, 180.8]


def test_a_turned_panel_bleeds_away_from_its_fold_too() -> None:
    plan = plan_sheet(FORMATS["a2-tent"], PAPERS["a4"], bleed=3 * MM)
    back = next(placed for placed in plan.faces[0].cards[0] if placed.panel is Panel.BACK)
    assert back.clip is not None
    assert mm((back.clip.bounds().y, back.clip.bounds().bottom)) == [0.0, 110.95]


def test_a_panel_that_is_the_page_needs_no_clip() -> None:
    assert plan_of("flat-a7", "5x7").faces[0].cards[0][0].clip is None


def test_a_paper_too_small_is_refused_naming_those_that_hold_the_card() -> None:
    place = Place("card.yaml", 4)
    with pytest.raises(InputError) as caught:
        plan_sheet(FORMATS["a7"], PAPERS["5x7"], papers=PAPERS.values(), place=place)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place) == ("paper", place)
    assert finding.message == "5 × 7 in is too small for a7, which is 254 mm × 177.8 mm before folding"
    assert finding.hint == "papers that hold it: letter, legal, ledger, a4, a3"


def test_without_known_papers_the_hint_is_the_usual_one() -> None:
    with pytest.raises(InputError, match=r"papers that hold it: a4$"):
        plan_sheet(FORMATS["half-a4"], PAPERS["letter"])


@pytest.mark.parametrize("name", FORMATS)
def test_exactly_the_papers_named_hold_a_format(name: str) -> None:
    holding = set(papers_for(FORMATS[name], PAPERS.values()))
    assert PAPERS[FORMATS[name].paper] in holding
    for paper in set(PAPERS.values()) - holding:
        with pytest.raises(InputError):
            plan_sheet(FORMATS[name], paper)


def test_a_full_sheet_panel_keeps_off_the_sheet_edges_and_not_off_the_fold() -> None:
    plan = plan_of("half-letter")
    assert mm(safe_area(plan, Panel.FRONT)) == [0.0, 6.35, 6.35, 6.35]
    assert mm(safe_area(plan, Panel.INSIDE_LEFT)) == [6.35, 6.35, 0.0, 6.35]


def test_the_safe_area_is_told_as_the_panel_is_read() -> None:
    assert mm(safe_area(plan_of("half-letter-tent"), Panel.BACK)) == [6.35, 0.0, 6.35, 6.35]
    assert mm(safe_area(plan_of("quarter-a4"), Panel.INSIDE_RIGHT)) == [0.0, 0.0, 6.35, 6.35]


def test_the_safe_area_is_the_same_for_both_flips() -> None:
    natural, other = plan_of("half-a4"), plan_of("half-a4", flip=Flip.LONG_EDGE)
    for panel in PANELS[FORMATS["half-a4"].fold]:
        assert safe_area(natural, panel) == pytest.approx(safe_area(other, panel), abs=1e-9)


def test_the_worst_card_of_a_sheet_decides_the_safe_area() -> None:
    assert mm(safe_area(plan_of("a2"), Panel.FRONT)) == [0.0, 6.35, 6.35, 6.35]


def test_a_card_well_inside_its_sheet_is_safe_all_over() -> None:
    assert safe_area(plan_of("a6"), Panel.FRONT) == Insets.even(0.0)


def test_pages_come_outside_inside_for_each_sheet() -> None:
    a2 = FORMATS["a2"]
    plan = plan_of("a2")
    cards = [blank(a2, str(number)) for number in range(4)]
    shown = [
        [item.frame for item in page.frame.items if isinstance(item, Group)] for page in impose(cards, plan)
    ]
    outside, inside = (Panel.BACK, Panel.FRONT), (Panel.INSIDE_LEFT, Panel.INSIDE_RIGHT)
    wanted = [
        [card.panels[panel] for card in pair for panel in side]
        for pair in (cards[:2], cards[2:])
        for side in (outside, inside)
    ]
    assert [list(map(id, page)) for page in shown] == [list(map(id, page)) for page in wanted]


def test_the_last_sheet_may_be_partly_empty_and_keeps_its_marks() -> None:
    flat = FORMATS["flat-a7"]
    plan = plan_of("flat-a7")
    *_, outside, inside = impose([blank(flat)] * 3, plan)
    assert len(outside.frame.items) == 1 + len(plan.faces[0].marks)
    assert len(inside.frame.items) == 1


def test_no_cards_make_no_pages() -> None:
    assert list(impose([], plan_of("a2"))) == []


def test_cards_are_taken_one_sheet_at_a_time() -> None:
    taken: list[int] = []

    def cards() -> Iterator[Card]:
        for number in range(10):
            taken.append(number)
            yield blank(FORMATS["a2"])

    next(impose(cards(), plan_of("a2")))
    assert taken == [0, 1]


def test_a_page_is_the_sheet_and_knows_where_it_is_cut() -> None:
    plan = plan_of("a7")
    page = next(impose([blank(FORMATS["a7"])], plan))
    assert page.frame.size == plan.size == PAPERS["letter"].size.turned()
    assert page.trim is not None
    assert mm(page.trim) == [12.7, 19.05, 254.0, 177.8]


def test_the_trim_of_both_sides_is_one_rectangle() -> None:
    for name in FORMATS:
        for flip in (None, *Flip):
            plan = plan_of(name, flip=flip)
            blocks = [
                Rect.around(corner for trim in side.trims for corner in trim.corners()) for side in plan.faces
            ]
            for block in blocks:
                assert block == pytest.approx(plan.grid.block, abs=1e-6)


def test_square_sheets_do_not_exist_so_an_edge_is_always_long_or_short() -> None:
    assert all(paper.size != Size.turned(paper.size) for paper in PAPERS.values())
