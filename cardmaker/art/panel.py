"""One panel of a design as a frame: the door to `art`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cardmaker.art.catalog import GENERATORS
from cardmaker.art.flow.note import WHOLE_NOTE, NoteBox
from cardmaker.art.lettering.wording import fill_slots
from cardmaker.art.mark.photo import place_artworks
from cardmaker.art.plant.species import SPECIES
from cardmaker.art.stage import Stage
from cardmaker.design import Design, Layer, Layout, Slot, shape_of
from cardmaker.drawing import Frame
from cardmaker.errors import Finding, error
from cardmaker.geometry import Rect, Size
from cardmaker.model import Artwork


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn panel, and what was wrong with the words in it; `makers` has the layer of each item, by its identity."""

    frame: Frame
    findings: tuple[Finding, ...]
    makers: Mapping[int, Layer] = field(default_factory=dict, compare=False, repr=False)


def draw_panel(
    design: Design,
    part: str,
    size: Size,
    palette: str,
    texts: Mapping[str, str],
    artworks: Sequence[Artwork] = (),
) -> Drawn:
    """Return a panel of that size (pt): `part` is front, inside, back or liner; `texts` replaces words by slot.

    `artworks` are a person's own pictures for the front. They fill the design's places for photos, or all of the front.

    Findings name slots whose words do not fit, and characters that a face lacks. Raises KeyError for an unknown palette
    or part; both are checked at the door.
    """
    layout = design.layout(shape_of(size))
    own = artworks if part == "front" else ()
    words = fill_slots(layout.slots, texts)
    layers, shown = place_artworks(layout.panels[part], own, words, design.place)
    stage = Stage(
        design=design,
        layout=layout,
        palette=design.palettes[palette],
        words=words,
        species={**SPECIES, **design.species},
        generators=GENERATORS,
        size=size,
        u=min(size) / 100,
        panel=layers,
        artworks=shown,
    )
    items = stage.draw(layers)
    findings = (
        [*_wording_findings(layout, stage.words), *stage.findings] if part == "front" else stage.findings
    )
    return Drawn(Frame(size, tuple(items)), tuple(findings), stage.makers)


def note_box(design: Design, size: Size) -> Rect:
    """Return where the handwriting goes on an inside panel of that size, pt."""
    layers = design.layout(shape_of(size)).panels["inside"]
    note = next((layer.params for layer in layers if isinstance(layer.params, NoteBox)), WHOLE_NOTE)
    u = min(size) / 100
    return Rect.around([note.from_.on(size, u), note.to.on(size, u)])


def _wording_findings(layout: Layout, words: Mapping[str, str]) -> list[Finding]:
    return [finding for name, slot in layout.slots.items() for finding in _too_much(name, slot, words[name])]


def _too_much(name: str, slot: Slot, words: str) -> list[Finding]:
    findings = []
    if (lines := words.count("\n") + 1) > slot.lines:
        message = f"the {name} has {lines} lines and may have {slot.lines}"
        findings.append(error("slot-lines", message, hint="put its words into fewer lines"))
    if len(words) > slot.max_chars:
        message = f"the {name} has {len(words)} characters and may have {slot.max_chars}"
        findings.append(error("slot-length", message, hint="use fewer words"))
    return findings
