"""winmail.dat: one mail program packs all attachments into it (TNEF, [MS-OXTNEF])."""

from __future__ import annotations

import struct

from notice_parser.ingest.bundle import Member
from notice_parser.ingest.text import decode_name

_SIGNATURE = struct.pack("<I", 0x223E9F78)
_HEAD = 6
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM = 2
_BEGINS = 0x00069002
_TITLE = 0x00018010
_DATA = 0x0006800F
_MOST = 200


def is_packed(content: bytes) -> bool:
    """Tell a file of this kind by its first bytes."""
    return content.startswith(_SIGNATURE)


def packed_members(content: bytes) -> list[Member]:
    """List the files in it, as far as it is whole."""
    members: list[Member] = []
    name, data = "", b""
    at = _HEAD
    while at + _ATTRIBUTE.size <= len(content) and len(members) < _MOST:
        _, kind, length = _ATTRIBUTE.unpack_from(content, at)
        begin = at + _ATTRIBUTE.size
        at = begin + length + _CHECKSUM
        if at > len(content):
            break
        if kind == _BEGINS:
            members += [Member(name or f"附件{len(members) + 1}", data)] if data else []
            name, data = "", b""
        elif kind == _TITLE:
            title = content[begin : begin + length].split(b"\0")[0]
            name = decode_name(title)
        elif kind == _DATA:
            data = content[begin : begin + length]
    if data:
        members.append(Member(name or f"附件{len(members) + 1}", data))
    return members
