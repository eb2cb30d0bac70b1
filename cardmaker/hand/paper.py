"""From a photo of ink on paper to the ink alone: paper, shadows, ruled lines and specks taken away.

A field holds 0 where the paper is bare and 1 where the ink is as dark as this pen writes. What is done with it is left to
`contours` and `signature`. Lengths are in pixels; shares of darkness run from 0 (paper) to 1 (black).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.regions import Regions, find_regions
from cardmaker.hand.rules import without_rules
from cardmaker.model import Raster

Field = NDArray[Any]
Mask = NDArray[np.bool_]

TOO_DARK: Final = 0.13  # of full brightness: half the picture is darker
BLOCKS: Final = 64  # along the longer side, in each of which the paper's own tone is measured
PAPER_SHARE: Final = 80  # percentile of a block that is paper, even where it is full of writing
SURROUNDINGS: Final = 0.5  # of the paper's brightness: a table, or a deep shadow
SHARP_STEP: Final = 0.6  # of the brightness two blocks away: the rim of the paper
FAINTEST: Final = 0.1  # darkness of ink that can be told from paper
NOISE_LIMIT: Final = 4.0  # standard deviations of the paper's grain
MOST_INK: Final = 0.3  # of the picture; a signature has a few hundredths
MOST_PARTS: Final = 150  # lines that do not touch; more are a page of text or a pattern
WEAK: Final = 0.3  # of the ink's tone: the faint end of a stroke
STRONG: Final = 0.6  # of the ink's tone, reached somewhere by every stroke
SPECK: Final = 0.8  # of the square of the pen's width
LEAST_SHARE: Final = (
    0.5  # of all that looks like ink; if the signature has less, the picture shows something else
)
FAR: Final = (
    0.5,
    1.8,
)  # of the height of the writing, down and across: ink farther off belongs to something else
FAR_DOT: Final = 0.5  # of that, for a mark as small as a dot
MOST_EDGE: Final = (
    8.0  # pen widths at the picture's edge: a line may be cut there, a table's rim runs along it
)
LEAST_LINE: Final = 5.0  # pen widths: the ink of a shorter line is a dot or a blot
CLEAR: Final = 0.08  # of a picture's pixels, from which on its transparency means something


class NoInkError(ValueError):
    """No signature can be read; the message is a sentence for people, `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """The ink of a signature, cut out with a clear edge around. `pen` is the width of its lines (px)."""

    field: Field
    pen: float


def find_ink(raster: Raster) -> Ink:
    """Return the ink of a picture. Raises NoInkError if there is none, or if the picture is not ink on paper."""
    darkness = _darkness(raster)
    tone, noise = _tone(darkness)
    weak = max(WEAK * tone, NOISE_LIMIT * noise)
    regions = find_regions(darkness > weak, darkness)
    pen = _pen_width(darkness > 0.5 * tone)
    kept = _signature(regions, STRONG * tone, SPECK * pen * pen, pen)
    if not kept.any():
        raise _blank()
    if kept.sum() > MOST_PARTS:
        raise _not_a_signature()
    if not _is_drawn(regions.areas[kept], pen):
        raise _blotted()
    mask = _grown(regions.mask(kept), 2)
    field = _cut(np.where(mask, darkness, 0.0) / tone, mask, 3 + int(pen))
    return Ink(blurred(field, min(2.0, max(0.6, 0.12 * pen))), pen)


def _is_drawn(areas: NDArray[np.int64], pen: float) -> bool:
    """Return whether most of the ink is in lines; an area over the square of the pen's width is a line's length."""
    return bool(areas[areas > LEAST_LINE * pen * pen].sum() >= LEAST_SHARE * areas.sum())


def blurred(field: Field, sd: float) -> Field:
    """Return the field through a Gaussian of this standard deviation (px)."""
    reach = max(1, int(3 * sd + 0.5))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sd) ** 2)
    weights /= weights.sum()
    for _ in range(2):
        padded = np.pad(field, ((reach, reach), (0, 0)), mode="edge")
        rows = field.shape[0]
        field = sum(w * padded[i : i + rows] for i, w in enumerate(weights)).T.astype(np.float32)
    return field


def _darkness(raster: Raster) -> Field:
    """Return how dark each pixel is against the paper around it."""
    shape = (raster.height_px, raster.width_px)
    gray = _gray(raster, shape)
    if raster.alpha:
        alpha = np.frombuffer(raster.alpha, np.uint8).reshape(shape).astype(np.float32) / 255
        if (alpha < 0.5).mean() > CLEAR:
            return alpha  # a scan already cut out: what is opaque is ink, whatever its color
    if np.median(gray) < TOO_DARK:
        raise NoInkError(
            "is too dark to tell ink from paper", "take the photo by daylight, dark ink on white paper"
        )
    paper, outside = _paper(gray)
    light = np.clip(gray / np.maximum(paper, 1e-3), 0.0, 1.0)
    light[outside] = 1.0
    light = without_rules(without_rules(light).T).T
    return np.clip(np.median(light) - light, 0.0, 1.0).astype(np.float32)


def _gray(raster: Raster, shape: tuple[int, int]) -> Field:
    rgb = np.frombuffer(raster.rgb, np.uint8).reshape(*shape, 3)
    weights = np.array([0.299, 0.587, 0.114], np.float32) / 255  # ITU-R BT.601
    return rgb.astype(np.float32) @ weights


def _paper(gray: Field) -> tuple[Field, Mask]:
    """Return the brightness of the bare paper everywhere, and where there is no paper but what it lies on."""
    block = max(8, -(-max(gray.shape) // BLOCKS))
    rows, columns = (-(-side // block) for side in gray.shape)
    filled = np.pad(
        gray, ((0, rows * block - gray.shape[0]), (0, columns * block - gray.shape[1])), mode="edge"
    )
    blocks = filled.reshape(rows, block, columns, block).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    rank = blocks.shape[2] * PAPER_SHARE // 100
    levels = np.partition(blocks, rank, axis=2)[:, :, rank]
    outside = _grown(_surroundings(levels), 1)
    levels = blurred(-_spread(-_spread(levels)), 0.8)
    outside = np.repeat(np.repeat(outside, block, 0), block, 1)[: gray.shape[0], : gray.shape[1]]
    return _enlarged(levels, block, gray.shape), outside


def _surroundings(levels: Field) -> Mask:
    """Return the blocks beside the paper: much darker, and parted from it by a sharp edge, as no shadow is."""
    dark = levels < SURROUNDINGS * np.percentile(levels, 80)
    rim = dark & _grown(~dark, 1)
    step = levels / _spread(_spread(levels))
    regions = find_regions(dark, levels)
    sharp = [
        float(np.median(step[rim & regions.mask(np.arange(len(regions.areas)) == number)])) < SHARP_STEP
        for number in range(len(regions.areas))
    ]
    return regions.mask(np.array(sharp, bool))


def _spread(levels: Field) -> Field:
    """Return the largest of each value and its eight neighbors."""
    padded = np.pad(levels, 1, mode="edge")
    rows, columns = levels.shape
    return np.max([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)], axis=0)  # type: ignore[no-any-return]


def _enlarged(levels: Field, block: int, shape: tuple[int, ...]) -> Field:
    """Return block values as a smooth field of the shape."""
    for axis in (0, 1):
        at = np.clip((np.arange(shape[axis]) + 0.5) / block - 0.5, 0, levels.shape[axis] - 1)
        low = np.minimum(at.astype(int), max(0, levels.shape[axis] - 2))
        high = np.minimum(low + 1, levels.shape[axis] - 1)
        share = (at - low).reshape((-1, 1) if axis == 0 else (1, -1)).astype(np.float32)
        levels = levels.take(low, axis) * (1 - share) + levels.take(high, axis) * share
    return levels


def _tone(darkness: Field) -> tuple[float, float]:
    """Return how dark the ink is, and the standard deviation of the paper's grain."""
    grain = darkness[(darkness > 0) & (darkness < 0.5)]
    noise = float(np.median(grain)) / 0.6745 if len(grain) > 0.02 * darkness.size else 0.0
    marks = darkness[darkness > max(NOISE_LIMIT * noise, FAINTEST / 2)]
    if len(marks) > MOST_INK * darkness.size:
        raise _not_a_signature()
    if len(marks) < 24:
        raise _blank()
    ink = marks[marks >= _otsu(marks)]
    tone = float(np.percentile(ink, 75))
    if tone < max(FAINTEST, 1.5 * NOISE_LIMIT * noise):
        raise _blank()
    return tone, noise


def _blank() -> NoInkError:
    hint = "sign with a dark pen, and let the paper around the signature show"
    return NoInkError("shows no signature: the paper is blank, or its ink too faint or too dense", hint)


def _blotted() -> NoInkError:
    hint = "photograph the signature alone, on white paper"
    return NoInkError("shows no signature: blots, but hardly a line of a pen", hint)


def _not_a_signature() -> NoInkError:
    hint = "photograph the signature alone, on white paper"
    return NoInkError("does not look like a signature on paper", hint)


def _otsu(values: NDArray[Any]) -> float:
    """Return the value that best parts the values in two (N. Otsu, IEEE Trans. SMC 9, 1979)."""
    counts, edges = np.histogram(values, 128)
    centers = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    sums = np.cumsum(counts * centers)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = sums / below - (sums[-1] - sums) / above
    best = 1 + int(np.nanargmax(np.where(above > 0, below * above * gap**2, -1.0)))
    return min(float(edges[best]), float(values.max()))  # of ink in one tone the last edge may lie just above


def _pen_width(ink: Mask) -> float:
    """Return the width of the pen's lines: the ink's area over the length of its middle lines."""
    area = int(ink.sum())
    edges = int((ink[:, 1:] != ink[:, :-1]).sum() + (ink[1:] != ink[:-1]).sum())
    # Edges counted along rows and columns are 4/pi times as long as the outline, on average over directions.
    return max(1.0, 2.0 * area / max(1.0, edges * np.pi / 4))


def _signature(regions: Regions, strong: float, least: float, pen: float) -> Mask:
    """Return which regions are the signature: dark and large enough, no dark edge of the picture, and close together."""
    sound = (regions.peaks >= strong) & (regions.areas >= least)
    candidates = sound & (regions.edges <= MOST_EDGE * pen)
    kept = _near(regions, candidates, pen)
    if regions.areas[kept].sum() < LEAST_SHARE * regions.areas[candidates].sum():
        raise _not_a_signature()
    return kept


def _near(regions: Regions, candidates: Mask, pen: float) -> Mask:
    """Return the largest region and, one after the other, those within a letter's height of what is found."""
    kept = np.zeros(len(candidates), bool)
    if not candidates.any():
        return kept
    kept[np.argmax(np.where(candidates, regions.areas, 0))] = True
    while True:
        low, high = regions.boxes[kept, :2].min(axis=0), regions.boxes[kept, 2:].max(axis=0)
        reach = max(float(high[0] - low[0]), 6 * pen) * np.array(FAR)
        gaps = np.maximum(low - regions.boxes[:, 2:], regions.boxes[:, :2] - high) / reach
        limit = np.where(regions.areas < 4 * pen * pen, FAR_DOT, 1.0)
        found = candidates & ~kept & (gaps.max(axis=1) <= limit)
        if not found.any():
            return kept
        kept |= found


def _grown(mask: Mask, by: int) -> Mask:
    for _ in range(by):
        padded = np.pad(mask, 1)
        rows, columns = mask.shape
        mask = np.logical_or.reduce(
            [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
        )
    return mask


def _cut(field: NDArray[Any], mask: Mask, margin: int) -> Field:
    """Return the part of the field that holds the mask, with a margin of nothing around."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    part = field[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.pad(part, margin).astype(np.float32)
