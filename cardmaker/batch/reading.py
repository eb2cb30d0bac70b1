"""The notes of a large order read by several processes: what each is told by itself, then all of them beside each other."""

from contextlib import closing
from typing import Final

from cardmaker.batch.pool import FORKS, best_jobs, spread_forked
from cardmaker.check.wording.whole import Wording, judge_notes, open_bench, told
from cardmaker.model import Order

PART: Final = 250
"""Notes that a process reads before it hands over what it found: some hundredths of a second."""


def read_notes(order: Order, jobs: int | None) -> Wording | None:
    """Return what the notes are told, the same as if one process had read them; None if one process does as well."""
    people = len(order.people)
    jobs = min(jobs or best_jobs(people), people // PART)
    if jobs < 2 or not FORKS:
        return None
    bench = open_bench(order)
    parts = (range(start, min(start + PART, people)) for start in range(0, people, PART))
    with closing(spread_forked(bench, judge_notes, parts, jobs)) as judged:
        return told(bench, judged)
