"""Laws for every shipped design, in every palette and every size: margins, balance, ink, words."""

import math
from collections.abc import Iterator

import pytest

from cardmaker.art.ground.ground import Ground
from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.text import TYPE_MARGIN
from cardmaker.art.panel import draw_panel, note_box
from cardmaker.color import WHITE, Color, contrast, ink_coverage
from cardmaker.design import PARTS, Design, Shape, shape_of
from cardmaker.drawing import Document, Fill, Frame, Group, Item, Line, Page, Stroke, Use
from cardmaker.errors import Level
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform
from cardmaker.inputs.design import list_designs
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages

DESIGNS = {design.id: design for design in list_designs()}
SAFE_MARGIN = 6.35 * MM

SIZES_MM = [
    (139.7, 215.9), (215.9, 139.7), (148.5, 210), (210, 148.5), (107.95, 139.7), (139.7, 107.95), (105, 148.5),
    (105, 148), (114.3, 158.75), (127, 177.8), (152.4, 101.6), (148, 105), (177.8, 127), (99, 210), (133.35, 133.35),
]  # fmt: skip
SIZES = [Size(width * MM, height * MM) for width, height in SIZES_MM]
A7 = Size(127 * MM, 177.8 * MM)
A7_WIDE = A7.turned()

every_design = pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS.keys())
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
@every_design
def test_art_keeps_the_safe_margin_and_type_a_wider_one(design: Design, size: Size) -> None:
    safe = Rect.of(size).inset(Insets.even(SAFE_MARGIN))
    type_safe = Rect.of(size).inset(Insets.even(TYPE_MARGIN))
    for part in ("front", "inside", "back"):
        for texts in ({}, {"sender": "Alexandrina Featherstonehaugh"}):
            frame = drawn(design, part, size, **texts)
            box = ink_box(frame.items)
            assert box is None or safe.holds(box, 0.01)
            assert all(type_safe.holds(found, 0.01) for _, _, found in lines_of(frame))


@few_sizes
@every_design
def test_every_palette_draws_something_on_the_front_and_the_liner(design: Design, size: Size) -> None:
    for palette in design.palettes:
        assert draw_panel(design, "front", size, palette, {}).frame.items
        assert draw_panel(design, "liner", size, palette, {}).frame.items


@every_design
def test_a_design_has_four_palettes_or_more(design: Design) -> None:
    assert len(design.palettes) >= 4


@every_size
@every_design
def test_the_default_words_fit_without_a_finding(design: Design, size: Size) -> None:
    for part in PARTS:
        assert (
            draw_panel(design, part, size, design.default_palette, {"sender": "Jamie Okafor"}).findings == ()
        )


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


@every_size
@every_design
def test_the_type_of_a_centered_design_stands_in_the_middle_by_its_ink(design: Design, size: Size) -> None:
    if design.id == "typographic":
        return
    for _, _, box in lines_of(drawn(design, "front", size)):
        assert box.center.x == pytest.approx(size.width / 2, abs=0.5)


@few_sizes
@pytest.mark.parametrize("name", ["olive-wreath", "deco-fan"])
def test_the_hero_and_its_words_stay_near_the_optical_center(name: str, size: Size) -> None:
    for texts in ({}, {"headline": ""}, {"headline": "Dziękuję"}):
        frame = drawn(DESIGNS[name], "front", size, **texts)
        hero = [item for item in frame.items if isinstance(item, Group | Line)]
        box = ink_box(hero)
        assert box is not None
        assert 0.455 <= box.center.y / size.height <= 0.515


@every_size
@every_design
def test_nothing_is_drawn_where_the_note_goes(design: Design, size: Size) -> None:
    box, room = ink_box(drawn(design, "inside", size).items), note_box(design, size)
    assert box is None or not box.meets(room)
    assert Rect.of(size).inset(Insets.even(TYPE_MARGIN)).holds(room)
    assert room.width * room.height >= 0.5 * size.width * size.height


@every_size
@every_design
def test_hairlines_and_small_type_still_print(design: Design, size: Size) -> None:
    for part in ("front", "inside", "back"):
        frame = drawn(design, part, size, sender="Jamie Okafor")
        least = 8.0 if part == "front" else 6.5
        assert all(points >= least for _, points, _ in lines_of(frame))
        pens = [item.ink.width for item, _ in all_items(frame.items) if isinstance(item, Stroke)]
        assert all(width >= 0.25 for width in pens)


@every_design
def test_words_stand_out_from_the_paper_in_every_palette(design: Design) -> None:
    for palette in design.palettes:
        for part in ("front", "back"):
            frame = draw_panel(design, part, SIZES[4], palette, {"sender": "Jamie Okafor"}).frame
            for line, points, _ in lines_of(frame):
                assert contrast(line.color, WHITE) >= (3.0 if points >= 24 else 4.5), (
                    palette,
                    line.color.hex,
                )


@few_sizes
@every_design
def test_other_wordings_fit_or_are_refused(design: Design, size: Size) -> None:
    for words in WORDINGS:
        found = draw_panel(design, "front", size, design.default_palette, {"headline": words})
        assert not [finding for finding in found.findings if finding.level is Level.ERROR], words
        type_safe = Rect.of(size).inset(Insets.even(TYPE_MARGIN))
        assert all(type_safe.holds(box, 0.01) for _, _, box in lines_of(found.frame))


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


@every_size
@every_design
def test_words_of_the_front_touch_no_other_words_and_no_rule(design: Design, size: Size) -> None:
    for headline in ("", "Thank you\nfor your\nkind help\nand time"):
        texts = {"headline": headline} if headline else {}
        frame = drawn(design, "front", size, sender="Jamie Okafor", **texts)
        blocks = [box for item in frame.items if isinstance(item, Group) and (box := ink_box([item]))]
        headlines = [box for item in frame.items if isinstance(item, Line) and (box := ink_box([item]))]
        if design.id != "olive-wreath":
            assert not [1 for box in blocks for other in headlines if box.meets(other)]


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


@every_design
def test_drawing_twice_gives_the_same_picture(design: Design) -> None:
    for part in PARTS:
        first, second = (list(all_items(drawn(design, part, A7).items)) for _ in range(2))
        assert first == second


@every_design
def test_the_declared_ink_class_is_that_of_the_thirstiest_palette(design: Design) -> None:
    size = A7 if design.orientation is Shape.PORTRAIT else A7_WIDE
    least, most = {"light": (0.0, 0.10), "medium": (0.10, 0.30), "heavy": (0.30, 4.0)}[design.ink]
    assert least <= max(mean_ink(design, palette, size) for palette in design.palettes) <= most


def mean_ink(design: Design, palette: str, size: Size) -> float:
    """Return mean C+M+Y+K of the front, from its picture."""
    page = Page(draw_panel(design, "front", size, palette, {}).frame)
    [image] = render_pages(write_pdf(Document("ink", "en", [page])), 36)
    counts = image.getcolors(image.width * image.height) or []
    total = sum(count * ink_coverage(Color(r / 255, g / 255, b / 255)) for count, (r, g, b) in counts)
    return total / (image.width * image.height)


def test_sizes_cover_every_shape() -> None:
    assert {shape_of(size) for size in SIZES} == set(Shape)


def test_a_ground_is_only_used_where_it_may_bleed() -> None:
    for design in DESIGNS.values():
        for part in ("front", "inside", "back"):
            assert not [layer for layer in design.panels[part] if isinstance(layer.params, Ground)]
