"""What all tests share: outside tools, the sample order, and a way to run the command line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# People's runs try new cases each time; in CI the same ones, so that a change is judged by what it changed.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("project"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "project")

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "interview"


@pytest.fixture(autouse=True, scope="session")
def own_places(tmp_path_factory):
    """Keep what the studio remembers, orders without a place, and profiles of printers out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STATE", "ORDERS", "PRINTERS"):
            patch.setenv(f"CARDMAKER_{name}", str(tmp_path_factory.mktemp("own") / name.lower()))
        yield


def tool(name: str) -> str:
    """Return a tool's path. Without it the test is skipped on a person's machine, and fails where CI is set."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing, and CI must have it")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run_tool(name: str, *args: object) -> str:
    """Return what a tool prints; a non-zero exit fails the test."""
    done = subprocess.run([tool(name), *map(str, args)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


class Cli:
    """Runs `cardmaker` as a person does, in a process and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, *args: object, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
    ):
        return self.python("from cardmaker.cli import main; main()", *args, stdin=stdin, env=env, cwd=cwd)

    def python(
        self, code: str, *args: object, stdin: bytes = b"", env: dict[str, str] | None = None, cwd=None
    ):
        command = [sys.executable, "-c", code, *map(str, args)]
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            cwd=cwd or self.folder,
            env={**os.environ, "NO_COLOR": "1", **(env or {})},
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


class Result:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- stdout\n{self.out}--- stderr\n{self.err}"


@pytest.fixture
def cli(tmp_path):
    return Cli(tmp_path)
