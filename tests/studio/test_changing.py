"""Changes of several files: old or new after a kill at any moment, and one studio at a time."""

import errno
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cardmaker.errors import InputError, MachineError
from cardmaker.studio.keeping.changing import INTENT_FILE, Changing
from cardmaker.studio.keeping.desk import Desk, StaleError
from cardmaker.studio.keeping.hidden import FOLDER, LOCK_FILE, sealed
from cardmaker.write import files as files_module
from cardmaker.write.files import PART, write_files
from tests.studio_notes import write_note

STATES = {"card.yaml": "to: {0}\nnote: note.md\n", "note.md": "{0}", "people.csv": "Name\n{0}\n"}

LOOP = """
import sys
from pathlib import Path
from cardmaker.studio.keeping.desk import Desk
desk, states = Desk(Path(sys.argv[1])), eval(sys.argv[2])
print("ready", flush=True)
for at in range(100_000):
    files = {desk.folder / name: text.format(at % 50).encode() for name, text in states.items()}
    desk.put(desk.revision, files)
    if at % 3 == 0:
        desk.undo(desk.revision)
"""

DIE = """
import os, sys
from pathlib import Path
from cardmaker.studio.keeping.desk import Desk
calls, at = 0, int(sys.argv[3])
def counted(known):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == at:
            os._exit(9)
        return known(*args, **kwargs)
    return call
desk, states = Desk(Path(sys.argv[1])), eval(sys.argv[2])
base = desk.revision
for name in ("replace", "fsync", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
desk.put(base, {desk.folder / name: text.format("new").encode() for name, text in states.items()})
"""


def lay(folder: Path, text: str) -> Desk:
    folder.mkdir(parents=True, exist_ok=True)
    for name, state in STATES.items():
        (folder / name).write_text(state.format(text))
    return Desk(folder)


def state_of(folder: Path) -> set[str]:
    """Return the states that the files are in; one if they belong together."""
    text = {name: (folder / name).read_text() for name in STATES}
    return {
        text["card.yaml"].split()[1],
        text["note.md"],
        text["people.csv"].split()[1],
    }


@pytest.mark.slow
def test_a_studio_killed_at_any_step_leaves_the_old_or_the_new_state(tmp_path):
    seen = set()
    for at in range(1, 60):
        desk = lay(tmp_path / str(at), "old")
        command = [sys.executable, "-c", DIE, str(desk.folder), repr(STATES), str(at)]
        code = subprocess.run(command, check=False, capture_output=True).returncode
        desk.lay_out()
        found = state_of(desk.folder)
        assert found in ({"old"}, {"new"}), at
        assert not (desk.folder / FOLDER / INTENT_FILE).exists()
        seen |= found
        if code == 0:
            break
    else:
        pytest.fail("the change never came to its end")
    assert seen == {"old", "new"}
    assert at > 6


@pytest.mark.slow
def test_a_studio_killed_at_random_moments_leaves_files_that_belong_together(tmp_path):
    desk, chance = lay(tmp_path / "order", "old"), random.Random(8)
    for _ in range(12):
        running = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(desk.folder), repr(STATES)], stdout=subprocess.PIPE
        )
        running.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.25))
        running.kill()
        running.communicate()
        anew = Desk(desk.folder)
        anew.lay_out()
        assert len(state_of(desk.folder)) == 1
        if anew.can[0]:
            anew.undo(anew.revision)
            assert len(state_of(desk.folder)) == 1


def intent(desk: Desk, names: dict[str, tuple[bytes, bytes]]) -> None:
    put = desk.changing.contents.put
    step = {name: (put(old), put(new)) for name, (old, new) in names.items()}
    (desk.folder / FOLDER / INTENT_FILE).write_bytes(sealed(step))


