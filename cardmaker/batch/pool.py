"""Work spread over processes, its results in order. With one job it is done here, with nothing started.

Each process has a painter of its own. Where the system can fork, it is the caller's, art already drawn; elsewhere it is made
anew from the order.
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cardmaker.batch.making import Making
from cardmaker.batch.work import Painter
from cardmaker.errors import MachineError, error

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")
P = TypeVar("P")

AHEAD: Final = 3
"""Results that wait for each process at most, so that a long list never stands in memory."""

WATCH_SECONDS: Final = 0.5
"""How soon a process notices that the one it works for was killed."""

PAYS_FROM: Final = 500
"""Cards for each process; below that, starting it takes about as long as it saves."""

FORKS: Final = sys.platform == "linux"
"""Elsewhere forking is not to be had, or not safe beside the system's own threads."""

_here: list[Any] = []
"""What a process works with that works for another, such as its painter; empty anywhere else."""


def best_jobs(cards: int) -> int:
    """Return how many processes pay for so many cards on this machine."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, cards // PAYS_FROM))


def spread(
    run: Making, painter: Painter, work: Callable[[Painter, T], R], parts: Iterable[T], jobs: int | None
) -> Generator[R, None, None]:
    """Yield what `work` makes of each part, in order, by as many processes, as many as pay if None. `work` is a function of a module."""
    jobs = jobs or best_jobs(len(run.order.people))
    if jobs == 1:
        for part in parts:
            yield work(painter, part)
    elif FORKS:
        yield from spread_forked(painter, work, parts, jobs)
    else:
        yield from _spread(_begin, run.again(), work, parts, jobs)


def spread_forked(
    tool: P, work: Callable[[P, T], R], parts: Iterable[T], jobs: int
) -> Generator[R, None, None]:
    """Yield what `work` makes of each part, in order, by forks of this process that share the tool as it is now."""
    yield from _spread(_begin_with, tool, work, parts, jobs)


def _spread(
    begin: Callable[..., None], tool: Any, work: Callable[..., R], parts: Iterable[Any], jobs: int
) -> Generator[R, None, None]:
    with _pool(begin, tool, jobs) as pool:
        waiting: deque[Future[R]] = deque()
        for part in parts:
            waiting.append(pool.submit(_work, work, part))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _pool(begin: Callable[..., None], tool: Any, jobs: int) -> "Iterator[ProcessPoolExecutor]":
    """Give a pool that is gone afterwards, as soon as what its processes are at is done.

    None is killed: one that is handing over would leave half a result, for whose other half a pool waits forever.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if FORKS else "spawn")
    pool = ProcessPoolExecutor(jobs, context, begin, (os.getpid(), tool))
    try:
        yield pool
    except BrokenProcessPool:
        hint = "it may have run out of memory: try --jobs 1, or close other programs"
        raise MachineError(
            [error("process", "a process of ours was ended by the system", hint=hint)]
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int, again: Callable[[], Making]) -> None:
    _begin_with(parent, Painter(again()))


def _begin_with(parent: int, tool: Any) -> None:
    """Set up a process: interruptions are the parent's matter, and without the parent there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    _here[:] = [tool]


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def _work(work: Callable[[Any, T], R], part: T) -> R:
    return work(_here[0], part)
