"""Electronic seals of an OFD document: where they stand; whether they are genuine is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notice_parser.core.source import Box
from notice_parser.errors import SourceError
from notice_parser.ingest.ofd_text import POINTS_PER_MM, numbers
from notice_parser.ingest.parts import Parts, attribute, below, child, locate

_STAMPS = ("Stamp", "Seal")
_NO_REMARKS = (*_STAMPS, "Link", "Watermark", "")
Seals = dict[str, list[Box]]
"""For the identifier of a page the boxes of its seals, in points from the origin of its coordinates."""


def find_seals(parts: Parts, place: str, root: Any, signatures: str) -> tuple[Seals, tuple[str, ...]]:  # noqa: ANN401
    """Find the seals of the document whose main part is at ``place``, and say what annotations there are.

    ``signatures`` is where its list of signatures should be; empty where it has none.
    """
    seals: Seals = {}
    listed = list(entries(parts, locate("", signatures), "Signature")) if signatures else []
    for signature in listed:
        where = locate(locate("", signatures), attribute(signature, "BaseLoc"))
        for stamp in entries(parts, where, "StampAnnot"):
            _add(seals, attribute(stamp, "PageRef"), numbers(attribute(stamp, "Boundary")))
    stamps, remarks = 0, 0
    annotations = text_of(child(root, "Annotations"))
    listing = locate(place, annotations)
    for page in entries(parts, listing, "Page") if annotations else ():
        for annotation in entries(parts, locate(listing, text_of(child(page, "FileLoc"))), "Annot"):
            kind = attribute(annotation, "Type")
            if kind in _STAMPS and attribute(annotation, "Visible") != "false":
                stamps += 1
                box = numbers(attribute(child(annotation, "Appearance"), "Boundary"))
                _add(seals, attribute(page, "PageID"), box)
            remarks += kind not in _NO_REMARKS
    findings = ["有电子签章，未验证"] if listed or stamps else []
    if remarks:
        findings.append(f"有{remarks}处批注，未作为正文读取")
    return seals, tuple(findings)


def _add(seals: Seals, page: str, box: list[float]) -> None:
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        left, top, right, bottom = (v * POINTS_PER_MM for v in (box[0], box[1], box[0] + box[2], box[1] + box[3]))
        seals.setdefault(page, []).append(Box(left, top, right, bottom))


def entries(parts: Parts, place: str, kind: str) -> Iterator[Any]:
    """List the entries of a part that may be missing or damaged: what it lists is no text of the notice."""
    if place not in parts:
        return
    try:
        yield from below(parts.xml(place), kind)
    except SourceError:
        return


def text_of(element: Any) -> str:  # noqa: ANN401
    """Give the text of an element that may be missing."""
    return "" if element is None else (element.text or "").strip()
