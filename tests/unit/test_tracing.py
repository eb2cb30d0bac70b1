"""Where words come from: every word of a card leads back to the place in the text that somebody typed."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cardmaker.errors import Place
from cardmaker.inputs.note import make_note, read_template
from cardmaker.inputs.template import scan
from cardmaker.inputs.tracing import settle, trace

SNIPPETS = (
    "\n¦\n\n¦\r\n¦\r¦  \n¦\\\n¦ ¦  ¦\t¦Dear ¦{dear}¦{ point }¦{point|the [x\\} talk}¦{none|}¦[?point: , {point}]"
    "¦[?none: gone {dear}]¦[?point,none: x]¦*so*¦ *so* ¦**¦*¦\\*¦\\{¦\\]¦]¦[¦, ¦. ¦!¦\u00ad¦\u200b¦ﬁ¦ﬃx¦e\u0301¦\u0301"
    "¦\u1100\u1161\u11a8¦🎉¦Å¦(¦)¦:¦?¦…¦a longer line of words that an editor has wrapped and that flows on"
).split("¦")
PIECES = st.sampled_from(SNIPPETS) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=6
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
VALUES = st.fixed_dictionaries(
    {
        "dear": st.sampled_from(["Dana", "Dr. Åsa Lind", ""]),
        "point": st.sampled_from(["", "one *two* {x}\nthree", "a, b"]),
    }
)


@settings(max_examples=400)
@given(TEXTS, VALUES)
@example("Dear {dear},\n\n[?none: {none}]\nso", {"dear": "Dana", "point": ""})
@example("so [?none: x].", {"dear": "", "point": ""})
@example("*[?none: x] y*", {"dear": "", "point": ""})
def test_every_word_has_an_origin_if_the_text_is_a_note(text, values):
    template, _ = read_template(text, "note.md")
    if template is None:
        return
    wanted = make_note(template.fill(values).text, Place("note.md")).words
    origins = trace(text, values)
    assert origins is not None
    assert len(origins) == len(wanted)
    for word, origin in zip(wanted, origins, strict=True):
        assert 0 <= origin.start < origin.end <= len(text)
        if not origin.field and len(word) > 2 and word.isascii() and word.isalpha() and "\u00ad" not in text:
            assert word[0] in text[origin.start : origin.end] or "ﬁ" in text or "ﬃ" in text


@settings(max_examples=300)
@given(TEXTS)
def test_a_settled_text_is_what_the_scanner_gets(text):
    template, _ = read_template(text, "note.md")
    if template is not None:
        assert scan(settle(text).text, "note.md")[0] == template


@settings(max_examples=300)
@given(TEXTS, VALUES)
def test_words_come_in_the_order_in_which_they_were_typed(text, values):
    origins = trace(text, values) or ()
    assert list(origins) == sorted(origins, key=lambda each: each.start)


@settings(max_examples=200)
@given(TEXTS, st.lists(st.sampled_from(["alpha", "beta", "gamma"]), min_size=1, max_size=5))
def test_plain_words_after_any_note_are_found_exactly_where_they_stand(text, words):
    typed = f"{text}\n\n{' '.join(words)}"
    origins = trace(typed, {"dear": "Dana", "point": "x"})
    if origins is not None and read_template(typed, "x")[0]:
        found = [typed[origin.start : origin.end] for origin in origins[-len(words) :]]
        assert found == words


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12), VALUES)
def test_words_among_anything_lead_to_themselves(pieces, values):
    text = "".join(f"{piece} xq{number}z " for number, piece in enumerate(pieces))
    template, _ = read_template(text, "note.md")
    if template is None:
        return
    words = make_note(template.fill(values).text, Place("note.md")).words
    for word, origin in zip(words, trace(text, values), strict=True):
        for name in re.findall(r"xq\d+z", word):
            assert name in text[origin.start : origin.end]


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("Dear {dear},\n\nso {nobody} it", (3, 4), "{nobody}"),
        ("e\u0301e\u0301 {x}", (1, 4), "{x}"),
        ("one\r\ntwo {x}", (2, 5), "{x}"),
        ("a\u00adb {x}", (1, 4), "{x}"),
        ("ﬁne {x}", (1, 6), "{x}"),
    ],
)
def test_the_place_of_a_finding_leads_to_the_typed_characters(text, place, shown):
    at = settle(text).at(*place)
    assert text[at : at + len(shown)] == shown


def test_the_value_of_a_field_leads_to_its_braces():
    text = "Dear {dear},\n\nThank you for {point}. I was *glad*."
    origins = trace(text, {"dear": "Dana Whitfield", "point": "the long talk"})
    assert [(text[each.start : each.end], each.field) for each in origins] == [
        ("Dear", ""),
        ("{dear}", "dear"),
        ("{dear},", "dear"),
        ("Thank", ""),
        ("you", ""),
        ("for", ""),
        ("{point}", "point"),
        ("{point}", "point"),
        ("{point}.", "point"),
        ("I", ""),
        ("was", ""),
        ("glad*.", ""),
    ]
