"""What a post office would say of an order's envelopes: size, proportions, weight, writing. Once an order, not once a person.

Who has which address is judged where addresses are read; here it is the envelope and the countries it goes to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cardmaker.check.wording.whole import levels_of
from cardmaker.errors import Finding, Place
from cardmaker.geometry import Size
from cardmaker.mail.countries import country_name
from cardmaker.mail.fit import Fit, class_of, described, fit_of, is_outside_ratio, size_text, with_article
from cardmaker.mail.posts import is_abroad
from cardmaker.mail.zones import ELSEWHERE, LetterClass, Posts
from cardmaker.model import AddressStyle, Envelope, Fold, Format, Order, ReturnOn
from cardmaker.rules import RULES
from cardmaker.units import MM, format_mm

STOCK_GSM: Final = 250.0
"""The usual card stock."""

ENVELOPE_GSM: Final = 100.0
ENVELOPE_SHEETS: Final = 2.3
"""How much paper an envelope is of its own size: two sides, the flap and the seams."""

STOCK_THICKNESS: Final = 0.31 * MM
"""Of one layer of 250 g/m² stock."""

ENVELOPE_THICKNESS: Final = 0.13 * MM

LANGUAGE: Final = "en"
"""Messages and tables name countries in it."""

LAYERS: Final = {Fold.NONE: 1, Fold.SIDE: 2, Fold.TOP: 2, Fold.QUARTER: 4}
QUARTER_GSM: Final = 120.0
"""A sheet folded twice is of lighter paper: card stock would break."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """What is posted: the order, the sender's country, and the countries it goes to, in order."""

    order: Order
    home: str
    countries: tuple[str, ...]
    posts: Posts


class _Remark(NamedTuple):
    rule: str
    message: str
    hint: str = ""
    source: str = ""


def check_mailing(mailing: Mailing, fits_printer: bool, place: Place | None = None) -> tuple[Finding, ...]:
    """Return what is doubtful about the order's envelopes; nothing if nobody has an address."""
    if not mailing.countries:
        return ()
    order = mailing.order
    levels = levels_of(order.occasion, order.allow)
    found = _envelope_remarks(mailing, fits_printer) if order.envelopes.is_wanted else ()
    return tuple(
        Finding(levels[each.rule], each.rule, each.message, place, each.hint, _reason(each))
        for each in found
        if each.rule in levels
    )


def load_of(card: Format, envelope: Envelope) -> tuple[float, float]:
    """Return about how heavy (g) and thick (pt) the card is in its envelope, on the stock that is usual for its fold."""
    layers = LAYERS[card.fold]
    gsm = QUARTER_GSM if card.fold is Fold.QUARTER else STOCK_GSM
    paper = layers * gsm * _square_meters(card.panel) + ENVELOPE_SHEETS * ENVELOPE_GSM * _square_meters(
        envelope.size
    )
    return paper, layers * STOCK_THICKNESS * gsm / STOCK_GSM + 2 * ENVELOPE_THICKNESS


@dataclass(frozen=True, slots=True)
class Letter:
    """What a country's post takes a card in its envelope for: the class, empty if none takes it, and what to know of it."""

    country: str
    post: str
    envelope: Envelope
    name: str
    weight_g: float
    thick: float
    remark: str
    source: str


def letter_of(card: Format, envelope: Envelope, country: str, posts: Posts) -> Letter:
    """Return what a country's post takes the card for, posted there."""
    classes = posts.classes_of(country)
    weight, thick = load_of(card, envelope)
    found = class_of(envelope.size, classes)
    remark = _remark(found, classes, envelope.size, weight)
    name = posts.of(country).name if country in posts.rules else country_name(country, LANGUAGE)
    source = (found or classes[0]).source
    return Letter(country, name, envelope, found.name if found else "", weight, thick, remark, source)


def _remark(found: LetterClass | None, classes: Sequence[LetterClass], size: Size, weight: float) -> str:
    if found is None:
        return f"the post takes {_limits(classes[0])}"
    said = []
    if found is not classes[0]:
        said.append(f"too large for {classes[0].name}")
    if is_outside_ratio(found, size):
        said.append(found.outside)
    if weight > found.weight_g:
        said.append(f"heavier than {found.weight_g:g} g")
    return "; ".join(said)


def _square_meters(size: Size) -> float:
    return size.width * size.height / (1000 * MM) ** 2


def _reason(remark: _Remark) -> str:
    rule = RULES[remark.rule]
    return f"{remark.source or rule.source}: {rule.why}"


def _envelope_remarks(mailing: Mailing, fits_printer: bool) -> Iterator[_Remark]:
    envelope = mailing.order.envelopes.envelope
    if envelope is None:
        if not mailing.order.format.postcard:
            message = f"no envelope here holds {with_article(mailing.order.format.name)}, so none are made"
            yield _Remark("envelope-none", message, "name one of your own: --envelope '7 x 9 in'")
        return
    yield from _fit_remarks(mailing.order.format, envelope)
    if not fits_printer:
        yield _printer_remark(mailing.order, envelope)
    yield from _class_remarks(mailing, envelope)
    yield from _abroad_remarks(mailing, envelope)
    yield from _writing_remarks(mailing)


