"""A signature from a photo: the ink and nothing but the ink, level, small, and the same from run to run."""

import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cardmaker.hand.paper import NoInkError
from cardmaker.hand.signature import MOST_CURVES, UNITS, trace
from cardmaker.inputs.image import decode_raster
from cardmaker.model import Raster, Signature
from cardmaker.write.content import path_operators
from tests.photos import Scene, ink_of, jpeg, match, photo_of, picture_of

SCENES = {
    "plain": Scene(),
    "ruled": Scene(rules=0.3, seed=2),
    "ruled darkly and turned": Scene(rules=0.45, rule_tilt=-2.0, tilt=-5.0, seed=3),
    "coarse paper, small file": Scene(
        grain=0.05, texture=0.04, hand="cedarville-cursive", size=180, quality=60, seed=4
    ),
    "deep shadow": Scene(text="M. Ferreira", shade=0.5, shadow=0.5, ink=0.45, rules=0.2, seed=5),
    "fine pen": Scene(
        text="Dana Whitfield",
        hand="reenie-beanie",
        size=210,
        pen=5.5,
        at=(150, 270),
        rules=0.25,
        tilt=6,
        seed=6,
    ),
    "pencil": Scene(ink=0.65, seed=7),
    "flat scan": Scene(shade=0, shadow=0, texture=0.005, grain=0.005, ink=0.1, tilt=0, seed=8),
}
WORKING_PX = 2400


def traced(data: bytes) -> Signature:
    return trace(decode_raster(data, "photo", WORKING_PX))


@pytest.fixture(scope="module")
def signatures() -> dict[str, Signature]:
    return {name: traced(photo_of(scene)) for name, scene in SCENES.items()}


@pytest.mark.parametrize("name", SCENES)
def test_the_outline_is_that_of_the_true_ink(signatures, name):
    found = match(signatures[name], ink_of(SCENES[name]))
    assert found.likeness > 0.85
    assert found.stray(3) < 0.002, "paper, a shadow or a ruled line was taken for ink"
    assert found.lost(3) < 0.01


def test_ink_that_is_not_the_same_is_noticed(signatures):
    other = ink_of(replace(SCENES["plain"], text="Jamie Okafar"))
    assert match(signatures["plain"], other).likeness < 0.85


@pytest.mark.parametrize("name", SCENES)
def test_a_signature_is_small_and_in_whole_units(signatures, name):
    signature = signatures[name]
    steps = "".join(area.steps for area in signature.areas)
    data = b"".join(path_operators(area) for area in signature.areas)
    assert steps.count("C") <= MOST_CURVES
    assert len(zlib.compress(data)) < 6_000
    assert all(number.is_integer() for area in signature.areas for number in area.numbers)
    assert max(signature.box.width, signature.box.height) == pytest.approx(UNITS, rel=0.01)


@pytest.mark.parametrize("tilt", [-12.0, -6.0, 9.0])
def test_the_baseline_comes_out_level(tilt, signatures):
    scene = Scene(tilt=tilt, rules=0.2, at=(170, 250) if tilt > 0 else (170, 420), size=190)
    level, signature = signatures["flat scan"], traced(photo_of(scene))
    assert signature.box.height == pytest.approx(level.box.height, rel=0.12)
    assert signature.rise == pytest.approx(level.rise, rel=0.12)


def test_what_hangs_below_the_line_is_below_the_baseline(signatures):
    for name in ("plain", "ruled", "flat scan"):
        box = signatures[name].box
        assert 0.15 * box.height < box.bottom < 0.45 * box.height  # of J and f


def test_a_signature_upside_down_stays_so(signatures):
    turned, upright = traced(jpeg(picture_of(SCENES["ruled"]).rotate(180))), signatures["ruled"]
    assert turned.box.height == pytest.approx(upright.box.height, rel=0.05)
    assert match(turned, ink_of(SCENES["ruled"])[::-1, ::-1]).likeness > 0.85


def test_the_same_photo_gives_the_same_outline(signatures):
    assert traced(photo_of(SCENES["ruled"])).areas == signatures["ruled"].areas


