"""Reading designs: every fault of a file is told where it stands, with the nearest known name."""

import json
from pathlib import Path

import pytest

from cardmaker.art.geometry.fan import Fan
from cardmaker.design import Length, Shape, Spot
from cardmaker.errors import InputError
from cardmaker.inputs import schema
from cardmaker.inputs.design import list_designs, parse_design, read_design

ROOT = Path(__file__).parents[2]

PLAIN = """\
cardmaker: design/1
id: plain
name: Plain
family: test
formality: 3
ink: light
palettes:
  navy: {ink: "#1E2A3A", line: gold}
  wine: {ink: "#5A1F28", line: "#C08A7A"}
type:
  display: {face: jost/400Regular, size: 9}
slots:
  headline: {default: "thank you", lines: 2}
front:
  - rule: {length: 30, width: 1pt, stroke: line}
  - stack:
      gap: 5
      layers:
        - fan: {id: fan, radius: 20, hole: 4, blades: 9, gap: 1, fill: [ink, line]}
        - text: {slot: headline, style: display, fill: ink, at: [50, -12mm]}
inside:
  - note: {from: [10, 10], to: [90, 90]}
"""


def findings_of(text: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(InputError) as caught:
        parse_design(text, "design.yaml")
    return [(f.rule, f.place.line, f.place.column) for f in caught.value.findings if f.place]


def messages_of(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_design(text, "design.yaml")
    return str(caught.value)


def swapped(old: str, new: str) -> str:
    assert PLAIN.count(old) == 1, old
    return PLAIN.replace(old, new)


def test_a_sound_design_is_read_with_its_layers_units_and_fonts() -> None:
    design = parse_design(PLAIN, "design.yaml")
    rule, stack = design.panels["front"]
    fan, text = stack.params.layers
    assert (rule.id, stack.id, fan.id, text.id) == ("rule-1", "stack-1", "fan", "text-1")
    assert isinstance(fan.params, Fan)
    assert rule.params.width == Length(1.0, "pt")
    assert text.params.at == Spot(Length(50.0, "%"), Length(-12.0, "mm"))
    assert design.fonts["jost/400Regular"].startswith(b"\0\1\0\0")
    assert design.default_palette == "navy"


WRONG = [
    ("formality: 3", "formalty: 3", "unknown-key", "formalty", "did you mean 'formality'?"),
    ("formality: 3", "formality: 9", "bounds", "9", "may be 1 to 5"),
    ("ink: light", "ink: pale", "value", "pale", "pale"),
    ("cardmaker: design/1", "cardmaker: design/2", "value", "design/2", "design/2"),
    ("line: gold}", "line: goldfish}", "value", "goldfish", "not a color"),
    ('{ink: "#5A1F28", line: "#C08A7A"}', '{ink: "#5A1F28"}', "palette-role", "{", "'wine' lacks line"),
    ("jost/400Regular", "jost/400Regluar", "unknown-name", "jost", "did you mean 'jost/400Regular'?"),
    ("size: 9}", "size: nan}", "value", "nan", "not a length"),
    ("size: 9}", "size: 1e400}", "value", "1e400", "not a length"),
    ("size: 9}", "size: 9, leading: .inf}", "value", ".inf", "leading"),
    ("size: 9}", "size: 9, leading: 9}", "bounds", "9}", "may be 0.5 to 3"),
    ("size: 9}", "size: 900}", "bounds", "900", "may be 0.5 to 60"),
    ("lines: 2}", "lines: two}", "value", "two", "two"),
    ('default: "thank you"', 'default: "for {hedline}"', "unknown-slot", '"for', "did you mean 'headline'?"),
    ("- rule:", "- ruler:", "unknown-generator", "ruler", "did you mean 'rule'?"),
    ("- rule:", "- rule: 3 #", "layer", "3", "needs parameters"),
    ("stroke: line}", "strok: line}", "unknown-key", "strok", "did you mean 'stroke'?"),
    ("stroke: line}", 'stroke: "#ff0000"}', "raw-color", '"#ff', "not a role"),
    ("stroke: line}", "stroke: lime}", "unknown-name", "lime", "did you mean 'line'?"),
    ("length: 30", "length: 30%", "value", "30%", "not a length"),
    ("blades: 9", "blades: 90000", "bounds", "90000", "may be 2 to 200"),
    ("slot: headline", "slot: hedline", "unknown-name", "hedline", "did you mean 'headline'?"),
    ("style: display", "style: displya", "unknown-name", "displya", "did you mean 'display'?"),
    ("at: [50, -12mm]", "at: [50]", "value", "[", "needs two numbers"),
    ("at: [50, -12mm]", "at: [50, here]", "value", "here", "not a length"),
    ("fan: {id: fan,", "fan: {id: rule-1,", "layer-id", "{", "two layers have the id 'rule-1'"),
    ("- note: {from: [10, 10], ", "- note: {", "missing-key", "{", "needs 'from'"),
    ("fill: ink, at", "fill: ink, when: hedline, at", "unknown-name", "hedline", "did you mean 'headline'?"),
]


@pytest.mark.parametrize(("old", "new", "rule", "where", "says"), WRONG)
def test_a_fault_is_told_where_it_stands(old: str, new: str, rule: str, where: str, says: str) -> None:
    text = swapped(old, new)
    before = text[: text.index(new) + new.index(where)]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (rule, *place) in findings_of(text)
    assert says in messages_of(text)


def test_all_faults_of_a_file_are_told_at_once_and_in_order() -> None:
    text = (
        swapped("formality: 3", "formality: 9")
        .replace("- rule:", "- ruler:")
        .replace("blades: 9", "blades: x")
    )
    assert [line for _, line, _ in findings_of(text)] == [5, 15, 19]


def test_a_species_that_does_not_exist_is_told() -> None:
    sprig = "- sprig: {species: oliv, length: 9, leaves: 4, leaf: 3, stem: 0.2, fill: {front: ink}}"
    text = swapped("- rule: {length: 30, width: 1pt, stroke: line}", sprig)
    assert "did you mean 'olive'?" in messages_of(text)


def test_a_design_may_bring_a_species_of_its_own() -> None:
    sprig = "- sprig: {species: bay, length: 9, leaves: 4, leaf: 3, stem: 0.2, fill: {front: ink}}"
    text = swapped("- rule: {length: 30, width: 1pt, stroke: line}", sprig)
    design = parse_design(text + "species:\n  bay: {ratio: 0.3, foot: 50, tip: 20}\n", "design.yaml")
    assert design.species["bay"].ratio == 0.3


def test_layers_nested_too_deep_are_refused() -> None:
    inner = "{rule: {length: 3, width: 1pt, stroke: ink}}"
    for _ in range(7):
        inner = f"{{stack: {{gap: 1, layers: [{inner}]}}}}"
    assert "nested more than 6 deep" in messages_of(PLAIN + f"liner:\n  - {inner}\n")


def test_a_design_without_an_ink_role_is_refused() -> None:
    assert "'ink'" in messages_of(PLAIN.replace("{ink: ", "{words: "))


ADAPT = """\
adapt:
  landscape:
    type: {display: {size: 5}}
    slots: {headline: {default: "thanks"}}
    layers:
      fan: {radius: 10, blades: 5}
      rule-1: null
"""


def test_adapt_changes_a_shape_and_leaves_the_drawn_one_alone() -> None:
    design = parse_design(PLAIN + ADAPT, "design.yaml")
    landscape, drawn = design.layout(Shape.LANDSCAPE), design.layout(Shape.PORTRAIT)
    [stack] = landscape.panels["front"]
    fan = stack.params.layers[0]
    assert (fan.params.radius, fan.params.blades, fan.params.hole) == (Length(10), 5, Length(4))
    assert landscape.type["display"].size == Length(5)
    assert landscape.slots["headline"].default == "thanks"
    assert landscape.slots["headline"].lines == 2
    assert len(drawn.panels["front"]) == 2
    assert design.layout(Shape.SQUARE) == drawn


ADAPT_WRONG = [
    ("fan: {radius", "fann: {radius", "did you mean 'fan'?"),
    ("radius: 10", "radios: 10", "did you mean 'radius'?"),
    ("blades: 5", "blades: 5000", "may be 2 to 200"),
    ("landscape:", "landscap:", "did you mean 'landscape'?"),
    ("display: {size", "dispaly: {size", "did you mean 'display'?"),
    ("slots: {headline", "slots: {hedline", "did you mean 'headline'?"),
    ("    layers:", "    layer:", "did you mean 'layers'?"),
    ("fan: {radius: 10, blades: 5}", "fan: 3", "fan needs `key: value` lines"),
    ("type: {display: {size: 5}}", "type: small", "type needs `key: value` lines"),
]


@pytest.mark.parametrize(("old", "new", "says"), ADAPT_WRONG)
def test_faults_under_adapt_are_told_like_all_others(old: str, new: str, says: str) -> None:
    text = PLAIN + ADAPT.replace(old, new)
    assert says in messages_of(text)
    assert all(line and line > len(PLAIN.splitlines()) for _, line, _ in findings_of(text))


def test_a_fault_that_every_shape_inherits_is_told_once() -> None:
    text = swapped("blades: 9", "blades: 90000") + ADAPT.replace(
        "fan: {radius: 10, blades: 5}", "fan: {hole: 3}"
    )
    assert len(findings_of(text)) == 1


def test_an_unknown_design_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'olive-wreath'"):
        read_design("olive-wreth")


def test_a_design_in_a_folder_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "design.yaml").write_text(PLAIN, encoding="utf-8")
    assert read_design(str(tmp_path)).id == "plain"
    assert read_design(str(tmp_path / "design.yaml")).id == "plain"


def test_every_shipped_design_is_named_as_its_folder() -> None:
    assert [design.id for design in list_designs()] == sorted(
        path.parent.name for path in (ROOT / "designs").glob("*/design.yaml")
    )


def test_every_shipped_design_tells_editors_its_schema() -> None:
    for path in (ROOT / "designs").glob("*/design.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema.json\n")


def test_the_schema_in_designs_is_current() -> None:
    assert (ROOT / "designs" / "schema.json").read_bytes() == schema.design_schema()


def test_the_schema_knows_every_key_by_its_name_in_files() -> None:
    layer = json.loads(schema.design_schema())["$defs"]["layer"]["properties"]
    assert {"from", "to", "id", "when"} <= set(layer["note"]["properties"])
    assert "back-half" in layer["wreath"]["properties"]["fill"]["properties"]
    assert layer["stack"]["properties"]["layers"]["items"] == {"$ref": "#/$defs/layer"}


EXTENDING = """\
cardmaker: design/1
extends: deco-fan
id: sea-fan
name: Sea fan
palettes:
  sea: {ink: "#123245", metal: "#5E93A1"}
slots: {headline: {default: "merci"}}
layers:
  fan: {blades: 11}
  inner: null
"""


def test_a_design_that_extends_another_says_only_what_differs() -> None:
    own, base = parse_design(EXTENDING, "mine/sea-fan/design.yaml"), read_design("deco-fan")
    assert (own.id, own.family, own.formality) == ("sea-fan", base.family, base.formality)
    assert list(own.palettes) == ["sea", *base.palettes]
    assert own.panels["liner"] == base.panels["liner"]
    assert [layer.id for layer in own.panels["front"]] == ["outer", "group"]


def test_the_words_of_a_design_that_extends_another_stand_in_every_shape() -> None:
    own = parse_design(EXTENDING, "mine/sea-fan/design.yaml")
    assert {own.layout(shape).slots["headline"].default for shape in Shape} == {"merci"}


def test_a_layer_taken_away_is_not_missed_where_the_base_speaks_of_it() -> None:
    own = parse_design(EXTENDING, "mine/sea-fan/design.yaml")
    assert "radius: 5" in (ROOT / "designs/deco-fan/design.yaml").read_text(encoding="utf-8")
    assert all(layer.id != "inner" for layer in own.layout(Shape.LANDSCAPE).panels["front"])


EXTENDS_WRONG = [
    ("extends: deco-fan", "extends: deco-fam", "did you mean 'deco-fan'?"),
    ("extends: deco-fan", "extends: ../deco-fan", "there is no design"),
    ("extends: deco-fan", "extends: [deco-fan]", "takes the id of a design"),
    ("id: sea-fan\n", "", "needs 'id'"),
    ("fan: {blades", "fann: {blades", "did you mean 'fan'?"),
    ('sea: {ink: "#123245", metal', 'sea: {ink: "#123245", metl', "'navy-brass' lacks metl"),
]


@pytest.mark.parametrize(("old", "new", "says"), EXTENDS_WRONG)
def test_faults_of_a_design_that_extends_another_are_told_where_they_stand(
    old: str, new: str, says: str
) -> None:
    assert says in messages_of(EXTENDING.replace(old, new))


def test_designs_that_extend_one_another_in_a_ring_are_refused(tmp_path: Path) -> None:
    for own, base in (("one", "two"), ("two", "one")):
        (tmp_path / own).mkdir()
        text = EXTENDING.replace("extends: deco-fan", f"extends: {base}").replace("id: sea-fan", f"id: {own}")
        (tmp_path / own / "design.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="does a design extend itself"):
        read_design(str(tmp_path / "one"))


VARIANTS = """\
variants:
  light:
    ink: light
    layers: {rule-1: null, fan: {blades: 5}}
"""


def test_a_variant_is_the_whole_design_with_its_changes_in_every_shape() -> None:
    design = parse_design(PLAIN + ADAPT + VARIANTS, "design.yaml")
    light = design.variants["light"]
    assert [layer.id for layer in light.panels["front"]] == ["stack-1"]
    assert light.layout(Shape.LANDSCAPE).panels["front"][0].params.layers[0].params.radius == Length(10)
    assert len(design.panels["front"]) == 2
    assert not light.variants


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ink: light", "ink: feather", "feather"),
        ("rule-1: null", "rule-9: null", "did you mean 'rule-1'?"),
        ("blades: 5", "blades: 5000", "may be 2 to 200"),
        ("ink: light", "inks: light", "did you mean 'ink'?"),
    ],
)
def test_faults_of_a_variant_are_told_like_all_others(old: str, new: str, says: str) -> None:
    assert says in messages_of(PLAIN + VARIANTS.replace(old, new))


def test_a_design_of_ones_own_is_found_by_its_name_and_stands_before_a_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARDMAKER_DESIGNS", str(tmp_path))
    (tmp_path / "olive-wreath").mkdir()
    text = EXTENDING.replace("extends: deco-fan", "extends: olive-wreath").replace(
        "  fan: {blades: 11}\n  inner: null", "  wreath: {leaves: 9}"
    )
    text = text.replace("id: sea-fan", "id: olive-wreath").replace(
        'palettes:\n  sea: {ink: "#123245", metal: "#5E93A1"}\n', ""
    )
    (tmp_path / "olive-wreath" / "design.yaml").write_text(text, encoding="utf-8")
    assert read_design("olive-wreath").name == "Sea fan"
    near = tmp_path / "order"
    (near / "designs" / "olive-wreath").mkdir(parents=True)
    (near / "designs" / "olive-wreath" / "design.yaml").write_text(
        text.replace("Sea fan", "Nearer"), encoding="utf-8"
    )
    assert read_design("olive-wreath", near).name == "Nearer"
