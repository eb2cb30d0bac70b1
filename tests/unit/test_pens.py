"""The pens: each is what it says, none clogs the letters, and black is black alone."""

import io
from dataclasses import replace
from statistics import fmean

import numpy as np
import pikepdf
import pytest
from hand_pictures import area, fill
from hypothesis import given
from hypothesis import strategies as st
from orders import NOTE, order_of
from writing import ink_of, lines_of, words_of

from cardmaker.color import BLACK, Color, contrast
from cardmaker.compose.card import compose_card, write_note
from cardmaker.compose.stationery import draw_stationery
from cardmaker.errors import InputError, Level
from cardmaker.hand.pen import CenterLines, _finer, ink
from cardmaker.hand.pens import CLOG, PENS, TONES, clear_x_height, line_colors, nib_width
from cardmaker.hand.variants import forms_of
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.make import make_cards
from cardmaker.model import BLUE_BALLPOINT, Pen
from cardmaker.units import MM
from tests.unit.test_hand_pen import JOINED_BOTH, NIB, center_lines, down, polygons, width_at

EACH_PEN = pytest.mark.parametrize("pen", PENS.values(), ids=list(PENS))
LONG = NOTE + "\n\n" + "This was a good day for all of us and for the team. " * 5


def widths(pen: Pen, *path: tuple[float, float]) -> float:
    """Return the mean width of ink halfway down or up a straight line."""
    drawn = (ink(center_lines(path, kind=JOINED_BOTH), NIB, seed, pen) for seed in range(12))
    return fmean(width_at(rings, 0.5) for rings in drawn)


def up_and_down(pen: Pen) -> float:
    """Return how many times as wide a down stroke is as an up stroke."""
    return widths(pen, *down()) / widths(pen, *down()[::-1])


def test_the_names_are_those_of_the_pens() -> None:
    assert list(PENS) == [pen.id for pen in PENS.values()]
    assert order_of().pen == BLUE_BALLPOINT == PENS["blue-ballpoint"]


@EACH_PEN
def test_every_pen_is_dark_enough_to_read_even_at_its_palest(pen: Pen) -> None:
    tones = line_colors(pen, list(np.linspace(-3, 3, 40)))
    assert min(contrast(tone, Color(1, 1, 1)) for tone in tones) > 4.5
    assert len(set(tones)) <= TONES
    assert tones[0] == pen.color


@EACH_PEN
def test_every_pen_has_a_recipe_in_cmyk_that_dries(pen: Pen) -> None:
    assert pen.color.cmyk is not None
    assert sum(pen.color.cmyk) < 2.5


@given(
    pen=st.sampled_from(list(PENS.values())),
    hand=st.sampled_from(list_hands()),
    x_height_mm=st.floats(1.2, 4.0),
)
def test_no_pen_is_wider_than_the_loops_of_letters_allow(pen: Pen, hand, x_height_mm: float) -> None:
    assert nib_width(pen, hand, x_height_mm * MM) <= CLOG * x_height_mm * MM * (1 + 1e-9)
    large = max(clear_x_height(pen, hand), hand.x_height_mm * MM)
    assert nib_width(pen, hand, large) == pytest.approx(pen.width * hand.pen_mm * MM)


