"""Where the system wants a person's things to lie: what a program remembers of its own work, and documents."""

import os
from pathlib import Path
from typing import Final

import platformdirs

OWN_STATE: Final = "CARDMAKER_STATE"
"""Names the folder of what is remembered, instead of the usual place of the system."""

OWN_ORDERS: Final = "CARDMAKER_ORDERS"
"""Names the folder in which the studio begins orders that nobody gave a place."""

ORDERS: Final = "Cards"


def state_folder() -> Path:
    """Return the folder of what the studio remembers of its own, which need not exist."""
    named = os.environ.get(OWN_STATE)
    return Path(named) if named else platformdirs.user_state_path("cardmaker", appauthor=False)


def orders_folder() -> Path:
    """Return the folder for orders that nobody gave a place, which need not exist."""
    named = os.environ.get(OWN_ORDERS)
    return Path(named) if named else platformdirs.user_documents_path() / ORDERS
