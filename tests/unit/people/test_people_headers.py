import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.people.fields import known_fields, slug
from cardmaker.inputs.people.headers import known_headers
from cardmaker.inputs.people.listing import MAX_HEADER
from cardmaker.inputs.people.roster import parse_people
from tests import lists
from tests.lists import table


def read(header, *rows, mapping=None):
    rows = rows or [[f"cell {index}" for index, _ in enumerate(header)]]
    return parse_people(table([header, *rows]).encode(), "people.csv", mapping=mapping or {})


def refusal(header, *rows, mapping=None):
    with pytest.raises(InputError) as caught:
        read(header, *rows, mapping=mapping)
    return caught.value.findings


def fields(header, *rows):
    roster = read(header, *rows)
    return {
        field: at
        for field, at in roster.entries[0].columns.at.items()
        if field not in roster.entries[0].columns.own
    }


def columns_told(roster):
    return next(finding.message for finding in roster.findings if finding.rule == "columns")


@pytest.mark.parametrize(
    "header",
    [
        ["First Name", "Last Name", "Company", "Street", "Postal Code", "City", "Country"],
        ["Vorname", "Nachname", "Firma", "Straße", "PLZ", "Ort", "Land"],
        ["Prénom", "Nom", "Société", "Rue", "Code postal", "Ville", "Pays"],
        ["Nombre", "Apellidos", "Empresa", "Calle", "Código postal", "Ciudad", "País"],
        ["Nome", "Cognome", "Azienda", "Via", "CAP", "Città", "Paese"],
        ["Voornaam", "Achternaam", "Bedrijf", "Straat", "Postcode", "Woonplaats", "Land"],
        ["Imię", "Nazwisko", "Firma", "Ulica", "Kod pocztowy", "Miasto", "Kraj"],
        ["Nome", "Sobrenome", "Empresa", "Rua", "CEP", "Cidade", "País"],
        ["Förnamn", "Efternamn", "Företag", "Gata", "Postnummer", "Ort", "Land"],
        ["Fornavn", "Efternavn", "Virksomhed", "Vej", "Postnr", "By", "Land"],
        ["Fornavn", "Etternavn", "Bedrift", "Gate", "Postnummer", "Poststed", "Land"],
        ["first_name", "LAST NAME", "company", "streetAddress", "Zip", "town", "country/region"],
        ["PRENOM", "NOM DE FAMILLE", "SOCIETE", "RUE", "CODE_POSTAL", "VILLE", "PAYS"],
    ],
)
def test_headers_of_many_languages_are_known_however_they_are_spelled(header):
    expected = ["first_name", "last_name", "company", "street", "postal_code", "city", "country"]
    assert fields(header) == {field: index for index, field in enumerate(expected)}


def test_a_name_beside_a_first_name_is_the_last_name_unless_it_holds_the_first():
    assert fields(["Vorname", "Name"], ["Dana", "Reyes"]) == {"first_name": 0, "last_name": 1}
    assert fields(["Vorname", "Name"], ["Dana", "Dana Reyes"]) == {"first_name": 0, "name": 1}


def test_a_lone_part_of_a_name_is_the_whole_name():
    assert fields(["Nombre", "Empresa"]) == {"name": 0, "company": 1}
    assert fields(["Nom", "Ville"]) == {"name": 0, "city": 1}


def test_a_title_is_a_job_unless_its_cells_are_titles():
    assert fields(["Name", "Title"], ["Dana", "CTO"]) == {"name": 0, "role": 1}
    assert fields(["Name", "Title"], ["Dana", "Dr."]) == {"name": 0, "title": 1}


def test_a_salutation_of_titles_is_a_title_and_of_words_is_printed():
    assert fields(["Name", "Anrede"], ["Dana", "Frau"]) == {"name": 0, "title": 1}
    assert fields(["Name", "Salutation"], ["Dana", "Professor Reyes"]) == {"name": 0, "salutation": 1}


def test_an_address_beside_a_city_is_the_street_and_alone_it_is_all():
    assert fields(["Name", "Address", "City"]) == {"name": 0, "street": 1, "city": 2}
    assert fields(["Name", "Address"]) == {"name": 0, "address": 1}


def test_google_contacts_are_known_and_their_remarks_private():
    (entry,) = parse_people(lists.google(), "contacts.csv").entries
    found = {field: text for field, text in entry.texts.items() if text}
    assert found == {
        "first_name": "Dana",
        "last_name": "Reyes",
        "title": "Dr.",
        "company": "Riviera",
        "role": "CTO",
        "email": "dana@riviera.example",
        "street": "12 Elm St\nFloor 3",
        "city": "Boston",
        "region": "MA",
        "postal_code": "02139",
    }
    told = columns_told(parse_people(lists.google(), "contacts.csv"))
    assert told.startswith("read as Google Contacts: ")
    assert "never printed: Nickname, Notes" in told


def test_older_google_contacts_are_known():
    row = lists.filled(
        lists.GOOGLE_2019,
        Name="Dana Reyes",
        Given_Name="Dana",
        Family_Name="Reyes",
        Organization_1___Name="Riviera",
        Organization_1___Title="CTO",
        Notes="secret",
    )
    roster = parse_people(table([lists.GOOGLE_2019, row]).encode(), "google.csv")
    (entry,) = roster.entries
    assert (entry.name.full, entry.text("company"), entry.text("role")) == ("Dana Reyes", "Riviera", "CTO")
    assert "secret" not in entry.texts.values()


