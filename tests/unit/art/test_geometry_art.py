"""What the geometric generators draw: numbers first, then laws for any parameters within their bounds."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.catalog import GENERATORS
from cardmaker.art.geometry.forms import FORMS
from cardmaker.art.geometry.tiles import NEAR
from cardmaker.art.kit.area import Area, area_path
from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import draw_panel
from cardmaker.art.stage import Stage
from cardmaker.color import Color, difference, parse_color
from cardmaker.design import Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Group, Item, Stroke, Use
from cardmaker.errors import InputError
from cardmaker.geometry import IDENTITY, Path, Rect, Size, Transform
from cardmaker.inputs.design import parse_design

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#1F2A36", deep: "#26547C", warm: "#E3563F", sun: "#F0B33C", pale: "#F3E6D0"}}
type: {plain: {face: jost/400Regular, size: 10}}
slots: {headline: {default: "thank you"}}
"""
PANEL = Size(300, 400)
U = 3.0
CENTER = (150.0, 200.0)
PALETTE = {
    name: parse_color(value)
    for name, value in {"ink": "#1F2A36", "deep": "#26547C", "warm": "#E3563F", "sun": "#F0B33C"}.items()
}


def draw(*layers: str, seed: int = 1) -> tuple[Item, ...]:
    front = "".join(f"  - {layer}\n" for layer in layers)
    design = parse_design(f"{HEAD}seed: {seed}\nfront:\n{front}", "one.yaml")
    return draw_panel(design, "front", PANEL, "only", {}).frame.items


def leaves(items: tuple[Item, ...], by: Transform = IDENTITY) -> Iterator[tuple[Fill | Stroke, Path]]:
    """Yield each fill and stroke with its path where it lies on the panel."""
    for item in items:
        if isinstance(item, Group):
            yield from leaves(item.frame.items, item.transform.then(by))
        elif isinstance(item, Use):
            yield from leaves(item.shared.frame.items, item.transform.then(by))
        elif isinstance(item, Fill | Stroke):
            yield item, item.path.transformed(by)


def points(path: Path) -> list[tuple[float, float]]:
    return list(zip(path.numbers[0::2], path.numbers[1::2], strict=True))


def reach(path: Path) -> float:
    return max(math.dist(point, CENTER) for point in points(path))


def box(items: tuple[Item, ...]) -> Rect:
    found = ink_box(items)
    assert found is not None
    return found


# Forms and figures


@pytest.mark.parametrize("form", [form for form in FORMS if form != "plain"])
def test_every_form_stays_in_its_square(form: str) -> None:
    found = FORMS[form].bounds()  # type: ignore[index]
    assert Rect(-0.5, -0.5, 1, 1).holds(found, 0.02)
    assert max(found.size) > 0.5


def test_a_figure_is_as_wide_and_high_as_it_says() -> None:
    found = box(draw("figure: {form: diamond, size: 20, height: 30, fill: ink}"))
    assert found == pytest.approx((120, 155, 60, 90))


# Tiles

TILES = "tiles: {id: T, area: {inset: 20pt}, columns: 6, forms: [quarter, ring, bow, dot, lens], fill: [ink, deep, warm, sun, pale]}"


def tile_pairs(items: tuple[Item, ...]) -> list[tuple[Color, Color]]:
    [mosaic] = items
    assert isinstance(mosaic, Group)
    fills = [item for item in mosaic.frame.items if isinstance(item, Fill)]
    return [(ground.color, figure.color) for ground, figure in zip(fills[::2], fills[1::2], strict=True)]


def test_a_mosaic_fills_its_area_to_the_edge_and_no_further() -> None:
    assert box(draw(TILES)) == pytest.approx((20, 20, 260, 360))


def test_the_two_colors_of_a_tile_are_never_nearly_equal() -> None:
    for seed in range(20):
        assert all(difference(*pair) >= NEAR for pair in tile_pairs(draw(TILES, seed=seed)))
    assert difference(PALETTE["ink"], PALETTE["deep"]) < NEAR < difference(PALETTE["warm"], PALETTE["sun"])


def test_every_color_gets_about_the_same_share_of_a_mosaic() -> None:
    counts = Counter(color for pair in tile_pairs(draw(TILES)) for color in pair)
    assert max(counts.values()) <= 2 * min(counts.values())


def test_no_tile_has_the_two_colors_of_the_one_beside_it() -> None:
    pairs = [frozenset(pair) for pair in tile_pairs(draw(TILES))]
    beside = [(pairs[i], pairs[i + 1]) for i in range(len(pairs) - 1) if i % 6 != 5]
    assert sum(one == other for one, other in beside) <= 1


