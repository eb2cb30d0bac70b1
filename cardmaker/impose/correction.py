"""What a printer does to a page, undone beforehand: pages turned upright as it takes them, moved and stretched back.

A printer's errors are told for an upright page as it is read, the second side after turning the sheet like the page of a
book, and lengths grow from the page's middle. So pages for a known printer are turned upright here and not by the printer, whose way of turning it nobody knows; both sides of a sheet turn alike, so the edge to flip on stays the same.
"""

from cardmaker.geometry import IDENTITY, Size, Transform
from cardmaker.model import Flip, Printer


def upright(page: Size) -> Transform:
    """Return how a page is turned to stand upright: a landscape one by a quarter, its right edge to the top."""
    if not page.is_landscape:
        return IDENTITY
    return Transform.rotate(270).then(Transform.move(0.0, page.width))


def error_of(printer: Printer, side: int, flip: Flip | None, page: Size) -> Transform:
    """Return what the printer does to the upright page of a side, 0 or 1: where each of its points lands.

    A sheet flipped on its short edge has its second page half a turn from the one that the errors are told for.
    """
    middle = (page.width / 2, page.height / 2)
    landed = printer.back if side else printer.front
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
