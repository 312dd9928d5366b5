"""What identifies a notice, from whole texts with invented names."""

from __future__ import annotations

import datetime as dt

import pytest
from small_notices import head_of, notice, outline_of

from notice_parser.core.evidence import Status
from notice_parser.fields.imprint import read_imprint

TELEGRAM = """甲江铁路工务段
关于开展2023年度汛前检查的电报
收电：各车间、段机关各科室
发电：甲江工务段  2023年3月28日
甲工段电〔2023〕第106号
为确保汛期行车安全，定于4月10日起开展汛前检查，现将要求明确如下：
1.检查时间：4月10日至4月28日。
甲江工务段
"""
MINUTES = """甲江市水务局会议纪要
〔2023〕第14号
甲江市水务局办公室    2023年8月11日
2023年8月9日下午，市水务局局长主持召开调度会。现将议定事项纪要如下：
一、关于水厂工程。会议议定，8月底前完成批复。
"""


def test_a_telegram_names_who_sends_and_who_receives() -> None:
    head = head_of(TELEGRAM)
    assert (head.document_type.value, head.title.value) == ("电报", "关于开展2023年度汛前检查的电报")
    assert [f.value for f in head.addressees] == ["各车间", "段机关各科室"]
    assert [f.value for f in head.issuers] == ["甲江铁路工务段"]
    assert head.issue_date.value == dt.date(2023, 3, 28)


def test_minutes_are_dated_under_their_masthead() -> None:
    head = head_of(MINUTES)
    assert (head.document_type.value, head.issue_date.value) == ("纪要", dt.date(2023, 8, 11))
    assert [f.value for f in head.issuers] == ["甲江市水务局"]


# ---- title and type ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "value", "kind"),
    [
        ("榆川市水利局关于开展水库\n检查的通知", "榆川市水利局关于开展水库检查的通知", "通知"),
        ("榆川市水利局\n关于开展水库检查的\n通 知", "榆川市水利局关于开展水库检查的通知", "通知"),
        ("关 于 开 展 水 库 检 查 的 通 知", "关于开展水库检查的通知", "通知"),
        ("榆川市水利局关于水库情况的紧急通报", "榆川市水利局关于水库情况的紧急通报", "通报"),
        ("榆川市水利局工作联系函", "榆川市水利局工作联系函", "函"),
        (
            "榆川市水利局关于印发《水库管理办法（试行）》的通知",
            "榆川市水利局关于印发《水库管理办法（试行）》的通知",
            "通知",
        ),
        ("榆川市水库安全检查工作方案", "榆川市水库安全检查工作方案", "方案"),
        ("关于开展水库检查的通知（榆水〔2023〕15号）", "关于开展水库检查的通知", "通知"),
    ],
)
def test_title_and_type(title: str, value: str, kind: str) -> None:
    head = head_of(notice(title=title))
    assert head.title.value == value
    assert head.document_type.value == kind


def test_a_masthead_is_not_part_of_the_title() -> None:
    head = head_of(notice(head="榆川市水利局文件\n榆水〔2023〕15号", title="关于开展水库检查的通知"))
    assert head.title.value == "关于开展水库检查的通知"
    assert [f.value for f in head.issuers] == ["榆川市水利局"]


def test_without_a_title_the_closing_formula_names_the_type() -> None:
    head = head_of(notice(title="", text="现将有关事项通知如下：\n请于4月底前完成检查。"))
    assert head.title.value is None
    assert head.document_type.value == "通知"
    assert head.document_type.evidence.status is Status.INFERRED


# ---- number ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        ({"head": "榆水〔2023〕15号"}, "榆水〔2023〕15号"),
        ({"below": "榆水〔2023〕15号"}, "榆水〔2023〕15号"),
        ({"title": "榆水〔2023〕15号 榆川市水利局关于开展检查的通知"}, "榆水〔2023〕15号"),
        ({"head": "文号：榆水〔2023〕15号  发布日期：2023-04-20"}, "榆水〔2023〕15号"),
        ({"after": "榆水〔2023〕15号-榆川市水利局关于开展水库检查的通知.pdf"}, "榆水〔2023〕15号"),
        ({"below": "（2023年第12号）"}, "2023年第12号"),
        ({"text": "根据《关于加强检查的通知》（榆政办〔2022〕8号）要求，请完成检查。"}, None),
        ({"text": "现将榆政办〔2022〕8号文件转发给你们。"}, None),
        ({"after": "榆ICP备2022000001号"}, None),
    ],
)
def test_the_number_is_the_notices_own(parts: dict[str, str], number: str | None) -> None:
    value = head_of(notice(**parts)).document_number.value
    assert (value.text if value else None) == number


# ---- issuers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "issuers"),
    [
        ({}, ["榆川市水利局"]),
        ({"signature": "市水利局\n2023年4月18日"}, ["榆川市水利局"]),
        ({"signature": "教 务 处\n2023年4月18日", "title": "关于检查的通知"}, ["教务处"]),
        ({"signature": "保卫处 总务处\n2023年4月18日", "title": "关于检查的通知"}, ["保卫处", "总务处"]),
        ({"signature": "榆川市水利局\n榆川市财政局\n2023年4月18日"}, ["榆川市水利局", "榆川市财政局"]),
        (
            {"signature": "专项小组办公室（榆川市水利局代章）\n2023年4月18日", "title": "关于检查的通知"},
            ["专项小组办公室"],
        ),
        ({"signature": "2023年4月18日"}, ["榆川市水利局"]),
        ({"signature": "2023年4月18日\n榆川市水利局"}, ["榆川市水利局"]),
        ({"signature": "榆川市水利局水库科\n2023年4月18日"}, ["榆川市水利局水库科"]),
        ({"after": "榆川市水利局办公室 2023年4月19日印发"}, ["榆川市水利局"]),
        ({"title": "榆川市水利局 榆川市财政局关于开展检查的通知", "signature": ""}, ["榆川市水利局", "榆川市财政局"]),
        ({"title": "关于检查的通知", "signature": "2023年4月18日"}, []),
    ],
)
def test_issuers(parts: dict[str, str], issuers: list[str]) -> None:
    assert [f.value for f in head_of(notice(**parts)).issuers] == issuers


