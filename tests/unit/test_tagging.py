"""Files that are read aloud: marked content, the structure tree over it, and what cards say of themselves."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import NOTE, order_of

from cardmaker.color import Color
from cardmaker.compose.spoken import in_paragraphs, words_in
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import (
    Document,
    Fill,
    Frame,
    Group,
    Line,
    Page,
    Profile,
    Role,
    Shared,
    Tag,
    Use,
    Word,
)
from cardmaker.geometry import Rect, Size, Transform, rectangle
from cardmaker.inputs.shelf import face_bytes
from cardmaker.make import make_cards
from cardmaker.model import Panel
from cardmaker.text.faces import open_face
from cardmaker.text.shape import shape
from cardmaker.write.names import Names
from cardmaker.write.pdf import write_pdf
from cardmaker.write.structure import PAGES_A_NODE
from cardmaker.write.tagging import paint_marked

JOST = open_face("jost/400Regular", face_bytes("jost/400Regular"))
SIZE = Size(200, 100)
RED = Color(1, 0, 0)
SPOT = Fill(rectangle(Rect(0, 0, 9, 9)), RED)
ART = Shared(Frame(SIZE, (SPOT,)))


def line(text: str, tag: Tag | None = None) -> Line:
    return Line(JOST, RED, (Word(text, shape(JOST, text).glyphs, Transform(9, 0, 0, 9, 5, 50)),), tag=tag)


def paragraph(number: int) -> Tag:
    return Tag(Role.PARAGRAPH, number=number)


def painted(*items):
    return paint_marked(Frame(SIZE, items), Names())


def opened(*pages: Page, profile: Profile = Profile.HOME) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write_pdf(Document("Told", "en", pages, profile=profile))))


def roles(thing: pikepdf.Object) -> object:
    """Return the structure under an element as nested lists of roles; a part without parts is a word."""
    kids = [
        kid
        for kid in (thing.K if isinstance(thing.K, pikepdf.Array) else [thing.K])
        if not isinstance(kid, int)
    ]
    name = str(thing.get("/S", "root"))[1:]
    return [name, *map(roles, kids)] if kids else name


def test_what_has_no_tag_is_an_artifact_and_a_line_a_paragraph():
    content, marks = painted(SPOT, line("Dear"), SPOT)
    assert content.count(b"/Artifact BMC") == 2
    assert [mark.role for mark in marks] == ["P"]


def test_lines_of_one_paragraph_are_spans_of_one_part():
    _, marks = painted(line("a", paragraph(1)), line("b", paragraph(1)), line("c", paragraph(2)))
    assert [(mark.role, mark.spans) for mark in marks] == [("P", 2), ("P", 1)]


def test_a_figure_is_one_span_with_its_text():
    content, [mark] = painted(Use(ART, tag=Tag(Role.FIGURE, "A spot")))
    assert content.startswith(b"/Figure<</MCID 0>>BDC\n")
    assert (mark.role, mark.text, mark.spans) == ("Figure", "A spot", 1)


_items = st.deferred(lambda: st.one_of(_leaves, _groups))
_leaves = st.sampled_from(
    [
        SPOT,
        line("free"),
        line("one", paragraph(1)),
        line("two", paragraph(2)),
        Use(ART),
        Use(ART, tag=Tag(Role.FIGURE, "x")),
    ]
)
_groups = st.builds(
    lambda items, number: Group(Frame(SIZE, tuple(items)), tag=Tag(Role.CARD, number=number)),
    st.lists(_leaves, max_size=5),
    st.integers(1, 3),
)


@given(st.lists(_items, max_size=8))
def test_all_content_is_marked_once_and_numbers_run_through(items):
    content, marks = painted(*items)
    depth = 0
    for token in re.findall(rb"\b(BDC|BMC|EMC|Do|Tj|TJ|f)\b", content):
        if token in (b"BDC", b"BMC"):
            depth += 1
        elif token == b"EMC":
            depth -= 1
        else:
            assert depth == 1, "each mark on paper lies in just one marked sequence"
    assert depth == 0
    numbers = [int(number) for number in re.findall(rb"/MCID (\d+)", content)]
    assert numbers == list(range(sum(mark.spans for mark in marks)))


def test_a_sheet_s_sides_give_each_card_one_section_in_reading_order():
    front = Group(
        Frame(SIZE, (Use(ART, tag=Tag(Role.FIGURE, "back", 2)), Use(ART, tag=Tag(Role.FIGURE, "front", 0)))),
        tag=Tag(Role.CARD, number=1),
    )
    note = Group(Frame(SIZE, (line("Dear", Tag(Role.PARAGRAPH, "", 1)),)), tag=Tag(Role.CARD, number=1))
    sides = Page(Frame(SIZE, (front,))), Page(Frame(SIZE, (note,)), continues=True)
    with opened(*sides, *sides) as pdf:
        [document] = [pdf.Root.StructTreeRoot.K]
        card = ["Sect", "Figure", "P", "Figure"]
        assert roles(document) == ["Document", card, card]
        assert [str(part.get("/Alt", "")) for part in document.K[0].K] == ["front", "", "back"]


@pytest.mark.parametrize("count", [1, PAGES_A_NODE, 2 * PAGES_A_NODE + 3])
def test_each_span_of_each_page_leads_back_to_its_part(count):
    page = Page(Frame(SIZE, (line("a", paragraph(1)), line("b", paragraph(1)), line("c", paragraph(2)))))
    with opened(*[page] * count) as pdf:
        tree = pdf.Root.StructTreeRoot.ParentTree
        entries = [entry for node in tree.Kids for entry in node.Nums]
        found = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
        assert [list(map(int, node.Limits)) for node in tree.Kids][-1][1] == count - 1
        for number, side in enumerate(pdf.pages):
            owners = found[int(side.obj.StructParents)]
            assert int(side.obj.StructParents) == number
            assert [span in [int(kid) for kid in owner.K] for span, owner in enumerate(owners)] == [True] * 3
            assert all(owner.Pg.objgen == side.obj.objgen for owner in owners)


def test_only_files_for_home_are_tagged():
    for profile in (Profile.PLAIN, Profile.PRESS):
        with opened(Page(Frame(SIZE, (line("a"),))), profile=profile) as pdf:
            assert "/StructTreeRoot" not in pdf.Root


# What cards say.


def test_a_card_is_read_as_it_is_opened_and_its_note_in_paragraphs():
    order = order_of(NOTE, "Dana", from_="Jamie")
    with pikepdf.open(io.BytesIO(make_cards(order).pdf)) as pdf:
        [card] = [part for part in [pdf.Root.StructTreeRoot.K.K] for part in part]
        assert roles(card) == ["Sect", "Figure", *["P"] * len(order.people[0].note.paragraphs), "Figure"]
        alts = [str(part.Alt) for part in card.K if "/Alt" in part]
    assert alts == [
        "Front of the card: Olive wreath, with the words “thank you”",
        "Back of the card: “JAMIE”",
    ]


def test_cards_of_one_sheet_have_sections_of_their_own():
    order = order_of(NOTE, "Dana", "Bo", "Cy", format="a7", paper="a3")
    with pikepdf.open(io.BytesIO(make_cards(order).pdf)) as pdf:
        sections = list(pdf.Root.StructTreeRoot.K.K)
        assert [roles(section)[0] for section in sections] == ["Sect"] * 3


def test_decoration_is_passed_over_and_printed_words_are_told():
    stationery = draw_stationery(order_of(NOTE))
    assert Panel.FRONT in stationery.tags
    assert Panel.INSIDE_RIGHT not in stationery.tags
    assert list(words_in([line("twice"), line("twice"), line("once")])) == ["twice", "once"]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_lines_get_the_paragraph_that_their_words_are_in(counts):
    paragraphs = [[["w"] * count] for count in counts]
    items = [replace(line("w"), words=line("w").words * count) for count in counts]
    assert [item.tag.number for item in in_paragraphs(items, paragraphs)] == list(range(len(counts)))
