"""Printer profiles: what is written is read the same, and no text of a stranger does more than be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.geometry import Insets
from cardmaker.inputs.facts import read_papers
from cardmaker.inputs.printer_words import limit_findings
from cardmaker.inputs.printers import parse_profile, profile_text
from cardmaker.model import (
    Duplexing,
    Edge,
    Facing,
    Feed,
    Flip,
    Load,
    Printer,
    Refeed,
    Shift,
    Turn,
)
from cardmaker.units import MM

hundredths = st.integers(-500, 500).map(lambda number: number / 100 * MM)
shifts = st.builds(Shift, hundredths, hundredths)
edges = st.integers(0, 2000).map(lambda number: number / 100 * MM)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._+-]{0,20}", fullmatch=True)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
feeds = st.builds(
    Feed,
    st.sampled_from([None, read_papers()["letter"], read_papers()["a4"]]),
    st.just(Edge.CENTER),
    st.sampled_from(Turn),
    st.sampled_from([None, *Facing]),
)
printers = st.builds(
    Printer,
    name=names,
    tray=st.one_of(st.just(""), names),
    queue=words,
    stock=words,
    front=shifts,
    back=shifts,
    scale=st.tuples(*[st.integers(97000, 103000).map(lambda number: number / 100000)] * 2),
    margins=st.none() | st.builds(Insets, edges, edges, edges, edges),
    load=st.none() | st.builds(Load, st.sampled_from(Facing), st.booleans()),
    flip=st.sampled_from([None, *Flip]),
    duplexing=st.sampled_from([None, *Duplexing]),
    refeed=st.builds(Refeed, st.sampled_from(Flip), st.booleans(), st.sampled_from([None, *Facing])),
    feed=st.none() | feeds,
)


@given(printers)
def test_a_profile_that_is_written_is_read_the_same(printer: Printer) -> None:
    read = parse_profile(profile_text(printer), "p.yaml")
    assert tuple(read.front) == pytest.approx(tuple(printer.front), abs=1e-9)
    assert tuple(read.back) == pytest.approx(tuple(printer.back), abs=1e-9)
    for name in ("name", "tray", "queue", "stock", "scale", "load", "flip", "duplexing", "refeed", "feed"):
        assert getattr(read, name) == getattr(printer, name)
    assert (read.margins is None) is (printer.margins is None)
    assert tuple(read.margins or ()) == pytest.approx(tuple(printer.margins or ()), abs=1e-9)


@given(st.text(max_size=200))
def test_any_text_is_a_profile_or_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_profile(text, "p.yaml")


@given(st.floats(), st.floats(), st.floats(), st.floats())
def test_numbers_that_are_let_through_are_within_the_limits(x, y, sx, sy) -> None:
    found = limit_findings(Printer("p", back=Shift(x, y), scale=(sx, sy)))
    fine = abs(x) <= 5 * MM and abs(y) <= 5 * MM and 0.97 <= sx <= 1.03 and 0.97 <= sy <= 1.03
    assert (not found) is fine
