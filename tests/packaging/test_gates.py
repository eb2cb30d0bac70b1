"""The gates that are not tests of behavior: format, lint, types, layers. Here, so that one command runs all."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

GATES = {
    "the code is formatted": ["ruff", "format", "--check", "."],
    "the code passes the linter": ["ruff", "check", "."],
    "the types are right": ["mypy"],
}


@pytest.mark.parametrize("claim", GATES)
def test_gate(claim):
    done = subprocess.run(
        [sys.executable, "-m", *GATES[claim]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"not so: {claim}\n{done.stdout}{done.stderr}"


def test_imports_go_one_way():
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_outside_the_studio_can_reach_the_network():
    doors = ("import socket", "import ssl", "urllib", "import http", "requests", "from http")
    for path in (ROOT / "cardmaker").rglob("*.py"):
        if "studio" in path.parent.parts:
            continue
        text = path.read_text(encoding="utf-8")
        assert not [door for door in doors if door in text], path


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("filelock", "write"),
        ("pypdfium2", "write"),
        ("PIL", "write inputs/image.py"),
        ("segno", "compose/goods/qr.py"),
        ("uharfbuzz", "text"),
        ("yaml", "inputs"),
        ("msgspec", "inputs"),
        ("click", "cli"),
        ("pikepdf", "check"),
        ("xml", "inputs/svg.py inputs/people/sheet.py"),
    ],
)
def test_each_library_has_one_door(library, home):
    """A door is a folder or a module; Pillow has two, since pictures come in and go out."""
    doors = [ROOT / "cardmaker" / door for door in home.split()]
    for path in (ROOT / "cardmaker").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        imports = [
            line for line in lines if line.strip().startswith((f"import {library}", f"from {library}"))
        ]
        assert not imports or any(path.is_relative_to(door) for door in doors), path
