"""Heads, tails and contents as printed pages give them: names broken over lines, a table of contents, an imprint."""

from __future__ import annotations

import datetime as dt

from notice_parser.core.outline import Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.grammar.organs import is_organ
from notice_parser.pipeline import read_notice
from notice_parser.structure.lines import find_lines
from notice_parser.structure.zones import find_zones

BODY = "为做好工作，现将有关事项通知如下：\n一、排查隐患。各部门要认真排查，落实责任，确保各项工作落实到实处。\n"
PLANS = "1.水利系统三年行动方案\n2.教育系统三年行动方案\n3.粮食系统三年行动方案\n"
ATTACHED = (
    "水利系统三年\n行动方案\n一、目标。消除隐患。\n教育系统三年行动方案\n一、目标。培训教师。\n"
    "粮食系统三年行动方案\n一、目标。检查粮库。\n"
)


def zones(text: str) -> list[tuple[ZoneKind, str]]:
    found: tuple[Zone, ...] = find_zones(text, find_lines(text))[1]
    return [(zone.kind, zone.span.of(text)) for zone in found]


def test_a_masthead_over_two_lines_is_one() -> None:
    text = (
        f"榆川市文化旅游集团商业运营管\n理有限公司清河公司文件\n榆文旅〔2023〕5号\n关于加强检查的通知\n各部门：\n{BODY}"
    )
    assert zones(text)[0] == (ZoneKind.HEAD, text[: text.index("\n关于")])


def test_a_line_above_a_whole_masthead_is_none() -> None:
    text = f"榆川风光\n榆川市水利局文件\n榆水发〔2023〕5号\n关于加强检查的通知\n各部门：\n{BODY}"
    assert zones(text)[0] == (ZoneKind.FURNITURE, "榆川风光")


def test_a_title_begins_above_a_quotation_that_reaches_over_lines() -> None:
    title = "榆川市安委会办公室关于\n印发《榆川市三年行动方案\n（2023-2025年）》的通知"
    assert (ZoneKind.TITLE, title) in zones(f"{title}\n各县区安委会：\n{BODY}")


def test_a_whole_title_above_is_not_taken() -> None:
    text = f"榆川市水利局三年行动方案\n关于开展检查的通知\n各县区水利局：\n{BODY}"
    assert (ZoneKind.TITLE, "关于开展检查的通知") in zones(text)


def test_who_prints_is_no_signer_and_no_receiver_of_copies() -> None:
    signed = "榆川公司安全委员会办公室\n2023年月16日\n抄送：总经办、各部门\n"
    signed += "榆川集团商业运营管理有限公司清河公司工程部2023年1月16日\n"
    notice = read_notice(SourceText(f"关于加强检查的通知\n各部门：\n{BODY}{signed}"))
    assert [f.value for f in notice.issuers] == ["榆川公司安全委员会办公室"]
    assert [f.value for f in notice.copied_to] == ["总经办", "各部门"]
    assert notice.issue_date.value == dt.date(2023, 1, 16)


def test_a_sentence_that_ends_in_a_place_word_is_no_signer() -> None:
    notice = read_notice(SourceText(f"关于加强检查的通知\n各部门：\n{BODY}工程物业部\n2023年2月5日\n"))
    assert [f.value for f in notice.issuers] == ["工程物业部"]
    assert not is_organ("各项工作落实到实处")
    assert is_organ("市财政局办公室财务处")


def test_a_table_of_contents_announces_each_document() -> None:
    text = f"关于印发三年行动子方案的通知\n各县区：\n{BODY}榆川市安委会\n2023年1月6日\n附件\n榆川市三年行动\n子方案\n"
    text += PLANS + ATTACHED
    notice = read_notice(SourceText(text))
    titles = ["水利系统三年行动方案", "教育系统三年行动方案", "粮食系统三年行动方案"]
    assert [f.value for f in notice.attachments] == titles
    documents = find_zones(text, find_lines(text))[0]
    assert len(documents) == 5


def test_numbered_rows_that_do_not_come_again_are_text() -> None:
    text = f"关于检查的通知\n各县区：\n{BODY}榆川市安委会\n2023年1月6日\n附件\n检查事项清单\n{PLANS}"
    kinds = [kind for kind, _ in zones(text)]
    assert kinds[-1] is ZoneKind.BODY
