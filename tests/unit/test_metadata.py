"""What files say of themselves: XMP that can be parsed, and that says the same as the information dictionary."""

import hashlib
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.drawing import Document, Frame, Page, Profile
from cardmaker.geometry import Rect, Size
from cardmaker.write.objects import stream
from cardmaker.write.pdf import write_pdf
from cardmaker.write.separation import read_profile

PAGE = Page(Frame(Size(99, 99)), Rect(20, 20, 50, 50), Rect(10, 10, 70, 70))
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
WHEN = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)


def opened(
    title: str = "Cards", author: str = "", profile: Profile = Profile.HOME, created: datetime = WHEN
) -> pikepdf.Pdf:
    return pikepdf.open(
        io.BytesIO(write_pdf(Document(title, "en", [PAGE], author=author, profile=profile), created))
    )


def packet(pdf: pikepdf.Pdf) -> ET.Element:
    return ET.fromstring(pdf.Root.Metadata.read_bytes())


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
def test_whatever_people_are_called_both_places_say_the_same(title, author):
    with opened(title, author) as pdf:
        root = packet(pdf)
        [said] = root.iter(f"{DC}title")
        assert (said.find(f".//{RDF}li").text or "") == str(pdf.docinfo.get("/Title", ""))
        creators = [
            item.text or "" for creator in root.iter(f"{DC}creator") for item in creator.iter(f"{RDF}li")
        ]
        assert creators == ([str(pdf.docinfo["/Author"])] if "/Author" in pdf.docinfo else [])


def test_signs_of_xml_stay_as_they_are():
    with opened("R&D <team>", 'Ann "A" O’Hara') as pdf:
        assert str(pdf.docinfo["/Title"]) == "R&D <team>"
        assert packet(pdf).find(f".//{DC}title//{RDF}li").text == "R&D <team>"


def test_dates_are_those_of_the_source_wherever_it_is_made():
    tokyo = WHEN.astimezone(timezone(timedelta(hours=9)))
    with opened(created=WHEN) as here, opened(created=tokyo) as there:
        for pdf in (here, there):
            assert str(pdf.docinfo["/CreationDate"]) == "D:20261125233000+00'00'"
            assert "<xmp:CreateDate>2026-11-25T23:30:00+00:00<" in pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize(
    ("profile", "name", "kind"),
    [(Profile.HOME, "sRGB.icc", "/GTS_PDFA1"), (Profile.PRESS, "FOGRA39L_coated.icc", "/GTS_PDFX")],
)
def test_the_shipped_profile_is_in_the_file_unaltered(profile, name, kind):
    with opened(profile=profile) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert kind == intent.S
        assert intent.DestOutputProfile.read_bytes() == read_profile(name)


def test_the_press_profile_is_the_one_whose_license_lies_beside_it():
    digest = hashlib.sha256(read_profile("FOGRA39L_coated.icc")).hexdigest()
    assert digest == "b35713ef7eff09349d4c3249e5f377736d06d8a2671c54712971a3546bf17c57"


def test_plain_files_claim_nothing():
    with opened(profile=Profile.PLAIN) as pdf:
        assert not {"/Metadata", "/OutputIntents", "/MarkInfo"} & set(pdf.Root.keys())


@given(st.binary(max_size=30))
def test_a_stream_is_as_long_as_it_says_even_if_it_ends_like_a_line(content):
    data = stream(content, compression=0)
    start = data.index(b"stream\n") + 7
    told = data[start : data.rindex(b"endstream")]
    end = b"\r\n" if told.endswith(b"\r\n") else b"\n"
    assert told.removesuffix(end) == content
