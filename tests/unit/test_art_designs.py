"""What is true of single designs: symmetry, words that touch no leaf, captions that come and go. Laws for all: test_catalogue."""

import math
from collections.abc import Iterator

import pytest

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import draw_panel
from cardmaker.design import Design
from cardmaker.drawing import Fill, Frame, Group, Item, Line, Use
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform
from cardmaker.inputs.design import list_designs
from cardmaker.units import MM

DESIGNS = {design.id: design for design in list_designs()}
SAFE_MARGIN = 6.35 * MM

SIZES_MM = [
    (139.7, 215.9), (215.9, 139.7), (148.5, 210), (210, 148.5), (107.95, 139.7), (139.7, 107.95), (105, 148.5),
    (105, 148), (114.3, 158.75), (127, 177.8), (152.4, 101.6), (148, 105), (177.8, 127), (99, 210), (133.35, 133.35),
]  # fmt: skip
SIZES = [Size(width * MM, height * MM) for width, height in SIZES_MM]
A7 = Size(127 * MM, 177.8 * MM)
A7_WIDE = A7.turned()

every_size = pytest.mark.parametrize("size", SIZES, ids=[f"{w}x{h}" for w, h in SIZES_MM])

few_sizes = pytest.mark.parametrize("size", [SIZES[i] for i in (0, 4, 5, 10, 13, 14)])
"""Tall, short, wide, widest, slim and square."""

WORDINGS = ["merci\nbeaucoup", "Vielen Dank", "Dziękuję", "Cảm ơn", "Herzlichen\nDank", "Thanks"]


def drawn(design: Design, part: str, size: Size, **texts: str) -> Frame:
    return draw_panel(design, part, size, design.default_palette, texts).frame


def all_items(items: tuple[Item, ...], by: Transform = IDENTITY) -> Iterator[tuple[Item, Transform]]:
    for item in items:
        if isinstance(item, Group):
            yield from all_items(item.frame.items, item.transform.then(by))
        elif isinstance(item, Use):
            yield from all_items(item.shared.frame.items, item.transform.then(by))
        else:
            yield item, by


def lines_of(frame: Frame) -> Iterator[tuple[Line, float, Rect]]:
    """Yield each line of type, its size in points and the box of its ink."""
    for item, by in all_items(frame.items):
        if isinstance(item, Line) and (box := ink_box([item], by)):
            place = item.words[0].transform.then(by)
            yield item, math.hypot(place.a, place.b), box


def box_of(frame: Frame) -> Rect:
    box = ink_box(frame.items)
    assert box is not None
    return box


@every_size
@pytest.mark.parametrize("name", ["olive-wreath", "deco-fan", "bordered-note"])
def test_a_symmetric_design_has_equal_margins_left_and_right(name: str, size: Size) -> None:
    for texts in ({}, {"headline": ""}):
        box = box_of(drawn(DESIGNS[name], "front", size, **texts))
        assert box.x == pytest.approx(size.width - box.right, abs=0.01)


@every_size
@pytest.mark.parametrize("name", ["deco-fan", "bordered-note"])
def test_a_frame_has_the_same_distance_on_all_four_sides(name: str, size: Size) -> None:
    box = box_of(drawn(DESIGNS[name], "front", size))
    assert box.y == pytest.approx(box.x, abs=0.01)
    assert size.height - box.bottom == pytest.approx(box.x, abs=0.01)


@every_size
def test_the_deco_fan_is_its_own_mirror_image(size: Size) -> None:
    fills = [item for item, by in all_items(drawn(DESIGNS["deco-fan"], "front", size, headline="").items)]
    mirror = Transform(-1, 0, 0, 1, size.width, 0)
    boxes = {
        tuple(round(value, 2) for value in fill.path.bounds()) for fill in fills if isinstance(fill, Fill)
    }
    for x, y, width, height in boxes:
        found = mirror.apply_rect(Rect(x, y, width, height))
        assert any(found.holds(Rect(*other), 0.03) and Rect(*other).holds(found, 0.03) for other in boxes)


@few_sizes
@pytest.mark.parametrize("name", ["olive-wreath", "deco-fan"])
def test_the_hero_and_its_words_stay_near_the_optical_center(name: str, size: Size) -> None:
    for texts in ({}, {"headline": ""}, {"headline": "Dziękuję"}):
        frame = drawn(DESIGNS[name], "front", size, **texts)
        hero = [item for item in frame.items if isinstance(item, Group | Line)]
        box = ink_box(hero)
        assert box is not None
        assert 0.455 <= box.center.y / size.height <= 0.515


@few_sizes
@pytest.mark.parametrize("words", ["thank\nyou", *WORDINGS, "Thank you\nso very much\nfor everything"])
def test_words_in_the_wreath_touch_no_leaf(words: str, size: Size) -> None:
    frame = drawn(DESIGNS["olive-wreath"], "front", size, headline=words)
    boxes = [box for _, _, box in lines_of(frame)]
    leaves = [item.path.transformed(by) for item, by in all_items(frame.items) if isinstance(item, Fill)]
    for box in boxes:
        corner = box.inset(Insets(0, box.height / 6, 0, box.height / 6))
        for path in leaves:
            if path.bounds().meets(corner):
                points = zip(path.numbers[0::2], path.numbers[1::2], strict=True)
                assert not [point for point in points if corner.holds(Rect(*point, 0, 0))]


@few_sizes
@pytest.mark.parametrize("words", ["merci\nbeaucoup", "Herzlichen\nGlückwunsch", ""])
def test_words_under_the_fan_stay_clear_of_fan_and_frame(words: str, size: Size) -> None:
    frame = drawn(DESIGNS["deco-fan"], "front", size, headline=words)
    frames, heroes = frame.items[:2], frame.items[2:]
    inner = min((ink_box([item]) or Rect.of(size) for item in frames), key=lambda box: box.width)
    room = inner.inset(Insets.even(3 * MM))
    box = ink_box(heroes)
    assert box is not None
    assert room.holds(box)


@pytest.mark.parametrize("sender", ["", "Jamie Okafor"])
def test_the_typographic_caption_and_its_rule_come_only_with_a_sender(sender: str) -> None:
    frame = drawn(DESIGNS["typographic"], "front", A7, sender=sender)
    texts = [line.words[0].text for line, _, _ in lines_of(frame)]
    rules = [item for item, _ in all_items(frame.items) if isinstance(item, Fill)]
    assert ("A note from Jamie Okafor" in texts) is bool(sender)
    assert len(rules) == (1 if sender else 0)


def test_the_last_word_takes_the_accent_color_in_every_palette() -> None:
    design = DESIGNS["typographic"]
    for palette, colors in design.palettes.items():
        frame = draw_panel(design, "front", A7, palette, {}).frame
        accented = [line.words[0].text for line, _, _ in lines_of(frame) if line.color == colors["accent"]]
        assert accented == ["time."]


def test_the_bordered_note_shows_the_sender_instead_of_the_headline() -> None:
    def words(**texts: str) -> list[str]:
        return [
            line.words[0].text
            for line, _, _ in lines_of(drawn(DESIGNS["bordered-note"], "front", A7_WIDE, **texts))
        ]

    assert words() == ["Thank you"]
    assert words(sender="Jamie Okafor") == ["Jamie Okafor"]
    assert words(headline="") == []
