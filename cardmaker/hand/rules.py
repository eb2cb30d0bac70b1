"""Ruled lines on a photographed sheet: found as long straight thin streaks, then counted as part of the paper.

A rule darkens the paper by the same share all along, so dividing by that share takes it away and leaves ink that crosses
it. Only rules lighter than ink are told from ink; a dark single one might be the flourish under a name and stays.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Field = NDArray[Any]

COARSE_PX: Final = 700  # longest side of the picture in which rules are looked for
SLOPES: Final = np.linspace(-0.09, 0.09, 49)  # 5 degrees either way
LEAST_COVER: Final = 0.6  # of the width that a rule runs through; a flourish is shorter
MOST_RULES: Final = 80
STRIPS: Final = 24
LONE_RULE: Final = 0.6  # of the darkest ink: a single line darker than that is a flourish


def without_rules(light: Field) -> Field:
    """Return the field (1 = bare paper) without the near-level ruled lines it holds."""
    step = max(1, -(-max(light.shape) // COARSE_PX))
    found = _find(_coarse(light, step))
    if not found:
        return light
    result = light.copy()
    tones = [_erase(light, result, (row + 0.5) * step, slope, step) for row, slope in found]
    ink = 1.0 - float(np.percentile(light, 0.5))
    return light if len(found) == 1 and tones[0] > LONE_RULE * ink else result


def _coarse(light: Field, step: int) -> Field:
    """Return the darkness in blocks of `step` pixels: of each, the darkest row, so that thin lines stay."""
    rows, columns = light.shape[0] // step, light.shape[1] // step
    blocks = light[: rows * step, : columns * step].reshape(rows, step, columns, step).mean(axis=3)
    darkness: Field = np.clip(np.median(light) - blocks.min(axis=1), 0.0, 1.0)
    return darkness


def _find(darkness: Field) -> list[tuple[float, float]]:
    """Return row (at the middle column) and slope of each rule, in blocks."""
    # Rows darker than their neighbors: a broad shadow is not a rule.
    padded = np.pad(darkness, ((4, 4), (0, 0)), mode="edge")
    around = np.minimum(padded[:-8], padded[8:])
    grain = float(np.median(np.abs(darkness - around))) / 0.6745
    streaks = (darkness - around) > max(0.03, 2.0 * grain)
    cover = _cover(streaks)
    rules: list[tuple[float, float]] = []
    while len(rules) < MOST_RULES:
        slope, row = np.unravel_index(np.argmax(cover), cover.shape)
        if cover[slope, row] < LEAST_COVER:
            break
        rules.append((float(row), float(SLOPES[slope])))
        cover[:, max(0, row - 5) : row + 6] = 0
    return rules


def _cover(streaks: NDArray[np.bool_]) -> Field:
    """Return for each slope and row the share of columns in which the line meets a streak."""
    rows, columns = streaks.shape
    padded = np.pad(streaks, 1)
    thick = padded[:-2, 1:-1] | padded[1:-1, 1:-1] | padded[2:, 1:-1]
    across = np.arange(columns) - (columns - 1) / 2
    cover = np.zeros((len(SLOPES), rows), np.float32)
    for number, slope in enumerate(SLOPES):
        at = np.arange(rows)[:, None] + np.round(across * slope).astype(int)
        inside = (at >= 0) & (at < rows)
        cover[number] = (thick[np.clip(at, 0, rows - 1), np.arange(columns)] & inside).mean(axis=1)
    return cover


def _erase(light: Field, result: Field, row: float, slope: float, step: int) -> float:
    """Divide one rule out of the result, and return how dark it is."""
    reach = 2 * step + 6
    center = _center_line(light, row, slope, reach)
    half = step + 5
    base = np.floor(center).astype(int)
    offsets = np.arange(-half, half + 1)
    at = base[None, :] + offsets[:, None]
    columns = np.arange(light.shape[1])[None, :]
    inside = (at >= 0) & (at < light.shape[0])
    band = light[np.clip(at, 0, light.shape[0] - 1), columns]
    profile = _profile(band, center - base)
    cleaned = np.minimum(band / np.maximum(profile, 0.05), 1.0)
    result_at = np.clip(at, 0, light.shape[0] - 1)
    lifted = np.where(_crossed(band, profile), band, cleaned)
    result[result_at[inside], np.broadcast_to(columns, at.shape)[inside]] = lifted[inside]
    return 1.0 - float(profile.min())


def _center_line(light: Field, row: float, slope: float, reach: int) -> NDArray[np.float64]:
    """Return the rule's middle row at every column: a gentle curve through the middles of strips."""
    height, width = light.shape
    columns = np.arange(width)
    guess = row + (columns - (width - 1) / 2) * slope
    at = np.round(guess).astype(int)[None, :] + np.arange(-reach, reach + 1)[:, None]
    band = 1.0 - light[np.clip(at, 0, height - 1), columns[None, :]]
    strips = np.array_split(columns, min(STRIPS, width))
    middles, shifts = [], []
    for strip in strips:
        profile = np.median(band[:, strip], axis=1)
        profile = np.clip(profile - np.median(profile) - 0.3 * np.ptp(profile), 0.0, None)
        if profile.sum() > 0:
            middles.append(float(strip.mean()))
            shifts.append(float((profile * np.arange(-reach, reach + 1)).sum() / profile.sum()))
    line: NDArray[np.float64] = guess + _gentle(np.array(middles), np.array(shifts), columns, width)
    return line


def _gentle(
    xs: NDArray[np.float64], ys: NDArray[np.float64], columns: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Return a cubic through most of the points; those that ink pulled away are left out."""
    kept = np.ones(len(xs), bool)
    result = np.zeros(len(columns))
    for _ in range(3):
        if kept.sum() < 6:
            return result
        fitted = np.polynomial.Polynomial.fit(xs[kept], ys[kept], 3, domain=[0, width])
        off = np.abs(fitted(xs) - ys)
        kept = off <= max(0.7, 2.5 * float(np.median(off)))
        result = fitted(columns)
    return result


def _profile(band: Field, share: NDArray[np.float64]) -> Field:
    """Return the light that rule and paper leave in each pixel of the band: that of most pixels at its distance.

    `share` is how far below its row in the band the rule's middle lies in each column, from 0 to 1.
    """
    below = np.vstack([band[1:], band[-1:]])
    level = band * (1 - share) + below * share
    for strip in np.array_split(np.arange(band.shape[1]), max(1, min(8, band.shape[1] // 60))):
        most = np.percentile(level[:, strip], 60, axis=1)
        level[:, strip] = np.clip(most / max(0.05, float(most.max())), 0.05, 1.0)[:, None]
    above = np.vstack([level[:1], level[:-1]])
    profile: Field = level * (1 - share) + above * share
    return profile


def _crossed(band: Field, profile: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the pixels where ink runs on across the rule: darker than it in the whole column from side to side."""
    dark = band < 0.75 * profile
    rule = profile < 0.9
    above = np.maximum.accumulate(np.where(rule, False, dark)[::1], axis=0)
    below = np.maximum.accumulate(np.where(rule, False, dark)[::-1], axis=0)[::-1]
    return rule & dark & above & below
