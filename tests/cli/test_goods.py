"""Liners, envelopes to fold, contact cards and labels, through the command line."""

import pytest

from tests.conftest import run_tool

NOTE = "Dear {to},\n\nThank you for {point}.\n\nWarm regards,\nJamie\n"
PEOPLE = (
    "name,point,street,city,state,zip,country\n"
    "Dana Reyes,the tour,1408 Cedar Street,Springfield,IL,62704,US\n"
    "Sam Lee,your questions,200 Fifth Avenue,New York,NY,10010,US\n"
    "Kim Park,the coffee,,,,,\n"
)
ORDER = """cardmaker: order/1
from: Jamie Okafor
design: basel
note: note.txt
people: people.csv
occasion: thanks
"""
CONTACT = "contact: {role: Product designer, email: jamie@example.com, url: jamie.example, qr: url}\n"
SENDER = "return-address: {street: 77 Massachusetts Ave, city: Cambridge, region: MA, postal-code: '02139', country: US}\n"


@pytest.fixture
def order(cli):
    """Return what writes an order with more lines, and its folder."""

    def write(*lines: str):
        folder = cli.folder / "order"
        folder.mkdir(exist_ok=True)
        (folder / "card.yaml").write_text(ORDER + "".join(lines), encoding="utf-8")
        (folder / "note.txt").write_text(NOTE, encoding="utf-8")
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        return folder

    return write


def made(folder) -> set[str]:
    return {path.name for path in (folder / "out").iterdir()}


def test_nothing_beside_the_cards_is_made_unasked(cli, order):
    folder = order()
    assert cli("make", "order").code == 0
    assert not made(folder) & {"liner.pdf", "contact-cards.pdf", "envelope-template.pdf"}


def test_a_liner_and_contact_cards_are_made_when_asked_and_told_how_to_print(cli, order):
    folder = order("liner: true\n", CONTACT)
    done = cli("make", "order")
    assert done.code == 0, done
    assert {"liner.pdf", "contact-cards.pdf"} <= made(folder)
    assert "print it 2 times for 3 cards" in done.err
    words = run_tool("pdftotext", folder / "out" / "liner.pdf", "-")
    assert "Liner for the A2 envelope" in words
    assert "2 times for 3 cards" in words
    papers = run_tool("pdftotext", folder / "out" / "run-sheet.pdf", "-")
    assert "Also to print" in papers
    assert "liner.pdf, for the A2 envelope: print it" in papers


def test_options_ask_for_them_too_and_win_over_the_order(cli, order):
    folder = order("liner: true\n", CONTACT)
    done = cli("make", "order", "--no-liner", "--contact", "role=Engineer")
    assert done.code == 0, done
    assert "liner.pdf" not in made(folder)
    words = run_tool("pdftotext", folder / "out" / "contact-cards.pdf", "-")
    assert words.count("ENGINEER") == 10
    assert words.count("jamie@example.com") == 10


def test_an_envelope_to_fold_carries_each_address_and_one_stays_bare(cli, order):
    folder = order("envelope: fold-your-own\n", SENDER)
    done = cli("make", "order")
    assert done.code == 0, done
    assert "envelope-template.pdf" in made(folder)
    assert "envelopes.pdf" not in made(folder)
    file = folder / "out" / "envelope-template.pdf"
    assert "Pages:           6" in run_tool("pdfinfo", file)
    fronts = [run_tool("pdftotext", "-f", page, "-l", page, file, "-") for page in (1, 3, 5)]
    assert "Dana Reyes" in fronts[0]
    assert "Massachusetts" in fronts[0]
    assert "Sam Lee" in fronts[1]
    assert not any(name in fronts[2] for name in ("Dana", "Sam", "Kim"))
    assert all("Envelope for the A2 note card" in front for front in fronts)


def test_a_card_that_no_sheet_wraps_is_still_made_and_the_paper_that_would_is_named(cli, order):
    folder = order("envelope: fold-your-own\n", "format: half-letter\n")
    done = cli("make", "order")
    assert done.code == 0, done
    assert "cards.pdf" in made(folder)
    assert "envelope-template.pdf" not in made(folder)
    assert "no sheet of US Letter or US Legal wraps a card" in done.err
    assert "Ledger" in done.err
    assert "card.yaml" in done.err


