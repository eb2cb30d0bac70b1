"""The test sheets of a printer as PDF: the one that tells how far it is off, and those that tell how to feed a stack again."""

from datetime import datetime

from cardmaker.compose.calibration import Sheet, calibration_sheet
from cardmaker.compose.lettering import Look
from cardmaker.compose.refeeding import refeed_sheets
from cardmaker.compose.runsheet import SMALLEST
from cardmaker.drawing import Document, Duplex, Frame, Group, Page
from cardmaker.errors import InputError, error
from cardmaker.geometry import Rect, Transform
from cardmaker.impose.duplex import DUPLEX
from cardmaker.inputs.facts import find_paper
from cardmaker.model import Flip
from cardmaker.paperwork import typefaces
from cardmaker.units import format_mm
from cardmaker.write.pdf import FIXED_DATE, write_pdf


def sheet_of(printer: str, tray: str, paper_id: str, flip: Flip = Flip.LONG_EDGE) -> Sheet:
    """Return what is tested. Raises InputError if there is no such paper, or if it is too small for the test."""
    paper = find_paper(paper_id)
    if paper.size.width < SMALLEST.width or paper.size.height < SMALLEST.height:
        needed = f"{format_mm(SMALLEST.width)} × {format_mm(SMALLEST.height)}"
        hint = "test with letter or a4; the printer does the same to smaller paper"
        raise InputError([error("paper", f"{paper.name} is smaller than a test sheet, {needed}", hint=hint)])
    return Sheet(printer, tray, paper.name, paper.size, flip)


def make_test_sheet(sheet: Sheet, created: datetime = FIXED_DATE) -> bytes:
    """Return the two sides of the test sheet, as PDF dated `created`.

    For a printer that flips on the short edge only, the second page is turned by half, and so comes out upright.
    """
    front, back = calibration_sheet(sheet, Look.of(typefaces()))
    if sheet.flip is Flip.SHORT_EDGE:
        half = Transform.rotate(180, Rect.of(sheet.size).center)
        back = Page(Frame(sheet.size, (Group(back.frame, half),)))
    title = f"Test sheet: {sheet.printer}"
    return write_pdf(Document(title, "en", (front, back), DUPLEX[sheet.flip]), created)


def make_refeed_sheets(sheet: Sheet, created: datetime = FIXED_DATE) -> bytes:
    """Return both sides of two sheets that people turn, as PDF dated `created`."""
    pages = refeed_sheets(sheet, Look.of(typefaces()))
    return write_pdf(Document(f"Test sheets: {sheet.printer}", "en", pages, Duplex.NONE), created)