def test_tiles_are_nearly_square_whatever_the_area() -> None:
    mosaic = draw(TILES.replace("columns: 6", "tile: 14"))
    boxes = [path.bounds() for item, path in leaves(mosaic)][::2]
    assert all(0.85 < found.width / found.height < 1.18 for found in boxes)


def test_a_large_tile_is_twice_as_wide_and_high() -> None:
    boxes = [path.bounds() for _, path in leaves(draw(TILES.replace("columns: 6", "columns: 6, large: 3")))][
        ::2
    ]
    widths = Counter(round(found.width) for found in boxes)
    assert widths == {44: len(boxes) - 3, 87: 3}


@pytest.mark.parametrize("mirror", ["across", "both"])
@pytest.mark.parametrize("columns", [5, 6])
def test_a_mirrored_mosaic_is_its_own_mirror_image(mirror: str, columns: int) -> None:
    text = TILES.replace("columns: 6", f"columns: {columns}, large: 1, mirror: {mirror}")
    found = [(item.color, path.bounds()) for item, path in leaves(draw(text)) if isinstance(item, Fill)]
    flip = Transform(-1, 0, 0, 1, PANEL.width, 0)
    for color, tile in found:
        image = flip.apply_rect(tile)
        assert any(
            color == other and image.holds(there, 0.01) and there.holds(image, 0.01) for other, there in found
        )


@pytest.mark.parametrize("wrong", ["columns: 6, tile: 4", "rows: 3"])
def test_a_mosaic_needs_columns_or_the_size_of_a_tile(wrong: str) -> None:
    with pytest.raises(InputError, match="either `columns` or the size of a `tile`"):
        draw(TILES.replace("columns: 6", wrong))


# Rosettes

ROSETTE = "rosette: {bands: [{outer: 30, inner: 12, lobes: 9, phases: 5, stroke: ink}]}"


def test_a_wave_runs_between_its_two_radii_and_touches_both() -> None:
    for _, path in leaves(draw(ROSETTE)):
        knots = [points(path)[0], *points(path)[3::3]]
        radii = [math.dist(knot, CENTER) for knot in knots]
        assert min(radii) == pytest.approx(12 * U, abs=0.5)
        assert max(radii) == pytest.approx(30 * U, abs=0.5)


def test_the_phases_of_a_plain_band_share_one_curve_and_part_a_lobe_evenly() -> None:
    uses = [item for item in draw(ROSETTE) if isinstance(item, Use)]
    assert len(uses) == 5
    assert len({id(use.shared) for use in uses}) == 1
    angles = [math.degrees(math.atan2(use.transform.b, use.transform.a)) for use in uses]
    assert angles == pytest.approx([0, 8, 16, 24, 32])


def test_a_rosette_is_smooth_everywhere() -> None:
    for _, path in leaves(draw(ROSETTE.replace("phases: 5", "phases: 5, petals: 12, swell: 3"))):
        found = points(path)
        for index in range(3, len(found) - 1, 3):
            (ax, ay), (bx, by), (cx, cy) = found[index - 1 : index + 2]
            turn = math.atan2(cy - by, cx - bx) - math.atan2(by - ay, bx - ax)
            assert abs(math.remainder(turn, 2 * math.pi)) < 1e-6


def test_petals_scallop_only_the_outer_edge() -> None:
    paths = [path for _, path in leaves(draw(ROSETTE.replace("phases: 5", "phases: 6, petals: 9, swell: 4")))]
    radii = [math.dist(knot, CENTER) for path in paths for knot in points(path)[3::3]]
    assert min(radii) == pytest.approx(12 * U, abs=0.5)
    assert max(radii) <= 30 * U + 0.01


# Waves

SEA = "seigaiha: {id: S, area: {inset: 20pt}, across: 6, stroke: ink, every: 8, accents: [{fill: warm, stroke: paper}]}"


def scales(items: tuple[Item, ...]) -> list[Use]:
    [sea] = items
    assert isinstance(sea, Group)
    return [item for item in sea.frame.items if isinstance(item, Use)]


def fill_of(use: Use) -> Color:
    first = use.shared.frame.items[0]
    assert isinstance(first, Fill)
    return first.color


def test_a_sea_is_cut_along_its_area() -> None:
    assert box(draw(SEA)) == pytest.approx((20, 20, 260, 360))


