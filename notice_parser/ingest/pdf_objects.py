"""The objects of a PDF without their list: where each begins, which are whole, and a new list behind them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notice_parser.errors import DamagedSourceError

_BEGIN = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n\t]{1,9}(\d{1,5})[ \r\n\t]{1,9}obj(?![A-Za-z])")
_REF = re.compile(rb"(?<!\d)(\d{1,7})\s{1,9}\d{1,5}\s{1,9}R(?![A-Za-z])")
_STREAM = re.compile(rb"\bstream\r?\n")
_PACK = re.compile(rb"/Type\s{0,9}/ObjStm(?![A-Za-z])")
_FIRST = re.compile(rb"/First\s{1,9}(\d{1,9})")
_LOCK = re.compile(rb"/Filter\s{0,9}/Standard(?![A-Za-z])|/Encrypt\s{1,9}\d")
_MOST = 500_000
"""Objects."""
_MOST_UNPACKED = 64_000_000
"""Bytes of the objects that stand in packs."""
_MOST_TEXT = 200_000
"""Bytes of an object that are looked at; the lists of pages of the longest documents are shorter."""


def refs_of(text: bytes) -> list[int]:
    """List the objects that a text names.

    >>> refs_of(b"[12 0 R 14 0 R] /Count 3")
    [12, 14]
    """
    return [int(number) for number in _REF.findall(text)]


@dataclass(frozen=True, slots=True)
class Objects:
    """The whole objects of a file by their numbers; a later one takes the place of an earlier one.

    ``places`` says where each stands in ``content``, ``packed`` holds those that stood in a pack.
    """

    content: bytes
    places: dict[int, tuple[int, int, int]]
    """Begin, end, and generation."""
    packed: dict[int, bytes]
    in_order: Sequence[int]
    are_encrypted: bool

    @classmethod
    def found_in(cls, content: bytes) -> Objects:
        """Look for objects; one that does not end is none.

        Raises:
            DamagedSourceError: there are too many.
        """
        places: dict[int, tuple[int, int, int]] = {}
        whole = content.rfind(b"endobj")
        begun = [(m.start(), m.end(), int(m[1]), int(m[2])) for m in _BEGIN.finditer(content, 0, max(0, whole))]
        if len(begun) > _MOST:
            raise DamagedSourceError(f"the PDF is damaged, and has more than {_MOST:,} objects")
        for index, (begin, _, number, generation) in enumerate(begun):
            end = begun[index + 1][0] if index + 1 < len(begun) else whole
            places.pop(number, None)
            places[number] = (begin, end, generation)
        found = cls(content[: whole + 6], places, {}, [], bool(_LOCK.search(content)))
        order = found._unpack()
        return cls(found.content, places, found.packed, order, found.are_encrypted)

    def __contains__(self, number: int) -> bool:
        """Tell whether an object is there."""
        return number in self.places or number in self.packed

    def text(self, number: int) -> bytes:
        """Give what an object says, without its stream; nothing for one that is missing."""
        if number in self.packed:
            return self.packed[number][:_MOST_TEXT]
        if number not in self.places:
            return b""
        begin, end, _ = self.places[number]
        text = self.content[begin : min(end, begin + _MOST_TEXT)]
        head = _BEGIN.match(text)
        stream = _STREAM.search(text)
        return text[head.end() if head else 0 : stream.start() if stream else len(text)]

    def _unpack(self) -> list[int]:
        """Take objects out of their packs (ISO 32000-1, 7.5.7); give all in the order in which they were written."""
        order: list[int] = []
        left = _MOST_UNPACKED
        for number in list(self.places):
            order.append(number)
            said = self.text(number)
            if not _PACK.search(said) or (first := _FIRST.search(said)) is None:
                continue
            data = self._unzipped(number, left)
            left -= len(data)
            head = [int(word) for word in data[: int(first[1])].split() if word.isdigit()]
            inner, places = head[0::2], [int(first[1]) + at for at in head[1::2]]
            for one, begin, end in zip(inner, places, [*places[1:], len(data)], strict=False):
                if one not in self.places:
                    self.packed[one] = data[begin:end]
                    order.append(one)
        return order

    def _unzipped(self, number: int, most: int) -> bytes:
        begin, end, _ = self.places[number]
        stream = _STREAM.search(self.content, begin, end)
        said = self.text(number)
        if stream is None or most <= 0 or b"/FlateDecode" not in said or b"/Predictor" in said:
            return b""
        try:
            return zlib.decompressobj().decompress(self.content[stream.end() : end], most)
        except zlib.error:
            return b""

    def with_pages(self, pages: Sequence[int], lost: Iterable[int]) -> bytes:
        """Write a file of these pages; nodes of the tree that are ``lost`` say nothing but the size of paper (A4)."""
        places = {number: (begin, generation) for number, (begin, _, generation) in self.places.items()}
        top = max([*places, *self.packed, *lost], default=0)
        node, root = top + 1, top + 2
        kids = b" ".join(b"%d %d R" % (page, self.places[page][2] if page in self.places else 0) for page in pages)
        added = {
            **self.packed,
            **dict.fromkeys(lost, b"<</Type/Pages/MediaBox[0 0 595 842]>>"),
            node: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
            root: b"<</Type/Catalog/Pages %d 0 R>>" % node,
        }
        body = [self.content, b"\n"]
        at = len(self.content) + 1
        for number, text in added.items():
            written = b"%d 0 obj\n%b\nendobj\n" % (number, text)
            places[number] = (at, 0)
            body.append(written)
            at += len(written)
        table = b"".join(b"%d 1\n%010d %05d n \n" % (n, place, g) for n, (place, g) in sorted(places.items()))
        end = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (root + 1, root, at)
        return b"".join([*body, b"xref\n0 1\n0000000000 65535 f \n", table, end])
