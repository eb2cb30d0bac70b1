"""Where an order is, when nobody said: the folder at hand, the last one, or a new one; and how a new folder is called."""

import os
import re
import unicodedata
from pathlib import Path
from typing import Final

from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.own_places import orders_folder
from cardmaker.studio.serving.recent import Recents
from cardmaker.write.files import cannot_write

FIRST_NAME: Final = "My cards"
MOST_BYTES: Final = 100
"""Of a folder's name in UTF-8: far below the 255 of most file systems."""

MOST_ALIKE: Final = 1000
_UNFIT: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that one system keeps for its devices, whatever follows a point."""


def folder_at_hand(here: Path, recents: Recents) -> tuple[Path, str]:
    """Return the folder of the order to open when none is named, and what is said of that, empty where nothing need be.

    The folder at hand if it holds an order or nothing at all; else the last order; else a new one among the documents.
    Raises MachineError if no folder can be made.
    """
    if (here / ORDER_FILE).exists() or _is_empty(here):
        return here, ""
    last = next(iter(recents.listed()), None)
    if last:
        return last.folder, f"no order in this folder: opens your last one, {last.folder}"
    new = new_folder(orders_folder(), FIRST_NAME)
    return new, f"no order in this folder, and none before: begins one in {new}"


def place_beside(folder: Path) -> Path:
    """Return where a new order goes: beside the one that is open, or if nothing can be made there, among the documents."""
    parent = folder.parent
    return parent if os.access(parent, os.W_OK | os.X_OK) else orders_folder()


def new_folder(parent: Path, name: str) -> Path:
    """Make a folder that was not there, called as nearly as it may be, and return it. Raises MachineError."""
    wish = folder_name(name) or FIRST_NAME
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST_ALIKE):
            path = parent / (wish if number == 1 else f"{wish} {number}")
            try:
                path.mkdir()
            except FileExistsError:
                continue
            return path
        raise FileExistsError(wish)
    except OSError as problem:
        raise cannot_write(parent / wish, problem) from None


def folder_name(text: str) -> str:
    """Return a text as a folder may be called on every system; empty if nothing of it may."""
    kept = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = "".join(char for char in _UNFIT.sub(" ", kept) if unicodedata.category(char)[0] != "C")
    short = " ".join(kept.split()).encode()[:MOST_BYTES].decode(errors="ignore").strip(" .-~")
    return f"{short} cards" if _RESERVED.fullmatch(short) else short


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
