"""What the post says of envelopes: the rule, its source, once an order."""

from dataclasses import replace

import pytest

from cardmaker.addressing import check_envelopes, home_of, start_addressing
from cardmaker.errors import Level
from cardmaker.inputs.envelope import read_envelope
from cardmaker.inputs.facts import find_envelope, find_format, read_envelopes, read_posts
from cardmaker.mail.fit import class_of, is_outside_ratio
from cardmaker.model import Address
from cardmaker.rules import RULES
from tests.mailbags import SENDER, mailbag, posted, us_address

GERMAN = Address(
    name="Hanna Weber",
    street=("Goethestraße 12",),
    city="Frankfurt am Main",
    postal_code="60313",
    country="DE",
)
GERMAN_SENDER = replace(GERMAN, name="Jamie Okafor")
BRITISH = Address(name="Ann Lee", street=("5 Elm Street",), city="LEEDS", postal_code="LS1 4AP", country="GB")


def told(order):
    """Return the rules of what is found about an order's envelopes, with how often each is."""
    addressing = start_addressing(order)
    check_envelopes(addressing)
    found: dict[str, int] = {}
    for finding in dict.fromkeys(addressing.findings):
        found[finding.rule] = found.get(finding.rule, 0) + 1
    return found


# From the mailing rules as published, not from our tables: L small letter, + dearer class, r proportions, x refused.
TABLE = {
    "4bar": {"US": "L", "GB": "+", "CA": "x", "JP": "x", "FR": "x"},
    "a2": {"US": "L", "GB": "L", "DE": "r", "CA": "L", "JP": "L", "FR": "L"},
    "a6": {"US": "L", "GB": "L", "DE": "r", "CA": "L", "JP": "+", "FR": "+"},
    "a7": {"US": "L", "GB": "L", "DE": "+", "CA": "L", "JP": "+", "FR": "+"},
    "a9": {"US": "L", "GB": "L", "DE": "+", "CA": "L", "JP": "+", "FR": "+"},
    "n10": {"US": "L", "GB": "+", "DE": "+", "CA": "L", "JP": "+", "FR": "+"},
    "square-5": {"US": "r", "CA": "x", "JP": "x", "FR": "x"},
    "square-6": {"US": "+", "GB": "L", "DE": "+", "CA": "+", "JP": "+", "FR": "+"},
    "c5": {"US": "+", "GB": "L", "DE": "+", "CA": "+", "JP": "+", "FR": "+"},
    "c6": dict.fromkeys(("US", "GB", "DE", "CA", "JP", "FR", "UPU", "AU", "BE"), "L"),
    "dl": dict.fromkeys(("US", "GB", "DE", "CA", "JP", "FR", "UPU", "AU", "BE"), "L"),
}


@pytest.mark.parametrize(
    ("envelope", "country", "expected"), [(each, country, sign) for each, row in TABLE.items() for country, sign in row.items()]
)  # fmt: skip
def test_each_envelope_is_the_letter_that_the_posts_say(envelope, country, expected):
    size, classes = read_envelopes()[envelope].size, read_posts().classes_of(country)
    found = class_of(size, classes)
    if found is None:
        assert expected == "x"
    elif found is not classes[0]:
        assert expected == "+"
    else:
        assert expected == ("r" if is_outside_ratio(found, size) else "L")


def test_the_right_envelope_at_home_is_not_talked_about():
    assert told(mailbag(3)) == {}


def test_the_same_warning_is_told_once_however_many_people_there_are():
    order = mailbag(30, GERMAN_SENDER, format="a7")
    assert told(order)["mail-size"] == 1


@pytest.mark.parametrize(
    ("fields", "sender", "rule"),
    [
        ({"format": "a7"}, GERMAN_SENDER, "mail-size"),
        ({"format": "a2"}, GERMAN_SENDER, "mail-ratio"),
        ({"format": "a2", "envelope": "133 x 133 mm"}, SENDER, "mail-ratio"),
        ({"format": "a2", "envelope": "120 x 112 mm"}, SENDER, "envelope-tight"),
        ({"format": "a2", "envelope": "a9"}, SENDER, "envelope-loose"),
        ({"format": "half-a4"}, GERMAN_SENDER, "mail-size"),
        ({"hand": "homemade-apple"}, SENDER, "mail-script"),
        ({"format": "a2"}, None, "mail-no-return"),
        ({"envelope": "c4", "format": "half-a4"}, SENDER, "envelope-printer"),
        ({"feed": "letter straight", "envelope": "n11"}, SENDER, "envelope-printer"),
    ],
)
def test_what_is_doubtful_is_told_with_the_rule_and_can_be_allowed(fields, sender, rule):
    assert rule in told(mailbag(2, sender, **fields))
    allowed = {**fields, "allow": ("identical", rule)}
    assert rule not in told(mailbag(2, sender, **allowed))


