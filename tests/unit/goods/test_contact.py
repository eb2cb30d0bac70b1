"""Contact cards: codes are read back by a decoder from a print at 300 dpi, words from the file, ink from pixels."""

import re
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.color import WHITE, Color, contrast
from cardmaker.compose.goods.contact import (
    MARGIN,
    READABLE,
    SCANNED,
    draw_contact,
    readable,
    scanned,
    too_wide,
)
from cardmaker.compose.goods.contact_sheet import contact_page
from cardmaker.compose.goods.qr import LEAST_MODULE, QUIET, draw_code, encode, fit_code
from cardmaker.compose.goods.vcard import escape, vcard
from cardmaker.drawing import Document, Frame, Page
from cardmaker.errors import InputError, Place
from cardmaker.geometry import Rect, Size
from cardmaker.goods.dress import dress_of
from cardmaker.goods.wares import CONTACT_FILE, make_goods
from cardmaker.inputs.contact import read_contact, read_liner
from cardmaker.inputs.facts import read_papers
from cardmaker.inputs.labels import contact_sheet
from cardmaker.inputs.shelf import shipped_files
from cardmaker.model import Contact, Goods, Scan
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from tests.conftest import run_tool
from tests.orders import order_of

DPI = 300
SIZE = contact_sheet("letter").size
JAMIE = Contact(
    "Jamie Okafor",
    "Product designer",
    "",
    "jamie.okafor@example.com",
    "+1 (555) 014-2277",
    "jamieokafor.example",
)
TEN = (
    "olive-wreath", "with-gratitude", "basel", "moon-phases", "deco-fan", "copperplate", "atomic-orchard",
    "ampersand", "bauhaus-cake", "wildflower-meadow",
)  # fmt: skip
CACHED: dict[str, object] = {}


def dressed(design: str):
    if design not in CACHED:
        CACHED[design] = dress_of(order_of(design=design))
    return CACHED[design]


def printed(frame: Frame, dpi: int = DPI) -> np.ndarray:
    """Return the frame as a printer gets it: RGB pixels."""
    document = pypdfium2.PdfDocument(write_pdf(Document("t", "en", [Page(frame)])))
    picture = document[0].render(scale=dpi / 72).to_numpy()[..., ::-1]
    document.close()
    return np.ascontiguousarray(picture[..., :3] if picture.shape[2] == 3 else picture[..., 1:])


def read_codes(picture: np.ndarray) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("design", TEN)
@pytest.mark.parametrize("scan", [Scan.URL, Scan.VCARD])
def test_the_code_is_read_back_from_a_print(design, scan):
    contact = replace(JAMIE, scan=scan)
    drawn = draw_contact(contact, dressed(design), SIZE)
    assert not drawn.findings
    assert read_codes(printed(drawn.frame)) == [scanned(contact)]


def test_a_card_without_a_code_has_none_to_read():
    assert read_codes(printed(draw_contact(JAMIE, dressed("basel"), SIZE).frame)) == []


@given(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Cn"]),
        min_size=1,
        max_size=60,
    )
)
def test_any_text_is_read_back(text):
    code = encode(text)
    side = code.side * 4 / DPI * 72
    frame = Frame(Size(side, side), (draw_code(code, 4 / DPI * 72, 0, 0, Color(0, 0, 0)),))
    assert read_codes(printed(frame)) == [text]


@given(st.text(min_size=1, max_size=300), st.floats(15 * MM, 40 * MM))
def test_a_code_fits_its_room_and_its_modules_can_be_printed(text, room):
    found = fit_code(text, room)
    if found is None:
        assert encode(text, "l").side * LEAST_MODULE > room
    else:
        code, module = found
        assert module >= LEAST_MODULE
        assert code.side * module <= room + 1e-6


def test_the_quiet_zone_is_bare_and_the_code_is_within_the_margin():
    contact = replace(JAMIE, scan=Scan.URL)
    code, module = fit_code(scanned(contact), 27 * MM)
    picture = printed(draw_contact(contact, dressed("basel"), SIZE).frame)
    right, bottom = (int((length - MARGIN) * DPI / 72) for length in SIZE)
    dark, quiet = (int(count * module * DPI / 72) for count in (code.count, QUIET))
    whole = picture[bottom - dark - quiet : bottom + quiet, right - dark - quiet : right + quiet].min(axis=2)
    ring = np.ones(whole.shape, bool)
    ring[quiet - 2 : -quiet + 2, quiet - 2 : -quiet + 2] = False
    assert whole[ring].min() == 255
    assert whole[~ring].min() < 60


def test_a_code_with_too_much_in_it_is_left_out_and_told():
    contact = replace(JAMIE, role="x" * 60, company="y" * 60, url="z.example/" + "z" * 180, scan=Scan.VCARD)
    drawn = draw_contact(contact, dressed("basel"), SIZE)
    assert [finding.rule for finding in drawn.findings] == ["contact-code"]
    assert read_codes(printed(drawn.frame)) == []


