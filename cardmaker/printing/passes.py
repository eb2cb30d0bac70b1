"""What goes to the printer for an order, pass by pass: a proof, the cards, the sheets turned by hand, the envelopes.

Before a pass, people may have something to do: then it begins when they say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

from cardmaker.compose.printing import plural
from cardmaker.drawing import Duplex
from cardmaker.geometry import Size
from cardmaker.impose.feeding import page_size
from cardmaker.impose.plan import Plan
from cardmaker.model import Envelope, Envelopes, Facing, Feed
from cardmaker.printing.tickets import Ticket


class What(Enum):
    """What a pass prints."""

    CARDS = "cards"
    FIRST_SIDES = "first-sides"
    SECOND_SIDES = "second-sides"
    PROOF = "proof"
    PROOF_BACK = "proof-back"
    ENVELOPES = "envelopes"
    FLAPS = "flaps"


@dataclass(frozen=True, slots=True)
class Pass:
    """One job, and what people do before it; nothing if it can start at once."""

    what: What
    ticket: Ticket
    before: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """Where it is printed: the queue of the system, a tray, and the types of paper for cards, proof and envelopes.

    Tray and types are choices of the queue; empty leaves them to the printer.
    """

    queue: str
    tray: str = ""
    stock: str = ""
    plain: str = ""
    envelope: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """The cards as they were made: the file, how many sheets it is, and its title."""

    file: Path
    plan: Plan
    sheets: int
    title: str


@dataclass(frozen=True, slots=True)
class Post:
    """The envelopes as they were made: the files, how many there are, and how they are fed."""

    files: Sequence[Path]
    count: int
    envelope: Envelope
    feed: Feed
    page: Size


POST_FILES: Final = ("envelopes", "envelope-flaps")
"""Files of envelopes, in the order in which they are printed, without what stands after it in the name of a part."""


def post_of(wanted: Envelopes, files: Sequence[Path], count: int) -> Post | None:
    """Return the envelopes among the files that were made, None if there are none."""
    found = [path for stem in POST_FILES for path in files if path.stem.removesuffix("-only") == stem]
    if not (count and found and wanted.envelope):
        return None
    envelope, feed = wanted.envelope, wanted.feed
    return Post(found, count, envelope, feed, page_size(envelope.size, feed))


def passes_of(device: Device, stack: Stack, post: Post | None, *, proof: bool) -> list[Pass]:
    """Return all passes in order."""
    cards = list(_cards(device, stack))
    if proof:
        plan = stack.plan
        what = f"{plan.paper.name} card stock" if not plan.paper.pieces else plan.paper.name
        again = f"Look at the proof: fold it, and all must stand upright. If it is right, load {_sheets(stack)} of {what}."
        cards[0] = replace(cards[0], before=again)
        cards = [*_proof(device, stack), *cards]
    return [*cards, *(_envelopes(device, post) if post else ())]


def _cards(device: Device, stack: Stack) -> Iterator[Pass]:
    whole = _ticket(device, stack)
    if stack.plan.by_hand is None or stack.plan.sides == 1:
        yield Pass(What.CARDS, whole)
        return
    first = replace(whole, pages=(1, stack.sheets), title=f"{stack.title}: first sides")
    yield Pass(What.FIRST_SIDES, first)
    second = replace(whole, pages=(stack.sheets + 1, 2 * stack.sheets), title=f"{stack.title}: second sides")
    yield Pass(What.SECOND_SIDES, second, _turning(stack))


def _proof(device: Device, stack: Stack) -> Iterator[Pass]:
    """Yield the first sheet on plain paper; by hand, its sides are the first page and that of the back that goes with it."""
    plan = stack.plan
    plain = replace(_ticket(device, stack), stock=device.plain, title=f"{stack.title}: proof")
    if plan.by_hand is None or plan.sides == 1:
        yield Pass(What.PROOF, replace(plain, pages=(1, plan.sides)))
        return
    back = 2 * stack.sheets if plan.by_hand.is_reversed else stack.sheets + 1
    yield Pass(What.PROOF, replace(plain, pages=(1, 1)))
    yield Pass(What.PROOF_BACK, replace(plain, pages=(back, back)), _turning(replace(stack, sheets=1)))


def _envelopes(device: Device, post: Post) -> Iterator[Pass]:
    facing = {Facing.UP: ", printed side up", Facing.DOWN: ", printed side down", None: ""}[post.feed.facing]
    count = f"{post.count:,} {plural(post.count, 'envelope')}"
    load = f"Load {count} ({post.envelope.name}), flaps closed{facing}; run-sheet.pdf shows how."
    for number, file in enumerate(post.files):
        paper = post.feed.paper
        ticket = Ticket(
            device.queue,
            file,
            "Envelopes" if number == 0 else "Flaps",
            post.page,
            media=paper.media if paper else post.envelope.media,
            tray=device.tray,
            stock=device.envelope,
        )
        again = (
            f"Load the same {plural(post.count, 'envelope')} again, the flap side where the printer prints."
        )
        yield Pass(What.FLAPS if number else What.ENVELOPES, ticket, again if number else load)


def _ticket(device: Device, stack: Stack) -> Ticket:
    plan = stack.plan
    duplex = Duplex.NONE if plan.by_hand else plan.duplex
    return Ticket(
        device.queue,
        stack.file,
        stack.title,
        plan.paper.size,
        plan.paper.media,
        duplex,
        device.tray,
        device.stock,
    )


def _turning(stack: Stack) -> str:
    """Return how the printed sheets go back in."""
    refeed = stack.plan.by_hand
    assert refeed is not None
    facing = {Facing.UP: ", the printed sides up", Facing.DOWN: ", the printed sides down", None: ""}
    what = "the sheet" if stack.sheets == 1 else f"the {stack.sheets:,} sheets together, as they lie,"
    return f"When all is out, take {what} and put {'it' if stack.sheets == 1 else 'them'} back into the tray{facing[refeed.facing]}."


def _sheets(stack: Stack) -> str:
    return f"{stack.sheets:,} {plural(stack.sheets, 'sheet')}"
