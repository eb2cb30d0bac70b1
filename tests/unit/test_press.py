"""Files for a press: colors to inks, sheets with bleed and marks, and what preflight says of both good and bad ones."""

import io
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import NOTE, order_of
from PIL import Image

from cardmaker.check.preflight import preflight
from cardmaker.color import BLACK, REGISTRATION, WHITE, Color, mix, parse_color
from cardmaker.drawing import (
    Document,
    Fill,
    Frame,
    Ink,
    Line,
    Page,
    Picture,
    Profile,
    Shared,
    Stroke,
    Use,
    Word,
)
from cardmaker.errors import InputError, MachineError
from cardmaker.geometry import Insets, Rect, Size, Transform, polygon, rectangle
from cardmaker.impose.folds import unfolded_size
from cardmaker.impose.press import BLEED, CUT, FOLD, OFFSET, WEIGHT, plan_press, press_page
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.inputs.shelf import face_bytes
from cardmaker.make import make_cards
from cardmaker.pressing import preflight_order
from cardmaker.text.faces import open_face
from cardmaker.text.shape import shape
from cardmaker.units import MM
from cardmaker.write import separation
from cardmaker.write.pdf import write_pdf
from cardmaker.write.separation import BLACK_INK, INK_LIMIT, cmyk_of, separate, text_cmyk

JOST = open_face("jost/400Regular", face_bytes("jost/400Regular"))
SIZE = Size(200, 200)
TRIM = Rect(30, 30, 140, 140)
BLED = TRIM.inset(Insets.even(-BLEED))
SQUARE = rectangle(Rect(60, 60, 40, 40))
INKY = Color(0.3, 0.2, 0.2, (0.9, 0.9, 0.9, 0.9))
_shares = st.floats(0, 1)


# Separation.


@given(_shares, _shares, _shares)
def test_no_color_gets_more_ink_than_dries(red, green, blue):
    inks = cmyk_of(Color(red, green, blue))
    assert sum(inks) <= INK_LIMIT + 1e-9
    assert all(0 <= ink <= 1 for ink in inks)


@given(st.tuples(_shares, _shares, _shares, _shares))
def test_a_recipe_is_kept_unless_it_is_too_much_and_then_keeps_its_black(recipe):
    inks = cmyk_of(Color(0.5, 0.5, 0.5, recipe))
    assert sum(inks) <= INK_LIMIT + 1e-9
    assert inks == recipe if sum(recipe) <= INK_LIMIT else inks[3] == recipe[3]


def test_neutral_colors_are_black_alone_and_as_dark_as_they_look():
    grays = [cmyk_of(Color(level / 10, level / 10, level / 10)) for level in range(11)]
    assert all(gray[:3] == (0.0, 0.0, 0.0) for gray in grays)
    blacks = [gray[3] for gray in grays]
    assert blacks[0] == 1.0
    assert blacks[-1] == 0.0
    assert blacks == sorted(blacks, reverse=True)
    assert 0.55 < cmyk_of(parse_color("#808080"))[3] < 0.68, (
        "half as light to the eye is a screen of about 60 %"
    )


def test_hues_come_through_the_profile():
    cyan, magenta, yellow, _ = cmyk_of(parse_color("#2f6f4f"))
    assert cyan > 0.6 > 0.55 > magenta
    assert yellow > 0.5


def test_words_that_look_black_are_solid_black_and_others_keep_their_color():
    assert text_cmyk(parse_color("#2b2b2b")) == text_cmyk(BLACK) == BLACK_INK
    assert text_cmyk(parse_color("#22344f")) == cmyk_of(parse_color("#22344f"))


def test_a_tint_of_a_recipe_is_the_recipe_thinner():
    tint = mix(WHITE, Color(0.1, 0.1, 0.4, (1.0, 0.8, 0.2, 0.2)), 0.25)
    assert tint.cmyk == pytest.approx((0.25, 0.2, 0.05, 0.05))
    assert mix(WHITE, Color(0.1, 0.1, 0.4), 0.25).cmyk is None


def test_pictures_go_through_the_same_profile_and_the_same_limit():
    colors = [(0, 0, 0), (255, 255, 255), (47, 111, 79), (10, 5, 40), (200, 30, 30)]
    image = Image.new("RGB", (len(colors), 1))
    image.putdata(colors)
    separated = separate(image)
    for number, rgb in enumerate(colors):
        inks = [value / 255 for value in separated.getpixel((number, 0))]
        assert sum(inks) <= INK_LIMIT + 0.02
        if len(set(rgb)) > 1:
            assert inks == pytest.approx(cmyk_of(Color(*(value / 255 for value in rgb))), abs=0.03)
    assert separated.getpixel((1, 0)) == (0, 0, 0, 0), "paper stays paper"


