import numpy as np
import pytest
from hand_pictures import PX, area, discs, fill

from cardmaker.hand import pen
from cardmaker.hand.pen import CenterLines, Rings, chance, ink
from cardmaker.hand.strokes import End
from cardmaker.hand.variants import FORM_LIMIT, forms_of
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.model import BLUE_BALLPOINT

HANDS = list_hands()
NIB = 0.058
JOINED_BOTH = End.JOIN | End.JOIN << 2


def center_lines(*paths, kind: int = 0) -> CenterLines:
    points = np.vstack([np.array(path, dtype=float) for path in paths])
    firsts = np.concatenate([[0], np.cumsum([len(path) for path in paths])])
    count = len(paths)
    return CenterLines(points, np.ones(len(points)), firsts, np.full(count, kind), np.arange(count))


def polygons(rings: Rings) -> list[np.ndarray]:
    """Return rings with their B-splines drawn out."""
    return [_spline(rings.points[a:b]) for a, b in zip(rings.firsts, rings.firsts[1:], strict=False)]


def _spline(ring: np.ndarray) -> np.ndarray:
    controls = ring[1:]
    ends = np.vstack([(controls[:-1] + controls[1:]) / 2, ring[:1]])
    starts = np.vstack([ring[:1], ends[:-1]])
    t = np.array([0, 0.25, 0.5, 0.75])[None, :, None]
    curve = (1 - t) ** 2 * starts[:, None] + 2 * t * (1 - t) * controls[:, None] + t * t * ends[:, None]
    return curve.reshape(-1, 2)


def down() -> list[tuple[float, float]]:
    return [(0, y) for y in np.linspace(0.6, 0, 12)]


def width_at(rings: Rings, share: float) -> float:
    """Return the ink's width across an upright line at a share of its height."""
    ring = polygons(rings)[0]
    near = ring[np.abs(ring[:, 1] - 0.6 * (1 - share)) < 0.04]
    return float(np.ptp(near[:, 0]))


def test_a_ring_starts_on_the_curve_and_runs_clockwise() -> None:
    rings = ink(center_lines(down(), down()[::-1], [(0.5, 0.5)]), NIB, 1)
    assert [area(ring) < 0 for ring in polygons(rings)] == [True, True, True]
    assert rings.firsts.tolist() == [0, 31, 62, 71]
    for first, last in ((0, 30), (31, 61), (62, 70)):
        middle = (rings.points[first + 1] + rings.points[last]) / 2
        assert rings.points[first] == pytest.approx(middle)


def test_a_line_is_as_wide_as_the_nib() -> None:
    widths = [width_at(ink(center_lines(down(), kind=JOINED_BOTH), NIB, seed), 0.5) for seed in range(12)]
    assert np.mean(widths) == pytest.approx(NIB * (1 + BLUE_BALLPOINT.contrast), rel=0.05)


def test_a_pen_presses_harder_going_down_than_up() -> None:
    falling, rising = (ink(center_lines(path, kind=JOINED_BOTH), NIB, 3) for path in (down(), down()[::-1]))
    assert width_at(falling, 0.5) > 1.08 * width_at(rising, 0.5)


def test_a_free_end_is_thinner_than_a_joined_one() -> None:
    free, joined = (ink(center_lines(down(), kind=kind), NIB, 3) for kind in (0, JOINED_BOTH))
    assert width_at(free, 0.97) < 0.9 * width_at(joined, 0.97)
    assert width_at(free, 0.5) == pytest.approx(width_at(joined, 0.5))


def test_ends_are_round() -> None:
    ring = polygons(ink(center_lines(down(), kind=JOINED_BOTH), NIB, 3))[0]
    assert ring[:, 1].min() == pytest.approx(-NIB / 2 * 1.13, rel=0.2)


def test_dots_are_blobs_and_no_two_alike() -> None:
    first, second = polygons(ink(center_lines([(0, 0)], [(0, 0)]), NIB, 1))
    for blob in (first, second):
        radii = np.hypot(*blob.T)
        assert 0.45 * NIB < radii.min() < radii.max() < 0.85 * NIB
        assert np.ptp(radii) > 0.01 * NIB
    assert np.abs(first - second).max() > 0.02 * NIB


def test_chance_is_even_and_depends_on_key_seed_and_stream() -> None:
    keys = np.arange(4000)
    values = chance(keys, 1, 0)
    assert values.min() >= 0
    assert values.max() < 1
    assert values.mean() == pytest.approx(0.5, abs=0.02)
    for other in (chance(keys + 1, 1, 0)[:-1], chance(keys, 2, 0), chance(keys, 1, 1)):
        assert abs(np.corrcoef(values[: len(other)], other)[0, 1]) < 0.06


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_the_ink_is_the_path_of_a_round_nib_without_holes(hand) -> None:
    script = read_hand(hand.id)
    forms = forms_of(script, 2)
    nib = hand.pen_mm / (hand.x_height_mm / script.x_height_em)
    for char in "abdefgkmqswyzABGKMQRSW2358&@":
        lines = _lines(forms, char)
        box = _box(lines.points)
        inked = fill(polygons(ink(lines, nib, 2)), box)
        swept = discs(*_sweep(lines, nib, 0.5 * 0.85), box)
        around = discs(*_sweep(lines, nib, 0.5 * 1.5), box)
        # An inner corner may be sharper than discs leave it; 20 px of 90,000 an em.
        assert (swept & ~inked).sum() <= 20 * (PX / 300) ** 2, f"{char}: holes"
        assert not (inked & ~around).any(), f"{char}: ink beside the line"


def _lines(forms, char: str) -> CenterLines:
    code = forms.letter(char).codes[1]
    shape = forms.shape(code // FORM_LIMIT)
    drawn = shape.lines
    return CenterLines(
        shape.points[1], drawn.pressures, drawn.firsts, drawn.kinds, np.arange(len(drawn.kinds))
    )


def _box(points) -> tuple[float, float, float, float]:
    (left, bottom), (right, top) = points.min(axis=0) - 0.1, points.max(axis=0) + 0.1
    return float(left), float(bottom), float(right), float(top)


def _sweep(lines: CenterLines, nib: float, share: float):
    """Return centers and radii of discs close together along the lines, as B-splines follow them."""
    weight = pen._weight(lines, pen._run(lines, 2), nib, 2, BLUE_BALLPOINT)
    centers, radii = [], []
    for a, b in zip(lines.firsts, lines.firsts[1:], strict=False):
        path = np.column_stack([lines.points[a:b], weight[a:b] * nib * share])
        middle = (
            np.vstack([path[:1], (path[:-2] + 6 * path[1:-1] + path[2:]) / 8, path[-1:]])
            if b - a > 2
            else path
        )
        at = np.linspace(0, len(middle) - 1, 10 * (len(middle) - 1) + 1)
        even = np.column_stack([np.interp(at, np.arange(len(middle)), column) for column in middle.T])
        centers.append(even[:, :2])
        radii.append(even[:, 2])
    return np.vstack(centers), np.concatenate(radii)
