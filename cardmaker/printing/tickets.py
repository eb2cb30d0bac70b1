"""A job of the printer as a value, and the command that prints it.

Size and sides go by the names of IPP. Tray and type of paper go by those of the queue (`lpoptions -l`): CUPS 2.4 passes
`media-source` and `media-type` of IPP on to a driverless printer as little as the long form of `media` (measured).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardmaker.drawing import Duplex
from cardmaker.geometry import Size
from cardmaker.units import to_mm

SIDES: Final = {
    Duplex.NONE: "one-sided",
    Duplex.LONG_EDGE: "two-sided-long-edge",
    Duplex.SHORT_EDGE: "two-sided-short-edge",
}


TRAY: Final = "InputSlot"
STOCK: Final = "MediaType"
SIZE: Final = "PageSize"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One job: a file, or the pages from `first` to `last` of it, and how it is printed.

    `media` is a PWG name or empty; then `size` (pt) says it. Empty `tray` and `stock` leave those to the printer.
    """

    queue: str
    file: Path
    title: str
    size: Size
    media: str = ""
    duplex: Duplex = Duplex.NONE
    tray: str = ""
    stock: str = ""
    pages: tuple[int, int] | None = None

    @property
    def paper(self) -> str:
        """The size of the paper as CUPS calls it."""
        return self.media or custom_media(self.size)

    @property
    def command(self) -> list[str]:
        """Return the command that prints the ticket, word by word; nothing is ever scaled or turned to fit."""
        pages = ["-P", "{}-{}".format(*self.pages)] if self.pages else []
        options = [each for option in self._options() for each in ("-o", option)]
        return ["lp", "-d", self.queue, "-t", self.title, *pages, *options, "--", str(self.file)]

    def _options(self) -> Sequence[str]:
        options = [f"media={self.paper}", f"sides={SIDES[self.duplex]}"]
        options += [f"{TRAY}={self.tray}"] if self.tray else []
        options += [f"{STOCK}={self.stock}"] if self.stock else []
        return [*options, "print-scaling=none"]


def custom_media(size: Size) -> str:
    """Return the name that CUPS has for a size without one."""
    return f"Custom.{to_mm(size.width):g}x{to_mm(size.height):g}mm"
