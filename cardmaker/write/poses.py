"""How a card stands on a table for its picture: where each leaf is in space, and where the camera is.

A card with its fold on the side stands half open, one with its fold on top like a tent; of a flat card the front and
the back lean side by side. Lengths are points, angles degrees; space is that of `camera`. Nothing is drawn here.
"""

import math
from collections.abc import Mapping
from typing import Final

from cardmaker.geometry import Size
from cardmaker.model import NOTE_PANEL, Fold, Panel
from cardmaker.units import MM
from cardmaker.write.camera import Camera, Quad, Vector
from cardmaker.write.scene import Edge, Leaf, Picture, Scene, Tones

THICKNESS: Final = 0.45 * MM
"""Card stock of 300 g/m² is 0.35 to 0.45 mm thick."""

COVER_DEG: Final = 46.0
BACK_DEG: Final = 7.0
"""How far the cover comes toward the viewer and the back goes away: the card is opened by the sum, 53 degrees."""

TENT_HALF_DEG: Final = 26.0
TENT_YAW_DEG: Final = 38.0

LEAN_DEG: Final = 13.0
FRONT_TURN_DEG: Final = 13.0
BACK_TURN_DEG: Final = -15.0

CONTACT: Final = 1.2 * MM
"""Half the width of the dark line under a paper that stands on its edge."""

COVER_TONES: Final[Tones] = (0.965, 1.0, 0.985, 0.945)
INSIDE_TONES: Final[Tones] = (0.74, 0.945, 0.925, 0.70)
TENT_TONES: Final[Tones] = (1.0, 0.99, 0.955, 0.965)
TENT_INSIDE_TONES: Final[Tones] = (0.62, 0.72, 0.87, 0.80)
LEAN_TONES: Final[Tones] = (1.0, 0.99, 0.955, 0.965)
LEAN_BACK_TONES: Final[Tones] = (0.955, 0.98, 0.95, 0.90)

Pictures = Mapping[Panel, Picture]


def pose(fold: Fold, size: Size, pictures: Pictures) -> Scene:
    """Return the scene of a card whose panels have that size; `pictures` holds at least the front and the note."""
    if fold is Fold.NONE:
        return _leaning(size, pictures[Panel.FRONT], pictures[Panel.BACK])
    note = pictures[NOTE_PANEL[fold]]
    make = _tent if fold is Fold.TOP else _half_open
    return make(size, pictures[Panel.FRONT], note)


def _half_open(size: Size, front: Picture, inside: Picture) -> Scene:
    width, height = size
    cover_way, back_way = _level(-COVER_DEG), _level(BACK_DEG)
    spine = Vector(0.0, 0.0, 0.0)
    cover, back = _upright(spine, cover_way, width, height), _upright(spine, back_way, width, height)
    away = _normal(cover, -THICKNESS)
    leaves = (
        Edge(_rim(back, _normal(back, -THICKNESS), 0, 1), 0.97),
        Leaf(inside, back, INSIDE_TONES),
        Edge(_rim(cover, away, 0, 1), 0.99),
        Edge(_rim(cover, away, 1, 2), 0.86),
        Leaf(front, cover, COVER_TONES),
    )
    eye = Vector(0.85 * width, 1.30 * height, 5.2 * max(size))
    inner = (spine, cover[2], back[2])
    return Scene(leaves, (_strip(cover), _strip(back), inner), Camera(eye, 0.0))


def _tent(size: Size, front: Picture, inside: Picture) -> Scene:
    width, length = size
    height = length * math.cos(math.radians(TENT_HALF_DEG))
    reach = length * math.sin(math.radians(TENT_HALF_DEG))
    fold = (Vector(0.0, height, 0.0), Vector(width, height, 0.0))
    cover = (*fold, Vector(width, 0.0, reach), Vector(0.0, 0.0, reach))
    back = (*fold, Vector(width, 0.0, -reach), Vector(0.0, 0.0, -reach))
    leaves = (
        Edge(_rim(back, _normal(back, -THICKNESS), 1, 2), 0.90),
        Leaf(inside, back, TENT_INSIDE_TONES),
        Edge(_rim(cover, _normal(cover, -THICKNESS), 1, 2), 0.84),
        Leaf(front, cover, TENT_TONES),
    )
    inner = (cover[3], cover[2], back[2], back[3])
    return Scene(leaves, (_strip(cover), inner), _round_right(size, TENT_YAW_DEG, 1.45 * length))


def _leaning(size: Size, front: Picture, back: Picture) -> Scene:
    width, height = size
    left = _leaning_quad(Vector(0.0, 0.0, 0.0), -FRONT_TURN_DEG, size)
    right = _leaning_quad(Vector(1.02 * width, 0.0, -0.26 * width), -BACK_TURN_DEG, size)
    leaves = (
        Edge(_rim(right, _normal(right, -THICKNESS), 0, 1), 0.97),
        Leaf(back, right, LEAN_BACK_TONES),
        Edge(_rim(left, _normal(left, -THICKNESS), 0, 1), 0.99),
        Edge(_rim(left, _normal(left, -THICKNESS), 1, 2), 0.86),
        Leaf(front, left, LEAN_TONES),
    )
    eye = Vector(1.0 * width, 1.25 * height, 4.8 * max(size))
    return Scene(leaves, (_strip(left), _strip(right)), Camera(eye, 0.0))


def _level(away_deg: float) -> Vector:
    """Return the direction to the right, turned away from the viewer."""
    angle = math.radians(away_deg)
    return Vector(math.cos(angle), 0.0, -math.sin(angle))


def _upright(foot: Vector, way: Vector, width: float, height: float) -> Quad:
    far, up = foot.plus(way, width), Vector(0.0, height, 0.0)
    return (foot.plus(up), far.plus(up), far, foot)


def _leaning_quad(foot: Vector, away_deg: float, size: Size) -> Quad:
    """Return a leaf on its lower edge, turned and leaning back."""
    way, lean = _level(away_deg), math.radians(LEAN_DEG)
    behind = Vector(way.z, 0.0, -way.x)
    rise = Vector(0.0, size.height * math.cos(lean), 0.0).plus(behind, size.height * math.sin(lean))
    far = foot.plus(way, size.width)
    return (foot.plus(rise), far.plus(rise), far, foot)


def _normal(quad: Quad, length: float) -> Vector:
    """Return the direction out of the side that is read, of that length."""
    across, down = quad[1].plus(quad[0], -1.0), quad[3].plus(quad[0], -1.0)
    return Vector(0.0, 0.0, 0.0).plus(down.cross(across).unit(), length)


def _rim(quad: Quad, through: Vector, first: int, second: int) -> Quad:
    """Return the cut edge between two corners of a leaf, as deep as the vector goes through it."""
    a, b = quad[first], quad[second]
    return (a.plus(through), b.plus(through), b, a)


def _strip(quad: Quad) -> tuple[Vector, ...]:
    """Return the table right under a leaf's lower edge."""
    _, _, right, left = quad
    near, far = Vector(0.0, 0.0, CONTACT), Vector(0.0, 0.0, -CONTACT)
    return (left.plus(far), right.plus(far), right.plus(near), left.plus(near))


def _round_right(size: Size, yaw_deg: float, height: float) -> Camera:
    """Return a camera that looks at the middle of a card from that far round its right side."""
    angle, distance = math.radians(yaw_deg), 5.0 * max(size)
    return Camera(
        Vector(size.width / 2 + distance * math.sin(angle), height, distance * math.cos(angle)), yaw_deg
    )
