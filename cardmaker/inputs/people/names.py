"""How to address someone: the parts of a name, and the words that stand after *Dear*.

Pure functions. Nothing is guessed that could offend: no gender, no family name where the words do not show it, no order
of a name other than the one it was written in. What is not known falls back to the full name as typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

TITLES: Final = frozenset(
    """dr doctor drs prof professor mr mrs ms miss mx messrs sir dame lord lady rev reverend fr father sr sister br rabbi
    imam hon judge justice capt captain col colonel gen general lt maj sgt amb ambassador sen senator rep pres dean
    herr frau hr fr herrn dipl-ing dipl ing mag dkfm univ-prof pd priv-doz
    m mme mlle monsieur madame mademoiselle me maître
    señor señora señorita sra srta don doña dña dra lic ing arq
    sig sra sig.ra signor signora signorina dott dott.ssa dottor dottoressa avv arch
    dhr mevr mevrouw meneer mw ir mr.dr prof.dr prof.dr.ir
    pan pani mgr inż hab sr sra dr.ª eng senhor senhora fru fröken frk bc mudr judr phdr""".split()
)
"""Titles before a name, without their points."""

POINTED: Final = frozenset(
    """me v don dean sir lord lady dame judge general justice pan pani ing mag eng fr sen gen col hon rep pres father sister
    sig arq lic bc master arch capt maj lt ab""".split()
)
"""Titles that are names too (Pan Wei, Don Draper), so before a name they count only with their point."""

SUFFIXES: Final = frozenset("jr jnr sr snr ii iii iv phd ph.d md m.d mba esq dds dvm".split())
"""Marks after a name, without their last point."""

DEGREES: Final = frozenset(
    "jd llm llb ba bsc ma msc meng rn cpa pe pmp frs obe mbe cbe dphil edd pharmd ret bsn mph scd".split()
)
"""Marks that are names too (Jack Ma), so they count only after a comma."""

FIRMS: Final = frozenset(
    "inc ltd llc llp plc corp co gmbh ag kg se sa sas srl spa bv nv ab as aps oy pty".split()
)
"""What follows the comma in the name of a firm."""

PARTICLES: Final = frozenset(
    """van von vom de der den del della delle degli dello di da do das dos du des la le les lo ten ter te 't zu zum zur af av
    bin ibn bint ben al el ap ab o' mc mac st st. saint san santa y e i und""".split()
)
"""Words with which a family name begins, in lower case."""

MAX_PARSED: Final = 300
"""Characters; what is longer is a text and no name, and stays whole."""

