"""Notes as templates: fields, defaults, parts that vanish, pen lines; what people typed is printed as typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import Level, Place
from cardmaker.inputs.note import make_note, read_template
from cardmaker.inputs.template import LIGATURES, as_typed, scan
from cardmaker.model import Underline

PLACE = Place("note.md")


def filled(text, **values):
    template, findings = read_template(text, "note.md")
    assert template, findings
    return make_note(template.fill(values).text, PLACE)


def lines(text, **values):
    note = filled(text, **values)
    return [[" ".join(run) for run in paragraph] for paragraph in note.paragraphs]


def problems(text):
    template, findings = read_template(text, "note.md")
    assert template is None
    return [str(finding).splitlines()[0] for finding in findings if finding.level is Level.ERROR]


def test_a_field_may_be_written_as_its_column_is():
    assert lines("{What they said} {what_they_said} {WHAT-THEY-SAID}", what_they_said="yes") == [
        ["yes yes yes"]
    ]


def test_a_default_stands_where_the_field_is_empty():
    text = "Dear {dear|friend}, {point|the \\} talk}"
    assert lines(text) == [["Dear friend, the } talk"]]
    assert lines(text, dear=" \n", point="x") == [["Dear friend, x"]]


def test_a_field_that_stays_empty_is_told_with_its_place():
    template, _ = read_template(
        "Dear {dear},\n\nthanks for {point} and [?promise: {promise}, {when}]", "note.md"
    )
    missing = template.fill({"dear": "Dana", "promise": "it"}).missing
    assert [(hole.name, str(hole.place)) for hole in missing] == [
        ("point", "note.md:3:12"),
        ("when", "note.md:3:46"),
    ]


@pytest.mark.parametrize(
    ("text", "without", "with_it"),
    [
        ("One. [?x: Two {x}.] Three.", [["One. Three."]], [["One. Two X. Three."]]),
        ("Thanks[?x:, {x}], Dana [?x: {x}], bye [?x: {x}].", [["Thanks, Dana, bye."]], [["Thanks, X, Dana X, bye X."]]),
        ("One.\n[?x: Two {x}.]\nThree.", [["One.", "Three."]], [["One.", "Two X.", "Three."]]),
        ("One.\n\n[?x: Two {x}.]\n\nThree.", [["One."], ["Three."]], [["One."], ["Two X."], ["Three."]]),
        ("One.\n\n[?x: Two\n\n{x}.]\n\nThree.", [["One."], ["Three."]], [["One."], ["Two"], ["X."], ["Three."]]),
        ("[?x, y: {x} and {y}.] Z", [["Z"]], [["X and Y. Z"]]),
        ("[?x: {x}] Z", [["Z"]], [["X Z"]]),
        ("Z [?x: \\[{x}\\]]", [["Z"]], [["Z [X]"]]),
    ],
)  # fmt: skip
def test_a_part_goes_cleanly_when_its_field_is_empty(text, without, with_it):
    assert lines(text) == without
    assert lines(text, x="X", y="Y") == with_it


def test_a_part_on_a_line_of_its_own_takes_the_line_with_it():
    long = "This line is long enough that an editor surely wrapped it at its margin"
    assert lines(f"{long}\n[?x: {{x}}]\nand this goes on.") == [[f"{long} and this goes on."]]


def test_a_value_is_never_scanned_again():
    value = r"{dear} [?x: y] *z* \* {0.__class__} %s ${HOME} <b>"
    note = filled("Dear {x}, {dear}", x=value, dear="Dana")
    assert " ".join(note.words) == f"Dear {value}, Dana"
    assert not note.underlined


def test_a_value_keeps_its_lines():
    assert lines("So: {x}!", x="one\ntwo\r\n \r\nthree") == [["So: one", "two"], ["three!"]]


def test_escapes_are_themselves():
    assert lines(r"\{dear\} \[?x\] \*no\* a\b \\ [sic] 5 * 3") == [[r"{dear} [?x] *no* a\b \\ [sic] 5 * 3"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\nb {dear", "note.md:3:3: error: a field has no end: {dear"),
        ("a {dear and {b}", "note.md:1:3: error: a field has no end"),
        ("a dear}", "note.md:1:7: error: a } has no { before it"),
        ("{}", "note.md:1:1: error: a field has no name"),
        ("{{dear}}", "note.md:1:1: error: a field has one brace, not two"),
        ("x [?promise: I will", "note.md:1:3: error: a part has no end"),
        ("x [?promise]", "note.md:1:3: error: a part does not say which field it needs"),
        ("[?a: b [?c: d]]", "note.md:1:8: error: a part stands within a part"),
    ],
)
def test_what_is_not_closed_or_not_said_is_an_error_at_its_place(text, told):
    (found,) = problems(text)
    assert found.startswith(told)


def test_all_problems_of_a_note_are_told_at_once():
    assert len(problems("{a\n\n}b\n\n{{c}}\n\n[?d")) == 4


@pytest.mark.parametrize(
    ("text", "words", "underlined"),
    [
        ("I *really* mean it", "I really mean it", Underline(1, 1)),
        ("I *really mean it*.", "I really mean it.", Underline(1, 3, 0, 1)),
        ("so “*good.*”", "so “good.”", Underline(1, 1, 1, 2)),
        ("**all of it**", "all of it", Underline(0, 2)),
        ("at *{x}*, yes", "at Blue Co, yes", Underline(1, 2, 0, 1)),
        ("at *[?x: {x}] yes*", "at Blue Co yes", Underline(1, 3)),
    ],
)
def test_stars_put_a_pen_line_under_words_but_not_under_the_marks_around_them(text, words, underlined):
    note = filled(text, x="Blue Co")
    assert " ".join(note.words) == words
    assert note.underlined == (underlined,)


@pytest.mark.parametrize("text", ["5 * 3 * 2", "a*b*c", "* list", "***wow***", r"\*no*"])
def test_other_stars_are_stars(text):
    assert " ".join(filled(text).words) == text.replace("\\", "")
    assert not filled(text).underlined


def test_a_lone_star_is_told_and_printed():
    template, (finding,) = (
        read_template("a *lone star\n\nand *another", "note.md")[0],
        read_template("a *lone star", "note.md")[1],
    )
    assert (finding.level, str(finding.place)) == (Level.WARNING, "note.md:1:3")
    assert "*lone" in make_note(template.fill({}).text, PLACE).words


def test_nothing_is_underlined_where_the_field_is_empty():
    note = filled("so *[?x: {x}]* it is")
    assert (note.words, note.underlined) == (("so", "it", "is"), ())


def _printed(value):
    """Return what a value looks like on paper: composed, without signs that cannot be seen, words apart."""
    return as_typed(value).replace("\x1d", " ").replace("\x1e", " ").split()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80)


@given(TEXTS)
def test_any_text_in_any_field_comes_out_as_typed(value):
    note = filled("Dear {x|}, and [?x: so {x}] on.", x=value)
    words = _printed(value)
    expected = f"Dear {' '.join(words)}, and so {' '.join(words)} on." if words else "Dear , and on."
    assert " ".join(note.words) == " ".join(expected.split())
    assert not note.underlined


@given(st.text(alphabet="aé {}[]?:*|\\\n.,", max_size=60))
def test_what_is_typed_in_plain_letters_and_signs_is_kept_to_the_last_sign(value):
    assert _printed(value) == value.split()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="{}[*\\", exclude_categories=["C"]), max_size=200)
)
def test_a_template_without_fields_is_unchanged(text):
    template, _ = read_template(text, "note.md")
    if template:
        assert template.is_fixed
        plain = text.translate(LIGATURES)
        assert make_note(template.fill({}).text, PLACE).words == tuple(_printed(plain))


@given(
    st.lists(
        st.sampled_from(["word ", "[?x: {x} maybe] ", "[?x:, {x}]", "\n", "\n\n", ". ", "*on* "]), max_size=25
    )
)
def test_parts_that_go_leave_no_double_space_and_no_empty_line(pieces):
    template, _ = scan("".join(pieces).replace("\n\n", "\x1d").replace("\n", "\x1e"), "note.md")
    note = make_note(template.fill({}).text, PLACE)
    assert all(paragraph and all(run for run in paragraph) for paragraph in note.paragraphs)
    assert not any(re.search(r"[\s\x00-\x1f]", word) or not word for word in note.words)


@given(st.text(alphabet="ab {}[]?:*|\\\n", max_size=80))
def test_any_text_of_signs_is_a_template_or_errors_with_places(text):
    template, findings = read_template(text, "note.md")
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    assert (template is None) == bool(errors)
    assert all(finding.place.line for finding in errors if finding.rule != "empty-note")
