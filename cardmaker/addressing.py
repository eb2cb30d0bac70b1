"""From an order to its envelopes, in the order of the cards: addresses to blocks, blocks to sides, sides to pages.

A person whose envelope cannot be made still gets a card. What a single card needs is in `make`; this is asked only for
orders with addresses.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache, partial
from typing import Final, NamedTuple

from cardmaker.check.mailing import Mailing, check_mailing, countries_of
from cardmaker.compose.envelope import Addressed, Desk, Mail, write_back, write_front
from cardmaker.compose.lettering import Typefaces
from cardmaker.compose.stationery import order_hands
from cardmaker.drawing import Document, Duplex, Frame, Page
from cardmaker.errors import Finding, Level
from cardmaker.impose.feeding import fits_feed, page_of
from cardmaker.inputs.facts import read_posts
from cardmaker.inputs.shelf import face_bytes
from cardmaker.mail.block import Block, address_block
from cardmaker.mail.fit import Fit, fit_of
from cardmaker.mail.posts import is_abroad
from cardmaker.mail.zones import Posts
from cardmaker.make import has_errors, plain_fields
from cardmaker.model import Address, AddressStyle, Order, Person, ReturnOn, title_of
from cardmaker.rules import RULES
from cardmaker.text.faces import Face, open_face

USUAL_HOME: Final = "US"
SHOWN: Final = 6
ENGLISH: Final = ("GB", "US")
"""Countries whose posts name others in English."""


SET_FACES: Final = ("jost/400Regular", "jost/500Medium", "eb-garamond/400Regular")
"""For addresses that machines read: Latin and Cyrillic, and Greek and Vietnamese to help out."""

NOT_OF_ENVELOPES: Final = frozenset(
    {"people", "absent", "title", "paper_place", "paper", "flip", "design", "palette", "texts", "artworks", "signature", "own_pen",
     "allow", "dates", "occasion", "goods"}
)  # fmt: skip
"""Fields of an order that leave its envelopes as they are."""


class Sides(Enum):
    """Which sides of the envelopes are pages: one of them, or the front and then the back of each."""

    FRONT = "front"
    BACK = "back"
    BOTH = "both"


@dataclass(slots=True)
class Addressing:
    """One way through an order's envelopes. The lists fill while the pages pass by.

    `home` is the country in which they are posted. `barred` are the keys of people who get no envelope, since they get
    no card. `failed` counts those without an envelope, whether they have an address or not; `refused` those whose address
    is no good.
    """

    order: Order
    home: str
    sides_made: Sides = Sides.FRONT
    barred: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    failed: int = 0
    posts: Posts = field(default_factory=read_posts)

    @property
    def made(self) -> int:
        return len(self.people)

    @property
    def refused(self) -> int:
        return len({each.person for each in self.findings if each.person and has_errors([each])})

    @property
    def per_sheet(self) -> int:
        return 1

    @property
    def sides(self) -> int:
        return 2 if self.sides_made is Sides.BOTH else 1

    def pages(self) -> Iterator[Page]:
        """Yield the envelopes that are right, one at a time."""
        for person in self.order.people:
            found = self.sides_of(person) if person.address and person.key not in self.barred else None
            if found is None:
                self.failed += 1
                continue
            frames, findings = found
            self.findings += [replace(finding, person=person.key) for finding in findings]
            if has_errors(findings):
                self.failed += 1
            else:
                self.people.append(person)
                yield from (page_of(frame, self.order.envelopes.feed) for frame in frames)

    def part(self, people: Sequence[Person]) -> "Addressing":
        """Return the same for some of the people, with nothing made yet."""
        order = replace(self.order, people=tuple(people), title=title_of(people))
        return replace(self, order=order, findings=[], people=[], failed=0)

    def document(self, pages: Iterable[Page] = ()) -> Document:
        name = {Sides.FRONT: "Envelopes", Sides.BACK: "Flaps", Sides.BOTH: "Envelope"}[self.sides_made]
        return Document(
            f"{name}: {self.order.title}", self.order.language, pages, Duplex.NONE, self.order.sender
        )

    def made_of(self) -> tuple[str, ...]:
        """Return what makes all envelopes what they are, but for the people."""
        kept = plain_fields(self.order, NOT_OF_ENVELOPES)
        return kept, self.home, self.sides_made.value, "envelopes"

    def made_for(self, person: Person) -> tuple[str, ...]:
        """Return what makes one person's envelope what it is, but for a hand of their own."""
        return repr((person.name, person.key, person.row, person.address)), repr(person.key in self.barred)

    def is_bad(self, *, strict: bool) -> bool:
        """Return whether no envelope was made, or some were refused though all are wanted."""
        return not self.made or bool(strict and self.refused)

    def again(self) -> Callable[[], "Addressing"]:
        """Return what makes this anew in another process."""
        return partial(_again, self.order, self.home, self.sides_made, self.barred)

    def sides_of(self, person: Person) -> tuple[list[Frame], tuple[Finding, ...]]:
        """Return the sides of a person's envelope that are made, and what was found."""
        assert person.address is not None
        order, address = self.order.for_person(person), person.address
        block = _block(address, self.home, order.envelopes.style)
        if has_errors(block.findings):
            return [], block.findings
        country = address.country or self.home
        reader = country if is_abroad(country, self.home) else self.home
        mail = Mail(
            block.lines,
            _sender(order, self.home, reader),
            self.posts.of(self.home),
            self.posts.of(reader),
            f"{order.seed}/{person.key}",
            address.place or person.place,
        )
        sides = list(self._written(_desk(order), mail))
        findings = (each for side in sides for each in side.findings)
        return [side.frame for side in sides], (*block.findings, *findings)

    def _written(self, desk: Desk, mail: Mail) -> Iterator[Addressed]:
        if self.sides_made is not Sides.BACK:
            on_front = self.order.envelopes.return_on is ReturnOn.FRONT
            yield write_front(desk, mail if on_front else replace(mail, sender=()))
        if self.sides_made is not Sides.FRONT:
            yield write_back(desk, replace(mail, recipient=()))


