"""Disks and files that go wrong while the page is open: told in plain words, nothing lost, and saved once it works again."""

import contextlib
import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.hidden import FOLDER
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio
from tests.studio.test_door import PORT, ask, every_route
from tests.studio_notes import read_note

SECRET = "secret words {secret_kept}"
WORDS = "Dear {dear},\n\nthank you for the long walk and the short answer.\n\n{from}\n"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return open_studio(tmp_path / "order")


def open_studio(folder: Path) -> Studio:
    desk = Desk(folder)
    desk.lay_out()
    return Studio(desk, Pass(PORT), lambda: None)


def state(studio: Studio) -> dict:
    answer = ask(studio, "GET", "/api/state")
    assert answer.status_code == 200
    return answer.json()


def write(studio: Studio, base: str | None = None, text: str = WORDS) -> dict:
    """Return the answer to words that the page wants saved."""
    said = {"base": base or state(studio)["revision"], "person": 0, "text": text}
    answer = ask(studio, "POST", "/api/write", json=said)
    assert answer.status_code == 200, answer.text
    return answer.json()


def messages(answer: dict) -> str:
    return " ".join(f"{each['message']} {each['hint']}" for each in answer["findings"])


def told_without_names(answer) -> str:
    """Return what an answer says, but for the names of files that the order itself names."""
    kind = answer.headers["content-type"]
    text = answer.text if kind.startswith(("text/", "application/json")) else ""
    return text.replace("secret.md", "").replace("secret.csv", "")


def ask_everything(studio: Studio) -> None:
    """Ask all that the page may ask, and let nothing be a bug."""
    for method, path in every_route(studio):
        if method == "GET":
            answer = ask(studio, method, path)
            assert answer.status_code in {200, 403, 404}, path
            if not path.startswith("/page/"):
                assert "secret" not in told_without_names(answer).lower(), path
    base = state(studio)["revision"]
    for path, said in {
        "/api/change": {"base": base, "values": {"from": "Me"}},
        "/api/undo": {"base": base},
        "/api/redo": {"base": base},
        "/api/draft": {"text": WORDS, "person": 0, "width": 300},
        "/api/fit": {"text": WORDS, "person": 0},
        "/api/begin": {"base": base, "starter": "thanks", "person": 0, "answers": {"thing": "tea"}},
        "/api/own": {"base": base, "person": 0, "text": WORDS},
        "/api/common": {"base": base, "person": 0},
        "/api/allow": {"base": base, "rule": "length", "allowed": True},
        "/api/write": {"base": base, "person": 0, "text": WORDS},
    }.items():
        if any(path == known for _, known in every_route(studio)):
            assert ask(studio, "POST", path, json=said).status_code == 200, path
    assert (
        ask(studio, "POST", "/api/people", content=b"Name\nAnn\n", headers={"x-base": base}).status_code
        == 200
    )


def spoil_card(folder: Path) -> None:
    (folder / "card.yaml").write_text("cardmaker: order/1\ndesign: [unclosed\n  from")


def spoil_card_bytes(folder: Path) -> None:
    (folder / "card.yaml").write_bytes(b"\xff\xfe\x00broken")


def spoil_note_bytes(folder: Path) -> None:
    (folder / "note.md").write_bytes(b"Dear \xff\xfe")


def note_is_a_folder(folder: Path) -> None:
    (folder / "note.md").unlink()
    (folder / "note.md").mkdir()


def note_leads_out(folder: Path) -> None:
    (folder.parent / "secret.md").write_text(SECRET)
    (folder / "note.md").unlink()
    (folder / "note.md").symlink_to(folder.parent / "secret.md")


def note_names_another_folder(folder: Path) -> None:
    (folder.parent / "secret.md").write_text(SECRET)
    text = (folder / "card.yaml").read_text()
    (folder / "card.yaml").write_text(text.replace("note: note.md", "note: ../secret.md"))


def front_leads_in_a_circle(folder: Path) -> None:
    (folder / "front.png").symlink_to("front.png")
    with (folder / "card.yaml").open("a") as file:
        file.write("front: front.png\nsignature: front.png\n")


def note_leads_in_a_circle(folder: Path) -> None:
    (folder / "note.md").unlink()
    (folder / "note.md").symlink_to("note.md")


def list_leads_out(folder: Path) -> None:
    (folder.parent / "secret.csv").write_text("Name,Secret kept\nSecret,secret\n")
    (folder / "people.csv").unlink()
    (folder / "people.csv").symlink_to(folder.parent / "secret.csv")


def list_is_a_folder(folder: Path) -> None:
    (folder / "people.csv").unlink()
    (folder / "people.csv").mkdir()


def folder_is_gone(folder: Path) -> None:
    shutil.rmtree(folder)


def folder_is_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


def card_is_gone(folder: Path) -> None:
    (folder / "card.yaml").unlink()


def hidden_is_a_file(folder: Path) -> None:
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    (folder / FOLDER).write_text("mine")


def emptied(name: str):
    def empty(folder: Path) -> None:
        (folder / name).write_bytes(b"")

    empty.__name__ = f"empty_{name}"
    return empty


