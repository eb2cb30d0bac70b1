"""Trial pages: one note written many times in one hand, printed to PDF, and measured on the finished pages."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cardmaker.assets import asset_root
from cardmaker.check.realism import PageRealism, measure_pdf
from cardmaker.inputs.order import NoteSource, Request, resolve
from cardmaker.make import make_cards
from cardmaker.model import Hand, Order

NOTE: Final = """Dear Dana,

Thank you for the hour you gave me on the telephone on Tuesday. I had read about the move of your billing system; hearing \
how the team did it without a single night of downtime was something else.

Your question about small teams and trust has stayed with me. I would answer it the same way again, only with fewer words: \
tell people early, and tell them yourself.

I would be glad to bring that to the Portland office.

Warm regards,
Jamie Okafor"""
"""A usual note: five doubles, each common letter many times, eleven lines or so on the card below."""

FORMAT: Final = "half-letter"


def measure_hand(hand_id: str, seeds: Iterable[int], **fields: str) -> tuple[PageRealism, ...]:
    """Return the figures of the note's page for each seed; `fields` are more fields of an order.

    Raises InputError if there is no such hand.
    """
    return tuple(_page(trial_order(hand_id, seed, **fields)) for seed in seeds)


def trial_order(hand_id: str, seed: int, **fields: str) -> Order:
    """Return the order of one trial card. Raises InputError if there is no such hand."""
    request = Request(hand=hand_id, seed=seed, format=FORMAT, **fields)  # type: ignore[arg-type]
    return resolve(request, Path(), {}, NoteSource(NOTE, "the trial note")).order


def _page(order: Order) -> PageRealism:
    (page,) = measure_pdf(make_cards(order).pdf, plain=_plain_font(order.hands[0].hand))
    return page


def _plain_font(hand: Hand) -> bytes:
    """Return the font file a joined hand was made from; nothing for a printed hand, whose letters need not touch."""
    return (asset_root("fonts") / hand.id / hand.face).read_bytes() if hand.joined else b""
