"""What is done otherwise for one face, told in `fonts/<family>/mending.yaml`: letters that would be misread or look printed.

* `only`: the code points it is a hand for, single or first and last; all if left out.
* `poor`: characters that it draws wrongly; they are put together from others.
* `before`, `after`: more room on a letter's left and right (em): less where a join would just miss, more where a letter's
  last stroke would run into a stop. `larger`: how much larger letters are drawn. A key is one or more characters.
* `redrawn`: letters drawn anew, which lean by `slant` to the right per unit up. `advance` is that of the face if left
  out; each of the `paths` is a few points in x-heights from the letter's origin, y up; the pen runs through them
  smoothly, and paths meet where they touch.
* `ticked`: letters that are another, redrawn one with the path `tick` before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from letterparts import curve
from numpy.typing import NDArray

from cardmaker.hand.strokes import PenGlyph

Place = tuple[float, float]
Paths = Sequence[Sequence[Place]]

TICK_ASIDE = 0.14
"""A letter with a tick before it stands so many x-heights further in."""


@dataclass(frozen=True)
class Redrawn:
    """A letter drawn anew, in x-heights; an advance of 0 is that of the face."""

    paths: Paths
    advance: float = 0.0


@dataclass(frozen=True)
class Mending:
    """One `mending.yaml`, a value for each character."""

    only: tuple[int, ...] = ()
    poor: str = ""
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)
    larger: Mapping[str, float] = field(default_factory=dict)
    redrawn: Mapping[str, Redrawn] = field(default_factory=dict)
    slant: float = 0.0


UNMENDED = Mending()


def read_mending(folder: Path) -> Mending:
    """Return a family's mending; none if it has no such file."""
    path = folder / "mending.yaml"
    return _mending(**yaml.safe_load(path.read_text(encoding="utf-8"))) if path.is_file() else UNMENDED


def _mending(
    only: Sequence[Any] = (),
    ticked: Mapping[str, str] | None = None,
    tick: Sequence[Place] = (),
    redrawn: Mapping[str, Mapping[str, Any]] | None = None,
    before: Mapping[str, float] | None = None,
    after: Mapping[str, float] | None = None,
    larger: Mapping[str, float] | None = None,
    **others: Any,
) -> Mending:
    letters = {char: Redrawn(**drawn) for char, drawn in (redrawn or {}).items()}
    letters |= {char: _ticked(letters[base], tick) for char, base in (ticked or {}).items()}
    return Mending(
        only=tuple(_codes(only)),
        redrawn=letters,
        before=_each(before),
        after=_each(after),
        larger=_each(larger),
        **others,
    )


def _codes(only: Sequence[Any]) -> Iterator[int]:
    for entry in only:
        first, last = entry if isinstance(entry, list) else (entry, entry)
        yield from range(first, last + 1)


def _each(values: Mapping[str, float] | None) -> dict[str, float]:
    """Return a value for each character of the keys."""
    return {char: value for chars, value in (values or {}).items() for char in chars}


def _ticked(letter: Redrawn, tick: Sequence[Place]) -> Redrawn:
    moved = [[(x + TICK_ASIDE, y) for x, y in path] for path in letter.paths]
    return Redrawn([tick, *moved], letter.advance + TICK_ASIDE)


def redrawn_paths(letter: Redrawn, slant: float, x_height: float) -> list[NDArray[np.float64]]:
    """Return the smooth lines of a letter drawn anew, in units."""
    paths = []
    for path in letter.paths:
        points = curve(np.array(path, dtype=float)) * x_height
        points[:, 0] += slant * points[:, 1]
        paths.append(points)
    return paths


def mended(glyph: PenGlyph, char: str, mending: Mending, units: int) -> PenGlyph:
    """Return a glyph at the size and in the room that the mending gives its character."""
    grow = mending.larger.get(char, 1.0)
    before, after = (round(room.get(char, 0.0) * units) for room in (mending.before, mending.after))
    lines = tuple(line._replace(points=line.points * grow + (before, 0)) for line in glyph.lines)
    return PenGlyph(glyph.id, before + round(glyph.advance * grow) + after, lines)
