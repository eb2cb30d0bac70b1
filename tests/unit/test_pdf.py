"""PDF bytes: each item to its operators, the objects of a file, and the pixels that pdfium makes of them."""

import io
import math
import re
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from cardmaker.color import Color
from cardmaker.drawing import (
    Cap,
    Document,
    Duplex,
    Face,
    Fill,
    Frame,
    Group,
    Ink,
    Item,
    Line,
    Page,
    Picture,
    Shared,
    Stroke,
    Use,
    Word,
)
from cardmaker.geometry import EMPTY_PATH, Point, Rect, Size, Transform, ellipse, polygon, rectangle
from cardmaker.inputs.shelf import face_bytes
from cardmaker.text.faces import open_face
from cardmaker.text.shape import shape
from cardmaker.write.content import flipped, paint, path_operators
from cardmaker.write.names import Names
from cardmaker.write.objects import name, text_string
from cardmaker.write.pdf import PAGES_A_NODE, write_pdf
from cardmaker.write.png import render_finely, render_pages

RED, BLUE, BLACK = Color(1, 0, 0), Color(0, 0, 1), Color(0, 0, 0)
WHITE_PX, RED_PX, BLUE_PX = (255, 255, 255), (255, 0, 0), (0, 0, 255)
SIZE = Size(100, 60)
SQUARE = rectangle(Rect(10, 10, 20, 20))
JOST = open_face("jost/400Regular", face_bytes("jost/400Regular"))
CINZEL = open_face("cinzel/400Regular", face_bytes("cinzel/400Regular"))


def painted(*items: Item) -> bytes:
    return paint(Frame(SIZE, items), Names())


def page(*items: Item, trim: Rect | None = None) -> Page:
    return Page(Frame(SIZE, items), trim)


def document(*pages: Page, **fields: object) -> bytes:
    return write_pdf(Document("A title", "en", pages, **fields))  # type: ignore[arg-type]


def opened(*pages: Page, **fields: object) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(document(*pages, **fields)))


def picture_of(*items: Item) -> Image.Image:
    """Return the page with one pixel a point."""
    return render_pages(document(page(*items)), 72)[0]


def word(text: str, x: float, y: float, face: Face | None = None, size: float = 12.0) -> Word:
    shaped = shape(face or JOST, text)  # type: ignore[arg-type]
    return Word(text, shaped.glyphs, Transform(size, 0, 0, size, x, y), shaped.kerns, face)


def hexed(text: str) -> bytes:
    return shape(JOST, text).glyphs.hex().encode()


# Operators.


def test_a_fill_is_a_color_a_path_and_its_rule():
    assert painted(Fill(SQUARE, RED)) == b"1 0 0 rg\n10 10 20 20 re\nf\n"
    assert painted(Fill(SQUARE, RED, even_odd=True)).endswith(b"re\nf*\n")


@given(st.builds(Rect, *[st.floats(-999, 999)] * 2, *[st.floats(0.01, 999)] * 2))
def test_an_upright_rectangle_is_one_operator_with_its_edges_where_points_would_be(rect):
    x, y, width, height = map(float, path_operators(rectangle(rect)).removesuffix(b" re\n").split())
    corners = (round(rect.x, 2), round(rect.y, 2), round(rect.right, 2), round(rect.bottom, 2))
    assert (x, y, x + width, y + height) == pytest.approx(corners, abs=1e-6)


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("step", [1, -1])
def test_a_rectangle_that_is_filled_may_begin_anywhere(start, step):
    corners = [(1.0, 2.0), (5.0, 2.0), (5.0, 9.0), (1.0, 9.0)]
    path = polygon([corners[(start + step * number) % 4] for number in range(4)])
    assert path_operators(path, closes=False) == b"1 2 4 7 re\n"
    assert (path_operators(path) == b"1 2 4 7 re\n") is ((start, step) == (0, 1))


def test_an_open_line_about_three_sides_stays_open_and_a_slanted_box_is_none():
    three = polygon([(0, 0), (9, 0), (9, 9), (0, 9)], closed=False)
    assert b"re" not in path_operators(three)
    assert b"re" not in path_operators(polygon([(0, 0), (9, 1), (9, 9), (0, 9)]))
    assert b"h" not in path_operators(polygon([(0, 0), (9, 1), (9, 9), (0, 9)]), closes=False)


