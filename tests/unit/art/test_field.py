"""What the generators of fields draw: hills, contours, washes, skies, firs and seas."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.field.edges import edge_points, inward, lies_within
from cardmaker.art.field.levels import Grid, level_curves, level_lines
from cardmaker.art.field.wash import denser
from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.color import Color
from cardmaker.drawing import Fill, Group, Item, Line, Stroke, Use
from cardmaker.geometry import IDENTITY, Path, Rect, Size, Transform, ellipse
from cardmaker.inputs.design import parse_design
from cardmaker.units import MM

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222", accent: "#aa3311", pale: "#dddddd"}}
type:
  plain: {face: jost/400Regular, size: 10}
slots:
  headline: {default: "thank you", lines: 3, shrink: 0.5, max-chars: 40}
"""

PANEL = Size(100 * MM, 140 * MM)
U = MM
AREA = "area: {from: [10, 10], to: [90, 60]}"
ROOM = Rect(10 * U, 14 * U, 80 * U, 70 * U)

LAYERS = {
    "ridges": f"ridges: {{{AREA}, count: 6, ramp: [pale, ink], relief: 9, scale: 30, mist: 2, gap: 1}}",
    "line ridges": f"ridges: {{{AREA}, count: 20, ramp: [ink], relief: 16, scale: 30, style: line, form: alpine, drift: 0.1}}",
    "contours": f"contours: {{{AREA}, levels: 20, scale: 30, ramp: [pale, ink]}}",
    "wash": f"wash: {{{AREA}, steps: 8, ramp: [pale, accent]}}",
    "stars": f"stars: {{{AREA}, spacing: 2, fill: [ink, pale], largest: 0.6, smallest: 0.1, rays: 4, band: {{angle: 30, width: 10}}}}",
    "firs": f"firs: {{{AREA}, ranks: 3, ramp: [pale, ink], height: 20}}",
    "waves": f"waves: {{{AREA}, rows: 12, ramp: [ink], stroke: 14}}",
}
every_field = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())


def draw(*layers: str, seed: int = 1) -> Drawn:
    front = "".join(f"  - {layer}\n" for layer in layers)
    return draw_panel(
        parse_design(f"{HEAD}seed: {seed}\nfront:\n{front}", "one.yaml"), "front", PANEL, "only", {}
    )


def box(*layers: str) -> Rect:
    found = ink_box(draw(*layers).frame.items)
    assert found is not None
    return found


def flat(items: tuple[Item, ...], by: Transform = IDENTITY) -> list[tuple[Item, Transform]]:
    found: list[tuple[Item, Transform]] = []
    for item in items:
        if isinstance(item, Group):
            found += flat(item.frame.items, item.transform.then(by))
        elif isinstance(item, Use):
            found += flat(item.shared.frame.items, item.transform.then(by))
        else:
            found.append((item, by))
    return found


def paths(*layers: str, seed: int = 1) -> list[Path]:
    return [
        item.path.transformed(by)
        for item, by in flat(draw(*layers, seed=seed).frame.items)
        if isinstance(item, Fill | Stroke)
    ]


def points(path: Path) -> list[tuple[float, float]]:
    return list(zip(path.numbers[0::2], path.numbers[1::2], strict=True))


@every_field
def test_a_field_stays_inside_its_area(layer: str) -> None:
    assert ROOM.holds(box(layer), 0.01)


@every_field
def test_a_field_is_the_same_each_time_and_another_with_another_seed(layer: str) -> None:
    assert paths(layer) == paths(layer)
    assert paths(layer) != paths(layer, seed=2)


@every_field
@given(seed=st.integers(1, 10_000))
@settings(max_examples=12, deadline=None)
def test_a_field_has_finite_numbers_and_few_of_them_whatever_its_seed(layer: str, seed: int) -> None:
    found = paths(layer, seed=seed)
    assert found
    assert all(math.isfinite(number) for path in found for number in path.numbers)


