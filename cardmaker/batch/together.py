"""All cards of a run in one PDF, written page by page as chunks come in, from this process, others, or a journal.

The file takes its place only when all cards were judged. It is the same whatever was painted where.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from cardmaker.batch.making import Making
from cardmaker.batch.parts import Chunk, Marks, Shard, chunks_of
from cardmaker.batch.pool import spread
from cardmaker.batch.way import Way, refuse_if_bad
from cardmaker.batch.work import Painted, Painter
from cardmaker.drawing import Profile
from cardmaker.write.files import replacing
from cardmaker.write.names import Names
from cardmaker.write.pdf import PdfFile


class Store(Protocol):
    """Where painted chunks are kept by their keys."""

    def __contains__(self, key: str) -> bool: ...

    def get(self, key: str) -> Painted: ...

    def add(self, key: str, painted: Painted) -> None: ...


class Nowhere:
    """Keeps nothing: for a few cards, which are sooner made again than kept."""

    def __contains__(self, _key: str) -> bool:
        return False

    def get(self, key: str) -> Painted:
        raise KeyError(key)

    def add(self, _key: str, _painted: Painted) -> None:
        pass


NOWHERE: Final = Nowhere()


class _ShiftedError(Exception):
    """Cards that could not be made left holes on sheets of several cards."""


def write_together(
    run: Making, target: Path, way: Way, store: Store = NOWHERE, chunks: Sequence[Chunk] = ()
) -> None:
    """Write the run's pages and fill it with its people and findings. Raises InputError if they may not be written.

    `chunks` are the people in parts other than the usual ones. Where several cards share a sheet and some cannot be made,
    the others are put on sheets once more, without holes.
    """
    try:
        _write(run, target, way, store, chunks or cut(run, store))
    except _ShiftedError:
        right = run.part(run.people)
        _write(right, target, way, store, cut(right, store))
        run.people = right.people


def cut(run: Making, store: Store = NOWHERE, parts: int = 1) -> list[Chunk]:
    """Return the run's people in chunks, cut also where that many shards meet; with keys if they are to be kept."""
    marks = None if isinstance(store, Nowhere) else Marks(run)
    people, per_sheet = run.order.people, run.per_sheet
    spans = (Shard(number, parts).span(len(people), per_sheet) for number in range(1, parts + 1))
    return [chunk for span in spans for chunk in chunks_of(people, per_sheet, span, marks)]


def _write(run: Making, target: Path, way: Way, store: Store, chunks: Sequence[Chunk]) -> None:
    painter, total = Painter(run), len(run.order.people)
    with replacing(target) as sink, closing(_painted(run, painter, chunks, way, store)) as parts:
        file = _Gathered(sink, run.document().profile)
        for chunk, painted in parts:
            run.findings += painted.findings
            run.people += painted.made(chunk.people)
            run.failed += len(painted.failed)
            painter.learn(painted, chunk.people)
            file.take(painted)
            way.progress(run.made + run.failed, total, "done")
        refuse_if_bad(run, way)
        if run.failed and run.per_sheet > 1:
            raise _ShiftedError
        file.finish(run, painter.names, way)


def _painted(
    run: Making, painter: Painter, chunks: Sequence[Chunk], way: Way, store: Store
) -> Generator[tuple[Chunk, Painted], None, None]:
    """Yield the chunks in order with their pages: those that are kept, and the others as they are painted."""
    missing = {chunk.places: chunk for chunk in chunks if chunk.key not in store}
    with closing(spread(run, painter, Painter.paint, missing, way.jobs)) as fresh:
        for chunk in chunks:
            if chunk.places not in missing:
                yield chunk, store.get(chunk.key)
                continue
            painted = next(fresh)
            store.add(chunk.key, painted)
            yield chunk, painted


class _Gathered:
    """A file of pages that were painted apart, and what they name."""

    def __init__(self, sink: BinaryIO, profile: Profile) -> None:
        self._file = PdfFile(sink, profile)
        self._names = Names(profile)
        self._used: set[bytes] = set()

    def take(self, painted: Painted) -> None:
        for page in painted.pages:
            self._file.add(page)
        for font, codes in painted.codes.items():
            self._names.use(font, codes)
        self._used |= painted.firsts.keys()

    def finish(self, run: Making, known: Names, way: Way) -> None:
        """End the file; `known` has all that the pages name."""
        self._file.finish(run.document(), known.part(self._used, self._names.take_codes()), way.created)
