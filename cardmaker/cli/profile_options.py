"""What `cardmaker printer set` takes: the letters of the test sheet as options, and a profile told in words."""

from typing import Any, Final

import click


class Millimeters(click.ParamType[float]):
    """A number of millimeters as people type what they read: 0.7, +0,7, −0.4 or `0.7 mm`; becomes points."""

    name = "mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if not isinstance(value, str):
            return float(value)
        from cardmaker.inputs.measured import read_mm

        try:
            return read_mm(value)
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


class Margins(click.ParamType[Any]):
    """One number of millimeters for all edges, or four: left, top, right, bottom."""

    name = "left,top,right,bottom"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        from cardmaker.inputs.measured import read_margins

        try:
            return read_margins(value)
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


MM: Final = Millimeters()

SET_OPTIONS: Final = (
    click.option("--x", type=MM, help="C on the test sheet: how far the back is off to the right."),
    click.option("--y", type=MM, help="D: how far the back is off downward."),
    click.option("--front-x", type=MM, help="A: how far the front is off to the right."),
    click.option("--front-y", type=MM, help="B: how far the front is off downward."),
    click.option("--across", type=MM, help="E: length of the line that should be 150 mm."),
    click.option("--down", type=MM, help="F: length of the line that should be 200 mm."),
    click.option("--scale-x", type=float, help="In place of --across: 1.003 is 0.3 % too wide."),
    click.option("--scale-y", type=float, help="In place of --down."),
    click.option("--margins", type=Margins(), help="Edges that stay white: 4, or 4,4,4,12."),
    click.option(
        "--cross", type=click.Choice(["K", "L", "M", "N"], case_sensitive=False), help="Letter by your cross."
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
    from cardmaker.inputs.measured import measured

    given = {name: value for name, value in options.items() if value is not None}
    _refuse_twice(given)
    try:
        return measured(printer, given)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--refeed-order") from None


def _refuse_twice(given: dict[str, Any]) -> None:
    for measured, told in (("across", "scale_x"), ("down", "scale_y")):
        if measured in given and told in given:
            raise click.UsageError(
                f"--{measured} and --{told.replace('_', '-')} say the same; give one of them"
            )


def readings(printer: Any) -> list[tuple[str, str]]:
    """Return what is known of a printer, in words."""
    from cardmaker.compose.fitting import printer_words

    return printer_words(printer)
