"""What a batch costs: `python -m tests.bench.batch [PEOPLE] [JOBS]`. Ratios are of this run; where others work on the same
machine, trust the processor's seconds, which leave out the waiting.

Each figure comes from a process of its own, since the memory that a process took it never gives back.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHILD = """
import gc, json, resource, sys, time
from pathlib import Path
gc.set_threshold(100_000)
from tests.bench.orders import order_of
from cardmaker.batch.choice import Choice
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
order = order_of(int(sys.argv[1]))
start, rest = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
worked = time.process_time()
produce(order, Choice(Path(sys.argv[3]), separate='apart' in sys.argv), Way(jobs=int(sys.argv[2])))
print(json.dumps({
    'seconds': time.perf_counter() - start,
    'worked': time.process_time() - worked,
    'helpers': resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - rest,
    'mb': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
}))
"""


def measured(people: int, jobs: int, way: str) -> dict[str, float]:
    """Return seconds by the clock, the processor's seconds of the process and of its helpers, and its peak in MB."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / ("cards.pdf" if way == "cards" else "out")
        command = [sys.executable, "-c", CHILD, str(people), str(jobs), str(target), way]
        env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(command, check=True, capture_output=True, env=env)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(people: int, jobs: int) -> None:
    for way, told in (("cards", "the cards"), ("together", "with the run sheet")):
        one, many = measured(people, 1, way), measured(people, jobs, way)
        print(told)
        for name, found in (("1 process", one), (f"{jobs} processes", many)):
            worked = found["worked"] + found["helpers"]
            print(
                f"  {name:12} {found['seconds']:7.2f} s  {worked:6.2f} s of the processor's  {found['mb']:5.0f} MB"
            )
        print(f"  {'by the clock':12} {one['seconds'] / many['seconds']:7.2f} times as fast")
    apart = measured(people // 10, 1, "apart")
    print(f"a file each    {apart['worked'] / (people // 10) * 1000:7.2f} ms of the processor's a file")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 2,
    )
