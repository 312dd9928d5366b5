r"""Bytes to text: the codec is told by the content.

Line breaks stay as they came (``\r\n`` too), and so do mojibake and every other damage: what is changed later is
an edit with its place in the text that stands here. Only a byte order mark is not part of the text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notice_parser.errors import BinarySourceError
from notice_parser.ingest.plausibility import control_share, plausibility

_REPLACEMENT = "\ufffd"

# The mark of UTF-32 little-endian begins with that of UTF-16, so it is asked first.
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MULTIBYTE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

_DETECTION_SAMPLE = 65_536
_TRUSTED = 0.35
"""A decoding that looks like this much Chinese needs no second opinion."""
_CERTAIN = 0.9
_CHANCE = 32
"""Bytes up to which other codecs are tried even where the content is UTF-8."""
_NOISE = 0.01
"""A share of control characters above which content is not text."""
_LOST = 0.1
"""A share of undecodable bytes above which content is not text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec that gave it, and how many places could not be decoded (they hold U+FFFD)."""

    text: str
    encoding: str
    lost: int = 0


def decode_text(content: bytes) -> Decoded:
    """Decode bytes: by the byte order mark, else as UTF-8, else by what looks most like Chinese.

    >>> decode_text("关于开展安全检查的通知".encode("gb18030")).encoding
    'gb18030'

    Raises:
        BinarySourceError: no codec makes text of it.
    """
    decoded = _decode(content)
    if control_share(decoded.text) > _NOISE or decoded.lost > max(2, _LOST * len(decoded.text)):
        raise BinarySourceError("the content is neither text nor a document of a known format")
    return decoded


def decode_name(name: bytes) -> str:
    """Decode the name of a file; a few bytes are no proof of UTF-8, so Chinese characters decide.

    >>> decode_name("通知.docx".encode("gb18030")), decode_name("通知.docx".encode()), decode_name(b"a.docx")
    ('通知.docx', '通知.docx', 'a.docx')
    """
    read = [decoded.text for decoded in _strict(name, ("utf-8", "gb18030"))]
    chinese = (text for text in read if any("\u4e00" <= char <= "\u9fff" for char in text))
    return next(chinese, read[0] if read else name.decode("utf-8", "replace"))


def _decode(content: bytes) -> Decoded:
    for mark, codec in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], codec)
    wide = content.count(0) > len(content) // 100
    plain = None if wide else _best(_strict(content, ("utf-8",)))
    if plain is not None and not _is_chance(content, plain):
        return plain
    best = _best(_strict(content, _WIDE if wide else _MULTIBYTE))
    if best is not None and plausibility(best.text) >= _TRUSTED:
        return best
    guesses = [] if wide else _strict(content, _detected(content))
    damaged = [_lenient(content, codec) for codec in (_WIDE if wide else ("utf-8", *_MULTIBYTE))]
    chosen = _best([*([best] if best else []), *guesses, *damaged])
    return chosen if chosen is not None else _lenient(content, "utf-8")


def _is_chance(content: bytes, decoded: Decoded) -> bool:
    """Tell whether a few bytes are UTF-8 by chance: 通知 in GB18030 is CD A8 D6 AA, two letters of no language."""
    if len(content) > _CHANCE or plausibility(decoded.text) > 0:
        return False
    other = _best(_strict(content, _MULTIBYTE))
    return other is not None and plausibility(other.text) > _CERTAIN


def _strict(content: bytes, encodings: Iterable[str]) -> Iterator[Decoded]:
    for codec in encodings:
        try:
            yield Decoded(content.decode(codec), codec)
        except (UnicodeDecodeError, LookupError):
            continue


def _lenient(content: bytes, codec: str) -> Decoded:
    text = content.decode(codec, errors="replace")
    return Decoded(text, codec, text.count(_REPLACEMENT))


def _best(candidates: Iterable[Decoded]) -> Decoded | None:
    """Choose the most plausible; the first of equals. A replaced place costs what a wrong character costs."""
    return max(candidates, key=lambda d: plausibility(d.text), default=None)


def _detected(content: bytes) -> list[str]:
    """Ask charset-normalizer, for what is not Chinese: it knows codecs that are not tried above."""
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    match = from_bytes(content[:_DETECTION_SAMPLE]).best()
    return [] if match is None else [match.encoding]
