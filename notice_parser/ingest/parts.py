"""Files inside a ZIP file (Word, OFD, archives) and XML from strangers: limits first, then bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

from notice_parser.errors import DamagedSourceError, EncryptedSourceError, SourceTooLargeError, UnsafeSourceError
from notice_parser.ingest.limits import ArchiveLimits
from notice_parser.ingest.text import decode_name

MOST_XML = 50_000_000
"""Bytes of one XML file; its tree takes ten times as much memory."""
_SMALL = 5_000_000
"""Bytes unpacked below which a ratio says nothing: a page of blanks packs well."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class Parts:
    """The files of a ZIP file by name, each read within the limits.

    Raises:
        DamagedSourceError: it is no whole ZIP file.
        EncryptedSourceError: its files are encrypted.
        UnsafeSourceError: too many files, too large when unpacked, or names that lead out of the folder.
    """

    def __init__(self, content: bytes, limits: ArchiveLimits = ArchiveLimits()) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise DamagedSourceError("the ZIP file is damaged or cut off") from error
        _check(entries, len(content), limits)
        self._depth = limits.depth
        self._entries = {_name(entry): entry for entry in entries}
        self._folded = {name.lower(): name for name in self._entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the file."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return _plain(name).lower() in self._folded

    def read(self, name: str) -> bytes:
        """Read a file; capital letters in its name do not matter, as writers confuse them.

        Raises:
            DamagedSourceError: it is missing or damaged.
            EncryptedSourceError: it is encrypted.
        """
        found = self._folded.get(_plain(name).lower())
        if found is None:
            raise DamagedSourceError(f"the part {name!r} is missing")
        try:
            return self._archive.read(self._entries[found])
        except RuntimeError as error:
            raise EncryptedSourceError(f"{name!r} is encrypted") from error
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise DamagedSourceError(f"the part {name!r} is damaged") from error

    def xml(self, name: str) -> Any:  # noqa: ANN401 - an lxml element, whose types load it
        """Read a file and parse it; see :func:`parse_xml`."""
        return parse_xml(self.read(name), name, self._depth)


def _check(entries: list[zipfile.ZipInfo], packed: int, limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries:
        raise UnsafeSourceError(f"the ZIP file holds {len(entries):,} files, the limit is {limits.entries:,}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise UnsafeSourceError(f"the ZIP file unpacks to {unpacked:,} bytes, the limit is {limits.unpacked:,}")
    if unpacked > _SMALL and unpacked > limits.ratio * packed:
        raise UnsafeSourceError(f"the ZIP file unpacks to {unpacked // max(1, packed)} times its size")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise EncryptedSourceError("the files in the ZIP file are encrypted")
        name = _name(entry)
        if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
            raise UnsafeSourceError(f"the ZIP file holds a name that leads out of it: {name!r}")


def _name(entry: zipfile.ZipInfo) -> str:
    """Give the name with slashes; without a mark for UTF-8 a Chinese system wrote it in GB18030."""
    name = entry.orig_filename if entry.flag_bits & _UTF8_NAME else entry.filename
    if not entry.flag_bits & _UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = decode_name(entry.filename.encode("cp437"))
    return name.replace("\\", "/").removeprefix("./")


def _plain(name: str) -> str:
    """Resolve ``.`` and ``..`` in the path of a part: /Doc_0/Pages/../Tpls/a.xml."""
    steps: list[str] = []
    for step in name.replace("\\", "/").split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def locate(place: str, location: str) -> str:
    """Give the part that a location names: from the root, or from the folder of the part that holds it.

    >>> locate("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), locate("Doc_0/Document.xml", "/Doc_1/a.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_1/a.xml')
    """
    location = location.strip().replace("\\", "/")
    folder = place.rpartition("/")[0]
    return location.lstrip("/") if location.startswith("/") or not folder else f"{folder}/{location}"


def parse_xml(content: bytes, name: str = "", most_depth: int = ArchiveLimits().depth) -> Any:  # noqa: ANN401
    """Parse XML without a document type, entities or network, and give its root.

    Raises:
        UnsafeSourceError: it has a document type (the way of entities that read files or grow without end), or is
            nested deeper than a document.
        SourceTooLargeError: it is larger than a document.
        DamagedSourceError: it is not well-formed.
    """
    from lxml import etree

    if len(content) > MOST_XML:
        raise SourceTooLargeError(f"{name or 'the XML'} has more than {MOST_XML:,} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in content[:4096]:
            raise UnsafeSourceError(f"{name or 'the XML'} has a document type") from error
        if "depth" in str(error).lower():
            raise UnsafeSourceError(f"{name or 'the XML'} is nested too deep") from error
        raise DamagedSourceError(f"{name or 'the XML'} is no well-formed XML") from error
    if root.getroottree().docinfo.doctype:
        raise UnsafeSourceError(f"{name or 'the XML'} has a document type")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most_depth:
            raise UnsafeSourceError(f"{name or 'the XML'} is nested deeper than {most_depth} elements")
    return root


def local(element: Any) -> str:  # noqa: ANN401
    """Give an element's name without its namespace; writers disagree on these (strict and transitional, 2003 and 2006).

    >>> from lxml import etree
    >>> local(etree.fromstring(b"<a:b xmlns:a='x'/>"))
    'b'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:  # noqa: ANN401
    """Give an attribute by its name without namespace; empty where there is none, or no element."""
    for key, value in () if element is None else element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Any, *path: str) -> Any:  # noqa: ANN401
    """Go down by names without namespace; None where the way ends."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def below(element: Any, name: str) -> list[Any]:  # noqa: ANN401
    """List the elements of a name below, in document order."""
    return [] if element is None else list(element.iter(f"{{*}}{name}"))
