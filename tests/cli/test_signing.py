"""Signing cards from the command line and from an order: what is drawn where, and what the file still says."""

import io
import shutil
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from cardmaker.compose.card import compose_card
from cardmaker.compose.signature import INK_ROOM, RISE, TALLEST, WIDEST, signing_name
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import Line, Use
from cardmaker.errors import InputError, Place
from cardmaker.inputs.note import parse_note
from cardmaker.inputs.order import Request, resolve
from cardmaker.inputs.signature import find_signature
from cardmaker.make import make_cards
from cardmaker.model import NOTE_PANEL, Neatness, Order, Signature, Signing
from tests.cli_runner import run
from tests.conftest import SAMPLE, run_tool
from tests.orders import order_of
from tests.photos import Scene, jpeg, photo_of
from tests.unit.test_image import bomb

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 30Q20 -20 40 30T90 20Q120 0 160 28" fill="none" stroke="#000" stroke-width="3"/></svg>'
DOCTYPE = (
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)
PHOTO = Scene(rules=0.25, width=1300, height=560, at=(150, 330))
NOTE = "Dear {},\n\nThank you for your time on Tuesday, and for the walk.\n\nWarm regards,\nJamie Okafor"
WORDS = "Dear Dana, Thank you for your time on Tuesday, and for the walk. Warm regards,"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("signing")
    (place / "sig.svg").write_bytes(SVG)
    (place / "sig.jpg").write_bytes(photo_of(PHOTO))
    return place


@pytest.fixture(scope="module")
def signature(folder) -> Signature:
    found = find_signature("sig.jpg", folder, is_confined=True)
    assert isinstance(found, Signature)
    return found


def order(
    signature: Signature | Signing, note: str = NOTE.format("Dana"), *names: str, **fields: object
) -> Order:
    return replace(order_of(note, *names, **{"from_": "Jamie Okafor", **fields}), signature=signature)


def signed(made: Order, index: int = 0):
    """Return the items of a person's note panel, and the note's box."""
    stationery = draw_stationery(made)
    composed = compose_card(made, made.people[index], stationery)
    assert not [found for found in composed.findings if found.level.value == "error"], composed.findings
    items = composed.card.panels[NOTE_PANEL[made.format.fold]].items
    art = len(stationery.panel(NOTE_PANEL[made.format.fold], made.format.panel).items)
    return items[art:], stationery.note_box


def placed(made: Order, index: int = 0):
    items, box = signed(made, index)
    [use] = [item for item in items if isinstance(item, Use)]
    return use, box


def lines(items) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize("name", ["sig.svg", "sig.jpg"])
def test_an_order_is_signed_with_a_file_beside_it(folder, tmp_path, capsys, name):
    place = tmp_path / "order"
    shutil.copytree(SAMPLE, place, ignore=shutil.ignore_patterns("out", "preview"))
    shutil.copy(folder / name, place)
    with (place / "card.yaml").open("a") as file:
        file.write(f"signature: {name}\n")
    done = run(capsys, "make", place, "-o", tmp_path / "cards.pdf")
    assert done.code == 0, done
    assert text_of((tmp_path / "cards.pdf").read_bytes()).count("Warm regards, Jamie Okafor") == 2


def test_the_command_line_takes_a_signature_from_anywhere(folder, tmp_path, capsys):
    (tmp_path / "note.txt").write_text(NOTE.format("Dana"))
    done = run(
        capsys,
        "make",
        "--note",
        tmp_path / "note.txt",
        "--signature",
        folder / "sig.svg",
        "-o",
        tmp_path / "x.pdf",
    )
    assert done.code == 0, done


def test_an_order_may_not_read_signatures_outside_its_folder(folder, tmp_path):
    (tmp_path / "order").mkdir()
    shutil.copy(folder / "sig.svg", tmp_path / "secret.svg")
    (tmp_path / "order" / "link.svg").symlink_to(tmp_path / "secret.svg")
    for name in ("../secret.svg", str(tmp_path / "secret.svg"), "link.svg"):
        with pytest.raises(InputError, match="lies outside the order's folder"):
            find_signature(name, tmp_path / "order", is_confined=True)


