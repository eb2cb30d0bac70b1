"""How alike the notes of a batch are: runs of five words that others have too, sentences of one's own, copied sentences.

Names and companies count as one word each, so that a note is not its own because another name stands in it. Notes are kept
as numbers, a word a number, and compared all at once: a note of a batch of ten thousand costs a few microseconds.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from cardmaker.check.wording.mentions import who
from cardmaker.check.wording.names import Own
from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark, short
from cardmaker.model import Person

RUN: Final = 5
"""Words of a run; shorter ones are in every note (thank you for the)."""

MOST_SHARED: Final = 0.5
"""The share of its runs that a note may have in common with others, and a sentence too to be one's own."""

COPIED: Final = 6
"""Words of a sentence that two people do not write by chance."""

LARGE: Final = 100
"""People from which a run counts as shared only if one note in a hundred has it: among many, some meet by chance."""

NAME: Final = 0
"""The number of any name."""


class Numbers(dict[str, int]):
    """The number of each word, from 1, given when it is first met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number


@dataclass(slots=True)
class Sameness:
    """The notes of a batch while they pass by, as numbers: all words in a row, and how many each sentence and note has.

    `of` is whose each sentence is, `notes` whose each note is, by place in the batch; `points` has those with each point.
    """

    numbers: Numbers = field(default_factory=Numbers)
    words: "array[int]" = field(default_factory=lambda: array("q"))
    sentences: "array[int]" = field(default_factory=lambda: array("q"))
    of: "array[int]" = field(default_factory=lambda: array("q"))
    notes: "array[int]" = field(default_factory=lambda: array("q"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))
    points: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, reading: Reading, own: Own) -> None:
        """Keep a note; `number` is the person's place in the batch."""
        start = len(self.words)
        own_words = {word.lower() for word in (*own.name, *own.company)}
        for sentence in reading.small:
            masked = self._masked(sentence, own_words)
            self.words.extend(masked)
            self.sentences.append(len(masked))
            self.of.append(number)
        self.notes.append(number)
        self.lengths.append(len(self.words) - start)
        if point := " ".join(reading.person.fields.get("point", "").lower().split()):
            self.points[point].append(number)

    def join(self, later: "Sameness") -> None:
        """Take in what another one kept of later notes; its words get the numbers that they have here."""
        here = np.array([NAME, *(self.numbers[word] for word in later.numbers)], dtype=np.int64)
        self.words.frombytes(here[np.frombuffer(later.words, dtype=np.int64)].tobytes())
        for mine, others in (
            (self.sentences, later.sentences),
            (self.of, later.of),
            (self.notes, later.notes),
            (self.lengths, later.lengths),
        ):
            mine.extend(others)
        for point, numbers in later.points.items():
            self.points[point] += numbers

    def _masked(self, sentence: list[str], own: set[str]) -> list[int]:
        """Return a sentence as numbers; a name of several words is one."""
        if own.isdisjoint(sentence):
            return list(map(self.numbers.__getitem__, sentence))
        masked = [NAME if word in own else self.numbers[word] for word in sentence]
        return [word for word, before in zip(masked, [None, *masked], strict=False) if word or before != NAME]

    def judge(self, people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
        """Yield all that is alike, with the places in the batch."""
        identical = dict(self.identical(people))
        yield from identical.items()
        if len(people) > 1 and self.words:
            yield from (each for each in self._shared(people) if each[0] not in identical)
            yield from self._same_points(people)

    def identical(self, people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
        """Yield a remark for each note that another has too, but for the names."""
        at, bodies = 0, defaultdict[bytes, list[int]](list)
        for number, length in zip(self.notes, self.lengths, strict=True):
            bodies[self.words[at : at + length].tobytes()].append(number)
            at += length
        for words, numbers in bodies.items():
            if len(numbers) > 1 and words:
                for at, number in enumerate(numbers):
                    other = numbers[1 if at == 0 else 0]
                    more = f" and {len(numbers) - 2} more" if len(numbers) > 2 else ""
                    message = f"the note is that for {who(people[other], other)}{more}, but for names"
                    yield number, Remark("identical", message, "write a sentence for each person")

    def _same_points(self, people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
        for point, numbers in self.points.items():
            for number in numbers[1:]:
                message = f'the point "{short(point)}" is also that of {who(people[numbers[0]], numbers[0])}'
                yield number, Remark("same-point", message, "write what this person said")

    def _shared(self, people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
        """Yield notes with too many shared runs, without a sentence of their own, and copied sentences."""
        counted = self._count(len(people))
        for number, share in counted.shares.items():
            if not counted.has_own.get(number, False):
                message = "no sentence was written for this person alone"
                yield (
                    number,
                    Remark("own-sentence", message, "add one about what they said, or fill in the point"),
                )
            if share >= MOST_SHARED:
                message = f"{share:.0%} of the note's runs of five words are in other notes too"
                yield number, Remark("sameness", message, "tell each person something else")
        yield from self._copied(people)

    def _copied(self, people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
        """Yield sentences that some people share; what more than half of them have is the template's."""
        at, found = 0, defaultdict[tuple[int, ...], list[int]](list)
        for length, number in zip(self.sentences, self.of, strict=True):
            if length >= COPIED:
                found[tuple(self.words[at : at + length])].append(number)
            at += length
        names = {number: word for word, number in self.numbers.items()} if found else {}
        for sentence, numbers in found.items():
            holders = list(dict.fromkeys(numbers))
            if 1 < len(holders) <= len(people) / 2:
                text = short(" ".join(names.get(word, "…") for word in sentence))
                yield from _told(text, holders, people)

    def _count(self, people: int) -> "_Counted":
        words = np.frombuffer(self.words, dtype=np.int64)
        lengths = np.frombuffer(self.sentences, dtype=np.int64)
        owners = np.frombuffer(self.of, dtype=np.int64)
        return _count(words, lengths, owners, people)


def _told(text: str, holders: Sequence[int], people: Sequence[Person]) -> Iterator[tuple[int, Remark]]:
    for at, number in enumerate(holders):
        other = holders[1 if at == 0 else 0]
        message = f'"{text}" stands in the note for {who(people[other], other)} too'
        yield number, Remark("copied-sentence", message, "write it to one of them")


@dataclass(frozen=True, slots=True)
class _Counted:
    """The share of shared runs by note, and who has a sentence of their own."""

    shares: dict[int, float]
    has_own: dict[int, bool]


def _count(words: Any, lengths: Any, owners: Any, people: int) -> _Counted:
    """Return the figures of a batch from all its words, the lengths of its sentences and whose each sentence is."""
    sentence_of = np.repeat(np.arange(len(lengths)), lengths)
    owner_of = owners[sentence_of]
    if len(words) < RUN:
        return _Counted({}, {})
    starts = np.flatnonzero(owner_of[: 1 - RUN] == owner_of[RUN - 1 :])
    shared = _shared_runs(_runs(words)[starts], owner_of[starts], people)
    share = _means(shared, owner_of[starts], people)
    alike = _means(shared, sentence_of[starts], len(lengths))
    is_own = (alike < MOST_SHARED) & (lengths >= RUN)
    present = dict.fromkeys(owners.tolist())
    own_people = set(owners[is_own].tolist())
    shares = {each: float(share[each]) for each in present if not np.isnan(share[each])}
    return _Counted(shares, {each: each in own_people for each in present})


def _runs(words: Any) -> Any:
    """Return a number for each run of five words; two runs meet by chance once in 10^19."""
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for at in range(RUN):
        part = words[at : len(words) - RUN + 1 + at].astype(np.uint64)
        runs = (runs + part + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        runs ^= runs >> np.uint64(29)
    return runs


def _shared_runs(runs: Any, owners: Any, people: int) -> Any:
    """Return for each run whether enough other notes have it.

    Sorting brings equal runs together, their owners still in order. `np.unique` would import masked arrays, 30 ms cold.
    """
    order = np.argsort(runs, kind="stable")
    is_new = _changes(runs[order])
    holders = np.bincount(np.cumsum(is_new) - 1, weights=is_new | _changes(owners[order]))
    shared = np.empty(len(runs), dtype=bool)
    needed = 2 if people <= LARGE else max(2, people // LARGE)
    shared[order] = holders[np.cumsum(is_new) - 1] >= needed
    return shared


def _changes(values: Any) -> Any:
    """Return for each value whether it differs from the one before; the first one does."""
    changes = np.ones(len(values), dtype=bool)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _means(values: Any, groups: Any, count: int) -> Any:
    """Return the mean of each group's values, NaN for a group without any."""
    sums = np.bincount(groups, weights=values, minlength=count)
    sizes = np.bincount(groups, minlength=count)
    return np.divide(sums, sizes, out=np.full(len(sums), np.nan), where=sizes > 0)
