"""Pictures of paper on a table: leaves in perspective with their shadows, and flat sheets on a desk.

Works on finished pictures. Where a card's leaves stand is told by `poses`, how they are seen by `camera`.
Everything is drawn at twice the size and reduced, so that no edge is stepped.
"""

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from cardmaker.geometry import Insets, Point, Rect, Size
from cardmaker.write.camera import Camera, Quad, Vector, picture_map

Picture = Image.Image
"""What others hand to and fro without opening it."""

Rgb = tuple[int, int, int]
Tones = tuple[float, float, float, float]
"""How light a leaf is at its four corners, clockwise from the top left; 1 leaves the picture as it is."""

OVERSAMPLING: Final = 2
RIM: Final = 2
"""Clear pixels around a picture in space: its edge then fades over one pixel instead of breaking off."""

MARGINS: Final = (0.10, 0.11, 0.16, 0.13)
"""Around the card, in shares of the canvas: left, top, right, bottom; the shadow falls to the right."""

TABLE_NEAR: Final[Rgb] = (221, 212, 200)
TABLE_FAR: Final[Rgb] = (241, 236, 228)
SHADOW: Final[Rgb] = (84, 68, 54)
CAST_STRENGTH: Final = 0.52
CONTACT_STRENGTH: Final = 0.42

LIGHT: Final = Vector(-0.50, 1.0, 0.44)
"""Toward the light: a window high on the left, a little before the card."""

LIGHT_RADIUS: Final = 0.42
LIGHT_SAMPLES: Final = 64
GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))
SHADOW_REDUCTION: Final = 4

PAPER_EDGE: Final[Rgb] = (246, 243, 238)
EDGE_FINENESS: Final = 4
"""Edges are thinner than a pixel, so their coverage is counted on a grid this much finer."""

DESK: Final[Rgb] = (222, 219, 214)
DESK_MARGIN: Final = 0.055
"""Around a flat sheet, of its longer side."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of paper in space and the picture on the side that is seen. `tones` shade it from corner to corner."""

    picture: Image.Image
    corners: Quad
    tones: Tones = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Edge:
    """The cut edge of a paper, as thin as the paper is. `tone` is as a leaf's."""

    corners: Quad
    tone: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the table: leaves and edges from back to front, where they touch the table, and the camera."""

    leaves: tuple[Leaf | Edge, ...]
    footprints: tuple[tuple[Vector, ...], ...]
    camera: Camera


def draw_scene(scene: Scene, canvas: Size) -> Image.Image:
    """Return the scene on a canvas of whole pixels, the leaves framed within the margins."""
    large = Size(canvas.width * OVERSAMPLING, canvas.height * OVERSAMPLING)
    camera = frame_scene(scene, large)
    image = _table(large)
    _shade(image, _cast_shadow(scene, camera, large), CAST_STRENGTH)
    _shade(image, _contact_shadow(scene, camera, large), CONTACT_STRENGTH)
    for leaf in scene.leaves:
        _paste(image, leaf, camera)
    return image.resize((int(canvas.width), int(canvas.height)), Image.Resampling.LANCZOS)


def frame_scene(scene: Scene, canvas: Size) -> Camera:
    """Return the scene's camera set for the canvas: every corner of every leaf inside the margins."""
    left, top, right, bottom = MARGINS
    margins = Insets(left * canvas.width, top * canvas.height, right * canvas.width, bottom * canvas.height)
    return scene.camera.framed((corner for leaf in scene.leaves for corner in leaf.corners), canvas, margins)


