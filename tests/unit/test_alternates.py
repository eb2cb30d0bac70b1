"""Second forms of letters: that the best hands have them, that they are another structure, and where they are written."""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest

from cardmaker.assets import asset_root
from cardmaker.errors import InputError
from cardmaker.hand.behaviour import write_words
from cardmaker.hand.habits import habits_of
from cardmaker.hand.noise import Stream
from cardmaker.hand.strokes import End, Role, StrokeBook, book_of
from cardmaker.hand.variants import FORM_LIMIT, Forms, forms_of
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.nodes import read_yaml
from cardmaker.inputs.order import NoteSource, PersonRequest, Request, resolve
from cardmaker.model import Habits, Hand, Neatness, Paragraphs

BEST = ("reenie-beanie", "nothing-you-could-do", "la-belle-aurore")
TEXT = "the letter that she read with them at night in the little room he had then the end".split()


def seconds_of(hand: str) -> dict[tuple[Role, str], int]:
    return dict(book_of(read_hand(hand)).seconds)


def written_in(
    hand: str, seed: int, words: list[str], neatness: Neatness = Neatness.NATURAL
) -> list[list[int]]:
    """Return the codes of each word without its space."""
    script = read_hand(hand)
    done = write_words(words, [forms_of(script, seed)], Stream(f"{seed}"), habits_of(script.hand, neatness))
    return [np.frombuffer(glyphs, ">u2").tolist()[:-1] for glyphs in done.glyphs]


def is_final(forms: Forms, code: int) -> bool:
    letter = forms.finals(forms.character(code))
    return letter is not None and code in letter.codes


# What the hands have.


@pytest.mark.parametrize("hand", BEST)
def test_ten_letters_and_more_have_a_second_form(hand: str) -> None:
    roles = seconds_of(hand)
    assert len({text for _, text in roles}) >= 15
    assert sum(len(text) == 1 for _, text in roles) >= 10
    assert {text for role, text in roles if role is Role.PAIR} >= {"tt", "th"}
    assert {"e", "d", "t", "n"} <= {text for role, text in roles if role is Role.FINAL}


@pytest.mark.parametrize("hand", BEST)
def test_a_second_form_is_another_structure_and_no_wobble(hand: str) -> None:
    """Somewhere the center lines lie further apart than the pen is wide."""
    book = book_of(read_hand(hand))
    for (role, text), glyph in book.seconds.items():
        if role is not Role.PAIR:
            second, first = book.glyph(glyph).points, book.glyph(book.glyph_ids[ord(text)]).points
            assert max(_farthest(second, first), _farthest(first, second)) > book.nib / book.units_per_em, (
                role,
                text,
            )


