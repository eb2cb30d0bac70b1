"""The run sheet as values: what it says, that nothing leaves the page, and that no two lines meet."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orders import order_of

from cardmaker import paperwork
from cardmaker.compose.diagrams import ARROW, draw_feeding
from cardmaker.compose.instructions import _feeding
from cardmaker.compose.lettering import (
    ACCENT,
    Align,
    Look,
    has_letters,
    set_line,
    shorten,
    suited,
    width,
    wrap,
)
from cardmaker.compose.loading import Loading, draw_loading
from cardmaker.compose.printing import (
    Printing,
    by_hand,
    cutting,
    dialog_settings,
    folding,
    loading,
    stock,
    trial,
)
from cardmaker.compose.roster import TICK, Front, Roster
from cardmaker.compose.runsheet import run_sheet, title
from cardmaker.drawing import Fill, Frame, Group, Line, Page, Shared, Stroke, Word
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.impose.plan import plan_sheet
from cardmaker.impose.stock import papers_for
from cardmaker.inputs.facts import read_envelopes, read_formats, read_papers
from cardmaker.make import Made
from cardmaker.model import TRUE_SIZE, Facing, Flip, Fold, Load, Note, Person, Printer
from cardmaker.units import INCH, MM

FORMATS, PAPERS = read_formats(), read_papers()
FACES = paperwork.typefaces()
LOOK = Look.of(FACES)
PLACES = {"letter": PAPERS["letter"].size, "a4": PAPERS["a4"].size}
SAFE = Insets.even(15 * MM)
PERSON = order_of("Dear {to},\n\nthank you for the hour you gave me on Tuesday.", "Dana").people[0]
CASES = [
    pytest.param(card_format.id, paper.id, flip, id=f"{card_format.id}-on-{paper.id}-{flip.value}")
    for card_format in FORMATS.values()
    for paper in papers_for(card_format, PAPERS.values())
    for flip in Flip
]


def people(count: int) -> tuple[Person, ...]:
    return tuple(replace(PERSON, name=f"Ann Number{number}") for number in range(count))


def printing_of(card_format: str, paper: str = "", flip: Flip | None = None, cards: int = 5) -> Printing:
    chosen = FORMATS[card_format]
    plan = plan_sheet(chosen, PAPERS[paper or chosen.paper], flip)
    return paperwork.printing_of(Made(b"", plan, (), people(cards), 0))


def pages_of(printing: Printing, who: tuple[Person, ...], paper: Size, failed: int = 0) -> list[Page]:
    return list(run_sheet(Roster(who, printing, failed), "Olive wreath, sage", paper, FACES))


def page_of(card_format: str, paper: str = "", flip: Flip | None = None, cards: int = 5) -> list[Page]:
    printing = printing_of(card_format, paper, flip, cards)
    size = paperwork._plain_paper(PAPERS[paper or FORMATS[card_format].paper]).size
    return pages_of(printing, people(cards), size)


def lines(page: Page) -> list[Line]:
    return [item for item in page.frame.items if isinstance(item, Line)]


def text(page: Page) -> str:
    return "\n".join(" ".join(word.text for word in line.words) for line in lines(page))


def box(word: Word) -> Rect:
    """Return the word's advance by the height of its capitals and tails."""
    face = word.face
    codes = [int.from_bytes(word.glyphs[i : i + 2], "big") for i in range(0, len(word.glyphs), 2)]
    units = sum(face.font.get_glyph_h_advance(code) for code in codes)
    em = units / face.units_per_em + sum(word.kerns or ()) / 1000
    return word.transform.apply_rect(Rect(0.0, -0.7, em, 0.9))


def line_box(line: Line) -> Rect:
    boxes = [box(word) for word in line.words]
    return Rect.around(corner for each in boxes for corner in each.corners())


def drawn(page: Page) -> list[Rect]:
    return [item.path.bounds() for item in page.frame.items if isinstance(item, Fill | Stroke)]


@pytest.mark.parametrize("card_format, paper, flip", CASES)
def test_nothing_leaves_the_page_and_no_two_lines_meet(card_format, paper, flip):
    for page in page_of(card_format, paper, flip, 12):
        safe = Rect.of(page.frame.size).inset(SAFE)
        boxes = [line_box(line) for line in lines(page)]
        assert all(safe.holds(each) for each in (*boxes, *drawn(page)))
        assert not [(a, b) for a, b in combinations(boxes, 2) if a.meets(b)]


