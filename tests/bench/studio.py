"""What the studio's server takes for orders of 5, 500 and 10,000 people: `python -m tests.bench.studio`.

Prints median and p95 of each in ms, without a browser: what is asked of the desk by the routes. `studio_page` has the
times that people see.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio
from tests.studio_notes import write_note

COUNTS = (5, 500, 10_000)
TIMES = 12
CARD = "cardmaker: order/1\ndesign: deco-fan\nfrom: Jamie Okafor\npeople: people.csv\nnote: note.md\n"
NOTE = "Dear {dear},\n\nthank you for the hour at {company}. {point} I went home with my head full of it.\n\n{from}\n"


def lay(folder: Path, count: int) -> Studio:
    rows = (
        f"Ann{at} Fam{at % 997},Company {at % 313},It was day {at} at the kiln.,{at} Main Street"
        for at in range(count)
    )
    (folder / "people.csv").write_text("Name,Company,Point,Street\n" + "\n".join(rows) + "\n")
    (folder / "card.yaml").write_text(CARD)
    (folder / "note.md").write_text(NOTE)
    return Studio(Desk(folder), Pass(5555), lambda: None)


def figures(studio: Studio) -> dict[str, list[float]]:
    """Return times in ms by what was done."""
    desk, at = studio.desk, iter(range(100_000))

    def draft() -> None:
        desk.drafted(next(at) % 5, f"{NOTE} {next(at)}")

    def save() -> None:
        write_note(desk, desk.revision, 0, f"{NOTE}{next(at)}\n")

    def save_and_tell() -> None:
        save()
        told(studio)

    def read_anew() -> None:
        save()
        desk.resolved()

    def pick_design() -> None:
        desk.set_values(desk.revision, {"design": ("deco-fan", "artichoke")[next(at) % 2]})
        told(studio)

    return {
        "the state, first": timed(lambda: told(studio), 1),
        "the state, nothing new": timed(lambda: told(studio)),
        "the revision": timed(lambda: desk.revision),
        "a draft": timed(draft),
        "a note saved": timed(save),
        "a note saved, and read": timed(read_anew),
        "a note saved, and the state": timed(save_and_tell),
        "a design, and the state": timed(pick_design, 6),
        "undo, and the state": timed(lambda: (desk.undo(desk.revision), told(studio)), 6),
    }


def told(studio: Studio) -> bytes:
    return json.dumps(studio.state(), ensure_ascii=False, separators=(",", ":")).encode()


def timed(run: Callable[[], object], times: int = TIMES) -> list[float]:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    return found


def main() -> None:
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            studio = lay(Path(folder), count)
            print(f"{count} people")
            for name, found in figures(studio).items():
                p95 = sorted(found)[int(len(found) * 0.95)]
                print(f"  {name:28} {statistics.median(found):8.1f} {p95:8.1f} ms")
            print(f"  {'bytes of the state':28} {len(told(studio)):8}")


if __name__ == "__main__":
    main()
