"""Packs from strangers: refused with the place, in bounded time, and never more than drawn."""

import pytest

from cardmaker.art.panel import draw_panel
from cardmaker.art.stage import MAX_PIECES
from cardmaker.errors import InputError
from cardmaker.geometry import Size
from cardmaker.inputs.design import parse_design

HEAD = """\
cardmaker: design/1
id: guest
name: Guest
family: test
formality: 3
ink: light
palettes: {only: {ink: "#222222"}}
type: {plain: {face: jost/400Regular, size: 10}}
slots: {headline: {default: "thank you"}}
front:
"""
SIZE = Size(300, 420)


def draw(text: str) -> None:
    design = parse_design(text, "guest/design.yaml")
    draw_panel(design, "front", SIZE, "only", {})


def refused(text: str) -> str:
    """Return the message; what is refused is refused by a count, so that no clock need be watched."""
    with pytest.raises(InputError) as caught:
        draw(text)
    for finding in caught.value.findings:
        assert finding.place
        assert finding.place.file.endswith("design.yaml")
    return str(caught.value)


LAYERS = {
    "NaN": ("disc: {radius: .nan, fill: ink}", "is not a length"),
    "infinity": ("rule: {length: inf, width: 1pt, stroke: ink}", "is not a length"),
    "a billion millimeters": ("disc: {radius: 1000000000mm, fill: ink}", "may be"),
    "a negative size": ("disc: {radius: -3, fill: ink}", "may be"),
    "ten million blades": (
        "fan: {radius: 20, hole: 4, blades: 10000000, gap: 1, fill: [ink]}",
        "may be 2 to 200",
    ),
    "a place out of this world": ("disc: {at: [1e400, 3], radius: 3, fill: ink}", "is not a length"),
    "a color that is code": ("disc: {radius: 3, fill: '__import__(1)'}", "no color role"),
    "a face from the disk": ("text: {slot: headline, style: '../../etc/passwd', fill: ink}", "no type style"),
    "an alias": ("disc: &a {radius: 3, fill: ink}", "anchor or alias"),
    "a tag": ("disc: !!python/object:os.system {radius: 3, fill: ink}", "YAML tag"),
    "a list for a number": ("disc: {radius: [3], fill: ink}", "is not a length"),
    "a layer that is two": ("{disc: {radius: 3, fill: ink}, rule: {}}", "one generator"),
}


@pytest.mark.parametrize("what", LAYERS)
def test_a_hostile_layer_is_refused_where_it_stands(what: str) -> None:
    layer, says = LAYERS[what]
    message = refused(f"{HEAD}  - {layer}\n")
    assert says in message
    assert "design.yaml:11:" in message


FILES = {
    "an unknown version": (HEAD.replace("design/1", "design/7") + "  []\n", "design/7"),
    "a file cut off": (HEAD + "  - disc: {radius: 3, fi", "YAML"),
    "no palette": (HEAD.replace('{only: {ink: "#222222"}}', "{}") + "  []\n", "palette"),
    "a text that is no file": ("just words", "key: value"),
    "a face that is a path": (HEAD.replace("jost/400Regular", "../../secret") + "  []\n", "no face"),
    "a face that is an address": (HEAD.replace("jost/400Regular", "'http://x/y.ttf'") + "  []\n", "no face"),
    "a base that is a path": (
        HEAD.replace("id: guest", "id: guest\nextends: ../../x") + "  []\n",
        "no design",
    ),
    "a doubled key": (HEAD + "  []\nname: Twice\n", "twice"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_refused_with_the_reason(what: str) -> None:
    text, says = FILES[what]
    assert says in refused(text)


def test_patterns_of_patterns_come_to_an_end() -> None:
    layer = "disc: {radius: 0.3, fill: ink}"
    for _ in range(5):
        layer = f"toss: {{gap: 0.5, variants: 12, motifs: [{{{layer}}}]}}"
    message = refused(f"{HEAD}  - {layer}\n")
    assert f"{MAX_PIECES:,}" in message
    assert "toss" in message


def test_a_design_of_too_many_nodes_or_bytes_is_refused() -> None:
    many = "".join("  - disc: {radius: 3, fill: ink}\n" for _ in range(4000))
    assert "entries" in refused(HEAD + many)
    assert "256 kB" in refused(HEAD + "  []\n" + "#" * 300_000)


def test_a_layer_that_keeps_clear_of_its_own_holder_is_refused() -> None:
    inner = "keep-clear: {of: [words], layers: [{toss: {gap: 2, motifs: [{disc: {radius: 1, fill: ink}}]}}]}"
    words = "text: {id: words, slot: headline, style: plain, fill: ink}"
    assert "beside 'group-1'" in refused(f"{HEAD}  - group: {{layers: [{{{words}}}, {{{inner}}}]}}\n")