def test_a_line_that_leaves_the_page_and_lines_that_meet_are_noticed():
    first, second = (line_box(set_line("Dana Reyes", LOOK.body, 60, y)) for y in (60.0, 66.0))
    assert first.meets(second)
    edge = line_box(set_line("Dana Reyes", LOOK.body, 560, 60))
    assert not Rect.of(PLACES["letter"]).inset(SAFE).holds(edge)


@pytest.mark.parametrize("card_format, paper, flip", CASES)
def test_cards_and_creases_are_drawn_at_their_places(card_format, paper, flip):
    printing = printing_of(card_format, paper, flip)
    widths = {round(trim.width, 3) for trim in printing.trims}
    assert len(widths) == 1
    columns = {Fold.NONE: 1, Fold.TOP: 1, Fold.SIDE: 2, Fold.QUARTER: 2}[printing.format.fold]
    across = len({round(trim.x) for trim in printing.trims})
    assert len(printing.fold_xs) == across * (columns - 1)
    halves = [trim.x + trim.width / 2 for trim in printing.trims[:across]]
    assert printing.fold_xs == pytest.approx(halves if columns == 2 else [])


# What it says


def test_the_title_tells_cards_format_and_paper():
    assert title(printing_of("a2", cards=2)) == "2 cards · A2 note card · US Letter"
    assert title(printing_of("half-a4", cards=1)) == "1 card · half-fold A4 · A4"


@pytest.mark.parametrize(
    "card_format, flip, sides",
    [
        ("a2", None, "two-sided, flip on long edge"),
        ("a2", Flip.SHORT_EDGE, "two-sided, flip on short edge"),
        ("half-a4", None, "two-sided, flip on short edge"),
        ("flat-a7", None, "two-sided, flip on short edge"),
        ("quarter-letter", None, "one-sided"),
        ("quarter-letter", Flip.LONG_EDGE, "one-sided"),
    ],
)
def test_the_dialog_is_told_the_sides_and_the_edge(card_format, flip, sides):
    chosen = dict(dialog_settings(printing_of(card_format, flip=flip)))
    assert chosen["Sides"] == sides
    assert chosen["Scale"] == "100\u00a0%, “actual size”"
    assert chosen["Orientation"] == "automatic"


@pytest.mark.parametrize(
    "card_format, cards, said",
    [
        ("a7", 1, "Load 1 sheet of US Letter card stock and print all pages."),
        ("a2", 4, "Load 2 sheets of US Letter card stock and print all pages."),
        (
            "a2",
            5,
            "Load 3 sheets of US Letter card stock and print all pages. The last sheet holds 1 card.",
        ),
        ("flat-a2", 2, "Load 1 sheet of US Letter card stock and print all pages."),
    ],
)
def test_as_many_sheets_are_loaded_as_the_cards_need(card_format, cards, said):
    assert loading(printing_of(card_format, cards=cards)) == said


def test_without_duplex_the_stack_is_turned_on_the_edge_of_the_plan():
    assert "turn the stack over on the short edge as drawn" in by_hand(printing_of("a7"))
    assert "Print the odd pages" in by_hand(printing_of("a7"))
    assert "on the long edge" in by_hand(printing_of("a7", flip=Flip.LONG_EDGE))


def test_a_single_sheet_is_turned_as_a_sheet():
    said = by_hand(printing_of("a2", cards=2))
    assert said == (
        "No two-sided printing? Print page 1, turn the sheet over on the long edge as drawn, "
        "load it again and print page 2."
    )


def test_a_quarter_fold_is_one_sided_and_speaks_of_no_flip():
    printing = printing_of("quarter-letter")
    assert by_hand(printing) == ""
    said = text(page_of("quarter-letter")[0])
    assert "flip" not in said.lower()
    assert "two-sided" not in said
    assert "Fold the upper half back along the level line." in said
    assert "Print page 1 on plain paper first and fold it" in said


def test_a_quarter_fold_tells_both_creases_and_no_cut():
    printing = printing_of("quarter-letter")
    assert cutting(printing) == []
    assert folding(printing)[0].replace("\u00a0", " ") == (
        "Score both dashed lines: 107.95 mm (4¼ in) from the left edge, 139.7 mm (5½ in) from the top edge."
    )


