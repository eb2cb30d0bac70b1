"""Where lines meet: forks that are one junction, the lines cut back to its edge, and those that go on through it paired.

A skeleton is false inside a junction, where the discs of two strokes overlap: a crossing becomes two forks, and a branch
bends toward the stem. So every line is cut back to the edge of the junction, and lines that continue each other are joined
by a smooth curve through it.
"""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from skeleton import Edge, Line, Pixel, degrees_of

CROSSING = 3.4
"""Two forks nearer than this many radii are one crossing, if the arms go straight on."""

ASIDE = 1.3
"""How far apart, in radii, two arms of a crossing may lie; further apart they are two stems, and the waist is a stroke."""

STRAIGHT = -0.5
"""Two lines continue each other if the cosine between their directions into the junction is below this."""


@dataclass(eq=False)
class Arm:
    """One end of an edge at a junction: `end` is 0 or -1, `toward` the unit direction into the junction."""

    edge: Edge
    end: int
    point: Line
    toward: Line


@dataclass(eq=False)
class Junction:
    """A place where lines meet, and how far (px) from its center the skeleton is not to be trusted."""

    nodes: set[Pixel]
    center: Line
    radius: float
    arms: list[Arm] = field(default_factory=list)
    pairs: list[tuple[Arm, Arm, Line]] = field(default_factory=list)


def find_junctions(edges: list[Edge], radius: NDArray[np.float64]) -> tuple[list[Junction], list[Edge]]:
    """Return the junctions, their arms paired, and the edges that remain, cut back to the junctions' rims."""
    junctions, rest = _merged(edges, radius)
    _cut_back(junctions, rest)
    for junction in junctions:
        _pair(junction)
    return junctions, rest


def _merged(edges: list[Edge], radius: NDArray[np.float64]) -> tuple[list[Junction], list[Edge]]:
    """Return the junctions, with forks that belong together made one, and the edges that remain."""
    degree = degrees_of(edges)
    cluster = {node: {node} for node, count in degree.items() if count > 2}
    short = [edge for edge in edges if _is_inside(edge, cluster, edges)]
    for edge in short:
        first, last = edge.nodes
        merged = cluster[first] | cluster[last]  # type: ignore[index]
        for node in merged:
            cluster[node] = merged
    groups = {id(nodes): nodes for nodes in cluster.values()}
    rest = [edge for edge in edges if not any(edge is other for other in short)]
    return [_junction(nodes, radius) for nodes in groups.values()], rest


def _is_inside(edge: Edge, forks: dict[Pixel, set[Pixel]], edges: list[Edge]) -> bool:
    """Return whether an edge lies within one junction: very short, or the waist of a crossing."""
    first, last = edge.nodes
    if first not in forks or last not in forks or first == last:
        return False
    thick = max(edge.line[0, 2], edge.line[-1, 2])
    if edge.length < 1.1 * thick:
        return True
    return edge.length < CROSSING * thick and _is_crossing(edge, edges, thick)


def _is_crossing(waist: Edge, edges: list[Edge], thick: float) -> bool:
    first, last = (
        [
            _outward(edge, end, thick)
            for edge in edges
            if edge is not waist
            for end in (0, -1)
            if edge.nodes[end] == node
        ]
        for node in waist.nodes
    )
    if len(first) != 2 or len(last) != 2:
        return False
    way = waist.line[-1, :2] - waist.line[0, :2]
    pairings = (((first[0], last[0]), (first[1], last[1])), ((first[0], last[1]), (first[1], last[0])))
    return any(all(_goes_straight(a, b, way, thick) for a, b in pairs) for pairs in pairings)


def _goes_straight(a: Line, b: Line, way: Line, thick: float) -> bool:
    """Return whether two arms lie in one line across a waist; the stems of an N are parallel, but aside."""
    aside = abs(float(a[0] * way[1] - a[1] * way[0]))
    return float(a @ b) < -0.8 and aside < ASIDE * thick