def test_a_color_is_said_once_for_areas_in_a_row_and_again_after_words():
    content = painted(
        Fill(SQUARE, RED), Fill(SQUARE, RED), Line(JOST, BLUE, (word("I", 0, 9),)), Fill(SQUARE, RED)
    )
    assert content.count(b"1 0 0 rg") == 2
    assert painted(Fill(SQUARE, RED), Fill(SQUARE, BLUE), Fill(SQUARE, RED)).count(b"1 0 0 rg") == 2


def test_a_stroke_has_its_width_cap_and_dashes_and_leaves_no_trace():
    ink = Ink(BLUE, 1.5, Cap.BUTT, (3, 1.25))
    line = polygon([(0, 0), (5, 5)], closed=False)
    assert painted(Stroke(line, ink)) == b"q 0 0 1 RG 1.5 w 0 J 1 j [3 1.25] 0 d 0 0 m\n5 5 l\nS Q\n"
    assert b" d " not in painted(Stroke(line, Ink(BLUE, 1.5)))


def test_curves_keep_their_control_points():
    assert path_operators(ellipse(0, 0, 10)).count(b" c\n") == 4
    assert path_operators(EMPTY_PATH) == b""


def test_a_group_moves_first_then_clips_then_paints():
    group = Group(Frame(SIZE, (Fill(SQUARE, RED),)), Transform.move(5, 6), rectangle(Rect(0, 0, 9, 9)))
    order = [b"q 1 0 0 1 5 6 cm\n", b"0 0 9 9 re", b"W n\n", b"1 0 0 rg", b"f\n", b"Q\n"]
    content = painted(group)
    places = [content.index(part) for part in order]
    assert places == sorted(places)
    assert b"W" not in painted(Group(group.frame))


def test_every_save_is_matched_by_a_restore():
    shared = Shared(Frame(SIZE, (Fill(SQUARE, RED),)))
    inner = Group(Frame(SIZE, (Use(shared), Stroke(SQUARE, Ink(RED, 1)))), clip=SQUARE)
    operators = painted(Group(Frame(SIZE, (inner, inner)))).split()
    assert operators.count(b"q") == operators.count(b"Q") == 7


def test_a_line_is_one_span_of_text_with_one_operator_a_word():
    content = painted(Line(JOST, RED, (word("Dear", 5, 20), word("Dana", 40, 20))))
    assert content == (
        b"/Span<</ActualText(Dear Dana)>>BDC BT 1 0 0 rg\n/%s 1 Tf\n" % Names().font(JOST)
        + b"12.00 0.00 0.00 -12.00 5.00 20.00 Tm%s\n" % shown("Dear")
        + b"12.00 0.00 0.00 -12.00 40.00 20.00 Tm%s\nET EMC\n" % shown("Dana")
    )


def shown(text: str) -> bytes:
    content = painted(Line(JOST, RED, (word(text, 0, 0),)))
    return content.split(b"Tm")[1].split(b"\n")[0]


def test_words_of_other_faces_stay_in_the_line_s_span():
    content = painted(Line(JOST, RED, (word("I", 0, 9), word("II", 9, 9, CINZEL), word("I", 30, 9))))
    assert content.count(b"BDC") == 1
    jost, cinzel = Names().font(JOST), Names().font(CINZEL)
    assert re.findall(rb"/(F\w+) 1 Tf", content) == [jost, cinzel, jost]
    assert b"/ActualText(I II I)" in content


def test_words_of_one_face_name_it_once():
    assert painted(Line(JOST, RED, (word("I", 0, 9), word("am", 9, 9, JOST)))).count(b"Tf") == 1


def test_kerns_stand_between_their_glyphs_and_the_last_one_nowhere():
    glyphs = bytes([0, 1, 0, 2, 0, 3])
    line = Line(JOST, RED, (Word("abc", glyphs, Transform(), (0.0, -25.5, 7.0)),))
    assert b"[<00010002>25.5<0003>]TJ" in painted(line)


