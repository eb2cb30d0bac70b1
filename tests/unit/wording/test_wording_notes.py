"""What a note must not be: unfinished, too long, generic, loud; and what it should hold."""

import pytest

from cardmaker.check.wording.lists import LANGUAGES, key_words, read_phrases
from cardmaker.check.wording.parts import AVOIDED, WANTED
from cardmaker.check.wording.reading import read_note, split_sentences
from cardmaker.errors import Level
from cardmaker.rules import RULES, Occasion
from tests.wordings import GOOD, body, found, person, rules, says


def test_a_good_note_is_left_in_peace():
    assert rules(person("Dana Whitfield", GOOD)) == []


@pytest.mark.parametrize("occasion", Occasion)
def test_a_good_note_is_left_in_peace_at_every_occasion(occasion):
    assert rules(person("Dana Whitfield", GOOD), occasion=occasion) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I like [Company] a lot.",
        "I like <Company> a lot.",
        "I like <<Company>> a lot.",
        "TODO say more.",
        "todo: say more.".replace("todo", "FIXME"),
        "Lorem ipsum dolor.",
        "I like XXX a lot.",
        "I like ____ a lot.",
        "I like %COMPANY% a lot.",
        "I like $COMPANY a lot.",
        "I like #N/A a lot.",
        "I like nan a lot.",
        "I like Company Name a lot.",
        "I like [your name] a lot.",
    ],
)
def test_what_is_left_of_a_template_is_told(sentence):
    assert says(sentence, "leftover")


@pytest.mark.parametrize(
    "sentence",
    [
        "It cost $50, or 5% of it, #1 in the list.",
        "I forgot your name, sorry.",
        "None of us knew (not even I).",
        "A heart <3 is fine here.",
        "Is 3 < 5 and 7 > 2?",
        "The null hypothesis held.".replace("null", "zero"),
    ],
)
def test_signs_that_people_write_are_no_leftovers(sentence):
    assert not says(sentence, "leftover")


def test_kisses_are_no_placeholder():
    text = "Dear Maya,\n\nThank you for the soup.\n\nLove,\nJamie xxx"
    assert rules(person("Maya", text), occasion=Occasion.THANKS) == []


def test_a_sender_that_was_not_filled_in_is_told_once():
    from dataclasses import replace

    from cardmaker.check.wording.whole import check_wording
    from tests.wordings import order_of

    text = GOOD.replace("Jamie Okafor", "Your Name")
    order = replace(order_of(person("Dana", text), person("Mia", text)), sender="Your Name")
    wording = check_wording(order)
    assert [f.rule for f in wording.whole].count("unsigned") == 1
    assert "leftover" not in [f.rule for each in wording.by_key.values() for f in each]


PHRASES = {
    "generic": [
        "I am sure to be a valuable asset.",
        "I enjoyed learning more about the role.",
        "It aligns perfectly with it.",
    ],
    "pressing": [
        "When will you decide?",
        "I hope to hear back.",
        "I await your decision.",
        "Please answer asap.",
        "The salary is fine.",
    ],
    "gift": ["A gift card is in the envelope.", "I have enclosed a voucher.", "This is a small token."],
    "slang": ["That was awesome.", "You guys rock.", "It was super fun."],
}
FINE = {
    "generic": ["I learned why the night shift plans its own rota."],
    "pressing": [
        "I look forward to hearing from you.",
        "Your decision to stop the release in March told me more.",
        "When you told me of March, I smiled.",
        "You make a decision to care every day.",
    ],
    "gift": ["You have a gift for plain words.", "The garden is enclosed by a wall."],
    "slang": ["It was a cool morning, and the hall was lit."],
    "emoticon": ["At 3:45, or so (I think): yes."],
    "exclamation": ["What a day!"],
    "capitals": ["I read the NASA and UNICEF papers, and the SQL and HTML ones.", "I was in the US."],
    "doubled-word": [
        "I know that that had had its day.",
        "I saw New York New York.",
        "It went on, on and on.",
    ],
    "punctuation": ["At 3:45 p.m., e.g. in the U.S., I read node.js at www.example.com/a,b."],
    "straight-quotes": ["It's fine, isn't it?", 'A 6" rule is 15 cm.'],
    "spelling": ["The canary releases of Kubernetes."],
}


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, each) for rule, listed in PHRASES.items() for each in listed]
)
def test_phrases_to_keep_out_are_told(rule, sentence):
    assert says(sentence, rule)


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, each) for rule, listed in FINE.items() for each in listed]
)
def test_what_only_looks_like_a_fault_is_not_told(rule, sentence):
    assert not says(sentence, rule)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("emoticon", "It was fun :-)"),
        ("emoticon", "I <3 it."),
        ("emoticon", "With hearts ♥ then."),
        ("exclamation", "What a day!!"),
        ("exclamation", "What a day! What a talk!"),
        ("capitals", "I was SO glad of it."),
        ("capitals", "I WANT THIS JOB now."),
        ("doubled-word", "I saw the the paper."),
        ("punctuation", "I came ,saw and left."),
        ("punctuation", "I came,saw and left."),
        ("punctuation", "I came.Then I left."),
        ("punctuation", "I came.. and left."),
        ("straight-quotes", 'I read "Emma" there.'),
        ("straight-quotes", "It’s fine, isn't it?"),
    ],
)
def test_slips_and_loud_words_are_told(rule, sentence):
    assert says(sentence, rule)


