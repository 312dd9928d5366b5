"""Word documents in one XML file: the parts of a package side by side (Flat OPC), or WordprocessingML of 2003."""

from __future__ import annotations

from typing import Any

from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.limits import ArchiveLimits
from notice_parser.ingest.parts import attribute, child, local, parse_xml

_MAIN = "word/document.xml"


class FlatParts:
    """The parts of such a file by name; the same questions as to :class:`notice_parser.ingest.parts.Parts`.

    Raises:
        DamagedSourceError: it is no such file.
        UnsafeSourceError: it holds a document type, or is nested without end.
        SourceTooLargeError: it is larger than a document.
    """

    def __init__(self, content: bytes, limits: ArchiveLimits = ArchiveLimits()) -> None:
        root = parse_xml(content, most_depth=limits.depth)
        self._parts: dict[str, Any] = {}
        if local(root) == "wordDocument":
            self._parts[_MAIN] = root
        elif local(root) == "package":
            self._parts = {attribute(part, "name").lstrip("/"): part for part in root if local(part) == "part"}
        else:
            raise DamagedSourceError("the XML is no document of Word")

    def __contains__(self, name: str) -> bool:
        return name.lstrip("/") in self._parts

    def read(self, name: str) -> bytes:
        """Read a part that is no XML.

        Raises:
            DamagedSourceError: it is missing or damaged.
        """
        import base64
        import binascii

        data = child(self._found(name), "binaryData")
        try:
            return base64.b64decode("" if data is None else data.text or "")
        except (binascii.Error, ValueError) as error:
            raise DamagedSourceError(f"the part {name!r} is damaged") from error

    def xml(self, name: str) -> Any:  # noqa: ANN401 - an lxml element, whose types load it
        """Give the root of a part.

        Raises:
            DamagedSourceError: it is missing or empty.
        """
        part = self._found(name)
        if local(part) == "wordDocument":
            return part
        root = next(iter(child(part, "xmlData") if child(part, "xmlData") is not None else ()), None)
        if root is None:
            raise DamagedSourceError(f"the part {name!r} is no XML")
        return root

    def _found(self, name: str) -> Any:  # noqa: ANN401
        if name not in self:
            raise DamagedSourceError(f"the part {name!r} is missing")
        return self._parts[name.lstrip("/")]
