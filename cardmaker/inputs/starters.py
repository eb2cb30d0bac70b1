"""Starters: orders to begin with, in `starters/<id>/`: a design, a note with fields, and a list with the facts of one example.

The texts are data. The first line of each `card.yaml` says what it is for.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from cardmaker.assets import asset_root
from cardmaker.errors import UsageError, error
from cardmaker.inputs.nodes import nearest_hint

FOLDER: Final = "starters"
FILES: Final = ("card.yaml", "note.md", "people.csv")
FIRST: Final = ("interview", "telephone", "panel", "second-round", "rejection", "coordinator")
"""The order of the list: what most people came for stands first, the others follow by name."""


@cache
def starters() -> Mapping[str, str]:
    """Return what each starter is for, by its id."""
    found = sorted(path.parent.name for path in asset_root(FOLDER).glob(f"*/{FILES[0]}"))
    ids = [*(name for name in FIRST if name in found), *(name for name in found if name not in FIRST)]
    return {name: _told(starter_folder(name)) for name in ids}


def starter_folder(name: str) -> Path:
    return asset_root(FOLDER) / name


def starter_files(name: str) -> Mapping[str, str]:
    """Return the texts of a starter's files by their names. Raises UsageError if there is none of that id."""
    if name not in starters():
        hint = nearest_hint(name, list(starters()))
        raise UsageError([error("starter", f"there is no starter {name!r}", hint=hint)])
    folder = starter_folder(name)
    return {file: (folder / file).read_text(encoding="utf-8") for file in FILES}


def _told(folder: Path) -> str:
    first, *_ = (folder / FILES[0]).read_text(encoding="utf-8").split("\n", 1)
    return first.removeprefix("#").strip()
