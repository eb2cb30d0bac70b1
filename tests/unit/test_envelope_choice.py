"""Which envelope a card gets, what holds what, and what the words of an order mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.geometry import Size
from cardmaker.inputs.envelope import read_envelope, read_feed, read_return_on, read_style
from cardmaker.inputs.facts import find_format, read_envelopes, read_formats, read_papers
from cardmaker.mail.fit import Fit, clearance, described, fit_of, smallest_for
from cardmaker.model import AddressStyle, Edge, Envelope, Facing, Flap, ReturnOn, Turn
from cardmaker.units import MM

SIDES = st.floats(60 * MM, 330 * MM)


@pytest.mark.parametrize("name", [name for name, each in read_formats().items() if not each.postcard])
def test_the_envelope_of_every_format_holds_it_and_no_smaller_one_does(name):
    card = find_format(name)
    envelope = read_envelope("", card)
    assert fit_of(card.panel, envelope) is Fit.GOOD
    assert smallest_for(card.panel, read_envelopes().values()).size == envelope.size


@given(SIDES, SIDES)
def test_what_is_chosen_for_any_card_holds_it_whichever_way_it_lies(width, height):
    envelopes = read_envelopes().values()
    chosen = smallest_for(Size(width, height), envelopes)
    assert chosen == smallest_for(Size(height, width), envelopes)
    if chosen is None:
        assert all(fit_of(Size(width, height), each) is Fit.TIGHT for each in envelopes)
    else:
        spare = clearance(Size(width, height), chosen)
        assert spare.width > 3.9 * MM
        assert spare.height > 2.9 * MM


@pytest.mark.parametrize(
    ("spare", "fit"),
    [((4.0, 3.0), Fit.GOOD), ((3.8, 3.0), Fit.TIGHT), ((4.0, 2.8), Fit.TIGHT), ((25.0, 3.0), Fit.GOOD), ((26.0, 3.0), Fit.LOOSE)],
)  # fmt: skip
def test_a_card_needs_2_mm_a_side_and_slides_about_with_25(spare, fit):
    card = Size(120 * MM, 100 * MM)
    envelope = Envelope("x", "x", Size((120 + spare[0]) * MM, (100 + spare[1]) * MM), Flap.SQUARE)
    assert fit_of(card, envelope) is fit


def test_envelopes_lie_with_their_long_side_across():
    assert all(each.size.width >= each.size.height for each in read_envelopes().values())


@pytest.mark.parametrize(
    "text", ["6 x 9 in", "custom: 6 x 9 in", "9 in × 6in", "228.6 x 152.4 mm", "15.24cm x 9 in"]
)
def test_a_size_of_ones_own_is_an_envelope_with_its_long_side_across(text):
    envelope = read_envelope(text, find_format("a7"))
    assert envelope.size == pytest.approx((9 * 72, 6 * 72))
    assert described(envelope) == "an envelope of 228.6 × 152.4 mm"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6 x 9", "no unit"),
        ("6 x 900 in", "not to be had"),
        ("a77", "there is no envelope"),
        ("1 x 2 mm", "not to be had"),
    ],
)
def test_what_is_no_envelope_is_refused_in_words(text, said):
    with pytest.raises(InputError, match=said):
        read_envelope(text, find_format("a7"))


@pytest.mark.parametrize("text", ["none", "fold-your-own", "Fold your own"])
def test_no_envelope_is_printed_for_those_who_want_none(text):
    assert read_envelope(text, find_format("a7")) is None


def test_a_postcard_needs_no_envelope_but_may_have_one():
    assert read_envelope("", find_format("postcard-a6")) is None
    assert read_envelope("c6", find_format("postcard-a6")).id == "c6"


def test_how_envelopes_are_fed_is_told_in_words_of_any_order():
    feed = read_feed("face-down, right letter turned-right")
    assert (feed.paper, feed.edge, feed.turn, feed.facing) == (
        read_papers()["letter"],
        Edge.RIGHT,
        Turn.RIGHT,
        Facing.DOWN,
    )
    assert read_feed("") == read_feed("true-size")
    assert read_feed("a4").turn is Turn.LEFT


def test_every_strange_word_of_feeding_is_told_with_the_nearest():
    with pytest.raises(InputError) as problem:
        read_feed("leter centr face-up")
    assert [finding.hint for finding in problem.value.findings] == [
        "did you mean 'letter'?",
        "did you mean 'centre'?",
    ]


def test_styles_and_places_have_their_words():
    assert read_style("Machine") is AddressStyle.MACHINE
    assert read_return_on("flap") is ReturnOn.FLAP
    for read in (read_style, read_return_on):
        with pytest.raises(InputError):
            read("sideways")
