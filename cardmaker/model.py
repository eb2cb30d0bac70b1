"""The values an order is made of, checked at the door and never changed afterwards.

Designs have a module of their own (`design`); drawn pages too (`drawing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import NamedTuple

from cardmaker.color import Color
from cardmaker.design import Design
from cardmaker.drawing import Frame, Profile
from cardmaker.errors import Finding, Place
from cardmaker.geometry import Path, Rect, Size
from cardmaker.rules import Occasion


class Panel(Enum):
    """One face of a card, as read."""

    FRONT = "front"
    INSIDE_LEFT = "inside-left"
    INSIDE_RIGHT = "inside-right"
    INSIDE_TOP = "inside-top"
    INSIDE_BOTTOM = "inside-bottom"
    BACK = "back"


class Fold(Enum):
    """How a card is folded: not at all, on its left side, on its top, or twice from one printed side."""

    NONE = "none"
    SIDE = "side"
    TOP = "top"
    QUARTER = "quarter"


PANELS: Mapping[Fold, tuple[Panel, ...]] = {
    Fold.NONE: (Panel.FRONT, Panel.BACK),
    Fold.SIDE: (Panel.FRONT, Panel.INSIDE_LEFT, Panel.INSIDE_RIGHT, Panel.BACK),
    Fold.TOP: (Panel.FRONT, Panel.INSIDE_TOP, Panel.INSIDE_BOTTOM, Panel.BACK),
    Fold.QUARTER: (Panel.FRONT, Panel.INSIDE_LEFT, Panel.INSIDE_RIGHT, Panel.BACK),
}

NOTE_PANEL: Mapping[Fold, Panel] = {
    Fold.NONE: Panel.BACK,
    Fold.SIDE: Panel.INSIDE_RIGHT,
    Fold.TOP: Panel.INSIDE_BOTTOM,
    Fold.QUARTER: Panel.INSIDE_RIGHT,
}
"""Where the note goes; on a top fold people write on the lower panel first."""


class Flip(Enum):
    """Which sheet edge the printer or the person flips for the second side."""

    LONG_EDGE = "long-edge"
    SHORT_EDGE = "short-edge"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that goes into the printer, portrait. `media` is its PWG 5101.1 name."""

    id: str
    name: str
    size: Size
    media: str


@dataclass(frozen=True, slots=True)
class Format:
    """A finished card: the size of its front panel as read, its fold, and the paper it is usually printed on."""

    id: str
    name: str
    panel: Size
    fold: Fold
    paper: str
    envelope: str = ""
    postcard: bool = False


class Flap(Enum):
    """How an envelope closes: along its upper edge, deep, to a tip or shallow; or on a short side."""

    SQUARE = "square"
    POINTED = "pointed"
    WALLET = "wallet"
    END = "end"


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope as it lies in front of who addresses it, its long side across; `size` is its outside.

    `media` is its PWG 5101.1 name, empty if it has none.
    """

    id: str
    name: str
    size: Size
    flap: Flap
    media: str = ""


class ReturnOn(Enum):
    """Where the sender's own address stands: upper left on the front, on the back where the flap is, or nowhere."""

    FRONT = "front"
    FLAP = "flap"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels or of cards to part, as it is sold: `first` is the top left of the first one, `pitch` the way to
    the next across and down; all in points on the upright `paper`, whose id this is.
    """

    id: str
    name: str
    paper: str
    size: Size
    columns: int
    rows: int
    first: tuple[float, float]
    pitch: tuple[float, float]

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def area(self, index: int) -> Rect:
        """Return where a label lies, counted from 0 along the rows."""
        row, column = divmod(index, self.columns)
        x, y = self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]
        return Rect(x, y, *self.size)


class Scan(Enum):
    """What the code on a contact card says: nothing, a web address, or all of it as a vCard."""

    NONE = "none"
    URL = "url"
    VCARD = "vcard"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to reach and how, for a card to tuck in; checked, empty where not said."""

    name: str
    role: str = ""
    company: str = ""
    email: str = ""
    telephone: str = ""
    url: str = ""
    scan: Scan = Scan.NONE
    place: Place | None = None


class Edge(Enum):
    """Where a printer's guides hold an envelope that lies on a larger sheet's place: in the middle or at an edge."""

    CENTER = "center"
    LEFT = "left"
    RIGHT = "right"


