"""The people of an order: lists and entries to persons with their own note, address and card; all rows judged at once."""

import pytest

from cardmaker.compose.stationery import Cabinet, draw_stationery
from cardmaker.errors import InputError, Level, Place
from cardmaker.inputs.order import read_request, resolve, with_options
from cardmaker.make import check_cards

NOTE = "Dear {dear},\n\nThank you for {point|the talk}.[?promise: I will send {promise}.]\n\nWarm regards,\n{from}\n"


@pytest.fixture
def order(tmp_path):
    """Write an order folder from its files, and resolve it."""

    def written(note=NOTE, options=None, people_path=None, **files):
        files = {"note.md": note, **{name.replace("__", "/"): text for name, text in files.items()}}
        for name, text in files.items():
            path = tmp_path / (name if "." in name else {"card": "card.yaml", "people": "people.csv"}[name])
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")
        request, folder, places = read_request(tmp_path)
        request = with_options(request, options or {})
        return resolve(request, folder, places, people=people_path)

    return written


CARD = "from: Jamie\npeople: people.csv\n"


def words(person):
    return " ".join(person.note.words)


def errors(resolved):
    return [
        (finding.place.line, finding.place.column, finding.rule)
        for finding in resolved.findings
        if finding.level is Level.ERROR
    ]


def refusal(*given, **files):
    with pytest.raises(InputError) as caught:
        given[0](**files)
    return caught.value.findings


def test_a_list_becomes_people_with_their_rows_fields_and_places(order, tmp_path):
    text = "Name,Said as,Company,Point,Funny story\nDana Reyes,Dee,Blue Co,the rota,geese\n\nTomás Li,,Blue Co,,\n"
    dana, tomas = order(card=CARD, people=text).order.people
    assert (dana.name, dana.addressed, dana.company, dana.row) == ("Dana Reyes", "Dee", "Blue Co", 2)
    assert (tomas.row, tomas.place) == (4, Place(str(tmp_path / "people.csv"), 4))
    assert dana.fields["funny_story"] == "geese"
    assert (dana.fields["first_name"], dana.fields["name"]) == ("Dana", "Dana Reyes")
    assert words(dana) == "Dear Dee, Thank you for the rota. Warm regards, Jamie"
    assert words(tomas) == "Dear Tomás, Thank you for the talk. Warm regards, Jamie"


def test_one_line_tells_the_mapping(order):
    told = [
        each for each in order(card=CARD, people="Persoon,Firma\nDana,x\n").findings if each.rule == "columns"
    ]
    assert [each.message for each in told] == ["name is Persoon, company is Firma"]


def test_what_a_person_maps_is_used_from_the_order_and_from_the_command_line(order):
    people = "Wie,Iets,Wat\nDana,x,the rota\n"
    card = f"{CARD}map: {{name: Wie, promise: Iets}}\n"
    (dana,) = order(card=card, people=people, options={"map": {"point": "Wat"}}).order.people
    assert words(dana).endswith("for the rota. I will send x. Warm regards, Jamie")


def test_an_encoding_that_is_said_is_used(order, tmp_path):
    (tmp_path / "list.csv").write_bytes("Name\nЖанна\n".encode("cp1251"))
    made = order(card="from: J\npeople: list.csv\nencoding: cp1251\n")
    assert made.order.people[0].name == "Жанна"


@pytest.mark.parametrize(
    ("how", "row", "dear"),
    [
        ("", "Dana Reyes,Dr.,,", "Dana"),
        ("title and last name", "Dana Reyes,Dr.,,", "Dr. Reyes"),
        ("Title-and-last-name", "Dana Reyes,,,", "Dana Reyes"),
        ("full name", "Dana Reyes,Dr.,,", "Dana Reyes"),
        ("full name", "Dana Reyes,Dr.,all of you,", "all of you"),
        ("first name", "李 明,,,", "明"),
        ("first name", "D. Reyes,,,", "D. Reyes"),
    ],
)
def test_people_are_addressed_as_the_order_says_and_their_salutation_wins(order, how, row, dear):
    text = f"Name,Title,Salutation,Point\n{row}\n"
    (person,) = order(card=f"{CARD}address-as: {how}\n" if how else CARD, people=text).order.people
    assert person.addressed == dear


