"""The studio: one order, and the one worker that reads and draws it. What the routes share."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Final, ParamSpec, TypeVar

from cardmaker.errors import CardmakerError, Finding
from cardmaker.inputs.order import Resolved
from cardmaker.studio.drawing.easel import Easel
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.marks import Marks
from cardmaker.studio.making.looking import Looker
from cardmaker.studio.making.press import Press
from cardmaker.studio.making.sending import Sender
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.serving.recent import Recents, order_id
from cardmaker.studio.serving.session import Session
from cardmaker.studio.telling.telling import chosen, drawn, told
from cardmaker.studio.writing.drafting import Drafting

T = TypeVar("T")
P = ParamSpec("P")

MOST_CHECKED: Final = 200
"""People whose cards are all composed for the list of findings while one works; making checks everybody."""


@dataclass(slots=True)
class Studio:
    """One order on the desk, what draws and makes it, and what ends the server."""

    desk: Desk
    allowed: Pass
    quit: Callable[[], None]
    easel: Easel = field(default_factory=Easel)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "studio"))
    recents: Recents | None = None
    session: Session | None = None
    press: Press = field(init=False)
    sender: Sender = field(init=False)
    looker: Looker = field(init=False)
    marks: Marks = field(init=False)
    drafting: Drafting = field(init=False)
    _known: tuple[str, dict[str, Any]] = ("", {})

    def __post_init__(self) -> None:
        self.press = Press(self.desk)
        self.sender = Sender(self.press)
        self.looker = Looker(self.desk)
        self.marks = Marks(self.desk.folder)
        self.drafting = Drafting(self.desk, self.easel)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something where the order is read and drawn, one after the other; pdfium is for one thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.worker, lambda: function(*args, **kwargs))

    def state(self) -> dict[str, Any]:
        """Return all that the page shows of the order; read anew only if a file changed. For the worker."""
        revision = self.desk.revision
        if self._known[0] != revision:
            self._known = (revision, self._read())
            self._remember()
        undo, redo = self.desk.can
        folder = self.desk.folder
        here = {"id": order_id(folder), "folder": folder.name, "near": folder.parent.name}
        return {**self._known[1], **here, "revision": revision, "undo": undo, "redo": redo}

    def lay(self, desk: Desk) -> None:
        """Work on another order from here on. For the worker."""
        self.looker.helper.stop()
        self.desk, self._known = desk, ("", {})
        self.__post_init__()

    def _remember(self) -> None:
        """Put the order at the head of those that were worked on last."""
        if self.recents:
            design = (self._known[1]["chosen"] or {}).get("design", "")
            first = next((each.name for each in self.desk.people()), "")
            self.recents.note(self.desk.folder, design, first)

    def _read(self) -> dict[str, Any]:
        choice: dict[str, Any] | None = None
        try:
            choice = chosen(self.desk.request())
            resolved = self.desk.resolved()
            order = drawn(resolved.order, self.easel.art(resolved.order))
        except CardmakerError as problem:
            return {"chosen": choice, "order": None, "findings": [told(each) for each in problem.findings]}
        return {
            "chosen": choice,
            "order": order,
            "findings": [told(each) for each in self._found(resolved)],
            "left_out": resolved.left_out,
        }

    def _found(self, resolved: Resolved) -> tuple[Finding, ...]:
        """Return what is to be said of an order, with the cards of its first people composed."""
        some = replace(resolved.order, people=resolved.order.people[:MOST_CHECKED])
        try:
            return (*resolved.findings, *self.easel.checked(some).findings)
        except CardmakerError as problem:
            return (*resolved.findings, *problem.findings)
