"""A real CUPS on this machine's own address, with a driverless printer that keeps what it is sent.

cupsd and ippeveprinter are Debian's; the printer speaks IPP and needs DNS-SD, so it gets a message bus and an Avahi of its
own. Nothing of the system's own printing is touched, and all ends with the tests.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import tool

QUEUE = "Test_Printer"
PATIENCE = 15.0

DAEMON = """\
LogLevel warn
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

FILES = """\
SystemGroup root lpadmin
User lp
Group lp
AccessLog {root}/log/access_log
ErrorLog {root}/log/error_log
PageLog {root}/log/page_log
CacheDir {root}/cache
RequestRoot {root}/spool
ServerRoot {root}/etc
StateDir {root}/state
TempDir {root}/tmp
ServerKeychain {root}/etc/ssl
Sandboxing relaxed
"""

BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={root}/bus</listen><auth>EXTERNAL</auth><policy context="default">
<allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
<allow send_type="method_return"/><allow send_type="error"/><allow receive_type="method_call"/>
<allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/></policy></busconfig>
"""

AVAHI = """\
[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
"""

KEEP = """\
#!/bin/sh
name=$(date +%s%N)
env > "{root}/kept/$name.part"
cp "$1" "{root}/kept/$name.pdf"
mv "{root}/kept/$name.part" "{root}/kept/$name.ticket"
"""


@dataclass(frozen=True)
class Arrived:
    """A job as the printer got it: the document, and the ticket as `name=value` of IPP."""

    pdf: bytes
    ticket: dict[str, str]


class Cups:
    """The running system. `environment` is what a program needs to print here."""

    def __init__(self, root: Path, port: int) -> None:
        self._kept = root / "kept"
        self._seen: set[Path] = set()
        self.environment = {"CUPS_SERVER": f"127.0.0.1:{port}"}

    def arrived(self, count: int, patience: float = PATIENCE) -> list[Arrived]:
        """Return the next `count` jobs, in the order in which they came."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            new = sorted(set(self._kept.glob("*.ticket")) - self._seen)
            if len(new) >= count:
                self._seen |= set(new)
                return [Arrived(path.with_suffix(".pdf").read_bytes(), _ticket(path)) for path in new]
            time.sleep(0.05)
        self._forget()
        raise AssertionError(f"{count} jobs did not arrive in {patience:.0f} s")

    def _forget(self) -> None:
        """Leave no job of one test to the next."""
        self._ask("cancel", "-a")

    def _ask(self, *command: str) -> str:
        found = [_program(command[0]), *command[1:]]
        done = subprocess.run(found, capture_output=True, env={**os.environ, **self.environment}, check=False)
        return done.stdout.decode()


@contextlib.contextmanager
def running(root: Path) -> Iterator[Cups]:
    """Give a CUPS with one printer, `QUEUE`. Without its programs or rights the test is skipped; in CI it fails."""
    programs = {
        name: _program(name)
        for name in ("cupsd", "dbus-daemon", "avahi-daemon", "ippeveprinter", "lpadmin", "lpoptions")
    }
    if os.geteuid() != 0:
        _missing("a CUPS for tests must be started by root")
    server, printer = _free_port(), _free_port()
    _write_files(root, server)
    cups = Cups(root, server)
    bus = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={root}/bus"}
    with contextlib.ExitStack() as stack:
        start = _Starter(stack, root / "log")
        etc = root / "etc"
        start("cupsd", [programs["cupsd"], "-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"])
        start("dbus", [programs["dbus-daemon"], f"--config-file={root}/bus.conf", "--nofork"])
        _until((root / "bus").exists, "the message bus")
        options = ["--no-drop-root", "--no-chroot", "--no-rlimits"]
        start("avahi", [programs["avahi-daemon"], "-f", root / "avahi.conf", *options], bus)
        _printer(start, programs["ippeveprinter"], root, printer, bus)
        add = [
            programs["lpadmin"],
            "-p",
            QUEUE,
            "-E",
            "-v",
            f"ipp://localhost:{printer}/ipp/print",
            "-m",
            "everywhere",
        ]
        _until(lambda: _runs(add, cups.environment), "the queue")
        # Until CUPS has read what the queue can do, jobs pass it unfiltered, with all their pages.
        ask = [programs["lpoptions"], "-p", QUEUE, "-l"]
        _until(lambda: _says(ask, cups.environment, "PageSize"), "what the queue can do")
        yield cups


class _Starter:
    """Starts programs that end with the tests."""

    def __init__(self, stack: contextlib.ExitStack, log: Path) -> None:
        self._stack, self._log = stack, log

    def __call__(self, name: str, command: Sequence[object], environment: dict[str, str] | None = None):
        log = self._stack.enter_context((self._log / f"{name}.log").open("ab"))
        words = [str(word) for word in command]
        env = {**os.environ, **(environment or {})}
        process = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env)
        self._stack.callback(_end, process)
        return process


def _printer(start: _Starter, program: str, root: Path, port: int, bus: dict[str, str]) -> None:
    """Start the printer once Avahi answers: before that, it ends at once."""
    command = [program, "-2", "-k", "-d", root / "ipp", "-c", root / "keep.sh", "-p", port, "-n", "localhost"]
    command += ["-r", "off", "-f", "application/pdf", QUEUE]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        process = start("printer", command, bus)
        while process.poll() is None and time.monotonic() < end:
            if _listens(port):
                return
            time.sleep(0.05)
        time.sleep(0.2)
    raise AssertionError("the printer did not start: " + (root / "log" / "printer.log").read_text())


def _write_files(root: Path, port: int) -> None:
    for name in ("etc", "spool", "cache", "state", "log", "tmp", "ipp", "kept"):
        (root / name).mkdir()
    (root / "etc" / "cupsd.conf").write_text(DAEMON.format(port=port))
    (root / "etc" / "cups-files.conf").write_text(FILES.format(root=root))
    (root / "bus.conf").write_text(BUS.format(root=root))
    (root / "avahi.conf").write_text(AVAHI)
    (root / "keep.sh").write_text(KEEP.format(root=root))
    (root / "keep.sh").chmod(0o755)
    Path("/run/avahi-daemon").mkdir(exist_ok=True)
    root.chmod(0o755)
    for name in ("spool", "cache", "state", "log", "tmp"):
        shutil.chown(root / name, "root", "lp")
        (root / name).chmod(0o775)


def _ticket(path: Path) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in path.read_text(errors="replace").splitlines() if "=" in line)
    return {name.removeprefix("IPP_"): value for name, value in pairs if name.startswith("IPP_")}


def _program(name: str) -> str:
    for folder in ("/usr/sbin", "/sbin", "/usr/bin"):
        if (Path(folder) / name).exists():
            return f"{folder}/{name}"
    return tool(name)


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _runs(command: Sequence[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False)
    return done.returncode == 0


def _says(command: Sequence[str], environment: dict[str, str], word: str) -> bool:
    done = subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False)
    return word in done.stdout.decode()


def _until(is_so, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come up in {PATIENCE:.0f} s")
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
