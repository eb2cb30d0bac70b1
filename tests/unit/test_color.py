import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.color import BLACK, NAMES, WHITE, Color, contrast, ink_coverage, mix, parse_color

SHARES = st.floats(0, 1)
COLORS = st.builds(Color, SHARES, SHARES, SHARES)


@pytest.mark.parametrize(
    ("text", "hex_"),
    [
        ("#f00", "#ff0000"),
        ("#22344F", "#22344f"),
        ("cmyk(0 20 57 31)", "#b08d4c"),
        ("CMYK(0%, 0%, 0%, 100%)", "#000000"),
    ],
)
def test_each_notation_gives_the_color_it_names(text, hex_):
    assert parse_color(text).hex == hex_


def test_a_cmyk_color_keeps_its_recipe():
    assert parse_color("cmyk(0 20 57 31)").cmyk == (0, 0.2, 0.57, 0.31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#ff",
        "#ggg",
        "cmyk(1 2 3)",
        "cmyk(0 0 0 101)",
        "cmyk(a b c d)",
        "reddish",
        "Color(1,0,0)",
        "__import__('os')",
    ],
)
def test_what_is_no_color_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"color|percentage"):
        parse_color(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_a_color(name):
    assert parse_color(name.upper()) == parse_color(NAMES[name])


@given(COLORS, COLORS, SHARES)
def test_a_mix_is_a_color_and_its_ends_are_exact(first, second, share):
    assert all(0 <= value <= 1 for value in mix(first, second, share).rgb)
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second


@given(COLORS, COLORS)
def test_contrast_is_symmetric_and_between_1_and_21(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.001


def test_contrast_of_black_on_white_is_21():
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_the_middle_of_black_and_white_looks_half_as_light():
    """OKLab lightness 0.5 is sRGB 0.389; a straight mix would give 0.5, which looks too light."""
    assert mix(BLACK, WHITE, 0.5).rgb == pytest.approx((0.389, 0.389, 0.389), abs=0.002)


@given(COLORS)
def test_ink_coverage_is_between_none_and_three_inks(color):
    assert 0 <= ink_coverage(color) <= 3.0001
