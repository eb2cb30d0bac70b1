"""In which step a finding is mended."""

from pathlib import PurePath
from typing import Final

from cardmaker.errors import Finding

LISTS: Final = frozenset({".csv", ".tsv", ".xlsx", ".vcf"})

PRINT: Final = frozenset(
    "copies duplex edges feed flip gutter media paper port print printer-margin printer-offset printer-scale profile "
    "refeed-unknown sheets unknown-printer running".split()
)
PEOPLE: Final = frozenset(
    "address-as address-country address-guess address-style columns contact contact-code country double-header edit encoding "
    "encoding-guess envelope envelope-letters envelope-room fold-your-own hidden-rows ledger liner long-row map media-row "
    "merged missing-key no-column no-header no-name-column only person return-on return-room unused".split()
)
DESIGN: Final = frozenset(
    "broad-pen contrast design drift fallback-hand focus format front front-count front-missing front-outside front-whole "
    "hairline hand ink neatness palette pale-hairline pen photo-coarse safe-area seed signature signature-outside slot "
    "slot-characters slot-face slot-length slot-lines slot-shrunk small-type svg total-ink unknown-design value variant".split()
)


def step_of(finding: Finding) -> str:
    """Return the step of the page in which a finding is mended, by its rule, else by the file in which it stands."""
    for step, rules in (("print", PRINT), ("people", PEOPLE), ("design", DESIGN)):
        if finding.rule in rules or (step == "print" and finding.rule.startswith("preflight")):
            return step
    ending = PurePath(finding.place.file).suffix.lower() if finding.place else ""
    return "people" if ending in LISTS else "note"
