"""Laws of a written page: nothing is lost, nothing leaves the box, nothing is drawn twice, and it drifts as people do."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from orders import NOTE, order_of
from writing import Glyph, codes_of, glyphs_of, hand_of, ink_of, lines_of, words_of

from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import Word
from cardmaker.errors import InputError, Level
from cardmaker.geometry import Rect
from cardmaker.hand.habits import habits_of
from cardmaker.hand.page import Fit, Wanted, WrittenPage, fit_page, write_page
from cardmaker.hand.pens import PENS
from cardmaker.hand.placing import MARGIN_REACH
from cardmaker.hand.strokes import Floats
from cardmaker.hand.variants import FORM_LIMIT, Forms, forms_of
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.make import make_cards
from cardmaker.model import BLUE_BALLPOINT, NOTE_PANEL, Neatness, Order, Pen
from cardmaker.model import Paragraphs as Paragraphs_
from cardmaker.units import MM

HANDS = tuple(hand.id for hand in list_hands())
BOX = Rect(30.0, 40.0, 125 * MM, 170 * MM)
SEEDS = range(1, 21)

LETTER = """Dear Dana,

Thank you for the hour you gave me on the telephone on Tuesday. I had read about the move of your billing system; hearing how the team did it without a single night of downtime was something else.

Your question about small teams and trust has stayed with me. I would answer it the same way again, only with fewer words: tell people early, and tell them yourself.

I would be glad to bring that to the Portland office.