@EACH_PEN
@pytest.mark.parametrize("hand_id", ["reenie-beanie", "la-belle-aurore"])
def test_the_ink_of_every_pen_is_whole_and_runs_clockwise(pen: Pen, hand_id: str) -> None:
    forms = forms_of(read_hand(hand_id), 3)
    nib = pen.width * forms.hand.pen_mm / (clear_or_natural(pen, forms.hand) / MM) * forms.x_height_em
    for char in "aegkfbd8":
        code = forms.letter(char).codes[1]
        shape = forms.shape(code // 16)
        drawn = shape.lines
        lines = CenterLines(
            shape.points[1], drawn.pressures, drawn.firsts, drawn.kinds, np.arange(len(drawn.kinds))
        )
        rings = polygons(ink(lines, nib, 3, pen))
        assert all(area(ring) < 0 for ring in rings)
        low, high = shape.points[1].min(axis=0) - 0.1, shape.points[1].max(axis=0) + 0.1
        box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        middle = [np.vstack([p + 0.004 * corner for corner in CORNERS]) for p in shape.points[1]]
        assert not (fill(middle, box) & ~fill(rings, box)).any(), f"{char}: a hole along the line"


CORNERS = np.array([(-1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (0.0, -1.0)])


def clear_or_natural(pen: Pen, hand) -> float:
    return max(clear_x_height(pen, hand), hand.x_height_mm * MM)


def test_paler_tones_keep_a_recipe_in_proportion() -> None:
    for pen in PENS.values():
        for tone in line_colors(pen, [-3, 0, 3]):
            assert tone.cmyk is not None
            assert sum(tone.cmyk) <= sum(pen.color.cmyk or ())
    assert line_colors(BLUE_BALLPOINT, [-3, 3])[0] == BLUE_BALLPOINT.color


def test_solid_black_never_pales() -> None:
    assert set(line_colors(replace(PENS["pencil"], color=Color(0, 0, 0)), [-3, 0, 3])) == {Color(0, 0, 0)}


# What each pen is known by.


def test_a_fountain_pen_swells_going_down_and_a_gel_pen_does_not() -> None:
    for name in ("blue-black-fountain", "sepia"):
        assert up_and_down(PENS[name]) > 1.5
        assert widths(PENS[name], *down()) > 1.3 * level(PENS[name])
    assert up_and_down(PENS["black-gel"]) < 1.06
    assert up_and_down(PENS["felt-tip"]) < 1.12
    assert 1.2 < up_and_down(BLUE_BALLPOINT) < 1.4


def level(pen: Pen) -> float:
    """Return the mean width of a level line."""
    path = [(x, 0.0) for x in np.linspace(0, 0.6, 12)]
    drawn = (ink(center_lines(path, kind=JOINED_BOTH), NIB, seed, pen) for seed in range(12))
    rings = (polygons(each)[0] for each in drawn)
    return fmean(float(np.ptp(ring[np.abs(ring[:, 0] - 0.3) < 0.04][:, 1])) for ring in rings)


def start_and_middle(pen: Pen) -> float:
    """Return how many times as wide a line is where it starts as halfway."""
    shares = []
    for seed in range(12):
        ring = polygons(ink(center_lines(down()), NIB, seed, pen))[0]
        start, middle = (np.ptp(ring[np.abs(ring[:, 1] - y) < 0.02][:, 0]) for y in (0.595, 0.3))
        shares.append(float(start / middle))
    return fmean(shares)


def test_a_fountain_pen_pools_where_it_lands_and_a_ballpoint_starts_thin() -> None:
    assert start_and_middle(PENS["blue-black-fountain"]) > 1.02
    assert start_and_middle(PENS["black-gel"]) == pytest.approx(1.0, abs=0.04)
    assert start_and_middle(BLUE_BALLPOINT) < 0.96


def test_a_felt_tip_is_broad_and_blunt() -> None:
    felt, hand = PENS["felt-tip"], read_hand("reenie-beanie").hand
    assert felt.width * hand.pen_mm > 1.3 * BLUE_BALLPOINT.width * hand.pen_mm
    assert felt.lifting.share > 0.9
    order = order_of(pen="felt-tip", format="a7")
    page = write_note(order, order.people[0], draw_stationery(order))
    assert nib_width(felt, hand, page.x_height) > 1.3 * hand.pen_mm * MM


def edge_roughness(pen: Pen) -> float:
    """Return how far the edge of an upright line strays from a straight one, as a share of the nib."""
    strays = []
    for seed in range(8):
        ring = polygons(ink(center_lines(down(), kind=JOINED_BOTH), NIB, seed, pen))[0]
        side = ring[(ring[:, 0] > 0) & (ring[:, 1] > 0.1) & (ring[:, 1] < 0.5)]
        bend = np.polyfit(side[:, 1], side[:, 0], 3)
        strays.append(float(np.std(side[:, 0] - np.polyval(bend, side[:, 1]))))
    return fmean(strays) / NIB


def test_only_a_pencil_has_a_rough_edge() -> None:
    rough = {name: edge_roughness(pen) for name, pen in PENS.items()}
    assert rough.pop("pencil") > 3 * max(rough.values())


def test_a_finer_line_is_the_same_curve() -> None:
    bent = [(0.0, 0.0), (0.1, 0.2), (0.3, 0.25), (0.4, 0.1)]
    line = center_lines(bent, [(0.5, 0.5)], down())
    finer = _finer(line)
    assert finer.firsts.tolist() == [0, 8, 9, 33]
    assert finer.points[0] == pytest.approx(bent[0])
    assert finer.points[7] == pytest.approx(bent[3])
    assert finer.points[8] == pytest.approx((0.5, 0.5))
    # A quadratic B-spline passes the middle of every side of its control polygon.
    middles = (np.array(bent)[:-1] + np.array(bent)[1:]) / 2
    found = (finer.points[1:7:2] + finer.points[2:8:2]) / 2
    assert found == pytest.approx(middles)


@EACH_PEN
def test_all_ink_of_every_pen_lies_inside_the_note_s_box(pen: Pen) -> None:
    for hand in ("reenie-beanie", "la-belle-aurore"):
        order = order_of(LONG, hand=hand, pen=pen.id, format="a7")
        stationery = draw_stationery(order)
        page = write_note(order, order.people[0], stationery)
        assert all(stationery.note_box.holds(each, 0.01) for each in ink_of(words_of(page)))


# In orders and files.


def test_a_wrong_name_tells_the_nearest_pen() -> None:
    with pytest.raises(InputError, match="did you mean 'felt-tip'"):
        order_of(pen="felt tips")
    assert order_of(pen="Felt Tip").pen.id == "felt-tip"


def test_an_ink_takes_the_place_of_the_pen_s_own_color_and_nothing_else() -> None:
    order = order_of(pen="sepia", ink="#204020")
    assert order.pen == replace(PENS["sepia"], color=order.ink)
    assert order.ink.hex == "#204020"


def test_a_broad_pen_in_small_letters_is_told() -> None:
    order = order_of(LONG, pen="felt-tip")
    found = compose_card(order, order.people[0], draw_stationery(order)).findings
    assert [(each.rule, each.level) for each in found] == [("broad-pen", Level.WARNING)]
    assert "the felt-tip pen would clog letters" in found[0].message
    fine = order_of(LONG)
    assert compose_card(fine, fine.people[0], draw_stationery(fine)).findings == ()


def contents(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [page.Contents.read_bytes() for page in file.pages]


def test_laser_black_is_written_as_black_toner_alone() -> None:
    (inside,) = [page for page in contents(make_cards(order_of(pen="laser-black")).pdf) if b"/Span" in page]
    spans = inside.split(b"/Span")[1:]
    assert len(spans) > 5
    assert all(b"BDC BT 0 g\n" in span and b"rg" not in span for span in spans)
    assert PENS["laser-black"].color == BLACK


def test_a_blue_pen_is_not_gray() -> None:
    (inside,) = [page for page in contents(make_cards(order_of()).pdf) if b"/Span" in page]
    assert all(b" rg\n" in span for span in inside.split(b"/Span")[1:])


@EACH_PEN
def test_the_ink_of_every_pen_is_opaque(pen: Pen) -> None:
    with pikepdf.open(io.BytesIO(make_cards(order_of(pen=pen.id)).pdf)) as file:
        assert not any(b"ExtGState" in obj.unparse() or b"SMask" in obj.unparse() for obj in file.objects)


def test_the_lines_of_a_note_differ_in_tone_but_little() -> None:
    order = order_of(LONG, pen="sepia", format="a7")
    page = write_note(order, order.people[0], draw_stationery(order))
    colors = [line.color for line in lines_of(page)]
    assert 1 < len(set(colors)) <= TONES
    assert max(abs(a - b) for color in colors for a, b in zip(color.rgb, order.ink.rgb, strict=True)) < 0.2


def test_pens_write_the_same_words_in_the_same_places() -> None:
    gel, pencil = (order_of(pen=name) for name in ("black-gel", "pencil"))
    one, two = (write_note(order, order.people[0], draw_stationery(order)) for order in (gel, pencil))
    assert [word.glyphs for word in words_of(one)] == [word.glyphs for word in words_of(two)]
