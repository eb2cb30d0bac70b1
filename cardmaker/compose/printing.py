"""How an order is printed, cut and folded, as plain values, and the short steps that say so in words.

The numbers come from the plan of the sheet; nothing is measured here. Where the words stand is left to `runsheet`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from cardmaker.geometry import Rect, Size
from cardmaker.model import Facing, Flip, Fold, Format, Refeed
from cardmaker.units import INCH, MM, format_mm

NEAR: Final = 0.05 * MM
"""Two places on a sheet closer than this are one."""

EIGHTHS: Final = ("", "⅛", "¼", "⅜", "½", "⅝", "¾", "⅞")

NBSP: Final = "\u00a0"
"""Keeps a number and its unit on one line."""

SPARE_SHEETS: Final = 1
SPARE_SHARE: Final = 0.05
"""Of the sheets; cards jam and smudge more often than plain paper."""

FEEDING: Final = "Which side does your printer print? Mark one plain sheet with a cross in pencil, feed it as drawn and look."

SCORING: Final = "Draw along a ruler with an empty ballpoint, on the outside."
SCORED: Final = "The maker has scored the dashed lines"

FULL_SIZE: Final = f"100{NBSP}%"


@dataclass(frozen=True, slots=True)
class PanelSpot:
    """Where a panel lies on the first side of a sheet, and whether it stands on its head there."""

    name: str
    area: Rect
    turned: bool


@dataclass(frozen=True, slots=True)
class Printing:
    """What becomes of the order's sheets. Areas and cuts are those of page 1, as it is read.

    `trims` are the places of the cards in the order in which they are filled. `flip` is None if page 1 is all there
    is. `marked` says that hairlines on the sheet show the cuts, `separate` that each card is a file of its own.
    `cards` counts `copies`. With `by_hand` people turn the sheets; a product is torn and folded where its maker scored it,
    and `size_name` is what print dialogs call its sheet.
    """

    format: Format
    paper: str
    sheet: Size
    cards: int
    flip: Flip | None
    trims: tuple[Rect, ...]
    panels: tuple[PanelSpot, ...]
    cut_xs: tuple[float, ...]
    cut_ys: tuple[float, ...]
    marked: bool
    separate: bool = False
    copies: int = 1
    by_hand: Refeed | None = None
    is_product: bool = False
    size_name: str = ""

    @property
    def per_sheet(self) -> int:
        return len(self.trims)

    @property
    def sheets(self) -> int:
        return ceil(self.cards / self.per_sheet)

    @property
    def sides(self) -> int:
        return 1 if self.flip is None else 2

    @property
    def is_cut(self) -> bool:
        return bool(self.cut_xs or self.cut_ys)

    @property
    def fold_xs(self) -> tuple[float, ...]:
        """The upright creases, from the left."""
        return _inner((spot.area.x for spot in self.panels), [trim.x for trim in self.trims])

    @property
    def fold_ys(self) -> tuple[float, ...]:
        """The level creases, from the top."""
        return _inner((spot.area.y for spot in self.panels), [trim.y for trim in self.trims])

    def pages(self, sheet: int) -> str:
        """Return the pages of cards.pdf that are the sheet, both counted from 1."""
        if self.by_hand and self.sides == 2:
            return f"{sheet}, {self._back(sheet)}"
        first = (sheet - 1) * self.sides + 1
        return str(first) if self.sides == 1 else f"{first}–{first + 1}"

    def _back(self, sheet: int) -> int:
        """Return the page that is the second side of a sheet whose second sides follow all first ones."""
        is_reversed = self.by_hand is not None and self.by_hand.is_reversed
        return 2 * self.sheets + 1 - sheet if is_reversed else self.sheets + sheet

    def sheet_of(self, index: int) -> int:
        """Return the sheet, from 1, of a person's first card."""
        return index * self.copies // self.per_sheet + 1

    def place(self, index: int) -> str:
        """Return where on its sheet a person's first card lies, in words; nothing if it is alone there."""
        trim = self.trims[index * self.copies % self.per_sheet]
        column = _rank(trim.x, [each.x for each in self.trims], ("left", "center", "right"), "column")
        row = _rank(trim.y, [each.y for each in self.trims], ("top", "middle", "bottom"), "row")
        named = " " if len(f"{row}{column}".split()) == 1 else ", "
        return named.join(part for part in (row, column) if part)


