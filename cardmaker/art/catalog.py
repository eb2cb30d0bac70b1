"""The vocabulary of designs: each generator's name, its parameters and how it is drawn, in the groups of the manual."""

from collections.abc import Mapping
from typing import Final

from cardmaker.art.field.birds import Birds, draw_birds
from cardmaker.art.field.boat import Boat, draw_boat
from cardmaker.art.field.constellation import Constellation, draw_constellation
from cardmaker.art.field.contours import Contours, draw_contours
from cardmaker.art.field.firs import Firs, draw_firs
from cardmaker.art.field.moon import Moon, Phases, draw_moon, draw_phases
from cardmaker.art.field.ridges import Ridges, draw_ridges
from cardmaker.art.field.stars import Stars, draw_stars
from cardmaker.art.field.wash import Wash, draw_wash
from cardmaker.art.field.waves import Waves, draw_waves
from cardmaker.art.flow.clip import Clip, draw_clip
from cardmaker.art.flow.group import GroupOf, draw_group
from cardmaker.art.flow.keep_clear import KeepClear, draw_keep_clear
from cardmaker.art.flow.note import NoteBox, draw_note
from cardmaker.art.flow.stack import Stack, draw_stack
from cardmaker.art.geometry.almonds import Almonds, draw_almonds
from cardmaker.art.geometry.arches import Arches, draw_arches
from cardmaker.art.geometry.burst import Burst, draw_burst
from cardmaker.art.geometry.compass import Compass, draw_compass
from cardmaker.art.geometry.fan import Fan, draw_fan
from cardmaker.art.geometry.figure import Figure, draw_figure
from cardmaker.art.geometry.quilt_star import QuiltStar, draw_quilt_star
from cardmaker.art.geometry.rosette import Rosette, draw_rosette
from cardmaker.art.geometry.seigaiha import Seigaiha, draw_seigaiha
from cardmaker.art.geometry.skyscraper import Skyscraper, draw_skyscraper
from cardmaker.art.geometry.tiles import Tiles, draw_tiles
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
from cardmaker.art.line.rings import Rings, draw_rings
from cardmaker.art.line.rule import Rule, draw_rule
from cardmaker.art.mark.path import DrawnPath, draw_path
from cardmaker.art.mark.photo import Photo, draw_photo
from cardmaker.art.mark.shape import CutShape, draw_shape
from cardmaker.art.mark.stroke import PenLines, draw_stroke
from cardmaker.art.plant.blossom import Blossom, draw_blossom
from cardmaker.art.plant.bough import Bough, draw_bough
from cardmaker.art.plant.garland import Garland, draw_garland
from cardmaker.art.plant.meadow import Meadow, draw_meadow
from cardmaker.art.plant.sprig import Sprig, draw_sprig
from cardmaker.art.plant.wreath import Wreath, draw_wreath
from cardmaker.art.repeat.along import Along, draw_along
from cardmaker.art.repeat.crystal import Crystal, draw_crystal
from cardmaker.art.repeat.grid import Grid, draw_grid
from cardmaker.art.repeat.scatter import Scatter, draw_scatter
from cardmaker.art.repeat.toss import Toss, draw_toss
from cardmaker.art.stage import Generator
from cardmaker.art.texture.awning import Awning, draw_awning
from cardmaker.art.texture.carve import Carve, draw_carve
from cardmaker.art.texture.check import Check, draw_check
from cardmaker.art.texture.chips import Chips, draw_chips
from cardmaker.art.texture.cone import Cone, draw_cone
from cardmaker.art.texture.frond import Frond, draw_frond
from cardmaker.art.texture.needles import Needles, draw_needles
from cardmaker.art.texture.stripe import Stripes, draw_stripe

GROUPS: Final[Mapping[str, Mapping[str, Generator]]] = {
    "ground": {
        "ground": Generator(Ground, draw_ground),
        "plate": Generator(Plate, draw_plate),
        "disc": Generator(Disc, draw_disc),
    },
    "line": {
        "frame": Generator(FrameLine, draw_frame),
        "rule": Generator(Rule, draw_rule),
        "rings": Generator(Rings, draw_rings),
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
        "figure": Generator(Figure, draw_figure),
        "tiles": Generator(Tiles, draw_tiles),
        "rosette": Generator(Rosette, draw_rosette),
        "seigaiha": Generator(Seigaiha, draw_seigaiha),
        "burst": Generator(Burst, draw_burst),
        "almonds": Generator(Almonds, draw_almonds),
        "arches": Generator(Arches, draw_arches),
        "skyscraper": Generator(Skyscraper, draw_skyscraper),
        "quilt-star": Generator(QuiltStar, draw_quilt_star),
        "compass": Generator(Compass, draw_compass),
    },
    "field": {
        "ridges": Generator(Ridges, draw_ridges),
        "contours": Generator(Contours, draw_contours),
        "wash": Generator(Wash, draw_wash),
        "stars": Generator(Stars, draw_stars),
        "constellation": Generator(Constellation, draw_constellation),
        "moon": Generator(Moon, draw_moon),
        "phases": Generator(Phases, draw_phases),
        "firs": Generator(Firs, draw_firs),
        "waves": Generator(Waves, draw_waves),
        "boat": Generator(Boat, draw_boat),
        "birds": Generator(Birds, draw_birds),
    },
    "repeat": {
        "toss": Generator(Toss, draw_toss),
        "grid": Generator(Grid, draw_grid),
        "scatter": Generator(Scatter, draw_scatter),
        "along": Generator(Along, draw_along),
        "crystal": Generator(Crystal, draw_crystal),
    },
    "texture": {
        "carve": Generator(Carve, draw_carve),
        "frond": Generator(Frond, draw_frond),
        "cone": Generator(Cone, draw_cone),
        "needles": Generator(Needles, draw_needles),
        "chips": Generator(Chips, draw_chips),
        "check": Generator(Check, draw_check),
        "stripe": Generator(Stripes, draw_stripe),
        "awning": Generator(Awning, draw_awning),
    },
    "mark": {
        "stroke": Generator(PenLines, draw_stroke),
        "shape": Generator(CutShape, draw_shape),
        "path": Generator(DrawnPath, draw_path),
        "photo": Generator(Photo, draw_photo),
    },
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
