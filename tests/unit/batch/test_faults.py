"""Whatever call to the system fails: old files whole or new files whole, and the next run makes the rest."""

import errno
import os
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from orders import order_of

from cardmaker.batch.choice import Choice
from cardmaker.batch.journal import FORMAT, Journal
from cardmaker.batch.parts import CHUNK
from cardmaker.batch.produce import produce
from cardmaker.batch.selection import numbered
from cardmaker.batch.way import Way
from cardmaker.batch.work import Painter
from cardmaker.check.preflight import preflight
from cardmaker.drawing import Profile
from cardmaker.errors import MachineError
from cardmaker.make import make_cards, start_run
from tests.batches import contents

NOTE = "Dear {to},\n\nthank you.\n\nJo"
FEW = order_of(NOTE, *[f"Ann {number}" for number in range(4)], design="typographic")
MANY = order_of(NOTE, *[f"Ann {number}" for number in range(CHUNK + 8)], design="typographic")
WAYS = [pytest.param(False, id="together"), pytest.param(True, id="apart")]


class Trouble:
    def __init__(self, fail_at: int) -> None:
        self.fail_at, self.calls = fail_at, 0

    def wrap(self, call):
        def tried(*args, **kwargs):
            self.calls += 1
            if self.calls == self.fail_at:
                raise OSError(errno.EIO, "Input/output error")
            return call(*args, **kwargs)

        return tried


class BrokenFile:
    def __init__(self, file, trouble):
        self._file = file
        self.write, self.flush, self.fileno = trouble.wrap(file.write), trouble.wrap(file.flush), file.fileno

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self._file.close()


def break_calls(monkeypatch, fail_at):
    trouble, fdopen = Trouble(fail_at), os.fdopen
    monkeypatch.setattr(tempfile, "mkstemp", trouble.wrap(tempfile.mkstemp))
    monkeypatch.setattr(os, "fdopen", lambda *args: BrokenFile(fdopen(*args), trouble))
    monkeypatch.setattr(os, "fsync", trouble.wrap(os.fsync))
    monkeypatch.setattr(Path, "replace", trouble.wrap(Path.replace))
    monkeypatch.setattr(Path, "chmod", trouble.wrap(Path.chmod))
    return trouble


def _fails(run) -> bool:
    try:
        run()
    except MachineError as problem:
        return "input/output error" in problem.findings[0].message
    return False


@pytest.mark.parametrize("separate", WAYS)
def test_the_nth_call_that_fails_leaves_old_files_or_new_ones_whole(tmp_path, monkeypatch, separate):
    calm, out = tmp_path / "calm", tmp_path / "out"
    produce(FEW, Choice(calm, separate=separate), Way())
    new = contents(calm)
    old = {name: b"old " + name.encode() for name in new}
    for fail_at in range(1, 400):
        for name, data in old.items():
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_bytes(data)
        with monkeypatch.context() as patch:
            trouble = break_calls(patch, fail_at)
            failed = _fails(lambda: produce(FEW, Choice(out, separate=separate), Way(jobs=1)))
        found = contents(out)
        assert found.keys() == new.keys()
        assert all(found[name] in (old[name], new[name]) for name in found)
        produce(FEW, Choice(out, separate=separate), Way(jobs=1))
        assert contents(out) == new
        if not failed and trouble.calls < fail_at:
            break
    else:
        pytest.fail("the run never came through")
    assert fail_at > 15


@pytest.mark.parametrize("separate", WAYS)
@pytest.mark.parametrize("jobs", [2, 3])
def test_the_bytes_do_not_depend_on_the_number_of_processes(tmp_path, separate, jobs):
    for count in (1, jobs):
        produce(MANY, Choice(tmp_path / str(count), separate=separate), Way(jobs=count))
    assert contents(tmp_path / "1") == contents(tmp_path / str(jobs))


