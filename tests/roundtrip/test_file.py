"""The PDF as a file: what strict tools say of it, what viewers are told, and what must not be inside."""

import getpass
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from orders import NOTE, order_of

from cardmaker.impose.plan import Plan
from cardmaker.inputs.design import list_designs
from cardmaker.make import make_cards
from tests.conftest import ROOT, run_tool, tool

KINDS = {
    "half-letter": {"design": "olive-wreath"},
    "a7": {"design": "deco-fan", "flip": "long-edge"},
    "a2-tent": {"design": "typographic", "paper": "a4"},
    "quarter-a4": {"design": "bordered-note"},
    "flat-a2": {"design": "deco-fan"},
    "postcard-4x6": {"design": "olive-wreath", "hand": "la-belle-aurore"},
}
"""A full sheet, sheets with waste, both papers, one-sided and two-sided, one and several cards a sheet."""

NAMES = ("Tomás Quill", "Xenia Vogel", "Bo Yardley", "Zoë Pappas", "Ulf Kranz")
FALLBACK_NOTE = NOTE.replace("Łódź", "Nguyễn Łódź Привет")


@cache
def made(kind: str) -> tuple[bytes, Plan]:
    order = order_of(FALLBACK_NOTE, *NAMES, format=kind, from_="Jamie", language="en-GB", **KINDS[kind])
    result = make_cards(order)
    assert result.made == len(NAMES), result.findings
    return result.pdf, result.plan


@pytest.fixture(params=KINDS)
def plan(request):
    return made(request.param)[1]


@pytest.fixture
def file(plan, tmp_path):
    path = tmp_path / "cards.pdf"
    path.write_bytes(made(plan.format.id)[0])
    return path


@pytest.fixture
def pdf(file):
    with pikepdf.open(file, attempt_recovery=False) as opened:
        yield opened


