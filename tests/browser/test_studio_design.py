"""The design step: the gallery and its filters, palettes, words, paper, hands and pictures of one's own."""

import io
import json
import time

import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw

from cardmaker.cli.designs import command
from tests.browser.steps import go, until


def shown(page):
    return page.eval_on_selector_all(
        ".gallery label:not([hidden]) input", "all => all.map(each => each.value)"
    )


def listed(*options):
    ran = CliRunner().invoke(command, ["list", "--json", *options])
    return [each["id"] for each in json.loads(ran.stdout)] if ran.stdout else []


def open_drawer(page, name):
    page.evaluate("name => { document.querySelector(`.drawer-${name}`).open = true; }", name)


def set_filter(page, name, value):
    box = page.locator(f"#filter-{name}" if name != "words" else "#search")
    if name == "words":
        box.fill(value)
    elif value is True:
        box.check()
    else:
        box.select_option(value)


FILTERS = [
    ({"occasion": "interview"}, ["--occasion", "interview"]),
    ({"occasion": "sympathy"}, ["--occasion", "sympathy"]),
    ({"family": "botanical"}, ["--family", "botanical"]),
    ({"formality": "4"}, ["--formality", "4"]),
    ({"ink": True}, ["--ink", "light"]),
    ({"mono": True}, ["--mono"]),
    ({"photo": True}, ["--photo"]),
    ({"words": "Oxblood thank"}, ["--words", "Oxblood thank"]),
    ({"words": "zeppelin"}, ["--words", "zeppelin"]),
    (
        {"occasion": "wedding", "formality": "3", "ink": True, "words": "love"},
        ["--occasion", "wedding", "--formality", "3", "--ink", "light", "--words", "love"],
    ),
]


@pytest.mark.parametrize("wish, options", FILTERS, ids=lambda each: " ".join(map(str, each)))
def test_a_filter_of_the_page_finds_what_the_command_finds(visit, wish, options):
    page = visit()
    for name, value in wish.items():
        set_filter(page, name, value)
    assert shown(page) == listed(*options)
    assert page.locator(".found").inner_text().split()[0] == str(len(listed(*options)))


def test_every_occasion_style_and_tone_of_the_menus_finds_something(visit):
    page = visit()
    for name in ("occasion", "family", "formality"):
        values = page.eval_on_selector_all(f"#filter-{name} option", "all => all.map(each => each.value)")
        assert len(values) > 4
        for value in values[1:]:
            set_filter(page, name, value)
            assert shown(page), (name, value)
        set_filter(page, name, "")


def test_nothing_found_says_what_to_loosen_and_a_click_does_it(visit):
    page = visit()
    set_filter(page, "occasion", "sympathy")
    set_filter(page, "photo", True)
    assert shown(page) == []
    assert page.locator(".gallery").is_hidden()
    assert "Sympathy" in page.locator(".nothing p").inner_text()
    page.locator(".nothing button", has_text="Takes a photo").click()
    assert shown(page) == listed("--occasion", "sympathy")
    assert page.locator("#filter-photo").is_checked() is False
    set_filter(page, "words", "zeppelin")
    page.get_by_role("button", name="Show all designs").click()
    assert len(shown(page)) == len(listed())
    assert page.locator("#search").input_value() == ""


def test_a_filter_is_done_in_the_page_and_asks_the_server_nothing(visit):
    page = visit()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    times = page.evaluate("""() => {
        const box = document.getElementById("search"), times = [];
        for (const text of ["b", "bo", "bot", "", "thank", "thank you", "z", ""]) {
            const start = performance.now();
            box.value = text;
            box.dispatchEvent(new Event("input"));
            document.querySelector(".gallery").getBoundingClientRect();
            times.push(performance.now() - start);
        }
        return times.sort((one, other) => one - other);
    }""")
    print(f"gallery filter: median {times[4]:.1f} ms, most {times[-1]:.1f} ms")
    assert [url for url in asked if "/api/" in url and "revision" not in url] == []


