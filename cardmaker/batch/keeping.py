"""Where painted pages are kept while a run goes on: a journal for many people, nowhere for a few."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from cardmaker.batch.choice import Choice
from cardmaker.batch.journal import Journal
from cardmaker.batch.making import Making
from cardmaker.batch.parts import CHUNK, Chunk
from cardmaker.batch.together import NOWHERE, Store, cut


@contextlib.contextmanager
def keeping(run: Making, choice: Choice, kept: Path | None, name: str) -> Iterator[tuple[Store, list[Chunk]]]:
    """Give the place for the pages of a run that may be interrupted, and the chunks to make. Done, the journal goes."""
    if kept is None or len(run.order.people) <= CHUNK:
        yield NOWHERE, cut(run)
        return
    path = kept / choice.place(name).name
    with contextlib.closing(Journal(path)) as journal:
        yield journal, cut(run, journal)
    path.unlink(missing_ok=True)
