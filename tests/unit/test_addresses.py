"""Addresses from lists and from orders."""

from pathlib import Path

import pytest

from cardmaker.errors import InputError, Level
from cardmaker.inputs.order import Resolved, read_request, resolve
from cardmaker.inputs.people.names import formal_name, make_name
from cardmaker.mail.block import Block, address_block
from cardmaker.model import Address, AddressStyle
from tests.conftest import ROOT

NOTE = "Dear {dear},\n\nthank you for the long afternoon in the garden.\n\nYours,\nJamie\n"
SENDER = "return-address: {street: 1 Elm St, city: Denver, state: CO, zip: '80014', country: USA}\n"


def resolved(folder: Path, order: str, people: str = "") -> Resolved:
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    (folder / "card.yaml").write_text(
        f"cardmaker: order/1\nfrom: Jamie Okafor\nnote: note.md\n{order}", encoding="utf-8"
    )
    if people:
        (folder / "people.csv").write_text(people, encoding="utf-8")
    return resolve(*read_request(folder))


def first(folder: Path, order: str, people: str = "") -> Address:
    address = resolved(folder, order, people).order.people[0].address
    assert address
    return address


def block_of(address: Address, home: str = "US") -> Block:
    return address_block(address, home, AddressStyle.HAND)


def test_a_list_gives_each_person_their_address(tmp_path: Path):
    people = (
        "Name,Title,Company,Attn,c/o,Flat,Street,Street 2,PO Box,Neighborhood,City,State,ZIP,Country\n"
        "Dana Reyes,Dr.,Acme,Lou Ek,Ann Lee,4B,1 Main St,Rear House,,Old Town,Springfield,Illinois,62704,usa\n"
    )
    address = first(tmp_path, f"{SENDER}people: people.csv\n", people)
    assert block_of(address).lines == (
        "Dr. Dana Reyes", "Attn: Lou Ek", "Acme", "c/o Ann Lee", "Old Town", "1 Main St", "Rear House, Apt 4B",
        "Springfield, IL 62704",
    )  # fmt: skip
    assert str(address.place).endswith("people.csv:2:7")


def test_a_list_without_addresses_gives_none(tmp_path: Path):
    people = "Name,Company,Country\nDana Reyes,Acme,US\n"
    assert resolved(tmp_path, "people: people.csv\n", people).order.people[0].address is None


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ('"1 Main St\nSpringfield, IL 62704"', ("1 Main St", "Springfield, IL 62704")),
        ('"1 Main St\n\n\n  Springfield"', ("1 Main St", "Springfield")),
    ],
)
def test_a_cell_of_several_lines_is_printed_as_typed(tmp_path: Path, cell: str, lines: tuple[str, ...]):
    address = first(tmp_path, "people: people.csv\n", f"Name,Address\nDana Reyes,{cell}\n")
    assert block_of(address) == Block(("Dana Reyes", *lines))


def test_a_cell_of_one_line_is_a_guess_in_the_senders_country(tmp_path: Path):
    order = SENDER.replace("USA", "DE") + "people: people.csv\n"
    address = first(tmp_path, order, 'Name,Address\nDana Reyes,"Musterstraße 12, 53113 Bonn"\n')
    block = block_of(address, "DE")
    assert block.lines == ("Dana Reyes", "Musterstraße 12", "53113 Bonn")
    assert [finding.rule for finding in block.findings] == ["address-guess"]


def test_an_address_beside_a_city_is_a_street(tmp_path: Path):
    people = "Name,Address,City,ZIP,State\nDana Reyes,1 Main St,Springfield,62704,IL\n"
    address = first(tmp_path, f"{SENDER}people: people.csv\n", people)
    assert block_of(address).lines == ("Dana Reyes", "1 Main St", "Springfield, IL 62704")


@pytest.mark.parametrize(
    "written",
    [
        "    address: {street: Musterstraße 12, city: Bonn, plz: '53113', country: Germany}\n",
        "    address:\n      street: [Musterstraße 12]\n      town: Bonn\n      postal-code: D-53113\n      country: DE\n",
        "    street: Musterstraße 12\n    city: Bonn\n    postal-code: '53113'\n    country: de\n",
        "    address: |\n      Musterstraße 12\n      53113 Bonn\n      GERMANY\n",
        "    address: [Musterstraße 12, 53113 Bonn, GERMANY]\n",
        "    address: {lines: [Musterstraße 12, 53113 Bonn], country: Germany}\n",
        "    address: Musterstraße 12, 53113 Bonn, Germany\n",
    ],
)
def test_an_order_writes_an_address_as_record_lines_or_text(tmp_path: Path, written: str):
    order = f"{SENDER}people:\n  - to: Dr. Dana Reyes\n{written}"
    lines = block_of(first(tmp_path, order)).lines
    assert lines == ("Dr. Dana Reyes", "Musterstraße 12", "53113 Bonn", "GERMANY")