def with_crease(spread: Image.Image, *, across: bool) -> Image.Image:
    """Return an opened card with a soft fold down its middle, or from side to side if `across`."""
    ridge = bytes(min(255, 238 + abs(step - 32) * 9 // 16 + (3 if step > 32 else 0)) for step in range(64))
    band = Image.frombytes("L", (64, 1), ridge)
    band = band.rotate(-90, expand=True) if across else band
    width, height = spread.size
    size = (width, max(8, height // 30)) if across else (max(8, width // 30), height)
    soft = Image.new("L", spread.size, 255)
    soft.paste(band.resize(size, Image.Resampling.BICUBIC), ((width - size[0]) // 2, (height - size[1]) // 2))
    return ImageChops.multiply(spread, Image.merge("RGB", (soft, soft, soft)))


def on_desk(sheet: Image.Image) -> Image.Image:
    """Return a flat sheet on a gray desk with a thin shadow, so that the paper's edge is seen."""
    margin = desk_margin(sheet.size)
    size = (sheet.width + 2 * margin, sheet.height + 2 * margin)
    image = Image.new("RGB", size, DESK)
    for drop, blur, strength in ((0.30, 0.26, 0.30), (0.05, 0.05, 0.34)):
        mask = Image.new("L", size, 0)
        top = margin + round(drop * margin)
        mask.paste(255, (margin, top, margin + sheet.width, top + sheet.height))
        _shade(image, mask.filter(ImageFilter.GaussianBlur(blur * margin)), strength)
    image.paste(sheet, (margin, margin))
    return image


def desk_margin(size: tuple[int, int]) -> int:
    """Return how much desk (px) is seen around a sheet of that size."""
    return round(max(size) * DESK_MARGIN)


def _table(canvas: Size) -> Image.Image:
    """Return a seamless warm ground: light in the distance, a little darker near by, with a pool of light."""
    size = (int(canvas.width), int(canvas.height))
    depth = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
    image = ImageOps.colorize(depth, TABLE_FAR, TABLE_NEAR)
    pool = ImageOps.invert(Image.radial_gradient("L")).resize(size, Image.Resampling.BICUBIC)
    lit = Image.new("RGB", size, (250, 246, 240))
    return Image.composite(lit, image, pool.point(_times(0.55)))


def _shade(image: Image.Image, mask: Image.Image, strength: float) -> None:
    image.paste(SHADOW, (0, 0), mask.point(_times(strength)))


def _times(factor: float) -> list[int]:
    return [round(value * factor) for value in range(256)]


def _cast_shadow(scene: Scene, camera: Camera, canvas: Size) -> Image.Image:
    """Return how dark the table is, full size: the leaves' shadows under every part of the window, added up."""
    small = replace(
        camera,
        scale=camera.scale / SHADOW_REDUCTION,
        center=Point(camera.center.x / SHADOW_REDUCTION, camera.center.y / SHADOW_REDUCTION),
    )
    size = (int(canvas.width / SHADOW_REDUCTION), int(canvas.height / SHADOW_REDUCTION))
    total = Image.new("L", size, 0)
    for light in window():
        layer = Image.new("L", size, 0)
        draw = ImageDraw.Draw(layer)
        for leaf in scene.leaves:
            fallen = [small.project(shadow_of(corner, light)) for corner in leaf.corners]
            draw.polygon(fallen, fill=256 // LIGHT_SAMPLES)
        total = ImageChops.add(total, layer)
    soft = total.filter(ImageFilter.GaussianBlur(size[1] / 160))
    return soft.resize((int(canvas.width), int(canvas.height)), Image.Resampling.BICUBIC)


def window() -> Iterator[Vector]:
    """Yield directions toward the light, spread evenly over a round window (a sunflower's spiral)."""
    for number in range(LIGHT_SAMPLES):
        radius = LIGHT_RADIUS * math.sqrt((number + 0.5) / LIGHT_SAMPLES)
        angle = number * GOLDEN_ANGLE
        yield LIGHT.plus(Vector(math.cos(angle), 0.0, math.sin(angle)), radius)


def shadow_of(place: Vector, light: Vector) -> Vector:
    """Return where the shadow of a place falls on the table."""
    return place.plus(light, -place.y / light.y)


def _contact_shadow(scene: Scene, camera: Camera, canvas: Size) -> Image.Image:
    """Return the dark of the places under and right beside the paper, where no light comes in."""
    mask = Image.new("L", (int(canvas.width), int(canvas.height)), 0)
    draw = ImageDraw.Draw(mask)
    for footprint in scene.footprints:
        draw.polygon([camera.project(place) for place in footprint], fill=255)
    wide = mask.filter(ImageFilter.GaussianBlur(canvas.height / 70))
    return ImageChops.lighter(
        wide, mask.filter(ImageFilter.GaussianBlur(canvas.height / 300)).point(_times(0.8))
    )


def _paste(image: Image.Image, leaf: Leaf | Edge, camera: Camera) -> None:
    if isinstance(leaf, Leaf):
        _paste_leaf(image, leaf, camera)
    else:
        _paste_edge(image, leaf, camera)


def _paste_leaf(image: Image.Image, leaf: Leaf, camera: Camera) -> None:
    """Draw a leaf where the camera sees it."""
    a, b, c, d = (camera.project(corner) for corner in leaf.corners)
    box = _whole_box((a, b, c, d))
    corners = (_from(a, box), _from(b, box), _from(c, box), _from(d, box))
    picture = ImageOps.expand(_toned(leaf).convert("RGBA"), RIM, (*PAPER_EDGE, 0))
    source = Rect(RIM, RIM, leaf.picture.width, leaf.picture.height)
    seen = picture.transform(
        (int(box.width), int(box.height)),
        Image.Transform.PERSPECTIVE,
        picture_map(corners, source),
        Image.Resampling.BICUBIC,
    )
    image.paste(seen, (int(box.x), int(box.y)), seen)


def _paste_edge(image: Image.Image, edge: Edge, camera: Camera) -> None:
    """Draw an edge where the camera sees it, each pixel as far as the edge covers it."""
    corners = [camera.project(corner) for corner in edge.corners]
    box = _whole_box(corners)
    size = (int(box.width), int(box.height))
    fine = Image.new("L", (size[0] * EDGE_FINENESS, size[1] * EDGE_FINENESS), 0)
    places = [_from(corner, box) for corner in corners]
    ImageDraw.Draw(fine).polygon([(x * EDGE_FINENESS, y * EDGE_FINENESS) for x, y in places], fill=255)
    color = (
        round(PAPER_EDGE[0] * edge.tone),
        round(PAPER_EDGE[1] * edge.tone),
        round(PAPER_EDGE[2] * edge.tone),
    )
    image.paste(color, (int(box.x), int(box.y)), fine.reduce(EDGE_FINENESS))


def _whole_box(corners: Iterable[Point]) -> Rect:
    """Return a box of whole pixels around the corners, with room for the faded edge."""
    box = Rect.around(corners)
    x, y = math.floor(box.x) - RIM, math.floor(box.y) - RIM
    return Rect(x, y, math.ceil(box.right) + RIM - x, math.ceil(box.bottom) + RIM - y)


def _from(place: Point, box: Rect) -> Point:
    return Point(place.x - box.x, place.y - box.y)


def _toned(leaf: Leaf) -> Image.Image:
    """Return the leaf's picture shaded from corner to corner; shade on paper is a little warm."""
    top_left, top_right, bottom_right, bottom_left = leaf.tones
    tones = (top_left, top_right, bottom_left, bottom_right)
    channels = []
    for warmth in (0.92, 1.0, 1.10):
        # In floats, since whole steps of the corners would be seen as stripes.
        corners = array("f", [255 * (1 - (1 - tone) * warmth) for tone in tones])
        flat = Image.frombytes("F", (2, 2), corners.tobytes())
        channels.append(flat.resize(leaf.picture.size, Image.Resampling.BICUBIC).convert("L"))
    return ImageChops.multiply(leaf.picture, Image.merge("RGB", channels))