def test_another_way_to_address_people_is_refused_with_the_nearest(order):
    (found,) = refusal(order, card=f"{CARD}address-as: frist name\n", people="Name\nDana\n")
    assert (found.rule, found.hint) == ("address-as", "did you mean 'first name'?")


def test_rows_that_lack_something_are_all_told_at_their_cells_and_the_others_go_on(order):
    people = "Name,Point,Palette,Hand,Seed\nDana,x,,,\nLi,,,,\nAnn,y,nosuch,nosuch,many\n,z,,,\nBo,w,,,\n"
    made = order(note="Dear {dear}, {point}", card=CARD, people=people)
    assert [person.name for person in made.order.people] == ["Dana", "Bo"]
    assert sorted(errors(made)) == [
        (3, 2, "empty-field"),
        (4, 3, "palette"),
        (4, 4, "hand"),
        (4, 5, "seed"),
        (5, 1, "no-name"),
    ]
    assert made.left_out == 3


def test_an_order_in_which_nobody_is_left_is_refused(order):
    (found,) = [
        each
        for each in refusal(order, card=CARD, note="{point}", people="Name,Point\nDana,\n")
        if each.level is Level.ERROR
    ]
    assert "note.md:1 needs it" in found.message
    assert str(found.place).endswith("people.csv:2:2")


def test_a_field_that_the_list_has_no_column_for_is_told_once(order):
    people = "Name\nDana\nLi\n"
    found = [
        each
        for each in refusal(order, card=CARD, note="{dear} {company} {pont}", people=people)
        if each.level is Level.ERROR
    ]
    assert [(each.rule, each.place.column) for each in found] == [("no-column", 8), ("unknown-field", 18)]
    assert "--map company=COLUMN" in found[0].hint
    assert "'point'" in found[1].hint


def test_entries_hold_fields_of_their_own(order):
    card = "from: J\npeople:\n  - to: Dana Reyes\n    said-as: Dee\n    point: the *rota*\n    geese: many\n  - {first-name: Li, last-name: Wu}\n"
    dana, li = order(
        note="{dear}: {point|p} {geese|none} {last name}", card=card.replace("Li, last", "Li, last")
    ).order.people
    assert (words(dana), dana.row, dana.place.line) == ("Dee: the *rota* many Reyes", 1, 3)
    assert (words(li), li.name, li.row) == ("Li: p none Wu", "Li Wu", 2)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{too: Dana}", "a person has no 'too'"),
        ("{to: Dana, gooses: x}", "a person has no 'gooses', and no note uses it"),
        ("{to: Dana, point: [a, b]}", "point must be a text"),
        ("{point: x}", "a person needs 'to'"),
        ("Dana", "a person is written as"),
    ],
)
def test_entries_that_hold_something_else_are_refused(order, entry, told):
    assert any(
        told in found.message for found in refusal(order, card=f"people:\n  - {entry}\n", note="Hello")
    )


def test_an_order_reads_no_list_outside_its_folder_but_the_command_line_does(order, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}.csv"
    outside.write_text("Name\nDana\n", encoding="utf-8")
    (found,) = refusal(order, card=f"from: J\npeople: ../{outside.name}\n")
    assert found.rule == "list-outside"
    assert order(card="from: J\n", people_path=outside).order.people[0].name == "Dana"


def test_notes_of_ones_own_come_from_a_cell_a_file_or_the_name_of_a_file(order):
    people = 'Name,Note,Note file\nDana,"Dear {dear},\nhello.",\nLi Wu,,li.md\nTomás Rivera,,\nAnn,,\n'
    files = {"li.md": "Li: {dear}", "notes__tomas-rivera.md": "Tomás: {dear}", "notes__tomas-riviera.md": "x"}
    made = order(card=CARD, people=people, **files)
    assert [words(person)[:12] for person in made.order.people] == [
        "Dear Dana, h",
        "Li: Li",
        "Tomás: Tomás",
        "Dear Ann, Th",
    ]
    assert [str(person.note.place).rpartition("/")[2] for person in made.order.people] == [
        "people.csv:2:2",
        "li.md",
        "tomas-rivera.md",
        "people.csv:5",
    ]
    told = {finding.rule: finding for finding in made.findings}
    assert told["own-notes"].message == "1 person has a note of their own in notes/"
    assert "did you mean 'tomas-rivera.md'?" in told["spare-note"].hint


