"""Liners: a sheet of the design's pattern, cut to show under the flap of a bought envelope and to reach down into it.

A liner keeps clear of the envelope's sides and of the gum on its flap. Flaps differ from maker to maker, so the sheet asks
to try one on plain paper first. One sheet is drawn for all; how often to print it is told in the margin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from cardmaker.color import WHITE
from cardmaker.compose.goods.margin import Paragraph, Strip, flow, plain, strong
from cardmaker.compose.goods.shapes import Corner, grown, rounded, sharp
from cardmaker.compose.lettering import INK, Look
from cardmaker.compose.printing import plural
from cardmaker.drawing import Cap, Frame, Group, Ink, Item, Page, Shared, Stroke, Use
from cardmaker.geometry import Insets, Rect, Size, Transform, polygon
from cardmaker.model import Envelope, Flap, Paper
from cardmaker.units import MM

INSET: Final = 3.0 * MM
"""From the envelope's sides, from its floor, and from the gum on its flap."""

GUM: Final = {Flap.SQUARE: 10.0 * MM, Flap.POINTED: 10.0 * MM, Flap.WALLET: 10.0 * MM, Flap.END: 12.0 * MM}
"""How wide the gum on a flap is, from its edge: 3/8 in on most, 12 mm on pockets (mem)."""

DEPTH: Final = {Flap.SQUARE: 0.42, Flap.POINTED: 0.6, Flap.WALLET: 0.33, Flap.END: 0.16}
"""How deep a flap is, of the side that it lies over (mem): A and C sizes as they are usually sold."""

LEAST_DEPTH: Final = 30.0 * MM
"""No flap is shallower than it takes to gum and press it (mem)."""

SIDE: Final = {Flap.SQUARE: 0.05, Flap.POINTED: 0.4, Flap.WALLET: 0.07, Flap.END: 0.08}
"""How much of its fold each side of a flap slants away, of the fold's length (mem)."""

LEAST_BODY: Final = 0.6
"""How far a liner reaches down into its envelope, of the height, if a shorter one saves half the paper."""

BLEED: Final = 2.0 * MM
ROUNDING: Final = 3.0 * MM
TIP: Final = {Flap.SQUARE: 5.0 * MM, Flap.POINTED: 9.0 * MM, Flap.WALLET: 5.0 * MM, Flap.END: 5.0 * MM}
"""How round the tip is."""

SHOULDER: Final = 1.5 * MM
"""The shoulders beside the flap lie this much below the fold, so that they hide in it."""

FREE: Final = 6.35 * MM
HEAD: Final = 10.0 * MM
"""Room for the words over the liners."""

CUT: Final = Ink(INK, 0.35, Cap.BUTT)
UNDER_CUT: Final = Ink(WHITE, 1.1, Cap.BUTT)
"""A light line under the thin dark one, so that it shows on any pattern; the scissors take both away."""


TICK: Final = (0.15, 1.7)
"""Where a tick begins and ends, in bleeds from the cut: it stays in the neighbor's bleed."""


@dataclass(frozen=True, slots=True)
class Liner:
    """The shape of a liner: its corners from its own top left, clockwise; `fold` is how far down the flap's fold lies."""

    corners: tuple[Corner, ...]
    fold: float

    @property
    def size(self) -> Size:
        return Rect.around(sharp(self.corners)).size


@dataclass(frozen=True, slots=True)
class Lined:
    """How liners lie on a sheet, all upright: the page as read, and the top left of each."""

    liner: Liner
    sheet: Size
    places: tuple[tuple[float, float], ...]


def open_size(envelope: Envelope) -> Size:
    """Return the side with the flap, across, and what hangs from it."""
    return envelope.size.turned() if envelope.flap is Flap.END else envelope.size


def flap_of(envelope: Envelope) -> tuple[float, float]:
    """Return how deep the envelope's flap is, and how far each of its sides slants in."""
    width, height = open_size(envelope)
    return (max(LEAST_DEPTH, height * DEPTH[envelope.flap]), width * SIDE[envelope.flap])


def cut_liner(envelope: Envelope, body: float = 1.0) -> Liner:
    """Return the liner of an envelope; `body` is how much of its inside it reaches down."""
    width, height = open_size(envelope)
    depth, slant = flap_of(envelope)
    inner = grown(
        [(0.0, depth), (slant, 0.0), (width - slant, 0.0), (width, depth)], -(GUM[envelope.flap] + INSET)
    )
    tip = inner[1].y
    side = inner[1].x - (depth - tip) * slant / depth  # where the flap's side, kept straight, meets the fold
    fold, tip_x = depth - tip, inner[1].x
    floor = fold + min(height - INSET, height * body)
    left = (
        Corner(INSET, floor, ROUNDING),
        Corner(INSET, fold + SHOULDER, ROUNDING / 2),
        Corner(side, fold + SHOULDER),
        Corner(side, fold),
        Corner(tip_x, 0.0, TIP[envelope.flap]),
    )
    right = tuple(Corner(width - x, y, radius) for x, y, radius in reversed(left))
    return Liner(tuple(Corner(x - INSET, y, radius) for x, y, radius in (*left, *right)), fold)