Warm regards,
Jamie Okafor"""

Paragraphs = list[list[list[str]]]


def paragraphs_of(text: str) -> Paragraphs:
    return [[line.split() for line in block.split("\n")] for block in text.split("\n\n")]


def flat(paragraphs: Paragraphs) -> list[str]:
    return [word for lines in paragraphs for line in lines for word in line]


def chain_of(hand: str, seed: int = 1, neatness: Neatness = Neatness.NATURAL) -> list[Forms]:
    names = dict.fromkeys([hand, "caveat", "patrick-hand"])
    freedom = habits_of(read_hand(hand).hand, neatness).freedom
    return [forms_of(read_hand(name), seed, freedom) for name in names]


def written(
    paragraphs: Paragraphs,
    hand: str = "reenie-beanie",
    seed: int = 1,
    box: Rect = BOX,
    growth: float = 1.0,
    pen: Pen = BLUE_BALLPOINT,
    neatness: Neatness = Neatness.NATURAL,
    room: float = 0.0,
) -> WrittenPage:
    chain = chain_of(hand, seed, neatness)
    largest = chain[0].hand.x_height_mm * MM * growth
    return write_page(Wanted(paragraphs, chain, box, largest, pen, f"{seed}/Dana#1", neatness, room))


def fitted(
    paragraphs: Paragraphs,
    hand: str = "reenie-beanie",
    seed: int = 1,
    box: Rect = BOX,
    growth: float = 1.0,
    neatness: Neatness = Neatness.NATURAL,
) -> Fit:
    chain = chain_of(hand, seed, neatness)
    largest = chain[0].hand.x_height_mm * MM * growth
    return fit_page(Wanted(paragraphs, chain, box, largest, BLUE_BALLPOINT, f"{seed}/Dana#1", neatness))


ALPHABET = "etaoinshrdlucmfwygpbvk" * 4 + "jxqzABCDEGHJKLMNQRSTUWYZ0123456789.,!?’“”—()&£$@|{}ÅÉŠŻçéöß"
words = st.text(alphabet=st.sampled_from(ALPHABET), min_size=1, max_size=11)
notes = st.lists(
    st.lists(st.lists(words, min_size=1, max_size=25), min_size=1, max_size=2), min_size=1, max_size=4
)
signed = notes.map(lambda note: [*note, [["Warm", "regards,"], ["Ŝtefanía", "Żygmunt"]]])
boxes = st.builds(
    lambda x, y, width, height: Rect(x, y, width * MM, height * MM),
    st.floats(0, 300),
    st.floats(0, 300),
    st.floats(45, 190),
    st.floats(30, 200),
)
pages = {
    "paragraphs": notes | signed,
    "hand": st.sampled_from(HANDS),
    "seed": st.integers(1, 40),
    "box": boxes,
    "growth": st.floats(1.0, 1.18),
    "neatness": st.sampled_from(Neatness),
}


@settings(max_examples=50)
@given(**pages)
def test_no_word_is_lost_or_changes_places(paragraphs, hand, seed, box, growth, neatness):
    page = written(paragraphs, hand, seed, box, growth, neatness=neatness)
    assert [word.text for word in words_of(page)] == flat(paragraphs)


@settings(max_examples=50)
@given(**pages)
def test_the_glyphs_of_a_word_spell_it_and_end_with_a_space(paragraphs, hand, seed, box, growth, neatness):
    for word in words_of(written(paragraphs, hand, seed, box, growth, neatness=neatness)):
        forms = hand_of(word).forms
        assert "".join(map(forms.character, codes_of(word))) == word.text + " "


@settings(max_examples=50)
@given(**pages, pen=st.sampled_from(list(PENS.values())))
def test_all_ink_lies_inside_the_note_s_box(paragraphs, hand, seed, box, growth, pen, neatness):
    page = written(paragraphs, hand, seed, box, growth, pen, neatness)
    assume(not page.excess and not page.too_wide)
    outside = [ink for ink in ink_of(words_of(page)) if not box.holds(ink, 0.01)]
    assert not outside


@settings(max_examples=50)
@given(**pages)
def test_how_a_note_fits_is_told_as_it_is_then_written(paragraphs, hand, seed, box, growth, neatness):
    page = written(paragraphs, hand, seed, box, growth, neatness=neatness)
    fit = fitted(paragraphs, hand, seed, box, growth, neatness)
    assert (fit.excess, fit.too_wide) == (page.excess, page.too_wide)
    assert fit.first == len(flat(paragraphs)) - page.excess
    assert fit.spare <= fit.most
    assert not (fit.excess and (fit.spare or fit.most))


LINE = ["so"]


@settings(max_examples=40)
@given(count=st.integers(1, 25), box=boxes, seed=st.integers(1, 40))
def test_as_many_lines_as_were_told_to_spare_still_fit_and_one_more_does_not(count, box, seed):
    fit = fitted([[LINE] * count], seed=seed, box=box)
    assume(not fit.excess)
    assert not fitted([[LINE] * (count + fit.most)], seed=seed, box=box).excess
    assert fitted([[LINE] * (count + fit.most + 1)], seed=seed, box=box).excess
    as_large = fitted([[LINE] * (count + fit.spare)], seed=seed, box=box)
    assert as_large.size == fit.size


@settings(max_examples=30)
@given(**pages)
def test_no_line_is_wider_than_the_box_without_its_drifting_margin(
    paragraphs, hand, seed, box, growth, neatness
):
    page = written(paragraphs, hand, seed, box, growth, neatness=neatness)
    assume(not page.too_wide)
    for line in lines_of(page):
        ink = list(ink_of(line.words))
        assert max(each.right for each in ink) - min(each.x for each in ink) <= box.width - MARGIN_REACH


@pytest.mark.parametrize("hand", HANDS)
def test_even_the_tallest_and_deepest_letters_stay_inside_a_box_that_just_holds_them(hand):
    paragraphs = [[["ŠÅÉ|Ŝ"] * 4, ["yours,"], ["gYqZjp"] * 2]]
    heights = np.arange(20, 60, 0.5)
    for seed in range(1, 13):
        tight = next(
            box
            for box in (BOX._replace(height=height * MM) for height in heights)
            if not (page := written(paragraphs, hand, seed, box)).excess and not page.too_wide
        )
        page = written(paragraphs, hand, seed, tight)
        assert all(tight.holds(ink, 0.01) for ink in ink_of(words_of(page)))


@pytest.mark.parametrize("hand", HANDS)
def test_a_long_signature_is_written_no_larger_than_the_box_allows(hand):
    paragraphs = [[["Yours,"], ["Maximiliana", "Featherstone"]]]
    found = [
        (box, written(paragraphs, hand, 3, box))
        for width in range(40, 90)
        for box in [BOX._replace(width=width * MM)]
    ]
    fitting = [(box, page) for box, page in found if len(lines_of(page)) == 2 and not page.too_wide]
    assert len(fitting) > 10
    for box, page in fitting[:12]:
        assert all(box.holds(ink, 0.01) for ink in ink_of(words_of(page)))


def test_ink_outside_a_box_is_noticed():
    page = written(paragraphs_of(LETTER))
    ink = list(ink_of(words_of(page)))
    around = Rect.around(corner for box in ink for corner in (box.corners()[0], box.corners()[2]))
    assert BOX.holds(around)
    assert not around._replace(width=around.width - 1).holds(around)
    assert BOX.width - around.width < 12 * MM


@settings(max_examples=50)
@given(**pages)
def test_the_letters_are_never_smaller_than_the_hand_s_floor(paragraphs, hand, seed, box, growth, neatness):
    page = written(paragraphs, hand, seed, box, growth, neatness=neatness)
    floor = read_hand(hand).hand.floor_mm * MM
    assert page.x_height >= floor * (1 - 1e-9)
    for word in words_of(page):
        height = word.transform.d * hand_of(word).forms.x_height_em
        assert height > 0.9 * page.x_height


@settings(max_examples=50)
@given(**pages)
def test_words_that_do_not_fit_are_told_and_only_at_the_floor(paragraphs, hand, seed, box, growth, neatness):
    page = written(paragraphs, hand, seed, box, growth, neatness=neatness)
    if page.excess or page.too_wide:
        assert page.x_height == pytest.approx(read_hand(hand).hand.floor_mm * MM)
    assert 0 <= page.excess <= len(flat(paragraphs))


def test_a_note_twice_as_long_as_the_box_tells_how_many_words_are_too_many():
    box = BOX._replace(height=60 * MM)
    page = written(paragraphs_of(LETTER + "\n\n" + LETTER), box=box)
    below = [word for word in words_of(page) if word.transform.f > box.bottom]
    assert 0 < len(below) <= page.excess < 2 * len(LETTER.split())


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_two_equal_letters_of_a_page_share_form_and_matrix(hand, seed):
    page = written(paragraphs_of(LETTER), hand, seed)
    seen = Counter(
        (glyph.code, *(round(value, 3) for value in glyph.place[:4]))
        for word in words_of(page)
        for glyph in glyphs_of(word)
    )
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("hand", HANDS)
def test_at_most_an_eighth_of_equal_letters_share_a_form(hand):
    """docs/handwriting.md: 12 % of the pairs of equal letters."""
    shares = [_shared_form_share(words_of(written(paragraphs_of(LETTER), hand, seed))) for seed in SEEDS]
    assert fmean(shares) < 0.125


def _shared_form_share(words_: list[Word]) -> float:
    forms: dict[str, Counter[int]] = {}
    for word in words_:
        for glyph in glyphs_of(word):
            forms.setdefault(glyph.char, Counter())[glyph.code] += 1
    same = sum(math.comb(count, 2) for counter in forms.values() for count in counter.values())
    return same / sum(math.comb(counter.total(), 2) for counter in forms.values())


@given(
    words=st.lists(
        st.sampled_from(["llama", "been", "letter", "book", "Mississippi", "2200", "off", "add", "....."])
    ),
    hand=st.sampled_from(HANDS),
    seed=st.integers(1, 10**6),
)
def test_doubled_letters_never_have_the_same_form(words, hand, seed):
    for word in words_of(written([[[*words, "all"]]], hand, seed)):
        assert all(one.code != two.code for one, two in pairwise(glyphs_of(word)))


@given(
    words=st.lists(words, min_size=1, max_size=60), hand=st.sampled_from(HANDS), seed=st.integers(1, 10**6)
)
def test_a_form_comes_back_only_after_half_of_the_others(words, hand, seed):
    found: dict[tuple[int, ...], list[int]] = {}
    for word in words_of(written([[words]], hand, seed)):
        for glyph in glyphs_of(word):
            found.setdefault(siblings_of(hand_of(word).forms, glyph), []).append(glyph.code)
    for siblings, codes in found.items():
        apart = len(siblings) // 2
        for start in range(len(codes) - apart):
            assert len(set(codes[start : start + apart + 1])) == apart + 1


def siblings_of(forms: Forms, glyph: Glyph) -> tuple[int, ...]:
    """Return all codes that could stand in a glyph's place: of its letter, its final forms, or its pair."""
    kinds = (
        [forms.pair(glyph.char)]
        if len(glyph.char) == 2
        else [forms.letter(glyph.char), forms.finals(glyph.char)]
    )
    return next(kind.codes for kind in kinds if kind and glyph.code in kind.codes)