def start_addressing(order: Order, meant: Sequence[Person] | None = None) -> Addressing | None:
    """Return the way through the envelopes of those of an order's people who are meant, all if it is None.

    All of them settle where the letters are posted. It knows what is found before one is written. None if nobody has an
    address, or if no envelopes are wanted.
    """
    addresses = [person.address for person in order.people if person.address]
    if not addresses or not is_wanted(order):
        return None
    people = order.people if meant is None else tuple(meant)
    home, guessed = home_of(order)
    mailing = Mailing(order, home, countries_of((each.country for each in addresses), home), read_posts())
    fits = _fits_printer(order)
    findings = [
        *check_mailing(mailing, fits_printer=fits),
        *guessed,
        *_without(order, people),
        *_sender_findings(order, home),
    ]
    return Addressing(replace(order, people=people), home, findings=findings)


def is_wanted(order: Order) -> bool:
    """Return whether envelopes are to be printed: not if people write the cards themselves, for whose hand it would be another."""
    by_hand = order.own_pen is not None and order.envelopes.style is AddressStyle.HAND
    return order.envelopes.is_wanted and not by_hand


def can_be_made(order: Order) -> bool:
    """Return whether the order's envelope holds its cards, and lies on the sheet that is named for it."""
    envelope, feed = order.envelopes.envelope, order.envelopes.feed
    if envelope is None or fit_of(order.format.panel, envelope) is Fit.TIGHT:
        return False
    return feed.paper is None or fits_feed(envelope.size, feed)


def has_backs(order: Order) -> bool:
    """Return whether something stands on the envelopes' backs: a return address that is no good does not."""
    if order.envelopes.return_on is not ReturnOn.FLAP or order.return_address is None:
        return False
    home, _ = home_of(order)
    return bool(_sender(order, home, home))


def check_envelopes(addressing: Addressing) -> None:
    """Write all envelopes and throw them away, for what is found."""
    if can_be_made(addressing.order):
        deque(addressing.pages(), maxlen=0)


