"""Where the time goes: the stages of a batch, each timed where it is called, as shares of one run."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import cardmaker.hand.page as page
import cardmaker.make as make
import cardmaker.write.objects as objects
import cardmaker.write.pdf as pdf
from cardmaker.model import Order

STAGES: dict[str, tuple[Any, str]] = {
    "writing words": (page, "write_words"),
    "breaking lines": (page, "break_paragraphs"),
    "placing words": (page, "place_lines"),
    "the rest of composing": (make, "compose_card"),
    "content bytes": (pdf, "paint_marked"),
    "compression": (objects.zlib, "compress"),
    "fonts": (pdf, "add_font"),
    "the file's objects": (objects.Objects, "put"),
}
"""Each stage and the call that is timed. A call inside another counts for itself alone."""


class Stopwatch:
    """Processor seconds by stage; starting one stage stops the one around it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def run(self, stage: str, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._book()
        self._running.append(stage)
        try:
            return call(*args, **kwargs)
        finally:
            self._book()
            self._running.pop()

    def _book(self) -> None:
        now = time.process_time()
        if self._running:
            stage = self._running[-1]
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def shares(order: Order) -> dict[str, float]:
    """Return each stage's share of making an order's cards, largest first; what is left over is the last."""
    watch = Stopwatch()
    with _timed(watch):
        watch.run("the rest", make.make_cards, order)
    whole = sum(watch.seconds.values())
    return {stage: part / whole for stage, part in sorted(watch.seconds.items(), key=lambda each: -each[1])}


@contextmanager
def _timed(watch: Stopwatch) -> Iterator[None]:
    patches = [
        patch.object(home, name, _wrapped(watch, stage, home, name)) for stage, (home, name) in STAGES.items()
    ]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _wrapped(watch: Stopwatch, stage: str, home: Any, name: str) -> Callable[..., Any]:
    call = getattr(home, name)
    return lambda *args, **kwargs: watch.run(stage, call, *args, **kwargs)
