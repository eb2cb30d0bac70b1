"""The door to CUPS: its queues, and jobs handed to it, through the programs `lpstat`, `lpoptions` and `lp` that every CUPS brings.

Not pycups: it is a C extension to build on each machine, and gives nothing that these do not. Of environment variables,
CUPS_SERVER names another server.
"""

import itertools
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

from cardmaker.errors import InputError, MachineError, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.printing.tickets import SIZE

RUNNING: Final = "scheduler is running"

SIZE_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "na_letter_8.5x11in": ("Letter",),
    "na_legal_8.5x14in": ("Legal",),
    "na_ledger_11x17in": ("Tabloid", "Ledger"),
    "na_5x7_5x7in": ("5x7",),
    "na_index-4x6_4x6in": ("4x6",),
    "iso_a4_210x297mm": ("A4",),
    "iso_a3_297x420mm": ("A3",),
    "na_number-10_4.125x9.5in": ("Env10",),
    "na_number-9_3.875x8.875in": ("Env9",),
    "na_monarch_3.875x7.5in": ("EnvMonarch", "Monarch"),
    "na_a2_4.375x5.75in": ("EnvA2", "A2Envelope"),
    "iso_dl_110x220mm": ("EnvDL", "DL"),
    "iso_c5_162x229mm": ("EnvC5", "C5"),
    "iso_c6_114x162mm": ("EnvC6", "C6"),
}
"""What PostScript printer files call the sizes (cups/pwg-media.c of OpenPrinting/cups; some from memory: then only a warning)."""

PATIENCE_SECONDS: Final = 30.0
"""A server that says nothing for so long is not there."""


class CannotPrintError(MachineError):
    """The machine cannot print by itself: it has no CUPS, or none that answers."""

    def __init__(self, reason: str, settings: Sequence[tuple[str, str]] = ()) -> None:
        chosen = "; ".join(f"{name}: {choice}" for name, choice in settings)
        hint = f"open the PDF in a viewer, print it there, and set {chosen}" if chosen else ""
        super().__init__([error("no-cups", reason, hint=hint)])
        self.reason = reason


def queues() -> list[str]:
    """Return the names of all printers that the system knows. Raises MachineError if there is no CUPS."""
    said = _run(["lpstat", "-r"]).stdout.strip()
    if said != RUNNING:
        raise CannotPrintError("CUPS is not running")
    return _run(["lpstat", "-e"]).stdout.split()


def usual_queue() -> str:
    """Return the system's usual printer, empty if it has none."""
    said = _run(["lpstat", "-d"]).stdout
    return said.partition(":")[2].strip() if ":" in said else ""


def find_queue(wanted: str) -> str:
    """Return the queue of that name, however it is spelled, or the usual one. Raises InputError, naming the nearest."""
    known = queues()
    name = wanted or usual_queue() or (known[0] if len(known) == 1 else "")
    for queue in known:
        if _key(queue) == _key(name):
            return queue
    if not wanted:
        hint = f"name one with --printer: {', '.join(known)}" if known else "add it in the system's settings"
        raise InputError([error("unknown-printer", "the system has no usual printer", hint=hint)])
    hint = nearest_hint(wanted, known) if known else "the system has none at all; add it in its settings"
    raise InputError([error("unknown-printer", f"the system has no printer {wanted!r}", hint=hint)])


def abilities(queue: str) -> Mapping[str, tuple[str, ...]]:
    """Return what may be chosen at a queue, by the names of the choices; nothing if it does not say."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _run(["lpoptions", "-p", queue, "-l"]).stdout.splitlines():
        name, colon, choices = line.partition(":")
        if colon:
            found[name.partition("/")[0].strip()] = tuple(word.lstrip("*") for word in choices.split())
    return found


def choice_of(able: Mapping[str, tuple[str, ...]], option: str, wanted: str, what: str) -> str:
    """Return a queue's choice by what people call it (`by-pass-tray` is ByPassTray). Raises InputError, naming the nearest.

    Of a queue that does not say what it can, the word is taken as it is.
    """
    if not wanted or option not in able:
        return wanted
    for choice in able[option]:
        if _key(choice) == _key(wanted):
            return choice
    hint = nearest_hint(wanted, able[option])
    raise InputError([error(what, f"the printer has no {what} {wanted!r}", hint=hint)])


def may_have(able: Mapping[str, tuple[str, ...]], option: str, wanted: str) -> str:
    """Return a queue's choice, or nothing if it has none like that."""
    return next((choice for choice in able.get(option, ()) if _key(choice) == _key(wanted)), "")


def lists_size(able: Mapping[str, tuple[str, ...]], media: str) -> bool:
    """Return whether a queue has a size of paper, by its PWG name; a queue that does not say, or takes any size, may.

    Queues call sizes by the names of PostScript printer files, driverless ones by the PWG name where there is none.
    """
    choices = able.get(SIZE, ())
    if not choices or any(choice.startswith("Custom") for choice in choices):
        return True
    names = {_key(name) for name in (media, *SIZE_NAMES.get(media, ()))}
    return any(_key(choice) in names for choice in choices)


def submit(command: Sequence[str]) -> str:
    """Hand a job over and return its name, such as `brother-12`. Raises MachineError."""
    done = _run(command)
    if done.returncode:
        message = f"CUPS refused the job: {done.stderr.strip() or 'it did not say why'}"
        raise MachineError([error("print", message, hint=f"the command was: {' '.join(command)}")])
    words = done.stdout.split()
    return words[words.index("is") + 1] if "is" in words else done.stdout.strip()


def waiting(queue: str, job: str) -> str | None:
    """Return what CUPS says of a job that has not come out yet, empty for nothing; None if it is no longer there."""
    lines = iter(_run(["lpstat", "-l", "-W", "not-completed", "-o", queue]).stdout.splitlines())
    if not any(line.split()[:1] == [job] for line in lines):
        return None
    said = [line.strip() for line in itertools.takewhile(lambda line: line[:1].isspace(), lines)]
    return next((line.partition(":")[2].strip() for line in said if line.startswith("Status:")), "")


def withdraw(job: str) -> None:
    """Take a job back, as far as it has not come out yet. One that is gone is no error."""
    _run(["cancel", job])


def _run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    program = shutil.which(command[0])
    if program is None:
        raise CannotPrintError(f"this machine has no CUPS ({command[0]} is missing)")
    try:
        return subprocess.run(  # noqa: S603
            [program, *command[1:]],
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotPrintError(
            f"CUPS does not answer: {command[0]} waited {PATIENCE_SECONDS:.0f} s"
        ) from None


def _key(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