def _outward(edge: Edge, end: int, thick: float) -> Line:
    """Return the unit direction away from a fork, as seen past the fork's own disc."""
    line = edge.line if end == 0 else edge.line[::-1]
    near, far = (min(len(line) - 1, int(step * thick)) for step in (1.0, 3.5))
    return _unit(line[far, :2] - line[min(near, max(far - 1, 0)), :2])


def _unit(vector: Line) -> Line:
    size = float(np.hypot(*vector))
    return vector / size if size else np.array([1.0, 0.0])


def _junction(nodes: set[Pixel], radius: NDArray[np.float64]) -> Junction:
    places = np.array(sorted(nodes), dtype=float)
    center = places.mean(axis=0)[::-1]
    spread = float(np.hypot(*(places[:, ::-1] - center).T).max())
    return Junction(nodes, center, spread + 1.15 * max(float(radius[node]) for node in nodes))


def _cut_back(junctions: list[Junction], edges: list[Edge]) -> None:
    """Shorten every edge to the rims of its junctions, and note the arms it makes there."""
    at = {node: junction for junction in junctions for node in junction.nodes}
    for edge in edges:
        met = [at.get(node) if node is not None else None for node in edge.nodes]
        line = edge.line
        limit = max(1, int(0.42 * len(line)))
        start = _rim(line, met[0], limit)
        stop = len(line) - _rim(line[::-1], met[1], limit)
        edge.line = line[start : max(stop, start + 1)]
        for end, junction in zip((0, -1), met, strict=True):
            if junction is not None:
                junction.arms.append(_arm(edge, end, junction))


def _rim(line: Line, junction: Junction | None, limit: int) -> int:
    if junction is None:
        return 0
    outside = np.hypot(*(line[:, :2] - junction.center).T) > junction.radius
    return min(int(outside.argmax()) if outside.any() else limit, limit)


def _arm(edge: Edge, end: int, junction: Junction) -> Arm:
    line = edge.line if end == 0 else edge.line[::-1]
    back = line[min(len(line) - 1, max(3, int(1.2 * line[0, 2]))), :2]
    toward = line[0, :2] - back if len(line) > 3 else junction.center - line[0, :2]
    return Arm(edge, end, line[0], _unit(toward))


def _pair(junction: Junction) -> None:
    """Join the arms that go on straight, the best set of pairs first."""
    options = sorted(
        (
            (_bend(a, b, junction), number, a, b)
            for number, (a, b) in enumerate(combinations(junction.arms, 2))
        ),
        key=lambda option: option[:2],
    )
    taken: list[Arm] = []
    for bend, _, a, b in options:
        free = not any(arm is a or arm is b for arm in taken)
        if bend < STRAIGHT and free:
            junction.pairs.append((a, b, _bridge(a, b)))
            taken += [a, b]


def _bend(a: Arm, b: Arm, junction: Junction) -> float:
    """Return -1 for arms in one straight line, growing as they turn or run side by side."""
    across = _unit(b.point[:2] - a.point[:2])
    bend = (
        0.5 * float(a.toward @ b.toward) - 0.25 * float(a.toward @ across) + 0.25 * float(b.toward @ across)
    )
    is_own_ring = a.edge is b.edge and len(junction.arms) > 2
    return bend + 0.15 * is_own_ring


def _bridge(a: Arm, b: Arm) -> Line:
    """Return a cubic from one arm to the other, tangent to both."""
    gap = float(np.hypot(*(b.point[:2] - a.point[:2])))
    t = np.linspace(0, 1, max(3, int(gap)))[1:-1, None]
    first, last = a.point[:2], b.point[:2]
    c1, c2 = first + a.toward * gap / 3, last + b.toward * gap / 3
    place = (1 - t) ** 3 * first + 3 * (1 - t) ** 2 * t * c1 + 3 * (1 - t) * t**2 * c2 + t**3 * last
    return np.hstack([place, (1 - t) * a.point[2] + t * b.point[2]])
