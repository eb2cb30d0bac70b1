"""`designs check`: a sound design passes, and each law, broken on purpose, is told at the layer that breaks it."""

import pytest

from cardmaker.errors import Finding
from cardmaker.inputs.design import parse_design
from cardmaker.review import costs_of, measured_ink, review_design

SOUND = """\
cardmaker: design/1
id: sound
name: Sound
family: test
formality: 4
ink: light
palettes:
  navy: {ink: "#1E2A3A", line: "#8A6A2C", pale: "#C9D3E0"}
  wine: {ink: "#5A1F28", line: "#A0524A", pale: "#EBD5D0"}
type:
  display: {face: jost/400Regular, fallback: josefin-sans/400Regular, size: 11}
  small: {face: jost/400Regular, size: 8pt}
slots:
  headline: {default: "thank you", lines: 2, shrink: 0.3, max-chars: 30}
  sender: {}
front:
  - frame: {id: border, inset: 20pt, width: 1pt, stroke: line}
  - text: {id: words, slot: headline, style: display, fill: ink, at: [50, 46], fit: 70}
inside:
  - rule: {id: inside-rule, at: [50, 12u], length: 8, width: 1pt, stroke: line}
  - note: {id: note, from: [10u, 20u], to: [-10u, -12u]}
back:
  - text: {id: back-name, slot: sender, style: small, fill: ink, at: [50, -11u]}
liner:
  - ground: {id: liner-ground, fill: pale}
"""

OTHER_TEXT = "  - text: {id: other, slot: sender, style: small, fill: ink, at: [50, 46]}\n"


def review(old: str = "", new: str = "", add: str = "") -> list[Finding]:
    assert old in SOUND, old
    return review_design(parse_design(SOUND.replace(old, new, 1) + add, "sound.yaml"))


def line_of(what: str, text: str = SOUND) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if what in line)


def test_a_sound_design_has_no_findings() -> None:
    assert review() == []


BROKEN = [
    ("hairline", "border", "frame: {id: border, inset: 20pt, width: 1pt, stroke: line}",
     "group: {scale: 0.3, layers: [{disc: {id: border, radius: 30, fill: line, width: 0.5pt}}]}"),
    ("pale-hairline", "border", "frame: {id: border, inset: 20pt, width: 1pt, stroke: line}",
     "disc: {id: border, radius: 30, fill: pale, width: 0.3pt}"),
    ("small-type", "words", "size: 11}", "size: 2}"),
    ("small-type", "back-name", "size: 8pt}", "size: 6pt}"),
    ("safe-margin", "border", "inset: 20pt", "inset: 9pt"),
    ("contrast", "words", "style: display, fill: ink", "style: display, fill: pale"),
    ("words-on-art", "words", "at: [50, 46], fit: 70}", "at: [50, 20pt], fit: 70}"),
    ("note-ink", "inside-rule", "at: [50, 12u]", "at: [50, 60u]"),
    ("note-box", "note", "from: [10u, 20u]", "from: [2u, 20u]"),
    ("note-room", "note", "from: [10u, 20u]", "from: [10u, 80u]"),
    ("slot-overflow", "", "shrink: 0.3", "shrink: 1.0"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "layer", "old", "new"), BROKEN, ids=[f"{b[0]}-{b[1]}" for b in BROKEN])
def test_a_broken_law_is_told_at_the_layer_that_breaks_it(rule: str, layer: str, old: str, new: str) -> None:
    found = [finding for finding in review(old, new) if finding.rule == rule]
    assert found
    assert found[0].hint
    if layer:
        assert any(repr(layer) in finding.message for finding in found)
        assert found[0].place is not None
        assert found[0].place.line == line_of(f"id: {layer},", SOUND.replace(old, new, 1))


def test_words_that_run_into_other_words_are_told() -> None:
    found = review("inside:\n", OTHER_TEXT + "inside:\n")
    assert "words-overlap" in {finding.rule for finding in found}


def test_more_than_two_families_of_type_are_told() -> None:
    third = "size: 8pt}\n  third: {face: gloock/400Regular, size: 9, italic-face: parisienne/400Regular}\n"
    assert [finding.rule for finding in review("size: 8pt}\n", third)] == ["faces"]


def test_ink_that_is_not_the_declared_class_is_told_with_the_figure() -> None:
    [finding] = review("ink: light", "ink: medium")
    assert finding.rule == "ink-class"
    assert "declared medium and is light" in finding.message


HEAVY = "front:\n  - plate: {id: block, area: {inset: 20pt}, fill: ink}\n"


def test_a_heavy_design_needs_a_variant_that_takes_less() -> None:
    light = "variants: {light: {ink: light, layers: {block: null}}}\n"
    words = [
        ("fill: ink, at: [50, 46]", "fill: paper, at: [50, 46]"),
        ("ink: light", "ink: heavy"),
        ("front:\n", HEAVY),
    ]
    text = SOUND
    for old, new in words:
        text = text.replace(old, new, 1)
    alone = {finding.rule for finding in review_design(parse_design(text, "heavy.yaml"))}
    assert "heavy" in alone
    with_light = {finding.rule for finding in review_design(parse_design(text + light, "heavy.yaml"))}
    assert "heavy" not in with_light
    assert "contrast" in with_light  # white words on bare paper, which only the variant has


def test_more_ink_than_paper_takes_is_told() -> None:
    rich = SOUND.replace('pale: "#C9D3E0"', 'pale: "cmyk(100 100 100 100)"', 1)
    assert "total-ink" not in {f.rule for f in review_design(parse_design(SOUND, "rich.yaml"))}
    assert "total-ink" in {f.rule for f in review_design(parse_design(rich, "rich.yaml"))}


def test_a_liner_that_is_too_heavy_is_told_with_its_weight() -> None:
    toss = """\
  - toss:
      id: many
      gap: 0.5
      variants: 12
      motifs: [{sprig: {species: fern, length: 12, leaves: 40, leaf: 6, stem: 0.2, fill: {front: ink, half: line}, berries: {count: 20, stalk: 1, radius: 0.3, fill: line}}}]
"""
    found = [each for each in review(add=toss) if each.rule == "weight"]
    assert found
    assert "150 kB" in found[0].message


def test_costs_and_ink_are_figures_of_each_panel_and_palette() -> None:
    design = parse_design(SOUND, "sound.yaml")
    assert {cost.part for cost in costs_of(design)} == {"front", "inside", "back", "liner"}
    assert all(0 < ink < 0.1 for ink in measured_ink(design).values())
    assert set(measured_ink(design)) == {"navy", "wine"}


def test_one_fault_seen_in_every_size_is_told_once() -> None:
    found = review("inset: 20pt", "inset: 9pt")
    assert len(found) == 1


def test_the_cost_of_a_pattern_of_patterns_counts_each_motif_once() -> None:
    grid = "  - grid: {cell: [20, 20], motifs: [{grid: {cell: [6, 6], motifs: [{disc: {radius: 1, fill: ink}}]}}]}\n"
    [liner] = [cost for cost in costs_of(parse_design(SOUND + grid, "sound.yaml")) if cost.part == "liner"]
    assert 0 < liner.operators < 2000