def test_a_short_signature_keeps_its_printed_form_as_a_candidate() -> None:
    (issuer,) = head_of(notice(signature="市水利局\n2023年4月18日")).issuers
    assert issuer.evidence.rule == "issuer/expanded"
    assert issuer.candidates[0].value == "市水利局"
    assert issuer.reason


# ---- addressees --------------------------------------------------------------------------------------------------


def test_addressees_share_and_keep_their_pieces() -> None:
    text = notice(to="甲山市、乙河市人民政府，省直有关单位：")
    first, second, third = head_of(text).addressees
    assert (first.value, second.value, third.value) == ("甲山市人民政府", "乙河市人民政府", "省直有关单位")
    assert [s.of(text) for s in first.evidence.spans] == ["甲山市", "人民政府"]


def test_a_signatory_is_no_addressee() -> None:
    paper = notice(title="榆川市水利局关于拨付资金的请示", to="签发人、贾平市人民政府：")
    assert [f.value for f in head_of(paper).addressees] == ["市人民政府"]


@pytest.mark.parametrize("to", ["", "一、检查时间"])
def test_nobody_addressed(to: str) -> None:
    assert head_of(notice(to=to)).addressees == ()


# ---- date --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({}, dt.date(2023, 4, 18)),
        ({"signature": "榆川市水利局\n二〇二三年四月十八日"}, dt.date(2023, 4, 18)),
        ({"signature": "", "below": "2023年4月18日"}, dt.date(2023, 4, 18)),
        ({"signature": "榆川市水利局\n2023 4 18"}, dt.date(2023, 4, 18)),
        ({"signature": "榆川市水利局\n2023617日"}, dt.date(2023, 6, 17)),
        ({"signature": "榆川市水利局\n年四月十八日", "head": "榆水〔2023〕15号"}, dt.date(2023, 4, 18)),
        ({"signature": "", "head": "成文日期：2023-04-18  发布日期：2023-04-20"}, dt.date(2023, 4, 18)),
        ({"signature": "榆川市水利局", "after": "榆川市水利局 2023年4月19日印发"}, dt.date(2023, 4, 19)),
        ({"signature": "榆川市水利局", "after": "榆川市水利局办公室 2023年4月19日印发"}, None),
        ({"signature": "", "below": "发布时间：2023-04-20 10:20"}, None),
        ({"signature": "", "below": "发布时间：\n2023-04-20"}, None),
        ({"signature": "榆川市水利局\n2023111日"}, None),
        ({"signature": "榆川市水利局\n年四月十八日"}, None),
    ],
)
def test_the_date_of_issue(parts: dict[str, str], date: dt.date | None) -> None:
    assert head_of(notice(**parts)).issue_date.value == date


# ---- marks -------------------------------------------------------------------------------------------------------


def test_marks_of_the_head() -> None:
    head = head_of(notice(head="000012\n秘密★1年\n特急\n榆川市水利局文件\n榆水〔2023〕15号 签发人：王远山"))
    assert head.classification.value == "秘密"
    assert head.classification_period.value == "1年"
    assert head.urgency.value == "特急"
    assert head.copy_number.value == "000012"
    assert [f.value for f in head.signatories] == ["王远山"]


@pytest.mark.parametrize(
    "text",
    ["要严格保守国家秘密。", "情况特急的，立即报告。", "主动公开政府信息的范围另行通知。", "此件请传达到全体职工。"],
)
def test_words_of_the_text_are_no_marks(text: str) -> None:
    head = head_of(notice(text=text))
    assert (head.classification.value, head.urgency.value, head.disclosure.value) == (None, None, None)


@pytest.mark.parametrize(
    ("note", "how"),
    [
        ("（此件公开发布）", "主动公开"),
        ("（此件主动公开）", "主动公开"),
        ("信息公开选项：依申请公开", "依申请公开"),
        ("（此件不予公开）", "不予公开"),
    ],
)
def test_disclosure(note: str, how: str) -> None:
    assert head_of(notice(after=note)).disclosure.value == how


# ---- imprint -----------------------------------------------------------------------------------------------------


def test_the_imprint() -> None:
    after = "抄送：市应急管理局、财政局，省水利厅。\n榆川市水利局办公室 2023年4月19日印发"
    imprint = read_imprint(outline_of(notice(after=after)))
    assert [f.value for f in imprint.copied_to] == ["市应急管理局", "市财政局", "省水利厅"]
    assert imprint.printing_office.value == "榆川市水利局办公室"
    assert imprint.date_of_printing.value == dt.date(2023, 4, 19)


def test_every_span_lies_inside_the_text() -> None:
    text = notice(head="榆川市水利局文件\n榆水〔2023〕15号", after="（此件公开发布）")
    head = head_of(text)
    for field in (
        head.title,
        head.document_type,
        head.document_number,
        head.issue_date,
        *head.issuers,
        *head.addressees,
    ):
        assert field.evidence.spans
        assert all(0 <= s.start < s.end <= len(text) for s in field.evidence.spans)
        assert 0 < field.evidence.confidence <= 1
