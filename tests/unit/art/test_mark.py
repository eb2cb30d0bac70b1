"""Marks: pen lines, shapes, paths and the place of a photo, on a design of one layer."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.mark.photo import cover, photo_layers
from cardmaker.art.mark.scene import SCENES
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.design import Design
from cardmaker.drawing import Fill, Frame, Group, Item, Picture, Stroke
from cardmaker.errors import InputError
from cardmaker.geometry import Rect, Size, rectangle
from cardmaker.inputs.design import parse_design
from cardmaker.model import Artwork, Raster
from cardmaker.units import INCH, MM

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222", accent: "#aa3311", pale: "#dde4ee"}}
type: {plain: {face: jost/400Regular, size: 10}}
slots: {headline: {default: "thank you"}}
front:
"""
PANEL = Size(100 * MM, 140 * MM)
MIDDLE = (50 * MM, 70 * MM)
U = MM
PHOTO = "photo: {id: p, area: {inset: 10mm}, sky: pale, land: [pale, accent, ink], sun: accent%s}"


def design(*layers: str) -> Design:
    return parse_design(HEAD + "".join(f"  - {layer}\n" for layer in layers), "one.yaml")


def draw(*layers: str, size: Size = PANEL, artworks: tuple[Artwork, ...] = (), **texts: str) -> Drawn:
    return draw_panel(design(*layers), "front", size, "only", texts, artworks)


def box(*layers: str) -> Rect:
    found = ink_box(draw(*layers).frame.items)
    assert found is not None
    return found


def refusal(*layers: str) -> str:
    with pytest.raises(InputError) as refused:
        design(*layers)
    return str(refused.value)


