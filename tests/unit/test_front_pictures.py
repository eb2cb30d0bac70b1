"""Pictures for the front at the door: photos and SVG drawings read as they look, or refused with one finding."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from cardmaker.color import WHITE, Color, mix, parse_color
from cardmaker.drawing import Fill, Frame, Group, Item, Stroke
from cardmaker.errors import InputError
from cardmaker.geometry import IDENTITY, Transform
from cardmaker.inputs.front import MOST_PICTURES, find_artworks, parse_focus
from cardmaker.inputs.image import PRINTED_PX, decode_photo
from cardmaker.inputs.svg import MAX_DEPTH, OF_FRONTS
from cardmaker.inputs.svg_drawing import parse_drawing
from cardmaker.model import Raster


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def pixel(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    return tuple(raster.rgb[3 * (y * raster.width_px + x) :][:3])


def refusal(data: bytes, name: str = "dog.jpg") -> str:
    with pytest.raises(InputError) as refused:
        decode_photo(data, name)
    [finding] = refused.value.findings
    assert str(finding.place) == name
    return f"{finding.message} — {finding.hint}"


def test_a_photo_keeps_all_pixels_that_a_card_can_show():
    raster = decode_photo(encoded(Image.new("RGB", (5000, 1000))), "x")
    assert (raster.width_px, raster.height_px) == (5000, 1000)


def test_a_larger_photo_is_reduced_by_its_shorter_side():
    raster = decode_photo(encoded(Image.new("RGB", (5500, 4500)), "JPEG"), "x")
    assert min(raster.width_px, raster.height_px) == pytest.approx(PRINTED_PX, abs=2)
    assert raster.width_px / raster.height_px == pytest.approx(5500 / 4500, abs=0.01)


def test_clear_parts_show_white_paper():
    picture = Image.new("RGBA", (4, 2), (200, 0, 0, 0))
    picture.paste((200, 0, 0, 128), (0, 0, 2, 2))
    raster = decode_photo(encoded(picture), "x")
    assert pixel(raster, 3, 1) == (255, 255, 255)
    assert pixel(raster, 0, 0) == pytest.approx((227, 127, 127), abs=1)
    assert raster.alpha == b""


def test_a_photo_is_turned_upright_as_the_camera_was_held():
    upright = Image.new("RGB", (40, 60), "white")
    upright.paste((220, 20, 20), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = upright.transpose(Image.Transpose.ROTATE_90)
    raster = decode_photo(encoded(turned, "JPEG", exif=exif, quality=95), "x")
    assert (raster.width_px, raster.height_px) == (40, 60)
    assert pixel(raster, 8, 8)[1] < 90
    assert pixel(raster, 30, 50)[1] > 200


@pytest.mark.parametrize(
    ("cmyk", "rgb"),
    [((0, 0, 0, 0), (255, 255, 255)), ((0, 255, 255, 0), (255, 0, 0)), ((0, 0, 0, 255), (0, 0, 0))],
)
def test_a_cmyk_photo_has_its_colors_and_not_their_opposite(cmyk, rgb):
    raster = decode_photo(encoded(Image.new("CMYK", (8, 8), cmyk), "JPEG", quality=95), "x")
    assert pixel(raster, 4, 4) == pytest.approx(rgb, abs=6)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that only says how large it is."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [head, b"IDAT" + zlib.compress(b""), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (png_of(60_000, 60_000), "pixels"),
        (png_of(20_001, 10), "20001 × 10 pixels"),
        (encoded(Image.effect_noise((400, 400), 80), "JPEG")[:4000], "damaged or cut off"),
        (encoded(Image.effect_noise((400, 400), 80))[:4000], "damaged or cut off"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file", "PostScript or EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(40), "PostScript or EPS"),
        (
            b"\x00\x00\x00\x18ftypheic" + bytes(40),
            "HEIC or AVIF photo, not a PNG, JPEG or WebP picture — export it as JPEG",
        ),
        (b"GIF89a" + bytes(40), "a GIF"),
        (b"%PDF-1.7", "a PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "give it the ending .svg"),
        (b"hello", "a text file"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(data, said):
    assert said in refusal(data)


@pytest.mark.parametrize("text", ["50 35", "50% 35%", " 50,35 "])
def test_a_focus_is_a_place_in_percent(text):
    assert parse_focus(text) == (0.5, 0.35)


def test_no_focus_is_the_designs_own():
    assert parse_focus(" ") is None


@pytest.mark.parametrize("text", ["50", "50 101", "-1 5", "left top", "nan nan", "1 2 3"])
def test_a_focus_that_is_no_place_is_refused_with_an_example(text):
    with pytest.raises(InputError, match="such as 50 35"):
        parse_focus(text)


@pytest.fixture
def order(tmp_path: Path) -> Path:
    folder = tmp_path / "order"
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / "dog.png").write_bytes(encoded(Image.new("RGB", (9, 6), "navy")))
    (folder / "link.png").symlink_to(tmp_path / "dog.png")
    return folder


def test_an_order_reads_pictures_of_its_own_folder(order):
    [found] = find_artworks(["dog.png"], "10 90", order, is_confined=True)
    assert isinstance(found.content, Raster)
    assert (found.name, found.focus, found.content.width_px) == ("dog.png", (0.1, 0.9), 9)


@pytest.mark.parametrize("name", ["../dog.png", "link.png", "/etc/hostname", "a/../../dog.png", "x\0y.png"])
def test_an_order_reads_no_picture_from_elsewhere(order, name):
    with pytest.raises(InputError, match="lies outside the order's folder"):
        find_artworks([name], "", order, is_confined=True)


def test_a_person_may_name_any_file(order):
    assert find_artworks([str(order.parent / "dog.png")], "", Path(), is_confined=False)


def test_a_missing_picture_and_too_many_are_told(order):
    with pytest.raises(InputError, match="there is no such file"):
        find_artworks(["cat.png"], "", order, is_confined=True)
    with pytest.raises(InputError, match="too many"):
        find_artworks(["dog.png"] * (MOST_PICTURES + 1), "", order, is_confined=True)


def svg(body: str, head: str = 'viewBox="0 0 100 50"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>{body}</svg>'.encode()


def drawing(body: str, head: str = 'viewBox="0 0 100 50"') -> Frame:
    return parse_drawing(svg(body, head), "art.svg")


def leaves(items: tuple[Item, ...], by: Transform = IDENTITY) -> list[tuple[Item, Transform]]:
    found: list[tuple[Item, Transform]] = []
    for item in items:
        if isinstance(item, Group):
            found += leaves(item.frame.items, item.transform.then(by))
        else:
            found.append((item, by))
    return found


def fills(body: str) -> list[str]:
    return [item.color.hex for item, _ in leaves(drawing(body).items) if isinstance(item, Fill)]


RECT = '<rect width="10" height="10" {}/>'


@pytest.mark.parametrize(
    ("paint", "color"),
    [
        ('fill="#1a2b3c"', "#1a2b3c"),
        ('fill="#ABC"', "#aabbcc"),
        ('fill="tomato"', "#ff6347"),
        ('fill="rgb(1, 2, 3)"', "#010203"),
        ('style="fill:hsl(0,100%,50%)"', "#ff0000"),
        ("", "#000000"),
        ('color="#123456" fill="currentColor"', "#123456"),
        ('fill="white"', "#ffffff"),
    ],
)
def test_colors_are_those_of_browsers(paint, color):
    assert fills(RECT.format(paint)) == [color]


def test_what_is_half_clear_is_thinned_toward_the_paper():
    half = mix(WHITE, parse_color("#aa0000"), 0.5).hex
    assert fills(RECT.format('fill="#aa0000" opacity=".5"')) == [half]
    assert fills(RECT.format('fill="#aa0000" fill-opacity="50%"')) == [half]
    assert fills(f'<g opacity="0.5"><g>{RECT.format("fill=" + chr(34) + "#aa0000" + chr(34))}</g></g>') == [
        half
    ]


GRADIENT = '<linearGradient id="{}" {}>{}</linearGradient>'


def test_a_gradient_becomes_the_color_in_its_middle():
    stops = '<stop offset="0" stop-color="#000"/><stop offset="100%" style="stop-color:#fff"/>'
    middle = mix(Color(0, 0, 0), WHITE, 0.5).hex
    assert fills(GRADIENT.format("g", "", stops) + RECT.format('fill="url(#g)"')) == [middle]


def test_gradients_may_come_after_their_use_and_take_stops_from_others():
    stops = '<stop offset="0" stop-color="#204060"/>'
    later = GRADIENT.format("a", "", stops) + GRADIENT.format("b", 'xlink:href="#a"', "")
    assert fills(RECT.format("fill=\"url('#b')\"") + later) == ["#204060"]


def test_gradients_that_link_in_a_circle_end():
    circle = GRADIENT.format("a", 'href="#b"', "") + GRADIENT.format("b", 'href="#a"', "")
    with pytest.raises(InputError, match="no gradient"):
        drawing(circle + RECT.format('fill="url(#a)"'))


def test_a_clip_cuts_what_it_is_told_to():
    clip = '<clipPath id="c"><circle cx="5" cy="5" r="3"/></clipPath>'
    frame = drawing(clip + f'<g transform="translate(20 0)" clip-path="url(#c)">{RECT.format("")}</g>')
    [outer] = frame.items
    assert isinstance(outer, Group)
    [cut] = outer.frame.items
    assert isinstance(cut, Group)
    assert cut.clip is not None
    assert cut.clip.bounds() == pytest.approx((22, 2, 6, 6))


def test_a_drawing_is_as_large_as_its_view_box_and_starts_at_its_corner():
    frame = drawing('<rect x="30" y="40" width="5" height="5"/>', 'viewBox="20 30 60 40"')
    assert frame.size == (60, 40)
    [(fill, by)] = leaves(frame.items)
    assert isinstance(fill, Fill)
    assert by.apply_rect(fill.path.bounds()) == pytest.approx((10, 10, 5, 5))


def test_without_a_view_box_its_width_and_height_or_its_ink_tell_the_size():
    assert drawing(RECT.format(""), 'width="40px" height="30"').size == (40, 30)
    assert drawing(RECT.format(""), "").size == (10, 10)
    assert drawing(RECT.format(""), 'width="100%" height="100%"').size == (10, 10)


def test_strokes_keep_their_width_and_holes_their_rule():
    frame = drawing(
        '<g transform="scale(2)"><path d="M0 0H9V9H0z" fill="red" fill-rule="evenodd" stroke="#00f" stroke-width="1.5"/></g>'
    )
    (fill, _), (stroke, _) = leaves(frame.items)
    assert isinstance(fill, Fill)
    assert isinstance(stroke, Stroke)
    assert fill.even_odd
    assert stroke.ink.width == pytest.approx(3)
    assert stroke.ink.color.hex == "#0000ff"


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (svg("<text>hi</text>"), "convert the text to paths"),
        (svg("<script>alert(1)</script>"), "without programs"),
        (svg('<use href="#x"/>'), "unlink the clones"),
        (svg('<image href="http://example.org/x.png"/>'), "give the picture itself"),
        (svg("<foreignObject/>"), "without programs"),
        (svg("", before=BOMB), "document type"),
        (svg(RECT.format('filter="url(#f)"')), "holds a filter"),
        (svg(f'<g mask="url(#m)">{RECT.format("")}</g>'), "holds a mask"),
        (svg(RECT.format('fill="url(#p)"')), "no gradient"),
        (svg(RECT.format('fill="url(http://example.org/#p)"')), "color that is not known"),
        (svg(RECT.format('fill="bluish"')), "color that is not known"),
        (svg(RECT.format('opacity="lots"')), "broken opacity"),
        (svg(""), "draws nothing"),
        (svg(RECT.format(""), 'viewBox="0 0 0 0"'), "without an area"),
        (svg("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1)), "too many elements"),
        (svg("<g/>" * OF_FRONTS.elements), "too many elements"),
        (b" " * (OF_FRONTS.bytes + 1), "larger than 5 MB"),
        (b"<svg", "not valid SVG"),
        (b"<html/>", "another kind"),
        (svg('<path d="M0 0L1e400 0"/>'), "not finite"),
    ],
)
def test_a_drawing_that_is_not_safe_or_not_read_is_refused_with_advice(data, said):
    with pytest.raises(InputError) as refused:
        parse_drawing(data, "art.svg")
    [finding] = refused.value.findings
    assert said in f"{finding.message} {finding.hint}"
    assert finding.place is not None
    assert finding.place.file == "art.svg"


def test_clips_upon_clips_end_before_they_grow():
    long = '<clipPath id="c"><path d="M0 0' + "L5 5" * 5_000 + '"/></clipPath>'
    nested = '<g clip-path="url(#c)">' * 30 + RECT.format("") * 500 + "</g>" * 30
    with pytest.raises(InputError, match="long clips"):
        drawing(long + nested)


def test_nothing_of_a_files_hidden_parts_is_drawn():
    hidden = f'<defs>{RECT.format("")}</defs><g display="none">{RECT.format("")}</g><symbol id="s"/>'
    with pytest.raises(InputError):
        drawing(hidden)
    assert fills(f"<defs>{RECT.format('')}</defs>{RECT.format('')}") == ["#000000"]
