"""What of an order is made and where it goes, in one value, and the names of the files."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cardmaker.batch.parts import Shard
from cardmaker.errors import Finding

CARDS_FILE: Final = "cards.pdf"
RUN_SHEET_FILE: Final = "run-sheet.pdf"
COPY_SHEET_FILE: Final = "copy-sheet.pdf"
EMAILS_FOLDER: Final = "emails"
PAGES_FILE: Final = "cards.pages"
ENVELOPES_FILE: Final = "envelopes.pdf"
FLAPS_FILE: Final = "envelope-flaps.pdf"


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the order is made, and where: a folder, or a file if it ends in .pdf.

    `only` are rows and names. A shard is made for others to join, which `merge` does. With `email` the
    notes are written as e-mails too. `told` is what reading the order found.
    """

    target: Path
    only: str = ""
    separate: bool = False
    shard: Shard | None = None
    merge: bool = False
    email: bool = False
    told: tuple[Finding, ...] = ()

    def knowing(self, told: tuple[Finding, ...]) -> "Choice":
        return replace(self, told=told)

    @property
    def is_file(self) -> bool:
        return self.target.suffix.lower() == ".pdf"

    @property
    def folder(self) -> Path:
        return self.target.parent if self.is_file else self.target

    @property
    def cards(self) -> Path:
        return self.target if self.is_file else self.place(CARDS_FILE)

    def place(self, name: str) -> Path:
        """Return where a file of that name goes; parts of an order do not take the place of the whole."""
        stem, _, suffix = name.partition(".")
        part = "-only" if self.only else f"-{self.shard}" if self.shard else ""
        return self.folder / f"{stem}{part}.{suffix}"
