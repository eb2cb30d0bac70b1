"""The note's check from the command line: occasions, allowed rules, dates and e-mails."""

import json

import pytest

from tests.cli_runner import run

NOTE = """Dear Dana,

Thank you for the hour you gave me on Tuesday!! Your question about trust has stayed with me. I would answer it the same
way again, only with fewer words: tell people early, and tell them yourself, before they hear it in the hall.

I would be glad to bring that to the Portland office.

Warm regards,
Jamie Okafor
"""


@pytest.fixture
def order(tmp_path):
    def write(text: str = "", note: str = NOTE):
        (tmp_path / "card.yaml").write_text(
            f"cardmaker: order/1\nto: Dana Reyes\nfrom: Jamie Okafor\n{text}", encoding="utf-8"
        )
        (tmp_path / "note.md").write_text(note, encoding="utf-8")
        return tmp_path

    return write


def told(capsys, *words: object) -> dict[str, str]:
    """Return the levels of the findings of `check`, by rule."""
    done = run(capsys, "check", *words, "--json")
    return {found["rule"]: found["level"] for found in json.loads(done.out)}


def test_the_occasion_turns_rules_on(order, capsys):
    assert "exclamation" not in told(capsys, order())
    assert told(capsys, order("occasion: interview\n")) == {"exclamation": "warning"}
    assert told(capsys, order(), "--occasion", "interview") == {"exclamation": "warning"}


@pytest.mark.parametrize("allow", ["allow: exclamation\n", "allow: [exclamation, length]\n"])
def test_a_rule_is_left_out_if_the_order_allows_it(order, capsys, allow):
    assert told(capsys, order(f"occasion: interview\n{allow}")) == {}


def test_an_unknown_rule_is_refused_at_its_line(order, capsys):
    done = run(capsys, "check", order("allow: [exclamaton]\n"))
    assert done.code == 1
    assert "card.yaml:4:1: error: there is no rule 'exclamaton' to allow" in done.err
    assert "did you mean 'exclamation'?" in done.err


def test_findings_in_json_have_their_reason(order, capsys):
    done = run(capsys, "check", order("occasion: interview\n"), "--json")
    (found,) = json.loads(done.out)
    assert found["reason"].startswith("C8: ")


def test_a_wrong_name_stops_the_card(order, capsys):
    done = run(capsys, "make", order(note=NOTE.replace("Dana", "Danna")))
    assert done.code == 1
    assert 'error: the greeting says "Danna", and the list "Dana"' in done.err
    assert "rule: name-spelling (N1: " in done.err
    allowed = run(capsys, "make", order(note=NOTE.replace("Dana", "Danna")), "--allow", "name-spelling")
    assert allowed.code == 0


def test_dates_are_told_by_today_and_change_nothing_that_is_drawn(order, capsys):
    folder = order("interview: 2026-11-20 14:00\ndecision: 2026-11-24\n")
    assert told(capsys, folder, "--today", "2026-11-23") == {
        "after-48-hours": "warning",
        "arrives-late": "advice",
        "exclamation": "warning",
    }
    made = []
    for today in ("2026-11-20", "2026-11-30"):
        assert run(capsys, "make", folder, "--today", today, "-o", folder / "a.pdf").code == 0
        made.append((folder / "a.pdf").read_bytes())
    assert made[0] == made[1]


def test_check_asks_the_clock_only_if_nobody_says_what_day_it_is(order, capsys):
    assert "after-48-hours" in told(capsys, order("interview: 2020-11-20 14:00\n"))
    assert "post-by" in told(capsys, order("interview: 2020-11-20 14:00\ntoday: 2020-11-20\n"))
    assert "after-48-hours" not in run(capsys, "make", order("interview: 2020-11-20 14:00\n")).err


def test_a_date_that_is_none_is_refused_at_its_line(order, capsys):
    done = run(capsys, "check", order("decision: next week\n"))
    assert "card.yaml:4:1: error: 'next week' is not a date" in done.err


@pytest.mark.parametrize("target", ["out", "out/card.pdf"])
def test_make_writes_emails_beside_the_cards(order, capsys, target):
    folder = order("occasion: interview\n")
    done = run(capsys, "make", folder, "--email", "-o", folder / target)
    file = folder / "out" / "emails" / "0001-dana-reyes.txt"
    assert done.code == 0
    assert str(file) in done.out
    assert file.read_text(encoding="utf-8").startswith(
        "Subject: Thank you for the interview\n\nDear Dana,\n\nThank you"
    )
    assert "let the e-mail say it in other words" in done.err


def test_without_the_option_no_email_is_written(order, capsys):
    folder = order()
    run(capsys, "make", folder)
    assert not list(folder.rglob("emails"))
