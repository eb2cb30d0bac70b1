"""Files that an order names: only what is a file in its folder is read."""

import os
import sys

import pytest

from cardmaker.errors import InputError
from cardmaker.inputs.sources import inside


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_in_an_order_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "note.md")
    with pytest.raises(InputError, match="is no file, but a pipe or a device"):
        inside("note.md", tmp_path, "note")


def test_a_file_that_is_not_there_yet_may_be_named(tmp_path):
    assert inside("note.md", tmp_path, "note") == tmp_path / "note.md"
