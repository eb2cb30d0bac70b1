"""A few small pictures look as they did; remake them with `python tests/golden/remake.py` when they should not."""

import os
from dataclasses import replace
from statistics import fmean

import golden
import pytest
from PIL import Image, ImageChops, ImageDraw
from writing import codes_of, hand_of

from cardmaker.drawing import Fill, Frame, Line, Word
from cardmaker.geometry import Rect, Transform, rectangle

REMAKE = "python tests/golden/remake.py"


def made_with_this_rasterizer() -> None:
    """Skip the test if another rasterizer made the pictures; where CI is set, compare them all the same."""
    made_with = golden.MADE_WITH.read_text(encoding="utf-8").strip()
    if made_with != golden.rasterizer() and not os.environ.get("CI"):
        pytest.skip(f"the pictures are of {made_with}; this is {golden.rasterizer()}")


@pytest.mark.parametrize("name", golden.names())
def test_the_picture_is_as_it_was(name, tmp_path):
    made_with_this_rasterizer()
    drawn = golden.draw(golden.frame(name))
    drawn.save(tmp_path / f"{name}.png")
    assert golden.file(name).exists(), f"draw it: {REMAKE} {name}"
    worst, x, y = golden.difference(drawn, Image.open(golden.file(name)))
    assert worst <= golden.LIMIT, (
        f"worst tile, at {x}, {y} px: {worst:.2%}; compare {tmp_path}; if it should be so: {REMAKE} {name}"
    )


def test_there_is_no_picture_too_many():
    assert sorted(path.stem for path in golden.FOLDER.glob("*.png")) == sorted(golden.names())


# That the comparison can fail.


def lines(drawn: Frame) -> list[Line]:
    return [item for item in drawn.items if isinstance(item, Line)]


def with_line(drawn: Frame, old: Line, new: Line) -> Frame:
    return replace(drawn, items=tuple(new if item is old else item for item in drawn.items))


def changed(drawn: Frame, old: str, new: str) -> Frame:
    """Return the frame with one letter of its handwriting written as another one, all else in place."""
    places = ((line, word) for line in lines(drawn) for word in line.words if old in spelt(word))
    line, word = next(places)
    at, code = 2 * spelt(word).index(old), hand_of(word).forms.letter(new).codes[0]
    glyphs = word.glyphs[:at] + code.to_bytes(2, "big") + word.glyphs[at + 2 :]
    words = tuple(word._replace(glyphs=glyphs) if each is word else each for each in line.words)
    return with_line(drawn, line, replace(line, words=words))


def spelt(word: Word) -> list[str]:
    """Return what each glyph of a word stands for: a letter, or a pair written in one go."""
    return [hand_of(word).forms.character(code) for code in codes_of(word)]


def worst(one: Frame, other: Frame) -> float:
    return golden.difference(golden.draw(one), golden.draw(other)).worst


@pytest.mark.parametrize("old, new", ["ec", "au", "ni", "tl", "oe", "rn"])
def test_one_changed_letter_is_caught(old, new):
    """The least of all changes of one letter to another is 0.8 %; a stop that becomes a comma is too small, 0.5 %."""
    drawn = golden.inside()
    assert worst(drawn, changed(drawn, old, new)) > golden.LIMIT


def test_one_lost_word_and_a_line_set_a_millimeter_lower_are_caught():
    drawn = golden.inside()
    line = lines(drawn)[2]
    moved = tuple(word._replace(transform=word.transform.then(Transform.move(0, 2.8))) for word in line.words)
    assert worst(drawn, with_line(drawn, line, replace(line, words=line.words[1:]))) > golden.LIMIT
    assert worst(drawn, with_line(drawn, line, replace(line, words=moved))) > golden.LIMIT


def test_a_color_a_shade_off_is_caught_wherever_it_fills():
    drawn = golden.inside()
    ground = Fill(rectangle(Rect.of(drawn.size)), lines(drawn)[0].color)
    shade = replace(ground.color, red=ground.color.red + 0.03)
    one, other = (Frame(drawn.size, (fill,)) for fill in (ground, replace(ground, color=shade)))
    assert worst(one, other) > golden.LIMIT


def test_a_page_wide_mean_would_miss_a_letter():
    drawn = golden.inside()
    one, other = golden.draw(drawn), golden.draw(changed(drawn, "e", "c"))
    page_wide = fmean(ImageChops.difference(one, other).convert("L").tobytes()) / 255
    assert 0 < page_wide < golden.LIMIT / 10


@pytest.mark.parametrize("place", [(0, 0), (99, 69), (50, 35), (96, 0), (0, 64)])
def test_a_spot_is_found_wherever_it_is(place):
    one, other = Image.new("RGB", (100, 70), "white"), Image.new("RGB", (100, 70), "white")
    ImageDraw.Draw(other).rectangle((*place, place[0] + 3, place[1] + 3), fill="black")
    found = golden.difference(one, other)
    assert found.worst > 0
    assert found.x <= place[0] < found.x + golden.TILE_PX
    assert found.y <= place[1] < found.y + golden.TILE_PX


def test_pictures_of_different_sizes_are_never_compared():
    with pytest.raises(ValueError, match="cannot be compared"):
        golden.difference(Image.new("RGB", (10, 10)), Image.new("RGB", (10, 11)))
