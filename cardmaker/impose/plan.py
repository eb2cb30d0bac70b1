"""The plan of a sheet, worked out once for a format on a paper, and the sheets of cards made by it.

What a design does near an edge that does not print is told by `safe_area` and judged by `check`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from cardmaker.drawing import Duplex, Frame, Group, Item, Page, Role, Tag
from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.geometry import Insets, Rect, Size, Transform
from cardmaker.impose.duplex import DUPLEX, behind, natural_flip, second_page_turn
from cardmaker.impose.folds import UNFOLDED, Unfolded, unfolded_size
from cardmaker.impose.marks import DEAD_MARGIN, make_marks
from cardmaker.impose.nup import TOLERANCE, Grid, best_grid
from cardmaker.impose.panels import Side, make_side
from cardmaker.model import Card, Flip, Format, Panel, Paper
from cardmaker.units import format_mm


@dataclass(frozen=True, slots=True)
class Plan:
    """How a format goes onto a paper. `faces` holds the outside and, if it is printed, the inside.

    `flip` is None for a sheet printed on one side. `grid` tells where the outside is cut, `bleed` (pt) how far art may
    reach over it.
    """

    format: Format
    paper: Paper
    grid: Grid
    flip: Flip | None
    faces: tuple[Side, ...]
    bleed: float = 0.0

    @property
    def size(self) -> Size:
        """The page: the paper, upright or landscape."""
        return self.grid.sheet

    @property
    def per_sheet(self) -> int:
        return self.grid.count

    @property
    def sides(self) -> int:
        return len(self.faces)

    @property
    def duplex(self) -> Duplex:
        return DUPLEX[self.flip]

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
) -> Plan:
    """Return how the format goes onto the paper, for the flip that the printer makes; None is the natural one.

    `bleed` (pt) is how far art may reach over a cut. Raises InputError, rule `paper`, if the paper cannot hold the
    format; `papers` are the known ones, to name those that can, and `place` says where the paper was chosen.
    """
    grid = best_grid(unfolded_size(card_format), paper.size, bleed)
    if grid is None:
        raise InputError([_too_small(card_format, paper, papers, place)])
    return plan_grid(card_format, paper, grid, flip, bleed)


def plan_grid(
    card_format: Format, paper: Paper, grid: Grid, flip: Flip | None = None, bleed: float = 0.0
) -> Plan:
    """Return how cards of the format are printed in a grid on the paper."""
    unfolded = UNFOLDED[card_format.fold]
    if not unfolded.inside:
        flip = None
    elif flip is None:
        flip = natural_flip(unfolded.axis, grid.sheet)
    return Plan(card_format, paper, grid, flip, tuple(_faces(unfolded, card_format, grid, flip, bleed)))


def impose(cards: Iterable[Card], plan: Plan) -> Iterator[Page]:
    """Yield the pages in printing order: outside, inside, outside, inside; the last sheet may be part empty.

    Takes the cards of one sheet at a time. Each must be of the plan's format.
    """
    waiting = iter(cards)
    while sheet := tuple(islice(waiting, plan.per_sheet)):
        for number, side in enumerate(plan.faces):
            frame = Frame(plan.size, tuple(_items(sheet, side)))
            yield Page(frame, plan.trim, plan.bleed_area, continues=number > 0)


def papers_for(card_format: Format, papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers that hold at least one card, in the order given."""
    size = unfolded_size(card_format)
    return tuple(paper for paper in papers if best_grid(size, paper.size))


def safe_area(plan: Plan, panel: Panel, margin: float = DEAD_MARGIN) -> Insets:
    """Return how far ink must stay from each edge of the panel, as read, to be printed at all.

    Only edges near the sheet's own edge count; on a sheet of several cards the worst one does.
    """
    printable = Rect.of(plan.size).inset(Insets.even(margin))
    insets = [
        _inset_to(printable, placed.transform, plan.format.panel)
        for side in plan.faces
        for card in side.cards
        for placed in card
        if placed.panel is panel
    ]
    return Insets(*map(max, zip(*insets, strict=True)))


def _faces(
    unfolded: Unfolded, card_format: Format, grid: Grid, flip: Flip | None, bleed: float
) -> Iterator[Side]:
    """Yield the outside with its marks and, if the sheet is flipped, the inside behind it."""
    panel, axis, sheet = card_format.panel, unfolded.axis, grid.sheet
    trims = tuple(grid.trims())
    marks = make_marks(grid, *_fold_lines(unfolded, trims), bleed)
    yield make_side(unfolded, unfolded.outside, trims, sheet, panel, bleed, marks=marks)
    if flip is not None:
        backs = tuple(behind(trim, axis, sheet) for trim in trims)
        turn = second_page_turn(flip, axis, sheet)
        yield make_side(unfolded, unfolded.inside, backs, sheet, panel, bleed, turn)


def _fold_lines(unfolded: Unfolded, trims: tuple[Rect, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where the cards are folded: the x of upright creases and the y of level ones."""
    columns, rows = unfolded.columns, unfolded.rows
    xs = {trim.x + trim.width * i / columns for trim in trims for i in range(1, columns)}
    ys = {trim.y + trim.height * i / rows for trim in trims for i in range(1, rows)}
    return tuple(sorted(xs)), tuple(sorted(ys))


def _inset_to(printable: Rect, placed: Transform, panel: Size) -> Insets:
    """Return how far each edge of the panel, as read, lies outside what prints."""
    area = placed.inverse().apply_rect(printable)
    return Insets(
        max(0.0, area.x),
        max(0.0, area.y),
        max(0.0, panel.width - area.right),
        max(0.0, panel.height - area.bottom),
    )


def _too_small(card_format: Format, paper: Paper, papers: Iterable[Paper], place: Place | None) -> Finding:
    size = unfolded_size(card_format)
    needed = f"{format_mm(size.width)} × {format_mm(size.height)}"
    message = f"{paper.name} is too small for {card_format.id}, which is {needed} before folding"
    holding = [each.id for each in papers_for(card_format, papers)] or [card_format.paper]
    return error("paper", message, place, f"papers that hold it: {', '.join(holding)}")


def _items(cards: tuple[Card, ...], side: Side) -> Iterator[Item]:
    yield from side.marks
    for number, (card, places) in enumerate(zip(cards, side.cards, strict=False), 1):
        tag = Tag(Role.CARD, number=number)
        for placed in places:
            yield Group(card.panels[placed.panel], placed.transform, placed.clip, tag)