def test_arrow_keys_move_between_designs_and_the_last_one_is_kept(visit, desk):
    page = visit()
    set_filter(page, "family", "botanical")
    wanted = listed("--family", "botanical")
    page.locator(f".gallery input[value={wanted[0]}]").focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(lambda: desk.request().design == wanted[3])
    assert page.evaluate("() => document.activeElement.value") == wanted[3]
    assert page.locator("#alarm").is_hidden()


def test_the_chosen_design_is_in_sight_after_a_reload(visit, desk):
    page = visit()
    page.locator(".gallery label", has_text="Woodland fern").click()
    until(lambda: desk.request().design == "woodland-fern")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(100)
    inside = page.evaluate("""() => {
        const box = document.querySelector(".gallery").getBoundingClientRect();
        const label = document.querySelector(".gallery input:checked").closest("label").getBoundingClientRect();
        return label.top >= box.top && label.bottom <= box.bottom;
    }""")
    assert inside


DESIGNS = (
    "artichoke",
    "basel",
    "garden-party",
    "lone-star",
    "tartan",
    "olive-wreath",
    "wedding-garland",
    "terrazzo",
)


PICKED = """async (design) => {
    const table = document.getElementById("table");
    const before = document.querySelector(".outer .print").src, start = performance.now();
    document.querySelector(`.gallery input[value=${design}]`).click();
    while (document.querySelector(".outer .print").src === before || table.dataset.drawn !== "all")
        await new Promise((go) => requestAnimationFrame(go));
    return performance.now() - start;
}"""


def test_a_design_that_is_picked_again_asks_for_no_picture_of_its_art(visit):
    page = visit()
    page.wait_for_timeout(500)
    took = [page.evaluate(PICKED, design) for design in DESIGNS]
    print(f"design picked: median {sorted(took)[len(took) // 2]:.0f} ms, most {max(took):.0f} ms")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(PICKED, DESIGNS[-2])
    assert [url for url in asked if "/picture/front" in url] == []


def test_a_palette_and_a_version_change_the_front(visit, desk):
    page = visit()
    page.locator(".gallery label", has_text="Artichoke").click()
    until(lambda: desk.request().design == "artichoke")
    page.get_by_role("radio", name="blueprint").check()
    until(lambda: desk.request().palette == "blueprint")
    page.locator("input[name=variant][value=light]").check()
    until(lambda: desk.request().variant == "light")
    page.locator(".gallery label", has_text="Olive wreath").click()
    until(
        lambda: (
            (desk.request().design, desk.request().palette, desk.request().variant)
            == ("olive-wreath", "", "")
        )
    )


def test_words_of_the_design_are_typed_and_given_back(visit, desk):
    page = visit()
    page.locator(".gallery label", has_text="Olive wreath").click()
    until(lambda: desk.request().design == "olive-wreath")
    open_drawer(page, "wording")
    assert page.locator("#slot-headline").input_value() == "thank\nyou"
    page.locator("#slot-headline").fill("much\nobliged, Ünal")
    until(lambda: desk.request().texts == {"headline": "much\nobliged, Ünal"})
    page.locator("#usual-headline").click()
    until(lambda: desk.request().texts == {})
    until(lambda: page.locator("#slot-headline").input_value() == "thank\nyou")


def test_words_that_are_too_many_for_their_place_are_told_beside_it(visit, desk):
    page = visit()
    page.locator(".gallery label", has_text="Olive wreath").click()
    until(lambda: desk.request().design == "olive-wreath")
    desk.set_texts(desk.revision, {"headline": "a\nb\nc\nd\ne"})
    page.locator(".remarks", has_text="lines").wait_for()
    desk.set_texts(desk.revision, {"headline": None})
    page.locator(".remarks", has_text="lines").wait_for(state="detached")


