"""Pictures of pages: the PDF's own bytes, drawn by pdfium. The preview is the print."""

import io
import math
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

POINTS_AN_INCH = 72

FINE_DPI: Final = 288
"""At so many pixels an inch, a line of a quarter point is one pixel thick."""

MOST_PIXELS: Final = 64e6
"""Of a page that is drawn larger than it is wanted: about 250 MB."""


def render_pages(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Return every page as an RGB picture."""
    return list(iter_pages(pdf, dpi))


def render_finely(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Return every page as an RGB picture whose thin lines are as light as on paper.

    pdfium draws no line thinner than a pixel: at 72 dpi a hairline, or the gain of a script, looks four times as heavy.
    """
    return list(iter_pages(pdf, dpi, finely=True))


def iter_pages(pdf: bytes, dpi: float, *, finely: bool = False) -> Iterator[Image.Image]:
    """Yield the pages one by one, so that a long file never stands in memory as pictures."""
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            scale = dpi / POINTS_AN_INCH
            times = _times_larger(page.get_width() * page.get_height() * scale**2, dpi) if finely else 1
            bitmap = page.render(scale=scale * times)
            yield bitmap.to_pil().convert("RGB").reduce(times)
            page.close()
    finally:
        document.close()


def render_part(
    pdf: bytes, width_px: int, part: tuple[int, int, int] = (1, 0, 0), page_index: int = 0
) -> Image.Image:
    """Return a page, the first if nothing is said, as an RGB picture of that width, or one of its parts.

    A part is (how many there are across and down, column, row), so that a page can be looked at closely without all of it
    ever being in memory at that size. Parts together show every pixel once.
    """
    parts, column, row = part
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[page_index]
        scale = width_px / page.get_width()
        across, down = (math.ceil(side * scale) for side in page.get_size())
        left, right = (across * at // parts for at in (column, column + 1))
        top, bottom = (down * at // parts for at in (row, row + 1))
        # Half a pixel less, since pdfium is told in points and rounds up.
        cut = [max(0.0, pixels - 0.5) / scale for pixels in (left, down - bottom, across - right, top)]
        crop = (cut[0], cut[1], cut[2], cut[3])
        picture: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def _times_larger(pixels: float, dpi: float) -> int:
    """Return how many times larger a page of so many pixels is drawn before it is made smaller again."""
    return max(1, min(math.ceil(FINE_DPI / dpi), int(math.sqrt(MOST_PIXELS / pixels))))


def write_png(image: Image.Image, dpi: float) -> bytes:
    """Return PNG bytes that know their resolution."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6, dpi=(dpi, dpi))
    return out.getvalue()


def write_jpeg(image: Image.Image, quality: int) -> bytes:
    """Return JPEG bytes, for a screen: fifteen times as quick as PNG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
