"""From the picture of one glyph to the lines a pen would have drawn: skeleton, graph, junctions, chains.

Input is a boolean picture; output is dense lines of (x, y, radius) in pixels, y down. Font units, pressure, writing
direction and storage are left to `make_strokes`.

A skeleton is false inside a junction, where the discs of two strokes overlap: a crossing becomes two forks, and a branch
bends toward the stem. So every line is cut back to the edge of the junction, lines that continue each other are joined
by a smooth curve through it, and a line left over is led on, straight, until it meets the center of one that passes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter
from skimage.morphology import skeletonize

Line = NDArray[np.float64]
Pixel = tuple[int, int]

SPUR = 0.75
"""A branch that sticks out of its junction by less than this many stroke radii is dirt on the outline."""

CROSSING = 3.4
"""Two forks nearer than this many radii are one crossing, if the arms go straight on."""

ASIDE = 1.3
"""How far apart, in radii, two arms of a crossing may lie; further apart they are two stems, and the waist is a stroke."""

STRAIGHT = -0.5
"""Two lines continue each other if the cosine between their directions into the junction is below this."""

_AROUND = ((-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(eq=False)
class Edge:
    """A run of skeleton between two nodes; a ring has the same node, or none, at both ends."""

    line: Line
    nodes: tuple[Pixel | None, Pixel | None]

    @property
    def length(self) -> float:
        return length_of(self.line)


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


def center_lines(picture: NDArray[np.bool_]) -> list[Line]:
    """Return the pen's lines of a glyph, each an (n, 3) array of x, y, radius; one point for a dot."""
    inside = gaussian_filter(picture.astype(np.float32), 1.5) > 0.5
    if not inside.any():
        return []
    radius = distance_transform_edt(inside)
    pixels = {(int(row), int(column)) for row, column in np.argwhere(skeletonize(inside))}
    edges = _without_spurs(pixels, radius)
    junctions, edges = _junctions(edges, radius)
    _cut_back(junctions, edges)
    for junction in junctions:
        _pair(junction)
    lines = _chains(junctions, edges)
    return sorted(lines, key=lambda line: tuple(line[:, :2].min(axis=0)))


def length_of(line: Line) -> float:
    return float(np.hypot(*np.diff(line[:, :2], axis=0).T).sum())


def _neighbors(pixel: Pixel, pixels: set[Pixel]) -> list[Pixel]:
    """Return the next pixels; a diagonal one only if no straight step leads to it."""
    row, column = pixel
    near = [(row + down, column + right) for down, right in _AROUND if (row + down, column + right) in pixels]
    straight = [other for other in near if other[0] == row or other[1] == column]
    return straight + [
        (r, c)
        for r, c in near
        if r != row and c != column and (r, column) not in straight and (row, c) not in straight
    ]


def _trace(pixels: set[Pixel], radius: NDArray[np.float64]) -> list[Edge]:
    """Return the skeleton as edges between ends and forks, and rings without either."""
    links = {pixel: _neighbors(pixel, pixels) for pixel in sorted(pixels)}
    nodes = {pixel for pixel, near in links.items() if len(near) != 2}
    edges, seen = [], set()
    for node in sorted(nodes):
        if not links[node]:
            edges.append(_edge([node], radius))
        for first in links[node]:
            if (node, first) not in seen:
                path = _walk(node, first, links, nodes)
                seen |= {(node, first), (path[-1], path[-2])}
                edges.append(_edge(path, radius))
    rest = pixels - {pixel for edge in edges for pixel in _pixels(edge)}
    while rest:
        start = min(rest)
        path = _walk(start, links[start][0], links, {start})
        rest -= set(path)
        edges.append(Edge(_edge(path, radius).line, (None, None)))
    return edges


def _walk(start: Pixel, first: Pixel, links: dict[Pixel, list[Pixel]], stops: set[Pixel]) -> list[Pixel]:
    path = [start, first]
    while path[-1] not in stops:
        onward = [pixel for pixel in links[path[-1]] if pixel != path[-2]]
        path.append(onward[0])
    return path


def _edge(path: list[Pixel], radius: NDArray[np.float64]) -> Edge:
    line = np.array([(column, row, radius[row, column]) for row, column in path], dtype=float)
    return Edge(line, (path[0], path[-1]))


def _pixels(edge: Edge) -> list[Pixel]:
    return [(int(y), int(x)) for x, y, _ in edge.line]


def _without_spurs(pixels: set[Pixel], radius: NDArray[np.float64]) -> list[Edge]:
    """Return the edges left when the shortest spur of each fork is taken off, again and again."""
    while True:
        edges = _trace(pixels, radius)
        degree = _degrees(edges)
        spurs = sorted(filter(None, (_spur(edge, degree) for edge in edges)), key=lambda spur: spur[0])
        touched: set[Pixel] = set()
        for _, fork, path in spurs:
            if fork not in touched:
                touched.add(fork)
                pixels = pixels - set(path)
        if not spurs:
            return edges


def _degrees(edges: Iterable[Edge]) -> dict[Pixel, int]:
    degree: dict[Pixel, int] = {}
    for edge in edges:
        for node in edge.nodes if len(edge.line) > 1 else ():
            if node is not None:
                degree[node] = degree.get(node, 0) + 1
    return degree


def _spur(edge: Edge, degree: dict[Pixel, int]) -> tuple[float, Pixel, list[Pixel]] | None:
    """Return how far a dead end sticks out, its fork and its pixels, if it is a spur."""
    first, last = edge.nodes
    if first is None or last is None or len(edge.line) < 2:
        return None
    path, line = _pixels(edge), edge.line
    if degree[first] == 1:
        path, line, first, last = path[::-1], line[::-1], last, first
    if degree[last] != 1 or degree[first] < 3:
        return None
    out = length_of(line) + line[-1, 2] - line[0, 2]
    return (out, first, path[1:]) if out < SPUR * line[0, 2] else None


def _junctions(edges: list[Edge], radius: NDArray[np.float64]) -> tuple[list[Junction], list[Edge]]:
    """Return the junctions, with forks that belong together made one, and the edges that remain."""
    degree = _degrees(edges)
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