def test_an_order_that_cannot_be_drawn_leaves_the_last_good_picture_and_says_why(visit, desk):
    page = visit()
    open_drawer(page, "wording")
    page.locator(".gallery label", has_text="Olive wreath").click()
    until(lambda: desk.request().design == "olive-wreath")
    text = (desk.folder / "card.yaml").read_text()
    (desk.folder / "card.yaml").write_text(text.replace("design: olive-wreath", "design: olive-wreat"))
    page.locator("#table.dim").wait_for()
    until(lambda: "'olive-wreat'" in page.locator("#caption").inner_text())
    assert page.evaluate("() => document.querySelector('.outer .print').naturalWidth") > 100
    (desk.folder / "card.yaml").write_text(text)
    page.locator("#table:not(.dim)").wait_for()


def test_a_card_that_its_paper_does_not_hold_takes_its_usual_paper(visit, desk):
    page = visit()
    open_drawer(page, "card")
    page.locator("#pick-paper").select_option("legal")
    until(lambda: desk.request().paper == "legal")
    page.get_by_role("radio", name="Half-fold A4").check()
    until(lambda: desk.request().format == "half-a4")
    assert desk.request().paper in {"", "legal"}
    until(lambda: page.locator("#table:not(.dim)").count() == 1)


def test_sizes_are_told_as_people_measure_them(visit):
    inches, metric = visit(), visit(locale="de-DE")
    for page, size in ((inches, "4¼ × 5½ in"), (metric, "108 × 140 mm")):
        open_drawer(page, "card")
        assert page.locator(".outlines input[value=a2] ~ span small").inner_text() == size


def test_outlines_have_the_proportions_of_their_cards(visit):
    page = visit()
    open_drawer(page, "card")
    ratios = page.evaluate("""async () => {
        const { formats } = await (await fetch("/api/catalog")).json();
        return formats.map(({ id, size }) => {
            const box = document.querySelector(`input[name=format][value="${id}"]`).closest("label").querySelector(".outline");
            return [box.offsetWidth / box.offsetHeight, size[0] / size[1]];
        });
    }""")
    assert len(ratios) > 10
    for seen, true in ratios:
        assert seen == pytest.approx(true, rel=0.07)


def test_each_hand_shows_the_persons_own_words_and_follows_the_pen(visit, desk):
    page = visit()
    open_drawer(page, "hands")
    wide = "() => document.querySelector('input[name=hand][value=caveat] ~ img').naturalWidth > 300"
    page.wait_for_function(wide)
    before = page.locator("input[name=hand][value=caveat] ~ img").get_attribute("src")
    page.locator("input[name=pen][value=sepia]").check()
    until(lambda: desk.request().pen == "sepia")
    until(lambda: page.locator("input[name=hand][value=caveat] ~ img").get_attribute("src") != before)
    page.locator("input[name=hand][value=caveat]").check()
    until(lambda: desk.request().hand == "caveat")
    page.get_by_role("radio", name="Quick").check()
    until(lambda: desk.request().neatness == "quick")
    page.get_by_role("button", name="Write it again").click()
    until(lambda: desk.request().seed == 2)
    until(lambda: "2" in page.locator(".version").inner_text())


def a_picture(name="us.jpg", kind="JPEG"):
    image = Image.new("RGB", (800, 600), (220, 150, 90))
    ImageDraw.Draw(image).ellipse((500, 80, 760, 340), fill=(30, 60, 140))
    out = io.BytesIO()
    image.save(out, kind)
    return {"name": name, "mimeType": f"image/{kind.lower()}", "buffer": out.getvalue()}


