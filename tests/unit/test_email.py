"""Notes as e-mails: the same words, a subject that says what it is, file names that any disk takes."""
# ruff: noqa: DTZ001  (dates of orders are those of the wall)

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.compose.email import email_name, email_of
from cardmaker.model import Dates
from cardmaker.rules import Occasion
from tests.wordings import GOOD, order_of, person


def test_an_email_has_the_words_of_the_note_in_its_paragraphs():
    dana = person("Dana Whitfield", GOOD)
    email = email_of(order_of(dana), dana)
    assert email.text.split() == list(dana.note.words)
    assert email.text.startswith("Dear Dana,\n\nThank you")
    assert email.text.endswith("\n\nWarm regards,\nJamie Okafor")
    assert str(email).startswith("Subject: Thank you for the interview\n\nDear Dana,")


def test_the_subject_says_which_interview():
    dana = person("Dana Whitfield", GOOD)
    order = replace(order_of(dana), dates=Dates(datetime(2026, 11, 20, 14)))
    assert email_of(order, dana).subject == "Thank you for the interview on November 20"
    with_position = person("Dana", GOOD, position="Shift\nlead")
    assert email_of(order, with_position).subject == "Thank you for the interview: Shift lead"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Thank you, Dana"), ("de-CH", "Vielen Dank, Dana"), ("xx", "Thank you, Dana")],
)
def test_elsewhere_the_subject_thanks_in_the_language_of_the_note(language, subject):
    dana = person("Dana Whitfield", GOOD, addressed="Dana")
    order = order_of(dana, occasion=Occasion.THANKS, language=language)
    assert email_of(order, dana).subject == subject


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Dana Reyes", "0001-dana-reyes.txt"),
        ("Tomás Rivera-Núñez", "0001-tomas-rivera-nunez.txt"),
        ("../../etc/passwd", "0001-etc-passwd.txt"),
        ("王芳", "0001-person.txt"),
        ("", "0001-person.txt"),
    ],
)
def test_names_of_files_are_plain(name, file):
    assert email_name(person(name, GOOD), 1) == file


@given(st.text(max_size=200), st.integers(1, 99_999))
def test_no_name_leaves_the_folder(name, number):
    dana = replace(person("Dana", GOOD), name=name)
    assert re.fullmatch(r"\d{4,}-[a-z0-9-]+\.txt", email_name(dana, number))