def test_gain_outlines_the_glyphs_in_the_line_s_color_and_ends_with_it():
    content = painted(Line(JOST, RED, (word("I", 0, 9),), gain=0.2))
    assert b"2 Tr 0.2 w 1 0 0 RG " in content
    assert content.index(b"Tj") < content.index(b"0 Tr") < content.index(b"ET")
    assert b"Tr" not in painted(Line(JOST, RED, (word("I", 0, 9),)))


def test_a_page_is_turned_once_so_that_y_goes_down():
    assert flipped(b"x", 60.0) == b"1 0 0 -1 0 60 cm\nx"


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2))
def test_numbers_are_plain_decimals_at_every_size(point):
    numbers = path_operators(polygon([(point[0], point[1])], closed=False)).split()[:2]
    assert all(re.fullmatch(rb"-?\d+(\.\d+)?", number) for number in numbers)


@given(st.builds(Transform, *[st.floats(-1e3, 1e3)] * 6))
@example(Transform(1e-05, -1e-05, 0.1, 1e-06, -1e-09, 100.0))
def test_matrices_are_plain_decimals_at_every_size(transform):
    content = painted(Group(Frame(SIZE), transform))
    assert re.fullmatch(rb"q( ?-?\d+(\.\d+)?){6} cm\nQ\n", content)


@given(st.builds(Color, *[st.floats(0, 1)] * 3))
@example(Color(6e-05, 1e-09, 0.0004))
def test_colors_are_plain_decimals_between_0_and_1(color):
    numbers = re.split(rb" r?g\n", painted(Fill(SQUARE, color)))[0].split()
    assert all(re.fullmatch(rb"\d(\.\d+)?", number) and 0 <= float(number) <= 1 for number in numbers)


# Strings and names.


@pytest.mark.parametrize(
    "text", ["", "plain", "(a) \\b\\", "José", "“q”", "\U0001f600", "line\nbreak", "\x00", "((", "\\"]
)
def test_a_text_string_comes_back(text):
    assert str(pikepdf.Object.parse(text_string(text))) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_string_comes_back(text):
    assert str(pikepdf.Object.parse(text_string(text))) == text


@given(st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_every_name_comes_back(text):
    assert str(pikepdf.Object.parse(name(text))) == "/" + text


# Objects of the file.


def test_equal_pages_share_one_stream():
    pdf = opened(page(Fill(SQUARE, RED)), page(Fill(SQUARE, BLUE)), page(Fill(SQUARE, RED)))
    first, second, third = (each.obj.Contents.objgen for each in pdf.pages)
    assert first == third != second


def forms(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
    ]


def test_a_shared_frame_is_drawn_once_however_often_it_is_used():
    shared = Shared(Frame(SIZE, (Fill(SQUARE, RED),)))
    uses = [page(Use(shared), Use(shared, Transform.move(40, 0))), page(Use(shared))]
    assert len(forms(opened(*uses))) == 1


def test_two_shared_frames_painted_alike_are_one():
    one, two = (Shared(Frame(SIZE, (Fill(SQUARE, RED),))) for _ in range(2))
    other = Shared(Frame(SIZE, (Fill(SQUARE, BLUE),)))
    assert len(forms(opened(page(Use(one), Use(two), Use(other))))) == 2


def test_names_do_not_depend_on_what_was_painted_before():
    shared = Shared(Frame(SIZE, (Fill(SQUARE, RED),)))
    item = Group(Frame(SIZE, (Use(shared), Line(JOST, RED, (word("I", 0, 9),)))))
    names = Names()
    paint(Frame(SIZE, (Line(CINZEL, RED, (word("I", 0, 9, CINZEL),)), Use(Shared(Frame(SIZE))))), names)
    assert paint(Frame(SIZE, (item,)), names) == painted(item)


def test_a_shared_frame_inside_another_has_its_own_resources():
    inner = Shared(Frame(SIZE, (Fill(SQUARE, RED), Line(JOST, RED, (word("I", 0, 9),)))))
    outer = Shared(Frame(SIZE, (Use(inner),)))
    pdf = opened(page(Use(outer)))
    resources = [
        {name for group in form.Resources.as_dict().values() for name in group} for form in forms(pdf)
    ]
    names = Names()
    expected = [[f"/{name.decode()}"] for name in (names.font(JOST), names.form(inner, paint))]
    assert sorted(map(sorted, resources)) == sorted(expected)


def test_a_form_is_not_cut_at_its_frame_but_at_its_reach():
    pdf = opened(page(Use(Shared(Frame(SIZE, (Fill(SQUARE, RED),)), reach=7))))
    (form,) = forms(pdf)
    assert [float(value) for value in form.BBox] == [-7, -7, 107, 67]


@dataclass(frozen=True)
class SameKey:
    """Another value for the same face, as two orders make it."""

    key: str = JOST.key

    def program(self, codes):
        return JOST.program(codes)


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
    ]


