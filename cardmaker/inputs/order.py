"""Orders: `card.yaml` and the options of the command line to one checked `Order`.

A request is what was asked for, field by field and still unresolved; options replace its fields. Resolving reads the
design, the hand and the notes, and tells every problem at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from cardmaker.art.lettering.wording import fill_slots
from cardmaker.art.mark.photo import photo_layers
from cardmaker.design import Design
from cardmaker.drawing import Profile
from cardmaker.errors import Finding, InputError, Level, Place, advice, error, warning
from cardmaker.inputs.addresses import AddressRequest, read_address, sender_address
from cardmaker.inputs.contact import read_contact, read_liner
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.design import read_design
from cardmaker.inputs.envelope import (
    envelope_node,
    is_folded,
    is_unwanted,
    read_envelope,
    read_feed,
    read_return_on,
    read_style,
)
from cardmaker.inputs.facts import find_format, find_paper
from cardmaker.inputs.front import find_artworks
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.nodes import Items, Scalar, Table, nearest_hint, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.occasion import read_allow, read_decision, read_moment, read_occasion
from cardmaker.inputs.pen import is_own_pen, read_copying, read_guides, read_ink, read_pen
from cardmaker.inputs.printer_words import read_duplexing
from cardmaker.inputs.recipients import Recipients, how_of, read_recipients
from cardmaker.inputs.sheet import read_copies, read_edges, read_gutter, read_printer
from cardmaker.inputs.signature import find_signature
from cardmaker.inputs.sources import Notes, NoteSource, inside, read_bytes, read_note
from cardmaker.inputs.wanted import (
    PeopleRequest,
    PersonRequest,
    Rows,
    read_entries,
    read_list,
    rows_of,
)
from cardmaker.inputs.wishes import Wishes, hands_of, palette_of, variant_of
from cardmaker.model import (
    BLUE_BALLPOINT,
    TRUE_SIZE,
    AddressStyle,
    Artwork,
    Copying,
    Dates,
    Edges,
    Envelopes,
    Flip,
    Format,
    Goods,
    Guides,
    Neatness,
    Order,
    OwnPen,
    Printer,
    ReturnOn,
    SheetWish,
    Signature,
    Signing,
    title_of,
)
from cardmaker.rules import Occasion

T = TypeVar("T")
P = ParamSpec("P")

ORDER_FILE: Final = "card.yaml"
SCHEMA: Final = "order/1"

APART: Final = ("people", "return-address", "return_address")
"""Keys that are no plain values."""

DEFAULT_DESIGN: Final = "olive-wreath"
DEFAULT_FORMAT: Final = "a2"
DEFAULT_HAND: Final = "reenie-beanie"


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
    people: PeopleRequest = ()
    map: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    address_as: str = ""
    occasion: str = ""
    allow: tuple[str, ...] = ()
    interview: str = ""
    decision: str = ""
    today: str = ""
    profile: str = ""
    liner: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    envelope: str = ""
    address_style: str = ""
    return_on: str = ""
    feed: str = ""
    printer: str = ""
    duplex: str = ""
    copies: str = ""
    gutter: str = ""
    edges: str = ""
    return_address: AddressRequest | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A checked order, and what was found; `left_out` people of its list have an error among that, and get no card."""

    order: Order
    findings: tuple[Finding, ...]
    left_out: int = 0


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


def _request(table: Table, conversion: Conversion) -> Request | None:
    table = _hyphened(table)
    sender = table.values.get("return-address")
    rest = envelope_node(_listed(_listed(_without(table, APART), "front"), "allow"), conversion)
    request = conversion.record(rest, Request, "the order")
    schema = table.values.get("cardmaker")
    if isinstance(schema, Scalar) and schema.text != SCHEMA:
        message = f"this is {schema.text!r}; this version of cardmaker reads {SCHEMA!r}"
        conversion.findings.append(error("schema", message, schema.place, "use a newer cardmaker"))
    if (people := table.values.get("people")) is not None:
        found = read_entries(people, conversion)
        request = replace(request, people=found) if request else None
    if sender is not None:
        address = read_address(sender, conversion)
        request = replace(request, return_address=address) if request else None
    return None if conversion.findings else request


