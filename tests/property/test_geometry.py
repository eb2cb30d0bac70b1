import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cardmaker.geometry import (
    Insets,
    Path,
    PathBuilder,
    Rect,
    Size,
    Transform,
    ellipse,
    join,
    polygon,
    rectangle,
)

NUMBERS = st.floats(-1000, 1000)
TRANSFORMS = st.builds(Transform, *[st.floats(-10, 10)] * 4, NUMBERS, NUMBERS)
RECTS = st.builds(Rect, NUMBERS, NUMBERS, st.floats(0, 500), st.floats(0, 500))


@given(TRANSFORMS, TRANSFORMS, NUMBERS, NUMBERS)
def test_then_does_the_first_map_first(first, second, x, y):
    assert first.then(second).apply(x, y) == pytest.approx(second.apply(*first.apply(x, y)), abs=1e-5)


@given(TRANSFORMS, NUMBERS, NUMBERS)
def test_the_inverse_leads_back(transform, x, y):
    assume(abs(transform.a * transform.d - transform.b * transform.c) > 0.1)
    assert transform.inverse().apply(*transform.apply(x, y)) == pytest.approx((x, y), abs=1e-3)


@given(st.floats(-720, 720), NUMBERS, NUMBERS)
def test_a_rotation_keeps_its_center_and_all_lengths(degrees, x, y):
    turn = Transform.rotate(degrees, (x, y))
    assert turn.apply(x, y) == pytest.approx((x, y), abs=1e-6)
    assert math.dist(turn.apply(x + 3, y + 4), turn.apply(x, y)) == pytest.approx(5)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 360, -90])
def test_quarter_turns_are_exact(degrees):
    assert set(map(abs, Transform.rotate(degrees)[:4])) == {0, 1}


def test_a_quarter_turn_is_clockwise_on_the_page():
    assert Transform.rotate(90).apply(1, 0) == (0, 1)


@given(RECTS, RECTS)
def test_a_union_holds_both_and_two_that_meet_share_a_corner_region(first, second):
    assert first.union(second).holds(first, 1e-9)
    assert first.union(second).holds(second, 1e-9)
    assert first.meets(second) == second.meets(first)


@given(RECTS, TRANSFORMS)
def test_a_path_moves_with_its_bounds(rect, transform):
    moved = rectangle(rect).transformed(transform).bounds()
    assert moved == pytest.approx(transform.apply_rect(rect), abs=1e-6)


def test_a_path_whose_numbers_do_not_match_is_refused():
    with pytest.raises(ValueError, match="steps"):
        Path("ML", polygon([(0, 0)]).numbers)


def test_an_ellipse_touches_its_box():
    assert ellipse(10, 20, 5, 8).bounds() == (5, 12, 10, 16)


def test_joined_paths_keep_their_steps_in_order():
    builder = PathBuilder().move(0, 0).line(1, 1).curve(1, 2, 3, 4, 5, 6).close()
    assert join([builder.path(), polygon([(0, 0), (1, 0)], closed=False)]).steps == "MLCZML"


def test_rectangles_know_their_parts():
    rect = Rect.of(Size(10, 20)).inset(Insets.even(2))
    assert (rect.right, rect.bottom, rect.center, rect.size) == (8, 18, (5, 10), (6, 16))
    assert Rect.around([]) == (0, 0, 0, 0)
    assert Size(2, 1).is_landscape
    assert Size(2, 1).turned() == (1, 2)
