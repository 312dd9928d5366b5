"""Missing, doubtful, contradictory: each finding with texts that must give it and texts that must not."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from notice_parser.core.alignment import CleanText, Edit
from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import (
    Classification,
    Contact,
    Deadline,
    DeadlineKind,
    DocumentNumber,
    Finding,
    Notice,
)
from notice_parser.core.outline import Document, Outline
from notice_parser.core.source import Page, ReadBy, SourceText
from notice_parser.core.span import Span
from notice_parser.review.conflicts import find_conflicts
from notice_parser.review.doubts import find_doubts, restored_share
from notice_parser.review.missing import find_missing
from notice_parser.review.notice import review_notice

NOWHERE = Evidence((Span(0, 1),), "test/given")


def notice(text: str = "甲", **values: object) -> Notice:
    """Make a notice that has everything, except for what is given otherwise."""
    found = Field.found
    complete = Notice(
        outline=Outline(CleanText.untouched(SourceText(text)), documents=(Document(Span(0, len(text))),)),
        document_type=found("通知", Span(0, 1), rule="test/given"),
        title=found("关于开展检查的通知", Span(0, 1), rule="test/given"),
        document_number=Field.absent(),
        issuers=(found("青岚市水务局", Span(0, 1), rule="test/given"),),
        addressees=(),
        issue_date=found(dt.date(2024, 4, 18), Span(0, 1), rule="test/given"),
        classification=Field.absent(),
        urgency=Field.absent(),
        disclosure=Field.absent(),
        copied_to=(),
        attachments=(),
        references=(),
        contacts=(),
        deadlines=(),
        parts=(),
    )
    return dataclasses.replace(complete, **values)


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def by(due: dt.date | dt.datetime) -> Deadline:
    return Deadline(DeadlineKind.BY, "报送", "请报送。", NOWHERE, due=due)


def window(start: dt.date | None, end: dt.date | None) -> Deadline:
    return Deadline(DeadlineKind.WINDOW, "检查", "检查。", NOWHERE, start=start, end=end)


def test_a_complete_notice_gives_nothing() -> None:
    complete = notice("请于5月1日前报送。", deadlines=(by(dt.date(2024, 5, 1)),))
    assert [*find_missing(complete), *find_conflicts(complete), *find_doubts(complete)] == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": Field.absent()}, "title_missing"),
        ({"issuers": ()}, "issuer_missing"),
        ({"issue_date": Field.absent()}, "date_missing"),
    ],
)
def test_what_every_notice_has(values: dict[str, object], code: str) -> None:
    assert codes(find_missing(notice(**values))) == [code]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("请于前将名单报送市水务局。", "于"),
        ("自查报告请于之前上报。", "于"),
        ("各校要将值班安排表于\n", "于"),
        ("请于月日前反馈。", "于"),
        ("青水发〔2024〕号", "〔2024〕号"),
        ("青岚市水务局\n2024年月日", "2024年月日"),
        ("联系电话：。", "联系电话："),
    ],
)
def test_a_value_that_the_site_dropped(text: str, part: str) -> None:
    findings = [f for f in find_missing(notice(text)) if f.code == "value_dropped"]
    assert [[span.of(text) for span in finding.spans] for finding in findings] == [[part]]


@pytest.mark.parametrize(
    "text",
    [
        "请于5月1日前报送。",
        "请于会前报到。",
        "请于五月底前报送。",
        "由于前期准备不足",
        "关于前往省城的说明",
        "位于月湖街道",
        "青水发〔2024〕12号",
        "2024年4月18日",
        "2024年4月",
        "联系电话：0390-8810551",
        "联系电话：\n0390-8810551",
        "联系人及电话另行通知。",
    ],
)
def test_nothing_was_dropped(text: str) -> None:
    assert codes(find_missing(notice(text))) == []


def test_forms_in_an_attachment_are_empty_on_purpose() -> None:
    text = "请于5月1日前报送。\n附件1\n联系人：\n联系电话：\n"
    outline = Outline(
        CleanText.untouched(SourceText(text)), documents=(Document(Span(0, 11)), Document(Span(11, len(text))))
    )
    assert codes(find_missing(notice(text, outline=outline))) == []


def test_an_attachment_that_is_announced_and_not_there() -> None:
    text = "附件：1.名单\n附件1\n名单"
    listed = Field.found("名单", Span(5, 7), rule="test/given")
    assert codes(find_missing(notice(text, attachments=(listed,)))) == ["attachment_absent"]
    outline = Outline(
        CleanText.untouched(SourceText(text)), documents=(Document(Span(0, 8)), Document(Span(8, len(text))))
    )
    assert codes(find_missing(notice(text, attachments=(listed,), outline=outline))) == []


def test_an_attachment_that_is_mentioned_and_not_listed() -> None:
    assert codes(find_missing(notice("名单见附件。"))) == ["attachment_not_listed"]
    assert codes(find_missing(notice("本通知无附件。"))) == []


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (by(dt.date(2024, 4, 17)), ["deadline_before_issue"]),
        (by(dt.datetime(2024, 4, 17, 17, 0)), ["deadline_before_issue"]),
        (by(dt.date(2024, 4, 18)), []),
        (by(dt.datetime(2024, 4, 18, 9, 0)), []),
        (window(dt.date(2024, 3, 1), dt.date(2024, 4, 1)), ["deadline_before_issue"]),
        (window(dt.date(2024, 3, 1), dt.date(2024, 5, 1)), []),
        (window(dt.date(2024, 6, 1), dt.date(2024, 5, 1)), ["window_reversed"]),
        (window(None, dt.date(2024, 5, 1)), []),
        (window(dt.date(2024, 5, 1), None), []),
    ],
)
def test_deadlines_against_the_date_of_issue(deadline: Deadline, expected: list[str]) -> None:
    assert codes(find_conflicts(notice(deadlines=(deadline,)))) == expected


def test_year_of_the_number() -> None:
    def numbered(year: int | None) -> Notice:
        number = DocumentNumber("青水发〔2023〕1号", "青水发", year, 1)
        return notice(document_number=Field.found(number, Span(0, 1), rule="test/given"))

    assert codes(find_conflicts(numbered(2023))) == ["number_year_differs"]
    assert codes(find_conflicts(numbered(2024))) == []
    assert codes(find_conflicts(numbered(None))) == []


def test_printed_before_it_was_issued() -> None:
    early = Field.found(dt.date(2024, 4, 17), Span(0, 1), rule="test/given")
    same = Field.found(dt.date(2024, 4, 18), Span(0, 1), rule="test/given")
    assert codes(find_conflicts(notice(date_of_printing=early))) == ["printed_before_issue"]
    assert codes(find_conflicts(notice(date_of_printing=same))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月10日（星期五）前", []),
        ("5月10日（周四）前", ["weekday_differs"]),
        ("2024年5月12日（星期天）", []),
        ("2023年5月10日（周四）", ["weekday_differs"]),
        ("1月3日（星期五）前", []),  # of the next year
        ("2月30日（星期五）前", []),  # no such day: not a matter of weekdays
        ("5月10日前", []),
    ],
)
def test_days_of_the_week(text: str, expected: list[str]) -> None:
    assert codes(find_conflicts(notice(text))) == expected


def test_values_of_low_confidence() -> None:
    unsure = Evidence((Span(0, 1),), "test/guess", 0.4)
    contact = Contact(unsure, name="章晓岚")
    findings = list(find_doubts(notice(contacts=(contact, contact))))
    assert codes(findings) == ["low_confidence"]
    assert "2项" in findings[0].message
    assert "0.40" in findings[0].message
    assert len(findings[0].spans) == 2
    sure = Contact(dataclasses.replace(unsure, confidence=0.6))
    assert codes(find_doubts(notice(contacts=(sure,)))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请于\ufffd\ufffd报送", ["unreadable"]),
        ("????????", ["unreadable"]),
        ("是否完成？？", []),
        ("完成了吗???", []),
    ],
)
def test_what_cannot_be_read(text: str, expected: list[str]) -> None:
    assert codes(find_doubts(notice(text))) == expected


def test_heavy_restoration_counts_characters_that_changed() -> None:
    source = CleanText.untouched(SourceText("国发〔2O24〕1号 请 于五月前报送,谢谢。—1—"))
    harmless = source.edited("x", [Edit(Span(11, 12), ""), Edit(Span(19, 20), "，"), Edit(Span(23, 26), "")])
    assert restored_share(harmless) == 0
    mended = source.edited("x", [Edit(Span(4, 5), "0")])
    assert restored_share(mended) == pytest.approx(1 / 24)


def test_a_classified_paper() -> None:
    secret = Field.found(Classification.SECRET, Span(0, 1), rule="test/given")
    assert codes(find_doubts(notice(classification=secret))) == ["classified"]


def test_the_reader_of_the_file_is_heard() -> None:
    text = "关于开展检查的通知\n各县水务局：\n请于5月1日前报送。"
    outline = Outline(CleanText.untouched(SourceText(text, findings=("第3页无法读取",))))
    findings = review_notice(notice(outline=outline)).findings
    assert Finding("source", "第3页无法读取") in findings


@pytest.mark.parametrize(
    ("mail", "read_by", "expected"),
    [
        ("z1k@a.example.cn", ReadBy.OCR, ["letters_alike"]),
        ("ajb12l4@a.example.cn", ReadBy.OCR, ["letters_alike"]),
        ("zlk@a.example.cn", ReadBy.OCR, []),
        ("zlk2021@163.com", ReadBy.OCR, []),
        ("z1k@a.example.cn", ReadBy.TEXT_LAYER, []),
    ],
)
def test_letters_of_addresses_that_no_word_decides(mail: str, read_by: ReadBy, expected: list[str]) -> None:
    page = Page(1, Span(0, 1), 595.0, 842.0, read_by=read_by)
    clean = CleanText.untouched(SourceText("甲", pages=(page,)))
    found = notice(outline=Outline(clean), contacts=(Contact(NOWHERE, emails=(mail,)),))
    assert codes(find_doubts(found)) == expected
