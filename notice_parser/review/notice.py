"""From a notice to the same notice with its findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from notice_parser.core.evidence import Candidate, Field
from notice_parser.core.notice import Finding, Notice
from notice_parser.core.outline import Outline
from notice_parser.review.conflicts import find_conflicts
from notice_parser.review.doubts import find_doubts
from notice_parser.review.likeness import measure_likeness
from notice_parser.review.missing import find_missing
from notice_parser.review.numbering import find_skips, find_two_dates

T = TypeVar("T")

NO_NOTICE = "the text is no official notice"


def review_notice(notice: Notice) -> Notice:
    """Add what a person should look at; take the values out where the text is no notice at all."""
    likeness = measure_likeness(notice)
    findings = [*notice.findings, *_remarks(notice)]
    if likeness.is_something_else:
        findings.append(Finding("not_a_notice", "文本不是公文：没有标题文种、主送机关、发文字号等任何特征，未提取内容"))
        notice = emptied(notice)
        return replace(notice, findings=(*findings, *find_doubts(notice)))
    if not likeness.is_notice:
        findings.append(Finding("unlike_a_notice", "文本不完全像公文：标题、主送机关、发文字号大多未见，可能只是片段"))
    findings += [
        *find_missing(notice),
        *find_conflicts(notice),
        *find_skips(notice),
        *find_two_dates(notice),
        *find_doubts(notice),
    ]
    return replace(notice, findings=tuple(findings))


def emptied(notice: Notice) -> Notice:
    """Take the values out of a notice; single ones stay visible as candidates."""
    return Notice(
        outline=Outline(notice.outline.clean, notice.outline.lines, notice.outline.documents[:1]),
        document_type=_absent(notice.document_type),
        title=_absent(notice.title),
        document_number=_absent(notice.document_number),
        issuers=(),
        addressees=(),
        issue_date=_absent(notice.issue_date),
        classification=_absent(notice.classification),
        urgency=_absent(notice.urgency),
        disclosure=_absent(notice.disclosure),
        copied_to=(),
        attachments=(),
        references=(),
        contacts=(),
        deadlines=(),
        parts=(),
    )


def _absent(field: Field[T]) -> Field[T]:
    if field.value is None:
        return field
    return Field.absent(NO_NOTICE, (Candidate(field.value, field.evidence), *field.candidates))


def _remarks(notice: Notice) -> Iterator[Finding]:
    """Pass on what the reader of the file had to say."""
    for remark in notice.outline.clean.source.findings:
        yield Finding("source", remark)