class Turn(Enum):
    """How an envelope lies in the printer, seen from the side that is printed: level, or with its top to one side."""

    NONE = "level"
    LEFT = "turned-left"
    RIGHT = "turned-right"


class Facing(Enum):
    """Which way the printed side looks in the printer's tray."""

    UP = "face-up"
    DOWN = "face-down"


@dataclass(frozen=True, slots=True)
class Feed:
    """How envelopes go into the printer: as pages of their own size, or placed on a sheet of `paper`, upright.

    `facing` is None if nobody said; it changes no page, only what people are told.
    """

    paper: Paper | None = None
    edge: Edge = Edge.CENTER
    turn: Turn = Turn.NONE
    facing: Facing | None = None


TRUE_SIZE = Feed()


class Neatness(Enum):
    """How much care a person takes: the one knob of a hand's habits."""

    CAREFUL = "careful"
    NATURAL = "natural"
    QUICK = "quick"


class Paragraphs(Enum):
    """How a person sets paragraphs apart: by a gap, or by starting their first line further in."""

    GAP = "gap"
    INDENT = "indent"


@dataclass(frozen=True, slots=True)
class Habits:
    """How evenly a person writes. Spreads are standard deviations; those that drift say what each step adds.

    Of a word, as shares: `gap_spread` of the space after it, `width_spread` of its width, `size_spread` (drifts) of its
    height; in degrees, `slant_spread` (drifts) of its slant, and `lean`, by which all words lean further than the face.
    On paper: `wander_mm` (drifts) a word's baseline, `slope_spread` (degrees) and `leading_mm` those of lines,
    `margin_mm` (drifts) where lines start, `creep_mm` how much further in each next line of a paragraph starts.
    Down the page: `tiring` is the share by which all spreads grow from first word to last, and `loosening` by which
    gaps do. `freedom` scales how far the forms of a letter stray, `size` the natural x-height, `width` all words; `squeeze` is the share by
    which gaps close before the paper's edge, `pressure` that by which the nib presses wider in a signature.
    `follow` is how much of the face's own thick and thin becomes pressure, as a power: all of it would look like a brush.
    `finals` and `pairs` are shares of the places for a long last stroke and for a shared bar that have one.
    `indent` (x-heights) is for hands whose `paragraph` is `indent`.
    """

    gap_spread: float = 0.17
    width_spread: float = 0.016
    size_spread: float = 0.016
    slant_spread: float = 0.76
    lean: float = 0.0
    wander_mm: float = 0.19
    slope_spread: float = 0.16
    leading_mm: float = 0.2
    margin_mm: float = 0.65
    creep_mm: float = 0.10
    tiring: float = 0.4
    loosening: float = 0.06
    freedom: float = 0.9
    size: float = 1.0
    width: float = 1.0
    squeeze: float = 0.12
    pressure: float = 0.05
    follow: float = 0.35
    finals: float = 0.5
    pairs: float = 0.65
    paragraph: Paragraphs = Paragraphs.GAP
    indent: float = 3.2


@dataclass(frozen=True, slots=True)
class Hand:
    """A handwriting: its face and its habits. Millimeters on paper; `em` is the face's own unit square.

    `x_height_mm` is the natural size and `floor_mm` the smallest legible one; `pen_mm` the width of the nib.
    `word_space` widens the face's own space. Legibility, formality and warmth are ratings by eye, from 1 to 5.
    """

    id: str
    name: str
    face: str
    joined: bool
    x_height_mm: float
    floor_mm: float
    pen_mm: float
    leading_mm: float
    word_space: float = 1.18
    legibility: int = 3
    formality: int = 3
    warmth: int = 3
    note: str = ""
    habits: Habits = Habits()


@dataclass(frozen=True, slots=True)
class Script:
    """A hand and its prepared strokes, as bytes that `hand.strokes` reads: nothing comes from disk after this.

    `x_height_em` is the height of an x, so that the size in points is `x_height_mm * MM / x_height_em`.
    """

    hand: Hand
    strokes: bytes
    units_per_em: int
    x_height_em: float


