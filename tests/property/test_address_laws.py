"""Laws of every address: whatever somebody types, in whatever country."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from cardmaker.errors import Level
from cardmaker.inputs.addresses import PARTS, address_of
from cardmaker.mail.block import LONGEST_LINE, MOST_LINES, address_block
from cardmaker.mail.breaking import break_line
from cardmaker.mail.countries import country_name, find_country, plain, read_countries, upper
from cardmaker.mail.fields import has_native, shaped_code
from cardmaker.mail.guess import guess_address
from cardmaker.mail.posts import is_abroad, listed_posts, read_post
from cardmaker.model import Address, AddressStyle

CODES = st.one_of(st.sampled_from(listed_posts()), st.sampled_from(sorted(read_countries())))
STYLES = st.sampled_from(AddressStyle)
WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=1, max_size=9)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ANY = st.text(max_size=40)


def addresses(text: st.SearchStrategy[str], country: st.SearchStrategy[str]) -> st.SearchStrategy[Address]:
    return st.builds(
        Address,
        name=text,
        company=text,
        attention=text,
        care_of=text,
        street=st.lists(text, max_size=3).map(tuple),
        flat=text,
        po_box=text,
        district=text,
        city=text,
        region=text,
        postal_code=text,
        country=country,
        lines=st.one_of(st.just(()), st.lists(text, max_size=12).map(tuple)),
    )


@given(addresses(ANY, st.one_of(CODES, ANY)), st.one_of(CODES, ANY), STYLES)
def test_no_text_makes_a_block_fail_or_have_a_blank_line(address: Address, home: str, style: AddressStyle):
    block = address_block(address, home, style)
    assert all(line == line.strip() and line for line in block.lines)
    assert not any(len(line.splitlines()) > 1 for line in block.lines)


@given(addresses(ANY, CODES), CODES, STYLES)
def test_a_block_is_never_too_long_or_too_wide_unless_it_is_refused(
    address: Address, home: str, style: AddressStyle
):
    block = address_block(address, home, style)
    refused = any(finding.level is Level.ERROR for finding in block.findings)
    assert refused == (not block.lines) or not any(address.lines)
    assert len(block.lines) <= MOST_LINES
    assert all(len(line) <= LONGEST_LINE for line in block.lines)


@given(addresses(WORDS, CODES), CODES, STYLES)
def test_the_country_stands_last_and_only_abroad(address: Address, home: str, style: AddressStyle):
    abroad = address_block(replace(address, lines=()), home, style).lines
    at_home = address_block(replace(address, lines=()), address.country, style).lines
    assume(abroad and at_home)
    language = read_post(home).language
    line = upper(country_name(address.country, language), language)
    if is_abroad(address.country, home):
        assert abroad[-1] == line
        assert len(abroad) == len(at_home) + 1
    else:
        assert len(abroad) == len(at_home)


@given(addresses(WORDS, CODES), CODES, STYLES)
def test_all_that_was_typed_is_on_the_block(address: Address, home: str, style: AddressStyle):
    address = replace(address, lines=(), region="")
    block = address_block(address, home, style)
    if not block.lines:
        return
    printed = plain_whole(" ".join(block.lines))
    fields = (address.name, address.company, address.attention, address.care_of, *address.street)
    fields += (address.flat, address.district, address.city, address.po_box)
    assert all(plain_whole(text) in printed for text in fields)
    if "postal_code" in read_post(address.country).printed:
        assert plain_whole(shaped_code(address.postal_code, address.country)) in printed


def plain_whole(text: str) -> str:
    """Return a text without case, accents, signs and spaces, in pieces, as only the beginning of a long one is compared."""
    return "".join(plain("x" + word)[1:] for word in text.split())


@given(addresses(WORDS, CODES), CODES, STYLES)
def test_a_block_typed_in_again_is_the_same_block(address: Address, home: str, style: AddressStyle):
    first = address_block(address, home, style)
    if first.lines:
        again = Address(lines=first.lines, country=address.country)
        assert address_block(again, home, style).lines[: len(first.lines)] == first.lines
        assert address_block(Address(lines=first.lines), home, style).lines == first.lines


@given(st.dictionaries(st.sampled_from([*PARTS, "address", "country", "company"]), ANY), CODES)
def test_no_row_of_a_list_makes_reading_its_address_fail(texts: dict[str, str], home: str):
    place_of: Callable[[str], None] = lambda _: None  # noqa: E731
    address = address_of(texts, "Dana Reyes", place_of, home)
    has_any = any(texts.get(key, "").strip() for key in (*PARTS, "address"))
    assert (address is not None) == has_any
    if address:
        address_block(address, home, AddressStyle.HAND)


@given(st.one_of(ANY, st.lists(WORDS, max_size=6).map(", ".join)), st.one_of(CODES, st.just("")))
def test_a_guess_loses_no_word_and_is_told(text: str, home: str):
    found = guess_address(text, Address("Dana"), home)
    assert [finding.rule for finding in found.doubts] == ["address-guess"] or has_native(text)
    kept = " ".join(
        (
            *found.lines,
            *found.street,
            found.flat,
            found.po_box,
            found.care_of,
            found.city,
            found.region,
            found.postal_code,
        )
    )
    words = set(kept.replace(",", " ").replace(";", " ").split())
    if not find_country(text.rsplit(",", 1)[-1].strip()) and not found.country:
        assert {word for word in text.replace(",", " ").replace(";", " ").split() if word.isalnum()} <= words


@given(
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=200),
    st.integers(5, 60),
)
def test_breaking_a_line_keeps_its_words_and_never_cuts_one(text: str, most: int):
    text = " ".join(text.split())
    pieces = break_line(text, most)
    words = [word.strip(",") for word in text.split()]
    assert [word.strip(",") for piece in pieces for word in piece.split()] == words or "," in text
    assert all(len(piece) <= most or len(break_line(piece, most)) == 1 for piece in pieces)


@given(st.sampled_from(sorted(read_countries())))
def test_every_country_is_found_by_its_codes_and_its_english_name(code: str):
    country = read_countries()[code]
    assert find_country(code) == code
    assert find_country(code.lower()) == code
    assert not country.alpha3 or find_country(country.alpha3) == code
    assert find_country(country.names["en"]) == code
