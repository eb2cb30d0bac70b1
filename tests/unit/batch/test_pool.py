"""Work in other processes: in order, also where a system cannot fork, and told plainly when one of them dies."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from orders import order_of

from cardmaker.batch import pool
from cardmaker.batch.pool import best_jobs, spread
from cardmaker.batch.reading import read_notes
from cardmaker.batch.work import Painter
from cardmaker.check.wording.whole import check_wording
from cardmaker.errors import MachineError
from cardmaker.inputs.note import parse_note
from cardmaker.make import start_run
from cardmaker.rules import Occasion
from tests.conftest import ROOT

RUN = start_run(order_of("Dear {to},\n\nthank you.\n\nJo", *"abcdef", design="typographic"))
PARTS = [range(2), range(2, 4), range(4, 6)]


def _die(_painter, _part):
    os._exit(9)


@pytest.mark.parametrize("forks", [pytest.param(pool.FORKS, id="as here"), pytest.param(False, id="anew")])
def test_results_come_in_order_from_processes_forked_or_started_anew(monkeypatch, forks):
    here = [Painter(RUN).paint(part) for part in PARTS]
    monkeypatch.setattr(pool, "FORKS", forks)
    assert list(spread(RUN, Painter(RUN), Painter.paint, PARTS, 2)) == here


def test_a_process_that_dies_is_a_matter_of_the_machine():
    with pytest.raises(MachineError) as told:
        list(spread(RUN, Painter(RUN), _die, PARTS, 2))
    assert "--jobs 1" in told.value.findings[0].hint


def test_few_cards_are_made_by_one_process():
    assert best_jobs(1) == best_jobs(999) == 1
    assert 1 <= best_jobs(10**6) <= (os.cpu_count() or 1)


STOPPING = """
from tests.orders import order_of
from cardmaker.batch.pool import spread
from cardmaker.batch.work import Painter
from cardmaker.check.wording.whole import check_wording
from cardmaker.inputs.note import parse_note
from cardmaker.make import start_run
from cardmaker.rules import Occasion
from tests.conftest import ROOT

def heavy(_painter, part):
    return b"x" * 2_000_000

run = start_run(order_of("Dear {to},\\n\\nthank you.\\n\\nJo", "Dana", design="typographic"))
for _ in range(12):
    results = spread(run, Painter(run), heavy, range(40), 2)
    next(results)
    results.close()
print("ended")
"""


def test_work_that_is_stopped_while_results_are_handed_over_ends():
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = ['tests', '.']\n{STOPPING}"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, timeout=60, text=True)
    assert done.stdout == "ended\n", done.stderr


NOTE_OF = "Dear {{to}},\n\nThank you for the hour on {}. Your story of the {} stayed with me, Ann. I am eager to begin.\n\nJo"


@pytest.mark.skipif(not pool.FORKS, reason="there is nothing to fork here")
@pytest.mark.parametrize("occasion", [Occasion.THANKS, Occasion.INTERVIEW])
def test_notes_read_by_several_processes_are_told_what_one_would_tell(monkeypatch, occasion):
    monkeypatch.setattr("cardmaker.batch.reading.PART", 7)
    names = [
        f"{first} {last}"
        for first in ("Ann", "Bo", "Cy", "Di")
        for last in ("Reyes", "Li", "Moser", "Okafor", "Day")
    ]
    order = order_of("Dear {to},\n\nthank you.\n\nJo", *names, design="typographic")
    words = "rota map tea lamp geese desk city door".split()
    people = tuple(
        replace(
            person,
            note=parse_note(NOTE_OF.format(words[at % 7], words[at % 8]), "note.md", {"to": person.name})[0],
        )
        for at, person in enumerate(order.people)
    )
    order = replace(order, people=people, occasion=occasion)
    alone, shared = check_wording(order), read_notes(order, 2)
    assert shared == alone
    assert {each.rule for found in alone.by_key.values() for each in found} & {
        "other-person",
        "copied-sentence",
        "identical",
    }
