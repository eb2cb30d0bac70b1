"""`cardmaker formats`: card sizes and folds, the papers that hold them, their envelopes, and what the post takes these for."""

import json
from collections.abc import Sequence
from typing import Any, Final

import click

from cardmaker.cli.talk import table
from cardmaker.errors import UsageError, error
from cardmaker.units import INCH, format_mm, to_mm

HEADS: Final = ("id", "name", "folded", "inches", "fold", "cards a sheet", "flip", "envelope")
UNION: Final = "UPU"
"""Stands where a country is named, for the rules of letters from one country to another."""

POSTED_HEADS: Final = ("id", "name", "folded", "envelope", "outside", "posted as", "weight", "remarks")


@click.command("formats", epilog="Example: cardmaker formats a2\n\n         cardmaker formats --country DE")
@click.argument("format", required=False)
@click.option("--country", help="Post the cards there, such as DE: what its post takes the envelopes for.")
@click.option("--json", "as_json", is_flag=True, help="The formats as JSON.")
def command(format: str | None, country: str | None, as_json: bool) -> None:
    """List the card formats, or tell all about one FORMAT."""
    from cardmaker.inputs.facts import find_format, read_formats

    code = _country(country)
    wanted = [find_format(format)] if format else list(read_formats().values())
    plans = {each.id: _plans(each) for each in wanted}
    if as_json:
        found = [_as_dict(each, plans[each.id], code) for each in wanted]
        click.echo(json.dumps(found[0] if format else found, indent=2, ensure_ascii=False))
    elif format:
        click.echo(_detail(wanted[0], plans[wanted[0].id], code))
    elif code:
        click.echo(table([_posted_row(each, code) for each in wanted], POSTED_HEADS))
    else:
        click.echo(table([_row(each, plans[each.id]) for each in wanted], HEADS))


def _country(text: str | None) -> str:
    """Return the country of a name or a code, empty if none is asked for. Raises UsageError."""
    if text is None:
        return ""
    from cardmaker.mail.countries import find_country

    if text.strip().upper() == UNION:
        return UNION
    if code := find_country(text):
        return code
    hint = f"write its code of two letters, such as DE, or {UNION} for letters abroad"
    raise UsageError([error("country", f"there is no country {text!r}", hint=hint)])


def _letters(card_format: Any, countries: Sequence[str]) -> list[Any]:
    """Return what each country's post takes the format for (`check.mailing.Letter`), none without an envelope."""
    from cardmaker.check.mailing import letter_of
    from cardmaker.inputs.envelope import read_envelope
    from cardmaker.inputs.facts import read_posts

    envelope = read_envelope("", card_format)
    return (
        [letter_of(card_format, envelope, country, read_posts()) for country in countries] if envelope else []
    )


def _posted_row(card_format: Any, country: str) -> tuple[str, ...]:
    first = (card_format.id, card_format.name, _size_mm(card_format.panel))
    letters = _letters(card_format, [country])
    if not letters:
        return (*first, "none", "", "postcard" if card_format.postcard else "", "", "")
    letter = letters[0]
    return (*first, *_envelope_cells(letter.envelope), *_letter_cells(letter))


def _envelope_cells(envelope: Any) -> tuple[str, str]:
    return envelope.id, _size_mm(envelope.size)


def _letter_cells(letter: Any) -> tuple[str, str, str]:
    return letter.name or "refused", f"{letter.weight_g:.0f} g", letter.remark


def _plans(card_format: Any) -> list[Any]:
    """Return how the format goes onto each paper that holds it, its usual one first."""
    from cardmaker.impose.plan import plan_sheet
    from cardmaker.impose.stock import papers_for
    from cardmaker.inputs.facts import read_papers

    papers = sorted(
        papers_for(card_format, read_papers().values()), key=lambda paper: paper.id != card_format.paper
    )
    return [plan_sheet(card_format, paper) for paper in papers]


def _row(card_format: Any, plans: list[Any]) -> tuple[str, ...]:
    plain = [plan for plan in plans if not plan.paper.pieces]
    sheets = ", ".join(f"{plan.paper.id} {plan.per_sheet}" for plan in plain)
    return (
        card_format.id,
        card_format.name,
        _size_mm(card_format.panel),
        _size_inches(card_format.panel),
        card_format.fold.value,
        sheets,
        _flip(plans[0]) if plans else "",
        card_format.envelope,
    )