def dialog_settings(printing: Printing) -> list[tuple[str, str]]:
    """Return what to choose in the print dialog, by the name of the choice."""
    is_twofold = printing.flip and not printing.by_hand
    sides = f"two-sided, flip on {edge(printing)}" if is_twofold else "one-sided"
    return [
        ("Paper", printing.size_name or printing.paper),
        ("Scale", f"{FULL_SIZE}, “actual size”"),
        ("Sides", sides),
        ("Orientation", "automatic"),
    ]


def opening(printing: Printing) -> str:
    """Return the step that opens what is printed."""
    what = "each person's PDF in turn" if printing.separate else "cards.pdf"
    return f"Open {what} and choose in the print dialog:"


def stock(printing: Printing) -> list[tuple[str, str]]:
    """Return how many sheets to have at hand."""
    spare = SPARE_SHEETS + round(printing.sheets * SPARE_SHARE)
    return [
        ("To load", f"{printing.sheets:,} {plural(printing.sheets, 'sheet')}"),
        ("Spare", f"{spare:,} {plural(spare, 'sheet')}"),
    ]


def edge(printing: Printing) -> str:
    """Return the edge to flip on, as print dialogs call it."""
    return "short edge" if printing.flip is Flip.SHORT_EDGE else "long edge"


def loading(printing: Printing) -> str:
    """Return the step of printing on the stock."""
    if printing.by_hand and printing.sides == 2:
        return _first_pass(printing)
    sheets = f"{printing.sheets} {plural(printing.sheets, 'sheet')}"
    rest = printing.cards % printing.per_sheet
    short = f" The last sheet holds {rest} {plural(rest, 'card')}." if rest and printing.sheets > 1 else ""
    return f"Load {sheets} of {printing.paper} card stock and print all pages.{short}"


def trial(printing: Printing) -> str:
    """Return the step of trying the first sheet, before card stock is spent on the others."""
    if printing.by_hand and printing.sides == 2:
        return f"Try one sheet of plain paper first: page 1, and page {printing.pages(1).split(', ')[1]} on its back."
    if printing.sides == 1:
        return "Print page 1 on plain paper first and fold it: all must stand upright."
    if printing.format.fold is Fold.NONE:
        return "Print pages 1 and 2 on plain paper first: both sides must stand upright."
    return "Print pages 1 and 2 on plain paper first and fold the sheet: the inside must stand upright."


def by_hand(printing: Printing) -> str:
    """Return the step for a printer that prints one side only; nothing if the sheets have one side."""
    if printing.sides == 1:
        return ""
    if printing.by_hand:
        return _second_pass(printing, printing.by_hand)
    turn = f"turn {{}} over on the {edge(printing)} as drawn, load {{}} again and print {{}}."
    if printing.sheets == 1 or printing.separate:
        return f"No two-sided printing? Print page 1, {turn.format('the sheet', 'it', 'page 2')}"
    whole = turn.format("the stack", "it", "the even pages")
    return f"No two-sided printing? Print the odd pages, {whole} Try it with one sheet: printers differ."


def _first_pass(printing: Printing) -> str:
    sheets, last = f"{printing.sheets:,} {plural(printing.sheets, 'sheet')}", f"{printing.sheets:,}"
    if printing.separate:
        return f"Load a sheet of {printing.paper} and print page 1."
    pages = f"pages 1 to {last}" if printing.sheets > 1 else "page 1"
    return f"Load {sheets} of {printing.paper} and print {pages}: the first sides."


def _second_pass(printing: Printing, refeed: Refeed) -> str:
    """Return how the stack goes back in, and what is printed then."""
    facing = {Facing.UP: ", printed sides up", Facing.DOWN: ", printed sides down", None: ""}[refeed.facing]
    if printing.sheets == 1 or printing.separate:
        return f"Put the sheet back into the tray as it came out{facing.replace('sides', 'side')}, and print page 2."
    pages = f"pages {printing.sheets + 1:,} to {2 * printing.sheets:,}"
    return f"Put the stack back into the tray as it lies{facing}, and print {pages}: the second sides, in the right order."


