"""Parts of an order: shards that cover it exactly, keys that know what a card is made of, names that every system takes."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import order_of

from cardmaker.batch.naming import file_names, slug
from cardmaker.batch.parts import CHUNK, Marks, Shard, chunks_of
from cardmaker.batch.selection import narrowed, numbered, select
from cardmaker.errors import InputError, Place, error
from cardmaker.make import blame, start_run
from tests.conftest import ROOT


@given(st.integers(0, 3000), st.integers(1, 8), st.integers(1, 50))
def test_shards_cover_everybody_once_in_whole_sheets_of_nearly_equal_number(people, per_sheet, count):
    spans = [Shard(number, count).span(people, per_sheet) for number in range(1, count + 1)]
    assert [place for start, stop in spans for place in range(start, stop)] == list(range(people))
    assert all(start % per_sheet == 0 for start, stop in spans if start < stop)
    sheets = [-(-(stop - start) // per_sheet) for start, stop in spans]
    assert max(sheets) - min(sheets) <= 1


@given(st.integers(0, 300), st.integers(1, 8))
def test_chunks_are_whole_sheets(count, per_sheet):
    (person,) = order_of("Hello,\n\nthank you.", "Dana").people
    chunks = list(chunks_of([person] * count, per_sheet, (0, count)))
    assert sum(len(chunk.people) for chunk in chunks) == count
    assert all(len(chunk.people) % per_sheet == 0 for chunk in chunks[:-1])
    assert all(0 < len(chunk.people) <= max(CHUNK, per_sheet) for chunk in chunks)


def _marks(order):
    return Marks(start_run(order))


def test_a_mark_changes_with_whatever_changes_the_card_and_with_nothing_else():
    order = replace(order_of("Dear {to},\n\nthank you.", "Dana", "Li"), allow=frozenset({"identical"}))
    dana, li = order.people
    mark = _marks(order).person(dana)
    assert mark == _marks(replace(order, title="other", people=(dana,))).person(dana)
    assert mark != _marks(order).person(li)
    for other in (replace(order, seed=2), replace(order, sender="Jo"), replace(order, palette="rose")):
        if other.palette in order.design.palettes:
            assert mark != _marks(other).person(dana)
    assert mark != _marks(order).person(replace(dana, note=li.note))
    assert mark != _marks(order).person(replace(dana, own=replace(dana.own, seed=5)))


def test_a_mark_changes_when_the_note_becomes_wrong_because_of_another_row():
    order = order_of("Dear {to},\n\nthank you for the hour that Priya gave me.", "Dana Reyes", "Prija Raman")
    dana, other = order.people
    renamed = replace(
        order,
        people=(
            dana,
            replace(
                other,
                name="Priya Raman",
                fields={**other.fields, "name": "Priya Raman", "first_name": "Priya"},
            ),
        ),
    )
    assert start_run(renamed).wording.of(dana)
    assert _marks(order).person(dana) != _marks(renamed).person(dana)


def test_marks_are_the_same_in_another_process():
    code = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "from orders import order_of\nfrom cardmaker.batch.parts import Marks\nfrom cardmaker.make import start_run\n"
        "order = order_of('Dear {to},\\n\\nthank you.', 'Dana', design='deco-fan')\n"
        "print(Marks(start_run(order)).person(order.people[0]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


# Names of files

RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@given(st.lists(st.text(max_size=300), max_size=6))
def test_names_are_legal_short_and_never_alike_on_any_system(names):
    people = numbered(order_of("Hello,\n\nthank you.", "x", *names)).people[1:]
    files = file_names(people, len(names) + 1)
    assert len({name.casefold() for name in files}) == len(files)
    for name in files:
        assert not RESERVED.search(name)
        assert len(name.encode()) < 120
        assert name[:4].isdecimal()
        assert not name.removesuffix(".pdf").endswith((".", " ", "-"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Smith", "ann-smith"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\CON", "c-con"),
        ("José Ángel O’Neil", "jose-angel-o-neil"),
        ("Łukasz Öz", "łukasz-oz"),
        ("李小龙", "李小龙"),
        ("\u202eevil", "evil"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_name_becomes_words_of_a_file_name(name, expected):
    assert slug(name) == expected


def test_a_large_list_has_as_many_digits_as_its_last_row_needs():
    (person,) = numbered(order_of("Hello,\n\nthank you.", "Dana")).people
    assert file_names([person], 123_456) == ["000001-dana.pdf"]


# Who is meant


def test_rows_are_those_of_the_list_where_all_have_one():
    order = order_of("Hello,\n\nthank you.", "Dana", "Li")
    listed = replace(
        order, people=tuple(replace(each, row=row) for each, row in zip(order.people, (5, 9), strict=True))
    )
    assert [person.row for person in numbered(order).people] == [1, 2]
    assert [person.row for person in numbered(listed).people] == [5, 9]
    assert [person.name for person in select(listed.people, "6-9")] == ["Li"]


def test_all_that_nobody_answers_to_is_told_at_once():
    people = numbered(order_of("Hello,\n\nthank you.", "Dana", "Li")).people
    with pytest.raises(InputError) as told:
        select(people, "7, Zed, Li")
    assert len(told.value.findings) == 2


def test_findings_about_others_do_not_come_along():
    order = order_of("Hello,\n\nthank you.", "Dana", "Li")
    run = start_run(order)
    dana, li = order.people
    run = replace(run, findings=[replace(error("a", "hers"), person=dana.key), error("b", "all")])
    assert [finding.message for finding in narrowed(run, [li]).findings] == ["all"]


def test_a_finding_at_one_person_s_row_is_about_that_person():
    order = order_of("Hello,\n\nthank you.", "Dana", "Li")
    dana, li = (
        replace(each, place=Place("people.csv", row)) for each, row in zip(order.people, (2, 3), strict=True)
    )
    found = blame(
        [error("a", "x", Place("people.csv", 3, 1)), error("b", "y", Place("note.md", 3)), error("c", "z")],
        (dana, li),
    )
    assert [finding.person for finding in found] == [li.key, "", ""]
