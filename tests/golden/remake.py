"""Draws the golden pictures anew: `python tests/golden/remake.py [NAME ...]`. Look at each before it is committed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import golden
from PIL import Image


def remake(name: str) -> None:
    """Draw one picture and tell how far it is from the one before."""
    drawn, path = golden.draw(golden.frame(name)), golden.file(name)
    print(f"{name}: {_news(drawn, path)}")
    drawn.save(path, optimize=True)


def _news(drawn: Image.Image, path: Path) -> str:
    if not path.exists():
        return "new"
    try:
        worst, x, y = golden.difference(drawn, Image.open(path))
    except ValueError:
        return "another size"
    return f"worst tile differs by {worst:.2%}, at {x}, {y} px"


def main(names: list[str]) -> None:
    for name in names or golden.names():
        remake(name)
    known = {golden.file(name) for name in golden.names()}
    for path in set(golden.FOLDER.glob("*.png")) - known:
        path.unlink()
        print(f"{path.stem}: gone")
    golden.MADE_WITH.write_text(golden.rasterizer() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
