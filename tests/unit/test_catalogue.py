"""Laws for every shipped design: it passes the check, stands in every format, and the catalogue as a whole is rich."""

from collections import Counter
from functools import lru_cache
from statistics import median

import pytest

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.text import Text
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.check.designs.leaves import Leaf, leaves_of
from cardmaker.check.designs.marks import check_marks
from cardmaker.check.designs.told import Shown
from cardmaker.design import CENTER, PARTS, Design, Shape, shape_of
from cardmaker.drawing import Line, Use
from cardmaker.errors import Level
from cardmaker.geometry import Size
from cardmaker.inputs.design import list_designs
from cardmaker.inputs.facts import read_formats
from cardmaker.review import costs_of, review_design

DESIGNS = {design.id: design for design in list_designs()}
SQUARE, SLIM = Size(378.0, 378.0), Size(280.6, 595.3)
SIZES = tuple(dict.fromkeys([*(each.panel for each in read_formats().values()), SQUARE, SLIM]))
OCCASIONS = (
    "thank-you",
    "interview",
    "congratulations",
    "sympathy",
    "birthday",
    "holiday",
    "wedding",
    "farewell",
    "blank",
)

every_design = pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS.keys())


@lru_cache(maxsize=16)
def drawn(name: str, part: str, size: Size, sender: str = "") -> Drawn:
    design = DESIGNS[name]
    texts = {"sender": sender} if sender and "sender" in design.slots else {}
    return draw_panel(design, part, size, design.default_palette, texts)


@every_design
def test_a_design_passes_the_check(design: Design) -> None:
    assert review_design(design) == []


@every_design
def test_a_design_stands_in_every_format(design: Design) -> None:
    for size in SIZES:
        for part in ("front", "inside", "back"):
            panel = drawn(design.id, part, size, "Jamie Okafor")
            shown = Shown(design, part, f"{size.width:.0f} x {size.height:.0f} pt", design.default_palette)
            assert [found for found in panel.findings if found.level is not Level.ADVICE] == []
            assert list(check_marks(list(leaves_of(panel)), size, shown)) == []


@every_design
def test_a_design_is_whole(design: Design) -> None:
    assert len(design.palettes) >= 4
    assert {
        part for part in PARTS if draw_panel(design, part, SIZES[0], design.default_palette, {}).frame.items
    } >= {"front", "back", "liner"}
    assert any(layer.generator == "note" for layer in design.panels["inside"])
    assert design.occasions
    assert design.family == design.family.lower()


@every_design
def test_every_palette_of_a_design_draws_a_front_of_its_own(design: Design) -> None:
    fronts = [draw_panel(design, "front", SIZES[0], palette, {}).frame.items for palette in design.palettes]
    assert all(fronts)
    assert all(one != other for index, one in enumerate(fronts) for other in fronts[index + 1 :])


@every_design
def test_drawing_twice_gives_the_same_picture(design: Design) -> None:
    for part in PARTS:
        first, second = (
            [
                _seen(leaf)
                for leaf in leaves_of(draw_panel(design, part, SIZES[0], design.default_palette, {}))
            ]
            for _ in range(2)
        )
        assert first == second


def _seen(leaf: Leaf) -> tuple[object, ...]:
    """Return what a mark shows; a motif is a new value in each drawing, and what it holds is told at its first place."""
    return (leaf.place, leaf.seen) if isinstance(leaf.mark, Use) else (leaf.place, leaf.mark)


@every_design
def test_words_that_are_centered_stand_in_the_middle_by_their_ink(design: Design) -> None:
    for size in SIZES[:: max(1, len(SIZES) // 5)]:
        for leaf in leaves_of(drawn(design.id, "front", size)):
            params = leaf.layer.params if leaf.layer else None
            is_centered = isinstance(params, Text) and params.anchor == "center" and params.at.x == CENTER.x
            runs = [
                one
                for one in leaves_of(drawn(design.id, "front", size))
                if one.layer is leaf.layer and isinstance(one.mark, Line)
            ]
            if is_centered and len({leaf_line.seen.y for leaf_line in runs}) == len(runs):
                assert leaf.seen.center.x == pytest.approx(size.width / 2, abs=0.6)


def test_most_fronts_are_light_files() -> None:
    sizes = [cost.size for design in DESIGNS.values() for cost in costs_of(design) if cost.part == "front"]
    assert median(sizes) < 60_000


def test_the_sizes_cover_every_shape() -> None:
    assert {shape_of(size) for size in SIZES} == set(Shape)


def test_the_catalogue_is_rich() -> None:
    assert len(DESIGNS) >= 36
    assert len({design.family for design in DESIGNS.values()}) >= 16
    assert len({design.name for design in DESIGNS.values()}) == len(DESIGNS)


def test_a_candidate_has_a_choice() -> None:
    suited = [
        design for design in DESIGNS.values() if "interview" in design.occasions and design.formality >= 3
    ]
    assert len(suited) >= 14
    assert len({design.family for design in suited}) >= 8


def test_every_occasion_has_a_choice() -> None:
    counts = Counter(occasion for design in DESIGNS.values() for occasion in design.occasions)
    assert all(counts[occasion] >= 3 for occasion in OCCASIONS), counts
    assert set(counts) <= {*OCCASIONS, "hosting", "gift", "any"}


@every_design
def test_a_design_without_a_headline_still_has_a_hero_in_the_middle(design: Design) -> None:
    """A symmetrical front stays symmetrical: what is left of it is not pushed aside by words that are not there."""
    size = SIZES[0]
    empty = dict.fromkeys(design.slots, "")
    box = ink_box(draw_panel(design, "front", size, design.default_palette, empty).frame.items)
    whole = ink_box(draw_panel(design, "front", size, design.default_palette, {}).frame.items)
    if box and whole and abs(whole.center.x - size.width / 2) < 1:
        assert box.center.x == pytest.approx(size.width / 2, abs=1.5)
