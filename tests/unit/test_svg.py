"""Signatures drawn as SVG: shapes and transforms as they look, and nothing else of the format."""

import math
from itertools import pairwise

import numpy as np
import pytest

from cardmaker.art.kit.svg_path import arc_cubics, parse_path
from cardmaker.errors import InputError
from cardmaker.geometry import Point, Rect
from cardmaker.hand.paper import NoInkError
from cardmaker.hand.signature import _along, drawn
from cardmaker.inputs.svg import MAX_DEPTH, OF_SIGNATURES, Outline, parse_svg


def svg(body: str, head: str = "") -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{body}</svg>'.encode()


def outline(body: str) -> Outline:
    return parse_svg(svg(body), "sig.svg")


def box(path) -> tuple[float, ...]:
    found = Rect.around(_along(path))
    return tuple(round(value, 2) for value in (found.x, found.y, found.right, found.bottom))


@pytest.mark.parametrize(
    ("absolute", "relative"),
    [
        ("M10 10 L30 20 H50 V5 Z", "m10 10 20 10 h20 v-15 z"),
        ("M0 0 C10 0 20 10 20 20 S30 40 40 40", "m0 0 c10 0 20 10 20 20 s10 20 20 20"),
        ("M0 0 Q10 20 20 0 T40 0", "m0 0q10 20 20 0t20 0"),
        ("M0,0 A10 5 30 0 1 20,0", "m0 0a10 5 30 0120 0"),
        ("M1e1-5L-.5.5", "m10-5l-10.5 5.5"),
    ],
)
def test_both_cases_and_tight_spelling_mean_the_same(absolute, relative):
    first, second = parse_path(absolute), parse_path(relative)
    assert first.steps == second.steps
    assert np.allclose(first.numbers, second.numbers)


def test_smooth_curves_go_on_as_they_came():
    path = parse_path("M0 0 C0 10 10 20 20 20 S40 30 40 40")
    assert path.numbers[8:10].tolist() == [30, 20]
    path = parse_path("M0 0 Q10 20 20 0 T40 0")
    assert path.numbers[8:10].tolist() == pytest.approx([20 + 20 / 3, -40 / 3])


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sweep", [False, True])
def test_every_point_of_an_arc_lies_on_its_ellipse(large, sweep):
    start, end = Point(3.0, 4.0), Point(15.0, 9.0)
    centers = set()
    for piece in arc_cubics(start, end, 12.0, 12.0, 0.0, large, sweep):
        centers.add((round(piece[2].x, 3), round(piece[2].y, 3)))
    points = [start]
    for first, second, last in arc_cubics(start, end, 12.0, 12.0, 0.0, large, sweep):
        x0, y0 = points[-1]
        points += [
            Point(
                (1 - t) ** 3 * x0
                + 3 * (1 - t) ** 2 * t * first.x
                + 3 * (1 - t) * t * t * second.x
                + t**3 * last.x,
                (1 - t) ** 3 * y0
                + 3 * (1 - t) ** 2 * t * first.y
                + 3 * (1 - t) * t * t * second.y
                + t**3 * last.y,
            )
            for t in (0.25, 0.5, 0.75, 1.0)
        ]
    (cx, cy, _), *_ = np.linalg.lstsq(
        np.array([[2 * x, 2 * y, 1] for x, y in points]),
        np.array([x * x + y * y for x, y in points]),
        rcond=None,
    )
    assert all(math.hypot(x - cx, y - cy) == pytest.approx(12.0, rel=1e-3) for x, y in points)
    assert points[-1] == pytest.approx(end)
    span = sum(math.dist(a, b) for a, b in pairwise(points))
    assert (span > math.pi * 12) == large


@pytest.mark.parametrize(
    "text", ["L10 10", "M10", "M10 x", "M0 0 L1 2 3", "M0 0 Z 5 5", "M0 0 A5 5 0 2 1 3 3"]
)
def test_a_broken_path_is_told(text):
    with pytest.raises(ValueError):
        parse_path(text)
    with pytest.raises(InputError, match=r"sig.svg:1: error: has a broken path"):
        outline(f'<path d="{text}"/>')


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        ('<rect x="1" y="2" width="10px" height="5"/>', (1, 2, 11, 7)),
        ('<circle cx="5" cy="6" r="2"/>', (3, 4, 7, 8)),
        ('<ellipse cx="5" cy="6" rx="3" ry="1"/>', (2, 5, 8, 7)),
        ('<polygon points="0,0 10,0 5,8"/>', (0, 0, 10, 8)),
        (
            '<g transform="translate(10 20)"><g transform="scale(2)"><rect width="3" height="4"/></g></g>',
            (10, 20, 16, 28),
        ),
        ('<rect width="4" height="2" transform="translate(10,0) rotate(90)"/>', (8, 0, 10, 4)),
        ('<rect width="4" height="2" transform="rotate(90 4 0)"/>', (2, -4, 4, 0)),
        ('<rect width="4" height="2" transform="matrix(1 0 0 -1 0 10)"/>', (0, 8, 4, 10)),
        ('<rect width="4" height="2" transform="skewX(45)"/>', (0, 0, 6, 2)),
    ],
)
def test_shapes_stand_where_they_are_seen(shape, wanted):
    found = outline(shape)
    assert box(found.areas[0]) == wanted
    assert not found.lines


