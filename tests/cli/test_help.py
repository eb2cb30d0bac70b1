"""Help: every command says what it does in one sentence and shows an example to paste."""

import importlib

import pytest
from click.testing import CliRunner

from cardmaker.cli.main import COMMANDS, cardmaker


def _commands():
    for name in COMMANDS:
        command = importlib.import_module(f"cardmaker.cli.{name}").command
        yield name, command
        for sub in getattr(command, "commands", {}).values():
            yield f"{name} {sub.name}", sub


@pytest.mark.parametrize(
    ("name", "command"), list(_commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_help_has_a_sentence_and_an_example(name, command):
    done = CliRunner().invoke(command, ["--help"], prog_name=f"cardmaker {name}")
    assert done.exit_code == 0
    assert "Example: cardmaker" in done.output
    assert command.get_short_help_str(200).endswith((".", "…"))


def test_the_group_lists_every_command_without_importing_any(cli):
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom cardmaker.cli.main import cardmaker\n"
        "out = CliRunner().invoke(cardmaker, ['--help']).output\n"
        "heavy = {'numpy', 'reportlab', 'PIL', 'msgspec', 'yaml', 'uharfbuzz', 'pypdfium2'} & set(sys.modules)\n"
        "assert not heavy, heavy\nprint(out)"
    )
    done = cli.python(code)
    assert done.code == 0, done
    assert all(f"  {name} " in done.out for name in COMMANDS)


def test_a_misspelled_command_names_the_nearest():
    done = CliRunner().invoke(cardmaker, ["mkae"])
    assert done.exit_code == 2
    assert "Did you mean 'make'?" in done.output


def test_version_is_told():
    assert "cardmaker, version" in CliRunner().invoke(cardmaker, ["--version"]).output
