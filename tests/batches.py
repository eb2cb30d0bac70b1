"""Orders of many people on disk, and runs of them in a process of their own, for tests that disturb them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

NOTE = """Dear {to},

thank you for the hour on Tuesday. I still think of what you said about small teams, {to}.

Warm regards,
{from}
"""
HEAR = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Shells let their background jobs, and all that these start, ignore Ctrl-C."""

MAIN = f"{HEAR}; from cardmaker.cli import main; main()"


def write_order(folder: Path, count: int, **fields: str) -> Path:
    """Write an order of one template for `count` people and return its folder."""
    folder.mkdir(parents=True)
    known = {
        "design": "typographic",
        "format": "half-letter",
        "from": "Jamie Okafor",
        "allow": "[identical]",
        **fields,
    }
    people = "".join(f"  - to: {name}\n" for name in names(count))
    order = "".join(f"{key}: {value}\n" for key, value in known.items()) + f"people:\n{people}"
    (folder / "card.yaml").write_text(order, encoding="utf-8")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return folder


def names(count: int) -> list[str]:
    """Return names that differ; past 676 of them with a number."""
    return [
        f"Ann Smith {chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{number // 676 or ''}"
        for number in range(count)
    ]


def start(*words: object, **kwargs: object) -> "subprocess.Popen[bytes]":
    """Start the command line in a process group of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        start_new_session=True,
        **kwargs,
    )


def finished(*words: object) -> "tuple[int, str, str]":
    process = start(*words)
    out, err = process.communicate()
    return process.returncode, out.decode(), err.decode()


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files that a person sees in a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
