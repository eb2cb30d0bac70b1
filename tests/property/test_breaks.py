from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.text.breaks import HANGING, break_lines
from cardmaker.text.fit import largest_fit, size_ladder

WORDS = st.lists(
    st.tuples(st.sampled_from(["I", "a", "Dr.", "note", "thanks"]), st.floats(0.1, 12)),
    min_size=1,
    max_size=60,
)


def _break(words, measure, gap=1.0):
    texts, widths = [text for text, _ in words], [width for _, width in words]
    return break_lines(texts, widths, [gap] * len(words), measure)


def _lines(words, ends):
    return [words[start:end] for start, end in pairwise([0, *ends])]


def _width(line, gap=1.0):
    return sum(width for _, width in line) + gap * (len(line) - 1)


@given(WORDS, st.floats(5, 40))
def test_no_word_is_lost_or_reordered(words, measure):
    ends = _break(words, measure)
    assert ends[-1] == len(words)
    assert all(first < second for first, second in pairwise([0, *ends]))


@given(WORDS, st.floats(5, 40))
def test_no_line_is_wider_than_the_measure_but_a_lone_wide_word(words, measure):
    for line in _lines(words, _break(words, measure)):
        assert len(line) == 1 or _width(line) <= measure * (1 + 1e-9)


@given(st.lists(st.floats(1, 6), min_size=12, max_size=60))
def test_no_word_stands_alone_on_the_last_line_if_it_can_be_helped(widths):
    words = [("note", width) for width in widths]
    last = _lines(words, _break(words, 30))[-1]
    assert len(last) > 1


def test_short_words_do_not_hang_at_a_lines_end():
    texts = "We walked along the old canal and I thought of you".split()
    ends = break_lines(texts, [len(text) for text in texts], [1.0] * len(texts), 33)
    assert all(texts[end - 1] not in HANGING for end in ends[:-1])


def test_the_whole_paragraph_decides_and_not_the_first_line():
    """Greedy breaking would fill the first line and leave one word on the last."""
    texts = ["aaaa", "bbb", "cc", "dddd", "eee"]
    widths = [4.0, 3.0, 2.0, 4.0, 3.0]
    assert break_lines(texts, widths, [1.0] * 5, 16) == [3, 5]


def test_a_paragraph_of_one_word_is_one_line():
    assert break_lines(["Dana,"], [50.0], [1.0], 10) == [1]


def test_no_words_give_no_lines():
    assert break_lines([], [], [], 10) == []


@given(st.floats(2, 20), st.floats(0.5, 1.0), st.floats(0.01, 0.3))
def test_a_ladder_runs_from_the_largest_to_the_smallest_in_even_steps(largest, share, step):
    sizes = size_ladder(largest, largest * share, step)
    assert sizes[0] == largest
    assert sizes[-1] == pytest.approx(largest * share)
    assert all(second < first and second >= first * (1 - step) - 1e-9 for first, second in pairwise(sizes))


@given(st.lists(st.floats(1, 100), min_size=1, max_size=40, unique=True), st.floats(0, 110))
def test_the_largest_size_that_fits_is_found(sizes, limit):
    ladder = sorted(sizes, reverse=True)
    found = largest_fit(ladder, lambda size: size, lambda size: size <= limit)
    fitting = [size for size in ladder if size <= limit]
    assert found == (fitting[0] if fitting else ladder[-1])
