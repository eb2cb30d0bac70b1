"""Laws of the zones on an envelope, for any size and any two posts."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cardmaker.geometry import Rect, Size
from cardmaker.inputs.facts import ClassRow, EnvelopeRow, PostRow, parse_rows, read_envelopes, read_posts
from cardmaker.mail.fit import Fit, fit_of
from cardmaker.mail.zones import LEAST, address_zone, code_zone, read_zone, stamp_zone
from cardmaker.units import MM
from tests.conftest import ROOT

POSTS = read_posts()
FACTS = ROOT / "cardmaker" / "facts"
SIZES = st.builds(Size, st.floats(140 * MM, 350 * MM), st.floats(90 * MM, 250 * MM)).filter(
    lambda size: size.is_landscape
)
ANY_POST = st.sampled_from(list(POSTS.rules.values()))


@given(SIZES, ANY_POST, ANY_POST)
def test_an_address_zone_lies_where_the_destination_reads_clear_of_stamp_and_bar_codes(size, home, to):
    zone = address_zone(home, to, size)
    assert Rect.of(size).holds(zone, 1e-6)
    assert read_zone(to, size).holds(zone, 1e-6)
    shrunk = Rect(zone.x + 0.01, zone.y + 0.01, zone.width - 0.02, zone.height - 0.02)
    assert not shrunk.meets(stamp_zone(home, size))
    assert not shrunk.meets(code_zone(home, size))
    assert not shrunk.meets(code_zone(to, size))


@given(SIZES, ANY_POST, ANY_POST)
def test_where_both_posts_read_enough_both_read_the_address(size, home, to):
    zone = address_zone(home, to, size)
    both = read_zone(home, size).overlap(read_zone(to, size))
    assume(both and both.width > LEAST.width and both.height > LEAST.height + 6 * MM)
    assert read_zone(home, size).holds(zone, 1e-6)


@given(SIZES, ANY_POST)
def test_there_is_room_for_four_lines_on_every_letter_of_a_post_s_own(size, post):
    zone = address_zone(post, post, size)
    assert zone.width >= LEAST.width
    assert zone.height >= LEAST.height


def test_the_stamp_of_belgium_has_less_room_on_low_envelopes():
    post = POSTS.of("BE")
    assert stamp_zone(post, Size(600.0, 100 * MM)).height == pytest.approx(20 * MM)
    assert stamp_zone(post, Size(600.0, 120 * MM)).height == pytest.approx(40 * MM)


def test_countries_without_rules_of_their_own_have_those_of_the_union():
    assert POSTS.of("IT") is POSTS.of("UPU")
    assert POSTS.classes_of("IT") is POSTS.classes_of("UPU")
    assert POSTS.of("de").name == "Deutsche Post"


def test_the_card_that_makers_name_for_an_envelope_fits_it():
    rows = parse_rows((FACTS / "envelopes.yaml").read_text(encoding="utf-8"), "envelopes.yaml", EnvelopeRow)
    for key, row in rows.items():
        if row.enclosure:
            card = Size(*(side * MM for side in row.enclosure))
            assert fit_of(card, read_envelopes()[key]) is not Fit.TIGHT, key


@pytest.mark.parametrize(
    ("file", "row"),
    [("envelopes.yaml", EnvelopeRow), ("mail.yaml", PostRow), ("mail-classes.yaml", ClassRow)],
)
def test_every_fact_says_where_it_comes_from_and_how_sure_it_is(file, row):
    for key, found in parse_rows((FACTS / file).read_text(encoding="utf-8"), file, row).items():
        assert found.source, key
        assert found.conf in {"src", "calc", "mem"}, key


def test_classes_go_from_the_cheapest_to_the_dearest():
    for classes in POSTS.classes.values():
        areas = [each.most.width * each.most.height for each in classes]
        assert areas == sorted(areas)
