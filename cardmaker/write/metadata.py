"""What a file says of itself: the information dictionary, and the same as XMP, with the standards that it claims to keep."""

from datetime import UTC, datetime
from typing import Final

from cardmaker import __version__
from cardmaker.drawing import Document, Profile
from cardmaker.write.objects import text_string

MAKER: Final = f"cardmaker {__version__}"

_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_UA_SCHEMA: Final = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A does not know the properties of PDF/UA and wants them described (ISO 19005-2, 6.6.2.3.3)."""


def information(document: Document, created: datetime) -> bytes:
    """Return the information dictionary. Trapped is for presses: PDF/A wants no more here than its XMP repeats."""
    date = b"(%s)" % created.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    author = b"/Author" + text_string(_plain(document.author)) if document.author else b""
    trapped = b"/Trapped/False" if document.profile is not Profile.HOME else b""
    title, maker = text_string(_plain(document.title)), text_string(MAKER)
    entries = (title, author, maker, maker, date, date, trapped)
    return b"<</Title%s%s/Creator%s/Producer%s/CreationDate%s/ModDate%s%s>>" % entries


def xmp(document: Document, created: datetime, mark: str) -> bytes:
    """Return the XMP packet; `mark` is the 32 hexadecimal digits that tell this file from others."""
    date = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    properties = [
        _element("dc:format", "application/pdf"),
        _element("dc:title", _alternatives(document.title)),
        _element("dc:creator", f"<rdf:Seq><rdf:li>{_escaped(document.author)}</rdf:li></rdf:Seq>")
        if document.author
        else "",
        _element("xmp:CreatorTool", _escaped(MAKER)),
        _element("xmp:CreateDate", date),
        _element("xmp:ModifyDate", date),
        _element("xmp:MetadataDate", date),
        _element("pdf:Producer", _escaped(MAKER)),
        *(_press(mark) if document.profile is Profile.PRESS else _home()),
    ]
    return _packet("\n".join(filter(None, properties)))


def _home() -> list[str]:
    return [
        _element("pdfaid:part", "2"),
        _element("pdfaid:conformance", "B"),
        _element("pdfuaid:part", "1"),
        _UA_SCHEMA,
    ]


def _press(mark: str) -> list[str]:
    uuid = "uuid:" + "-".join((mark[:8], mark[8:12], mark[12:16], mark[16:20], mark[20:32]))
    return [
        _element("pdf:Trapped", "False"),
        _element("xmpMM:DocumentID", uuid),
        _element("xmpMM:VersionID", "1"),
        _element("xmpMM:RenditionClass", "default"),
        _element("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
    ]


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'


def _plain(text: str) -> str:
    """Return a text of one line without what XML cannot hold; both places where it stands must agree."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _escaped(text: str) -> str:
    return _plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _packet(properties: str) -> bytes:
    used = {prefix: name for prefix, name in _NAMESPACES.items() if f"<{prefix}:" in properties}
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in used.items())
    return (
        f'{_HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {names}>\n{properties}\n</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="r"?>'
    ).encode()
