"""The page of an envelope to fold, read back from the file: lines where the shape is, words beside it, both sides in register."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest

from cardmaker.color import BLACK
from cardmaker.compose.goods.dieline import Edge, Layout
from cardmaker.compose.goods.template import (
    BLEED,
    STEPS,
    draw_blank,
    fit_template,
    inside_page,
    inside_size,
    outside_page,
)
from cardmaker.compose.lettering import Look
from cardmaker.drawing import Document, Duplex, Fill, Frame, Page, Stroke
from cardmaker.geometry import Rect, Size, rectangle
from cardmaker.goods.wares import TEMPLATE_FILE, make_goods
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.model import Goods, Own
from cardmaker.paperwork import typefaces
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from tests.conftest import run_tool
from tests.envelope_folding import flattened, holds
from tests.orders import order_of

DPI = 150
SCALE = DPI / 72
LOOK = Look.of(typefaces())
PAPERS = read_papers()
WRAPPED = {
    f"{card.id} on {paper.id}": (card, template)
    for card in read_formats().values()
    for paper in PAPERS.values()
    if (template := fit_template(card.panel, [paper])) is not None
}
DIAMOND = fit_template(Size(129 * MM, 128.5 * MM), [PAPERS["letter"]])


def pixels(pdf: bytes, page: int = 0) -> np.ndarray:
    """Return a page as gray pixels, 0 black."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=SCALE, grayscale=True).to_numpy()
    document.close()
    return picture[..., 0] if picture.ndim == 3 else picture


def pdf_of(*pages) -> bytes:
    return write_pdf(Document("t", "en", pages, Duplex.LONG_EDGE))


def darkest_near(picture: np.ndarray, x: float, y: float, reach: int = 1) -> int:
    column, row = int(x * SCALE), int(y * SCALE)
    return int(
        picture[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1].min()
    )


@pytest.mark.parametrize("name", WRAPPED)
def test_every_step_is_printed_beside_every_blank(name, tmp_path):
    card, template = WRAPPED[name]
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf_of(outside_page(template, draw_blank(template, card.name, LOOK))))
    words = " ".join(run_tool("pdftotext", "-raw", file, "-").split())
    for step in STEPS:
        assert " ".join(step.split()) in words
    assert f"Envelope for the {card.name}" in words


@pytest.mark.parametrize("template", [WRAPPED["a7 on a4"][1], WRAPPED["a2 on letter"][1], DIAMOND])
def test_the_line_to_cut_is_drawn_all_around_the_blank(template):
    picture = pixels(pdf_of(outside_page(template, draw_blank(template, "card", LOOK))))
    for x, y in flattened(template.dieline.outline.transformed(template.place)):
        assert darkest_near(picture, x, y) < 190
    middle = template.place.apply(template.dieline.face.width / 2, template.dieline.face.height / 2)
    assert darkest_near(picture, *middle, reach=20) == 255


@pytest.mark.parametrize("name", WRAPPED)
def test_words_stand_on_paper_that_is_cut_off(name):
    card, template = WRAPPED[name]
    blank = draw_blank(template, card.name, LOOK).frame
    cut = max(number for number, item in enumerate(blank.items) if isinstance(item, Stroke))
    words_only = Page(Frame(template.sheet, blank.items[cut + 1 :]))  # the words come last
    rows, columns = np.nonzero(pixels(pdf_of(words_only)) < 200)
    assert rows.size
    outline = flattened(template.dieline.outline.transformed(template.place))
    inside = holds(outline, (columns + 0.5) / SCALE, (rows + 0.5) / SCALE)
    assert not inside.any()


@pytest.mark.parametrize("template", [WRAPPED["a2 on letter"][1], WRAPPED["a6-iso on a4"][1], DIAMOND])
def test_the_inside_is_behind_the_flap_and_the_face_and_nowhere_else(template):
    """Page 2 is turned over about the sheet's upright middle: its ink must lie behind what shows."""
    size = inside_size(template.dieline)
    art = Frame(size, (Fill(rectangle(Rect(-50, -50, size.width + 100, size.height + 100)), BLACK),))
    behind = pixels(pdf_of(inside_page(template, art)))[:, ::-1] < 128
    rows, columns = np.mgrid[0 : behind.shape[0] : 4, 0 : behind.shape[1] : 4]
    xs, ys = (columns + 0.5) / SCALE, (rows + 0.5) / SCALE
    face = template.place.inverse()
    fx, fy = face.a * xs + face.c * ys + face.e, face.b * xs + face.d * ys + face.f
    width, height = template.dieline.face
    cut = holds(flattened(template.dieline.outline), fx, fy)
    shows = cut & (fx > 0) & (fx < width) & (fy < height)
    ink = behind[::4, ::4]
    assert ink[shows].mean() > 0.999
    over = BLEED + 0.6 * MM
    flap = np.array(template.dieline.flap(Edge.TOP))
    far = (fx < -over) | (fx > width + over) | (fy > height + over) | (fy < flap[:, 1].min() - over)
    assert not ink[far].any()


