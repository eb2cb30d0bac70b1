"""Regions of a mask that hang together, found by the runs of their rows: what each covers, and how dark it gets."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Regions by number. `boxes` are top, left, bottom, right, the last two beyond the last pixel.

    `rows`, `starts`, `ends` and `labels` are those of every run of pixels.
    """

    shape: tuple[int, int]
    rows: Ints
    starts: Ints
    ends: Ints
    labels: Ints
    areas: Ints
    peaks: NDArray[Any]
    boxes: Ints

    @property
    def edges(self) -> Ints:
        """Return how many pixels of each region lie at the edge of the picture."""
        height, width = self.shape
        level = (self.rows == 0) | (self.rows == height - 1)
        lengths = np.where(level, self.ends - self.starts, 0) + (self.starts == 0) + (self.ends == width)
        return np.bincount(self.labels, lengths, len(self.areas)).astype(np.int64)

    def mask(self, kept: Mask) -> Mask:
        """Return the pixels of some of the regions."""
        change = np.zeros((self.shape[0], self.shape[1] + 1), np.int8)
        runs = kept[self.labels]
        change[self.rows[runs], self.starts[runs]] = 1
        change[self.rows[runs], self.ends[runs]] = -1
        return np.cumsum(change, axis=1)[:, :-1] > 0


def find_regions(mask: Mask, darkness: NDArray[Any]) -> Regions:
    """Return the regions of a mask, pixels that touch at a corner included; `darkness` gives their peaks."""
    rows, starts, ends = _runs(mask)
    labels = _joined(len(rows), *_touching(rows, starts, ends, mask.shape[1] + 2))
    count = int(labels.max()) + 1 if len(labels) else 0
    areas = np.bincount(labels, ends - starts, count).astype(np.int64)
    peaks = np.zeros(count)
    if count:
        flat = np.append(darkness.ravel(), 0)
        bounds = np.stack([rows * mask.shape[1] + starts, rows * mask.shape[1] + ends], axis=1).ravel()
        np.maximum.at(peaks, labels, np.maximum.reduceat(flat, bounds)[::2])
    return Regions(
        mask.shape, rows, starts, ends, labels, areas, peaks, _boxes(rows, starts, ends, labels, count)
    )


def _runs(mask: Mask) -> tuple[Ints, Ints, Ints]:
    """Return row, first column and column after the last of every run of pixels, in reading order."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    return rows, starts, np.nonzero(change == -1)[1]


def _touching(rows: Ints, starts: Ints, ends: Ints, stride: int) -> tuple[Ints, Ints]:
    """Return the pairs of runs in neighboring rows that touch."""
    above = (rows - 1) * stride
    first = np.searchsorted(rows * stride + ends, above + starts, side="left")
    last = np.searchsorted(rows * stride + starts, above + ends, side="right")
    counts = np.maximum(last - first, 0)
    lower = np.repeat(np.arange(len(rows)), counts)
    steps = np.arange(len(lower)) - np.repeat(np.cumsum(counts) - counts, counts)
    return lower, np.repeat(first, counts) + steps


def _joined(count: int, first: Ints, second: Ints) -> Ints:
    """Return a number for each of `count` things, the same for those that pairs join."""
    label = np.arange(count)
    while True:
        low = np.minimum(label[first], label[second])
        before = label.copy()
        np.minimum.at(label, label[first], low)
        np.minimum.at(label, label[second], low)
        label = label[label]
        if np.array_equal(before, label):
            return np.unique(label, return_inverse=True)[1].astype(np.int64)


def _boxes(rows: Ints, starts: Ints, ends: Ints, labels: Ints, count: int) -> Ints:
    boxes = np.empty((count, 4), np.int64)
    boxes[:, :2], boxes[:, 2:] = np.iinfo(np.int64).max, 0
    np.minimum.at(boxes[:, 0], labels, rows)
    np.minimum.at(boxes[:, 1], labels, starts)
    np.maximum.at(boxes[:, 2], labels, rows + 1)
    np.maximum.at(boxes[:, 3], labels, ends)
    return boxes
