"""`cardmaker new` starts an order that is ready to make; `cardmaker check` tells and writes nothing."""

import json


def test_a_new_order_is_ready_to_make(cli, tmp_path):
    done = cli("new", "cards", "--for", "interview")
    assert done.code == 0, done
    assert "cards/card.yaml" in done.out.replace("\\", "/")
    made = cli("make", "cards")
    assert made.code == 0, made
    assert (tmp_path / "cards" / "out" / "cards.pdf").exists()


def test_new_never_overwrites(cli, tmp_path):
    (tmp_path / "card.yaml").write_text("mine", encoding="utf-8")
    done = cli("new", ".")
    assert done.code == 2
    assert "is already there" in done.err
    assert (tmp_path / "card.yaml").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["card.yaml"]


def test_check_of_a_sound_order_says_so_and_writes_nothing(cli, tmp_path):
    cli("new", "cards")
    before = sorted(tmp_path.rglob("*"))
    done = cli("check", "cards", "--from", "Jamie Okafor")
    assert (done.code, done.out) == (0, "")
    assert "all is well" in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_cards_that_nobody_signed_are_told(cli, tmp_path):
    cli("new", "cards")
    order = tmp_path / "cards" / "card.yaml"
    text = order.read_text(encoding="utf-8").replace("from: Jamie Okafor", "from: Your Name")
    order.write_text(text, encoding="utf-8")
    assert 'warning: the cards are signed "Your Name"' in cli("check", "cards").err


def test_check_gives_findings_as_json(cli, tmp_path):
    cli("new", "cards")
    (tmp_path / "cards" / "card.yaml").write_text("desgin: x\n", encoding="utf-8")
    done = cli("check", "cards", "--json")
    assert done.code == 1
    (found,) = json.loads(done.out)
    assert (found["level"], found["rule"], found["line"], found["column"]) == ("error", "unknown-key", 1, 1)
    assert found["hint"] == "did you mean 'design'?"


def test_check_tells_which_of_several_cards_cannot_be_made(cli, tmp_path):
    cli("new", "cards")
    (tmp_path / "cards" / "notes").mkdir()
    (tmp_path / "cards" / "notes" / "priyanka-raman.md").write_text("word " * 400, encoding="utf-8")
    done = cli("check", "cards")
    assert done.code == 3, done
    assert "priyanka-raman.md: error: the note is" in done.err
