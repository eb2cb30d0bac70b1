from cardmaker.check.safe import unsafe_art
from cardmaker.color import BLACK
from cardmaker.drawing import Fill, Frame, Shared
from cardmaker.geometry import Insets, Rect, Size, rectangle
from cardmaker.model import Panel
from cardmaker.units import MM

MARGIN = 6.35 * MM


def _art(distance):
    rect = Rect(distance, 50, 100, 100)
    return {Panel.FRONT: Shared(Frame(Size(300, 400), (Fill(rectangle(rect), BLACK),)))}


def test_art_inside_the_printable_area_is_no_finding():
    assert unsafe_art(_art(MARGIN), lambda _panel: Insets.even(MARGIN), "x") == []


def test_art_beyond_it_is_a_warning_that_says_how_far():
    (found,) = unsafe_art(_art(MARGIN - 2 * MM), lambda _panel: Insets.even(MARGIN), "x")
    assert found.rule == "safe-area"
    assert "front reaches 2 mm" in found.message


def test_an_edge_that_is_cut_may_be_reached():
    assert unsafe_art(_art(0), lambda _panel: Insets(0, MARGIN, MARGIN, MARGIN), "x") == []


def test_a_panel_without_ink_is_no_finding():
    assert unsafe_art({Panel.BACK: Shared(Frame(Size(10, 10)))}, lambda _panel: Insets.even(99), "x") == []
