"""Addresses in one line, as lists have them."""

import pytest

from cardmaker.errors import Level, Place
from cardmaker.mail.block import address_block
from cardmaker.mail.guess import guess_address
from cardmaker.model import Address, AddressStyle

KNOWN = Address("Dana Reyes", place=Place("people.csv", 3, 2))


@pytest.mark.parametrize(
    ("text", "home", "lines"),
    [
        ("1 Main St, Apt 4, Springfield, IL 62704, USA", "US", ["1 Main St, Apt 4", "Springfield, IL 62704"]),
        ("1 Main St, Springfield IL 62704-1234", "", ["1 Main St", "Springfield, IL 62704-1234", "UNITED STATES"]),
        ("1 Main St, Springfield, IL", "US", ["1 Main St", "Springfield, IL"]),
        ("Dana Reyes, 1 Main St, Springfield, IL 62704", "US", ["1 Main St", "Springfield, IL 62704"]),
        ("c/o Lee, PO Box 9, Portland, OR 97201", "US", ["c/o Lee", "PO Box 9", "Portland, OR 97201"]),
        ("Musterstraße 12, 53113 Bonn, Deutschland", "US", ["Musterstraße 12", "53113 Bonn", "GERMANY"]),
        ("Musterstraße 12, 53113 Bonn", "DE", ["Musterstraße 12", "53113 Bonn"]),
        ("12 High Street, London SW1A 2AA", "US", ["12 High Street", "LONDON", "SW1A 2AA", "UNITED KINGDOM"]),
        ("12 High Street, London, SW1A 2AA, UK", "GB", ["12 High Street", "LONDON", "SW1A 2AA"]),
        ("10-123 Main St NW, Montreal, QC H3Z 2Y7", "US", ["10-123 Main St NW", "Montreal QC H3Z 2Y7", "CANADA"]),
        ("5 rue des Alpes; 33380 Mios; France", "FR", ["5 rue des Alpes", "33380 MIOS"]),
        ("Via Aldo Moro 15, 56122 Pisa (PI), Italia", "IT", ["Via Aldo Moro 15", "56122 Pisa PI"]),
        ("16 Sandilands Road, Singapore 546080", "US", ["16 Sandilands Road", "Singapore 546080", "SINGAPORE"]),
        ("12 George St, Sydney NSW 2000 Australia", "US", ["12 George St", "SYDNEY NSW 2000", "AUSTRALIA"]),
        ("Prinsengracht 263, 1016 GV Amsterdam, NL", "DE", ["Prinsengracht 263", "1016 GV AMSTERDAM", "NIEDERLANDE"]),
    ],
)  # fmt: skip
def test_a_line_falls_into_its_parts(text: str, home: str, lines: list[str]):
    block = address_block(guess_address(text, KNOWN, home), home, AddressStyle.HAND)
    assert list(block.lines) == ["Dana Reyes", *lines]
    guess = next(finding for finding in block.findings if finding.rule == "address-guess")
    assert guess.level is Level.ADVICE
    assert guess.place == KNOWN.place
    assert "was read as" in guess.message


@pytest.mark.parametrize("text", ["1 Main St Springfield IL 62704", "somewhere", "Los Angeles, CA"])
def test_what_cannot_be_told_apart_stays_in_one_line_and_is_warned_of(text: str):
    found = guess_address(text, KNOWN, "US")
    assert found.lines == (text,)
    assert found.doubts[0].level is Level.WARNING


def test_what_cannot_be_told_apart_but_has_commas_has_a_line_for_each_part_and_is_warned_of():
    found = guess_address("1 Main Street, Poseidonis, Atlantis, France", KNOWN, "US")
    assert (found.lines, found.country) == (("1 Main Street", "Poseidonis", "Atlantis"), "FR")
    assert "written as 1 Main Street / Poseidonis / Atlantis" in found.doubts[0].message
    assert address_block(found, "US", AddressStyle.HAND).lines[-1] == "FRANCE"


def test_a_state_is_no_country():
    found = guess_address("9 Sunset Blvd, Los Angeles, CA 90028", KNOWN, "DE")
    assert (found.country, found.region) == ("US", "CA")


def test_a_native_address_in_one_line_is_as_it_should_be():
    text = "〒100-0001 東京都千代田区千代田1-1"
    found = guess_address(text, KNOWN, "US")
    assert (found.lines, found.doubts) == ((text,), ())
