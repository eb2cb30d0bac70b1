"""What the design step asks of the server: filters of the command, words, own pictures, slips, and parts of pictures."""

import io
import json
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from test_door import ask

from cardmaker.cli.designs import command
from cardmaker.hand.pens import PENS
from cardmaker.impose.plan import safe_area
from cardmaker.inputs.facts import read_formats
from cardmaker.inputs.hand import list_hands
from cardmaker.make import check_cards, plan_order
from cardmaker.model import PANELS, Fold
from cardmaker.studio.drawing.album import is_ours
from cardmaker.studio.drawing.easel import Easel, Part
from cardmaker.studio.drawing.things import things_of
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import with_names
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.choices import catalog


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    desk = Desk(tmp_path / "order")
    desk.lay_out()
    return Studio(desk, Pass(5555), lambda: None)


def a_photo(size=(900, 600), kind="JPEG", color=(190, 90, 40)) -> bytes:
    ramp = np.linspace(0.4, 1.0, size[0])[None, :, None] * np.array(color)
    pixels = np.repeat(ramp, size[1], axis=0).astype(np.uint8)
    pixels[::7, ::5] = (20, 30, 60)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind)
    return out.getvalue()


def a_signature() -> bytes:
    image = Image.new("L", (800, 300), 250)
    from PIL import ImageDraw

    ImageDraw.Draw(image).line([(60, 220), (200, 60), (320, 240), (460, 80), (720, 200)], fill=20, width=9)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def give(studio: Studio, path: str, data: bytes, name: str = "x.jpg") -> dict:
    headers = {"x-base": studio.desk.revision, "x-name": quote(name)}
    return ask(studio, "POST", path, content=data, headers=headers).json()


def send(studio: Studio, path: str, **said) -> dict:
    return ask(studio, "POST", path, json={"base": studio.desk.revision, **said}).json()


def names(studio: Studio) -> list[str]:
    """Return the files of the order, without what the studio keeps for undoing."""
    return sorted(path.name for path in studio.desk.folder.iterdir() if not path.name.startswith("."))


def red_of(data: bytes) -> float:
    return float(np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=float)[..., 0].mean())


def test_the_catalog_tells_of_each_design_what_the_command_tells():
    ran = CliRunner().invoke(command, ["list", "--json"])
    listed = {each["id"]: each for each in json.loads(ran.stdout)}
    told = {each["id"]: each for each in catalog()["designs"]}
    assert list(told) == list(listed)
    for name, each in told.items():
        for key in ("family", "formality", "inks", "grays", "photos", "occasions"):
            assert each[key] == listed[name][key], (name, key)


def test_the_command_finds_designs_for_photos_and_for_a_black_cartridge():
    def ids(*options):
        ran = CliRunner().invoke(command, ["list", "--json", *options])
        return [each["id"] for each in json.loads(ran.stdout)]

    everything = ids()
    assert ids("--photo") == ["photo-arch", "photo-caption", "photo-trio"]
    mono = ids("--mono")
    assert 0 < len(mono) < len(everything)
    assert "vesper" not in mono  # its silver palette keeps a blue


def test_a_photo_becomes_the_front_and_undo_takes_the_file_away_again(studio):
    before = names(studio)
    answer = give(studio, "/api/front?at=0", a_photo())
    assert answer["chosen"]["front"]
    kept = studio.desk.folder / answer["chosen"]["front"][0]
    assert is_ours(kept.name)
    assert kept.suffix == ".jpg"
    assert kept.read_bytes() == a_photo()
    assert ask(studio, "GET", "/picture/own?at=0").headers["content-type"] == "image/jpeg"
    assert send(studio, "/api/undo")["chosen"]["front"] == []
    assert names(studio) == before
    assert send(studio, "/api/redo")["chosen"]["front"] == [kept.name]
    assert kept.read_bytes() == a_photo()


def test_a_photo_that_replaces_another_leaves_no_litter_and_another_picture_on_the_card(studio):
    first = give(studio, "/api/front?at=0", a_photo())["chosen"]["front"]
    shown = ask(studio, "GET", "/picture/front").content
    second = give(studio, "/api/front?at=0", a_photo(color=(20, 60, 200)))["chosen"]["front"]
    assert first != second
    assert not (studio.desk.folder / first[0]).exists()
    assert red_of(shown) > red_of(ask(studio, "GET", "/picture/front").content) + 20


def test_a_picture_of_the_persons_own_is_never_deleted(studio):
    (studio.desk.folder / "us.jpg").write_bytes(a_photo())
    studio.desk.set_front(studio.desk.revision, ["us.jpg"], {})
    assert send(studio, "/api/front/bare", at=0)["chosen"]["front"] == []
    assert (studio.desk.folder / "us.jpg").read_bytes() == a_photo()


