"""Small notices with invented names, of which a test names only the part that it is about."""

from __future__ import annotations

from notice_parser.core.alignment import CleanText
from notice_parser.core.outline import Outline
from notice_parser.core.source import SourceText
from notice_parser.fields.head import Head, read_head
from notice_parser.structure.build import build_outline


def outline_of(text: str) -> Outline:
    return build_outline(CleanText.untouched(SourceText(text)))


def head_of(text: str) -> Head:
    return read_head(outline_of(text))


def notice(**parts: str) -> str:
    """Make a small notice; a part that a test does not name is ordinary."""
    given = {
        "head": "",
        "title": "榆川市水利局关于开展水库检查的通知",
        "below": "",
        "to": "各县（区）水利局：",
        "text": "为做好有关工作，请于4月底前完成检查。",
        "signature": "榆川市水利局\n2023年4月18日",
        "after": "",
    } | parts
    return "\n".join(p for p in given.values() if p) + "\n"
