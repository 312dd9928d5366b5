"""Mails (.eml) and pages saved as one file (MHTML): their body, and the files that hang on them."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

from notice_parser.errors import DamagedSourceError
from notice_parser.ingest.bundle import Member

_MOST_PARTS = 500
_MARK = "\ufeff"
"""What is decoded already goes on as UTF-8 and says so, whatever a page says of itself."""


def mail_members(content: bytes) -> list[Member]:
    """List the body of a mail and its attachments; images inside the body are put last.

    Raises:
        DamagedSourceError: there is nothing in it.
    """
    message = email.message_from_bytes(content, policy=default)
    body = _body(message)
    members: list[Member] = []
    drawn: list[Member] = []
    for index, part in enumerate(message.walk()):
        if index >= _MOST_PARTS:
            break
        if part.is_multipart() or part is body:
            continue
        kind, disposition = part.get_content_type(), part.get_content_disposition()
        data = _bytes(part)
        if kind.startswith("text/") and disposition != "attachment" and not part.get_filename():
            continue  # the body in its other form, or what stands beside a saved page
        if kind.startswith("image/") and disposition != "attachment":
            drawn.append(Member(_name(part, index), data))
        elif data:
            members.append(Member(_name(part, index), data))
    if body is not None:
        members.insert(0, Member("正文", _body_bytes(body)))
    if not members and not drawn:
        raise DamagedSourceError("the mail has neither a body nor attachments")
    return members + ([] if _is_saved_page(message) else drawn)


def _is_saved_page(message: EmailMessage) -> bool:
    return message.get_content_type() == "multipart/related" and "To" not in message


def _body(message: EmailMessage) -> EmailMessage | None:
    """Find the body: the page of a saved page; else the text, as a page of a mail is mostly the same with marks."""
    preferred = ("html", "plain") if _is_saved_page(message) else ("plain", "html")
    for kind in preferred:
        for part in message.walk():
            if part.get_content_type() == f"text/{kind}" and part.get_content_disposition() != "attachment":
                return part
    return None


def _body_bytes(part: EmailMessage) -> bytes:
    text = _text(part)
    if part.get_content_subtype() == "html" and not text.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        text = f"<html><body>{text}</body></html>"
    return f"{_MARK}{text}".encode("utf-8", "replace") if text.strip() else b""


def _text(part: EmailMessage) -> str:
    from notice_parser.ingest.text import decode_text

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


def _name(part: object, index: int) -> str:
    try:
        return str(part.get_filename() or f"第{index}部分")  # type: ignore[attr-defined]
    except (ValueError, LookupError, AttributeError):
        return f"第{index}部分"
