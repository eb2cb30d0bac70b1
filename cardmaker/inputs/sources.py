"""Which note each person gets, and how every note is read once.

The note named for all on the command line comes first; then a person's own: the text of their column `note`, the file of
`note_file`, or `notes/<name>.md`; then the order's. An order or a list from elsewhere reads no file outside the folder.
Filling the notes in is left to `recipients`.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from cardmaker.errors import Finding, InputError, Place, error, warning
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.note import decode_note, read_template
from cardmaker.inputs.template import Template

NOTE_FILE: Final = "note.md"
NOTES_FOLDER: Final = "notes"

_FILE_NAME: Final = re.compile(r"[^\s<>|*?]+\.(?:md|txt|markdown)", re.IGNORECASE)
_APART: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note's text and how messages call it."""

    text: str
    file: str


class Source(NamedTuple):
    """The note that one person gets; `template` is None if it cannot be used.

    `is_own` says that it is theirs alone, `is_found` that its file was found by their name.
    """

    template: Template | None
    place: Place
    is_own: bool = False
    is_found: bool = False


NO_NOTE: Final = Source(Template("no note", ()), Place("no note"))
"""Stands for the note of a card that somebody writes without a copy sheet."""


def read_bytes(file: Path, what: str = "") -> bytes:
    """Return a file's bytes. Raises InputError in plain words if it is not there or may not be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        hint = f"no file {file}" if what else ""
        raise InputError(
            [error("no-file", what or "there is no such file", Place(str(file)), hint)]
        ) from None
    except OSError as problem:
        raise InputError(
            [error("no-file", f"cannot be read: {problem.strerror}", Place(str(file)))]
        ) from None


def read_note(file: Path) -> NoteSource:
    """Return the note of any file a person names on the command line. Raises InputError."""
    return NoteSource(decode_note(read_bytes(file), str(file)), str(file))


def inside(name: str, folder: Path, what: str) -> Path:
    """Return the file of that name in the order's folder; an order from elsewhere may not read other files."""
    file = folder / name
    if not is_within(file, folder):
        message = f"the {what} {name} lies outside the order's folder"
        raise InputError([error(f"{what}-outside", message, hint=f"copy the {what} into the order's folder")])
    if file.exists() and not (file.is_file() or file.is_dir()):
        hint = f"put a file with the {what} in its place"
        raise InputError([error("no-file", "is no file, but a pipe or a device", Place(str(file)), hint)])
    return file


def is_within(file: Path, folder: Path) -> bool:
    """Return whether a file, links followed, lies in a folder; of links in a circle, where the link itself lies."""
    try:
        # Not `resolve`: of links in a circle it raises RuntimeError before Python 3.13.
        return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):  # a name that no file can have
        return False


def file_slug(name: str) -> str:
    """Return a name as its note's file is called: `Tomás Rivera` is `tomas-rivera`."""
    letters = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", _APART.sub("-", letters.lower()).strip("-"))


def is_file_name(text: str) -> bool:
    """Return whether a column `note` names a file, instead of being the words."""
    return _FILE_NAME.fullmatch(text) is not None


@dataclass
class Notes:
    """The notes of an order, each read once, with what is wrong with them. `place` is where the order names its note."""

    folder: Path
    given: NoteSource | None = None
    usual: str = ""
    is_optional: bool = False
    place: Place | None = None
    findings: list[Finding] = field(default_factory=list)
    _read: dict[Path, Template | None] = field(default_factory=dict)

    def of(self, texts: Mapping[str, str], names: Iterator[str], place: Place) -> Source:
        """Return the note of a person with these fields; `names` are what a file of theirs may be called by."""
        if self.given:
            return Source(self._given, Place(self.given.file))
        text = texts.get("note", "")
        if text and not is_file_name(text):
            return Source(self._parse(text, place), place, is_own=True)
        if own := text or texts.get("note_file", ""):
            return self._file(own, place)
        if self._named and (named := self._named_for(names)):
            return self._file(f"{NOTES_FOLDER}/{named}", place)._replace(is_found=True)
        return self._usual

    def _named_for(self, names: Iterator[str]) -> str | None:
        return next((self._named[slug] for slug in map(file_slug, names) if slug in self._named), None)

    def unread(self, names: Sequence[str]) -> list[Finding]:
        """Return a warning for each file among the notes that was nobody's."""
        read = {path.name for path in self._read}
        left = [name for name in self._named.values() if name not in read] if not self.given else []
        slugs = [f"{file_slug(name)}.md" for name in names] if left else []
        return [
            warning(
                "spare-note",
                "is nobody's note",
                Place(str(self.folder / NOTES_FOLDER / name)),
                nearest_hint(name, slugs) if slugs else "",
            )
            for name in left
        ]

    @cached_property
    def _named(self) -> Mapping[str, str]:
        """The files in the folder of notes, by the names that they are called by."""
        try:
            files = sorted(path.name for path in (self.folder / NOTES_FOLDER).glob("*.md"))
        except OSError:
            return {}
        return {file_slug(name.removesuffix(".md")): name for name in files}

    @cached_property
    def _given(self) -> Template | None:
        return self._parse(self.given.text, Place(self.given.file)) if self.given else None

    @cached_property
    def _usual(self) -> Source:
        if self.is_optional and not self.usual and not (self.folder / NOTE_FILE).exists():
            return NO_NOTE
        return self._file(self.usual or NOTE_FILE, self.place)._replace(is_own=False)

    def _file(self, name: str, place: Place | None) -> Source:
        path = self.folder / name
        if path not in self._read:
            self._read[path] = self._parse_file(name, place)
        return Source(self._read[path], Place(str(path)), is_own=True)

    def _parse_file(self, name: str, place: Place | None) -> Template | None:
        try:
            source = read_note(inside(name, self.folder, "note"))
        except InputError as problem:
            self.findings += [
                found if found.place else Finding(found.level, found.rule, found.message, place, found.hint)
                for found in problem.findings
            ]
            return None
        return self._parse(source.text, Place(source.file))

    def _parse(self, text: str, place: Place) -> Template | None:
        template, findings = read_template(text, place.file)
        if place.line is not None:  # a cell: lines of its own text would mislead
            findings = tuple(
                Finding(each.level, each.rule, each.message, place, each.hint) for each in findings
            )
        self.findings += findings
        return template
