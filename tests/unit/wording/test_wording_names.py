"""Names: of others, misspelt ones, companies and greetings. A false alarm is worse than a miss."""

import pytest

from cardmaker.errors import Level
from cardmaker.rules import Occasion
from tests.wordings import GOOD, body, found, person, rules

OTHERS = (
    "Priya Raman",
    "Tomás Rivera",
    "Will Young",
    "Grace May",
    "Mark Price",
    "April Park",
    "Do An",
    "Austin Hill",
    "Hope Chase",
    "The Reyes Family",
    "Dr. Elena van der Berg",
)


def others(*names: str) -> list:
    return [person(name, GOOD, row=3 + at) for at, name in enumerate(names or OTHERS)]


def named(sentence: str, *names: str, **order: object) -> list[str]:
    """Return what is told of the first person, Dana, about names, beside others in the list."""
    order.setdefault("allow", ("identical", "own-sentence", "sameness"))
    dana = body(sentence, row=2)
    told = found(dana, *others(*names), **order)
    return [f.message for f in told if f.rule == "other-person" and f.place.line == 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "Priya told me the same.",
        "I liked what Priya said.",
        "Meeting Priya’s team helped.",
        "Thanks to Ms. Raman I see it now.",
        "I have asked Will about it.",
        "I have asked Mark about it.",
        "I spoke with Grace about it.",
        "When Tomás laughed, I knew.",
        "It was Will Young who knew.",
        "Will Young knew it.",
        "Mr. Young knew it.",
        "April Park knew it.",
        "Elena knew it.",
    ],
)
def test_a_name_of_somebody_else_is_told(sentence):
    assert len(named(sentence)) >= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Will you tell the team?",
        "I will be there in May, and in April.",
        "Mark my words.",
        "Grace and patience are rare.",
        "May I say so?",
        "The price of a young park may chase hope.",
        "I read Grace Hopper’s memoirs.",
        "I was at the Austin office.",
        "Do write. An hour is enough.",
        "“Will it hold?” is what I asked myself.",
        "It was clear: Will and patience count.",
        "Hope is no plan.",
        "We met in Hyde Park on the Hill.",
        "The family knew.",
        "Dana Whitfield is my own name here, and Jamie is mine.",
    ],
)
def test_a_word_that_is_also_a_name_is_none(sentence):
    assert named(sentence) == []


def test_the_message_names_both_people_and_the_row():
    (told,) = named("Priya told me the same.")
    assert told == '"Priya" is Priya Raman (row 3), and this card is for Dana Whitfield'


def test_another_name_is_an_error_at_the_row_with_source_and_hint():
    first, *_ = (
        f for f in found(body("Priya knew.", row=2), *others("Priya Raman")) if f.rule == "other-person"
    )
    assert (first.level, str(first.place), first.reason[:2]) == (Level.ERROR, "people.csv:2", "N3")
    assert "allow: [other-person]" in first.hint


def test_another_name_can_be_allowed():
    assert named("Priya told me.", allow=("other-person", "identical")) == []


def test_a_name_that_two_people_share_is_right_for_both():
    assert named("Dana knows.", "Dana Fox") == []


def test_what_a_row_says_of_a_person_may_stand_in_their_card():
    dana = body("Priya told me about it.", row=2, referred_by="Priya Raman")
    assert "other-person" not in rules(dana, *others("Priya Raman"))


def test_the_point_of_a_shifted_row_is_told():
    dana = body(
        "You said that Priya writes every checklist herself.",
        row=2,
        point="that Priya writes every checklist herself",
    )
    assert "other-person" in rules(dana, *others("Priya Raman"))


def test_german_nouns_are_no_family_names():
    text = "Liebe {first},\n\nvielen Dank. Der Koch im Haus am Berg fragte den Bauer nach Brot.\n\nHerzlich\nJamie"
    people = [
        person("Dana Fuchs", text, row=2),
        person("Anna Koch", text, row=3),
        person("Jan Bauer", text, row=4),
    ]
    assert "other-person" not in rules(*people, language="de")
    mixed = person("Dana Fuchs", text.replace("Der Koch", "Frau Koch"), row=2)
    assert "other-person" in rules(mixed, *people[1:], language="de")
    mixed = person("Dana Fuchs", text.replace("Der Koch", "Mit Anna"), row=2)
    assert "other-person" in rules(mixed, *people[1:], language="de")