def test_a_flat_card_is_cut_and_not_folded():
    said = text(page_of("flat-a7")[0])
    assert "How to cut\n" in said
    assert "fold" not in said.lower()
    assert "Score" not in said
    assert "both sides must stand upright" in trial(printing_of("flat-a7"))


def test_a_flat_card_on_its_own_paper_has_nothing_to_do_after_printing():
    said = text(page_of("flat-a7", "5x7")[0])
    assert "How to print" in said
    assert "How to cut" not in said


def test_a_card_that_fills_its_sheet_is_folded_and_not_cut():
    said = text(page_of("half-a4")[0])
    assert "How to fold\n" in said
    assert "Cut" not in said
    assert "Score the dashed line: 148.5\u00a0mm from the left edge." in said


def test_cuts_that_no_hairline_shows_are_measured():
    steps = [step.replace("\u00a0", " ") for step in cutting(printing_of("a2"))]
    assert steps == [
        "Lay the sheet front side up, as drawn. Mark the cuts first: none are printed.",
        "Cut at 139.7 mm (5½ in) from the top edge.",
    ]


def test_all_cuts_are_told_from_both_edges():
    steps = [step.replace("\u00a0", " ") for step in cutting(printing_of("a7"))]
    assert "Hairlines show the cuts" in steps[0]
    assert steps[1:] == [
        "Cut at 12.7 mm (½ in) and 266.7 mm (10½ in) from the left edge.",
        "Cut at 19.05 mm (¾ in) and 196.85 mm (7¾ in) from the top edge.",
    ]


def test_inches_are_told_only_on_paper_that_is_measured_in_inches():
    assert " in)" not in " ".join(cutting(printing_of("a7", "a4")))


@pytest.mark.parametrize("card_format, paper", [("flat-a2", "letter"), ("postcard-a6", "a3"), ("a2", "a3")])
def test_every_card_of_a_sheet_has_a_place_of_its_own(card_format, paper):
    printing = printing_of(card_format, paper)
    places = [printing.place(index) for index in range(2 * printing.per_sheet)]
    assert len(set(places)) == printing.per_sheet
    assert places[: printing.per_sheet] == places[printing.per_sheet :]


def test_places_are_told_as_people_say_them():
    four = printing_of("flat-a2")
    assert [four.place(index) for index in range(4)] == [
        "top left", "top right", "bottom left", "bottom right",
    ]  # fmt: skip
    assert [printing_of("a2").place(index) for index in range(2)] == ["top", "bottom"]
    assert [printing_of("a2-tent").place(index) for index in range(2)] == ["left", "right"]
    assert printing_of("a7").place(0) == ""
    assert printing_of("postcard-a6", "a3").place(3) == "row 2, right"


def test_the_pages_of_a_sheet_are_one_or_two():
    assert [printing_of("a2").pages(sheet) for sheet in (1, 2)] == ["1–2", "3–4"]
    assert [printing_of("quarter-a4").pages(sheet) for sheet in (1, 2)] == ["1", "2"]


def test_sheets_to_load_and_spare_ones_are_told():
    assert dict(stock(printing_of("a2", cards=5))) == {"To load": "3 sheets", "Spare": "1 sheet"}
    assert dict(stock(printing_of("a7", cards=300))) == {"To load": "300 sheets", "Spare": "16 sheets"}


def test_a_file_a_person_has_its_own_words_and_its_row_for_a_number():
    printing = replace(printing_of("a2", cards=2), separate=True)
    said = text(pages_of(printing, tuple(replace(each, row=7) for each in people(2)), PLACES["a4"])[0])
    assert "Open each person's PDF in turn" in said
    assert "0007" in said.split("\n")
    assert "Print page 1, turn the sheet over" in said


def test_each_person_has_a_row_a_box_to_tick_and_an_envelope_s_number():
    who = tuple(replace(each, row=row) for each, row in zip(people(3), (2, 3, 9), strict=True))
    (page,) = pages_of(printing_of("a7", cards=3), who, PLACES["a4"])
    boxes = [item for item in page.frame.items if isinstance(item, Stroke) and item.ink == TICK]
    assert len(boxes) == 3
    said = text(page).split("\n")
    for number, row in enumerate(("2", "3", "9")):
        at = said.index(f"Ann Number{number}")
        assert (said[at - 3], said[at + 1]) == (row, str(number + 1))


