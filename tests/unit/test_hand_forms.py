import os
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest

from cardmaker.hand.shapes import JOIN_STILL_EM
from cardmaker.hand.strokes import End, book_of
from cardmaker.hand.variants import FORM_LIMIT, Forms, forms_of
from cardmaker.inputs.hand import list_hands, read_hand

HANDS = [hand.id for hand in list_hands()]
JOINED = [hand.id for hand in list_hands() if hand.joined]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shape(forms: Forms, char: str):
    return forms.shape(forms.letter(char).codes[0] // FORM_LIMIT)


def reach(moved) -> float:
    return float(np.hypot(moved[..., 0], moved[..., 1]).max())


def test_frequent_letters_have_more_forms_than_rare_ones_and_signs() -> None:
    forms = forms_of(read_hand("reenie-beanie"), 1)
    assert [len(forms.letter(char).codes) for char in "etq&. "] == [9, 9, 7, 4, 4, 1]


def test_a_code_is_sixteen_times_the_glyph_and_the_form() -> None:
    forms = forms_of(read_hand("reenie-beanie"), 1)
    glyph = book_of(read_hand("reenie-beanie")).glyph_ids[ord("e")]
    assert forms.letter("e").codes == tuple(glyph * 16 + form for form in range(9))


@pytest.mark.parametrize("hand", HANDS)
def test_any_two_forms_of_a_letter_differ_visibly(hand: str) -> None:
    forms = forms_of(read_hand(hand), 5)
    for char in LETTERS:
        for first, second in combinations(shape(forms, char).points, 2):
            assert reach(first - second) >= 0.015, char


@pytest.mark.parametrize("hand", HANDS)
def test_every_form_differs_from_the_drawing_of_the_font(hand: str) -> None:
    forms = forms_of(read_hand(hand), 5)
    for char in LETTERS:
        for points in shape(forms, char).points:
            assert reach(points - shape(forms, char).lines.points) > 0.004, char


@pytest.mark.parametrize("hand", HANDS)
def test_no_form_leaves_its_letter_by_more_than_a_third_of_an_x(hand: str) -> None:
    forms = forms_of(read_hand(hand), 5)
    for char in LETTERS + "0123456789.,;?!":
        drawn = shape(forms, char)
        assert reach(drawn.points - drawn.lines.points) < 0.155, char
        typical = np.sqrt(((drawn.points - drawn.lines.points) ** 2).sum(axis=2).mean())
        assert typical < 0.07, char


@pytest.mark.parametrize("hand", JOINED)
def test_joined_letters_stay_where_they_meet(hand: str) -> None:
    forms = forms_of(read_hand(hand), 3)
    seen = 0
    for char in "abcdeghilmnopqrstuvwxyz":
        drawn = shape(forms, char)
        lines, x = drawn.lines, drawn.lines.points[:, 0]
        y = lines.points[:, 1]
        low = (y > -0.1) & (y < 1.1 * forms.x_height_em)
        meets = _on_bodies(lines) & low & (np.minimum(x, lines.advance - x) <= JOIN_STILL_EM)
        seen += int(meets.sum())
        assert reach(drawn.points[:, meets] - lines.points[meets]) < 1e-12 if meets.any() else True, char
        assert set(drawn.advances.tolist()) == {round(lines.advance, 3)}
    assert seen > 5


def _on_bodies(lines):
    """Return which points are on lines that hang together with the first: dots and bars may move."""
    return np.repeat(lines.groups, np.diff(lines.firsts)) == lines.groups[0]


@pytest.mark.parametrize("hand", JOINED)
def test_joined_letters_move_freely_in_their_middle(hand: str) -> None:
    forms = forms_of(read_hand(hand), 3)
    drawn = shape(forms, "m")
    middle = np.abs(drawn.lines.points[:, 0] - drawn.lines.advance / 2) < 0.1
    assert reach((drawn.points - drawn.lines.points)[:, middle]) > 0.02


def test_print_letters_have_spacing_of_their_own_in_every_form() -> None:
    letter = forms_of(read_hand("reenie-beanie"), 1).letter("n")
    assert len(set(letter.advances)) > len(letter.advances) / 2
    assert np.std(letter.advances) == pytest.approx(0.012, abs=0.006)


@pytest.mark.parametrize("char", "ijäöé")
def test_dots_and_accents_stay_above_their_letter(char: str) -> None:
    forms = forms_of(read_hand("reenie-beanie"), 2)
    drawn = shape(forms, char)
    group = np.repeat(drawn.lines.groups, np.diff(drawn.lines.firsts))
    upper = [
        g for g in set(group.tolist()) if drawn.lines.points[group == g, 1].min() > 0.95 * forms.x_height_em
    ]
    assert len(upper) == (2 if char in "äö" else 1)
    body = drawn.points[:, ~np.isin(group, upper), 1].max(axis=1)
    assert (drawn.points[:, np.isin(group, upper), 1].mean(axis=1) > body).all()


def test_lefts_and_rights_enclose_the_ink() -> None:
    forms = forms_of(read_hand("reenie-beanie"), 1)
    letter = forms.letter("q")
    points = shape(forms, "q").points
    assert letter.lefts == tuple(points[..., 0].min(axis=1))
    assert letter.rights == tuple(points[..., 0].max(axis=1))
    assert letter.top < 0 < letter.bottom


def test_a_space_is_covered_and_has_no_ink() -> None:
    space = forms_of(read_hand("reenie-beanie"), 1).letter(" ")
    assert space.lefts == space.rights == (0.0,)
    assert space.advances[0] > 0.1


def test_missing_characters_are_told_once_each() -> None:
    forms = forms_of(read_hand("reenie-beanie"), 1)
    assert forms.covers("Dear José, über")
    assert not forms.covers("Жа")
    assert forms.missing("a Ж b Ж 漢") == "Ж漢"
    with pytest.raises(KeyError):
        forms.letter("Ж")


def test_the_fallback_hands_write_what_the_first_cannot() -> None:
    assert forms_of(read_hand("caveat"), 1).covers("Łukasz Żółć Дарья")
    assert forms_of(read_hand("patrick-hand"), 1).covers("Nguyễn Thị Hồng Ấn")


def test_letters_a_face_lacks_are_put_together_from_its_own_parts() -> None:
    assert forms_of(read_hand("reenie-beanie"), 1).covers("Şükrü Doğan, İnci Işık, ışık, Siân Ŵyn, Ĝis")
    book = book_of(read_hand("reenie-beanie"))
    made, letter = (book.glyph(book.glyph_ids[ord(char)]) for char in "ğg")
    assert made.advance == letter.advance
    assert made.points[: len(letter.points)].tolist() == letter.points.tolist()
    assert made.points[len(letter.points) :, 1].min() > letter.points[:, 1].max() - 0.02


def test_another_seed_is_another_hand() -> None:
    first, second = (shape(forms_of(read_hand("reenie-beanie"), seed), "e").points for seed in (1, 2))
    assert reach(first - second) > 0.01


def test_a_letter_does_not_depend_on_the_letters_made_before() -> None:
    script = read_hand("reenie-beanie")
    first, second = Forms(script, 4), Forms(script, 4)
    second.letter("q"), second.letter("a")
    assert first.letter("e") == second.letter("e")


def test_letters_are_the_same_in_every_process() -> None:
    program = (
        "from cardmaker.inputs.hand import read_hand; from cardmaker.hand.variants import forms_of;"
        "from cardmaker.hand.face import HandFace; import hashlib;"
        "forms = forms_of(read_hand('reenie-beanie'), 3);"
        "codes = {c for char in 'Hello.' for c in forms.letter(char).codes};"
        "print(hashlib.sha256(HandFace(forms, 0.057, 'k').program(codes).data).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("hand", JOINED)
def test_ends_in_the_joining_zone_are_known(hand: str) -> None:
    book = book_of(read_hand(hand))
    kinds = book.glyph(book.glyph_ids[ord("n")]).kinds
    assert any(kind & 3 == End.JOIN or kind >> 2 == End.JOIN for kind in kinds.tolist())
