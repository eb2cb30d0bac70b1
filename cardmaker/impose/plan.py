"""The plan of a sheet, worked out once for a format on a paper, and the sheets of cards made by it.

What a design does near an edge that does not print is told by `safe_area` and judged by `check`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from cardmaker.drawing import Duplex, Frame, Group, Item, Page, PageOrder, Role, Tag, Use
from cardmaker.errors import InputError, Place
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform
from cardmaker.impose.correction import correction, upright
from cardmaker.impose.duplex import DUPLEX, behind, natural_flip, second_page_turn
from cardmaker.impose.folds import UNFOLDED, Unfolded
from cardmaker.impose.marks import DEAD_MARGIN, make_marks
from cardmaker.impose.nup import TOLERANCE, Grid
from cardmaker.impose.panels import Side, make_side
from cardmaker.impose.stock import BLEED, fold_lines, grid_of, has_room, no_bleed, too_small
from cardmaker.model import (
    ANY_SHEET,
    Card,
    Duplexing,
    Edges,
    Flip,
    Format,
    Panel,
    Paper,
    Printer,
    Refeed,
    SheetWish,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a format goes onto a paper. `faces` holds the outside and, if it is printed, the inside.

    `flip` is None for a sheet printed on one side. `grid` tells where the outside is cut, `bleed` (pt) how far art may
    reach over it. With `corrections`, one for each face, the pages stand upright and are moved as the printer needs them;
    `size` and the faces stay as they are read. With `by_hand` people turn the sheets.
    """

    format: Format
    paper: Paper
    grid: Grid
    flip: Flip | None
    faces: tuple[Side, ...]
    bleed: float = 0.0
    corrections: tuple[Transform, ...] = ()
    by_hand: Refeed | None = None

    @property
    def size(self) -> Size:
        """The sheet as it is read, upright or landscape."""
        return self.grid.sheet

    @property
    def page(self) -> Size:
        """The page as it is printed."""
        return self.paper.size if self.corrections else self.size

    def correction(self, side: int) -> Transform:
        """Return what a side goes through for the printer."""
        return self.corrections[side] if self.corrections else IDENTITY

    @property
    def per_sheet(self) -> int:
        return self.grid.count

    @property
    def sides(self) -> int:
        return len(self.faces)

    @property
    def duplex(self) -> Duplex:
        return Duplex.NONE if self.by_hand else DUPLEX[self.flip]

    @property
    def order(self) -> PageOrder:
        """In which order the pages are printed: sheet by sheet, or all first sides and then the second ones."""
        if self.by_hand is None or self.sides == 1:
            return PageOrder.SHEETS
        return PageOrder.BACKS_REVERSED if self.by_hand.is_reversed else PageOrder.BACKS_LAST

    @property
    def trim(self) -> Rect | None:
        """The area of all cards together, on either side, or None if they fill the sheet."""
        return None if self.grid.block.holds(Rect.of(self.size), TOLERANCE) else self.grid.block

    @property
    def bleed_area(self) -> Rect | None:
        """That area with its bleed, or None if nothing bleeds."""
        return self.trim.inset(Insets.even(-self.bleed)) if self.trim and self.bleed else None


def plan_sheet(
    card_format: Format,
    paper: Paper,
    flip: Flip | None = None,
    *,
    bleed: float = 0.0,
    papers: Iterable[Paper] = (),
    place: Place | None = None,
    wish: SheetWish = ANY_SHEET,
) -> Plan:
    """Return how the format goes onto the paper, for the flip that the printer makes; None is the natural one.

    `bleed` (pt) is how far art may reach over a cut. Raises InputError, rule `paper`, if the paper cannot hold the
    format; `papers` are the known ones, to name those that can, and `place` says where the paper was chosen.
    A flip that is named goes before the one of the wish's printer.
    """
    bleed = max(bleed, BLEED if wish.edges is Edges.BLEED else 0.0)
    grid = grid_of(card_format, paper, bleed, wish.gutter)
    if grid is None:
        raise InputError([too_small(card_format, paper, papers, place)])
    if wish.edges is Edges.BLEED and not has_room(grid, bleed):
        raise InputError([no_bleed(card_format, paper, papers, place)])
    by_hand = refeed_of(wish) if UNFOLDED[card_format.fold].inside else None
    plan = plan_grid(card_format, paper, grid, flip or _flip_of(wish, by_hand), bleed)
    corrections = _corrections(wish.printer, plan.flip, grid.sheet, plan.sides) if wish.printer else ()
    return replace(plan, corrections=corrections, by_hand=by_hand)


def plan_grid(
    card_format: Format, paper: Paper, grid: Grid, flip: Flip | None = None, bleed: float = 0.0
) -> Plan:
    """Return how cards of the format are printed in a grid on the paper."""
    unfolded = UNFOLDED[card_format.fold]
    if not unfolded.inside:
        flip = None
    elif flip is None:
        flip = natural_flip(unfolded.axis, grid.sheet)
    faces = tuple(_faces(unfolded, card_format, paper, grid, flip, bleed))
    return Plan(card_format, paper, grid, flip, faces)


