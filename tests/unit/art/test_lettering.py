"""Lettering: words on a circle, lockups, echoes, monograms and flourishes, on a design of one layer."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.flourish import HALVES, trace
from cardmaker.art.lettering.monogram import initials
from cardmaker.art.lettering.wording import arrangements
from cardmaker.art.panel import Drawn, draw_panel
from cardmaker.drawing import Document, Fill, Group, Item, Line, Page, Stroke
from cardmaker.errors import Level
from cardmaker.geometry import IDENTITY, Point, Rect, Size, Transform
from cardmaker.inputs.design import parse_design
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222", accent: "#aa3311", second: "#e0a526"}}
type:
  display: {face: cormorant-garamond/400Regular, size: 12}
  caps: {face: jost/400Regular, size: 6, case: upper, track: 300}
slots:
  headline: {default: "thank you", lines: 4, shrink: 0.4, max-chars: 60}
  sender: {max-chars: 60}
front:
"""
PANEL = Size(100 * MM, 140 * MM)
U = MM
MIDDLE = Point(50 * U, 70 * U)


def draw(layer: str, **texts: str) -> Drawn:
    return draw_panel(parse_design(f"{HEAD}  - {layer}\n", "one.yaml"), "front", PANEL, "only", texts)


def flat(items: tuple[Item, ...], by: Transform = IDENTITY) -> Iterator[tuple[Item, Transform]]:
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.frame.items, item.transform.then(by))
        else:
            yield item, by


def lines(drawn: Drawn) -> list[Line]:
    return [item for item, _ in flat(drawn.frame.items) if isinstance(item, Line)]


def box(drawn: Drawn) -> Rect:
    found = ink_box(drawn.frame.items)
    assert found is not None
    return found


def text_of(drawn: Drawn) -> str:
    pdf = write_pdf(Document("one", "en", [Page(drawn.frame)]))
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return " ".join(page.get_text_bounded().split())


# Words on a circle.

ARC = "on-arc: {slot: headline, style: caps, fill: ink, radius: 30, sweep: 150}"


@pytest.mark.parametrize(("side", "toward"), [("above", -1), ("below", 1)])
def test_letters_stand_on_the_circle_about_half_the_height_of_a_capital(side: str, toward: int) -> None:
    [line] = lines(draw(ARC.replace("radius: 30", f"radius: 30, side: {side}"), headline="OOO"))
    for word in line.words:
        cap = line.face.cap_height / 2  # type: ignore[attr-defined]
        wide = line.face.font.get_glyph_h_advance(int.from_bytes(word.glyphs, "big"))  # type: ignore[attr-defined]
        place = word.transform.apply(wide / line.face.units_per_em / 2, -cap)  # type: ignore[attr-defined]
        assert math.dist(place, MIDDLE) == pytest.approx(30 * U, rel=0.01)
        assert (place.y - MIDDLE.y) * toward > 0


@pytest.mark.parametrize("side", ["above", "below"])
@pytest.mark.parametrize("words", ["Ants", "All the very best", "joy"])
def test_words_on_a_circle_reach_as_far_to_the_left_as_to_the_right(words: str, side: str) -> None:
    arc = f"on-arc: {{slot: headline, style: display, fill: ink, radius: 36, side: {side}}}"
    assert box(draw(arc, headline=words)).center.x == pytest.approx(50 * U, abs=0.1)


def test_words_on_a_circle_read_from_left_to_right_on_either_side() -> None:
    for side in ("above", "below"):
        [line] = lines(draw(ARC.replace("radius: 30", f"radius: 30, side: {side}")))
        xs = [word.transform.e for word in line.words]
        assert xs == sorted(xs)


def test_words_on_a_circle_shrink_to_their_arc_and_are_told_like_any_words() -> None:
    drawn = draw(ARC, headline="with very many thanks to you")
    assert [finding.rule for finding in drawn.findings] == ["slot-shrunk"]
    drawn = draw(ARC.replace("150", "20"))
    assert [(finding.rule, finding.level) for finding in drawn.findings] == [("slot-overflow", Level.ERROR)]


