"""Blocks that go wrong, and parts that posts set in their own way."""

import subprocess
import sys
from dataclasses import replace

import pytest

from cardmaker.errors import Finding, Level, Place
from cardmaker.mail.block import Block, address_block, home_of
from cardmaker.mail.posts import read_post
from cardmaker.model import Address, AddressStyle

HAND, MACHINE = AddressStyle.HAND, AddressStyle.MACHINE
US = Address(
    "Dr. Dana Reyes",
    street=("12 Oak St.",),
    city="Springfield",
    region="IL",
    postal_code="62704",
    country="US",
    place=Place("people.csv", 7),
)
DE = Address("Frau Maria Weiß", street=("Musterstraße 12",), city="Bonn", postal_code="53113", country="DE")
GB = Address("Ms S Lee", street=("12 High Street",), city="Leeds", postal_code="LS1 5AB", country="GB")
JP = Address(
    "田中太郎",
    street=("千代田1-1", "ビル3階"),
    city="千代田区",
    region="東京都",
    postal_code="1000001",
    country="JP",
)


def found(block: Block, rule: str) -> Finding:
    return next(finding for finding in block.findings if finding.rule == f"address-{rule}")


@pytest.mark.parametrize(
    ("home", "line"),
    [
        ("US", "GERMANY"), ("CA", "GERMANY"), ("GB", "GERMANY"), ("FR", "ALLEMAGNE"), ("AT", "DEUTSCHLAND"),
        ("CH", "DEUTSCHLAND"), ("NL", "DUITSLAND"), ("ES", "ALEMANIA"), ("MX", "ALEMANIA"), ("IT", "GERMANIA"),
        ("BR", "ALEMANHA"), ("SE", "TYSKLAND"), ("NO", "TYSKLAND"), ("DK", "TYSKLAND"), ("PL", "NIEMCY"),
        ("FI", "SAKSA"), ("JP", "GERMANY"), ("KR", "GERMANY"), ("IN", "GERMANY"), ("SG", "GERMANY"), ("", "GERMANY"),
    ],
)  # fmt: skip
def test_the_country_is_in_the_language_of_the_senders_post(home: str, line: str):
    assert address_block(DE, home, HAND).lines[-1] == line


def test_german_senders_write_other_countries_in_german():
    assert address_block(US, "DE", HAND).lines[-1] == "USA"
    assert address_block(replace(DE, country="FR"), "DE", HAND).lines[-1] == "FRANKREICH"
    assert address_block(GB, "DE", HAND).lines[-1] == "GROSSBRITANNIEN"


def test_at_home_there_is_no_country():
    assert address_block(DE, "DE", HAND).lines == ("Frau Maria Weiß", "Musterstraße 12", "53113 Bonn")


@pytest.mark.parametrize(
    ("home", "country"), [("US", "PR"), ("GB", "JE"), ("FR", "RE"), ("DK", "GL"), ("CH", "LI")]
)
def test_what_the_senders_own_post_carries_is_not_abroad(home: str, country: str):
    away = address_block(replace(DE, country=country), "NL", HAND).lines
    assert address_block(replace(DE, country=country), home, HAND).lines in (
        away[:-1],
        undersigned(away, country),
    )