def test_one_front_is_shown_once_and_several_with_each_person():
    front = Front(Shared(Frame(Size(100, 140))), Size(100, 140))
    printing, who = printing_of("a7", cards=3), people(3)
    who = tuple(replace(each, key=str(number)) for number, each in enumerate(who))
    for roster, count in (
        (Roster(who, printing, 0, front), 1),
        (Roster(who, printing, 0, None, {"0": front, "2": front}), 2),
    ):
        (page,) = run_sheet(roster, "Olive wreath", PLACES["a4"], FACES)
        groups = [item for item in page.frame.items if isinstance(item, Group)]
        assert len(groups) == count
        for group in groups:
            assert Rect.of(PLACES["a4"]).inset(SAFE).holds(group.transform.apply_rect(Rect.of(front.size)))


# The drawings


def hinge(page: Page) -> Rect:
    """Return the edge to flip on: the widest line in the accent color."""
    found = [item for item in page.frame.items if isinstance(item, Stroke) and item.ink.color == ACCENT]
    return max(found, key=lambda item: item.ink.width).path.bounds()


@pytest.mark.parametrize("card_format, paper, flip", CASES)
def test_the_edge_drawn_to_flip_on_is_the_edge_named(card_format, paper, flip):
    if FORMATS[card_format].fold is Fold.QUARTER:
        return
    sheet = printing_of(card_format, paper, flip).sheet
    edge = hinge(page_of(card_format, paper, flip)[0])
    upright = edge.height > edge.width
    assert upright is ((flip is Flip.LONG_EDGE) is not sheet.is_landscape)


def test_sheets_and_envelopes_go_into_printers_the_same_way_up_the_page():
    envelope, area = read_envelopes()["a7"], Rect(50.0, 80.0, 200.0, 200.0)
    post = Loading(envelope, 3, TRUE_SIZE, envelope.size, Rect.of(envelope.size))
    printer = Printer("desk", load=Load(Facing.DOWN, head_first=False))
    for items, _ in (
        draw_feeding(printing_of("a2"), area, LOOK),
        draw_loading(post, area, LOOK),
        _feeding(printing_of("a2"), None, area, LOOK),
        _feeding(printing_of("a2"), printer, area, LOOK),
    ):
        strokes = [item for item in items if isinstance(item, Stroke)]
        (arrow,) = (item.path.bounds() for item in strokes if item.ink == ARROW)
        (slot,) = (
            item.path.bounds() for item in items if isinstance(item, Fill) and item.path.bounds().y == area.y
        )
        numbers = next(item.path.numbers for item in strokes if item.ink == ARROW)
        (_, start), (_, tip) = numbers[:2], numbers[2:4]
        assert tip < start
        assert arrow.y >= slot.bottom - 2.0
        assert all(item.path.bounds().bottom <= arrow.bottom + 0.1 for item in strokes)


def test_what_else_is_to_be_printed_stands_before_the_table():
    roster = Roster(people(2), printing_of("a7", cards=2), beside=("liner.pdf: print it 2 times",))
    pages = list(run_sheet(roster, "Olive wreath", PLACES["a4"], FACES))
    said = "\n".join(map(text, pages))
    assert (
        said.index("Also to print") < said.index("liner.pdf: print it 2 times.") < said.index("Ann Number0")
    )
    assert "Also to print" not in text(pages_of(printing_of("a7", cards=2), people(2), PLACES["a4"])[0])


def test_the_ruler_is_exact():
    scales = [item.path for item in page_of("a2")[0].frame.items if isinstance(item, Stroke)][:2]
    assert scales[0].bounds().width == pytest.approx(100 * MM)
    assert scales[1].bounds().width == pytest.approx(4 * INCH)
    starts = [scale.numbers[4::4] for scale in scales]
    assert list(starts[0]) == pytest.approx([scales[0].bounds().x + number * MM for number in range(101)])
    assert list(starts[1]) == pytest.approx([scales[1].bounds().x + number * 9 for number in range(33)])


# The table


def test_many_people_go_over_further_pages_and_none_is_lost_or_told_twice():
    pages = page_of("a2", cards=300)
    said = "\n".join(map(text, pages)).split("\n")
    assert len(pages) > 5
    assert [line for line in said if line.startswith("Ann Number")] == [p.name for p in people(300)]
    assert said.count("Name") == len(pages)
    assert f"{len(pages)} of {len(pages)}" in said


