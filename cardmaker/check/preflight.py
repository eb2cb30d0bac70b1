"""Preflight: what a print shop asks of a file, read from the finished file, with the figures even where all is well."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from cardmaker.check.plates import FOREIGN, Kind, Plate, Reader
from cardmaker.errors import Finding, error, warning
from cardmaker.geometry import Insets, Rect
from cardmaker.units import MM, format_mm

BLEED: Final = 3.0 * MM
INK_LIMIT: Final = 3.0
"""ISO Coated v2 300, GRACoL and SWOP: 300 % of all inks together."""

THINNEST: Final = 0.25
"""pt. The least that plates hold in one ink."""

COARSEST: Final = 225.0
"""Dots per inch. Photos are wanted at 300; from three quarters of that on nobody sees it."""

NEAR_CUT: Final = 0.5 * MM
ROUNDING: Final = 0.02
BLACK: Final = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was measured, each under its name, and what of it is wrong or doubtful."""

    facts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def preflight(data: bytes) -> Preflight:
    """Return what a press file is like. Raises ValueError if the bytes are no PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            reader = Reader()
            sides = [(_boxes(page), reader.page(page)) for page in pdf.pages]
            fonts = _fonts(pdf)
    except pikepdf.PdfError as problem:
        raise ValueError(f"not a PDF that can be read: {problem}") from None
    plates = [plate for _, marks in sides for plate in marks]
    judged = (
        _judge_fonts(fonts),
        _judge_boxes([boxes for boxes, _ in sides]),
        _judge_bleed(sides),
        _judge_ink([marks for _, marks in sides]),
        _judge_lines(plates),
        _judge_pictures(plates),
        _judge_overprint(plates),
    )
    facts = tuple((name, told) for name, told, _ in judged)
    return Preflight(facts, tuple(finding for _, _, found in judged for finding in found))


_Judged = tuple[str, str, list[Finding]]


@dataclass(frozen=True, slots=True)
class _Boxes:
    """A page's boxes, y up; None for one that it does not have."""

    media: Rect
    bleed: Rect | None
    trim: Rect | None


def _judge_fonts(fonts: dict[str, bool]) -> _Judged:
    bare = [name for name, is_embedded in fonts.items() if not is_embedded]
    found = [error("preflight-fonts", f"the font {name} is not in the file") for name in bare]
    return (
        "fonts",
        f"{len(fonts)}, all in the file" if not bare else f"{len(bare)} of {len(fonts)} missing",
        found,
    )


def _judge_boxes(pages: list[_Boxes]) -> _Judged:
    wrong = [number for number, boxes in enumerate(pages, 1) if not _is_nested(boxes)]
    found = [
        error("preflight-boxes", f"page {number} does not say where it is cut and how far it bleeds")
        for number in wrong
    ]
    trim = pages[0].trim if pages else None
    size = (
        f"{format_mm(trim.width)} × {format_mm(trim.height)}, {format_mm(BLEED)} of bleed" if trim else "none"
    )
    return "cut to", size, found


def _judge_bleed(sides: list[tuple[_Boxes, tuple[Plate, ...]]]) -> _Judged:
    """Judge whether art that reaches the cut goes on to the end of the bleed."""
    short = {number for number, (boxes, marks) in enumerate(sides, 1) if any(_stops_short(boxes, marks))}
    found = [
        warning(
            "preflight-bleed",
            f"art on page {number} ends at the cut, where a cut that strays leaves a white edge",
            hint="draw it 3 mm over the edge, or keep it 3 mm away",
        )
        for number in sorted(short)
    ]
    bleeds = any(_is_over(boxes.trim, mark) for boxes, marks in sides for mark in marks if boxes.trim)
    return "art", "reaches over the cut" if bleeds else "stays inside the cut", found


def _judge_ink(pages: list[tuple[Plate, ...]]) -> _Judged:
    most = max((ink for marks in pages for ink in _totals(marks)), default=0.0)
    found = []
    if most > INK_LIMIT + ROUNDING:
        told = f"{most:.0%} of ink in one place; paper dries {INK_LIMIT:.0%}"
        found.append(error("preflight-ink", told, hint="choose a paler color, or give it a recipe: cmyk(…)"))
    if any(plate.inks == FOREIGN for marks in pages for plate in marks):
        found.append(error("preflight-color", "colors of a screen are in the file"))
    return "ink", f"at most {most:.0%} of {INK_LIMIT:.0%}", found


