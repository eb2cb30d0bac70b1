"""The progress bar: for those who wait at a terminal, gone when it is over, never wider than the terminal."""

import pytest

from cardmaker.cli import running
from cardmaker.cli.running import Progress, Stopped, interruptible


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(running.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def terminal(monkeypatch):
    width = [80]
    monkeypatch.setattr(running, "error_width", lambda: width[0])
    return width


def _run(clock, seconds):
    progress = Progress()
    for done in range(1, 1501, 100):
        clock[0] += seconds / 15
        progress(done, 1500, "done")
    progress.clear()


def test_a_run_of_a_second_has_no_bar(clock, terminal, capsys):
    _run(clock, 0.9)
    assert capsys.readouterr().err == ""


def test_without_a_terminal_there_is_no_bar(clock, terminal, capsys):
    terminal[0] = None
    _run(clock, 60)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("width", [20, 80])
def test_the_bar_counts_fits_and_leaves_its_line_empty(clock, terminal, capsys, width):
    terminal[0] = width
    _run(clock, 60)
    drawn = capsys.readouterr().err.split("\r")
    assert any("301 of 1,500 done" in line for line in drawn)
    assert all(len(line) < width for line in drawn)
    assert not drawn[-2].strip()
    assert ("#" in "".join(drawn)) is (width == 80)


def test_an_interruption_tells_what_is_done_not_what_is_checked():
    progress = Progress()
    progress(37, 1500, "done")
    progress(1500, 1500, "checked")
    with pytest.raises(Stopped) as stop, interruptible(progress):
        raise KeyboardInterrupt
    assert str(stop.value) == "37 of 1,500 done; run it again to go on"
    assert stop.value.exit_code == 130
