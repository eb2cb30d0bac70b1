"""Pictures of pages: the PDF's own bytes, drawn by pdfium. The preview is the print."""

import io
from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image

POINTS_AN_INCH = 72


def render_pages(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Return every page as an RGB picture."""
    return list(iter_pages(pdf, dpi))


def iter_pages(pdf: bytes, dpi: float) -> Iterator[Image.Image]:
    """Yield the pages one by one, so that a long file never stands in memory as pictures."""
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dpi / POINTS_AN_INCH)
            yield bitmap.to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def write_png(image: Image.Image, dpi: float) -> bytes:
    """Return PNG bytes that know their resolution."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6, dpi=(dpi, dpi))
    return out.getvalue()
