"""What a file's pages name: fonts, shared frames, pictures, and the codes each font is used with."""

import hashlib
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from cardmaker.color import Color
from cardmaker.drawing import Face, Frame, Picture, Profile, Shared
from cardmaker.write.inks import FIXED, Inks, inks_of


class Names:
    """Resource names given out while painting, and the codes each face was used with.

    A name is made from what it names: pages that were painted apart, in other processes, fit into one file.
    """

    def __init__(self, profile: Profile = Profile.HOME) -> None:
        self.profile = profile
        self.inks: Inks = inks_of(profile)
        self.faces: dict[bytes, Face] = {}
        self.forms: dict[bytes, Form] = {}
        self.pictures: dict[bytes, Picture] = {}
        self.used: set[bytes] = set()
        self._fonts: dict[str, bytes] = {}
        self._codes: dict[bytes, set[int]] = {}
        self._forms: dict[Shared, bytes] = {}
        self._pictures: dict[Picture, bytes] = {}

    def font(self, face: Face) -> bytes:
        key = face.key
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = _named(b"F", key.encode())
            self.faces[found] = face
        self.used.add(found)
        return found

    def use(self, font: bytes, glyphs: bytes) -> None:
        """Note the codes of a run, two bytes each; kept in the machine's byte order, since every run passes here."""
        self._codes.setdefault(font, set()).update(memoryview(glyphs).cast("H"))

    def codes(self, font: bytes) -> list[int]:
        """Return all codes a font was used with, on pages and in forms, in order."""
        codes = set(self._codes.get(font, ())).union(
            *(form.codes.get(font, ()) for form in self.forms.values())
        )
        return sorted(int.from_bytes(code.to_bytes(2, sys.byteorder), "big") for code in codes)

    def take_codes(self) -> dict[bytes, bytes]:
        """Return the codes that pages used each font with since the last time, as `use` takes them, and forget them."""
        taken = {font: array("H", sorted(codes)).tobytes() for font, codes in self._codes.items()}
        self._codes = {}
        return taken

    def part(self, used: Iterable[bytes], codes: Mapping[bytes, bytes]) -> "Names":
        """Return what a file needs whose pages use these names and codes; nothing is painted for it anew."""
        found, waiting = Names(self.profile), list(used)
        while waiting:
            name = waiting.pop()
            if name in self.forms:
                found.forms[name] = self.forms[name]
                waiting += self.forms[name].used
            elif name in self.faces:
                found.faces[name] = self.faces[name]
            elif name in self.pictures:
                found.pictures[name] = self.pictures[name]
        for font, used_codes in codes.items():
            found.use(font, used_codes)
        return found

    def fill(self, color: Color) -> bytes:
        """Return the operator that fills in this color."""
        return self._noted(self.inks.fill(color))

    def stroke(self, color: Color) -> bytes:
        """Return the operator that strokes in this color."""
        return self._noted(self.inks.stroke(color))

    def text(self, color: Color) -> tuple[bytes, bytes]:
        """Return what sets the color of words, and what comes after them."""
        before, after = self.inks.text(color)
        return self._noted(before), self._noted(after)

    def _noted(self, operators: bytes) -> bytes:
        """Return the operators; what they name is noted as used."""
        if operators.startswith(b"/"):
            self.used.add(operators[1 : operators.index(b" ")])
        return operators

    def __contains__(self, name: bytes) -> bool:
        return name in self.faces or name in self.forms or name in self.pictures or name in FIXED

    def form(self, shared: Shared, paint: "Callable[[Frame, Names], bytes]") -> bytes:
        """Return the name of a shared frame, painted when it is first met; frames painted alike are one."""
        found = self._forms.get(shared)
        if found is None:
            page = self.used, self._codes
            self.used, self._codes = set(), {}
            form = Form(shared, paint(shared.frame, self), self.used, self._codes)
            self.used, self._codes = page
            size = b"%.3f %.3f %.3f " % (*shared.frame.size, shared.reach)
            found = self._forms[shared] = _named(b"X", size, form.content)
            self.forms.setdefault(found, form)
        self.used.add(found)
        return found

    def picture(self, picture: Picture) -> bytes:
        found = self._pictures.get(picture)
        if found is None:
            about = b"%d %d %.3f %.3f %.3f %.3f " % (picture.width_px, picture.height_px, *picture.rect)
            found = self._pictures[picture] = _named(b"I", about, picture.rgb)
            self.pictures.setdefault(found, picture)
        self.used.add(found)
        return found


@dataclass(frozen=True, slots=True)
class Form:
    """A shared frame, its operators, the names in them, and the codes each of its fonts is used with."""

    shared: Shared
    content: bytes
    used: Set[bytes]
    codes: Mapping[bytes, Set[int]]


def _named(kind: bytes, *parts: bytes) -> bytes:
    """Return a name for the content: 40 bits of its digest, so that no two of a document meet."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return kind + digest.hexdigest()[:10].encode()
