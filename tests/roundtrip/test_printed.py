"""What comes out of a real CUPS: jobs with their tickets, at a driverless printer, cut and folded like any other sheet."""

import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from cups import QUEUE, Arrived, Cups, running
from test_corrections import seen, worst_mm
from virtual_printer import DPI, Fault, misprint, print_sheet, reference_card

from cardmaker.drawing import Document, Frame, Page
from cardmaker.geometry import Size
from cardmaker.impose.plan import Plan, impose, plan_sheet
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.inputs.printers import profile_text
from cardmaker.model import Duplexing, Flip, Printer, Refeed, SheetWish, Shift
from cardmaker.printing.passes import Device, Stack, passes_of
from cardmaker.printing.tickets import Ticket
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from tests.conftest import SAMPLE, run_tool

pytestmark = pytest.mark.xdist_group("cups")  # one CUPS and one Avahi on a machine

FAULT = Fault(back=(0.7, -0.4), scale=(1.003, 1.003))
TRUE = Fault()


@pytest.fixture(scope="module")
def cups():
    # Not in pytest's own folder: CUPS works as another user, whom each start of pytest shuts out of that one.
    with tempfile.TemporaryDirectory(prefix="cups-") as name, running(Path(name)) as system:
        warm_up(system, Path(name))
        yield system


def warm_up(system: Cups, folder) -> None:
    """Print one page of two until just that arrives: a queue that is quite new may send all pages of its first jobs."""
    file = folder / "two.pdf"
    blank = Page(Frame(Size(612.0, 792.0)))
    file.write_bytes(write_pdf(Document("warm-up", "en", (blank, blank))))
    ticket = Ticket(QUEUE, file, "warm-up", Size(612.0, 792.0), "na_letter_8.5x11in", pages=(1, 1))
    for _ in range(5):
        subprocess.run(
            ticket.command, capture_output=True, env={**os.environ, **system.environment}, check=True
        )
        if len(pictures(system.arrived(1)[0].pdf)) == 1:
            return
    raise AssertionError("the queue never heeded which pages to print")


def profile_of(fault: Fault, **known: object) -> Printer:
    shifts = {"front": fault.front, "back": fault.back}
    found = {name: Shift(x * MM, y * MM) for name, (x, y) in shifts.items()}
    return Printer("faulty", queue=QUEUE, scale=fault.scale, **found, **known)


def planned(card_format: str, printer: Printer, flip: Flip | None = None, paper: str = "") -> Plan:
    wanted = read_formats()[card_format]
    return plan_sheet(wanted, read_papers()[paper or wanted.paper], flip, wish=SheetWish(printer))


