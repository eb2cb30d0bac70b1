"""The desk: a person's files keep what they wrote, and nobody writes over anybody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.nodes import read_yaml
from cardmaker.studio.keeping.desk import Desk, StaleError
from cardmaker.studio.keeping.edits import with_value
from tests.studio_notes import read_note, write_note

WRITTEN = """# My cards
cardmaker: order/1

design: deco-fan   # the gold one
from: "Jamie # Okafor"  # me
people:
  - to: Dana
    note: dana.md
# the end
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.lay_out()
    return made


def test_a_change_keeps_comments_and_the_order_of_lines():
    changed = with_value(WRITTEN, "design", "olive-wreath")
    assert changed == WRITTEN.replace("deco-fan", "olive-wreath")


def test_a_quoted_value_with_a_number_sign_keeps_its_comment():
    assert with_value(WRITTEN, "from", "Ann").splitlines()[4] == "from: Ann  # me"


def test_a_key_that_takes_many_lines_is_replaced_whole():
    changed = with_value(WRITTEN, "people", "people.csv")
    assert "note: dana.md" not in changed
    assert changed.endswith("people: people.csv\n# the end\n")


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=40
    )
)
def test_any_text_is_read_back_as_it_was_set(value):
    try:
        changed = with_value(WRITTEN, "from", value)
    except InputError:
        return
    assert read_yaml(changed, "card.yaml").values["from"].text == value


def test_undo_brings_back_every_byte_and_redo_takes_it_again(desk):
    before = (desk.folder / "card.yaml").read_bytes()
    desk.set_values(desk.revision, {"design": "olive-wreath"})
    after = (desk.folder / "card.yaml").read_bytes()
    assert before != after
    desk.undo(desk.revision)
    assert (desk.folder / "card.yaml").read_bytes() == before
    desk.redo(desk.revision)
    assert (desk.folder / "card.yaml").read_bytes() == after


def test_a_change_on_an_older_state_is_refused_and_the_editors_words_stay(desk):
    seen = desk.revision
    (desk.folder / "note.md").write_text("Dear {dear},\n\nfrom the editor\n")
    with pytest.raises(StaleError):
        write_note(desk, seen, 0, "from the page")
    assert "from the editor" in (desk.folder / "note.md").read_text()


def test_two_studios_do_not_write_over_each_other(desk):
    other = Desk(desk.folder)
    seen = other.revision
    desk.set_values(desk.revision, {"from": "First"})
    with pytest.raises(StaleError):
        other.set_values(seen, {"from": "Second"})
    assert desk.request().from_ == "First"


def test_an_order_that_is_there_is_left_as_it_is(tmp_path):
    (tmp_path / "card.yaml").write_text(WRITTEN)
    Desk(tmp_path).lay_out()
    assert [path.name for path in tmp_path.iterdir()] == ["card.yaml"]


def test_a_key_that_is_not_the_pages_is_refused(desk):
    with pytest.raises(InputError):
        desk.set_values(desk.revision, {"people": "/etc/passwd"})


def test_a_note_outside_the_folder_is_never_opened(desk):
    (desk.folder / "card.yaml").write_text("cardmaker: order/1\nto: Dana\nnote: ../secret.md\n")
    (desk.folder.parent / "secret.md").write_text("secret")
    with pytest.raises(InputError):
        read_note(desk, 0)


def test_a_list_is_kept_under_a_name_of_ours_and_read_by_the_same_reader(desk):
    desk.set_people(desk.revision, "Name;Company\nÅsa <b>;Nord\n".encode("cp1252"))
    assert (desk.folder / "people.csv").exists()
    assert desk.request().people == "people.csv"
