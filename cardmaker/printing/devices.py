"""A queue of the system as a place to print: its tray and types of paper by the names that it has for them."""

from collections.abc import Iterable, Mapping

from cardmaker.errors import Finding, warning
from cardmaker.printing.cups import choice_of, lists_size, may_have
from cardmaker.printing.passes import Device, Pass
from cardmaker.printing.tickets import STOCK, TRAY


def device_of(queue: str, able: Mapping[str, tuple[str, ...]], tray: str, stock: str) -> Device:
    """Return where to print, with tray and type of paper as people call them. Raises InputError for one it has not."""
    return Device(
        queue,
        choice_of(able, TRAY, tray, "tray"),
        choice_of(able, STOCK, stock, "type of paper"),
        may_have(able, STOCK, "stationery"),
        may_have(able, STOCK, "envelope"),
    )


def unlisted(queue: str, able: Mapping[str, tuple[str, ...]], passes: Iterable[Pass]) -> list[Finding]:
    """Return a warning for each size of paper that the printer does not have."""
    sizes = dict.fromkeys(each.ticket.paper for each in passes if not lists_size(able, each.ticket.paper))
    hint = "envelopes may lie on a sheet: --feed 'letter center turned-left'"
    said = f"{queue} does not list {{}} among its sizes, and may refuse it"
    return [warning("media", said.format(size), hint=hint) for size in sizes]
