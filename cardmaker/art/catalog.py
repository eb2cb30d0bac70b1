"""The vocabulary of designs: each generator's name, its parameters and how it is drawn, in the groups of the manual."""

from collections.abc import Mapping
from typing import Final

from cardmaker.art.flow.clip import Clip, draw_clip
from cardmaker.art.flow.group import GroupOf, draw_group
from cardmaker.art.flow.keep_clear import KeepClear, draw_keep_clear
from cardmaker.art.flow.note import NoteBox, draw_note
from cardmaker.art.flow.stack import Stack, draw_stack
from cardmaker.art.geometry.fan import Fan, draw_fan
from cardmaker.art.ground.disc import Disc, draw_disc
from cardmaker.art.ground.ground import Ground, draw_ground
from cardmaker.art.ground.plate import Plate, draw_plate
from cardmaker.art.lettering.echo import Echo, draw_echo
from cardmaker.art.lettering.flourish import Flourish, draw_flourish
from cardmaker.art.lettering.lockup import Lockup, draw_lockup
from cardmaker.art.lettering.monogram import Monogram, draw_monogram
from cardmaker.art.lettering.on_arc import OnArc, draw_on_arc
from cardmaker.art.lettering.text import Text, draw_text
from cardmaker.art.line.frame import FrameLine, draw_frame
from cardmaker.art.line.rule import Rule, draw_rule
from cardmaker.art.plant.blossom import Blossom, draw_blossom
from cardmaker.art.plant.bough import Bough, draw_bough
from cardmaker.art.plant.garland import Garland, draw_garland
from cardmaker.art.plant.meadow import Meadow, draw_meadow
from cardmaker.art.plant.sprig import Sprig, draw_sprig
from cardmaker.art.plant.wreath import Wreath, draw_wreath
from cardmaker.art.repeat.grid import Grid, draw_grid
from cardmaker.art.repeat.toss import Toss, draw_toss
from cardmaker.art.stage import Generator

GROUPS: Final[Mapping[str, Mapping[str, Generator]]] = {
    "ground": {
        "ground": Generator(Ground, draw_ground),
        "plate": Generator(Plate, draw_plate),
        "disc": Generator(Disc, draw_disc),
    },
    "line": {
        "frame": Generator(FrameLine, draw_frame),
        "rule": Generator(Rule, draw_rule),
    },
    "plant": {
        "wreath": Generator(Wreath, draw_wreath),
        "sprig": Generator(Sprig, draw_sprig),
        "blossom": Generator(Blossom, draw_blossom),
        "bough": Generator(Bough, draw_bough),
        "garland": Generator(Garland, draw_garland),
        "meadow": Generator(Meadow, draw_meadow),
    },
    "geometry": {
        "fan": Generator(Fan, draw_fan),
    },
    "field": {},
    "repeat": {
        "toss": Generator(Toss, draw_toss),
        "grid": Generator(Grid, draw_grid),
    },
    "texture": {},
    "mark": {},
    "lettering": {
        "text": Generator(Text, draw_text),
        "lockup": Generator(Lockup, draw_lockup),
        "on-arc": Generator(OnArc, draw_on_arc),
        "monogram": Generator(Monogram, draw_monogram),
        "echo": Generator(Echo, draw_echo),
        "flourish": Generator(Flourish, draw_flourish),
    },
    "flow": {
        "stack": Generator(Stack, draw_stack),
        "group": Generator(GroupOf, draw_group),
        "clip": Generator(Clip, draw_clip),
        "keep-clear": Generator(KeepClear, draw_keep_clear),
        "note": Generator(NoteBox, draw_note),
    },
}

GENERATORS: Final[Mapping[str, Generator]] = {
    name: generator for group in GROUPS.values() for name, generator in group.items()
}
