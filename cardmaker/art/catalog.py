"""The vocabulary of designs: each generator's name, its parameters and how it is drawn."""

from collections.abc import Mapping
from typing import Final

from cardmaker.art.disc import Disc, draw_disc
from cardmaker.art.fan import Fan, draw_fan
from cardmaker.art.frame import FrameLine, draw_frame
from cardmaker.art.grid import Grid, draw_grid
from cardmaker.art.ground import Ground, draw_ground
from cardmaker.art.note import NoteBox, draw_note
from cardmaker.art.rule import Rule, draw_rule
from cardmaker.art.sprig import Sprig, draw_sprig
from cardmaker.art.stack import Stack, draw_stack
from cardmaker.art.stage import Generator
from cardmaker.art.text import Text, draw_text
from cardmaker.art.toss import Toss, draw_toss
from cardmaker.art.wreath import Wreath, draw_wreath

GENERATORS: Final[Mapping[str, Generator]] = {
    "ground": Generator(Ground, draw_ground),
    "frame": Generator(FrameLine, draw_frame),
    "rule": Generator(Rule, draw_rule),
    "disc": Generator(Disc, draw_disc),
    "wreath": Generator(Wreath, draw_wreath),
    "sprig": Generator(Sprig, draw_sprig),
    "fan": Generator(Fan, draw_fan),
    "text": Generator(Text, draw_text),
    "stack": Generator(Stack, draw_stack),
    "toss": Generator(Toss, draw_toss),
    "grid": Generator(Grid, draw_grid),
    "note": Generator(NoteBox, draw_note),
}
