"""From one order to another within the same studio: the ones that were worked on last, and new ones."""

from pathlib import Path

from cardmaker.errors import InputError, MachineError, error
from cardmaker.inputs.starters import starter_files
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.places import new_folder, place_beside
from cardmaker.studio.serving.session import RunningError, Session
from cardmaker.studio.studio import Studio


def open_known(studio: Studio, name: str) -> None:
    """Lay an order of the list of recent ones on the desk. Raises InputError if it is not there, or cannot be opened now."""
    folder = studio.recents.find(name) if studio.recents else None
    if folder is None:
        hint = "its folder was moved or deleted; open it with cardmaker studio FOLDER"
        raise InputError([error("no-order", "this order is no longer where it was", hint=hint)])
    if folder != studio.desk.folder:
        _lay(studio, Desk(folder))


def open_new(studio: Studio, name: str, starter: str) -> None:
    """Begin an order with a starter, in a new folder beside the one that is open. Raises UsageError, MachineError, InputError."""
    starter_files(starter)  # refused before a folder is made
    _require_rest(studio)
    folder = new_folder(place_beside(studio.desk.folder), name)
    desk = Desk(folder)
    try:
        desk.lay_out(starter)
        _lay(studio, desk)
    except MachineError:
        _leave_nothing(folder)
        raise


def _lay(studio: Studio, desk: Desk) -> None:
    _require_rest(studio)
    desk.lay_out()
    _move_session(studio, desk.folder)
    studio.lay(desk)


def _require_rest(studio: Studio) -> None:
    """Raise InputError while cards are being made: they are of the order on the desk."""
    if studio.press.state.get("is") == "running":
        hint = "wait until they are made, or cancel it under Print"
        raise InputError([error("running", "the cards of this order are being made", hint=hint)])


def _move_session(studio: Studio, folder: Path) -> None:
    """Hold another folder instead of the one so far. Raises InputError if another studio has it open."""
    if studio.session is None:
        return
    new = Session(folder, studio.session.place)
    try:
        new.begin()
    except RunningError:
        raise InputError(
            [error("open", "this order is open in another window", hint="go on there")]
        ) from None
    new.keep(studio.allowed)
    studio.session.end()
    studio.session = new


def _leave_nothing(folder: Path) -> None:
    for path in folder.glob("*"):
        path.unlink(missing_ok=True)
    folder.rmdir()
