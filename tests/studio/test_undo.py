"""Undo and redo: across studios and processes, beside editors, and whatever happens to the journal."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cardmaker.errors import InputError
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.studio.keeping import history
from cardmaker.studio.keeping.desk import Desk, StaleError
from cardmaker.studio.keeping.hidden import FOLDER, sealed, unsealed
from cardmaker.studio.keeping.history import CONTENTS_FOLDER, JOURNAL_FILE
from tests.studio_notes import write_note


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "order")
    made.lay_out()
    return made


def anew(desk: Desk) -> Desk:
    """Return the desk as a server finds it that was just started."""
    return Desk(desk.folder)


def write(desk: Desk, words: str) -> None:
    write_note(desk, desk.revision, 0, words)


def note(desk: Desk) -> str:
    return (desk.folder / "note.md").read_text()


def journal(desk: Desk) -> Path:
    return desk.folder / FOLDER / JOURNAL_FILE


def test_a_server_that_began_anew_takes_back_what_the_one_before_it_did(desk):
    first = note(desk)
    write(desk, "one")
    write(desk, "two")
    desk = anew(desk)
    assert desk.can == (True, False)
    desk.undo(desk.revision)
    assert note(desk) == "one"
    desk = anew(desk)
    assert desk.can == (True, True)
    desk.redo(desk.revision)
    assert note(desk) == "two"
    desk = anew(desk)
    desk.undo(desk.revision)
    desk.undo(desk.revision)
    assert note(desk) == first
    assert desk.can == (False, True)


def test_a_folder_that_was_moved_brings_its_undo_along(desk, tmp_path):
    first = note(desk)
    write(desk, "one")
    moved = Desk(desk.folder.rename(tmp_path / "moved"))
    moved.undo(moved.revision)
    assert note(moved) == first


def test_a_file_that_was_not_there_goes_again_and_comes_back(desk):
    desk.set_people(desk.revision, b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n")
    assert (desk.folder / "people.vcf").exists()
    desk = anew(desk)
    desk.undo(desk.revision)
    assert not (desk.folder / "people.vcf").exists()
    assert desk.request().people == "people.csv"
    desk.redo(desk.revision)
    assert desk.request().people == "people.vcf"


def test_a_change_after_undo_ends_redo(desk):
    write(desk, "one")
    desk.undo(desk.revision)
    write(desk, "two")
    assert anew(desk).can == (True, False)


def test_an_editors_words_are_taken_back_first_and_can_be_redone(desk):
    write(desk, "from the page")
    (desk.folder / "note.md").write_text("from the editor")
    desk.undo(desk.revision)
    assert note(desk) == "from the page"
    desk.redo(desk.revision)
    assert note(desk) == "from the editor"


def test_redo_never_writes_over_an_editor(desk):
    write(desk, "from the page")
    desk.undo(desk.revision)
    (desk.folder / "note.md").write_text("from the editor")
    assert desk.can == (False, False)
    desk.redo(desk.revision)
    assert note(desk) == "from the editor"


def test_undo_on_a_state_that_the_page_has_not_seen_is_refused(desk):
    write(desk, "one")
    seen = desk.revision
    (desk.folder / "note.md").write_text("from the editor")
    with pytest.raises(StaleError):
        desk.undo(seen)
    assert note(desk) == "from the editor"


def test_two_studios_share_what_can_be_taken_back(desk):
    other = anew(desk)
    first = note(desk)
    write(desk, "one")
    other.set_values(other.revision, {"from": "Other"})
    desk.undo(desk.revision)
    assert desk.request().from_ != "Other"
    other.undo(other.revision)
    assert note(desk) == first


def test_nothing_to_take_back_changes_nothing(desk):
    before = desk.revision
    desk.undo(desk.revision)
    desk.redo(desk.revision)
    assert desk.revision == before


DAMAGES = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _data: b"",
    "foreign": lambda _data: b"\xff\xfe not ours",
    "no steps": lambda _data: sealed({"undo": 3, "redo": None}),
    "list": lambda _data: sealed([1, 2]),
    "bad step": lambda _data: sealed({"undo": [{"note.md": ["x"]}], "redo": []}),
    "bad digest": lambda _data: sealed({"undo": [{"note.md": ["../../x", ""]}], "redo": []}),
    "changed": lambda data: data.replace(b"note.md", b"evil.md"),
    "deep": lambda _data: b"0" * 16 + b" " + b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_loses_undo_and_never_the_order(desk, damage):
    write(desk, "one")
    journal(desk).write_bytes(DAMAGES[damage](journal(desk).read_bytes()))
    desk = anew(desk)
    assert desk.can == (False, False)
    desk.undo(desk.revision)
    assert note(desk) == "one"
    write(desk, "two")
    desk.undo(desk.revision)
    assert note(desk) == "one"


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/tmp/outside.txt", "a/../../outside.txt", f"{FOLDER}/{JOURNAL_FILE}", "", ".", "..\\x", "c:x"]
)  # fmt: skip
def test_a_strangers_journal_writes_nothing_outside_the_order(desk, name):
    digest = desk.changing.contents.put(b"evil")
    outside = desk.folder.parent / "outside.txt"
    journal(desk).parent.mkdir(exist_ok=True)
    journal(desk).write_bytes(sealed({"undo": [{name: [digest, ""]}], "redo": []}))
    assert anew(desk).can == (False, False)
    anew(desk).undo(desk.revision)
    assert not outside.exists()


def test_a_journal_that_leads_through_a_link_writes_nothing_there(desk, tmp_path):
    target = tmp_path / "secret.md"
    target.write_text("secret")
    write(desk, "one")
    record = unsealed(journal(desk).read_bytes())
    (desk.folder / "link.md").symlink_to(target)
    old, new = record["undo"][0]["note.md"]
    secret = desk.changing.contents.put(b"secret")
    journal(desk).write_bytes(sealed({"undo": [{"link.md": [new, secret]}], "redo": []}))
    desk = anew(desk)
    with pytest.raises(InputError):
        desk.undo(desk.revision)
    assert target.read_text() == "secret"
    assert old


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")], ids=["gone", "torn"]
)
def test_what_is_no_longer_kept_is_told_and_forgotten(desk, damage):
    write(desk, "one")
    for path in (desk.folder / FOLDER / CONTENTS_FOLDER).iterdir():
        damage(path)
    desk = anew(desk)
    with pytest.raises(InputError, match="no longer kept"):
        desk.undo(desk.revision)
    assert note(desk) == "one"
    assert desk.can == (False, False)


def test_only_this_account_reads_what_was_written_before(desk):
    write(desk, "one")
    for path in (desk.folder / FOLDER).rglob("*"):
        if path.name not in {".gitignore", "studio.lock"}:
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_hidden_folder_is_left_out_by_git(desk):
    write(desk, "one")
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q"], cwd=desk.folder, check=True)
    told = subprocess.run(
        ["git", "status", "--short"], cwd=desk.folder, capture_output=True, text=True, check=True
    )
    assert ORDER_FILE in told.stdout
    assert FOLDER not in told.stdout


def test_steps_are_bounded_in_number(desk, monkeypatch):
    monkeypatch.setattr(history, "MOST_STEPS", 5)
    for at in range(20):
        write(desk, f"words {at}")
    assert len(list((desk.folder / FOLDER / CONTENTS_FOLDER).iterdir())) == 6
    desk = anew(desk)
    for _ in range(20):
        desk.undo(desk.revision)
    assert note(desk) == "words 14"


def test_steps_are_bounded_in_bytes_and_the_last_one_stays(desk, monkeypatch):
    monkeypatch.setattr(history, "MOST_BYTES", 20_000)
    for at in range(6):
        desk.set_people(desk.revision, f"Name\nAnn {at}\n".encode() + b"\n" * 8_000)
    kept = sum(path.stat().st_size for path in (desk.folder / FOLDER / CONTENTS_FOLDER).iterdir())
    assert kept < 20_000 + 8_200
    desk = anew(desk)
    desk.undo(desk.revision)
    assert b"Ann 4" in (desk.folder / "people.csv").read_bytes()


def test_where_the_hidden_folder_cannot_be_made_undo_lives_as_long_as_the_studio(desk):
    (desk.folder / FOLDER).write_text("mine")
    first = note(desk)
    write(desk, "one")
    desk.undo(desk.revision)
    assert note(desk) == first
    desk.redo(desk.revision)
    assert note(desk) == "one"
    assert anew(desk).can == (False, False)


def test_a_studio_killed_at_once_has_kept_its_undo(desk):
    first = note(desk)
    code = (
        "import os, sys; from pathlib import Path; from cardmaker.studio.keeping.desk import Desk; from cardmaker.studio.writing.ownnotes import kept; desk = Desk(Path(sys.argv[1]));"
        "desk.put(desk.revision, kept(desk, 0, 'one').files); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(desk.folder)], check=False)
    assert done.returncode == -9
    assert note(desk) == "one"
    desk = anew(desk)
    desk.undo(desk.revision)
    assert note(desk) == first
