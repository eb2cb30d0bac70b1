"""Weights of envelopes that can be asserted on any machine: bytes, and fonts that do not grow with the people."""

import io

import pikepdf
import pytest

from cardmaker.addressing import start_addressing
from cardmaker.write.pdf import write_pdf
from tests.bench.envelopes import CASES, GOAL_BYTES
from tests.mailbags import mailbag


def _pdf(count: int, **fields) -> bytes:
    addressing = start_addressing(mailbag(count, **fields))
    return write_pdf(addressing.document(addressing.pages()))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_a_thousand_envelopes_are_less_than_5_kb_each(case):
    assert len(_pdf(1000, **CASES[case])) < 1000 * GOAL_BYTES


def test_a_further_envelope_adds_less_than_1_200_bytes():
    assert len(_pdf(150)) - len(_pdf(50)) < 100 * 1_200


def test_all_envelopes_share_the_fonts_of_their_few_sizes():
    with pikepdf.open(io.BytesIO(_pdf(100))) as file:
        fonts = {str(font.objgen) for page in file.pages for font in page.Resources.Font.values()}
    assert len(fonts) <= 4