def test_a_damaged_profile_is_told_with_its_file(monkeypatch, tmp_path):
    (tmp_path / "FOGRA39L_coated.icc").write_bytes(b"not a profile")
    (tmp_path / "sRGB.icc").write_bytes(separation.read_profile("sRGB.icc"))
    monkeypatch.setattr(separation, "asset_root", lambda _kind: tmp_path)
    separation._to_press.cache_clear()
    with pytest.raises(MachineError) as told:
        separation._to_press()
    assert told.value.findings[0].place.file.endswith("FOGRA39L_coated.icc")


# Sheets.


@pytest.mark.parametrize("card_format", read_formats().values(), ids=lambda each: each.id)
def test_a_page_of_its_own_has_its_bleed_and_its_marks_off_the_bleed(card_format):
    plan = plan_press(card_format, None)
    assert plan.per_sheet == 1
    assert plan.size == pytest.approx(press_page(card_format).size)
    for side in plan.faces:
        [trim] = side.trims
        assert Rect.of(plan.size).holds(trim.inset(Insets.even(-BLEED)))
        for x, y in mark_points(side):
            outside = max(trim.x - x, x - trim.right, trim.y - y, y - trim.bottom)
            assert outside >= BLEED + 0.5 * MM


@pytest.mark.parametrize("paper", read_papers().values(), ids=lambda each: each.id)
@pytest.mark.parametrize("card_format", read_formats().values(), ids=lambda each: each.id)
def test_imposed_cards_keep_their_bleed_to_themselves(card_format, paper):
    if not is_held(card_format, paper):
        with pytest.raises(InputError, match="bleed"):
            plan_press(card_format, paper)
        return
    plan = plan_press(card_format, paper)
    for side in plan.faces:
        bled = [trim.inset(Insets.even(-BLEED + 1e-6)) for trim in side.trims]
        assert all(Rect.of(plan.size).holds(each, 1e-3) for each in bled)
        assert not any(a.meets(b) for a in bled for b in bled if a is not b)


def is_held(card_format, paper) -> bool:
    """Return whether a card and its bleed fit on the paper, either way round."""
    card = sorted(side + 2 * BLEED for side in unfolded_size(card_format))
    return all(a <= b + 0.05 for a, b in zip(card, sorted(paper.size), strict=True))


def mark_points(side):
    [use] = side.marks
    for stroke in use.shared.frame.items:
        yield from zip(stroke.path.numbers[0::2], stroke.path.numbers[1::2], strict=True)


def test_each_cut_has_a_tick_at_both_ends_and_each_fold_a_dashed_one():
    plan = plan_press(read_formats()["half-letter"], None)
    [trim] = plan.faces[0].trims
    [use] = plan.faces[0].marks
    cuts, folds = use.shared.frame.items
    assert (cuts.ink, folds.ink) == (CUT, FOLD)
    assert cuts.ink.color == folds.ink.color == REGISTRATION
    points = {(round(x, 2), round(y, 2)) for x, y in mark_points(plan.faces[0])}
    for x in (trim.x, trim.right, trim.center.x):
        for y in (trim.y - OFFSET, trim.bottom + OFFSET):
            assert (round(x, 2), round(y, 2)) in points


def test_both_sides_are_marked():
    assert all(side.marks for side in plan_press(read_formats()["a7"], None).faces)


def test_a_paper_without_room_for_bleed_is_refused_with_those_that_have_it():
    order = order_of(NOTE, format="half-letter", paper="letter", profile="press")
    with pytest.raises(InputError) as refused:
        make_cards(order)
    [finding] = refused.value.findings
    assert "3 mm of bleed" in finding.message
    assert "ledger" in finding.hint


def test_an_unknown_profile_is_told_with_the_nearest():
    with pytest.raises(InputError) as refused:
        order_of(NOTE, profile="pres")
    assert refused.value.findings[0].hint == "did you mean 'press'?"


# The file.