def _judge_lines(plates: Iterable[Plate]) -> _Judged:
    widths = [plate.width for plate in plates if plate.kind is Kind.LINE and not plate.is_registration]
    thinnest = min(widths, default=0.0)
    found = []
    if widths and thinnest < THINNEST - ROUNDING / 2:
        thin = sum(width < THINNEST - ROUNDING / 2 for width in widths)
        told = f"{thin} of {len(widths)} lines are thinner than {THINNEST} pt, down to {thinnest:.2f} pt"
        found.append(warning("preflight-lines", told, hint="they may break up in print"))
    return "lines", f"{thinnest:.2f} pt or wider" if widths else "none", found


def _judge_pictures(plates: Iterable[Plate]) -> _Judged:
    dpis = [plate.dpi for plate in plates if plate.kind is Kind.PICTURE]
    coarse = [dpi for dpi in dpis if dpi < COARSEST]
    found = [
        warning("preflight-pictures", f"a picture has {dpi:.0f} dots per inch; print shops ask for 300")
        for dpi in coarse
    ]
    return "pictures", f"{len(dpis)}, {min(dpis):.0f} dots per inch or more" if dpis else "none", found


def _judge_overprint(plates: Iterable[Plate]) -> _Judged:
    plates = list(plates)
    lost = sum(plate.overprints and not any(plate.inks) for plate in plates)
    found = [error("preflight-overprint", f"{lost} white marks overprint, and vanish")] if lost else []
    words = [plate for plate in plates if plate.kind is Kind.WORDS and plate.inks == BLACK]
    cut_out = sum(not plate.overprints for plate in words)
    if cut_out:
        told = f"{cut_out} runs of black words are cut out of what is under them"
        found.append(
            warning("preflight-overprint", told, hint="white shows beside letters when plates stray")
        )
    return "overprint", "black words, and nothing else" if len(words) > cut_out else "nothing", found


def _totals(marks: tuple[Plate, ...]) -> Iterator[float]:
    """Yield how much ink lies where each mark of a page is, in shares; what overprints lies on all that is under it."""
    under: list[Plate] = []
    for plate in marks:
        if plate.is_registration or plate.inks == FOREIGN:
            continue
        yield sum(plate.inks) + (_below(plate, under) if plate.overprints else 0.0)
        if plate.kind is Kind.AREA:
            under.append(plate)


def _below(plate: Plate, under: Iterable[Plate]) -> float:
    """Return the most colored ink under a mark that overprints."""
    return max((sum(area.inks[:3]) for area in under if area.box.holds(plate.box)), default=0.0)


def _stops_short(boxes: _Boxes, marks: Iterable[Plate]) -> Iterator[bool]:
    """Yield for each mark near the cut whether it ends there instead of in the bleed."""
    if boxes.trim is None or boxes.bleed is None:
        return
    inner, outer = boxes.trim.inset(Insets.even(NEAR_CUT)), boxes.bleed
    for mark in marks:
        box = mark.box
        if mark.is_registration or not any(mark.inks) or not box.meets(boxes.trim):
            continue
        yield any(
            reached and not gone_on
            for reached, gone_on in (
                (box.x < inner.x, box.x <= outer.x + ROUNDING),
                (box.y < inner.y, box.y <= outer.y + ROUNDING),
                (box.right > inner.right, box.right >= outer.right - ROUNDING),
                (box.bottom > inner.bottom, box.bottom >= outer.bottom - ROUNDING),
            )
        )


def _is_over(trim: Rect, mark: Plate) -> bool:
    return not mark.is_registration and any(mark.inks) and not trim.holds(mark.box) and trim.meets(mark.box)


def _is_nested(boxes: _Boxes) -> bool:
    if boxes.trim is None or boxes.bleed is None:
        return False
    bled = boxes.trim.inset(Insets.even(-BLEED))
    return boxes.media.holds(boxes.bleed, ROUNDING) and boxes.bleed.holds(bled, ROUNDING)


def _boxes(page: Any) -> _Boxes:
    found = (_rect(page.obj[key]) if key in page.obj else None for key in ("/BleedBox", "/TrimBox"))
    return _Boxes(_rect(page.obj.MediaBox), *found)


def _rect(numbers: Any) -> Rect:
    left, low, right, high = (float(number) for number in numbers)
    return Rect(left, low, right - left, high - low)


def _fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Return the fonts of a file by name, and whether each is in it; a composite one is what it is composed of."""
    fonts = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/Font"
        and "/DescendantFonts" not in thing
    ]
    return {str(font.get("/BaseFont", "")): _is_embedded(font.get("/FontDescriptor", {})) for font in fonts}


def _is_embedded(descriptor: Any) -> bool:
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