def test_faces_of_the_same_key_become_one_font_with_the_letters_of_all():
    shared = Shared(Frame(SIZE, (Line(SameKey(), RED, (word("b", 0, 9),)),)))
    pdf = opened(page(Line(JOST, RED, (word("a", 0, 9),))), page(Use(shared)))
    (font,) = fonts(pdf)
    table = font.ToUnicode.read_bytes()
    assert b"<0061>" in table
    assert b"<0062>" in table


def test_different_faces_become_different_fonts():
    pdf = opened(page(Line(JOST, RED, (word("a", 0, 9),)), Line(CINZEL, RED, (word("a", 0, 9, CINZEL),))))
    assert len(fonts(pdf)) == 2


@pytest.mark.parametrize("count", [1, PAGES_A_NODE, PAGES_A_NODE + 1, 3 * PAGES_A_NODE + 5])
def test_many_pages_hang_in_order_on_nodes_of_a_bounded_size(count):
    pages = [page(Fill(rectangle(Rect(0, 0, number + 1, 1)), RED)) for number in range(count)]
    pdf = opened(*pages)
    nodes = list(pdf.Root.Pages.Kids)
    assert pdf.Root.Pages.Count == count
    assert [node.Count for node in nodes] == [len(node.Kids) for node in nodes]
    assert max(len(node.Kids) for node in nodes) <= PAGES_A_NODE
    widths = [int(each.obj.Contents.read_bytes().split(b" re\n")[0].split()[-2]) for each in pdf.pages]
    assert widths == list(range(1, count + 1))


def test_a_document_without_pages_is_still_a_file():
    assert len(opened().pages) == 0


def test_the_trim_box_counts_from_the_bottom_as_pdf_does():
    pdf = opened(page(trim=Rect(10, 5, 80, 40)))
    assert [float(value) for value in pdf.pages[0].trimbox] == [10, 15, 90, 55]
    assert b"/TrimBox" not in document(page())


@pytest.mark.parametrize(
    "duplex, said",
    [
        (Duplex.NONE, "/Simplex"),
        (Duplex.LONG_EDGE, "/DuplexFlipLongEdge"),
        (Duplex.SHORT_EDGE, "/DuplexFlipShortEdge"),
    ],
)
def test_the_flip_is_told(duplex, said):
    assert opened(page(), duplex=duplex).Root.ViewerPreferences.Duplex == said


def test_different_documents_have_different_identifiers_and_equal_ones_equal():
    one, same, other = (opened(page(Fill(SQUARE, color))).trailer.ID for color in (RED, RED, BLUE))
    assert bytes(one[0]) == bytes(same[0]) != bytes(other[0])


# Pixels.


def test_fills_leave_even_odd_holes():
    ring = rectangle(Rect(10, 10, 40, 40)) + rectangle(Rect(20, 20, 20, 20))
    solid, holed = picture_of(Fill(ring, RED)), picture_of(Fill(ring, RED, even_odd=True))
    assert (solid.getpixel((30, 30)), holed.getpixel((30, 30))) == (RED_PX, WHITE_PX)
    assert holed.getpixel((15, 15)) == RED_PX


def test_what_is_above_in_the_frame_is_above_on_the_page():
    image = picture_of(Fill(rectangle(Rect(0, 0, 100, 10)), RED))
    assert image.size == (100, 60)
    assert (image.getpixel((50, 2)), image.getpixel((50, 57))) == (RED_PX, WHITE_PX)


