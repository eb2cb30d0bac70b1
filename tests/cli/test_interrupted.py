"""A batch that is killed, stopped, or run twice at once: finished by running it again, nothing lost, nothing double."""

import os
import random
import signal
import sys
import time

import pytest

from tests.batches import contents, finished, names, start, write_order

COUNT = 500
KILLS = 20

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")


@pytest.fixture(scope="module")
def order(tmp_path_factory):
    return write_order(tmp_path_factory.mktemp("orders") / "order", COUNT)


def _kill_after(seconds, *words):
    process = start(*words)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_run_killed_at_twenty_moments_is_finished_by_running_it_again(order, tmp_path):
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    assert finished("make", order, "--separate", "--jobs", 1, "-o", calm)[0] == 0
    moments = random.Random(7)
    for _ in range(KILLS):
        _kill_after(moments.uniform(0.1, 1.4), "make", order, "--separate", "--jobs", 1, "-o", killed)
        whole = contents(calm)
        for name, data in contents(killed).items() if killed.exists() else ():
            assert name.endswith(".part") or data == whole[name], name
    code, out, err = finished("make", order, "--separate", "--jobs", 2, "-o", killed)
    assert code == 0, err
    assert contents(killed) == contents(calm)
    assert len([line for line in out.splitlines() if "ann-smith" in line]) == COUNT == len(names(COUNT))


def test_one_file_killed_half_way_goes_on_from_its_journal_to_the_same_bytes(order, tmp_path):
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    assert finished("make", order, "-o", calm)[0] == 0
    moments = random.Random(8)
    for _ in range(5):
        _kill_after(moments.uniform(0.2, 0.9), "make", order, "--jobs", 1, "-o", killed)
        cards = killed / "cards.pdf"
        assert not cards.exists() or cards.read_bytes() == (calm / "cards.pdf").read_bytes()
    assert finished("make", order, "-o", killed)[0] == 0
    assert contents(killed) == contents(calm)
    assert not (killed / ".cardmaker").exists()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "term"]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_says_how_far_it_was_and_ends_soon(order, tmp_path, number, code, jobs):
    process = start("make", order, "--separate", "--jobs", jobs, "-o", tmp_path / "out")
    _wait_for(tmp_path / "out", 10)
    began = time.monotonic()
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, err = process.communicate()
    assert time.monotonic() - began < 2 + 3 * _load()
    assert process.returncode == code, err.decode()
    assert f"of {COUNT} done; run it again to go on" in err.decode()
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.endswith(".part")]


def _load() -> float:
    """Return how much slower a busy machine is than a quiet one."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def _wait_for(folder, count):
    end = time.monotonic() + 30
    while time.monotonic() < end and len(list(folder.glob("0*.pdf"))) < count:
        time.sleep(0.01)


def test_a_second_run_in_the_folder_says_who_is_at_work_and_writes_nothing(order, tmp_path):
    first = start("make", order, "--separate", "-o", tmp_path / "out")
    _wait_for(tmp_path / "out", 1)
    code, _, err = finished("make", order, "--only", "1", "-o", tmp_path / "out")
    assert code == 4, err
    assert f"another run is at work here (process {first.pid} on " in err
    assert not (tmp_path / "out" / "cards-only.pdf").exists()
    assert first.poll() is None
    first.terminate()
    first.communicate()


def test_a_process_whose_parent_was_killed_ends_too(order, tmp_path):
    process = start("make", order, "--separate", "--jobs", 2, "-o", tmp_path / "out")
    _wait_for(tmp_path / "out", 1)
    process.kill()
    process.communicate()
    end = time.monotonic() + 10
    while time.monotonic() < end and _group_lives(process.pid):
        time.sleep(0.1)
    assert not _group_lives(process.pid)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