class Underline(NamedTuple):
    """A pen line under words of a note, by their numbers, without so many signs of the first and of the last word."""

    first: int
    last: int
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """The words inside the card: paragraphs of lines; a line is a run of words without a forced break."""

    paragraphs: tuple[tuple[tuple[str, ...], ...], ...]
    place: Place
    underlined: tuple[Underline, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(chain.from_iterable(self.paragraphs)))


class AddressStyle(Enum):
    """How an address is set: as a careful person writes it, or as the post office's machines want it."""

    HAND = "hand"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is posted to, or from: what stands on an envelope, as typed, in no country's order yet.

    `country` is its ISO 3166 alpha-2 code, empty if not known. `name` is the whole name, with its title. `flat` is a flat,
    an apartment or a unit. `lines`, if there are any, are printed as they are in place of all parts below the name.
    `doubts` are what reading it found: guesses, and a country that nobody knows; they are told with the envelope.
    """

    name: str = ""
    company: str = ""
    attention: str = ""
    care_of: str = ""
    street: tuple[str, ...] = ()
    flat: str = ""
    po_box: str = ""
    district: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    lines: tuple[str, ...] = ()
    place: Place | None = None
    doubts: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """What one person's card has for itself; empty means as the order has it."""

    design: Design | None = None
    palette: str = ""
    hands: tuple[Script, ...] = ()
    seed: int | None = None


NOTHING_OWN = Own()


@dataclass(frozen=True, slots=True)
class Person:
    """One recipient and the note for them. `key` is unique in its order and names the random streams of their page.

    `row` is the person's number in their list, from 1. `addressed` are the words after *Dear*; `fields` holds the text of
    every field of theirs, as typed, for checks: name, company, point and columns of the person's own list.
    """

    name: str
    note: Note
    key: str
    place: Place
    row: int = 0
    addressed: str = ""
    company: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    own: Own = NOTHING_OWN
    address: Address | None = None


def title_of(people: Sequence[Person]) -> str:
    """Return what a file with the cards of these people is called by those who read it."""
    names = [person.name for person in people if person.name]
    if not names:
        return "Card"
    return f"Card for {names[0]}" if len(names) == 1 else f"Cards for {names[0]} and {len(names) - 1} more"


class Taper(NamedTuple):
    """How a line begins or ends: its width at the very end, a share, and the shortest and longest way there in nibs."""

    share: float
    shortest: float
    longest: float


LANDING = Taper(0.82, 0.5, 1.5)
LIFTING = Taper(0.66, 1.8, 4.5)
"""A ballpoint starts a little thin and leaves the paper thinner."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a person writes with: the color of its ink, and how its line swells and thins. The ink is opaque.

    `width` is a factor of the nib that the hand was drawn with, which is in millimeters. All others are shares of the
    width: `contrast` by which a down stroke is heavier and an up stroke lighter than a level one; `edge` the same for
    a broad nib held flat; `pressure` the slow waves along a line; `pool` what ink adds at tight turns; `rough`
    how far the edge of the line strays. `dot` is the width of a dot, and `dent` how uneven its edge is. `tone` is how
    far the color may pale from line to line, as a share of the way to white.
    """

    id: str
    name: str
    color: Color
    width: float = 1.0
    contrast: float = 0.13
    edge: float = 0.0
    pressure: float = 0.055
    pool: float = 0.10
    landing: Taper = LANDING
    lifting: Taper = LIFTING
    rough: float = 0.0
    dot: float = 1.28
    dent: float = 0.11
    tone: float = 0.0


@dataclass(frozen=True, slots=True)
class Raster:
    """A decoded picture: RGB bytes, three a pixel, rows from the top; and a byte of opacity a pixel, if it has any."""

    width_px: int
    height_px: int
    rgb: bytes
    alpha: bytes = b""


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """A picture of a person's own for the front: a photo, or a drawing as a frame of its own size.

    `focus` is the place to keep when it is cropped, in shares of its width and height. `name` is how messages call it.
    """

    content: Raster | Frame
    name: str
    focus: tuple[float, float] | None = None


