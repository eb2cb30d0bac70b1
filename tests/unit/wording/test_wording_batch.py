"""A batch as a whole: notes too alike, copied sentences, planted faults, and that no text makes the check fail."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.check.wording.nearness import NearNames, is_near, slips
from cardmaker.errors import Level
from cardmaker.make import check_cards, make_cards
from cardmaker.rules import RULES, Occasion
from tests.wordings import GOOD, check, found, order_of, person, rules

TEMPLATE = """Dear {first},

Thank you for the hour you gave me on Tuesday. POINT I led a team of six through such a move, and I would do it again
with fewer words.

I hope that we can go on with it at Northwind.

Warm regards,
Jamie Okafor
"""
POINTS = {
    "Dana Whitfield": "You told me that billing moved overnight without one call from a customer, which I had not thought possible at all.",
    "Priya Raman": "Your sketch of the release checklist, which anyone on the floor may stop at any time, has hung over my desk since.",
    "Tomás Rivera": "The way you teach juniors by letting them break a copy of the shop every Friday made me laugh and then think hard.",
    "Ines Laurent": "What you said about writing the postmortem before the fix goes out is the best advice I have been given this year.",
    "Kofi Mensah": "I had never heard anybody describe capacity planning as gardening, and your example of the March frost convinced me.",
}


def panel(**changes: str) -> list:
    """Return five people with their notes; a change is another point for the person of that first name."""
    people = []
    for at, (name, point) in enumerate(POINTS.items()):
        said = changes.get(name.split(" ")[0], point)
        text = TEMPLATE.replace("POINT", said)
        people.append(person(name, text, row=at + 2, company="Northwind", point=said, role="Lead"))
    return people


def errors(people, **order) -> list[tuple[str, int]]:
    return [(f.rule, f.place.line) for f in found(*people, **order) if f.level is Level.ERROR]


def test_five_cards_from_a_template_with_points_of_their_own_have_no_error():
    assert errors(panel()) == []
    assert "own-sentence" not in rules(*panel())


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        (
            {
                "Tomás": "You told me that Priya moved billing overnight without one call, which I had not thought possible."
            },
            "other-person",
        ),
        (
            {
                "Tomás": "You told me how Mr. Riveira moved billing overnight without one call, which I had not thought possible."
            },
            "name-spelling",
        ),
        (
            {
                "Tomás": "You told me about [something] that moved billing overnight, which I had not thought possible at all."
            },
            "leftover",
        ),
        ({"Tomás": "-"}, "point"),
        ({"Tomás": "So it is."}, "own-sentence"),
    ],
)
def test_a_planted_fault_is_an_error_at_its_row(planted, rule):
    told = errors(panel(**planted))
    assert (rule, 4) in told
    assert {row for _, row in told} == {4}


def test_a_copied_point_is_told_at_both_rows():
    told = found(*panel(Tomás=POINTS["Priya Raman"]))
    assert {(f.rule, f.place.line) for f in told if f.place} >= {
        ("identical", 3),
        ("identical", 4),
        ("same-point", 4),
    }


def test_a_copied_sentence_is_told_with_the_other_person():
    own = "The geese on the roof of the plant were louder than any of the pumps that morning."
    told = found(*panel(Tomás=f"{POINTS['Priya Raman']} {own}"))
    copied = [f for f in told if f.rule == "copied-sentence"]
    assert sorted(f.place.line for f in copied) == [3, 4]
    assert "Priya Raman (row 3)" in next(f.message for f in copied if f.place.line == 4)


def test_a_sentence_of_the_template_is_not_copied():
    assert "copied-sentence" not in rules(*panel())


def test_notes_that_share_half_of_their_runs_are_told():
    short = {name.split(" ")[0]: f"{point.split(',')[0][:60]}." for name, point in POINTS.items()}
    assert "sameness" in rules(*panel(**short))


def test_another_name_does_not_make_a_note_another_one():
    two = [person(name, TEMPLATE.replace("POINT", "You told me a lot."), company=firm) for name, firm in
           (("Dana Whitfield", "Northwind"), ("Priya Raman", "Northwind"))]  # fmt: skip
    assert [f.rule for f in found(*two) if f.level is Level.ERROR] == ["identical", "identical"]


@pytest.mark.parametrize("occasion", [Occasion.HOLIDAY, Occasion.WEDDING, Occasion.BIRTHDAY])
def test_at_a_holiday_all_may_get_the_same(occasion):
    assert rules(person("Dana", GOOD), person("Mia", GOOD), occasion=occasion) == []


def test_the_same_thanks_to_many_is_advice_told_once():
    people = [
        person(f"{first} Lee", GOOD, row=at)
        for at, first in enumerate(("Ann", "Ben", "Cleo", "Dov", "Eli"), 2)
    ]
    told = found(*people, occasion=Occasion.THANKS)
    assert [(f.rule, f.level) for f in told] == [("identical", Level.ADVICE)]
    assert "and 4 cards more" in told[0].message


def test_one_person_alone_is_compared_with_nobody():
    assert not {"own-sentence", "sameness", "identical"} & set(rules(person("Dana", GOOD)))


def test_whoever_arranged_the_day_is_missed_only_where_all_roles_are_told():
    people = panel()
    assert "everyone" in rules(*people)
    from dataclasses import replace

    with_hr = [*people[:4], replace(people[4], fields={**people[4].fields, "role": "Recruiting coordinator"})]
    assert "everyone" not in rules(*with_hr)
    without = [*people[:4], replace(people[4], fields={})]
    assert "everyone" not in rules(*without)


def test_an_error_stops_the_card_of_that_person_and_no_other():
    people = panel(
        Tomás="You told me that Priya moved billing overnight without one call, which I had not thought possible."
    )
    made = make_cards(order_of(*people))
    assert (made.made, made.failed) == (4, 1)
    assert "Tomás Rivera" not in [each.name for each in made.people]


def test_the_check_alone_tells_the_same():
    people = panel(Tomás="-")
    checked, made = check_cards(order_of(*people)), make_cards(order_of(*people))
    assert tuple(checked.findings) == made.findings


def test_the_check_changes_nothing_that_is_drawn():
    allowed = order_of(*panel(), allow=tuple(RULES))
    assert make_cards(allowed).pdf == make_cards(order_of(*panel())).pdf


def test_people_without_a_note_are_passed_by():
    from dataclasses import replace

    from cardmaker.model import Note

    empty = replace(panel()[0], note=Note((), panel()[0].note.place))
    assert check(empty).by_key == {}


texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")) | st.sampled_from(" \n\n.,!?'\"[]{}<>…"),
    max_size=300,
)
names = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Zs", "Pd", "Po")), max_size=30)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(names, texts, names), min_size=1, max_size=4),
    st.sampled_from(list(Occasion)),
    st.sampled_from(["en", "de", "fr", "zh", "en-US", "", "x"]),
)
def test_no_text_makes_the_check_fail(rows, occasion, language):
    from cardmaker.errors import Place
    from cardmaker.inputs.note import parse_note
    from cardmaker.model import Person

    people = []
    for at, (name, text, company) in enumerate(rows):
        note, _ = parse_note(text, "note.md", {})
        if note is not None:
            people.append(
                Person(
                    name, note, str(at), Place("p.csv", at), at, name, company, {"point": name, "role": text}
                )
            )
    for finding in found(*people, occasion=occasion, language=language):
        assert finding.rule in RULES
        assert finding.message
        assert "\n" not in finding.message


words = st.text(string.ascii_letters, max_size=9)


@given(words, words)
def test_slips_are_the_same_both_ways_and_none_only_between_equals(one, other):
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) is (one == other)


@given(words.filter(lambda word: len(word) >= 5), st.data())
def test_a_letter_left_out_is_found_among_many_names(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    slip = name[:at] + name[at + 1 :]
    near = NearNames([name, "Zzyzxqq"])
    if is_near(slip, name):
        assert near.find(slip) == name


sentences = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), min_size=1, max_size=3)


@given(st.lists(sentences, min_size=2, max_size=4))
def test_shared_runs_are_those_that_a_plain_count_finds(notes):
    from itertools import chain

    import numpy as np

    from cardmaker.check.wording.sameness import _count

    runs = [_runs_of(list(chain.from_iterable(note))) for note in notes]
    expected = {
        at: sum(any(run in other for j, other in enumerate(runs) if j != at) for run in mine) / len(mine)
        for at, mine in enumerate(runs)
        if mine
    }
    lengths = [len(sentence) for note in notes for sentence in note]
    owners = [at for at, note in enumerate(notes) for _ in note]
    words = [ord(word) for note in notes for sentence in note for word in sentence]
    counted = _count(np.array(words), np.array(lengths), np.array(owners), len(notes))
    assert counted.shares == pytest.approx(expected)


def _runs_of(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + 5]) for at in range(len(words) - 4)]