def lay_liners(envelope: Envelope, papers: Iterable[Paper]) -> Lined | None:
    """Return as many liners as the first paper that holds one can hold; None if none holds one.

    Where a shorter body lets another row onto the sheet, liners are shorter.
    """
    for paper in papers:
        sheets = (paper.size, paper.size.turned())
        found = [lined for sheet in sheets if (lined := _on_sheet(envelope, sheet)) is not None]
        if found:
            return max(found, key=lambda lined: (len(lined.places), lined.liner.size.height))
    return None


def _on_sheet(envelope: Envelope, sheet: Size) -> Lined | None:
    room = Rect.of(sheet).inset(Insets(FREE, FREE + HEAD, FREE, FREE))
    whole, short = (_with_bleed(cut_liner(envelope, body).size) for body in (1.0, LEAST_BODY))
    columns, rows = int(room.width / whole.width), int(room.height / short.height)
    if not columns or not rows:
        return None
    spare = max(0.0, whole.height - room.height / rows)
    liner = cut_liner(envelope, (open_size(envelope).height - INSET - spare) / open_size(envelope).height)
    cell = _with_bleed(liner.size)
    left = room.x + (room.width - columns * cell.width) / 2 + BLEED
    places = tuple(
        (left + column * cell.width, room.y + row * cell.height + BLEED)
        for row in range(rows)
        for column in range(columns)
    )
    return Lined(liner, sheet, places)


def _with_bleed(size: Size) -> Size:
    return Size(size.width + 2 * BLEED, size.height + 2 * BLEED)


def art_size(liner: Liner) -> Size:
    """Return the size of the pattern for a liner, with what goes over its cut."""
    return _with_bleed(liner.size)


def liner_page(lined: Lined, art: Frame, envelope: Envelope, count: int, look: Look) -> Page:
    """Return the sheet; `art` is of `art_size`, and `count` is how many liners are wanted in all."""
    shared = Shared(Frame(art.size, (_clipped(lined.liner, art),)), reach=0.0)
    cuts = [item for place in lined.places for item in _drawn(lined.liner, shared, Transform.move(*place))]
    x = min(x for x, _ in lined.places)
    head = Rect(x, FREE, lined.sheet.width - 2 * x, HEAD - 2.0 * MM)
    return Page(Frame(lined.sheet, (*flow(_words(lined, envelope, count, look), [Strip.level(head)]), *cuts)))


def _clipped(liner: Liner, art: Frame) -> Group:
    outline = polygon(grown(sharp(liner.corners), BLEED)).transformed(Transform.move(BLEED, BLEED))
    return Group(art, clip=outline)


def _drawn(liner: Liner, shared: Shared, at: Transform) -> Iterator[Item]:
    """Yield one liner: its pattern, where to cut it, and two ticks in its bleed where it folds."""
    outline, size = rounded(liner.corners).transformed(at), liner.size
    yield Use(shared, Transform.move(-BLEED, -BLEED).then(at))
    yield Stroke(outline, UNDER_CUT)
    yield Stroke(outline, CUT)
    for x, away in ((0.0, -1.0), (size.width, 1.0)):
        ends = [at.apply(x + away * share * BLEED, liner.fold) for share in TICK]
        yield Stroke(polygon(ends, closed=False), UNDER_CUT)
        yield Stroke(polygon(ends, closed=False), CUT)


def _words(lined: Lined, envelope: Envelope, count: int, look: Look) -> list[Paragraph]:
    """Return what the sheet is and what to do with it."""
    return [
        strong(f"Liner for the {envelope.name} envelope. {copies(len(lined.places), count)}", look),
        plain(
            "Try one on plain paper first: flaps differ. Cut along the line, slide it in, pattern to you, fold it with "
            "the flap at the ticks, and glue the flap’s part only.",
            look,
        ),
    ]


def copies(per_sheet: int, count: int) -> str:
    """Return how often a sheet is printed for so many cards, as a sentence on the sheet itself."""
    return f"Print this page {often(per_sheet, count)}."


def often(per_sheet: int, count: int) -> str:
    """Return how often a sheet is printed for so many cards, in words."""
    times = ceil(count / per_sheet)
    return f"{'once' if times == 1 else f'{times} times'} for {count} {plural(count, 'card')}"
