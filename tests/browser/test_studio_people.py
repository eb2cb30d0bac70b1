"""The People step in a real browser: lists come in, are read as they were meant, and are mended where they are wrong."""

import time

import pytest

from tests.browser.steps import go, until

BROKEN = "Name,Company,Day\nÅsa Lind,North,Monday\n,Harbor Works,Friday\nCaro Diaz,#REF!,Sunday\n"
NOTE = "Dear {dear},\n\nthank you for your time in the workshop last week. You showed me more than I had hoped.\n\n{from}\n"


@pytest.fixture
def page(visit, desk):
    """Return the page at the People step of an order whose note any list has the fields for."""
    (desk.folder / "note.md").write_text(NOTE)
    opened = visit()
    go(opened, "people")
    return opened


def load(page, text):
    """Choose a list, and wait until it is shown."""
    page.evaluate(
        "() => { window.shown = new Promise(done => addEventListener('shown', done, { once: true })); }"
    )
    choose(page, text if isinstance(text, bytes) else text.encode())
    page.evaluate("() => window.shown.then(() => true)")


def choose(page, data):
    page.set_input_files("#choose", {"name": "x.csv", "mimeType": "text/csv", "buffer": data})


def shown(page):
    return page.locator(".person > .name").all_inner_texts()


def test_a_broken_row_stands_first_and_is_mended_where_it_is(page, desk):
    load(page, BROKEN)
    page.get_by_text("To mend (2)").wait_for()
    assert shown(page)[0] == "(no name)"
    page.fill("#fix-3-0-no-name", "Ben, the <b>older</b>")
    page.keyboard.press("Tab")
    page.get_by_text("To mend (1)").wait_for()
    wanted = BROKEN.replace("\n,Harbor", '\n"Ben, the <b>older</b>",Harbor')
    assert (desk.folder / "people.csv").read_text() == wanted
    assert page.locator("#person-3 .name").inner_text() == "Ben, the <b>older</b>"
    page.locator("#person-3 .mended").wait_for()
    until(lambda: len(desk.people()) == 2)


def test_the_keyboard_alone_mends_a_row(page, desk):
    load(page, BROKEN)
    page.get_by_text("To mend (2)").wait_for()
    page.locator("#doubtful-people").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "person-3"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "person-4"
    page.keyboard.press("Enter")
    page.locator("#cell-4-1").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cell-4-1"
    page.keyboard.press("Control+A")
    page.keyboard.type("Mill Street")
    page.keyboard.press("Tab")
    until(lambda: "Caro Diaz,Mill Street,Sunday" in (desk.folder / "people.csv").read_text())
    page.get_by_text("To mend (1)").wait_for()
    assert page.evaluate("document.activeElement.id") == "cell-4-2"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "person-4"


def test_what_is_being_typed_stays_while_the_cell_before_is_saved(page, desk):
    load(page, BROKEN)
    page.locator("#person-2").wait_for()
    page.locator("#person-2 .name").click()
    page.locator("#cell-2-1").fill("Nord")
    page.keyboard.press("Tab")
    page.keyboard.type("Bergen")
    until(lambda: "Nord" in (desk.folder / "people.csv").read_text())
    page.wait_for_timeout(300)
    assert "Bergen" in page.locator("#cell-2-2").input_value()


def test_a_column_is_read_as_something_else(page, desk):
    load(page, "Contact Name,Who\nNorth Ltd,Åsa Lind\nHarbor,Ben Ito\n")
    page.get_by_text("Contact Name").first.wait_for()
    page.locator("#meanings").click()
    page.select_option("#column-0", "company")
    until(lambda: desk.request().map.get("company") == "Contact Name")
    page.locator("#column-1").wait_for()
    page.select_option("#column-1", "name")
    until(lambda: [each.name for each in desk.people()] == ["Åsa Lind", "Ben Ito"])
    page.get_by_role("button", name="Read the columns by their titles again").click()
    until(lambda: not desk.request().map)


def test_letters_that_were_guessed_are_asked_and_read_otherwise(page, desk):
    load(page, "Name,Day\nJiří Dvořák,Monday\n".encode("cp1250"))
    page.locator(".alphabet").wait_for()
    page.locator("#letters-another").click()
    page.locator("input[value=cp1250]").check()
    until(lambda: desk.request().encoding == "cp1250")
    page.locator("#person-2", has_text="Jiří Dvořák").wait_for()
    assert "Central European" in page.locator(".alphabet").inner_text()


def test_a_guess_that_is_right_is_not_asked_again(page, desk):
    load(page, "Name,City\nÅsa Ångström,Uppsala\n".encode("cp1252"))
    page.get_by_text("Does “Åsa Ångström” look right?").wait_for()
    page.locator("#letters-yes").click()
    until(lambda: desk.request().encoding == "cp1252")
    page.get_by_text("Letters are read as").wait_for()


def test_a_person_is_added_by_hand_with_the_keyboard(page, desk):
    page.locator("#by-hand summary").focus()
    page.keyboard.press("Enter")
    page.locator("#hand-name").focus()
    page.keyboard.type("Zoë <i>Quill</i>")
    page.keyboard.press("Tab")
    page.keyboard.type("Plain, Goods")
    page.keyboard.press("Enter")
    page.get_by_text("stands at the end of the list").wait_for()
    until(lambda: desk.people()[-1].name == "Zoë <i>Quill</i>")
    assert desk.people()[-1].company == "Plain, Goods"
    assert page.evaluate("document.activeElement.id") == "hand-name"


