"""A list of what PDF/X-4 asks of a file (ISO 15930-7, as preflight tools and print shops tell it), and what a file lacks of it.

Independent of what writes the files; stricter in one point: it allows no transparency and no color that is not a press's.
"""

import io
from collections.abc import Iterator

import pikepdf

INFO = ("/Title", "/CreationDate", "/ModDate", "/Creator", "/Producer")
PACKET = (
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
)
NEWER = {"/Duplex", "/PickTrayByPDFSize", "/NumCopies", "/Enforce", "/PrintPageRange"}
FORBIDDEN_IN_CATALOG = ("/AcroForm", "/OpenAction", "/AA", "/Encrypt")
FORBIDDEN_IN_STREAMS = ("/F", "/OPI", "/Alternates", "/SMask", "/Group", "/Ref")
FORBIDDEN_IN_STATES = ("/TR", "/HTP", "/SMask", "/ca", "/CA", "/BM")
SCREEN_OPERATORS = {"rg", "RG", "sh"}


def faults(data: bytes) -> list[str]:
    """Return what keeps the file from being PDF/X-4."""
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        return [
            *_file(data, pdf),
            *_metadata(pdf),
            *_intent(pdf),
            *_pages(pdf),
            *_objects(pdf),
        ]


def _file(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not b"%PDF-1.3" <= data[:8] <= b"%PDF-1.6":
        yield f"version {data[:8]!r}"
    if "/ID" not in pdf.trailer:
        yield "no identifier"
    yield from (f"{key} in the catalog" for key in FORBIDDEN_IN_CATALOG if key in pdf.Root)
    yield from (
        f"{key} is newer than 1.6" for key in NEWER & set(pdf.Root.get("/ViewerPreferences", {}).keys())
    )
    names = pdf.Root.get("/Names", {})
    yield from (f"{key} among the names" for key in ("/JavaScript", "/EmbeddedFiles") if key in names)


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    info = pdf.docinfo
    yield from (f"no {key} in the information" for key in INFO if not str(info.get(key, "")))
    if str(info.get("/Trapped", "")) not in ("/True", "/False"):
        yield "trapped or not is not said"
    if "/Metadata" not in pdf.Root:
        yield "no XMP"
        return
    if "/Filter" in pdf.Root.Metadata:
        yield "XMP is compressed"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        yield from (f"no {key} in the XMP" for key in PACKET if not packet.get(key))
        said = packet.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion")
        if said != "PDF/X-4":
            yield f"XMP claims {said}"
        if packet.get("dc:title") != str(info.get("/Title", "")):
            yield "two titles"
        if f"/{packet.get('pdf:Trapped')}" != str(info.get("/Trapped", "")):
            yield "trapped is said twice, otherwise"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.S == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"{len(intents)} output intents for a press"
        return
    [intent] = intents
    yield from (
        f"no {key}" for key in ("/OutputConditionIdentifier", "/RegistryName", "/Info") if key not in intent
    )
    profile = intent.DestOutputProfile
    told = profile.read_bytes()[12:20]
    if told != b"prtrCMYK" or profile.N != 4:
        yield f"the intent's profile is {told!r}"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        boxes = {key: [float(v) for v in page.obj[key]] for key in page.obj if key.endswith("Box")}
        if ("/TrimBox" in boxes) == ("/ArtBox" in boxes):
            yield f"page {number} has both or neither of trim and art"
            continue
        trim = boxes.get("/TrimBox") or boxes["/ArtBox"]
        bleed = boxes.get("/BleedBox", trim)
        if not (_holds(boxes["/MediaBox"], bleed) and _holds(bleed, trim)):
            yield f"the boxes of page {number} are not nested"
        yield from (f"page {number} has {key}" for key in ("/Annots", "/AA", "/Group") if key in page.obj)
        yield from _operators(page, f"page {number}")


def _holds(outer: list[float], inner: list[float]) -> bool:
    return all(a <= b + 0.01 for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - 0.01 for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def _operators(stream: object, name: str) -> Iterator[str]:
    used = {str(step.operator) for step in pikepdf.parse_content_stream(stream)}  # type: ignore[arg-type]
    yield from (f"{operator} in {name}" for operator in sorted(used & SCREEN_OPERATORS))


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            yield from _stream(thing)
        elif isinstance(thing, pikepdf.Dictionary):
            if thing.get("/Type") == "/ExtGState":
                yield from (f"{key} in a graphics state" for key in FORBIDDEN_IN_STATES if key in thing)
            if (
                thing.get("/Type") == "/FontDescriptor"
                and "/FontFile2" not in thing
                and "/FontFile3" not in thing
            ):
                yield f"{thing.FontName} is not embedded"


def _stream(thing: pikepdf.Stream) -> Iterator[str]:
    name = f"object {thing.objgen[0]}"
    if thing.get("/Filter") == "/LZWDecode":
        yield f"LZW in {name}"
    yield from (f"{key} in {name}" for key in FORBIDDEN_IN_STREAMS if key in thing)
    if thing.get("/Subtype") == "/PS":
        yield f"PostScript in {name}"
    if thing.get("/Subtype") == "/Image" and thing.get("/ColorSpace") not in ("/DeviceCMYK", "/DeviceGray"):
        yield f"colors of a screen in {name}"
    if thing.get("/Subtype") == "/Form":
        yield from _operators(thing, name)