class Signing(Enum):
    """How a note is signed without a drawn signature: as it ends, or with real ink, for which room is left."""

    WRITTEN = "written"
    LEAVE_ROOM = "leave-room"


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """A person's own signature, known by identity. x runs from its left edge, y down from its baseline, in units.

    `areas` are filled, each by itself; `lines` are pen lines with their width. `box` holds all ink. `pen` is how wide
    the pen was that signed, 0 if nobody knows.
    """

    areas: tuple[Path, ...]
    lines: tuple[tuple[Path, float], ...]
    box: Rect
    pen: float = 0.0

    @property
    def rise(self) -> float:
        """How far the ink rises above the baseline."""
        return -self.box.y


BALLPOINT_BLUE = Color(0.07, 0.10, 0.36, (1.0, 0.86, 0.26, 0.20))
BLUE_BALLPOINT = Pen("blue-ballpoint", "blue ballpoint", BALLPOINT_BLUE, tone=0.06)


class Guides(Enum):
    """The lines to write on, printed inside a card that people write themselves."""

    FAINT = "faint"
    NONE = "none"


class Copying(Enum):
    """What a copy sheet is for: to copy from, in dark letters, or to trace over, in gray ones."""

    COPY = "copy"
    TRACE = "trace"


@dataclass(frozen=True, slots=True)
class OwnPen:
    """How a card is prepared that people write themselves."""

    guides: Guides = Guides.FAINT
    copying: Copying = Copying.COPY


@dataclass(frozen=True, slots=True)
class Dates:
    """When the interview was, when they decide, and what time it is for whoever asks; None is not known.

    A `today` without a time is the start of that day. Nothing that is drawn depends on any of them.
    """

    interview: datetime | None = None
    decision: date | None = None
    today: datetime | None = None


@dataclass(frozen=True, slots=True)
class Goods:
    """What is made beside the cards. `liner` is None if nobody said: then only envelopes that people fold have one.

    `place` is where the order asks for a liner or an envelope to fold.
    """

    liner: bool | None = None
    folded_envelope: bool = False
    contact: Contact | None = None
    place: Place | None = None


NO_GOODS = Goods()


@dataclass(frozen=True, slots=True)
class Envelopes:
    """How an order's envelopes are made. `envelope` is None if none are, or if none holds the cards though one `is_wanted`."""

    envelope: Envelope | None = None
    style: AddressStyle = AddressStyle.HAND
    return_on: ReturnOn = ReturnOn.FRONT
    feed: Feed = TRUE_SIZE
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Everything a person asked for, checked once. From here on nothing is read from disk.

    `hands` are the chosen one and, in order, those that write the words it has no letters for. With `own_pen` the people
    write the notes themselves, and the hands write what they copy; only then may a note be empty. `allow` are rules of
    the note's check that the person does not want. `absent` are those of the list who get no card, since something is
    wrong with their row: their names still are theirs. For a press, `one_a_page` is a page for each card instead of the
    paper.
    """

    title: str
    language: str
    design: Design
    palette: str
    hands: tuple[Script, ...]
    format: Format
    paper: Paper
    flip: Flip | None
    people: tuple[Person, ...]
    sender: str = ""
    seed: int = 1
    pen: Pen = BLUE_BALLPOINT
    own_pen: OwnPen | None = None
    neatness: Neatness = Neatness.NATURAL
    texts: Mapping[str, str] = field(default_factory=dict)
    paper_place: Place | None = None
    signature: Signing | Signature = Signing.WRITTEN
    artworks: tuple[Artwork, ...] = ()
    occasion: Occasion = Occasion.THANKS
    allow: frozenset[str] = frozenset()
    dates: Dates = Dates()
    absent: tuple[Person, ...] = ()
    goods: Goods = NO_GOODS
    return_address: Address | None = None
    envelopes: Envelopes = Envelopes()
    profile: Profile = Profile.HOME
    one_a_page: bool = False

    @property
    def ink(self) -> Color:
        return self.pen.color

    def for_person(self, person: Person) -> "Order":
        """Return the order as it is for one person: with a design, palette, hand or seed of their own."""
        own = person.own
        if own == NOTHING_OWN:
            return self
        palette = own.palette or (self.palette if own.design is None else own.design.default_palette)
        return replace(
            self,
            design=own.design or self.design,
            palette=palette,
            hands=own.hands or self.hands,
            seed=self.seed if own.seed is None else own.seed,
        )


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card: a frame for each panel of the format."""

    title: str
    format: Format
    panels: Mapping[Panel, Frame]
