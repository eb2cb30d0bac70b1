"""Photos of signatures as a telephone takes them, made here: our own strokes on shaded, ruled, turned, grainy paper."""

import io
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from cardmaker.geometry import Path, Transform
from cardmaker.hand.signature import _along
from cardmaker.hand.strokes import book_of
from cardmaker.inputs.hand import read_hand
from cardmaker.model import Signature

SHARP = 3  # times finer is the ink drawn than photographed


@dataclass(frozen=True)
class Scene:
    """What lies before the camera. Lengths in pixels, tones as shares of full light."""

    text: str = "Jamie Okafor"
    hand: str = "la-belle-aurore"
    width: int = 1400
    height: int = 640
    size: float = 225.0  # of the em
    pen: float = 7.0
    at: tuple[float, float] = (180.0, 370.0)
    ink: float = 0.22
    tilt: float = 3.0  # degrees, clockwise
    rules: float = 0.0  # how much darker than paper
    rule_gap: float = 92.0
    rule_px: float = 3.0
    rule_tilt: float = 1.2
    rule_bend: float = 6.0
    shade: float = 0.45  # light lost from one corner to the other
    shadow: float = 0.25  # of a hand, over one side
    grain: float = 0.02
    texture: float = 0.02
    quality: int = 82
    seed: int = 1


@cache
def ink_of(scene: Scene) -> NDArray[np.float64]:
    """Return the share of each pixel that the signature covers."""
    big = Image.new("L", (scene.width * SHARP, scene.height * SHARP))
    draw = ImageDraw.Draw(big)
    turn = Transform.rotate(scene.tilt, scene.at)
    for points, pressures in _strokes(scene):
        _draw_line(draw, [turn.apply(x, y) for x, y in points], pressures * scene.pen)
    small = big.resize((scene.width, scene.height), Image.Resampling.BOX)
    return np.asarray(small, np.float64) / 255


def _strokes(scene: Scene):
    book = book_of(read_hand(scene.hand))
    pen = scene.at[0]
    for char in scene.text:
        glyph = book.glyph(book.glyph_ids[ord(char)])
        for first, last in zip(glyph.firsts[:-1], glyph.firsts[1:], strict=True):
            x = pen + glyph.points[first:last, 0] * scene.size
            y = scene.at[1] - glyph.points[first:last, 1] * scene.size
            yield np.stack([x, y], axis=1), glyph.pressures[first:last]
        pen += glyph.advance * scene.size


def _draw_line(draw: ImageDraw.ImageDraw, points, widths) -> None:
    for (x, y), (x2, y2), width in zip(points, [*points[1:], points[-1]], widths, strict=True):
        r = width * SHARP / 2
        draw.line((x * SHARP, y * SHARP, x2 * SHARP, y2 * SHARP), 255, max(1, round(2 * r)))
        draw.ellipse((x * SHARP - r, y * SHARP - r, x * SHARP + r, y * SHARP + r), 255)


