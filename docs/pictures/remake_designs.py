"""Remake what derives from the designs' vocabulary: `python docs/pictures/remake_designs.py`.

The schema for editors.
"""

from pathlib import Path

from cardmaker.inputs.schema import design_schema

ROOT = Path(__file__).parents[2]


def main() -> None:
    (ROOT / "designs" / "schema.json").write_bytes(design_schema())


if __name__ == "__main__":
    main()