def test_a_press_file_has_its_marks_on_every_plate_and_no_newer_keys():
    with pikepdf.open(io.BytesIO(make_cards(order_of(NOTE, profile="press")).pdf)) as pdf:
        assert pdf.pdf_version == "1.6"
        assert set(pdf.Root.ViewerPreferences.keys()) == {"/PrintScaling", "/DisplayDocTitle"}
        spaces = pdf.pages[0].obj.Resources.ColorSpace
        assert [str(space[1]) for space in spaces.as_dict().values()] == ["/All"]


def pressed(*items, trim=TRIM, bleed=BLED, profile=Profile.PRESS) -> bytes:
    return write_pdf(Document("Press", "en", [Page(Frame(SIZE, items), trim, bleed)], profile=profile))


def word(color: Color) -> Line:
    return Line(JOST, color, (Word("ink", shape(JOST, "ink").glyphs, Transform(12, 0, 0, 12, 70, 80)),))


def rules(pdf: bytes) -> set[str]:
    return {finding.rule for finding in preflight(pdf).findings}


def test_black_words_overprint_and_others_do_not():
    content = pressed(word(BLACK), word(Color(0.5, 0.1, 0.1)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        steps = [
            (str(step.operator), [str(each) for each in step.operands])
            for step in pikepdf.parse_content_stream(pdf.pages[0])
        ]
        states = pdf.pages[0].obj.Resources.ExtGState
    used = [operands[0] for operator, operands in steps if operator == "gs"]
    assert [bool(states[name].op) for name in used] == [True, False]
    assert preflight(content).findings == ()


def test_preflight_finds_nothing_wrong_with_a_right_file():
    looked = preflight(pressed(Fill(SQUARE, Color(0.2, 0.4, 0.6)), word(BLACK)))
    assert looked.findings == ()
    assert dict(looked.facts)["overprint"] == "black words, and nothing else"


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("preflight-lines", pressed(Stroke(polygon([(50, 50), (90, 90)], closed=False), Ink(BLACK, 0.1)))),
        ("preflight-boxes", pressed(Fill(SQUARE, BLACK), bleed=None)),
        ("preflight-boxes", pressed(Fill(SQUARE, BLACK), bleed=TRIM)),
        ("preflight-bleed", pressed(Fill(rectangle(TRIM), BLACK))),
        ("preflight-color", pressed(Fill(SQUARE, Color(1, 0, 0)), profile=Profile.HOME)),
        ("preflight-pictures", pressed(Picture(20, 20, bytes(range(256))[:20] * 60, Rect(60, 60, 40, 40)))),
    ],
)
def test_preflight_finds_what_is_wrong(rule, made):
    assert rules(made) == {rule}


def test_a_line_is_as_thin_as_it_is_drawn_in_the_end():
    line = Stroke(polygon([(0, 0), (90, 0)], closed=False), Ink(BLACK, 0.5))
    small = Use(Shared(Frame(Size(90, 1), (line,))), Transform(0.4, 0, 0, 0.4, 60, 60))
    assert rules(pressed(small)) == {"preflight-lines"}
    assert rules(pressed(replace(small, transform=Transform.move(60, 60)))) == set()


def test_ink_under_black_words_counts():
    ground = Fill(SQUARE, INKY)
    told = dict(preflight(pressed(ground)).facts)["ink"]
    assert told == "at most 300% of 300%"
    over = preflight(pressed(Fill(SQUARE, Color(0, 0, 0, (0.9, 0.9, 0.6, 0.0))), word(BLACK)))
    assert dict(over.facts)["ink"] == "at most 340% of 300%"
    assert {finding.rule for finding in over.findings} == {"preflight-ink"}


def test_marks_of_registration_are_no_ink_and_no_bleed():
    ring = Stroke(polygon([(30, 5), (30, 20)], closed=False), Ink(REGISTRATION, WEIGHT))
    looked = preflight(pressed(ring, Fill(SQUARE, Color(0.2, 0.4, 0.6))))
    assert looked.findings == ()


def test_a_file_that_is_no_pdf_is_told():
    with pytest.raises(ValueError, match="not a PDF"):
        preflight(b"nothing")


def test_an_order_is_looked_through_by_a_card_of_each_design():
    looked = preflight_order(order_of(NOTE, "Dana", "Bo", profile="press", format="a7"))
    assert looked is not None
    assert dict(looked.facts)["cut to"] == "254 mm × 177.8 mm, 3 mm of bleed"
    assert preflight_order(order_of("Dear {to},\n\n日本", profile="press")) is None