def test_outlook_is_known_and_each_person_has_one_whole_address():
    roster = parse_people(lists.outlook(), "outlook.csv")
    assert "Outlook" in columns_told(roster)
    dana, ann = roster.entries
    assert (dana.text("title"), dana.text("street"), dana.text("city")) == ("Dr.", "1 Quay", "Boston")
    assert (ann.text("street"), ann.text("city"), ann.text("postal_code")) == ("7 Lane", "Lynn", "")
    assert "talks too much" not in dana.texts.values()


def test_outlook_in_german_is_known():
    (entry,) = parse_people(lists.outlook_german(), "kontakte.csv").entries
    assert (entry.name.full, entry.name.title) == ("Käthe Größl", "Frau")
    assert (entry.text("street"), entry.text("postal_code"), entry.text("role")) == (
        "Kai 1",
        "24103",
        "Leiterin",
    )
    assert "geheim" not in entry.texts.values()


def test_linkedin_is_known_below_its_preamble():
    (entry,) = parse_people(lists.linkedin(), "Connections.csv").entries
    assert (entry.number, entry.name.full, entry.text("company"), entry.text("role")) == (
        5,
        "Dana Reyes",
        "Riviera",
        "CTO",
    )


def test_remarks_are_private_everywhere_and_a_note_is_private_only_in_address_books():
    assert "note" in fields(["Name", "Note"])
    assert "private" not in fields(["Name", "Notes"])
    assert "notes" not in read(["Name", "Notes"]).entries[0].texts
    assert "note" not in fields(["Name", "E-Mail", "Phone", "Note"])


def test_what_a_person_maps_wins_and_is_told():
    roster = read(
        ["Wie", "Naam", "Foo"], ["Dana", "Riviera", "x"], mapping={"name": "wie", "company": "Naam"}
    )
    assert columns_told(roster) == "name is Wie, company is Naam; fields of its own: foo"
    assert roster.entries[0].texts == {"name": "Dana", "company": "Riviera", "foo": "x"}


def test_a_column_may_be_mapped_to_a_field_of_ones_own_or_to_none():
    roster = read(["Name", "Notes", "Company"], mapping={"what-they-said": "Notes", "company": ""})
    assert roster.entries[0].texts["what_they_said"] == "cell 1"
    assert "company" not in roster.entries[0].texts


def test_a_mapped_field_that_is_nearly_a_known_one_is_told():
    roster = read(["Name", "Foo"], mapping={"compnay": "Foo"})
    assert next(f.hint for f in roster.findings if f.rule == "map") == "did you mean 'company'?"


def test_a_header_that_is_mapped_is_found_below_others():
    text = "a list;of mine\n\nWie;Waar\nDana;Boston\n"
    (entry,) = parse_people(text.encode(), "x.csv", mapping={"name": "Wie"}).entries
    assert (entry.number, entry.text("name")) == (4, "Dana")


def test_mapped_columns_that_are_not_there_are_refused_all_at_once_with_the_nearest():
    first, second = refusal(["Name", "Firma"], mapping={"name": "Nmae", "company": "Frma"})
    assert "'Name'" in first.hint
    assert "'Firma'" in second.hint


def test_unknown_columns_are_kept_under_their_slugs_and_listed():
    roster = read(["Name", "What They Liked!", "what they liked?", "Größe"])
    assert {"what_they_liked", "what_they_liked_2", "größe"} <= set(roster.entries[0].texts)
    assert columns_told(roster).endswith("fields of its own: what_they_liked, what_they_liked_2, größe")


def test_empty_unknown_columns_are_not_listed_and_many_are_cut():
    header = ["Name", "empty", *(f"extra {index}" for index in range(10))]
    told = columns_told(read(header, ["Dana", "", *"abcdefghij"]))
    assert "empty" not in told
    assert told.endswith("extra_7 and 2 more")


@pytest.mark.parametrize("twin", ["Name", "NAME", "Na\u00a0me ", " name "])
def test_two_columns_of_one_name_are_refused_naming_both(twin):
    if "\u00a0" in twin:
        (finding,) = refusal(["Na me", "Company", twin])
    else:
        (finding,) = refusal(["Name", "Company", twin])
    assert "columns 1 and 3 are both called" in finding.message


def test_a_list_without_a_header_is_refused_with_its_first_line():
    (finding,) = refusal(["Dana Reyes", "Riviera"], ["Ann Smith", "Foo"])
    assert '"Dana Reyes, Riviera"' in finding.message
    assert "--map" in finding.hint


def test_the_limit_of_a_header_is_exact():
    assert "x" * MAX_HEADER in read(["Name", "x" * MAX_HEADER]).entries[0].columns.titles
    assert refusal(["Name", "x" * (MAX_HEADER + 1)])[0].rule == "long-header"


def test_a_header_without_people_is_refused_with_its_line():
    with pytest.raises(InputError, match='nobody below it: "name, company"'):
        parse_people(b"name,company\n", "x")


def test_what_stands_in_a_nameless_column_is_told():
    roster = read(["Name", ""], ["Dana", "x"])
    assert "column 2 has no header" in next(f.message for f in roster.findings if f.rule == "no-header")


def test_no_known_header_means_two_fields_of_one_kind_of_list():
    doubled = {header: found for header, found in known_headers().items() if len(found) > 1}
    assert {field for found in doubled.values() for field, _ in found} <= {
        "name", "first_name", "last_name", "title", "role", "address", "street", "email", "company", "region", "city",
        "po_box", "country", "district", "point", "note", "salutation", "postal_code",
    }  # fmt: skip


@given(st.text(max_size=30))
def test_a_slug_is_a_word_that_begins_with_a_letter(text):
    assert slug(text)[0].isalpha()
    assert not set(slug(text)) & set(" {}-.,;:")


def test_every_field_is_its_own_slug():
    assert all(slug(field) == field for field in known_fields())
