"""`photo`: the place of a person's own picture; as long as there is none, a landscape in the palette's colors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.area import Area, area_path, area_rect
from cardmaker.art.kit.outlines import outline
from cardmaker.art.mark.scene import Colors, Scene, draw_scene
from cardmaker.art.stage import Stage
from cardmaker.design import PAPER, ZERO, Bounds, Layer, Length, Role, Spot
from cardmaker.drawing import Frame, Group, Ink, Item, Picture, Stroke
from cardmaker.errors import Finding, Place, warning
from cardmaker.geometry import Insets, Path, Rect, Transform, rectangle
from cardmaker.model import Artwork, Raster
from cardmaker.units import INCH, format_mm

SOFT_DPI: Final = 200.0
COARSE_DPI: Final = 120.0
"""Below the first a photo looks soft in the hand, below the second its pixels show."""

SHARP_DPI: Final = 300

OWN_FRONT: Final = "own-front"
OWN_INSET: Final = Length(20.0, "pt")
"""The mat about a picture in a design that has no place for one: what home printers cannot reach, and a little more."""


@dataclass(frozen=True, slots=True)
class Photo:
    """The place of a picture: a photo fills the area, cropped about its focus; a drawing is shown whole
    if the area is a rectangle, and fills any other.
    """

    area: Annotated[Area, "where it lies, and its outline"]
    sky: Annotated[Role, "the sky of the landscape that stands there without a picture"]
    land: Annotated[tuple[Role, ...], "the colors of that land or water, from far to near"]
    sun: Annotated[Role, "its sun or moon"]
    sky_tint: Annotated[float, Bounds(0, 1), "how strong its sky is; 0 is paper"] = 1.0
    scene: Annotated[Scene, "which landscape"] = "hills"
    focus: Annotated[Spot, "what of a picture to keep when it is cropped"] = Spot.percent(50, 42)
    stroke: Annotated[Role | None, "the color of a line about it"] = None
    width: Annotated[Length, Bounds(0.08, 10), "that line's thickness"] = Length(0.5, "pt")
    mat: Annotated[Length, Bounds(0, 20), "the paper between the picture and that line"] = ZERO

    def __post_init__(self) -> None:
        if not self.land:
            raise ValueError("the land needs a color or more")


def draw_photo(photo: Photo, stage: Stage) -> Iterator[Item]:
    artwork = stage.artworks.get(stage.layer)
    if artwork is None:
        yield from _scene(photo, stage)
    elif isinstance(artwork.content, Raster):
        yield from _photo(photo, artwork, artwork.content, stage)
    else:
        yield _drawing(artwork.content, photo, stage)
    if photo.stroke is not None:
        ink = Ink(stage.color(photo.stroke), stage.length(photo.width))
        yield Stroke(_line_about(photo, stage), ink)


def photo_layers(layers: Iterable[Layer], words: Mapping[str, str]) -> Iterator[Layer]:
    """Yield the layers that take a picture and are drawn with these words, in painting order, nested ones too."""
    for layer in layers:
        if not layer.is_wanted(words):
            continue
        if isinstance(layer.params, Photo):
            yield layer
        yield from photo_layers(layer.nested, words)


def own_front(place: Place) -> Layer:
    """Return the layer that shows a picture in a design without a place for one: the whole panel but a mat."""
    photo = Photo(Area(inset=OWN_INSET), sky=PAPER, land=(PAPER,), sun=PAPER)
    return Layer(OWN_FRONT, "photo", photo, place)


def _scene(photo: Photo, stage: Stage) -> Iterator[Item]:
    rect = area_rect(photo.area, stage)
    sky = stage.color(photo.sky, photo.sky_tint)
    land = stage.ramp(photo.land, max(6, len(photo.land)))
    items = draw_scene(photo.scene, rect, Colors(sky, stage.color(photo.sun), land), stage.random())
    yield Group(Frame(stage.size, tuple(items)), clip=area_path(photo.area, stage))


def _photo(photo: Photo, artwork: Artwork, raster: Raster, stage: Stage) -> Iterator[Item]:
    rect = area_rect(photo.area, stage)
    cropped = cover(raster, rect, artwork.focus or _share(photo.focus))
    stage.findings.extend(_coarse(artwork, cropped))
    if photo.area.outline == "rectangle":
        yield cropped
    else:
        yield Group(Frame(stage.size, (cropped,)), clip=area_path(photo.area, stage))


def _share(focus: Spot) -> tuple[float, float]:
    return focus.x.amount / 100, focus.y.amount / 100


def cover(raster: Raster, rect: Rect, focus: tuple[float, float]) -> Picture:
    """Return the largest part of the picture that has the rectangle's proportions, about its focus if it can be."""
    across, down = raster.width_px, raster.height_px
    scale = min(across / rect.width, down / rect.height)
    width, height = max(1, round(rect.width * scale)), max(1, round(rect.height * scale))
    left = round(min(max(focus[0] * across - width / 2, 0.0), across - width))
    top = round(min(max(focus[1] * down - height / 2, 0.0), down - height))
    return Picture(width, height, _cut(raster, left, top, width, height), rect)