def test_a_photo_from_farther_away_still_does():
    scene = Scene(rules=0.2)
    small = picture_of(scene).resize((scene.width // 2, scene.height // 2), Image.Resampling.BOX)
    assert match(traced(jpeg(small, 90)), ink_of(scene)).likeness > 0.8


def test_a_cut_out_scan_is_taken_by_what_is_opaque():
    ink = ink_of(SCENES["flat scan"])
    alpha = (ink * 255).astype(np.uint8).tobytes()
    for tone in (0, 255):
        raster = Raster(ink.shape[1], ink.shape[0], bytes([tone]) * (3 * ink.size), alpha)
        assert match(trace(raster), ink).likeness > 0.88


def test_a_photo_stored_upside_down_is_traced_upright():
    exif = Image.Exif()
    exif[0x0112] = 3
    picture = picture_of(SCENES["plain"])
    stored = jpeg(picture.transpose(Image.Transpose.ROTATE_180), exif=exif)
    assert match(traced(stored), ink_of(SCENES["plain"])).likeness > 0.85


@pytest.mark.parametrize("tone", [0, 40, 90])
def test_a_scan_in_two_tones_is_traced_as_well(tone):
    share = ink_of(SCENES["flat scan"])
    scan = np.where(share > 0.5, tone, 255).astype(np.uint8)
    height, width = scan.shape
    signature = trace(Raster(width, height, scan.repeat(3).tobytes(), b""))
    assert match(signature, share).likeness > 0.85


@pytest.mark.parametrize(("text", "pen"), [("Jo", 18.0), ("J. O.", 16.0), ("Bo Li", 16.0)])
def test_a_few_letters_in_a_thick_pen_are_no_blots(text, pen):
    scene = replace(SCENES["plain"], text=text, pen=pen, hand="patrick-hand")
    assert traced(photo_of(scene)).areas


def test_the_table_beside_the_paper_is_no_ink():
    picture = picture_of(SCENES["plain"])
    table = Image.new("RGB", (picture.width + 300, picture.height + 260), (58, 40, 28))
    table.paste(picture, (160, 130))
    found = match(traced(jpeg(table)), ink_of(SCENES["plain"]))
    assert found.likeness > 0.85
    assert found.stray(3) < 0.002


def test_marks_far_from_the_signature_are_left_out():
    picture = picture_of(SCENES["plain"])
    paper = Image.new("RGB", (picture.width, picture.height * 2), (225, 220, 205))
    paper.paste(picture, (0, picture.height))
    draw = ImageDraw.Draw(paper)
    for at in range(100, 1300, 160):
        draw.line((at, 120, at + 60, 150), (40, 40, 50), 8)
        draw.ellipse((at, 300, at + 3, 303), (40, 40, 50))
    assert match(traced(jpeg(paper)), ink_of(SCENES["plain"])).likeness > 0.85


def test_a_flourish_under_the_name_stays():
    scene = SCENES["flat scan"]
    picture, truth = picture_of(scene), Image.fromarray((ink_of(scene) * 255).astype(np.uint8))
    stroke = [(170, 470), (700, 452), (1240, 458)]
    ImageDraw.Draw(picture).line(stroke, (24, 24, 24), 8, joint="curve")
    ImageDraw.Draw(truth).line(stroke, 255, 8, joint="curve")
    assert match(traced(jpeg(picture)), np.asarray(truth) / 255).likeness > 0.85


def _plain(tone: int, grain: float = 4.0) -> Image.Image:
    noise = np.random.default_rng(3).normal(tone, grain, (500, 800))
    return Image.fromarray(noise.clip(0, 255).astype(np.uint8)).convert("RGB")


def _page_of_text() -> Image.Image:
    picture = _plain(220)
    draw = ImageDraw.Draw(picture)
    for x in range(60, 740, 24):
        for y in range(60, 440, 26):
            draw.line((x, y, x + 8, y + 14), (40, 40, 40), 3)
    return picture


def _pattern() -> Image.Image:
    picture = _plain(220)
    draw = ImageDraw.Draw(picture)
    for x in range(0, 800, 12):
        draw.line((x, 0, x + 40, 500), (40, 40, 40), 5)
    return picture


def _blots(count: int, radius: float, seed: int) -> Image.Image:
    picture, places = _plain(225), np.random.default_rng(seed).uniform(0.25, 0.75, (count, 2)) * (800, 500)
    draw = ImageDraw.Draw(picture)
    for x, y in places:
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), (40, 40, 40))
    return picture


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (_blots(90, 11, 5), "shows no signature: blots, but hardly a line"),
        (_blots(60, 9, 1), "does not look like a signature on paper"),
        (_blots(150, 12, 3), "shows no signature: the paper is blank, or its ink too faint or too dense"),
        (_blots(1, 150, 4), "shows no signature: the paper is blank, or its ink too faint or too dense"),
        (_plain(225), "shows no signature: the paper is blank"),
        (Image.new("RGB", (400, 200), "white"), "shows no signature: the paper is blank"),
        (Image.new("RGB", (1, 1), "white"), "shows no signature: the paper is blank"),
        (picture_of(replace(SCENES["ruled"], text=".", pen=0.1)), "shows no signature"),
        (picture_of(replace(SCENES["plain"], ink=0.97, grain=0.04)), "shows no signature"),
        (_plain(14), "is too dark to tell ink from paper"),
        (Image.new("RGB", (400, 300)), "is too dark to tell ink from paper"),
        (_page_of_text(), "does not look like a signature on paper"),
        (_pattern(), "does not look like a signature on paper"),
    ],
)
def test_a_picture_without_a_signature_is_told_in_one_sentence(picture, said):
    with pytest.raises(NoInkError) as refused:
        trace(decode_raster(jpeg(picture), "photo", WORKING_PX))
    assert said in str(refused.value)
    assert refused.value.hint