def _corrections(printer: Printer, flip: Flip | None, page: Size, sides: int) -> tuple[Transform, ...]:
    """Return what each side goes through for a printer, or nothing if all stay as they are."""
    found = tuple(correction(printer, side, flip, page) for side in range(sides))
    return () if all(each == IDENTITY for each in found) else found


def refeed_of(wish: SheetWish) -> Refeed | None:
    """Return how sheets go back in if people turn them; None if the printer does."""
    printer = wish.printer
    chosen = wish.duplexing or (printer.duplexing if printer else None)
    if chosen is not Duplexing.MANUAL:
        return None
    return printer.refeed if printer else Refeed()


def _flip_of(wish: SheetWish, by_hand: Refeed | None) -> Flip | None:
    if by_hand:
        return by_hand.flip
    return wish.printer.flip if wish.printer else None


def impose(cards: Iterable[Card], plan: Plan) -> Iterator[Page]:
    """Yield the pages in printing order: outside, inside, outside, inside; the last sheet may be part empty.

    Takes the cards of one sheet at a time. Each must be of the plan's format.
    """
    waiting = iter(cards)
    while sheet := tuple(islice(waiting, plan.per_sheet)):
        for number, side in enumerate(plan.faces):
            yield _page(plan, number, tuple(_items(sheet, side, plan.correction(number))))


def _page(plan: Plan, side: int, items: tuple[Item, ...]) -> Page:
    """Return a side as a page.

    If it was moved for a printer, it has no finished area: cups-filters puts the middle of a TrimBox on the middle of the
    paper, which undoes the correction (measured: a page moved by 0.7 mm came out where it was).
    """
    frame = Frame(plan.page, items)
    if plan.corrections:
        return Page(frame, continues=side > 0)
    return Page(frame, plan.trim, plan.bleed_area, continues=side > 0)


def safe_area(plan: Plan, panel: Panel, margins: Insets | None = None) -> Insets:
    """Return how far ink must stay from each edge of the panel, as read, to be printed at all.

    `margins` are those of the printer, for an upright page as read; None is what most printers have. Only edges near the
    sheet's own edge count; on a sheet of several cards the worst one does.
    """
    insets = [
        _inset_to(printable, placed.transform, plan.format.panel)
        for number, side in enumerate(plan.faces)
        for printable in (_printable(plan, number, margins or Insets.even(DEAD_MARGIN)),)
        for card in side.cards
        for placed in card
        if placed.panel is panel
    ]
    return Insets(*map(max, zip(*insets, strict=True)))


def _printable(plan: Plan, side: int, margins: Insets) -> Rect:
    """Return what of a side's page, as read, is printed; a page flipped on the short edge lies the other way round."""
    sheet = plan.size.turned() if plan.size.is_landscape else plan.size
    printable = upright(plan.size).inverse().apply_rect(Rect.of(sheet).inset(margins))
    if side and plan.flip is Flip.SHORT_EDGE:
        return Transform.rotate(180, Rect.of(plan.size).center).apply_rect(printable)
    return printable


def _faces(
    unfolded: Unfolded, card_format: Format, paper: Paper, grid: Grid, flip: Flip | None, bleed: float
) -> Iterator[Side]:
    """Yield the outside with its marks and, if the sheet is flipped, the inside behind it; products need no marks."""
    panel, axis, sheet = card_format.panel, unfolded.axis, grid.sheet
    trims = tuple(grid.trims())
    marks = () if paper.pieces else make_marks(grid, *fold_lines(unfolded, trims), bleed)
    yield make_side(unfolded, unfolded.outside, trims, sheet, panel, bleed, marks=marks)
    if flip is not None:
        backs = tuple(behind(trim, axis, sheet) for trim in trims)
        turn = second_page_turn(flip, axis, sheet)
        yield make_side(unfolded, unfolded.inside, backs, sheet, panel, bleed, turn)


def _inset_to(printable: Rect, placed: Transform, panel: Size) -> Insets:
    """Return how far each edge of the panel, as read, lies outside what prints."""
    area = placed.inverse().apply_rect(printable)
    return Insets(
        max(0.0, area.x),
        max(0.0, area.y),
        max(0.0, panel.width - area.right),
        max(0.0, panel.height - area.bottom),
    )


def _items(cards: tuple[Card, ...], side: Side, move: Transform) -> Iterator[Item]:
    """Yield what is on a side, all of it moved."""
    yield from (_moved(mark, move) for mark in side.marks)
    for number, (card, places) in enumerate(zip(cards, side.cards, strict=False), 1):
        tag = Tag(Role.CARD, number=number)
        for placed in places:
            yield Group(card.panels[placed.panel], placed.transform.then(move), placed.clip, tag)


def _moved(mark: Item, move: Transform) -> Item:
    if move == IDENTITY:
        return mark
    return (
        Use(mark.shared, mark.transform.then(move))
        if isinstance(mark, Use)
        else Group(Frame(Size(0, 0), (mark,)), move)
    )
