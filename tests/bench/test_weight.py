"""Weights that can be asserted on any machine: bytes and memory. Times are only printed, by `bench`."""

import io
import tracemalloc

import pikepdf

from cardmaker.make import make_cards
from tests.bench.orders import order_of
from tests.bench.stages import STAGES, shares

COUNT = 60


def test_a_further_card_adds_less_than_5_kb_to_the_file():
    few, many = len(make_cards(order_of(4)).pdf), len(make_cards(order_of(COUNT)).pdf)
    assert (many - few) / (COUNT - 4) < 5_000


def test_a_further_card_adds_less_than_20_kb_of_memory():
    few, many = _peak(20), _peak(20 + COUNT)
    assert (many - few) / COUNT < 20_000


def _peak(count: int) -> int:
    order = order_of(count)
    make_cards(order)
    tracemalloc.start()
    make_cards(order)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_the_outsides_of_a_batch_are_one_stream():
    with pikepdf.open(io.BytesIO(make_cards(order_of(5)).pdf)) as pdf:
        contents = [page.obj.Contents.objgen for page in pdf.pages]
    assert len(contents) == 10
    assert len(set(contents)) == 6


def test_the_shares_of_the_stages_are_a_whole():
    found = shares(order_of(3))
    assert found.keys() == {*STAGES, "the rest"}
    assert abs(sum(found.values()) - 1) < 1e-9
