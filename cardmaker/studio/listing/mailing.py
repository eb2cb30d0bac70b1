"""What the page shows and changes of envelopes: how an address is set as its post wants it, the sender's own, and which envelope."""

from collections.abc import Mapping
from typing import Any, Final

from cardmaker.addressing import home_of
from cardmaker.errors import InputError, error
from cardmaker.inputs.addresses import ALIASES, LINES, PARTS, AddressRequest, sender_address
from cardmaker.inputs.envelope import AUTO, read_envelope, read_return_on, read_style
from cardmaker.inputs.facts import find_format, read_envelopes
from cardmaker.inputs.nodes import Table, read_yaml
from cardmaker.inputs.order import DEFAULT_FORMAT, ORDER_FILE, Request
from cardmaker.inputs.people.fields import slug
from cardmaker.mail.block import Block, address_block
from cardmaker.mail.block import home_of as home_of_addresses
from cardmaker.mail.countries import find_country, read_countries
from cardmaker.mail.fit import Fit, fit_of, smallest_for
from cardmaker.model import Address, AddressStyle, Envelope, Format, ReturnOn
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import spelled, with_entries, with_value
from cardmaker.studio.telling.telling import told
from cardmaker.units import format_mm

FORM: Final = ("name", *PARTS, "country", "company")
"""Parts of the sender's address that the page has."""

SETTINGS: Final = frozenset({"envelope", "address-style", "return-on"})
LONGEST: Final = 200
"""Characters of a part of an address."""

MOST_AT_ONCE: Final = 1000
NO_BLOCK: Final[Mapping[str, Any]] = {"lines": [], "findings": []}


def shown_post(desk: Desk) -> dict[str, Any]:
    """Return what the order says of envelopes, what there is to choose from, and the sender's address as it is set."""
    request = desk.request()
    card = _format(request)
    return {
        "envelope": request.envelope or AUTO,
        "taken": _taken(request, card),
        "envelopes": [_envelope(each) for each in _fitting(card)],
        "style": _style(request).value,
        "returnOn": _return_on(request).value,
        "sender": _sender(request),
        "block": shown_block(_address(request), home(desk), AddressStyle.HAND),
        "home": home(desk),
        "countries": list(read_countries()),
    }


def shown_person(desk: Desk, row: int) -> dict[str, Any]:
    """Return the address of the person of a row, as it stands on their envelope, and what is wrong with it."""
    person = next((each for each in desk.people() if each.row == row), None)
    return shown_block(person.address if person else None, home(desk), _style(desk.request()))


def shown_addresses(desk: Desk, start: int) -> dict[str, Any]:
    """Return what is wrong with the addresses of some of the people, by row, and where to go on."""
    people, at, style = desk.people(), home(desk), _style(desk.request())
    found = {
        person.row: [told(each) for each in address_block(person.address, at, style).findings]
        for person in people[start : start + MOST_AT_ONCE]
        if person.address
    }
    end = start + MOST_AT_ONCE
    return {
        "found": {row: each for row, each in found.items() if each},
        "next": end if end < len(people) else None,
    }


def shown_block(address: Address | None, at: str, style: AddressStyle) -> dict[str, Any]:
    """Return the lines of an address as its post wants them; none if there is no address, or if it cannot be sent to."""
    if address is None:
        return dict(NO_BLOCK)
    block: Block = address_block(address, at, style)
    return {"lines": list(block.lines), "findings": [told(each) for each in block.findings]}


def home(desk: Desk) -> str:
    """Return the country in which the order is posted."""
    try:
        return home_of(desk.resolved().order)[0]
    except InputError:
        addresses = [each.address for each in desk.people() if each.address]
        return home_of_addresses(_address(desk.request()), addresses)


def set_post(desk: Desk, base: str, values: Mapping[str, str]) -> None:
    """Set which envelope, and how it is addressed. Raises InputError for what is no envelope or style, StaleError."""
    if unknown := set(values) - SETTINGS:
        raise InputError([error("key", f"the page cannot set {min(unknown)!r}")])
    read_envelope(values.get("envelope", ""), _format(desk.request()))
    read_style(values.get("address-style", ""))
    read_return_on(values.get("return-on", ""))
    text = desk.order_text()
    for key, value in values.items():
        text = with_value(text, key, "" if value == AUTO else value)
    desk.put(base, {desk.folder / ORDER_FILE: text.encode()})


def set_sender(desk: Desk, base: str, parts: Mapping[str, str]) -> None:
    """Set parts of the sender's address; an empty one goes. Raises InputError, StaleError."""
    if unknown := set(parts) - {*FORM, LINES}:
        raise InputError([error("key", f"an address has no {min(unknown)!r}")])
    for text in parts.values():
        if len(text) > LONGEST * (10 if LINES in parts else 1) or not _is_clean(text):
            raise InputError([error("value", "this is too long, or holds a sign that no address has")])
    text = desk.order_text()
    node = read_yaml(text, ORDER_FILE).values.get(spelled(text, "return-address"))
    if not isinstance(node, Table):
        text, node = with_value(text, "return-address", ""), None
    desk.put(
        base, {desk.folder / ORDER_FILE: with_entries(text, "return-address", _entries(node, parts)).encode()}
    )


def _entries(node: Table | None, parts: Mapping[str, str]) -> dict[str, str | None]:
    """Return the entries to change, under the names that the person gave them."""
    names = {ALIASES.get(slug(key), slug(key)): key for key in node.values} if node else {}
    spelled = {part: names.get(part, "lines" if part == LINES else part.replace("_", "-")) for part in parts}
    return {
        spelled[part]: text.strip() or None for part, text in parts.items() if text.strip() or part in names
    }


def _is_clean(text: str) -> bool:
    return all(char == "\n" or char.isprintable() for char in text)


def _sender(request: Request) -> dict[str, Any]:
    texts = dict(request.return_address.texts) if request.return_address else {}
    country = texts.get("country", "")
    typed = texts.get(LINES) or texts.get("address", "")
    return {
        **{name: texts.get(name, "") for name in FORM},
        "country": find_country(country) or country,
        "typed": typed,
    }


def _address(request: Request) -> Address | None:
    said: AddressRequest | None = request.return_address
    return sender_address(said, request.from_)


def _format(request: Request) -> Format:
    try:
        return find_format(request.format or DEFAULT_FORMAT)
    except InputError:
        return find_format(DEFAULT_FORMAT)


def _taken(request: Request, card: Format) -> dict[str, Any] | None:
    """Return the envelope that the order takes, None if there is none."""
    try:
        envelope = read_envelope(request.envelope, card)
    except InputError:
        return None
    return _envelope(envelope) if envelope else None


def _fitting(card: Format) -> list[Envelope]:
    """Return the envelopes that hold the card without its sliding about, the smallest first; if none does, all that hold it."""
    known = list(read_envelopes().values())
    good = [each for each in known if fit_of(card.panel, each) is Fit.GOOD]
    lone = smallest_for(card.panel, known)
    found = good or ([lone] if lone else [])
    return sorted(found, key=lambda each: each.size.width * each.size.height)


def _envelope(envelope: Envelope) -> dict[str, Any]:
    width, height = format_mm(envelope.size.width), format_mm(envelope.size.height)
    return {"id": envelope.id, "name": envelope.name, "size": f"{width.removesuffix(' mm')} × {height}"}


def _style(request: Request) -> AddressStyle:
    try:
        return read_style(request.address_style)
    except InputError:
        return AddressStyle.HAND


def _return_on(request: Request) -> ReturnOn:
    try:
        return read_return_on(request.return_on)
    except InputError:
        return ReturnOn.FRONT