# Signatures and paragraphs.


CLOSED = "Dear Dana,\n\nThank you for the hour on Tuesday.\n\nWarm regards,"


@pytest.mark.parametrize("neatness", Neatness)
@pytest.mark.parametrize("hand", HANDS)
def test_a_name_below_the_closing_stands_where_the_page_says_a_signature_does(hand, neatness):
    page = written(paragraphs_of(LETTER), hand, neatness=neatness)
    name = lines_of(page)[-1].words
    starts = min(x for word in name for x, _ in [center_of(word)])
    assert page.signed
    assert page.signature_at is not None
    assert starts == pytest.approx(page.signature_at.x, abs=0.6 * page.x_height)
    assert name[0].transform.f == pytest.approx(page.signature_at.y, abs=1.0 * MM)


def center_of(word: Word) -> tuple[float, float]:
    """Return the corner of a word's center lines that is furthest left and up, as if it stood upright."""
    box = _ink(word._replace(transform=word.transform._replace(c=0.0)))
    return box.x, box.y


def test_a_signature_is_larger_wider_bolder_and_leans_more_than_the_text():
    rows = [[line.words for line in lines_of(written(paragraphs_of(LETTER), seed=seed))] for seed in SEEDS]
    text = [word for lines in rows for line in lines[:-1] for word in line]
    name = [word for lines in rows for word in lines[-1]]
    for figure, least in (
        (lambda word: word.transform.d, 1.12),
        (lambda word: word.transform.a / word.transform.d, 1.04),
        (lambda word: word.transform.d * hand_of(word).nib_em, 1.15),
    ):
        assert fmean(map(figure, name)) > least * abs(fmean(map(figure, text)))
    lean = [fmean(-word.transform.c / word.transform.d for word in words_) for words_ in (name, text)]
    assert lean[0] - lean[1] > 0.05