def test_what_an_editor_wrote_after_a_kill_stays(tmp_path):
    desk = lay(tmp_path, "old")
    intent(desk, {"note.md": (b"old", b"new"), "people.csv": (b"Name\nold\n", b"Name\nnew\n")})
    (tmp_path / "note.md").write_text("new")
    (tmp_path / "people.csv").write_text("Name\neditor\n")
    desk.lay_out()
    assert (tmp_path / "people.csv").read_text() == "Name\neditor\n"
    assert (tmp_path / "note.md").read_text() == "new"
    assert not (tmp_path / FOLDER / INTENT_FILE).exists()


def test_a_change_that_never_began_is_not_made_up(tmp_path):
    desk = lay(tmp_path, "old")
    intent(desk, {"note.md": (b"old", b"new"), "people.csv": (b"Name\nold\n", b"Name\nnew\n")})
    desk.lay_out()
    assert (tmp_path / "note.md").read_text() == "old"


@pytest.mark.parametrize(
    "data", [b"", b"torn", sealed({"../x": ["", ""]}), sealed([]), sealed({"note.md": ["0" * 64, "1" * 64]})], ids=repr
)  # fmt: skip
def test_an_intent_that_is_not_ours_is_dropped(tmp_path, data):
    desk = lay(tmp_path, "old")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / INTENT_FILE).write_bytes(data)
    desk.lay_out()
    assert state_of(tmp_path) == {"old"}
    assert not (tmp_path / FOLDER / INTENT_FILE).exists()


def test_another_process_finishes_what_a_killed_one_began_before_it_changes_anything(tmp_path):
    desk = lay(tmp_path, "old")
    intent(desk, {"note.md": (b"old", b"new"), "people.csv": (b"Name\nold\n", b"Name\nnew\n")})
    (tmp_path / "people.csv").write_text("Name\nnew\n")
    seen = desk.revision
    with pytest.raises(StaleError):
        desk.set_values(seen, {"from": "Me"})
    assert (tmp_path / "note.md").read_text() == "new"


RACE = """
import sys
from pathlib import Path
from cardmaker.studio.keeping.desk import Desk, StaleError
from cardmaker.studio.writing.ownnotes import kept, note_of
desk, who, done = Desk(Path(sys.argv[1])), sys.argv[2], 0
sys.stdin.readline()
while done < 25:
    text = note_of(desk, 0).text
    base = desk.revision
    if text != note_of(desk, 0).text:
        continue
    try:
        desk.put(base, kept(desk, 0, text + who).files)
        done += 1
    except StaleError:
        pass
"""


def test_two_processes_that_write_at_once_lose_no_letter(tmp_path):
    lay(tmp_path, "")
    both = [
        subprocess.Popen([sys.executable, "-c", RACE, str(tmp_path), who], stdin=subprocess.PIPE)
        for who in "ab"
    ]
    for each in both:
        each.stdin.write(b"go\n")
        each.stdin.close()
    assert [each.wait(60) for each in both] == [0, 0]
    text = (tmp_path / "note.md").read_text()
    assert (text.count("a"), text.count("b")) == (25, 25)


def test_a_studio_that_does_not_let_go_is_told_and_nothing_changes(tmp_path, monkeypatch):
    desk, held, done = lay(tmp_path, "old"), threading.Event(), threading.Event()

    def hold():
        with Changing(tmp_path).alone():
            held.set()
            done.wait(10)

    monkeypatch.setattr("cardmaker.studio.keeping.changing.PATIENCE_S", 0.1)
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(MachineError, match="changed elsewhere"):
        write_note(desk, desk.revision, 0, "new")
    done.set()
    thread.join()
    assert state_of(tmp_path) == {"old"}
    write_note(desk, desk.revision, 0, "new")


