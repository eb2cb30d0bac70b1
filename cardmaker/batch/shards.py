"""Shards: each leaves its cards and its pages; joined, the pages are the file that one undisturbed run writes."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cardmaker.batch.journal import Journal
from cardmaker.batch.parts import Chunk, Shard
from cardmaker.batch.work import Painted
from cardmaker.errors import InputError, Place, error

_PAGES: Final = re.compile(r"cards-(\d+)-of-(\d+)\.pages")


def pages_file(folder: Path, shard: Shard) -> Path:
    """Return where a shard keeps its pages for the others."""
    return folder / f"cards-{shard}.pages"


class Joined:
    """The pages of all shards in a folder, to read; what is added is kept for this run alone."""

    def __init__(self, journals: Iterable[Journal]) -> None:
        self._journals = list(journals)
        self._home = {key: journal for journal in self._journals for key in journal.keys}

    def __contains__(self, key: str) -> bool:
        return key in self._home

    def get(self, key: str) -> Painted:
        return self._home[key].get(key)

    def add(self, key: str, painted: Painted) -> None:
        pass

    def close(self) -> None:
        for journal in self._journals:
            journal.close()


def open_shards(folder: Path) -> tuple[Joined, int]:
    """Return all shards' pages and how many shards there are. Raises InputError if some are missing."""
    found = {
        path: (int(name[1]), int(name[2]))
        for path in folder.glob("cards-*.pages")
        if (name := _PAGES.fullmatch(path.name))
    }
    counts = {count for _, count in found.values()}
    if len(counts) != 1:
        raise _refusal(folder, "has no shards" if not counts else "has shards of different runs", "")
    count = counts.pop()
    missing = sorted(set(range(1, count + 1)) - {number for number, _ in found.values()})
    if missing:
        listed = ", ".join(f"--shard {number}/{count}" for number in missing)
        raise _refusal(folder, f"lacks {len(missing)} of {count} shards", f"make them first: {listed}")
    return Joined(Journal(path, closed=True) for path in sorted(found)), count


def refuse_strangers(folder: Path, store: Joined, chunks: Iterable[Chunk]) -> None:
    """Raise InputError if pages of this order are not among those of the shards: they were made of something else."""
    strange = [chunk for chunk in chunks if chunk.key not in store]
    if strange:
        rows = f"{strange[0].people[0].row} to {strange[0].people[-1].row}"
        message = f"the shards were made from another order, list or version: rows {rows} differ"
        raise _refusal(folder, message, "make the shards again from the same files")


def _refusal(folder: Path, message: str, hint: str) -> InputError:
    hint = hint or "make each with --shard 1/2, --shard 2/2 and so on into one folder"
    return InputError([error("shards", message, Place(str(folder)), hint)])