def test_lines_keep_their_width_in_what_they_stand_in():
    found = outline(
        '<g transform="scale(3)" fill="none" stroke="navy" stroke-width="2">'
        '<path d="M0 0L5 5"/><polyline points="0 0 4 4"/><line x2="9"/></g>'
    )
    assert not found.areas
    assert [width for _, width in found.lines] == [pytest.approx(6.0)]


def test_a_pen_that_felt_pressure_becomes_a_few_widths():
    body = "".join(
        f'<path d="M{i} 0L{i + 1} 1" stroke-width="{2 + math.sin(i / 9):.3f}" stroke="#000" fill="none"/>'
        for i in range(400)
    )
    lines = outline(body).lines
    assert len(lines) <= 6
    assert sum(path.steps.count("M") for path, _ in lines) == 400


@pytest.mark.parametrize(
    "hidden",
    [
        '<rect width="100%" height="100%" fill="white"/>',
        '<rect width="9" height="9" style="fill:#FFFFFF"/>',
        '<rect width="9" height="9" fill="none"/>',
        '<style>.a{fill:none}</style><rect class="a" width="9" height="9"/>',
        '<g display="none"><rect width="9" height="9"/></g>',
        '<g opacity="0"><rect width="9" height="9"/></g>',
        '<defs><rect width="9" height="9"/></defs>',
        '<clipPath id="c"><rect width="9" height="9"/></clipPath>',
        "<title>Signature</title><metadata><rect xmlns='urn:other'/></metadata>",
    ],
)
def test_what_is_not_seen_is_not_drawn(hidden):
    found = outline(f'{hidden}<path d="M0 0L5 5V0Z"/>')
    assert len(found.areas) == 1
    assert not found.lines


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

PLAIN_DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)
"""What Illustrator's Save As and old Inkscapes begin with."""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (svg("<g>&b;</g>", LAUGHS), "has a document type with entities"),
        (
            svg("", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "has a document type with entities",
        ),
        (svg("", PLAIN_DOCTYPE), "names a document type, which is never fetched nor read"),
        (svg("<text>Jamie</text>"), "holds a <text> element"),
        (svg('<image href="file:///etc/passwd"/>'), "holds a <image> element"),
        (svg('<use href="#a"/>'), "holds a <use> element"),
        (svg("<script>alert(1)</script>"), "holds a <script> element"),
        (svg("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1)), "too many elements"),
        (svg("<g/>" * OF_SIGNATURES.elements), "too many elements"),
        (svg('<path d="' + "M0 0" * 60_000 + '"/>'), "too many points"),
        (svg('<rect width="1e999" height="1"/>'), "a number that is not finite"),
        (svg('<rect width="wide" height="1"/>'), "a broken number"),
        (svg('<g transform="rotate(1 2)"/>'), "a broken rotate(...)"),
        (b" " * (OF_SIGNATURES.bytes + 1), "is larger than 1 MB"),
        (b"<html/>", "is an XML file of another kind"),
        (b"<svg><g></svg>", "is not valid SVG"),
        (b"", "is not valid SVG"),
        (b"\x89PNG\r\n\x1a\n", "is not valid SVG"),
    ],
)
def test_what_could_do_more_than_be_drawn_is_refused(data, said):
    with pytest.raises(InputError) as refused:
        parse_svg(data, "sig.svg")
    [finding] = refused.value.findings
    assert said in finding.message
    assert finding.place.file == "sig.svg"


@pytest.mark.parametrize(
    ("doctype", "hint"),
    [(PLAIN_DOCTYPE, "delete the line that begins with <!DOCTYPE"), (LAUGHS, "Plain SVG")],
)
def test_a_document_type_is_refused_with_what_to_do(doctype, hint):
    with pytest.raises(InputError) as refused:
        parse_svg(svg("", doctype), "sig.svg")
    [finding] = refused.value.findings
    assert hint in finding.hint
    assert "Illustrator: Export As" in finding.hint


@pytest.mark.parametrize("body", ["", '<path d="M5 5Z"/>', '<rect width="9" height="9" fill="none"/>'])
def test_a_drawing_of_nothing_is_told(body):
    found = outline(body)
    with pytest.raises(NoInkError, match="holds nothing to draw"):
        drawn(found.areas, found.lines)