# --- lines of equal height ---


def cone(grid: Grid) -> np.ndarray:
    return -np.hypot(grid.xs[np.newaxis, :] - 50, grid.ys[:, np.newaxis] - 50)


def test_the_line_of_a_cone_is_one_closed_circle() -> None:
    grid = Grid.over(Rect(0, 0, 100, 100), 2.0)
    [line] = level_lines(cone(grid), -30.0)
    assert line[0].tolist() == line[-1].tolist()
    xy = grid.points(line[:, 0], line[:, 1])
    assert np.hypot(xy[:, 0] - 50, xy[:, 1] - 50) == pytest.approx(30, abs=0.05)


def test_a_line_that_leaves_the_grid_is_open() -> None:
    grid = Grid.over(Rect(0, 0, 100, 100), 2.0)
    lines = list(level_lines(cone(grid), -60.0))
    assert len(lines) == 4
    assert all(line[0].tolist() != line[-1].tolist() for line in lines)


def test_curves_have_about_a_point_for_each_step_and_specks_are_left_out() -> None:
    grid = Grid.over(Rect(0, 0, 100, 100), 2.0)
    [curve] = level_curves(cone(grid), -30.0, grid, 10.0)
    assert curve.steps.count("C") == round(2 * math.pi * 30 / 10)
    assert list(level_curves(cone(grid), -1.0, grid, 10.0)) == []


