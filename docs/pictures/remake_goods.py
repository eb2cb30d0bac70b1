"""Remake the pictures of docs/paper-goods.md: `python -m docs.pictures.remake_goods`."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image

PICTURES = Path(__file__).parent
DESK = (226, 223, 217)
GAP = 18

PEOPLE = """name,street,city,state,zip,country
Dana Reyes,1408 Cedar Street,Springfield,IL,62704,US
Alexandra Whitcombe,200 Fifth Avenue,New York,NY,10010,US
Bo Li,9 Elm Street,Ely,MN,55731,US
Priya Raman,88 Harbor Way,Portland,OR,97201,US
"""
ORDER = """cardmaker: order/1
from: Jamie Okafor
note: note.txt
people: people.csv
format: a7
allow: [identical]
return-address: {street: 77 Cedar Street, city: Cambridge, region: MA, postal-code: "02139", country: US}
contact:
  role: Product designer
  email: jamie.okafor@example.com
  telephone: +1 (555) 014-2277
  url: jamieokafor.example
"""
NOTE = "Dear {to},\n\nThank you for the tour.\n\nWarmly,\nJamie\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        order = Path(folder)
        (order / "note.txt").write_text(NOTE, encoding="utf-8")
        (order / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (order / "card.yaml").write_text(ORDER, encoding="utf-8")
        _save("liners", _liners(order))
        _save("envelope-template", _templates(order))
        _save("contact-cards", _contacts(order))
        _save("labels", _labels(order))


def _run(*words: object) -> None:
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _page(pdf: Path, number: int = 0, dpi: int = 60) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture


def _liners(order: Path) -> list[Image.Image]:
    pages = []
    for design, envelope in (("olive-wreath", "a7"), ("deco-fan", "4bar"), ("terrazzo", "monarch")):
        _run("make", order, "--design", design, "--liner", "--envelope", envelope, "-o", order / "out")
        pages.append(_page(order / "out" / "liner.pdf"))
    return pages


def _templates(order: Path) -> list[Image.Image]:
    _run("make", order, "--design", "moon-phases", "--envelope", "fold-your-own", "-o", order / "out")
    return [_page(order / "out" / "envelope-template.pdf", number, 66) for number in (0, 1)]


def _contacts(order: Path) -> list[Image.Image]:
    cards = []
    for design, code in (
        ("olive-wreath", "none"),
        ("deco-fan", "none"),
        ("basel", "url"),
        ("copperplate", "vcard"),
    ):
        _run("make", order, "--design", design, "--contact", f"qr={code}", "-o", order / "out")
        page = _page(order / "out" / "contact-cards.pdf", dpi=100)
        cards.append(page.crop((75, 50, 425, 250)))
    return cards


def _labels(order: Path) -> list[Image.Image]:
    parts = []
    for style, start in (("hand", 2), ("machine", 2)):
        words = ("--product", "5160", "--start", start, "--address-style", style, "--outlines")
        _run("labels", order, *words, "-o", order / "labels.pdf")
        parts.append(_page(order / "labels.pdf", dpi=66).crop((0, 0, 561, 210)))
    return parts


def _save(name: str, pictures: Iterable[Image.Image]) -> None:
    shown = list(pictures)
    height = max(each.height for each in shown)
    size = (sum(each.width + GAP for each in shown) + GAP, height + 2 * GAP)
    whole = Image.new("RGB", size, DESK)
    x = GAP
    for each in shown:
        whole.paste(each, (x, GAP + (height - each.height) // 2))
        x += each.width + GAP
    few = whole.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
