"""Laws of drawing that hold for any input."""

import math
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.geometry.fan import Fan
from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.ribbon import cubic, ribbon
from cardmaker.art.lettering.text import TYPE_MARGIN
from cardmaker.art.lettering.wording import parse_runs, without_marks
from cardmaker.art.panel import draw_panel
from cardmaker.art.plant.leaf import leaf
from cardmaker.design import Layer, Length, Species
from cardmaker.errors import InputError, Level
from cardmaker.geometry import Insets, Point, Rect, Size
from cardmaker.inputs.design import list_designs, parse_design
from cardmaker.inputs.facts import read_formats
from cardmaker.units import MM

coordinates = st.floats(-500, 500)
points = st.builds(Point, coordinates, coordinates)
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJ éöü.,'-\n", min_size=1, max_size=60)
panels = st.builds(
    lambda panel, growth: Size(panel.width * growth, panel.height * growth),
    st.sampled_from(
        tuple(dict.fromkeys([*(each.panel for each in read_formats().values()), Size(378.0, 378.0)]))
    ),
    st.floats(1.0, 1.15),
)
"""Cards of the proportions that formats have, at their size and up to the next larger one's."""
DESIGNS = list_designs()
ROOT = Path(__file__).parents[2]


@given(points, points, points, points, st.floats(0, 20), st.floats(0, 20))
def test_a_ribbon_is_finite_and_stays_about_its_spine(
    a: Point, b: Point, c: Point, d: Point, left: float, right: float
) -> None:
    path = ribbon(cubic(a, b, c, d, 8), lambda _: left, lambda _: right)
    assert all(map(math.isfinite, path.numbers))
    spine = Rect.around([a, b, c, d])
    span = spine.width + spine.height
    assert spine.inset(Insets.even(-(1.5 * max(left, right) + span / 3 + 1))).holds(path.bounds())


@given(
    st.builds(
        Species,
        ratio=st.floats(0.05, 1.5),
        foot=st.just(50.0),
        tip=st.just(20.0),
        belly=st.floats(0.15, 0.85),
    ),
    st.floats(-0.3, 0.3),
)
def test_a_leaf_goes_from_its_foot_to_its_tip_and_a_half_lies_inside_it(
    species: Species, bend: float
) -> None:
    whole = leaf(species, bend).bounds()
    assert whole.x <= 0.0
    assert whole.right >= 0.999
    for half in (1, -1):
        assert whole.holds(leaf(species, bend, half).bounds(), 0.02)


@given(
    st.floats(-1000, 1000).map(lambda value: round(value, 3)),
    st.sampled_from(["", "u", "pt", "mm", "cm", "in"]),
)
def test_a_length_is_read_as_it_is_written(amount: float, unit: str) -> None:
    assert Length.parse(f"{amount:.3f}{unit}") == Length(float(f"{amount:.3f}"), unit or "u")


@given(st.text(max_size=40))
def test_marks_lose_no_letter(text: str) -> None:
    kept = "".join(run.text for run in parse_runs(text))
    assert [char for char in kept if char not in "*_"] == [char for char in text if char not in "*_"]
    assert without_marks(kept.replace("*", "").replace("_", "")) == kept.replace("*", "").replace("_", "")


@settings(max_examples=60)
@given(st.sampled_from([design.id for design in DESIGNS]), panels, words)
def test_any_headline_keeps_the_margins_or_is_refused(name: str, size: Size, text: str) -> None:
    design = next(design for design in DESIGNS if design.id == name)
    drawn = draw_panel(design, "front", size, design.default_palette, {"headline": text})
    if any(finding.level is Level.ERROR for finding in drawn.findings):
        return
    box = ink_box(drawn.frame.items)
    safe = Rect.of(size).inset(Insets.even(min(TYPE_MARGIN, 6.35 * MM)))
    assert box is None or safe.holds(box, 0.01)


@given(
    st.builds(
        Fan,
        radius=st.floats(0.5, 60).map(Length),
        hole=st.floats(0, 50).map(Length),
        blades=st.integers(2, 60),
        gap=st.floats(0, 10).map(Length),
        fill=st.just(("ink",)),
        short=st.floats(0, 40).map(Length),
        tip=st.sampled_from(["arc", "round", "point"]),
        spread=st.floats(20, 360),
    )
)
def test_any_fan_within_its_bounds_is_finite(fan: Fan) -> None:
    design = DESIGNS[0]
    layer = Layer("fan", "fan", fan, design.place)
    one = replace(design, panels={**design.panels, "front": (layer,)}, adapt={})
    box = ink_box(draw_panel(one, "front", Size(300, 420), design.default_palette, {}).frame.items)
    assert box is not None
    assert all(map(math.isfinite, box))


SOURCES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "designs").glob("*/design.yaml"))]
DAMAGE = ["", "0", "-1", "null", "[]", "{}", "1e9", "*x", "a: b", "- x", "'", "}", "ink", "50%"]


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_design_is_refused_or_still_draws(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SOURCES))
    tokens = list(re.finditer(r"[\w#.-]+", text))
    token = data.draw(st.sampled_from(tokens))
    damaged = text[: token.start()] + data.draw(st.sampled_from(DAMAGE)) + text[token.end() :]
    try:
        design = parse_design(damaged, "damaged.yaml")
    except InputError:
        return
    for size in (Size(300, 420), Size(420, 300)):
        assert draw_panel(design, "front", size, design.default_palette, {}).frame.size == size
        draw_panel(design, "inside", size, design.default_palette, {})
