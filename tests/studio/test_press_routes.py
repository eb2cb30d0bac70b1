"""Check and Print through their routes: marks, everybody's findings, files, printers, and printing through a stand-in of CUPS."""

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_door import ask

from cardmaker.errors import Place, error
from cardmaker.inputs.measured import measured, read_margins, read_mm
from cardmaker.inputs.printers import profile_path, profile_text, read_printers
from cardmaker.model import Printer
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.hidden import FOLDER
from cardmaker.studio.keeping.marks import GOOD, SKIPPED
from cardmaker.studio.making.helper import Helper
from cardmaker.studio.making.press import MADE_FILE, OUT, rows_without
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.whereto import step_of
from cardmaker.units import MM

CARD = """cardmaker: order/1
design: bay-laurel
from: Jamie Okafor
people: people.csv
note: note.md
"""
PEOPLE = """Name,Company,Street,City,State,ZIP,Country,Point
Ann Smith,North,1 Main Street,Springfield,IL,62701,US,You showed me the kiln that your father built.
Ben Ito,Harbor,2 Main Street,Springfield,IL,62701,US,Your drawing of the harbor in fog stays with me.
,Nameless,3 Main Street,Springfield,IL,62701,US,This row has nobody in it.
Caro Diaz,Mill,4 Main Street,Springfield,IL,62701,US,Nobody had told me how quietly a loom can run.
"""
NOTE = "Dear {dear},\n\nthank you for your time in the workshop. {point}\n\n{from}\n"
ANN, BEN, CARO = "Ann Smith#1", "Ben Ito#1", "Caro Diaz#1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "order"
    folder.mkdir()
    (folder / "card.yaml").write_text(CARD)
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "note.md").write_text(NOTE)
    return folder


@pytest.fixture
def studio(folder: Path) -> Studio:
    return Studio(Desk(folder), Pass(5555), lambda: None)


@pytest.fixture(autouse=True)
def printers(tmp_path, monkeypatch):
    monkeypatch.setenv("CARDMAKER_PRINTERS", str(tmp_path / "printers"))


def post(studio: Studio, path: str, **said: object) -> dict:
    return ask(studio, "POST", path, json=said).json()


def get(studio: Studio, path: str) -> dict:
    return ask(studio, "GET", path).json()


def made(studio: Studio, **said: object) -> dict:
    post(studio, "/api/make", **said)
    studio.press.helper.wait(60)
    return get(studio, "/api/making")