def test_scales_that_stand_out_are_about_as_many_as_asked_and_never_neighbors() -> None:
    uses = scales(draw(SEA))
    accents = [use for use in uses if fill_of(use) == parse_color("#E3563F")]
    assert 0.5 * len(uses) / 8 <= len(accents) <= len(uses) / 8 + 1
    places = [(use.transform.e, use.transform.f) for use in accents]
    radius = 260 / 12
    assert all(math.dist(a, b) > 1.4 * radius for a in places for b in places if a != b)


def test_a_swelling_sea_has_no_scale_that_floats() -> None:
    uses = scales(draw(SEA.replace("across: 6", "across: 6, relief: 30, swells: 1")))
    radius, step = 260 / 12, 260 / 24
    places = {(round(use.transform.e, 2), round(use.transform.f, 2)) for use in uses}
    lowest = max(y for _, y in places)
    for x, y in places:
        for below in (round(x - radius, 2), round(x + radius, 2)):
            if y < lowest - 1 and 20 < below < 280:
                assert any(abs(a - below) < 0.05 and abs(b - y - step) < 0.05 for a, b in places)


def test_scales_gain_their_lines_from_the_top_down() -> None:
    uses = scales(draw(SEA.replace("across: 6", "across: 6, fade: 0.6")))
    lines = [len(use.shared.frame.items) for use in sorted(uses, key=lambda use: use.transform.f)]
    assert lines == sorted(lines)
    assert (lines[0], lines[-1]) == (2, 5)


def test_a_sea_draws_each_look_of_a_scale_once() -> None:
    uses = scales(draw(SEA))
    assert len(uses) > 100
    assert len({id(use.shared) for use in uses}) == 2


# Bursts


def test_the_first_ray_of_a_full_burst_points_up() -> None:
    [fill] = draw("burst: {radius: 20, rays: 5, fill: [ink], form: star}")
    assert isinstance(fill, Fill)
    assert points(fill.path)[0] == pytest.approx((150, 140))


@pytest.mark.parametrize("form", ["line", "needle", "wedge"])
@pytest.mark.parametrize("rays", [4, 7])
def test_a_part_of_a_burst_is_symmetric_about_the_top(form: str, rays: int) -> None:
    found = box(draw(f"burst: {{radius: 20, hole: 5, rays: {rays}, fill: [ink], form: {form}, spread: 140}}"))
    assert found.center.x == pytest.approx(150, abs=0.2)


def test_rays_take_their_lengths_in_turn_and_beads_sit_on_their_tips() -> None:
    items = draw(
        "burst: {radius: 20, rays: 8, fill: [ink], lengths: [1, 0.5], beads: {radius: 1, fill: warm, every: 2}}"
    )
    rays = [item for item in items if isinstance(item, Stroke)]
    beads = [item for item in items if isinstance(item, Fill)]
    assert [round(reach(ray.path), 6) for ray in rays] == [60, 30] * 4
    assert len(beads) == 4
    assert all(math.dist(bead.path.bounds().center, CENTER) == pytest.approx(60) for bead in beads)


def test_the_sides_of_a_star_bow_in() -> None:
    [fill] = draw("burst: {radius: 20, rays: 4, fill: [ink], form: star, waist: 0.1}")
    assert isinstance(fill, Fill)
    controls = [point for index, point in enumerate(points(fill.path)) if index % 3]
    assert all(math.dist(point, CENTER) == pytest.approx(6) for point in controls)


# Almonds

ALMONDS = "almonds: {area: {inset: 20pt}, stems: 4, fill: [warm, sun], stroke: ink, leaves: [2, 3], heights: [1, 0.7]}"


def test_stems_stand_on_the_area_and_the_tallest_reach_its_top() -> None:
    found = box(draw(ALMONDS))
    assert found.y == pytest.approx(20, abs=0.5)
    assert found.bottom == pytest.approx(380, abs=0.5)


def test_leaves_of_one_stem_are_counted_and_keep_to_their_own_width() -> None:
    found = [path.bounds() for item, path in leaves(draw(ALMONDS)) if isinstance(item, Fill)]
    assert len(found) == 10
    columns = Counter(round((leaf.center.x - 20) / 65 - 0.5) for leaf in found)
    assert columns == {0: 2, 1: 3, 2: 2, 3: 3}


def test_lines_on_dark_leaves_are_knocked_out() -> None:
    items = draw(ALMONDS.replace("[warm, sun]", "[deep]"))
    inks = {item.ink.color.hex for item, _ in leaves(items) if isinstance(item, Stroke)}
    assert inks == {"#1f2a36", "#ffffff"}