def test_several_photos_are_kept_in_their_places(studio):
    studio.desk.set_values(studio.desk.revision, {"design": "photo-trio"})
    colors = [(200, 40, 40), (40, 160, 60), (40, 60, 200)]
    for at, color in enumerate(colors):
        give(studio, f"/api/front?at={at}", a_photo(color=color))
    kept = studio.desk.request().front
    assert len(kept) == 3
    assert send(studio, "/api/front/bare", at=1)["chosen"]["front"] == [kept[0], kept[2]]
    assert (studio.desk.folder / "card.yaml").read_text().count("front:") == 1


@pytest.mark.parametrize(
    "data, word",
    [
        (b"", "empty"),
        (b"%PDF-1.7 what", "PDF"),
        (b"hello there", "text"),
        (a_photo()[:4000], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'></svg>", "nothing"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    ],
    ids=["empty", "pdf", "text", "cut", "png", "svg", "heic"],
)
def test_a_picture_that_cannot_be_printed_is_refused_in_plain_words_and_nothing_is_kept(studio, data, word):
    before, files = studio.desk.revision, names(studio)
    answer = give(studio, "/api/front?at=0", data, "../../holiday <b>.jpg")
    assert answer["refused"]
    told = " ".join(each["message"] + each["place"] for each in answer["findings"])
    assert word in told
    assert "holiday <b>.jpg" in told
    assert ".." not in told
    assert (studio.desk.revision, names(studio)) == (before, files)


def test_a_picture_is_taken_only_on_the_state_that_was_seen(studio):
    headers = {"x-base": "older", "x-name": "x"}
    answer = ask(studio, "POST", "/api/front?at=0", content=a_photo(), headers=headers)
    assert answer.json() == {"stale": True}


def test_pictures_may_be_large_and_not_larger_than_the_reader_takes(studio):
    big = a_photo() + b"\0" * 1_000_000  # more than typed words may have
    assert give(studio, "/api/front?at=0", big)["chosen"]["front"]
    over = b"\xff\xd8\xff" + b"\0" * 20_000_001
    headers = {"x-base": studio.desk.revision}
    assert ask(studio, "POST", "/api/front?at=0", content=over, headers=headers).status_code == 413


def test_the_focus_decides_what_of_a_photo_is_kept(studio):
    studio.desk.set_values(studio.desk.revision, {"design": "photo-arch"})
    give(studio, "/api/front?at=0", a_photo())
    shown = {}
    for side in ("0 50", "100 50"):
        studio.desk.set_values(studio.desk.revision, {"focus": side})
        shown[side] = red_of(ask(studio, "GET", "/picture/front").content)
    assert shown["100 50"] > shown["0 50"] + 5


def test_a_signature_from_a_picture_signs_the_cards(studio):
    plain = ask(studio, "GET", "/picture/inside-right").content
    answer = give(studio, "/api/signature", a_signature(), "me.png")
    name = answer["chosen"]["signature"]
    assert is_ours(name)
    assert (studio.desk.folder / name).read_bytes() == a_signature()
    assert ask(studio, "GET", "/picture/inside-right").content != plain
    assert (
        send(studio, "/api/change", values={"signature": "leave-room"})["chosen"]["signature"] == "leave-room"
    )


def test_words_of_the_design_are_set_and_given_back(studio):
    before = (studio.desk.folder / "card.yaml").read_text()
    assert send(studio, "/api/texts", texts={"headline": "so long"})["chosen"]["texts"] == {
        "headline": "so long"
    }
    assert "  headline: so long\n" in (studio.desk.folder / "card.yaml").read_text()
    assert send(studio, "/api/texts", texts={"headline": ""})["chosen"]["texts"] == {"headline": ""}
    assert send(studio, "/api/texts", texts={"headline": None})["chosen"]["texts"] == {}
    assert (studio.desk.folder / "card.yaml").read_text() == before


@pytest.mark.parametrize("texts", [3, ["x"], {"headline": 3}], ids=repr)
def test_words_of_another_kind_are_refused(studio, texts):
    answer = ask(studio, "POST", "/api/texts", json={"base": studio.desk.revision, "texts": texts})
    assert answer.status_code == 400


def test_a_list_of_names_is_written_on_one_line_whatever_it_was_before():
    text = "front:\n  - a.jpg\n  - b.jpg\nseed: 3\n"
    assert with_names(text, "front", ["a.jpg", "c d.png"]) == "front: [a.jpg, c d.png]\nseed: 3\n"
    assert with_names(text, "front", ["a.jpg"]) == "front: a.jpg\nseed: 3\n"
    assert with_names(text, "front", []) == "seed: 3\n"


@pytest.mark.parametrize("hand", [each.id for each in list_hands()])
def test_each_hand_writes_the_persons_own_first_words(studio, hand):
    answer = ask(studio, "GET", f"/picture/hand/{hand}?person=0")
    picture = np.asarray(Image.open(io.BytesIO(answer.content)).convert("L"))
    assert answer.headers["content-type"] == "image/jpeg"
    assert (picture < 128).mean() > 0.004


def test_a_slip_shows_the_words_of_whom_it_is_asked_for(studio):
    first, second = (ask(studio, "GET", f"/picture/hand/caveat?person={at}").content for at in (0, 1))
    assert first != second


def test_pens_write_in_their_own_colors(studio):
    found = {}
    for pen in ("blue-ballpoint", "sepia"):
        answer = ask(studio, "GET", f"/picture/pen/{pen}")
        pixels = np.asarray(Image.open(io.BytesIO(answer.content)).convert("RGB"), dtype=float)
        dark = pixels[pixels.sum(axis=2) < 380]
        found[pen] = dark.mean(axis=0)
    assert found["blue-ballpoint"][2] > found["blue-ballpoint"][0] + 15
    assert found["sepia"][0] > found["sepia"][2] + 15


@pytest.mark.parametrize("path", ["/picture/hand/nobody", "/picture/pen/nobody", "/picture/hand/..%2fx"])
def test_there_is_no_slip_of_what_is_not_known(studio, path):
    assert ask(studio, "GET", path).status_code == 404


def test_parts_of_a_picture_are_the_picture(studio):
    def pixels(query):
        answer = ask(studio, "GET", f"/picture/front?width=900{query}")
        return np.asarray(Image.open(io.BytesIO(answer.content)).convert("L"), dtype=float)

    whole = pixels("")
    rows = [
        np.concatenate([pixels(f"&parts=3&column={column}&row={row}") for column in range(3)], axis=1)
        for row in range(3)
    ]
    joined = np.concatenate(rows, axis=0)
    assert joined.shape == whole.shape
    assert np.abs(joined - whole).mean() < 1.5


@pytest.mark.parametrize("face", ["sheet-2", "inside-left", "envelope-back", "liner", "turning"])
def test_a_face_that_a_thing_does_not_have_is_no_error(studio, face):
    studio.desk.set_values(studio.desk.revision, {"design": "olive-wreath", "format": "quarter-letter"})
    answer = ask(studio, "GET", f"/picture/{face}")
    has_it = face in {"inside-left", "liner"}
    assert answer.status_code == (200 if has_it else 204)


def test_art_is_drawn_once_for_the_findings_and_for_all_pictures(studio, monkeypatch):
    from cardmaker.studio.drawing import portfolio

    drawn = []
    draw = portfolio.draw_fitted
    monkeypatch.setattr(portfolio, "draw_fitted", lambda plan, order: drawn.append(1) or draw(plan, order))
    for design in ("artichoke", "olive-wreath", "artichoke"):
        answer = send(studio, "/api/change", values={"design": design})
        assert answer["order"]
        for face in ("front", "inside-right", "back"):
            ask(studio, "GET", f"/picture/{face}")
    assert len(drawn) == 2


def test_a_picture_of_art_stays_while_the_note_and_the_person_change(studio):
    order = studio.desk.resolved().order
    easel = Easel()
    first = easel.picture(order, 0, "front", 300, "a")
    assert easel.picture(order, 1, "front", 300, "b") is first
    assert easel.picture(order, 0, "inside-right", 300, "a") is not easel.picture(
        order, 1, "inside-right", 300, "a"
    )


def test_what_is_kept_is_what_would_be_drawn_anew(studio):
    order = studio.desk.resolved().order
    easel = Easel()
    for face in ("front", "inside-right", "back", "sheet-1", "sheet-2"):
        kept = [easel.picture(order, 0, face, 300, "a") for _ in range(2)]
        assert kept[0] == kept[1] == Easel().picture(order, 0, face, 300)


def test_findings_with_kept_art_are_those_without(studio):
    order = studio.desk.resolved().order
    easel = Easel()
    easel.picture(order, 0, "front", 300, "a")
    assert easel.checked(order).findings == check_cards(order).findings


@pytest.mark.parametrize("format_id", list(read_formats()))
def test_the_safe_area_is_that_of_the_plan_and_folds_lie_on_the_sheet(studio, format_id):
    studio.desk.set_values(studio.desk.revision, {"design": "olive-wreath", "format": format_id})
    order = studio.desk.resolved().order
    plan, things = plan_order(order), things_of(order)
    for panel in PANELS[order.format.fold]:
        assert things["safe"][panel.value] == [round(side, 2) for side in safe_area(plan, panel)]
    sheet = things["sheet"]
    assert len(sheet["folds"]) == plan.sides
    lines = {Fold.NONE: 0, Fold.SIDE: 1, Fold.TOP: 1, Fold.QUARTER: 2}[order.format.fold]
    for folds in sheet["folds"]:
        assert len(folds) == lines * plan.per_sheet
        for x, y, width, height in folds:
            assert 0 < x + width / 2 < sheet["size"][0] or width
            assert -0.01 <= y <= y + height <= sheet["size"][1] + 0.01
            assert min(width, height) == 0


def test_each_format_names_papers_that_hold_it():
    for each in catalog()["formats"]:
        assert each["paper"] in each["papers"]


def test_every_pen_and_hand_of_the_page_is_one_of_the_product():
    told = catalog()
    assert [each["id"] for each in told["pens"]] == list(PENS)
    assert [each["id"] for each in told["hands"]] == [each.id for each in list_hands()]
    assert Part() == (1, 0, 0)
