import pytest

from cardmaker.errors import InputError
from cardmaker.hand.script import open_script
from cardmaker.inputs import hand as hand_inputs
from cardmaker.inputs.hand import list_hands, read_hand

HANDS = list_hands()


def test_the_first_hand_is_shipped() -> None:
    assert "reenie-beanie" in {hand.id for hand in HANDS}


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_a_hand_is_legible_at_its_own_size_and_its_pen_does_not_clog(hand) -> None:
    # A pen wider than .16 of the x-height closes the letters.
    assert 1.3 <= hand.floor_mm <= hand.x_height_mm <= 2.4
    assert hand.pen_mm / hand.x_height_mm <= 0.16
    assert hand.leading_mm > 3 * hand.x_height_mm
    assert all(1 <= rating <= 5 for rating in (hand.legibility, hand.formality, hand.warmth))


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.id)
def test_a_hand_is_opened_with_its_x_height(hand) -> None:
    script = read_hand(hand.id)
    assert script.hand == hand
    assert 0.25 < script.x_height_em < 0.65


def test_an_unknown_hand_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="did you mean 'reenie-beanie'"):
        read_hand("reeny-beanie")


@pytest.mark.parametrize("data", [b"", b"CMST", b"OTTO" + bytes(40)])
def test_bytes_that_are_no_strokes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not stroke data"):
        open_script(HANDS[0], data)


def test_strokes_of_another_version_are_refused() -> None:
    data = bytearray(read_hand("reenie-beanie").strokes)
    data[4] = 99
    with pytest.raises(ValueError, match="version 99"):
        open_script(HANDS[0], bytes(data))


def test_strokes_that_are_cut_short_are_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        open_script(HANDS[0], read_hand("reenie-beanie").strokes[:9000])


@pytest.mark.parametrize("data", [b"spoilt", None])
def test_a_spoilt_file_of_strokes_is_one_error_with_its_place(data, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "reenie-beanie"
    folder.mkdir()
    own = hand_inputs.asset_root("fonts") / "reenie-beanie"
    (folder / "hand.yaml").write_bytes((own / "hand.yaml").read_bytes())
    if data is not None:
        (folder / "strokes.bin").write_bytes(data)
    hand = read_hand("reenie-beanie").hand
    monkeypatch.setattr(hand_inputs, "asset_root", lambda _: tmp_path)
    with pytest.raises(InputError) as caught:
        hand_inputs._read_script(hand)
    (finding,) = caught.value.findings
    assert finding.rule == "strokes"
    assert finding.place is not None
    assert finding.place.file.endswith("strokes.bin")


def test_nine_hands_and_a_greek_one_are_shipped() -> None:
    assert len(HANDS) >= 10
