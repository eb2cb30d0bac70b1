"""Laws of imposition in numbers, for cards and sheets of any size."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.geometry import Rect, Size, Transform
from cardmaker.impose.folds import unfolded_size
from cardmaker.impose.panels import Side
from cardmaker.impose.plan import Plan, plan_sheet, safe_area
from cardmaker.model import PANELS, Flip, Fold, Format, Panel, Paper
from cardmaker.units import MM

CLOSE = 0.02 * MM

lengths = st.floats(30.0, 320.0).map(lambda mm: mm * MM)
sizes = st.builds(Size, lengths, lengths)
formats = st.builds(
    lambda panel, fold: Format("any", "any", panel, fold, "any"), sizes, st.sampled_from(Fold)
)
papers = sizes.map(lambda size: Paper("any", "any", Size(min(size), max(size)), ""))
wastes = st.sampled_from((0.0, 0.5, 1.0, 7.0, 25.0, 60.0)).map(lambda mm: mm * MM)
bleeds = st.sampled_from((0.0, 3 * MM))


@st.composite
def plans(draw: st.DrawFn, folds: tuple[Fold, ...] = tuple(Fold)) -> Plan:
    """Draw a format, a paper that holds one to three of them each way, a flip and a bleed."""
    card_format = Format("any", "any", draw(sizes), draw(st.sampled_from(folds)), "any")
    card = unfolded_size(card_format)
    width, height = (length * draw(st.integers(1, 3)) + draw(wastes) for length in card)
    paper = Paper("any", "any", Size(min(width, height), max(width, height)), "")
    return plan_sheet(card_format, paper, draw(st.sampled_from((None, *Flip))), bleed=draw(bleeds))


TWO_SIDED = (Fold.NONE, Fold.SIDE, Fold.TOP)


def boxes(plan: Plan, side: Side) -> list[list[Rect]]:
    """Return where the panels of each card lie on one side."""
    panel = Rect.of(plan.format.panel)
    return [[placed.transform.apply_rect(panel) for placed in card] for card in side.cards]


def shrunk(rect: Rect) -> Rect:
    return Rect(rect.x + CLOSE, rect.y + CLOSE, rect.width - 2 * CLOSE, rect.height - 2 * CLOSE)


@given(plans())
def test_a_panel_is_moved_or_turned_and_never_scaled_or_mirrored(plan: Plan) -> None:
    turns = {placed.transform[:4] for side in plan.faces for card in side.cards for placed in card}
    assert turns <= {(1.0, 0.0, 0.0, 1.0), (-1.0, 0.0, 0.0, -1.0)}


@given(plans())
def test_no_two_panels_of_a_side_overlap(plan: Plan) -> None:
    for side in plan.faces:
        rects = [shrunk(box) for card in boxes(plan, side) for box in card]
        assert not any(one.meets(two) for one, two in combinations(rects, 2))


@given(plans())
def test_the_panels_of_a_card_fill_its_trim(plan: Plan) -> None:
    for side in plan.faces:
        for trim, card in zip(side.trims, boxes(plan, side), strict=True):
            assert all(trim.holds(box, CLOSE) for box in card)
            assert sum(box.width * box.height for box in card) == pytest.approx(trim.width * trim.height)


@given(plans())
def test_every_trim_is_on_the_sheet(plan: Plan) -> None:
    for side in plan.faces:
        assert all(Rect.of(plan.size).holds(trim, CLOSE) for trim in side.trims)


@given(plans())
def test_every_panel_of_the_format_is_printed_once_a_card(plan: Plan) -> None:
    for number in range(plan.per_sheet):
        printed = [placed.panel for side in plan.faces for placed in side.cards[number]]
        assert sorted(printed, key=list(Panel).index) == sorted(
            PANELS[plan.format.fold], key=list(Panel).index
        )


@given(plans(TWO_SIDED))
def test_the_two_sides_of_a_card_lie_back_to_back(plan: Plan) -> None:
    like_a_book = (plan.flip is Flip.LONG_EDGE) != plan.size.is_landscape
    front, back = plan.faces
    for one, two in zip(front.trims, back.trims, strict=True):
        seen_through = (
            one._replace(x=plan.size.width - one.right)
            if like_a_book
            else one._replace(y=plan.size.height - one.bottom)
        )
        assert two == pytest.approx(seen_through, abs=CLOSE)


@given(plans(TWO_SIDED))
def test_the_other_flip_turns_the_second_side_by_half_a_turn(plan: Plan) -> None:
    other = Flip.SHORT_EDGE if plan.flip is Flip.LONG_EDGE else Flip.LONG_EDGE
    turned = plan_sheet(plan.format, plan.paper, other, bleed=_bleed(plan))
    half_turn = Transform.rotate(180, Rect.of(plan.size).center)
    for card, same in zip(plan.faces[1].cards, turned.faces[1].cards, strict=True):
        for placed, again in zip(card, same, strict=True):
            assert again.transform == pytest.approx(placed.transform.then(half_turn), abs=CLOSE)


@given(plans())
def test_the_safe_area_lies_within_the_panel(plan: Plan) -> None:
    for panel in PANELS[plan.format.fold]:
        insets = safe_area(plan, panel)
        assert all(0.0 <= inset <= 6.35 * MM + CLOSE for inset in insets)


@given(formats, papers)
def test_a_paper_is_refused_only_if_the_unfolded_card_is_larger(card_format: Format, paper: Paper) -> None:
    panel, fold = card_format.panel, card_format.fold
    width = panel.width * (2 if fold in (Fold.SIDE, Fold.QUARTER) else 1)
    height = panel.height * (2 if fold in (Fold.TOP, Fold.QUARTER) else 1)
    fits = any(width <= w and height <= h for w, h in (paper.size, paper.size.turned()))
    try:
        assert plan_sheet(card_format, paper).per_sheet >= 1
    except InputError:
        assert not fits


def _bleed(plan: Plan) -> float:
    """Return the bleed a plan was made with, from how far a clip leaves its panel."""
    clip = plan.faces[0].cards[0][-1].clip
    return 0.0 if clip is None else max(0.0, clip.bounds().bottom - plan.format.panel.height)