def _fit_remarks(card: Format, envelope: Envelope) -> Iterator[_Remark]:
    match fit_of(card.panel, envelope):
        case Fit.TIGHT:
            message = f"{described(envelope)} does not hold {with_article(card.name)} ({size_text(card.panel)}), so none are made"
            yield _Remark("envelope-tight", message, "leave the envelope out, and the right one is chosen")
        case Fit.LOOSE:
            message = (
                f"{with_article(card.name)} ({size_text(card.panel)}) slides about in {described(envelope)}"
            )
            yield _Remark("envelope-loose", message, "leave the envelope out, and the right one is chosen")
        case Fit.GOOD:
            pass


def _printer_remark(order: Order, envelope: Envelope) -> _Remark:
    paper = order.envelopes.feed.paper
    if paper:
        message = f"{described(envelope)} does not lie on {paper.name} as it is fed, so none are made"
        return _Remark(
            "envelope-printer", message, "turn it (--feed 'letter turned-left'), or leave feed out"
        )
    message = f"{described(envelope)} is larger than most printers take"
    return _Remark(
        "envelope-printer",
        message,
        "print it on a wide printer, write it by hand, or choose a smaller format",
    )


def _class_remarks(mailing: Mailing, envelope: Envelope) -> Iterator[_Remark]:
    """Yield what the sender's post says of size, proportions and weight."""
    post = mailing.posts.of(mailing.home)
    classes = mailing.posts.classes_of(mailing.home)
    found, cheapest = class_of(envelope.size, classes), classes[0]
    if found is None:
        yield _refused(post.name, envelope, classes)
        return
    if found is not cheapest:
        message = (
            f"{described(envelope)} goes as {found.name} with {post.name}, dearer than {cheapest.name} "
            f"({_limits(cheapest)})"
        )
        yield _Remark("mail-size", message, _cheaper(mailing, cheapest), found.source)
    if is_outside_ratio(found, envelope.size):
        ratio = round(envelope.size.width / envelope.size.height, 2)
        message = (
            f"{described(envelope)} is {ratio:g} times as long as high; {post.name} wants {_ratios(found)} "
            f"for {found.name}: {found.outside}"
        )
        yield _Remark(
            "mail-ratio", message, "put on the extra postage, or choose another format", found.source
        )
    weight, thick = load_of(mailing.order.format, envelope)
    if weight > found.weight_g or thick > found.thick:
        message = (
            f"on {STOCK_GSM:g} g/m² stock a card with its envelope weighs about {weight:.0f} g and is "
            f"{format_mm(round(thick / MM, 1) * MM)} thick; {found.name} ends at {found.weight_g:g} g and {format_mm(found.thick)}"
        )
        yield _Remark(
            "mail-weight", message, "take lighter stock, or weigh one before you buy stamps", found.source
        )


def _refused(name: str, envelope: Envelope, classes: tuple[LetterClass, ...]) -> _Remark:
    least, most = classes[0].least, classes[-1].most
    is_small = envelope.size.width < least.width or envelope.size.height < least.height
    limit = f"smaller than {size_text(least)}" if is_small else f"larger than {size_text(most)}"
    message = f"{described(envelope)} is {limit}, which {name} does not take as a letter"
    return _Remark("mail-refused", message, "choose another envelope or format", classes[0].source)


def _abroad_remarks(mailing: Mailing, envelope: Envelope) -> Iterator[_Remark]:
    abroad = [country for country in mailing.countries if is_abroad(country, mailing.home)]
    smallest = mailing.posts.classes_of(ELSEWHERE)[0]
    least = smallest.least
    is_small = envelope.size.width < least.width - 0.1 or envelope.size.height < least.height - 0.1
    if abroad and is_small:
        message = f"{described(envelope)} is too small for letters abroad ({', '.join(abroad)}): at least {size_text(least)}"
        yield _Remark("mail-abroad", message, "put these cards into larger envelopes", smallest.source)


def _writing_remarks(mailing: Mailing) -> Iterator[_Remark]:
    order, post = mailing.order, mailing.posts.of(mailing.home)
    hand = order.hands[0].hand
    is_written = order.envelopes.style is AddressStyle.HAND
    if is_written and hand.joined and not post.reads_script:
        message = f"{hand.name} joins its letters, which {post.name} sorts more slowly"
        yield _Remark("mail-script", message, "if it must be quick: --address-style machine", post.source)
    if order.envelopes.return_on is ReturnOn.NONE:
        return
    if order.return_address is None:
        yield _Remark(
            "mail-no-return", "the envelopes have no return address", "give one: return-address in card.yaml"
        )
    elif order.envelopes.return_on is ReturnOn.FRONT and post.wants_back:
        message = f"{post.name} wants the return address on the back"
        yield _Remark("mail-return", message, "for that: --return-on flap", post.source)


def _cheaper(mailing: Mailing, cheapest: LetterClass) -> str:
    """Return what would be cheaper, if the card itself is not too large for it."""
    short, long = sorted(mailing.order.format.panel)
    if long <= cheapest.most.width and short <= cheapest.most.height:
        return f"a closer envelope may be cheaper: cardmaker formats --country {mailing.home}"
    return (
        f"put on the postage for it, or choose a smaller format: cardmaker formats --country {mailing.home}"
    )


def _limits(letter: LetterClass) -> str:
    return f"{size_text(letter.least)} to {size_text(letter.most)}"


def _ratios(letter: LetterClass) -> str:
    least, most = letter.ratio
    return f"{least:g} to {most:g}" if most else f"{least:g} or more"


def countries_of(countries: Iterable[str], home: str) -> tuple[str, ...]:
    """Return the countries once each, in order; one that nobody knows counts as home."""
    return tuple(dict.fromkeys(country or home for country in countries))