def test_the_cards_of_a_sheet_are_never_parted_by_a_page():
    for page in page_of("flat-a2", cards=200):
        said = text(page).split("\n")
        numbers = [said[at - 3] for at, line in enumerate(said) if line.startswith("Ann Number")]
        assert all(numbers.count(number) == 4 for number in set(numbers))


def test_an_endless_name_is_cut_short_in_its_third_line():
    who = tuple(replace(PERSON, name=name) for name in ("word " * 2000, "w" * 5000, "Dana"))
    (page,) = pages_of(printing_of("a7", cards=3), who, PLACES["a4"])
    said = text(page).split("\n")
    assert "Dana" in said
    assert len([line for line in said if line.startswith(("word", "www"))]) == 4


def test_cards_that_failed_are_told():
    printing = printing_of("a2", cards=1)
    assert "1 card could not be made and is left out." in text(
        pages_of(printing, people(1), PLACES["a4"], 1)[0]
    )
    assert "could not be made" not in text(page_of("a2")[0])


def test_a_small_paper_gets_its_run_sheet_on_letter():
    assert page_of("postcard-4x6", "4x6")[0].frame.size == PAPERS["letter"].size
    assert page_of("postcard-4x6", "a4")[0].frame.size == PAPERS["a4"].size


@given(st.lists(st.text(max_size=200), min_size=1, max_size=4), st.text(min_size=1, max_size=200))
@settings(max_examples=60)
def test_any_name_and_note_stay_on_the_page(names, words):
    note = Note(((tuple(words.split()) or ("a",),),), PERSON.place)
    who = tuple(Person(name, note, str(number), PERSON.place) for number, name in enumerate(names))
    for page in pages_of(printing_of("flat-a2", cards=len(who)), who, PLACES["letter"]):
        safe = Rect.of(page.frame.size).inset(SAFE)
        assert all(safe.holds(line_box(line)) for line in lines(page) if line.words)


# Lettering


def test_a_letter_that_no_face_has_is_shown_as_a_question_mark_and_kept_in_the_text():
    (word,) = set_line("李小龙", LOOK.body, 0, 0).words
    assert word.text == "李小龙"
    assert word.glyphs == set_line("???", LOOK.body, 0, 0).words[0].glyphs
    assert not has_letters("Bruce 李", LOOK.body.faces)


def test_the_question_mark_is_explained_only_where_there_is_one():
    said = [
        text(pages_of(printing_of("a7", cards=1), (replace(PERSON, name=name),), PLACES["a4"])[0])
        for name in ("Dana", "李小龙")
    ]
    assert ["stands for a letter" in each for each in said] == [False, True]


@pytest.mark.parametrize("name", ["Αθήνα Παπαδοπούλου", "Nguyễn Thị Ánh"])
def test_a_name_is_set_in_one_face(name):
    kind = suited(LOOK.strong, name)
    assert {word.face for word in set_line(name, kind, 0, 0).words} == {kind.faces[0]}
    assert kind.faces[0] is FACES.others[0]
    assert kind.faces[0].x_height * kind.size == pytest.approx(FACES.medium.x_height * LOOK.strong.size)


@given(st.text(alphabet="abc Éß,.", max_size=60), st.floats(20, 200))
def test_shortened_text_fits_and_begins_as_the_text_does(words, measure):
    words = " ".join(words.split())
    short = shorten(words, LOOK.body, measure)
    assert width(short, LOOK.body) <= measure + 1e-6
    assert words.startswith(short.removesuffix("…"))


@given(st.text(alphabet="abcde ", max_size=120))
def test_wrapped_lines_fit_and_hold_all_words_in_order(words):
    words = " ".join(words.split())
    found = wrap(words, LOOK.body, 150)
    assert all(width(line, LOOK.body) <= 150 + 1e-6 for line in found)
    if all(width(word, LOOK.body) <= 150 for word in words.split()):
        assert " ".join(found) == words


def test_a_line_starts_is_centered_or_ends_at_its_x():
    long = width("Dana Reyes", LOOK.body)
    starts = [set_line("Dana Reyes", LOOK.body, 100, 0, align).words[0].transform.e for align in Align]
    assert starts == pytest.approx([100, 100 - long / 2, 100 - long])


def test_figures_of_a_number_stand_side_by_side():
    assert width("1907", LOOK.body) == pytest.approx(sum(width(figure, LOOK.body) for figure in "1907"))
