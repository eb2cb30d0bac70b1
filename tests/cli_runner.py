"""Runs the command line in this process, exit code and both streams as a person sees them."""

import sys
from typing import NamedTuple
from unittest.mock import patch

import pytest

from cardmaker.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    with patch.object(sys, "argv", ["cardmaker", *map(str, words)]), pytest.raises(SystemExit) as end:
        main()
    streams = capsys.readouterr()
    return Ran(int(end.value.code or 0), streams.out, streams.err)
