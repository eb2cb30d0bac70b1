"""What each generator draws, on a design of one layer."""

import math
from itertools import islice

import pytest

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.wording import Run, parse_runs
from cardmaker.art.panel import Drawn, draw_panel, note_box
from cardmaker.design import Design, Shape, shape_of
from cardmaker.drawing import Fill, Group, Line, Stroke, Use
from cardmaker.errors import Level
from cardmaker.geometry import Rect, Size
from cardmaker.inputs.design import parse_design
from cardmaker.text.faces import Face
from cardmaker.units import MM

HEAD = """\
cardmaker: design/1
id: one
name: One
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222", accent: "#aa3311"}}
type:
  plain: {face: jost/400Regular, size: 10}
  display: {face: instrument-serif/400Regular, italic-face: instrument-serif/400Regular_Italic, fallback: eb-garamond/400Regular, size: 15, leading: 0.8}
  caps: {face: jost/400Regular, size: 6, case: upper, track: 300}
slots:
  headline: {default: "thank you", lines: 3, shrink: 0.5, max-chars: 40}
  sender: {}
  caption: {default: "from {sender}"}
"""

PANEL = Size(100 * MM, 140 * MM)
U = MM


def design(*layers: str, tail: str = "") -> Design:
    front = "".join(f"  - {layer}\n" for layer in layers)
    return parse_design(f"{HEAD}front:\n{front}{tail}", "one.yaml")


def draw(*layers: str, **texts: str) -> Drawn:
    return draw_panel(design(*layers), "front", PANEL, "only", texts)


def box(*layers: str, **texts: str) -> Rect:
    found = ink_box(draw(*layers, **texts).frame.items)
    assert found is not None
    return found


def lines(drawn: Drawn) -> list[Line]:
    return [item for item in drawn.frame.items if isinstance(item, Line)]


def test_a_rule_has_its_length_and_thickness_about_its_middle() -> None:
    found = box("rule: {at: [50, 50], length: 30, width: 2pt, stroke: ink}")
    assert found == pytest.approx((35 * U, 70 * U - 1, 30 * U, 2))


def test_a_rule_can_stand() -> None:
    found = box("rule: {at: [50, 50], length: 30, width: 2pt, stroke: ink, angle: 90}")
    assert (found.width, found.height) == pytest.approx((2, 30 * U))


def test_a_place_with_a_unit_counts_from_an_edge_and_a_negative_one_from_the_other() -> None:
    assert box("disc: {at: [20mm, -10u], radius: 3, fill: ink}").center == pytest.approx((20 * MM, 130 * MM))


def test_a_disc_with_a_width_is_a_ring() -> None:
    [ring] = draw("disc: {radius: 3, fill: ink, width: 1pt}").frame.items
    assert isinstance(ring, Stroke)


@pytest.mark.parametrize("corner", ["square", "round", "scoop"])
def test_a_frame_keeps_its_inset_to_the_outer_edge_of_its_line(corner: str) -> None:
    found = box(f"frame: {{inset: 20pt, width: 3pt, stroke: ink, corner: {corner}, radius: 6}}")
    assert found == pytest.approx((20, 20, PANEL.width - 40, PANEL.height - 40))


def test_a_scooped_frame_is_as_thick_in_its_corners_as_along_its_sides() -> None:
    [fill] = draw("frame: {inset: 20pt, width: 3pt, stroke: ink, corner: scoop, radius: 20pt}").frame.items
    assert isinstance(fill, Fill)
    numbers = iter(fill.path.numbers)
    ends = [list(islice(numbers, {"M": 2, "L": 2, "C": 6, "Z": 0}[step]))[-2:] for step in fill.path.steps]
    distances = {round(math.dist((20, 20), end), 3) for end in ends if end and max(end) < 60}
    assert distances == {20.0, 23.0}


