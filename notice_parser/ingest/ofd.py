"""OFD documents (GB/T 33190-2016): pages with places of every character, seals as present and not verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from notice_parser.core.source import Box, ReadBy
from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError
from notice_parser.ingest.assemble import RawDocument, RawLine, RawPage
from notice_parser.ingest.limits import ArchiveLimits
from notice_parser.ingest.ofd_composites import open_composites
from notice_parser.ingest.ofd_drawing import is_drawn
from notice_parser.ingest.ofd_glyphs import is_meaningless
from notice_parser.ingest.ofd_images import Area, image_page, scan_share
from notice_parser.ingest.ofd_paths import find_rulings
from notice_parser.ingest.ofd_resources import Resources, read_resources
from notice_parser.ingest.ofd_seals import Seals, entries, find_seals, text_of
from notice_parser.ingest.ofd_text import POINTS_PER_MM, is_shown, is_under_a_scan, numbers, text_lines
from notice_parser.ingest.page_rules import rules_across
from notice_parser.ingest.parts import Parts, attribute, below, child, local, locate
from notice_parser.ingest.pdf import RecognisePage
from notice_parser.ingest.pdf_table_joins import join_pages
from notice_parser.ingest.pdf_tables import Grid, grids_of, with_tables
from notice_parser.ingest.reading_order import in_reading_order
from notice_parser.ingest.text_layer import is_lying

_FEWEST = 40
"""Characters; what little stands on the last page of a document need not look like Chinese."""
_BESIDE_A_SCAN = 80
"""Characters of a page that is a scan: a stamp of arrival, or what a system printed at its edge."""
_WHOLE = 0.5
"""Of the page, that a scan of it covers."""
_A4 = (0.0, 0.0, 210.0, 297.0)
Read = tuple[RawPage, Sequence[Grid]]


@dataclass(frozen=True, slots=True)
class _Document:
    """One of the documents in the file; places are names of parts."""

    parts: Parts
    place: str
    root: Any
    templates: dict[str, str]
    seals: Seals
    resources: Resources

    def located(self, location: str) -> str:
        """Give the part that a location in the document's main part names."""
        return locate(self.place, location)


def read_ofd(
    content: bytes,
    recognise: RecognisePage | None,
    max_pages: int,
    max_pixels: int,
    limits: ArchiveLimits = ArchiveLimits(),
) -> RawDocument:
    """Read all documents of an OFD file, one after the other.

    ``recognise`` reads pages whose text is not there as such; None leaves them unread.

    Raises:
        DamagedSourceError: the file is no ZIP file, or its main parts are missing.
        EncryptedSourceError: its parts are encrypted.
        UnsafeSourceError: it is beyond the limits of archives, or holds a document type.
        SourceTooLargeError: it has more pages than ``max_pages``.
    """
    parts = Parts(content, limits)
    try:
        return _read(parts, recognise, max_pages, max_pixels)
    except DamagedSourceError as error:
        # GM/T 0099: what is encrypted stands behind a list of its own, and the parts are no XML.
        if "Encryptions.xml" in parts or any(name.lower().endswith("decryptseed.dat") for name in parts.names):
            raise EncryptedSourceError("the parts of the OFD file are encrypted") from error
        raise


def _read(parts: Parts, recognise: RecognisePage | None, max_pages: int, max_pixels: int) -> RawDocument:
    bodies = below(parts.xml("OFD.xml"), "DocBody")
    read: list[Read] = []
    findings: list[str] = []
    for body in bodies:
        document, remarks = _document(parts, body)
        listed = below(child(document.root, "Pages"), "Page")
        if len(read) + len(listed) > max_pages:
            raise SourceTooLargeError(f"the OFD file has more than {max_pages} pages")
        for page in listed:
            read.append(_page(document, page, len(read) + 1, recognise, max_pixels))
        findings += [*remarks, *_attached(document)]
    if not read:
        raise DamagedSourceError("the OFD file has no pages")
    if len(bodies) > 1:
        findings.insert(0, f"OFD内有{len(bodies)}个文件，已依次读取")
    return RawDocument(tuple(join_pages(iter(read))), tuple(dict.fromkeys(findings)))


def _document(parts: Parts, body: Any) -> tuple[_Document, tuple[str, ...]]:  # noqa: ANN401
    """Open a document in its current version; give remarks on its seals with it."""
    place = locate("", text_of(child(body, "DocRoot")))
    for version in below(child(body, "Versions"), "Version"):
        where = locate("", attribute(version, "BaseLoc"))
        if attribute(version, "Current") == "true":
            current = next(entries(parts, where, "DocRoot"), None)
            place = locate(where, text_of(current)) if text_of(current) else place
    root = parts.xml(place)
    templates = {
        attribute(template, "ID"): locate(place, attribute(template, "BaseLoc"))
        for template in below(child(root, "CommonData"), "TemplatePage")
    }
    seals, remarks = find_seals(parts, place, root, text_of(child(body, "Signatures")))
    return _Document(parts, place, root, templates, seals, read_resources(parts, place, root)), remarks


