"""The second side: which way the sheet is turned for it, and what is then behind what.

The rule: flip on the sheet edge parallel to the fold line. Any other flip is that one and half a turn in the plane of
the sheet, so turning the whole second page by 180° repairs it.
"""

from typing import Final

from cardmaker.drawing import Duplex
from cardmaker.geometry import IDENTITY, Rect, Size, Transform
from cardmaker.impose.folds import Axis
from cardmaker.model import Flip

DUPLEX: Final = {
    None: Duplex.NONE,
    Flip.LONG_EDGE: Duplex.LONG_EDGE,
    Flip.SHORT_EDGE: Duplex.SHORT_EDGE,
}


def natural_flip(axis: Axis, sheet: Size) -> Flip:
    """Return the flip that turns the sheet, as its page is read, about the axis.

    The long edges of an upright sheet are its vertical ones, those of a landscape sheet the horizontal ones.
    """
    long_edges = Axis.HORIZONTAL if sheet.is_landscape else Axis.VERTICAL
    return Flip.LONG_EDGE if axis is long_edges else Flip.SHORT_EDGE


def behind(rect: Rect, axis: Axis, sheet: Size) -> Rect:
    """Return where the rectangle lies on the second page, once the sheet was turned about the axis."""
    if axis is Axis.VERTICAL:
        return rect._replace(x=sheet.width - rect.right)
    return rect._replace(y=sheet.height - rect.bottom)


def second_page_turn(flip: Flip, axis: Axis, sheet: Size) -> Transform:
    """Return what the whole second page goes through: nothing for the natural flip, else half a turn."""
    if flip is natural_flip(axis, sheet):
        return IDENTITY
    return Transform.rotate(180, (sheet.width / 2, sheet.height / 2))