def test_a_picture_is_upright_and_fills_its_rectangle():
    rows = bytes([255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0])  # red blue / green black
    image = picture_of(Picture(2, 2, rows, Rect(20, 10, 40, 20)))
    corners = [image.getpixel(place) for place in ((22, 12), (57, 12), (22, 27), (57, 27))]
    assert corners == [RED_PX, BLUE_PX, (0, 255, 0), (0, 0, 0)]
    assert [image.getpixel(place) for place in ((18, 20), (62, 20), (40, 8), (40, 32))] == [WHITE_PX] * 4


def test_a_picture_in_a_turned_group_turns_with_it():
    rows = bytes([255, 0, 0, 0, 0, 255])  # red blue
    group = Group(Frame(SIZE, (Picture(2, 1, rows, Rect(0, 0, 40, 20)),)), Transform.rotate(180, (20, 10)))
    image = picture_of(group)
    assert (image.getpixel((5, 10)), image.getpixel((35, 10))) == (BLUE_PX, RED_PX)


def test_nothing_shows_outside_a_clip_and_the_clip_ends_with_its_group():
    clipped = Group(
        Frame(SIZE, (Fill(rectangle(Rect(0, 0, 100, 60)), RED),)), clip=rectangle(Rect(10, 10, 30, 30))
    )
    image = picture_of(clipped, Fill(rectangle(Rect(60, 10, 20, 20)), BLUE))
    places = ((5, 25), (25, 5), (25, 25), (45, 25), (70, 20))
    assert [image.getpixel(place) for place in places] == [WHITE_PX, WHITE_PX, RED_PX, WHITE_PX, BLUE_PX]


def test_a_clip_moves_with_its_group():
    group = Group(
        Frame(SIZE, (Fill(rectangle(Rect(0, 0, 20, 20)), RED),)),
        Transform.move(50, 0),
        rectangle(Rect(0, 0, 9, 9)),
    )
    image = picture_of(group)
    assert [image.getpixel(place) for place in ((4, 4), (54, 4), (62, 4))] == [WHITE_PX, RED_PX, WHITE_PX]


def test_a_shared_frame_looks_as_if_drawn_in_place():
    frame = Frame(SIZE, (Fill(ellipse(20, 20, 15), RED), Line(JOST, BLACK, (word("Thank you", 5, 50),))))
    nested = Shared(Frame(SIZE, (Use(Shared(frame), Transform.move(3, -2)),)))
    used, drawn = picture_of(Use(nested)), picture_of(Group(frame, Transform.move(3, -2)))
    assert used.tobytes() == drawn.tobytes()


def test_gain_makes_letters_darker():
    thin, bold = (
        picture_of(Line(JOST, BLACK, (word("Thank you", 5, 40, size=16),), gain)) for gain in (0.0, 0.5)
    )
    assert sum(bold.convert("L").tobytes()) < 0.99 * sum(thin.convert("L").tobytes())


def test_a_hairline_is_as_light_in_a_fine_picture_as_on_paper():
    ink = Ink(BLACK, 0.25)
    pdf = document(page(Stroke(polygon([(10, 10), (90, 47)], closed=False), ink)))
    [coarse], [fine] = render_pages(pdf, 72), render_finely(pdf, 72)
    inked = [sum(255 - value for value in image.convert("L").tobytes()) / 255 for image in (coarse, fine)]
    assert fine.size == coarse.size
    assert inked[0] > 2 * inked[1]
    assert inked[1] == pytest.approx(math.hypot(80, 37) * ink.width, rel=0.25)


def test_letters_stand_upright_on_their_baseline():
    with pypdfium2.PdfDocument(document(page(Line(JOST, BLACK, (word("L", 10, 40, size=30),))))) as pdf:
        left, bottom, _, top = pdf[0].get_textpage().get_charbox(0)
    assert Point(left, bottom) == pytest.approx((10, 20), abs=4)
    assert top - bottom == pytest.approx(JOST.cap_height * 30, abs=0.5)
    image = picture_of(Line(JOST, BLACK, (word("L", 10, 40, size=30),))).convert("L")
    columns = [sum(255 - image.getpixel((x, y)) for y in range(60)) for x in range(100)]
    assert columns.index(max(columns)) < 18  # the stem of an L is at its left
