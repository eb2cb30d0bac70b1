"""From an order to all its files in a folder: who is meant, the cards, the papers that go with them, and the problems.

The one way for one person and for ten thousand; the command line only asks and tells. What a single card in a single file
does not need is imported when it is needed.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cardmaker.batch.apart import write_apart
from cardmaker.batch.choice import (
    COPY_SHEET_FILE,
    EMAILS_FOLDER,
    ENVELOPES_FILE,
    FLAPS_FILE,
    PAGES_FILE,
    RUN_SHEET_FILE,
    Choice,
)
from cardmaker.batch.journal import Journal
from cardmaker.batch.keeping import keeping
from cardmaker.batch.parts import CHUNK, Chunk
from cardmaker.batch.reading import read_notes
from cardmaker.batch.report import HEADS, PROBLEMS_FILE, problems_csv
from cardmaker.batch.selection import heard, narrowed, numbered, select
from cardmaker.batch.shards import open_shards, pages_file, refuse_strangers
from cardmaker.batch.together import Store, cut, write_together
from cardmaker.batch.way import Way
from cardmaker.drawing import Profile
from cardmaker.errors import Finding, InputError
from cardmaker.make import Run, has_errors, start_run
from cardmaker.model import NO_GOODS, Order
from cardmaker.write.files import write_file
from cardmaker.write.objects import is_ours

if TYPE_CHECKING:
    from cardmaker.addressing import Addressing


@dataclass(frozen=True, slots=True)
class Produced:
    """What was made: the run with its people and findings, the files, cards first, and the envelopes if there are some.

    `told` is what reading the order found about those who were chosen. `refused` says that somebody's envelope is not right.
    """

    run: Run
    files: list[Path]
    told: list[Finding]
    envelopes: "Addressing | None" = None
    how: Sequence[str] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Goods:
    """What was written beside the cards, what it found, and how each is printed."""

    files: list[Path] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    how: list[str] = field(default_factory=list)


def produce(order: Order, choice: Choice, way: Way) -> Produced:
    """Check everybody, then write what is chosen. Raises InputError and writes nothing, or MachineError."""
    whole = begin(order, choice, way)
    most = max((person.row for person in whole.order.people), default=0)
    run = meant(whole, choice)
    choice = choice.knowing(tuple(heard(choice.told, run.order, choice.only)))
    if choice.only and not run.order.people:
        raise InputError(choice.told)
    envelopes = None if choice.is_file else _begin_envelopes(whole, run, way)
    if choice.is_file and len(run.order.people) <= CHUNK:
        return _write(run, None, choice, way, None, most)
    from cardmaker.batch.folder import run_folder

    with run_folder(choice.folder) as kept:
        return _write(run, envelopes, choice, way, kept, most)


def begin(order: Order, choice: Choice, way: Way) -> Run:
    """Return the run of the whole order. Raises InputError if none of its cards can be made, or not all that must."""
    order = numbered(order)
    run = start_run(order, read_notes(order, way.jobs))
    if run.is_refused or (way.strict and has_errors(choice.told)):
        raise InputError((*choice.told, *run.findings))
    return run


def meant(run: Run, choice: Choice) -> Run:
    """Return the run for those of its people who are chosen."""
    people = run.order.people
    if choice.only:
        return narrowed(run, select((*people, *run.order.absent), choice.only))
    if choice.shard:
        start, stop = choice.shard.span(len(people), 1 if choice.separate else run.per_sheet)
        return narrowed(run, (*people[start:stop], *run.order.absent))
    return run


def _begin_envelopes(whole: Run, run: Run, way: Way) -> "Addressing | None":
    """Return the envelopes of those of the order's people who are meant; what they need to know of the others, they do.

    Raises InputError if all are wanted and one cannot be made.
    """
    if not any(person.address for person in whole.order.people):
        return None
    from cardmaker.batch.enveloping import begin_envelopes

    return begin_envelopes(whole, run, way)


def _write(
    run: Run, envelopes: "Addressing | None", choice: Choice, way: Way, kept: Path | None, most: int
) -> Produced:
    if choice.shard and not run.order.people:
        Journal(pages_file(choice.folder, choice.shard)).close()
        return Produced(run, [], list(choice.told))
    try:
        if choice.separate and kept:
            files = write_apart(run, choice.folder, kept, way, most)
        else:
            _write_together(run, choice, way, kept)
            files = [choice.cards]
    except InputError as problem:
        raise InputError((*choice.told, *problem.findings)) from None
    envelopes, enveloped = _write_envelopes(envelopes, run, choice, way, kept, most)
    files += enveloped
    goods = _write_goods(run, choice, way)
    files += [] if choice.is_file else _write_papers(run, envelopes, choice, way, goods.how)
    files += _write_emails(run, choice) if choice.email else []
    found = (*(envelopes.findings if envelopes else ()), *goods.told)
    files += [*goods.files, *_write_problems(run, found, choice)]
    refused = has_errors(found)
    return Produced(run, files, [*choice.told, *goods.told], envelopes, goods.how, refused)


def _write_envelopes(
    envelopes: "Addressing | None", run: Run, choice: Choice, way: Way, kept: Path | None, most: int
) -> "tuple[Addressing | None, list[Path]]":
    """Return the envelopes as they came out, with their files; older ones of ours, which are no longer true, go."""
    files: list[Path] = []
    if envelopes and kept:
        from cardmaker.batch.enveloping import write_envelopes

        envelopes, files = write_envelopes(envelopes, run, choice, way, kept, most)
    if not (choice.is_file or choice.separate):
        _remove_old({choice.place(name) for name in (ENVELOPES_FILE, FLAPS_FILE)} - set(files))
    return envelopes, files


def _remove_old(paths: Iterable[Path]) -> None:
    """Delete files that an earlier run made; a file of the same name that is not ours stays."""
    for path in paths:
        with contextlib.suppress(OSError):
            with path.open("rb") as file:
                head = file.read(64)
            if is_ours(head):
                path.unlink()


def _write_together(run: Run, choice: Choice, way: Way, kept: Path | None) -> None:
    with _store(run, choice, kept) as (store, chunks):
        write_together(run, choice.cards, way, store, chunks)


@contextlib.contextmanager
def _store(run: Run, choice: Choice, kept: Path | None) -> Iterator[tuple[Store, list[Chunk]]]:
    """Give the place where painted pages are kept, and the chunks to make."""
    if choice.merge:
        joined, count = open_shards(choice.folder)
        with contextlib.closing(joined):
            chunks = cut(run, joined, count)
            refuse_strangers(choice.folder, joined, chunks)
            yield joined, chunks
    elif choice.shard:
        with contextlib.closing(Journal(pages_file(choice.folder, choice.shard))) as journal:
            yield journal, cut(run, journal)
    else:
        with keeping(run, choice, kept, PAGES_FILE) as found:
            yield found


def _write_papers(
    run: Run, envelopes: "Addressing | None", choice: Choice, way: Way, beside: Sequence[str]
) -> list[Path]:
    """Write the run sheet, and the copy sheet if there is something to copy. `beside` tells of what else is to be printed.

    A print shop prints by its own rules, so nobody needs a run sheet for it; an older one, for home, goes.
    """
    from cardmaker.paperwork import Done, make_copy_sheet, make_run_sheet

    done = Done(run.plan, run.people, run.failed, choice.separate, envelopes, run.copies, beside)
    is_home = run.order.profile is Profile.HOME
    papers = {
        RUN_SHEET_FILE: make_run_sheet(run.order, done, way.created) if is_home else b"",
        COPY_SHEET_FILE: make_copy_sheet(run.order, run.people, way.created),
    }
    if not is_home:
        _remove_old([choice.place(RUN_SHEET_FILE)])
    files = {choice.place(name): pdf for name, pdf in papers.items() if pdf}
    for path, pdf in files.items():
        write_file(path, pdf)
    return list(files)


def _write_goods(run: Run, choice: Choice, way: Way) -> _Goods:
    """Write what the order wants beside its cards, for those whose cards were made.

    Cards in a file of their own go alone, and a part of an order has no papers of the whole.
    """
    written = _Goods()
    if run.order.goods == NO_GOODS or not run.people or choice.is_file or choice.shard:
        return written
    from cardmaker.goods.wares import make_goods

    for ware in make_goods(run.order, run.people, way.created):
        written.told.extend(ware.findings)
        if ware.pdf:
            written.files.append(choice.place(ware.name))
            written.how.append(ware.how)
            write_file(written.files[-1], ware.pdf)
    return written


def _write_emails(run: Run, choice: Choice) -> list[Path]:
    """Write an e-mail for each person whose card was made and has words, numbered as in the list."""
    from cardmaker.compose.email import email_name, email_of

    folder, files = choice.folder / EMAILS_FOLDER, []
    for person in run.people:
        if person.note.words:
            files.append(folder / email_name(person, person.row))
            write_file(files[-1], str(email_of(run.order, person)).encode())
    return files


def _write_problems(run: Run, beside: Iterable[Finding], choice: Choice) -> list[Path]:
    """Write what was found about people, in a list of several; an older list that is no longer true goes.

    `beside` are findings about what goes with the cards.
    """
    if choice.is_file and len(run.order.people) < 2:
        return []
    name = f"{choice.target.stem}-{PROBLEMS_FILE}" if choice.is_file else PROBLEMS_FILE
    path = choice.place(name)
    found = (*choice.told, *run.findings, *beside)
    if table := problems_csv(found, (*run.order.people, *run.order.absent)):
        write_file(path, table)
        return [path]
    with contextlib.suppress(OSError):
        if path.read_bytes()[3:].startswith(",".join(HEADS).encode()):
            path.unlink()
    return []
