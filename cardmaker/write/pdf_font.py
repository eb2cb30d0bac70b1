"""Fonts in a PDF: a font program as a Type 0 font with two-byte codes and a map back to text.

Companions and hands go the same way; only their font programs differ.
"""

import hashlib
from itertools import islice
from typing import Final

from cardmaker.drawing import FontProgram
from cardmaker.write.objects import Objects, name, stream

SYMBOLIC: Final = 4
"""Font descriptor flag: the codes are the font's own (ISO 32000-1, table 123)."""


def add_font(objects: Objects, program: FontProgram) -> int:
    """Add a font to the file and return the number of its Type 0 dictionary."""
    base = name(f"{_subset_tag(program)}+{program.name}")
    file = objects.add(stream(program.data, b"/Length1 %d" % len(program.data)))
    descriptor = objects.add(_descriptor(base, program, file))
    to_glyph = objects.add(stream(_code_to_glyph(program)))
    descendant = objects.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 0/W[%s]>>"
        % (base, descriptor, to_glyph, _widths(program))
    )
    to_unicode = objects.add(stream(_to_unicode(program)))
    return objects.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (base, descendant, to_unicode)
    )


def _subset_tag(program: FontProgram) -> str:
    """Return six capitals that depend on the font's content (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(program.data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(base: bytes, program: FontProgram, file: int) -> bytes:
    box = b" ".join(b"%d" % value for value in program.box)
    return (
        b"<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV 80/FontFile2 %d 0 R>>"
        % (base, SYMBOLIC, box, program.ascent, program.descent, program.ascent, file)
    )


def _code_to_glyph(program: FontProgram) -> bytes:
    table = bytearray(2 * (max(program.glyphs, default=0) + 1))
    for code, glyph in program.glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _widths(program: FontProgram) -> bytes:
    """Return the /W array: runs of neighboring codes with their advances."""
    runs: list[tuple[int, list[bytes]]] = []
    for code in sorted(program.advances):
        advance = str(round(program.advances[code], 2)).removesuffix(".0").encode()
        if runs and runs[-1][0] + len(runs[-1][1]) == code:
            runs[-1][1].append(advance)
        else:
            runs.append((code, [advance]))
    return b"".join(b"%d[%s]" % (first, b" ".join(run)) for first, run in runs)


def _to_unicode(program: FontProgram) -> bytes:
    pairs = iter(sorted((code, text) for code, text in program.texts.items() if text))
    blocks: list[bytes] = []
    while block := list(islice(pairs, 100)):  # at most 100 entries a block (Adobe Technical Note 5411)
        lines = b"\n".join(
            b"<%04X> <%s>" % (code, text.encode("utf-16-be").hex().upper().encode()) for code, text in block
        )
        blocks.append(b"%d beginbfchar\n%s\nendbfchar" % (len(block), lines))
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        b"1 begincodespacerange<0000><FFFF>endcodespacerange\n"
        + b"\n".join(blocks)
        + b"\nendcmap CMapName currentdict/CMap defineresource pop end end"
    )