def said(name: str, *args: object) -> str:
    """Return all that a tool says, on both of its channels."""
    done = subprocess.run([tool(name), *map(str, args)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return (done.stdout + done.stderr).decode()


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every page and every form: all that has content and resources."""
    yield from (page.obj for page in pdf.pages)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
            yield thing


def named(content: pikepdf.Object) -> set[str]:
    """Return the resources a content stream asks for."""
    found = set()
    for operands, operator in pikepdf.parse_content_stream(content):
        if str(operator) in {"Tf", "Do", "gs", "sh", "cs", "CS", "scn", "SCN"}:
            found |= {str(operand) for operand in operands if isinstance(operand, pikepdf.Name)}
    return found


def defined(content: pikepdf.Object) -> set[str]:
    return {name for group in content.Resources.as_dict().values() for name in group.as_dict()}


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
    ]


def test_qpdf_finds_nothing_wrong(file):
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", file)


def test_a_strict_parser_has_no_warning(file, pdf):
    assert list(pdf.check_pdf_syntax()) == []
    assert pdf.get_warnings() == []


@pytest.mark.parametrize(
    "name, args",
    [
        ("mutool", ("info",)),
        ("mutool", ("draw", "-q", "-r", 20, "-o", os.devnull)),
        ("pdfinfo", ()),
        ("pdffonts", ()),
        ("gs", ("-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage")),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value[:1])),
)
def test_no_reader_warns(name, args, file):
    if name == "gs" and shutil.which(name) is None:
        pytest.skip("Ghostscript is not installed")
    lines = said(name, *args, file).splitlines()
    doubts = [line for line in lines if re.search("warning|error|invalid|repair", line, re.IGNORECASE)]
    assert [line for line in doubts if "ICC support is not available" not in line] == []


def test_every_font_is_embedded_cut_to_its_letters_and_readable_as_text(file):
    rows = run_tool("pdffonts", file).splitlines()[2:]
    names = [row.split()[0] for row in rows]
    assert any(name.endswith("+CardHand") for name in names)
    assert all(re.fullmatch(r"[A-Z]{6}\+.+", name) for name in names)
    assert not [name for name in names if re.search("Helvetica|Times|Courier", name)]
    embedded = [row.split()[-5:-2] for row in rows]
    assert embedded == [["yes", "yes", "yes"]] * len(rows)


def test_two_fonts_never_share_a_name(pdf):
    names = [str(font.BaseFont) for font in fonts(pdf)]
    assert len(names) == len(set(names))


def test_embedded_fonts_open_and_their_advances_are_the_file_s(pdf):
    for font in fonts(pdf):
        descendant = font.DescendantFonts[0]
        program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), lazy=False)
        glyphs = program.getGlyphOrder()
        assert [program["glyf"][name].numberOfContours for name in glyphs]
        to_glyph = descendant.CIDToGIDMap.read_bytes()
        scale = 1000 / program["head"].unitsPerEm
        for code, advance in widths(descendant.W):
            glyph = int.from_bytes(to_glyph[2 * code : 2 * code + 2], "big")
            assert abs(program["hmtx"][glyphs[glyph]][0] * scale - advance) <= 0.01, (font.BaseFont, code)


def widths(array: pikepdf.Array) -> Iterator[tuple[int, float]]:
    """Yield code and advance of a /W array that holds runs only."""
    entries = list(array)
    for first, run in zip(entries[::2], entries[1::2], strict=True):
        yield from ((int(first) + index, float(advance)) for index, advance in enumerate(run))


def test_pages_have_the_size_of_the_paper_and_tell_where_it_is_cut(file, plan):
    count = -(-len(NAMES) // plan.per_sheet) * plan.sides
    info = run_tool("pdfinfo", "-box", "-f", 1, "-l", count, file)
    assert f"Pages:           {count}\n" in info
    media = (0.0, 0.0, plan.size.width, plan.size.height)
    trim = plan.trim and (
        plan.trim.x,
        plan.size.height - plan.trim.bottom,
        plan.trim.right,
        plan.size.height - plan.trim.y,
    )
    for page in range(1, count + 1):
        assert box(info, page, "MediaBox") == pytest.approx(media, abs=0.01)
        assert box(info, page, "TrimBox") == pytest.approx(trim or media, abs=0.01)


def box(info: str, page: int, name: str) -> list[float]:
    found = re.search(rf"^Page +{page} {name}:(.*)$", info, re.MULTILINE)
    assert found, info
    return [float(number) for number in found[1].split()]


def test_sheets_with_and_without_waste_are_both_tried():
    assert {made(kind)[1].trim is None for kind in KINDS} == {True, False}


def test_viewers_are_told_to_print_true_to_size_and_how_to_flip(pdf, plan):
    edge = {"none": "/Simplex", "long-edge": "/DuplexFlipLongEdge", "short-edge": "/DuplexFlipShortEdge"}
    assert {key: str(value) for key, value in pdf.Root.ViewerPreferences.as_dict().items()} == {
        "/PrintScaling": "/None",
        "/Duplex": edge[plan.flip.value if plan.flip else "none"],
        "/PickTrayByPDFSize": "True",
        "/DisplayDocTitle": "True",
    }


def test_the_catalog_holds_what_it_needs_and_nothing_else(pdf):
    told = {"/Lang", "/ViewerPreferences", "/OutputIntents", "/Metadata", "/MarkInfo", "/StructTreeRoot"}
    assert set(pdf.Root.keys()) == {"/Type", "/Pages", *told}
    assert str(pdf.Root.Lang) == "en-GB"


def test_title_author_and_dates_come_from_the_order(pdf):
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == "Cards for Tomás Quill and 4 more"
    assert info["/Author"] == "Jamie"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20000101000000+00'00'"


def test_every_name_in_a_stream_is_defined_for_it(pdf):
    found = [(named(content), defined(content)) for content in streams(pdf)]
    assert any(used for used, _ in found)
    for used, known in found:
        assert used <= known


def reached(thing: pikepdf.Object, found: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the numbers of all objects that can be reached from this one."""
    if thing.is_indirect:
        if thing.objgen in found:
            return found
        found.add(thing.objgen)
    keys = range(len(thing)) if isinstance(thing, pikepdf.Array) else list(thing.keys())
    for each in (thing[key] for key in keys):
        if isinstance(each, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
            reached(each, found)
        elif isinstance(each, pikepdf.Object) and each.is_indirect:
            found.add(each.objgen)
    return found


def test_no_object_is_left_over(pdf):
    used = reached(pdf.trailer, set())
    assert len(used) > 20
    kinds = ("/ObjStm", "/XRef")  # what holds the others
    things = [
        thing
        for thing in pdf.objects
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Type") not in kinds
    ]
    assert [thing for thing in things if thing.objgen not in used] == []


def test_text_of_one_person_is_on_no_other_person_s_sheet(file, plan):
    sheets = -(-len(NAMES) // plan.per_sheet)
    for sheet in range(sheets):
        first = sheet * plan.sides + 1
        text = run_tool("pdftotext", "-raw", "-f", first, "-l", first + plan.sides - 1, file, "-")
        own = NAMES[sheet * plan.per_sheet : (sheet + 1) * plan.per_sheet]
        assert [name for name in NAMES if name in text] == list(own)


MARK = "zebrafinch"
PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from orders import NOTE, order_of
from cardmaker.make import make_cards
sys.stdout.buffer.write(make_cards(order_of(NOTE)).pdf)
"""


@pytest.fixture
def marked(tmp_path):
    """A PDF made by a person, in a home and a folder whose names can be found again."""
    home = tmp_path / MARK
    home.mkdir()
    names = ("HOME", "USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME", "TMPDIR")
    program = PROGRAM.format(paths=[str(ROOT / "tests"), str(ROOT)])
    env = {**os.environ, **dict.fromkeys(names, str(home))}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=home, env=env, check=True
    ).stdout


def test_nothing_of_this_machine_is_in_the_file(marked):
    names = {MARK, str(ROOT), socket.gethostname(), str(Path.home()), getpass.getuser()}
    names = {name.encode() for name in names if len(name) > 4}
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    assert b"BT" in plain.getvalue()
    assert not [name for name in names if name in marked or name in plain.getvalue()]


def test_the_clock_is_not_in_the_file(monkeypatch):
    files = []
    for now in (0.0, 2_000_000_000.0):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        files.append(make_cards(order_of(NOTE)).pdf)
    assert files[0] == files[1]
    assert f"D:{time.localtime().tm_year}".encode() not in files[0]


@pytest.mark.parametrize("design", [design.id for design in list_designs()])
def test_every_design_gives_a_file_without_fault(design, tmp_path):
    file = tmp_path / "cards.pdf"
    file.write_bytes(make_cards(order_of(NOTE, design=design, format="a7")).pdf)
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", file)
    with pikepdf.open(file) as pdf:
        assert all(named(content) <= defined(content) for content in streams(pdf))
