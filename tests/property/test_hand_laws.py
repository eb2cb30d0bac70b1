from collections import Counter
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.hand.face import HandFace
from cardmaker.hand.variants import FORM_LIMIT, Forms
from cardmaker.inputs.hand import read_hand

CHARS = "".join(map(chr, range(32, 127)))


@cache
def opened(hand: str, seed: int) -> Forms:
    return Forms(read_hand(hand), seed)


hands = st.builds(opened, st.sampled_from(["reenie-beanie", "cedarville-cursive"]), st.integers(0, 40))


@given(hands, st.sampled_from(CHARS))
@settings(deadline=None)
def test_a_letter_has_one_advance_left_and_right_for_every_code(forms: Forms, char: str) -> None:
    letter = forms.letter(char)
    assert len(letter.codes) == len(letter.advances) == len(letter.lefts) == len(letter.rights)
    assert max(Counter(code // FORM_LIMIT for code in letter.codes).values()) <= FORM_LIMIT
    assert all(0 < code < 65536 for code in letter.codes)
    assert all(left <= right for left, right in zip(letter.lefts, letter.rights, strict=True))
    assert all(0.05 < advance < 1.5 for advance in letter.advances)


@given(hands, st.sampled_from(CHARS))
@settings(deadline=None)
def test_advances_are_whole_in_the_font(forms: Forms, char: str) -> None:
    assert all(abs(1000 * advance - round(1000 * advance)) < 1e-6 for advance in forms.letter(char).advances)


@given(hands, st.text(CHARS, min_size=1, max_size=8), st.floats(0.02, 0.08))
@settings(deadline=None, max_examples=40)
def test_a_font_holds_exactly_the_codes_asked_for(forms: Forms, text: str, nib: float) -> None:
    codes = [forms.letter(char).codes[-1] for char in text]
    program = HandFace(forms, nib, "key").program(codes)
    assert set(program.glyphs) == set(program.advances) == set(program.texts) == set(codes)
    assert sorted(program.glyphs.values()) == list(range(1, len(set(codes)) + 1))
    assert program == HandFace(forms, nib, "key").program(reversed(codes))


@given(hands, st.text(max_size=20))
@settings(deadline=None)
def test_a_text_is_covered_if_and_only_if_nothing_is_missing(forms: Forms, text: str) -> None:
    missing = forms.missing(text)
    assert forms.covers(text) == (missing == "")
    assert set(missing) <= set(text)
    assert forms.covers("".join(char for char in text if char not in missing))
