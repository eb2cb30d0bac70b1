"""The manual of generators: its text and its pictures are what the code says and draws today."""

import io
import sys

import golden
import pytest
from PIL import Image

from cardmaker.art.catalog import GENERATORS
from cardmaker.inputs.manual import generator_manual
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "docs" / "pictures"))

import remake_designs as remake

EXAMPLES = remake.examples()


def test_the_manual_says_what_the_code_says() -> None:
    assert (ROOT / "docs" / "generators.md").read_text(encoding="utf-8") == generator_manual(EXAMPLES)


def test_every_generator_has_an_example_and_every_example_a_generator() -> None:
    assert {path.stem for path in remake.EXAMPLES.glob("*.yaml")} == set(GENERATORS)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_picture_of_a_generator_is_what_its_example_draws(name: str) -> None:
    drawn = Image.open(io.BytesIO(remake.picture(name, EXAMPLES[name])))
    worst, _, _ = golden.difference(drawn, Image.open(remake.EXAMPLES / f"{name}.png"))
    assert worst < golden.LIMIT