def _without(table: Table, apart: tuple[str, ...]) -> Table:
    """Return the table without the keys that are read by readers of their own."""
    values, keys = (
        {key: value for key, value in each.items() if key not in apart} for each in (table.values, table.keys)
    )
    return Table(values, keys, table.place)  # type: ignore[arg-type]


def _hyphened(table: Table) -> Table:
    """Return the table with hyphens in its names where people wrote underscores, unless both are there."""
    names = {key: key.replace("_", "-") for key in table.values}
    names = {key: key if key != name and name in names else name for key, name in names.items()}
    values = {names[key]: value for key, value in table.values.items()}
    return Table(values, {names[key]: place for key, place in table.keys.items()}, table.place)


def _listed(table: Table, key: str) -> Table:
    """Return the table with one name written as a list of one."""
    node = table.values.get(key)
    if not isinstance(node, Scalar):
        return table
    items = (node,) if node.text else ()
    return Table({**table.values, key: Items(items, node.place)}, table.keys, table.place)


def with_options(request: Request, options: Mapping[str, Any]) -> Request:
    """Return the request with the given options in place of its fields; None means the option was not given."""
    known = {item.name.rstrip("_"): item.name for item in fields(Request)}
    given = {known[name]: value for name, value in options.items() if value is not None}
    for name in ("texts", "map", "contact"):
        if name in given:
            given[name] = {**getattr(request, name), **given[name]}
    if "to" in given:
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
    people: Path | Rows | None = None,
) -> Resolved:
    """Return the checked order. `note` to `people` come from the command line, from any folder. Raises InputError.

    `people` may also be the order's own rows, if `read_rows` gave them already. People who lack something are left out and
    told; the order is refused if nobody is left.
    """
    problems = _Problems(places)
    design = problems.catch("design", read_design, request.design or DEFAULT_DESIGN, folder)
    design = problems.catch("variant", variant_of, request.variant, design) if design else None
    own_pen = _own_pen(request, problems)
    hand_name, hand_id = ("copy-hand", request.copy_hand) if own_pen else ("hand", request.hand)
    hand = problems.catch(hand_name, read_hand, hand_id or DEFAULT_HAND)
    card_format = problems.catch("format", find_format, request.format or DEFAULT_FORMAT)
    paper_id = request.paper or (card_format.paper if card_format else "")
    paper = problems.catch("paper", find_paper, paper_id) if paper_id else None
    if paper and paper.made_for and not request.format:
        card_format = find_format(paper.made_for)
    wish = _sheet(request, problems)
    pen = problems.catch("pen", read_pen, request.pen)
    ink = problems.catch("ink", read_ink, request.ink, pen or BLUE_BALLPOINT)
    flip = problems.catch("flip", _flip, request.flip)
    neatness = problems.catch("neatness", _neatness, request.neatness)
    profile = problems.catch("profile", _profile, request.profile)
    palette = problems.catch("palette", palette_of, request.palette, design) if design else None
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
    goods = _goods(request, problems, places)
    stationery = _envelopes(request, card_format, wish.printer, problems)
    wishes = Wishes(design, palette, folder) if design and palette else None
    has_errors = problems.has_errors
    sender_at = sender_address(request.return_address, request.from_)
    home = sender_at.country if sender_at else ""
    found = _recipients(request, folder, places, note, people, wishes, problems, home)
    if (
        not (signature and design and hand and card_format and paper and pen and ink and palette)
        or not (found and found.people)
        or has_errors
    ):
        raise InputError(problems.findings)
    order = Order(
        title=title_of(found.people),
        language=request.language,
        design=design,
        palette=palette,
        hands=hands_of(hand),
        format=card_format,
        paper=paper,
        flip=flip,
        people=found.people,
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
        profile=profile or Profile.HOME,
        one_a_page=profile is Profile.PRESS and not request.paper,
        goods=goods,
        envelopes=stationery,
        sheet=wish,
        absent=found.absent,
        return_address=sender_at,
    )
    return Resolved(order, tuple(problems.findings), found.left_out)


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