def test_a_fan_stands_on_its_lower_edge_and_is_as_high_as_its_radius() -> None:
    found = box("fan: {at: [50, 50], radius: 20, hole: 4, blades: 9, gap: 1, fill: [ink, accent]}")
    assert found.bottom == pytest.approx(70 * U)
    assert found.y == pytest.approx(50 * U, abs=0.2 * U)
    assert found.width == pytest.approx(40 * U, rel=0.02)


def test_the_gaps_of_a_fan_are_parallel() -> None:
    items = draw("fan: {at: [50, 50], radius: 20, hole: 8, blades: 2, gap: 2, fill: [ink]}").frame.items
    for fill in items:
        assert isinstance(fill, Fill)
        xs = [x for x in fill.path.numbers[0::2] if abs(x - 50 * U) < 1.2 * U]
        assert xs == pytest.approx([xs[0]] * len(xs), abs=1e-6)


@pytest.mark.parametrize("tip", ["arc", "round", "point"])
def test_blades_reach_the_radius_whatever_their_tip(tip: str) -> None:
    found = box(f"fan: {{at: [50, 50], radius: 20, hole: 4, blades: 17, gap: 0.5, fill: [ink], tip: {tip}}}")
    assert found.y == pytest.approx(50 * U, abs=0.6 * U)


WREATH = "wreath: {id: W, at: [50, 50], radius: 30, species: olive, leaves: 12, leaf: 10, stem: 0.3, fill: {front: ink, back: accent}}"
SPRIG = "sprig: {id: S, at: [50, 20], length: 20, species: laurel, leaves: 8, leaf: 5, stem: 0.3, fill: {front: ink}}"


def test_a_sprig_is_placed_by_the_middle_of_its_ink() -> None:
    assert box(SPRIG).center == pytest.approx((50 * U, 28 * U), abs=0.01)


def test_a_mirrored_sprig_is_symmetric_about_its_place() -> None:
    found = box(SPRIG.replace("leaves: 8", "leaves: 8, mirror: true, gap: 3"))
    assert found.center.x == pytest.approx(50 * U)


def test_editing_one_layer_leaves_the_random_choices_of_another_alone() -> None:
    alone = draw(WREATH).frame.items[0]
    with_sprig = draw(SPRIG, WREATH).frame.items[1]
    with_other = draw(SPRIG.replace("leaves: 8", "leaves: 5"), WREATH).frame.items[1]
    assert alone == with_sprig == with_other


def test_another_seed_grows_other_leaves() -> None:
    first = draw_panel(design(WREATH), "front", PANEL, "only", {})
    second = draw_panel(design(WREATH, tail="seed: 7\n"), "front", PANEL, "only", {})
    assert first.frame != second.frame


@pytest.mark.parametrize("species", ["olive", "laurel", "eucalyptus", "willow", "fern", "ruscus"])
def test_every_species_grows(species: str) -> None:
    [group] = draw(SPRIG.replace("laurel", species)).frame.items
    assert isinstance(group, Group)
    assert len(group.frame.items) > 8


def test_a_stack_parts_its_layers_by_the_gap_and_centers_them_all() -> None:
    stack = "stack: {at: [50, 50], gap: 7, layers: [{disc: {radius: 4, fill: ink}}, {disc: {radius: 2, fill: ink}}]}"
    first, second = (ink_box([item]) for item in draw(stack).frame.items)
    assert first is not None
    assert second is not None
    assert second.y - first.bottom == pytest.approx(7 * U)
    assert (first.y + second.bottom) / 2 == pytest.approx(70 * U)


def test_a_stack_gives_no_room_to_a_layer_that_draws_nothing() -> None:
    stack = "stack: {gap: 7, layers: [{disc: {radius: 4, fill: ink}}, {text: {slot: sender, style: plain, fill: ink}}]}"
    assert box(stack).center == pytest.approx((50 * U, 70 * U))
    assert len(draw(stack, sender="Jo").frame.items) == 2


