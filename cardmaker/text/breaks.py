"""Breaking a paragraph into ragged-right lines, as a whole.

The best of all breakings is found, not the first that fits: even line ends, no stubby last line, no word alone, and no
`I`, `a` or `Dr.` left hanging. The method is the least-cost path of Knuth and Plass ("Breaking paragraphs into lines",
1981), with costs for a ragged edge and without hyphens: nobody hyphenates a note.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import Final

HANGING: Final = frozenset(
    "I a A an An the The my My Dr. Mr. Mrs. Ms. Mx. Prof. St. No. M. Mme Mlle Hr. Fr. & – — -".split()
)
"""Words that lean on the next one, and look lost at a line's end."""

HANGING_COST: Final = 0.06
STUB_COST: Final = 0.25
ALONE_COST: Final = 0.5
STUB_SHARE: Final = 0.3  # of the measure: a last line shorter than this looks like a mistake
LINE_COST: Final = 0.02  # so that no line is spent without need

_NEVER: Final = float("inf")


def break_lines(
    texts: Sequence[str], widths: Sequence[float], gaps: Sequence[float], measure: float
) -> list[int]:
    """Return where each line ends: the indexes after its last word, ascending, the last being the number of words.

    `widths[i]` is word i's width and `gaps[i]` the gap after it, in the measure's unit. No line is wider than the
    measure, except that a word wider than it gets a line of its own.
    """
    count = len(widths)
    starts = [0.0, *accumulate(map(add, widths, gaps))]
    if not count or starts[count] - gaps[-1] <= measure:
        return [count] * min(count, 1)
    shares = [start / measure for start in starts]
    costs, before, longest = [0.0], [0], 0
    for end in range(1, count + 1):
        reach = starts[end] - gaps[end - 1]
        while longest < end - 1 and reach - starts[longest] > measure:
            longest += 1
        if end == count:
            break
        room, least, best = 1.0 - reach / measure, min(costs[longest:]), _NEVER
        for start in range(longest, end):
            slack = room + shares[start]
            ragged = slack * slack
            if ragged + least >= best:
                break  # lines only get shorter from here on
            if ragged + costs[start] < best:
                best, first = ragged + costs[start], start
        before.append(first)
        costs.append(best + LINE_COST + (HANGING_COST if texts[end - 1] in HANGING else 0.0))
    before.append(_last_start(starts, costs, reach, measure, longest))
    return _ends(before)


def _last_start(
    starts: Sequence[float], costs: Sequence[float], reach: float, measure: float, longest: int
) -> int:
    """Return where the last line starts; how ragged it is does not count."""
    count = len(starts) - 1

    def cost(start: int) -> float:
        return costs[start] + _last_line_cost(
            1.0 - (reach - starts[start]) / measure, count - start, start > 0
        )

    return min(range(longest, count), key=cost)


def _last_line_cost(slack: float, words: int, has_lines_before: bool) -> float:
    if not has_lines_before:
        return 0.0
    return (STUB_COST if slack > 1 - STUB_SHARE else 0.0) + (ALONE_COST if words == 1 else 0.0)


def _ends(before: Sequence[int]) -> list[int]:
    ends: list[int] = []
    end = len(before) - 1
    while end > 0:
        ends.append(end)
        end = before[end]
    return ends[::-1]
