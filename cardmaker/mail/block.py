"""An address to the lines of its block on the envelope, in the order and style of the country it goes to."""

from dataclasses import dataclass

from cardmaker.errors import Finding
from cardmaker.model import Address, AddressStyle


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an address, top to bottom, none of them empty, and what is wrong or doubtful in it.

    With an error among the findings there are no lines, and the envelope is left out; the card is made all the same.
    """

    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def address_block(address: Address, home: str, style: AddressStyle) -> Block:
    """Return the block of an address, as posted in the country `home` (ISO 3166 alpha-2)."""
    gap = "  " if style is AddressStyle.MACHINE else " "  # USPS Publication 28, 2: two spaces before the ZIP code
    comma = "" if style is AddressStyle.MACHINE else ","
    last = f"{address.city}{comma} {address.region}{gap}{address.postal_code}".strip()
    below = address.lines or (*address.street, address.flat, address.po_box, last)
    country = "" if home == address.country else address.country
    lines = (address.name, address.attention, address.company, address.care_of, *below, country)
    return Block(tuple(line.upper() if style is AddressStyle.MACHINE else line for line in lines if line))
