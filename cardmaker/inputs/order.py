"""Orders: `card.yaml` and the options of the command line to one checked `Order`.

A request is what was asked for, field by field and still unresolved; options replace its fields. Resolving reads the
design, the hand and the notes, and tells every problem at once.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from cardmaker.art.lettering.wording import fill_slots
from cardmaker.art.mark.photo import photo_layers
from cardmaker.design import Design
from cardmaker.errors import Finding, InputError, Level, Place, advice, error, warning
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.design import read_design
from cardmaker.inputs.facts import find_format, find_paper
from cardmaker.inputs.front import find_artworks
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.nodes import Items, Scalar, Table, nearest_hint, read_yaml
from cardmaker.inputs.note import decode_note, parse_note
from cardmaker.inputs.occasion import read_allow, read_decision, read_moment, read_occasion
from cardmaker.inputs.pen import is_own_pen, read_copying, read_guides, read_ink, read_pen
from cardmaker.inputs.signature import find_signature
from cardmaker.model import (
    BLUE_BALLPOINT,
    Artwork,
    Copying,
    Dates,
    Flip,
    Guides,
    Neatness,
    Note,
    Order,
    OwnPen,
    Person,
    Signature,
    Signing,
)
from cardmaker.rules import Occasion

T = TypeVar("T")
P = ParamSpec("P")

ORDER_FILE: Final = "card.yaml"
NOTE_FILE: Final = "note.md"
SCHEMA: Final = "order/1"

DEFAULT_DESIGN: Final = "olive-wreath"
DEFAULT_FORMAT: Final = "a2"
DEFAULT_HAND: Final = "reenie-beanie"
FALLBACK_HANDS: Final = ("caveat", "eb-garamond")
"""Hands for words that the chosen one cannot write, in order: Cyrillic, then Greek. All hands write all Latin letters."""


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """One entry of `people:`."""

    to: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """The fields of `card.yaml`, as text from people; empty means not said."""

    cardmaker: str = ""
    design: str = ""
    variant: str = ""
    palette: str = ""
    hand: str = ""
    neatness: str = ""
    pen: str = ""
    ink: str = ""
    copy_hand: str = ""
    copy_sheet: str = ""
    guides: str = ""
    format: str = ""
    paper: str = ""
    flip: str = ""
    from_: str = ""
    to: str = ""
    note: str = ""
    signature: str = ""
    front: tuple[str, ...] = ()
    focus: str = ""
    seed: int = 1
    language: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)
    people: tuple[PersonRequest, ...] = ()
    occasion: str = ""
    allow: tuple[str, ...] = ()
    interview: str = ""
    decision: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note's text and how messages call it."""

    text: str
    file: str


NO_NOTE: Final = NoteSource("", "no note")
"""Stands for the note of a card that somebody writes without a copy sheet."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A checked order, and the warnings that came with it."""

    order: Order
    findings: tuple[Finding, ...]


def read_request(folder_or_file: Path) -> tuple[Request, Path, Mapping[str, Place]]:
    """Return the request in an order folder or file, the folder, and where each field stands. Raises InputError."""
    file = folder_or_file / ORDER_FILE if folder_or_file.is_dir() else folder_or_file
    text = decode_note(read_bytes(file, f"no order at {folder_or_file}"), str(file))
    table = read_yaml(text, str(file))
    conversion = Conversion()
    request = _request(table, conversion)
    if request is None:
        raise InputError(conversion.findings)
    return request, file.parent, table.keys


