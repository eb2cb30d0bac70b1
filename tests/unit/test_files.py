"""Files are written whole or not at all, whatever goes wrong on the way."""

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from cardmaker.errors import MachineError
from cardmaker.write.files import write_file

OLD, NEW = b"the old card", b"the new card, longer than the old one"
POSIX = os.name == "posix"


class Trouble:
    """Lets calls pass until the n-th, which fails; counts those that were made."""

    def __init__(self, fail_at: int, problem: BaseException) -> None:
        self.fail_at, self.problem, self.calls = fail_at, problem, 0

    def wrap(self, call):
        def tried(*args, **kwargs):
            self.calls += 1
            if self.calls == self.fail_at:
                raise self.problem
            return call(*args, **kwargs)

        return tried


class BrokenFile:
    """A file whose writing and flushing go through the same trouble."""

    def __init__(self, file, trouble: Trouble) -> None:
        self._file = file
        self.write, self.flush, self.fileno = trouble.wrap(file.write), trouble.wrap(file.flush), file.fileno

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self._file.close()


def break_calls(monkeypatch, fail_at: int, problem: BaseException) -> Trouble:
    """Make the n-th call to the system fail: folder, new file, write, flush, sync, rights, move."""
    trouble = Trouble(fail_at, problem)
    fdopen = os.fdopen
    monkeypatch.setattr(Path, "mkdir", trouble.wrap(Path.mkdir))
    monkeypatch.setattr(tempfile, "mkstemp", trouble.wrap(tempfile.mkstemp))
    monkeypatch.setattr(os, "fdopen", lambda *args: BrokenFile(fdopen(*args), trouble))
    monkeypatch.setattr(os, "fsync", trouble.wrap(os.fsync))
    monkeypatch.setattr(Path, "chmod", trouble.wrap(Path.chmod))
    monkeypatch.setattr(Path, "replace", trouble.wrap(Path.replace))
    return trouble


CALLS = 7


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_seven_calls_to_the_system_are_broken_below(tmp_path, monkeypatch):
    trouble = break_calls(monkeypatch, 0, OSError())
    write_file(tmp_path / "card.pdf", NEW)
    assert trouble.calls == CALLS


@pytest.mark.parametrize("fail_at", range(1, CALLS + 1))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT])
def test_the_old_file_stays_whole_whichever_call_fails(tmp_path, monkeypatch, fail_at, code):
    target = tmp_path / "card.pdf"
    target.write_bytes(OLD)
    with monkeypatch.context() as patch:
        break_calls(patch, fail_at, OSError(code, os.strerror(code)))
        with pytest.raises(MachineError) as told:
            write_file(target, NEW)
    assert "cannot be written" in told.value.findings[0].message
    assert target.read_bytes() == OLD
    assert names_in(tmp_path) == ["card.pdf"]


@pytest.mark.parametrize("fail_at", range(1, CALLS + 1))
def test_an_interruption_leaves_the_old_file_too(tmp_path, monkeypatch, fail_at):
    target = tmp_path / "card.pdf"
    target.write_bytes(OLD)
    with monkeypatch.context() as patch:
        break_calls(patch, fail_at, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            write_file(target, NEW)
    assert target.read_bytes() == OLD
    assert names_in(tmp_path) == ["card.pdf"]


@pytest.mark.parametrize("fail_at", range(1, CALLS + 1))
def test_a_failed_first_writing_leaves_nothing(tmp_path, monkeypatch, fail_at):
    with monkeypatch.context() as patch:
        break_calls(patch, fail_at, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(MachineError):
            write_file(tmp_path / "card.pdf", NEW)
    assert names_in(tmp_path) == []


def test_the_data_is_on_the_disk_before_the_name_is_moved(tmp_path, monkeypatch):
    done: list[str] = []
    for owner, name in ((os, "fsync"), (Path, "replace")):
        call = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *args, call=call, name=name: done.append(name) or call(*args))
    write_file(tmp_path / "card.pdf", NEW)
    assert done == ["fsync", "replace"]


def test_the_new_file_takes_the_old_one_s_place(tmp_path):
    target = tmp_path / "card.pdf"
    for data in (OLD, NEW, b""):
        write_file(target, data)
        assert target.read_bytes() == data
    assert names_in(tmp_path) == ["card.pdf"]


def test_missing_folders_are_made(tmp_path):
    write_file(tmp_path / "a" / "b" / "card.pdf", NEW)
    assert (tmp_path / "a" / "b" / "card.pdf").read_bytes() == NEW


@pytest.mark.parametrize("name", ["ä" * 80 + ".pdf", "with space.pdf", "-o.pdf", ".hidden", "%s{}.pdf"])
def test_odd_names_are_names(tmp_path, name):
    write_file(tmp_path / name, NEW)
    assert names_in(tmp_path) == [name]


@pytest.mark.skipif(not POSIX, reason="links need rights there")
def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "card.pdf", tmp_path / "link.pdf"
    target.write_bytes(OLD)
    link.symlink_to(target)
    write_file(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert names_in(tmp_path / "real") == ["card.pdf"]


@pytest.mark.skipif(not POSIX, reason="rights are others there")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o440])
def test_the_old_file_s_rights_are_kept(tmp_path, mode):
    target = tmp_path / "card.pdf"
    target.write_bytes(OLD)
    target.chmod(mode)
    write_file(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.skipif(not POSIX, reason="rights are others there")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_gets_the_rights_any_new_file_gets(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_file(tmp_path / "card.pdf", NEW)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "card.pdf").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("place", ["folder", "file/card.pdf", "file/deep/card.pdf"])
def test_a_place_that_cannot_be_a_file_is_told_in_plain_words(tmp_path, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(MachineError) as told:
        write_file(tmp_path / place, NEW)
    (finding,) = told.value.findings
    assert finding.hint
    assert finding.place
    assert finding.place.file == str(tmp_path / place)
    assert names_in(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(not POSIX, reason="links need rights there")
def test_links_in_a_circle_give_way_to_the_file(tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    one.symlink_to(two)
    two.symlink_to(one)
    write_file(one, NEW)
    assert one.read_bytes() == NEW
