"""To a real printer through CUPS: what would go there, pass by pass, one pass, and what became of it.

The passes are those of `cardmaker print`, with the files that the page made. Which file, which queue and which job is known
here: the page only names queues that the system has, passes by their number, and jobs that it sent.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from cardmaker.drawing import Profile
from cardmaker.errors import InputError, MachineError, error
from cardmaker.make import plan_order
from cardmaker.model import Order, Printer
from cardmaker.printing.cups import (
    CannotPrintError,
    abilities,
    find_queue,
    queues,
    submit,
    usual_queue,
    waiting,
    withdraw,
)
from cardmaker.printing.devices import device_of, unlisted
from cardmaker.printing.passes import Pass, Stack, passes_of, post_of
from cardmaker.studio.making.press import OUT, Press

NOBODY: Final = Printer("")


@dataclass(slots=True)
class Sender:
    """Hands passes over. `jobs` are the queues of the jobs that were sent, by name."""

    press: Press
    jobs: dict[str, str] = field(default_factory=dict)

    def printers(self) -> dict[str, Any]:
        """Return the system's queues, the usual one, and why there are none."""
        try:
            return {"queues": queues(), "usual": usual_queue(), "why": ""}
        except CannotPrintError as problem:
            return {"queues": [], "usual": "", "why": problem.reason}

    def passes(self, queue: str, *, proof: bool) -> tuple[list[Pass], list[Any]]:
        """Return what goes to a queue, pass by pass, and what is doubtful of it. Raises InputError, MachineError."""
        made = self.press.made()
        if made is None:
            raise InputError([error("print", "the order was changed: make the PDFs anew first")])
        order = self.press.desk.resolved().order
        if order.profile is Profile.PRESS:
            raise InputError(
                [error("print", "these files are for a print shop; choose your own printer first")]
            )
        printer = order.sheet.printer or NOBODY
        name = find_queue(queue)
        able = abilities(name)
        passes = self._passes(order, made, device_of(name, able, printer.tray, printer.stock), proof=proof)
        return passes, unlisted(name, able, passes)

    def send(self, queue: str, number: int, *, proof: bool) -> str:
        """Hand one pass over, counted from 0, and return the job's name. Raises InputError, MachineError."""
        passes, _ = self.passes(queue, proof=proof)
        if number >= len(passes):
            raise InputError([error("print", "there is no such pass")])
        ticket = passes[number].ticket
        job = submit(ticket.command)
        self.jobs[job] = ticket.queue
        return job

    def job(self, job: str) -> dict[str, Any]:
        """Return whether a job of ours still waits or prints, and what the system says of it. Raises MachineError."""
        if job not in self.jobs:
            raise InputError([error("print", "there is no such job")])
        said = waiting(self.jobs[job], job)
        return {"is": "gone" if said is None else "waiting", "says": said or ""}

    def withdraw(self, job: str) -> None:
        """Take a job of ours back."""
        if job in self.jobs:
            withdraw(job)

    def _passes(self, order: Order, made: dict[str, Any], device: Any, *, proof: bool) -> list[Pass]:
        out = self.press.desk.folder / OUT
        files = {each["kind"]: out / each["name"] for each in made["files"]}
        if "cards" not in files:
            raise MachineError([error("print", "cards.pdf is gone: make the PDFs anew")])
        plan = plan_order(order)
        sheets = -(-made["cards"] * made["copies"] // plan.per_sheet)
        post = post_of(order.envelopes, list(files.values()), made["envelopes"])
        return passes_of(device, Stack(files["cards"], plan, sheets, made["title"]), post, proof=proof)


def told_pass(each: Pass, made: dict[str, Any], order: Order) -> dict[str, Any]:
    """Return a pass as the page gets it: what it prints, on how many sheets of what, and how they lie in the tray."""
    plan = plan_order(order)
    is_post = each.what.value in {"envelopes", "flaps"}
    sheets = 1 if "proof" in each.what.value else -(-made["cards"] * made["copies"] // plan.per_sheet)
    envelope = order.envelopes.envelope
    facing = order.envelopes.feed.facing if is_post else plan.by_hand.facing if plan.by_hand else None
    return {
        "what": each.what.value,
        "count": made["envelopes"] if is_post else sheets,
        "paper": envelope.name if is_post and envelope else plan.paper.name,
        "facing": facing.value if facing else "",
        "sides": each.ticket.duplex.name.lower().replace("_", "-"),
        "tray": each.ticket.tray,
        "stock": each.ticket.stock,
    }