def send(cups: Cups, folder, plan: Plan, cards: int) -> list[Arrived]:
    """Print reference cards by the commands that `cardmaker print` runs, and return what the printer got."""
    sheets = -(-cards // plan.per_sheet)
    numbered = (reference_card(plan.format, number) for number in range(1, cards + 1))
    file = folder / "cards.pdf"
    file.write_bytes(
        write_pdf(Document("cards", "en", impose(numbered, plan), plan.duplex, order=plan.order))
    )
    passes = passes_of(Device(QUEUE), Stack(file, plan, sheets, "cards"), None, proof=False)
    for each in passes:
        done = subprocess.run(
            each.ticket.command, capture_output=True, env={**os.environ, **cups.environment}, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    return cups.arrived(len(passes))


def pictures(pdf: bytes) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [np.asarray(page.render(scale=2 * DPI / 72).to_pil().convert("L")) for page in document]


def flip_of(job: Arrived) -> Flip | None:
    """Return the edge on which the printer was told to flip, None for one side."""
    names = {"two-sided-long-edge": Flip.LONG_EDGE, "two-sided-short-edge": Flip.SHORT_EDGE}
    return names.get(job.ticket["SIDES"])


def media_mm(job: Arrived) -> tuple[float, float]:
    found = re.search(r"x-dimension=(\d+) y-dimension=(\d+)", job.ticket["MEDIA_COL"])
    assert found, job.ticket
    return int(found[1]) / 100, int(found[2]) / 100


PRINTED = [
    pytest.param(name, paper, flip, fault, id=f"{name}-{paper}-{flip.value if flip else 'natural'}-{what}")
    for name, paper, flip in (
        ("a2", "letter", None),
        ("half-letter", "letter", None),
        ("half-letter", "letter", Flip.LONG_EDGE),
        ("half-a4-tent", "a4", None),
        ("a7", "a4", None),
        ("quarter-a4", "a4", None),
        ("a2", "avery-8315", None),
        ("half-letter", "avery-3265", None),
    )
    for what, fault in (("true", TRUE), ("faulty", FAULT))
]


@pytest.mark.parametrize("name, paper, flip, fault", PRINTED)
def test_what_the_printer_got_folds_right_at_true_size(cups, tmp_path, name, paper, flip, fault) -> None:
    plan = planned(name, profile_of(fault), flip, paper)
    (job,) = send(cups, tmp_path, plan, plan.per_sheet)
    assert flip_of(job) is plan.flip
    assert media_mm(job) == pytest.approx([side / MM for side in plan.paper.size], abs=0.1)
    pages = pictures(job.pdf)
    assert len(pages) == plan.sides
    sheet = print_sheet(misprint(pages, flip_of(job), fault, plan.page), flip_of(job))
    assert worst_mm(plan, seen(plan, sheet)) < 0.1


def test_a_faulty_printer_without_its_profile_would_be_noticed(cups, tmp_path) -> None:
    plan = planned("a2", Printer("unknown"))
    (job,) = send(cups, tmp_path, plan, plan.per_sheet)
    sheet = print_sheet(misprint(pictures(job.pdf), flip_of(job), FAULT, plan.page), flip_of(job))
    found = seen(plan, sheet)
    assert max(reading.off_mm for card in found for reading in card.values()) > 0.5


@pytest.mark.parametrize("is_reversed", [False, True])
def test_two_passes_make_sheets_that_fold_right(cups, tmp_path, is_reversed: bool) -> None:
    refeed = Refeed(Flip.SHORT_EDGE, is_reversed)
    plan = planned("a2", profile_of(FAULT, duplexing=Duplexing.MANUAL, refeed=refeed))
    first, second = send(cups, tmp_path, plan, 4)
    assert (flip_of(first), flip_of(second)) == (None, None)
    fronts, backs = pictures(first.pdf), pictures(second.pdf)
    behind = backs[::-1] if is_reversed else backs
    for number, pair in enumerate(zip(fronts, behind, strict=True)):
        sheet = print_sheet(misprint(pair, Flip.SHORT_EDGE, FAULT, plan.page), Flip.SHORT_EDGE)
        for place, card in enumerate(seen(plan, sheet, count=4)):
            for panel, reading in card.items():
                assert reading.shows(panel, 2 * number + place + 1)
                assert reading.off_mm < 0.1


@pytest.fixture
def home(tmp_path):
    """An order of one's own, and a folder of printer profiles with one for the queue."""
    folder = tmp_path / "printers"
    folder.mkdir()
    printer = Printer(
        "office",
        queue=QUEUE,
        tray="by-pass-tray",
        stock="cardstock",
        back=Shift(0.7 * MM, -0.4 * MM),
        feed=read_feed("letter center turned-left face-down"),
    )
    (folder / "office@by-pass-tray.yaml").write_text(profile_text(printer))
    return {"CARDMAKER_PRINTERS": str(folder)}


def texts(pdf: bytes, folder) -> list[str]:
    """Return the text of each page, as poppler reads it."""
    path = folder / "arrived.pdf"
    path.write_bytes(pdf)
    return run_tool("pdftotext", path, "-").split("\f")[:-1]


def test_an_order_is_printed_cards_first_and_then_envelopes(cups, cli, home, tmp_path) -> None:
    env = {**home, **cups.environment}
    order = ("--printer", "office:by-pass-tray", "--yes", "-o", tmp_path / "out")
    people = tmp_path / "people.csv"
    people.write_text(
        "name,street,city,region,postal_code,country\n"
        "Ann Smith,1 Elm St,Portland,OR,97201,US\nBob Jones,2 Oak St,Salem,OR,97301,US\nCy Ray,3 Fir St,Bend,OR,97701,US\n"
    )
    note = tmp_path / "note.txt"
    note.write_text("Dear {dear},\n\nthank you for your time.\n\nJamie\n")
    result = cli("print", "--people", people, "--note", note, *order, env=env)
    assert result.code == 0, result
    assert len(result.out.split()) == 2
    cards, envelopes = cups.arrived(2)
    assert cards.ticket["SIDES"] == "two-sided-long-edge"
    assert media_mm(cards) == (215.9, 279.4)
    assert "media-source=by-pass-tray" in cards.ticket["MEDIA_COL"]
    assert "media-type=cardstock" in cards.ticket["MEDIA_COL"]
    assert envelopes.ticket["SIDES"] == "one-sided"
    assert media_mm(envelopes) == (215.9, 279.4)  # as the profile feeds them: on a letter page
    assert "media-type=envelope" in envelopes.ticket["MEDIA_COL"]
    insides = texts(cards.pdf, tmp_path)[1::2]
    assert [re.findall(r"Dear (\w+)", page) for page in insides] == [["Ann", "Bob"], ["Cy"]]
    addressed = [re.findall("Ann|Bob|Cy", page) for page in texts(envelopes.pdf, tmp_path)]
    assert addressed == [["Ann"], ["Bob"], ["Cy"]]


def test_an_envelope_that_the_printer_does_not_list_is_told_before_it_is_refused(cups, cli, tmp_path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "name,street,city,region,postal_code,country\nAnn Smith,1 Elm St,Portland,OR,97201,US\n"
    )
    note = tmp_path / "note.txt"
    note.write_text("Dear {dear},\n\nthank you for your time.\n\nJamie\n")
    options = ("--people", people, "--note", note, "--printer", QUEUE, "--dry-run", "-o", tmp_path / "out")
    result = cli("print", *options, env={"CARDMAKER_PRINTERS": str(tmp_path), **cups.environment})
    assert result.code == 0, result
    assert f"{QUEUE} does not list na_a2_4.375x5.75in among its sizes, and may refuse it" in result.err
    assert "--feed 'letter center turned-left'" in result.err
    assert "does not list na_letter" not in result.err


def test_a_proof_is_one_sheet_on_plain_paper(cups, cli, home, tmp_path) -> None:
    env = {**home, **cups.environment}
    options = (
        "--envelope",
        "none",
        "--printer",
        "office:by-pass-tray",
        "--proof",
        "--yes",
        "-o",
        tmp_path / "out",
    )
    result = cli("print", SAMPLE, *options, env=env)
    assert result.code == 0, result
    proof, cards = cups.arrived(2)
    assert "media-type=stationery" in proof.ticket["MEDIA_COL"]
    assert len(texts(proof.pdf, tmp_path)) == 2
    assert len(texts(cards.pdf, tmp_path)) >= 2
    assert texts(cards.pdf, tmp_path)[:2] == texts(proof.pdf, tmp_path)


def test_the_system_s_printer_needs_no_profile(cups, cli, home, tmp_path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Dana,\n\nthank you.\n\nJamie\n")
    options = ("--to", "Dana", "--note", note, "--printer", "test-printer", "-o", tmp_path / "out")
    result = cli("print", *options, env={**home, **cups.environment})
    assert result.code == 0, result
    (job,) = cups.arrived(1)
    assert "Dana" in " ".join(texts(job.pdf, tmp_path))


def test_an_unknown_printer_names_the_nearest(cups, cli, home, tmp_path) -> None:
    options = ("--envelope", "none", "--printer", "Test_Pinter", "-o", tmp_path / "out")
    result = cli("print", SAMPLE, *options, env={**home, **cups.environment})
    assert result.code == 1
    assert f"did you mean '{QUEUE}'?" in result.err


def test_a_tray_that_the_printer_lacks_names_the_nearest(cups, cli, home, tmp_path) -> None:
    options = ("--envelope", "none", "--printer", QUEUE, "--tray", "bypass-try", "-o", tmp_path / "out")
    result = cli("print", SAMPLE, *options, env={**home, **cups.environment})
    assert result.code == 1
    assert "did you mean 'ByPassTray'?" in result.err


def test_without_a_running_cups_the_files_are_made_and_the_dialog_is_told(cups, cli, home, tmp_path) -> None:
    env = {**home, "CUPS_SERVER": "127.0.0.1:1"}
    options = ("--envelope", "none", "--printer", "office:by-pass-tray", "-o", tmp_path / "out")
    result = cli("print", SAMPLE, *options, env=env)
    assert result.code == 4
    assert "CUPS is not running" in result.err
    assert "Scale: 100 %, “actual size”; Sides: two-sided, flip on long edge" in result.err.replace(
        "\u00a0", " "
    )
    assert (tmp_path / "out" / "cards.pdf").exists()


def test_a_rehearsal_prints_nothing(cups, cli, home, tmp_path) -> None:
    options = ("--envelope", "none", "--printer", "office:by-pass-tray", "--dry-run", "-o", tmp_path / "out")
    result = cli("print", SAMPLE, *options, env={**home, **cups.environment})
    assert result.code == 0, result
    (line,) = result.out.splitlines()
    assert line.startswith(f"lp -d {QUEUE} -t ")
    for option in (
        "media=na_letter_8.5x11in",
        "InputSlot=ByPassTray",
        "MediaType=Cardstock",
        "print-scaling=none",
    ):
        assert f"-o {option}" in line
    with pytest.raises(AssertionError, match="did not arrive"):
        cups.arrived(1, patience=1.0)


def test_nobody_at_the_terminal_is_told_before_anything_is_printed(cups, cli, home, tmp_path) -> None:
    options = ("--duplex", "manual", "--printer", "office:by-pass-tray", "-o", tmp_path / "out")
    result = cli("print", SAMPLE, *options, env={**home, **cups.environment})
    assert result.code == 2
    assert "--yes" in result.err
    with pytest.raises(AssertionError, match="did not arrive"):
        cups.arrived(1, patience=0.5)


@pytest.mark.parametrize("key, jobs, code", [(b"\n", 2, 0), (b"q\n", 1, 130)])
def test_people_say_when_the_stack_is_back_or_stop(cups, home, tmp_path, key, jobs, code) -> None:
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", "print", str(SAMPLE)]
    command += ["--printer", QUEUE, "--duplex", "manual", "--envelope", "none", "-o", str(tmp_path / "out")]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command, {**os.environ, **home, **cups.environment})
    said, answered = b"", False
    while True:
        try:
            heard = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not heard:
            break
        said += heard
        if not answered and b"q to stop: " in said:
            answered = True
            os.write(terminal, key)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == code, said.decode()
    assert b"put it back into the tray" in said
    assert len(cups.arrived(jobs)) == jobs
