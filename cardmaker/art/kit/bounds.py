"""How much room drawn items take: the box around their ink, in points."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce

from cardmaker.drawing import Fill, Frame, Group, Item, Line, Picture, Shared, Stroke, Use, Word
from cardmaker.geometry import IDENTITY, Insets, Path, Rect, Transform
from cardmaker.text.faces import Face

Spot = tuple[float, float]
"""A point, as bare numbers: tens of thousands of them are looked at for one wreath."""


def ink_box(items: Iterable[Item], by: Transform = IDENTITY) -> Rect | None:
    """Return the box around all ink after the map `by`, or None if nothing is drawn.

    Curves count with their control points, so the box is never too small.
    """
    boxes = [box for item in items if (box := _box(item, by)) is not None]
    return reduce(Rect.union, boxes) if boxes else None


def _box(item: Item, by: Transform) -> Rect | None:
    match item:
        case Fill(path=path):
            return _path_box(path, by)
        case Stroke(path=path, ink=ink):
            return _path_box(path, by).inset(Insets.even(-ink.width / 2 * _growth(by)))
        case Line():
            return _line_box(item, by)
        case Picture(rect=rect):
            return by.apply_rect(rect)
        case Group():
            return _group_box(item, item.transform.then(by))
        case Use(shared=shared, transform=transform):
            return _hull_box(_hull(shared), transform.then(by))


def _growth(by: Transform) -> float:
    """Return how much longer a map makes lengths, in the direction in which it does most."""
    return max(math.hypot(by.a, by.b), math.hypot(by.c, by.d))


def _hull_box(hull: Sequence[Spot], by: Transform) -> Rect | None:
    return Rect.around(by.apply(x, y) for x, y in hull) if hull else None


@lru_cache(maxsize=128)
def _hull(shared: Shared) -> tuple[Spot, ...]:
    """Return the corners of the convex hull of a shared frame's ink: its box in any turn, without asking each item again."""
    points = sorted(set(_corners(shared.frame.items)))
    return (*_half_hull(points), *_half_hull(points[::-1]))


def _half_hull(points: Sequence[Spot]) -> list[Spot]:
    """Return one side of a hull, of points in order (A. Andrew's monotone chain, 1979), its last corner left to the other."""
    side: list[Spot] = []
    for x, y in points:
        while len(side) > 1:
            (ax, ay), (bx, by) = side[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            side.pop()
        side.append((x, y))
    return side[:-1] if len(points) > 1 else side


def _corners(items: Iterable[Item]) -> Iterator[Spot]:
    """Yield points whose hull holds all ink of the items."""
    for item in items:
        match item:
            case Fill(path=path):
                yield from zip(path.numbers[0::2], path.numbers[1::2], strict=True)
            case Use(shared=shared, transform=transform):
                yield from (transform.apply(x, y) for x, y in _hull(shared))
            case _:
                box = _box(item, IDENTITY)
                yield from box.corners() if box else ()


def _path_box(path: Path, by: Transform) -> Rect:
    """Return the box of a mapped path; a mere move, as most maps are, needs no new path."""
    if by[:4] != IDENTITY[:4]:
        path = path.transformed(by)
        by = IDENTITY
    xs, ys = path.numbers[0::2], path.numbers[1::2]
    left, top = min(xs), min(ys)
    return Rect(left + by.e, top + by.f, max(xs) - left, max(ys) - top)


def _group_box(group: Group, by: Transform) -> Rect | None:
    """Return the box of what a group shows: of its ink, and no more than its clip lets through."""
    box = _frame_box(group.frame, by)
    return _path_box(group.clip, by).overlap(box) if box and group.clip else box


def _frame_box(frame: Frame, by: Transform) -> Rect | None:
    return ink_box(frame.items, by)


def _line_box(line: Line, by: Transform) -> Rect | None:
    if not isinstance(line.face, Face):
        return None
    boxes = [box for word in line.words if (box := _word_box(line.face, word, by)) is not None]
    return reduce(Rect.union, boxes).inset(Insets.even(-line.gain / 2)) if boxes else None


def _word_box(face: Face, word: Word, by: Transform) -> Rect | None:
    em = 1 / face.units_per_em
    corners: list[tuple[float, float]] = []
    pen = 0.0
    for index in range(len(word.glyphs) // 2):
        glyph = int.from_bytes(word.glyphs[2 * index : 2 * index + 2], "big")
        box = face.font.get_glyph_extents(glyph)
        if box is not None and box.width:
            x, y = pen + box.x_bearing * em, -box.y_bearing * em
            corners += [(x, y), (x + box.width * em, y - box.height * em)]
        pen += face.font.get_glyph_h_advance(glyph) * em + (word.kerns[index] / 1000 if word.kerns else 0.0)
    return word.transform.then(by).apply_rect(Rect.around(corners)) if corners else None
