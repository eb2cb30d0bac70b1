"""Remake what derives from the vocabulary of designs: `python docs/pictures/remake_designs.py`.

The schema for editors; the manual of generators and its pictures, each drawn from the example of its generator; the
thumbnails that lie beside the designs.
"""

import re
import textwrap
from pathlib import Path
from typing import Final

from cardmaker.art.catalog import GENERATORS
from cardmaker.art.panel import draw_panel
from cardmaker.drawing import Document, Page
from cardmaker.geometry import Size
from cardmaker.inputs.design import list_designs, parse_design
from cardmaker.inputs.manual import generator_manual
from cardmaker.inputs.schema import design_schema
from cardmaker.showcase import THUMBNAIL, palettes_page, render_page, thumbnail
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages, write_png

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "docs" / "generators"
SLIP: Final = Size(72 * MM, 72 * MM)
DPI: Final = 110

AROUND: Final = """\
cardmaker: design/1
id: example
name: Example
family: example
formality: 3
ink: light
palettes:
  only: {ink: "#22344F", accent: "#D9622B", second: "#2F6F73", third: "#E0A526", pale: "#C4D3E6"}
type:
  display: {face: fraunces/600SemiBold, size: 13, leading: 1.0}
  small: {face: jost/400Regular, size: 5.5, case: upper, track: 240}
slots:
  headline: {default: "thank you", lines: 3, shrink: 0.3}
front:
"""


def examples() -> dict[str, str]:
    """Return the layers of each generator's picture, as YAML."""
    paths = sorted(EXAMPLES.glob("*.yaml"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths if path.stem in GENERATORS}


def picture(name: str, layers: str) -> bytes:
    """Return the picture of a generator as PNG."""
    design = parse_design(AROUND + textwrap.indent(layers, "  "), f"{name}.yaml")
    frame = draw_panel(design, "front", SLIP, "only", {}).frame
    [image] = render_pages(write_pdf(Document(name, "en", [Page(frame)])), DPI)
    return write_png(image, DPI)


def lessons() -> dict[str, str]:
    """Return the designs of the guide, by the name of the picture that shows them."""
    guide = (ROOT / "docs" / "designs.md").read_text(encoding="utf-8")
    return dict(re.findall(r"<!-- picture: ([a-z-]+) -->\n```yaml\n(.*?)```", guide, re.DOTALL))


def lesson_picture(name: str, text: str) -> bytes:
    """Return the fronts of a design of the guide, in its first two palettes, as PNG."""
    design = parse_design(text, f"designs/{name}/design.yaml")
    page = palettes_page(design, list(design.palettes)[:2])
    return render_page(page, design.name, ".png", DPI)


def main() -> None:
    (ROOT / "designs" / "schema.json").write_bytes(design_schema())
    found = examples()
    (ROOT / "docs" / "generators.md").write_text(generator_manual(found), encoding="utf-8")
    for name, layers in found.items():
        (EXAMPLES / f"{name}.png").write_bytes(picture(name, layers))
    for name, text in lessons().items():
        (ROOT / "docs" / "pictures" / f"{name}.png").write_bytes(lesson_picture(name, text))
    for design in list_designs():
        (ROOT / "designs" / design.id / THUMBNAIL).write_bytes(thumbnail(design))
    for name in sorted(set(GENERATORS) - set(found)):
        print(f"{name} has no example in docs/generators")


if __name__ == "__main__":
    main()
