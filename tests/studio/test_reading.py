"""Reading an order on the desk: only what changed, and words that are being typed for one person alone."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.order import read_request, resolve
from cardmaker.inputs.sources import NOTE_FILE, NoteSource
from cardmaker.studio.keeping import reading as reading_module
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.reading import Reading
from cardmaker.studio.keeping.watching import NO_FILE, SETTLED_NS, UNREADABLE, Watch

LIST = """cardmaker: order/1
design: deco-fan
from: Jamie
people: people.csv
note: note.md
"""
ENTRIES = """cardmaker: order/1
from: Jamie
people:
  - to: Dana Reyes
    company: "North *& {Sons}"
    point: ""
  - to: Ben
    note: ben.md
    company: Harbor
  - to: Dana Reyes
    said as: Dee
"""
ALONE = "cardmaker: order/1\nto: Dana Reyes\nfrom: Jamie\n"
NOBODY = "cardmaker: order/1\n"
PEN = "cardmaker: order/1\nhand: own-pen\npeople: people.csv\n"
CONTACTS = "cardmaker: order/1\npeople: people.vcf\n"

PEOPLE = """Name,Company,Point,Note
Ann Smith,North & Sons,one,
Ben Ito,,two words,Dear {dear}\\, your own
Ann Smith,South,,
"<b>Cy</b>",*Star*,{dear} [x],
Dee,Plain,  spaced  ,other.md
"""
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Smith\nORG:North\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Ben Ito\nEND:VCARD\n"
NOTE = "Dear {dear},\n\nthank you. [?point: {point}]\n\n{from}\n"

ORDERS = {
    "list": LIST,
    "entries": ENTRIES,
    "alone": ALONE,
    "nobody": NOBODY,
    "pen": PEN,
    "contacts": CONTACTS,
}

PIECES = [
    "Dear {dear},", "{point}", "[?point: It was {point}.]", "{company|your company}", "{company}", "{nothing}", "{to}", "{name}",
    "{first_name} {last_name}", "*underlined*", "*", "{", "}", "[?x", "\n\n", "\n", "  \n", "\\{", "\u200b", "\x07", "ﬁ", "a long line that goes on and on " * 2,
    "{from}", "x" * 5001,
]  # fmt: skip


def lay(folder: Path, order: str, note: str = NOTE) -> Path:
    (folder / "card.yaml").write_text(order)
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "people.vcf").write_text(CARDS)
    for name in ("note.md", "ben.md", "other.md"):
        (folder / name).write_text(note)
    return folder


def anew(folder: Path, text: str):
    """Return the people of the order read anew with a note for all, by their keys; None if it is refused."""
    try:
        order = resolve(*read_request(folder), NoteSource(text, NOTE_FILE)).order
    except InputError:
        return {}
    return {person.key: person for person in order.people}


@pytest.fixture(scope="module", params=ORDERS)
def laid(request, tmp_path_factory) -> Reading:
    return Reading(lay(tmp_path_factory.mktemp(request.param), ORDERS[request.param]))


@settings(max_examples=60)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=7), index=st.integers(0, 6))
def test_a_draft_for_one_person_is_what_reading_everything_anew_gives(laid, pieces, index):
    text = " ".join(pieces)
    people = laid.people()
    person = people[min(index, len(people) - 1)]
    whole = anew(laid.folder, text)
    try:
        drafted = laid.drafted(index, text).order.people
    except InputError:
        assert person.key not in whole
        return
    assert drafted == (whole[person.key],)


@pytest.mark.parametrize("order", ORDERS)
def test_a_draft_goes_on_where_the_words_on_disk_cannot_be_used(tmp_path, order):
    reading = Reading(lay(tmp_path, ORDERS[order], "{nothing} of [this"))
    drafted = reading.drafted(0, "Hello,\n\nthank you.\n").order.people
    assert drafted[0] in anew(tmp_path, "Hello,\n\nthank you.\n").values()


def test_a_draft_is_refused_with_the_reason_that_reading_everything_gives(laid):
    with pytest.raises(InputError) as refused:
        laid.drafted(0, "Dear {deer},")
    told = [(each.rule, each.message, each.place) for each in refused.value.findings]
    with pytest.raises(InputError) as whole:
        resolve(*read_request(laid.folder), NoteSource("Dear {deer},", NOTE_FILE))
    assert set(told) <= {(each.rule, each.message, each.place) for each in whole.value.findings}
    assert next(rule for rule, *_ in told) == "unknown-field"


def test_an_order_is_resolved_once_for_each_state_of_its_files(tmp_path, monkeypatch):
    times = []
    monkeypatch.setattr(
        reading_module, "resolve", lambda *args, **kwargs: times.append(1) or resolve(*args, **kwargs)
    )
    reading = Reading(lay(tmp_path, LIST))
    for _ in range(3):
        reading.resolved()
        reading.drafted(1, "Dear {dear},\n\nhello.")
    assert len(times) == 1
    (tmp_path / "note.md").write_text("Dear {dear},\n\nother words.\n")
    assert "other" in reading.resolved().order.people[0].note.words
    assert len(times) == 2


def test_a_refused_order_is_read_once_too(tmp_path, monkeypatch):
    times = []
    monkeypatch.setattr(
        reading_module, "resolve", lambda *args, **kwargs: times.append(1) or resolve(*args, **kwargs)
    )
    reading = Reading(lay(tmp_path, LIST.replace("deco-fan", "deco-fen")))
    for _ in range(3):
        with pytest.raises(InputError):
            reading.resolved()
    assert len(times) == 1


def test_a_list_is_parsed_once_while_its_note_is_written(tmp_path, monkeypatch):
    from cardmaker.inputs import order

    times = []
    known = order.read_list
    monkeypatch.setattr(order, "read_list", lambda *args: times.append(1) or known(*args))
    reading = Reading(lay(tmp_path, LIST))
    for text in ("one", "two", "three"):
        (tmp_path / "note.md").write_text(f"Dear {{dear}},\n\n{text}.\n")
        assert f"{text}." in reading.resolved().order.people[0].note.words
    assert len(times) == 1


@pytest.mark.parametrize(
    "name", ["card.yaml", "people.csv", "note.md", "other.md", "notes/ann-smith.md", "front.png", "designs/mine/design.yaml"]
)  # fmt: skip
def test_every_file_that_the_order_is_made_of_is_seen_to_change(tmp_path, name):
    reading = Reading(lay(tmp_path, f"{LIST}front: front.png\n".replace("deco-fan", "mine")))
    before = reading.revision()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text((tmp_path / name).read_text() + "\n" if (tmp_path / name).exists() else "x")
    after = reading.revision()
    assert before != after
    (tmp_path / name).unlink()
    assert reading.revision() != after


@pytest.mark.parametrize(
    ("variable", "name"), [("CARDMAKER_PRINTERS", "mine.yaml"), ("CARDMAKER_DESIGNS", "mine/design.yaml")]
)
def test_the_persons_own_printers_and_designs_are_seen_to_change(tmp_path, monkeypatch, variable, name):
    monkeypatch.setenv(variable, str(tmp_path / "own"))
    (tmp_path / "order").mkdir()
    reading = Reading(lay(tmp_path / "order", f"{LIST}printer: mine\n".replace("deco-fan", "mine")))
    before = reading.revision()
    (tmp_path / "own" / name).parent.mkdir(parents=True)
    (tmp_path / "own" / name).write_text("x")
    assert reading.revision() != before


def test_a_file_that_is_not_the_orders_leaves_it_as_it_is(tmp_path):
    reading = Reading(lay(tmp_path, LIST))
    before = reading.revision()
    (tmp_path / "shopping.txt").write_text("milk")
    (tmp_path / "out").mkdir()
    assert reading.revision() == before


def test_a_change_within_one_tick_of_the_clock_is_seen(tmp_path):
    watch, path = Watch(), tmp_path / "note.md"
    path.write_text("one")
    first, marks = watch.digest(path), path.stat()
    path.write_text("two")
    os.utime(path, ns=(marks.st_atime_ns, marks.st_mtime_ns))
    assert watch.digest(path) != first


def test_a_file_that_rests_is_not_read_again(tmp_path, monkeypatch):
    path = tmp_path / "list.csv"
    path.write_text("x")
    monkeypatch.setattr(time, "time_ns", lambda: path.stat().st_mtime_ns + 2 * SETTLED_NS)
    watch = Watch()
    first = watch.digest(path)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read again"))
    assert watch.digest(path) == first


def test_what_is_no_file_is_told_from_what_is_not_there(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    watch = Watch()
    assert watch.digest(tmp_path / "nothing") == NO_FILE
    assert watch.digest(tmp_path / "folder") == watch.digest(tmp_path / "pipe") == UNREADABLE
    assert watch.digest(tmp_path / ("x" * 400)) == UNREADABLE
    assert watch.digest(Path("a\0b")) == UNREADABLE


@pytest.mark.parametrize("name", ["/dev/zero", "../secret.md", "/etc/passwd"])
def test_no_order_makes_the_studio_look_at_a_file_elsewhere(tmp_path, name, monkeypatch):
    folder = tmp_path / "order"
    folder.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    lay(folder, f"cardmaker: order/1\nto: Dana\nnote: {name}\nfront: {name}\nsignature: {name}\n")
    seen = []
    known = Watch.digest
    monkeypatch.setattr(Watch, "digest", lambda watch, path: seen.append(path) or known(watch, path))
    reading = Reading(folder)
    reading.revision()
    assert seen
    assert all(path.resolve().is_relative_to(folder) for path in seen)
    with pytest.raises(InputError):
        reading.resolved()


def test_what_an_editor_writes_while_it_is_read_is_not_kept(tmp_path, monkeypatch):
    reading = Reading(lay(tmp_path, LIST))

    def slow(*args, **kwargs):
        found = resolve(*args, **kwargs)
        if (tmp_path / "note.md").read_text() == NOTE:
            (tmp_path / "note.md").write_text("Dear {dear},\n\nfrom the editor.\n")
        return found

    monkeypatch.setattr(reading_module, "resolve", slow)
    reading.resolved()
    assert "editor." in reading.resolved().order.people[0].note.words


def test_a_draft_keeps_all_but_the_people_of_the_order(tmp_path):
    desk = Desk(lay(tmp_path, LIST))
    order = desk.resolved().order
    drafted = desk.drafted(1, "Dear {dear},\n\nhello.").order
    assert replace(drafted, people=()) == replace(order, people=())
