"""Remake `envelopes.png` and `feeding.png`: `python -m docs.pictures.remake_envelopes`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cardmaker.addressing import envelope_sides
from cardmaker.cli.options import load_order
from cardmaker.color import Color
from cardmaker.compose.card import compose_card
from cardmaker.compose.lettering import Look, set_line
from cardmaker.compose.loading import Loading, draw_loading, envelope_caption
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import Document, Fill, Frame, Group, Item, Page
from cardmaker.geometry import Rect, Size, Transform, rectangle
from cardmaker.impose.feeding import envelope_place, page_size
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.facts import find_envelope
from cardmaker.model import NOTE_PANEL, AddressStyle
from cardmaker.paperwork import typefaces
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages, write_png

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
DESK = Color(0.87, 0.855, 0.835)
WHITE = Color(1.0, 1.0, 1.0)
GAP = 7.0 * MM
DPI = 110.0

FEEDS = ("true-size", "letter", "letter left turned-right", "a4 right")


def main() -> None:
    _save("envelopes.png", _desk([*_inside_and_envelopes()]), DPI)
    _save("feeding.png", _feeding(), 150.0)


def _inside_and_envelopes() -> Iterator[Frame]:
    """Yield the inside of a card, its envelope in the same hand, and the same address for machines."""
    order = load_order(SAMPLES / "panel", {"note": None}).order
    person = order.people[0]
    card = compose_card(order, person, draw_stationery(order)).card
    yield card.panels[NOTE_PANEL[order.format.fold]]
    for style in AddressStyle:
        told = replace(order, envelopes=replace(order.envelopes, style=style))
        yield from envelope_sides(told, person).frames


def _desk(frames: list[Frame]) -> Frame:
    """Return the frames side by side on a desk, standing on one line."""
    tall = max(frame.size.height for frame in frames) + 2 * GAP
    wide = sum(frame.size.width + GAP for frame in frames) + GAP
    items: list[Item] = [Fill(rectangle(Rect(0.0, 0.0, wide, tall)), DESK)]
    x = GAP
    for frame in frames:
        place = Transform.move(x, tall - GAP - frame.size.height)
        items += [Fill(rectangle(place.apply_rect(Rect.of(frame.size))), WHITE), Group(frame, place)]
        x += frame.size.width + GAP
    return Frame(Size(wide, tall), tuple(items))


def _feeding() -> Frame:
    """Return the run sheet's drawings for some ways of feeding an A7 envelope, each with the words that ask for it."""
    envelope, look = find_envelope("a7"), Look.of(typefaces())
    size = Size(200.0 * MM, 56.0 * MM)
    items: list[Item] = [Fill(rectangle(Rect.of(size)), WHITE)]
    for number, words in enumerate(FEEDS):
        feed = read_feed(words)
        loading = Loading(
            envelope, 1, feed, page_size(envelope.size, feed), envelope_place(envelope.size, feed)
        )
        x = 6.0 * MM + number * 49.0 * MM
        drawn, _ = draw_loading(loading, Rect(x, 5.0 * MM, 40.0 * MM, 40.0 * MM), look)
        items += [
            *drawn,
            set_line(words, look.strong, x, 48.0 * MM),
            set_line(envelope_caption(loading), look.small, x, 52.0 * MM),
        ]
    return Frame(size, tuple(items))


def _save(name: str, frame: Frame, dpi: float) -> None:
    (picture,) = render_pages(write_pdf(Document(name, "en", [Page(frame)])), dpi)
    (HERE / name).write_bytes(write_png(picture, dpi))


if __name__ == "__main__":
    main()