def test_problems_with_the_signature_and_with_other_fields_are_told_together(tmp_path):
    request = Request(signature="gone.png", format="a99", note="note.md")
    (tmp_path / "note.md").write_text("Hello.")
    with pytest.raises(InputError) as refused:
        resolve(request, tmp_path, {"format": Place("card.yaml", 2)})
    assert {finding.rule for finding in refused.value.findings} >= {"no-file", "unknown-format"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leave-rom", None, "did you mean 'leave-room'?"),
        ("gone.png", None, "there is no such file"),
        ("eps.png", b"%!PS-Adobe-3.0", "is a PostScript or EPS file"),
        ("text.png", b"Jamie Okafor", "is a text file"),
        ("cut.jpg", photo_of(PHOTO)[:9000], "is damaged or cut off"),
        ("blank.jpg", jpeg(Image.new("RGB", (600, 300), "white")), "shows no signature: the paper is blank"),
        ("dark.jpg", jpeg(Image.new("RGB", (600, 300), (9, 9, 9))), "is too dark to tell ink from paper"),
        ("bomb.png", bomb(60_000, 60_000), "pixels a side are read"),
        ("dtd.svg", DOCTYPE + b'<svg xmlns="http://www.w3.org/2000/svg"/>', "delete the line that begins"),
        (
            "word.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><text>J</text></svg>',
            "convert the text to paths",
        ),
    ],
)
def test_a_bad_signature_is_one_clear_line_and_writes_nothing(tmp_path, capsys, name, data, said):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "note.txt").write_text("Hello.")
    wanted = tmp_path / name if "." in name else name
    done = run(
        capsys, "make", "--note", tmp_path / "note.txt", "--signature", wanted, "-o", tmp_path / "x.pdf"
    )
    assert done.code == 1, done
    assert said in done.err
    assert done.err.count("error:") == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("hand", ["reenie-beanie", "la-belle-aurore"])
@pytest.mark.parametrize("card_format", ["a2", "a6", "half-letter", "postcard-4x6"])
def test_a_signature_stands_under_the_closing_at_a_natural_size(signature, hand, card_format):
    made = order(signature, hand=hand, format=card_format)
    use, box = placed(made)
    items, _ = signed(made)
    ink = use.transform.apply_rect(signature.box)
    closing = next(line for line in lines(items) if line.words[0].text == "Warm").words[0].transform
    x_height = made.hands[0].hand.x_height_mm * 72 / 25.4
    assert box.holds(ink)
    assert ink.width <= WIDEST * 1.02
    assert 2.0 * x_height < ink.height < (TALLEST + 1.5) * x_height
    assert 0 < ink.x - closing.e < 4 * x_height
    assert ink.y > closing.f
    assert RISE * 0.6 * x_height < use.transform.f - closing.f < 6.5 * x_height


def test_a_signature_is_a_little_different_on_every_card(signature):
    names = [f"Person {number}" for number in range(40)]
    made = order(signature, NOTE.format("you"), *names)
    uses = [placed(made, index)[0] for index in range(40)]
    angles = [-_degrees(use.transform) for use in uses]
    sizes = [use.transform.a**2 + use.transform.b**2 for use in uses]
    assert min(angles) >= 1.0
    assert max(angles) <= 4.0
    assert max(angles) - min(angles) > 0.5
    assert 1.005 < (max(sizes) / min(sizes)) ** 0.5 < 1.045
    assert len({use.transform for use in uses}) == 40
    assert len({use.shared for use in uses}) == 1


def _degrees(transform) -> float:
    from math import atan2, degrees

    return degrees(atan2(transform.b, transform.a))


def test_the_outline_is_once_in_the_file_however_many_cards(signature):
    one = make_cards(order(signature, NOTE.format("you"), "A")).pdf
    many = make_cards(order(signature, NOTE.format("you"), *"ABCDEF")).pdf
    plain = make_cards(order(Signing.WRITTEN, NOTE.format("you"), "A")).pdf
    assert [_outlines(pdf) - _outlines(plain) for pdf in (one, many)] == [1, 1]
    assert len(one) - len(plain) < 6_500


