"""The skeleton of a glyph as a graph: runs of pixels between ends and forks, without the spurs that dirt leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from skimage.morphology import skeletonize

Line = NDArray[np.float64]
Pixel = tuple[int, int]

SPUR = 0.75
"""A branch that sticks out of its junction by less than this many stroke radii is dirt on the outline."""

_AROUND = ((-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(eq=False)
class Edge:
    """A run of skeleton between two nodes; a ring has the same node, or none, at both ends."""

    line: Line
    nodes: tuple[Pixel | None, Pixel | None]

    @property
    def length(self) -> float:
        return length_of(self.line)


def skeleton(inside: NDArray[np.bool_], radius: NDArray[np.float64]) -> list[Edge]:
    """Return the edges left when the shortest spur of each fork is taken off, again and again.

    `radius` has each pixel's distance from the edge of the ink.
    """
    pixels = {(int(row), int(column)) for row, column in np.argwhere(skeletonize(inside))}
    while True:
        edges = _trace(pixels, radius)
        degree = degrees_of(edges)
        spurs = sorted(filter(None, (_spur(edge, degree) for edge in edges)), key=lambda spur: spur[0])
        touched: set[Pixel] = set()
        for _, fork, path in spurs:
            if fork not in touched:
                touched.add(fork)
                pixels = pixels - set(path)
        if not spurs:
            return edges


def length_of(line: Line) -> float:
    return float(np.hypot(*np.diff(line[:, :2], axis=0).T).sum())


def degrees_of(edges: Iterable[Edge]) -> dict[Pixel, int]:
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
