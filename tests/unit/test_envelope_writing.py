"""How an envelope is written: all lines one size, never below what a post reads, each envelope anew."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.addressing import envelope_sides, set_faces
from cardmaker.compose.envelope import Desk, Mail, write_back, write_front
from cardmaker.drawing import Line
from cardmaker.errors import Level
from cardmaker.geometry import Rect, Size
from cardmaker.hand.block import Manner, capital_height, figure_height, write_block
from cardmaker.hand.habits import habits_of
from cardmaker.hand.variants import forms_of
from cardmaker.inputs.facts import read_envelopes, read_posts
from cardmaker.inputs.hand import list_hands, read_hand
from cardmaker.inputs.wishes import hands_of
from cardmaker.model import BLUE_BALLPOINT, AddressStyle, Neatness
from cardmaker.units import MM
from tests.mailbags import mailbag, posted, us_address

POSTS = read_posts()
LINES = ("Margaret Oyelaran", "1408 Old Mill Road", "Millbrook, PA 18947")
SENDER = ("Jamie Okafor", "27 Larkspur Lane", "Doylestown, PA 18901")
HANDS = tuple(hand.id for hand in list_hands())
LATIN = tuple(name for name in HANDS if name != "eb-garamond")


def desk(envelope="a2", hand="caveat", style=AddressStyle.HAND, neatness=Neatness.NATURAL) -> Desk:
    chain = hands_of(read_hand(hand))
    freedom = habits_of(chain[0].hand, neatness).freedom
    forms = tuple(forms_of(script, 1, freedom) for script in chain)
    return Desk(read_envelopes()[envelope], style, forms, BLUE_BALLPOINT, neatness, set_faces())


def mail(recipient=LINES, sender=SENDER, home="US", to="US", key="1/a") -> Mail:
    return Mail(recipient, sender, POSTS.of(home), POSTS.of(to), key)


def lines_of(side, area) -> list[Line]:
    """Return the lines that start in an area."""
    found = [item for item in side.frame.items if isinstance(item, Line)]
    return [
        line
        for line in found
        if area.holds(Rect(line.words[0].transform.e, line.words[0].transform.f, 0, 0), 1.0)
    ]


def sizes(lines) -> set[float]:
    """Return the sizes of the lines' faces: a word's own height strays by a few percent, its nib in em does not."""
    return {word.face.nib_em if word.face else line.face.nib_em for line in lines for word in line.words}


@pytest.mark.parametrize("hand", LATIN)
@pytest.mark.parametrize("envelope", ["4bar", "a2", "a7", "dl"])
def test_all_lines_of_an_address_are_one_size_and_a_long_name_makes_all_of_them_smaller(hand, envelope):
    usual = write_front(desk(envelope, hand), mail())
    long = write_front(
        desk(envelope, hand), mail(("The Honorable Bartholomew Featherstonehaugh-Cholmondeley", *LINES[1:]))
    )
    assert len(sizes(lines_of(usual, usual.recipient))) == 1
    if long.recipient:
        assert len(sizes(lines_of(long, long.recipient))) == 1
        assert max(sizes(lines_of(long, long.recipient))) >= max(sizes(lines_of(usual, usual.recipient)))
        assert len(lines_of(long, long.recipient)) == 3
    else:
        assert {finding.rule for finding in long.findings} == {"envelope-room"}


@pytest.mark.parametrize("hand", LATIN)
@pytest.mark.parametrize("country", POSTS.rules)
def test_no_figure_is_lower_than_the_post_reads_and_no_capital_higher(hand, country):
    used, post = desk("a7", hand), POSTS.of(country)
    written = write_front(used, mail(home=country, to=country))
    (line, *_) = lines_of(written, written.recipient)
    forms = used.hands[0]
    x_height = line.words[0].transform.a * forms.x_height_em
    assert x_height * figure_height(forms) > 0.93 * post.letter[0]  # a word's width strays by a few percent
    if post.letter[1]:
        assert x_height * capital_height(forms) < 1.1 * max(post.letter[1], 1.1 * post.letter[0])


@pytest.mark.parametrize("hand", LATIN)
def test_the_recipient_is_larger_than_the_note_and_the_sender_smaller(hand):
    written = write_front(desk("a7", hand), mail())
    natural = read_hand(hand).hand.x_height_mm * MM
    large, small = (
        line[0].words[0].transform.a * desk(hand=hand).hands[0].x_height_em
        for line in (lines_of(written, written.recipient), lines_of(written, written.sender))
    )
    assert 1.1 * natural < large < 1.75 * natural
    assert small < natural


def test_two_envelopes_to_the_same_address_are_never_the_same_and_one_is_always():
    first, again, other = (write_front(desk(), mail(key=key)).frame.items for key in ("1/a", "1/a", "1/b"))
    assert first == again
    transforms = [[word.transform for line in items for word in line.words] for items in (first, other)]
    assert not set(transforms[0]) & set(transforms[1])


@given(st.lists(st.text("abcdefg HIJ123", min_size=1, max_size=24).filter(str.strip), min_size=1, max_size=6))
def test_a_block_keeps_its_lines_and_its_area(lines):
    used = desk()
    manner = Manner(used.hands, used.pen, Neatness.QUICK, 6.0, 5.0)
    room = Size(300.0, 160.0)
    block = write_block(lines, manner, room, "k", lambda size, _stream: Rect(10.0, 20.0, *size)[:2])
    assert [" ".join(word.text for word in line.words) for line in block.lines] == [
        " ".join(line.split()) for line in lines
    ]
    assert block.fits == (block.area.width <= room.width and block.area.height <= room.height + 1e-6)
    for line in block.lines:
        for word in line.words:
            pen = Rect(word.transform.e, word.transform.f, 0.0, 0.0)
            assert block.area.holds(pen, manner.largest), "ink starts within an x-height of the pen"


def test_a_line_that_ends_with_a_comma_makes_no_signature_of_the_next():
    block = write_front(desk(), mail(("Asha Rao", "12 Hill Road,", "Mumbai 400050")))
    assert len(sizes(lines_of(block, block.recipient))) == 1


def test_set_addresses_are_flush_and_of_one_size():
    written = write_front(desk(style=AddressStyle.MACHINE), mail(tuple(line.upper() for line in LINES)))
    lines = lines_of(written, written.recipient)
    assert len({round(line.words[0].transform.e, 6) for line in lines}) == 1
    assert {line.words[0].transform.a for line in lines} == {12.0}


def test_two_spaces_of_a_set_line_stay_as_wide_as_two():
    one, two = (
        write_front(desk(style=AddressStyle.MACHINE), mail((f"MILLBROOK PA{gap}18947",), ()))
        for gap in (" ", "  ")
    )
    assert one.recipient
    assert two.recipient
    assert one.frame.items[0].words[-1].text == two.frame.items[0].words[-1].text == "18947 "
    step = two.frame.items[0].words[-1].transform.e - two.frame.items[0].words[0].transform.e
    assert step > one.frame.items[0].words[-1].transform.e - one.frame.items[0].words[0].transform.e + 2.0


@pytest.mark.parametrize("style", AddressStyle)
def test_letters_that_nobody_here_has_refuse_the_envelope_and_name_them(style):
    written = write_front(desk(style=style), mail(("山田太郎", "東京都千代田区")))
    assert not written.frame.items
    assert [(each.level, each.rule) for each in written.findings] == [(Level.ERROR, "envelope-letters")]
    assert "山田太郎" in written.findings[0].message


def test_an_address_of_twelve_lines_does_not_fit_and_is_told():
    written = write_front(desk("4bar"), mail(tuple(f"Line number {number}" for number in range(12))))
    assert {finding.rule for finding in written.findings} == {"envelope-room"}
    assert "12 lines" in written.findings[0].message


def test_a_return_address_without_room_is_left_out_and_told_once():
    long = ("Jamie Okafor", "A street with a name that is far too long for the corner of it")
    written = write_front(desk("4bar"), mail(sender=long, home="AU", to="AU"))
    assert written.sender is None
    assert written.recipient
    assert [(each.level, each.rule, each.place) for each in written.findings] == [
        (Level.WARNING, "return-room", None)
    ]


@pytest.mark.parametrize("envelope", read_envelopes())
def test_on_the_back_the_sender_stands_in_the_middle_of_the_upper_part(envelope):
    used = desk(envelope)
    written = write_back(used, mail(()))
    size = used.envelope.size
    assert written.sender
    assert Rect.of(size).holds(written.sender)
    assert written.sender.center.x == pytest.approx(size.width / 2)
    assert written.sender.center.y < size.height * 0.45


def test_a_back_without_a_sender_is_bare():
    written = write_back(desk(), mail((), ()))
    assert (written.frame.items, written.findings, written.sender) == ((), (), None)


@pytest.mark.parametrize(("where", "sides", "first"), [("front", 1, 6), ("flap", 2, 3), ("none", 1, 3)])
def test_the_return_address_stands_where_it_is_wanted(where, sides, first):
    order = mailbag(1, return_on=where)
    drawn = envelope_sides(order, order.people[0])
    assert len(drawn.frames) == sides
    assert len(drawn.frames[0].items) == first


def test_a_person_with_a_hand_of_their_own_is_written_to_in_it():
    order = mailbag(1)
    person = order.people[0]
    own = replace(person.own, hands=hands_of(read_hand("caveat")))
    drawn = envelope_sides(posted(order, us_address(0)), replace(person, own=own))
    hands = {word.face.forms.hand.id for line in drawn.frames[0].items for word in line.words if word.face}
    assert hands == {"caveat"}