def _detail(card_format: Any, plans: list[Any], country: str) -> str:
    from cardmaker.impose.folds import unfolded_size

    flat = unfolded_size(card_format)
    facts = [
        ("folded", f"{_size_mm(card_format.panel)}, {_size_inches(card_format.panel)}"),
        ("before folding", f"{_size_mm(flat)}, {_size_inches(flat)}"),
        ("fold", card_format.fold.value),
        ("envelope", _envelope(card_format)),
        ("fold your own", _foldable(card_format)),
    ]
    heads = ("paper", "name", "cards a sheet", "page", "flip")
    rows = [(plan.paper.id, plan.paper.name, str(plan.per_sheet), _way(plan), _flip(plan)) for plan in plans]
    lines = [f"{name + ':':<16}{value}" for name, value in facts]
    posted = [
        (letter.country, letter.post, *_letter_cells(letter))
        for letter in _letters(card_format, [country] if country else _countries())
    ]
    found = [f"{card_format.id}: {card_format.name}", *lines, "", table(rows, heads)]
    return "\n".join([*found, "", table(posted, ("from", "post", *POSTED_HEADS[-3:]))] if posted else found)


def _foldable(card_format: Any) -> str:
    """Return the papers of which one sheet makes an envelope for the format."""
    from cardmaker.compose.goods.template import fit_template
    from cardmaker.inputs.facts import plain_papers

    papers = [paper for paper in plain_papers() if fit_template(card_format.panel, [paper])]
    return ", ".join(paper.id for paper in papers) or "no paper is large enough"


def _countries() -> list[str]:
    from cardmaker.inputs.facts import read_posts

    return list(read_posts().classes)


def _envelope(card_format: Any) -> str:
    """Return the envelope with its size, and how much room the card has in it."""
    from cardmaker.inputs.envelope import read_envelope
    from cardmaker.mail.fit import clearance

    envelope = read_envelope("", card_format)
    if envelope is None:
        return "none"
    spare = _size_mm(clearance(card_format.panel, envelope))
    size = f"{_size_mm(envelope.size)}, {_size_inches(envelope.size)}"
    return f"{envelope.id}: {envelope.name}, {size}; larger than the card by {spare}"


def _way(plan: Any) -> str:
    return "landscape" if plan.size.is_landscape else "upright"


def _flip(plan: Any) -> str:
    return plan.flip.value if plan.flip else "one side"


def _size_mm(size: Any) -> str:
    return f"{format_mm(size.width).removesuffix(' mm')} × {format_mm(size.height)}"


def _size_inches(size: Any) -> str:
    return f"{round(size.width / INCH, 2):g} × {round(size.height / INCH, 2):g} in"


def _as_dict(card_format: Any, plans: list[Any], country: str) -> dict[str, Any]:
    letters = _letters(card_format, [country] if country else _countries())
    return {
        "id": card_format.id,
        "name": card_format.name,
        "width_mm": round(to_mm(card_format.panel.width), 2),
        "height_mm": round(to_mm(card_format.panel.height), 2),
        "fold": card_format.fold.value,
        "postcard": card_format.postcard,
        "usual_paper": card_format.paper,
        "envelope": letters[0].envelope.id if letters else None,
        "envelope_width_mm": round(to_mm(letters[0].envelope.size.width), 2) if letters else None,
        "envelope_height_mm": round(to_mm(letters[0].envelope.size.height), 2) if letters else None,
        "posted": [
            {
                "country": letter.country,
                "post": letter.post,
                "class": letter.name or None,
                "weight_g": round(letter.weight_g),
                "thickness_mm": round(to_mm(letter.thick), 2),
                "remark": letter.remark or None,
                "source": letter.source,
            }
            for letter in letters
        ],
        "papers": [
            {
                "id": plan.paper.id,
                "name": plan.paper.name,
                "cards_a_sheet": plan.per_sheet,
                "page": _way(plan),
                "flip": plan.flip.value if plan.flip else None,
            }
            for plan in plans
        ],
    }