SPOILT = [
    spoil_card, spoil_card_bytes, spoil_note_bytes, note_is_a_folder, note_leads_out, note_leads_in_a_circle, note_names_another_folder, front_leads_in_a_circle, list_leads_out,
    list_is_a_folder, folder_is_gone, folder_is_a_file, card_is_gone, hidden_is_a_file, *map(emptied, ("card.yaml", "note.md", "people.csv")),
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_nothing_that_happens_to_the_files_is_a_bug(studio, spoil):
    state(studio)
    spoil(studio.desk.folder)
    ask_everything(studio)
    for name in ("secret.md", "secret.csv"):
        path = studio.desk.folder.parent / name
        assert not path.exists() or "ecret" in path.read_text()


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_what_happened_to_the_files_is_told_and_words_are_saved_once_it_is_mended(studio, spoil):
    folder, kept = studio.desk.folder, studio.desk.folder.parent / "kept"
    shutil.copytree(folder, kept)
    spoil(folder)
    answer = write(studio)
    if answer.get("refused"):
        assert messages(answer).strip()
        assert str(folder.parent) not in messages(answer)
        if folder.is_dir():
            for path in (path for path in folder.rglob("*") if path.is_file()):
                assert WORDS.encode() not in path.read_bytes() or FOLDER in path.parts
        mend(folder, kept)
        assert not write(studio).get("refused")
    assert (folder / "note.md").read_text() == WORDS


def mend(folder: Path, kept: Path) -> None:
    folder.unlink() if folder.is_file() else shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)


def test_a_folder_that_is_gone_is_told_and_stays_gone(studio):
    seen = state(studio)["revision"]
    shutil.rmtree(studio.desk.folder)
    assert "folder of this order is gone" in messages(write(studio, seen))
    assert "folder of this order is gone" in messages(state(studio))
    assert not studio.desk.folder.exists()


def test_a_note_in_another_encoding_is_told_and_not_written_over(studio):
    spoil_note_bytes(studio.desk.folder)
    shown = ask(studio, "GET", "/api/note?person=0").json()
    assert "UTF-8" in messages(shown)
    answer = write(studio)
    assert answer["refused"]
    assert "UTF-8" in messages(answer)
    assert (studio.desk.folder / "note.md").read_bytes() == b"Dear \xff\xfe"


def test_an_order_broken_by_an_editor_is_shown_with_the_place_and_goes_on_when_it_is_mended(studio):
    path = studio.desk.folder / "card.yaml"
    whole = path.read_text()
    spoil_card(studio.desk.folder)
    told = state(studio)
    assert told["order"] is None
    assert told["findings"][0]["place"].startswith("card.yaml:")
    path.write_text(whole)
    assert state(studio)["order"] is not None


def test_a_full_disk_is_told_and_the_words_are_saved_when_there_is_room(studio, monkeypatch):
    before = (studio.desk.folder / "note.md").read_text()

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = write(studio)
    assert answer["refused"]
    assert "no space" in messages(answer)
    assert (studio.desk.folder / "note.md").read_text() == before
    assert not write(studio).get("refused")
    assert (studio.desk.folder / "note.md").read_text() == WORDS


def test_an_error_of_the_disk_that_nobody_expected_is_a_refusal(studio, monkeypatch):
    def broken(*_args):
        raise OSError(errno.EIO, "Input/output error", str(studio.desk.folder / "people.csv"))

    monkeypatch.setattr(Path, "read_bytes", broken)
    answer = ask(studio, "GET", "/api/list")
    assert answer.status_code == 200
    monkeypatch.setattr("cardmaker.studio.routes.people.shown_list", broken)
    answer = ask(studio, "GET", "/api/list")
    assert answer.json()["refused"]
    assert messages(answer.json()).startswith("people.csv cannot be used: input/output error")


@pytest.fixture
def small_disk(tmp_path):
    """Yield a disk of 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("mounting a small disk needs root")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_full_loses_no_byte_and_takes_words_again_with_room(small_disk):
    studio = open_studio(small_disk / "order")
    assert not write(studio, text="first words").get("refused")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    before = {path: path.read_bytes() for path in studio.desk.folder.rglob("*") if path.is_file()}
    answer = write(studio)
    assert "no space" in messages(answer)
    answer = ask(
        studio,
        "POST",
        "/api/people",
        content=b"Name\n" + b"Ann\n" * 9000,
        headers={"x-base": state(studio)["revision"]},
    )
    assert answer.json()["refused"]
    assert {path: path.read_bytes() for path in before} == before
    ask_everything(studio)
    filler.unlink()
    assert not write(studio).get("refused")
    assert read_note(studio.desk, 0) == WORDS
    studio.desk.undo(studio.desk.revision)
    assert read_note(studio.desk, 0) == "first words"


def test_a_disk_that_can_only_be_read_shows_the_order_and_refuses_changes(small_disk):
    studio = open_studio(small_disk / "order")
    remount(small_disk, "ro")
    try:
        assert state(studio)["order"] is not None
        answer = write(studio)
        assert "read-only" in messages(answer)
        assert " -o" not in messages(answer)
        ask_everything(studio)
    finally:
        remount(small_disk, "rw")
    assert not write(studio).get("refused")


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", place], check=True)
