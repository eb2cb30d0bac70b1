"""What the generators of repeats draw: things scattered, set along a track, tossed and in rows; snow crystals."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.drawing import Group, Item, Stroke, Use
from cardmaker.errors import InputError
from cardmaker.geometry import Rect, Size
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
DOTS = "[{shape: dot, fill: ink, size: [1, 3]}, {shape: strip, fill: accent, size: [2, 4]}]"
SHAPES = ["dot", "ring", "strip", "bead", "curl", "spark", "star", "diamond", "triangle", "flake"]
DISC = "{disc: {radius: 1, fill: ink}}"


def draw(*layers: str, seed: int = 1) -> Drawn:
    front = "".join(f"  - {layer}\n" for layer in layers)
    return draw_panel(
        parse_design(f"{HEAD}seed: {seed}\nfront:\n{front}", "one.yaml"), "front", PANEL, "only", {}
    )


def uses(items: tuple[Item, ...]) -> list[Use]:
    nested = [use for item in items if isinstance(item, Group) for use in uses(item.frame.items)]
    return nested + [item for item in items if isinstance(item, Use)]


def scattered(params: str, pieces: str = DOTS) -> list[Rect]:
    items = draw(f"scatter: {{{AREA}, pieces: {pieces}, {params}}}").frame.items
    return [found for use in uses(items) if (found := ink_box([use]))]


def places(layer: str) -> list[tuple[float, float]]:
    return [(use.transform.e / U, use.transform.f / U) for use in uses(draw(layer).frame.items)]


def test_scattered_pieces_lie_whole_within_the_area_and_never_touch() -> None:
    boxes = scattered("spacing: 4, gap: 1, turn: 0")
    assert len(boxes) > 100
    assert all(ROOM.holds(found, 0.1) for found in boxes)
    for index, found in enumerate(boxes):
        assert not any(found.meets(other) for other in boxes[:index])


@pytest.mark.parametrize(
    ("falloff", "dense"), [("down", "top"), ("up", "bottom"), ("in", "edge"), ("out", "middle")]
)
def test_a_falloff_is_dense_on_its_own_side(falloff: str, dense: str) -> None:
    middles = [found.center for found in scattered(f"spacing: 3, sparsest: 16, falloff: {falloff}")]
    upper = [place for place in middles if place.y < ROOM.center.y]
    near = [place for place in middles if abs(place.x - ROOM.center.x) < 0.3 * ROOM.width]
    near = [place for place in near if abs(place.y - ROOM.center.y) < 0.3 * ROOM.height]
    share: dict[str, float] = {"top": len(upper), "bottom": len(middles) - len(upper)}
    # The middle box holds 36 % of the area.
    share |= {"middle": len(near) / 0.36 * 0.64, "edge": len(middles) - len(near)}
    rest = len(middles) - share[dense] if dense in {"top", "bottom"} else len(middles) - len(near)
    if dense == "edge":
        assert share[dense] > 2 * len(near)
    elif dense == "middle":
        assert len(near) / 0.36 > 2 * rest / 0.64
    else:
        assert share[dense] > 2 * rest


def test_nothing_falls_beyond_the_reach() -> None:
    boxes = scattered("spacing: 3, sparsest: 6, falloff: down, reach: 0.5")
    assert max(found.center.y for found in boxes) <= ROOM.center.y


def test_scattered_pieces_keep_clear_of_words() -> None:
    text = "text: {id: words, slot: headline, style: plain, fill: ink, at: [50, 35]}"
    words = ink_box(draw(text).frame.items)
    assert words is not None
    layer = (
        f"keep-clear: {{of: [words], gap: 2, layers: [{{scatter: {{{AREA}, spacing: 4, pieces: {DOTS}}}}}]}}"
    )
    boxes = [found for use in uses(draw(layer, text).frame.items) if (found := ink_box([use]))]
    assert boxes
    assert not any(found.meets(words) for found in boxes)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_as_large_as_its_size_and_prints(shape: str) -> None:
    pieces = f"[{{shape: {shape}, fill: ink, size: [6, 6], width: 0.08}}]"
    boxes = scattered("spacing: 12, turn: 0", pieces)
    assert max(boxes[0].size) <= 6.01 * U
    assert max(boxes[0].size) > 4.5 * U
    layer = f"scatter: {{{AREA}, spacing: 12, pieces: {pieces}}}"
    drawn = [item for use in uses(draw(layer).frame.items) for item in use.shared.frame.items]
    assert all(item.ink.width >= 0.25 for item in drawn if isinstance(item, Stroke))


def test_motifs_stand_at_even_steps_on_a_circle() -> None:
    found = places(f"along: {{radius: 30, count: 12, motifs: [{DISC}]}}")
    assert len(found) == 12
    assert found[0] == pytest.approx((50, 40), abs=0.01)
    assert all(math.dist(place, (50, 70)) == pytest.approx(30, abs=0.05) for place in found)
    steps = [math.dist(here, there) for here, there in zip(found, found[1:] + found[:1], strict=True)]
    assert steps == pytest.approx([steps[0]] * 12, abs=0.05)


def test_a_line_has_a_motif_at_both_ends() -> None:
    found = places(f"along: {{from: [20, 50], to: [80, 50], count: 5, motifs: [{DISC}]}}")
    assert [x for x, _ in found] == pytest.approx([20, 35, 50, 65, 80])


@pytest.mark.parametrize("outline", ["rectangle", "round", "arch", "ellipse", "scallop"])
def test_an_edge_begins_at_its_top_middle_and_mirrors(outline: str) -> None:
    edge = f"{{outline: {outline}, radius: 8, inset: 10}}"
    found = places(f"along: {{edge: {edge}, count: 24, motifs: [{DISC}]}}")
    assert found[0][0] == pytest.approx(50, abs=0.05)
    for x, y in found:
        assert any(math.dist((100 - x, y), other) < 0.4 for other in found)


def test_motifs_follow_the_track_or_stay_upright() -> None:
    rule = "{rule: {length: 4, width: 1pt, stroke: ink}}"
    for turn, wanted in (("follow", {0, 90, 180, -90}), ("none", {0})):
        layer = f"along: {{radius: 30, count: 4, turn: {turn}, motifs: [{rule}]}}"
        turns = [
            math.degrees(math.atan2(use.transform.b, use.transform.a))
            for use in uses(draw(layer).frame.items)
        ]
        assert {round(found) for found in turns} <= wanted | {-180}


@pytest.mark.parametrize("track", ["", "radius: 10, from: [1, 1], to: [9, 9], ", "from: [1, 1], "])
def test_motifs_need_exactly_one_track(track: str) -> None:
    with pytest.raises(InputError, match="one track"):
        draw(f"along: {{{track}count: 4, motifs: [{DISC}]}}")


def test_a_half_drop_moves_every_second_column_down() -> None:
    found = places("grid: {cell: [20, 20], offset: drop, motifs: [{disc: {radius: 1, fill: ink}}]}")
    heights = {round(x): {round(y) % 20 for other, y in found if round(other) == round(x)} for x, _ in found}
    assert heights[50] == {10}
    assert heights[70] == {0}


def test_a_toss_that_sways_turns_its_motifs_only_so_far() -> None:
    sprig = "{sprig: {species: olive, length: 14, leaves: 5, leaf: 5, stem: 0.4, fill: {front: ink}}}"
    turns = [
        math.degrees(math.atan2(use.transform.b, use.transform.a))
        for use in uses(draw(f"toss: {{gap: 2, sway: 15, motifs: [{sprig}]}}").frame.items)
    ]
    assert len(turns) > 20
    assert max(map(abs, turns)) <= 15.001
    assert max(turns) - min(turns) > 15


def test_a_toss_keeps_clear_of_words() -> None:
    text = "text: {id: words, slot: headline, style: plain, fill: ink}"
    words = ink_box(draw(text).frame.items)
    assert words is not None
    layer = f"keep-clear: {{of: [words], layers: [{{toss: {{gap: 1, motifs: [{DISC}]}}}}]}}"
    boxes = [found for use in uses(draw(layer, text).frame.items) if (found := ink_box([use]))]
    assert len(boxes) > 100
    assert not any(found.meets(words) for found in boxes)


@pytest.mark.parametrize("kind", ["any", "fern", "star", "plate"])
def test_a_snow_crystal_is_as_wide_as_its_radius_and_has_six_arms(kind: str) -> None:
    items = draw(f"crystal: {{radius: 30, fill: ink, kind: {kind}}}").frame.items
    found = ink_box(items)
    assert found is not None
    assert found.center == pytest.approx((50 * U, 70 * U), abs=0.5)
    assert 56 * U < found.height < 62 * U
    turned = ink_box(draw(f"crystal: {{radius: 30, fill: ink, kind: {kind}, angle: 60}}").frame.items)
    assert turned == pytest.approx(found, abs=0.01)


def test_each_layer_is_another_crystal() -> None:
    def crystal(name: str) -> Item:
        [group] = draw(f"crystal: {{id: {name}, radius: 30, fill: ink}}").frame.items
        return group

    assert crystal("one") != crystal("two")
    assert crystal("one") == crystal("one")


@settings(max_examples=25, deadline=None)
@given(
    spacing=st.floats(0.8, 40),
    sparsest=st.floats(0.8, 100),
    falloff=st.sampled_from(["none", "down", "up", "in", "out"]),
    reach=st.floats(0.05, 1),
    gap=st.floats(0, 10),
    shape=st.sampled_from(SHAPES),
)
def test_any_scatter_stays_in_its_area_and_within_its_count(
    spacing: float, sparsest: float, falloff: str, reach: float, gap: float, shape: str
) -> None:
    boxes = scattered(
        f"spacing: {spacing:.4f}, sparsest: {sparsest:.4f}, falloff: {falloff}, reach: {reach:.4f}, gap: {gap:.4f}, turn: 0",
        f"[{{shape: {shape}, fill: ink, size: [0.5, 5]}}]",
    )
    assert len(boxes) <= 4000
    assert all(ROOM.holds(found, 0.1) for found in boxes)
