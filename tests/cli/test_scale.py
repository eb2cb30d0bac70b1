"""The example of docs/scale.md on a real engine, and a disk that is really full."""

import os
import subprocess
import sys

import pytest

from tests.batches import MAIN, contents, finished, write_order
from tests.conftest import ROOT


def test_shards_on_two_workers_of_dask_are_the_undisturbed_run(tmp_path):
    pytest.importorskip("distributed")
    order = write_order(tmp_path / "order", 60, format="a7")
    assert finished("make", order, "-o", tmp_path / "calm")[0] == 0
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "scale_dask.py", order, tmp_path / "out", "--shards", "4"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "error"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calm, spread = contents(tmp_path / "calm"), contents(tmp_path / "out")
    assert {name: spread[name] for name in calm} == calm


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 128 kB, where the rights of this process allow to have one."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk needs rights that this process has not")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no tmpfs there")
@pytest.mark.parametrize("way", [[], ["--separate"]])
def test_a_full_disk_is_exit_4_with_whole_files_only(tmp_path, small_disk, way):
    order = write_order(tmp_path / "order", 60)
    assert finished("make", order, *way, "-o", tmp_path / "calm")[0] == 0
    code, _, err = finished("make", order, *way, "--jobs", 1, "-o", small_disk / "out")
    assert code == 4, err
    assert "free some space on the disk and run it again" in err
    calm = contents(tmp_path / "calm")
    kept = contents(small_disk / "out") if (small_disk / "out").exists() else {}
    assert all(data == calm[name] for name, data in kept.items())
    assert bool(kept) is bool(way)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are others there")
def test_few_open_files_are_enough(tmp_path):
    order = write_order(tmp_path / "order", 60)
    code = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))\n{MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", code, "make", order, "--jobs", "2", "-o", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
