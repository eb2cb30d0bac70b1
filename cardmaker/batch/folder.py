"""The folder that a run writes to: its lock, what is kept between interrupted runs, and what killed ones left behind."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cardmaker.write.files import PART
from cardmaker.write.lock import locked

KEPT: Final = ".cardmaker"
"""The folder in the output's folder where a run keeps its lock and its journal; gone when both are."""

_OURS: Final = re.compile(
    r"\.(cards|envelopes|envelope-flaps|run-sheet|copy-sheet|problems|files|\d{4,})[-.\w, ]*\.[a-z0-9_]+"
    + re.escape(PART)
)


@contextlib.contextmanager
def run_folder(folder: Path) -> Iterator[Path]:
    """Hold a folder for one run, give the place for what it keeps, and leave no trace of a run that made nothing."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        with locked(folder / KEPT, folder):
            sweep(folder)
            try:
                yield folder / KEPT
            finally:
                sweep(folder)  # an interruption may come between a file's making and its care
    finally:
        for each in made:
            with contextlib.suppress(OSError):
                each.rmdir()


def sweep(folder: Path) -> None:
    """Delete the unfinished files that a killed run left; only a run that holds the folder may."""
    for path in folder.glob(f".*{PART}"):
        if _OURS.fullmatch(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
