"""What the work costs: run `python -m tests.bench.bench`. Quote medians and ratios, not single times.

Times stand beside a yardstick from the same run (starting Python, compressing a megabyte), since machines differ. Where
others work on the same machine, trust the processor's seconds: they leave out the waiting.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.bench.orders import order_of

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "interview"
SCRATCH = Path(tempfile.gettempdir()) / "cardmaker-bench.pdf"
MAIN = "from cardmaker.cli import main; main()"


def median(run: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call, after one that is not counted."""
    run()
    return statistics.median(_timed(run) for _ in range(times))


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def process(*args: str) -> Callable[[], object]:
    """Return a call that runs Python as an installed program does: its modules compiled once, in the uncounted run."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(SCRATCH.with_suffix(""))}
    return lambda: subprocess.run([sys.executable, *args], check=True, capture_output=True, env=env)


def start_figures(times: int) -> None:
    bare = median(process("-c", "pass"), times)
    print(f"python starts      {bare * 1000:7.0f} ms   1.0")
    for name, args in {
        "cardmaker --help": ["--help"],
        "make, cold": ["make", str(SAMPLE), "-o", str(SCRATCH)],
    }.items():
        seconds = median(process("-c", MAIN, *args), times)
        print(f"{name:18} {seconds * 1000:7.0f} ms {seconds / bare:5.1f}")


def batch_figures(count: int) -> None:
    from cardmaker.make import make_cards

    order = order_of(count)
    make_cards(order_of(3))
    before = _peak_kb()
    start, worked = time.perf_counter(), time.process_time()
    made = make_cards(order)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    yardstick = median(lambda: zlib.compress(made.pdf[: 1 << 20], 6), 5)
    few = len(make_cards(order_of(2)).pdf)
    print(
        f"{made.made} cards          {seconds:7.2f} s   {made.made / seconds:.0f} cards a second, {made.made / worked:.0f} in a second of the processor's"
    )
    print(
        f"a card             {seconds / count * 1000:7.2f} ms  {seconds / count / yardstick:.3f} of compressing 1 MB"
    )
    print(f"memory             {(_peak_kb() - before) / count:7.1f} kB a card")
    print(
        f"file               {(len(made.pdf) - few) / (count - 2) / 1000:7.2f} kB a card beyond the shared part"
    )


def share_figures(count: int) -> None:
    from tests.bench.stages import shares

    for stage, share in shares(order_of(count)).items():
        print(f"  {stage:22} {share:6.1%}")


def _peak_kb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    start_figures(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    batch_figures(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    share_figures(min(300, int(sys.argv[1]) if len(sys.argv) > 1 else 300))
