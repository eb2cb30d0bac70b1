"""Each country's block against the example that its post, or the UPU for it, publishes (tests/post_examples.toml)."""

import importlib.util
import re

import pytest

from cardmaker.mail.block import address_block
from cardmaker.mail.posts import listed_posts, read_post
from cardmaker.model import AddressStyle
from tests.post_examples import address_of_example, read_examples

EXAMPLES = read_examples()
ASKED = "US CA GB IE DE AT CH FR BE NL ES IT SE NO DK PL AU NZ JP KR IN BR MX SG".split()


def test_every_country_asked_for_has_an_example_and_a_post_of_its_own():
    assert set(ASKED) <= set(EXAMPLES)
    assert set(ASKED) <= set(listed_posts())


@pytest.mark.parametrize("country", EXAMPLES)
@pytest.mark.parametrize("style", AddressStyle)
def test_the_block_of_a_post_is_as_written_down(country: str, style: AddressStyle):
    row = EXAMPLES[country]
    block = address_block(address_of_example(country, row), country, style)
    assert list(block.lines) == row[style.value]
    assert not [finding for finding in block.findings if finding.level.value != "advice"]


@pytest.mark.parametrize("country", [country for country in EXAMPLES if EXAMPLES[country]["as_is"]])
def test_a_published_example_comes_out_as_its_post_has_it(country: str):
    row = EXAMPLES[country]
    block = address_block(address_of_example(country, row), country, AddressStyle(row["as_is"]))
    assert list(block.lines) == row["published"]


@pytest.mark.parametrize("country", [country for country in EXAMPLES if not EXAMPLES[country]["as_is"]])
def test_where_we_differ_from_what_is_published_it_is_by_case_order_or_spaces_and_said_why(country: str):
    row = EXAMPLES[country]
    assert row["because"]
    ours = address_block(address_of_example(country, row), country, AddressStyle.MACHINE).lines
    words = {word.casefold().strip(",.") for line in ours for word in line.split()} - {"attn:"}
    assert words == {word.casefold().strip(",.") for line in row["published"] for word in line.split()}


@pytest.mark.parametrize("country", listed_posts())
def test_every_row_of_the_table_names_its_source(country: str):
    post = read_post(country)
    assert len(post.source) > 10
    assert post.conf in {"src", "mem"}


@pytest.mark.parametrize("country", listed_posts())
def test_every_template_has_a_place_for_every_part_but_the_state(country: str):
    post = read_post(country)
    parts = {"name", "company", "attention", "care_of", "street", "flat", "po_box", "district", "city"}
    for template in filter(None, (post.hand, post.machine, post.native)):
        assert parts <= set(re.findall(r"{(\w+)}", template))


def test_the_page_on_addresses_shows_these_examples():
    from tests.conftest import ROOT

    spec = importlib.util.spec_from_file_location("make_addresses", ROOT / "docs" / "make_addresses.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.PAGE.read_text(encoding="utf-8")
    assert script.with_examples(page) == page