def _farthest(points, others) -> float:
    return float(np.hypot(*(points[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1).max())


@pytest.mark.parametrize("hand", BEST)
def test_a_letter_with_a_mark_has_the_second_forms_of_its_letter(hand: str) -> None:
    roles = seconds_of(hand)
    letters = [char for char in map(chr, (*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA))) if _has_mark(char)]
    for role, text in roles:
        marked = {(role, char) for char in letters if normalize("NFD", char)[0] == text}
        assert marked <= roles.keys(), text
    assert {(Role.FINAL, "é"), (Role.OTHER, "ö"), (Role.OTHER, "ộ")} <= roles.keys()


def _has_mark(char: str) -> bool:
    return len(normalize("NFD", char)) > 1


@pytest.mark.parametrize("hand", BEST)
def test_a_final_letter_with_a_mark_is_the_final_letter_and_its_mark(hand: str) -> None:
    book = book_of(read_hand(hand))
    plain, marked = (book.glyph(book.seconds[Role.FINAL, char]) for char in "eé")
    assert marked.points[: len(plain.points)] == pytest.approx(plain.points, abs=1e-3)
    mark = marked.points[len(plain.points) :]
    assert mark[:, 1].min() > plain.points[:, 1].max()


@pytest.mark.parametrize("hand", BEST)
def test_a_final_form_hangs_together_as_its_letter_does(hand: str) -> None:
    book = book_of(read_hand(hand))
    for (role, text), glyph in book.seconds.items():
        if role is Role.FINAL:
            parts = [set(book.glyph(each).groups.tolist()) for each in (glyph, book.glyph_ids[ord(text)])]
            assert len(parts[0]) <= len(parts[1]), text


@pytest.mark.parametrize("hand", BEST)
def test_the_letters_of_a_pair_share_one_bar(hand: str) -> None:
    book = book_of(read_hand(hand))
    for (role, text), glyph in book.seconds.items():
        if role is Role.PAIR:
            apart = [book.glyph(book.glyph_ids[ord(char)]) for char in text]
            bars = sum(char in "tf" for char in text)
            assert len(book.glyph(glyph).kinds) == sum(len(each.kinds) for each in apart) - bars + 1, text
            assert book.characters[glyph] == text


def test_after_a_final_form_a_joined_hand_lifts_the_pen() -> None:
    book = book_of(read_hand("la-belle-aurore"))
    joins = 0
    for (role, _), number in book.seconds.items():
        glyph = book.glyph(number)
        ends = [(kind & 3, first) for kind, first in zip(glyph.kinds, glyph.firsts[:-1], strict=True)]
        ends += [(kind >> 2, last - 1) for kind, last in zip(glyph.kinds, glyph.firsts[1:], strict=True)]
        sides = [glyph.points[point, 0] > glyph.advance / 2 for end, point in ends if end == End.JOIN]
        joins += len(sides)
        assert role is not Role.FINAL or not any(sides)
    assert joins > 8


@pytest.mark.parametrize("hand", BEST)
def test_a_letter_s_forms_are_those_of_both_its_structures(hand: str) -> None:
    forms, book = forms_of(read_hand(hand), 1), book_of(read_hand(hand))
    letter = forms.letter("T")
    assert {code // FORM_LIMIT for code in letter.codes} == {
        book.glyph_ids[ord("T")],
        book.seconds[Role.OTHER, "T"],
    }
    assert {forms.character(code) for code in letter.codes} == {"T"}
    assert len(letter.codes) == len(letter.advances) == len(letter.lefts) == len(letter.rights)


def test_a_hand_without_second_forms_is_written_as_before() -> None:
    forms = forms_of(read_hand("caveat"), 1)
    assert forms.finals("e") is None
    assert forms.pair("th") is None
    assert [len(codes) for codes in written_in("caveat", 1, ["the", "letter"])] == [3, 6]


# Where they are written.


@pytest.mark.parametrize("hand", BEST)
def test_final_forms_end_words_about_half_the_time_and_stand_nowhere_else(hand: str) -> None:
    ends: Counter[bool] = Counter()
    for seed in range(20):
        forms = forms_of(read_hand(hand), seed)
        for codes in written_in(hand, seed, TEXT):
            assert not any(is_final(forms, code) for code in codes[:-1])
            if forms.finals(forms.character(codes[-1])) and len(codes) > 1:
                ends[is_final(forms, codes[-1])] += 1
    assert 0.3 < ends[True] / ends.total() < 0.6


@pytest.mark.parametrize("hand", BEST)
def test_two_words_running_never_end_in_the_same_letter_s_final_form(hand: str) -> None:
    for seed in range(20):
        forms = forms_of(read_hand(hand), seed)
        last = [codes[-1] for codes in written_in(hand, seed, ["the", "same", "line", "we", "made"] * 4)]
        assert not any(is_final(forms, one) and is_final(forms, two) for one, two in pairwise(last))
        assert any(is_final(forms, code) for code in last)


@pytest.mark.parametrize("hand", BEST)
def test_pairs_are_common_and_never_drawn_the_same_twice_running(hand: str) -> None:
    codes = [code for word in written_in(hand, 3, ["the", "letter", "with"] * 12) for code in word]
    forms = forms_of(read_hand(hand), 3)
    pairs = [code for code in codes if len(forms.character(code)) == 2]
    assert 15 < len(pairs) < 36
    for text in ("th", "tt"):
        drawn = [code for code in pairs if forms.character(code) == text]
        assert all(one != two for one, two in pairwise(drawn))


def test_the_words_are_spelled_the_same_whatever_forms_they_take() -> None:
    for hand in BEST:
        forms = forms_of(read_hand(hand), 2)
        for neatness in Neatness:
            for word, codes in zip(TEXT, written_in(hand, 2, TEXT, neatness), strict=True):
                assert "".join(map(forms.character, codes)) == word


def test_the_same_stream_writes_the_same_forms() -> None:
    assert written_in("reenie-beanie", 5, TEXT) == written_in("reenie-beanie", 5, TEXT)
    assert written_in("reenie-beanie", 5, TEXT) != written_in("reenie-beanie", 6, TEXT)


def test_the_quicker_a_hand_the_more_finals_and_pairs() -> None:
    shares = {}
    for neatness in Neatness:
        count = 0
        for seed in range(10):
            forms = forms_of(read_hand("reenie-beanie"), seed)
            for codes in written_in("reenie-beanie", seed, TEXT, neatness):
                count += sum(is_final(forms, code) or len(forms.character(code)) == 2 for code in codes)
        shares[neatness] = count
    assert shares[Neatness.CAREFUL] < shares[Neatness.NATURAL] < shares[Neatness.QUICK]


# How they are made.


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("skimage", reason="the `prepare` extra is not installed")
    monkeypatch.syspath_prepend(str(asset_root("fonts")))
    path = list(sys.path)
    import alternates
    import make_strokes

    sys.path[:] = path
    return make_strokes, alternates


def made_with(scripts, letters: str, choose) -> StrokeBook:
    make_strokes, alternates = scripts
    folder = Path(asset_root("fonts"), "reenie-beanie")
    face = make_strokes.open_face(folder / "ReenieBeanie_400Regular.ttf", False)
    chosen = [each for each in alternates.read_alternates(folder) if choose(each)]
    return StrokeBook(make_strokes.make_strokes(face, map(ord, letters), chosen))


def test_the_script_makes_the_second_forms_that_are_shipped(scripts) -> None:
    made = made_with(scripts, "the", lambda each: set(each.text) <= set("the"))
    shipped = book_of(read_hand("reenie-beanie"))
    assert {text for _, text in made.seconds} == {"e", "t", "h", "tt", "th"}
    for key, glyph in made.seconds.items():
        ours, theirs = made.glyph(glyph), shipped.glyph(shipped.seconds[key])
        assert ours.points.tolist() == theirs.points.tolist(), key
        assert (ours.kinds.tolist(), ours.advance) == (theirs.kinds.tolist(), theirs.advance)


def test_a_place_that_no_line_passes_is_told(scripts) -> None:
    _, alternates = scripts
    wrong = alternates.Alternate(Role.FINAL, "e", extend=((900, 900), (950, 950)))
    make_strokes, _ = scripts
    folder = Path(asset_root("fonts"), "reenie-beanie")
    face = make_strokes.open_face(folder / "ReenieBeanie_400Regular.ttf", False)
    with pytest.raises(ValueError, match=r"final e: no line passes \(900, 900\)"):
        make_strokes.make_strokes(face, map(ord, "e"), [wrong])


# The knob.


def test_careful_is_calmer_than_natural_and_quick_is_livelier() -> None:
    hand = read_hand("reenie-beanie").hand
    careful, natural, quick = (habits_of(hand, neatness) for neatness in Neatness)
    for name in (
        "wander_mm",
        "slope_spread",
        "gap_spread",
        "slant_spread",
        "creep_mm",
        "freedom",
        "size",
        "lean",
    ):
        assert getattr(careful, name) < getattr(natural, name) + 1e-12, name
        assert getattr(natural, name) < getattr(quick, name), name
    assert natural == hand.habits


def test_a_hand_s_own_habits_come_from_its_file() -> None:
    assert read_hand("la-belle-aurore").hand.habits.paragraph is Paragraphs.INDENT
    assert read_hand("la-belle-aurore").hand.habits.gap_spread == Habits().gap_spread


def neatness_of(text: str) -> Neatness:
    request = Request(people=(PersonRequest("Dana"),), neatness=text)
    return resolve(request, Path(), {}, NoteSource("Dear Dana,\n\nThank you.", "note")).order.neatness


def test_an_order_says_how_neatly_its_hand_writes() -> None:
    assert [neatness_of(text) for text in ("", "careful", " Quick ")] == [
        Neatness.NATURAL,
        Neatness.CAREFUL,
        Neatness.QUICK,
    ]


def test_an_unknown_neatness_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        neatness_of("carefull")
    (finding,) = caught.value.findings
    assert finding.rule == "neatness"
    assert "careful" in finding.hint


def test_a_hand_is_a_value_that_can_be_a_key_with_its_habits() -> None:
    hand: Hand = read_hand("reenie-beanie").hand
    assert hash(hand) == hash(read_hand("reenie-beanie").hand)


def test_a_habit_that_there_is_not_is_told_with_its_line() -> None:
    conversion = Conversion()
    table = read_yaml("id: x\nhabits:\n  gap-spread: 0.2\n  wobble: 3\n", "x/hand.yaml")
    assert conversion.record(table, Hand, "a hand") is None
    told = [finding for finding in conversion.findings if "wobble" in finding.message]
    assert [finding.place.line for finding in told if finding.place] == [4]


def test_the_command_line_knows_the_knob(cli) -> None:
    (cli.folder / "note.txt").write_text("Dear Dana,\n\nThank you.\n\nYours,\nJo")
    options = ("make", "--to", "Dana", "--note", "note.txt", "-o")
    assert cli(*options, "quick.pdf", "--neatness", "quick").code == 0
    assert cli(*options, "natural.pdf").code == 0
    assert (cli.folder / "quick.pdf").read_bytes() != (cli.folder / "natural.pdf").read_bytes()
    refused = cli(*options, "no.pdf", "--neatness", "quik")
    assert refused.code == 1
    assert "quick" in refused.err
