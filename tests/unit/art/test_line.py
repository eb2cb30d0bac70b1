"""What `rings` draws, and the stepped corners of `frame`."""

import pytest

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import draw_panel
from cardmaker.drawing import Fill, Stroke
from cardmaker.geometry import Rect, Size
from cardmaker.inputs.design import parse_design

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222", accent: "#aa3311"}}
type: {plain: {face: jost/400Regular, size: 10}}
slots: {headline: {default: "thank you"}}
front:
"""
U = 3.0


def rings(text: str) -> list[Stroke]:
    design = parse_design(f"{HEAD}  - rings: {text}\n", "one.yaml")
    items = draw_panel(design, "front", Size(300, 400), "only", {}).frame.items
    return [item for item in items if isinstance(item, Stroke)]


def radii(text: str) -> list[float]:
    return [ring.path.bounds().width / 2 / U for ring in rings(text)]


def box(text: str) -> Rect:
    found = ink_box(rings(text))
    assert found is not None
    return found


def test_rings_are_counted_from_the_outside_at_even_gaps() -> None:
    assert radii("{radius: 20, count: 3, gap: 4, stroke: [ink]}") == pytest.approx([20, 16, 12])


def test_gaps_may_close_up_inward() -> None:
    assert radii("{radius: 20, count: 3, gap: 8, growth: 0.5, stroke: [ink]}") == pytest.approx([20, 12, 8])


def test_rings_that_would_cross_the_center_are_left_out() -> None:
    assert radii("{radius: 10, count: 9, gap: 4, stroke: [ink]}") == pytest.approx([10, 6, 2])


def test_colors_and_thicknesses_come_in_turn() -> None:
    found = rings("{radius: 20, count: 3, gap: 4, stroke: [ink, accent], width: [2pt, 0.5pt]}")
    assert [(ring.ink.color.hex, ring.ink.width) for ring in found] == [
        ("#222222", 2),
        ("#aa3311", 0.5),
        ("#222222", 2),
    ]


def test_rings_seen_aslant_are_as_wide_and_less_high() -> None:
    found = box("{radius: 20, flat: 0.25, width: [1pt], stroke: [ink]}")
    assert found.size == pytest.approx((121, 31))


def test_half_a_ring_is_an_arch_over_its_center() -> None:
    found = box("{radius: 20, spread: 180, width: [0.5pt], stroke: [ink]}")
    assert found.bottom == pytest.approx(200.25)
    assert found.center.x == pytest.approx(150)


def test_an_arch_can_be_turned() -> None:
    found = box("{radius: 20, spread: 180, turn: 90, width: [0.5pt], stroke: [ink]}")
    assert found.x == pytest.approx(149.75)


def test_a_stepped_frame_is_as_thick_in_its_steps_as_along_its_sides() -> None:
    text = f"{HEAD}  - frame: {{inset: 20pt, width: 3pt, stroke: ink, corner: step, radius: 24pt}}\n"
    [fill] = draw_panel(parse_design(text, "one.yaml"), "front", Size(300, 400), "only", {}).frame.items
    assert isinstance(fill, Fill)
    places = list(zip(fill.path.numbers[0::2], fill.path.numbers[1::2], strict=True))
    assert len(places) == 40
    corner = [(x, y) for x, y in places if x < 50 and y < 50]
    assert corner == [
        (20, 44),
        (32, 44),
        (32, 32),
        (44, 32),
        (44, 20),
        (23, 47),
        (35, 47),
        (35, 35),
        (47, 35),
        (47, 23),
    ]