@settings(max_examples=30)
@given(
    hand=st.sampled_from(HANDS),
    seed=st.integers(1, 10**6),
    room=st.floats(0, 30 * MM),
    height=st.floats(45 * MM, 90 * MM),
    neatness=st.sampled_from(Neatness),
)
def test_room_asked_for_a_signature_stays_free_below_the_closing(hand, seed, room, height, neatness):
    box = BOX._replace(height=height)
    page = written(paragraphs_of(CLOSED), hand, seed, box, neatness=neatness, room=room)
    assume(not page.excess)
    assert max(ink.bottom for ink in ink_of(words_of(page))) <= box.bottom - room + 0.01
    assert page.signature_at is not None
    assert not page.signed
    assert page.signature_at.y > lines_of(page)[-1].words[0].transform.f + 2 * page.x_height


def test_a_note_without_a_closing_has_no_place_for_a_signature():
    page = written(paragraphs_of("Dear Dana,\n\nThank you for the hour.\n\nSee you soon!"))
    assert (page.signature_at, page.signed) == (None, False)


@pytest.mark.parametrize("hand", HANDS)
def test_hands_that_indent_start_prose_further_in_and_greetings_and_closings_never(hand):
    habits = read_hand(hand).hand.habits
    rows = [line.words for line in lines_of(written(paragraphs_of(LETTER), hand))]
    starts = {row[0].text: _ink(row[0]).x for row in rows}
    usual = sorted(starts.values())[len(starts) // 2]
    indented = {text for text, x in starts.items() if x > usual + INDENT}
    assert indented == ({"Thank", "Your"} if habits.paragraph is Paragraphs_.INDENT else set())


def test_lines_of_a_quick_hand_creep_to_the_right_down_a_paragraph():
    prose = [[("word " * 90).split()]]
    creep = {}
    for neatness in Neatness:
        pages_ = [written(prose, seed=seed, neatness=neatness) for seed in SEEDS]
        rows = [[_ink(line.words[0]).x for line in lines_of(page)] for page in pages_]
        creep[neatness] = fmean(row[3] - row[0] for row in rows) / MM
    assert creep[Neatness.QUICK] > 0.5 > abs(creep[Neatness.CAREFUL])


def test_a_hand_is_less_even_at_the_end_of_a_page_than_at_its_start():
    words_ = [[("word " * 200).split()]]
    slants = []
    for seed in range(1, 61):
        places = [word.transform for word in words_of(written(words_, seed=seed))]
        leans = [abs(place.c / place.d) for place in places]
        slants.append((fmean(leans[:60]), fmean(leans[-60:])))
    assert fmean(last for _, last in slants) > 1.08 * fmean(first for first, _ in slants)


# One card among others.


def note_items(order: Order, index: int) -> object:
    card = compose_card(order, order.people[index], draw_stationery(order)).card
    return [item for item in card.panels[NOTE_PANEL[order.format.fold]].items if hasattr(item, "words")]


def test_two_people_of_the_same_name_and_note_get_different_pages():
    order = order_of(NOTE, "Dana", "Dana")
    one, two = note_items(order, 0), note_items(order, 1)
    assert [line.words for line in one] != [line.words for line in two]


@settings(max_examples=15)
@given(others=st.lists(st.sampled_from(["Bo", "Zoë", "Ann"]), max_size=4), place=st.integers(0, 4))
def test_a_person_s_page_is_the_same_whoever_else_is_in_the_order(others, place):
    place = min(place, len(others))
    order = order_of(NOTE, *others[:place], "Dana", *others[place:])
    assert note_items(order, place) == note_items(order_of(NOTE, "Dana"), 0)


def test_another_seed_gives_another_page():
    order = order_of(NOTE, "Dana")
    assert note_items(order, 0) != note_items(replace(order, seed=2), 0)


# How a page drifts: read from the words' matrices, as the goals were (docs/handwriting.md); forms add more. Pages vary, so
# the goals are for the mean of twenty.


def averages(hand: str, neatness: Neatness) -> dict[str, float]:
    chain = chain_of(hand, 1, neatness)  # the goals are read from matrices, so that one set of forms will do
    largest = chain[0].hand.x_height_mm * MM
    pages_ = [
        write_page(
            Wanted(paragraphs_of(LETTER), chain, BOX, largest, BLUE_BALLPOINT, f"{seed}/Dana#1", neatness)
        )
        for seed in SEEDS
    ]
    found = [dict(figures(page)) for page in pages_]
    return {name: fmean(page[name] for page in found) for name in found[0]}


def figures(page: WrittenPage) -> Iterator[tuple[str, float]]:
    rows = [line.words for line in lines_of(page)]
    fits = [_fit(row) for row in rows if len(row) >= 4]
    residuals = [value for _, rest in fits for value in rest]
    slopes = [slope for slope, _ in fits]
    inks = [[_ink(word) for word in row] for row in rows]
    gaps = [after.x - before.right for row in inks for before, after in pairwise(row)]
    places = [word.transform for row in rows[:-1] for word in row]  # a signature leans and is large by design
    yield "baseline residual sd, mm", pstdev(residuals) / MM
    yield "line slope, deg", fmean(slopes)
    yield "line slope sd, deg", pstdev(slopes)
    starts = sorted(row[0].x for row in inks)
    yield "left margin sd, mm", pstdev(x for x in starts if x < starts[len(starts) // 2] + INDENT) / MM
    yield "word-gap CV", pstdev(gaps) / fmean(gaps)
    yield "smallest gap, x-heights", min(gaps) / page.x_height
    yield "slant sd, deg", pstdev(math.degrees(math.atan(-place.c / place.d)) for place in places)
    yield "height CV", pstdev(place.d for place in places) / fmean(place.d for place in places)


def _fit(words_: tuple[Word, ...]) -> tuple[float, list[float]]:
    """Return a line's slope, rising positive (degrees), and how far each word is off it (pt)."""
    xs, ys = [word.transform.e for word in words_], [word.transform.f for word in words_]
    slope, start = np.polyfit(xs, ys, 1)
    return -math.degrees(math.atan(slope)), [y - slope * x - start for x, y in zip(xs, ys, strict=True)]


def _ink(word: Word) -> Rect:
    return Rect.around(
        glyph.place.apply(x, -y) for glyph in glyphs_of(word) for x, y in _form(word, glyph.code)
    )


def _form(word: Word, code: int) -> Floats:
    """Return the center lines of a letter, em, y up."""
    return hand_of(word).forms.shape(code // FORM_LIMIT).points[code % FORM_LIMIT]


INDENT = 3.2 * MM  # further in than any drift: a paragraph that starts so was indented on purpose

GOALS = {
    "baseline residual sd, mm": (0.1, 0.4),
    "line slope, deg": (-1.0, 1.0),
    "line slope sd, deg": (0.1, 0.5),
    "left margin sd, mm": (0.4, 1.2),
    "word-gap CV": (0.12, 0.25),
    "smallest gap, x-heights": (0.5, 3.0),
    "slant sd, deg": (1.0, 3.0),
    "height CV": (0.02, 0.05),
}


@pytest.mark.parametrize("neatness", Neatness)
@pytest.mark.parametrize("hand", HANDS)
def test_the_hand_drifts_within_the_goals(hand, neatness):
    found = averages(hand, neatness)
    assert {name for name, (low, high) in GOALS.items() if not low <= found[name] <= high} == set(), found


# Any text.


@settings(max_examples=60)
@given(text=st.text(max_size=300))
@example("")
@example("\x00")
@example("a" * 4_000)
@example("a " * 2_400)
@example("Dear {to},\\\n{nobody}")
@example("\u202edlrow olleh\u202c \U0001f600 \ud7ff e\u0301\u0323")
def test_any_text_gives_a_card_or_a_finding(text):
    with suppress(InputError):
        made = make_cards(order_of(text))
        assert made.pdf.startswith(b"%PDF") == (made.made == 1)
        assert made.made == 1 or any(finding.level is Level.ERROR for finding in made.findings)