@pytest.mark.parametrize("marking", ["veins", "ladder", "nested", "rays", "beads", "half"])
def test_no_marking_leaves_its_leaf(marking: str) -> None:
    items = draw(ALMONDS.replace("stroke: ink", f"stroke: ink, marking: [{marking}]"))
    leaf: Rect | None = None
    for item in items:
        if isinstance(item, Fill):
            leaf = item.path.bounds()
        elif isinstance(item, Group):
            assert leaf is not None
            assert all(leaf.holds(path.bounds(), 0.01) for _, path in leaves((item,)))


# Doorways, towers, quilts, roses


def test_doorways_stand_on_one_line_a_gap_inside_each_other() -> None:
    items = draw("arches: {area: {width: 60, height: 90}, count: 3, gap: [2, 5], stroke: [ink]}")
    found = [item.path.bounds() for item in items if isinstance(item, Stroke)]
    assert [round(arch.width / U, 6) for arch in found] == [60, 56, 46]
    assert {round(arch.bottom, 6) for arch in found} == {335}


@pytest.mark.parametrize("head", ["round", "pointed", "stepped"])
def test_every_head_is_symmetric_and_reaches_the_top(head: str) -> None:
    [arch] = draw(f"arches: {{area: {{width: 60, height: 90}}, head: {head}, count: 1, stroke: [ink]}}")
    assert isinstance(arch, Stroke)
    found = points(arch.path)
    assert min(y for _, y in found) == pytest.approx(65)
    assert sorted(round(x - 150, 6) for x, _ in found) == sorted(round(150 - x, 6) for x, _ in found)


def test_a_tower_is_as_high_as_its_blocks_and_stands_on_its_place() -> None:
    tower = "skyscraper: {fill: ink, line: paper, tiers: [{width: 20, height: 10, piers: 3}, {width: 10, height: 15}], spire: 12}"
    assert box(draw(tower)) == pytest.approx((120, 200 - 37 * U, 60, 37 * U))


def test_a_crown_adds_its_height_and_its_arches_and_windows_are_symmetric() -> None:
    tower = (
        "skyscraper: {fill: ink, line: sun, tiers: [{width: 20, height: 10}], crown: {width: 16, height: 20}}"
    )
    found = box(draw(tower))
    assert found.height == pytest.approx(30 * U, abs=0.1)
    assert found.center.x == pytest.approx(150)


def test_a_quilt_star_has_its_diamonds_and_its_tips_at_the_radius() -> None:
    items = draw("quilt-star: {radius: 30, rows: 4, fill: [ink, deep, warm, sun, pale]}")
    fills = [item for item in items if isinstance(item, Fill)]
    assert sum(item.path.steps.count("M") for item in fills) == 8 * 16
    assert max(reach(item.path) for item in fills) == pytest.approx(30 * U, abs=0.3)


def test_the_seams_of_a_quilt_star_are_as_wide_as_they_say() -> None:
    [fill] = draw("quilt-star: {radius: 30, rows: 1, points: 4, gap: 2, fill: [ink]}")
    assert isinstance(fill, Fill)
    right = [(x, y) for x, y in points(fill.path) if x > 150 and y < 200]
    along = math.cos(math.pi / 4)
    assert min(abs((x - 150) * along + (y - 200) * along) for x, y in right) == pytest.approx(U, abs=0.01)


@pytest.mark.parametrize(("count", "halves"), [(4, 4), (8, 8), (16, 16), (32, 32)])
def test_a_rose_has_its_points_each_of_a_light_and_a_dark_half(count: int, halves: int) -> None:
    items = draw(f"compass: {{radius: 30, shade: ink, lit: pale, points: {count}}}")
    colors = Counter(item.color.hex for item in items if isinstance(item, Fill))
    assert colors == {"#1f2a36": halves, "#f3e6d0": halves}
    assert box(items).y == pytest.approx(200 - 30 * U)


def test_engraving_stays_inside_the_dark_half() -> None:
    items = draw("compass: {radius: 30, shade: ink, points: 4, hatch: 0.5, width: 0.25pt}")
    assert sum(isinstance(item, Stroke) for item in items) == 4
    assert box(items).width == pytest.approx(60 * U, abs=0.5)


# Any parameters

OWN = (
    "figure", "tiles", "rosette", "seigaiha", "burst", "almonds", "arches", "skyscraper", "quilt-star", "compass", "rings",
)  # fmt: skip
SHARE = Bounds(0, 1)
ROLES = st.sampled_from(["ink", "warm", "paper"]).map(Role)


