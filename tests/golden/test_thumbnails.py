"""The thumbnails beside the designs show what the designs draw today: galleries rely on them, and they hold the fronts."""

import io

import golden
import pytest
from PIL import Image

from cardmaker.design import Design
from cardmaker.inputs.design import list_designs
from cardmaker.showcase import THUMBNAIL, thumbnail
from tests.conftest import ROOT

REMAKE = "python docs/pictures/remake_designs.py"


@pytest.mark.parametrize("design", list_designs(), ids=lambda design: design.id)
def test_a_thumbnail_is_current(design: Design) -> None:
    file = ROOT / "designs" / design.id / THUMBNAIL
    assert file.exists(), f"draw it: {REMAKE}"
    worst, x, y = golden.difference(Image.open(io.BytesIO(thumbnail(design))), Image.open(file))
    assert worst < golden.LIMIT, f"differs by {worst:.2%} at {x}, {y}; if it should: {REMAKE}"
