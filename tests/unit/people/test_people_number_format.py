import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.inputs.people.number_format import show_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2139, "00000", "02139"),
        (21395678, "00000\\-0000", "02139-5678"),
        (2139, "[<=99999]00000;00000\\-0000", "02139"),
        (21395678, "[<=99999]00000;00000\\-0000", "02139-5678"),
        (2139, "00000;@", "02139"),
        (1067, '"D-"00000', "D-01067"),
        (6175551234, "(000) 000-0000", "(617) 555-1234"),
        (16175551234, "(000) 000-0000", "(1617) 555-1234"),
        (62701.0, "General", "62701"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1e+15"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.25, "0%", "25%"),
        (7, "0", "7"),
        (-7, "0", "-7"),
        (7, "@", "7"),
        (7, "# ?/?", "7"),
        (0, "#", ""),
        (46346, "yyyy-mm-dd", "2026-11-20"),
        (46346, "[$-407]d\\. mmmm yyyy", "2026-11-20"),
        (46346.5833333333, "m/d/yy h:mm", "2026-11-20 14:00"),
        (0.5833333333, "h:mm AM/PM", "14:00"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (9e9, "yyyy-mm-dd", "9000000000"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(value, code, shown):
    assert show_number(value, code) == shown


@given(st.integers(0, 99_999))
def test_a_zip_code_has_five_digits_and_is_that_number(value):
    shown = show_number(float(value), "00000")
    assert len(shown) == 5
    assert int(shown) == value


@given(
    st.floats(allow_nan=False, allow_infinity=False, max_value=1e300, min_value=-1e300),
    st.text('0#?,.%;[]<>=-\\"@ ymdhsE+/()a$*_', max_size=12),
)
def test_no_format_raises(value, code):
    assert isinstance(show_number(value, code), str)
