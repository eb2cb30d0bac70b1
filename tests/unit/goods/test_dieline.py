"""Envelopes to fold: each blank is cut and folded virtually, for every format on every paper and for cards of any size."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cardmaker.compose.goods.dieline import Dieline, Edge, Layout, fit_dieline, needed_room
from cardmaker.compose.goods.shapes import Corner
from cardmaker.compose.goods.template import fit_template
from cardmaker.geometry import Rect, Size
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.units import MM
from tests.envelope_folding import STEP, flattened, fold, has_square, holds

PAIRS = [(card_format, paper) for card_format in read_formats().values() for paper in read_papers().values()]
WRAPPED = [
    (card_format, paper, template)
    for card_format, paper in PAIRS
    if (template := fit_template(card_format.panel, [paper])) is not None
]

SEAM = 10 * MM - STEP  # a whole number of places is a little less than the seam

CARDS = st.builds(Size, st.floats(70 * MM, 240 * MM), st.floats(70 * MM, 240 * MM))
ROOMS = st.builds(Size, st.floats(150 * MM, 420 * MM), st.floats(150 * MM, 420 * MM))


def check_closes(dieline: Dieline) -> None:
    """Assert all that makes a blank an envelope."""
    folded = fold(dieline)
    flaps = (folded.top, folded.right, folded.bottom, folded.left)
    card, face = sorted(dieline.card), sorted(dieline.face)
    assert face[1] - card[1] >= 4 * MM - 1e-6
    assert face[0] - card[0] >= 3 * MM - 1e-6
    sticking_out = [folded.area(flap & ~folded.on_face) for flap in flaps]
    assert max(sticking_out) < STEP * STEP, "a flap sticks out beside the face"
    covered = np.logical_or.reduce(flaps)
    assert folded.area(folded.within(MM) & ~covered) == 0, "the back has a hole"
    for side in (folded.left, folded.right):
        assert has_square(side & folded.bottom, SEAM), "a side seam is too narrow for glue"
    assert has_square(folded.top & folded.bottom, SEAM), "the flap does not reach over the back"
    assert not (folded.left & folded.right).any(), "the side flaps meet"


@pytest.mark.parametrize(
    ("card_format", "paper", "template"), WRAPPED, ids=[f"{f.id}-{p.id}" for f, p, _ in WRAPPED]
)
def test_the_blank_of_each_format_on_each_paper_folds_into_an_envelope(card_format, paper, template):
    assert sorted(template.dieline.card) == sorted(card_format.panel)
    check_closes(template.dieline)


@pytest.mark.parametrize(
    ("card_format", "paper", "template"), WRAPPED, ids=[f"{f.id}-{p.id}" for f, p, _ in WRAPPED]
)
def test_the_blank_lies_on_its_sheet_clear_of_the_edge_and_in_its_middle(card_format, paper, template):
    box = template.dieline.outline.transformed(template.place).bounds()
    sheet = Rect.of(template.sheet)
    assert sorted(template.sheet) == sorted(paper.size)
    assert min(box.x, box.y, sheet.right - box.right, sheet.bottom - box.bottom) >= 4 * MM - 1e-6
    assert box.center == pytest.approx(sheet.center)


def test_letter_and_a4_wrap_every_format_but_the_halves_of_a_sheet():
    home = [read_papers()[name] for name in ("letter", "a4")]
    refused = {card.id for card in read_formats().values() if fit_template(card.panel, home) is None}
    assert refused == {"half-letter", "half-letter-tent", "half-a4", "half-a4-tent"}


@given(CARDS, ROOMS)
@settings(max_examples=40)
def test_any_blank_that_fits_a_room_closes(card, room):
    dieline = fit_dieline(card, room)
    assume(dieline is not None)
    box = dieline.box()
    assert box.width <= room.width + 1e-6
    assert box.height <= room.height + 1e-6
    check_closes(dieline)


@given(CARDS, st.floats(0, 15 * MM))
@settings(max_examples=40)
def test_the_diamonds_that_fit_close_too(card, more):
    """Rooms just too small for a wallet, square, are those in which cards are wrapped as diamonds."""
    card = Size(max(card), min(card))
    assume(card.width < 1.35 * card.height)
    side = min((card.width + card.height + 8 * MM + 26 * MM + more) / 2**0.5, needed_room(card).height - 0.1)
    dieline = fit_dieline(card, Size(side, side))
    assume(dieline is not None)
    assert dieline.layout is Layout.DIAMOND
    check_closes(dieline)


@given(CARDS)
def test_a_card_fits_the_least_room_that_is_told_for_it_and_no_smaller(card):
    room = needed_room(card)
    exact = Size(room.width + 0.01, room.height + 0.01)
    assert fit_dieline(card, exact) is not None
    tight = fit_dieline(card, Size(room.width - 0.1, room.height - 0.1))
    assert tight is None or tight.layout is Layout.DIAMOND


def spoiled(**changes) -> Dieline:
    good = fit_dieline(Size(139.7 * MM, 107.95 * MM), Size(203 * MM, 266 * MM))
    return replace(good, **changes)


def test_the_folding_finds_a_hole_a_thin_seam_and_paper_that_sticks_out():
    good = spoiled()
    check_closes(good)
    width, height = good.face
    short = {**good.flaps, Edge.TOP: (Corner(10, -20), Corner(width - 10, -20))}
    full = (Corner(5, -150), Corner(width - 5, -150))
    thin = {**good.flaps, Edge.TOP: full, Edge.LEFT: (Corner(-15, height - 5), Corner(-15, 5))}
    wide = {**good.flaps, Edge.BOTTOM: (Corner(width + 5, height + 250), Corner(0, height + 250))}
    for flaps, fault in ((short, "hole"), (thin, "narrow"), (wide, "sticks out")):
        with pytest.raises(AssertionError, match=fault):
            check_closes(spoiled(flaps=flaps))


@pytest.mark.parametrize(
    ("card_format", "paper", "template"), WRAPPED, ids=[f"{f.id}-{p.id}" for f, p, _ in WRAPPED]
)
def test_glue_goes_only_where_the_back_will_lie_on_a_side_flap(card_format, paper, template):
    dieline = template.dieline
    folded, outline = fold(dieline), flattened(dieline.outline)
    for edge, area in zip((Edge.LEFT, Edge.RIGHT), dieline.glue(), strict=True):
        xs, ys = np.array(area).T
        assert holds(outline, xs, ys).all(), "glue beside the paper"
        width = dieline.face.width
        over = -xs if edge is Edge.LEFT else 2 * width - xs
        polygon = np.column_stack([over, ys])
        places = holds(polygon, folded.x, folded.y)
        assert folded.area(places) > 300 * MM * MM
        flap = folded.left if edge is Edge.LEFT else folded.right
        assert not (places & ~(flap & folded.bottom)).any(), "glue where nothing sticks to it"