def test_the_lock_is_one_of_the_system_and_ends_with_its_process(tmp_path):
    desk = lay(tmp_path, "old")
    code = (
        "import os, sys; from pathlib import Path; from cardmaker.studio.keeping.changing import Changing\n"
        "with Changing(Path(sys.argv[1])).alone(): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == -9
    assert (tmp_path / FOLDER / LOCK_FILE).exists()
    write_note(desk, desk.revision, 0, "new")
    assert (tmp_path / "note.md").read_text() == "new"


def full(*_args):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_fills_up_in_the_middle_changes_nothing(tmp_path, monkeypatch):
    desk, known, times = lay(tmp_path, "old"), os.fsync, []
    monkeypatch.setattr(
        os, "fsync", lambda handle: full() if times.append(1) or len(times) == 2 else known(handle)
    )
    with pytest.raises(MachineError):
        desk.put(
            desk.revision, {tmp_path / name: text.format("new").encode() for name, text in STATES.items()}
        )
    assert len(times) == 2
    assert state_of(tmp_path) == {"old"}
    assert desk.can == (False, False)
    assert not list(tmp_path.glob(f"*{PART}")) + list(tmp_path.glob(f".*{PART}"))


def test_a_move_that_fails_is_taken_back(tmp_path, monkeypatch):
    desk, known, times = lay(tmp_path, "old"), Path.replace, []

    def replace(path, target):
        if target.parent == tmp_path:
            times.append(target)
        if len(times) == 2:
            times.append(None)
            full()
        return known(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(MachineError):
        desk.put(
            desk.revision, {tmp_path / name: text.format("new").encode() for name, text in STATES.items()}
        )
    assert state_of(tmp_path) == {"old"}


def test_files_are_moved_in_order_and_gone_ones_go_last(tmp_path, monkeypatch):
    seen, known = [], files_module.Path.replace
    monkeypatch.setattr(
        files_module.Path, "replace", lambda path, to: seen.append(to.name) or known(path, to)
    )
    monkeypatch.setattr(
        files_module.Path, "unlink", lambda path, missing_ok=False: seen.append(f"-{path.name}")
    )
    write_files({tmp_path / "a": b"1", tmp_path / "gone": None, tmp_path / "b": b"2"})
    assert seen == ["a", "b", "-gone"]


def test_the_order_is_written_after_what_it_names(tmp_path, monkeypatch):
    desk, seen, known = lay(tmp_path, "old"), [], files_module.Path.replace
    monkeypatch.setattr(
        files_module.Path, "replace", lambda path, to: seen.append(to.name) or known(path, to)
    )
    desk.put(desk.revision, {tmp_path / name: text.format("new").encode() for name, text in STATES.items()})
    assert [name for name in seen if name in STATES] == ["note.md", "people.csv", "card.yaml"]


@pytest.mark.parametrize("name", ["note.md", "people.csv", "card.yaml"])
def test_a_file_that_leads_out_of_the_folder_is_not_written(tmp_path, name):
    desk = lay(tmp_path / "order", "old")
    outside = tmp_path / "outside"
    outside.write_text(STATES[name].format("old"))
    (desk.folder / name).unlink()
    (desk.folder / name).symlink_to(outside)
    before = outside.read_text()
    with pytest.raises(InputError, match="outside"):
        desk.put(desk.revision, {desk.folder / name: b"new"})
    assert outside.read_text() == before


def test_what_cannot_be_read_is_not_replaced(tmp_path):
    desk = lay(tmp_path, "old")
    (tmp_path / "note.md").unlink()
    (tmp_path / "note.md").mkdir()
    (tmp_path / "note.md" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"note\.md cannot be read"):
        desk.put(desk.revision, {tmp_path / "note.md": b"new"})
    assert (tmp_path / "note.md" / "mine.txt").read_text() == "mine"


def test_a_folder_that_is_gone_is_told_and_not_made_anew(tmp_path):
    desk = lay(tmp_path / "order", "old")
    seen = desk.revision
    desk.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="gone"):
        write_note(desk, seen, 0, "new")
    assert not desk.folder.exists()
    (tmp_path / "elsewhere").rename(desk.folder)
    write_note(desk, seen, 0, "new")
    assert (desk.folder / "note.md").read_text() == "new"
