"""Remake the pictures of the hands: `python samples/hands/remake.py [DPI] [FOLDER]`.

For each hand, the same note careful, natural and quick, side by side, and a proof sheet of its letters.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from cardmaker.inputs.hand import list_hands
from cardmaker.model import Neatness

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "samples" / "interview"
COLORS = 64


def main(dpi: int = 90, folder: Path = HERE) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for hand in list_hands():
            pages = [page(hand.id, neatness, dpi, Path(scratch)) for neatness in Neatness]
            keep(side_by_side(pages), folder / f"{hand.id}.png")
        proofs(Path(scratch), folder)


def page(hand: str, neatness: Neatness, dpi: int, folder: Path) -> Image.Image:
    """Return the right inside panel of the sample's first card."""
    options = [
        "--hand",
        hand,
        "--neatness",
        neatness.value,
        "--format",
        "a7",
        "--dpi",
        str(dpi),
        "-o",
        str(folder),
    ]
    code = "from cardmaker.cli import main; main()"
    command = [sys.executable, "-c", code, "preview", str(SAMPLE), "--person", "1", *options]
    subprocess.run(command, check=True, capture_output=True)
    spread = Image.open(folder / "inside.png").convert("RGB")
    return spread.crop((spread.width // 2 + spread.width // 40, 0, spread.width, spread.height))


def proofs(scratch: Path, folder: Path) -> None:
    """Keep each hand's proof sheet of forms, overlaid and apart. Needs the `prepare` extra."""
    command = [sys.executable, str(ROOT / "fonts" / "make_strokes.py"), "--proof", str(scratch)]
    subprocess.run(command, check=True, capture_output=True)
    for path in scratch.glob("*-forms.png"):
        keep(Image.open(path).convert("RGB"), folder / path.name)


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (sum(each.width for each in pages), pages[0].height), "white")
    for number, each in enumerate(pages):
        whole.paste(each, (number * each.width, 0))
    return whole


def keep(picture: Image.Image, path: Path) -> None:
    picture.quantize(COLORS).save(path, optimize=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *map(Path, sys.argv[2:3]))
