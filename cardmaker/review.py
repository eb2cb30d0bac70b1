"""A design under review: drawn in every shape and palette, looked at, and all that is wrong with it told by layer.

What the laws are is told by `check.designs`; this draws, takes the pictures, and asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

from cardmaker.art.lettering.text import TYPE_MARGIN
from cardmaker.art.lettering.wording import slots_named
from cardmaker.art.panel import Drawn, draw_panel, note_box
from cardmaker.check.designs.leaves import leaves_of, without_words
from cardmaker.check.designs.marks import check_ink, check_marks
from cardmaker.check.designs.pixels import DPI, Pixels, check_words, ink_in, mean_ink
from cardmaker.check.designs.told import Shown, by_layer, fault
from cardmaker.check.designs.whole import check_declared, check_occasions, check_type, check_weight
from cardmaker.design import Design, Layer, Shape
from cardmaker.drawing import Document, Frame, Page, Profile
from cardmaker.errors import Finding, Level
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.units import MM
from cardmaker.write.content import paint
from cardmaker.write.names import Names
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages

SIZES: Final = {
    "A7": Size(127 * MM, 177.8 * MM),
    "A7 lying": Size(177.8 * MM, 127 * MM),
    "A2": Size(107.95 * MM, 139.7 * MM),
    "A2 lying": Size(139.7 * MM, 107.95 * MM),
    "half Letter": Size(139.7 * MM, 215.9 * MM),
    "postcard": Size(152.4 * MM, 101.6 * MM),
    "square": Size(133.35 * MM, 133.35 * MM),
    "slim": Size(99 * MM, 210 * MM),
}
"""The sizes a design is drawn in: the smallest, the largest and each shape."""

SENDER: Final = "Alexandrina Featherstone"
LONG: Final = ("", "merci\nbeaucoup", "Muchas gracias", "Herzlichen\nGlückwunsch")
"""Headlines for every shape: none, and long ones."""

RARE: Final = ("Vielen Dank", "Dziękuję", "Cảm ơn")
"""Headlines for one shape: of usual length, with letters that few faces have."""

WORDINGS: Final = (
    *((words, name) for words in LONG for name in ("A2", "A2 lying", "square", "slim")),
    *((words, "A2") for words in RARE),
)

ROOM_FOR_NOTE: Final = 0.5
"""Of the inside, for the note's box."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a panel takes: operators and bytes of its content in the PDF."""

    part: str
    operators: int
    size: int


def review_design(design: Design) -> list[Finding]:
    """Return all that is wrong with a design and its variants, each fault once, errors before warnings."""
    findings = [*check_type(design), *check_occasions(design), *_ink_findings(design)]
    for each in (design, *design.variants.values()):
        for name, size in SIZES.items():
            findings += _size_findings(each, name, size)
        findings += [*_palette_findings(each), *_wording_findings(each), *_weight_findings(each)]
    order = list(Level)
    return sorted(by_layer(findings), key=lambda finding: order.index(finding.level))


def costs_of(design: Design) -> list[Cost]:
    """Return what each panel of a design costs, at A7 in its first palette, beyond its fonts."""
    return [_cost(design, part) for part in ("front", "inside", "back", "liner") if design.panels[part]]


def milliseconds(design: Design) -> float:
    """Return how long drawing the front takes, the best of three."""
    return min(_seconds(design) for _ in range(3)) * 1000


def _seconds(design: Design) -> float:
    start = perf_counter()
    draw_panel(design, "front", _own_size(design), design.default_palette, {})
    return perf_counter() - start


def measured_ink(design: Design) -> dict[str, float]:
    """Return the mean ink of the front, 0 to 4, by palette."""
    size = _own_size(design)
    return {
        palette: mean_ink(_pixels(draw_panel(design, "front", size, palette, {}).frame, DPI))
        for palette in design.palettes
    }


def _own_size(design: Design) -> Size:
    return SIZES["A7" if design.orientation is Shape.PORTRAIT else "A7 lying"]


def _ink_findings(design: Design) -> Iterator[Finding]:
    for each in (design, *design.variants.values()):
        yield from check_declared(each, measured_ink(each))


def _size_findings(design: Design, name: str, size: Size) -> Iterator[Finding]:
    """Yield the faults of all panels of one size, in the first palette, with a sender and without."""
    palette = design.default_palette
    for part in ("front", "inside", "back"):
        for texts in _senders(design, part):
            shown = Shown(design, part, name, palette)
            yield from _panel_findings(draw_panel(design, part, size, palette, texts), size, shown)
    yield from _note_findings(design, name, size)


