"""Joined hands are really joined: written words hang together wherever those of the face do."""

from functools import cache

import numpy as np
import pytest
from hand_pictures import Points, count_areas, fill, glyph_rings
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.assets import asset_root
from cardmaker.hand.face import HandFace
from cardmaker.hand.variants import FORM_LIMIT, forms_of
from cardmaker.inputs.hand import list_hands, read_hand

JOINED = [hand.id for hand in list_hands() if hand.joined]
LETTERS = "abcdefghijklmnopqrstuvwxyz"

words = st.text(LETTERS, min_size=2, max_size=6)
choices = st.lists(st.integers(0, 60), min_size=8, max_size=8)


@cache
def letters_of(hand: str, seed: int) -> dict[str, tuple[float, Points, list[list[Points]]]]:
    """Return for each letter its advance, its outline in the face, and its forms as a pen writes them."""
    script = read_hand(hand)
    forms = forms_of(script, seed)
    pen = HandFace(forms, script.hand.pen_mm / (script.hand.x_height_mm / script.x_height_em), "join")
    face = (asset_root("fonts") / hand / script.hand.face).read_bytes()
    letters = {char: forms.letter(char) for char in LETTERS}
    program = pen.program([code for letter in letters.values() for code in letter.codes])
    return {
        char: (
            letter.advances[0],
            glyph_rings(face, letter.codes[0] // FORM_LIMIT),
            [glyph_rings(program.data, program.glyphs[code]) for code in _first_structure(letter.codes)],
        )
        for char, letter in letters.items()
    }


def _first_structure(codes: tuple[int, ...]) -> list[int]:
    return [code for code in codes if code // FORM_LIMIT == codes[0] // FORM_LIMIT]


def parts(rings: list[Points], length: float, *, printed: bool = False) -> int:
    """Return how many parts the ink has; as printed, gaps of two pixels are closed: 30 µm, below a printer's dot."""
    ink = fill(rings, (-1.0, -1.3, length + 1.0, 1.5))
    if printed:
        ink = ink | np.roll(ink, 1, 0) | np.roll(ink, -1, 0)
        ink = ink | np.roll(ink, 1, 1) | np.roll(ink, -1, 1)
    return count_areas(ink)


@pytest.mark.parametrize("hand", JOINED)
@given(word=words, forms=choices, seed=st.integers(1, 6))
@settings(deadline=None, max_examples=25)
def test_a_word_of_a_joined_hand_has_no_gap_that_its_face_has_not(
    hand: str, word: str, forms: list[int], seed: int
) -> None:
    letters = letters_of(hand, seed)
    pen, written, own = 0.0, [], []
    for char, number in zip(word, forms, strict=False):
        advance, outline, drawn = letters[char]
        written += [ring + np.array([pen, 0.0]) for ring in drawn[number % len(drawn)]]
        own += [ring + np.array([pen, 0.0]) for ring in outline]
        pen += advance
    assert parts(written, pen, printed=True) <= parts(own, pen)


@pytest.mark.parametrize("hand", JOINED)
def test_the_law_of_joins_can_fail(hand: str) -> None:
    _, outline, drawn = letters_of(hand, 1)["n"]
    far = [ring + np.array([1.0, 0.0]) for ring in drawn[0]]
    assert parts([*drawn[0], *far], 1.5) > parts(
        [*outline, *(ring + np.array([0.44, 0.0]) for ring in outline)], 1.5
    )
