"""Remake the pictures of docs/printing.md: `python -m docs.pictures.remake_printing`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

PICTURES = Path(__file__).parent
DESK = (226, 223, 217)
GAP = 18

NOTE = "Dear {to},\n\nThank you for the tour.\n\nWarmly,\nJamie\n"
PEOPLE = ("Dana Reyes", "Bo Li", "Priya Raman")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run = _Runner(home)
        run("printer", "calibrate", "brother", "-o", home / "test.pdf")
        _save("test-sheet", [_page(home / "test.pdf", number, 75) for number in (0, 1)])
        run("printer", "set", "brother", "--x", "0.7", "--y", "-0.4", "--across", "150.45", "--cross", "K")
        (home / "note.txt").write_text(NOTE, encoding="utf-8")
        (home / "people.csv").write_text("name\n" + "\n".join(PEOPLE) + "\n", encoding="utf-8")
        run(
            "make",
            "--people",
            home / "people.csv",
            "--note",
            home / "note.txt",
            "--printer",
            "brother",
            "-o",
            home,
        )
        _save("printer-page", [_page(home / "run-sheet.pdf", -1, 75)])


class _Runner:
    """Runs the command line with printer profiles of its own."""

    def __init__(self, home: Path) -> None:
        self._env = {**os.environ, "CARDMAKER_PRINTERS": str(home / "printers")}

    def __call__(self, *words: object) -> None:
        command = [sys.executable, "-c", "from cardmaker.cli import main; main()", *map(str, words)]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self._env
        )


def _page(pdf: Path, number: int, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number % len(document)].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture


def _save(name: str, pages: list[Image.Image]) -> None:
    size = (sum(page.width + GAP for page in pages) + GAP, max(page.height for page in pages) + 2 * GAP)
    desk, x = Image.new("RGB", size, DESK), GAP
    for page in pages:
        desk.paste(page, (x, GAP))
        x += page.width + GAP
    desk.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
