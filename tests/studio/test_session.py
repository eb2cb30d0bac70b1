"""Studios that are killed, ended, and started twice: real processes, real ports."""

import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cardmaker.studio.keeping.hidden import sealed
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.serving.recent import order_id
from cardmaker.studio.serving.serve import PAGE_ASKS_S
from cardmaker.studio.serving.session import FOLDER, LIVES_S, RunningError, Session, listen
from tests.studio.processes import Started, start_studio

TOKEN = "t" * 32


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def start(state):
    started: list[Started] = []

    def run(*args, **kwargs) -> Started:
        started.append(start_studio(*args, state=state, **kwargs))
        return started[-1]

    yield run
    for each in started:
        if each.process.poll() is None:
            each.kill()


def enters(port: int, token: str) -> bool:
    """Return whether a studio at this port lets this token in."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/enter?token={token}", timeout=5) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return False


def token_of(started: Started) -> str:
    return started.way_in.split("token=")[1]


def left(state: Path) -> list[Path]:
    return sorted((state / FOLDER).glob("*.json"))


def test_a_killed_studio_comes_back_at_its_port_with_its_token(start, tmp_path):
    first = start(tmp_path / "order")
    token = token_of(first)
    first.kill()
    second = start(tmp_path / "order")
    assert (second.port, token_of(second)) == (first.port, token)
    assert enters(second.port, token)
    assert "goes on" in second.told


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "ctrl-c"])
def test_a_studio_that_ends_as_it_should_leaves_nothing(start, tmp_path, state, how):
    first = start(tmp_path / "order")
    token, file = token_of(first), first.file
    assert len(left(state)) == 1
    assert enters(first.port, token)
    first.process.send_signal(how)
    first.process.communicate(timeout=20)
    assert first.process.returncode == {signal.SIGTERM: 143, signal.SIGINT: 0}[how]
    assert left(state) == []
    assert not file.exists()
    assert token_of(start(tmp_path / "order")) != token


def test_quitting_from_the_page_leaves_nothing(start, tmp_path, state):
    first = start(tmp_path / "order")
    token = token_of(first)
    headers = {"cookie": f"cardmaker-{first.port}={token}", "x-cardmaker-token": token}
    request = urllib.request.Request(f"http://127.0.0.1:{first.port}/api/quit", b"{}", headers)
    with urllib.request.urlopen(request, timeout=5) as answer:
        assert answer.status == 200
    first.process.communicate(timeout=20)
    assert first.process.returncode == 0
    assert left(state) == []


def test_a_folder_that_is_open_already_leads_to_the_studio_that_has_it(start, tmp_path):
    first = start(tmp_path / "order")
    second = start(tmp_path / "order")
    assert "open already" in second.told
    assert (second.port, token_of(second)) == (first.port, token_of(first))
    second.end()
    assert not second.file.exists()
    assert enters(first.port, token_of(first))


@pytest.fixture
def browser(tmp_path):
    """Return a browser that writes down what it is to open."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n')
    script.chmod(0o755)
    return script


def opened(browser: Path, seconds: float) -> list[str]:
    """Return what a browser opened, as soon as it opened something."""
    path, end = browser.parent / "opened", time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    return path.read_text().splitlines() if path.exists() else []


def test_a_browser_is_sent_in_by_a_file_and_never_by_a_token_on_a_command_line(start, tmp_path, browser):
    first = start(tmp_path / "order", browser=browser)
    assert opened(browser, 20) == [first.file.as_uri()]
    assert token_of(first) not in first.told


def test_a_second_command_opens_a_page_of_the_studio_that_runs(start, tmp_path, browser):
    first = start(tmp_path / "order")
    second = start(tmp_path / "order", browser=browser)
    assert opened(browser, 20) == [second.file.as_uri()]
    assert second.way_in == first.way_in


def test_a_studio_that_comes_back_opens_a_page_only_if_none_is_open(start, tmp_path, browser):
    first = start(tmp_path / "order")
    asked = urllib.request.Request(
        f"http://127.0.0.1:{first.port}/api/revision",
        headers={"cookie": f"cardmaker-{first.port}={token_of(first)}"},
    )
    first.kill()
    second = start(tmp_path / "order", browser=browser)
    urllib.request.urlopen(asked, timeout=10).read()
    assert opened(browser, PAGE_ASKS_S + 2) == []
    second.kill()
    third = start(tmp_path / "order", browser=browser)
    assert opened(browser, PAGE_ASKS_S + 15) == [third.file.as_uri()]


