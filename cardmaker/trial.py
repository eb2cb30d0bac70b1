"""Trial pages: one note written many times in one hand, printed to PDF, and measured on the finished pages."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cardmaker.assets import asset_root
from cardmaker.check.realism import PageRealism, measure_pdf
from cardmaker.inputs.order import Request, resolve
from cardmaker.inputs.sources import NoteSource
from cardmaker.inputs.wanted import PersonRequest
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


def measure_hand(
    hand_id: str, seeds: Iterable[int], people: int = 1, **fields: str
) -> tuple[PageRealism, ...]:
    """Return the figures of the note's pages: for each seed, one for each of so many people of one name.

    A seed makes the forms of the letters anew, a person only their choice and the way of the lines; people cost less.
    `fields` are more fields of an order. Raises InputError if there is no such hand.
    """
    return tuple(page for seed in seeds for page in _pages(trial_order(hand_id, seed, people, **fields)))


def trial_order(hand_id: str, seed: int, people: int = 1, **fields: str) -> Order:
    """Return the order of some trial cards with one note. Raises InputError if there is no such hand."""
    to = (PersonRequest("Dana"),) * people
    request = Request(hand=hand_id, seed=seed, people=to, format=FORMAT, **fields)  # type: ignore[arg-type]
    return resolve(request, Path(), {}, NoteSource(NOTE, "the trial note")).order


def _pages(order: Order) -> tuple[PageRealism, ...]:
    return measure_pdf(make_cards(order).pdf, plain=_plain_font(order.hands[0].hand))


def _plain_font(hand: Hand) -> bytes:
    """Return the font file a joined hand was made from; nothing for a printed hand, whose letters need not touch."""
    return (asset_root("fonts") / hand.id / hand.face).read_bytes() if hand.joined else b""
