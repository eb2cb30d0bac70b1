"""The note step in a real browser: fit in words, marks, fields, findings, pasting, starters, own notes, and no word lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardmaker.inputs.pasted import BULLETS, DIRECTIONS, clean
from cardmaker.inputs.template import INVISIBLE
from tests.browser.axe import faults, use_axe

NOTE = "Dear {dear},\n\nThank you for the talk on {day}. {point}\n\nWith kind regards,\n{from}\n"
TALE = "Nobody had told me before how quietly a loom can run at night in the valley. "


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


@pytest.fixture
def written(visit, desk):
    """Return a page on which the note is being written."""

    def opened(**how):
        (desk.folder / "note.md").write_text(NOTE, encoding="utf-8")
        page = visit(**how)
        page.locator("nav button").nth(1).click()
        page.wait_for_selector("#note")
        page.wait_for_function("() => document.getElementById('meter').textContent !== ''")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def caret_after(page, words):
    page.evaluate(
        """words => { const area = document.getElementById('note'); area.focus();
           const at = area.value.indexOf(words) + words.length; area.setSelectionRange(at, at); }""",
        words,
    )


def selected(page):
    return page.evaluate(
        "(() => { const a = document.getElementById('note'); return a.value.slice(a.selectionStart, a.selectionEnd); })()"
    )


def paste(page, text):
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
           document.getElementById('note').dispatchEvent(
             new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


def on_disk(desk):
    return (desk.folder / "note.md").read_text(encoding="utf-8")


def test_the_meter_says_how_many_lines_are_to_spare_and_by_how_many_words_it_is_too_long(written):
    page = written()
    page.fill("#note", "Dear {dear},\n\nthank you.\n")
    page.locator("#meter", has_text="lines to spare").wait_for()
    page.fill("#note", NOTE.replace("{point}", "{point} " + TALE * 14))
    page.locator("#meter", has_text="Too long by about").wait_for()
    meter = page.inner_text("#meter")
    first = page.inner_text(".mirror .is-first").strip(".,")
    assert f"“{first}”" in meter


def test_the_marks_lie_under_the_words_that_they_mean(written):
    page = written(width=800)
    page.fill("#note", NOTE.replace("{point}", "{point} " + TALE * 14))
    page.wait_for_selector(".mirror .is-first")
    assert page.evaluate(
        "document.querySelector('.mirror').textContent.trimEnd() === document.getElementById('note').value.trimEnd()"
    )
    same = """(() => { const [mirror, area] = ['.mirror', '#note'].map(each => document.querySelector(each));
        return ['clientWidth', 'scrollHeight'].map(name => [mirror[name], area[name]]); })()"""
    for mirror, area in page.evaluate(same):
        assert mirror == pytest.approx(area, abs=2)


def test_a_field_is_put_in_at_the_caret_and_the_browser_takes_it_out_again(written, desk):
    page = written()
    caret_after(page, "talk on ")
    page.get_by_role("button", name="Put in {company}").click()
    assert "talk on {company}{day}" in page.input_value("#note")
    until(lambda: "talk on {company}{day}" in on_disk(desk))
    page.keyboard.press("Control+z")
    assert page.input_value("#note") == NOTE
    assert page.get_by_role("button", name="Put in {company}").count() == 1
    assert (
        page.locator(".fields li", has_text="{company}").inner_text().split("\n")[-1] == "Harbor Lane Clinic"
    )


def test_an_unknown_field_is_told_and_shown_with_the_keyboard(written):
    page = written()
    caret_after(page, "talk")
    page.keyboard.type(" {pont}")
    page.locator(".findings", has_text="{pont} is not a field").wait_for()
    page.get_by_role("button", name="Show: {pont}").focus()
    page.keyboard.press("Enter")
    assert selected(page) == "{pont}"
    assert page.evaluate("document.activeElement.id") == "note"


def test_a_finding_is_allowed_and_no_longer_allowed(written, desk):
    page = written()
    caret_after(page, "talk")
    page.keyboard.type(" THAT WAS LOUD")
    page.get_by_role("button", name="Allow this: capitals").click()
    page.get_by_text("One rule is allowed").wait_for()
    page.get_by_role("button", name="Allow this: capitals").wait_for(state="detached")
    assert "allow: [capitals]" in (desk.folder / "card.yaml").read_text()
    assert "LOUD" in on_disk(desk)
    page.get_by_text("One rule is allowed").click()
    page.get_by_role("button", name="No longer allow: capitals").click()
    page.get_by_role("button", name="Allow this: capitals").wait_for()
    assert "allow:" not in "\n".join(
        line
        for line in (desk.folder / "card.yaml").read_text().splitlines()
        if not line.startswith("occasion")
    )


def test_pasted_words_are_cleaned_and_told_and_undone_by_the_browser(written):
    page = written()
    caret_after(page, "talk")
    paste(page, " so\u00adftly\u200b, and\r\nstill 🎉")
    assert "talk softly, and\nstill 🎉 on" in page.input_value("#note")
    said = page.inner_text(".pasted")
    assert "2 invisible characters and 1 line end" in said
    assert "1 picture stays" in said
    page.keyboard.press("Control+z")
    assert page.input_value("#note") == NOTE


def test_clean_words_are_pasted_by_the_browser_alone(written):
    page = written()
    caret_after(page, "talk")
    paste(page, "clean words")
    assert page.inner_text(".pasted") == ""


DEBRIS = [
    *"\r\n\t \v\f\u00a0\u2028\u2029\u202f\u3000ﬁﬃ\u2011\x07\x7f\x85•·o",
    *INVISIBLE,
    *DIRECTIONS,
    *BULLETS,
    "\r\n",
    "\n\n\n",
    "  ",
]
PASTED = st.lists(
    st.sampled_from(DEBRIS) | st.sampled_from(["Dear", "Åsa,", "🎉", "–", "{dear}"]), max_size=20
).map("".join)


def test_the_page_cleans_exactly_as_the_core_does(written):
    page = written()
    texts = []

    @settings(max_examples=300, database=None)
    @given(PASTED)
    def gather(text):
        texts.append(text)

    gather()
    cleaned = page.evaluate(
        """async texts => { const pasting = await import('/page/note-pasting.js');
           return texts.map(each => pasting.cleaned(each)).map(({ text, counts }) => [text, counts]); }""",
        texts,
    )
    assert cleaned == [list(clean(text)) for text in texts]


def test_words_that_cannot_be_saved_stay_and_are_saved_when_it_is_possible_again(written, desk):
    page = written()
    full = {"refused": True, "findings": [{"message": "the disk is full"}]}
    page.route("**/api/write", lambda route: route.fulfill(json=full))
    caret_after(page, "talk")
    page.keyboard.type(" by the sea")
    page.get_by_text("Not saved yet").wait_for()
    assert "by the sea" not in on_disk(desk)
    page.reload()
    page.wait_for_selector("#note")
    assert "talk by the sea" in page.input_value("#note")
    page.unroute("**/api/write")
    until(lambda: "talk by the sea" in on_disk(desk))
    page.wait_for_function(
        "() => localStorage.length === 0 || !Object.keys(localStorage).some(key => key.startsWith('unsaved'))"
    )


def test_a_change_on_disk_appears_and_the_caret_stays_in_its_place(written, desk):
    page = written()
    caret_after(page, "talk")
    (desk.folder / "note.md").write_text("Dearest {dear},\n" + NOTE.partition("\n")[2], encoding="utf-8")
    page.wait_for_function("() => document.getElementById('note').value.startsWith('Dearest')")
    page.keyboard.type("!")
    assert "for the talk! on" in page.input_value("#note")


def both_changed(page, desk):
    page.route("**/api/write", lambda route: route.fulfill(json={"stale": True}))
    caret_after(page, "talk")
    page.keyboard.type(" (mine)")
    (desk.folder / "note.md").write_text(NOTE.replace("talk", "talk (theirs)"), encoding="utf-8")
    page.get_by_text("This note was changed elsewhere while you were typing").wait_for()
    page.unroute("**/api/write")


def test_if_both_changed_neither_is_lost_and_one_s_own_may_be_kept(written, desk):
    page = written()
    both_changed(page, desk)
    assert "talk (mine)" in page.input_value("#note")
    assert "talk (theirs)" in page.inner_text(".choice")
    assert "(theirs)" in on_disk(desk)
    page.get_by_role("button", name="Keep mine").click()
    until(lambda: "talk (mine)" in on_disk(desk))
    page.get_by_role("button", name="Undo").click()
    until(lambda: "talk (theirs)" in on_disk(desk))


def test_if_both_changed_the_other_may_be_taken_and_the_browser_brings_back_one_s_own(written, desk):
    page = written()
    both_changed(page, desk)
    page.get_by_role("button", name="Take the other one").click()
    assert "talk (theirs)" in page.input_value("#note")
    page.keyboard.press("Control+z")
    assert "talk (mine)" in page.input_value("#note")
    until(lambda: "talk (mine)" in on_disk(desk))


def test_undo_in_the_header_takes_back_what_was_just_typed_and_keeps_the_paper(written, desk):
    page = written()
    page.evaluate("document.getElementById('note').dataset.same = 'yes'")
    caret_after(page, "talk")
    page.keyboard.type(" and tea")
    page.get_by_role("button", name="Undo").click()
    until(lambda: page.input_value("#note") == NOTE)
    assert on_disk(desk) == NOTE
    page.get_by_role("button", name="Redo").click()
    until(lambda: "and tea" in on_disk(desk))
    page.wait_for_function("() => document.getElementById('note').value.includes('and tea')")
    assert page.locator("#note[data-same]").count() == 1


def test_a_note_of_their_own_is_begun_told_and_ended(written, desk):
    page = written()
    page.get_by_role("button", name="Write a note of their own for Dana Whitfield").click()
    page.get_by_text("This is Dana Whitfield’s own note.").wait_for()
    caret_after(page, "talk")
    page.keyboard.type(" of ours")
    own = desk.folder / "notes" / "dana-whitfield.md"
    until(lambda: own.exists() and "talk of ours" in own.read_text())
    page.locator("#next").click()
    page.get_by_text("This is the note for one person.").wait_for()
    assert page.input_value("#note") == NOTE
    page.locator("#previous").click()
    page.wait_for_function("() => document.getElementById('note').value.includes('of ours')")
    page.get_by_role("button", name="Back to the common note").click()
    page.get_by_text("This is the note for 2 people.").wait_for()
    assert not own.exists()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("This is Dana Whitfield’s own note.").wait_for()
    assert "of ours" in own.read_text()


def test_an_own_note_that_is_half_typed_is_kept_in_its_own_file(written, desk):
    page = written()
    page.get_by_role("button", name="Write a note of their own for Dana Whitfield").click()
    page.get_by_text("This is Dana Whitfield’s own note.").wait_for()
    own = desk.folder / "notes" / "dana-whitfield.md"
    caret_after(page, "talk")
    page.keyboard.type(" {de")
    until(lambda: "talk {de on" in own.read_text())
    page.keyboard.type("ar}")
    until(lambda: "talk {dear} on" in own.read_text())
    assert on_disk(desk) == NOTE


def test_what_was_typed_for_one_person_is_saved_before_another_is_shown(written, desk):
    page = written()
    page.get_by_role("button", name="Write a note of their own for Dana Whitfield").click()
    page.get_by_text("This is Dana Whitfield’s own note.").wait_for()
    caret_after(page, "talk")
    page.keyboard.type(" last words")
    page.locator("#next").click()
    page.wait_for_function("() => !document.getElementById('note').value.includes('last words')")
    until(lambda: "last words" in (desk.folder / "notes" / "dana-whitfield.md").read_text())
    assert on_disk(desk) == NOTE


def test_a_starter_asks_with_the_keyboard_writes_the_note_and_undo_takes_it_back(written, desk):
    page = written()
    page.get_by_role("button", name="Begin with a starter").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.get_by_role("dialog").get_by_role("combobox").select_option("thanks")
    answer = page.get_by_label("Which moment do you still think of?")
    answer.focus()
    page.keyboard.type("The lamp by the window.")
    page.get_by_label("What do you thank for?").fill("the lamp")
    page.get_by_label("What did it change").fill("I read again.")
    page.get_by_role("button", name="Write the note").press("Enter")
    until(lambda: "Thank you for {thing}. {detail}" in on_disk(desk))
    page.wait_for_function("() => document.getElementById('note').value.includes('{detail}')")
    rows = (desk.folder / "people.csv").read_text()
    assert "Thing,Detail,Effect" in rows
    assert "the lamp,The lamp by the window.,I read again." in rows
    page.get_by_role("button", name="Undo").click()
    until(lambda: on_disk(desk) == NOTE)
    page.wait_for_function("() => !document.getElementById('note').value.includes('{detail}')")


def test_axe_finds_nothing_while_a_starter_asks_and_while_one_must_choose(written, desk):
    for scheme in ("light", "dark"):
        page = written(width=320, scheme=scheme)
        use_axe(page)
        page.fill("#note", NOTE.replace("{point}", "{pont} THAT WAS LOUD " + TALE * 14))
        page.wait_for_timeout(900)
        both_changed(page, desk)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.get_by_role("button", name="Begin with a starter").click()
        page.get_by_role("dialog").wait_for()
        assert faults(page) == []
        assert page.evaluate(
            "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth"
        )


def test_german_says_that_starters_are_english_and_has_all_words_of_the_step(written):
    page = written(locale="de-DE")
    page.get_by_role("button", name="Mit einer Vorlage beginnen").click()
    page.get_by_text("Diese Vorlage ist auf Englisch").wait_for()
    assert page.get_by_label("Was haben sie gesagt, das dir geblieben ist?").count() == 1
    assert "note." not in page.inner_text("main")


TYPED = """async count => { const area = document.getElementById("note"), fits = [], shows = [], order = [];
    const heard = (name, start) => new Promise(done => area.addEventListener(name, function hears(event) {
        if (event.detail !== area.value) return;
        area.removeEventListener(name, hears);
        order.push(name); done(performance.now() - start); }));
    for (let at = 0; at < count; at++) {
        const start = performance.now(), fit = heard("fitted", start), show = heard("shown", start);
        area.setRangeText("x", 16, 16, "end"); area.dispatchEvent(new Event("input"));
        fits.push(await fit); shows.push(await show);
        await new Promise(done => setTimeout(done, 40)); }
    const sorted = list => list.sort((one, other) => one - other);
    return { fits: sorted(fits), shows: sorted(shows), order }; }"""


def test_how_words_fit_is_told_before_the_picture_at_every_key(written):
    page = written()
    page.evaluate(TYPED, 5)
    page.wait_for_timeout(600)
    told = page.evaluate(TYPED, 40)
    for name, list_ in (("fit meter", told["fits"]), ("preview", told["shows"])):
        print(f"key to {name}: median {list_[20]:.0f} ms, p95 {list_[37]:.0f} ms")
    assert told["order"][::2] == ["fitted"] * 40


def test_the_last_key_wins_however_fast_keys_come(written):
    page = written()
    caret_after(page, "talk")
    page.keyboard.type(" abcdefghijklmnopqrstuvwxyz" * 3, delay=0)
    page.keyboard.type(" {pont}", delay=0)
    page.locator("#meter", has_text="Not yet: {pont} is not a field").wait_for()
    for _ in range(7):
        page.keyboard.press("Backspace")
    page.wait_for_function("() => !document.getElementById('meter').classList.contains('bad')")
    page.wait_for_timeout(500)
    assert not page.locator("#meter.bad").count()
    assert not page.locator("#table.dim").count()


@pytest.mark.parametrize("words", ["Dear {dear}, thank you.", "שלום {dear}, תודה."])
def test_marks_go_the_way_in_which_the_words_are_written(visit, words):
    page = visit()
    page.evaluate("localStorage.setItem('language', 'x-rtl')")
    page.goto(page.url.split("#")[0] + "#note")
    page.reload()
    page.wait_for_selector("#note")
    page.fill("#note", words)
    ways = page.evaluate(
        """() => ['.mirror', '#note'].map(each => { const style = getComputedStyle(document.querySelector(each));
             return [style.direction, style.unicodeBidi, style.textAlign]; })"""
    )
    assert ways[0] == ways[1]
    assert ways[0][0] == ("ltr" if words.startswith("Dear") else "rtl")
