"""Labels: the table of sheets adds up, and each label's ink stays within its label, true to size, from pixels."""

import re
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.geometry import Rect
from cardmaker.goods.labels import LabelWish, make_labels
from cardmaker.inputs.facts import read_papers
from cardmaker.inputs.labels import find_labels, read_label_rows, read_labels
from cardmaker.model import Address, AddressStyle, Order
from cardmaker.units import MM
from tests.conftest import run_tool
from tests.orders import order_of

DPI = 150
ROWS = read_label_rows()
SHEETS = read_labels()
LABELS = [sheet for sheet in SHEETS.values() if ROWS[sheet.id].kind == "label"]
LARGE = [sheet for sheet in LABELS if sheet.size.height > 25 * MM]

HOMES = [
    Address("Dana Reyes", street=("1408 Cedar Street",), flat="Apt 3", city="Springfield", region="IL", postal_code="62704", country="US"),
    Address("Alexandra Whitcombe-Fairweather", company="Northwind Trading Company", street=("200 Fifth Avenue",), city="New York", region="NY", postal_code="10010", country="US"),
    Address("Bo Li", street=("9 Elm",), city="Ely", region="MN", postal_code="55731", country="US"),
]  # fmt: skip
HANDS = ("reenie-beanie", "caveat", "homemade-apple")


def addressed(count: int = 3, **fields) -> Order:
    """Return an order of so many people, each with one of the addresses, and the first of them as the sender's."""
    order = order_of("Dear {to},\n\nThanks.\n\nJamie", *(f"P{number}" for number in range(count)), **fields)
    people = tuple(
        replace(person, address=HOMES[number % len(HOMES)]) for number, person in enumerate(order.people)
    )
    return replace(order, people=people, return_address=replace(HOMES[0], name="Jamie Okafor"))


def inks(pdf: bytes, page: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of all ink on a page, pt."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=DPI / 72, grayscale=True).to_numpy()
    document.close()
    rows, columns = np.nonzero(picture.reshape(picture.shape[:2]) < 200)
    return (columns + 0.5) * 72 / DPI, (rows + 0.5) * 72 / DPI


def check_inside(pdf: bytes, sheet, first: int, count: int, inset: float = 2 * MM) -> None:
    """Assert that all ink is in so many labels from the first on, each with some, and none near an edge of one."""
    xs, ys = inks(pdf)
    used = np.zeros(xs.shape, bool)
    for index in range(first, first + count):
        x, y, width, height = sheet.area(index)
        inner = (xs >= x + inset) & (xs <= x + width - inset) & (ys >= y + inset) & (ys <= y + height - inset)
        assert inner.any(), f"label {index + 1} is bare"
        used |= inner
    assert used.all(), "ink outside the labels that are used, or near an edge"


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda each: each.id)
def test_the_labels_lie_on_their_paper_and_none_on_another(sheet):
    paper = Rect.of(read_papers()[sheet.paper].size)
    areas = [sheet.area(index) for index in range(sheet.count)]
    assert all(paper.holds(area, tolerance=0.02) for area in areas)
    assert sheet.pitch[0] >= sheet.size.width - 0.01
    assert sheet.pitch[1] >= sheet.size.height - 0.01


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda each: each.id)
def test_the_table_agrees_with_what_the_maker_calls_the_sheet(sheet):
    """The name holds the number of labels and, in mm, their size; all sheets are made alike left and right, top and bottom."""
    row, paper = ROWS[sheet.id], read_papers()[sheet.paper].size
    assert sheet.count == int(re.search(r"(\d+) a sheet", row.name)[1])
    if millimeters := re.search(r"([\d.]+) × ([\d.]+) mm", row.name):
        assert row.size == (float(millimeters[1]), float(millimeters[2]))
    last = sheet.area(sheet.count - 1)
    assert paper.width - last.right == pytest.approx(sheet.first[0], abs=0.3 * MM)
    assert paper.height - last.bottom == pytest.approx(sheet.first[1], abs=0.3 * MM)
    assert row.source
    assert row.conf in {"src", "calc", "mem"}


def test_a_5160_is_where_its_maker_has_it():
    label = find_labels("5160").area(4)
    assert (label.x, label.y) == pytest.approx((0.1875 * 72 + 2.75 * 72, 0.5 * 72 + 72))
    assert label.size == pytest.approx((2.625 * 72, 72))


@pytest.mark.parametrize("name", ["8160", "Avery 5260", "avery 5160"])
def test_other_numbers_of_a_sheet_find_it(name):
    assert find_labels(name).id == "5160"


def test_numbers_are_found_once_and_unknown_ones_are_told_with_the_nearest():
    names = [name.lower() for key, row in ROWS.items() for name in (key, *row.also)]
    assert len(names) == len(set(names))
    with pytest.raises(InputError, match="l7165"):
        find_labels("L716")


@pytest.mark.parametrize("sheet", LARGE, ids=lambda each: each.id)
@pytest.mark.parametrize("hand", [*HANDS, "machine"])
def test_ink_keeps_two_millimeters_within_each_label(sheet, hand):
    style = AddressStyle.MACHINE if hand == "machine" else AddressStyle.HAND
    order = addressed(**({} if hand == "machine" else {"hand": hand}))
    start = sheet.count - 2
    made = make_labels(order, LabelWish(sheet, style, start))
    assert made.made == 3
    assert made.sheets == 1
    check_inside(made.pdf, sheet, start - 1, 3)


