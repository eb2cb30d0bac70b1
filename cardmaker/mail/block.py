"""An address to the lines of its block on the envelope, in the order and style of the country it goes to.

The rules are `posts` and `rules`, the parts as printed `fields`, what is wrong `checking`. Where the block stands and how
large it is, is left to compose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cardmaker.errors import Finding, Level
from cardmaker.mail.breaking import break_line
from cardmaker.mail.checking import check_address, finding_at
from cardmaker.mail.countries import country_name, find_country, read_countries, upper
from cardmaker.mail.fields import country_of, is_native, read_fields, seen, tidy
from cardmaker.mail.posts import is_abroad, read_post
from cardmaker.mail.template import fill_lines
from cardmaker.model import Address, AddressStyle

MOST_LINES: Final = 10
"""Lines of any block: more leave no height for legible ones (UPU sheets have at most eight; DIN 5008's field has nine)."""
LONGEST_LINE: Final = 60
"""Characters of a line that cannot be broken: at 2 mm a letter it is as wide as the address zone of the widest envelope."""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an address, top to bottom, none of them empty, and what is wrong or doubtful in it.

    With an error among the findings there are no lines, and the envelope is left out; the card is made all the same.
    """

    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def address_block(address: Address, home: str, style: AddressStyle) -> Block:
    """Return the block of an address, as posted in the country `home` (ISO 3166 alpha-2, empty if not known)."""
    if address.lines:
        lines, findings = _typed(address, home), list(address.doubts)
    else:
        country = country_of(address, home)
        lines, long = _broken(_set(address, country, home, style), address, country)
        is_lost = any(doubt.level is Level.ERROR for doubt in address.doubts)
        findings = [*address.doubts, *(() if is_lost else (*check_address(address, country), *long))]
        lines += _country_line(address, home)
    findings += _limits(lines, address)
    findings.sort(key=lambda finding: list(Level).index(finding.level))
    has_errors = bool(findings) and findings[0].level is Level.ERROR
    return Block(() if has_errors else tuple(lines), tuple(findings))


def home_of(return_address: Address | None, people: Iterable[Address]) -> str:
    """Return the sender's country: that of the return address, or else the one that all addresses name."""
    if return_address and return_address.country:
        return return_address.country
    countries = {address.country for address in people}
    return countries.pop() if len(countries) == 1 else ""


def _set(address: Address, country: str, home: str, style: AddressStyle) -> list[str]:
    """Return the lines of a country's template, without the country itself."""
    post = read_post(country)
    machine = post.machine if style is AddressStyle.MACHINE else ""
    template = (is_native(address) and post.native) or machine or post.hand
    if country == home:
        template = template.replace(f"{country}-{{postal_code}}", "{postal_code}")
    return list(fill_lines(template, read_fields(address, country, style)))


def _broken(lines: Iterable[str], address: Address, country: str) -> tuple[list[str], list[Finding]]:
    """Return the lines with those in parts that are longer than the post's, and what is told of it and of their number."""
    post = read_post(country)
    parts = [(line, break_line(line, post.line)) for line in lines]
    long = [line for line in map(tidy, address.street) if len(break_line(line, post.line)) > 1]
    long += [line for line, pieces in parts if len(pieces) > 1]
    findings = [
        finding_at(Level.ADVICE, "long-line", _told(line, post.line), address, "", post.source)
        for line in long
    ]
    done = [piece for _, pieces in parts for piece in pieces]
    if len(done) > post.most:
        message = f"the address has {len(done)} lines; its post reads {post.most}"
        hint = "leave out what the letter carrier does not need"
        findings.append(finding_at(Level.WARNING, "lines", message, address, hint, post.source))
    return done, findings


def _told(line: str, most: int) -> str:
    return (
        f"{_short(line)} has {len(line)} characters, more than the {most} of a line, and is broken in parts"
    )


def _country_line(address: Address, home: str) -> list[str]:
    """Return the country in the language of the sender's post, if it is another one than the sender's."""
    if address.country not in read_countries() or not is_abroad(address.country, home):
        return []
    language = read_post(home).language
    return [upper(country_name(address.country, language), language)]


def _typed(address: Address, home: str) -> list[str]:
    """Return the lines as typed, below the name unless they have it, with the country unless they end with it."""
    lines = [line for each in address.lines for part in each.splitlines() if (line := seen(part).strip())]
    name = tidy(address.name)
    if name and not any(_holds(line, name) for line in lines):
        lines.insert(0, name)
    if lines and address.country and find_country(lines[-1]) != address.country:
        lines += _country_line(address, home)
    return lines


def _holds(line: str, name: str) -> bool:
    words = set(line.casefold().replace(",", " ").split())
    return set(name.casefold().split()[-2:]) <= words


def _limits(lines: list[str], address: Address) -> list[Finding]:
    """Return an error for a block that no envelope holds."""
    if len(lines) > MOST_LINES:
        message = f"the address has {len(lines)} lines; an envelope holds {MOST_LINES}"
        return [finding_at(Level.ERROR, "lines", message, address, "write it in fewer lines")]
    return [
        finding_at(
            Level.ERROR,
            "long-line",
            f"{_short(line)} has {len(line)} characters and no place to break; a line holds {LONGEST_LINE}",
            address,
            "break it yourself, or shorten it",
        )
        for line in lines
        if len(line) > LONGEST_LINE
    ]


def _short(text: str) -> str:
    return repr(text if len(text) <= 32 else f"{text[:31]}…")
