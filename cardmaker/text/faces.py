"""A face: a font file's bytes, opened once, and what it can say about characters and glyphs.

HarfBuzz reads the file and cuts the subset (0.5 ms); fontTools would take 80 to 140 ms for the same and stays off this path.
Codes of a face are its own glyph ids. Shaping is left to `shape`.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

import uharfbuzz as hb

from cardmaker.drawing import FontProgram

LAYOUT_TABLES: Final = ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT", "meta", "gasp", "vhea", "vmtx")
"""Tables that shape text or help screens; embedded glyphs are already placed and need none of them."""


class Face:
    """One face, ready to shape and to embed. Open it with `open_face`; it never changes."""

    def __init__(self, key: str, data: bytes) -> None:
        self.key = key
        self._face = hb.Face(data)
        if not self._face.glyph_count or not self._face.table_tags:
            raise ValueError(f"{key} is not a font file")
        self.font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self._characters = frozenset(self._face.unicodes)
        self._texts: dict[int, str] = {}

    def covers(self, text: str) -> bool:
        return self._characters.issuperset(map(ord, text))

    def missing(self, text: str) -> str:
        """Return the characters the face lacks, each once, in order."""
        return "".join(dict.fromkeys(char for char in text if ord(char) not in self._characters))

    @property
    def ascent(self) -> float:
        """Height of the face above the baseline, em."""
        return float(self.font.get_font_extents("ltr").ascender) / self.units_per_em

    @property
    def descent(self) -> float:
        """Depth of the face below the baseline, em, positive."""
        return -float(self.font.get_font_extents("ltr").descender) / self.units_per_em

    @property
    def x_height(self) -> float:
        return self._height_of("x")

    @property
    def cap_height(self) -> float:
        return self._height_of("H")

    def learn(self, glyph: int, text: str) -> None:
        """Note which text a glyph without a character of its own stands for, such as a ligature. Told by `shape`."""
        self._texts.setdefault(glyph, text)

    def program(self, codes: Collection[int]) -> FontProgram:
        plan = hb.SubsetPlan(self._face, self._subset_input(codes))
        subset = plan.execute()
        mapping: Mapping[int, int] = plan.old_to_new_glyph_mapping
        scale = 1000 / self.units_per_em
        texts = self._character_of(codes)
        extents = self.font.get_font_extents("ltr")
        return FontProgram(
            name=self._face.get_name(6) or self.key.replace("/", "-"),
            data=bytes(subset.blob.data),
            glyphs={code: mapping[code] for code in codes},
            advances={code: self.font.get_glyph_h_advance(code) * scale for code in codes},
            texts={code: texts.get(code) or self._texts.get(code, "") for code in codes},
            box=self._box(codes, scale),
            ascent=round(extents.ascender * scale),
            descent=round(extents.descender * scale),
        )

    def _height_of(self, char: str) -> float:
        glyph = self.font.get_nominal_glyph(ord(char))
        extents = self.font.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing / self.units_per_em if extents else 0.5

    def _subset_input(self, codes: Collection[int]) -> "hb.SubsetInput":
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(codes)
        wanted.unicode_set.clear()
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.ljust(4).encode(), "big") for tag in LAYOUT_TABLES
        )
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NAME_LEGACY
        return wanted

    def _character_of(self, codes: Collection[int]) -> dict[int, str]:
        """Return the lowest character of each glyph that has one."""
        wanted = set(codes)
        found: dict[int, str] = {}
        for character in sorted(self._characters):
            glyph = self.font.get_nominal_glyph(character)
            if glyph in wanted:
                found.setdefault(glyph, chr(character))
        return found

    def _box(self, codes: Collection[int], scale: float) -> tuple[int, int, int, int]:
        boxes = [found for code in codes if (found := self.font.get_glyph_extents(code)) and found.width]
        if not boxes:
            return (0, 0, 0, 0)
        left, top = min(box.x_bearing for box in boxes), max(box.y_bearing for box in boxes)
        right = max(box.x_bearing + box.width for box in boxes)
        bottom = min(box.y_bearing + box.height for box in boxes)
        return (round(left * scale), round(bottom * scale), round(right * scale), round(top * scale))


@lru_cache(maxsize=64)
def open_face(key: str, data: bytes) -> Face:
    """Return the face of a font file's bytes, opened once. Raises ValueError if they are no font."""
    return Face(key, data)
