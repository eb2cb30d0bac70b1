"""What the figures of a written page should be: the goals of docs/handwriting.md, each with the figure it is about."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from cardmaker.check.realism import PageRealism

PERCENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Goal:
    """A range for a figure. `each` page must meet it; else only the mean of many pages, since people's pages vary too."""

    name: str
    unit: str
    figure: Callable[[PageRealism], float]
    low: float
    high: float
    each: bool = False

    @property
    def range(self) -> str:
        if math.isinf(self.high):
            return f"at least {self.low:g}"
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How pages did by one goal: the mean, the least and the most of their figures; pages without one are left out."""

    goal: Goal
    mean: float
    least: float
    most: float

    @property
    def is_met(self) -> bool:
        low, high = (self.least, self.most) if self.goal.each else (self.mean, self.mean)
        return math.isnan(self.mean) or (self.goal.low <= low and high <= self.goal.high)


GOALS: Final = (
    Goal("equal letters, same outline", "% of pairs", lambda page: PERCENT * page.same_outline, 0, 12),
    Goal(
        "equal letters, same outline and matrix",
        "% of pairs",
        lambda page: PERCENT * page.same_outline_and_matrix,
        0,
        0,
        each=True,
    ),
    Goal("doubles drawn alike", "", lambda page: page.equal_doubles, 0, 0, each=True),
    Goal("baseline about its line, sd", "mm", lambda page: page.baseline_residual_sd_mm, 0.1, 0.4),
    Goal("line slope", "°", lambda page: page.line_slope_deg, -1, 1),
    Goal("line slope, sd", "°", lambda page: page.line_slope_sd_deg, 0.1, 0.5),
    Goal("left margin, sd", "mm", lambda page: page.left_margin_sd_mm, 0.4, 1.2),
    Goal("gaps between words, spread", "%", lambda page: PERCENT * page.word_gap_cv, 12, 25),
    Goal("smallest gap between words", "letters", lambda page: page.smallest_gap, 0.6, math.inf, each=True),
    Goal("slant of equal letters, sd", "°", lambda page: page.slant_sd_deg, 1, 3),
    Goal("height of equal letters, spread", "%", lambda page: PERCENT * page.height_cv, 2, 5),
    Goal("stroke width, spread", "%", lambda page: PERCENT * page.stroke_width_cv, 5, 15),
    Goal("joins left open", "", lambda page: page.open_joins, 0, 0, each=True),
)
"""In the order of docs/handwriting.md, whose ranges these are. A spread is the standard deviation as a share of the mean."""


def judge(pages: Sequence[PageRealism], goals: Sequence[Goal] = GOALS) -> tuple[Verdict, ...]:
    """Return how the pages did by each goal."""
    return tuple(_judge(goal, [goal.figure(page) for page in pages]) for goal in goals)


def _judge(goal: Goal, figures: Sequence[float]) -> Verdict:
    known = [figure for figure in figures if not math.isnan(figure)] or [math.nan]
    return Verdict(goal, fmean(known), min(known), max(known))
