"""Mails (.eml) and pages saved as one file (MHTML): their body, and the files that hang on them."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default

from notice_parser.errors import DamagedSourceError, SourceTooLargeError
from notice_parser.ingest.bundle import Member
from notice_parser.ingest.mail_pack import is_packed, packed_members
from notice_parser.ingest.text import decode_name, decode_text

_MOST_PARTS = 500
_MOST_MAILS = 50
_MOST_BOUNDARIES = 20_000
"""Reading one takes a fifth of a millisecond."""
_FEWEST_LETTERS = 40
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKUP = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<[^<>]{0,2000}>")
_RAW_NAME = re.compile(rb"""(?i)\b(?:file)?name\s*=\s*["']?([^"';\r\n]{1,300})""")
_MARK = "\ufeff"
"""What is decoded already goes on as UTF-8 and says so, whatever a page says of itself."""


def mail_members(content: bytes) -> list[Member]:
    """List the body of a mail and its attachments, those of the mails in it with them; images inside a body come last.

    Of a saved page also the pages in its frames are listed.

    Raises:
        DamagedSourceError: there is nothing in it.
        SourceTooLargeError: it has more parts than a mail has.
    """
    if content.count(b"\n--") > _MOST_BOUNDARIES:
        raise SourceTooLargeError(f"the mail has more than {_MOST_BOUNDARIES:,} parts")
    try:
        message = email.message_from_bytes(content, policy=default)
    except RecursionError as error:
        raise DamagedSourceError("the mail holds mails in mails without end") from error
    members: list[Member] = []
    drawn: list[Member] = []
    messages = [message]
    for depth, inner in enumerate(messages):  # grows: a mail may hold mails
        parts, mails = _parts(inner)
        messages += mails[: max(0, _MOST_MAILS - len(messages))]
        body = _body(inner, parts)
        if body is not None:
            members.append(Member(f"所附邮件“{_subject(inner)}”的正文" if depth else "正文", _body_bytes(body)))
        for index, part in enumerate(parts):
            if part is not body:
                _add(part, index, members, drawn, saved=_is_saved_page(inner))
    members = [member for member in members if member.content]
    if not members and not drawn:
        raise DamagedSourceError("the mail has neither a body nor attachments")
    return members + ([] if _is_saved_page(message) else drawn)


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """List the parts of a mail in order, and the mails in it; their parts are their own."""
    parts: list[EmailMessage] = []
    mails: list[EmailMessage] = []
    stack = [message]
    while stack and len(parts) < _MOST_PARTS:
        part = stack.pop()
        held = part.get_payload() if part.is_multipart() else None
        inner = [item for item in held if isinstance(item, EmailMessage)] if isinstance(held, list) else []
        if part.get_content_type() == "message/rfc822" and inner:
            mails += inner
        elif inner:
            stack += reversed(inner)
        elif not part.is_multipart():
            parts.append(part)
    return parts, mails


def _add(part: EmailMessage, index: int, members: list[Member], drawn: list[Member], *, saved: bool) -> None:
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    data = _bytes(part)
    name = _name(part, index)
    if kind.startswith("text/") and disposition != "attachment" and not name:
        if saved and kind == "text/html" and _has_text(part):
            members.append(Member(_location(part) or f"第{index + 1}部分", _body_bytes(part)))
        return  # the body in its other form, or what stands beside a saved page
    name = name or f"第{index}部分"
    if is_packed(data):
        members += packed_members(data)
    elif kind.startswith("image/") and disposition != "attachment":
        drawn.append(Member(name, data))
    elif data and not (saved and kind.startswith(("font/", "application/font", "text/css", "application/javascript"))):
        members.append(Member(name, data))


def _has_text(part: EmailMessage) -> bool:
    """Tell the page in a frame that says something, which those of advertisements and counters do not."""
    return len(_HAN.findall(_MARKUP.sub("", _text(part)))) >= _FEWEST_LETTERS


def _location(part: EmailMessage) -> str:
    return str(part.get("Content-Location", "")).rpartition("/")[2][:100]


def _subject(message: EmailMessage) -> str:
    try:
        return str(message.get("Subject", "")).strip()[:60]
    except (ValueError, LookupError, IndexError):
        return ""


def _is_saved_page(message: EmailMessage) -> bool:
    return message.get_content_type() == "multipart/related" and "To" not in message


def _body(message: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """Find the body: the page of a saved page; else the text, as a page of a mail is mostly the same with marks."""
    preferred = ("html", "plain") if _is_saved_page(message) else ("plain", "html")
    for kind in preferred:
        for part in parts:
            if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
                return part
    return None


def _body_bytes(part: EmailMessage) -> bytes:
    text = _text(part)
    if part.get_content_subtype() == "html" and not text.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        text = f"<html><body>{text}</body></html>"
    return f"{_MARK}{text}".encode("utf-8", "replace") if text.strip() else b""


def _text(part: EmailMessage) -> str:
    data = _bytes(part)
    charset = (part.get_content_charset() or "").replace("gb2312", "gb18030").replace("gbk", "gb18030")
    try:
        return data.decode(charset) if charset else decode_text(data).text
    except (UnicodeDecodeError, LookupError):
        return decode_text(data).text if data else ""


def _bytes(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _name(part: EmailMessage, index: int) -> str:
    """Give the name of a file; empty where it has none. Old programs write it in GB18030 without saying so."""
    try:
        name = str(part.get_filename() or "")
    except (ValueError, LookupError, AttributeError, IndexError):
        return f"第{index}部分"
    if name.isascii() or ("\ufffd" not in name and _HAN.search(name)):
        return name
    for key, value in part.raw_items():
        raw = str(value).encode("utf-8", "surrogateescape") if key.lower().startswith("content-") else b""
        if found := _RAW_NAME.search(raw):
            return decode_name(found[1])
    return name.encode("utf-8", "replace").decode()
