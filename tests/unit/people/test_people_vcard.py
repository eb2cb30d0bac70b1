import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.people import vcard
from cardmaker.inputs.people.roster import parse_people
from tests.lists import ANDROID, iphone


def read(data):
    return parse_people(data if isinstance(data, bytes) else data.encode(), "contacts.vcf")


def card(*lines, version="3.0"):
    return "\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def test_a_card_of_an_iphone_is_read_whole():
    (entry,) = read(iphone()).entries
    assert entry.texts == {
        "name": "Dr. Dana Reyes",
        "first_name": "Dana",
        "last_name": "Reyes",
        "title": "Dr.",
        "company": "Riviera, Inc.",
        "role": "CTO",
        "email": "dana@home.example",
        "street": "12 Elm St\nFloor 3",
        "city": "Boston",
        "region": "MA",
        "postal_code": "02139",
        "country": "United States",
    }
    assert entry.number == 1


def test_remarks_and_nicknames_of_an_address_book_are_never_read_unasked_and_this_is_told():
    roster = read(iphone())
    assert "never printed: Nickname, Notes" in roster.findings[0].message
    (entry,) = parse_people(iphone(), "x.vcf", mapping={"note": "Notes"}).entries
    assert entry.text("note") == "talks too much"


def test_a_card_of_android_in_quoted_printable_with_soft_breaks_is_read():
    (entry,) = read(ANDROID).entries
    assert entry.name.full == "Jürgen Öztürk"
    assert (entry.name.given, entry.name.family) == ("Jürgen", "Öztürk")


def test_a_charset_of_old_is_obeyed():
    (entry,) = read(card("FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=FCrgen", version="2.1")).entries
    assert entry.name.full == "Jürgen"


def test_bytes_that_are_not_of_their_charset_cost_the_card_and_not_the_file():
    roster = read(card("FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen") + card("FN:Dana"))
    assert [entry.name.full for entry in roster.entries] == ["Dana"]
    assert "lost letters" in next(f.message for f in roster.findings if f.level.value == "error")


def test_vcard_4_and_its_quoted_parameters_are_read():
    text = card(
        "FN:Dana Reyes",
        'ADR;LABEL="12 Elm: St";TYPE="home,work":;;12 Elm St;Boston;MA;02139;',
        "EMAIL;PREF=1:b@x.example",
        "EMAIL:a@x.example",
        version="4.0",
    )
    (entry,) = read(text).entries
    assert (entry.text("street"), entry.text("email")) == ("12 Elm St", "b@x.example")


def test_the_preferred_address_comes_before_that_at_work_and_both_before_the_first():
    home, work = "ADR;TYPE=HOME:;;Home St;;;;", "ADR;TYPE=WORK:;;Work St;;;;"
    assert read(card("FN:D", home, work)).entries[0].text("street") == "Work St"
    assert read(card("FN:D", home.replace("HOME", "HOME,PREF"), work)).entries[0].text("street") == "Home St"


def test_folded_lines_are_joined_and_escapes_undone():
    (entry,) = read(card("FN:Dana\n  Reyes", "ORG:A\\, B\\; C\\\\D;Dept")).entries
    assert (entry.name.full, entry.text("company")) == ("Dana Reyes", "A, B; C\\D")


def test_one_broken_card_is_named_and_the_others_are_made():
    broken = card("FN:Broken One").replace("END:VCARD\n", "")
    roster = read(card("FN:Dana") + broken + card("FN:Ann") + broken)
    assert [entry.name.full for entry in roster.entries] == ["Dana", "Ann"]
    errors = [finding for finding in roster.findings if finding.level.value == "error"]
    assert [finding.place.line for finding in errors] == [5, 12]
    assert '"Broken One" has no END:VCARD' in errors[0].message


def test_a_card_without_a_name_is_refused_by_the_line_where_it_begins():
    roster = read(card("FN:Dana") + card("ORG:Riviera"))
    (finding,) = [finding for finding in roster.findings if finding.level.value == "error"]
    assert (finding.place.line, finding.place.column) == (5, None)


def test_a_photo_of_a_megabyte_takes_no_memory_of_its_own():
    data = iphone("\r\n ".join(["A" * 74] * 14_000))
    tracemalloc.start()
    assert len(read(data).entries) == 1
    assert tracemalloc.get_traced_memory()[1] < 6 * len(data)
    tracemalloc.stop()


def test_a_photo_that_is_not_indented_is_dropped_too():
    photo = "PHOTO;BASE64:AAAA\nBBBB\nCCCC==\n\nORG:Riviera"
    assert read(card("FN:Dana", photo)).entries[0].text("company") == "Riviera"


def test_the_limit_of_cards_is_exact(monkeypatch):
    monkeypatch.setattr(vcard, "MAX_ROWS", 2)
    assert len(read(card("FN:Dana") + card("FN:Ann")).entries) == 2
    with pytest.raises(InputError, match="more than 2 cards"):
        read(card("FN:Dana") + card("FN:Ann") + card("FN:Bo"))


def test_only_cards_that_are_broken_refuse_the_file():
    with pytest.raises(InputError, match="END:VCARD"):
        read("BEGIN:VCARD\nFN:X\n")


@given(st.text(max_size=200), st.booleans())
def test_no_text_in_a_card_raises_anything_but_an_input_error(text, is_quoted):
    with suppress(InputError):
        read(
            card(f"FN:Dana{text}", f"N{';QUOTED-PRINTABLE' if is_quoted else ''}:{text}").encode(
                "utf-8", "replace"
            )
        )