def test_a_list_reads_no_note_outside_the_folder(order, tmp_path):
    (tmp_path.parent / "secret.md").write_text("secret", encoding="utf-8")
    made = order(card=CARD, people="Name,Note file\nDana,../secret.md\nLi,\n")
    assert [person.name for person in made.order.people] == ["Li"]
    assert (2, 2, "note-outside") in errors(made)


def test_a_wrong_note_of_one_person_does_not_stop_the_others(order):
    made = order(card=CARD, people="Name,Note\nDana,Dear {deer}\nLi,\nAnn,{\nBo,gone.md\n")
    assert [person.name for person in made.order.people] == ["Li"]
    assert [rule for *_, rule in errors(made)] == ["unknown-field", "no-file", "unknown-field", "own-note"]
    assert made.left_out == 3


def test_a_card_may_have_a_design_palette_hand_and_seed_of_its_own(order):
    people = "Name,Design,Variant,Palette,Hand,Seed\nDana,,,,,\nLi,olive-wreath,,dusk,caveat,7\nAnn,olive-wreath,,,,\n"
    made = order(card=f"design: deco-fan\npalette: graphite\n{CARD}", people=people)
    dana, li, ann = (made.order.for_person(person) for person in made.order.people)
    assert (dana.design.id, dana.palette, dana.seed) == ("deco-fan", "graphite", 1)
    assert (li.design.id, li.palette, li.seed, li.hands[0].hand.id) == ("olive-wreath", "dusk", 7, "caveat")
    assert (ann.design is li.design, ann.palette) == (True, "sage")


def test_a_list_names_designs_by_their_ids_only(order):
    (found,) = [
        each
        for each in refusal(order, card=CARD, people="Name,Design\nDana,../x\n")
        if each.level is Level.ERROR
    ]
    assert "is not the id of a design" in found.message


def test_art_is_drawn_once_for_each_design_and_palette(order):
    people = "Name,Palette,Seed\n" + "".join(
        f"P{number},{['', 'graphite'][number % 2]},{number}\n" for number in range(8)
    )
    resolved = order(card=CARD + "design: deco-fan\n", people=people).order
    drawn = []
    cabinet = Cabinet(
        resolved, draw_stationery(resolved), lambda own: drawn.append(own.palette) or draw_stationery(own)
    )
    arts = {id(cabinet.of(person)[1].art) for person in resolved.people}
    assert (drawn, len(arts)) == (["graphite"], 2)


def test_the_cards_of_a_list_are_composed_each_with_its_own(order):
    people = "Name,Design,Seed\nDana,,\nLi,olive-wreath,3\n"
    run = check_cards(order(card=CARD, people=people).order)
    assert (run.made, run.failed) == (2, 0)


def test_what_is_wrong_with_a_card_of_a_list_is_told_at_its_row(order, tmp_path):
    people = "Name,Point\nDana,x\nLi,你好\n"
    (found, *_) = check_cards(order(card=CARD, people=people).order).findings
    assert found.place == Place(str(tmp_path / "people.csv"), 3)


def test_a_value_with_control_characters_is_refused(order):
    (found,) = refusal(order, card="from: J\n", options={"to": "Da\x07na"})
    assert found.rule == "control"


def test_a_note_that_is_a_link_to_itself_is_told(order, tmp_path):
    (tmp_path / "own.md").symlink_to("own.md")
    with pytest.raises(InputError, match=r"own\.md: error: cannot be read"):
        order(card=f"{CARD}note: own.md\n", people="Name\nAnn\n")
