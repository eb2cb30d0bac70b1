import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError, Level
from cardmaker.inputs.note import MAX_CHARACTERS, SOFT_LINE, decode_note, parse_note

FIELDS = {"to": "Dana Reyes", "from": "Jamie Okafor"}


def _note(text):
    note, findings = parse_note(text, "note.md", FIELDS)
    return note, findings


def _only_error(text):
    note, findings = _note(text)
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    assert note is None
    assert len(errors) == 1
    return errors[0]


def test_empty_lines_part_paragraphs_and_short_lines_keep_their_ends():
    note, findings = _note("Dear Dana,\n\nThank you.\n\n\nWarm regards,\nJamie\n")
    assert note.paragraphs == (
        (("Dear", "Dana,"),),
        (("Thank", "you."),),
        (("Warm", "regards,"), ("Jamie",)),
    )
    assert not findings


def test_lines_that_an_editor_wrapped_flow_on():
    long = "This line is long enough that an editor surely wrapped it at its margin"
    assert len(long) > SOFT_LINE
    note, _ = _note(f"{long}\nand this goes on.")
    assert len(note.paragraphs[0]) == 1


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_two_spaces_or_a_backslash_force_a_break(end):
    note, _ = _note("This line is long enough that an editor surely wrapped it" + end + "\nnext")
    assert len(note.paragraphs[0]) == 2
    assert "\\" not in "".join(note.words)


def test_fields_are_filled_and_what_was_typed_otherwise_stays():
    note, _ = _note(
        r"Dear {to}, \{0.__class__} \{ x \} %s $y [sic] 5 * 3 a\b <b>{from}</b>".replace("__}", r"__\}")
    )
    assert " ".join(note.words) == (
        r"Dear Dana Reyes, {0.__class__} { x } %s $y [sic] 5 * 3 a\b <b>Jamie Okafor</b>"
    )


def test_an_unknown_field_is_an_error_with_its_place_and_the_nearest_name():
    found = _only_error("Dear Dana,\n\nI am {form}.")
    assert str(found.place) == "note.md:3:6"
    assert "'from'" in found.hint


def test_a_field_without_a_value_is_an_error():
    note, findings = parse_note("Dear {to}", "note.md", {"to": "", "from": ""})
    assert note is None
    assert findings[0].rule == "empty-field"


@pytest.mark.parametrize("text", ["", "  \n \t\n", "\ufeff"])
def test_an_empty_note_is_an_error(text):
    assert _only_error(text).rule == "empty-note"


def test_a_control_character_is_named_with_its_place():
    found = _only_error("Dear Dana,\nhello \x07 there")
    assert str(found.place) == "note.md:2:7"
    assert "U+0007" in found.message


def test_invisible_characters_are_dropped_and_told_once():
    note, findings = _note("soft\u00adhyphen zero\u200bwidth and\u00adagain")
    assert " ".join(note.words) == "softhyphen zerowidth andagain"
    assert [finding.level for finding in findings] == [Level.WARNING, Level.WARNING]


def test_a_note_of_twenty_thousand_words_is_refused_by_number():
    assert f"{MAX_CHARACTERS:,}" in _only_error("word " * 20_000).message


def test_decomposed_letters_are_composed():
    note, _ = _note("Jose\u0301")
    assert note.words == ("José",)


def test_ligature_signs_become_their_letters():
    note, _ = _note("your oﬃce is ﬁne")
    assert note.words == ("your", "office", "is", "fine")


def test_a_byte_order_mark_is_read_over():
    assert decode_note("\ufeffDear".encode(), "n") == "Dear"


def test_bytes_that_are_not_utf8_are_refused_with_line_column_and_byte():
    with pytest.raises(InputError) as caught:
        decode_note("Dear\nJos\u00e9".encode("cp1252"), "note.md")
    assert str(caught.value.findings[0].place) == "note.md:2:4"
    assert "0xE9" in caught.value.findings[0].message


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="{}"), max_size=300))
def test_any_text_becomes_a_note_or_a_finding(text):
    note, findings = _note(text)
    assert (note is None) == any(finding.level is Level.ERROR for finding in findings)


@given(st.text(alphabet="abc \n.,", max_size=300))
def test_no_word_is_lost_or_reordered(text):
    note, _ = _note(text)
    assert (list(note.words) if note else []) == text.split()
