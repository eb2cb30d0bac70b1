"""Findings and errors: what is wrong, where, and what to do now.

A *finding* is a value: an error, a warning or a piece of advice with a place and a hint.
An *error* is raised when work cannot go on; it carries every finding of the step that failed, not the first.
Printing them is left to `cli`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar


class Level(Enum):
    """How much a finding matters: an error stops the card, a warning is told, advice may be ignored."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file as the person named it, and its line and column, both from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return `file:line:column`, leaving out what is not known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful. `rule` is a short stable name that scripts may rely on.

    `reason` is the source and the why of a rule that people may switch off; then the rule's name is shown too.
    `person` is the key of the one person whom it is about; empty if it is about all, or if nobody knows.
    """

    level: Level
    rule: str
    message: str
    place: Place | None = None
    hint: str = ""
    reason: str = ""
    person: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the finding as people read it: one line, the hint on a second, the reason on a third."""
        where = f"{self.place}: " if self.place else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        reason = f"\n  rule: {self.rule} ({self.reason})" if self.reason else ""
        return f"{where}{self.level.value}: {self.message}{hint}{reason}"


class CardmakerError(Exception):
    """Work that cannot go on, with all its findings. A bug of ours is never a CardmakerError."""

    exit_code: ClassVar[int] = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class InputError(CardmakerError):
    """The input is refused and nothing was written (exit 1)."""


class UsageError(CardmakerError):
    """The command cannot be carried out as given (exit 2)."""

    exit_code = 2


class MachineError(CardmakerError):
    """The machine says no: a full disk, missing rights (exit 4)."""

    exit_code = 4


def error(rule: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    return Finding(Level.ERROR, rule, message, place, hint)


def warning(rule: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    return Finding(Level.WARNING, rule, message, place, hint)


def advice(rule: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    return Finding(Level.ADVICE, rule, message, place, hint)