def test_a_pasted_list_of_an_email_becomes_the_people(page, desk):
    page.locator("#paste summary").click()
    page.fill("#pasted", '"Reyes, Dana" <d@example.org>, Tom Lee <t@example.org>')
    page.get_by_role("button", name="Use these people").click()
    until(lambda: shown(page) == ["Dana Reyes", "Tom Lee"])


def test_a_dropped_list_becomes_the_orders(page, desk):
    page.evaluate("""() => { const data = new DataTransfer();
        data.items.add(new File(["Name\\nDropped Person\\n"], "any.csv", { type: "text/csv" }));
        document.querySelector(".people").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }""")
    page.locator(".person", has_text="Dropped Person").wait_for()


def test_what_is_pasted_where_nobody_types_becomes_the_list(page, desk):
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
            document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
        "Name\tCompany\nPasted Person\tNorth",
    )
    page.locator(".person", has_text="Pasted Person").wait_for()


def test_a_list_that_is_too_large_is_told_and_not_sent(page, desk):
    before = (desk.folder / "people.csv").read_bytes()
    choose(page, b"Name\n" + b"Ann\n" * 5_000_001)
    page.get_by_text("larger than 20 MB").wait_for()
    assert (desk.folder / "people.csv").read_bytes() == before


def test_who_is_left_out_can_be_put_back(page, desk):
    load(page, BROKEN)
    page.locator("#person-2 .name").click()
    page.get_by_role("button", name="Leave out").click()
    page.get_by_role("button", name="Put back").wait_for()
    until(lambda: "Åsa Lind" not in (desk.folder / "people.csv").read_text())
    page.get_by_role("button", name="Put back").click()
    until(lambda: (desk.folder / "people.csv").read_text().endswith("Åsa Lind,North,Monday\n"))
    until(lambda: not (desk.folder / "people-left-out.csv").exists())


def test_a_list_that_is_refused_leaves_the_people_as_they_were(page, desk):
    before = (desk.folder / "people.csv").read_bytes()
    for data in (
        b"\x89PNG\r\n\x1a\n",
        b"Name\na\x00b\n",
        b"Name\n",
        b'Name,x\n"Ann,1\n',
        b"PK\x03\x04broken",
    ):
        page.evaluate("document.getElementById('alarm').hidden = true")
        choose(page, data)
        page.locator("#alarm:not([hidden])").wait_for()
        assert (desk.folder / "people.csv").read_bytes() == before
        assert desk.request().people == "people.csv"


def test_an_envelope_and_the_senders_address_are_chosen_and_shown(page, desk):
    load(page, "Name,Street,City,Postal code,Country\nKarl Weiß,Lindenweg 3,Köln,50667,Germany\n")
    page.locator("#person-2 .name").click()
    page.locator(".address address").wait_for()
    page.select_option("#address-style", "machine")
    until(lambda: desk.request().address_style == "machine")
    until(lambda: page.locator("#views [aria-pressed=true]").inner_text() == "Envelope")
    page.locator("#sender").click()
    page.fill("#sender-street", "1 Main Street")
    page.keyboard.press("Tab")
    until(lambda: desk.request().return_address is not None)
    page.select_option("#sender-country", "FR")
    until(lambda: desk.request().return_address.texts.get("country") == "FR")
    page.get_by_text("ALLEMAGNE").wait_for()


def test_ten_thousand_rows_are_walked_to_the_end_by_keys(page, desk):
    rows = "".join(f"Person {number},Company {number},City\n" for number in range(2, 10_002))
    start = time.monotonic()
    load(page, f"Name,Company,City\n{rows}")
    page.locator("#person-2").wait_for()
    print(f"10,000 rows from file to table: {time.monotonic() - start:.2f} s")
    assert page.locator(".rows").get_attribute("aria-rowcount") == "10000"
    assert page.locator(".person").count() < 60
    page.locator("#person-2").focus()
    page.keyboard.press("End")
    page.locator("#person-10001:focus").wait_for()
    assert page.locator("#person-10001").get_attribute("aria-rowindex") == "10000"
    box = page.locator("#person-10001").bounding_box()
    frame = page.locator(".rows").bounding_box()
    assert frame["y"] <= box["y"] + 1
    assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowUp")
    page.locator("#person-9992:focus").wait_for()
    page.fill("#search-people", "person 7777")
    until(lambda: shown(page) == ["Person 7777"])


def test_five_hundred_rows_are_shown_in_time(page):
    rows = "".join(f"Person {number},Company {number},City {number}\n" for number in range(500))
    took = page.evaluate(
        """async text => { const files = new DataTransfer(); files.items.add(new File([text], "x.csv"));
            const input = document.getElementById("choose"); input.files = files.files;
            const shown = new Promise(done => addEventListener("shown", done, { once: true })), start = performance.now();
            input.dispatchEvent(new Event("change")); await shown; return performance.now() - start; }""",
        f"Name,Company,City\n{rows}",
    )
    print(f"500 rows from file to table: {took:.0f} ms")
    assert page.locator(".book .person").count() < 100, "only rows in sight are made"


def test_rows_of_every_script_are_shown_as_they_are_written(page):
    names = ["山田太郎", "محمد علي", "דנה לוי", "Ţịnh Nguyễn", "<img src=x onerror=alert(1)>", "王小明"]
    load(page, "Name\n" + "".join(f"{name}\n" for name in names))
    page.get_by_text("Everybody (6)").wait_for()
    assert sorted(shown(page)) == sorted(names)
    assert page.locator(".person img").count() == 0
