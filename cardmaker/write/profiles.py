"""What each profile asks of a file beyond its pages, as ISO 32000-1, 19005-2, 14289-1 and 15930-7 say it.

Home is PDF/A-2b and PDF/UA-1 in PDF 1.7, with all that a viewer can be told about printing. Press is PDF/X-4 in PDF 1.6, whose
viewers know nothing of duplex and trays.
"""

from datetime import datetime
from functools import cache
from typing import Final

from cardmaker.drawing import Document, Duplex, Profile
from cardmaker.write.metadata import xmp
from cardmaker.write.objects import Objects, stream, text_string
from cardmaker.write.separation import PRESS_PROFILE, SCREEN_PROFILE, read_profile

VERSIONS: Final = {Profile.PLAIN: b"1.7", Profile.HOME: b"1.7", Profile.PRESS: b"1.6"}

CONDITION: Final = "FOGRA39"
"""The characterization data that the press profile was made from, by its name in the registry of color.org."""

_DUPLEX: Final = {
    Duplex.NONE: b"/Simplex",
    Duplex.LONG_EDGE: b"/DuplexFlipLongEdge",
    Duplex.SHORT_EDGE: b"/DuplexFlipShortEdge",
}


def catalog(objects: Objects, document: Document, created: datetime) -> bytes:
    """Write what the document's catalog refers to, and return its entries. Metadata is last: it names all before it."""
    entries = b"/Lang%s/ViewerPreferences<<%s>>" % (text_string(document.language), _viewing(document))
    if document.profile is Profile.PLAIN:
        return entries
    intent = _press_intent(objects) if document.profile is Profile.PRESS else _home_intent(objects)
    packet = stream(xmp(document, created, objects.mark), b"/Type/Metadata/Subtype/XML", compression=0)
    return b"%s/OutputIntents[%s]/Metadata %d 0 R" % (entries, intent, objects.add(packet))


def _viewing(document: Document) -> bytes:
    usual = b"/PrintScaling/None/DisplayDocTitle true"
    if document.profile is Profile.PRESS:
        return usual
    return b"%s/Duplex%s/PickTrayByPDFSize true" % (usual, _DUPLEX[document.duplex])


def _home_intent(objects: Objects) -> bytes:
    profile = objects.add(_icc(SCREEN_PROFILE, 3))
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        b"/DestOutputProfile %d 0 R>>" % profile
    )


def _press_intent(objects: Objects) -> bytes:
    profile = objects.add(_icc(PRESS_PROFILE, 4))
    return (
        b"<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier%s/RegistryName(http://www.color.org)"
        b"/OutputCondition(Offset, coated paper)/Info(FOGRA39L Coated)/DestOutputProfile %d 0 R>>"
        % (text_string(CONDITION), profile)
    )


@cache
def _icc(name: str, components: int) -> bytes:
    return stream(read_profile(name), b"/N %d" % components)