def undersigned(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    """Return the lines as at home: without the country, and without its sign before the code."""
    return tuple(line.removeprefix(f"{country}-") for line in lines[:-1])


def test_a_name_that_is_the_companys_stands_once():
    firm = replace(DE, name="Werk GmbH", company="WERK GmbH")
    assert address_block(firm, "DE", HAND).lines == ("Werk GmbH", "Musterstraße 12", "53113 Bonn")


def test_an_address_without_a_country_is_one_of_the_senders():
    assert address_block(replace(US, country=""), "US", HAND) == address_block(US, "US", HAND)


def test_an_address_in_nobody_knows_which_country_is_warned_of_and_still_set():
    block = address_block(replace(US, country=""), "", HAND)
    assert found(block, "country").level is Level.WARNING
    assert block.lines[:2] == ("Dr. Dana Reyes", "12 Oak St.")


@pytest.mark.parametrize(
    ("address", "rule", "level", "words"),
    [
        (replace(US, city="", postal_code=""), "city", Level.ERROR, "neither a city nor a postal code"),
        (replace(US, street=()), "street", Level.ERROR, "no street"),
        (replace(US, postal_code=""), "postal-code", Level.WARNING, "ZIP code is missing"),
        (replace(US, region=""), "region", Level.WARNING, "state is missing"),
        (replace(US, city=""), "city", Level.WARNING, "city is missing"),
        (replace(US, postal_code="627"), "postal-code", Level.WARNING, "'627' is no ZIP code"),
        (replace(US, postal_code="10001"), "postal-code", Level.WARNING, "not in Illinois"),
        (replace(US, region="Bavaria"), "region", Level.WARNING, "no state of the United States"),
        (replace(US, name=""), "name", Level.WARNING, "to nobody"),
        (replace(US, po_box="12"), "po-box", Level.ADVICE, "stands lower"),
        (replace(DE, region="California"), "region", Level.ERROR, "is a state of the United States"),
        (replace(DE, region="IL", postal_code="62704-1234"), "region", Level.ERROR, "state of the United States"),
        (replace(DE, region="CA"), "region", Level.WARNING, "state of the United States"),
        (replace(DE, region="Bayern"), "region-unused", Level.ADVICE, "left out"),
        (replace(DE, postal_code="531"), "postal-code", Level.WARNING, "'531' is no postal code of Germany"),
        (replace(GB, postal_code="LEEDS"), "postal-code", Level.WARNING, "no postal code"),
    ],
)  # fmt: skip
def test_half_an_address_is_told_with_its_place_and_source(
    address: Address, rule: str, level: Level, words: str
):
    block = address_block(address, "US", HAND)
    finding = found(block, rule)
    assert finding.level is level
    assert words in finding.message
    assert finding.place == address.place
    assert finding.reason or rule == "name"
    assert bool(block.lines) == (level is not Level.ERROR)


def test_two_letters_of_a_canton_are_no_state_of_america():
    swiss = replace(DE, country="CH", city="Neuchâtel", postal_code="2000", region="NE")
    assert not [each for each in address_block(swiss, "CH", HAND).findings if each.rule == "address-region"]


def test_a_complete_address_is_told_nothing():
    for address in (US, DE, GB, JP):
        assert address_block(address, "US", HAND).findings == ()
        assert address_block(address, "US", MACHINE).findings == ()


def test_lines_are_printed_as_typed_and_only_blank_ones_close_up():
    typed = ("  Frau Weiß", "", "Hinter dem Mond, links", "   ", "zipless!")
    block = address_block(Address(lines=typed, country="DE"), "DE", MACHINE)
    assert block == Block(("Frau Weiß", "Hinter dem Mond, links", "zipless!"))


def test_typed_lines_get_the_name_unless_they_have_it():
    lines = ("Musterstraße 12", "53113 Bonn")
    assert address_block(Address("Dr. Dana Reyes", lines=lines), "", HAND).lines == ("Dr. Dana Reyes", *lines)
    own = ("Herrn Max Muster", *lines)
    assert address_block(Address("Max Muster", lines=own), "", HAND).lines == own


def test_typed_lines_get_a_country_that_is_said_beside_them_once():
    lines = ("Max Muster", "53113 Bonn")
    assert address_block(Address(lines=lines, country="DE"), "US", HAND).lines[-1] == "GERMANY"
    assert address_block(Address(lines=lines, country="DE"), "DE", HAND).lines == lines
    with_country = (*lines, "Deutschland")
    assert address_block(Address(lines=with_country, country="DE"), "US", HAND).lines == with_country


def test_twelve_lines_are_refused_with_a_reason():
    block = address_block(Address(lines=tuple(f"line {n}" for n in range(12))), "US", HAND)
    assert block.lines == ()
    assert "12 lines; an envelope holds 10" in found(block, "lines").message


def test_a_line_of_seventy_letters_is_broken_between_words():
    street = "The Old Schoolhouse at the Far End of Lower Pennington Green, 17 Mill Ln"
    block = address_block(replace(GB, street=(street,)), "GB", HAND)
    assert block.lines[1:4] == (
        "The Old Schoolhouse at the Far End",
        "of Lower Pennington Green",
        "17 Mill Ln",
    )
    assert found(block, "long-line").level is Level.ADVICE


def test_a_typed_line_or_a_word_of_seventy_letters_is_refused_with_a_reason():
    for address in (Address(lines=("x" * 70, "y")), replace(US, city="Y" * 70)):
        block = address_block(address, "US", HAND)
        assert block.lines == ()
        assert block.findings[0].level is Level.ERROR
        assert "and no place to break; a line holds 60" in block.findings[0].message


@pytest.mark.parametrize(
    ("country", "limit"), [("FR", 38), ("CA", 40), ("US", 40), ("IT", 44), ("DK", 54), ("GB", 35)]
)
def test_no_line_is_longer_than_its_post_reads(country: str, limit: int):
    address = replace(
        DE, country=country, street=("Avenue " * 14,), city="Sankt " * 12, name="Maria " * 13, region=""
    )
    block = address_block(address, country, HAND)
    assert read_post(country).line == limit
    assert max(map(len, block.lines)) <= limit


def test_more_lines_than_a_post_reads_are_warned_of():
    crowded = replace(
        DE, country="FR", company="A", attention="B", care_of="C", flat="D", district="E", postal_code="33380"
    )
    assert found(address_block(crowded, "FR", HAND), "lines").level is Level.WARNING


def test_words_stand_before_lone_numbers_only():
    address = replace(US, flat="4B", po_box="77", attention="Lou Ek", care_of="Ann Lee")
    lines = address_block(address, "US", HAND).lines
    assert lines[:5] == ("Dr. Dana Reyes", "Attn: Lou Ek", "c/o Ann Lee", "12 Oak St., Apt 4B", "PO Box 77")
    own = replace(US, flat="Rear Cottage", po_box="Drawer K", attention="ATTN Lou Ek", care_of="% Ann")
    lines = address_block(own, "US", HAND).lines
    assert "12 Oak St., Rear Cottage" in lines
    assert "Drawer K" in lines
    assert "ATTN Lou Ek" in lines


def test_a_machine_reads_no_signs_except_within_numbers():
    address = replace(US, street=("1.5 Mile Rd., No. 12",), postal_code="627041234")
    lines = address_block(address, "US", MACHINE).lines
    assert lines == ("DR DANA REYES", "1.5 MILE RD NO 12", "SPRINGFIELD IL  62704-1234")


@pytest.mark.parametrize(
    ("country", "typed", "printed"),
    [
        ("GB", "sw1a2aa", "SW1A 2AA"), ("CA", "k1a0b1", "K1A 0B1"), ("NL", "1000ap", "1000 AP"), ("SE", "11351", "113 51"),
        ("PL", "62200", "62-200"), ("JP", "1120001", "112-0001"), ("BR", "13035680", "13035-680"), ("IE", "t37f8hk", "T37 F8HK"),
        ("DE", "D-53113", "53113"), ("AT", "A-1010", "1010"), ("CH", "CH-3011", "3011"), ("US", "627041234", "62704-1234"),
        ("PT", "1180194", "1180-194"), ("LV", "LV-1073", "LV-1073"), ("AD", "AD100", "AD100"), ("DE", "531 13 !", "531 13 !"),
    ],
)  # fmt: skip
def test_a_postal_code_takes_the_shape_of_its_country(country: str, typed: str, printed: str):
    address = replace(DE, country=country, postal_code=typed)
    assert printed in " / ".join(address_block(address, country, HAND).lines)


def test_a_country_sign_before_the_code_is_for_abroad_only():
    finn = replace(DE, country="FI", city="Helsinki", postal_code="00550")
    assert address_block(finn, "FI", HAND).lines[-1] == "00550 Helsinki"
    assert address_block(finn, "SE", HAND).lines[-2:] == ("FI-00550 Helsinki", "FINLAND")


def test_native_letters_stay_in_their_own_order():
    assert address_block(JP, "US", HAND).lines == (
        "〒100-0001", "東京都千代田区千代田1-1", "ビル3階", "田中太郎", "JAPAN",
    )  # fmt: skip
    korean = Address(
        "홍길동",
        street=("달구벌대로 2275-12",),
        district="수성구",
        city="대구",
        postal_code="42007",
        country="KR",
    )
    assert address_block(korean, "KR", HAND).lines == ("대구 수성구", "달구벌대로 2275-12", "홍길동", "42007")
    arabic = Address("ليلى حداد", street=("شارع الملك 12",), city="عمان", postal_code="11937", country="JO")
    assert address_block(arabic, "US", HAND).lines == (
        "ليلى حداد", "شارع الملك 12", "عمان 11937", "JORDAN",
    )  # fmt: skip


def test_the_ward_of_a_japanese_address_is_kept():
    latin = Address("Mr Taro Tanaka", street=("4-3-2",), city="Bunkyo-ku", region="東京都", country="JP")
    assert "Bunkyo-ku" in " ".join(address_block(latin, "US", HAND).lines)


def test_hungary_has_its_own_name_and_its_street_below_the_town():
    address = Address(
        "Kiss Ilona", street=("Honvéd utca 13",), city="Budapest", postal_code="1054", country="HU"
    )
    assert address_block(address, "US", HAND).lines == (
        "Kiss Ilona", "Budapest", "Honvéd utca 13", "1054", "HUNGARY",
    )  # fmt: skip


def test_a_person_stands_before_their_company_everywhere_in_latin_letters():
    for country in ("FR", "DE", "CH", "SE", "BE", "FI", "AT"):
        lines = address_block(replace(DE, country=country, company="Werk GmbH"), country, HAND).lines
        assert lines[:2] == ("Frau Maria Weiß", "Werk GmbH"), country


def test_a_city_that_is_its_own_province_is_written_once():
    madrid = replace(DE, country="ES", city="Madrid", region="Madrid", postal_code="28013")
    assert address_block(madrid, "ES", HAND).lines[-1] == "28013 Madrid"


def test_home_is_where_the_sender_lives_or_where_everybody_does():
    assert home_of(US, [DE, GB]) == "US"
    assert home_of(None, [DE, DE]) == "DE"
    assert home_of(None, [DE, GB]) == ""
    assert home_of(None, []) == ""


def test_no_address_opens_a_connection_or_needs_what_could():
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from cardmaker.mail.block import address_block\n"
        "from cardmaker.model import Address, AddressStyle\n"
        "a = Address('X', street=('1 A St',), city='B', region='IL', postal_code='62704', country='US')\n"
        "assert address_block(a, 'DE', AddressStyle.HAND).lines[-1] == 'USA'\n"
        "print([name for name in ('requests', 'urllib3', 'socket', 'ssl', 'babel') if name in sys.modules.keys() - before])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_cannot_be_seen_is_left_out():
    hidden = replace(DE, city="Bo\u202enn\x00", name="Frau\u200b Maria\x07 Weiß")
    assert address_block(hidden, "DE", HAND) == address_block(DE, "DE", HAND)
    assert address_block(Address(lines=("\x00", "a\x1b[2J b")), "DE", HAND).lines == ("a[2J b",)
