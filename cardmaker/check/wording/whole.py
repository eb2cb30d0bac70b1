"""The check of all notes of an order, in one pass before anything is written: findings by person, and of the batch.

Which rules apply, and how much they matter, depends on the occasion; rules that the order allows are left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from cardmaker.check.wording.extent import judge_length
from cardmaker.check.wording.leftovers import find_leftovers
from cardmaker.check.wording.lists import Phrases, read_phrases, scan
from cardmaker.check.wording.mentions import near_misses, near_names, other_firms, other_people
from cardmaker.check.wording.names import Known, Own, know, own_words
from cardmaker.check.wording.nearness import NearNames
from cardmaker.check.wording.parts import AVOIDED, ONCE, WANTED, judge_parts, judge_phrases
from cardmaker.check.wording.reading import Reading, read_note
from cardmaker.check.wording.remarks import Remark
from cardmaker.check.wording.roster import judge_roster
from cardmaker.check.wording.salutation import judge_greeting
from cardmaker.check.wording.sameness import Sameness
from cardmaker.check.wording.spelling import Speller, open_speller
from cardmaker.check.wording.tone import judge_tone
from cardmaker.check.wording.typing_slips import find_typing_slips
from cardmaker.errors import Finding, Level, Place
from cardmaker.model import Order, Person
from cardmaker.rules import RULES, Occasion

ONES_PARTS: Final = frozenset({"point", "parts", "strength", "pitch", "role", "clarification"})
"""Rules about what a note holds."""

GATHERED: Final = 3
"""Remarks of a rule that is mere advice, of one batch, before they are told as one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the notes of an order are told: of each person by key, and of the batch as a whole."""

    by_key: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    whole: tuple[Finding, ...] = ()

    def of(self, person: Person) -> tuple[Finding, ...]:
        return self.by_key.get(person.key, ())


@dataclass(frozen=True, slots=True)
class Bench:
    """What judging the notes of an order needs of its batch."""

    order: Order
    known: Known
    near: NearNames | None
    speller: Speller | None
    levels: Mapping[str, Level]
    phrases: Phrases
    language: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What some of the notes are told by themselves, by their places in the order, and what is kept of them to compare."""

    remarks: dict[int, list[Remark]]
    sameness: Sameness


def check_wording(order: Order) -> Wording:
    """Return all that the notes of an order are told."""
    bench = open_bench(order)
    return told(bench, [judge_notes(bench, range(len(order.people)))])


def open_bench(order: Order) -> Bench:
    """Return what judging needs; judging changes nothing of it but what it remembers of words."""
    levels = levels_of(order.occasion, order.allow)
    known = know((*order.people, *order.absent), order.sender)
    language = base_language(order.language)
    speller = open_speller(language) if "spelling" in levels else None
    phrases = read_phrases(language, _lists(levels))
    return Bench(order, known, near_names(known), speller, levels, phrases, language)


def judge_notes(bench: Bench, places: range) -> Judged:
    """Return what the notes at these places of the order are told by themselves."""
    remarks, sameness = {}, Sameness()
    for number in places:
        person = bench.order.people[number]
        if person.note.words and (found := list(_judge_note(number, person, bench, sameness))):
            remarks[number] = found
    return Judged(remarks, sameness)


def told(bench: Bench, parts: Iterable[Judged]) -> Wording:
    """Return all that the notes are told, from the parts of the order in their order, the same however it was cut."""
    waiting = iter(parts)
    first = next(waiting, Judged({}, Sameness()))
    remarks, sameness = first.remarks, first.sameness
    for part in waiting:
        remarks |= part.remarks
        sameness.join(part.sameness)
    for number, remark in _compared(bench, sameness):
        remarks.setdefault(number, []).append(remark)
    return _told(bench.order, remarks, bench.levels, bench.language)


def _lists(levels: Mapping[str, Level]) -> tuple[str, ...]:
    """Return the lists of phrases that the rules need."""
    wanted = WANTED if levels.keys() & ONES_PARTS else ()
    return (*(rule for rule in AVOIDED if rule in levels), *wanted)


def levels_of(occasion: Occasion, allow: Iterable[str] = ()) -> dict[str, Level]:
    """Return the rules that apply to an occasion and are not allowed to be broken, with their levels."""
    levels = {rule.id: rule.level_at(occasion) for rule in RULES.values() if rule.id not in allow}
    return {rule: level for rule, level in levels.items() if level is not None}


