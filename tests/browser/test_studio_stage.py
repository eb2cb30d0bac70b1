"""The card as a thing: every fold opens and turns, pictures are sharp at every zoom, overlays stand where the plan says."""

import pytest

from cardmaker.impose.plan import safe_area
from cardmaker.make import plan_order
from cardmaker.model import PANELS, Fold, Panel
from cardmaker.studio.keeping.edits import with_value
from tests.browser.axe import faults, use_axe
from tests.browser.steps import settled, until

FORMATS = {"side": "a2", "top": "a2-tent", "quarter": "quarter-letter", "none": "postcard-4x6"}
PEOPLE = (
    "Name,Company,Point,Street,City,State,ZIP\n"
    "Dana Reyes,North,You showed me the kiln that your father built.,12 Elm Street,Albany,NY,12207\n"
    "Ben Ito,Harbor,Your drawing of the harbor in fog stays with me.,5 Oak Avenue,Boston,MA,02108\n"
    "Caro Diaz,Mill,Nobody had told me how quietly a loom runs.,8 Mill Street,Salem,MA,01970\n"
    "Dee Lund,Plain,I laughed all the way home about the ladder.,9 Hill Street,Troy,NY,12180\n"
)
NOTE = "Dear {dear},\n\nThank you for the hour on Tuesday. {point} I came home with questions.\n\nWith kind regards,\n{from}\n"


@pytest.fixture
def order(desk):
    """Return what lays out an order with addresses and sets values in it, before the page is opened."""

    def laid_out(**values):
        desk.lay_out()
        (desk.folder / "people.csv").write_text(PEOPLE)
        (desk.folder / "note.md").write_text(NOTE)
        text = (desk.folder / "card.yaml").read_text()
        for key, value in {"design": "olive-wreath", **values}.items():
            text = with_value(text, key.replace("_", "-"), value)
        (desk.folder / "card.yaml").write_text(text)
        return desk.resolved().order

    return laid_out


def see(page, view):
    page.locator(f"#views button[value={view}]").click()
    drawn(page)


def drawn(page):
    page.wait_for_function("() => document.getElementById('table').dataset.drawn === 'all'")


def in_front(page, face):
    """Return whether a face is what is seen at the middle of its own box."""
    return page.evaluate(
        """(face) => {
            const box = document.querySelector(`.card .${face}`).getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return hit?.closest(".face")?.classList.contains(face) ?? false;
        }""",
        face,
    )


@pytest.mark.parametrize("fold", [fold for fold in FORMATS if fold != "none"])
def test_a_folded_card_opens_shows_its_back_and_closes(visit, order, fold):
    order(format=FORMATS[fold])
    page = visit()
    drawn(page)
    assert in_front(page, "outer")
    see(page, "inside")
    assert in_front(page, "floor")
    assert in_front(page, "under")
    under, floor = (page.locator(f".card .{name}").bounding_box() for name in ("under", "floor"))
    if fold == "top":
        assert under["y"] + under["height"] <= floor["y"] + 4
    else:
        assert under["x"] + under["width"] <= floor["x"] + 4
    see(page, "back")
    assert in_front(page, "behind")
    see(page, "front")
    assert in_front(page, "outer")


def test_a_flat_card_has_two_sides_and_no_inside(visit, order):
    order(format=FORMATS["none"])
    page = visit()
    drawn(page)
    assert page.locator("#views button[value=inside]").is_hidden()
    assert in_front(page, "outer")
    see(page, "back")
    assert in_front(page, "behind")
    assert "Thank you for the hour" in page.locator(".behind").get_attribute("aria-label")


def test_every_fold_of_the_product_is_tried_here():
    assert set(FORMATS) == {fold.value for fold in Fold}


@pytest.mark.parametrize("fold", FORMATS)
def test_the_card_lies_within_the_table_in_every_view(visit, order, fold):
    order(format=FORMATS[fold])
    for width in (1440, 320):
        page = visit(width)
        for view in ("front", "back") if fold == "none" else ("front", "inside", "back"):
            see(page, view)
            stage = page.locator("#stage").bounding_box()
            names = {"front": ["outer"], "inside": ["under", "floor"], "back": ["behind"]}[view]
            for box in (page.locator(f".card .{name}").bounding_box() for name in names):
                assert box["x"] >= stage["x"] - 1
                assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 1
                assert box["y"] >= stage["y"] - 1
                assert box["y"] + box["height"] <= stage["y"] + stage["height"] + 1