def test_words_on_a_circle_are_found_as_words() -> None:
    assert text_of(draw(ARC, headline="many thanks")) == "MANY THANKS"


def test_lines_on_a_circle_are_set_as_one() -> None:
    assert [line.words[0].text for line in lines(draw(ARC, headline="merci\nbeaucoup"))] == ["MERCI BEAUCOUP"]


# Lockups.

LOCKUP = "lockup: {slot: headline, style: display, fill: ink, width: 70, height: 90, gap: 4, most: 6}"


def test_lines_of_a_lockup_have_one_width_and_even_gaps() -> None:
    first, second, third = (
        ink_box([line]) for line in lines(draw(LOCKUP, headline="happy\nbirthday\nto you"))
    )
    assert first is not None
    assert second is not None
    assert third is not None
    assert {round(found.width / U, 3) for found in (first, second, third)} == {70}
    assert second.y - first.bottom == pytest.approx(4 * U)
    assert third.y - second.bottom == pytest.approx(4 * U)
    assert (first.y + third.bottom) / 2 == pytest.approx(MIDDLE.y)


def test_a_lockup_is_never_higher_than_its_room() -> None:
    assert box(draw(LOCKUP, headline="a\nb\nc")).height <= 90 * U + 0.01


def test_a_short_line_grows_no_more_than_it_may() -> None:
    sizes = [
        line.words[0].transform.a
        for line in lines(draw(LOCKUP.replace("most: 6", "most: 2"), headline="a\nbirthday"))
    ]
    assert sizes[0] == pytest.approx(2 * 12 * U)


def test_lines_take_their_colors_in_turn() -> None:
    drawn = draw(LOCKUP.replace("gap", "fills: [ink, accent], gap"), headline="a\nb\nc")
    assert [line.color.hex for line in lines(drawn)] == ["#222222", "#aa3311", "#222222"]


def test_the_words_of_one_line_are_stacked_if_wanted_and_if_there_are_lines_enough() -> None:
    stacked = LOCKUP.replace("gap", "lines: stacked, gap")
    assert len(lines(draw(stacked, headline="vielen Dank"))) == 2
    assert len(lines(draw(stacked, headline="so very many thanks to you"))) == 1
    assert len(lines(draw(LOCKUP, headline="vielen Dank"))) == 1


# Echoes.

ECHO = (
    "echo: {copies: 4, right: -0.03, down: 0.06, keyline: 0.01, ramp: [accent, second], "
    "layers: [{text: {slot: headline, style: display, fill: ink}}]}"
)


def shapes(drawn: Drawn) -> list[Rect]:
    return [
        item.path.transformed(by).bounds() for item, by in flat(drawn.frame.items) if isinstance(item, Fill)
    ]


def test_an_echo_stands_in_the_middle_of_where_its_words_would() -> None:
    alone = box(draw("text: {slot: headline, style: display, fill: ink}"))
    whole = Rect.around(corner for found in shapes(draw(ECHO)) for corner in found.corners())
    assert whole.center == pytest.approx(alone.center, abs=0.2)
    assert whole.width == pytest.approx(alone.width + 4 * 0.03 * 12 * U, abs=0.2)


def test_the_words_of_an_echo_are_found_once() -> None:
    assert text_of(draw(ECHO)) == "thank you"


def test_copies_run_through_the_ramp_the_farthest_painted_first() -> None:
    colors = [item.color.hex for item, _ in flat(draw(ECHO).frame.items) if isinstance(item, Fill)]
    assert len(colors) == 5
    assert (colors[0], colors[-2], colors[-1]) == ("#e0a526", "#aa3311", "#222222")


def test_smaller_lines_have_shallower_echoes() -> None:
    echo = ECHO.replace("{text: {slot: headline, style: display, fill: ink}}", f"{{{LOCKUP}}}")
    moves = {
        round(by.f, 3)
        for item, by in flat(draw(echo, headline="a\nbirthday").frame.items)
        if isinstance(item, Fill)
    }
    assert len(moves) == 9


