"""What a printer does to a page, undone beforehand: pages turned upright as it takes them, moved and stretched back.

A printer's errors are told for an upright page as it is read, the second side after turning the sheet like the page of a
book, and lengths grow from the page's middle. So a page that is to be corrected is turned upright here and not by the
printer, whose way of turning it nobody knows; both sides of a sheet turn alike, so the edge to flip on stays the same.
"""

from cardmaker.geometry import IDENTITY, Size, Transform
from cardmaker.model import NO_SHIFT, TRUE_SCALE, Flip, Printer, Shift


def upright(page: Size) -> Transform:
    """Return how a page is turned to stand upright: a landscape one by a quarter, its right edge to the top."""
    if not page.is_landscape:
        return IDENTITY
    return Transform.rotate(270).then(Transform.move(0.0, page.width))


def is_corrected(printer: Printer | None, sides: int) -> bool:
    """Return whether pages of sheets with that many sides come out elsewhere than they should."""
    if printer is None:
        return False
    moved = printer.front != NO_SHIFT or (sides > 1 and printer.back != NO_SHIFT)
    return moved or printer.scale != TRUE_SCALE


def error_of(printer: Printer, side: int, flip: Flip | None, page: Size) -> Transform:
    """Return what the printer does to the upright page of a side, 0 or 1: where each of its points lands.

    A sheet flipped on its short edge has its second page half a turn from the one that the errors are told for.
    """
    middle = (page.width / 2, page.height / 2)
    landed = printer.front if side == 0 else _second(printer)
    error = (
        Transform.move(-middle[0], -middle[1])
        .then(Transform.scale(*printer.scale))
        .then(Transform.move(middle[0] + landed.x, middle[1] + landed.y))
    )
    if side == 0 or flip is not Flip.SHORT_EDGE:
        return error
    half = Transform.rotate(180, middle)
    return half.then(error).then(half)


def correction(printer: Printer, side: int, flip: Flip | None, page: Size) -> Transform:
    """Return the map from a page as read to the upright page that the printer makes it of."""
    turn = upright(page)
    sheet = page.turned() if page.is_landscape else page
    return turn.then(error_of(printer, side, flip, sheet).inverse())


def _second(printer: Printer) -> Shift:
    """Return how far a second side lands off its place on the paper.

    Turned like the page of a book, what moved to the right on the first side is behind what moved to the left.
    """
    front, back = printer.front, printer.back
    return Shift(back.x - front.x, back.y + front.y)