def test_the_inside_reads_upright_when_the_flap_is_open_and_up():
    template = WRAPPED["a2 on letter"][1]
    size = inside_size(template.dieline)
    art = Frame(size, (Fill(rectangle(Rect(0, 0, size.width / 2, size.height / 4)), BLACK),))
    picture = pixels(pdf_of(inside_page(template, art))) < 128
    rows, columns = np.nonzero(picture)
    assert columns.mean() < picture.shape[1] / 2  # what is at the left of the art is at the left of page 2
    assert rows.mean() < picture.shape[0] / 2


@pytest.mark.parametrize("template", [WRAPPED["a2 on letter"][1], DIAMOND])
def test_an_address_is_drawn_right_on_the_face(template):
    mark = Rect(0.6 * template.dieline.face.width, 0.7 * template.dieline.face.height, 30, 10)
    page = outside_page(template, draw_blank(template, "card", LOOK), [Fill(rectangle(mark), BLACK)])
    picture = pixels(pdf_of(page))
    assert darkest_near(picture, *template.place.apply(*mark.center)) == 0
    beside = template.place.apply(mark.center.x, mark.bottom + 10)
    assert darkest_near(picture, *beside) == 255
    assert template.dieline.layout in Layout


def test_a_card_that_no_sheet_wraps_is_told_with_the_paper_that_would():
    order = order_of(format="half-letter", design="basel")
    [ware] = make_goods(_folding(order), order.people)
    assert ware.name == TEMPLATE_FILE
    assert not ware.pdf
    [finding] = ware.findings
    assert "139.7 × 215.9 mm" in finding.message
    assert "A3" in finding.hint
    assert "Ledger" in finding.hint


def test_the_order_s_own_larger_paper_is_tried_too():
    order = order_of(format="half-letter", paper="ledger", design="basel")
    [ware] = make_goods(_folding(order), order.people)
    assert ware.pdf
    assert not ware.findings


def test_the_pattern_is_inside_unless_none_is_wanted():
    order = order_of(design="basel")
    pages = {}
    for liner in (None, True, False):
        goods = Goods(liner, folded_envelope=True)
        [ware] = make_goods(replace(order, goods=goods), order.people)
        document = pypdfium2.PdfDocument(ware.pdf)
        pages[liner] = len(document)
        document.close()
    assert pages == {None: 2, True: 2, False: 1}


def _folding(order):
    return replace(order, goods=Goods(folded_envelope=True))


def test_a_design_without_a_liner_is_told_and_its_envelope_stays_bare_inside():
    order = order_of(design="basel")
    bare = replace(order.design, panels={**order.design.panels, "liner": ()}, adapt={})
    order = replace(order, design=bare)
    [folded] = make_goods(_folding(order), order.people)
    assert folded.pdf
    assert "draws no liner" in folded.findings[0].message
    [liner] = make_goods(replace(order, goods=Goods(liner=True)), order.people)
    assert not liner.pdf
    assert "draws no liner" in liner.findings[0].message


def test_people_with_a_design_of_their_own_have_a_liner_of_their_own():
    basel, olive = (
        order_of("Dear {to},\n\nThanks.\n\nJ", "Ann", "Bo", "Cy", design="basel"),
        order_of(design="olive-wreath"),
    )
    people = (*basel.people[:2], replace(basel.people[2], own=Own(design=olive.design)))
    [ware] = make_goods(replace(basel, people=people, goods=Goods(liner=True)), people)
    document = pypdfium2.PdfDocument(ware.pdf)
    words = [page.get_textpage().get_text_range() for page in document]
    assert ["once for 2 cards" in words[0], "once for 1 card" in words[1]] == [True, True]
    document.close()