@pytest.mark.parametrize("design", sorted(shipped_files()))
def test_every_design_dresses_a_card_whose_ink_keeps_clear_of_its_edge(design):
    for scan in (Scan.NONE, Scan.VCARD):
        drawn = draw_contact(replace(JAMIE, scan=scan), dressed(design), SIZE)
        dark = printed(drawn.frame, 100).min(axis=2) < 200
        rows, columns = np.nonzero(dark)
        ink = Rect.around(zip(columns / 100 * 72, rows / 100 * 72, strict=True))
        assert ink.x >= 4 * MM
        assert ink.y >= 4 * MM
        assert ink.right <= SIZE.width - 4 * MM
        assert ink.bottom <= SIZE.height - 4 * MM


@pytest.mark.parametrize("design", sorted(shipped_files()))
def test_every_design_s_words_can_be_read(design):
    dress = dressed(design)
    assert contrast(dress.ink, WHITE) >= READABLE
    assert contrast(dress.accent, WHITE) >= READABLE
    assert dress.line_faces[0].covers("jamie.okafor@example.com +1 (555)")
    assert (
        dress.line_faces[0].x_height < 0.8 * dress.line_faces[0].cap_height
    )  # small letters, not small capitals


@given(
    st.builds(Color, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), st.sampled_from([READABLE, SCANNED])
)
def test_any_color_is_darkened_until_it_can_be_read(color, least):
    assert contrast(readable(color, least), WHITE) >= least


def test_the_words_are_in_the_file_in_their_order(tmp_path):
    order = replace(order_of(design="olive-wreath"), goods=Goods(contact=JAMIE))
    [ware] = make_goods(order, order.people)
    assert ware.name == CONTACT_FILE
    file = tmp_path / "cards.pdf"
    file.write_bytes(ware.pdf)
    words = run_tool("pdftotext", "-raw", file, "-")
    assert words.count("jamie.okafor@example.com") == 10
    first = words.index("PRODUCT DESIGNER")
    assert (
        words.index("Jamie Okafor")
        < first
        < words.index("+1 (555) 014-2277")
        < words.index("jamieokafor.example")
    )


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_ten_cards_touch_and_are_marked_in_the_margins_only(paper):
    sheet, size = contact_sheet(paper), read_papers()[paper].size
    page = contact_page(Frame(sheet.size), sheet, size)
    areas = [sheet.area(index) for index in range(sheet.count)]
    assert len(areas) == 10
    assert all(Rect.of(size).holds(area) for area in areas)
    picture = printed(page.frame, 100).min(axis=2) < 200
    rows, columns = np.nonzero(picture)
    assert rows.size
    around = Rect.around(corner for area in areas for corner in area.corners())
    xs, ys = columns / 100 * 72, rows / 100 * 72
    inside = (xs > around.x) & (xs < around.right) & (ys > around.y) & (ys < around.bottom)
    assert not inside.any()