def test_the_check_of_labels_finds_ink_at_an_edge():
    sheet = find_labels("5160")
    made = make_labels(addressed(), LabelWish(sheet))
    check_inside(made.pdf, sheet, 0, 3)
    with pytest.raises(AssertionError, match="near an edge"):
        check_inside(made.pdf, replace(sheet, first=(sheet.first[0] + 6 * MM, sheet.first[1])), 0, 3)
    with pytest.raises(AssertionError, match="bare"):
        check_inside(made.pdf, sheet, 1, 3)


@given(st.integers(1, 40), st.integers(1, 30))
@settings(max_examples=15)
def test_labels_go_on_along_the_rows_over_as_many_sheets_as_they_need(count, start):
    sheet = find_labels("5160")
    made = make_labels(addressed(count), LabelWish(sheet, AddressStyle.MACHINE, start))
    assert made.sheets == -(-(start - 1 + count) // sheet.count)
    check_inside(made.pdf, sheet, start - 1, min(count, sheet.count - start + 1))


@pytest.mark.parametrize("start", [0, 31, -1])
def test_a_label_that_no_sheet_has_is_refused(start):
    with pytest.raises(InputError, match="no label"):
        make_labels(addressed(), LabelWish(find_labels("5160"), start=start))


@pytest.mark.parametrize("number", ["5167", "L7651"])
def test_the_return_address_fills_the_sheet(number):
    sheet = find_labels(number)
    wish = LabelWish(sheet, AddressStyle.MACHINE, 5, is_return=True)
    made = make_labels(addressed(), wish)
    assert made.made == sheet.count - 4
    check_inside(made.pdf, sheet, 4, sheet.count - 4)


def test_no_two_return_labels_are_written_alike():
    sheet = find_labels("5163")
    made = make_labels(addressed(), LabelWish(sheet, is_return=True))
    xs, ys = inks(made.pdf)
    shapes = set()
    for index in range(sheet.count):
        x, y, width, height = sheet.area(index)
        within = (xs > x) & (xs < x + width) & (ys > y) & (ys < y + height)
        shapes.add(tuple(np.round((xs[within] - x) * 2).astype(int)[:400]))
    assert len(shapes) == sheet.count


def test_outlines_are_drawn_only_when_asked_for():
    sheet = find_labels("L7160")
    bare, tried = (make_labels(addressed(), LabelWish(sheet, outlines=wanted)) for wanted in (False, True))
    label = sheet.area(20)
    for made, expected in ((bare, False), (tried, True)):
        document = pypdfium2.PdfDocument(made.pdf)
        picture = document[0].render(scale=DPI / 72, grayscale=True).to_numpy()
        document.close()
        row = int((label.y + label.height / 2) * DPI / 72)
        column = int(label.x * DPI / 72)
        assert bool((picture[row, column - 2 : column + 3] < 240).any()) is expected


def test_a_name_too_long_for_a_label_leaves_out_that_label_and_is_told():
    order = addressed()
    long = replace(HOMES[1], company="International " * 6)
    order = replace(order, people=(replace(order.people[0], address=long), *order.people[1:]))
    made = make_labels(order, LabelWish(find_labels("L7651"), AddressStyle.MACHINE))
    assert made.left_out >= 1
    assert any("does not fit a label of 38.1 × 21.2 mm" in finding.message for finding in made.findings)


def test_people_without_an_address_are_told_and_the_others_get_labels():
    order = addressed()
    order = replace(order, people=(replace(order.people[0], address=None), *order.people[1:]))
    made = make_labels(order, LabelWish(find_labels("5160")))
    assert (made.made, made.left_out) == (2, 1)
    assert [finding.rule for finding in made.findings] == ["label-address"]


def test_labels_for_nobody_are_refused():
    order = addressed()
    order = replace(order, people=tuple(replace(person, address=None) for person in order.people))
    with pytest.raises(InputError, match="has no address"):
        make_labels(order, LabelWish(find_labels("5160")))
    with pytest.raises(InputError, match="no return address"):
        make_labels(replace(order, return_address=None), LabelWish(find_labels("5160"), is_return=True))


@pytest.mark.parametrize("style", AddressStyle)
def test_addresses_come_back_from_the_file_in_order(style, tmp_path):
    file = tmp_path / "labels.pdf"
    file.write_bytes(make_labels(addressed(), LabelWish(find_labels("5163"), style)).pdf)
    words = run_tool("pdftotext", "-raw", file, "-").upper()
    places = [
        words.index(part)
        for part in ("DANA REYES", "1408 CEDAR", "SPRINGFIELD", "WHITCOMBE", "10010", "BO LI")
    ]
    assert places == sorted(places)


def test_an_address_in_letters_that_nobody_here_writes_leaves_out_its_label_and_is_told():
    order = addressed()
    foreign = replace(HOMES[0], name="山田太郎", street=("千代田区丸の内1-2-3",))
    order = replace(order, people=(replace(order.people[0], address=foreign), *order.people[1:]))
    for style in AddressStyle:
        made = make_labels(order, LabelWish(find_labels("5160"), style))
        assert made.made == 2
        assert any(finding.rule == "label-letters" for finding in made.findings)


def test_an_address_that_the_post_cannot_deliver_leaves_out_its_label():
    order = addressed()
    half = Address("Dana Reyes", city="Springfield", country="US")
    order = replace(order, people=(replace(order.people[0], address=half), *order.people[1:]))
    made = make_labels(order, LabelWish(find_labels("5160")))
    assert (made.made, made.left_out) == (2, 1)
    assert any(finding.person == order.people[0].key for finding in made.findings)


def test_the_same_order_gives_the_same_labels():
    wish = LabelWish(find_labels("5160"))
    assert make_labels(addressed(), wish).pdf == make_labels(addressed(), wish).pdf
