"""What is wrong or doubtful in an address: parts that its post needs, codes and states of another country.

An error is an address to which nobody could deliver, or that contradicts itself; then there is no envelope. What arrives
late is a warning, and what was left out is advice.
"""

from collections.abc import Iterator
from typing import Final

from cardmaker.errors import Finding, Level
from cardmaker.mail.countries import FALLBACK, country_name, read_countries
from cardmaker.mail.fields import is_native, printed_region, shaped_code
from cardmaker.mail.posts import read_post
from cardmaker.mail.rules import read_rules
from cardmaker.model import Address

WITH_ARTICLE: Final = frozenset(
    "US GB NL AE PH BS GM CD CG DO CF KM MV MH SC SB TC VG VI KY FK FO IM".split()
)

STATES: Final = ("US", "CA", "AU")
"""Countries whose states people know by their letters."""


def check_address(address: Address, country: str) -> list[Finding]:
    """Return what is wrong with the parts of an address in a country; of one that is no address, only that."""
    if found := [*_whole(address, country)]:
        return found
    checks = (_nameless, _unplaced, _region, _code, _place, _box)
    return [finding for check in checks for finding in check(address, country)]


def in_words(country: str) -> str:
    """Return a country as it stands in a sentence: *the United States*."""
    name = country_name(country, FALLBACK) or "this country"
    return f"the {name}" if country in WITH_ARTICLE else name


def finding_at(
    level: Level, rule: str, message: str, address: Address, hint: str = "", source: str = ""
) -> Finding:
    return Finding(level, f"address-{rule}", message, address.place, hint, source)


def _whole(address: Address, country: str) -> Iterator[Finding]:
    """Yield an error for an address that nothing could be delivered to."""
    post, rules = read_post(country), read_rules(country)
    has_town = address.city or address.postal_code or post.city
    if not has_town and not (address.region and "city" not in rules.required):
        hint = f"add the city and the {rules.code_word}"
        message = "the address has neither a city nor a postal code"
        yield finding_at(Level.ERROR, "city", message, address, hint, post.source)
    elif not any((address.street, address.po_box, address.company, address.district, address.care_of)):
        message = "the address has no street and no post office box"
        yield finding_at(Level.ERROR, "street", message, address, "add street and number", post.source)


def _nameless(address: Address, _country: str) -> Iterator[Finding]:
    if not (address.name or address.company or address.attention):
        message = "the address says to nobody: it has no name and no company"
        yield finding_at(Level.WARNING, "name", message, address)


def _unplaced(address: Address, country: str) -> Iterator[Finding]:
    if not country:
        message = "nobody knows which country this is in, so it is set in a general form"
        hint = "name its country, or your own in return_address"
        yield finding_at(Level.WARNING, "country", message, address, hint)


def _region(address: Address, country: str) -> Iterator[Finding]:
    """Yield what is wrong with the state: missing, unknown, of another country, or one that the post does without."""
    post, rules = read_post(country), read_rules(country)
    place = in_words(country)
    region = address.region
    if not region:
        if "region" in rules.required and "region" in post.printed and not _is_region(address.city, country):
            example = f", like {rules.regions[0].key}" if rules.regions else ""
            message = f"the {rules.region_word} is missing, which addresses in {place} need"
            yield finding_at(Level.WARNING, "region", message, address, f"add it{example}", post.source)
        return
    known = rules.region(region) if rules.regions else None
    other = "" if known or _is_ours(region, country) else _state_elsewhere(region, country)
    if other:
        yield _contradiction(address, country, other)
    elif rules.regions and not known and "region" in post.printed and post.region:
        message = f"{region!r} is no {rules.region_word} of {place} that we know; it is printed as typed"
        yield finding_at(Level.WARNING, "region", message, address, "", post.source)
    elif "region" not in post.printed:
        message = f"{region!r} is left out: addresses in {place} do without it"
        yield finding_at(Level.ADVICE, "region-unused", message, address, "", post.source)


def _contradiction(address: Address, country: str, other: str) -> Finding:
    """Return the finding for a state of another country: an error unless the code says that the country is right."""
    place, elsewhere = (in_words(code) for code in (country, other))
    message = f"{address.region!r} is a state of {elsewhere}, and the address is in {place}"
    hint = f"is it in {elsewhere}? Correct the country or leave the state out"
    is_sure = len(address.region) > 3 or not _is_code(address.postal_code, country)
    level = Level.ERROR if is_sure else Level.WARNING
    return finding_at(level, "region", message, address, hint, read_post(country).source)


def _code(address: Address, country: str) -> Iterator[Finding]:
    """Yield what is wrong with the postal code: missing, of another shape, or of another state."""
    post, rules = read_post(country), read_rules(country)
    place = in_words(country)
    code = shaped_code(address.postal_code, country)
    example = f", like {rules.example}" if rules.example else ""
    if not code:
        if "postal_code" in rules.required:
            message = f"the {rules.code_word} is missing; without it mail in {place} takes longer"
            yield finding_at(Level.WARNING, "postal-code", message, address, f"add it{example}", post.source)
    elif rules.code and not rules.code.fullmatch(code):
        message = f"{code!r} is no {rules.code_word} of {place}"
        yield finding_at(
            Level.WARNING,
            "postal-code",
            message,
            address,
            f"they look{example}" if example else "",
            post.source,
        )
    elif (known := rules.region(address.region)) and known.codes and not known.codes.match(code):
        message = f"the {rules.code_word} {code} is not in {known.latin}"
        yield finding_at(Level.WARNING, "postal-code", message, address, "check both", post.source)


def _place(address: Address, country: str) -> Iterator[Finding]:
    is_needed = "city" in read_rules(country).required and not read_post(country).city
    is_within = is_native(address) and printed_region(address, country)
    if is_needed and not (address.city or is_within):
        message = f"the city is missing, which addresses in {in_words(country)} need"
        yield finding_at(Level.WARNING, "city", message, address, "", read_post(country).source)


def _box(address: Address, country: str) -> Iterator[Finding]:
    if address.po_box and address.street:
        message = "the address has a street and a post office box; mail goes to the one that stands lower"
        hint = "leave one of them out"
        yield finding_at(Level.ADVICE, "po-box", message, address, hint, read_post(country).source)


def _is_code(code: str, country: str) -> bool:
    pattern = read_rules(country).code
    return pattern is not None and pattern.fullmatch(shaped_code(code, country)) is not None


def _is_region(text: str, country: str) -> bool:
    return read_rules(country).region(text) is not None


def _is_ours(region: str, country: str) -> bool:
    """Return whether a region may be the country's own although nobody has a list: two letters of a canton or province."""
    return country in ("CH", "NL", "BE") and len(region) == 2


def _state_elsewhere(region: str, country: str) -> str:
    """Return a country that has such a state, empty if none of those that people know; two letters must be capitals."""
    if not country or country not in read_countries() or (len(region) < 4 and not region.isupper()):
        return ""
    return next((each for each in STATES if each != country and _is_region(region, each)), "")
