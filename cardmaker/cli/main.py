"""The `cardmaker` command: its subcommands, found by name and imported when used, and its exit codes.

0 all made, 1 input refused, 2 wrong use, 3 some cards failed, 4 the machine says no, 70 a bug of ours, 130 or
143 interrupted.
"""

import gc
import importlib
import os
import sys
import traceback
from difflib import get_close_matches
from typing import Final

import click

from cardmaker import __version__
from cardmaker.cli.talk import tell_findings
from cardmaker.errors import CardmakerError

COMMANDS: Final = {
    "new": "Start an order folder, ready to make.",
    "starters": "What to start with: thanks after an interview, for a gift, sympathy and more.",
    "studio": "Design, write, check and make the cards in the browser.",
    "make": "Make the cards of an order as one PDF.",
    "check": "Say all that is wrong or doubtful; write nothing.",
    "labels": "Put addresses on sheets of labels: Avery 5160, L7160 and more.",
    "preview": "Draw pictures: front, inside, back, sheets, and the card as it stands.",
    "sent": "The ledger: who was written to, when, with which words.",
    "designs": "The designs: list them, show one, or one picture of all.",
    "hands": "The handwritings: list them, or show one with your own words.",
    "formats": "Card sizes, folds and papers, and what fits what.",
    "printer": "Printers: a test sheet, read once, and every card after that is right.",
    "print": "Print the cards of an order, then their envelopes, with everything set right.",
}
"""Every command with its one line of help; the modules are imported only when a command runs."""

COLLECT_AFTER: Final = 100_000
"""New objects between two searches for rings of dead ones: cards leave none, and searching while starting takes 10 ms."""

EXIT_BUG: Final = 70
EXIT_MACHINE: Final = 4
EXIT_INTERRUPTED: Final = 130


class LazyGroup(click.Group):
    """A group that lists its commands without importing them, since `--help` should come at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cardmaker.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], list(COMMANDS), n=1)
            hint = f" Did you mean {close[0]!r}?" if close else f" Commands: {', '.join(COMMANDS)}."
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: cardmaker make --to 'Dana Reyes' --note note.txt --design olive-wreath -o card.pdf",
)
@click.version_option(__version__, prog_name="cardmaker")
def cardmaker() -> None:
    """Make folded greeting cards: a design, your words in a real-looking hand, a PDF that folds right at true size."""


def main() -> None:
    """Run the command line and exit with its code; no traceback is for people unless CARDMAKER_DEBUG is set."""
    _settle()
    try:
        code = cardmaker.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except CardmakerError as problem:
        tell_findings(problem.findings)
        sys.exit(problem.exit_code)
    except (KeyboardInterrupt, click.Abort) as problem:
        stop = problem.__cause__ or problem  # click makes an Abort of every interruption
        click.echo(f"interrupted; {stop or 'nothing was left half-written'}", err=True)
        sys.exit(getattr(stop, "exit_code", EXIT_INTERRUPTED))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except (OSError, MemoryError) as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(EXIT_MACHINE)
    except Exception as problem:
        _tell_bug(problem)
        sys.exit(EXIT_BUG)


def _settle() -> None:
    """Set up the process for a short life, before numpy is imported; a library may not do so.

    Starting more threads for matrices takes 50 ms, and none of them has work here.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(COLLECT_AFTER)


def _tell_bug(problem: Exception) -> None:
    if os.environ.get("CARDMAKER_DEBUG"):
        traceback.print_exc()
    summary = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{os.path.basename(summary.filename)}:{summary.lineno}"  # noqa: PTH119
    click.echo(
        f"error: a bug in cardmaker {__version__}: {type(problem).__name__} at {where}: {problem}", err=True
    )
    click.echo("  hint: run it again with CARDMAKER_DEBUG=1 and send us what it prints", err=True)
