"""What the generators of textures draw: carved blocks and their subjects, terrazzo, cloth, an awning."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.trace import Silhouette, outlines_of
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.color import WHITE, Color
from cardmaker.drawing import Fill, Group, Item, Stroke, Use
from cardmaker.errors import InputError
from cardmaker.geometry import IDENTITY, Point, Rect, Size, Transform, ellipse, rectangle
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
INK = Color(0x22 / 255, 0x22 / 255, 0x22 / 255)

FROND = "frond: {at: [50, 35], length: 50, width: 30, pairs: 12, lobes: 6, fill: paper, vein: ink}"
CARVE = f"carve: {{{AREA}, fill: ink, gouges: {{spacing: 3, length: 3, width: 0.6}}, layers: [{FROND}]}}"
CHIPS = f"chips: {{{AREA}, fill: [ink, accent, pale], spacing: 14}}"
GINGHAM = f"check: {{{AREA}, repeats: 5, bands: [{{fill: ink, share: 0.5, tint: 0.4}}]}}"
TICKING = f"stripe: {{{AREA}, repeats: 4, stripes: [{{width: 4, fill: ink}}, {{width: 2}}, {{width: 1, fill: accent}}]}}"
AWNING = (
    "awning: {at: [50, 20], width: 70, drop: 20, edge: 6, stripes: 9, fill: [ink, pale], shade: [ink, pale]}"
)
CONE = "cone: {height: 60, width: 30, rows: 9, across: 5, fill: accent, line: ink}"
NEEDLES = "needles: {length: 20, needle: 12, count: 30, fill: ink, mirror: true}"

EVERY = {
    "carve": CARVE, "chips": CHIPS, "check": GINGHAM, "stripe": TICKING,
    "awning": AWNING, "cone": CONE, "needles": NEEDLES, "frond": FROND,
}  # fmt: skip
every_texture = pytest.mark.parametrize("layer", EVERY.values(), ids=EVERY.keys())


def draw(*layers: str, seed: int = 1) -> Drawn:
    front = "".join(f"  - {layer}\n" for layer in layers)
    return draw_panel(
        parse_design(f"{HEAD}seed: {seed}\nfront:\n{front}", "one.yaml"), "front", PANEL, "only", {}
    )


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


def fills(*layers: str) -> list[tuple[Rect, Color]]:
    """Return the box and the color of each filled area, in painting order."""
    return [
        (item.path.transformed(by).bounds(), item.color)
        for item, by in flat(draw(*layers).frame.items)
        if isinstance(item, Fill)
    ]


def box(*layers: str) -> Rect:
    found = ink_box(draw(*layers).frame.items)
    assert found is not None
    return found


@every_texture
def test_the_same_seed_draws_the_same_again(layer: str) -> None:
    assert flat(draw(layer).frame.items) == flat(draw(layer).frame.items)


@pytest.mark.parametrize("layer", [CARVE, CHIPS, NEEDLES, FROND], ids=["carve", "chips", "needles", "frond"])
def test_another_seed_draws_another_piece(layer: str) -> None:
    assert flat(draw(layer).frame.items) != flat(draw(layer, seed=2).frame.items)


@every_texture
def test_what_is_drawn_is_finite_and_light(layer: str) -> None:
    items = flat(draw(layer).frame.items)
    assert len(items) <= 4000
    for item, _ in items:
        assert isinstance(item, Fill | Stroke)
        assert all(math.isfinite(number) for number in item.path.numbers)


@pytest.mark.parametrize("layer", [CARVE, CHIPS, GINGHAM, TICKING], ids=["carve", "chips", "check", "stripe"])
def test_nothing_leaves_the_area(layer: str) -> None:
    assert ROOM.holds(box(layer), 0.01)


def gouges(*layers: str) -> list[list[Point]]:
    drawn = [item for item in draw(*layers).frame.items if isinstance(item, Use)]
    return [outline for use in drawn for outline in outlines_of([use])]


def test_no_gouge_touches_the_subject() -> None:
    cuts = gouges(CARVE)
    subject = Silhouette(outlines_of(draw(FROND).frame.items))
    points = np.array([point for cut in cuts for point in cut])
    assert len(cuts) > 200
    assert not subject.holds(points).any()


def test_gouges_lead_away_from_the_subject() -> None:
    disc = "disc: {at: [50, 35], radius: 12, fill: paper}"
    layer = f"carve: {{{AREA}, fill: ink, gouges: {{spacing: 3, length: 3, width: 0.6}}, layers: [{disc}]}}"
    for use in draw(layer).frame.items:
        if isinstance(use, Use):
            dx, dy = use.transform.e - 50 * U, use.transform.f - 49 * U
            along = dx * use.transform.a + dy * use.transform.b
            size = math.hypot(dx, dy) * math.hypot(use.transform.a, use.transform.b)
            assert along / size > math.cos(math.radians(20))


def test_a_parallel_flow_lies_along_its_angle() -> None:
    layer = f"carve: {{{AREA}, fill: ink, gouges: {{spacing: 3, length: 3, width: 0.6, flow: parallel, angle: 30}}}}"
    turns = [
        math.degrees(math.atan2(use.transform.b, use.transform.a))
        for use in draw(layer).frame.items
        if isinstance(use, Use)
    ]
    assert all(abs(turn - 30) < 10 for turn in turns)


def test_a_knife_strays_inward_only_and_no_farther_than_it_may() -> None:
    [block] = draw(f"carve: {{{AREA}, fill: ink, chatter: 2pt}}").frame.items
    assert isinstance(block, Fill)
    found = block.path.bounds()
    assert ROOM.holds(found, 0.01)
    assert found.width > ROOM.width - 5


def test_a_block_without_a_ground_draws_its_cuts_alone() -> None:
    layer = f"carve: {{{AREA}, cut: ink, gouges: {{spacing: 5, length: 3, width: 0.6}}}}"
    assert {color for _, color in fills(layer)} == {INK}


def test_leaflets_grow_small_toward_the_tip_of_a_frond() -> None:
    leaflets = [found.width for found, color in fills(FROND.replace(", vein: ink", "")) if color == WHITE][
        :-2
    ]
    assert leaflets[4] > 2 * leaflets[-1]
    assert box(FROND).center == pytest.approx((50 * U, 49 * U), abs=0.01)


def test_the_scales_of_a_cone_mirror_and_end_in_one_at_the_tip() -> None:
    found = [found for found, _ in fills(CONE.replace("line: ink", "line: ink, cuts: 0"))]
    assert box(CONE).center.x == pytest.approx(50 * U, abs=0.01)
    highest = min(found, key=lambda scale: scale.y)
    assert highest.center.x == pytest.approx(50 * U, abs=0.01)


def test_mirrored_needles_are_symmetric() -> None:
    assert box(NEEDLES).center.x == pytest.approx(50 * U, abs=0.01)


def test_stones_do_not_touch() -> None:
    stones = [np.array(outline) for outline in outlines_of(draw(CHIPS).frame.items)]
    middles = [stone.mean(axis=0) for stone in stones]
    for index, stone in enumerate(stones):
        for other in range(index):
            if np.hypot(*(middles[index] - middles[other])) < 20 * U:
                gaps = np.hypot(*(stone[:, None, :] - stones[other][None, :, :]).transpose(2, 0, 1))
                assert gaps.min() > 0.1 * U


def test_stones_keep_clear_of_words() -> None:
    text = "text: {id: words, slot: headline, style: plain, fill: ink, at: [50, 35]}"
    words = box(text)
    layer = f"keep-clear: {{of: [words], gap: 2, layers: [{CHIPS}]}}"
    stones = [item for item in draw(layer, text).frame.items if isinstance(item, Group)]
    assert stones
    for outline in outlines_of(stones):
        assert not Rect.around(outline).meets(words)


def test_gingham_is_cut_alike_on_all_four_edges() -> None:
    columns, rows, crossings = fills(GINGHAM)
    assert columns[0] == pytest.approx(ROOM, abs=0.01)
    assert rows[0] == pytest.approx(ROOM, abs=0.01)
    assert crossings[0] == pytest.approx(ROOM, abs=0.01)


def test_gingham_has_three_tints_and_the_crossings_are_the_full_one() -> None:
    colors = [color for _, color in fills(GINGHAM)]
    assert colors[0] == colors[1]
    assert colors[2] == INK


@pytest.mark.parametrize("area", ["{inset: 10}", "{width: 80, height: 33}", "{width: 25, height: 90}"])
def test_repeats_across_and_down_are_both_odd_or_both_even(area: str) -> None:
    for repeats in (4, 5):
        layer = f"check: {{area: {area}, repeats: {repeats}, bands: [{{fill: ink, share: 0.5}}]}}"
        items = flat(draw(layer).frame.items)
        counts = [item.path.steps.count("M") for item, _ in items[:2] if isinstance(item, Fill)]
        assert [count % 2 for count in counts] == [repeats % 2] * 2


def test_a_crossing_of_two_colors_is_mixed_of_both() -> None:
    bands = "[{fill: ink, share: 0.3}, {fill: accent, share: 0.2, at: 0.5}]"
    colors = {color for _, color in fills(f"check: {{{AREA}, repeats: 3, bands: {bands}}}")}
    assert len(colors) == 3


def test_a_border_of_cloth_leaves_the_middle_bare() -> None:
    layer = GINGHAM.replace("repeats: 5", "repeats: 9, border: 1")
    bare, color = fills(layer)[-1]
    assert color == WHITE
    assert bare.center == pytest.approx(ROOM.center)
    assert bare.width < 0.75 * ROOM.width


def test_a_band_needs_exactly_one_width() -> None:
    with pytest.raises(InputError, match="share"):
        draw(f"check: {{{AREA}, repeats: 3, bands: [{{fill: ink}}]}}")


def test_stripes_mirror_about_the_middle_and_end_with_the_first() -> None:
    first, other = fills(TICKING)
    assert first[0] == pytest.approx(ROOM, abs=0.01)
    assert other[0].center == pytest.approx(ROOM.center)


def test_slanted_stripes_fill_the_area() -> None:
    assert box(TICKING.replace("repeats", "angle: 45, repeats")) == pytest.approx(ROOM, abs=0.01)


def test_an_awning_hangs_below_its_place_and_begins_and_ends_alike() -> None:
    found = box(AWNING)
    assert found.y == pytest.approx(28 * U)
    assert found.bottom == pytest.approx(28 * U + (20 + 6 + 70 / 18) * U, abs=0.02)
    assert found.center.x == pytest.approx(50 * U)
    colors = [color for _, color in fills(AWNING)]
    assert colors[0] == colors[-1]


def test_the_roof_of_an_awning_reaches_under_its_hanging_edge() -> None:
    boxes = [found for found, _ in fills(AWNING)]
    for roof, flap in zip(boxes[::2], boxes[1::2], strict=True):
        assert roof.bottom > flap.y + 0.1


def test_a_silhouette_tells_inside_from_outside_whatever_way_its_outlines_turn() -> None:
    there = rectangle(Rect(0, 0, 10, 10))
    back = ellipse(30, 5, 5)
    shape = Silhouette(outlines_of([Fill(there, INK), Fill(back, INK)]))
    places = np.array([[5.0, 5.0], [30.0, 5.0], [20.0, 5.0]])
    assert shape.holds(places).tolist() == [True, True, False]
    assert shape.comes_within(3.0, np.array([[12.0, 5.0], [18.0, 5.0], [500.0, 5.0]])).tolist() == [
        True,
        False,
        False,
    ]


@settings(max_examples=25, deadline=None)
@given(
    spacing=st.floats(2, 20),
    length=st.floats(0.5, 12),
    width=st.floats(0.1, 3),
    gap=st.floats(0, 12),
    flow=st.sampled_from(["halo", "radial", "parallel"]),
    outline=st.sampled_from(["rectangle", "round", "arch", "ellipse"]),
)
def test_any_block_stays_in_its_area(
    spacing: float, length: float, width: float, gap: float, flow: str, outline: str
) -> None:
    area = AREA.replace("{from", f"{{outline: {outline}, radius: 5, from")
    cuts = (
        f"{{spacing: {spacing:.4f}, length: {length:.4f}, width: {width:.4f}, gap: {gap:.4f}, flow: {flow}}}"
    )
    found = box(f"carve: {{{area}, fill: ink, gouges: {cuts}, layers: [{FROND}]}}")
    assert ROOM.holds(found, length * 0.2 * U + 1.0)


@settings(max_examples=25, deadline=None)
@given(
    repeats=st.integers(1, 40),
    share=st.floats(0.02, 0.95),
    at=st.floats(-0.5, 0.5),
    width=st.floats(0.08, 5),
    angle=st.floats(-180, 180),
)
def test_any_cloth_stays_in_its_area(
    repeats: int, share: float, at: float, width: float, angle: float
) -> None:
    bands = f"[{{fill: ink, share: {share:.4f}}}, {{fill: accent, width: {width:.4f}, at: {at:.4f}}}]"
    assert ROOM.holds(box(f"check: {{{AREA}, repeats: {repeats}, bands: {bands}}}"), 0.01)
    stripes = f"[{{width: {share:.4f}, fill: ink}}, {{width: {width:.4f}, fill: accent}}]"
    layer = f"stripe: {{{AREA}, repeats: {repeats}, angle: {angle:.4f}, stripes: {stripes}}}"
    assert ROOM.holds(box(layer), 0.01)


@settings(max_examples=25, deadline=None)
@given(
    length=st.floats(3, 150),
    pairs=st.integers(3, 60),
    lobes=st.integers(0, 30),
    full=st.floats(0.2, 1.2),
    bow=st.floats(-40, 40),
)
def test_any_frond_is_finite_and_centered(
    length: float, pairs: int, lobes: int, full: float, bow: float
) -> None:
    layer = f"frond: {{length: {length:.4f}, width: 30, pairs: {pairs}, lobes: {lobes}, full: {full:.4f}, bow: {bow:.4f}, fill: ink}}"
    assert box(layer).center == pytest.approx((50 * U, 70 * U), abs=0.01)


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(3, 24),
    across=st.integers(2, 14),
    point=st.floats(0, 1),
    scale=st.floats(0.5, 4),
    belly=st.floats(0.15, 0.7),
)
def test_any_cone_is_finite_and_mirrors(
    rows: int, across: int, point: float, scale: float, belly: float
) -> None:
    layer = f"cone: {{height: 60, width: 30, rows: {rows}, across: {across}, point: {point:.4f}, scale: {scale:.4f}, belly: {belly:.4f}, cuts: 0, fill: accent, line: ink}}"
    assert box(layer).center.x == pytest.approx(50 * U, abs=0.01)
