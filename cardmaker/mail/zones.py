"""What post offices read on the address side of an envelope, and what they keep free: rules as values, zones as rectangles.

The rules are rows of `facts/mail.yaml`, with their sources. What is written where is left to `compose`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardmaker.geometry import Insets, Rect, Size
from cardmaker.units import MM

ELSEWHERE: Final = "UPU"
"""The rules for countries that have none of their own here."""

LEAST: Final = Size(70.0 * MM, 24.0 * MM)
"""The smallest room that holds an address of four lines; where two posts agree on less, the destination's zone counts."""


@dataclass(frozen=True, slots=True)
class Post:
    """A country's post office. `margins` (pt) are those of its read zone; `top` 0 means below the stamp.

    `band` is how far above the lower edge the zone begins, `reach` how far from the right edge it may begin, both 0 if
    the post does not say. `code` and `stamp` are kept free in the lower and upper right corner; a `code` without width goes
    from edge to edge. On envelopes lower than `low[0]` the stamp's zone is `low[1]` high. `letter` is the height of
    capitals from least to most (pt), 0 for no limit, `type_pt` the sizes for set type. `source` is where the numbers come from.
    """

    country: str
    name: str
    margins: Insets
    code: Size
    stamp: Size
    letter: tuple[float, float]
    type_pt: tuple[float, float]
    source: str
    band: float = 0.0
    reach: float = 0.0
    low: tuple[float, float] = (0.0, 0.0)
    wants_back: bool = False
    reads_script: bool = False


@dataclass(frozen=True, slots=True)
class LetterClass:
    """A class of letters: lengths and heights (pt) from `least` to `most`, thickness (pt) and weight (g) at most.

    `ratio` is length to height, least and most, 0 for no limit; `outside` what becomes of a letter beyond it.
    """

    post: str
    name: str
    least: Size
    most: Size
    thick: float
    weight_g: float
    source: str
    ratio: tuple[float, float] = (0.0, 0.0)
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts by country, and their classes of letters, cheapest first."""

    rules: Mapping[str, Post]
    classes: Mapping[str, tuple[LetterClass, ...]]

    def of(self, country: str) -> Post:
        """Return the post of a country (alpha-2), the union's rules if it has none here."""
        return self.rules.get(country.upper(), self.rules[ELSEWHERE])

    def classes_of(self, country: str) -> tuple[LetterClass, ...]:
        return self.classes.get(country.upper(), self.classes[ELSEWHERE])


def stamp_zone(post: Post, size: Size) -> Rect:
    """Return what is kept free for stamp and postmark, in the upper right corner."""
    below, height = post.low
    tall = height if size.height < below else post.stamp.height
    return Rect(size.width - post.stamp.width, 0.0, post.stamp.width, tall)


def code_zone(post: Post, size: Size) -> Rect:
    """Return what is kept free for the machine's bar code, in the lower right corner or along the lower edge."""
    width = min(post.code.width or size.width, size.width)
    return Rect(size.width - width, size.height - post.code.height, width, post.code.height)


def read_zone(post: Post, size: Size) -> Rect:
    """Return where the post looks for the address."""
    margins = post.margins
    top = margins.top or stamp_zone(post, size).bottom
    if post.band:
        top = max(0.0, size.height - post.band)
    left = max(margins.left, size.width - post.reach) if post.reach else margins.left
    right, bottom = size.width - margins.right, size.height - margins.bottom
    return Rect(left, top, max(0.0, right - left), max(0.0, bottom - top))


def address_zone(home: Post, to: Post, size: Size) -> Rect:
    """Return where both posts read, clear of stamp and bar codes; if that is too little, where the destination does.

    The post at home reads an address first, if only to learn that it goes abroad.
    """
    both = read_zone(to, size).overlap(read_zone(home, size))
    shared = _clear(both, home, to, size) if both else None
    if shared and shared.width >= LEAST.width and shared.height >= LEAST.height:
        return shared
    return _clear(read_zone(to, size), home, to, size)


def _clear(zone: Rect, home: Post, to: Post, size: Size) -> Rect:
    """Return the zone without the strips of stamp and bar codes, where these reach into it.

    The stamp is that of the post at home; both print bar codes.
    """
    stamp, top, bottom = stamp_zone(home, size), zone.y, zone.bottom
    top = max(top, stamp.bottom) if zone.meets(stamp) else top
    for code in (code_zone(home, size), code_zone(to, size)):
        bottom = min(bottom, code.y) if zone.meets(code) else bottom
    return Rect(zone.x, top, zone.width, max(0.0, bottom - top))