def test_a_generic_phrase_comes_with_something_better():
    (told,) = (f for f in found(body("I would be a valuable asset.")) if f.rule == "generic")
    assert told.message == 'says "valuable asset"'
    assert told.hint == "say what you would do in the first month"
    assert told.reason.startswith("C2: ")


def test_at_a_birthday_one_may_be_loud():
    text = "Dear Maya,\n\nHappy birthday!!! You guys are awesome :-)\n\nLove,\nJamie"
    assert rules(person("Maya", text), occasion=Occasion.BIRTHDAY) == []


@pytest.mark.parametrize(
    ("missing", "part"),
    [
        ("Thank you for", "thanks"),
        ("Your question", "something they said"),
        ("I would be glad", "still want"),
    ],
)
def test_each_missing_part_is_told(missing, part):
    text = {
        "Thank you for": "Dear Dana,\n\nYou told me on Tuesday how the team works. My experience fits it. I hope to join.\n\nJamie",
        "Your question": "Dear Dana,\n\nThank you for Tuesday. My experience fits the role. I hope that it goes on.\n\nJamie",
        "I would be glad": "Dear Dana,\n\nThank you for Tuesday. You told me how it works. My experience fits the role.\n\nJamie",
    }[missing]
    told = [f.message for f in found(person("Dana", text)) if f.rule == "parts"]
    assert len(told) == 1
    assert part in told[0]


def test_a_note_that_holds_the_point_says_something_of_theirs():
    text = "Dear Dana,\n\nThanks for Tuesday. Checklists that anyone may stop are rare. My experience fits. I hope so.\n\nJamie"
    bare = person("Dana", text)
    with_point = person("Dana", text, point="checklists that anyone may stop")
    assert "parts" in rules(bare)
    assert "parts" not in rules(with_point)


@pytest.mark.parametrize("point", ["", " ", "-", "n/a", "TODO", "?"])
def test_an_empty_point_is_an_error(point):
    told = [f for f in found(person("Dana", GOOD, row=4, point=point)) if f.rule == "point"]
    assert [(f.level, str(f.place)) for f in told] == [(Level.ERROR, "people.csv:4")]


def test_without_a_column_for_points_none_is_missed():
    assert "point" not in rules(person("Dana", GOOD))
    assert "point" not in rules(person("Dana", GOOD, point=""), occasion=Occasion.THANKS)


@pytest.mark.parametrize(
    ("sentences", "words", "told"),
    [(3, 15, False), (6, 18, False), (2, 30, True), (9, 10, True), (4, 40, True), (3, 5, True)],
)
def test_length_is_three_to_six_sentences_and_45_to_110_words(sentences, words, told):
    text = " ".join("Word " + "word " * (words - 2) + "end." for _ in range(sentences))
    assert ("length" in rules(person("Dana", f"Dear Dana,\n\n{text}\n\nRegards,\nJamie"))) is told


def test_four_paragraphs_are_told():
    text = GOOD.replace("words: tell", "words.\n\nTell")
    assert "length" in rules(person("Dana", text))


def test_a_note_about_its_writer_is_told():
    text = "Dear Dana,\n\n" + "I think that I like my job and my team on me. " * 4 + "\n\nJamie"
    assert "first-person" in rules(person("Dana", text))


def test_strength_role_clarification_and_pitch_are_advice():
    bare = "Dear Dana,\n\nThank you for it. You told me a lot of it. We hope so.\n\nJamie"
    assert {"strength", "role"} <= set(rules(person("Dana", bare)))
    many = "I led it. I built it. I wrote it. I ran it. My experience helps. I should have said so. I meant to say more."
    told = set(rules(person("Dana", f"Dear Dana,\n\n{many}\n\nJamie")))
    assert {"pitch", "clarification"} <= told


@pytest.mark.parametrize("rule", ["exclamation", "length", "generic", "leftover"])
def test_every_rule_can_be_allowed(rule):
    loud = body("I am a valuable asset!! [x] " + "word and word " * 40)
    assert rule in rules(loud)
    assert rule not in rules(loud, allow=[rule])


