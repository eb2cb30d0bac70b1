"""Remake the pictures of the documents from the sample: `python docs/pictures/remake.py`."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "samples" / "interview"


def cardmaker(*args: object) -> None:
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", *map(str, args)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        cardmaker("preview", SAMPLE, "-o", folder)
        for name in ("standing.png", "inside.png"):
            (HERE / name).write_bytes((Path(folder) / name).read_bytes())
    cardmaker("designs", "sheet", "--dpi", 60, "-o", HERE / "designs.png")
    cardmaker("hands", "pens", "--dpi", 110, "-o", SAMPLE.parent / "pens.png")
    cardmaker("make", SAMPLE)


if __name__ == "__main__":
    main()
