"""Remake the picture of docs/printing-profiles.md, as a press prints it: `python -m docs.pictures.remake_press`. Needs Ghostscript."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from cardmaker.assets import asset_root
from cardmaker.write.separation import PRESS_PROFILE

PICTURES = Path(__file__).parent
DPI = 110
COLORS = 64
ORDER = ("--to", "Dana Reyes", "--from", "Jamie Okafor", "--design", "bauhaus-cake", "--format", "a7")
DRAWING = (
    "gs",
    "-q",
    "-dBATCH",
    "-dNOPAUSE",
    "-sDEVICE=png16m",
    "-dTextAlphaBits=4",
    "-dGraphicsAlphaBits=4",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "note.txt").write_text("Dear Dana,\n\nHappy birthday!\n\nJamie\n", encoding="utf-8")
        made, drawn = folder / "card.pdf", folder / "card.png"
        cardmaker = (
            sys.executable,
            "-c",
            "from cardmaker.cli import main; main()",
            "make",
            "--profile",
            "press",
        )
        subprocess.run(
            [*cardmaker, *ORDER, "--note", folder / "note.txt", "-o", made], check=True, capture_output=True
        )
        inks = f"-sDefaultCMYKProfile={asset_root('icc') / PRESS_PROFILE}"
        subprocess.run([*DRAWING, f"-r{DPI}", "-dLastPage=1", inks, "-o", drawn, made], check=True)
        Image.open(drawn).quantize(COLORS).save(PICTURES / "press.png", optimize=True)


if __name__ == "__main__":
    main()