def light_of(scene: Scene, ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the light that reaches the camera from each pixel."""
    random = np.random.default_rng(scene.seed)
    y, x = np.mgrid[: scene.height, : scene.width].astype(float)
    light = 0.93 - scene.shade * (0.6 * x / scene.width + 0.4 * y / scene.height)
    edge = x / scene.width - 0.75 + 0.12 * np.sin(y / scene.height * 3)
    light *= 1 - scene.shadow / (1 + np.exp(-edge * 40))
    light *= 1 + scene.texture * _cloud(random, (scene.height, scene.width), 3)
    bend = scene.rule_bend * np.sin(x / scene.width * np.pi)
    row = (y + x * np.tan(np.radians(scene.rule_tilt)) + bend) % scene.rule_gap
    rule = np.clip(scene.rule_px / 2 + 0.5 - np.abs(row - scene.rule_gap / 2), 0, 1)
    light *= 1 - scene.rules * rule
    pressure = 1 + 0.12 * _cloud(random, (scene.height, scene.width), 25)
    return light * (1 - np.clip(ink * pressure, 0, 1) * (1 - scene.ink))


def _cloud(random: np.random.Generator, shape: tuple[int, int], size: float) -> NDArray[np.float64]:
    picture = Image.fromarray((random.normal(size=shape) * 40 + 128).clip(0, 255).astype(np.uint8))
    blurred = np.asarray(picture.filter(ImageFilter.GaussianBlur(size)), np.float64)
    return (blurred - blurred.mean()) / max(blurred.std(), 1e-9)


def picture_of(scene: Scene) -> Image.Image:
    light = light_of(scene, ink_of(scene))
    noise = np.random.default_rng(scene.seed + 1).normal(size=light.shape)
    gray = np.clip((light + scene.grain * noise) * 255, 0, 255)
    soft = Image.fromarray(gray.astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))
    tint = [soft.point(lambda value, share=share: value * share) for share in (1.0, 0.98, 0.93)]
    return Image.merge("RGB", tint)


def jpeg(image: Image.Image, quality: int = 82, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


@cache
def photo_of(scene: Scene) -> bytes:
    return jpeg(picture_of(scene), scene.quality)


def raster_of(signature: Signature, place: Transform, size: tuple[int, int]) -> Image.Image:
    """Return the signature's areas in white on black, placed by a map from its units to pixels; width and height."""
    mask = Image.new("1", size)
    for area in signature.areas:
        for ring in _rings(area):
            layer = Image.new("1", size)
            ImageDraw.Draw(layer).polygon([place.apply(x, y) for x, y in ring], fill=1)
            mask = ImageChops.logical_xor(mask, layer)
    return mask.convert("L")


def _rings(path: Path):
    """Yield the closed parts of a path as points."""
    steps, numbers = "", path.numbers[:0]
    at = 0
    for step in path.steps:
        if step == "M" and steps:
            yield _along(Path(steps, numbers))
            steps, numbers = "", path.numbers[:0]
        count = {"M": 2, "L": 2, "C": 6, "Z": 0}[step]
        steps, numbers = steps + step, numbers + path.numbers[at : at + count]
        at += count
    yield _along(Path(steps, numbers))


class Match(NamedTuple):
    """A traced signature laid over the true ink as well as it will go."""

    truth: NDArray[np.bool_]
    traced: NDArray[np.bool_]

    @property
    def likeness(self) -> float:
        """Return the share of common ink: intersection over union."""
        return float((self.traced & self.truth).sum() / (self.traced | self.truth).sum())

    def stray(self, px: int) -> float:
        """Return the share of traced ink farther than this from true ink."""
        near = (
            np.asarray(Image.fromarray(self.truth).convert("L").filter(ImageFilter.MaxFilter(2 * px + 1))) > 0
        )
        return float((self.traced & ~near).sum() / self.traced.sum())

    def lost(self, px: int) -> float:
        """Return the share of true ink farther than this from traced ink."""
        return Match(self.traced, self.truth).stray(px)


def match(signature: Signature, ink: NDArray[np.float64]) -> Match:
    """Return the best match over small moves, turns and sizes."""
    truth = ink > 0.5
    rows, columns = np.flatnonzero(truth.any(axis=1)), np.flatnonzero(truth.any(axis=0))
    truth = np.pad(truth[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 40)
    box = signature.box
    size = (int(box.width) + 100, int(box.height) + 100)
    source = raster_of(signature, Transform.move(50 - box.x, 50 - box.y), size)
    a, b = _moments(truth), _moments(np.asarray(source) > 127)
    # Averaged beforehand, since sampling below would step over pixels.
    source = source.filter(ImageFilter.BoxBlur(b[3] / a[3] / 2))

    def laid(values: list[float]) -> Match:
        dx, dy, factor, degrees = values
        turn = Transform.rotate(np.degrees(a[2] - b[2]) + degrees)
        place = Transform.move(-b[0], -b[1]).then(Transform.scale(a[3] / b[3] * factor)).then(turn)
        back = place.then(Transform.move(a[0] + dx, a[1] + dy)).inverse()
        moved = source.transform(
            truth.shape[::-1],
            Image.Transform.AFFINE,
            (back.a, back.c, back.e, back.b, back.d, back.f),
            Image.Resampling.BILINEAR,
        )
        return Match(truth, np.asarray(moved) > 127)

    best = [0.0, 0.0, 1.0, 0.0]
    score = laid(best).likeness
    for steps in ((2, 2, 0.008, 0.6), (1, 1, 0.003, 0.2), (0.4, 0.4, 0.001, 0.06)):
        for index in (3, 0, 1, 2, 3, 0, 1, 2):
            for sign in (1, -1):
                while True:
                    tried = [*best]
                    tried[index] += sign * steps[index]
                    found = laid(tried).likeness
                    if found <= score:
                        break
                    best, score = tried, found
    return laid(best)


def _moments(mask: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """Return center, angle of the main axis (radians), and size."""
    y, x = np.nonzero(mask)
    cx, cy = x.mean(), y.mean()
    xx, yy, xy = ((x - cx) ** 2).mean(), ((y - cy) ** 2).mean(), ((x - cx) * (y - cy)).mean()
    return cx, cy, 0.5 * np.arctan2(2 * xy, xx - yy), float(np.sqrt(xx + yy))
