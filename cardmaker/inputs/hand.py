"""The hands that are shipped: `fonts/<id>/hand.yaml` and the strokes beside it. Nothing else reads these files."""

from functools import cache

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, Place, error
from cardmaker.hand.script import open_script
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import nearest_hint, read_yaml
from cardmaker.model import Hand, Script

HAND_FILE = "hand.yaml"
STROKES_FILE = "strokes.bin"


@cache
def list_hands() -> tuple[Hand, ...]:
    """Return every shipped hand, by id."""
    return tuple(_read_habits(hand_id) for hand_id in _hand_ids())


@cache
def read_hand(hand_id: str) -> Script:
    """Return a hand with its strokes. Raises InputError, naming the nearest hand, if there is none of this id."""
    known = _hand_ids()
    if hand_id not in known:
        raise InputError([error("hand", f"there is no hand {hand_id!r}", hint=nearest_hint(hand_id, known))])
    return _read_script(_read_habits(hand_id))


def _read_script(hand: Hand) -> Script:
    """Return a hand with its strokes. Raises InputError if their file is missing or spoilt."""
    path = asset_root("fonts") / hand.id / STROKES_FILE
    hint = "install cardmaker anew, or run fonts/make_strokes.py"
    try:
        return open_script(hand, path.read_bytes())
    except OSError as problem:
        message = f"the strokes of {hand.name} cannot be read: {problem.strerror}"
        raise InputError([error("strokes", message, Place(str(path)), hint)]) from None
    except ValueError as problem:
        raise InputError([error("strokes", str(problem), Place(str(path)), hint)]) from None


@cache
def _hand_ids() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in asset_root("fonts").glob(f"*/{HAND_FILE}")))


@cache
def _read_habits(hand_id: str) -> Hand:
    path = asset_root("fonts") / hand_id / HAND_FILE
    conversion = Conversion()
    name = f"{hand_id}/{HAND_FILE}"
    hand = conversion.record(read_yaml(path.read_text(encoding="utf-8"), name), Hand, "a hand")
    if hand is None:
        raise InputError(conversion.findings)
    return hand