def test_two_folders_have_two_studios(start, tmp_path):
    one, two = start(tmp_path / "one"), start(tmp_path / "two")
    assert one.port != two.port
    assert token_of(one) != token_of(two)


def test_only_this_account_reads_what_is_left_behind(start, tmp_path, state):
    start(tmp_path / "order")
    for path in (state, state / FOLDER, *left(state)):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_token_never_goes_to_another_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wish = Pass(taken.getsockname()[1], TOKEN)
        found, allowed = listen(wish)
        with found:
            assert allowed.port != wish.port
            assert allowed.token != TOKEN


def test_a_port_of_which_connections_linger_can_be_taken_again():
    found, allowed = listen(None)
    with found, socket.create_connection(("127.0.0.1", allowed.port)):
        accepted, _ = found.accept()
        accepted.close()
    again, same = listen(allowed)
    with again:
        assert same is allowed


def test_what_was_left_long_ago_is_not_used(state):
    session = leave(state, [5555, TOKEN, time.time() - LIVES_S - 1])
    assert session.begin() is None


def test_what_was_left_just_now_is_used_once_its_studio_is_gone(state):
    session = leave(state, [5555, TOKEN, time.time()])
    assert session.begin() == Pass(5555, TOKEN)
    session.end()
    assert Session(session.folder, session.place).begin() is None


@pytest.mark.parametrize(
    "record",
    [None, [], [80, TOKEN, 1], ["5555", TOKEN, 1], [5555, "short", 1], [99999, TOKEN, 1], [5555, TOKEN, "now"], {"port": 5}],
    ids=repr,
)  # fmt: skip
def test_what_is_not_ours_is_not_used(state, record):
    if record and isinstance(record, list) and record[2] == 1:
        record[2] = time.time()
    assert leave(state, record).begin() is None


def test_a_torn_record_is_not_used(state):
    session = leave(state, [5555, TOKEN, time.time()])
    path = session.place / f"{order_id(session.folder)}.json"
    path.write_bytes(path.read_bytes()[:-9])
    assert session.begin() is None


def test_a_studio_that_holds_a_folder_and_does_not_answer_is_not_waited_for(state):
    session = leave(state, [1025, TOKEN, time.time()])
    other = Session(session.folder, session.place)
    other.begin()
    assert session.begin() is None
    session.keep(Pass(5556, TOKEN))
    session.end()
    assert left(state) != []
    other.end()
    assert left(state) == []


def test_a_studio_that_answers_is_running(state):
    found, allowed = listen(None)
    with found:
        session = leave(state, [allowed.port, allowed.token, 0.0])
        other = Session(session.folder, session.place)
        other.begin()
        other.keep(allowed)
        with pytest.raises(RunningError) as running:
            session.begin()
        assert running.value.allowed == allowed
        other.end()


def test_where_nothing_can_be_remembered_a_studio_goes_without(tmp_path):
    (tmp_path / "state").write_text("a file")
    session = Session(tmp_path / "order", tmp_path / "state")
    assert session.begin() is None
    session.keep(Pass(5555, TOKEN))
    session.end()


def test_without_a_name_the_last_order_is_opened_and_told(start, tmp_path):
    first = start(tmp_path / "order")
    headers = {"cookie": f"cardmaker-{first.port}={token_of(first)}"}
    request = urllib.request.Request(f"http://127.0.0.1:{first.port}/api/state", headers=headers)
    urllib.request.urlopen(request, timeout=20).read()
    first.end()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "something").touch()
    second = start(cwd=elsewhere)
    assert str(tmp_path / "order") in second.told
    assert [path.name for path in elsewhere.iterdir()] == ["something"]


def leave(state: Path, record: object) -> Session:
    """Return a session of a folder whose last studio was killed and left this behind."""
    session = Session(state.parent / "order", state / FOLDER)
    session.place.mkdir(parents=True)
    (session.place / f"{order_id(session.folder)}.json").write_bytes(sealed(record))
    return session


def test_answers_do_not_wait_for_more_to_say():
    """Without a protocol of its own, asyncio leaves Nagle's algorithm on, and each answer waits 40 ms for its second half."""
    found, _ = listen(None)
    with found:
        assert found.proto == socket.IPPROTO_TCP
