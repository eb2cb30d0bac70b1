"""Notes: plain text to paragraphs of words, with every doubtful character told before anything is drawn.

Empty lines part paragraphs. A line shorter than SOFT_LINE characters ends where it was ended (an address, a closing, a
signature); a longer one was wrapped by an editor and flows on. Two spaces or a backslash at its end force a break. Lines
are judged as they were typed, so that all cards of one note break alike. Fields and parts are left to `template`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Final

from cardmaker.errors import Finding, InputError, Level, Place, error, warning
from cardmaker.inputs.template import (
    BREAK,
    INVISIBLE,
    LIGATURES,
    LINE_OFF,
    LINE_ON,
    PARAGRAPH,
    Template,
    scan,
    unknown_fields,
)
from cardmaker.model import Note, Underline

MAX_CHARACTERS: Final = 5_000
SOFT_LINE: Final = 48
"""Editors wrap at 60 columns and more; people end closings and signatures well before 48."""

OPENING: Final = "([{“„«‘‚\"'"
CLOSING: Final = ".,;:!?…)]}”“»’\"'"
"""Marks before and after underlined words that the pen line leaves out."""

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


def read_template(text: str, file: str) -> tuple[Template | None, tuple[Finding, ...]]:
    """Return the note as a template, and findings; nothing if one of them is an error."""
    text = composed(text).replace("\r\n", "\n").replace("\r", "\n")
    findings = [*_length_findings(text, file), *_character_findings(text, file)]
    if _has_errors(findings):
        return None, tuple(findings)
    template, problems = scan("".join(map(with_end, _without_invisible(text).split("\n"))), file)
    findings += problems
    if not text.strip():
        findings.append(empty_note(Place(file)))
    return (None if _has_errors(findings) else template), tuple(findings)


def parse_note(text: str, file: str, fields: Mapping[str, str]) -> tuple[Note | None, tuple[Finding, ...]]:
    """Return the note with its fields filled in, and findings; no note if one of them is an error."""
    template, findings = read_template(text, file)
    if template is None:
        return None, findings
    filled = template.fill(fields)
    note = make_note(filled.text, Place(file))
    problems = unknown_fields(template, fields)
    problems += [
        error("empty-field", f"{{{hole.name}}} has no value", hole.place)
        for hole in filled.missing
        if hole.name in fields
    ]
    problems += [] if note.words or problems else [empty_note(Place(file))]
    return (None if problems else note), (*findings, *problems)


def empty_note(place: Place) -> Finding:
    return error("empty-note", "the note is empty", place, "write a few sentences into it")


def make_note(text: str, place: Place) -> Note:
    """Return the note of a filled text: its paragraphs, and the words that a pen line goes under.

    Words are interned: the notes of a batch share most of theirs, and ten thousand of 80 words take 50 MB less.
    """
    blocks = [[run.split() for run in block.split(BREAK)] for block in text.split(PARAGRAPH)]
    underlined = tuple(_take_lines(blocks)) if LINE_ON in text else ()
    paragraphs = (tuple(tuple(map(intern, run)) for run in block if run) for block in blocks)
    return Note(tuple(filter(None, paragraphs)), place, underlined)


def _take_lines(blocks: Sequence[list[list[str]]]) -> Iterator[Underline]:
    """Take the signs of pen lines out of the words, and yield where each line goes."""
    number, first, before = 0, 0, 0
    for run in (run for block in blocks for run in block):
        for index, word in enumerate(run):
            bare = word.replace(LINE_ON, "").replace(LINE_OFF, "")
            if LINE_ON in word:
                first, before = number, len(word[: word.index(LINE_ON)])
                before += _count(bare[before:], OPENING)
            if LINE_OFF in word:
                after = len(word) - 1 - word.rindex(LINE_OFF)
                after += _count(bare[len(bare) - after - 1 :: -1], CLOSING) if after < len(bare) else 0
                yield Underline(first, number, before, after)
            run[index] = bare
            number += 1


def _count(text: str, marks: str) -> int:
    """Return how many of the marks stand at the start of a text."""
    return len(text) - len(text.lstrip(marks))


def composed(text: str) -> str:
    """Return a text in the letters that a hand writes: accents with their letters, no two letters in one sign."""
    return unicodedata.normalize("NFC", text.translate(LIGATURES))


def with_end(line: str) -> str:
    """Return a line with the end that the writer meant: of a paragraph, of a line, or none, if an editor wrapped it.

    It is one character longer than the line.
    """
    if not line.strip():
        return line + PARAGRAPH
    if forced := _HARD_BREAK.search(line):
        return line[: forced.start()] + " " * len(forced[0]) + BREAK
    return line + (BREAK if len(line.rstrip()) < SOFT_LINE else "\n")


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(finding.level is Level.ERROR for finding in findings)


def _without_invisible(text: str) -> str:
    return text if text.isascii() else "".join(char for char in text if char not in INVISIBLE)


def length_finding(count: int, place: Place) -> Finding:
    message = f"the note has {count:,} characters; a card holds at most {MAX_CHARACTERS:,}"
    return error("note-length", message, place, "keep to what fits on a card, about 100 words")


def _length_findings(text: str, file: str) -> list[Finding]:
    count = len(text.strip())
    return [length_finding(count, Place(file))] if count > MAX_CHARACTERS else []


def _character_findings(text: str, file: str) -> list[Finding]:
    """Return an error for each control character and a warning for each kind of invisible one."""
    findings: list[Finding] = []
    if text.replace("\n", "").isprintable():
        return findings
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


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "")
    return f"{code} ({name.lower()})" if name else code
