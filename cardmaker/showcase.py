"""Catalog pages: all designs on one page, one design in full, and a hand with words of your own.

Each is one vector page, as good a PDF as a picture. How exhibits are hung on it is left to `hanging`.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from cardmaker.art.panel import draw_panel, note_box
from cardmaker.design import Design, Shape
from cardmaker.drawing import Document, Frame, Group, Page, Profile
from cardmaker.errors import InputError, error
from cardmaker.geometry import Insets, Rect, Size, Transform, rectangle
from cardmaker.hand.page import Wanted, write_page
from cardmaker.hand.pens import PENS, clear_x_height
from cardmaker.hand.variants import Forms, forms_of
from cardmaker.hanging import Exhibit, hang_page
from cardmaker.model import BLUE_BALLPOINT, Pen, Script
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_finely, write_png

CARD: Final = Size(127 * MM, 177.8 * MM)
"""Designs are shown on an A7 card, upright or on its side."""

OTHER_SIZES: Final = {
    "A7, upright": CARD,
    "A7, lying": CARD.turned(),
    "A2": Size(107.95 * MM, 139.7 * MM),
    "square": Size(133.35 * MM, 133.35 * MM),
    "slim": Size(99 * MM, 210 * MM),
    "postcard": Size(152.4 * MM, 101.6 * MM),
}
"""Where a design must stand too: one size of each shape, and the smallest."""

SHOWN_HEIGHT: Final = 238.0
MOST_COLUMNS: Final = 6

THUMBNAIL: Final = "thumbnail.png"
THUMBNAIL_DPI: Final = 72
"""360 by 504 pixels for a front that stands: sharp at 180 wide on a fine screen."""

SAMPLE_SENDER: Final = "Eleanor Jane March"
"""Whose cards the fronts show: monograms and name cards are nothing without a name."""

SAMPLE_SEED: Final = 1
SAMPLE_NOTE: Final = (
    "Dear Dana,",
    "Thank you for the time you gave me on Tuesday. Your story of the night shift has stayed with me.",
    "With kind regards,\nJon",
)
SAMPLE_WIDTH: Final = 125 * MM
SAMPLE_HEIGHTS: Final = tuple(height * MM for height in (23, 31, 39, 47, 55))
SAMPLE_INSETS: Final = Insets(7 * MM, 3 * MM, 6 * MM, 3 * MM)
ENLARGED: Final = 2.4

PEN_SLIP: Final = Size(54 * MM, 13.5 * MM)
PEN_INSETS: Final = Insets(3 * MM, 0.0, 1 * MM, 0.0)
PEN_ENLARGED: Final = 3.2


def render_page(page: Page, title: str, suffix: str, dpi: float) -> bytes:
    """Return the page as a file: `.pdf`, or else PNG."""
    profile = Profile.HOME if suffix == ".pdf" else Profile.PLAIN
    pdf = write_pdf(Document(title, "en", [page], profile=profile))
    return pdf if suffix == ".pdf" else write_png(render_finely(pdf, dpi)[0], dpi)


def designs_page(designs: Sequence[Design], *, each_palette: bool) -> Page:
    """Return all designs on one page: each in its first palette, or in every one, a row for each design."""
    if each_palette:
        fronts = [[_front(design, palette, palette) for palette in design.palettes] for design in designs]
        return hang_page([row for found in fronts for row in _rows(found, MOST_COLUMNS)])
    in_families = sorted(designs, key=lambda design: (design.family, -design.formality, design.id))
    shown = [_front(design, design.default_palette, design.id) for design in in_families]
    return hang_page(_rows(shown, _columns(len(shown))))


def palettes_page(design: Design, palettes: Sequence[str]) -> Page:
    """Return the fronts of one design in some of its palettes, side by side."""
    fronts = [Exhibit(_panel(design, "front", palette), palette) for palette in palettes]
    return hang_page(_rows(fronts, MOST_COLUMNS))


def thumbnail(design: Design) -> bytes:
    """Return the front in the first palette as a small PNG, as galleries show it; it lies beside the design."""
    frame = _panel(design, "front", design.default_palette)
    pdf = write_pdf(Document(design.name, "en", [Page(frame)], profile=Profile.PLAIN))
    return write_png(render_finely(pdf, THUMBNAIL_DPI)[0], THUMBNAIL_DPI)


def design_page(design: Design, hands: Sequence[Script]) -> Page:
    """Return one design in full: the front in each palette, variant and shape, then inside, back and liner."""
    first = design.default_palette
    fronts = [Exhibit(_panel(design, "front", palette), palette) for palette in design.palettes]
    fronts += [Exhibit(_panel(each, "front", first), name) for name, each in design.variants.items()]
    turned = [Exhibit(_panel(design, "front", first, size), name) for name, size in OTHER_SIZES.items()]
    inside = Exhibit(_written(design, hands), "inside", first)
    others = [
        Exhibit(_panel(design, part, first), part, first)
        for part in ("back", "liner")
        if _draws(design, part)
    ]
    occasions = ", ".join(design.occasions)
    head = (design.name, f"{design.family}  ·  formality {design.formality} of 5  ·  {occasions}")
    columns = min(MOST_COLUMNS, max(3, len(fronts)))
    rows = [*_rows(fronts, columns), *_rows(turned, MOST_COLUMNS), *_rows([inside, *others], columns)]
    return hang_page(rows, head)


def hand_page(script: Script, text: str) -> Page:
    """Return a sample of a hand, at true size and larger. Raises InputError if it lacks letters, or room."""
    hand = script.hand
    sample = _sample(script, text)
    size = Size(sample.size.width * ENLARGED, sample.size.height * ENLARGED)
    large = Frame(size, (Group(sample, Transform.scale(ENLARGED)),))
    ratings = f"legibility {hand.legibility} of 5  ·  formality {hand.formality}  ·  warmth {hand.warmth}"
    head = (hand.name, f"{'joined' if hand.joined else 'printed'}  ·  {ratings}")
    shown = f"letters {hand.x_height_mm:g} mm high"
    return hang_page(
        [[Exhibit(sample, "true size", shown)], [Exhibit(large, f"{ENLARGED:g} times as large")]], head
    )


def pens_page(script: Script, text: str) -> Page:
    """Return a line in each pen, larger than life. Raises InputError if the hand lacks letters, or the slip has no room."""
    forms = forms_of(script, SAMPLE_SEED)
    _refuse_unwritable(text.split(), forms)
    slips = [Exhibit(_enlarged(_pen_slip(forms, text, pen)), pen.name, pen.id) for pen in PENS.values()]
    head = ("Pens", f"{script.hand.name}, {PEN_ENLARGED:g} times as large as life")
    return hang_page([slips[start : start + 2] for start in range(0, len(slips), 2)], head)


def _pen_slip(forms: Forms, text: str, pen: Pen) -> Frame:
    """Return the words on one line of a white slip, in letters large enough for the pen."""
    largest = max(forms.hand.x_height_mm * MM, clear_x_height(pen, forms.hand))
    slip = Rect(0.0, 0.0, *PEN_SLIP)
    page = write_page(Wanted(_words([text]), [forms], slip.inset(PEN_INSETS), largest, pen, text))
    if page.excess or page.too_wide:
        raise InputError([error("too-long", "the sample is too long for its slip", hint="try four words")])
    return Frame(slip.size, page.items)


def _enlarged(frame: Frame) -> Frame:
    size = Size(frame.size.width * PEN_ENLARGED, frame.size.height * PEN_ENLARGED)
    return Frame(size, (Group(frame, Transform.scale(PEN_ENLARGED)),))


def _columns(count: int) -> int:
    """Return how many cards stand in a row: the page a little wider than high, the rows as even as can be."""
    most = max(1, math.ceil(math.sqrt(count * 2.0)))
    return math.ceil(count / math.ceil(count / most))


def _front(design: Design, palette: str, detail: str) -> Exhibit:
    return Exhibit(_panel(design, "front", palette), design.name, detail)


def _panel(design: Design, part: str, palette: str, size: Size | None = None) -> Frame:
    texts = {"sender": SAMPLE_SENDER} if part == "front" and "sender" in design.slots else {}
    return draw_panel(design, part, size or _card_size(design), palette, texts).frame


def _draws(design: Design, part: str) -> bool:
    return bool(_panel(design, part, design.default_palette).items)


def _card_size(design: Design) -> Size:
    return CARD.turned() if design.orientation is Shape.LANDSCAPE else CARD


def _written(design: Design, hands: Sequence[Script]) -> Frame:
    """Return the inside with a sample note in the first hand."""
    inside = _panel(design, "inside", design.default_palette)
    chain = [forms_of(script, SAMPLE_SEED) for script in hands]
    largest = hands[0].hand.x_height_mm * MM
    box = note_box(design, inside.size)
    page = write_page(Wanted(_words(SAMPLE_NOTE), chain, box, largest, BLUE_BALLPOINT, design.id))
    return Frame(inside.size, (*inside.items, *page.items))


def _words(paragraphs: Iterable[str]) -> list[list[list[str]]]:
    """Return paragraphs of lines of words."""
    return [
        [line.split() for line in text.split("\n") if line.split()] for text in paragraphs if text.split()
    ]


def _sample(script: Script, text: str) -> Frame:
    """Return the words at the hand's natural size on a white slip, as high as they need."""
    forms = forms_of(script, SAMPLE_SEED)
    _refuse_unwritable(text.split(), forms)
    natural = script.hand.x_height_mm * MM
    for height in SAMPLE_HEIGHTS:
        slip = Rect(0.0, 0.0, SAMPLE_WIDTH, height)
        box = slip.inset(SAMPLE_INSETS)
        page = write_page(Wanted(_words([text]), [forms], box, natural, BLUE_BALLPOINT, text))
        if page.x_height >= natural and not (page.excess or page.too_wide):
            return Frame(slip.size, page.items)
    hint = "try one or two sentences"
    raise InputError([error("too-long", "the sample is too long for its slip", hint=hint)])


