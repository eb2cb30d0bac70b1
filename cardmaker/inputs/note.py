"""Notes: plain text to paragraphs of words, with every doubtful character told before anything is drawn.

Empty lines part paragraphs. A line shorter than SOFT_LINE characters ends where it was ended (an address, a closing, a
signature); a longer one was wrapped by an editor and flows on. Two spaces or a backslash at its end force a break.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from cardmaker.errors import Finding, InputError, Place, error, warning
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import Note

MAX_CHARACTERS: Final = 5_000
SOFT_LINE: Final = 48
"""Editors wrap at 60 columns and more; people end closings and signatures well before 48."""

INVISIBLE: Final = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Soft hyphens, zero-width spaces and marks that pasted text brings along; dropped, and told."""

LIGATURES: Final = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""Signs for two letters in one, as text copied from a PDF has them; a hand writes the letters."""

_FIELD = re.compile(r"\{([A-Za-z][\w-]*)\}")
_HARD_BREAK = re.compile(r"(?:  +|\\)$")


def decode_note(data: bytes, file: str) -> str:
    """Return the text of a note file, UTF-8 with or without its byte order mark. Raises InputError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        byte = data[problem.start]
        message = f"is not UTF-8 text: byte 0x{byte:02X} cannot stand here"
        hint = "save the file as UTF-8 in your editor"
        raise InputError([error("encoding", message, Place(file, line, column), hint)]) from None


def parse_note(text: str, file: str, fields: Mapping[str, str]) -> tuple[Note | None, tuple[Finding, ...]]:
    """Return the note with its fields filled in, and findings; no note if one of them is an error."""
    text = unicodedata.normalize("NFC", text.translate(LIGATURES)).replace("\r\n", "\n").replace("\r", "\n")
    findings = [
        *_length_findings(text, file),
        *_character_findings(text, file),
        *_field_findings(text, file, fields),
    ]
    filled = _FIELD.sub(lambda match: fields.get(match[1], match[0]), _without_invisible(text))
    paragraphs = tuple(_paragraph(lines) for lines in _blocks(filled))
    if not paragraphs:
        findings.append(
            error("empty-note", "the note is empty", Place(file), "write a few sentences into it")
        )
    if any(finding.level.value == "error" for finding in findings):
        return None, tuple(findings)
    return Note(paragraphs, Place(file)), tuple(findings)


def _blocks(text: str) -> list[list[str]]:
    """Return the lines of each paragraph."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _paragraph(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return the runs of words between the breaks that the writer meant."""
    runs: list[list[str]] = [[]]
    for line in lines:
        forced = _HARD_BREAK.search(line) is not None
        runs[-1] += _HARD_BREAK.sub("", line).split()
        if forced or len(line.rstrip()) < SOFT_LINE:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def _without_invisible(text: str) -> str:
    return "".join(char for char in text if char not in INVISIBLE)


def _length_findings(text: str, file: str) -> list[Finding]:
    if len(text) <= MAX_CHARACTERS:
        return []
    message = f"the note has {len(text):,} characters; a card holds at most {MAX_CHARACTERS:,}"
    return [error("note-length", message, Place(file), "keep to what fits on a card, about 100 words")]


def _character_findings(text: str, file: str) -> list[Finding]:
    """Return an error for each control character and a warning for each kind of invisible one."""
    findings: list[Finding] = []
    told: set[str] = set()
    for line_number, line in enumerate(text.split("\n"), 1):
        for column, char in enumerate(line, 1):
            place = Place(file, line_number, column)
            if char in INVISIBLE and char not in told:
                told.add(char)
                findings.append(
                    warning("invisible", f"leaves out the invisible character {_name(char)}", place)
                )
            elif unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} and char != "\t":
                hint = "delete it; it came with pasted text"
                findings.append(error("control", f"holds the control character {_name(char)}", place, hint))
    return findings


def _field_findings(text: str, file: str, fields: Mapping[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    for line_number, line in enumerate(text.split("\n"), 1):
        for match in _FIELD.finditer(line):
            place = Place(file, line_number, match.start() + 1)
            if match[1] not in fields:
                hint = nearest_hint(match[1], list(fields))
                findings.append(error("unknown-field", f"{match[0]} is not a field", place, hint))
            elif not fields[match[1]]:
                hint = f"give it with --{match[1]} or in card.yaml"
                findings.append(error("empty-field", f"{match[0]} has no value", place, hint))
    return findings


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "")
    return f"{code} ({name.lower()})" if name else code