def test_an_echo_of_no_words_draws_nothing() -> None:
    assert draw(ECHO, headline="").frame.items == ()


def test_words_of_a_pattern_are_shapes_and_no_text() -> None:
    grid = "grid: {cell: [12, 12], motifs: [{text: {slot: headline, style: display, fill: ink}}]}"
    drawn = draw(grid, headline="&")
    assert drawn.findings == ()
    assert text_of(drawn) == ""


# Monograms.


@pytest.mark.parametrize(
    ("name", "take", "letters"),
    [
        ("Eleanor March", "all", "EM"),
        ("Eleanor Jane March", "all", "EJM"),
        ("Anna B. C. D. Evans", "all", "ABE"),
        ("Ludwig van Beethoven", "all", "LB"),
        ("Dr. Ada King", "first", "A"),
        ("Ada King, Jr.", "last", "K"),
        ("J. S. Bach", "ends", "JB"),
        ("Anna & Ben", "all", "AB"),
        ("Anna Smith and Ben Jones", "all", "AB"),
        ("Łucja Żak", "all", "ŁŻ"),
        ("mira", "all", "M"),
        ("", "all", ""),
        ("42", "all", ""),
    ],
)
def test_initials_of_a_name(name: str, take: str, letters: str) -> None:
    assert "".join(initials(name, take)) == letters


MONOGRAM = "monogram: {slot: sender, style: display, fill: ink, accent: accent, at: [50, 50]}"


@pytest.mark.parametrize("form", ["row", "center", "weave"])
def test_a_monogram_is_placed_by_the_middle_of_its_ink(form: str) -> None:
    drawn = draw(
        MONOGRAM.replace("at:", f"form: {form}, gap: 0.1, drop: 0.1, keyline: 0, at:"), sender="Jo Quist"
    )
    letters = Rect.around(corner for found in shapes(drawn) for corner in found.corners())
    assert letters.center == pytest.approx(MIDDLE, abs=0.5)


def test_an_empty_slot_draws_neither_letters_nor_rings() -> None:
    ring = MONOGRAM.replace("at:", "rings: [{radius: 20, width: 1pt, stroke: accent}], at:")
    assert draw(ring).frame.items == ()
    assert [item for item in draw(ring, sender="Jo").frame.items if isinstance(item, Stroke)]


def test_a_round_hole_holds_the_letters_however_wide_they_are() -> None:
    for name in ("Willa Wong", "Ivo Ilic", "Max Mohr West"):
        found = box(draw(MONOGRAM.replace("at:", "round: 6, at:"), sender=name))
        assert math.hypot(found.width, found.height) <= 12 * U + 0.01


def test_the_surname_stands_large_in_the_middle_of_three() -> None:
    first, middle, last = shapes(draw(MONOGRAM.replace("at:", "form: center, at:"), sender="Ida Mia Hahn"))
    assert first.x < middle.x < last.x
    assert middle.height > 1.5 * first.height
    assert last.width > 1.5 * first.width


def test_a_monogram_is_a_figure_and_no_text() -> None:
    for form in ("row", "weave"):
        assert text_of(draw(MONOGRAM.replace("at:", f"form: {form}, at:"), sender="Ada King")) == ""


# Flourishes.


@pytest.mark.parametrize("flip", ["false", "true"])
@pytest.mark.parametrize("form", sorted(HALVES))
def test_a_flourish_is_as_long_as_asked_and_about_its_place(form: str, flip: str) -> None:
    found = box(draw(f"flourish: {{form: {form}, length: 60, width: 1pt, stroke: ink, flip: {flip}}}"))
    assert found.width == pytest.approx(60 * U, abs=1.5)
    assert found.center == pytest.approx(MIDDLE, abs=0.01)