def cardmaker(*args: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# Marks


def test_marks_outlive_the_studio(studio, folder):
    assert post(studio, "/api/mark", key=BEN, mark=SKIPPED)["marks"] == {BEN: SKIPPED}
    post(studio, "/api/mark", key=ANN, mark=GOOD)
    again = Studio(Desk(folder), Pass(5555), lambda: None)
    assert get(again, "/api/marks")["marks"] == {ANN: GOOD, BEN: SKIPPED}
    assert post(again, "/api/mark", key=ANN, mark="")["marks"] == {BEN: SKIPPED}


def test_a_mark_is_lost_with_what_was_looked_at(studio, folder):
    post(studio, "/api/mark", key=ANN, mark=GOOD)
    (folder / "note.md").write_text(NOTE.replace("workshop", "kiln room"))
    assert get(studio, "/api/marks")["marks"] == {}


def test_nobody_and_no_mark_are_not_kept(studio):
    assert post(studio, "/api/mark", key="Nobody#1", mark=GOOD)["marks"] == {}
    assert ask(studio, "POST", "/api/mark", json={"key": ANN, "mark": "lovely"}).status_code == 400


# Findings


def test_everybodys_findings_are_told_with_the_step_that_mends_them(studio):
    get(studio, "/api/looking")
    studio.looker.helper.wait(60)
    found = get(studio, "/api/looking")
    assert found["is"] == "done"
    nameless = [each for each in found["findings"] if each["line"] == 4 and each["level"] == "error"]
    assert [each["step"] for each in nameless] == ["people"]


def test_looking_through_begins_anew_when_the_order_changes(studio, folder):
    get(studio, "/api/looking")
    (folder / "note.md").write_text(NOTE.replace("workshop", "{nowhere}"))
    until_done(lambda: get(studio, "/api/looking"))
    assert any("nowhere" in each["message"] for each in get(studio, "/api/looking")["findings"])


def until_counted(state, seconds=60.0):
    """Wait until a run is under way and says how far it is."""
    end = time.monotonic() + seconds
    while not state().get("total") and time.monotonic() < end:
        assert state()["is"] == "running", state()
        time.sleep(0.02)


def until_done(state, seconds=60.0):
    end = time.monotonic() + seconds
    while state()["is"] == "running" and time.monotonic() < end:
        time.sleep(0.05)
    return state()


@pytest.mark.parametrize(
    ("rule", "file", "step"),
    [
        ("paper", "card.yaml", "print"),
        ("printer-offset", "card.yaml", "print"),
        ("preflight-ink", "", "print"),
        ("unknown-design", "card.yaml", "design"),
        ("hand", "card.yaml", "design"),
        ("envelope-room", "people.csv", "people"),
        ("no-name-column", "people.csv", "people"),
        ("something-new", "people.xlsx", "people"),
        ("too-long", "note.md", "note"),
        ("gratitude", "", "note"),
    ],
)
def test_a_finding_leads_to_the_step_that_mends_it(rule, file, step):
    assert step_of(error(rule, "x", Place(file, 1) if file else None)) == step


# Making


def test_every_file_is_what_the_command_makes(studio, folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    state = made(studio)
    assert state["is"] == "done", state
    cardmaker("make", copy)
    assert files_in(folder / OUT) == files_in(copy / OUT)
    assert {each["name"] for each in state["files"]} == set(files_in(copy / OUT))
    for name, data in files_in(copy / OUT).items():
        assert ask(studio, "GET", f"/file/{name}").content == data


def test_what_was_made_is_told_with_who_has_no_card_and_why(studio):
    state = made(studio)
    assert (state["cards"], state["envelopes"], state["failed"]) == (3, 3, 1)
    assert [each["row"] for each in state["skipped"]] == [4]
    assert "name" in state["skipped"][0]["reason"]
    assert {"cards", "envelopes", "run-sheet", "problems"} == {each["kind"] for each in state["files"]}


def test_those_for_later_are_left_out_only_if_that_is_asked_for(studio, folder, tmp_path):
    post(studio, "/api/mark", key=BEN, mark=SKIPPED)
    assert made(studio)["cards"] == 3
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(OUT))
    state = made(studio, without=SKIPPED)
    assert (state["cards"], state["only"]) == (2, "2,5")
    cardmaker("make", copy, "--only", state["only"])
    for name, data in files_in(copy / OUT).items():
        assert (folder / OUT / name).read_bytes() == data, name
    assert {each["name"] for each in state["files"]} == set(files_in(copy / OUT))


def test_rows_without_somebody_are_spans_of_the_others(studio):
    order = studio.desk.resolved().order
    assert rows_without(order, set()) == ""
    assert rows_without(order, {ANN}) == "3,5"
    assert rows_without(order, {BEN, CARO}) == "2"
    assert rows_without(order, {"Nobody#1"}) == ""


def test_files_are_told_to_be_older_than_a_later_change(studio, folder):
    assert made(studio)["isOld"] is False
    (folder / "note.md").write_text(NOTE.replace("workshop", "studio"))
    state = get(studio, "/api/making")
    assert state["isOld"] is True
    assert state["cards"] == 3


def test_a_studio_that_is_started_again_still_knows_what_was_made(studio, folder):
    made(studio)
    again = Studio(Desk(folder), Pass(5555), lambda: None)
    state = get(again, "/api/making")
    assert (state["is"], state["cards"], state["isOld"]) == ("done", 3, False)
    assert ask(again, "GET", "/file/cards.pdf").content.startswith(b"%PDF")
    (folder / OUT / "cards.pdf").unlink()
    assert "cards" not in {each["kind"] for each in get(again, "/api/making")["files"]}
    assert ask(again, "GET", "/file/cards.pdf").status_code == 404


def test_a_torn_note_of_what_was_made_is_no_note(studio, folder):
    made(studio)
    path = folder / FOLDER / MADE_FILE
    path.write_bytes(path.read_bytes()[:-9])
    again = Studio(Desk(folder), Pass(5555), lambda: None)
    assert get(again, "/api/making") == {"is": "idle"}


def test_a_pdf_is_opened_in_the_browser_or_kept_and_a_list_is_only_kept(studio):
    made(studio)
    how = [
        ask(studio, "GET", path).headers["content-disposition"].split(";")[0]
        for path in ("/file/cards.pdf", "/file/cards.pdf?open", "/file/problems.csv?open")
    ]
    assert how == ["attachment", "inline", "attachment"]


def test_a_run_is_ended_at_once_and_leaves_nothing_half_written(studio, folder):
    rows = "".join(
        f"P{at} Smith,North,1 Main Street,Springfield,IL,62701,US,Point {at} was good.\n" for at in range(400)
    )
    (folder / "people.csv").write_text(PEOPLE.splitlines()[0] + "\n" + rows)
    post(studio, "/api/make")
    until_counted(lambda: get(studio, "/api/making"))
    since = time.monotonic()
    assert post(studio, "/api/cancel")["is"] == "cancelled"
    assert time.monotonic() - since < 0.2
    studio.press.helper.wait(20)
    left = [path.name for path in (folder / OUT).rglob("*")] if (folder / OUT).exists() else []
    assert [name for name in left if name.endswith((".part", ".pdf"))] == []


def test_an_order_that_cannot_be_made_says_why(studio, folder):
    (folder / "note.md").write_text("Dear {dear}, {nothing}\n")
    state = made(studio)
    assert state["is"] == "failed"
    assert any("nothing" in each["message"] for each in state["findings"])


def test_a_helper_that_dies_without_a_word_is_told(monkeypatch):
    monkeypatch.setattr(
        "cardmaker.studio.making.helper.COMMAND", (sys.executable, "-c", "import sys; sys.exit('oh dear')")
    )
    helper = Helper(dict)
    helper.begin({"do": "make", "folder": "x", "only": ""})
    helper.wait(20)
    assert helper.state["is"] == "failed"
    assert "oh dear" in helper.state["bug"]


def test_a_helper_imports_nothing_from_the_folder_it_is_started_in(folder, monkeypatch):
    (folder / "cardmaker").mkdir()
    (folder / "cardmaker" / "__init__.py").write_text("raise SystemExit('a stranger ran')")
    (folder / "json.py").write_text("raise SystemExit('a stranger ran')")
    monkeypatch.chdir(folder)
    helper = Helper(dict)
    helper.begin({"do": "make", "folder": str(folder), "only": ""})
    helper.wait(60)
    assert helper.state["is"] == "done", helper.state


# Printers


def test_what_the_page_keeps_of_a_printer_the_command_reads(studio):
    assert [
        each["id"] for each in post(studio, "/api/printer/add", name="Brother 2", tray="manual")["printers"]
    ] == ["Brother 2:manual"]
    values = {
        "x": "0.7",
        "y": "−0,4",
        "across": "150.45",
        "margins": "4 4 4 12",
        "cross": "n",
        "flip": "short-edge",
    }
    post(studio, "/api/printer/keep", name="Brother 2", tray="manual", values=values)
    shown = json.loads(cardmaker("printer", "show", "Brother 2:manual", "--json").stdout)
    assert shown["back"] == {"x": "0.7 mm", "y": "-0.4 mm"}
    assert shown["scale"] == {"x": 1.003, "y": 1.0}
    assert shown["margins"] == {"left": "4 mm", "top": "4 mm", "right": "4 mm", "bottom": "12 mm"}
    assert (shown["load"], shown["flip"]) == ("face-down foot-first", "short-edge")


def test_the_page_and_the_command_write_the_same_file(studio, tmp_path, monkeypatch):
    values = {"x": "0.7", "y": "-0.4", "front_x": "0.2", "down": "199.4", "margins": "5", "duplex": "manual",
              "refeed_order": "reversed", "refeed_facing": "face-down"}  # fmt: skip
    post(studio, "/api/printer/keep", name="brother", tray="", values=values)
    from_page = profile_path(Printer("brother")).read_bytes()
    monkeypatch.setenv("CARDMAKER_PRINTERS", str(tmp_path / "others"))
    options = [part for name, value in values.items() for part in (f"--{name.replace('_', '-')}", value)]
    assert cardmaker("printer", "set", "brother", *options).returncode == 0
    assert profile_path(Printer("brother")).read_bytes() == from_page


def test_what_the_command_keeps_the_page_shows(studio):
    cardmaker(
        "printer", "set", "brother", "--x", "0.7", "--across", "150.45", "--margins", "4", "--cross", "K"
    )
    shown = get(studio, "/api/printers")["printers"]
    assert [each["back"] for each in shown] == [[0.7, 0.0]]
    assert (shown[0]["scale"], shown[0]["margins"], shown[0]["cross"]) == ([0.3, 0.0], [4.0] * 4, "K")


def test_what_no_printer_does_is_refused_and_nothing_is_kept(studio):
    post(studio, "/api/printer/add", name="brother", tray="")
    before = read_printers()
    for values in ({"x": "44"}, {"y": "much"}, {"across": "140"}, {"margins": "1 2 3"}, {"cross": "Z"}, {"color": "1"},
                   {"refeed_order": "mixed"}, {"flip": "sideways"}):  # fmt: skip
        assert post(studio, "/api/printer/keep", name="brother", tray="", values=values)["refused"], values
    assert read_printers() == before


@pytest.mark.parametrize("name", ["", "../../evil", "a/b", "naïve", ".", "x" * 80])
def test_a_printer_is_no_path(studio, name, tmp_path):
    assert post(studio, "/api/printer/add", name=name, tray="")["refused"]
    assert post(studio, "/api/printer/forget", name=name, tray="")["refused"]
    assert not (tmp_path / "printers").exists()


def test_a_printer_is_added_once_and_can_be_forgotten(studio):
    post(studio, "/api/printer/add", name="brother", tray="")
    assert post(studio, "/api/printer/add", name="brother", tray="")["refused"]
    assert post(studio, "/api/printer/forget", name="brother", tray="")["printers"] == []
    assert not profile_path(Printer("brother")).exists()


def test_a_profile_that_is_broken_is_told_beside_the_others(studio, tmp_path):
    post(studio, "/api/printer/add", name="brother", tray="")
    (tmp_path / "printers" / "torn.yaml").write_text("cardmaker: printer/1\nname: [")
    found = get(studio, "/api/printers")
    assert [each["id"] for each in found["printers"]] == ["brother"]
    assert found["findings"]


def test_the_test_sheet_is_that_of_the_command(studio, tmp_path):
    answer = ask(studio, "GET", "/printer/sheet?name=brother&paper=a4")
    assert answer.headers["content-disposition"] == 'attachment; filename="brother-test.pdf"'
    cardmaker("printer", "calibrate", "brother", "--paper", "a4", "-o", tmp_path / "test.pdf")
    assert answer.content == (tmp_path / "test.pdf").read_bytes()
    turned = ask(studio, "GET", "/printer/sheet?name=brother&turned=yes").headers["content-disposition"]
    assert "brother-turning.pdf" in turned


def test_both_sides_of_the_test_sheet_can_be_looked_at(studio):
    sides = [ask(studio, "GET", f"/printer/picture?side={side}").content for side in (0, 1)]
    assert all(each.startswith(b"\xff\xd8") for each in sides)
    assert sides[0] != sides[1]
    assert ask(studio, "GET", "/printer/picture?side=2").status_code == 404


def test_an_order_whose_printer_learned_something_is_another_one(studio):
    post(studio, "/api/printer/add", name="brother", tray="")
    post(studio, "/api/change", base=studio.desk.revision, values={"printer": "brother"})
    assert made(studio)["isOld"] is False
    pages = ask(studio, "GET", "/file/cards.pdf").content
    post(studio, "/api/printer/keep", name="brother", tray="", values={"x": "0.7"})
    assert get(studio, "/api/making")["isOld"] is True
    assert made(studio)["isOld"] is False
    assert ask(studio, "GET", "/file/cards.pdf").content != pages


def test_numbers_of_a_test_sheet_are_read_as_people_type_them():
    assert read_mm("−0,4") == pytest.approx(-0.4 * MM)
    assert read_margins("4, 4, 4, 12").bottom == pytest.approx(12 * MM)
    assert measured(Printer("x"), {"x": 1.0, "y": None}).back == (1.0, 0.0)
    assert "back" in profile_text(measured(Printer("x"), {"x": 1.0}))


# Printing


LPSTAT = """#!/bin/sh
case "$*" in
  -r) echo "scheduler is running" ;;
  -e) printf 'Home_Printer\\nOther\\n' ;;
  -d) echo "system default destination: Home_Printer" ;;
  *not-completed*) [ -f "{root}/waiting" ] && printf 'Home_Printer-7 me 1024 now\\n\\tStatus: Out of paper\\n\\tqueued for Home_Printer\\n' ;;
esac
"""
LP = """#!/bin/sh
if [ -f "{root}/refuse" ]; then echo "lp: The printer is on fire." >&2; exit 1; fi
echo "$@" >> "{root}/printed"
touch "{root}/waiting"
echo "request id is Home_Printer-7 (1 file(s))"
"""
LPOPTIONS = """#!/bin/sh
echo "PageSize/Media Size: *Letter A4 Custom.WIDTHxHEIGHT"
echo "MediaType/Media Type: *stationery cardstock envelope"
"""
CANCEL = """#!/bin/sh
rm -f "{root}/waiting"; echo "$@" >> "{root}/cancelled"
"""


@pytest.fixture
def cups(tmp_path, monkeypatch) -> Path:
    """A stand-in of CUPS's programs on the path, which notes what it was asked to print."""
    root = tmp_path / "cups"
    root.mkdir()
    for name, text in {"lpstat": LPSTAT, "lp": LP, "lpoptions": LPOPTIONS, "cancel": CANCEL}.items():
        (root / name).write_text(text.replace("{root}", str(root)))
        (root / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{root}{os.pathsep}{os.environ['PATH']}")
    return root


def test_without_cups_that_is_said_and_nothing_breaks(studio, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert get(studio, "/api/queues") == {
        "queues": [],
        "usual": "",
        "why": "this machine has no CUPS (lpstat is missing)",
    }


def test_what_will_be_sent_is_what_the_command_sends(studio, folder, cups):
    made(studio)
    answer = post(studio, "/api/passes", queue="", proof=True)
    assert answer["queue"] == "Home_Printer"
    assert [each["what"] for each in answer["passes"]] == ["proof", "cards", "envelopes"]
    assert answer["passes"][1]["count"] == 2
    assert not (cups / "printed").exists()
    for number in range(3):
        assert post(studio, "/api/send", queue="Home_Printer", proof=True, **{"pass": number}) == {
            "job": "Home_Printer-7"
        }
    rehearsed = cardmaker("print", folder, "--proof", "--dry-run").stdout
    wanted = [
        line.replace("'", "").removeprefix("lp ")
        for line in rehearsed.splitlines()
        if not line.startswith("#")
    ]
    assert (cups / "printed").read_text().splitlines() == wanted


def test_turned_by_hand_the_sides_are_two_jobs(studio, cups):
    post(studio, "/api/change", base=studio.desk.revision, values={"duplex": "manual"})
    made(studio)
    told = post(studio, "/api/passes", queue="Home_Printer")["passes"]
    assert [each["what"] for each in told] == ["first-sides", "second-sides", "envelopes"]
    post(studio, "/api/send", queue="Home_Printer", **{"pass": 1})
    assert "-P 3-4" in (cups / "printed").read_text()


def test_a_job_is_watched_and_can_be_taken_back(studio, cups):
    made(studio)
    job = post(studio, "/api/send", queue="Home_Printer", **{"pass": 0})["job"]
    assert post(studio, "/api/job", job=job) == {"is": "waiting", "says": "Out of paper"}
    post(studio, "/api/job/withdraw", job=job)
    assert post(studio, "/api/job", job=job)["is"] == "gone"
    assert (cups / "cancelled").read_text().split() == [job]


def test_jobs_of_others_are_neither_watched_nor_taken_back(studio, cups):
    made(studio)
    assert post(studio, "/api/job", job="Home_Printer-3")["refused"]
    post(studio, "/api/job/withdraw", job="Home_Printer-3")
    assert not (cups / "cancelled").exists()


def test_files_of_an_older_order_go_to_no_printer(studio, folder, cups):
    assert post(studio, "/api/send", queue="Home_Printer", **{"pass": 0})["refused"]
    made(studio)
    (folder / "note.md").write_text(NOTE.replace("workshop", "studio"))
    assert post(studio, "/api/send", queue="Home_Printer", **{"pass": 0})["refused"]
    assert not (cups / "printed").exists()


def test_a_queue_that_is_none_and_a_printer_that_refuses_say_so(studio, cups):
    made(studio)
    assert "Hom_Printer" in post(studio, "/api/passes", queue="Hom_Printer")["findings"][0]["message"]
    assert post(studio, "/api/send", queue="Home_Printer", **{"pass": 9})["refused"]
    (cups / "refuse").touch()
    refused = post(studio, "/api/send", queue="Home_Printer", **{"pass": 0})
    assert "on fire" in refused["findings"][0]["message"]


def test_a_file_for_a_print_shop_goes_to_no_printer_of_ones_own(studio, cups):
    post(studio, "/api/change", base=studio.desk.revision, values={"profile": "press"})
    state = made(studio)
    assert "run-sheet" not in {each["kind"] for each in state["files"]}
    assert post(studio, "/api/passes", queue="Home_Printer")["refused"]


@pytest.mark.parametrize(
    "values",
    [{"profile": "press"}, {"copies": "2"}, {"edges": "shrink"}, {"gutter": "4 mm"}, {"flip": "short-edge"}],
)
def test_wishes_for_printing_are_the_orders_own_keys(studio, folder, values):
    answer = post(studio, "/api/change", base=studio.desk.revision, values=values)
    name, value = next(iter(values.items()))
    assert answer["chosen"][name] == value
    assert f"{name}: " in (folder / "card.yaml").read_text()