def base_language(language: str) -> str:
    """Return a language without its region: `en` of `en-US`."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def _judge_note(number: int, person: Person, bench: Bench, sameness: Sameness) -> Iterator[Remark]:
    """Yield what applies to one note, and keep it for comparing."""
    reading = read_note(person)
    own = own_words(person, bench.known.sender)
    if "identical" in bench.levels or "own-sentence" in bench.levels:
        sameness.add(number, reading, own)
    for remark in _remarks(reading, own, bench):
        if remark.rule in bench.levels:
            yield remark


def _remarks(reading: Reading, own: Own, bench: Bench) -> Iterator[Remark]:
    language, known = bench.language, bench.known
    yield from find_leftovers(reading, known.sender, language)
    yield from judge_greeting(reading, known, own, language)
    yield from other_people(reading, known, own, language)
    yield from other_firms(reading, known, own, language)
    yield from near_misses(reading, known, own, bench.near, language)
    yield from find_typing_slips(reading, language)
    yield from judge_tone(reading, own, language)
    said = scan(bench.phrases, reading.vocabulary, reading.plain, ONCE)
    yield from judge_phrases(said)
    if "length" in bench.levels:
        yield from judge_length(reading, language)
    if bench.levels.keys() & ONES_PARTS:
        yield from judge_parts(reading, said, language)
    if bench.speller:
        yield from bench.speller.judge(reading, own)


def _compared(bench: Bench, sameness: Sameness) -> Iterator[tuple[int, Remark]]:
    """Yield what comparing the notes found: all of it at an interview, else only notes that are the same."""
    is_strict = "own-sentence" in bench.levels or "sameness" in bench.levels
    people = bench.order.people
    found = sameness.judge(people) if is_strict else sameness.identical(people)
    for number, remark in found:
        if remark.rule in bench.levels:
            yield number, remark


def _told(
    order: Order, remarks: Mapping[int, list[Remark]], levels: Mapping[str, Level], language: str
) -> Wording:
    """Return the findings. Mere advice that many cards get is told once, with how many there are."""
    often = _often(remarks.values(), levels)
    by_key = {}
    for number in sorted(remarks):
        person = order.people[number]
        mine = [remark for remark in remarks[number] if remark.rule not in often]
        by_key[person.key] = tuple(_finding(remark, levels, place_of(person)) for remark in mine)
    batch = [remark for remark in judge_roster(order.people, order.sender, language) if remark.rule in levels]
    whole = (*(_finding(remark, levels, None) for remark in batch), *_gathered(order, remarks, often, levels))
    return Wording(by_key, whole)


def _often(remarks: Iterable[list[Remark]], levels: Mapping[str, Level]) -> dict[str, int]:
    """Return the rules that are mere advice and that more than a few cards break, with how many."""
    counts = Counter(chain.from_iterable({remark.rule for remark in found} for found in remarks))
    return {
        rule: count for rule, count in counts.items() if count > GATHERED and levels[rule] is Level.ADVICE
    }


def _gathered(
    order: Order, remarks: Mapping[int, list[Remark]], often: Mapping[str, int], levels: Mapping[str, Level]
) -> Iterator[Finding]:
    """Yield one finding for each rule that many cards break, at the first of them."""
    told: set[str] = set()
    for number in sorted(remarks):
        for remark in remarks[number]:
            if remark.rule in often and remark.rule not in told:
                told.add(remark.rule)
                counted = remark._replace(
                    message=f"{remark.message} (and {often[remark.rule] - 1} cards more)"
                )
                yield _finding(counted, levels, place_of(order.people[number]))


def place_of(person: Person) -> Place:
    """Return where a person's note comes from: their row or entry if they are in a list, else the note's file."""
    return person.place if person.place.line else person.note.place


def _finding(remark: Remark, levels: Mapping[str, Level], place: Place | None) -> Finding:
    return finding(remark.rule, levels[remark.rule], remark.message, place, remark.hint)


def finding(rule_id: str, level: Level, message: str, place: Place | None, hint: str) -> Finding:
    """Return a finding with its rule's source and reason."""
    rule = RULES[rule_id]
    return Finding(level, rule_id, message, place, hint, reason=f"{rule.source}: {rule.why}")
