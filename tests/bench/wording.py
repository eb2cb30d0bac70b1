"""What the note's check costs: run `python -m tests.bench.wording [PEOPLE]`. Notes after interviews, from lists of words and rows."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

from cardmaker.check.wording.whole import check_wording
from cardmaker.errors import Place
from cardmaker.inputs.note import parse_note
from cardmaker.make import make_cards
from cardmaker.model import Order, Person
from cardmaker.rules import Occasion
from tests.bench.orders import WORDS, order_of

FIRST = "Dana Priya Tomás Will Grace Mark Elena Samuel Ingrid Farid Chloe Mateo Aisha Ruth Jonas Mei Olga Ivan Hope Rosa".split()
LAST = "Reyes Raman Rivera Young Okoro Larsen Novak Haddad Dubois Herrera Khan Stein Weber Wong Petrov Silva May Brooks".split()
FIRMS = ("Northwind", "Blue Harbor Ltd", "Kestrel & Sons", "Orchard Bank", "Amber Logistics GmbH")

STOPPING = frozenset({"own-sentence", "identical", "other-person", "name-spelling"})
"""Rules that would stop cards, left out where cards are timed."""

NOTE = """Dear {first},

Thank you for the hour that you gave me on Tuesday. What you said about {point} has stayed with me. At my last job I led
a team of six through such a move, and I would do it the same way again, with fewer words.

{own} I hope that we can go on with it at {firm}.

Warm regards,
Jamie Okafor
"""


def panel_of(count: int, occasion: Occasion) -> Order:
    """Return an order of `count` people with a row each, whose notes share a template."""
    return replace(order_of(1), people=tuple(map(_person, range(count))), occasion=occasion)


def _person(number: int) -> Person:
    random = Random(f"person {number}")
    first, last, firm = random.choice(FIRST), f"{random.choice(LAST)}{_letters(number)}", random.choice(FIRMS)
    point, own = (" ".join(random.choice(WORDS) for _ in range(length)) for length in (8, 22))
    text = NOTE.format(first=first, point=point, own=own.capitalize() + ".", firm=firm)
    note, _ = parse_note(text, "note.md", {})
    assert note is not None
    name, place = f"{first} {last}", Place("people.csv", number + 2)
    fields = {"name": name, "company": firm, "point": point, "role": "Head of Something"}
    return Person(name, note, f"{name}#{number}", place, number + 2, first, firm, fields)


def _letters(number: int) -> str:
    """Return letters that tell one row from the next, so that family names differ as in a long list."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(3))


def figures(count: int) -> None:
    """Print what checking costs a person, and its share of making the cards, for two occasions."""
    for occasion in (Occasion.INTERVIEW, Occasion.THANKS):
        make_cards(panel_of(3, occasion))
        order = panel_of(count, occasion)
        checking = min(_worked(check_wording, order) for _ in range(3))
        making = _worked(make_cards, replace(order, allow=STOPPING))
        print(
            f"{occasion.value:10} {count} people   {checking / count * 1e6:6.0f} µs a person to check, "
            f"{making / count * 1e6:6.0f} a card in all: {checking / making:.1%}"
        )


def _worked(work: Callable[[Order], object], order: Order) -> float:
    """Return the processor's seconds of a call: others may work on the same machine."""
    start = time.process_time()
    work(order)
    return time.process_time() - start


if __name__ == "__main__":
    figures(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
