"""Where the ink of an envelope is, read from pixels: for every envelope and every pair of posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import numpy as np
import pypdfium2
import pytest

from cardmaker.addressing import set_faces
from cardmaker.compose.envelope import Addressed, Desk, Mail, write_front
from cardmaker.drawing import Document, Page
from cardmaker.geometry import Rect, Size
from cardmaker.hand.variants import forms_of
from cardmaker.inputs.facts import read_envelopes, read_posts
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.wishes import hands_of
from cardmaker.mail.zones import code_zone, read_zone, stamp_zone
from cardmaker.model import BLUE_BALLPOINT, AddressStyle, Envelope, Neatness
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf

POSTS = read_posts()
PAIRS = tuple(product(POSTS.rules, repeat=2))
HANDS = ("reenie-beanie", "homemade-apple", "caveat", "covered-by-your-grace")
DPI = 36.0
INK = 247
"""A pixel darker than this has ink, however little of it."""

ADDRESS = (
    "Dr. Lucía Fernández Oyelaran",
    "Ashdown County Libraries",
    "1408 Old Mill Road, Apt 12",
    "Millbrook PA 18947-2206",
)
SENDER = ("Jamie Okafor", "27 Larkspur Lane, Apt 4B", "Doylestown PA 18901")

TOO_LOW = {"square-3", "c7"}
"""Posts take them for letters nowhere or hardly anywhere, and not all read four lines on them."""


@dataclass(frozen=True)
class Side:
    envelope: Envelope
    home: str
    to: str
    addressed: Addressed


@cache
def desk_of(envelope: str, hand: str, style: AddressStyle) -> Desk:
    chain = hands_of(read_hand(hand))
    forms = tuple(forms_of(script, 1) for script in chain)
    return Desk(read_envelopes()[envelope], style, forms, BLUE_BALLPOINT, Neatness.QUICK, set_faces())


def sides(envelope: str, style: AddressStyle, pairs: Sequence[tuple[str, str]] = PAIRS) -> Iterator[Side]:
    for number, (home, to) in enumerate(pairs):
        desk = desk_of(envelope, HANDS[number % len(HANDS)], style)
        mail = Mail(ADDRESS, SENDER, POSTS.of(home), POSTS.of(to), f"{number}/{envelope}")
        yield Side(desk.envelope, home, to, write_front(desk, mail))


def pictures(found: Sequence[Side]) -> Iterator[tuple[Side, np.ndarray]]:
    """Yield each side with a gray picture of its page."""
    pdf = write_pdf(Document("x", "en", [Page(side.addressed.frame) for side in found]))
    document = pypdfium2.PdfDocument(pdf)
    for side, page in zip(found, document, strict=True):
        bitmap = page.render(scale=DPI / 72, grayscale=True)
        yield side, bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
        bitmap.close()
        page.close()
    document.close()


def ink_box(picture: np.ndarray) -> Rect:
    """Return the box of all ink (pt), pixels that ink only touches included."""
    rows, columns = (np.flatnonzero((picture < INK).any(axis=axis)) for axis in (1, 0))
    scale = 72 / DPI
    return Rect(
        columns[0] * scale,
        rows[0] * scale,
        (columns[-1] - columns[0] + 1) * scale,
        (rows[-1] - rows[0] + 1) * scale,
    )


def is_empty(picture: np.ndarray, zone: Rect) -> bool:
    """Return whether no pixel that lies wholly in the zone has ink."""
    scale = DPI / 72
    left, top = int(np.ceil(zone.x * scale)), int(np.ceil(zone.y * scale))
    right, bottom = int(zone.right * scale), int(zone.bottom * scale)
    return not (picture[top:bottom, left:right] < INK).any()


PIXEL = 72 / DPI


def without(picture: np.ndarray, area: Rect | None) -> np.ndarray:
    """Return the picture with an area made white, and the pixels that ink at its edge touches."""
    if area is None:
        return picture
    scale, shown = DPI / 72, picture.copy()
    left, top = int(area.x * scale) - 1, int(area.y * scale) - 1
    shown[top : int(np.ceil(area.bottom * scale)) + 1, left : int(np.ceil(area.right * scale)) + 1] = 255
    return shown


def check(side: Side, picture: np.ndarray) -> None:
    size, home, to = side.envelope.size, POSTS.of(side.home), POSTS.of(side.to)
    recipient = ink_box(without(picture, side.addressed.sender))
    assert read_zone(to, size).holds(recipient, PIXEL), (side.home, side.to)
    assert is_empty(picture, stamp_zone(home, size)), (side.home, side.to)
    assert is_empty(picture, code_zone(home, size)), (side.home, side.to)
    assert is_empty(picture, code_zone(to, size)), (side.home, side.to)


@pytest.mark.parametrize("envelope", read_envelopes())
def test_the_address_is_inked_where_it_is_read_and_stamp_and_bar_codes_have_their_zones(envelope):
    found = list(sides(envelope, AddressStyle.HAND))
    right = [side for side in found if side.addressed.frame.items]
    assert len(right) == len(found) or envelope in TOO_LOW
    for side, picture in pictures(right):
        check(side, picture)


@pytest.mark.parametrize("envelope", sorted(set(read_envelopes()) - TOO_LOW))
def test_a_set_address_stands_there_too(envelope):
    found = sides(envelope, AddressStyle.MACHINE, [(post, post) for post in POSTS.rules])
    for side, picture in pictures(list(found)):
        check(side, picture)


@pytest.mark.parametrize("envelope", sorted(TOO_LOW))
def test_an_envelope_too_low_for_a_post_is_refused_and_told(envelope):
    refused = [side for side in sides(envelope, AddressStyle.HAND) if not side.addressed.frame.items]
    assert refused
    assert {finding.rule for side in refused for finding in side.addressed.findings} >= {"envelope-room"}


def test_the_pixels_would_show_an_address_that_is_22_mm_too_low():
    desk = desk_of("a2", "caveat", AddressStyle.HAND)
    us = POSTS.of("US")
    addressed = write_front(desk, Mail(ADDRESS, (), us, us, "1"))
    lower = Size(desk.envelope.size.width, desk.envelope.size.height - 22 * MM)
    side = Side(
        replace(desk.envelope, size=lower),
        "US",
        "US",
        replace(addressed, frame=replace(addressed.frame, size=lower)),
    )
    ((_, picture),) = pictures([side])
    assert not read_zone(us, lower).holds(ink_box(picture), PIXEL)
    assert not is_empty(picture, code_zone(us, lower))


@pytest.mark.parametrize("envelope", ["a2", "a7", "c6", "dl", "n10"])
def test_no_ink_of_the_sender_meets_the_recipient(envelope):
    for side in sides(envelope, AddressStyle.HAND):
        assert side.addressed.recipient
        if side.addressed.sender is None:
            assert (envelope, side.home) == ("a2", "AU"), "beside 90 mm for the stamp there is no room"
            continue
        assert not side.addressed.sender.meets(side.addressed.recipient), (side.home, side.to)