def _page(
    document: _Document,
    page: Any,  # noqa: ANN401
    number: int,
    recognise: RecognisePage | None,
    max_pixels: int,
) -> Read:
    """Read a page with what its templates print on it; one whose parts are missing is listed as unread."""
    try:
        place = document.located(attribute(page, "BaseLoc"))
        root = document.parts.xml(place)
        layers = _layers(document, root)
    except DamagedSourceError as error:
        note = f"第{number}页损坏，无法读取：{error}"
        return RawPage(number, 0, 0, read_by=ReadBy.UNREAD, confidence=0.0, note=note), ()
    resources = document.resources
    if child(root, "PageRes") is not None:
        resources = read_resources(document.parts, document.place, document.root, place, root)
    for layer in layers:
        open_composites(layer, resources)
    area = _area(root, document.root)
    found, grids = _read_page(resources, layers, number, area, recognise, max_pixels)
    origin = (area[0] * POINTS_PER_MM, area[1] * POINTS_PER_MM)
    seals = [
        Box(seal.x0 - origin[0], seal.y0 - origin[1], seal.x1 - origin[0], seal.y1 - origin[1])
        for seal in document.seals.get(attribute(page, "ID"), ())
    ]
    return replace(found, seals=(*found.seals, *seals)), grids


def _read_page(
    resources: Resources,
    layers: Sequence[Any],
    number: int,
    area: Area,
    recognise: RecognisePage | None,
    max_pixels: int,
) -> Read:
    """Read a page by its codes, else by the characters of its glyphs, else by what it shows."""
    size = (area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM)
    lines = _lines(layers, area, resources)
    text = "".join(line.text for line in lines)
    is_scan = scan_share(layers, area) > _WHOLE
    if lines and is_lying(text) and resources.fonts:
        spelled = _lines(layers, area, resources, by_glyphs=True)
        if not is_lying("".join(line.text for line in spelled)):
            lines, text = spelled, "".join(line.text for line in spelled)
    if lines and not is_lying(text) and not (is_scan and len(text) < _BESIDE_A_SCAN):
        return _believed(lines, layers, number, area)
    drawn = image_page(resources, layers, number, area, recognise, max_pixels)
    if is_scan and drawn.read_by is ReadBy.UNREAD:
        under = _lines(layers, area, resources, wanted=is_under_a_scan)
        if not is_lying("".join(line.text for line in under)):
            return RawPage(number, *size, tuple(in_reading_order(under))), ()
    if drawn.content:
        beside = _lines(layers, area, resources, wanted=lambda o: is_shown(o) and not is_drawn(o, resources))
        return _with(drawn, beside), ()
    if not lines:
        return drawn, ()
    if drawn.read_by is ReadBy.UNREAD:
        return replace(drawn, content=() if is_meaningless(text) else tuple(lines)), ()
    if len(text) < _FEWEST and not is_meaningless(text):
        return _believed(lines, layers, number, area)
    return RawPage(number, *size, tuple(lines), ReadBy.UNREAD, 0.0, f"第{number}页的文字编码不可信"), ()


def _lines(
    layers: Sequence[Any],
    area: Area,
    resources: Resources,
    *,
    by_glyphs: bool = False,
    wanted: Callable[[Any], bool] = is_shown,
) -> list[RawLine]:
    """Give the text of a page and its templates; what stands off the paper does not show."""
    width, height = area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM
    found = [
        line
        for layer in layers
        for line in text_lines(layer, area[0], area[1], resources, by_glyphs=by_glyphs, wanted=wanted)
    ]
    shown = [b for b in found if b.box.x1 > 0 and b.box.y1 > 0 and b.box.x0 < width and b.box.y0 < height]
    return in_reading_order(shown)


def _believed(lines: list[RawLine], layers: Sequence[Any], number: int, area: Area) -> Read:
    """Give a page whose text is as it says, with its ruled tables."""
    rulings = [box for layer in layers for box in find_rulings(layer, area[0], area[1])]
    content, grids = with_tables(lines, grids_of(rulings))
    width, height = area[2] * POINTS_PER_MM, area[3] * POINTS_PER_MM
    rules = rules_across(rulings, [grid.box for grid in grids], width, height)
    return RawPage(number, width, height, tuple(content), rules=rules), grids


def _with(page: RawPage, lines: list[RawLine]) -> RawPage:
    """Put lines beside those that were recognised; where both are the same place the recognised ones stay."""
    taken = [item.box for item in page.content if isinstance(item, RawLine)]
    more = [line for line in lines if not any(line.box.overlaps(box) for box in taken)]
    if not more or len(taken) < len(page.content):
        return page
    read = [item for item in page.content if isinstance(item, RawLine)]
    return replace(page, content=tuple(in_reading_order([*read, *more])))


def _layers(document: _Document, root: Any) -> list[Any]:  # noqa: ANN401
    """Give a page and its templates in the order of drawing: those in the foreground stand over the page."""
    under: list[Any] = []
    over: list[Any] = []
    for use in root:
        place = document.templates.get(attribute(use, "TemplateID"), "") if local(use) == "Template" else ""
        if place and place in document.parts:
            (over if attribute(use, "ZOrder") == "Foreground" else under).append(document.parts.xml(place))
    return [*under, root, *over]


def _area(page: Any, document: Any) -> Area:  # noqa: ANN401
    """Find the paper's box in millimetres: the page's own, or that of all pages."""
    for area in (child(page, "Area"), child(document, "CommonData", "PageArea")):
        box = numbers(text_of(child(area, "PhysicalBox")))
        if len(box) == 4 and 0 < box[2] < 5_000 and 0 < box[3] < 5_000:
            return box[0], box[1], box[2], box[3]
    return _A4


def _attached(document: _Document) -> Iterator[str]:
    """Tell which files are attached and not read."""
    listed = text_of(child(document.root, "Attachments"))
    names = [
        attribute(entry, "Name") or "未命名"
        for entry in (entries(document.parts, document.located(listed), "Attachment") if listed else ())
        if attribute(entry, "Visible") != "false"
    ]
    if names:
        yield f"OFD内的附件未读取：{'、'.join(names[:20])}"