def _refuse_unwritable(words: Sequence[str], forms: Forms) -> None:
    """Raise InputError if there are no words, or some that the hand has no letters for."""
    if not words:
        hint = "write some: --text 'Dear Dana'"
        raise InputError([error("no-text", "there are no words to write", hint=hint)])
    lacking = [word for word in dict.fromkeys(words) if not forms.covers(word)]
    if lacking:
        hint = "choose a hand with more letters: cardmaker hands list"
        message = f"{forms.hand.name} has not all letters of: {', '.join(lacking)}"
        raise InputError([error("glyphs", message, hint=hint)])


def _rows(exhibits: Sequence[Exhibit], columns: int) -> list[list[Exhibit]]:
    """Return the exhibits in rows, each scaled to the height that cards are shown at."""
    scale = SHOWN_HEIGHT / CARD.height
    shown = [_scaled(each, scale) for each in exhibits]
    return [shown[start : start + columns] for start in range(0, len(shown), columns)]


def _scaled(exhibit: Exhibit, scale: float) -> Exhibit:
    width, height = exhibit.frame.size
    size = Size(width * scale, height * scale)
    clip = rectangle(Rect.of(exhibit.frame.size))
    return exhibit._replace(frame=Frame(size, (Group(exhibit.frame, Transform.scale(scale), clip),)))
