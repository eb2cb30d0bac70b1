"""Which words of each note the run sheet shows: those that tell it from the others."""

import time
from dataclasses import replace

from orders import order_of

from cardmaker.compose.openings import MOST_COMPARED, Openings

SHARED = "Dear {to},\n\nThank you for the hour on Tuesday and for the tour. "


def people_with(*notes: str, names: tuple[str, ...] = ("Ann Lee", "Bo Ruiz", "Cy Diaz", "Di Moss")):
    found = (order_of(note, name).people[0] for note, name in zip(notes, names * len(notes), strict=False))
    return [replace(person, key=str(at)) for at, person in enumerate(found)]


def told(*notes: str) -> list[str]:
    openings = Openings(people_with(*notes))
    return [openings.of(at) for at in range(len(notes))]


def test_notes_that_begin_alike_are_told_by_the_sentence_that_is_their_own():
    said = told(SHARED + "Your question about tides stayed with me.", SHARED + "I tried the recipe at once.")
    assert said == ["… Your question about tides stayed with me.", "… I tried the recipe at once."]


def test_a_difference_within_a_sentence_is_shown_with_the_two_words_before_it():
    said = told(*(f"{SHARED}It was good to talk about {what} with you." for what in ("bread", "steel")))
    assert said == ["… talk about bread with you.", "… talk about steel with you."]


def test_a_name_makes_no_difference_because_it_stands_in_the_row_already():
    first, second = told(SHARED + "All the best.", SHARED + "All the best.")
    assert first == second
    assert first.startswith("… Thank you for the hour")


def test_notes_that_differ_right_after_the_greeting_are_told_without_it():
    said = told("Dear {to},\n\nYour recipe is mine now.", "Dear {to},\n\nWe planted the quince.")
    assert said == ["… Your recipe is mine now.", "… We planted the quince."]


def test_notes_that_differ_from_the_first_word_on_and_a_single_one_are_told_by_their_beginning():
    assert told("Many thanks for everything.", "What a day that was.") == [
        "Many thanks for everything.",
        "What a day that was.",
    ]
    assert told("Many thanks for everything.") == ["Many thanks for everything."]


def test_a_word_that_only_some_others_have_is_no_difference():
    said = told(*(SHARED + rest for rest in ("Yes, we sail. Soon.", "Yes, we sail. Later.", "No, we walk.")))
    assert said == ["… Soon.", "… Later.", "… No, we walk."]


def test_a_note_without_words_or_with_two_is_told_as_it_is():
    assert told("Thank you.", "Thanks!") == ["Thank you.", "Thanks!"]


def test_ten_thousand_notes_are_told_apart_in_a_moment():
    person = people_with(SHARED)[0]
    words = person.note.words

    def note(number: int):
        return replace(person.note, paragraphs=(((*words, f"Number{number}", "is", "yours."),),))

    crowd = [replace(person, key=str(number), note=note(number)) for number in range(10_000)]
    start = time.process_time()
    openings = Openings(crowd)
    said = [openings.of(number) for number in range(len(crowd))]
    assert time.process_time() - start < 5.0
    assert len(crowd) > MOST_COMPARED
    assert said[0] == "… Number0 is yours."
    assert said[7777] == "… Number7777 is yours."
