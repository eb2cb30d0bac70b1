"""`hands show --measure`: a hand's figures, the goals beside them."""

import json

from cardmaker.check.goals import GOALS


def test_the_table_has_every_figure_with_its_goal(cli):
    result = cli("hands", "show", "reenie-beanie", "--measure", "--seeds", 1)
    assert result.code == 0, result
    shown = [goal for goal in GOALS if goal.name != "joins left open"]  # its letters are not joined
    for goal in shown:
        assert any(line.startswith(goal.name) and goal.range in line for line in result.out.splitlines()), (
            goal
        )
    assert "1 pages" not in result.err
    assert "over 1 page" in result.err


def test_a_missed_goal_is_marked(cli):
    code = (
        "import cardmaker.check.goals as goals; from dataclasses import replace\\n"
        "goals.judge.__defaults__ = (tuple(replace(goal, low=goal.high + 1, high=goal.high + 2) for goal in goals.GOALS),)\\n"
        "from cardmaker.cli import main; main()"
    )
    result = cli.python(code.replace("\\n", "\n"), "hands", "show", "caveat", "--measure", "--seeds", 1)
    assert result.code == 0, result
    assert result.out.count("outside") >= len(GOALS) - 2
    assert "outside their goals" in result.err


def test_the_figures_come_as_json_with_none_where_there_is_no_figure(cli):
    result = cli("hands", "show", "caveat", "--measure", "--seeds", 1, "--neatness", "careful", "--json")
    found = json.loads(result.out)
    assert (found["hand"], found["neatness"], found["pages"]) == ("caveat", "careful", 1)
    figures = {each["figure"]: each for each in found["figures"]}
    assert list(figures) == [goal.name for goal in GOALS]
    assert figures["joins left open"]["mean"] is None
    assert 0 < figures["stroke width, spread"]["mean"] < 30
    assert figures["smallest gap between words"]["goal"] == [0.6, None]


def test_an_unknown_hand_or_neatness_is_told_with_the_nearest(cli):
    for words, nearest in ((["caveet"], "caveat"), (["caveat", "--neatness", "carful"], "careful")):
        result = cli("hands", "show", *words, "--measure", "--seeds", 1)
        assert result.code == 1
        assert nearest in result.err


def test_no_picture_is_written_when_measuring(cli):
    cli("hands", "show", "caveat", "--measure", "--seeds", 1)
    assert list(cli.folder.iterdir()) == []
