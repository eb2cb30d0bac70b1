"""Address book cards to rows: vCard 2.1, 3.0 and 4.0, as iPhones, Android and Outlook write them.

Cards are cut apart before anything is parsed, so that a broken one spoils no other; pictures are dropped while cutting.
An own reader of the few properties a card needs, since vobject fails on Android's line breaks, takes 164 MB for a photo of
one, and knows no 4.0 (docs/people.md). What the fields mean is left to `headers`: the rows stand under usual headers.
"""

import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from cardmaker.errors import Finding, Place, error
from cardmaker.inputs.people.listing import MAX_ROWS, Listing, Row, quoted, refusal

HEADER: Final = (
    *("Name", "Last Name", "First Name", "Middle Name", "Name Prefix", "Name Suffix"),
    *("PO Box", "Address Line 2", "Street", "City", "State", "Postal Code", "Country"),
    *("Company", "Job Title", "E-mail", "Nickname", "Notes"),
)

_BEGIN: Final = re.compile(r"\s*BEGIN:VCARD\s*", re.IGNORECASE)
_END: Final = re.compile(r"\s*END:VCARD\s*", re.IGNORECASE)
_DROPPED: Final = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-[\w-]*PHOTO)[;:]", re.IGNORECASE)
_PROPERTY: Final = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)', re.DOTALL)
_PIECE: Final = re.compile(r"\\(.)|(;)|[^\\;]+|\\", re.DOTALL)
_CHARSETS: Final = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d|shift_jis|gb2312|gbk|gb18030|big5|euc-kr"
)


class _Cut(NamedTuple):
    """A card as it was cut out: the line where it begins, its lines, and whether it ends as it should."""

    line: int
    lines: list[str]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    parameters: str
    value: str

    @property
    def preference(self) -> int:
        """How much this address is wanted among others: the person's own choice first, then that at work."""
        words = self.parameters.replace("=", ";").replace(",", ";").replace('"', "").split(";")
        return 2 if "PREF" in words else 1 if "WORK" in words else 0


def is_vcard(text: str) -> bool:
    return _BEGIN.match(text[:200]) is not None


def read_vcards(text: str, file: str) -> Listing:
    """Return a row for each card, numbered by the line where it begins, and an error for each broken one."""
    rows: list[Row] = []
    findings: list[Finding] = []
    for cut in _cut_apart(text):
        if len(rows) + len(findings) == MAX_ROWS:
            raise refusal("too-long", f"has more than {MAX_ROWS:,} cards", file, cut.line)
        properties = _best(_properties(cut.lines))
        if cut.is_whole:
            rows.append(Row(cut.line, _cells(properties)))
        else:
            findings.append(_broken(file, cut.line, properties))
    filled = [index for index in range(len(HEADER)) if index == 0 or any(row.cells[index] for row in rows)]
    narrow = tuple(Row(row.number, tuple(row.cells[index] for index in filled)) for row in rows)
    header = Row(1, tuple(HEADER[index] for index in filled))
    return Listing(file, header, narrow, tuple(findings), is_vcard=True)


def _cut_apart(text: str) -> Iterator[_Cut]:
    """Yield the cards of a file, without their pictures. One that another begins in, or the file ends in, is not whole."""
    begun = 0
    lines: list[str] = []
    is_dropping = False
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if _BEGIN.fullmatch(line):
            if begun:
                yield _Cut(begun, lines, is_whole=False)
            begun, lines, is_dropping = number, [], False
        elif begun and _END.fullmatch(line):
            yield _Cut(begun, lines, is_whole=True)
            begun = 0
        elif begun:
            is_dropping = _DROPPED.match(line) is not None or (is_dropping and _goes_on(line))
            lines += [] if is_dropping else [line]
    if begun:
        yield _Cut(begun, lines, is_whole=False)


def _goes_on(line: str) -> bool:
    """Return whether a line belongs to the picture above it: folded, or bare base64."""
    return line[:1] in (" ", "\t") or ":" not in line


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Yield whole lines: a folded one begins with a space, one in quoted-printable is broken at `=`."""
    parts: list[str] = []
    is_soft = False
    for line in lines:
        if is_soft:
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
        else:
            yield "".join(parts)
            parts = [line]
        is_soft = line.endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
    yield "".join(parts)


def _properties(lines: Iterable[str]) -> Iterator[_Property]:
    for line in _unfolded(lines):
        if match := _PROPERTY.fullmatch(line):
            parameters = match[2].upper()
            yield _Property(match[1].upper(), parameters, _decoded(match[3], parameters))


def _decoded(value: str, parameters: str) -> str:
    """Return a value out of quoted-printable. Bytes that are none of its charset become U+FFFD, which the row is told."""
    if "QUOTED-PRINTABLE" not in parameters:
        return value
    named = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    charset = named[1].lower() if named else "utf-8"
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    return raw.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8", "replace")


def _best(properties: Iterable[_Property]) -> dict[str, _Property]:
    """Return one property of each name: the preferred, else that at work, else the first that says something."""
    best: dict[str, _Property] = {}
    for each in properties:
        held = best.get(each.name)
        if each.value.strip("; ") and (held is None or each.preference > held.preference):
            best[each.name] = each
    return best


def _cells(best: Mapping[str, _Property]) -> tuple[str, ...]:
    """Return the cells of a card under HEADER."""
    values = {name: _components(each.value) for name, each in best.items()}

    def whole(name: str) -> str:
        return ";".join(values.get(name, ()))

    parts = [*(part.replace(",", " ") for part in values.get("N", ())), *[""] * 5][:5]
    address = [*values.get("ADR", ()), *[""] * 7][:7]
    company = values.get("ORG", [""])[0]
    role = whole("TITLE") or whole("ROLE")
    return (whole("FN"), *parts, *address, company, role, whole("EMAIL"), whole("NICKNAME"), whole("NOTE"))


def _components(value: str) -> list[str]:
    r"""Return the parts of a value between its semicolons, without the escapes (`\,` `\;` `\n`)."""
    parts = [""]
    pieces: list[str] = []
    for match in _PIECE.finditer(value):
        if match[2]:
            parts[-1] = "".join(pieces)
            parts.append("")
            pieces = []
        else:
            pieces.append({"n": "\n", "N": "\n"}.get(match[1], match[1]) if match[1] else match[0])
    parts[-1] = "".join(pieces)
    return parts


def _broken(file: str, line: int, best: Mapping[str, _Property]) -> Finding:
    name = best["FN"].value if "FN" in best else ""
    whose = f"the card of {quoted(name)}" if name else "the card that begins here"
    hint = "export this contact again; the other cards are read"
    return error("broken-card", f"{whose} has no END:VCARD", Place(file, line), hint)