def _outlines(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        contents = [
            bytes(each.read_bytes())
            for each in file.objects
            if isinstance(each, pikepdf.Stream) and "/BBox" in each
        ]
    return sum(content.count(b" c\n") > 100 for content in contents)


def test_the_name_is_drawn_once_and_read_once(signature, tmp_path):
    made = order(signature)
    items, _ = signed(made)
    assert [" ".join(word.text for word in line.words) for line in lines(items) if line.is_unseen] == [
        "Jamie Okafor"
    ]
    file = tmp_path / "x.pdf"
    file.write_bytes(make_cards(made).pdf)
    readers = [
        text_of(file.read_bytes()),
        run_tool("pdftotext", "-raw", file, "-"),
        run_tool("mutool", "draw", "-q", "-F", "txt", file),
    ]
    for text in readers:
        assert f"{WORDS} Jamie Okafor" in " ".join(text.split())


def test_an_unseen_line_leaves_no_ink(signature):
    bare = replace(signature, areas=())
    with_name, without = order(bare), order(bare, NOTE.format("Dana").replace("\nJamie Okafor", ""))
    ink = [_ink_below_closing(each) for each in (with_name, without)]
    assert ink == [0, 0]
    assert _ink_below_closing(order(Signing.WRITTEN)) > 100


def _ink_below_closing(made: Order) -> int:
    items, _ = signed(made)
    closing = next(line for line in lines(items) if line.words[0].text == "Warm").words[0].transform
    from cardmaker.drawing import Document, Frame, Page
    from cardmaker.write.pdf import write_pdf
    from cardmaker.write.png import render_pages

    [picture] = render_pages(write_pdf(Document("x", "en", [Page(Frame(made.format.panel, items))])), 100)
    below = round((closing.f + 6) * 100 / 72)
    return sum(1 for value in picture.convert("L").crop((0, below, *picture.size)).tobytes() if value < 200)


def test_leave_room_leaves_no_name_and_room_for_a_pen():
    for neatness in Neatness:
        items, box = signed(order(Signing.LEAVE_ROOM, neatness=neatness.value))
        last = lines(items)[-1]
        assert [word.text for word in last.words] == ["Warm", "regards,"]
        assert box.bottom - last.words[-1].transform.f > INK_ROOM
    pdf = make_cards(order(Signing.LEAVE_ROOM)).pdf
    assert "Okafor" not in text_of(pdf)
    assert WORDS in text_of(pdf)


def test_a_full_note_gives_way_to_the_signature(signature):
    long = NOTE.format("Dana").replace(
        "walk.", "walk. " + "It was more than I had hoped to see in one day. " * 5
    )
    for each in (signature, Signing.LEAVE_ROOM):
        items, box = signed(order(each, long))
        inks = [use.transform.apply_rect(signature.box) for use in items if isinstance(use, Use)]
        assert all(box.holds(ink) for ink in inks)


def test_a_name_that_no_hand_can_write_is_no_error_under_a_signature(signature):
    note = "Dear Dana,\n\nthank you.\n\nWarm regards,\n李明"
    for each in (signature, Signing.LEAVE_ROOM):
        items, _ = signed(order(each, note, from_="李明"))
        assert not [line for line in lines(items) if line.is_unseen]


def test_a_note_without_a_name_is_signed_below_its_last_line(signature):
    items, box = signed(order(signature, NOTE.format("Dana").replace("\nJamie Okafor", "")))
    [use] = [item for item in items if isinstance(item, Use)]
    assert use.transform.f > lines(items)[-1].words[0].transform.f + 10
    assert box.holds(use.transform.apply_rect(signature.box))


@pytest.mark.parametrize(
    ("ending", "sender", "name"),
    [
        ("Warm regards,\nJamie Okafor", "Jamie Okafor", "Jamie Okafor"),
        ("Warm regards,\nJamie", "Jamie Okafor", "Jamie"),
        ("Warm regards,\n— Jamie", "jamie okafor", "— Jamie"),
        ("With love,\nyour Mo", "", "your Mo"),
        ("Thanks again!\nJamie", "Jamie Okafor", "Jamie"),
        ("Warm regards,", "Jamie Okafor", ""),
        ("See you soon.\nBring the dog", "Jamie Okafor", ""),
        ("We talked about this, that, and everything,\nand then some", "Jamie", ""),
    ],
)
def test_the_signers_name_is_told_from_the_note(ending, sender, name):
    parsed, _ = parse_note(f"Dear Dana,\n\nthank you.\n\n{ending}", "note", {})
    assert parsed is not None
    assert " ".join(signing_name(parsed, sender)) == name


def test_a_signature_on_cards_to_write_by_hand_is_told_to_be_of_no_use(folder):
    (folder / "note.md").write_text(NOTE.format("Dana"))
    request = Request(hand="own-pen", signature="sig.svg")
    resolved = resolve(request, folder, {"signature": Place("card.yaml", 3)})
    [found] = [found for found in resolved.findings if "signature" in found.message]
    assert found.place == Place("card.yaml", 3)
    assert make_cards(resolved.order).made == 1


def test_a_note_that_is_written_is_as_it_was(signature):
    written, _ = signed(order(Signing.WRITTEN))
    assert not [item for item in written if isinstance(item, Use) or item.is_unseen]
    assert [word.text for word in lines(written)[-1].words] == ["Jamie", "Okafor"]