def test_opening_starts_with_the_next_frame_and_asks_for_no_picture(visit, order):
    order()
    page = visit()
    drawn(page)
    settled(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    took = page.evaluate("""async () => {
        const card = document.querySelector(".card"), start = performance.now();
        document.querySelector("#views button[value=inside]").click();
        const set = performance.now() - start;
        await new Promise((go) => requestAnimationFrame(go));
        return [set, card.dataset.view];
    }""")
    print(f"opening: set after {took[0]:.1f} ms")
    assert took[1] == "inside"
    page.wait_for_timeout(200)
    assert [url for url in asked if "inside" in url and "person=0" in url] == []


def test_paper_has_a_thickness_and_a_card_folded_twice_has_twice_of_it(visit, order):
    found = {}
    for fold in ("side", "quarter"):
        order(format=FORMATS[fold])
        page = visit()
        drawn(page)
        found[fold] = page.evaluate("""() => {
            const thing = document.querySelector(".thing");
            return parseFloat(thing.style.getPropertyValue("--thick")) / document.querySelector(".card").clientWidth;
        }""")
    assert found["quarter"] == pytest.approx(2 * found["side"], rel=0.02)
    assert found["side"] == pytest.approx(0.45 / 107.95, rel=0.03)  # 300 g/m² board on an A2 card


SHARP = """() => [...document.querySelectorAll("#table img")].filter((each) => each.src && !each.hidden
    && each.closest(".face:not([aria-hidden=true])") && each.complete)
    .map((each) => [each.className, each.naturalWidth, each.getBoundingClientRect().width * devicePixelRatio])"""


@pytest.mark.parametrize("view", ["front", "inside", "envelope", "sheet"])
def test_pictures_have_a_pixel_for_each_that_is_shown_at_every_zoom(visit, order, view):
    order()
    page = visit(1440)
    see(page, view)
    seen = []
    for _ in range(5):
        drawn(page)
        page.wait_for_timeout(500)
        pictures = page.evaluate(SHARP)
        parts = [each for each in pictures if each[0] == "part"]
        for _, natural, wanted in parts or pictures:
            assert natural >= wanted - 1, (view, pictures)
        seen.append(max(each[2] for each in pictures))
        if page.locator("#closer").is_enabled():
            page.locator("#closer").click()
    assert page.locator("#zoom").inner_text() == "400%"
    assert seen[-1] > 1.9 * seen[0]


def test_zooming_scrolls_by_keys_within_the_table_and_never_the_page(visit, order):
    order()
    page = visit()
    see(page, "front")
    page.locator("#closer").focus()
    for _ in range(3):
        page.keyboard.press("+")
    assert page.locator("#zoom").inner_text() == "300%"
    page.locator("#table").focus()
    before = page.evaluate("() => document.getElementById('table').scrollTop")
    page.keyboard.press("ArrowDown")
    until(lambda: page.evaluate("() => document.getElementById('table').scrollTop") > before)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280
    page.keyboard.press("0")
    assert page.locator("#zoom").inner_text() == "100%"
    page.keyboard.press("Control++")
    assert page.locator("#zoom").inner_text() == "100%"


@pytest.mark.parametrize("fold", FORMATS)
def test_the_safe_area_is_drawn_at_the_plans_own_numbers(visit, order, fold):
    value = order(format=FORMATS[fold])
    page = visit()
    page.locator("#mark-safe").check()
    width, height = value.format.panel
    for view in ("front", "back") if fold == "none" else ("front", "inside", "back"):
        see(page, view)
        shapes = page.eval_on_selector_all(
            ".card .face:not([aria-hidden=true]) .safe",
            """all => all.map((each) => [each.closest(".face").dataset.face,
                ...["x", "y", "width", "height"].map((name) => Number(each.getAttribute(name)))])""",
        )
        assert len(shapes) == (2 if view == "inside" else 1)
        for face, *numbers in shapes:
            insets = safe_area(plan_order(value), Panel(face))
            true = (
                insets.left,
                insets.top,
                width - insets.left - insets.right,
                height - insets.top - insets.bottom,
            )
            assert numbers == pytest.approx(true, abs=0.02)


def test_the_safe_area_lies_where_its_numbers_say_on_the_screen(visit, order):
    value = order()
    page = visit()
    page.locator("#mark-safe").check()
    for _ in range(1):
        page.locator("#closer").click()  # closely looked at, the card lies flat
    drawn(page)
    safe, face = page.locator(".outer .safe").bounding_box(), page.locator(".outer").bounding_box()
    insets, scale = safe_area(plan_order(value), Panel.FRONT), face["width"] / value.format.panel.width
    assert safe["x"] - face["x"] == pytest.approx(insets.left * scale, abs=1.5)
    assert safe["y"] - face["y"] == pytest.approx(insets.top * scale, abs=1.5)
    assert face["x"] + face["width"] - safe["x"] - safe["width"] == pytest.approx(
        insets.right * scale, abs=1.5
    )


def test_folds_are_drawn_on_the_card_and_on_both_sides_of_the_sheet(visit, order):
    order()
    page = visit()
    page.locator("#mark-folds").check()
    see(page, "inside")
    assert page.locator(".card .face:not([aria-hidden=true]) .fold").count() == 2
    see(page, "sheet")
    assert page.locator(".sheets .face").count() == 2
    assert page.locator(".sheets .fold").count() == 4
    lines = page.eval_on_selector_all(
        ".sheets .fold", "all => all.map(each => [each.getAttribute('x1'), each.getAttribute('x2')])"
    )
    assert lines == [["306", "306"]] * 4


def test_the_sheet_shows_how_it_is_turned_and_fed(visit, order):
    for flip, words in (("long-edge", "long edge"), ("short-edge", "short edge")):
        order(flip=flip)
        page = visit()
        see(page, "sheet")
        until(
            lambda page=page: page.evaluate(
                "() => [...document.querySelectorAll('.handling img')].every(each => each.naturalWidth > 50)"
            )
        )
        assert words in page.locator(".handling .turning figcaption").inner_text()
        assert "100 %" in page.locator(".handling .facts").inner_text()
    order(format="quarter-letter", flip="")
    page = visit()
    see(page, "sheet")
    assert page.locator(".sheets .face").count() == 1
    assert page.locator(".handling .turning").count() == 0


def test_the_envelope_turns_over_and_shows_a_return_address_on_its_flap(visit, order):
    order()
    page = visit()
    see(page, "envelope")
    assert page.locator(".envelope .address").get_attribute("aria-label") == "Envelope: Dana Reyes"
    assert page.evaluate("() => document.querySelector('.address .print').naturalWidth") > 300
    page.locator("#over").click()
    drawn(page)
    assert page.locator(".envelope").get_attribute("data-side") == "back"
    assert page.locator(".envelope .flap").count() == 1


def test_an_envelope_that_there_is_not_is_told(visit, order):
    order(envelope="none")
    page = visit()
    see(page, "envelope")
    assert "no envelopes" in page.locator("#table").inner_text()


def test_a_liner_is_offered_and_ordered(visit, order, desk):
    order()
    page = visit()
    see(page, "liner")
    assert page.locator(".opened image").count() == 1
    page.get_by_role("button", name="Line the envelopes").click()
    until(lambda: desk.request().liner == "yes")
    page.get_by_role("button", name="Leave them plain").click()
    until(lambda: desk.request().liner == "no")


def test_a_design_of_ones_own_hangs_in_the_gallery_and_may_draw_no_liner(visit, order, desk):
    from cardmaker.assets import asset_root

    text = (asset_root("designs") / "typographic" / "design.yaml").read_text(encoding="utf-8")
    own = desk.folder / "designs" / "my-own" / "design.yaml"
    own.parent.mkdir(parents=True)
    text = text.replace("id: typographic", "id: my-own").replace("name: ", "name: Mine, ", 1)
    own.write_text(text[: text.index("\nliner:")] + "\n", encoding="utf-8")
    order(design="my-own")
    page = visit()
    see(page, "liner")
    assert "draws no liner" in page.locator("#caption").inner_text()
    label = page.locator(".gallery label", has_text="Mine,")
    assert label.locator("input").is_checked()
    assert (
        label.locator("img").evaluate("async (each) => { await each.decode(); return each.naturalWidth; }")
        > 200
    )


def test_the_note_is_read_aloud_whole(visit, order):
    value = order()
    page = visit()
    see(page, "inside")
    assert page.locator(".floor").get_attribute("aria-label") == "Inside: " + " ".join(
        value.people[0].note.words
    )
    page.locator("#next").click()
    until(lambda: " ".join(value.people[1].note.words) in page.locator(".floor").get_attribute("aria-label"))


NEXT = """async () => {
    const image = () => document.querySelector(".floor .print"), before = image().src, start = performance.now();
    document.getElementById("next").click();
    while (image().src === before) await new Promise((go) => setTimeout(go, 1));
    return performance.now() - start;
}"""


def test_the_next_person_is_there_before_one_asks(visit, order):
    order()
    page = visit()
    see(page, "inside")
    settled(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    took = page.evaluate(NEXT)
    print(f"next person, prefetched: {took:.0f} ms")
    page.wait_for_timeout(300)
    assert [url for url in asked if "inside" in url and "person=1&" in url] == []


def test_pictures_of_art_are_asked_for_once_for_all_people(visit, order):
    order()
    page = visit()
    see(page, "inside")
    settled(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#next").click()
    page.wait_for_timeout(600)
    assert [url for url in asked if "/picture/front" in url or "/picture/back" in url] == []


def test_motion_is_reduced_for_those_who_ask(visit, order):
    order()
    page = visit()
    drawn(page)
    durations = page.evaluate("""() => [".tilt", ".card", ".leaf", ".shadow"].map((each) =>
        getComputedStyle(document.querySelector(each)).transitionDuration)""")
    assert set(durations) == {"0s"}


def test_all_panels_of_a_card_are_among_its_faces(visit, order):
    for fold, name in FORMATS.items():
        value = order(format=name)
        page = visit()
        drawn(page)
        faces = page.eval_on_selector_all(".card .face", "all => all.map(each => each.dataset.face)")
        assert set(faces) == {panel.value for panel in PANELS[value.format.fold]}, fold


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_open_drawers_nor_in_any_view_closely_looked_at(visit, order, width, scheme):
    order(design="photo-arch")
    page = visit(width, scheme)
    use_axe(page)
    page.evaluate("() => document.querySelectorAll('.drawer').forEach((each) => { each.open = true; })")
    page.locator("#mark-safe").check()
    for view in ("front", "inside", "back", "envelope", "liner", "sheet"):
        see(page, view)
        if view == "inside":
            page.locator("#closer").click()
            drawn(page)
        found = faults(page)
        assert found == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
