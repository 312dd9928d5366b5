"""The parts of a Word document: what belongs to what, head and foot, pieces that stand for themselves, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from notice_parser.errors import SourceError
from notice_parser.ingest.assemble import RawLine, RawPage, RawTable
from notice_parser.ingest.parts import attribute, below, child, local
from notice_parser.ingest.pdf import RecognisePage

_MOST_PICTURES = 60
_MARKUP = (b"<html", b"<!doctype html", b"<?xml", b"<body", b"<meta", b"<head")


class Package(Protocol):
    """Files by name, in a ZIP file or side by side in one XML file."""

    def __contains__(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes:
        """Give the bytes of a file."""
        ...

    def xml(self, name: str) -> Any:  # noqa: ANN401
        """Give the root of a file of XML."""
        ...


Relations = dict[str, tuple[str, str]]
"""Identifier to the last word of its type, and the name of a part inside the file."""


def relations(parts: Package, name: str) -> Relations:
    """List what a part points to inside the file; what stands outside is not looked at."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/") if name else "_rels/.rels"
    if path not in parts:
        return {}
    found = {}
    for relation in below(parts.xml(path), "Relationship"):
        if attribute(relation, "TargetMode") != "External":
            target = attribute(relation, "Target")
            full = target if target.startswith("/") else f"{folder}/{target}"
            found[attribute(relation, "Id")] = (attribute(relation, "Type").rpartition("/")[2], full.lstrip("/"))
    return found


def related(parts: Package, known: Relations, kind: str) -> Any:  # noqa: ANN401
    """Give the root of the part of a kind; None where there is none."""
    target = next((target for found, target in known.values() if found == kind), "")
    return parts.xml(target) if target and target in parts else None


def head_and_foot(parts: Package, known: Relations, root: Any) -> tuple[list[Any], list[Any]]:  # noqa: ANN401
    """Find what stands above the text on its first page and below it on the last: letterhead and imprint may.

    Which of its feet the last page shows depends on how many pages there are, so all of them are given.
    """
    sections = below(root, "sectPr")
    if not sections:
        return [], []
    first = "first" if child(sections[0], "titlePg") is not None else "default"
    heads = [part for kind, part in _furniture(parts, known, sections[0], "headerReference", "hdr") if kind == first]
    feet: dict[str, Any] = {}
    for section in sections:  # a section without a foot of its own shows that of the one before
        feet.update(_furniture(parts, known, section, "footerReference", "ftr"))
        if child(section, "titlePg") is None:
            feet.pop("first", None)
    return heads, list(feet.values())


def _furniture(
    parts: Package,
    known: Relations,
    section: Any,  # noqa: ANN401
    reference: str,
    inline: str,
) -> Iterator[tuple[str, Any]]:
    for entry in section:
        kind = attribute(entry, "type") or "default"
        if local(entry) == reference:
            target = known.get(attribute(entry, "id"), ("", ""))[1]
            if target and target in parts:
                yield kind, parts.xml(target)
        elif local(entry) == inline:  # the XML of 2003 holds them in place
            yield {"odd": "default"}.get(kind, kind), entry


def remarks(parts: Package, known: Relations, body: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Say what a document holds beside its text that is not read."""
    found = []
    if any(below(body, kind) for kind in ("ins", "del", "moveFrom", "moveTo")):
        found.append("文件含有修订痕迹，已按接受全部修订读取")
    notes = len(below(body, "footnoteReference")) + len(below(body, "endnoteReference"))
    if notes:
        found.append(f"有{notes}处脚注或尾注，未作为正文读取")
    comments = len(below(body, "commentReference"))
    if comments:
        found.append(f"有{comments}处批注，未作为正文读取")
    return tuple(found)


def chunk(content: bytes, read_docx: Callable[[bytes], list[RawLine | RawTable]]) -> list[RawLine | RawTable] | None:
    """Read a piece that Word would take in when it opens the document: a page, a document, text; None where it cannot.

    Formatted text (RTF) is not read.
    """
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    try:
        if content.startswith(b"PK"):
            return read_docx(content)
        if head.startswith(b"{\\rtf"):
            return None
        if head.startswith(_MARKUP):
            return _page(content)
        if b"mime-version:" in head:
            from notice_parser.ingest.mail import mail_members

            return _page(mail_members(content)[0].content)
        from notice_parser.ingest.text import decode_text

        return [RawLine(line) for line in decode_text(content).text.splitlines()]
    except SourceError:
        return None


def _page(content: bytes) -> list[RawLine | RawTable]:
    from notice_parser.ingest.html import read_html

    return [item for page in read_html(content).pages for item in page.content]


def picture_pages(
    parts: Package,
    known: Relations,
    body: Any,  # noqa: ANN401
    recognise: RecognisePage | None,
    max_pages: int,
    max_pixels: int,
) -> Iterator[RawPage]:
    """Read the pictures of a document that holds nothing else: scans put into Word."""
    from notice_parser.ingest.images import read_images

    names: dict[str, None] = {}
    for element in body.iter():
        key = {"blip": "embed", "imagedata": "id"}.get(local(element), "")
        target = known.get(attribute(element, key), ("", ""))[1] if key else ""
        if target and target in parts:
            names[target] = None
    for name in list(names)[: min(_MOST_PICTURES, max_pages)]:
        try:
            yield from read_images(parts.read(name), recognise, max_pages, max_pixels)
        except SourceError:
            continue  # drawings in formats of Windows: ornaments
