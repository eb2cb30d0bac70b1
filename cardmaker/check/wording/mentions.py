"""Names in the body of a note that belong to somebody else, or nearly to somebody: the worst that can happen to a batch."""

from collections.abc import Iterator, Sequence
from typing import Final

from cardmaker.check.wording.names import Firm, Known, Own, name_words
from cardmaker.check.wording.nearness import NearNames, is_near
from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark
from cardmaker.check.wording.spots import (
    NOUNS_IN_CAPITALS,
    Spot,
    find_spots,
    is_name_at,
    is_ordinary,
    is_part_of_another,
    is_proper,
    is_said_alone,
)
from cardmaker.model import Person

SURE: Final = 5
"""Letters from which a near miss is told wherever it stands; shorter ones (Data, Dana) only beside a title or a name."""

SMALL_BATCH: Final = 300
"""People up to which near misses of others' names are told; among thousands of names every word is near to one."""


def who(person: Person, number: int) -> str:
    """Return how a message names somebody of the batch."""
    return f"{person.name} (row {person.row or number + 1})"


def other_people(reading: Reading, known: Known, own: Own, language: str) -> Iterator[Remark]:
    """Yield a remark for each person of the list whom the note names and who is somebody else."""
    named: dict[int, list[str]] = {}
    for word in sorted((reading.capitals & known.bearers.keys()) - own.facts):
        number = known.bearers[word][0]
        if _is_meant(word, reading, known.people[number], own, language):
            named.setdefault(number, []).append(word)
    for number, words in named.items():
        person = known.people[number]
        said = " ".join(sorted(words, key=person.name.find))
        hint = "write the right name; if it is meant, allow: [other-person]"
        message = f'"{said}" is {who(person, number)}, and this card is for {reading.person.name}'
        yield Remark("other-person", message, hint)


def _is_meant(word: str, reading: Reading, person: Person, own: Own, language: str) -> bool:
    """Return whether a word of somebody's name means them; a family name may be a noun where nouns have capitals."""
    full = name_words(person.name, person.addressed)
    spots = list(find_spots(reading.text, word))
    if language in NOUNS_IN_CAPITALS and word != full[0]:
        spots = [spot for spot in spots if spot.has_title or spot.is_beside(full)]
    return any(is_name_at(word, spot, full, own.facts, language) for spot in spots)


def other_firms(reading: Reading, known: Known, own: Own, language: str) -> Iterator[Remark]:
    """Yield a remark for each company that stands in the list beside others only."""
    if not own.company:
        return
    for word in sorted(reading.capitals & known.firms.keys()):
        for firm in known.firms[word]:
            if _is_foreign(firm, own) and _names_firm(reading, firm, own, language):
                beside = who(known.people[firm.bearer], firm.bearer)
                message = f'"{firm.name}" is the company of {beside}, and this card goes to {reading.person.company}'
                hint = "write the right company; if it is meant, allow: [other-company]"
                yield Remark("other-company", message, hint)


def _is_foreign(firm: Firm, own: Own) -> bool:
    """Return whether a company is another one than the person's own, and no part of what their row says."""
    return firm.words != own.company and not own.facts.issuperset(firm.words)


def _names_firm(reading: Reading, firm: Firm, own: Own, language: str) -> bool:
    """Return whether the note means the company: all its words, and a single one only where it is no ordinary word."""
    if len(firm.words) > 1:
        phrase = " ".join(firm.words)
        return any(phrase in " ".join(words) for words in reading.words)
    word = firm.words[0]
    if language in NOUNS_IN_CAPITALS and is_ordinary(word, language):
        return False
    return any(
        is_said_alone(word, spot, language)
        for spot in find_spots(reading.text, word)
        if not spot.has_title and not is_part_of_another(spot, own.facts)
    )


def near_misses(
    reading: Reading, known: Known, own: Own, near: NearNames | None, language: str
) -> Iterator[Remark]:
    """Yield a remark for each word that was meant to be a name of this person, or of another, and has a slip."""
    starts = {words[0] for words in reading.words if words}
    for word in sorted(reading.capitals - starts - own.facts):
        if word in known.bearers or _is_common(word, reading, language):
            continue
        spots = [spot for spot in find_spots(reading.text, word) if not spot.starts]
        meant = _own_meant(word, own, spots, language)
        if not meant and near and language not in NOUNS_IN_CAPITALS and len(word) >= SURE:
            meant = _other_meant(word, own, known, near, spots)
        if meant:
            hint = f"write {meant}; if the other spelling is right, allow: [name-spelling]"
            yield Remark("name-spelling", f'"{word}" is written "{meant}" in the list', hint)


def near_names(known: Known) -> NearNames | None:
    """Return where near misses of all names of a batch are found; None if it is too large for that."""
    if len(known.people) > SMALL_BATCH:
        return None
    return NearNames(word for word in known.bearers if len(word) >= SURE)


def _is_common(word: str, reading: Reading, language: str) -> bool:
    """Return whether a word cannot be a slip in a name: it is short, stands small elsewhere, or is well known."""
    small = word.lower()
    return (
        len(word) < 4
        or is_proper(word, language)
        or is_ordinary(word, language)
        or any(small in words for words in reading.words)
    )


def _own_meant(word: str, own: Own, spots: Sequence[Spot], language: str) -> str:
    """Return the word of the person's own name or company that was meant, or nothing."""
    beside = any(spot.has_title or spot.is_beside(own.name) for spot in spots)
    for name in sorted({*own.name, *own.company}):
        is_sure = min(len(word), len(name)) >= SURE and language not in NOUNS_IN_CAPITALS
        is_plain = is_ordinary(name, language) or is_proper(name, language)
        if name[0].isupper() and (beside or (is_sure and not is_plain)) and is_near(word, name):
            free = any(not is_part_of_another(spot, own.facts) for spot in spots)
            if beside or free:
                return name
    return ""


def _other_meant(word: str, own: Own, known: Known, near: NearNames, spots: Sequence[Spot]) -> str:
    """Return the word of somebody else's name that was meant, or nothing; beside it may stand the rest of that name."""
    meant = near.find(word)
    if not meant:
        return ""
    person = known.people[known.bearers[meant][0]]
    full = name_words(person.name, person.addressed)
    is_alone = any(spot.is_beside(full) or not is_part_of_another(spot, own.facts) for spot in spots)
    return meant if is_alone else ""
