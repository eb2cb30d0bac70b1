"""Which papers hold which formats, and where the cards lie on them; on products, where their makers have them."""

from collections.abc import Iterable
from typing import Final

from cardmaker.errors import Finding, Place, error
from cardmaker.geometry import Insets, Rect
from cardmaker.impose.correction import upright
from cardmaker.impose.folds import UNFOLDED, Unfolded, unfolded_size
from cardmaker.impose.nup import TOLERANCE, Grid, best_grid, product_grid
from cardmaker.model import Format, Paper
from cardmaker.units import MM, format_mm, to_mm

BLEED: Final = 3.0 * MM
"""How far art reaches over a cut, so that a knife that strays finds no white."""


def grid_of(card_format: Format, paper: Paper, bleed: float = 0.0, gutter: float = 0.0) -> Grid | None:
    """Return where the cards lie on the paper; on a product only where its maker has them and creases them."""
    size = unfolded_size(card_format)
    if not paper.pieces:
        return best_grid(size, paper.size, bleed, gutter)
    grid = product_grid(size, paper.size, paper.pieces)
    return grid if grid and _creases_meet(card_format, paper, grid) else None


def has_room(grid: Grid, bleed: float) -> bool:
    """Return whether art may reach over the outer cuts and still be on the sheet."""
    return Rect.of(grid.sheet).holds(grid.block.inset(Insets.even(-bleed)), TOLERANCE)


def papers_for(card_format: Format, papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers that hold at least one card, in the order given."""
    return tuple(paper for paper in papers if grid_of(card_format, paper))


def papers_with_room(card_format: Format, papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers out of which cards are cut with their art reaching over all cuts, in the order given."""
    grids = ((paper, grid_of(card_format, paper, BLEED)) for paper in papers if not paper.pieces)
    return tuple(paper for paper, grid in grids if grid and has_room(grid, BLEED))


def _creases_meet(card_format: Format, paper: Paper, grid: Grid) -> bool:
    """Return whether the cards are folded where the product is scored, as far as that is known.

    A flat card may lie on stock with creases only if none crosses it.
    """
    if not paper.creases:
        return True
    turn = upright(grid.sheet)
    xs, ys = fold_lines(UNFOLDED[card_format.fold], tuple(grid.trims()))
    wide, high = grid.sheet
    lines = [Rect(x, 0.0, 0.0, high) for x in xs] + [Rect(0.0, y, wide, 0.0) for y in ys]
    return _keys([turn.apply_rect(line) for line in lines]) == _keys(paper.creases)


def _keys(lines: Iterable[Rect]) -> set[tuple[str, int]]:
    """Return what tells lines from edge to edge apart, to a millimeter."""
    return {("x", round(to_mm(line.x))) if line.width == 0 else ("y", round(to_mm(line.y))) for line in lines}


def fold_lines(unfolded: Unfolded, trims: tuple[Rect, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where the cards are folded: the x of upright creases and the y of level ones."""
    columns, rows = unfolded.columns, unfolded.rows
    xs = {trim.x + trim.width * i / columns for trim in trims for i in range(1, columns)}
    ys = {trim.y + trim.height * i / rows for trim in trims for i in range(1, rows)}
    return tuple(sorted(xs)), tuple(sorted(ys))


def too_small(card_format: Format, paper: Paper, papers: Iterable[Paper], place: Place | None) -> Finding:
    size = unfolded_size(card_format)
    needed = f"{format_mm(size.width)} × {format_mm(size.height)}"
    lacks = "has no cards of the size and fold of" if paper.pieces else "is too small for"
    message = f"{paper.name} {lacks} {card_format.id}, which is {needed} before folding"
    plain = (each for each in papers if bool(each.pieces) is bool(paper.pieces))
    holding = [each.id for each in papers_for(card_format, plain)] or [card_format.paper]
    return error("paper", message, place, f"papers that hold it: {', '.join(holding)}")


def no_bleed(card_format: Format, paper: Paper, papers: Iterable[Paper], place: Place | None) -> Finding:
    """Return the error for a card whose art cannot reach over its cuts, since it takes up the sheet."""
    message = f"{card_format.id} leaves no room on {paper.name} for art that reaches {format_mm(BLEED)} over the cuts"
    larger = [each.id for each in papers_with_room(card_format, papers)]
    hint = f"papers with room: {', '.join(larger)}" if larger else "leave out: edges bleed"
    return error("paper", message, place, hint)
