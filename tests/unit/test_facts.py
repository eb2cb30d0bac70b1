"""The shipped fact tables and the way to ask for a row."""

import pytest

from cardmaker.errors import InputError, Place
from cardmaker.inputs.facts import (
    FormatRow,
    PaperRow,
    find_format,
    find_paper,
    parse_rows,
    read_formats,
    read_papers,
)
from cardmaker.model import Fold
from cardmaker.units import INCH, MM

FORMAT_IDS = [
    "half-letter",
    "half-letter-tent",
    "half-a4",
    "half-a4-tent",
    "quarter-letter",
    "quarter-a4",
    "a2",
    "a2-tent",
    "a6-iso",
    "a6",
    "a7",
    "flat-a2",
    "flat-a7",
    "flat-a6-iso",
    "postcard-4x6",
    "postcard-a6",
    "postcard-5.5x4.25",
]


def test_all_promised_formats_are_shipped() -> None:
    assert list(read_formats()) == FORMAT_IDS


def test_every_format_names_a_shipped_paper() -> None:
    assert {each.paper for each in read_formats().values()} <= set(read_papers())


def test_every_paper_is_upright() -> None:
    assert not [paper.id for paper in read_papers().values() if paper.size.is_landscape]


def test_ids_can_be_typed_on_a_command_line() -> None:
    ids = [*read_formats(), *read_papers()]
    assert [each for each in ids if each != each.lower() or "_" in each or " " in each] == []


def test_inch_sizes_arrive_in_points() -> None:
    assert tuple(read_papers()["letter"].size) == pytest.approx((8.5 * INCH, 11 * INCH), abs=1e-9)
    assert tuple(read_formats()["a7"].panel) == pytest.approx((5 * INCH, 7 * INCH), abs=1e-9)


def test_metric_sizes_arrive_in_points() -> None:
    assert tuple(read_papers()["a4"].size) == (210 * MM, 297 * MM)


def test_the_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        read_formats()["a2"] = find_format("a7")  # type: ignore[index]


@pytest.mark.parametrize("spelled", ["half-letter", "half_letter", "Half Letter", " HALF-LETTER "])
def test_a_format_is_found_however_it_is_spelled(spelled: str) -> None:
    assert find_format(spelled).id == "half-letter"


@pytest.mark.parametrize("spelled, found", [("A4", "a4"), ("Letter", "letter"), ("5X7", "5x7")])
def test_a_paper_is_found_however_it_is_spelled(spelled: str, found: str) -> None:
    assert find_paper(spelled).id == found


def test_an_unknown_format_names_the_nearest_and_its_place() -> None:
    place = Place("card.yaml", 3, 9)
    with pytest.raises(InputError) as caught:
        find_format("half-leter", place)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place) == ("unknown-format", place)
    assert finding.hint == "did you mean 'half-letter'?"


def test_an_unknown_paper_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'letter'"):
        find_paper("leter")


def test_a_paper_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(
        InputError, match="known: 4x6, 5x7, a3, a4, ledger, legal, letter, products by their numbers"
    ):
        find_paper("papyrus")


def test_every_fold_has_a_format() -> None:
    assert {each.fold for each in read_formats().values()} == set(Fold)


def test_a_bad_table_tells_all_that_is_wrong_with_lines() -> None:
    text = (
        "a9: {name: A9, panel: [1, 2], fold: sideways, paper: a4, source: s, conf: src}\n"
        "b9: just a word\n"
        "c9: {name: C9, panel: [1], fold: side, paper: a4, source: s, conf: src, sheen: high}\n"
    )
    with pytest.raises(InputError) as caught:
        parse_rows(text, "formats.yaml", FormatRow)
    found = [(each.rule, each.place.line if each.place else None) for each in caught.value.findings]
    assert sorted(found) == [("unknown-key", 3), ("value", 1), ("value", 2), ("value", 3)]


def test_a_row_without_a_source_is_refused() -> None:
    with pytest.raises(InputError, match="needs 'source'"):
        parse_rows("a9: {name: A9, size: [1, 2], media: m, conf: src}", "papers.yaml", PaperRow)