def test_a_photo_is_chosen_aimed_replaced_by_undo_and_removed(visit, desk):
    page = visit()
    page.locator("#filter-photo").check()
    page.locator(".gallery label", has_text="Arched window").click()
    until(lambda: desk.request().design == "photo-arch")
    open_drawer(page, "photos")
    before = page.evaluate("() => document.querySelector('.outer .print').src")
    page.set_input_files("#front-file", a_picture())
    page.locator(".own .pick img").wait_for()
    name = desk.request().front[0]
    assert (desk.folder / name).read_bytes() == a_picture()["buffer"]
    until(lambda: page.evaluate("() => document.querySelector('.outer .print').src") != before)
    page.locator(".pick").scroll_into_view_if_needed()
    box = page.locator(".pick").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.35)
    until(lambda: desk.request().focus in {"80 35", "79 35", "80 34", "80 36"})
    page.locator("#focus-across").fill("10")
    page.keyboard.press("Enter")
    until(lambda: desk.request().focus.startswith("10 "))
    page.get_by_role("button", name="Remove picture 1").click()
    until(lambda: desk.request().front == ())
    assert not (desk.folder / name).exists()
    page.get_by_role("button", name="Undo").click()
    until(lambda: desk.request().front == (name,))
    assert (desk.folder / name).exists()


def test_a_photo_can_be_pasted_and_dropped(visit, desk):
    page = visit()
    open_drawer(page, "photos")
    for kind in ("paste", "drop"):
        seen = desk.request().front
        page.evaluate(
            """async (kind) => {
                const image = new OffscreenCanvas(300, 200);
                const ink = image.getContext("2d");
                ink.fillStyle = kind === "paste" ? "teal" : "crimson";
                ink.fillRect(0, 0, 300, 200);
                const file = new File([await image.convertToBlob({ type: "image/png" })], `${kind}.png`, { type: "image/png" });
                const data = new DataTransfer();
                data.items.add(file);
                const how = kind === "paste" ? { clipboardData: data } : { dataTransfer: data };
                const Kind = kind === "paste" ? ClipboardEvent : DragEvent;
                document.querySelector(".drawer-photos .chooser").dispatchEvent(new Kind(kind, { ...how, bubbles: true, cancelable: true }));
            }""",
            kind,
        )
        until(lambda seen=seen: desk.request().front not in {(), seen})
    until(lambda: len(desk.request().front) == 1)
    assert desk.request().front[0].endswith(".png")


def test_what_is_no_picture_is_refused_in_plain_words(visit, desk):
    page = visit()
    open_drawer(page, "photos")
    page.set_input_files(
        "#front-file", {"name": "list.jpg", "mimeType": "image/jpeg", "buffer": b"Name,Company\n"}
    )
    page.locator("#alarm:not([hidden])").wait_for()
    assert "not a PNG, JPEG or WebP" in page.locator("#alarm").inner_text()
    assert desk.request().front == ()


def test_cards_may_be_signed_with_a_picture_or_left_to_sign(visit, desk):
    page = visit()
    open_drawer(page, "signing")
    page.get_by_role("radio", name="Room to sign in ink").check()
    until(lambda: desk.request().signature == "leave-room")
    image = Image.new("L", (700, 260), 250)
    ImageDraw.Draw(image).line([(60, 200), (180, 50), (300, 210), (430, 60), (640, 190)], fill=20, width=9)
    out = io.BytesIO()
    image.save(out, "PNG")
    page.set_input_files(
        "#signature-file", {"name": "me.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    until(lambda: desk.request().signature.startswith("signature-"))
    until(lambda: page.locator("input[name=signing][value=own]").is_checked())
    page.get_by_role("radio", name="Written with the note").check()
    until(lambda: desk.request().signature == "")


def test_the_drawers_work_by_keyboard_alone(visit, desk):
    page = visit()
    page.locator(".drawer-card summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    until(lambda: desk.request().format != "a2")
    assert page.evaluate("() => document.activeElement.name") == "format"


def test_drawers_stay_open_from_step_to_step(visit):
    page = visit()
    open_drawer(page, "hands")
    time.sleep(0.1)
    go(page, "note")
    go(page, "design")
    assert page.evaluate("() => document.querySelector('.drawer-hands').open")
