"""What a notice should have and has not."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.notice import Finding, Notice


def find_missing(notice: Notice) -> Iterator[Finding]:
    """Name the elements without which a paper cannot be registered or obeyed.

    A document number and addressees are not among them: public notices and many a web page have none.
    """
    if notice.title.value is None:
        yield Finding("title_missing", "未找到标题（GB/T 9704—2012 7.3.1）")
    if not notice.issuers:
        yield Finding("issuer_missing", "未找到发文机关（署名、发文机关标志、标题中均未见）")
    if notice.issue_date.value is None:
        yield Finding("date_missing", "未找到成文日期")