def cutting(printing: Printing) -> list[str]:
    """Return the steps of cutting, with all measures; none if the cards fill their sheets."""
    if not printing.is_cut:
        return []
    if printing.is_product:
        return [
            "Fold the sheet along its perforations both ways, then tear the cards apart: no knife is needed."
        ]
    how = "Hairlines show the cuts." if printing.marked else "Mark the cuts first: none are printed."
    measures = [
        f"Cut at {listed(printing, cuts)} from the {edge_name} edge."
        for edge_name, cuts in (("left", printing.cut_xs), ("top", printing.cut_ys))
        if cuts
    ]
    return [f"Lay the sheet front side up, as drawn. {how}", *measures]


def folding(printing: Printing) -> list[str]:
    """Return the steps of folding; none for a flat card."""
    if printing.is_product and printing.format.fold is not Fold.NONE:
        return [f"{SCORED}: {_creases(printing)}.", "Fold with the front outside."]
    match printing.format.fold:
        case Fold.NONE:
            return []
        case Fold.QUARTER:
            return [
                f"Score both dashed lines: {_creases(printing)}.",
                "Fold the upper half back along the level line.",
                "Then fold the left half back along the upright line, with the front outside.",
            ]
        case Fold.SIDE | Fold.TOP:
            return [
                f"Score the dashed line: {_creases(printing)}. {SCORING}",
                f"Then fold with the front outside. {grain(printing)}",
            ]


def grain(printing: Printing) -> str:
    """Return how the fold lies to the grain of most sheets, which runs along their longer side (mills call it long)."""
    along = bool(printing.fold_xs) is not printing.sheet.is_landscape
    if along:
        return "It runs along the grain of most sheets, and folds clean."
    return "It crosses the grain of most sheets: score deep, or buy grain short."


def listed(printing: Printing, lengths: Iterable[float]) -> str:
    """Return lengths in mm, and in inches too if the paper is measured so."""
    parts = [f"{format_mm(each)}{_inches(printing.sheet, each)}".replace(" ", NBSP) for each in lengths]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _creases(printing: Printing) -> str:
    """Return where a card is creased: from the sheet's edges if it is not cut, else from its own."""
    if printing.is_cut:
        return "the middle of the card" if printing.per_sheet == 1 else "the middle of each card"
    found = (("from the left edge", printing.fold_xs), ("from the top edge", printing.fold_ys))
    return ", ".join(f"{listed(printing, lines)} {axis}" for axis, lines in found if lines)


def _inches(sheet: Size, length: float) -> str:
    """Return ` (5½ in)`, or nothing if the paper or the length is not in eighths of an inch."""
    if not all(_eighths(each) for each in (*sheet, length)):
        return ""
    whole, part = divmod(_eighths(length), 8)
    return f" ({whole or ''}{EIGHTHS[part]} in)"


def _eighths(length: float) -> int:
    """Return a length in eighths of an inch, or 0 if it is not a number of them."""
    count = round(length / INCH * 8)
    return count if abs(count * INCH / 8 - length) < NEAR else 0


def _inner(starts: Iterable[float], edges: Iterable[float]) -> tuple[float, ...]:
    """Return where panels start, in order, but not at a card's own edge."""
    known = list(edges)
    return tuple(x for x in _distinct(starts) if all(abs(x - edge) > NEAR for edge in known))


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _rank(value: float, values: Iterable[float], names: tuple[str, str, str], counted: str) -> str:
    """Return the name of a place among the others along one axis; nothing if there is only one."""
    places = _distinct(values)
    number = min(range(len(places)), key=lambda index: abs(places[index] - value))
    match len(places):
        case 1:
            return ""
        case 2:
            return names[::2][number]
        case 3:
            return names[number]
        case _:
            return f"{counted} {number + 1}"
