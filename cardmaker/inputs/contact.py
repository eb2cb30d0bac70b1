"""What an order says of the papers beside its cards: `liner:`, and `contact:`, each of whose values is checked for what it is."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import Contact, Scan

FIELDS: Final = ("name", "role", "company", "email", "telephone", "url", "qr")
LONGEST: Final = 60
"""Characters of a value: what a business card can hold on a line, with much to spare."""

_EMAIL: Final = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>().]{2,}")
_TELEPHONE: Final = re.compile(r"[+(]?\d[\d\s().\-/–]*(?:(?:ext|x|#)\.?\s*\d+)?", re.IGNORECASE)
_URL: Final = re.compile(r"(?:https?://)?[^\s/:?#@]+\.[^\s/:?#@.]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
LEAST_DIGITS: Final = 5

YES: Final = frozenset({"true", "yes", "on"})
NO: Final = frozenset({"false", "no", "off", "none"})

CODES: Final = {
    "": Scan.NONE, **dict.fromkeys(NO, Scan.NONE),
    "url": Scan.URL, "vcard": Scan.VCARD,
}  # fmt: skip


def read_liner(text: str) -> bool | None:
    """Return whether envelopes are lined, None if nobody said. Raises InputError for anything but yes and no."""
    word = text.strip().lower()
    if not word:
        return None
    if word not in YES | NO:
        raise InputError([error("liner", f"liner is {text!r}, and is true or false")])
    return word in YES


def read_contact(texts: Mapping[str, str], sender: str, place: Place | None = None) -> Contact | None:
    """Return the contact of these texts, None if there are none; without a name it is the sender's.

    Raises InputError with all that is wrong in them.
    """
    values = {name: " ".join(text.split()) for name, text in texts.items() if text.strip()}
    if not values:
        return None
    found = [*_unknown(texts), *_refused(values)]
    name = values.get("name") or " ".join(sender.split())
    if not name:
        found.append(
            error("contact", "a contact card needs a name", place, "write name: under contact:, or from:")
        )
    elif not (values.keys() & {"email", "telephone", "url"}):
        hint = "write email:, telephone: or url: under contact:"
        found.append(error("contact", "a contact card needs a way to reach the person", place, hint))
    scan = _scan(values)
    if isinstance(scan, Finding):
        found.append(scan)
    if found or isinstance(scan, Finding):
        raise InputError(found)
    rest = {field: values.get(field, "") for field in ("role", "company", "email", "telephone", "url")}
    return Contact(name, **rest, scan=scan, place=place)


def _unknown(texts: Mapping[str, str]) -> list[Finding]:
    return [
        error("unknown-key", f"a contact has no {name!r}", hint=nearest_hint(name, list(FIELDS)))
        for name in texts
        if name not in FIELDS
    ]


def _refused(values: Mapping[str, str]) -> list[Finding]:
    """Return an error for each value that is not what it must be."""
    checks: dict[str, tuple[Callable[[str], bool], str]] = {
        "email": (_is_email, "an e-mail address, such as jamie@example.com"),
        "telephone": (_is_telephone, "a telephone number, such as +1 555 0100"),
        "url": (_is_url, "a web address, such as jamie.example"),
    }
    found = []
    for name, text in values.items():
        if len(text) > LONGEST or any(unicodedata.category(char).startswith("C") for char in text):
            found.append(
                error(
                    "contact", f"the contact's {name} is longer than {LONGEST} characters or not plain text"
                )
            )
        elif name in checks and not checks[name][0](text):
            found.append(error("contact", f"the contact's {name} {text!r} is not {checks[name][1]}"))
    return found


def _is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def _is_telephone(text: str) -> bool:
    return _TELEPHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= LEAST_DIGITS


def _is_url(text: str) -> bool:
    return _URL.fullmatch(text) is not None


def _scan(values: Mapping[str, str]) -> Scan | Finding:
    """Return what the code says: with a plain yes all of the contact, or its address if that is all there is."""
    wanted = values.get("qr", "").lower()
    if wanted in YES:
        return Scan.VCARD if values.keys() & {"email", "telephone"} else Scan.URL
    if wanted not in CODES:
        hint = nearest_hint(wanted, ["true", "url", "vcard", "none"])
        return error("contact", f"a contact's qr cannot be {values['qr']!r}", hint=hint)
    if CODES[wanted] is Scan.URL and not values.get("url"):
        return error("contact", "qr: url needs the contact's url", hint="write url: under contact:")
    return CODES[wanted]
