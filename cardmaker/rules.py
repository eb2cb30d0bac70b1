"""The rules of a good note by name: how much each matters, for which occasions, and why. Judging is left to `check`.

The sources are the ids of the research behind the rules (names N, sameness P, content C, length L, errors E, time T), and of
what is checked of envelopes (addresses A, fit and feeding F, the post M); a finding about the post names its own source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from cardmaker.errors import Level


class Occasion(Enum):
    """What the cards are for. An interview is judged most strictly."""

    INTERVIEW = "interview"
    THANKS = "thanks"
    SYMPATHY = "sympathy"
    CONGRATULATIONS = "congratulations"
    BIRTHDAY = "birthday"
    HOLIDAY = "holiday"
    HOSTING = "hosting"
    WEDDING = "wedding"
    FAREWELL = "farewell"
    GIFT = "gift"
    OTHER = "other"


ALIASES: Final[Mapping[str, Occasion]] = MappingProxyType(
    {"thank-you": Occasion.THANKS, "thank you": Occasion.THANKS, "condolence": Occasion.SYMPATHY}
)
"""Other words for occasions, as designs and people have them."""

FORMAL: Final = frozenset({Occasion.INTERVIEW, Occasion.SYMPATHY})
PERSONAL: Final = frozenset({Occasion.INTERVIEW, Occasion.SYMPATHY, Occasion.THANKS, Occasion.HOSTING})
"""Occasions at which the same words for everybody hurt; at a holiday they are usual."""

ALL: Final = frozenset(Occasion)
INTERVIEWS: Final = frozenset({Occasion.INTERVIEW})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its level at an interview and elsewhere, the occasions it is for, its source and its reason."""

    id: str
    source: str
    level: Level
    why: str
    occasions: frozenset[Occasion] = INTERVIEWS
    elsewhere: Level | None = None

    def level_at(self, occasion: Occasion) -> Level | None:
        """Return how much it matters at an occasion, None if it does not apply there."""
        if occasion not in self.occasions:
            return None
        return self.level if occasion is Occasion.INTERVIEW else self.elsewhere or self.level


_E, _W, _A = Level.ERROR, Level.WARNING, Level.ADVICE

_TABLE: Final = (
    Rule("leftover", "E1", _E, "a bracket or a TODO shows that nobody read the note", ALL),
    Rule("unsigned", "E1", _W, "a card must be signed by somebody", ALL),
    Rule("other-person", "N3", _E, "a card with somebody else's name is worse than none", ALL),
    Rule("other-company", "N3", _E, "a card with another company's name is worse than none", ALL),
    Rule("name-spelling", "N1", _E, "a misspelt name has cost a leading candidate the job", ALL),
    Rule("salutation", "N1", _E, "the greeting is where a mix-up is seen first", ALL, _W),
    Rule("greeting-title", "N2", _A, "a title that was guessed can be wrong", ALL),
    Rule("no-greeting", "N2", _W, "a note starts with the name of its reader"),
    Rule("no-name", "P3", _A, "without names, one note to the coordinator asks to pass the thanks on"),
    Rule("everyone", "P1", _A, "leaving out who arranged it sends a bad impression"),
    Rule("identical", "P2", _E, "people compare their notes, interviewers above all", PERSONAL, _A),
    Rule("own-sentence", "P2", _E, "each person should find a sentence that was written for them"),
    Rule("sameness", "P2", _W, "interviewers compare their notes, and they land in one file"),
    Rule("copied-sentence", "P2", _W, "a sentence that two people have was written for neither"),
    Rule("same-point", "P2", _W, "what one person said cannot be what another said"),
    Rule("point", "C2", _E, "one concrete detail of the talk makes the note; without it, it is canned"),
    Rule("generic", "C2", _W, "everybody writes this, and so do machines"),
    Rule("length", "L1", _W, "three sentences are enough, six are plenty"),
    Rule("parts", "C1", _W, "thanks, something they said, a strength of yours, and that you still want it"),
    Rule("strength", "C1", _A, "one sentence on what you would bring is welcome"),
    Rule("pitch", "C3", _A, "a note adds something; it does not repeat the résumé"),
    Rule("first-person", "C3", _A, "the note is about them"),
    Rule("role", "C4", _A, "who interviews many people needs to know which talk this was"),
    Rule("clarification", "C5", _A, "one missed point may be put right, not several"),
    Rule("pressing", "C6", _W, "asking for the decision puts pressure on the reader"),
    Rule("gift", "C7", _W, "a gift looks like a bribe and many firms forbid it"),
    Rule("slang", "C8", _W, "slang wears badly on paper", FORMAL),
    Rule("emoticon", "C8", _W, "smileys and hearts are for friends", FORMAL),
    Rule("exclamation", "C8", _W, "one exclamation mark is warm, several shout", FORMAL),
    Rule("capitals", "C8", _W, "words in capitals shout", ALL, _A),
    Rule("doubled-word", "E1", _W, "no errors at all, since a card cannot be corrected", ALL),
    Rule("punctuation", "E1", _A, "no errors at all, since a card cannot be corrected", ALL),
    Rule("straight-quotes", "E1", _A, "a pen writes curly quotes", ALL),
    Rule("spelling", "E1", _W, "no errors at all, since a card cannot be corrected", ALL),
    Rule("after-24-hours", "T1", _W, "the first day is the best one; two days are the limit", ALL),
    Rule("after-48-hours", "T1", _W, "two days are the limit", ALL),
    Rule("post-by", "T1", _A, "within a day of the talk, two at most", ALL),
    Rule("arrives-late", "T2", _A, "a card that comes after the decision changes nothing", ALL),
    Rule("no-address", "A1", _A, "a card without an envelope stays on the desk", ALL),
    Rule("home-country", "A1", _A, "what a post asks for depends on where a letter is posted", ALL),
    Rule("envelope-none", "F1", _W, "a card needs an envelope a little larger than itself", ALL),
    Rule("envelope-tight", "F1", _W, "a folded card needs 2 mm on each side to slip in", ALL),
    Rule("envelope-loose", "F1", _A, "a card that slides about arrives with bent corners", ALL),
    Rule(
        "envelope-printer",
        "F2",
        _W,
        "home printers take a legal sheet at most, or the sheet that is named",
        ALL,
    ),
    Rule("mail-refused", "M1", _W, "a letter outside the post's sizes comes back, or costs as a parcel", ALL),
    Rule("mail-size", "M1", _W, "a larger class of letters costs more", ALL),
    Rule("mail-ratio", "M1", _W, "square and very long envelopes are sorted by hand, which costs more", ALL),
    Rule("mail-weight", "M1", _A, "a heavier class of letters costs more", ALL),
    Rule("mail-abroad", "M2", _W, "abroad, letters below the union's smallest size are refused", ALL),
    Rule("mail-script", "M3", _A, "machines read separate letters better than joined ones", ALL),
    Rule("mail-return", "M4", _A, "on the front, machines may take the sender for the recipient", ALL),
    Rule("mail-no-return", "M4", _A, "a letter that cannot be delivered comes back only to an address", ALL),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for rule in _TABLE})
"""All rules by name, in the order in which they are explained."""
