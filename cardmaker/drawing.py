"""What a page is made of, once everything is measured: frames of items, placed and in painting order.

Writers turn these values into bytes and decide nothing. Coordinates are points, y down. Glyph space is one em wide
and also runs y down, so a word's transform `(size, 0, 0, size, x, y)` puts its baseline at (x, y), upright.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from cardmaker.color import Color
from cardmaker.geometry import IDENTITY, Path, Rect, Size, Transform


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font file that holds just the glyphs of some codes, ready to embed.

    `data` is a TrueType (glyf) font. `glyphs`, `advances` and `texts` are keyed by code; advances are in 1/1000 em.
    `box` is the font's bounding box and `ascent`, `descent` its vertical extent, in 1/1000 em, y up as fonts have it.
    """

    name: str
    data: bytes
    glyphs: Mapping[int, int]
    advances: Mapping[int, float]
    texts: Mapping[int, str]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


class Face(Protocol):
    """What a writer needs of a face: a stable key, and a font program for the codes that a document uses."""

    @property
    def key(self) -> str: ...

    def program(self, codes: Collection[int]) -> FontProgram: ...


class Cap(Enum):
    BUTT = 0
    ROUND = 1


@dataclass(frozen=True, slots=True)
class Ink:
    """A pen line's color and width (pt)."""

    color: Color
    width: float
    cap: Cap = Cap.ROUND
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area. `even_odd` leaves holes where a path overlaps itself."""

    path: Path
    color: Color
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    path: Path
    ink: Ink


class Role(Enum):
    """What a part of a page is to somebody who has it read aloud; the values are PDF's standard structure types."""

    CARD = "Sect"
    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    FIGURE = "Figure"


class Tag(NamedTuple):
    """What an item is, so that the file can be read aloud. Items in a row with equal tags are one part.

    `text` tells what a figure shows. Parts of a card are read by `rank`, those of equal rank as they are painted;
    `number` tells one paragraph, or one card of a sheet, from the next.
    """

    role: Role
    text: str = ""
    rank: int = 0
    number: int = 0


class Word(NamedTuple):
    """A run of glyphs on one straight baseline, written with one text operator.

    `glyphs` holds two-byte big-endian codes of `face`, or of the line's face if it is None. `kerns`, if given, has one
    number per glyph: what to add after its advance, in 1/1000 em. `text` is what a reader of the file gets back; it is
    empty for glyphs whose text a word before them has told, as for letters on a curve.
    """

    text: str
    glyphs: bytes
    transform: Transform
    kerns: tuple[float, ...] | None = None
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One written or typeset line of one color; readers of the file get its words back together, in order.

    `face` is that of the words that bring none of their own. `gain` (pt) thickens the glyphs by an outline. A line that
    is unseen leaves no ink, and can be searched and copied like any other.
    """

    face: Face
    color: Color
    words: tuple[Word, ...]
    gain: float = 0.0
    is_unseen: bool = False
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture: RGB bytes, three a pixel, rows from the top, fitted into `rect`."""

    width_px: int
    height_px: int
    rgb: bytes
    rect: Rect


@dataclass(frozen=True, slots=True)
class Group:
    """A frame drawn in place, moved by `transform`, cut by `clip` (in the frame's own coordinates).

    A tag says that all in it belongs to one card.
    """

    frame: "Frame"
    transform: Transform = IDENTITY
    clip: Path | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A shared frame, drawn once per document and placed as often as needed. Its items may reach `bleed` points out."""

    shared: "Shared"
    transform: Transform = IDENTITY
    tag: Tag | None = None


Item = Fill | Stroke | Line | Picture | Group | Use


@dataclass(frozen=True, slots=True)
class Frame:
    """A size and its items in painting order. Items may reach beyond the size; whoever places it may clip."""

    size: Size
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """A frame that many pages use, known by object identity. `reach` (pt) is how far its items leave its size."""

    frame: Frame
    reach: float = 36.0


class Duplex(Enum):
    """How the printer turns the sheet for its second side."""

    NONE = "none"
    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


class Profile(Enum):
    """What a file is for: a home printer, or a print shop.

    Plain is for pictures of pages that are drawn and thrown away: it says nothing of what is on them.
    """

    PLAIN = "plain"
    HOME = "home"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet. `trim` is the finished area if the sheet will be cut, `bleed` that with what is cut off.

    `continues` says that it is another side of the sheet before it, with the same cards.
    """

    frame: Frame
    trim: Rect | None = None
    bleed: Rect | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """Pages in printing order; an iterable, so that a thousand cards need not exist at once."""

    title: str
    language: str
    pages: Iterable[Page]
    duplex: Duplex = Duplex.NONE
    author: str = ""
    profile: Profile = Profile.HOME
