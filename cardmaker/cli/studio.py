"""`cardmaker studio`: the order as a page in the browser, on this machine only."""

from pathlib import Path

import click

from cardmaker.cli.options import order_folder
from cardmaker.cli.talk import tell
from cardmaker.errors import UsageError, error


@click.command("studio", epilog="Example: cardmaker studio my-cards")
@click.argument("order", required=False, type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Open no browser; the file to open is told.")
def command(order: Path | None, no_browser: bool) -> None:
    """Design, write, check and make ORDER (a folder) in the browser. Ctrl-C ends it.

    Without ORDER: the current folder, if it holds an order or nothing at all; else the order that was worked on last; else a
    new one among your documents.
    """
    try:
        from cardmaker.studio.serving.serve import serve
    except ModuleNotFoundError as problem:
        if problem.name not in {"starlette", "uvicorn"}:
            raise
        hint = "pip install 'cardmaker[studio]'"
        raise UsageError([error("studio", "the studio needs two more packages", hint=hint)]) from None
    serve(order_folder(order) if order else _at_hand(), opens=not no_browser, tell=tell)


def _at_hand() -> Path:
    """Return the folder to open when none is named, and tell why."""
    from cardmaker.studio.serving.places import folder_at_hand
    from cardmaker.studio.serving.recent import Recents

    folder, why = folder_at_hand(Path.cwd(), Recents())
    if why:
        tell(why)
    return folder
