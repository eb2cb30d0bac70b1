"""What is known of a printer, in words: how far it is off, what stays white, how paper lies in it, who turns the sheets."""

from cardmaker.geometry import Insets
from cardmaker.model import (
    NO_SHIFT,
    TRUE_SCALE,
    Duplexing,
    Facing,
    Feed,
    Flip,
    Load,
    Printer,
    Refeed,
    Shift,
    Turn,
)
from cardmaker.units import MM, format_mm

TRUE: float = 0.05 * MM
"""What nobody can read on a test sheet."""


def printer_words(printer: Printer) -> list[tuple[str, str]]:
    """Return what is known of the printer, each thing by its name; nothing of a new one."""
    told = [
        ("back", shift_words(printer.back) if printer.back != NO_SHIFT else ""),
        ("front", shift_words(printer.front) if printer.front != NO_SHIFT else ""),
        ("scale", scale_words(printer.scale) if printer.scale != TRUE_SCALE else ""),
        ("white edges", margin_words(printer.margins) if printer.margins else ""),
        ("paper", load_words(printer.load) if printer.load else ""),
        ("flip", f"always on the {edge_words(printer.flip)}" if printer.flip else ""),
        ("second sides", refeed_words(printer.refeed) if printer.duplexing is Duplexing.MANUAL else ""),
        ("envelopes", feed_words(printer.feed) if printer.feed else ""),
        ("queue", printer.queue),
        ("stock", printer.stock),
    ]
    return [(what, said) for what, said in told if said]


def shift_words(shift: Shift) -> str:
    """Return how far a side lands off its place, and that this is undone."""
    parts = [
        f"{format_mm(abs(value))} {ways[value < 0]}"
        for value, ways in zip(shift, (("right", "left"), ("down", "up")), strict=True)
        if abs(value) >= TRUE
    ]
    return f"lands {' and '.join(parts)}; undone on its pages" if parts else "lands true"


def scale_words(scale: tuple[float, float]) -> str:
    parts = [
        f"{abs(value - 1) * 100:.2g} % {ways[value < 1]}"
        for value, ways in zip(scale, (("too wide", "too narrow"), ("too long", "too short")), strict=True)
        if value != 1.0
    ]
    return f"{' and '.join(parts)}; undone on all pages"


def margin_words(margins: Insets) -> str:
    if len(set(margins)) == 1:
        return f"{format_mm(margins.left)} all round"
    return ", ".join(f"{edge} {format_mm(value)}" for edge, value in margins._asdict().items())


def load_words(load: Load) -> str:
    """Return how blank paper lies: which of its sides becomes the front, and which end goes in first."""
    facing = "up" if load.facing is Facing.UP else "down"
    return (
        f"the side to print first looks {facing}, the {'head' if load.head_first else 'foot'} goes in first"
    )


def refeed_words(refeed: Refeed) -> str:
    """Return how a stack goes back in for its second sides, and in which order those are printed."""
    side = {Facing.UP: ", printed sides up", Facing.DOWN: ", printed sides down", None: ""}[refeed.facing]
    order = "from the last sheet on" if refeed.is_reversed else "in the same order"
    return f"you put the stack back as it lies{side}; second sides are printed {order}"


def feed_words(feed: Feed) -> str:
    place = f"on a {feed.paper.name} page, {feed.edge.value}" if feed.paper else "as pages of their own size"
    turn = "" if feed.turn is Turn.NONE else f", {feed.turn.value.replace('-', ' ')}"
    return place + turn + (f", {feed.facing.value.replace('-', ' ')}" if feed.facing else "")


def edge_words(flip: Flip) -> str:
    """Return an edge as print dialogs call it."""
    return "short edge" if flip is Flip.SHORT_EDGE else "long edge"
