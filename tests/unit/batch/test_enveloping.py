"""Envelopes of a batch: the same bytes by one process or several, in shards, and after an interruption."""

from dataclasses import replace
from functools import cache

import pytest

from cardmaker.addressing import start_addressing
from cardmaker.batch.choice import Choice
from cardmaker.batch.parts import CHUNK, Marks, Shard
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from cardmaker.errors import InputError
from cardmaker.model import Address
from cardmaker.write.png import render_pages
from tests.batches import contents
from tests.mailbags import SENDER, mailbag, posted, us_address

COUNT = 2 * CHUNK + 10
BAD = Address(name="Ann", street=("千代田1-1",), city="千代田区", postal_code="100-0001", country="JP")


@cache
def order():
    """Return an order in which one person has no address and one an address that nobody here can write."""
    whole = mailbag(COUNT, format="half-letter", return_on="flap")
    addresses = [person.address for person in whole.people]
    addresses[4], addresses[CHUNK + 3] = None, BAD
    return posted(whole, *addresses)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The files of one undisturbed run by one process."""
    folder = tmp_path_factory.mktemp("whole")
    made = produce(order(), Choice(folder), Way(jobs=1))
    assert made.envelopes.made == COUNT - 2
    assert made.envelopes.refused == 1
    return contents(folder)


def test_one_bad_address_leaves_one_envelope_out_and_no_card(whole):
    assert sorted(name for name in whole if name.endswith(".pdf")) == [
        "cards.pdf",
        "envelope-flaps.pdf",
        "envelopes.pdf",
        "run-sheet.pdf",
    ]


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_the_same_bytes(whole, tmp_path, jobs):
    produce(order(), Choice(tmp_path), Way(jobs=jobs))
    assert contents(tmp_path) == whole


def test_shards_joined_give_the_same_bytes(whole, tmp_path):
    for number in (1, 2, 3):
        produce(order(), Choice(tmp_path, shard=Shard(number, 3)), Way(jobs=1))
    assert {f"envelopes-{number}-of-3.pdf" for number in (1, 2, 3)} <= set(contents(tmp_path))
    produce(order(), Choice(tmp_path, merge=True), Way(jobs=1))
    assert contents(tmp_path)["envelopes.pdf"] == whole["envelopes.pdf"]
    assert contents(tmp_path)["envelope-flaps.pdf"] == whole["envelope-flaps.pdf"]


@pytest.mark.parametrize("stop", [COUNT + 60, 2 * COUNT + 60])
def test_an_interrupted_run_goes_on_and_gives_the_same_bytes(whole, tmp_path, stop):
    seen = 0

    def interrupt(_done, _total, _what):
        nonlocal seen
        seen += CHUNK
        if seen > stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        produce(order(), Choice(tmp_path), Way(jobs=1, progress=interrupt))
    produce(order(), Choice(tmp_path), Way(jobs=1))
    assert contents(tmp_path) == whole
    assert not list(tmp_path.glob(".*"))


def test_an_envelope_does_not_depend_on_who_else_gets_one(whole, tmp_path):
    produce(order(), Choice(tmp_path, only="7"), Way())
    (alone,) = render_pages((tmp_path / "envelopes-only.pdf").read_bytes(), 60)
    among = render_pages(whole["envelopes.pdf"], 60)
    assert alone.tobytes() == among[5].tobytes()
    assert alone.tobytes() != among[6].tobytes()


def test_a_person_whose_card_fails_gets_no_envelope(tmp_path):
    few = mailbag(3)
    second = few.people[1]
    spoilt = replace(second, note=replace(second.note, paragraphs=((("李", "李"),),)))
    made = produce(replace(few, people=(few.people[0], spoilt, few.people[2])), Choice(tmp_path), Way())
    assert [person.name for person in made.envelopes.people] == [few.people[0].name, few.people[2].name]


def test_separate_files_of_envelopes_are_left_as_they_are_and_mended(tmp_path):
    few = mailbag(3)
    produce(few, Choice(tmp_path, separate=True), Way(jobs=1))
    first = contents(tmp_path)
    assert len([name for name in first if name.endswith("-envelope.pdf")]) == 3
    (spoilt, *_) = (path for path in tmp_path.iterdir() if path.name.endswith("-envelope.pdf"))
    spoilt.write_bytes(b"coffee")
    produce(few, Choice(tmp_path, separate=True), Way(jobs=1))
    assert contents(tmp_path) == first


def test_strict_refuses_all_for_one_envelope(tmp_path):
    with pytest.raises(InputError):
        produce(order(), Choice(tmp_path / "out"), Way(jobs=1, strict=True))
    assert not (tmp_path / "out").exists()


def test_what_makes_an_envelope_marks_it_and_what_does_not_does_not():
    few = mailbag(2)

    def mark(order, number=0):
        return Marks(start_addressing(order)).person(order.people[number])

    first = mark(few)
    assert mark(few) == first
    assert mark(few, 1) != first
    assert mark(replace(few, design=mailbag(1, design="olive-wreath").design)) == first
    for changed in (
        mailbag(2, envelope="a7"),
        mailbag(2, address_style="machine"),
        mailbag(2, feed="letter"),
        mailbag(2, hand="caveat"),
        mailbag(2, seed=2),
        mailbag(2, None),
        mailbag(2, replace(SENDER, name="Alex")),
        posted(few, us_address(9), us_address(1)),
    ):
        assert mark(changed) != first
