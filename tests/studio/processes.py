"""Studios in processes of their own, as people start them."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WHERE = re.compile(r"http://127\.0\.0\.1:(\d+)/")
FILE = re.compile(r"open (\S+\.html)")


@dataclass
class Started:
    process: subprocess.Popen
    port: int
    file: Path
    told: str

    @property
    def way_in(self) -> str:
        """The address that the file leads to."""
        return re.search(r"url=([^\"]+)", self.file.read_text())[1].replace("&amp;", "&")

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self) -> int:
        """End the studio as the system does; one that does not end tells where it hangs."""
        self.process.terminate()
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            _, told = self.process.communicate()
            raise AssertionError(told) from None
        return self.process.returncode


def start_studio(*args: object, state: Path, cwd: Path | None = None, browser: Path | None = None) -> Started:
    """Start `cardmaker studio` and wait until it says where it is; with a script as its browser, or with none."""
    env = {**os.environ, "CARDMAKER_STATE": str(state), "PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1"}
    env |= {"BROWSER": f"{browser} %s"} if browser else {}
    code = "from cardmaker.cli import main; main()"
    flags = [] if browser else ["--no-browser"]
    command = [sys.executable, "-c", code, "studio", *flags, *map(str, args)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, cwd=cwd)
    told = ""
    while not (where := WHERE.search(told)):
        line = process.stderr.readline()
        if not line:
            process.communicate()
            raise AssertionError(told)
        told += line
    return Started(process, int(where[1]), Path(FILE.search(told)[1]), told)