def test_every_finding_names_its_source():
    loud = body("I am a valuable asset!! [x] " + "word and word " * 40)
    for finding in found(loud):
        assert finding.reason == f"{RULES[finding.rule].source}: {RULES[finding.rule].why}"
        assert f"rule: {finding.rule} (" in str(finding)


def test_a_german_note_is_read_in_german():
    text = (
        "Liebe Frau Reyes,\n\nvielen Dank für das Gespräch am Dienstag. Ihre Frage nach den den Nachtschichten hat mich "
        "beschäftigt. Meine Erfahrung aus der Klinik könnte helfen, und ich freue mich auf mehr davon. Ich wäre eine "
        "wertvolle Bereicherung, und ich schreibe noch ein paar Worte mehr, damit es reicht.\n\nHerzliche Grüße\nJamie Okafor"
    )
    assert sorted(rules(person("Frau Reyes", text, row=2), language="de-AT")) == ["generic"]
    doubled = text.replace("den den", "im im")
    assert "doubled-word" in rules(person("Frau Reyes", doubled, row=2), language="de")


def test_other_languages_have_the_rules_that_need_no_words():
    text = "Chère Dana,\n\nmerci pour mardi. Nous nous sommes compris !! [Nom]\n\nCordialement\nJamie"
    told = rules(person("Dana", text), language="fr")
    assert set(told) == {"leftover", "exclamation", "length"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Reyes met J. K. Lee at 3 p.m. on Monday. Then they left.", 2),
        ("We talked… and talked. “Why?” I asked.", 3),
        ("One line\nAnother line", 2),
        ("E.g. this. And that!", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_readers_end_them(text, count):
    assert len(list(split_sentences(text))) == count


@pytest.mark.parametrize(
    ("text", "greeting", "closing"),
    [
        (GOOD, "Dear Dana,", "Warm regards,\nJamie Okafor"),
        ("Dear Dana, thank you for all of it.\n\nLove, Jamie", "Dear Dana,", "Love, Jamie"),
        ("Dana,\n\nthanks for it.\n\nJamie", "Dana,", "Jamie"),
        ("Thank you for it. It was good.", "", ""),
        ("Dear Dana,\nthank you.\nYours,\nJamie\n\nP.S. The geese!", "Dear Dana,", "Yours,\nJamie"),
    ],
)
def test_greeting_and_closing_are_found(text, greeting, closing):
    reading = read_note(person("Dana Whitfield", text))
    assert (reading.greeting, reading.closing) == (greeting, closing)


def test_a_postscript_is_read_too():
    text = GOOD + "\nP.S. TODO\n"
    assert "leftover" in rules(person("Dana", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_key_words_that_are_plain_words(language):
    phrases = read_phrases(language, (*AVOIDED, *WANTED))
    assert phrases
    assert all(key.isalnum() for key in phrases)


@pytest.mark.parametrize(
    ("pattern", "keys", "leads"),
    [
        ("valuable asset", ("valuable",), True),
        ("(great|good) (fit|match)", ("great", "good"), True),
        ("enjoyed (learning|hearing) (more )?about", ("enjoyed",), True),
        ("your (final |hiring )?decision(?! to| not)", ("decision",), False),
        ("(very )?odd", ("odd",), False),
    ],
)
def test_a_phrase_is_looked_for_by_its_rarest_word(pattern, keys, leads):
    assert key_words(pattern) == (keys, leads)


def test_spelling_is_told_if_the_library_is_there():
    pytest.importorskip("spellchecker")
    assert says("I recieved it yesterday.", "spelling")
    assert not says("The canary releases of Kubernetes at Okafor’s.", "spelling")
    assert not says("I favour to organise the colours of the theatre.", "spelling")


def test_without_the_library_spelling_is_not_told(monkeypatch):
    monkeypatch.setattr("cardmaker.check.wording.spelling.LIBRARY", "no_such_library")
    assert not says("I recieved it yesterday.", "spelling")


def test_with_a_dictionary_only_slips_in_small_words_are_told(monkeypatch):
    from cardmaker.check.wording import spelling

    class Dictionary:
        words = frozenset("received the yesterday".split())

        def __contains__(self, word):
            return word in self.words

        def edit_distance_1(self, word):
            return {word.replace("ie", "ei")}

        def known(self, words):
            return words & self.words

        def word_usage_frequency(self, word):
            return 1.0

    monkeypatch.setattr(
        "cardmaker.check.wording.whole.open_speller", lambda language: spelling.Speller(Dictionary())
    )
    told = [f for f in found(body("I recieved the Recieved wombat yesterday.")) if f.rule == "spelling"]
    assert [(f.message, f.hint) for f in told] == [
        ('"recieved": not in the dictionary', "did you mean received?")
    ]
    assert "spelling" not in rules(body("I recieved it.", gadget="the recieved one"))