def read_bytes(file: Path, what: str = "") -> bytes:
    """Return a file's bytes. Raises InputError in plain words if it is not there or may not be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        hint = f"no file {file}" if what else ""
        raise InputError(
            [error("no-file", what or "there is no such file", Place(str(file)), hint)]
        ) from None
    except OSError as problem:
        raise InputError(
            [error("no-file", f"cannot be read: {problem.strerror}", Place(str(file)))]
        ) from None


def _request(table: Table, conversion: Conversion) -> Request | None:
    people = table.values.get("people")
    rest = Table({k: v for k, v in table.values.items() if k != "people"}, table.keys, table.place)
    request = conversion.record(_listed(_listed(rest, "front"), "allow"), Request, "the order")
    schema = table.values.get("cardmaker")
    if isinstance(schema, Scalar) and schema.text != SCHEMA:
        message = f"this is {schema.text!r}; this version of cardmaker reads {SCHEMA!r}"
        conversion.findings.append(error("schema", message, schema.place, "use a newer cardmaker"))
    if people is not None:
        found = _people(people, conversion)
        request = replace(request, people=found) if request else None
    return None if conversion.findings else request


def _listed(table: Table, key: str) -> Table:
    """Return the table with one name written as a list of one."""
    node = table.values.get(key)
    if not isinstance(node, Scalar):
        return table
    items = (node,) if node.text else ()
    return Table({**table.values, key: Items(items, node.place)}, table.keys, table.place)


def _people(node: Any, conversion: Conversion) -> tuple[PersonRequest, ...]:
    if not isinstance(node, Items):
        conversion.findings.append(error("value", "people must be a list of `- to: …` entries", node.place))
        return ()
    people = []
    for item in node.items:
        if not isinstance(item, Table):
            conversion.findings.append(error("value", "a person is written as `- to: Name`", item.place))
        elif person := conversion.record(item, PersonRequest, "a person"):
            people.append(person)
    return tuple(people)


def with_options(request: Request, options: Mapping[str, Any]) -> Request:
    """Return the request with the given options in place of its fields; None means the option was not given."""
    known = {item.name.rstrip("_"): item.name for item in fields(Request)}
    given = {known[name]: value for name, value in options.items() if value is not None}
    if "texts" in given:
        given["texts"] = {**request.texts, **given["texts"]}
    if "to" in given or "note" in given:
        given["people"] = ()
    if "design" in given:
        given = {"palette": "", "variant": "", **given}  # the order's belong to the order's design
    return replace(request, **given)


def resolve(
    request: Request,
    folder: Path,
    places: Mapping[str, Place],
    note: NoteSource | Path | None = None,
    signature: Signing | Signature | None = None,
    artworks: tuple[Artwork, ...] | None = None,
) -> Resolved:
    """Return the checked order. `note`, `signature` and `artworks` come from the command line. Raises InputError."""
    problems = _Problems(places)
    design = problems.catch("design", read_design, request.design or DEFAULT_DESIGN, folder)
    design = problems.catch("variant", _variant, request.variant, design) if design else None
    own_pen = _own_pen(request, problems)
    hand_name, hand_id = ("copy-hand", request.copy_hand) if own_pen else ("hand", request.hand)
    hand = problems.catch(hand_name, read_hand, hand_id or DEFAULT_HAND)
    card_format = problems.catch("format", find_format, request.format or DEFAULT_FORMAT)
    paper_id = request.paper or (card_format.paper if card_format else "")
    paper = problems.catch("paper", find_paper, paper_id) if paper_id else None
    pen = problems.catch("pen", read_pen, request.pen)
    ink = problems.catch("ink", read_ink, request.ink, pen or BLUE_BALLPOINT)
    flip = problems.catch("flip", _flip, request.flip)
    neatness = problems.catch("neatness", _neatness, request.neatness)
    palette = problems.catch("palette", _palette, request.palette, design) if design else None
    if design:
        problems.catch("texts", _check_texts, request.texts, design)
    signature = signature or problems.catch(
        "signature", find_signature, request.signature, folder, is_confined=True
    )
    if artworks is None:
        artworks = problems.catch(
            "front", find_artworks, request.front, request.focus, folder, is_confined=True
        )
    if design and artworks is not None:
        problems.findings += _front_findings(design, request, artworks, places.get("front"))
    if own_pen and signature not in (None, Signing.WRITTEN):
        problems.warn("signature", "signature is for printed notes; cards that you write, you sign")
    occasion, allow, dates = _checking(request, problems)
    people = _people_of(request, folder, note, problems)
    if (
        not (signature and design and hand and card_format and paper and pen and ink and palette)
        or problems.has_errors
    ):
        raise InputError(problems.findings)
    order = Order(
        title=_title(people),
        language=request.language,
        design=design,
        palette=palette,
        hands=(hand, *(read_hand(name) for name in FALLBACK_HANDS if name != hand.hand.id)),
        format=card_format,
        paper=paper,
        flip=flip,
        people=people,
        sender=request.from_,
        seed=request.seed,
        neatness=neatness or Neatness.NATURAL,
        pen=replace(pen, color=ink),
        own_pen=own_pen,
        signature=signature,
        texts=request.texts,
        artworks=artworks or (),
        paper_place=places.get("paper") or places.get("format"),
        occasion=occasion,
        allow=allow,
        dates=dates,
    )
    return Resolved(order, tuple(problems.findings))


class _Problems:
    """Findings of all fields, so that one bad field does not hide the next."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.findings: list[Finding] = []
        self._places = places

    @property
    def has_errors(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)

    def warn(self, name: str, message: str) -> None:
        self.findings.append(warning("unused", message, self._places.get(name)))

    def catch(self, name: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what `read` gives, or None with its findings kept; one without a place stands where the field does."""
        try:
            return read(*args, **kwargs)
        except InputError as problem:
            place = self._places.get(name)
            self.findings += [replace(found, place=found.place or place) for found in problem.findings]
            return None


def _checking(request: Request, problems: "_Problems") -> tuple[Occasion, frozenset[str], Dates]:
    """Return what the notes are held to: their occasion, the rules to leave out, and the dates around an interview."""
    occasion = problems.catch("occasion", read_occasion, request.occasion, request.interview)
    allow = problems.catch("allow", read_allow, request.allow)
    interview = problems.catch("interview", read_moment, request.interview)
    decision = problems.catch("decision", read_decision, request.decision, interview)
    today = problems.catch("today", read_moment, request.today)
    return occasion or Occasion.THANKS, allow or frozenset(), Dates(interview, decision, today)


def _own_pen(request: Request, problems: "_Problems") -> OwnPen | None:
    """Return how the cards are prepared if people write them; its fields without that are told."""
    if is_own_pen(request.hand):
        guides = problems.catch("guides", read_guides, request.guides)
        copying = problems.catch("copy-sheet", read_copying, request.copy_sheet)
        return OwnPen(guides or Guides.FAINT, copying or Copying.COPY)
    given = {"guides": request.guides, "copy-sheet": request.copy_sheet, "copy-hand": request.copy_hand}
    for name in (name for name, value in given.items() if value):
        problems.warn(name, f"{name} is for cards that you write yourself, with hand: own-pen")
    return None


def _neatness(text: str) -> Neatness:
    """Return how neatly the hand writes, as it comes naturally if nothing is said."""
    name = text.strip().lower() or Neatness.NATURAL.value
    known = [neatness.value for neatness in Neatness]
    if name in known:
        return Neatness(name)
    raise InputError([error("neatness", f"there is no neatness {text!r}", hint=nearest_hint(name, known))])


def _flip(text: str) -> Flip | None:
    """Return the flip, None for the natural one."""
    if not text:
        return None
    try:
        return Flip(text.strip().lower().replace("_", "-"))
    except ValueError:
        hint = nearest_hint(text, [flip.value for flip in Flip])
        raise InputError([error("flip", f"there is no flip {text!r}", hint=hint)]) from None


def _variant(text: str, design: Design) -> Design:
    """Return the design in the variant of that name, or as it is if none is named."""
    if not text or text in design.variants:
        return design.variants[text] if text else design
    hint = nearest_hint(text, list(design.variants)) if design.variants else "leave `variant` out"
    raise InputError([error("variant", f"design {design.id} has no variant {text!r}", hint=hint)])


def _palette(text: str, design: Design) -> str:
    if not text or text in design.palettes:
        return text or design.default_palette
    hint = nearest_hint(text, list(design.palettes))
    raise InputError([error("palette", f"design {design.id} has no palette {text!r}", hint=hint)])


def _check_texts(texts: Mapping[str, str], design: Design) -> None:
    known = list(design.slots)
    unknown = [name for name in texts if name not in design.slots]
    if unknown:
        message = "design {} has no text {!r}"
        raise InputError(
            [
                error("slot", message.format(design.id, name), hint=nearest_hint(name, known))
                for name in unknown
            ]
        )


def _front_findings(
    design: Design, request: Request, artworks: Sequence[Artwork], place: Place | None
) -> list[Finding]:
    """Tell of a design's places for photos, and of the pictures given, when their numbers differ."""
    words = fill_slots(design.slots, {"sender": request.from_, **request.texts})
    slots = len(list(photo_layers(design.panels["front"], words)))
    if not artworks:
        hint = "give your own: --front photo.jpg"
        told = f"{design.name} shows a drawn landscape where your photo goes"
        return [advice("front-missing", told, hint=hint)] if slots else []
    if not slots:
        told = f"{design.name} has no place for a picture, so yours fills the front instead of its art"
        return [advice("front-whole", told, place)]
    if len(artworks) != slots:
        told = f"{design.name} shows {slots} pictures, and got {len(artworks)}"
        return [warning("front-count", told, place)]
    return []


def _people_of(
    request: Request, folder: Path, note: NoteSource | Path | None, problems: _Problems
) -> tuple[Person, ...]:
    """Return the people with their notes: the one of `to:` and `note:`, or the list. A given note is for all of them."""
    if isinstance(note, Path):
        note = problems.catch("note", read_note, note)
        if note is None:
            return ()
    people: list[Person] = []
    seen: Counter[str] = Counter()
    read = _read_note_if_any if is_own_pen(request.hand) else _read_note
    for wanted in request.people or (PersonRequest(request.to, request.note),):
        source = note or problems.catch("note", read, wanted.note or request.note, folder)
        if source is None:
            continue
        fields_ = {"to": wanted.to, "from": request.from_}
        parsed, findings = (
            (Note((), Place(source.file)), ())
            if source is NO_NOTE
            else parse_note(source.text, source.file, fields_)
        )
        problems.findings += findings
        seen[wanted.to] += 1
        if parsed is not None:
            people.append(Person(wanted.to, parsed, f"{wanted.to}#{seen[wanted.to]}", Place(source.file)))
    return tuple(people)


def _read_note_if_any(name: str, folder: Path) -> NoteSource:
    """Return the note of a file as `_read_note` does, or none if none is named and the usual one is not there."""
    return _read_note(name, folder) if name or (folder / NOTE_FILE).exists() else NO_NOTE


def _read_note(name: str, folder: Path) -> NoteSource:
    """Return the note of a file inside the order's folder; an order from elsewhere may not read other files."""
    file = folder / (name or NOTE_FILE)
    if not file.resolve().is_relative_to(folder.resolve()):
        hint = "copy the note into the order's folder"
        raise InputError(
            [error("note-outside", f"the note {name} lies outside the order's folder", hint=hint)]
        )
    return read_note(file)


def read_note(file: Path) -> NoteSource:
    """Return the note of any file a person names on the command line. Raises InputError."""
    return NoteSource(decode_note(read_bytes(file), str(file)), str(file))


def _title(people: Sequence[Person]) -> str:
    names = [person.name for person in people if person.name]
    if not names:
        return "Card"
    return f"Card for {names[0]}" if len(names) == 1 else f"Cards for {names[0]} and {len(names) - 1} more"