@given(st.integers(8, 48), st.integers(3, 40), st.sampled_from([Scan.NONE, Scan.URL, Scan.VCARD]))
def test_lines_that_are_not_refused_end_before_the_code_and_the_margin(email, name, scan):
    """The code is drawn in the corner; whatever is printed left of it must be bare beside it."""
    contact = replace(JAMIE, name="Mo " * (name // 3), email="w" * email + "@mail.example", scan=scan)
    contact = replace(contact, name=contact.name.strip())
    dress = dressed("bauhaus-cake")
    drawn = draw_contact(contact, dress, SIZE)
    if too_wide(contact, dress, SIZE) or drawn.findings:
        return
    columns = np.flatnonzero((printed(drawn.frame, 150).min(axis=2) < 200).any(axis=0)) / 150 * 72
    assert columns.max() <= SIZE.width - MARGIN + 1
    if scan is not Scan.NONE:
        code, module = fit_code(scanned(contact), 27 * MM)
        start = SIZE.width - MARGIN - code.count * module
        bare = (columns > start - QUIET * module + 1) & (columns < start - 1)
        assert not bare.any()


def test_words_that_find_no_room_leave_the_cards_out_and_are_told():
    contact = replace(JAMIE, name="W" * 60)
    order = replace(order_of(design="basel"), goods=Goods(contact=contact))
    [ware] = make_goods(order, order.people)
    assert not ware.pdf
    assert "WWW" in ware.findings[0].message


TEXTS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=40)


def unescaped(text: str) -> str:
    """Return a vCard value as it was meant (RFC 2426, 5)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


@given(TEXTS)
def test_any_value_comes_back_from_a_vcard(text):
    written = escape(text)
    assert unescaped(written) == text
    assert "\n" not in written


@given(TEXTS, TEXTS)
def test_no_value_can_add_a_line_or_a_field_to_a_vcard(name, role):
    plain = vcard(Contact("x", "x", email="a@b.example")).count("\r\n")
    forged = vcard(Contact(name or "x", role or "x", email="a@b.example"))
    assert forged.count("\r\n") == plain
    [named] = [line for line in forged.split("\r\n") if line.startswith("FN:")]
    assert unescaped(named[3:]) == (name or "x")


def test_a_vcard_names_the_family_last_and_opens_its_address():
    lines = vcard(replace(JAMIE, name="Ana María Núñez; PhD", company="A, B")).split("\r\n")
    assert lines[0] == "BEGIN:VCARD"
    assert "N:PhD;Ana María Núñez\\;;;;" in lines
    assert "ORG:A\\, B" in lines
    assert "URL:https://jamieokafor.example" in lines
    assert lines[-2:] == ["END:VCARD", ""]


PLACE = Place("card.yaml", 7, 1)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"email": "jamie at example.com"}, "not an e-mail address"),
        ({"email": "a@b"}, "not an e-mail address"),
        ({"telephone": "call me"}, "not a telephone number"),
        ({"telephone": "12"}, "not a telephone number"),
        ({"url": "javascript:alert(1)"}, "not a web address"),
        ({"url": "two words.example"}, "not a web address"),
        ({"email": "a@b.example", "qr": "barcode"}, "qr cannot be"),
        ({"email": "a@b.example", "qr": "url"}, "needs the contact's url"),
        ({"role": "Designer"}, "needs a way to reach"),
        ({"emial": "a@b.example"}, "no 'emial'"),
        ({"email": "a@b.example", "role": "x" * 61}, "longer than 60"),
        ({"email": "a@b.example", "role": "a\u202eb"}, "not plain text"),
    ],
)
def test_a_contact_that_is_no_good_is_refused_with_the_reason(texts, told):
    with pytest.raises(InputError, match=told):
        read_contact(texts, "Jamie Okafor", PLACE)


@pytest.mark.parametrize(
    "telephone", ["+1 (555) 014-2277", "030/123 45 67", "(020) 7946-0000 ext. 12", "+49 30 1234567"]
)
@pytest.mark.parametrize(
    "url", ["jamie.example", "https://jamie.example/cv?x=1#top", "jamie.example:8080/a", "müller.example"]
)
def test_contacts_as_people_write_them_are_taken(telephone, url):
    contact = read_contact({"telephone": telephone, "url": url, "qr": "true"}, "Jamie", PLACE)
    assert (contact.name, contact.telephone, contact.url, contact.scan) == (
        "Jamie",
        telephone,
        url,
        Scan.VCARD,
    )


def test_a_plain_yes_to_a_code_means_the_address_if_that_is_all_there_is():
    assert read_contact({"url": "jamie.example", "qr": "yes"}, "Jamie").scan is Scan.URL
    assert read_contact({}, "Jamie") is None


def test_a_contact_without_any_name_is_refused():
    with pytest.raises(InputError, match="needs a name"):
        read_contact({"email": "a@b.example"}, " ", PLACE)


def test_a_name_without_type_leaves_the_cards_out_and_is_told():
    order = replace(order_of(design="basel"), goods=Goods(contact=replace(JAMIE, name="山田 太郎")))
    [ware] = make_goods(order, order.people)
    assert not ware.pdf
    assert ware.findings[0].rule == "contact-letters"
    assert "山田" in ware.findings[0].message


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Nguyễn Thị Minh", "Ελένη Παπαδοπούλου", "Анна Каренина"])
def test_names_in_letters_that_a_design_lacks_are_set_in_a_face_that_has_them(name):
    order = replace(order_of(design="copperplate"), goods=Goods(contact=replace(JAMIE, name=name, role="")))
    [ware] = make_goods(order, order.people)
    assert ware.pdf
    assert not ware.findings


@pytest.mark.parametrize(
    ("text", "wanted"), [("", None), ("yes", True), ("True", True), ("off", False), ("no", False)]
)
def test_a_liner_is_wanted_or_not_in_the_words_people_use(text, wanted):
    assert read_liner(text) is wanted


def test_a_liner_that_is_neither_is_refused():
    with pytest.raises(InputError, match="true or false"):
        read_liner("blue")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_all_ten_codes_of_a_sheet_are_read_back(paper):
    contact = replace(JAMIE, scan=Scan.VCARD)
    order = replace(order_of(design="olive-wreath", paper=paper), goods=Goods(contact=contact))
    [ware] = make_goods(order, order.people)
    document = pypdfium2.PdfDocument(ware.pdf)
    picture = np.ascontiguousarray(document[0].render(scale=DPI / 72, grayscale=True).to_numpy())
    document.close()
    assert read_codes(picture.reshape(picture.shape[:2])) == [scanned(contact)] * 10
