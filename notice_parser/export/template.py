"""A user's own Word template: ``{{title}}`` and the like become values, in the letters in which they are written.

``{{tasks.action}}`` stands for one task: the row of a table, or outside tables the paragraph, that holds it is repeated
for each. Word cuts words into pieces as it likes, so a placeholder is put together from the pieces of its paragraph.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.errors import TemplateError
from notice_parser.export.package import without_times
from notice_parser.export.plain import plain
from notice_parser.export.template_values import known_names, row_values, single_values

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LEFT = re.compile(r"\{\{[^{}]{0,40}|[^{}]{0,40}\}\}|\{%[^{}]{0,40}")
_FILLED = re.compile(r"wordprocessingml\.(document\.main|header|footer|footnotes|endnotes|comments)\+xml$")
_BREAKS = re.compile("([\n\t])")
_MOST_BYTES, _MOST_UNPACKED = 50_000_000, 256_000_000
_ONCE = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_P, _T, _TR = qn("w:p"), qn("w:t"), qn("w:tr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
Lookup = Callable[[str, str], str]
"""Gives the value of a kind of row ("" for none) and a key."""


@dataclass(frozen=True)
class Template:
    """A template that was read and whose placeholders are all known."""

    content: bytes
    name: str

    def fill(self, notice: Notice, plan: InspectionPlan) -> bytes:
        """Write the paper; the same plan and template give the same bytes."""
        word = _opened(self.content, self.name)
        single = single_values(notice, plan)
        rows: dict[str, list[dict[str, str]]] = {}
        for part, root in _roots(word):
            filled = set[Element]()
            for container, kind in _repeated(root, self.name):
                if kind not in rows:
                    rows[kind] = row_values(kind, notice, plan)
                filled |= set(_repeat(container, rows[kind], single))
            for paragraph in root.iter(_P):
                if paragraph not in filled:
                    _replace(paragraph, lambda _, key: single[key])
            if not isinstance(part, XmlPart):
                part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        word.save(out)
        return without_times(out.getvalue())


def read_template(path: str) -> Template:
    """Read a template and check its placeholders.

    Raises:
        TemplateError: it is no Word document, or has a placeholder that is not known or not closed.
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise TemplateError(f"the template cannot be read: {error}") from error
    template = Template(content, Path(path).name)
    for _, root in _roots(_opened(content, template.name)):
        for paragraph in root.iter(_P):
            _check(_words(paragraph), template.name)
        for _container in _repeated(root, template.name):
            pass
    return template


def _opened(content: bytes, name: str) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if len(content) > _MOST_BYTES or unpacked > _MOST_UNPACKED:
            raise TemplateError(f"the template {name} is too large")
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, NotImplementedError, etree.XMLSyntaxError) as error:
        raise TemplateError(f"the template {name} is no Word document (.docx): {error}") from error


def _roots(word: WordDocument) -> Iterator[tuple[Part, Element]]:
    """Give the parts of a document in which text stands."""
    for part in word.part.package.iter_parts():
        if _FILLED.search(part.content_type):
            yield part, part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _check(words: str, name: str) -> None:
    known = known_names()
    for match in _PLACEHOLDER.finditer(words):
        if match[1] not in known:
            near = get_close_matches(match[1], known, 1)
            hint = f"; did you mean {{{{{near[0]}}}}}?" if near else ""
            listed = ", ".join(key for key in known if key.isascii())
            raise TemplateError(f"the template {name} has an unknown placeholder {match[0]}{hint}\nKnown: {listed}")
    left = _LEFT.search(_PLACEHOLDER.sub("", words))
    if left is not None:
        raise TemplateError(
            f"the template {name} has a placeholder that is not whole: {left[0]}\n"
            "Write {{name}} in one paragraph; a row that holds {{tasks.…}} is repeated by itself, without {% for %}"
        )


def _repeated(root: Element, name: str) -> list[tuple[Element, str]]:
    """Find the rows and paragraphs to be repeated, and for which kind of rows."""
    known = known_names()
    kinds: dict[Element, str] = {}
    for paragraph in root.iter(_P):
        for match in _PLACEHOLDER.finditer(_words(paragraph)):
            kind = known.get(match[1], ("", ""))[0]
            if not kind:
                continue
            container = next(paragraph.iterancestors(_TR), paragraph)
            if kinds.setdefault(container, kind) != kind:
                raise TemplateError(
                    f"the template {name} has {match[0]} in a row of {kinds[container]}; give it a row of its own"
                )
    for container in kinds:
        if any(outer in kinds for outer in container.iterancestors()):
            raise TemplateError(f"the template {name} repeats {kinds[container]} inside a row that is itself repeated")
    return list(kinds.items())


def _repeat(container: Element, rows: list[dict[str, str]], single: dict[str, str]) -> Iterator[Element]:
    """Put a copy for each row in the place of what is repeated; give the paragraphs that are filled so."""
    for row in rows:
        copied = deepcopy(container)
        if row is not rows[0]:
            _take_out_what_stands_once(copied)
        container.addprevious(copied)
        for paragraph in copied.iter(_P):
            _replace(paragraph, lambda kind, key, row=row: row[key] if kind else single[key])  # type: ignore[misc]
            yield paragraph
    parent = container.getparent()
    if parent is not None:
        parent.remove(container)


def _take_out_what_stands_once(copied: Element) -> None:
    """Take names of places and numbers of paragraphs out of a copy, since a document may have each only once."""
    for element in list(copied.iter(*_ONCE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in copied.iter(_P, _TR):
        for name in ("paraId", "textId"):
            element.attrib.pop(f"{_W14}{name}", None)


def _words(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _pieces(paragraph: Element) -> list[Element]:
    """Give the pieces of a paragraph's text, without those of text boxes in it."""
    return [piece for piece in paragraph.iter(_T) if next(piece.iterancestors(_P)) is paragraph]


def _replace(paragraph: Element, lookup: Lookup) -> None:
    """Put values for placeholders; a value takes the letters of the piece in which its placeholder begins."""
    pieces = _pieces(paragraph)
    texts = [piece.text or "" for piece in pieces]
    matches = list(_PLACEHOLDER.finditer("".join(texts)))
    if not matches:
        return
    owners = [at for at, text in enumerate(texts) for _ in text]
    firsts = list(accumulate((len(text) for text in texts), initial=0))
    known = known_names()
    for match in reversed(matches):
        first, last = owners[match.start()], owners[match.end() - 1]
        for at in range(last, first, -1):
            texts[at] = texts[at][match.end() - firsts[at] :] if at == last else ""
        begin, end = match.start() - firsts[first], match.end() - firsts[first]
        texts[first] = texts[first][:begin] + plain(lookup(*known[match[1]])) + texts[first][end:]
    for piece, text in zip(pieces, texts, strict=True):
        _write(piece, text)


def _write(piece: Element, text: str) -> None:
    """Write a text into a piece; line breaks and tabs become elements of their own."""
    first, *more = _BREAKS.split(text)
    piece.text = first
    piece.set(_SPACE, "preserve")
    for mark, words in zip(more[::2], more[1::2], strict=True):
        broken = piece.makeelement(qn("w:br") if mark == "\n" else qn("w:tab"))
        piece.addnext(broken)
        piece = deepcopy(piece)
        piece.text = words
        broken.addnext(piece)
