"""Envelopes as a person makes them: beside the cards, in their order, whatever is wrong with an address."""

import json

import pytest

from tests.batches import contents
from tests.cli_runner import run
from tests.conftest import run_tool

ORDER = """cardmaker: order/1
design: typographic
format: a2
from: Jamie Okafor
allow: [identical, mail-no-return]
note: note.md
people: people.csv
"""
NOTE = "Dear {to},\n\nthank you for the hour on Tuesday.\n\nWarm regards,\n{from}\n"
HEAD = "Name,Street,City,State,ZIP,Country"
GOOD = "Margaret Oyelaran,1408 Old Mill Road,Millbrook,PA,18947,USA"


@pytest.fixture
def order(tmp_path):
    """Return what writes an order of these rows, with these further lines, and gives its folder."""

    def write(*rows: str, more: str = "", head: str = HEAD):
        folder = tmp_path / "order"
        folder.mkdir(exist_ok=True)
        (folder / "card.yaml").write_text(ORDER + more, encoding="utf-8")
        (folder / "note.md").write_text(NOTE, encoding="utf-8")
        (folder / "people.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return folder

    return write


def words(folder, name="envelopes.pdf"):
    return run_tool("pdftotext", "-raw", folder / "out" / name, "-").split()


def test_envelopes_are_made_beside_the_cards_in_their_order(order, capsys):
    folder = order(
        GOOD, "Ann Lee,5 Elm Street,Dover,DE,19901,USA", "Bo Nilsson,7 Oak Street,Salem,OR,97301,USA"
    )
    done = run(capsys, "make", folder)
    assert done.code == 0, done
    assert sorted(contents(folder / "out")) == ["cards.pdf", "envelopes.pdf", "run-sheet.pdf"]
    text = " ".join(words(folder))
    assert text.index("Margaret") < text.index("Ann Lee") < text.index("Bo Nilsson")
    assert "3 envelopes; each goes into an A2 envelope (146.05 × 111.1 mm)" in done.err


def test_without_addresses_there_are_no_envelopes_and_no_word_of_them(order, capsys):
    folder = order("Ann Lee", "Bo Nilsson", head="Name")
    done = run(capsys, "make", folder)
    assert done.code == 0
    assert "envelope" not in done.err
    assert sorted(contents(folder / "out")) == ["cards.pdf", "run-sheet.pdf"]


def test_a_file_of_cards_has_no_envelopes(order, capsys, tmp_path):
    done = run(capsys, "make", order(GOOD), "-o", tmp_path / "x" / "cards.pdf")
    assert done.code == 0
    assert list(contents(tmp_path / "x")) == ["cards.pdf"]


BAD = {
    "half an address": ("Ann Lee,,,DE,,USA", "error"),
    "an unknown country": ("Ann Lee,5 Elm Street,Dover,,19901,Narnia", "Narnia"),
    "a state of the US in a German address": ("Ann Lee,Goethestraße 1,Bonn,PA,53113,Germany", "PA"),
    "an address in Arabic": ("Ann Lee,شارع الجامعة,القاهرة,,11511,Egypt", "شارع"),
    "an address in Japanese": ("Ann Lee,千代田1-1,千代田区,東京都,100-0001,Japan", "千代田"),
    "a 70-character line": (f"Ann Lee,{'x' * 70},Dover,DE,19901,USA", "70 characters"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_address_is_told_at_its_row_and_everybody_gets_a_card(order, capsys, case):
    row, said = BAD[case]
    folder = order(GOOD, row)
    done = run(capsys, "make", folder)
    assert done.code in (0, 3), done
    assert "2 cards;" in done.err
    assert said in done.err, done
    assert "people.csv:3" in done.err
    made = len(run_tool("pdftotext", folder / "out" / "envelopes.pdf", "-").split("\f")) - 1
    assert made == (1 if done.code == 3 else 2)
    assert (done.code == 3) == ("1 refused" in done.err)


def test_twelve_lines_are_refused_or_told(order, capsys):
    street = "; ".join(f"Line {number}" for number in range(12))
    folder = order(
        GOOD, more="return-address:\n  lines: [" + ", ".join(f"Line {n}" for n in range(12)) + "]\n"
    )
    done = run(capsys, "make", folder)
    assert done.code == 0, done
    assert "12 lines" in done.err, street
    assert "Line" not in words(folder)


def test_refused_envelopes_are_in_the_list_of_problems(order, capsys):
    folder = order(GOOD, BAD["an unknown country"][0])
    run(capsys, "make", folder)
    table = (folder / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    assert "Narnia" in table
    assert "Ann Lee" in table


@pytest.mark.parametrize(
    ("more", "said", "made"),
    [
        ("envelope: {custom: 120 x 110 mm}\n", "does not hold", False),
        ("envelope: c4\nfeed: letter\n", "does not lie on US Letter", False),
        ("envelope: c4\n", "larger than most printers take", True),
        ("envelope: none\n", "", False),
        ("envelope: fold-your-own\n", "", False),
        ("envelope:\n  custom: 6 x 9 in\n", "slides about", True),
        ("envelope: a7\naddress_style: machine\nreturn_on: none\nfeed: a4 left face-down\n", "", True),
    ],
)
def test_an_envelope_that_does_not_go_is_told_and_the_cards_are_made(order, capsys, more, said, made):
    folder = order(GOOD, more=more)
    done = run(capsys, "make", folder)
    assert done.code == 0, done
    assert said in done.err
    assert (folder / "out" / "cards.pdf").exists()
    assert (folder / "out" / "envelopes.pdf").exists() is made


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("envelope: a77\n", "card.yaml:8:1: error: there is no envelope 'a77'"),
        ("envelope: {custom: 6 x 9}\n", "no unit"),
        ("envelope: {costum: 6 x 9 in}\n", "envelope must be a name, or custom and a size"),
        ("feed: sideways\n", "there is no 'sideways' in how envelopes are fed"),
        ("address-style: neat\n", "there is no address style 'neat'"),
        ("return-on: stamp\n", "a return address cannot stand on 'stamp'"),
    ],
)
def test_a_slip_in_the_order_is_told_at_its_place(order, capsys, more, said):
    done = run(capsys, "make", order(GOOD, more=more))
    assert done.code == 1
    assert said in done.err


SENDER = (
    "return-address:\n  street: 27 Larkspur Lane\n  city: Salem\n  state: OR\n  zip: '97301'\n  country: US\n"
)


def test_flaps_are_a_file_of_their_own(order, capsys):
    folder = order(GOOD, more=SENDER + "return-on: flap\n")
    done = run(capsys, "make", folder)
    assert done.code == 0, done
    assert "Larkspur" in words(folder, "envelope-flaps.pdf")
    assert "Larkspur" not in words(folder)
    assert "envelope-flaps.pdf" in run_tool("pdftotext", folder / "out" / "run-sheet.pdf", "-")


def test_separate_gives_a_file_a_person_with_the_flap_behind(order, capsys):
    folder = order(GOOD, more=SENDER + "return-on: flap\n")
    done = run(capsys, "make", folder, "--separate")
    assert done.code == 0, done
    assert sorted(contents(folder / "out")) == [
        "0002-margaret-oyelaran-envelope.pdf",
        "0002-margaret-oyelaran.pdf",
        "run-sheet.pdf",
    ]
    assert "Pages:           2" in run_tool("pdfinfo", folder / "out" / "0002-margaret-oyelaran-envelope.pdf")


def test_check_tells_what_make_would_and_writes_nothing(order, capsys):
    folder = order(GOOD, BAD["an address in Japanese"][0], BAD["an unknown country"][0])
    done = run(capsys, "check", folder, "--json")
    assert done.code == 3
    rules = {finding["rule"] for finding in json.loads(done.out)}
    assert {"envelope-letters", "address-country"} <= rules
    assert not (folder / "out").exists()


def test_strict_makes_nothing_if_one_envelope_is_refused(order, capsys):
    folder = order(GOOD, BAD["an address in Japanese"][0])
    assert run(capsys, "make", folder, "--strict").code == 1
    assert not (folder / "out").exists()


def test_only_some_get_their_envelopes(order, capsys):
    folder = order(GOOD, "Ann Lee,5 Elm Street,Dover,DE,19901,USA")
    assert run(capsys, "make", folder, "--only", "3").code == 0
    assert "Ann" in words(folder, "envelopes-only.pdf")
    assert "Margaret" not in words(folder, "envelopes-only.pdf")


def test_the_preview_shows_the_envelope(order, capsys, tmp_path):
    folder = order(GOOD, more=SENDER + "return-on: flap\n")
    done = run(capsys, "preview", folder, "-o", tmp_path / "seen", "--dpi", 40)
    assert done.code == 0, done
    assert {"envelope.png", "envelope-flap.png"} <= {path.name for path in (tmp_path / "seen").iterdir()}


def test_formats_tell_what_each_country_s_post_takes_them_for(capsys):
    done = run(capsys, "formats", "--country", "Germany")
    row = next(line for line in done.out.splitlines() if line.startswith("a7 "))
    assert "184.15 × 133.35 mm" in row
    assert "Großbrief" in row
    found = json.loads(run(capsys, "formats", "a2", "--json").out)
    assert found["envelope"] == "a2"
    assert {each["country"] for each in found["posted"]} >= {"US", "GB", "DE", "CA", "FR", "JP", "AU", "UPU"}
    assert run(capsys, "formats", "--country", "Narnia").code == 2


def test_envelopes_that_are_no_longer_true_go_and_a_file_of_one_s_own_stays(order, capsys):
    folder = order(GOOD, more=SENDER + "return-on: flap\n")
    run(capsys, "make", folder)
    order(GOOD, more=SENDER)
    run(capsys, "make", folder)
    assert sorted(contents(folder / "out")) == ["cards.pdf", "envelopes.pdf", "run-sheet.pdf"]
    (folder / "out" / "envelope-flaps.pdf").write_bytes(b"mine")
    order(GOOD, more="envelope: none\n")
    run(capsys, "make", folder)
    assert sorted(contents(folder / "out")) == ["cards.pdf", "envelope-flaps.pdf", "run-sheet.pdf"]