_JOINERS: Final = frozenset({"y", "e", "i", "und"})
_NATIVE: Final = re.compile("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""Chinese, Japanese and Korean letters; in these scripts the family name stands first."""
_INITIAL: Final = re.compile(r"\w\.?|(?:\w\.)+")
_CALLED: Final = re.compile(r"""\s[("“„«'‘]([^)"”“»'’]+)[)"”“»'’](?=\s|$)""")


class How(Enum):
    """How a card addresses its person."""

    FIRST_NAME = "first name"
    TITLE_LAST_NAME = "title and last name"
    FULL_NAME = "full name"


class NameOrder(Enum):
    """Which part of a name stands first."""

    GIVEN_FIRST = "given first"
    FAMILY_FIRST = "family first"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name and its parts as typed; what is not known is empty. `full` is how it stands on an envelope."""

    full: str
    given: str = ""
    family: str = ""
    middle: str = ""
    title: str = ""
    suffix: str = ""
    nickname: str = ""
    salutation: str = ""
    order: NameOrder = NameOrder.GIVEN_FIRST


def address_as(name: PersonName, how: How) -> str:
    """Return the words after *Dear*: the person's own salutation, else as wished if the parts are known, else all of it."""
    if name.salutation:
        return name.salutation
    if how is How.FIRST_NAME:
        return name.nickname or (name.given if _is_said(name.given) else name.full)
    if how is How.TITLE_LAST_NAME and name.title:
        return _titled(name)
    return name.full


def formal_name(name: PersonName) -> str:
    """Return the name as it stands on an envelope: whole, with its title, without the name that friends use."""
    full = _CALLED.sub("", name.full) if name.nickname else name.full
    if not name.title or _NATIVE.search(full) or full.startswith(name.title):
        return full
    return f"{name.title} {full}"


def make_name(texts: Mapping[str, str]) -> PersonName:
    """Return a name from the fields of a row: parts where they are given, else what the full name shows."""
    full = texts.get("name", "")
    parsed = parse_name(full)
    given = texts.get("first_name", "")
    family = " ".join(filter(None, (texts.get("particle", ""), texts.get("last_name", ""))))
    order = _order(texts.get("name_order", ""), given, family, full) or parsed.order
    parts = PersonName(
        "",
        given or parsed.given,
        family or parsed.family,
        texts.get("middle_name", "") or parsed.middle,
        texts.get("title", "") or parsed.title,
        texts.get("suffix", "") or parsed.suffix,
        texts.get("nickname", "") or parsed.nickname,
        texts.get("salutation", ""),
        order,
    )
    return _with_full(parts, parsed.full if full and not (given and family and "," in full) else "")


def parse_name(text: str) -> PersonName:
    """Return a full name with the parts that its words show. `Last, First` is turned; what is doubtful stays empty."""
    text = " ".join(text.split())
    if len(text) > MAX_PARSED:
        return PersonName(text)
    turned = _turned(text)
    called = _CALLED.search(turned)
    words = (_CALLED.sub("", turned) if called else turned).split()
    start = _count_titles(words)
    end = len(words) - _count_suffixes(words[start:])
    given, middle, family, order = _split([word.strip(",") for word in words[start:end]], has_title=start > 0)
    if text.count(",") == 1 and turned != text:
        family = _bare(text.split(",")[0])
        given, middle, *_ = _split_given(turned, family)
    return PersonName(
        turned,
        given,
        family,
        middle,
        " ".join(words[:start]),
        " ".join(word.strip(",") for word in words[end:]),
        called[1].strip() if called else "",
        order=order,
    )


def is_title(text: str) -> bool:
    """Return whether a cell holds nothing but titles: `Dr.`, `Prof. Dr.`, `Frau`."""
    words = text.replace("/", " ").split()
    return bool(words) and all(_key(word) in TITLES for word in words)


def _titled(name: PersonName) -> str:
    """Return title and last name; with the whole name where the last one is not known or its order is a native one."""
    if name.family and not _NATIVE.search(name.family):
        return f"{name.title} {name.family}"
    return name.full if name.full.startswith(name.title) else f"{name.title} {name.full}"


def _is_said(given: str) -> bool:
    """Return whether people call somebody by this: an initial is none."""
    return bool(given) and (not _INITIAL.fullmatch(given) or _NATIVE.search(given) is not None)


def _order(wish: str, given: str, family: str, full: str) -> NameOrder | None:
    """Return the order that the parts show: said in the list, by their script, or by the full name beside them."""
    if wish.strip():
        first = wish.casefold().replace("-", " ").split()[0]
        return (
            NameOrder.FAMILY_FIRST
            if first in ("family", "last", "surname", "eastern")
            else NameOrder.GIVEN_FIRST
        )
    if given and family:
        starts = full.startswith(f"{family} ") and "," not in full
        is_native = _NATIVE.search(given + family) is not None
        return NameOrder.FAMILY_FIRST if is_native or starts else NameOrder.GIVEN_FIRST
    return None


def _with_full(name: PersonName, full: str) -> PersonName:
    """Return the name with the whole as typed, or else put together in its order."""
    if full:
        return replace(name, full=full)
    given = " ".join(filter(None, (name.given, name.middle)))
    if name.order is NameOrder.FAMILY_FIRST:
        joint = "" if _NATIVE.search(name.family + given) else " "
        return replace(name, full=joint.join(filter(None, (name.family, given))) or name.nickname)
    joined = " ".join(filter(None, (given, name.family, name.suffix)))
    return replace(name, full=joined or name.nickname)


def _turned(text: str) -> str:
    """Return `Reyes, Dana` as `Dana Reyes`; marks after a comma (`, PhD`, `, Inc.`) stay where they are."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if not (comma and before and after) or "," in after:
        return text
    words = after.split()
    if all(_key(word) in SUFFIXES | DEGREES | FIRMS for word in words):
        return text
    start = _count_titles(words)
    return " ".join((*words[:start], *words[start:], before))


def _split_given(turned: str, family: str) -> tuple[str, str]:
    words = turned.removesuffix(family).split()
    words = words[_count_titles(words) :]
    return (words[0], " ".join(words[1:])) if words else ("", "")


def _split(words: list[str], *, has_title: bool) -> tuple[str, str, str, NameOrder]:
    """Return given, middle and family name and their order, as far as the words show them."""
    text = " ".join(words)
    if _NATIVE.search(text):
        family, given = words if len(words) == 2 else ("", "")
        return given, "", family, NameOrder.FAMILY_FIRST
    if len(words) < 2:
        given, family = ("", text) if has_title else (text, "")
        return given, "", family, NameOrder.GIVEN_FIRST
    if has_title and words[0].lower() in PARTICLES:
        return "", "", text, NameOrder.GIVEN_FIRST
    at = _family_at(words)
    return words[0], " ".join(words[1:at]), " ".join(words[at:]), NameOrder.GIVEN_FIRST


def _family_at(words: list[str]) -> int:
    """Return where the family name begins: at a particle, or at the last word if only initials stand before it."""
    for index in range(1, len(words) - 1):
        word = words[index].lower()
        if word in PARTICLES:
            return max(1, index - 1) if word in _JOINERS else index
    between = words[1:-1]
    return len(words) - 1 if all(_INITIAL.fullmatch(word) for word in between) else len(words)


def _count_titles(words: list[str]) -> int:
    """Return how many words at the start are titles; a name is left."""
    count = 0
    while count < len(words) - 1 and _is_title_word(words[count]):
        count += 1
    return count


def _is_title_word(word: str) -> bool:
    """Return whether a word is a title; `M.` is more often an initial."""
    key = _key(word)
    return key in TITLES and key != "m" and (key not in POINTED or word.endswith("."))


def _count_suffixes(words: list[str]) -> int:
    """Return how many words at the end are marks; a name is left."""
    count = 0
    while count < len(words) - 1 and _is_suffix(words[-1 - count], words[-2 - count]):
        count += 1
    return count


def _is_suffix(word: str, before: str) -> bool:
    return _key(word) in SUFFIXES or (_key(word) in DEGREES and (before.endswith(",") or word.endswith(",")))


def _key(word: str) -> str:
    return word.strip(",").rstrip(".").casefold()


def _bare(text: str) -> str:
    """Return the part before the comma without the marks after a name."""
    words = text.split()
    return " ".join(words[: len(words) - _count_suffixes(words)])