def test_layers_wait_for_the_words_they_need() -> None:
    disc = "disc: {radius: 4, fill: ink, when: sender}"
    assert draw(disc).frame.items == ()
    assert len(draw(disc, sender="Jo").frame.items) == 1
    assert draw(disc.replace("when", "unless"), sender="Jo").frame.items == ()
    both = disc.replace("when: sender", "unless: [sender, headline]")
    assert draw(both).frame.items == ()
    assert len(draw(both, headline="").frame.items) == 1


TOSS = "toss: {id: T, gap: 2, motifs: [{disc: {radius: 4, fill: ink}}, {disc: {radius: 1.5, fill: accent}}]}"


def test_tossed_motifs_never_touch_and_leave_no_hole() -> None:
    uses = [item for item in draw(TOSS).frame.items if isinstance(item, Use)]
    places = [
        (use.transform.e, use.transform.f, use.shared.frame.items[0].path.bounds().width / 2) for use in uses
    ]
    for index, (x, y, radius) in enumerate(places):
        for other_x, other_y, other in places[:index]:
            assert math.hypot(x - other_x, y - other_y) >= radius + other + 2 * U - 1e-6
    for x in range(0, 101, 5):
        for y in range(0, 141, 5):
            assert min(math.hypot(x * U - a, y * U - b) for a, b, _ in places) < 14 * U


def test_a_toss_draws_each_motif_once_for_each_variant() -> None:
    uses = [item for item in draw(TOSS).frame.items if isinstance(item, Use)]
    assert len({id(use.shared) for use in uses}) <= 2 * 7
    assert len(uses) > 60


def test_a_grid_covers_the_panel_symmetrically() -> None:
    found = box("grid: {cell: [11, 9], offset: half, motifs: [{disc: {radius: 2, fill: ink}}]}")
    assert found.x < 0
    assert found.right > PANEL.width
    assert found.y < 0
    assert found.bottom > PANEL.height


def test_a_pattern_never_places_more_than_its_bound() -> None:
    fine = "grid: {cell: [4, 4], motifs: [{disc: {radius: 0.5, fill: ink}}]}"
    assert len(draw(fine).frame.items) <= 4000


TEXT = "text: {slot: headline, style: display, fill: ink, accent: accent}"


@pytest.mark.parametrize(("anchor", "edge"), [("left", "x"), ("right", "right")])
def test_type_is_anchored_by_its_ink(anchor: str, edge: str) -> None:
    found = box(
        f"text: {{slot: headline, style: display, fill: ink, at: [50, 50], anchor: {anchor}}}", headline="you"
    )
    assert getattr(found, edge) == pytest.approx(50 * U, abs=0.05)


@pytest.mark.parametrize(("valign", "edge"), [("top", "y"), ("bottom", "bottom")])
def test_type_hangs_or_stands_by_its_ink(valign: str, edge: str) -> None:
    found = box(f"text: {{slot: headline, style: display, fill: ink, at: [50, 50], valign: {valign}}}")
    assert getattr(found, edge) == pytest.approx(70 * U, abs=0.05)


def test_marked_words_take_the_italic_face_and_the_accent_color() -> None:
    drawn = draw(TEXT, headline="_so_ much *thanks*")
    looks = [(line.words[0].text, line.face.key, line.color.hex) for line in lines(drawn)]
    assert looks == [
        ("so", "instrument-serif/400Regular_Italic", "#222222"),
        (" much ", "instrument-serif/400Regular", "#222222"),
        ("thanks", "instrument-serif/400Regular", "#aa3311"),
    ]


def test_marks_inside_words_are_left_alone() -> None:
    assert parse_runs("jo_ann * 2*3") == [Run("jo_ann * 2*3")]
    assert parse_runs("*a _b_*") == [Run("a ", is_accent=True), Run("b", is_italic=True, is_accent=True)]