def test_nor_do_those_of_a_press_whose_words_overprint(tmp_path):
    order = replace(MANY, profile=Profile.PRESS, one_a_page=True)
    for count in (1, 2):
        produce(order, Choice(tmp_path / str(count)), Way(jobs=count))
    made = (tmp_path / "1" / "cards.pdf").read_bytes()
    assert made == (tmp_path / "2" / "cards.pdf").read_bytes() == make_cards(order).pdf
    assert dict(preflight(made).facts)["overprint"] == "black words, and nothing else"


def test_a_batch_is_the_file_that_a_script_makes(tmp_path):
    produce(MANY, Choice(tmp_path), Way(jobs=1))
    assert (tmp_path / "cards.pdf").read_bytes() == make_cards(MANY).pdf


def test_nothing_is_kept_of_a_run_that_came_through(tmp_path):
    produce(MANY, Choice(tmp_path / "out"), Way(jobs=1))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cards.pdf", "run-sheet.pdf"]


def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", Trouble(1).wrap(os.fsync))
    with pytest.raises(MachineError):
        produce(FEW, Choice(tmp_path / "out"), Way(jobs=1))
    assert not (tmp_path / "out").exists()


# The journal


def _journal(path, *keys):
    painted = Painter(start_run(numbered(FEW))).paint(range(len(FEW.people)))
    made = Journal(path)
    for key in keys:
        made.add(key, painted)
    made.close()
    return painted


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    painted = _journal(tmp_path / "j", "a" * 64)
    with closing(Journal(tmp_path / "j")) as kept:
        assert kept.get("a" * 64) == painted


def _keys(path):
    with closing(Journal(path)) as kept:
        return list(kept.keys)


@pytest.mark.parametrize("lost", [1, 10, 1000])
def test_a_torn_end_is_cut_off_and_what_stands_before_it_is_kept(tmp_path, lost):
    path = tmp_path / "j"
    painted = _journal(path, "a" * 64, "b" * 64)
    path.write_bytes(path.read_bytes()[:-lost])
    journal_ = Journal(path)
    assert list(journal_.keys) == ["a" * 64]
    journal_.add("c" * 64, painted)
    journal_.close()
    assert _keys(path) == ["a" * 64, "c" * 64]


def test_a_damaged_line_is_forgotten_and_those_after_it_are_kept(tmp_path):
    path = tmp_path / "j"
    _journal(path, "a" * 64, "b" * 64)
    data = bytearray(path.read_bytes())
    data[len(FORMAT) + 200] ^= 1
    path.write_bytes(data)
    assert _keys(path) == ["b" * 64]


def test_a_journal_of_another_version_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "j"
    path.write_bytes(b"cardmaker pages 99\nwhatever\n")
    with pytest.raises(MachineError) as told:
        Journal(path)
    assert "another version" in told.value.findings[0].message
    assert path.read_bytes() == b"cardmaker pages 99\nwhatever\n"


def test_pages_from_elsewhere_are_written_without_painting_them_again(tmp_path, monkeypatch):
    """A run that finds all its chunks kept paints only the few sheets that bring a font or a drawing first."""
    (tmp_path / "out" / ".cardmaker").mkdir(parents=True)
    calm = produce(MANY, Choice(tmp_path / "calm"), Way(jobs=1))
    with pytest.raises(KeyboardInterrupt):
        produce(MANY, Choice(tmp_path / "out"), Way(jobs=1, progress=_stop_at_the_end))
    painted = []
    paint = Painter._paint
    monkeypatch.setattr(Painter, "_paint", lambda self, people: painted.extend(people) or paint(self, people))
    produce(MANY, Choice(tmp_path / "out"), Way(jobs=1))
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")
    assert len(painted) < len(calm.run.people) / 2


def _stop_at_the_end(done, total, what):
    if done == total and what == "done":
        raise KeyboardInterrupt


def test_changed_words_are_never_taken_from_the_journal(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        produce(MANY, Choice(tmp_path / "out"), Way(jobs=1, progress=_stop_at_the_end))
    changed = order_of(
        NOTE.replace("thank you", "many thanks"),
        *[person.name for person in MANY.people],
        design="typographic",
    )
    produce(changed, Choice(tmp_path / "out"), Way(jobs=1))
    assert (tmp_path / "out" / "cards.pdf").read_bytes() == make_cards(changed).pdf
