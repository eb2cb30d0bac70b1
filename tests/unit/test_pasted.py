"""Pasted text: what nobody wrote goes, every word stays, and the reader of notes has nothing left to say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.errors import Place
from cardmaker.inputs.note import make_note, read_template
from cardmaker.inputs.pasted import BULLETS, DIRECTIONS, RULES, clean, table
from cardmaker.inputs.template import INVISIBLE

DEBRIS = [
    *"\r\n\t \v\f\u00a0\u2028\u2029\u202f\u3000ﬁﬃ\u2011\x00\x07\x7f\x85•·o",
    *INVISIBLE,
    *DIRECTIONS,
    *BULLETS,
    "\r\n",
    "\n\n\n",
    "  ",
]
TEXTS = st.lists(
    st.sampled_from(DEBRIS) | st.sampled_from(["Dear", "Åsa,", "so", "“well”", "{dear}", "🎉", "–", "1."]),
    max_size=25,
).map("".join)


def words_of(text):
    template, _ = read_template(text, "note.md")
    return make_note(template.fill({"dear": "Dana"}).text, Place("x")).words if template else None


@settings(max_examples=300)
@given(TEXTS | st.text(max_size=40))
def test_cleaning_twice_changes_nothing_more(text):
    once, _ = clean(text)
    assert clean(once) == (once, {})


@settings(max_examples=300)
@given(TEXTS)
def test_nothing_is_left_that_a_note_would_drop_or_refuse(text):
    cleaned, _ = clean(text)
    _, findings = read_template(f"x {cleaned}", "note.md")
    assert not {finding.rule for finding in findings} & {"invisible", "control"}


@settings(max_examples=300)
@given(TEXTS)
def test_a_note_that_could_be_read_has_the_same_words_afterwards(text):
    before = words_of(text)
    if before is None or any(sign in text for sign in (*BULLETS, *DIRECTIONS, "\u2011", "o\t", "\u2010")):
        return
    assert (words_of(clean(text)[0]) or ()) == before


@settings(max_examples=200)
@given(st.text(st.sampled_from("abc ÅÉ.,!?“”’–—\n🎉{}[]*|"), max_size=60).map(lambda text: clean(text)[0]))
def test_clean_words_are_left_as_they_are(text):
    assert clean(text) == (text, {})


@pytest.mark.parametrize(
    ("pasted", "cleaned", "counts"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree", {"ends": 2}),
        ("soft\u00adly\u200b so", "softly so", {"invisible": 2}),
        ("a\u00a0b\tc", "a b c", {"spaces": 2}),
        (
            "Points:\n•\tfirst\n·   second\no\tthird",
            "Points:\n– first\n– second\n– third",
            {"bullets": 3, "spaces": 1},
        ),
        ("a  b   c \n d", "a b c\nd", {"blanks": 4}),
        (" in the middle ", " in the middle ", {}),
        ("a\n\n\n\nb", "a\n\nb", {"empty": 1}),
        ("ofﬁce", "office", {"letters": 1}),
        ("party 🎉 on", "party 🎉 on", {}),
        ("oh\tno", "oh no", {"spaces": 1}),
    ],
)
def test_debris_of_word_processors_is_replaced_and_counted(pasted, cleaned, counts):
    assert clean(pasted) == (cleaned, counts)


def test_the_page_gets_every_rule_in_its_order():
    assert [each["what"] for each in table()] == [rule.what for rule in RULES]
