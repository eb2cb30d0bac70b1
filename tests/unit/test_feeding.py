"""Where an envelope lies on the page that a printer gets, and which way up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.drawing import Frame
from cardmaker.geometry import Rect, Size
from cardmaker.impose.feeding import envelope_place, fits_feed, page_of, page_size
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.facts import read_envelopes, read_papers
from cardmaker.model import TRUE_SIZE, Edge, Feed, Turn
from cardmaker.units import MM

FEEDS = st.builds(
    Feed,
    st.sampled_from([None, *read_papers().values()]),
    st.sampled_from(Edge),
    st.sampled_from(Turn),
)


@given(FEEDS, st.sampled_from(list(read_envelopes().values())))
def test_an_envelope_that_fits_lies_on_its_page_at_true_size(feed, envelope):
    if not fits_feed(envelope.size, feed):
        return
    place, page = envelope_place(envelope.size, feed), page_size(envelope.size, feed)
    assert Rect.of(page).holds(place, 1.0)
    assert sorted(place.size) == pytest.approx(sorted(envelope.size))
    assert place.y == 0, "the upper edge of the page goes in first"


@given(FEEDS, st.sampled_from(list(read_envelopes().values())))
def test_what_is_drawn_lands_where_the_envelope_lies(feed, envelope):
    page = page_of(Frame(envelope.size), feed)
    for item in page.frame.items:
        place = envelope_place(envelope.size, feed)
        assert item.transform.apply_rect(Rect.of(envelope.size)) == pytest.approx(place, abs=1e-6)


@pytest.mark.parametrize(("turn", "corner"), [(Turn.LEFT, "left"), (Turn.RIGHT, "right")])
def test_a_turned_envelope_has_its_top_to_the_side_it_is_turned_to(turn, corner):
    size = Size(180.0, 120.0)
    item = page_of(Frame(size), replace(TRUE_SIZE, turn=turn)).frame.items[0]
    top, bottom = item.transform.apply(90.0, 0.0), item.transform.apply(90.0, 120.0)
    assert (top.x < bottom.x) == (corner == "left")
    assert top.y == pytest.approx(bottom.y)


@pytest.mark.parametrize(
    ("words", "x"), [("letter left", 0.0), ("letter center", 52.4), ("letter right", 104.8)]
)
def test_guides_hold_the_envelope_in_the_middle_or_at_an_edge(words, x):
    place = envelope_place(Size(146.05 * MM, 111.1 * MM), read_feed(words))
    assert place.x / MM == pytest.approx(x, abs=0.01)


def test_a_page_of_true_size_is_the_side_itself():
    side = Frame(Size(400.0, 300.0))
    assert page_of(side, TRUE_SIZE).frame is side


@pytest.mark.parametrize(
    ("envelope", "words", "fits"),
    [
        ("a7", "", True),
        ("c4", "", False),
        ("n10", "letter", True),
        ("n10", "letter straight", False),
        ("c5", "4x6", False),
    ],
)
def test_home_printers_take_a_legal_sheet_at_most_and_named_sheets_what_lies_on_them(envelope, words, fits):
    assert fits_feed(read_envelopes()[envelope].size, read_feed(words)) is fits
