"""The addresses come back from the file line by line, in order, from readers of PDF that know nothing of each other."""

import pypdfium2
import pytest

from cardmaker.addressing import set_faces, start_addressing
from cardmaker.inputs.hand import list_hands
from cardmaker.model import Turn
from cardmaker.write.pdf import write_pdf
from tests.conftest import run_tool
from tests.mailbags import mailbag

HANDS = [hand.id for hand in list_hands() if hand.id != "eb-garamond"]
CASES = [("hand", hand, "", where) for hand, where in zip(HANDS, ("front", "none", "flap") * 4, strict=False)]
CASES += [("machine", "caveat", "", "front")]
CASES += [("hand", "caveat", f"letter {turn.value}", "front") for turn in Turn]
CASES += [("machine", "caveat", "a4 right turned-right", "front")]


def expected(order) -> list[list[str]]:
    """Return each envelope's words, as the addresses are in a hand or in capitals."""
    capitals = order.envelopes.style.value == "machine"
    sender = "Jamie Okafor 27 Larkspur Lane, Apt 4B Doylestown, PA 18901".split()
    found = []
    for person in order.people:
        address = person.address
        street = ", ".join(filter(None, (*address.street, address.flat)))
        words = f"{address.name} {street} {address.city}, {address.region} {address.postal_code}".split()
        both = [*sender, *words] if order.envelopes.return_on.value == "front" else words
        found.append([word.upper().replace(",", "") for word in both] if capitals else both)
    return found


def poppler(file, pages: int) -> list[list[str]]:
    return [
        run_tool("pdftotext", "-raw", "-f", page, "-l", page, file, "-").split()
        for page in range(1, pages + 1)
    ]


def pdfium(file, _pages: int) -> list[list[str]]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().split() for page in document]


@pytest.mark.parametrize("read", [poppler, pdfium])
@pytest.mark.parametrize(("style", "hand", "feed", "where"), CASES)
def test_an_envelope_is_read_back_word_for_word_in_order(tmp_path, read, style, hand, feed, where):
    order = mailbag(4, hand=hand, address_style=style, feed=feed, return_on=where)
    addressing = start_addressing(order)
    file = tmp_path / "envelopes.pdf"
    file.write_bytes(write_pdf(addressing.document(addressing.pages())))
    assert addressing.made == 4
    assert read(file, 4) == expected(order)


def test_the_words_of_an_address_stand_in_lines(tmp_path):
    addressing = start_addressing(mailbag(1, return_on="none"))
    file = tmp_path / "envelopes.pdf"
    file.write_bytes(write_pdf(addressing.document(addressing.pages())))
    lines = run_tool("pdftotext", file, "-").strip().splitlines()
    assert [line for line in lines if line] == [
        "Margaret Oyelaran",
        "100 Old Mill Road, Apt 0",
        "Millbrook, PA 18900",
    ]


def test_faces_of_set_addresses_have_the_letters_of_most_of_europe():
    faces = set_faces()
    for text in ("ŁÓDŹ", "ÅLESUND", "MÜNCHEN", "МОСКВА", "ΑΘΗΝΑ", "HÀ NỘI"):
        assert any(face.covers(text.replace(" ", "")) for face in (faces.medium, *faces.others)), text