def parameters(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a record of parameters, each within its bounds; records that refuse themselves are left out."""
    hints = get_type_hints(kind, include_extras=True)
    needed = {item.name: _any_of(hints[item.name]) for item in fields(kind) if item.default is MISSING}
    more = {item.name: _any_of(hints[item.name]) for item in fields(kind) if item.default is not MISSING}
    return st.fixed_dictionaries(needed, optional=more).map(lambda values: _made(kind, values)).filter(bool)


def _made(kind: Any, values: dict[str, Any]) -> Any:
    try:
        return kind(**values)
    except ValueError:
        return None


def _any_of(wanted: Any, bounds: Bounds = SHARE) -> st.SearchStrategy[Any]:
    if get_origin(wanted) is Annotated:
        kind, *extras = get_args(wanted)
        return _any_of(kind, next((extra for extra in extras if isinstance(extra, Bounds)), bounds))
    if get_origin(wanted) in {Union, UnionType}:
        return _any_of(next(kind for kind in get_args(wanted) if kind is not NoneType), bounds)
    if get_origin(wanted) is tuple:
        return _tuple(get_args(wanted), bounds)
    if get_origin(wanted) is Literal:
        return st.sampled_from(get_args(wanted))
    return _plain(wanted, bounds)


def _tuple(kinds: tuple[Any, ...], bounds: Bounds) -> st.SearchStrategy[Any]:
    if kinds[1] is Ellipsis:
        return st.lists(_any_of(kinds[0], bounds), min_size=0, max_size=3).map(tuple)
    return st.tuples(*(_any_of(kind, bounds) for kind in kinds))


def _plain(wanted: Any, bounds: Bounds) -> st.SearchStrategy[Any]:
    if wanted is Area:
        edge = st.floats(0, 45).map(Length)
        side = st.floats(0.5, 250).map(Length)
        return st.one_of(st.builds(Area, inset=edge), st.builds(Area, width=side, height=side))
    if wanted is Spot:
        return st.builds(Spot.percent, st.floats(0, 100), st.floats(0, 100))
    numbers = st.floats(bounds.least, bounds.greatest)
    simple = {
        Length: numbers.map(Length),
        float: numbers,
        int: st.integers(math.ceil(bounds.least), min(math.floor(bounds.greatest), 60)),
        bool: st.booleans(),
        Role: ROLES,
    }
    return simple[wanted] if wanted in simple else parameters(wanted)


def own_stage() -> Stage:
    design = parse_design(f"{HEAD}front:\n  - disc: {{radius: 3, fill: ink}}\n", "one.yaml")
    layout = design.layout(design.orientation)
    return Stage(design, layout, design.palettes["only"], {}, {}, GENERATORS, PANEL, U, layer="law")


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_parameters_within_their_bounds_draw_finite_numbers(name: str, data: st.DataObject) -> None:
    generator = GENERATORS[name]
    params = data.draw(parameters(generator.params))
    stage = own_stage()
    items = tuple(generator.draw(params, stage))
    assert len(items) <= 4000
    for item, path in leaves(items):
        assert all(map(math.isfinite, path.numbers))
        assert isinstance(item, Fill) or item.ink.width > 0


@pytest.mark.parametrize("name", ["tiles", "seigaiha"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_what_fills_an_area_is_clipped_to_it(name: str, data: st.DataObject) -> None:
    generator = GENERATORS[name]
    params = data.draw(parameters(generator.params))
    stage = own_stage()
    found = ink_box(generator.draw(params, stage))
    assert found is None or area_path(params.area, stage).bounds().holds(found, 0.01)


@pytest.mark.parametrize("name", ["almonds", "arches"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_what_stands_in_an_area_stays_in_it_but_for_half_a_line(name: str, data: st.DataObject) -> None:
    generator = GENERATORS[name]
    params = data.draw(parameters(generator.params))
    stage = own_stage()
    items = tuple(generator.draw(params, stage))
    area = area_path(params.area, stage).bounds()
    inside = [path for item, path in leaves(tuple(item for item in items if not isinstance(item, Group)))]
    slack = (
        0.01 if name == "arches" else area.width * 0.3
    )  # leaves may be wider than their place, as `room` says
    assert all(area.holds(path.bounds(), slack) for path in inside)


@pytest.mark.parametrize("name", OWN)
def test_nothing_is_drawn_the_same_layer_twice_otherwise(name: str) -> None:
    assert is_dataclass(GENERATORS[name].params)
    text = TILES if name == "tiles" else SEA if name == "seigaiha" else ALMONDS
    first, second = (list(leaves(draw(text))) for _ in range(2))
    assert first == second
