"""The manual of generators: its text and its pictures are what the code says and draws today."""

import io
import sys

import golden
import pytest
from PIL import Image

from cardmaker.art.catalog import GENERATORS
from cardmaker.errors import Level
from cardmaker.inputs.design import parse_design
from cardmaker.inputs.manual import generator_manual
from cardmaker.review import review_design
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


LESSONS = remake.lessons()


def test_the_guide_teaches_three_steps() -> None:
    assert list(LESSONS) == ["sea-fan", "evening-fan", "two-rules"]


@pytest.mark.parametrize("name", LESSONS)
def test_a_design_of_the_guide_passes_the_check_and_its_picture_is_current(name: str) -> None:
    design = parse_design(LESSONS[name], f"designs/{name}/design.yaml")
    assert [finding for finding in review_design(design) if finding.level is Level.ERROR] == []
    drawn = Image.open(io.BytesIO(remake.lesson_picture(name, LESSONS[name])))
    worst, _, _ = golden.difference(drawn, Image.open(ROOT / "docs" / "pictures" / f"{name}.png"))
    assert worst < golden.LIMIT
