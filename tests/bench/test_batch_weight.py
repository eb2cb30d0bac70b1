"""Weights of a batch that can be asserted on any machine: memory does not grow with the cards, and what is kept is not redone."""

import tracemalloc

from cardmaker.batch.choice import Choice
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from tests.bench.orders import order_of


def _peak(folder, count: int) -> int:
    order = order_of(count)
    produce(order, Choice(folder / "cards.pdf"), Way(jobs=1))
    tracemalloc.start()
    produce(order, Choice(folder / "cards.pdf"), Way(jobs=1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_a_further_card_of_a_batch_adds_less_than_3_kb_of_memory(tmp_path):
    few, many = _peak(tmp_path, 100), _peak(tmp_path, 250)
    assert (many - few) / 150 < 3_000
