"""Names of files for people's names: short, legal on every system, and never two alike, since a row's number goes first."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from cardmaker.model import Person

DIGITS: Final = 4
MOST_BYTES: Final = 80
"""Of a name in UTF-8: with number and ending far below the 255 of most file systems, whatever the script."""


def file_names(people: Sequence[Person], most: int, what: str = "") -> list[str]:
    """Return a name for each person's PDF, such as `0007-ann-smith.pdf`; `most` is the largest row there is.

    `what` is in it stands at the end, such as `envelope`.
    """
    digits = max(DIGITS, len(str(most)))
    return [
        "-".join(filter(None, (f"{person.row:0{digits}}", slug(person.name), what))) + ".pdf"
        for person in people
    ]


def slug(name: str) -> str:
    """Return a name in small letters and digits joined by hyphens; accents go, other scripts stay."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain.casefold())).strip("-")
    return words.encode()[:MOST_BYTES].decode(errors="ignore").strip("-")
