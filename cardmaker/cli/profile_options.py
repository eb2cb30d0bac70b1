"""What `cardmaker printer set` takes: the letters of the test sheet as options, and a profile told in words."""

from dataclasses import replace
from typing import Any, Final

import click

ACROSS_MM: Final = 150
DOWN_MM: Final = 200
"""What lines E and F of the test sheet should be (`compose.calibration`)."""

CROSSES: Final = {
    "K": "face-up head-first",
    "L": "face-up foot-first",
    "M": "face-down head-first",
    "N": "face-down foot-first",
}
"""Where the cross of a blank sheet turns up: beside K and L on the front, M and N on the back."""


class Millimeters(click.ParamType[float]):
    """A number of millimeters as people type what they read: 0.7, +0,7, −0.4 or `0.7 mm`; becomes points."""

    name = "mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        from cardmaker.units import parse_length

        if not isinstance(value, str):
            return float(value)
        text = value.strip().replace("−", "-").replace("–", "-").replace(",", ".")
        try:
            return parse_length(text if text[-1:].isalpha() or text.endswith('"') else f"{text} mm")
        except ValueError:
            self.fail(f"{value!r} is not a number of millimeters, as 0.7 or -0.4", param, ctx)


class Margins(click.ParamType[Any]):
    """One number of millimeters for all edges, or four: left, top, right, bottom."""

    name = "left,top,right,bottom"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from cardmaker.geometry import Insets

        if not isinstance(value, str):
            return value
        parts = [part for part in value.replace(",", " ").split() if part != "mm"]
        lengths = [Millimeters().convert(part, param, ctx) for part in parts]
        if len(lengths) not in {1, 4}:
            self.fail(f"{value!r} is neither one number nor four: left, top, right, bottom", param, ctx)
        return Insets(*(lengths * 4)[:4])


MM: Final = Millimeters()

SET_OPTIONS: Final = (
    click.option("--x", type=MM, help="C on the test sheet: how far the back is off to the right."),
    click.option("--y", type=MM, help="D: how far the back is off downward."),
    click.option("--front-x", type=MM, help="A: how far the front is off to the right."),
    click.option("--front-y", type=MM, help="B: how far the front is off downward."),
    click.option("--across", type=MM, help=f"E: length of the line that should be {ACROSS_MM} mm."),
    click.option("--down", type=MM, help=f"F: length of the line that should be {DOWN_MM} mm."),
    click.option("--scale-x", type=float, help="In place of --across: 1.003 is 0.3 % too wide."),
    click.option("--scale-y", type=float, help="In place of --down."),
    click.option("--margins", type=Margins(), help="Edges that stay white: 4, or 4,4,4,12."),
    click.option(
        "--cross", type=click.Choice(list(CROSSES), case_sensitive=False), help="Letter by your cross."
    ),
    click.option("--flip", help="Edge that the printer always flips on: long-edge or short-edge."),
    click.option("--duplex", help="Who turns the sheets: auto, or manual for you."),
    click.option("--refeed-flip", help="With manual, as the test says: long-edge or short-edge."),
    click.option("--refeed-order", help="With manual: same, or reversed."),
    click.option("--refeed-facing", help="With manual, the printed side in the tray: face-up or face-down."),
    click.option("--feed", help="Envelopes, such as 'letter center turned-left face-down'."),
    click.option("--queue", help="Name of the printer in the system.  [default: NAME]"),
    click.option("--stock", help="Type of paper to ask for, such as cardstock."),
)


def changed(printer: Any, options: dict[str, Any]) -> Any:
    """Return the printer (`model.Printer`) with what was read. Raises InputError for words that mean nothing."""
    given = {name: value for name, value in options.items() if value is not None}
    _refuse_twice(given)
    printer = replace(
        printer,
        front=_shifted(printer.front, given.get("front_x"), given.get("front_y")),
        back=_shifted(printer.back, given.get("x"), given.get("y")),
        scale=_scaled(printer.scale, given),
        refeed=_refed(printer.refeed, given),
    )
    plain = {name: given[name] for name in ("margins", "queue", "stock") if name in given}
    return replace(printer, **plain, **_read(given))


def _refuse_twice(given: dict[str, Any]) -> None:
    for measured, told in (("across", "scale_x"), ("down", "scale_y")):
        if measured in given and told in given:
            raise click.UsageError(
                f"--{measured} and --{told.replace('_', '-')} say the same; give one of them"
            )


def _shifted(shift: Any, x: float | None, y: float | None) -> Any:
    return shift._replace(x=shift.x if x is None else x, y=shift.y if y is None else y)


def _scaled(scale: tuple[float, float], given: dict[str, Any]) -> tuple[float, float]:
    from cardmaker.units import MM as POINTS_A_MM

    across, down = scale
    if "across" in given:
        across = given["across"] / (ACROSS_MM * POINTS_A_MM)
    if "down" in given:
        down = given["down"] / (DOWN_MM * POINTS_A_MM)
    x, y = given.get("scale_x", across), given.get("scale_y", down)
    return round(x, 5), round(y, 5)


def _refed(refeed: Any, given: dict[str, Any]) -> Any:
    from cardmaker.inputs.printer_words import read_edge, read_facing, read_order

    if "refeed_flip" in given:
        refeed = replace(refeed, flip=read_edge(given["refeed_flip"]) or refeed.flip)
    if "refeed_order" in given:
        try:
            refeed = replace(refeed, is_reversed=read_order(given["refeed_order"]))
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--refeed-order") from None
    if "refeed_facing" in given:
        refeed = replace(refeed, facing=read_facing(given["refeed_facing"]))
    return refeed


def _read(given: dict[str, Any]) -> dict[str, Any]:
    from cardmaker.inputs.envelope import read_feed
    from cardmaker.inputs.printer_words import read_duplexing, read_edge, read_load

    readers = {"flip": read_edge, "duplex": read_duplexing, "feed": read_feed}
    names = {"duplex": "duplexing"}
    found: dict[str, Any] = {
        names.get(name, name): read(given[name]) for name, read in readers.items() if name in given
    }
    if "cross" in given:
        found["load"] = read_load(CROSSES[given["cross"].upper()])
    return found


def readings(printer: Any) -> list[tuple[str, str]]:
    """Return what is known of a printer, in words."""
    from cardmaker.compose.fitting import printer_words

    return printer_words(printer)