def firms(sentence: str, **order: object) -> list[str]:
    dana = body(sentence, row=2, company="Northwind Ltd", city="Portland")
    rest = [
        person("Priya Raman", GOOD, row=3, company="Kestrel & Sons, Inc."),
        person("Tomás Rivera", GOOD, row=4, company="Target"),
        person("Ana Sol", GOOD, row=5, company="Northwind"),
        person("Bo Ek", GOOD, row=6, company="Google"),
    ]
    return [f.message for f in found(dana, *rest, **order) if f.rule == "other-company" and f.place.line == 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "I hope to join Kestrel & Sons.",
        "Kestrel Sons it is.",
        "I see myself at Target.",
        "I would love to join Google.",
    ],
)
def test_another_company_is_told(sentence):
    assert len(firms(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    ["I hope to join Northwind.", "Target dates matter.", "We hit the target.", "I used Google Docs."],
)
def test_an_own_company_or_an_ordinary_word_is_no_other_company(sentence):
    assert firms(sentence) == []


def test_without_a_company_of_their_own_nothing_is_said_of_others():
    rest = person("Bo Ek", GOOD, row=3, company="Google")
    assert "other-company" not in rules(body("I would love to join Google.", row=2), rest)


@pytest.mark.parametrize(
    ("greeting", "name", "rule"),
    [
        ("Dear Dana,", "Dana Whitfield", ""),
        ("dear dana,", "Dana Whitfield", ""),
        ("Dear Ms. Whitfield:", "Ms. Dana Whitfield", ""),
        ("Hi Dana!", "Dana Whitfield", ""),
        ("Good morning Dana,", "Dana Whitfield", ""),
        ("Dana,", "Dana Whitfield", ""),
        ("Dear Bill,", "William Hart", ""),
        ("Dear Dr. Berg,", "Dr. Elena van der Berg", ""),
        ("Dear Dana and team,", "Dana Whitfield", ""),
        ("Dear O’Brien,", "Siobhan O'Brien", ""),
        ("Liebe Frau Whitfield,", "Frau Whitfield", ""),
        ("Dear Danna,", "Dana Whitfield", "name-spelling"),
        ("Dear Dnaa,", "Dana Whitfield", "name-spelling"),
        ("Dear Tomas,", "Tomás Rivera", "name-spelling"),
        ("Dear Mr. Riviera,", "Mr. Tomás Rivera", "name-spelling"),
        ("Dear Priya,", "Dana Whitfield", "other-person"),
        ("Dear Dana and Priya,", "Dana Whitfield", "other-person"),
        ("Dear Hiring Manager,", "Dana Whitfield", "salutation"),
        ("Dear Susan,", "Dana Whitfield", "salutation"),
        ("", "Dana Whitfield", "no-greeting"),
    ],
)
def test_the_greeting_is_this_person(greeting, name, rule):
    first = person(name, GOOD.replace("Dear {first},", greeting), row=2)
    kinds = {"name-spelling", "other-person", "salutation", "no-greeting", "greeting-title"}
    told = [r for r in rules(first, person("Priya Raman", GOOD.replace("hour", "day"), row=3)) if r in kinds]
    assert told == ([rule] if rule else [])


@pytest.mark.parametrize(
    "greeting", ["Dear Mum and Dad,", "Dear Grandma,", "Dear friends,", "Hello from Lisbon!", "Dear all,"]
)
def test_relations_are_greeted_as_one_likes(greeting):
    text = GOOD.replace("Dear {first},", greeting)
    assert "salutation" not in rules(person("Rose Miller", text), occasion=Occasion.THANKS)


def test_a_wrong_greeting_is_an_error_at_an_interview_and_a_warning_elsewhere():
    susan = person("Dana Whitfield", GOOD.replace("{first}", "Susan"))
    assert next(f for f in found(susan) if f.rule == "salutation").level is Level.ERROR
    elsewhere = found(susan, occasion=Occasion.THANKS)
    assert next(f for f in elsewhere if f.rule == "salutation").level is Level.WARNING


def test_a_title_that_the_list_does_not_have_is_told():
    text = GOOD.replace("{first}", "Mrs. Whitfield")
    assert "greeting-title" in rules(person("Dana Whitfield", text))
    assert "greeting-title" not in rules(person("Dana Whitfield", text, title="Mrs."))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("I think, Ms. Whitfeild, that it holds.", True),
        ("I liked the way Whitfeld was told.", True),
        ("I told Dana Witfield so.", True),
        ("I liked the Data team.", False),
        ("I liked the Whitfields.", False),
        ("I met Diana there.", False),
        ("I will be in Whitby.", False),
        ("I read it in the Portland Tribune.", False),
        ("I hope to see Northwnd grow.", True),
    ],
)
def test_a_slip_in_a_name_is_told(sentence, told):
    dana = body(sentence, company="Northwind")
    assert ("name-spelling" in rules(dana)) is told


def test_a_slip_in_the_name_of_another_is_told_in_a_small_batch():
    told = found(body("I liked what Riviera said.", row=2), *others("Tomás Rivera"))
    assert "name-spelling" in [f.rule for f in told if f.place.line == 2]


def test_a_slip_in_half_a_name_of_another_is_no_way_round():
    assert named("I liked what Tomás Riviera said.", "Tomás Rivera") != []


def test_names_in_other_scripts_raise_no_alarm():
    people = [
        person("王芳", "王芳您好：\n\n谢谢您。\n\n小明", row=2),
        person("Иван Петров", "Дорогой Иван,\n\nспасибо.\n\nЮля", row=3),
    ]
    kinds = {"other-person", "name-spelling", "salutation"}
    assert not kinds & set(rules(*people, language="zh"))


def test_ten_thousand_names_are_looked_up_not_compared():
    """A batch twice as large costs about twice as much, since each word is looked up once."""
    import time

    from tests.bench.wording import panel_of

    def worked(count: int) -> float:
        order = panel_of(count, Occasion.THANKS)
        start = time.process_time()
        from cardmaker.check.wording.whole import check_wording

        check_wording(order)
        return time.process_time() - start

    worked(50)
    assert worked(3200) < 16 * worked(400)


@pytest.mark.parametrize("name", ["The Millers", "Familie Moser", "Hiring Team"])
def test_several_people_may_be_greeted_by_any_of_their_names(name):
    note = GOOD.replace("Dear {first},", "Dear Anna and Paul,")
    assert "Dear Anna and Paul," in note
    assert "salutation" not in rules(person(name, note, row=2))
    assert "salutation" in rules(person("Dana Reyes", note, row=2))
