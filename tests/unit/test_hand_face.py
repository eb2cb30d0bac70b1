import io
from dataclasses import replace

import numpy as np
import pytest
import uharfbuzz as hb
from hand_pictures import area, count_areas, fill, glyph_rings

from cardmaker.assets import asset_root
from cardmaker.check.ink import widths
from cardmaker.hand.face import FONT_NAME, HandFace
from cardmaker.hand.variants import FORM_LIMIT, forms_of
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.model import BLUE_BALLPOINT

HANDS = list_hands()
TEXT = "Dear Zoë, thank you! jazzy fox: 1234"


def face_of(hand, seed: int = 1) -> HandFace:
    script = read_hand(hand.id)
    return HandFace(forms_of(script, seed), hand.pen_mm / (hand.x_height_mm / script.x_height_em), hand.id)


def codes_of(face: HandFace, text: str) -> set[int]:
    return {code for char in text for code in face.forms.letter(char).codes}


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_a_font_program_is_sound_to_fonttools(hand) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib", reason="the `prepare` extra is not installed")
    face = face_of(hand)
    program = face.program(codes_of(face, TEXT))
    font = ttlib.TTFont(io.BytesIO(program.data), checkChecksums=2)
    font.ensureDecompiled()
    glyf, order = font["glyf"], font.getGlyphOrder()
    assert len(order) == len(program.glyphs) + 1
    for name in order:
        glyph = glyf[name]
        if glyph.numberOfContours:
            box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
            assert tuple(glyph.coordinates.calcIntBounds()) == box
            assert font["hmtx"][name][1] == glyph.xMin
    head, maxp = font["head"], font["maxp"]
    assert program.box == (head.xMin, head.yMin, head.xMax, head.yMax)
    assert maxp.maxPoints == max(len(glyf[name].coordinates) for name in order if glyf[name].numberOfContours)
    assert maxp.maxContours == max(glyf[name].numberOfContours for name in order)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_the_font_has_the_advances_of_the_letters(hand) -> None:
    face = face_of(hand)
    program = face.program(codes_of(face, TEXT))
    font = hb.Font(hb.Face(program.data))
    for char in TEXT:
        letter = face.forms.letter(char)
        for code, advance in zip(letter.codes, letter.advances, strict=True):
            assert program.advances[code] == pytest.approx(1000 * advance)
            assert font.get_glyph_h_advance(program.glyphs[code]) == pytest.approx(1000 * advance)
            assert program.texts[code] == char


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_outlines_run_clockwise_and_lie_around_the_center_lines(hand) -> None:
    face = face_of(hand)
    program = face.program(codes_of(face, "aeg.?"))
    for code, glyph in program.glyphs.items():
        rings = glyph_rings(program.data, glyph)
        shape = face.forms.shape(code // FORM_LIMIT)
        assert len(rings) == len(shape.lines.kinds)
        assert all(area(ring) < 0 for ring in rings)
        points = shape.points[code % FORM_LIMIT]
        around = np.vstack(rings)
        assert (points.min(axis=0) >= around.min(axis=0)).all()
        assert np.abs(points.min(axis=0) - around.min(axis=0)).max() < face.nib_em


@pytest.mark.parametrize("char", "eaogbd")
@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_no_form_fills_the_counters_of_its_letter(hand, char: str) -> None:
    face = face_of(hand)
    original = (asset_root("fonts") / hand.id / hand.face).read_bytes()
    first = face.forms.letter(char).codes[0] // FORM_LIMIT
    codes = [code for code in face.forms.letter(char).codes if code // FORM_LIMIT == first]
    program = face.program(codes)
    box = (-0.8, -1.2, 1.4, 1.2)
    counters = count_areas(~fill(glyph_rings(original, first), box))
    for code in codes:
        assert count_areas(~fill(glyph_rings(program.data, program.glyphs[code]), box)) >= counters


@pytest.mark.parametrize(("char", "parts"), [("i", 2), ("j", 2), ("ä", 3), ("ö", 3), ("é", 2)])
def test_dots_and_accents_are_drawn_apart(char: str, parts: int) -> None:
    face = face_of(next(hand for hand in HANDS if hand.id == "reenie-beanie"))
    codes = face.forms.letter(char).codes
    program = face.program(codes)
    drawn = [
        count_areas(fill(glyph_rings(program.data, program.glyphs[code]), (-0.3, -0.7, 1, 1.2)))
        for code in codes
    ]
    # A writer's accent may now and then touch its letter, as in life.
    assert sorted(drawn)[len(drawn) // 2] == parts
    assert max(drawn) <= parts


def test_a_hand_follows_the_thick_and_thin_of_its_face_as_far_as_its_habit_says() -> None:
    script = read_hand("eb-garamond")
    spreads = []
    for follow in (0.0, script.hand.habits.follow, 1.0):
        habits = replace(script.hand.habits, follow=follow)
        forms = forms_of(replace(script, hand=replace(script.hand, habits=habits)), 1)
        pen = HandFace(forms, 0.04, "follow", replace(BLUE_BALLPOINT, contrast=0, pool=0, pressure=0))
        code = forms.letter("o").codes[0]
        program = pen.program([code])
        rings = glyph_rings(program.data, program.glyphs[code])
        spreads.append(np.ptp(widths(tuple(tuple(map(tuple, ring)) for ring in rings))))
    assert spreads[0] < spreads[1] < spreads[2]


def test_a_font_does_not_depend_on_the_other_codes_in_it() -> None:
    face = face_of(HANDS[0])
    code = face.forms.letter("g").codes[2]
    alone, among = face.program([code]), face.program(codes_of(face, "agqz"))
    ours, theirs = (glyph_rings(font.data, font.glyphs[code]) for font in (alone, among))
    assert all((a == b).all() for a, b in zip(ours, theirs, strict=True))


def test_a_space_alone_makes_a_font() -> None:
    face = face_of(HANDS[0])
    program = face.program(face.forms.letter(" ").codes)
    assert program.box == (0, 0, 0, 0)
    assert program.name == FONT_NAME


def test_a_code_of_no_form_is_refused() -> None:
    face = face_of(HANDS[0])
    with pytest.raises(KeyError):
        face.program([face.forms.letter("e").codes[0] + 15])


def test_a_reserved_name_never_reaches_the_font() -> None:
    face = face_of(HANDS[0])
    data = face.program(codes_of(face, "abc")).data
    assert b"name" not in data[: 12 + 16 * 8]