def _senders(design: Design, part: str) -> list[dict[str, str]]:
    """Return the texts to draw a panel with: with a sender's name too, if the panel shows it."""
    if not any(_shows(layer, _with_sender(design)) for layer in design.panels[part]):
        return [{}]
    return [{}, {"sender": SENDER}]


def _with_sender(design: Design) -> set[str]:
    """Return the slots that hold the sender's name."""
    return {
        name
        for name, slot in design.slots.items()
        if name == "sender" or "sender" in slots_named(slot.default)
    }


def _shows(layer: Layer, slots: set[str]) -> bool:
    """Return whether a layer, or one that it holds, hangs on one of the slots."""
    named = {*layer.when, *layer.unless, getattr(layer.params, "slot", "")}
    return not slots.isdisjoint(named) or any(_shows(inner, slots) for inner in layer.nested)


def _panel_findings(drawn: Drawn, size: Size, shown: Shown) -> Iterator[Finding]:
    leaves = list(leaves_of(drawn))
    yield from (_told(finding, shown) for finding in drawn.findings if finding.level is not Level.ADVICE)
    yield from check_marks(leaves, size, shown)
    yield from check_words(drawn.frame, leaves, shown, _pixels)


def _told(finding: Finding, shown: Shown) -> Finding:
    return fault(finding.level, finding.rule, finding.message, shown, None, finding.hint)


def _note_findings(design: Design, name: str, size: Size) -> Iterator[Finding]:
    """Yield an error if the note has too little room, or anything is drawn in it."""
    box, shown = note_box(design, size), Shown(design, "inside", name, design.default_palette)
    layer = next((each for each in design.panels["inside"] if each.generator == "note"), None)
    if not Rect.of(size).inset(Insets.even(TYPE_MARGIN)).holds(box, 0.02):
        yield fault(
            Level.ERROR, "note-box", "the note comes within 8 mm of the edge", shown, layer, "make it smaller"
        )
    if box.width * box.height < ROOM_FOR_NOTE * size.width * size.height:
        message = f"the note has less than {ROOM_FOR_NOTE:.0%} of the panel"
        yield fault(Level.ERROR, "note-room", message, shown, layer, "make its box larger")
    drawn = draw_panel(design, "inside", size, design.default_palette, {})
    if ink_in(_pixels(drawn.frame, DPI), box):
        culprit = next((leaf.layer for leaf in leaves_of(drawn) if leaf.seen.overlap(box)), None)
        message = "it is drawn where the note goes"
        yield fault(Level.ERROR, "note-ink", message, shown, culprit, "move it out of the note's box")


def _palette_findings(design: Design) -> Iterator[Finding]:
    """Yield what is wrong in palettes: words that are pale, ink that is too much."""
    name = "A7" if design.orientation is Shape.PORTRAIT else "A7 lying"
    for palette in design.palettes:
        for part in ("front", "liner"):
            drawn = draw_panel(design, part, SIZES[name], palette, {})
            shown = Shown(design, part, name, palette)
            leaves = list(leaves_of(drawn))
            yield from check_words(drawn.frame, leaves, shown, _pixels)
            yield from check_ink(leaves, shown)
            if part == "liner" and palette == design.default_palette:
                yield from check_marks(leaves, SIZES[name], shown)


def _wording_findings(design: Design) -> Iterator[Finding]:
    """Yield what is wrong with other wordings of the headline that its slot allows."""
    slot = design.slots.get("headline")
    for words, name in WORDINGS if slot else ():
        if slot and len(words) <= slot.max_chars and words.count("\n") < slot.lines:
            drawn = draw_panel(design, "front", SIZES[name], design.default_palette, {"headline": words})
            shown = Shown(design, f"front with {words!r}", name, design.default_palette)
            yield from _panel_findings(drawn, SIZES[name], shown)


def _weight_findings(design: Design) -> Iterator[Finding]:
    for cost in costs_of(design):
        shown = Shown(design, cost.part, "A7", design.default_palette)
        yield from check_weight(cost.part, cost.size, shown)


def _cost(design: Design, part: str) -> Cost:
    frame = without_words(draw_panel(design, part, _own_size(design), design.default_palette, {}).frame)
    bare = len(_pdf(Frame(frame.size)))
    return Cost(part, _operators(frame), len(_pdf(frame)) - bare)


def _operators(frame: Frame) -> int:
    """Return how many operators paint a frame, with each shared frame once; one may place further ones."""
    names = Names()
    total = paint(frame, names).count(b"\n")
    return total + sum(form.content.count(b"\n") for form in names.forms.values())


def _pdf(frame: Frame) -> bytes:
    return write_pdf(Document("review", "en", [Page(frame)], profile=Profile.PLAIN))


def _pixels(frame: Frame, dpi: float) -> Pixels:
    [image] = render_pages(_pdf(frame), dpi)
    return np.asarray(image)
