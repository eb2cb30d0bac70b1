"""From an order to pictures of one person's card: its panels, its sheets, and the card as it stands on a table.

All pictures show the PDF's own bytes. How paper looks in space is left to `write.scene`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardmaker.addressing import envelope_sides
from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import Cabinet, draw_stationery
from cardmaker.drawing import Document, Frame, Group, Page, Profile
from cardmaker.errors import Finding, InputError, error
from cardmaker.geometry import Rect, Size, Transform, rectangle
from cardmaker.impose.plan import impose, plan_sheet
from cardmaker.inputs.facts import read_papers
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.make import has_errors
from cardmaker.model import NOTE_PANEL, Card, Fold, Order, Panel, Person
from cardmaker.paperwork import copy_pages
from cardmaker.units import INCH
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages, write_png
from cardmaker.write.poses import pose
from cardmaker.write.scene import OVERSAMPLING, Picture, draw_scene, on_desk, with_crease

STANDING: Final = Size(768.0, 576.0)
"""The picture of the standing card in points, 4 : 3: 1600 by 1200 pixels at 150 dpi, whatever the card's size."""

FILLED: Final = 0.72
"""Share of that picture's height that the card fills, for choosing how finely its panels are drawn."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Named PNG files, and what composing the cards found."""

    pictures: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


def preview_card(order: Order, index: int, dpi: float) -> Preview:
    """Return the pictures of the card at `index` among the people, and of the sheet that it is printed on.

    Raises InputError if that card cannot be made, or if the paper cannot hold the format.
    """
    plan = plan_sheet(order.format, order.paper, order.flip, papers=read_papers().values())
    first = index // plan.per_sheet * plan.per_sheet
    composed = _compose(order, range(first, min(first + plan.per_sheet, len(order.people))))
    card, findings = composed[index - first]
    if has_errors(findings):
        raise InputError(findings)
    printable = [card for card, found in composed if not has_errors(found)]
    pictures = [*_panel_pictures(card, dpi), *_sheet_pictures(impose(printable, plan), dpi)]
    pictures.append(("standing.png", standing_picture(card, dpi)))
    pictures += _copy_pictures(order, order.people[index], dpi)
    addressed = envelope_sides(order, order.people[index])
    pictures += _envelope_pictures(addressed.frames, dpi)
    files = tuple((name, write_png(picture, dpi)) for name, picture in pictures)
    found = (*(finding for _, findings in composed for finding in findings), *addressed.findings)
    return Preview(files, tuple(dict.fromkeys(found)))


def find_person(order: Order, wanted: str) -> int:
    """Return the place of a person by number, from 1, or by name, however capitalized. Raises InputError."""
    names = [person.name for person in order.people]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    folded = [name.casefold() for name in names]
    matches = [number for number, name in enumerate(folded) if wanted.casefold() in (name, *name.split())]
    if len(matches) == 1:
        return matches[0]
    if matches:
        listed = ", ".join(f"{number + 1} {names[number]}" for number in matches)
        raise InputError(
            [error("person", f"{wanted!r} may be more than one person", hint=f"choose by number: {listed}")]
        )
    hint = nearest_hint(wanted, [name for name in names if name]) if any(names) else "the card names nobody"
    raise InputError([error("person", f"there is no person {wanted!r} among {len(names)}", hint=hint)])


def standing_picture(card: Card, dpi: float) -> Picture:
    """Return the card as it stands: half open, as a tent, or front and back side by side."""
    card_format = card.format
    panels = (Panel.FRONT, NOTE_PANEL[card_format.fold])
    fine = dpi * OVERSAMPLING * FILLED * STANDING.height / card_format.panel.height
    pictures = dict(zip(panels, _render([card.panels[panel] for panel in panels], fine), strict=True))
    scene = pose(card_format.fold, card_format.panel, pictures)
    return draw_scene(scene, Size(*(round(side * dpi / INCH) for side in STANDING)))


def _compose(order: Order, indexes: Iterable[int]) -> list[tuple[Card, tuple[Finding, ...]]]:
    """Return the cards with their findings; raises InputError if the design itself cannot be drawn."""
    cabinet = Cabinet(order, draw_stationery(order), draw_stationery)
    found = []
    for index in indexes:
        own, stationery = cabinet.of(order.people[index])
        if has_errors(stationery.findings):
            raise InputError(stationery.findings)
        composed = compose_card(own, order.people[index], stationery)
        found.append((composed.card, (*stationery.findings, *composed.findings)))
    return found


def _panel_pictures(card: Card, dpi: float) -> Iterator[tuple[str, Picture]]:
    """Yield front, opened inside (folded cards only) and back."""
    inside = _spread(card)
    frames = {
        "front.png": card.panels[Panel.FRONT],
        **({"inside.png": inside} if inside else {}),
        "back.png": card.panels[Panel.BACK],
    }
    across = card.format.fold is Fold.TOP
    for name, picture in zip(frames, _render(list(frames.values()), dpi), strict=True):
        yield name, with_crease(picture, across=across) if name == "inside.png" else picture


def _spread(card: Card) -> Frame | None:
    """Return the inside as it is read: left beside right, or top over bottom; None if the card is flat."""
    width, height = card.format.panel
    match card.format.fold:
        case Fold.NONE:
            return None
        case Fold.TOP:
            panels, size, step = (
                (Panel.INSIDE_TOP, Panel.INSIDE_BOTTOM),
                Size(width, 2 * height),
                (0.0, height),
            )
        case Fold.SIDE | Fold.QUARTER:
            panels, size, step = (
                (Panel.INSIDE_LEFT, Panel.INSIDE_RIGHT),
                Size(2 * width, height),
                (width, 0.0),
            )
    clip = rectangle(Rect.of(card.format.panel))
    first, second = (card.panels[panel] for panel in panels)
    return Frame(size, (Group(first, clip=clip), Group(second, Transform.move(*step), clip)))


def _sheet_pictures(pages: Iterable[Page], dpi: float) -> Iterator[tuple[str, Picture]]:
    pdf = write_pdf(Document("sheet", "en", pages, profile=Profile.PLAIN))
    for number, picture in enumerate(render_pages(pdf, dpi), 1):
        yield f"sheet-{number}.png", on_desk(picture)


def _copy_pictures(order: Order, person: Person, dpi: float) -> Iterator[tuple[str, Picture]]:
    """Yield the person's page of the copy sheet, if the cards are to be written by hand and there is a note to copy."""
    for page in copy_pages(order, [person]):
        yield "copy-sheet.png", on_desk(_render([page.frame], dpi)[0])


def _envelope_pictures(frames: Sequence[Frame], dpi: float) -> Iterator[tuple[str, Picture]]:
    """Yield the address side of the person's envelope, and its back if something stands there."""
    names = ("envelope.png", "envelope-flap.png")
    for name, picture in zip(names, _render(frames, dpi) if frames else (), strict=False):
        yield name, on_desk(picture)


def _render(frames: Sequence[Frame], dpi: float) -> list[Picture]:
    """Return pictures of the frames, from a PDF whose pages they are."""
    return render_pages(
        write_pdf(Document("card", "en", [Page(frame) for frame in frames], profile=Profile.PLAIN)), dpi
    )
