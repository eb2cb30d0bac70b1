"""Pictures for the page: one face of one person's things at a time, drawn by pdfium from the PDF's own bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from cardmaker.addressing import envelope_sides
from cardmaker.compose.card import Composed, compose_card
from cardmaker.compose.stationery import Cabinet, Stationery
from cardmaker.design import Design
from cardmaker.drawing import Document, Frame, Page, Profile
from cardmaker.hand.pens import PENS
from cardmaker.impose.plan import Plan, impose
from cardmaker.inputs.hand import read_hand
from cardmaker.make import Run, check_cards, plan_order
from cardmaker.model import NOTE_PANEL, NOTHING_OWN, Card, Order, Panel, Person
from cardmaker.studio.drawing.album import artwork_frame
from cardmaker.studio.drawing.portfolio import Portfolio
from cardmaker.studio.drawing.samples import LINE, MOST_WORDS, SHORT, write_sample
from cardmaker.studio.drawing.sketches import SKETCHES, draw_sketch
from cardmaker.studio.drawing.things import liner_frame
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_part, write_jpeg

PANELS: Final = {panel.value: panel for panel in Panel}
ENVELOPE: Final = {"envelope": 0, "envelope-back": 1}
SHEETS: Final = {"sheet-1": 0, "sheet-2": 1}
FACES: Final = frozenset({*PANELS, *ENVELOPE, *SHEETS, *SKETCHES, "liner"})
QUALITY: Final = 90
LEAST_PX: Final = 80
MOST_PX: Final = 8000
"""How wide a whole face may be; more than `PART_PX` of it are never drawn at once."""

PART_PX: Final = 1800
MOST_PARTS: Final = 8
KEPT: Final = 100
"""Pictures that are kept, by what they show: about 12 MB."""

KEPT_FILES: Final = 6
"""PDFs whose parts are being asked for, one after the other, as somebody looks closely."""


SAMPLE_PX_A_POINT: Final = 2.6
OWN_PX: Final = 640


class Part(NamedTuple):
    """One of `of` by `of` equal parts of a face, by column and row from the top left."""

    of: int = 1
    column: int = 0
    row: int = 0


WHOLE: Final = Part()


@dataclass(slots=True)
class Easel:
    """Draws, and remembers the latest art and pictures. For one thread: pdfium is not safe for more."""

    portfolio: Portfolio = field(default_factory=Portfolio)
    _of: tuple[Order, Plan, Cabinet] | None = None
    _kept: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    _files: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)

    def composed(self, order: Order, index: int) -> Composed:
        """Return a person's card; the order's art is drawn again only if something of it changed."""
        return compose_card(*self.dressed(order, order.people[index]))

    def dressed(self, order: Order, person: Person) -> tuple[Order, Person, Stationery]:
        """Return the order as it is for a person, and their stationery."""
        own, stationery = self._cabinet(order)[1].of(person)
        return own, person, stationery

    def checked(self, order: Order) -> Run:
        """Return a run whose cards were all composed and thrown away, with the art that pictures are made of."""
        return check_cards(order, self.portfolio.draw)

    def art(self, order: Order) -> int:
        """Return the number of the order's art. Pictures without handwriting are the same as long as it is."""
        return self.portfolio.of(plan_order(order), order).number

    def ahead(self, order: Order, design: Design, width: int) -> bytes:
        """Return JPEG of the front that an order would have with another design, and remember its art: it may be picked next."""
        meant = replace(order, design=design, palette=design.default_palette)
        return self.picture(meant, 0, Panel.FRONT.value, width, "ahead")

    def picture(
        self, order: Order, index: int, face: str, width: int, key: str = "", part: Part = WHOLE
    ) -> bytes:
        """Return JPEG of a face, all of it `width` pixels wide, or of a part of it; empty if there is no such face.

        `key` names the order's state; without one nothing is kept.
        """
        width = max(LEAST_PX, min(width, MOST_PX if part.of > 1 else PART_PX))
        shown = (*self._shown(order, index, face, key), width)
        if key and (*shown, part) in self._kept:
            self._kept.move_to_end((*shown, part))
            return self._kept[(*shown, part)]
        picture = self._drawn(order, index, face, width, part, shown[:-1] if key else ())
        if key:
            _keep(self._kept, (*shown, part), picture, KEPT)
        return picture

    def sample(self, order: Order, index: int, hand_id: str = "", pen_id: str = "") -> bytes:
        """Return JPEG of a slip with a person's first words: in a hand with the order's pen, or in a pen with its hand."""
        person = order.people[index]
        script = read_hand(hand_id) if hand_id else order.hands[0]
        pen = PENS[pen_id] if pen_id else order.pen
        words = person.note.words[:MOST_WORDS]
        name = ("sample", script.hand.id, pen, bool(pen_id), words, person.key, order.seed, order.neatness)
        if name not in self._kept:
            slip = SHORT if pen_id else LINE
            frame = write_sample(order, person, script, pen, slip)
            picture = write_jpeg(render_part(_pdf(frame), round(slip.width * SAMPLE_PX_A_POINT)), QUALITY)
            _keep(self._kept, name, picture, KEPT)
        return self._kept[name]

    def own_picture(self, order: Order, number: int) -> bytes:
        """Return JPEG of one of the order's own pictures, whole. Raises InputError if it has no such one."""
        return write_jpeg(render_part(_pdf(artwork_frame(order.artworks, number)), OWN_PX), QUALITY)

    def _drawn(
        self, order: Order, index: int, face: str, width: int, part: Part, file: tuple[Hashable, ...]
    ) -> bytes:
        pdf = self._files.get(file) if file else None
        if pdf is None:
            frame = self._frame(order, index, face)
            pdf = _pdf(frame) if frame else b""
            if part.of > 1 and file:
                _keep(self._files, file, pdf, KEPT_FILES)
        return write_jpeg(render_part(pdf, width, part), QUALITY) if pdf else b""

    def _shown(self, order: Order, index: int, face: str, key: str) -> tuple[Hashable, ...]:
        """Return what a face shows: art alone, or something that differs from person to person and from state to state."""
        panel = PANELS.get(face)
        is_art = panel is not None and panel is not NOTE_PANEL[order.format.fold]
        if is_art and key and order.people[index].own == NOTHING_OWN:
            return ("art", self.art(order), face)
        return (key, index, face)

    def _cabinet(self, order: Order) -> tuple[Plan, Cabinet]:
        """Return the order's plan and its art; looked for again only if the order is another value."""
        if self._of is None or self._of[0] is not order:
            plan = plan_order(order)
            usual = self.portfolio.draw(plan, order)
            self._of = (order, plan, Cabinet(order, usual, lambda own: self.portfolio.draw(plan, own)))
        return self._of[1], self._of[2]

    def _frame(self, order: Order, index: int, face: str) -> Frame | None:
        if face in PANELS:
            return self.composed(order, index).card.panels.get(PANELS[face])
        if face in ENVELOPE:
            frames = envelope_sides(order, order.people[index]).frames
            return frames[ENVELOPE[face]] if len(frames) > ENVELOPE[face] else None
        if face == "liner":
            return liner_frame(order.for_person(order.people[index]))
        if face in SKETCHES:
            return draw_sketch(face, order, plan_order(order))
        return self._sheet(order, index, SHEETS[face])

    def _sheet(self, order: Order, index: int, side: int) -> Frame | None:
        """Return a side of the sheet on which a person's first card is printed, with the others that are on it."""
        plan, _ = self._cabinet(order)
        copies = order.sheet.copies or plan.per_sheet
        first = index * copies // plan.per_sheet * plan.per_sheet
        people = [at // copies for at in range(first, first + plan.per_sheet)]
        cards: list[Card] = [self.composed(order, at).card for at in people if at < len(order.people)]
        pages = [page.frame for page in impose(cards, plan)]
        return pages[side] if side < len(pages) else None


def _keep(kept: OrderedDict[Hashable, bytes], name: Hashable, value: bytes, most: int) -> None:
    kept[name] = value
    while len(kept) > most:
        kept.popitem(last=False)


def _pdf(frame: Frame) -> bytes:
    return write_pdf(Document("card", "en", [Page(frame)], profile=Profile.PLAIN))
