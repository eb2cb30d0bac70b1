"""What the documents say is true: the commands exist, the pictures are there, the sample is what the sample makes."""

import io
import re
import shlex

import pikepdf
import pytest

from cardmaker.batch.choice import Choice
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from cardmaker.cli.main import COMMANDS
from cardmaker.cli.options import load_order
from tests.conftest import ROOT, SAMPLE

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _shell_lines():
    for block in re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()


def test_the_readme_opens_with_a_picture_and_has_two_set_up_commands():
    assert re.match(r"# cardmaker\n\n!\[[^\]]+\]\(docs/pictures/[\w-]+\.png\)\n", README)
    assert re.findall(r"<!-- command: (\w+) -->", README) == ["make", "test"]
    assert sum("venv" in line for line in _shell_lines()) == 2


@pytest.mark.parametrize("line", [line for line in _shell_lines() if line.startswith("cardmaker")])
def test_each_command_of_the_readme_exists_with_its_options(line):
    import importlib

    _, name, *rest = shlex.split(line)
    assert name in COMMANDS
    command = importlib.import_module(f"cardmaker.cli.{name}").command
    if rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest[0]]
    known = {option for param in command.params for option in param.opts}
    assert {word for word in rest if re.match("--?[a-z]", word)} <= known


def test_every_command_is_in_the_readme():
    told = {line.split()[1] for line in _shell_lines() if line.startswith("cardmaker ")}
    assert told == set(COMMANDS)


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_every_link_and_picture_of_a_document_is_there(document):
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


def _unpacked(pdf: bytes) -> bytes:
    """Return a PDF without compression and identifier: zlib builds differ, and the identifier with them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        del file.trailer["/ID"]
        file.save(
            out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all, static_id=True
        )
    return out.getvalue()


@pytest.mark.parametrize(
    "sample", [SAMPLE, SAMPLE.parent / "panel", SAMPLE.parent / "abroad"], ids=lambda path: path.name
)
def test_a_sample_is_what_the_sample_makes(sample, tmp_path):
    order = load_order(sample, {"note": None}).order
    produce(order, Choice(tmp_path), Way(jobs=1))
    kept = {path.name for path in (sample / "out").glob("*.pdf")}
    made = {path.name for path in tmp_path.glob("*.pdf")}
    assert made == kept
    for name in sorted(kept):
        written, stored = (_unpacked((folder / name).read_bytes()) for folder in (tmp_path, sample / "out"))
        assert written == stored, f"{name}: run  cardmaker make samples/{sample.name}"
