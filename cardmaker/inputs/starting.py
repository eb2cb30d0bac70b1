"""The first lines of a design of one's own: a file that extends another, ready to be changed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cardmaker.assets import asset_root
from cardmaker.design import PARTS, Design, Layer
from cardmaker.errors import InputError, error

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")

TEXT: Final = """\
# yaml-language-server: $schema={schema}
# A design of your own, on top of {base.id}: here stands only what differs from it.
# Look at it:  cardmaker designs show {name} -o {name}.png
# Check it:    cardmaker designs check {name}
# Use it:      cardmaker make --design {name} ...
cardmaker: design/1
extends: {base.id}
id: {name}
name: {title}
seed: {base.seed}            # another number strews leaves and stars another way

palettes:               # yours come first; those of {base.id} follow
  mine: {{{palette}}}

slots:                  # the words, if nobody says otherwise; \\n breaks the line
{slots}

# Layers of {base.id}, by id. Write only the parameters that you change; `null` takes a layer away.
# What each generator can do: docs/generators.md
layers:
{layers}
"""


def starting_text(name: str, base: Design) -> str:
    """Return the file of a design `name` that extends `base`. Raises InputError for a name that is none."""
    if not NAME.fullmatch(name):
        hint = "write it in small letters, digits and hyphens, such as my-wreath"
        raise InputError([error("design-name", f"{name!r} cannot be a design's name", hint=hint)])
    palette = base.palettes[base.default_palette]
    return TEXT.format(
        schema=(asset_root("designs") / "schema.json").as_posix(),
        base=base,
        name=name,
        title=name.replace("-", " ").capitalize(),
        palette=", ".join(f'{role}: "{color.hex}"' for role, color in palette.items()),
        slots="\n".join(_slots(base)),
        layers="\n".join(_layers(base)),
    )


def _slots(base: Design) -> Iterator[str]:
    for name, slot in base.slots.items():
        words = slot.default.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        yield f'  {name}: {{default: "{words}"}}'


def _layers(base: Design) -> Iterator[str]:
    """Yield a line for each layer, switched off, so that ids need not be looked up."""
    for part in PARTS:
        yield f"  # {part}:"
        for layer in base.panels[part]:
            yield from _layer(layer, "  #   ")


def _layer(layer: Layer, margin: str) -> Iterator[str]:
    yield f"{margin}{layer.id}: {{}}   # {layer.generator}"
    for inner in layer.nested:
        yield from _layer(inner, margin)


def file_for(name: str, folder: Path) -> Path:
    """Return where a design of that name goes. Raises InputError if there is one already."""
    path = folder / name / "design.yaml"
    if path.exists():
        hint = "choose another name, or delete the folder first"
        raise InputError([error("exists", f"{path} is already there", hint=hint)])
    return path
