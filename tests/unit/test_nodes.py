import pytest

from cardmaker.errors import InputError
from cardmaker.inputs.nodes import MAX_DEPTH, nearest_hint, plain, read_yaml


def test_scalars_stay_text_as_typed():
    assert plain(read_yaml("a: NO\nb: 02134\nc: 1.10\nd: 12:30\n", "f")) == {
        "a": "NO",
        "b": "02134",
        "c": "1.10",
        "d": "12:30",
    }


def test_every_node_knows_its_line_and_column():
    table = read_yaml("a: 1\nb:\n  - x\n  - c: y\n", "card.yaml")
    assert str(table.values["b"].items[1].values["c"].place) == "card.yaml:4:8"
    assert str(table.keys["b"]) == "card.yaml:2:1"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: &x 1\nb: *x\n", "f:1:4", "anchor"),
        ("b: *x\n", "f:1:4", "alias"),
        ("a: 1\nb: 2\na: 3\n", "f:3:1", "twice"),
        ("a: !!python/object:os.system x\n", "f:1:4", "tag"),
        ("a:\n\t- x\n", "f:2:1", "YAML"),
        ("- a\n", "f:1:1", "key: value"),
        ("", "f:1:1", "key: value"),
        ("a: 1\n---\nb: 2\n", "f:2:1", "second document"),
        ("[x]: 1\n", "f:1:1", "not a word"),
    ],
)
def test_what_a_data_file_has_no_need_of_is_refused_with_its_place(text, place, word):
    with pytest.raises(InputError) as caught:
        read_yaml(text, "f")
    assert str(caught.value.findings[0].place) == place
    assert word in caught.value.findings[0].message


def test_deep_nesting_is_refused_before_it_hurts():
    with pytest.raises(InputError, match="deep"):
        read_yaml("a: " + "[" * (MAX_DEPTH + 5), "f")


def test_a_bomb_of_entries_is_refused():
    with pytest.raises(InputError, match="entries"):
        read_yaml("a: [" + "1," * 30_000 + "]", "f")


def test_a_huge_file_is_refused_by_its_size():
    with pytest.raises(InputError, match="larger"):
        read_yaml("a: " + "x" * 300_000, "f")


def test_the_nearest_name_is_offered_and_else_all_are_listed():
    assert nearest_hint("olive-wreth", ["olive-wreath", "deco-fan"]) == "did you mean 'olive-wreath'?"
    assert nearest_hint("zzz", ["b", "a"]) == "known: a, b"
