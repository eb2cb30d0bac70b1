"""Names stay in one hand from end to end, with accents that neither touch nor float; what no hand has is told."""

import unicodedata

import numpy as np
import pytest
from hand_pictures import count_areas, fill, glyph_rings
from orders import order_of

from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import draw_stationery
from cardmaker.errors import Level
from cardmaker.hand.face import HandFace
from cardmaker.hand.strokes import book_of
from cardmaker.hand.variants import FORM_LIMIT, forms_of
from cardmaker.inputs.hand import list_hands, read_hand

LATIN = [hand.id for hand in list_hands() if hand.id != "eb-garamond"]
NAMES = (
    "José Núñez",
    "Łukasz Żółć",
    "Nguyễn Thị Ánh",
    "Søren Ødegård",
    "Zoë Ångström",
    "Şule İnönü",
    "Dvořáková",
    "O’Brien-Smith",
    "Jiří Šťastný",
    "Ștefan Țurcanu",
    "Þórður",
    "Phước Đặng",
    "Ingūna Ķirķe",
)
SIGNS = "‘’“”–—…€£@+&%0123456789ẞß"
UNUSED = {"ĸ", "ſ", "ŉ"}
"""Letters that no name of today is written with."""


def extended_a() -> str:
    return "".join(chr(code) for code in range(0x100, 0x180) if chr(code) not in UNUSED)


def latin_1() -> str:
    return "".join(chr(code) for code in range(0xC0, 0x100))


def vietnamese() -> str:
    return "ĂăÂâĐđÊêÔôƠơƯưĨĩŨũ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))


def gap_above(hand: str, char: str) -> float:
    """Return the paper between a letter and its accent, x-heights: negative where they touch."""
    script = read_hand(hand)
    forms = forms_of(script, 3)
    nib = script.hand.pen_mm / (script.hand.x_height_mm / script.x_height_em)
    shape = forms.shape(forms.letter(char).codes[0] // FORM_LIMIT)
    group = np.repeat(shape.lines.groups, np.diff(shape.lines.firsts))
    accent = group == group.max()
    gaps = [
        np.hypot(*(form[accent][:, None] - form[~accent][None]).transpose(2, 0, 1)).min()
        for form in shape.points
    ]
    return (float(np.median(gaps)) - nib) / script.x_height_em


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hand", LATIN)
def test_a_name_stays_in_its_hand(hand: str, name: str) -> None:
    assert forms_of(read_hand(hand), 1).missing(name) in {"", " "}


@pytest.mark.parametrize("hand", LATIN)
@pytest.mark.parametrize(
    "letters", [latin_1, extended_a, vietnamese, lambda: "ȘșȚț" + SIGNS], ids=["1", "A", "vi", "signs"]
)
def test_every_latin_hand_has_all_latin_letters(hand: str, letters) -> None:
    assert forms_of(read_hand(hand), 1).missing(letters()) == ""


@pytest.mark.parametrize("char", "éàîñöůčžőāğ")
@pytest.mark.parametrize("hand", LATIN)
def test_an_accent_neither_touches_its_letter_nor_floats(hand: str, char: str) -> None:
    assert 0.0 < gap_above(hand, char) < 0.75


@pytest.mark.parametrize("char", "çşąęį")
@pytest.mark.parametrize("hand", LATIN)
def test_a_cedilla_and_an_ogonek_grow_out_of_their_letter(hand: str, char: str) -> None:
    script = read_hand(hand)
    forms = forms_of(script, 2)
    face = HandFace(forms, script.hand.pen_mm / (script.hand.x_height_mm / script.x_height_em), "k")
    base = unicodedata.normalize("NFD", char)[0]
    codes = [forms.letter(letter).codes[0] for letter in (char, base)]
    program = face.program(codes)
    marked, plain = (
        count_areas(fill(glyph_rings(program.data, program.glyphs[code]), (-0.5, -0.8, 1.2, 1.2)))
        for code in codes
    )
    assert marked <= plain


@pytest.mark.parametrize("hand", LATIN)
def test_an_accented_letter_is_as_wide_as_its_letter(hand: str) -> None:
    book = book_of(read_hand(hand))
    advances = {char: book.glyph(book.glyph_ids[ord(char)]).advance for char in "eéêẽệoơộuưaąä"}
    assert len({round(advances[char], 3) for char in "eéêẽệ"}) == 1
    assert len({round(advances[char], 3) for char in "aąä"}) == 1


def findings_of(words: str, hand: str = "reenie-beanie"):
    order = order_of(f"Dear {words},\n\nThank you very much.\n\nJamie", hand=hand)
    return compose_card(order, order.people[0], draw_stationery(order)).findings


def test_names_of_latin_letters_are_no_finding() -> None:
    assert findings_of(", ".join(NAMES)) == ()


@pytest.mark.parametrize(("word", "lender"), [("Дарья", "Caveat"), ("Ελένη", "Garamond Greek")])
def test_a_word_in_another_script_is_written_whole_by_one_hand_and_told(word: str, lender: str) -> None:
    (finding,) = findings_of(word)
    assert (finding.level, finding.rule) == (Level.WARNING, "fallback-hand")
    assert finding.message == f"Reenie Beanie has no letters for {word}; {lender} writes it"


def test_words_that_two_hands_lend_are_told_hand_by_hand() -> None:
    messages = [finding.message for finding in findings_of("Дарья, Иван and Ελένη")]
    assert [message.split("; ")[1] for message in messages] == [
        "Caveat writes them",
        "Garamond Greek writes it",
    ]


def test_letters_of_no_hand_are_listed_with_their_word() -> None:
    (finding,) = findings_of("漢字")
    assert (finding.level, finding.rule) == (Level.ERROR, "glyphs")
    assert "'漢' (U+6F22), '字' (U+5B57) in '漢字'" in finding.message


@pytest.mark.parametrize("emoji", ["🎉", "❤️", "👩‍🔬"])
def test_emoji_are_refused_kindly(emoji: str) -> None:
    (finding,) = findings_of(f"Dana {emoji} x")
    assert (finding.level, finding.rule) == (Level.ERROR, "emoji")
    shown = "".join(char for char in emoji if char not in "\u200d\ufe0f")
    assert finding.message == f"a pen cannot draw {shown}"
    assert finding.hint == "leave it out or draw it by hand"
