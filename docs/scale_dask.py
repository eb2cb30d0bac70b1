"""An order spread over a Dask cluster, one shard a task, and merged: `python docs/scale_dask.py ORDER OUT --shards 4`.

For a cluster of yours, write its address instead of `LocalCluster`. ORDER and OUT must be on storage that all workers share.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from distributed import Client, LocalCluster

MAIN = "from cardmaker.cli import main; main()"
DONE = (0, 3)  # all made, or all but the bad rows


def make(order: str, out: str, *options: str) -> int:
    """Run `cardmaker make` in a process of its own and return its exit code; anything else than done is raised."""
    command = [sys.executable, "-c", MAIN, "make", order, "-o", out, "--jobs", "1", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in DONE:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr}")
    return done.returncode


def make_shard(order: str, out: str, number: int, count: int) -> Path:
    """Make one shard in a folder of its own and return its pages."""
    folder = Path(out) / f"shard-{number}"
    make(order, str(folder), "--shard", f"{number}/{count}")
    return folder / f"cards-{number}-of-{count}.pages"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("order")
    parser.add_argument("out")
    parser.add_argument("--shards", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with (
        LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        tasks = [
            client.submit(make_shard, given.order, given.out, number, given.shards, pure=False)
            for number in range(1, given.shards + 1)
        ]
        for pages in client.gather(tasks):
            shutil.move(pages, Path(given.out) / pages.name)
    make(given.order, given.out, "--merge")
    print(Path(given.out) / "cards.pdf")


if __name__ == "__main__":
    main()
