"""Where designs lie: in the order's folder, in the person's own, in the package; and how a name finds one.

The nearest wins, so that a design of one's own may stand in for a shipped one. Reading them is left to `design`.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import platformdirs

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import MAX_BYTES, nearest_hint

FILE: Final = "design.yaml"
FOLDER: Final = "designs"
OWN_FOLDER: Final = "CARDMAKER_DESIGNS"
"""Names the person's folder of designs, instead of the usual place of the system."""


def shelves(near: Path | None = None) -> list[Path]:
    """Return the folders of designs, nearest first; `near` is the order's folder."""
    beside = [near / FOLDER, near] if near else []
    return [*beside, own_folder(), asset_root(FOLDER)]


def own_folder() -> Path:
    """Return the person's folder of designs, which need not exist."""
    named = os.environ.get(OWN_FOLDER)
    return Path(named) if named else platformdirs.user_data_path("cardmaker", appauthor=False) / FOLDER


def design_files(near: Path | None = None) -> Mapping[str, Path]:
    """Return the file of each design by its folder's name, in alphabetical order."""
    found = {path.parent.name: path for shelf in reversed(shelves(near)) for path in _on(shelf)}
    return dict(sorted(found.items()))


def shipped_files() -> Mapping[str, Path]:
    """Return the file of each design of the package."""
    return {path.parent.name: path for path in _on(asset_root(FOLDER))}


def find_design(name: str, near: Path | None = None) -> Path:
    """Return the file of the design of that id, or of the one in that folder or file. Raises InputError."""
    return _first(name, [*_shelved(name, near), *_at(name, near)], near)


def find_base(name: str, extending: Path) -> Path:
    """Return the file of the design that the one in a file extends: by its id only, and never that file itself."""
    near = extending.parent.parent
    return _first(name, [path for path in _shelved(name, near) if path != extending], near)


def _first(name: str, paths: Iterable[Path], near: Path | None) -> Path:
    for path in paths:
        if path.is_file():
            return path
    hint = nearest_hint(name, list(design_files(near)))
    raise InputError([error("unknown-design", f"there is no design {name!r}", hint=hint)])


def _shelved(name: str, near: Path | None) -> list[Path]:
    """Return where a design of that id may lie; a path is no id."""
    is_id = Path(name).name == name and name not in {"", ".", ".."}
    return [shelf / name / FILE for shelf in shelves(near)] if is_id else []


def _at(name: str, near: Path | None) -> Iterator[Path]:
    """Yield what a path may mean: a file or a folder, seen from the order or from here."""
    for path in (near / name, Path(name)) if near else (Path(name),):
        yield from (path, path / FILE)


def _on(shelf: Path) -> list[Path]:
    try:
        return sorted(shelf.glob(f"*/{FILE}"))
    except OSError:
        return []


@lru_cache(maxsize=1)
def face_files() -> Mapping[str, Path]:
    """Return the font files by face key: `Jost_400Regular.ttf` in `jost/` is `jost/400Regular`."""
    paths = sorted(asset_root("fonts").glob("*/*_*.ttf"))
    return {f"{path.parent.name}/{path.stem.split('_', 1)[1]}": path for path in paths}


@lru_cache(maxsize=64)
def face_bytes(key: str) -> bytes:
    """Return the font file of a face such as `jost/400Regular`. Raises FileNotFoundError."""
    path = face_files().get(key)
    if path is None:
        raise FileNotFoundError(key)
    return path.read_bytes()


def read_text(path: Path) -> str:
    """Return a design file's text. Raises InputError if it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([error("yaml", f"is larger than {MAX_BYTES // 1000} kB", Place(str(path)))])
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(
            [error("design", "is not UTF-8 text", Place(str(path)), "save the file as UTF-8")]
        ) from None
    except OSError as problem:
        raise InputError([error("design", f"cannot be read: {problem}", Place(str(path)))]) from None
