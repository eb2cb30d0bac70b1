"""Remake the picture of docs/signature.md, from the tests' own photo: `python -m docs.pictures.remake_signature`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.photos import Scene, photo_of

ROOT = Path(__file__).parents[2]
SCENE = Scene(rules=0.22, rule_tilt=1.6, tilt=4, shade=0.35, shadow=0.3, at=(150, 330))
HEIGHT = 340


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        photo, inside = Path(folder) / "me.jpg", Path(folder) / "inside.png"
        photo.write_bytes(photo_of(SCENE))
        words = ("preview", ROOT / "samples" / "interview", "--signature", photo, "--dpi", 220, "-o", folder)
        command = [sys.executable, "-c", "from cardmaker.cli import main; main()", *map(str, words)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        pictures = [Image.open(photo), _closing(Image.open(inside))]
        _beside(pictures).save(ROOT / "docs" / "pictures" / "signature.png", optimize=True)


def _closing(inside: Image.Image) -> Image.Image:
    width, height = inside.size
    return inside.crop((int(width * 0.53), int(height * 0.66), int(width * 0.95), int(height * 0.92)))


def _beside(pictures: list[Image.Image]) -> Image.Image:
    scaled = [
        each.resize((each.width * HEIGHT // each.height, HEIGHT), Image.Resampling.LANCZOS)
        for each in pictures
    ]
    both = Image.new("RGB", (sum(each.width for each in scaled) + 20, HEIGHT), "white")
    both.paste(scaled[0], (0, 0))
    both.paste(scaled[1], (scaled[0].width + 20, 0))
    return both.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
