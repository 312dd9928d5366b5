"""Spoils files at random, as a fuzzer does: bytes changed, cut out, doubled, cut off, mixed with another file.

A ZIP file (Word, OFD) is also spoilt in a member and packed again, or no change would come past its check sums.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

_NASTY = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"-1",
    b"99999999999",
    b"<![CDATA[",
    b"&a;",
    b"]]>",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"NaN",
    b"../",
    b"[" * 40,
    b"<<" * 20,
    "〔".encode() * 30,
    "第一条".encode() * 20,
)


def mutated(content: bytes, others: Sequence[bytes], rng: Random) -> bytes:
    """Spoil a file once to six times; ``others`` are files of which pieces are taken."""
    if content[:4] == b"PK\x03\x04" and rng.random() < 0.8:
        packed = _in_member(content, others, rng)
        if packed is not None:
            return packed
    for _ in range(rng.randint(1, 6)):
        content = rng.choice(_WAYS)(content, others, rng)
    return content


def _in_member(content: bytes, others: Sequence[bytes], rng: Random) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = [(info.filename, file.read(info)) for info in file.infolist()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    if not members:
        return None
    chosen = rng.randrange(len(members))
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as file:
        for at, (name, data) in enumerate(members):
            spoilt = data
            if at == chosen:
                if rng.random() < 0.1:
                    continue
                for _ in range(rng.randint(1, 4)):
                    spoilt = rng.choice(_WAYS)(spoilt, others, rng)
            file.writestr(name, spoilt)
    return result.getvalue()


def _flip(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut_out(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    start, end = _stretch(content, rng)
    return content[:start] + content[end:]


def _double(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    start, end = _stretch(content, rng)
    return content[:end] + content[start:end] * rng.choice((1, 1, 2, 20)) + content[end:]


def _cut_off(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    return content[: rng.randint(0, len(content))]


def _put_in(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + rng.choice(_NASTY) + content[at + rng.choice((0, 0, 4)) :]


def _mix(content: bytes, others: Sequence[bytes], rng: Random) -> bytes:
    if not others:
        return content
    other = rng.choice(others)
    start, end = _stretch(other, rng)
    at = rng.randint(0, len(content))
    return content[:at] + other[start:end] + content[at:]


def _number(content: bytes, _others: Sequence[bytes], rng: Random) -> bytes:
    """Change a digit somewhere: a length, an index, a date."""
    digits = [at for at in range(len(content)) if 48 <= content[at] <= 57] if len(content) < 200_000 else []
    if not digits:
        return content
    at = rng.choice(digits)
    return content[:at] + rng.choice((b"0", b"9", b"-", b"99999", b"1e9")) + content[at + 1 :]


def _stretch(content: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randint(0, len(content))
    return start, min(len(content), start + rng.choice((1, 3, 16, 200, 4000)))


_WAYS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip,
    _cut_out,
    _double,
    _cut_off,
    _put_in,
    _mix,
    _number,
)