def _sheet(request: Request, problems: "_Problems") -> SheetWish:
    """Return how the order's cards go onto sheets and through the printer."""
    return SheetWish(
        problems.catch("printer", read_printer, request.printer),
        problems.catch("duplex", read_duplexing, request.duplex),
        problems.catch("copies", read_copies, request.copies) or (0 if request.copies else 1),
        problems.catch("gutter", read_gutter, request.gutter) or 0.0,
        problems.catch("edges", read_edges, request.edges) or Edges.KEEP,
    )


def _goods(request: Request, problems: "_Problems", places: Mapping[str, Place]) -> Goods:
    """Return what is made beside the cards."""
    contact = problems.catch("contact", read_contact, request.contact, request.from_, places.get("contact"))
    place = places.get("envelope") or places.get("liner")
    liner = problems.catch("liner", read_liner, request.liner)
    return Goods(liner, is_folded(request.envelope), contact, place)


def _envelopes(
    request: Request, card_format: Format | None, printer: Printer | None, problems: "_Problems"
) -> Envelopes:
    """Return how the order's envelopes are made, fed as their printer is used to; what cannot be is told."""
    envelope = (
        problems.catch("envelope", read_envelope, request.envelope, card_format) if card_format else None
    )
    style = problems.catch("address-style", read_style, request.address_style)
    return_on = problems.catch("return-on", read_return_on, request.return_on)
    feed = problems.catch("feed", read_feed, request.feed)
    if printer and printer.feed and not request.feed:
        feed = printer.feed
    return Envelopes(
        envelope,
        style or AddressStyle.HAND,
        return_on or ReturnOn.FRONT,
        feed or TRUE_SIZE,
        is_wanted=not is_unwanted(request.envelope),
    )


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


def _profile(text: str) -> Profile:
    """Return what the file is for, a home printer if nothing is said."""
    name = text.strip().lower() or Profile.HOME.value
    known = [profile.value for profile in (Profile.HOME, Profile.PRESS)]
    if name in known:
        return Profile(name)
    raise InputError([error("profile", f"there is no profile {text!r}", hint=nearest_hint(name, known))])


def _flip(text: str) -> Flip | None:
    """Return the flip, None for the natural one."""
    if not text:
        return None
    try:
        return Flip(text.strip().lower().replace("_", "-"))
    except ValueError:
        hint = nearest_hint(text, [flip.value for flip in Flip])
        raise InputError([error("flip", f"there is no flip {text!r}", hint=hint)]) from None


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


def _recipients(
    request: Request,
    folder: Path,
    places: Mapping[str, Place],
    note: NoteSource | Path | None,
    people: Path | Rows | None,
    wishes: Wishes | None,
    problems: _Problems,
    home: str,
) -> Recipients | None:
    """Return the people with their notes: the one of `to:` and `note:`, or the list. A given note is for all of them."""
    if isinstance(note, Path):
        note = problems.catch("note", read_note, note)
        if note is None:
            return None
    how = problems.catch("address-as", how_of, request.address_as)
    rows = problems.catch("people", read_rows, request, folder, places, people)
    if rows is None or how is None:
        return None
    is_optional = is_own_pen(request.hand)
    notes = Notes(folder, note, request.note, is_optional=is_optional, place=places.get("note"))
    found = read_recipients(rows, notes, wishes, how, request.from_, home)
    problems.findings += found.findings
    return found


def read_rows(
    request: Request, folder: Path, places: Mapping[str, Place], people: Path | Rows | None = None
) -> Rows:
    """Return who is to get a card: by a list of the command line or of the order's folder, by entries, or by one name.

    Raises InputError if none of it can be used.
    """
    if isinstance(people, Rows):
        return people
    if people is None and isinstance(request.people, str):
        people = inside(request.people, folder, "list")
    if people is not None:
        return read_list(people, request.encoding, request.map)
    entries = request.people if isinstance(request.people, tuple) else ()
    return rows_of(entries or (PersonRequest(request.to),), places.get("to"))
