"""Allowing a rule from the page: comments and the way the list was written stay, and it is taken away again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.rules import RULES
from cardmaker.studio.writing.allowing import allowed_in, with_allowed, without_allowed

HEAD = "# mine\ncardmaker: order/1\n"
FORMS = {
    "absent": "",
    "empty": "allow: []  # none\n",
    "blank": "allow:   # none\n",
    "one": "allow: length  # it is long\n",
    "flow": "allow: [length, Pressing]  # it is long\n",
    "block": "allow:\n  - length   # it is long\n  - pressing # and so\n",
    "flat": "allow:\n- length   # it is long\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_is_allowed_and_taken_away_with_every_comment_kept(form):
    text = f"{HEAD}{FORMS[form]}from: Ann  # me\n"
    before = allowed_in(text)
    more = with_allowed(text, "generic")
    assert allowed_in(more) == (*before, "generic")
    if form in {"flow", "block", "flat"}:
        assert without_allowed(more, "generic") == text
    for comment in ("# mine", "# me", *(["# it is long"] if "it is long" in text else [])):
        assert comment in more
        assert comment in without_allowed(more, "generic")


@pytest.mark.parametrize("form", ["one", "flow", "block", "flat"])
def test_the_last_rule_takes_the_key_with_it(form):
    text = f"{HEAD}{FORMS[form]}from: Ann  # me\n"
    for name in allowed_in(text):
        text = without_allowed(text, name.lower())
    assert text == f"{HEAD}from: Ann  # me\n"


def test_allowing_what_is_allowed_changes_nothing():
    text = f"{HEAD}allow: [Length]\n"
    assert with_allowed(text, "length") == text
    assert without_allowed(text, "generic") == text


def test_a_list_over_several_lines_with_brackets_is_refused_not_guessed():
    with pytest.raises(InputError):
        with_allowed(f"{HEAD}allow: [length,\n  pressing]\n", "generic")


def test_what_is_no_rule_is_never_written():
    with pytest.raises(InputError):
        with_allowed(HEAD, "everything]\nfrom: x")


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(RULES))), max_size=12),
    st.sampled_from(sorted(FORMS)),
)
def test_any_changes_leave_what_they_mean(changes, form):
    text = f"{HEAD}{FORMS[form]}from: Ann\n"
    wanted = {name.lower() for name in allowed_in(text)}
    for adds, rule in changes:
        text = with_allowed(text, rule) if adds else without_allowed(text, rule)
        wanted = wanted | {rule} if adds else wanted - {rule}
        assert {name.lower() for name in allowed_in(text)} == wanted
    assert text.startswith(HEAD)
    assert "from: Ann\n" in text