def test_check_finds_what_making_them_would(cli, order):
    order(
        "envelope: fold-your-own\n",
        "format: half-letter\n",
        CONTACT.replace("Product designer", "W" * 59),
    )
    done = cli("check", "order")
    assert "no sheet of US Letter" in done.err
    assert "contact card has no room" in done.err


def test_a_single_file_goes_alone_and_says_so(cli, order):
    order("liner: true\n")
    done = cli("make", "order", "-o", "card.pdf")
    assert done.code == 0, done
    assert not (cli.folder / "liner.pdf").exists()
    assert "if -o names a folder" in done.err


def test_a_bad_contact_is_told_where_it_stands(cli, order):
    order("contact: {email: jamie at example}\n")
    done = cli("make", "order")
    assert done.code == 1
    assert "card.yaml:7" in done.err
    assert "not an e-mail address" in done.err


@pytest.mark.parametrize(("style", "name"), [("hand", "Dana Reyes"), ("machine", "DANA REYES")])
def test_labels_start_anywhere_and_tell_who_has_none(cli, order, style, name):
    order()
    done = cli(
        "labels", "order", "--product", "8160", "--start", 7, "--address-style", style, "-o", "labels.pdf"
    )
    assert done.code == 3, done
    assert "Kim Park has no address" in done.err
    assert "2 labels on 1 sheet of Avery 5160" in done.err
    words = run_tool("pdftotext", "-bbox", cli.folder / "labels.pdf", "-")
    assert name.split()[0] in words
    first = next(line for line in words.splitlines() if "<word" in line and name.split()[0] in line)
    assert (
        36 + 2 * 72 < float(first.split('yMin="')[1].split('"')[0]) < 36 + 3 * 72
    )  # the seventh is in the third row


def test_return_labels_fill_a_sheet(cli, order):
    folder = order(SENDER)
    done = cli("labels", "order", "--product", "5167", "--return", "--address-style", "machine")
    assert done.code == 0, done
    assert "80 labels on 1 sheet" in done.err
    words = run_tool("pdftotext", folder / "out" / "labels.pdf", "-")
    assert words.count("CAMBRIDGE") == 80


def test_labels_without_a_product_are_those_usual_for_the_paper(cli, order):
    order("format: a6-iso\n")
    assert "L7160" in cli("labels", "order").err


def test_unknown_labels_and_a_label_off_the_sheet_are_refused(cli, order):
    order()
    done = cli("labels", "order", "--product", "5161x")
    assert done.code == 1
    assert "did you mean '5161'" in done.err
    done = cli("labels", "order", "--product", "5160", "--start", 31)
    assert done.code == 1
    assert "labels 1 to 30" in done.err


def test_the_labels_that_are_known_are_listed(cli):
    done = cli("labels", "--list")
    assert done.code == 0, done
    assert "L7160" in done.out
    assert "8160" in done.out


def test_formats_tell_which_papers_wrap_a_card(cli):
    assert "fold your own:  letter, legal, ledger, a4, a3" in cli("formats", "a7").out
    assert "fold your own:  ledger, a3" in cli("formats", "half-letter").out


def test_a_list_alone_is_enough_for_labels(cli):
    (cli.folder / "list.csv").write_text(PEOPLE, encoding="utf-8")
    done = cli("labels", "--people", "list.csv", "--product", "5160", "-o", "labels.pdf")
    assert done.code == 3, done
    assert "2 labels on 1 sheet" in done.err
    assert "no note" not in done.err


def test_an_address_that_fails_is_told_by_row_and_its_blank_stays_without_one(cli, order):
    folder = order("envelope: fold-your-own\n", SENDER)
    (folder / "people.csv").write_text(PEOPLE.replace("New York,NY,10010", ",,"), encoding="utf-8")
    done = cli("make", "order")
    assert done.code == 3, done
    assert "3 cards;" in done.err
    assert "3,Sam Lee,error," in (folder / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    words = run_tool("pdftotext", folder / "out" / "envelope-template.pdf", "-")
    assert "Dana Reyes" in words
    assert "Sam Lee" not in words
