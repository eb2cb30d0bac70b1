import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from cardmaker.assets import asset_root
from cardmaker.hand.strokes import End, PenGlyph, PenLine, StrokeBook, book_of, pack
from cardmaker.inputs.hand import list_hands, read_hand

HANDS = [hand.id for hand in list_hands()]
BASIC = "".join(chr(code) for code in range(33, 127))


def test_stroke_data_is_read_as_it_was_written() -> None:
    line = PenLine(np.array([[0, 10], [20, -300]]), np.array([1.0, 0.5]), End.FREE, End.JOIN, 0)
    dot = PenLine(np.array([[5, 5]]), np.array([1.5]), End.FREE, End.FREE, 1)
    data = pack(
        1000, 400, 50, {ord("b"): 7, ord("a"): 3}, [PenGlyph(7, 320, (line, dot)), PenGlyph(3, 100, ())]
    )
    book = StrokeBook(data)
    glyph = book.glyph(7)
    assert book.glyph_ids == {ord("a"): 3, ord("b"): 7}
    assert (book.units_per_em, book.x_height, book.nib) == (1000, 400, 50)
    assert glyph.advance == pytest.approx(0.32)
    assert glyph.points.tolist() == [[0, 0.01], [0.02, -0.3], [0.005, 0.005]]
    assert glyph.pressures.tolist() == [1.0, 0.5, 1.5]
    assert glyph.firsts.tolist() == [0, 2, 3]
    assert glyph.kinds.tolist() == [End.FREE | End.JOIN << 2, 0]
    assert glyph.groups.tolist() == [0, 1]
    assert len(book.glyph(3).points) == 0


def test_a_glyph_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        book_of(read_hand("reenie-beanie")).glyph(60_000)


@pytest.mark.parametrize("hand", HANDS)
def test_every_printable_sign_of_ascii_has_strokes(hand: str) -> None:
    book = book_of(read_hand(hand))
    drawn = [
        char
        for char in BASIC
        if ord(char) in book.glyph_ids and len(book.glyph(book.glyph_ids[ord(char)]).points)
    ]
    assert "".join(drawn) == BASIC


@pytest.mark.parametrize("hand", HANDS)
def test_an_end_on_another_line_lies_on_its_center(hand: str) -> None:
    book = book_of(read_hand(hand))
    for char in "abdefghkmnpqrtuyABDEHKMNPR469":
        glyph = book.glyph(book.glyph_ids[ord(char)])
        for number, end, place in _ends_on_lines(glyph):
            assert _gap(glyph, number, end, place) < 0.1 * book.nib / book.units_per_em, char


def _ends_on_lines(glyph):
    for number, kind in enumerate(glyph.kinds.tolist()):
        first, last = glyph.firsts[number], glyph.firsts[number + 1] - 1
        if kind & 3 == End.ON_LINE:
            yield number, 0, glyph.points[first]
        if kind >> 2 == End.ON_LINE:
            yield number, -1, glyph.points[last]


def _gap(glyph, own: int, end: int, place) -> float:
    """Return the distance from an end to the nearest center line, its own far parts included."""
    gaps = [1.0]
    for number in range(len(glyph.kinds)):
        path = glyph.points[glyph.firsts[number] : glyph.firsts[number + 1]]
        if number == own:
            path = path[4:] if end == 0 else path[:-4]
        for a, b in pairwise(path):
            t = np.clip((place - a) @ (b - a) / max((b - a) @ (b - a), 1e-12), 0, 1)
            gaps.append(float(np.hypot(*(a + t * (b - a) - place))))
    return min(gaps)