def leaves(items: tuple[Item, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        found += leaves(item.frame.items) if isinstance(item, Group) else [item]
    return found


def test_a_pen_line_runs_through_its_points_about_its_place() -> None:
    found = box("stroke: {nib: 1, thin: 1, taper: 0, stroke: ink, lines: [[[-20, 0], [20, 0]]]}")
    assert found == pytest.approx((30 * U, 69.5 * U, 40 * U, U), abs=0.01)


def test_a_line_along_the_nib_is_thin_and_one_across_it_is_full() -> None:
    def thickness(end: str) -> float:
        line = f"stroke: {{nib: 2, thin: 0.2, angle: 0, taper: 0, stroke: ink, lines: [[[0, 0], {end}]]}}"
        return min(box(line).size)

    assert thickness("[30, 0]") == pytest.approx(0.4 * U, rel=0.02)
    assert thickness("[0, 30]") == pytest.approx(2 * U, rel=0.02)


def test_the_ends_of_a_line_thin_out_and_its_corners_do_not() -> None:
    line = (
        "stroke: {nib: 2, thin: 1, taper: 8, stroke: ink, lines: [[[-20, 10], [0, -10], [0, -10], [20, 10]]]}"
    )
    first, corner, second = draw(line).frame.items
    assert isinstance(first, Fill)
    assert isinstance(corner, Fill)
    assert isinstance(second, Fill)
    assert corner.path.bounds().width == pytest.approx(2 * U, rel=0.01)
    starts = first.path.numbers[:2], first.path.numbers[-2:]
    assert math.dist(*starts) < 0.7 * U


def test_a_line_without_length_is_drawn_and_no_accident() -> None:
    assert box("stroke: {nib: 1, stroke: ink, lines: [[[3, 3], [3, 3]]]}").width < 3 * U


def test_the_hand_strays_no_farther_than_it_may_and_the_same_way_each_time() -> None:
    line = "stroke: {id: s, nib: 1, thin: 1, wobble: 2, stroke: ink, lines: [[[-40, 0], [0, 0], [40, 0]]]}"
    found = box(line)
    assert U < found.height < 5.5 * U
    assert draw(line).frame == draw(line).frame


def tenths(least: int, most: int) -> st.SearchStrategy[float]:
    return st.integers(least, most).map(lambda value: value / 10)


point = st.tuples(*[st.integers(-60, 60).map(lambda value: value / 2)] * 2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(point, min_size=2, max_size=9),
    tenths(1, 80),
    tenths(1, 10),
    tenths(-900, 900),
    tenths(0, 400),
    tenths(0, 30),
)
def test_any_line_is_finite_and_stays_near_its_points(points, nib, thin, angle, taper, wobble) -> None:
    text = [list(each) for each in points]
    layer = f"stroke: {{nib: {nib}, thin: {thin}, angle: {angle}, taper: {taper}, wobble: {wobble}, stroke: ink, lines: [{text}]}}"
    items = draw(layer).frame.items
    numbers = [value for item in items if isinstance(item, Fill) for value in item.path.numbers]
    assert all(map(math.isfinite, numbers))
    longest = max(math.dist(a, b) for a in points for b in points)
    reach = 30 + 0.3 * longest + nib + 2 * wobble + 1
    assert all(
        abs(value - middle) <= reach * U
        for value, middle in zip(numbers, MIDDLE * (len(numbers) // 2), strict=True)
    )


def test_a_straight_shape_is_its_polygon_and_a_smooth_one_passes_its_points() -> None:
    areas = "areas: [[[-10, -10], [10, -10], [10, 10], [-10, 10]]]"
    [straight] = draw(f"shape: {{fill: ink, smooth: false, {areas}}}").frame.items
    [curved] = draw(f"shape: {{fill: ink, {areas}}}").frame.items
    assert isinstance(straight, Fill)
    assert isinstance(curved, Fill)
    assert straight.path.steps == "MLLLZ"
    assert curved.path.steps == "MCCCCZ"
    assert curved.path.bounds().width > straight.path.bounds().width == pytest.approx(20 * U)


def test_a_point_given_twice_is_a_corner_of_a_smooth_shape() -> None:
    [drop] = draw("shape: {fill: ink, areas: [[[0, -20], [0, -20], [8, 0], [0, 10], [-8, 0]]]}").frame.items
    assert isinstance(drop, Fill)
    assert drop.path.bounds().y == pytest.approx(50 * U)
    into, out_of = drop.path.numbers[-4:-2], drop.path.numbers[2:4]
    assert into[0] < 50 * U < out_of[0]


def test_a_shape_may_have_a_line_about_it() -> None:
    fill, line = draw("shape: {fill: ink, stroke: accent, areas: [[[0, 0], [9, 0], [0, 9]]]}").frame.items
    assert isinstance(fill, Fill)
    assert isinstance(line, Stroke)


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("shape: {fill: ink, areas: [[[0, 0], [1, 1]]]}", "3 points or more"),
        ("stroke: {nib: 1, stroke: ink, lines: [[[0, 0]]]}", "2 points or more"),
        ("stroke: {nib: 1, stroke: ink, lines: [[[0, 0], [900, 0]]]}", "900 u away"),
        ("stroke: {nib: 1, stroke: ink, lines: [[[0, 0], [.nan, 0]]]}", "Expected `float`"),
        ("path: {d: M0 0L9 9, view: [0, 0, 10, 10], width: 10}", "needs a `fill` or a `stroke`"),
        ("path: {d: M0 0L9, view: [0, 0, 10, 10], width: 10, fill: ink}", "L lacks numbers"),
        ("path: {d: '', view: [0, 0, 10, 10], width: 10, fill: ink}", "draws nothing"),
        ("path: {d: M0 0L9 9, view: [0, 0, 0, 10], width: 10, fill: ink}", "a width and a height"),
        (f"path: {{d: M0 0{'L9 9' * 6000}, view: [0, 0, 9, 9], width: 10, fill: ink}}", "20000 characters"),
        (f"path: {{d: M0 0L{'9' * 400} 9, view: [0, 0, 9, 9], width: 10, fill: ink}}", "not finite"),
    ],
)
def test_what_cannot_be_drawn_is_refused_where_it_stands(layer: str, said: str) -> None:
    assert said in refusal(layer)


def test_a_path_fills_its_view_box_scaled_into_its_width() -> None:
    found = box("path: {d: 'M0 0 H20 V10 H0 Z', view: [0, 0, 20, 10], width: 40, at: [50, 50], fill: ink}")
    assert found == pytest.approx((30 * U, 60 * U, 40 * U, 20 * U))


def test_relative_commands_and_arcs_are_read() -> None:
    found = box(
        "path: {d: m10 0a10 10 0 0 1 0 20 10 10 0 0 1 0-20z, view: [0, 0, 20, 20], width: 20, fill: ink}"
    )
    assert found.center == pytest.approx(MIDDLE)


def raster(width: int, height: int) -> Raster:
    """Return a picture whose pixels tell their place: red across, green down."""
    rows = [
        bytes(value for x in range(width) for value in (x * 255 // width, y * 255 // height, 0))
        for y in range(height)
    ]
    return Raster(width, height, b"".join(rows))


def test_without_a_picture_a_landscape_fills_the_area_and_no_more() -> None:
    [group] = draw(PHOTO % "").frame.items
    assert isinstance(group, Group)
    assert group.clip is not None
    area = Rect(10 * MM, 10 * MM, 80 * MM, 120 * MM)
    assert group.clip.bounds() == pytest.approx(area)
    sky = group.frame.items[0]
    assert isinstance(sky, Fill)
    assert sky.path.bounds() == pytest.approx(area)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(SCENES)), tenths(80, 900), tenths(80, 1300), st.integers(0, 99))
def test_every_landscape_is_finite_in_any_window(scene, width, height, seed) -> None:
    layer = f"photo: {{area: {{width: {width}, height: {height}}}, scene: {scene}, sky: pale, land: [pale, ink], sun: accent}}"
    drawn = draw_panel(
        parse_design(HEAD + f"  - {layer}\nseed: {seed}\n", "one.yaml"), "front", PANEL, "only", {}
    )
    numbers = [v for item in leaves(drawn.frame.items) if isinstance(item, Fill) for v in item.path.numbers]
    assert all(map(math.isfinite, numbers))
    found = ink_box(drawn.frame.items)
    assert found is not None
    assert (found.width, found.height) == pytest.approx((width * U, height * U))


def test_a_picture_takes_the_place_of_the_landscape() -> None:
    [picture] = draw(PHOTO % "", artworks=(Artwork(raster(900, 1350), "x.jpg"),)).frame.items
    assert isinstance(picture, Picture)
    assert picture.rect == pytest.approx((10 * MM, 10 * MM, 80 * MM, 120 * MM))


@pytest.mark.parametrize(
    ("focus", "left"), [((0.0, 0.5), 0), ((0.5, 0.5), 25), ((0.6, 0.5), 35), ((1.0, 0.5), 50)]
)
def test_a_picture_is_cropped_to_the_proportions_of_its_place_about_its_focus(focus, left) -> None:
    wide = raster(100, 50)
    cropped = cover(wide, Rect(0, 0, 72, 72), focus)
    assert (cropped.width_px, cropped.height_px) == (50, 50)
    assert cropped.rgb[0] == left * 255 // 100
    assert cropped.rgb[1] == 0


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.floats(5, 300),
    st.floats(5, 300),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_crop_is_as_large_as_can_be_and_holds_its_pixels(width, height, wide, high, x, y) -> None:
    cropped = cover(raster(width, height), Rect(0, 0, wide, high), (x, y))
    assert cropped.width_px == width or cropped.height_px == height
    assert cropped.width_px <= width
    assert cropped.height_px <= height
    assert len(cropped.rgb) == 3 * cropped.width_px * cropped.height_px


A7 = Size(127 * MM, 177.8 * MM)


@pytest.mark.parametrize(
    ("size", "rules"),
    [((2000, 1500), []), ((700, 1000), ["photo-soft"]), ((480, 640), ["photo-coarse"])],
)
def test_a_picture_with_too_few_pixels_for_its_size_is_told_with_the_numbers(size, rules) -> None:
    blank = Raster(*size, bytes(3 * size[0] * size[1]))
    found = draw(PHOTO % "", size=A7, artworks=(Artwork(blank, "dog.jpg"),)).findings
    assert [finding.rule for finding in found] == rules
    for finding in found:
        width_in = (127 - 20) * MM / INCH
        cropped = round(min(size[0], size[1] * 107 / 157.8))
        assert f"{cropped / width_in:.0f} dots per inch" in finding.message
        assert "107 mm × 157.8 mm" in finding.message
        assert str(finding.place) == "dog.jpg"


def test_a_drawing_is_shown_whole_in_a_rectangle_and_fills_a_shaped_window() -> None:
    drawing = Frame(
        Size(10, 10), (Fill(rectangle(Rect(0, 0, 10, 10)), design(PHOTO % "").palettes["only"]["ink"]),)
    )
    own = (Artwork(drawing, "art.svg"),)
    whole = ink_box(draw(PHOTO % "", artworks=own).frame.items)
    filled = ink_box(
        draw((PHOTO % "").replace("{inset: 10mm}", "{inset: 10mm, outline: arch}"), artworks=own).frame.items
    )
    assert whole == pytest.approx((10 * MM, 30 * MM, 80 * MM, 80 * MM))
    assert filled == pytest.approx((10 * MM, 10 * MM, 80 * MM, 120 * MM))


def test_the_line_about_a_picture_leaves_a_mat_of_even_width() -> None:
    for outline in ("rectangle", "arch", "ellipse", "round"):
        layer = (PHOTO % ", stroke: ink, width: 2pt, mat: 3mm").replace(
            "inset: 10mm", f"inset: 10mm, outline: {outline}"
        )
        line = draw(layer).frame.items[-1]
        assert isinstance(line, Stroke)
        found = ink_box([line])
        assert found == pytest.approx((7 * MM - 2, 7 * MM - 2, 86 * MM + 4, 126 * MM + 4), abs=0.01)


DISC = "disc: {radius: 9, fill: ink}"


def test_a_design_without_a_place_for_a_picture_shows_it_within_a_mat_and_nothing_else() -> None:
    [picture] = draw(DISC, artworks=(Artwork(raster(900, 1300), "x.jpg"),)).frame.items
    assert isinstance(picture, Picture)
    assert picture.rect == pytest.approx((20, 20, PANEL.width - 40, PANEL.height - 40))


def test_pictures_go_to_their_places_in_order_and_come_again_if_there_are_too_few() -> None:
    places = [
        f"photo: {{area: {{width: 20, height: 20, at: [50, {20 + 25 * i}]}}, sky: pale, land: [ink], sun: ink}}"
        for i in range(3)
    ]
    pictures = tuple(Artwork(Raster(1, 1, bytes([value] * 3)), "x") for value in (10, 20))
    drawn = draw(*places, artworks=pictures).frame.items
    assert [item.rgb[0] for item in drawn if isinstance(item, Picture)] == [10, 20, 10]


def test_a_place_that_its_words_leave_out_takes_no_picture() -> None:
    other = (PHOTO % ", unless: headline").replace("id: p", "id: q")
    one = design(PHOTO % ", when: headline", other)
    for words, name in (("thank you", "p"), ("", "q")):
        assert [layer.id for layer in photo_layers(one.panels["front"], {"headline": words})] == [name]