def _cut(raster: Raster, left: int, top: int, width: int, height: int) -> bytes:
    if (width, height) == (raster.width_px, raster.height_px):
        return raster.rgb
    pixels, row = memoryview(raster.rgb), 3 * raster.width_px
    starts = (y * row + 3 * left for y in range(top, top + height))
    return b"".join([pixels[start : start + 3 * width] for start in starts])


def _coarse(artwork: Artwork, picture: Picture) -> list[Finding]:
    """Return a warning if the picture has too few pixels for its printed size."""
    dpi = picture.width_px / (picture.rect.width / INCH)
    if dpi >= SOFT_DPI:
        return []
    looks = "its pixels will show" if dpi < COARSE_DPI else "it will look soft"
    size = f"{format_mm(picture.rect.width)} × {format_mm(picture.rect.height)}"
    message = (
        f"is too small to print well: {picture.width_px} × {picture.height_px} pixels on {size} "
        f"are {dpi:.0f} dots per inch, and {looks}"
    )
    need = [round(side / INCH * SHARP_DPI) for side in picture.rect.size]
    hint = f"take a larger file, at least {need[0]} × {need[1]} pixels of it, or a smaller card"
    return [warning("photo-coarse" if dpi < COARSE_DPI else "photo-soft", message, Place(artwork.name), hint)]


def _drawing(frame: Frame, photo: Photo, stage: Stage) -> Item:
    """Return a drawing in the middle of the area: whole, or in a shaped window as large as fills it."""
    rect = area_rect(photo.area, stage)
    width, height = frame.size
    ratios = (rect.width / width, rect.height / height)
    is_whole = photo.area.outline == "rectangle"
    scale = min(ratios) if is_whole else max(ratios)
    left, top = rect.center.x - scale * width / 2, rect.center.y - scale * height / 2
    shown = Transform.scale(scale).then(Transform.move(left, top))
    drawn = Group(frame, shown, rectangle(Rect.of(frame.size)))
    return drawn if is_whole else Group(Frame(stage.size, (drawn,)), clip=area_path(photo.area, stage))


def _line_about(photo: Photo, stage: Stage) -> Path:
    out = stage.length(photo.mat) + (stage.length(photo.width) / 2 if photo.mat.amount else 0.0)
    rect = area_rect(photo.area, stage).inset(Insets.even(-out))
    return outline(rect, photo.area.outline, stage.length(photo.area.radius) + out)


def place_artworks(
    layers: Sequence[Layer], artworks: Sequence[Artwork], words: Mapping[str, str], place: Place
) -> tuple[tuple[Layer, ...], dict[str, Artwork]]:
    """Return the layers that show the pictures, and which layer takes which; too few pictures are shown again."""
    if not artworks:
        return tuple(layers), {}
    slots = list(photo_layers(layers, words))
    shown = tuple(layers) if slots else (own_front(place),)
    taking = slots or list(shown)
    return shown, {layer.id: artworks[index % len(artworks)] for index, layer in enumerate(taking)}
