"""What plants promise: ink within bounds, heads that stay apart, thin lines that still print."""

import math
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.art.plant.bloom import FLOWERS
from cardmaker.art.plant.heads import Kind
from cardmaker.art.plant.leaf import leaf, midrib
from cardmaker.art.plant.profile import PROFILES
from cardmaker.art.plant.species import SPECIES
from cardmaker.design import Species
from cardmaker.drawing import Fill, Frame, Group, Item, Stroke, Use
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform
from cardmaker.inputs.design import parse_design
from cardmaker.units import MM

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
seed: {seed}
palettes: {{only: {{ink: "#222222", accent: "#aa3311", pale: "#ddccbb"}}}}
type: {{plain: {{face: jost/400Regular, size: 10}}}}
slots: {{headline: {{default: "thank you"}}}}
front:
"""
PANEL = Size(100 * MM, 140 * MM)
U = MM
FILL = "{petal: accent, deep: ink, heart: ink, dust: pale}"
GREENS = "[{species: olive, count: 9, length: 10, leaves: 6, leaf: 4, fill: {front: ink}}]"


def draw(layer: str, seed: int = 1) -> Drawn:
    return draw_panel(
        parse_design(f"{HEAD.format(seed=seed)}  - {layer}\n", "one.yaml"), "front", PANEL, "only", {}
    )


def pieces(items: tuple[Item, ...], by: Transform = IDENTITY) -> Iterator[tuple[Item, Transform]]:
    for item in items:
        if isinstance(item, Group):
            yield from pieces(item.frame.items, item.transform.then(by))
        elif isinstance(item, Use):
            yield from pieces(item.shared.frame.items, item.transform.then(by))
        else:
            yield item, by


def uses(frame: Frame) -> list[Use]:
    groups = [item for item in frame.items if isinstance(item, Group)]
    return [item for group in groups for item in group.frame.items if isinstance(item, Use)]


def box_of(drawn: Drawn) -> Rect:
    found = ink_box(drawn.frame.items)
    assert found is not None
    return found


def is_finite(drawn: Drawn) -> bool:
    paths = [item.path for item, _ in pieces(drawn.frame.items) if isinstance(item, Fill | Stroke)]
    return all(math.isfinite(number) for path in paths for number in path.numbers)


@pytest.mark.parametrize("name", SPECIES)
def test_a_leaf_reaches_from_its_foot_to_its_tip_and_is_as_wide_as_its_species(name: str) -> None:
    species = SPECIES[name]
    box = leaf(species, 0.0).bounds()
    assert box.x == pytest.approx(0.0, abs=0.06)
    assert box.right == pytest.approx(1.0, abs=0.12)
    if not species.leaflets:
        assert box.height == pytest.approx(species.ratio, rel=0.2)


@pytest.mark.parametrize("name", SPECIES)
def test_the_two_halves_of_a_leaf_lie_on_either_side_of_its_midrib(name: str) -> None:
    if not SPECIES[name].leaflets:
        assert leaf(SPECIES[name], 0.0, 1).bounds().y >= -0.02
        assert leaf(SPECIES[name], 0.0, -1).bounds().bottom <= 0.02


def test_there_are_species_for_everyone_and_no_two_alike() -> None:
    assert len(SPECIES) >= 16
    assert len({repr(species) for species in SPECIES.values()}) == len(SPECIES)


def test_every_kind_of_head_can_be_drawn_and_every_drawing_has_a_name() -> None:
    assert set(get_args(Kind)) == {*FLOWERS, *PROFILES}


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_head_is_centered_by_its_ink_and_no_larger_than_its_room(kind: str) -> None:
    box = box_of(draw(f"blossom: {{at: [50, 50], kind: {kind}, radius: 10, fill: {FILL}}}"))
    assert box.center == pytest.approx((50 * U, 70 * U), abs=0.01)
    assert max(box.size) <= 29 * U


@given(bend=st.floats(-0.5, 0.5), end=st.floats(0.2, 1.0))
def test_a_midrib_ends_within_its_leaf(bend: float, end: float) -> None:
    assert midrib(bend, end).bounds().right <= end + 0.05


@settings(deadline=None, max_examples=60)
@given(
    ratio=st.floats(0.05, 1.5), belly=st.floats(0.15, 0.85), sharp=st.floats(0.4, 3), narrow=st.floats(0.4, 3),
    bend=st.floats(-0.5, 0.5), teeth=st.integers(0, 40), bite=st.floats(0, 0.9), leaflets=st.integers(0, 20),
    half=st.sampled_from((-1, 0, 1)),
)  # fmt: skip
def test_any_leaf_within_bounds_is_finite_and_near_its_midrib(
    ratio: float, belly: float, sharp: float, narrow: float, bend: float, teeth: int, bite: float, leaflets: int, half: int
) -> None:  # fmt: skip
    species = Species(ratio, 40, 20, bend, belly, sharp, narrow, teeth=teeth, bite=bite, leaflets=leaflets)
    path = leaf(species, bend, half)
    assert all(math.isfinite(number) and abs(number) < 3 for number in path.numbers)


@pytest.mark.parametrize("seed", range(6))
def test_the_flowers_of_a_garland_never_touch(seed: int) -> None:
    layer = (
        f"garland: {{through: [[15, 40], [50, 20], [85, 40]], depth: 12, gap: 0.5, greens: {GREENS}, "
        f"heads: [{{kind: rose, radius: 6, count: 5, fill: {FILL}}}, {{kind: daisy, radius: 3, count: 9, fill: {FILL}}}]}}"
    )
    heads = [use for use in uses(draw(layer, seed).frame) if use.shared.reach < 18 * U][-14:]
    places = [(use.transform.e, use.transform.f) for use in heads if len(use.shared.frame.items) > 20]
    apart = [math.dist(a, b) for index, a in enumerate(places) for b in places[:index]]
    assert min(apart) >= 2 * 3 * 0.86 * 0.83 * U


def test_a_mirrored_garland_is_its_own_mirror_image() -> None:
    layer = f"garland: {{through: [[50, 20], [70, 24], [85, 40]], mirror: true, greens: {GREENS}}}"
    box = box_of(draw(layer))
    assert box.x == pytest.approx(PANEL.width - box.right, abs=0.01)


def test_a_centered_garland_has_equal_margins() -> None:
    box = box_of(draw(f"garland: {{through: [[10, 20], [60, 24]], centered: true, greens: {GREENS}}}"))
    assert box.x == pytest.approx(PANEL.width - box.right, abs=0.01)


def test_a_garland_keeps_off_what_it_is_told_to_keep_clear_of() -> None:
    garland = f"garland: {{radius: 22, depth: 14, greens: {GREENS}, heads: [{{kind: daisy, radius: 3, count: 40, fill: {FILL}}}]}}"
    drawn = draw(
        f"disc: {{id: spot, at: [50, 65], radius: 8, fill: ink}}\n  - keep-clear: {{of: [spot], layers: [{garland}]}}"
    )
    heads = [use for item in drawn.frame.items[1:] if isinstance(item, Group) for use in item.frame.items]
    spots = [
        (use.transform.e, use.transform.f)
        for use in heads
        if isinstance(use, Use) and len(use.shared.frame.items) > 20
    ]
    assert spots
    assert all(math.dist(spot, (50 * U, 91 * U)) >= 8 * U for spot in spots)


MEADOW = (
    "meadow: {{at: [50, 90], width: 80, height: 60, valley: {valley}, blades: 40, grass: [ink], stalk: ink, "
    f"heads: [{{{{kind: daisy, radius: 4, count: 12, fill: {FILL.replace('{', '{{').replace('}', '}}')}}}}}]}}}}"
)


def test_a_meadow_is_centered_on_its_ground() -> None:
    assert box_of(draw(MEADOW.format(valley=0.5))).center.x == pytest.approx(50 * U, abs=0.01)


def test_a_meadow_is_low_in_the_middle() -> None:
    tops = [use.transform for use in uses(draw(MEADOW.format(valley=0.7), 3).frame)]
    middle = min(place.f for place in tops if abs(place.e - 50 * U) < 12 * U)
    sides = min(place.f for place in tops if abs(place.e - 50 * U) > 28 * U)
    assert sides < middle - 6 * U


def test_a_bough_bears_its_flowers_at_the_ends_of_its_twigs() -> None:
    layer = f"bough: {{through: [[20, 70], [80, 30]], width: 2, bark: ink, twigs: 5, twig: 18, heads: [{{kind: daisy, radius: 4, count: 1, fill: {FILL}}}]}}"
    assert 3 <= len(uses(draw(layer).frame)) <= 6


def test_veins_are_never_too_thin_to_print() -> None:
    layer = (
        "sprig: {species: bay, length: 60, leaves: 9, leaf: 14, stem: 0.4, fill: {front: ink, vein: pale}}"
    )
    pens = [item.ink.width for item, _ in pieces(draw(layer).frame.items) if isinstance(item, Stroke)]
    assert pens
    assert min(pens) >= 0.4


def test_a_garland_without_a_course_is_refused() -> None:
    with pytest.raises(Exception, match="needs a `radius`"):
        draw(f"garland: {{greens: {GREENS}}}")


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 999), depth=st.floats(0, 40), flow=st.floats(0, 1), fan=st.floats(0, 120),
    gap=st.floats(-10, 20), gather=st.floats(0.02, 1), mirror=st.booleans(), kind=st.sampled_from(get_args(Kind)),
    species=st.sampled_from(sorted(SPECIES)),
)  # fmt: skip
def test_any_garland_within_bounds_is_finite_and_near_its_curve(
    seed: int, depth: float, flow: float, fan: float, gap: float, gather: float, mirror: bool, kind: str, species: str
) -> None:  # fmt: skip
    layer = (
        f"garland: {{through: [[30, 50], [50, 40], [70, 50]], depth: {depth:.3f}, flow: {flow:.3f}, fan: {fan:.3f}, "
        f"gap: {gap:.3f}, gather: {gather:.3f}, mirror: {str(mirror).lower()}, greens: [{{species: {species}, count: 5, "
        f"length: 12, leaves: 4, leaf: 5, fill: {{front: ink}}}}], heads: [{{kind: {kind}, radius: 4, count: 4, fill: {FILL}}}]}}"
    )
    drawn = draw(layer, seed)
    assert is_finite(drawn)
    assert Rect.of(PANEL).inset(Insets.even(-30 * U)).holds(box_of(drawn))


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 999), valley=st.floats(0, 0.95), blades=st.integers(0, 60), blade=st.floats(1, 40),
    kind=st.sampled_from(get_args(Kind)), radius=st.floats(0.5, 8),
)  # fmt: skip
def test_any_meadow_within_bounds_is_finite_and_stands_on_its_ground(
    seed: int, valley: float, blades: int, blade: float, kind: str, radius: float
) -> None:
    layer = (
        f"meadow: {{at: [50, 85], width: 70, height: 60, valley: {valley:.3f}, blades: {blades}, blade: {blade:.3f}, "
        f"grass: [ink, accent], stalk: ink, heads: [{{kind: {kind}, radius: {radius:.3f}, count: 6, fill: {FILL}}}]}}"
    )
    drawn = draw(layer, seed)
    assert is_finite(drawn)
    assert Rect.of(PANEL).inset(Insets.even(-16 * U)).holds(box_of(drawn))


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 999), width=st.floats(0.2, 8), twigs=st.integers(1, 40), twig=st.floats(0.5, 20),
    spread=st.floats(5, 90), start=st.floats(0, 0.9), kind=st.sampled_from(get_args(Kind)),
)  # fmt: skip
def test_any_bough_within_bounds_is_finite_and_near_its_course(
    seed: int, width: float, twigs: int, twig: float, spread: float, start: float, kind: str
) -> None:
    layer = (
        f"bough: {{through: [[30, 70], [50, 55], [70, 40]], width: {width:.3f}, bark: ink, lit: pale, twigs: {twigs}, "
        f"twig: {twig:.3f}, spread: {spread:.3f}, start: {start:.3f}, heads: [{{kind: {kind}, radius: 4, count: 2, fill: {FILL}}}]}}"
    )
    drawn = draw(layer, seed)
    assert is_finite(drawn)
    assert Rect.of(PANEL).inset(Insets.even(-12 * U)).holds(box_of(drawn))
