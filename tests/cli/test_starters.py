"""Starters: each is ready to make and free of findings, its texts are short, whole, and its own."""

import re

import pytest
from cli_runner import run

from cardmaker.inputs.order import read_request, resolve
from cardmaker.inputs.people.roster import read_people
from cardmaker.inputs.starters import FILES, starter_files, starter_folder, starters
from cardmaker.inputs.template import Hole
from cardmaker.make import check_cards

ALL = tuple(starters())
WANTED = """interview telephone panel second-round rejection coordinator referral informational reference thanks gift
hosting help congratulations sympathy birthday""".split()
WORN = """valuable asset|enjoyed learning more|pleasure (?:of )?meeting|solid|passion|team player|look forward to hearing
|perfect fit|great opportunity|from the bottom of|words cannot|at this difficult time|thoughts and prayers|!""".replace(
    "\n", ""
)


def people(starter):
    return resolve(*read_request(starter_folder(starter))).order.people


def bodies(starter):
    return [
        (each, [" ".join(run) for paragraph in each.note.paragraphs for run in paragraph])
        for each in people(starter)
    ]


def test_there_is_a_starter_for_each_occasion():
    assert sorted(ALL) == sorted(WANTED)


@pytest.mark.parametrize("starter", ALL)
def test_a_starter_has_no_findings_and_all_its_cards_can_be_made(starter):
    resolved = resolve(*read_request(starter_folder(starter)))
    run = check_cards(resolved.order)
    told = {each.rule for each in (*resolved.findings, *run.findings)}
    assert told <= {"columns", "everyone"}  # how the list was read; that nobody in a panel arranged the day
    assert (
        run.made
        == len(resolved.order.people)
        == len(read_people(starter_folder(starter) / "people.csv").entries)
    )


@pytest.mark.parametrize("starter", ALL)
def test_a_note_has_three_to_six_sentences_and_a_card_full_of_words(starter):
    for _, (_, *lines, _, _) in bodies(starter):
        text = " ".join(lines).replace("Dr. ", "Dr ")
        assert 45 <= len(text.split()) <= 110, text
        assert 3 <= len(re.findall(r"[.?](?=\s|$)", text)) <= 6, text
        assert not re.search(WORN, text, re.IGNORECASE), text
        assert not re.search(r"""['"]|  |\.\.|,,""", text), text


@pytest.mark.parametrize("starter", ALL)
def test_a_note_greets_its_person_and_ends_with_the_sender(starter):
    for person, lines in bodies(starter):
        assert lines[0] == f"Dear {person.addressed},"
        assert lines[-1] == "Jamie Okafor"
        assert lines[-2] in {"With kind regards,", "Warm regards,", "With love,"}


@pytest.mark.parametrize("starter", ALL)
def test_what_is_optional_may_stay_empty_and_all_other_facts_are_asked_for(starter):
    from cardmaker.inputs.note import read_template

    template, _ = read_template(starter_files(starter)["note.md"], "note.md")
    optional = {name for piece in template.pieces if hasattr(piece, "needs") for name in piece.needs}
    needed = {piece.name for piece in template.pieces if isinstance(piece, Hole)}
    columns = set(read_people(starter_folder(starter) / "people.csv").entries[0].texts)
    assert optional
    assert needed | optional <= columns | {"dear", "from"}
    assert len(needed) >= 4


@pytest.mark.parametrize("starter", ALL)
def test_each_column_is_explained_in_the_order(starter):
    header = starter_files(starter)["people.csv"].split("\n", 1)[0].split(",")
    assert re.findall(r"^#   ([A-Z][\w ]*?)  +", starter_files(starter)["card.yaml"], re.MULTILINE) == header


@pytest.mark.parametrize("starter", ["interview", "panel"])
def test_notes_of_one_list_share_less_than_half_of_their_words_in_a_row(starter):
    def runs(lines):
        words = " ".join(lines[1:-2]).split()
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    found = [runs(lines) for _, lines in bodies(starter)]
    assert all(len(a & b) < 0.5 * len(a) for a in found for b in found if a is not b)


def test_new_starts_with_any_starter(capsys, tmp_path):
    ran = run(capsys, "new", tmp_path / "cards", "--for", "sympathy")
    assert ran.code == 0, ran
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == sorted(FILES)
    assert run(capsys, "make", tmp_path / "cards").code == 0


def test_starters_are_listed(capsys):
    ran = run(capsys, "starters")
    assert all(f"{starter} " in ran.out for starter in ALL)
    assert run(capsys, "starters", "list").out == ran.out


def test_a_starter_is_shown_with_its_note_filled_in(capsys):
    out = run(capsys, "starters", "show", "coordinator").out
    assert out.startswith(
        "Dear Jo,\n\nThank you for everything you arranged around my visit to Larch Street Museum\n"
    )
    assert all(f"--- {file}" in out for file in FILES)


def test_a_starter_that_is_not_there_is_told_with_the_nearest(capsys, tmp_path):
    for words in (("starters", "show", "sympthy"), ("new", tmp_path / "x", "--for", "sympthy")):
        ran = run(capsys, *words)
        assert (ran.code, "did you mean 'sympathy'?" in ran.err) == (2, True)
