from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.people.encoding import decode_list

WESTERN = "name;city\nBjörn Ångström;Malmö\nZoë O’Brien;Genève\n"
JAPANESE = "氏名,会社\n山田 太郎,株式会社サンプル\n佐藤 花子,テスト\n"
CHINESE = "姓名,公司\n王小明,北京贸易公司\n李雷,上海公司\n"
RUSSIAN = "Имя,Фамилия\nИван,Петров\nАнна,Каренина\n"


def refusal(data, encoding=""):
    with pytest.raises(InputError) as caught:
        decode_list(data, "people.csv", encoding)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    "data",
    [
        WESTERN.encode(),
        WESTERN.encode("utf-8-sig"),
        b"\xff\xfe" + WESTERN.encode("utf-16-le"),
        b"\xfe\xff" + WESTERN.encode("utf-16-be"),
        WESTERN.encode("utf-32"),
        WESTERN.encode("utf-16-le"),
        WESTERN.encode("utf-16-be"),
    ],
)
def test_marks_utf_8_and_utf_16_are_read_in_silence(data):
    assert decode_list(data, "people.csv") == (WESTERN, [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(WESTERN, "cp1252"), (JAPANESE, "shift_jis"), (CHINESE, "gb18030"), (RUSSIAN, "cp1251")],
)
def test_a_guess_is_right_and_told_with_a_name_as_it_reads(text, encoding):
    read, (finding,) = decode_list(text.encode(encoding), "people.csv")
    assert read == text
    assert finding.rule == "encoding-guess"
    assert any(word in finding.message for word in ("Ångström", "氏名", "姓名", "Имя"))
    assert "--encoding" in finding.hint


def test_katakana_alone_is_japanese():
    text = "名前\nアイウエオ カキク\nサシスセソ タチツ\n"
    assert decode_list(text.encode("cp932"), "x")[0] == text


def test_one_curly_apostrophe_is_not_an_asian_letter():
    text = "name,company\nMary O’Brien,Smith’s\nJosé,Café\n"
    assert decode_list(text.encode("cp1252"), "x")[0] == text


def test_old_mac_line_ends_mean_an_old_mac_alphabet():
    text = "name\rBjörn Ångström\r"
    assert decode_list(text.encode("mac_roman"), "x")[0] == text


@pytest.mark.parametrize(
    ("text", "encoding"), [("Björn", "cp1252"), ("佐藤 花子", "cp932"), ("Анна Каренина", "cp1251")]
)
def test_the_first_letter_beyond_ascii_may_come_late(text, encoding):
    text = "name\n" + "Dana Reyes\n" * 20_000 + text
    assert decode_list(text.encode(encoding), "x")[0] == text


def test_another_reading_of_the_sample_is_offered_and_naming_it_reads_it():
    text = "name\nZoë Dvořák\nJiří\n"
    data = text.encode("cp1250")
    _, (finding,) = decode_list(data, "x")
    assert '"Dvoøák"' in finding.message
    assert '"Dvořák" with cp1250' in finding.hint
    assert decode_list(data, "x", "cp1250") == (text, [])


def test_signs_inside_words_mean_polish():
    assert decode_list("name\nŁukasz Wiśniewska\n".encode("cp1250"), "x")[0] == "name\nŁukasz Wiśniewska\n"
    assert decode_list("name\nMª José, £5, ¿qué?\n".encode("cp1252"), "x")[0] == "name\nMª José, £5, ¿qué?\n"


def test_two_encodings_in_one_file_are_refused_with_line_and_byte():
    data = "name\nÉva Köln\n".encode() + "Zoë\n".encode("cp1252")
    finding = refusal(data)
    assert finding.place.line == 3
    assert "0xEB, number 19 of the file" in finding.message


def test_a_cut_sequence_is_refused():
    assert refusal("name\nÉva, Zoë".encode()[:-1]).place.line == 2


def test_bytes_of_surrogates_are_refused():
    assert refusal("name\nÉva é é é\n".encode() + b"\xed\xa0\x80\n").place.line == 3


def test_a_mark_that_the_rest_belies_is_refused():
    assert "begins as UTF-8 and is not" in refusal(b"\xef\xbb\xbfname\n\xe9\n").message


def test_nul_characters_are_refused_with_their_line():
    finding = refusal(b"name,company\nDana,Riviera\nAnn\x00,Smith\n")
    assert "NUL" in finding.message
    assert finding.place.line == 3


@pytest.mark.parametrize(
    "name", ["utf-9", "zip", "rot13", "unicode_escape", "punycode", "idna", "", "\x00", "mbcs"]
)
def test_only_encodings_of_text_may_be_named(name):
    if name:
        assert "there is no encoding" in refusal(b"name\nDana\n", name).message


def test_a_named_encoding_that_does_not_fit_is_refused():
    assert "is not utf-8: byte 0xE9" in refusal(b"name\nZo\xe9\n", "utf-8").message


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff")))
def test_any_text_in_utf_8_comes_back(text):
    assert decode_list(text.encode(), "x")[0] == text


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff")),
    st.sampled_from(["utf-16", "utf-8-sig", "utf-32"]),
)
def test_any_text_with_a_mark_comes_back(text, encoding):
    assert decode_list(text.encode(encoding), "x") == (text, [])


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "cp1252", "gb18030", "utf-16", "iso2022_jp", "utf-7"]),
)
def test_no_bytes_raise_anything_but_an_input_error(data, encoding):
    with suppress(InputError):
        decode_list(data, "x", encoding)