def test_a_wrong_key_of_an_address_is_refused_with_the_nearest(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        resolved(tmp_path, "people:\n  - to: Dana\n    address: {stret: 1 Main St}\n")
    finding = caught.value.findings[0]
    assert finding.rule == "unknown-key"
    assert "'street'" in finding.hint
    assert finding.place
    assert finding.place.line == 6


def test_a_line_that_is_no_text_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="must be a text"):
        resolved(tmp_path, "people:\n  - to: Dana\n    address: [{a: b}]\n")


@pytest.mark.parametrize("key", ["return-address", "return_address"])
def test_the_senders_address_has_the_senders_name(tmp_path: Path, key: str):
    order = SENDER.replace("return-address", key) + "to: Dana Reyes\n"
    address = resolved(tmp_path, order).order.return_address
    assert address
    assert block_of(address).lines == ("Jamie Okafor", "1 Elm St", "Denver, CO 80014")


def test_the_senders_lines_are_printed_as_typed(tmp_path: Path):
    order = "return-address: |\n  The Okafors\n  1 Elm St\n  Denver, CO 80014\nto: Dana Reyes\n"
    address = resolved(tmp_path, order).order.return_address
    assert address
    assert block_of(address).lines == ("The Okafors", "1 Elm St", "Denver, CO 80014")


def test_an_unknown_country_is_told_with_its_envelope_and_the_card_is_made(tmp_path: Path):
    people = "Name,Street,City,Postal Code,Country\nDana Reyes,1 Main St,Bonn,53113,Germny\n"
    found = resolved(tmp_path, f"{SENDER}people: people.csv\n", people)
    assert not [finding for finding in found.findings if finding.level is Level.ERROR]
    assert len(found.order.people) == 1
    block = block_of(found.order.people[0].address or Address())
    assert block.lines == ()
    (error,) = block.findings
    assert (error.level, error.rule) == (Level.ERROR, "address-country")
    assert "did you mean Germany" in error.hint
    assert str(error.place).endswith("people.csv:2:5")


def test_typed_lines_keep_a_country_that_nobody_knows(tmp_path: Path):
    order = "people:\n  - to: Dana\n    address: {lines: [Hut 7, Mountain], country: Freedonia}\n"
    assert block_of(first(tmp_path, order)) == Block(("Dana", "Hut 7", "Mountain", "Freedonia"))


@pytest.mark.parametrize(
    ("texts", "formal"),
    [
        ({"name": "Dana Reyes", "title": "Dr."}, "Dr. Dana Reyes"),
        ({"name": "Dr. Dana Reyes", "title": "Dr."}, "Dr. Dana Reyes"),
        ({"name": "Margaret (Maggie) Oyelaran"}, "Margaret Oyelaran"),
        ({"name": "Margaret Oyelaran", "nickname": "Maggie"}, "Margaret Oyelaran"),
        ({"first_name": "Jan", "particle": "van der", "last_name": "Berg", "title": "Dhr."}, "Dhr. Jan van der Berg"),
        ({"name": "Reyes, Dana"}, "Dana Reyes"),
        ({"name": "田中太郎", "title": "Dr."}, "田中太郎"),
        ({"name": "Dana Reyes", "salutation": "Dana and all"}, "Dana Reyes"),
    ],
)  # fmt: skip
def test_the_name_on_an_envelope_is_the_whole_one_with_its_title(texts: dict[str, str], formal: str):
    assert formal_name(make_name(texts)) == formal


def test_the_sample_has_twelve_countries_and_nothing_to_tell():
    order = resolve(*read_request(ROOT / "samples" / "abroad")).order
    addresses = [person.address for person in order.people if person.address]
    assert len({address.country for address in addresses}) == 12
    home = order.return_address.country if order.return_address else ""
    for address in addresses:
        for style in AddressStyle:
            assert address_block(address, home, style).findings == ()
