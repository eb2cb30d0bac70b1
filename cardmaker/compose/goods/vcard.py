"""A contact as a vCard 3.0, as phones take it from a QR code (RFC 2426)."""

from typing import Final

from cardmaker.model import Contact

ESCAPED: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""}
"""What a value may not hold as it is (RFC 2426, 5)."""

END: Final = "\r\n"


def vcard(contact: Contact) -> str:
    """Return the vCard. The last word of the name is taken for the family name, which the format asks for."""
    given, _, family = contact.name.rpartition(" ")
    lines = [
        ("VERSION", "3.0"),
        ("N", f"{escape(family)};{escape(given)};;;"),
        ("FN", escape(contact.name)),
        ("TITLE", escape(contact.role)),
        ("ORG", escape(contact.company)),
        ("EMAIL", escape(contact.email)),
        ("TEL", escape(contact.telephone)),
        ("URL", escape(web_address(contact.url))),
    ]
    body = [f"{name}:{value}" for name, value in lines if value]
    return END.join(["BEGIN:VCARD", *body, "END:VCARD", ""])


def escape(text: str) -> str:
    """Return the text as it stands in a value."""
    return "".join(ESCAPED.get(char, char) for char in text)


def web_address(url: str) -> str:
    """Return a web address that a phone opens: with its scheme, https if none is given."""
    return url if not url or "://" in url else f"https://{url}"