@pytest.fixture
def make_strokes(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("skimage", reason="the `prepare` extra is not installed")
    monkeypatch.syspath_prepend(str(asset_root("fonts")))
    path = list(sys.path)
    import make_strokes

    sys.path[:] = path
    return make_strokes


@pytest.mark.parametrize(
    ("hand", "chars"),
    [("reenie-beanie", "aeg&4"), ("zeyada", "ez;"), ("homemade-apple", "fx:"), ("eb-garamond", "Ωέ")],
)
def test_the_script_makes_the_strokes_that_are_shipped(make_strokes, hand: str, chars: str) -> None:
    face, mending = make_strokes.family_face(hand), make_strokes.read_mending(make_strokes.FONTS / hand)
    shipped = book_of(read_hand(hand))
    made = StrokeBook(make_strokes.make_strokes(face, map(ord, chars), mending=mending))
    assert (made.x_height, made.nib) == (shipped.x_height, shipped.nib)
    for code, glyph in made.glyph_ids.items():
        ours, theirs = made.glyph(glyph), shipped.glyph(shipped.glyph_ids[code])
        assert ours.points.tolist() == theirs.points.tolist()
        assert (ours.kinds.tolist(), ours.groups.tolist()) == (theirs.kinds.tolist(), theirs.groups.tolist())


MENDING = """
only: [[0x41, 0x43], 0x2013]
before: {".,": 0.1}
larger: {a: 2}
redrawn:
  Α: {advance: 1.5, paths: [[[0, 0], [1, 1]]]}
ticked: {Ά: Α}
tick: [[0, 1], [0, 2]]
"""


def test_a_mending_has_a_value_for_each_character(make_strokes, tmp_path: Path) -> None:
    (tmp_path / "mending.yaml").write_text(MENDING, encoding="utf-8")
    mending = make_strokes.read_mending(tmp_path)
    assert mending.only == (0x41, 0x42, 0x43, 0x2013)
    assert mending.before == {".": 0.1, ",": 0.1}
    assert mending.redrawn["Ά"].advance == pytest.approx(1.64)
    assert [path[0] for path in mending.redrawn["Ά"].paths] == [[0, 1], (pytest.approx(0.14), 0)]
    assert make_strokes.read_mending(tmp_path / "none") == make_strokes.UNMENDED


def test_a_mended_letter_is_larger_and_has_its_room(make_strokes) -> None:
    line = PenLine(np.array([[10, 0], [10, 100]]), np.ones(2), End.FREE, End.FREE, 0)
    mending = make_strokes.Mending(before={"a": 0.1}, after={"a": -0.02}, larger={"a": 2.0})
    glyph = make_strokes.mended(PenGlyph(1, 50, (line,)), "a", mending, 1000)
    assert glyph.advance == 100 + 50 * 2 - 20
    assert glyph.lines[0].points.tolist() == [[120, 0], [120, 200]]


def _font(tmp_path: Path, drop: str) -> Path:
    ttlib = pytest.importorskip("fontTools.ttLib", reason="the `prepare` extra is not installed")
    font = ttlib.TTFont(Path(asset_root("fonts"), "nothing-you-could-do", "NothingYouCouldDo_400Regular.ttf"))
    for table in drop.split():
        del font[table]
    font.save(tmp_path / "broken.ttf")
    return tmp_path / "broken.ttf"


@pytest.mark.parametrize(
    ("drop", "says"), [("cmap", "has no character map"), ("glyf loca", "has no outlines")]
)
def test_a_font_that_no_strokes_can_be_made_from_is_refused(make_strokes, tmp_path, drop, says) -> None:
    with pytest.raises(make_strokes.FaceError, match=f"broken.ttf {says}"):
        make_strokes.open_face(_font(tmp_path, drop), False)


def test_a_font_cut_in_the_middle_is_refused(make_strokes, tmp_path: Path) -> None:
    whole = Path(asset_root("fonts"), "nothing-you-could-do", "NothingYouCouldDo_400Regular.ttf").read_bytes()
    path = tmp_path / "cut.ttf"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(make_strokes.FaceError, match=r"cut\.ttf is damaged"):
        make_strokes.open_face(path, False)


def test_a_file_that_is_no_font_is_refused(make_strokes, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Dana")
    with pytest.raises(make_strokes.FaceError, match=r"letter\.txt is not a font"):
        make_strokes.open_face(path, False)
