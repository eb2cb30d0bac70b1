"""What all words on a panel share: faces that have their letters, and a size at which they fit. Both tell what is wrong."""

from collections.abc import Iterable

from cardmaker.art.lettering.typeset import Look
from cardmaker.art.lettering.wording import without_marks
from cardmaker.art.stage import Stage
from cardmaker.design import TypeStyle
from cardmaker.errors import Finding, advice, error
from cardmaker.text.faces import Face, open_face


def look_of(words: str, slot: str, style: TypeStyle, stage: Stage) -> Look:
    """Return the faces for the words: the style's own, or its fallback if they lack a letter. Tells of both."""
    is_upper = style.case == "upper"
    plain = without_marks(words).replace("\n", "")
    plain = plain.upper() if is_upper else plain
    upright = _open(style.face, stage)
    italic = _open(style.italic_face, stage) if style.italic_face else upright
    if not (missing := upright.missing(plain) or italic.missing(plain)):
        return Look(upright, italic, style.track, is_upper)
    fallback = _open(style.fallback, stage) if style.fallback else upright
    if fallback.covers(plain):
        told = f"the {slot} is set in {style.fallback}: {style.face} lacks {' '.join(missing)}"
        stage.findings.append(advice("slot-face", told))
    else:
        stage.findings.append(_lacking(slot, style.face, fallback.missing(plain)))
    return Look(fallback, fallback, style.track, is_upper)


def fitted_share(slot: str, rooms: Iterable[tuple[float, float]], stage: Stage) -> float:
    """Return how far words shrink, 1 or less, so that each need fits its room (pairs of room and need, pt).

    It is never less than the slot allows; tells when words shrink, or do not fit at that floor.
    """
    floor, share = stage.layout.slots[slot].shrink, share_of(rooms)
    if share < floor - 1e-9:
        stage.findings.append(_overflow(slot, share, floor))
    elif share < 0.995:
        stage.findings.append(advice("slot-shrunk", f"the {slot} is set at {share:.0%} of its size to fit"))
    return max(share, floor)


def share_of(rooms: Iterable[tuple[float, float]]) -> float:
    """Return the share of their size at which words fit all rooms, 1 at most."""
    return min([1.0, *(max(0.0, room) / need for room, need in rooms if need > 0)])


def _open(key: str, stage: Stage) -> Face:
    return open_face(key, stage.design.fonts[key])


def _overflow(slot: str, share: float, floor: float) -> Finding:
    message = f"the {slot} does not fit: it would have to shrink to {share:.0%} and may to {floor:.0%}"
    return error(
        "slot-overflow",
        message,
        hint=f"use fewer or shorter words for the {slot}, or break it into more lines",
    )


def _lacking(slot: str, face: str, missing: str) -> Finding:
    message = f"the {slot} has characters that the face {face} lacks: {' '.join(missing)}"
    hint = "write it without them, or take a design with another face"
    return error("slot-characters", message, hint=hint)
