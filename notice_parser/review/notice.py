"""From a notice to the same notice with its findings."""

from __future__ import annotations

from dataclasses import replace

from notice_parser.core.notice import Finding, Notice
from notice_parser.review.missing import find_missing


def review_notice(notice: Notice) -> Notice:
    """Add what a person should look at."""
    remarks = [Finding("source", remark) for remark in notice.outline.clean.source.findings]
    return replace(notice, findings=(*notice.findings, *remarks, *find_missing(notice)))
