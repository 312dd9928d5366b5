"""OFD documents (GB/T 33190-2016): pages with places of every character, seals as present and not verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from notice_parser.core.source import ReadBy
from notice_parser.errors import DamagedSourceError, SourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawDocument, RawPage
from notice_parser.ingest.ofd_images import image_page
from notice_parser.ingest.ofd_text import POINTS_PER_MM, numbers, text_lines
from notice_parser.ingest.parts import Parts, attribute, below, child, local, locate
from notice_parser.ingest.pdf import RecognisePage
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying

_FEWEST = 40
"""Characters; what little stands on the last page of a document need not look like Chinese."""
_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class _Document:
    """One of the documents in the file; places are names of parts."""

    parts: Parts
    place: str
    root: Any

    def located(self, location: str) -> str:
        """Give the part that a location in the document's main part names."""
        return locate(self.place, location)


def read_ofd(content: bytes, recognise: RecognisePage | None, max_pages: int, max_pixels: int) -> RawDocument:
    """Read all documents of an OFD file, one after the other.

    ``recognise`` reads pages that are images; None leaves them unread.

    Raises:
        DamagedSourceError: the file is no ZIP file, or its main parts are missing.
        EncryptedSourceError: its parts are encrypted.
        UnsafeSourceError: it is beyond the limits of archives, or holds a document type.
        SourceTooLargeError: it has more pages than ``max_pages``.
    """
    parts = Parts(content)
    bodies = below(parts.xml("OFD.xml"), "DocBody")
    pages: list[RawPage] = []
    findings: list[str] = []
    for body in bodies:
        place = locate("", _text(child(body, "DocRoot")))
        document = _Document(parts, place, parts.xml(place))
        listed = below(child(document.root, "Pages"), "Page")
        if len(pages) + len(listed) > max_pages:
            raise SourceTooLargeError(f"the OFD file has more than {max_pages} pages")
        templates = _templates(document)
        for page in listed:
            pages.append(_page(document, page, len(pages) + 1, templates, recognise, max_pixels))
        findings += _findings(document, body)
    if not pages:
        raise DamagedSourceError("the OFD file has no pages")
    if len(bodies) > 1:
        findings.insert(0, f"OFD内有{len(bodies)}个文件，已依次读取")
    return RawDocument(tuple(pages), tuple(dict.fromkeys(findings)))


def _text(element: Any) -> str:  # noqa: ANN401
    return "" if element is None else (element.text or "").strip()


def _templates(document: _Document) -> dict[str, str]:
    return {
        attribute(template, "ID"): document.located(attribute(template, "BaseLoc"))
        for template in below(child(document.root, "CommonData"), "TemplatePage")
    }


def _page(
    document: _Document,
    page: Any,  # noqa: ANN401
    number: int,
    templates: dict[str, str],
    recognise: RecognisePage | None,
    max_pixels: int,
) -> RawPage:
    """Read a page with what its templates print on it; one whose parts are missing is listed as unread."""
    try:
        place = document.located(attribute(page, "BaseLoc"))
        root = document.parts.xml(place)
        layers = [root, *(document.parts.xml(t) for t in _used(root, templates) if t in document.parts)]
    except DamagedSourceError as error:
        return RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=f"第{number}页损坏，无法读取：{error}")
    left, top, width, height = _area(root, document.root)
    lines = in_reading_order([line for layer in layers for line in text_lines(layer, left, top)])
    size = (width * POINTS_PER_MM, height * POINTS_PER_MM)
    text = "".join(line.text for line in lines)
    believed = RawPage(number, *size, tuple(lines))
    if lines and not is_lying(text):
        return believed
    drawn = image_page(document.parts, document.place, document.root, layers, number, size, recognise, max_pixels)
    if not lines or drawn.content:
        return drawn
    if len(text) < _FEWEST:
        return believed
    return RawPage(number, *size, tuple(lines), ReadBy.UNREAD, 0.0, f"第{number}页的文字编码不可信")


def _used(root: Any, templates: dict[str, str]) -> Iterator[str]:  # noqa: ANN401
    for use in root:
        if local(use) == "Template" and attribute(use, "TemplateID") in templates:
            yield templates[attribute(use, "TemplateID")]


def _area(page: Any, document: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Find the paper's box in millimetres: the page's own, or that of all pages."""
    for area in (child(page, "Area"), child(document, "CommonData", "PageArea")):
        box = numbers(_text(child(area, "PhysicalBox")))
        if len(box) == 4 and 0 < box[2] < 5_000 and 0 < box[3] < 5_000:
            return box[0], box[1], box[2], box[3]
    return _A4


def _findings(document: _Document, body: Any) -> Iterator[str]:  # noqa: ANN401
    """Tell what is there and is not read: seals, attachments."""
    signatures = _listed(document, _text(child(body, "Signatures")), "Signature", from_root=True)
    stamps = [
        annotation
        for page in _listed(document, _text(child(document.root, "Annotations")), "Page")
        for annotation in _annotations(document, page)
        if attribute(annotation, "Type") in ("Stamp", "Seal")
    ]
    if signatures or stamps:
        yield "有电子签章，未验证"
    attached = [
        attribute(entry, "Name") or "未命名"
        for entry in _listed(document, _text(child(document.root, "Attachments")), "Attachment")
        if attribute(entry, "Visible") != "false"
    ]
    if attached:
        yield f"OFD内的附件未读取：{'、'.join(attached[:20])}"


def _annotations(document: _Document, page: Any) -> list[Any]:  # noqa: ANN401
    annotations = locate(document.place, _text(child(document.root, "Annotations")))
    return _listed(document, locate(annotations, _text(child(page, "FileLoc"))), "Annot", from_root=True)


def _listed(document: _Document, location: str, kind: str, *, from_root: bool = False) -> list[Any]:
    """List the entries of a part that may be missing or damaged: what it lists is no text of the notice."""
    place = locate("", location) if from_root else document.located(location)
    if not location or place not in document.parts:
        return []
    try:
        return below(document.parts.xml(place), kind)
    except SourceError:
        return []