def test_a_card_heavier_than_its_class_is_told_with_its_weight():
    austrian = Address(name="Jo", street=("Gasse 1",), city="Wien", postal_code="1010", country="AT")
    order = mailbag(1, austrian, format="half-a4")
    (found,) = [each for each in start_addressing(order).findings if each.rule == "mail-weight"]
    assert "about 24 g" in found.message  # 0.297 × 0.21 m² of 250 g/m², and 2.3 times C5 of 100 g/m²
    assert "mail-weight" not in told(mailbag(1, austrian, format="a6-iso"))


def test_a_small_envelope_is_refused_abroad_and_taken_at_home():
    order = mailbag(2, envelope="4bar", format="a2")
    order = replace(
        order,
        format=replace(order.format, panel=find_format("flat-a6-iso").panel._replace(width=240, height=340)),
    )
    order = replace(order, envelopes=replace(order.envelopes, envelope=find_envelope("4bar")))
    assert "mail-abroad" not in told(order)
    assert "mail-abroad" in told(posted(order, us_address(0), GERMAN))


def test_british_post_wants_the_sender_on_the_back():
    order = mailbag(2, BRITISH)
    assert "mail-return" in told(order)
    assert "mail-return" not in told(mailbag(2, BRITISH, return_on="flap"))


def test_findings_about_the_post_name_its_own_source():
    addressing = start_addressing(mailbag(2, GERMAN_SENDER, format="a7"))
    (found,) = [finding for finding in addressing.findings if finding.rule == "mail-size"]
    assert found.reason.startswith("Deutsche Post formats: ")
    assert RULES["mail-size"].why in found.reason
    assert "Großbrief" in found.message
    assert "Standardbrief" in found.message


def test_those_without_an_address_are_named_once():
    order = mailbag(3)
    order = posted(order, order.people[0].address, None, None)
    addressing = start_addressing(order)
    assert [finding.rule for finding in addressing.findings] == ["no-address"]
    assert "Daniel" in addressing.findings[0].message


def test_nothing_is_said_and_made_without_addresses():
    order = mailbag(2)
    assert start_addressing(posted(order, None, None)) is None
    assert start_addressing(mailbag(2, envelope="none")) is None


def test_letters_are_posted_where_the_return_address_is_or_most_people_live():
    order = mailbag(3)
    mixed = posted(order, GERMAN, GERMAN, us_address(1))
    assert home_of(mixed) == ("US", [])
    home, findings = home_of(replace(mixed, return_address=None))
    assert home == "DE"
    assert [finding.rule for finding in findings] == ["home-country"]


def test_mail_to_puerto_rico_is_read_by_the_post_of_the_united_states():
    there = replace(us_address(0), city="San Juan", region="", postal_code="00901", country="PR")
    order = mailbag(1)
    frames, findings = start_addressing(order).sides_of(posted(order, there).people[0])
    assert not any(finding.level is Level.ERROR for finding in findings)
    texts = [word.text for item in frames[0].items for word in item.words]
    assert "STATES" not in texts


def test_who_writes_the_cards_writes_the_envelopes_unless_machines_are_to_read_them():
    assert start_addressing(mailbag(2, hand="own-pen")) is None
    assert start_addressing(mailbag(2, hand="own-pen", address_style="machine")) is not None


def test_a_card_that_no_envelope_holds_is_told_and_needs_another():
    order = mailbag(2)
    large = replace(order.format, panel=order.format.panel._replace(width=1000.0, height=900.0), envelope="")
    assert read_envelope("", large) is None
    order = replace(order, format=large, envelopes=replace(order.envelopes, envelope=None))
    assert told(order) == {"envelope-none": 1}