def test_capitals_are_set_from_any_case() -> None:
    drawn = draw("text: {slot: headline, style: caps, fill: ink}", headline="straße")
    assert [line.words[0].text for line in lines(drawn)] == ["STRASSE"]


def test_a_wording_that_puts_in_an_empty_slot_shows_nothing() -> None:
    caption = "text: {slot: caption, style: plain, fill: ink}"
    assert draw(caption).frame.items == ()
    assert [line.words[0].text for line in lines(draw(caption, sender="Jo"))] == ["from Jo"]


def test_long_words_shrink_to_fit_and_are_told() -> None:
    drawn = draw("text: {slot: headline, style: display, fill: ink, fit: 50}", headline="with\nmuchobliged")
    found = ink_box(drawn.frame.items)
    assert found is not None
    assert found.width == pytest.approx(50 * U, abs=0.05)
    assert [finding.rule for finding in drawn.findings] == ["slot-shrunk"]


def test_words_that_do_not_fit_at_their_floor_are_an_error_that_says_what_to_do() -> None:
    drawn = draw("text: {slot: headline, style: display, fill: ink, fit: 20}", headline="muchobliged")
    [finding] = drawn.findings
    assert (finding.rule, finding.level) == ("slot-overflow", Level.ERROR)
    assert "headline" in finding.message
    assert "fewer or shorter words" in finding.hint


def test_letters_a_face_lacks_take_the_fallback_and_are_told() -> None:
    drawn = draw(TEXT, headline="Cảm ơn")
    assert {line.face.key for line in lines(drawn)} == {"eb-garamond/400Regular"}
    assert [finding.rule for finding in drawn.findings] == ["slot-face"]


def test_letters_no_face_has_are_an_error_that_shows_them() -> None:
    drawn = draw(TEXT, headline="ありがとう")
    [finding] = [found for found in drawn.findings if found.level is Level.ERROR]
    assert finding.rule == "slot-characters"
    assert "あ" in finding.message


def test_too_many_lines_or_letters_are_an_error() -> None:
    assert "slot-lines" in [finding.rule for finding in draw(TEXT, headline="a\nb\nc\nd").findings]
    assert "slot-length" in [finding.rule for finding in draw(TEXT, headline="ab " * 20).findings]


@pytest.mark.parametrize("words", ["gypsy\nllama", "Ågg\nÅll", "thank\nyou", "jjj\nÊÊÊ"])
def test_lines_never_touch_however_tight_the_leading(words: str) -> None:
    first, second = (ink_box([line]) for line in lines(draw(TEXT, headline=words)))
    assert first is not None
    assert second is not None
    tail = first.bottom - lines(draw(TEXT, headline=words))[0].words[0].transform.f
    assert second.y - first.bottom > 0 or tail > 0


def test_headlines_are_text_and_not_outlines() -> None:
    [line] = lines(draw(TEXT))
    assert isinstance(line.face, Face)
    assert line.words[0].text == "thank you"


def test_the_note_box_follows_the_shape_of_the_panel() -> None:
    adapt = "adapt: {landscape: {layers: {note: {from: [20, 20]}}}}\n"
    one = design(TEXT, tail="inside:\n  - note: {id: note, from: [10, 10], to: [90, 90]}\n" + adapt)
    assert note_box(one, PANEL) == pytest.approx((10 * U, 14 * U, 80 * U, 112 * U))
    assert note_box(one, PANEL.turned()) == pytest.approx((28 * U, 20 * U, 98 * U, 70 * U))


def test_a_design_without_an_inside_still_has_room_for_the_note() -> None:
    assert note_box(design(TEXT), PANEL).width == pytest.approx(80 * U)


def test_shapes_are_told_by_proportion() -> None:
    shapes = [shape_of(Size(*size)) for size in ((100, 140), (140, 100), (100, 100), (99, 210), (105, 100))]
    assert shapes == [Shape.PORTRAIT, Shape.LANDSCAPE, Shape.SQUARE, Shape.SLIM, Shape.SQUARE]
