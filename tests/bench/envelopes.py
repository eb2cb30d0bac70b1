"""What envelopes cost: run `python -m tests.bench.envelopes [COUNT]`. One process, from addresses to the bytes of the file."""

import sys
import time

from cardmaker.addressing import start_addressing
from cardmaker.write.pdf import write_pdf
from tests.mailbags import mailbag

CASES = {
    "in a hand": {},
    "in a joined hand": {"hand": "homemade-apple"},
    "no return address": {"return_on": "none"},
    "set for machines": {"address_style": "machine"},
    "on letter pages": {"feed": "letter"},
}
GOAL_A_SECOND = 800
GOAL_BYTES = 5_000


def figures(count: int) -> None:
    """Print envelopes a second and bytes an envelope for each way of addressing them."""
    for name, fields in CASES.items():
        order = mailbag(count, **fields)
        _made(order)
        began = time.process_time()
        pdf = _made(order)
        rate = count / (time.process_time() - began)
        print(
            f"{name:20} {count} envelopes   {rate:6.0f} a second (goal {GOAL_A_SECOND})   {len(pdf) / count:6.0f} bytes each"
        )


def _made(order) -> bytes:
    addressing = start_addressing(order)
    return write_pdf(addressing.document(addressing.pages()))


if __name__ == "__main__":
    figures(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
