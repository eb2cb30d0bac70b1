"""Starters that ask: every question has its words, and the notes that answers make can be printed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cardmaker.errors import Place
from cardmaker.inputs.note import make_note, read_template
from cardmaker.inputs.questions import ALWAYS, composed_note, questions_of
from cardmaker.inputs.starters import starters

STARTERS = sorted(starters())


def note_of(text, values):
    template, findings = read_template(text, "note.md")
    assert template, findings
    return template, " ".join(make_note(template.fill(values).text, Place("note.md")).words)


@pytest.mark.parametrize("starter", STARTERS)
def test_a_starter_asks_two_to_four_things_beside_the_company_in_both_languages(starter):
    questions = questions_of(starter)
    assert 2 <= len([each for each in questions if each.field != "company"]) <= 4
    for question in questions:
        assert set(question.words) == {"en", "de"}
        assert question.example


@pytest.mark.parametrize("starter", STARTERS)
def test_every_field_of_the_note_is_asked_for_or_may_be_missing(starter):
    asked = {question.field for question in questions_of(starter)}
    note = composed_note(starter, {}, asked)
    template, _ = read_template(note, "note.md")
    assert {hole.name for hole in template.holes()} <= asked | ALWAYS
    assert "[?" not in note or any(f"[?{name}" in note for name in asked)


@pytest.mark.parametrize("starter", STARTERS)
def test_answers_for_all_stand_in_the_words_and_those_for_each_in_braces(starter):
    questions = questions_of(starter)
    answers = {each.field: f"answer {each.field}" for each in questions if not each.is_each}
    note = composed_note(starter, answers, {each.field for each in questions})
    for question in questions:
        if question.is_each:
            assert "{" + question.field in note.replace("{since then}", "{since_then}")
        else:
            assert f"answer {question.field}" in note


@settings(max_examples=60)
@given(st.sampled_from(STARTERS), st.text(st.sampled_from("ab {}[]*\\?:|\n.’"), min_size=1, max_size=30))
def test_no_answer_becomes_a_field_or_a_part(starter, answer):
    assume(answer.strip())
    questions = questions_of(starter)
    note = composed_note(starter, {each.field: answer for each in questions}, ())
    template, words = note_of(note, {"dear": "Dana", "from": "Jamie"})
    assert {hole.name for hole in template.holes()} <= ALWAYS
    assert " ".join(answer.split()).rstrip("\\").strip() in words


@pytest.mark.parametrize("starter", STARTERS)
def test_the_note_is_the_starter_s_own_with_the_answers_in_it(starter):
    from cardmaker.inputs.starters import starter_files

    questions = questions_of(starter)
    values = {each.field: f"“{each.field}”." for each in questions}
    everybody = {"dear": "Dana", "from": "Jamie"}
    _, mine = note_of(composed_note(starter, values, ()), everybody)
    _, ours = note_of(starter_files(starter)["note.md"], values | everybody)
    assert mine == ours