class Drawn(NamedTuple):
    """The sides of one person's envelope, none if it cannot be made, with what was found."""

    frames: Sequence[Frame]
    findings: tuple[Finding, ...]


def envelope_sides(order: Order, person: Person) -> Drawn:
    """Return the sides of a person's envelope as they are read, however they are fed."""
    started = start_addressing(order, [person]) if person.address and can_be_made(order) else None
    if started is None:
        return Drawn((), ())
    sides = Sides.BOTH if has_backs(order) else Sides.FRONT
    frames, findings = replace(started, sides_made=sides).sides_of(person)
    return Drawn(() if has_errors(findings) else frames, (*started.findings, *findings))


def home_of(order: Order) -> tuple[str, list[Finding]]:
    """Return the country in which an order is posted: that of its return address, or else a guess, which is told."""
    if order.return_address and order.return_address.country:
        return order.return_address.country, []
    counts = Counter(person.address.country for person in order.people if person.address)
    counts.pop("", None)
    home = counts.most_common(1)[0][0] if counts else USUAL_HOME
    if "home-country" in order.allow or len(counts) < 2:
        return home, []
    rule = RULES["home-country"]
    message = f"nothing says where the cards are posted; taken for {home}, as most addresses are"
    hint = "give a return-address with its country"
    return home, [Finding(rule.level, rule.id, message, None, hint, f"{rule.source}: {rule.why}")]


def _again(order: Order, home: str, sides: Sides, barred: frozenset[str]) -> Addressing:
    return Addressing(order, home, sides, barred)


def _fits_printer(order: Order) -> bool:
    envelope = order.envelopes.envelope
    return envelope is None or fits_feed(envelope.size, order.envelopes.feed)


def _without(order: Order, people: Sequence[Person]) -> list[Finding]:
    """Return advice that names the people who have no address though others have one."""
    without = [person for person in people if person.address is None]
    if not without or "no-address" in order.allow:
        return []
    rule = RULES["no-address"]
    shown = ", ".join(_called(person) for person in without[:SHOWN])
    more = f" and {len(without) - SHOWN} more" if len(without) > SHOWN else ""
    has = "has" if len(without) == 1 else "have"
    message = f"{shown}{more} {has} no address, and so no envelope"
    return [Finding(rule.level, rule.id, message, without[0].place, "", f"{rule.source}: {rule.why}")]


def _called(person: Person) -> str:
    return f"{person.name or 'nobody'} (row {person.row})" if person.row else person.name or "nobody"


def _sender_findings(order: Order, home: str) -> list[Finding]:
    """Return what is found in the return address; an error in it leaves it out, and nothing else."""
    if order.return_address is None or order.envelopes.return_on is ReturnOn.NONE:
        return []
    found = _block(order.return_address, home, order.envelopes.style).findings
    return [replace(each, level=Level.WARNING) if each.level is Level.ERROR else each for each in found]


def _sender(order: Order, home: str, country: str) -> tuple[str, ...]:
    """Return the lines of the return address, none if it is no good.

    On letters abroad it ends with its country, in English: the destination's own name for it may be in letters that
    no hand here writes.
    """
    address = order.return_address
    if address is None or order.envelopes.return_on is ReturnOn.NONE:
        return ()
    abroad = next(each for each in ENGLISH if each != address.country)
    return _block(address, home if country == home else abroad, order.envelopes.style).lines


@lru_cache(maxsize=512)
def _block(address: Address, home: str, style: AddressStyle) -> Block:
    return address_block(address, home, style)


def _desk(order: Order) -> Desk:
    envelope = order.envelopes.envelope
    assert envelope is not None
    return Desk(envelope, order.envelopes.style, order_hands(order), order.pen, order.neatness, set_faces())


@lru_cache(maxsize=1)
def set_faces() -> Typefaces:
    """Return the faces of set addresses."""
    regular, medium, *others = map(_face, SET_FACES)
    return Typefaces(regular, medium, tuple(others))


def _face(key: str) -> Face:
    return open_face(key, face_bytes(key))
