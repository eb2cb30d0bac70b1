import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.units import MM, UNITS, format_mm, parse_length


@pytest.mark.parametrize(
    ("text", "points"),
    [("5 in", 360), ("12 mm", 12 * MM), ("1.5cm", 15 * MM), (" 4pt ", 4), ('3"', 216), (".5 IN", 36)],
)
def test_a_length_with_a_unit_is_read_in_points(text, points):
    assert parse_length(text) == pytest.approx(points)


@pytest.mark.parametrize(
    "text", ["12", "mm", "", "12 px", "1e400 mm", "nan mm", "inf in", "5 in in", "0x10 mm", "1,5 mm"]
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"length|unit"):
        parse_length(text)


@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), st.sampled_from(sorted(UNITS)))
def test_every_unit_is_a_scale_of_points(number, unit):
    assert parse_length(f"{number:.3f} {unit}") == pytest.approx(number * UNITS[unit], abs=1e-6)


def test_millimeters_are_shown_without_idle_zeros():
    assert format_mm(107.95 * MM) == "107.95 mm"
    assert format_mm(127 * MM) == "127 mm"