@pytest.mark.parametrize("form", sorted(HALVES))
def test_a_half_starts_level_so_that_two_meet_without_a_corner(form: str) -> None:
    points = trace(HALVES[form])  # type: ignore[index]
    assert abs(points[1].y) < 0.05 * points[1].x


@pytest.mark.parametrize("form", sorted(HALVES))
def test_a_half_never_turns_sharply(form: str) -> None:
    points = trace(HALVES[form])  # type: ignore[index]
    headings = [math.atan2(b.y - a.y, b.x - a.x) for a, b in pairwise(points)]
    turns = [math.remainder(b - a, math.tau) for a, b in pairwise(headings)]
    assert max(map(abs, turns)) < math.radians(20)


# Laws.

words = st.text(alphabet="abcdefgHIJKLMNOP &'.,-éöü", max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    words,
    st.floats(8, 40),
    st.floats(10, 350),
    st.sampled_from(["above", "below"]),
    st.floats(-180, 180),
)
def test_words_on_any_circle_are_finite_and_stay_about_it(
    text: str, radius: float, sweep: float, side: str, turn: float
) -> None:
    layer = f"on-arc: {{slot: headline, style: display, fill: ink, radius: {radius:.4f}, sweep: {sweep:.4f}, side: {side}, turn: {turn:.4f}}}"
    for line in lines(draw(layer, headline=text)):
        for word in line.words:
            assert all(map(math.isfinite, word.transform))
            assert math.dist(word.transform.apply(0, 0), MIDDLE) <= radius * U + 2 * 12 * U


@settings(max_examples=60, deadline=None)
@given(
    words, st.sampled_from(["row", "center", "weave"]), st.floats(-0.9, 1), st.floats(-1, 1), st.floats(2, 40)
)
def test_any_monogram_is_finite_and_fits_its_hole(
    text: str, form: str, gap: float, drop: float, hole: float
) -> None:
    layer = MONOGRAM.replace(
        "at:", f"form: {form}, gap: {gap:.4f}, drop: {drop:.4f}, keyline: 0, round: {hole:.4f}, at:"
    )
    found = ink_box(draw(layer, sender=text).frame.items)
    if found:
        assert all(map(math.isfinite, found))
        assert math.hypot(found.width, found.height) <= 2 * hole * U + 0.1


@settings(max_examples=60, deadline=None)
@given(words, st.floats(5, 84), st.floats(5, 120), st.floats(1, 6))
def test_any_lockup_stays_in_its_room(text: str, width: float, height: float, most: float) -> None:
    layer = f"lockup: {{slot: headline, style: display, fill: ink, width: {width:.4f}, height: {height:.4f}, gap: 0, most: {most:.4f}, lines: stacked}}"
    found = ink_box(draw(layer, headline=text).frame.items)
    if found:
        assert found.width <= width * U + 0.01
        assert found.height <= height * U + 0.01


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(HALVES)), st.floats(2, 200), st.floats(0.08, 5))
def test_any_flourish_is_finite_and_keeps_its_length(form: str, length: float, width: float) -> None:
    found = box(draw(f"flourish: {{form: {form}, length: {length:.4f}, width: {width:.4f}, stroke: ink}}"))
    assert all(map(math.isfinite, found))
    assert length * U - 0.01 <= found.width <= length * U + 2 * width * U + 2


def test_a_long_line_is_broken_where_its_words_part_rather_than_set_very_small() -> None:
    assert arrangements("Muchas gracias", "as-typed", 2) == [["Muchas gracias"], ["Muchas", "gracias"]]
    assert arrangements("for all your kind help", "as-typed", 2)[1] == ["for all your", "kind help"]
    assert arrangements("merci\nbeaucoup", "as-typed", 3) == [["merci", "beaucoup"]]


def test_a_break_never_cuts_a_marked_phrase() -> None:
    assert arrangements("thank _you so_", "as-typed", 2) == [["thank _you so_"], ["thank", "_you so_"]]
    assert arrangements("*very much*", "as-typed", 2) == [["*very much*"]]
