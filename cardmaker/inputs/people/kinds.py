"""What a file is by its first bytes, whatever its name says. Only a list goes on to be read."""

import re
from typing import Final

from cardmaker.inputs.people.listing import refusal

KINDS: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text in RTF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"bplist00", "a property list of macOS"),
)
ZIPPED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
WEB_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|!--|\?xml|svg)", re.IGNORECASE
)


def is_workbook(data: bytes) -> bool:
    """Return whether a file is zipped, as .xlsx is; whether it is one is found when it is opened."""
    return data.startswith(ZIPPED)


def refuse_other_kinds(data: bytes, file: str) -> None:
    """Raise InputError if the file is something else than text."""
    if data.startswith(OLD_OFFICE):
        _refuse_old_office(data, file)
    kind = next((name for start, name in KINDS if data.startswith(start)), "")
    if not kind and WEB_PAGE.match(data[:400]):
        kind = "a web page or another XML file"
    if kind:
        hint = "export the list as CSV (UTF-8) or as an .xlsx workbook"
        raise refusal("not-a-list", f"is {kind}, not a list of people", file, hint=hint)


def _refuse_old_office(data: bytes, file: str) -> None:
    if ENCRYPTED in data:
        hint = "open it in Excel and save it without a password"
        raise refusal("locked", "is locked with a password", file, hint=hint)
    hint = "open it and save it as .xlsx or as CSV (UTF-8)"
    raise refusal("old-workbook", "is an old Office file (.xls)", file, hint=hint)
