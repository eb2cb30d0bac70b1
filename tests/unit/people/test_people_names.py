import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.inputs.people.names import How, NameOrder, address_as, is_title, make_name, parse_name


def parts(text):
    name = parse_name(text)
    return name.title, name.given, name.middle, name.family, name.suffix


@pytest.mark.parametrize(
    ("text", "title", "given", "middle", "family", "suffix"),
    [
        ("Dana Reyes", "", "Dana", "", "Reyes", ""),
        ("Dana", "", "Dana", "", "", ""),
        ("Dr. Dana Reyes", "Dr.", "Dana", "", "Reyes", ""),
        ("Prof. Dr. Käthe Größl", "Prof. Dr.", "Käthe", "", "Größl", ""),
        ("Dr. Reyes", "Dr.", "", "", "Reyes", ""),
        ("Herr von Goethe", "Herr", "", "", "von Goethe", ""),
        ("John F. Kennedy", "", "John", "F.", "Kennedy", ""),
        ("Dana Reyes, PhD", "", "Dana", "", "Reyes", "PhD"),
        ("Dana Reyes Jr.", "", "Dana", "", "Reyes", "Jr."),
        ("Jack Ma", "", "Jack", "", "Ma", ""),
        ("Dana Reyes, MA", "", "Dana", "", "Reyes", "MA"),
        ("Vincent van Gogh", "", "Vincent", "", "van Gogh", ""),
        ("Maria de la Cruz", "", "Maria", "", "de la Cruz", ""),
        ("Ludwig van der Rohe", "", "Ludwig", "", "van der Rohe", ""),
        ("José Ortega y Gasset", "", "José", "", "Ortega y Gasset", ""),
        ("Siobhán O'Brien", "", "Siobhán", "", "O'Brien", ""),
        ("Ewan McGregor", "", "Ewan", "", "McGregor", ""),
        ("Jean-Luc Picard", "", "Jean-Luc", "", "Picard", ""),
        ("Pan Wei", "", "Pan", "", "Wei", ""),
        ("Don Draper", "", "Don", "", "Draper", ""),
        ("M. Night", "", "M.", "", "Night", ""),
        ("山田 太郎", "", "太郎", "", "山田", ""),
        ("王小明", "", "", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_a_name_shows_its_parts(text, title, given, middle, family, suffix):
    assert parts(text) == (title, given, middle, family, suffix)


def test_a_family_name_that_the_words_do_not_show_stays_unknown():
    assert parts("Gabriel García Márquez") == ("", "Gabriel", "García Márquez", "", "")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Reyes, Dana", "Dana Reyes"),
        ("Reyes, Dr. Dana", "Dr. Dana Reyes"),
        ("van Gogh, Vincent", "Vincent van Gogh"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Riviera, Inc.", "Riviera, Inc."),
        ("Dana Reyes, PhD", "Dana Reyes, PhD"),
        ("Reyes, Dana, PhD", "Reyes, Dana, PhD"),
        ("  Dana   Reyes ", "Dana Reyes"),
    ],
)
def test_last_comma_first_is_turned_and_other_commas_are_left(text, full):
    assert parse_name(text).full == full


def test_what_stands_before_the_comma_is_the_family_name():
    assert parse_name("García Márquez, Gabriel").family == "García Márquez"


def test_a_name_in_brackets_or_quotes_is_what_they_are_called():
    for text in ('Robert "Bob" Smith', "Robert (Bob) Smith", "Robert “Bob” Smith", "Smith, Robert (Bob)"):
        name = parse_name(text)
        assert (name.nickname, name.given, name.family) == ("Bob", "Robert", "Smith")


@pytest.mark.parametrize(
    ("texts", "how", "words"),
    [
        ({"name": "Dr. Dana Reyes"}, How.FIRST_NAME, "Dana"),
        ({"name": "Dr. Dana Reyes"}, How.TITLE_LAST_NAME, "Dr. Reyes"),
        ({"name": "Dr. Dana Reyes"}, How.FULL_NAME, "Dr. Dana Reyes"),
        ({"name": "Dana Reyes"}, How.TITLE_LAST_NAME, "Dana Reyes"),
        ({"name": "Dana Reyes", "title": "Ms."}, How.TITLE_LAST_NAME, "Ms. Reyes"),
        ({"name": "Dana Reyes", "nickname": "Dee"}, How.FIRST_NAME, "Dee"),
        ({"name": "J. Smith"}, How.FIRST_NAME, "J. Smith"),
        ({"name": "J.R.R. Tolkien"}, How.FIRST_NAME, "J.R.R. Tolkien"),
        ({"name": "王小明"}, How.FIRST_NAME, "王小明"),
        ({"name": "Dr. Gabriel García Márquez"}, How.TITLE_LAST_NAME, "Dr. Gabriel García Márquez"),
        (
            {"name": "Gabriel García Márquez", "title": "Dr."},
            How.TITLE_LAST_NAME,
            "Dr. Gabriel García Márquez",
        ),
        ({"name": "Dr. Reyes"}, How.FIRST_NAME, "Dr. Reyes"),
        (
            {"first_name": "Ludwig", "particle": "van", "last_name": "Dijk", "title": "Dr."},
            How.TITLE_LAST_NAME,
            "Dr. van Dijk",
        ),
        ({"name": "Dana Reyes", "salutation": "Professor R"}, How.FULL_NAME, "Professor R"),
        ({"name": "Dana Reyes", "salutation": "Professor R"}, How.FIRST_NAME, "Professor R"),
        ({"last_name": "Reyes"}, How.FIRST_NAME, "Reyes"),
        ({"nickname": "Dee"}, How.FULL_NAME, "Dee"),
        ({}, How.FULL_NAME, ""),
    ],
)
def test_people_are_addressed_as_wished_where_the_parts_are_known_and_else_by_their_full_name(
    texts, how, words
):
    assert address_as(make_name(texts), how) == words


def test_no_title_is_ever_made_up():
    for how in How:
        assert address_as(
            make_name({"name": "Dana Reyes", "first_name": "Dana", "last_name": "Reyes"}), how
        ) in (
            "Dana",
            "Dana Reyes",
        )


@pytest.mark.parametrize(
    ("texts", "full"),
    [
        ({"first_name": "小明", "last_name": "王"}, "王小明"),
        ({"first_name": "민수", "last_name": "김"}, "김민수"),
        ({"first_name": "János", "last_name": "Nagy"}, "János Nagy"),
        ({"first_name": "János", "last_name": "Nagy", "name_order": "family first"}, "Nagy János"),
        ({"name": "Nagy János", "first_name": "János", "last_name": "Nagy"}, "Nagy János"),
        ({"name": "Reyes, Dana", "first_name": "Dana", "last_name": "Reyes"}, "Dana Reyes"),
        (
            {"first_name": "Dana", "middle_name": "L.", "last_name": "Reyes", "suffix": "Jr."},
            "Dana L. Reyes Jr.",
        ),
    ],
)
def test_a_full_name_is_put_together_in_the_order_that_its_parts_show(texts, full):
    assert make_name(texts).full == full


def test_the_order_is_kept_with_the_name():
    assert make_name({"first_name": "小明", "last_name": "王"}).order is NameOrder.FAMILY_FIRST
    assert make_name({"first_name": "小明", "last_name": "王"}).given == "小明"


@pytest.mark.parametrize("cell", ["Dr.", "Prof. Dr.", "Frau", "Mr", "M.", "Herr/Frau", "Mevr."])
def test_titles_are_known(cell):
    assert is_title(cell)


@pytest.mark.parametrize("cell", ["", "CTO", "Professor of Law", "Dear Dana"])
def test_other_words_are_no_titles(cell):
    assert not is_title(cell)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


@given(NAMES, st.sampled_from(How))
def test_any_name_is_addressed_by_its_own_letters(text, how):
    name = make_name({"name": text})
    words = address_as(name, how)
    assert set(words) <= {*text, " "}
    assert bool(words) == bool(name.full)


@given(NAMES)
def test_a_name_without_commas_stands_on_the_envelope_as_typed(text):
    assert parse_name(text.replace(",", "")).full == " ".join(text.replace(",", "").split())
