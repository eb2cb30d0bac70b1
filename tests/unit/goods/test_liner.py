"""Liners: their shape keeps clear of the envelope's sides and gum, and as many as fit lie on a sheet."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cardmaker.compose.goods import liner as liner_module
from cardmaker.compose.goods.liner import (
    BLEED,
    GUM,
    INSET,
    LEAST_BODY,
    art_size,
    copies,
    cut_liner,
    flap_of,
    lay_liners,
    open_size,
)
from cardmaker.compose.goods.shapes import rounded
from cardmaker.geometry import Rect, Size
from cardmaker.inputs.facts import read_envelopes, read_papers
from cardmaker.model import Envelope, Flap
from cardmaker.units import MM
from tests.envelope_folding import flattened

KNOWN = list(read_envelopes().values())
HOME = [read_papers()[name] for name in ("letter", "a4")]
ENVELOPES = st.builds(
    lambda a, b, flap: Envelope("x", "X", Size(max(a, b), min(a, b)), flap),
    st.floats(90 * MM, 260 * MM),
    st.floats(90 * MM, 180 * MM),
    st.sampled_from(Flap),
)


def check_shape(envelope: Envelope, gum: float | None = None) -> None:
    """Assert that the liner lies within the opened envelope, clear of all that holds it together."""
    liner = cut_liner(envelope)
    width, height = open_size(envelope)
    depth, slant = flap_of(envelope)
    gum = gum or GUM[envelope.flap]
    down = depth - liner.fold  # from the flap's tip to the liner's
    xs, ys = (flattened(rounded(liner.corners)) + np.array([INSET, down])).T
    assert xs.min() >= INSET - 1e-6
    assert xs.max() <= width - INSET + 1e-6
    assert ys.max() <= depth + height - INSET + 1e-6
    assert down >= gum + INSET - 1e-6
    on_flap = ys < depth - 1e-6
    length = np.hypot(slant, depth)
    from_left = (xs * depth - slant * (depth - ys)) / length
    from_right = ((width - xs) * depth - slant * (depth - ys)) / length
    assert min(from_left[on_flap].min(), from_right[on_flap].min()) >= gum + INSET - 0.02


@pytest.mark.parametrize("envelope", KNOWN, ids=lambda each: each.id)
def test_a_liner_keeps_three_millimeters_from_sides_floor_and_gum(envelope):
    check_shape(envelope)


@given(ENVELOPES)
def test_any_liner_keeps_clear_of_sides_floor_and_gum(envelope):
    check_shape(envelope)


@given(ENVELOPES, st.sampled_from(HOME))
def test_liners_lie_on_their_sheet_with_their_bleed_and_none_on_another(envelope, paper):
    lined = lay_liners(envelope, [paper])
    assume(lined is not None)
    size, sheet = art_size(lined.liner), Rect.of(lined.sheet)
    areas = [Rect(x - BLEED, y - BLEED, *size) for x, y in lined.places]
    assert all(sheet.holds(area, tolerance=-6 * MM) for area in areas)
    inner = [Rect(area.x + 0.01, area.y + 0.01, area.width - 0.02, area.height - 0.02) for area in areas]
    assert not any(a.meets(b) for n, a in enumerate(inner) for b in inner[:n])
    body = lined.liner.size.height - lined.liner.fold
    assert body >= LEAST_BODY * open_size(envelope).height - 1e-6


def test_a_shorter_body_lets_two_liners_of_an_a7_envelope_share_a_letter():
    lined = lay_liners(read_envelopes()["a7"], [read_papers()["letter"]])
    assert len(lined.places) == 2
    assert lined.liner.size.height < cut_liner(read_envelopes()["a7"]).size.height


def test_the_first_paper_that_holds_a_liner_is_taken():
    letter, a3 = read_papers()["letter"], read_papers()["a3"]
    assert lay_liners(read_envelopes()["c4"], [letter]) is None
    assert sorted(lay_liners(read_envelopes()["c4"], [letter, a3]).sheet) == sorted(a3.size)
    assert sorted(lay_liners(read_envelopes()["a2"], [letter, a3]).sheet) == sorted(letter.size)


def test_the_liner_of_a_pocket_hangs_from_its_short_side():
    liner = cut_liner(read_envelopes()["chou3"])
    assert liner.size.width < liner.size.height


@pytest.mark.parametrize(
    ("per_sheet", "count", "said"),
    [(2, 4, "2 times for 4 cards"), (2, 5, "3 times for 5 cards"), (2, 1, "once for 1 card")],
)
def test_how_often_to_print_is_told_for_the_cards_there_are(per_sheet, count, said):
    assert said in copies(per_sheet, count)


def test_the_check_finds_a_liner_over_the_gum(monkeypatch):
    monkeypatch.setitem(liner_module.GUM, Flap.SQUARE, 2 * MM)
    with pytest.raises(AssertionError):
        check_shape(read_envelopes()["a2"], gum=10 * MM)