@given(st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_lines_of_any_heights_end_only_at_the_edge_of_the_grid(seed: int) -> None:
    heights = np.array([[math.sin(seed + 3.1 * x * y + x * x) for x in range(9)] for y in range(7)])
    for line in level_lines(heights, 0.1):
        if line[0].tolist() != line[-1].tolist():
            for column, row in (line[0], line[-1]):
                assert column in (0, 8) or row in (0, 6)


def test_contours_leave_what_they_keep_clear_of_uncrossed_and_uncut() -> None:
    disc = "disc: {id: words, at: [50, 35], radius: 9, fill: accent}"
    land = f"keep-clear: {{of: [words], gap: 2, layers: [{LAYERS['contours']}]}}"
    center = (50 * U, 49 * U)
    strokes = [item.path for item, _ in flat(draw(disc, land).frame.items) if isinstance(item, Stroke)]
    assert strokes
    assert all(math.dist(point, center) > 9 * U for path in strokes for point in points(path))


def test_each_fifth_contour_is_the_heavier_one() -> None:
    widths = [
        item.ink.width for item, _ in flat(draw(LAYERS["contours"]).frame.items) if isinstance(item, Stroke)
    ]
    assert widths.count(1.0) == 4
    assert widths.count(0.5) == 16


# --- ridges ---


def test_ridges_go_from_the_far_color_to_the_near_one() -> None:
    fills = [item for item, _ in flat(draw(LAYERS["ridges"]).frame.items) if isinstance(item, Fill)]
    assert (fills[0].color.hex, fills[-1].color.hex) == ("#dddddd", "#222222")
    assert len(fills) == 6 + 2 * 5


def test_line_ridges_paint_nothing_over_so_that_any_stock_shows_through() -> None:
    assert all(isinstance(item, Stroke) for item, _ in flat(draw(LAYERS["line ridges"]).frame.items))


def test_a_nearer_ridge_hides_the_farther_and_keeps_a_gap() -> None:
    layer = LAYERS["line ridges"].replace("drift: 0.1", "drift: 0.1, gap: 1")
    runs = [list(points(path)[::3]) for path in paths(layer)]
    ends = np.array([point for run in runs for point in run])
    for x in np.arange(12 * U, 88 * U, 3 * U):
        ys = sorted(
            float(np.interp(x, *zip(*run, strict=True))) for run in runs if run[0][0] < x < run[-1][0]
        )
        assert all(b - a > 0.7 * U for a, b in pairwise(ys))
    assert len(ends)


def test_land_under_lines_hides_a_sun_behind_it() -> None:
    layer = LAYERS["line ridges"].replace("style: line", "style: line, under: paper")
    first, _ = flat(draw(layer).frame.items)[0]
    assert isinstance(first, Fill)
    assert first.color.hex == "#ffffff"


def test_filled_ridges_keep_their_least_distance() -> None:
    layer = f"ridges: {{{AREA}, count: 5, ramp: [pale, ink], relief: 20, scale: 20, gap: 3}}"
    crests = [list(points(path)[:-2:3]) for path in paths(layer)]
    for above, below in pairwise(crests):
        assert all(b[1] - a[1] > 2.9 * U for a, b in zip(above, below, strict=True))


# --- washes ---


def test_a_wash_is_opaque_and_passes_from_its_first_color_to_its_last() -> None:
    fills = [item for item, _ in flat(draw(LAYERS["wash"]).frame.items) if isinstance(item, Fill)]
    assert {"#dddddd", "#aa3311"} <= {fill.color.hex for fill in fills}


def test_pigment_gathers_darker_and_never_lighter() -> None:
    color = Color(0.8, 0.5, 0.2)
    assert all(a <= b for a, b in zip(denser(color, 1.3).rgb, color.rgb, strict=True))
    assert denser(Color(1, 1, 1), 2).hex == "#ffffff"


def test_normals_point_inward_whichever_way_an_outline_runs() -> None:
    edge = edge_points(ellipse(0, 0, 50), 5.0)
    for places in (edge, edge[::-1]):
        assert np.hypot(*(places + 5 * inward(places)).T) == pytest.approx(45, abs=0.2)


def test_what_lies_within_an_outline_is_told_with_its_margin() -> None:
    edge = edge_points(ellipse(0, 0, 50), 2.0)
    x, y = np.array([0.0, 44.0, 47.0, 60.0]), np.zeros(4)
    assert lies_within(x, y, edge, 5.0).tolist() == [True, True, False, False]


# --- skies ---


def test_stars_keep_their_distance_and_none_is_cut_by_the_edge() -> None:
    uses = [
        item
        for group in draw(LAYERS["stars"].replace("area: {", "area: {outline: arch, ")).frame.items
        for item in [group]
        if isinstance(item, Use)
    ]
    places = [(use.transform.e, use.transform.f) for use in uses]
    assert len(places) > 100
    for index, place in enumerate(places):
        assert all(math.dist(place, other) >= 2 * U - 1e-6 for other in places[:index])
    assert ROOM.holds(box(LAYERS["stars"]))


def test_stars_leave_holes_for_moons() -> None:
    layer = LAYERS["stars"].replace("spacing: 2", "spacing: 2, holes: [{width: 20, at: [50, 35]}]")
    stars = [path.bounds() for path in paths(layer)]
    assert stars
    assert all(math.dist(star.center, (50 * U, 49 * U)) > 10 * U for star in stars)


def test_bright_stars_are_rare() -> None:
    uses = [
        item for item in draw(LAYERS["stars"].replace(", rays: 4", "")).frame.items if isinstance(item, Use)
    ]
    radii = sorted(use.shared.frame.items[0].path.bounds().width / 2 for use in uses)
    assert radii[len(radii) // 2] < 0.15 * U
    assert radii[-1] > 0.4 * U


def test_stars_are_denser_along_the_band() -> None:
    layer = LAYERS["stars"].replace("angle: 30, width: 10", "angle: 0, width: 8")
    heights = [item.transform.f for item in draw(layer).frame.items if isinstance(item, Use)]
    near = sum(abs(y - ROOM.center.y) < 8 * U for y in heights) / 16
    far = sum(abs(y - ROOM.center.y) > 20 * U for y in heights) / 30
    assert near > 2 * far


def test_the_lines_of_a_constellation_stop_short_of_its_stars() -> None:
    layer = "constellation: {figure: plough, size: 60, fill: ink, stroke: ink, gap: 2, kind: dots, star: 3}"
    items = [item for item, _ in flat(draw(layer).frame.items)]
    stars = [item.path.bounds() for item in items if isinstance(item, Fill)]
    lines = [item.path for item in items if isinstance(item, Stroke)]
    assert (len(stars), len(lines)) == (7, 7)
    for end in (end for line in lines for end in points(line)):
        nearest = min(math.dist(end, star.center) - star.width / 2 for star in stars)
        assert nearest == pytest.approx(2 * U, abs=0.01)


@pytest.mark.parametrize("figure", ["plough", "cassiopeia", "cygnus", "lyra", "orion"])
def test_every_constellation_stands_about_its_place(figure: str) -> None:
    layer = f"constellation: {{figure: {figure}, size: 50, fill: ink, stroke: ink, at: [50, 50], rotate: 20}}"
    assert box(layer).center == pytest.approx((50 * U, 70 * U), abs=2 * U)


@pytest.mark.parametrize(("phase", "left", "right"), [(0.25, 50, 60), (0.5, 40, 60), (0.75, 40, 50)])
def test_the_moon_grows_from_the_right_and_wanes_to_the_left(phase: float, left: float, right: float) -> None:
    found = box(f"moon: {{radius: 10, phase: {phase}, fill: ink, at: [50, 50]}}")
    assert (found.x, found.right) == pytest.approx((left * U, right * U), abs=0.01)
    assert found.height == pytest.approx(20 * U)


@pytest.mark.parametrize("place", ["arc: 30, spread: 300", "length: 70"])
def test_the_phases_of_the_moon_are_their_own_mirror_image(place: str) -> None:
    layer = f"phases: {{count: 9, radius: 4, fill: ink, outline: ink, at: [50, 50], {place}}}"
    boxes = [item.path.bounds() for item, _ in flat(draw(layer).frame.items) if isinstance(item, Fill)]
    for one, other in zip(boxes, reversed(boxes), strict=True):
        assert one.x == pytest.approx(PANEL.width - other.right, abs=0.01)
        assert one.y == pytest.approx(other.y, abs=0.01)


# --- firs, seas, boats and birds ---


def test_firs_pale_to_the_back_and_grow_to_the_front() -> None:
    uses = [
        item
        for group in draw(LAYERS["firs"]).frame.items
        for item in group.frame.items
        if isinstance(item, Use)
    ]
    colors = [use.shared.frame.items[0].color.hex for use in uses]
    assert (colors[0], colors[-1]) == ("#dddddd", "#222222")
    far = max(use.transform.d for use in uses if use.shared.frame.items[0].color.hex == "#dddddd")
    near = max(use.transform.d for use in uses if use.shared.frame.items[0].color.hex == "#222222")
    assert far < 0.6 * near


def test_firs_are_drawn_once_for_each_form_and_rank() -> None:
    uses = [
        item
        for group in draw(LAYERS["firs"]).frame.items
        for item in group.frame.items
        if isinstance(item, Use)
    ]
    assert len({id(use.shared) for use in uses}) <= 3 * 6
    assert len(uses) <= 400


def test_whole_firs_are_not_cut_by_the_sides() -> None:
    layer = (
        LAYERS["firs"].replace("height: 20", "height: 20, whole: true, ranks: 1").replace("ranks: 3, ", "")
    )
    [group] = draw(layer).frame.items
    assert isinstance(group, Group)
    for use in group.frame.items:
        if isinstance(use, Use) and (found := ink_box([use])):
            assert found.x >= ROOM.x
            assert found.right <= ROOM.right


def test_no_wave_is_cut_and_rows_part_toward_the_front() -> None:
    boxes = [path.bounds() for path in paths(LAYERS["waves"])]
    assert all(found.x >= ROOM.x - 0.3 and found.right <= ROOM.right + 0.3 for found in boxes)
    rows = sorted({round(found.center.y / U / 2) for found in boxes})
    assert rows[-1] - rows[-2] >= rows[1] - rows[0]


def test_waves_are_sparser_in_the_light() -> None:
    def inked(layer: str) -> float:
        return sum(
            found.width for path in paths(layer) if abs((found := path.bounds()).center.x - 50 * U) < 6 * U
        )

    light = LAYERS["waves"].replace("stroke: 14", "stroke: 14, glitter: {width: 12, spread: 6}")
    assert inked(light) < 0.4 * inked(LAYERS["waves"])


@pytest.mark.parametrize("mirror", ["false", "true"])
def test_a_boat_stands_on_its_waterline_as_high_as_its_mast(mirror: str) -> None:
    found = box(f"boat: {{height: 30, hull: ink, sail: accent, at: [50, 50], heel: 0, mirror: {mirror}}}")
    assert found.bottom == pytest.approx(70 * U)
    assert found.height == pytest.approx(30 * U)


@pytest.mark.parametrize("flight", ["flock", "skein"])
def test_birds_fly_within_their_area_and_are_no_more_than_their_count(flight: str) -> None:
    drawn = draw(f"birds: {{count: 9, span: 5, fill: ink, flight: {flight}, {AREA}}}").frame.items
    assert 3 <= len(drawn) <= 9
    for bird in drawn:
        assert isinstance(bird, Use)
        assert ROOM.holds(Rect(bird.transform.e, bird.transform.f, 0, 0), 3 * U)


# --- whatever the numbers ---

number = st.integers(0, 100).map(lambda percent: percent / 100)


@given(
    number, number, number, number, st.sampled_from(["fill", "line"]), st.sampled_from(["rolling", "alpine"])
)
@settings(max_examples=25, deadline=None)
def test_ridges_are_finite_within_their_bounds(
    a: float, b: float, c: float, d: float, style: str, form: str
) -> None:
    layer = (
        f"ridges: {{{AREA}, count: {1 + round(59 * a)}, ramp: [pale, ink], relief: {80 * b}, scale: {1 + 299 * c}, far: {40 * d},"
        f" roughness: {0.8 * b}, drift: {0.01 + 4.99 * c}, gap: {20 * a}, mist: {round(6 * d)}, style: {style}, form: {form}}}"
    )
    assert all(math.isfinite(value) for path in paths(layer) for value in path.numbers)
    found = ink_box(draw(layer).frame.items)
    assert found is None or ROOM.holds(found, 0.01)


@given(number, number, number)
@settings(max_examples=15, deadline=None)
def test_contours_are_finite_and_bounded_within_their_bounds(a: float, b: float, c: float) -> None:
    layer = f"contours: {{{AREA}, levels: {2 + round(78 * a)}, scale: {1 + 199 * b}, detail: {0.5 * c}, ramp: [ink]}}"
    found = paths(layer)
    assert all(math.isfinite(value) for path in found for value in path.numbers)
    assert sum(len(path.numbers) for path in found) < 500_000


@given(number, number, number, number)
@settings(max_examples=15, deadline=None)
def test_a_wash_is_finite_and_bounded_within_its_bounds(a: float, b: float, c: float, d: float) -> None:
    layer = (
        f"wash: {{{AREA}, steps: {1 + round(29 * a)}, ramp: [pale, ink], scale: {2 + 198 * b}, stretch: {0.2 + 11.8 * c},"
        f" bloom: {2 * d}, rim: {a}, ragged: {20 * b}, edge: {6 * c}}}"
    )
    found = paths(layer)
    assert all(math.isfinite(value) for path in found for value in path.numbers)
    assert sum(len(path.numbers) for path in found) < 1_500_000


def test_the_words_of_a_panel_do_not_concern_a_field_that_keeps_clear_of_nothing() -> None:
    text = "text: {slot: headline, style: plain, fill: ink}"
    assert [item for item in draw(text, LAYERS["firs"]).frame.items if isinstance(item, Line)]
