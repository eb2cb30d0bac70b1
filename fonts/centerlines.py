"""From the picture of one glyph to the lines a pen would have drawn: skeleton, junctions, chains.

Input is a boolean picture; output is dense lines of (x, y, radius) in pixels, y down. Font units, pressure, writing
direction and storage are left to `make_strokes`. A line is a chain of edges that continue each other; one left over at a
junction is led on, straight, until it meets the center of a line that passes.
"""

import numpy as np
from junctions import Arm, Junction, find_junctions
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter
from skeleton import Edge, Line, skeleton


def center_lines(picture: NDArray[np.bool_]) -> list[Line]:
    """Return the pen's lines of a glyph, each an (n, 3) array of x, y, radius; one point for a dot."""
    inside = gaussian_filter(picture.astype(np.float32), 1.5) > 0.5
    if not inside.any():
        return []
    radius = distance_transform_edt(inside)
    lines = _chains(*find_junctions(skeleton(inside, radius), radius))
    return sorted(lines, key=lambda line: tuple(line[:, :2].min(axis=0)))


def _chains(junctions: list[Junction], edges: list[Edge]) -> list[Line]:
    """Return whole lines: edges joined through their junctions, loose arms led on to a center line."""
    onward: dict[tuple[int, int], tuple[Line, Arm]] = {}
    ending: dict[tuple[int, int], Line] = {}
    for junction in junctions:
        for a, b, bridge in junction.pairs:
            onward[id(a.edge), a.end] = (bridge, b)
            onward[id(b.edge), b.end] = (bridge[::-1], a)
        for arm in junction.arms:
            if (id(arm.edge), arm.end) not in onward:
                ending[id(arm.edge), arm.end] = _landing(arm, junction)
    loose = [(edge, end) for edge in edges for end in (0, -1) if (id(edge), end) not in onward]
    used: set[int] = set()
    rings = [(edge, 0) for edge in edges]
    return [_chain(edge, end, onward, ending, used) for edge, end in loose + rings if id(edge) not in used]


def _chain(
    edge: Edge,
    end: int,
    onward: dict[tuple[int, int], tuple[Line, Arm]],
    ending: dict[tuple[int, int], Line],
    used: set[int],
) -> Line:
    parts = [ending[id(edge), end]] if (id(edge), end) in ending else []
    while id(edge) not in used:
        used.add(id(edge))
        parts.append(edge.line if end == 0 else edge.line[::-1])
        out = (id(edge), -1 - end)
        if out not in onward:
            parts.append(ending[out]) if out in ending else None
            return np.vstack(parts)
        bridge, arm = onward[out]
        parts.append(bridge)
        edge, end = arm.edge, arm.end
    return np.vstack([*parts, parts[0][:1]])


def _landing(arm: Arm, junction: Junction) -> Line:
    """Return the point where a loose arm reaches a passing line, or the junction's center if none passes."""
    place = junction.center
    if junction.pairs:
        passing = np.vstack([_passing(pair) for pair in junction.pairs])
        gap = passing - arm.point[:2]
        along = gap @ arm.toward
        across = np.abs(gap @ np.array([-arm.toward[1], arm.toward[0]]))
        cost = across * 2 + np.hypot(*gap.T) + np.where(along < 0, 1e3, 0)
        place = passing[int(cost.argmin())]
    return np.array([[place[0], place[1], arm.point[2]]])


def _passing(pair: tuple[Arm, Arm, Line]) -> Line:
    a, b, bridge = pair
    reach = 2 * len(bridge) + 8
    tails = [(arm.edge.line if arm.end == 0 else arm.edge.line[::-1])[:reach, :2] for arm in (a, b)]
    return np.vstack([bridge[:, :2], *tails])
