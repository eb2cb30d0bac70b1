"""Where the shipped data lies: designs, fonts, fact tables and color profiles, in a wheel or in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def asset_root(kind: str) -> Path:
    """Return the folder of `designs`, `fonts`, `facts` or `icc`: in the package first (a wheel), else beside it (a checkout).

    Plain importlib.resources fails in editable installs, where designs and fonts lie beside the package.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        if (root / kind).is_dir():
            return root / kind
    raise FileNotFoundError(f"cardmaker was installed without its {kind} folder")
