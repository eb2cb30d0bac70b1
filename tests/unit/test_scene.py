"""Pictures in space: by numbers first, then a few pixels."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cardmaker.geometry import Insets, Point, Rect, Size
from cardmaker.model import NOTE_PANEL, Fold, Panel
from cardmaker.units import MM
from cardmaker.write.camera import Camera, Vector, picture_map
from cardmaker.write.poses import pose
from cardmaker.write.scene import (
    DESK,
    MARGINS,
    Leaf,
    Scene,
    desk_margin,
    draw_scene,
    frame_scene,
    on_desk,
    shadow_of,
    window,
    with_crease,
)

CANVAS = Size(400, 300)
FOLDS = list(Fold)
SIZES = [Size(127 * MM, 177.8 * MM), Size(177.8 * MM, 127 * MM), Size(120 * MM, 120 * MM)]


def blank(color: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    return Image.new("RGB", (60, 84), color)


def scene_of(fold: Fold, size: Size) -> Scene:
    return pose(fold, size, {Panel.FRONT: blank((200, 40, 40)), NOTE_PANEL[fold]: blank((40, 40, 200))})


def seen_leaves(scene: Scene, canvas: Size = CANVAS) -> list[list[Point]]:
    camera = frame_scene(scene, canvas)
    return [[camera.project(c) for c in leaf.corners] for leaf in scene.leaves if isinstance(leaf, Leaf)]


def turning(corners: list[Point]) -> list[float]:
    """Return twice the area of the triangle at every corner; positive is clockwise with y down."""
    return [
        (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
        for a, b, c in zip(corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True)
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("fold", FOLDS)
def test_each_leaf_is_seen_from_its_printed_side(fold: Fold, size: Size) -> None:
    for corners in seen_leaves(scene_of(fold, size)):
        assert min(turning(corners)) > 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("fold", FOLDS)
def test_every_corner_lies_within_the_margins_and_the_card_fills_them(fold: Fold, size: Size) -> None:
    left, top, right, bottom = MARGINS
    room = Rect.of(CANVAS).inset(
        Insets(left * CANVAS.width, top * CANVAS.height, right * CANVAS.width, bottom * CANVAS.height)
    )
    scene = scene_of(fold, size)
    camera = frame_scene(scene, CANVAS)
    seen = Rect.around(camera.project(c) for leaf in scene.leaves for c in leaf.corners)
    assert room.holds(seen, tolerance=1e-6)
    assert math.isclose(seen.width, room.width) or math.isclose(seen.height, room.height)


@pytest.mark.parametrize("fold", [Fold.SIDE, Fold.QUARTER])
def test_what_stands_upright_is_upright_in_the_picture(fold: Fold) -> None:
    for top_left, top_right, bottom_right, bottom_left in seen_leaves(scene_of(fold, SIZES[0])):
        assert top_left.x == pytest.approx(bottom_left.x, abs=1e-9)
        assert top_right.x == pytest.approx(bottom_right.x, abs=1e-9)


def test_a_half_open_card_shows_a_good_part_of_its_inside_beside_the_cover() -> None:
    inside, cover = seen_leaves(scene_of(Fold.SIDE, SIZES[0]))
    cover_width = cover[1].x - cover[0].x
    assert 0.25 < (inside[1].x - cover[1].x) / cover_width < 0.8


def test_the_near_edge_of_the_cover_is_taller_than_the_spine() -> None:
    _, cover = seen_leaves(scene_of(Fold.SIDE, SIZES[0]))
    assert cover[2].y - cover[1].y > cover[3].y - cover[0].y


def test_both_leaves_of_a_tent_meet_at_the_fold() -> None:
    inside, cover = seen_leaves(scene_of(Fold.TOP, SIZES[1]))
    assert inside[:2] == cover[:2]
    assert inside[2].x > cover[2].x


@given(
    st.tuples(*[st.tuples(st.floats(-20, 20), st.floats(-20, 20))] * 4),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_the_picture_map_takes_each_corner_to_its_corner(
    nudges: tuple[tuple[float, float], ...], u: float, v: float
) -> None:
    plain = Rect(50, 40, 200, 160).corners()
    corners = tuple(Point(p.x + dx, p.y + dy) for p, (dx, dy) in zip(plain, nudges, strict=True))
    source = Rect(2, 3, 60, 84)
    a, b, c, d, e, f, g, h = picture_map(corners, source)  # type: ignore[arg-type]
    for corner, wanted in zip(corners, source.corners(), strict=True):
        weight = g * corner.x + h * corner.y + 1
        assert (a * corner.x + b * corner.y + c) / weight == pytest.approx(wanted.x, abs=1e-6)
        assert (d * corner.x + e * corner.y + f) / weight == pytest.approx(wanted.y, abs=1e-6)


def test_what_is_twice_as_far_is_half_as_large() -> None:
    camera = Camera(Vector(0, 0, 100), 0.0, scale=50)
    near, far = camera.project(Vector(10, 0, 0)), camera.project(Vector(10, 0, -100))
    assert near.x == pytest.approx(2 * far.x)


def test_a_camera_that_walks_round_still_sees_the_middle_in_the_middle() -> None:
    angle = math.radians(30)
    camera = Camera(Vector(100 * math.sin(angle), 0, 100 * math.cos(angle)), 30.0, scale=50)
    assert camera.project(Vector(0, 0, 0)) == pytest.approx((0, 0), abs=1e-9)


def test_shadows_fall_onto_the_table_away_from_the_window() -> None:
    for light in window():
        fallen = shadow_of(Vector(0, 10, 0), light)
        assert fallen.y == pytest.approx(0)
        assert fallen.x > 0
        assert fallen.z < 0


@pytest.mark.parametrize("fold", FOLDS)
def test_front_and_inside_are_both_seen_and_the_corners_show_the_table(fold: Fold) -> None:
    image = draw_scene(scene_of(fold, SIZES[0]), CANVAS)
    assert image.size == (400, 300)
    pixels = image.get_flattened_data()
    assert sum(red > 150 > 90 > blue for red, _, blue in pixels) > 3000
    assert sum(blue > 110 > 60 > red for red, _, blue in pixels) > 400
    assert min(image.getpixel((2, 2))) > 200


def test_the_same_scene_gives_the_same_pixels() -> None:
    first, second = (draw_scene(scene_of(Fold.TOP, SIZES[1]), CANVAS) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_slanted_edges_fade_in_many_steps() -> None:
    image = draw_scene(scene_of(Fold.NONE, SIZES[0]), CANVAS)
    table, red = 190, 60
    rows = [[image.getpixel((x, y))[1] for x in range(120)] for y in range(60, 240)]
    between = {green for row in rows for green in row if red < green < table}
    assert len(between) > 20


def test_a_sheet_on_the_desk_keeps_its_pixels_and_gets_a_margin() -> None:
    sheet = blank((10, 20, 30))
    image = on_desk(sheet)
    margin = desk_margin(sheet.size)
    assert image.size == (60 + 2 * margin, 84 + 2 * margin)
    assert image.crop((margin, margin, margin + 60, margin + 84)).tobytes() == sheet.tobytes()
    assert max(abs(a - b) for a, b in zip(image.getpixel((0, 0)), DESK, strict=True)) < 8


@pytest.mark.parametrize("across", [False, True])
def test_a_crease_darkens_the_middle_of_a_spread_and_nothing_else(across: bool) -> None:
    spread = Image.new("RGB", (400, 300), (255, 255, 255))
    image = with_crease(spread, across=across)
    assert image.size == spread.size
    assert min(image.getpixel((200, 150))) < 250
    assert image.getpixel((200, 10) if across else (10, 150)) == (255, 255, 255)


def test_the_cut_edge_of_a_paper_runs_on_without_a_break() -> None:
    canvas = Size(1200, 900)
    scene = pose(Fold.SIDE, SIZES[0], {Panel.FRONT: blank(), Panel.INSIDE_RIGHT: blank()})
    camera = frame_scene(scene, canvas)
    image = draw_scene(scene, canvas)
    top, bottom = (camera.project(corner) for corner in scene.leaves[-1].corners[1:3])
    rows = range(math.ceil(top.y) + 20, math.floor(bottom.y) - 120)
    darkest = [min(image.getpixel((round(top.x) + step, y))[1] for step in range(-3, 4)) for y in rows]
    beside = [image.getpixel((round(top.x) + 8, y))[1] for y in rows]
    assert max(dark - light for dark, light in zip(darkest, beside, strict=True)) < -4
    assert max(darkest) - min(darkest) < 6
