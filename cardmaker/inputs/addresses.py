"""Addresses of people and of the sender: from the fields of a row, or as an order writes them, to values.

Nothing is told here: what is doubtful stands in the address and is told with its envelope, so that a list whose addresses
nobody needs is read in silence. How an address is set is left to `mail`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cardmaker.errors import Finding, Place, error
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Items, Node, Scalar, Table, unknown_key
from cardmaker.inputs.people.fields import slug
from cardmaker.model import Address

LINES: Final = "address_lines"
"""The field of an address that an order writes line by line."""

PARTS: Final = (
    *("street", "street2", "flat", "po_box", "district", "city", "region", "postal_code"),
    *("attention", "care_of"),
)
WHOLE: Final = ("address", LINES)
KEYS: Final = (*PARTS, "country", "company", "name", "lines")
"""What a record of an address may say in an order."""

ALIASES: Final = {
    "zip": "postal_code",
    "postcode": "postal_code",
    "post_code": "postal_code",
    "plz": "postal_code",
    "zip_code": "postal_code",
    "state": "region",
    "province": "region",
    "county": "region",
    "town": "city",
    "to": "name",
    "suburb": "district",
    "ward": "district",
    "neighborhood": "district",
    "c_o": "care_of",
    "attn": "attention",
    "apartment": "flat",
    "apt": "flat",
    "unit": "flat",
    "box": "po_box",
    "line1": "street",
    "line2": "street2",
    "street_2": "street2",
    "organization": "company",
}
"""What people write for a key of a record."""

NOWHERE: Final = ("", "-", "n/a", "none")


@dataclass(frozen=True, slots=True)
class AddressRequest:
    """An address as an order writes it: its texts by field, and where they stand."""

    texts: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None


def address_of(
    texts: Mapping[str, str], name: str, place_of: Callable[[str], Place | None], home: str = ""
) -> Address | None:
    """Return the address that the fields of a row say, None if they say none. `home` is the sender's country."""
    first = next((key for key in (*WHOLE, *PARTS) if texts.get(key, "").strip()), "")
    return _read(texts, name, place_of, home, first) if first else None


def read_address(node: Node, conversion: Conversion) -> AddressRequest | None:
    """Return an address that an order writes as a record, as a list of lines, or as text; findings go into the conversion."""
    texts = address_texts(node, "the address", conversion)
    return AddressRequest(texts, node.place) if texts else None


def address_texts(node: Node, what: str, conversion: Conversion) -> dict[str, str]:
    """Return the fields that a node of an order says; text of several lines and lists of lines are kept line by line."""
    match node:
        case Scalar(text=text):
            return {LINES if "\n" in text.strip() else "address": text.strip()}
        case Items():
            return {LINES: _joined(node, what, conversion)}
        case Table():
            return _record_texts(node, what, conversion)


def sender_address(request: AddressRequest | None, sender: str) -> Address | None:
    """Return the sender's own address; its name is that of the order's sender, unless it is written line by line."""
    if request is None:
        return None
    is_lines = LINES in request.texts
    name = request.texts.get("name") or ("" if is_lines else sender)
    return address_of(request.texts, name, lambda _: request.place)


def _read(
    texts: Mapping[str, str], name: str, place_of: Callable[[str], Place | None], home: str, first: str
) -> Address:
    """Return the address of a row that has one; its first field says where it stands."""
    from cardmaker.mail.countries import find_country  # 10 ms that an order without addresses is spared
    from cardmaker.mail.guess import guess_address

    said = texts.get("country", "").strip()
    country = find_country(said)
    known = Address(name, texts.get("company", ""), country=country, place=place_of(first) or place_of(""))
    unknown = "" if country or said.casefold() in NOWHERE else said
    text = texts.get(LINES, "").strip() or texts.get("address", "").strip()
    is_whole = not any(texts.get(key) for key in ("street", "city", "postal_code"))
    lines = [line for line in text.split("\n") if line.strip()] if is_whole else []
    if len(lines) > 1 or texts.get(LINES, "").strip():
        return _with_lines(known, [*lines, unknown])
    if unknown:
        known = replace(known, doubts=(_unknown(unknown, place_of("country")),))
    if lines:
        return guess_address(text, known, home)
    return _with_parts(known, {**texts, "street": texts.get("street") or text})


def _record_texts(table: Table, what: str, conversion: Conversion) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, node in table.values.items():
        name = ALIASES.get(slug(key), slug(key))
        if name not in KEYS:
            conversion.findings.append(unknown_key(key, table.keys[key], KEYS, what))
        elif name == "lines":
            texts |= {LINES: _joined(node, what, conversion)}
        else:
            texts[name] = _joined(node, what, conversion)
    return texts


def _joined(node: Node, what: str, conversion: Conversion) -> str:
    """Return a text, or the lines of a list as one."""
    items = node.items if isinstance(node, Items) else (node,)
    for item in items:
        if not isinstance(item, Scalar):
            conversion.findings.append(error("value", f"a line of {what} must be a text", item.place))
    return "\n".join(item.text for item in items if isinstance(item, Scalar))


def _with_lines(known: Address, lines: list[str]) -> Address:
    """Return an address as typed; its country is the one said beside it, or its last line."""
    from cardmaker.mail.countries import find_country, is_country

    typed = tuple(line.strip() for line in lines if line.strip())
    last = typed[-1].rstrip(".") if typed else ""
    country = known.country or (find_country(last) if is_country(last) else "")
    return replace(known, lines=typed, country=country)


def _with_parts(known: Address, texts: Mapping[str, str]) -> Address:
    street = [*texts["street"].split("\n"), *texts.get("street2", "").split("\n")]
    one = {key: _one_line(texts.get(key, "")) for key in PARTS}
    return replace(
        known,
        street=tuple(line.strip() for line in street if line.strip()),
        flat=one["flat"],
        po_box=one["po_box"],
        district=one["district"],
        city=one["city"],
        region=one["region"],
        postal_code=one["postal_code"],
        attention=one["attention"],
        care_of=one["care_of"],
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unknown(said: str, place: Place | None) -> Finding:
    """Return the error for a country that nobody knows: its post, and so the form of the address, cannot be told."""
    from cardmaker.mail.countries import nearest_countries

    close = nearest_countries(said)
    hint = f"did you mean {' or '.join(close)}?" if close else "write its English name, or its code: DE"
    shown = said if len(said) <= 40 else f"{said[:39]}…"
    return error("address-country", f"{shown!r} is no country that we know", place, hint)
