"""A letterhead told by its colour, a title told by its place, and times in findings and forecasts."""

from __future__ import annotations

import pytest

from notice_parser.core.source import Box, Page, SourceText, TextLine
from notice_parser.core.span import Span
from notice_parser.pipeline import read_notice

TEXT = (
    "榆川市安全生产委员会办公室\n关于抓好问题整改的通知\n各县区安委会办公室：\n请认真整改。\n"
    "榆川市安委会办公室\n2023年3月24日\n"
)


def printed(text: str, reds: int) -> SourceText:
    """Put lines on a page, the first ``reds`` of them red."""
    lines: list[TextLine] = []
    at = 0
    for number, line in enumerate(text.splitlines()):
        box = Box(80, 90 + 30 * number, 80 + 12 * len(line), 102 + 30 * number)
        lines.append(TextLine(Span(at, at + len(line)), box, 12, red=number < reds))
        at += len(line) + 1
    return SourceText(text, pages=(Page(1, Span(0, len(text)), lines=tuple(lines)),))


def test_a_red_name_above_a_title_is_the_letterhead() -> None:
    assert read_notice(printed(TEXT, 1)).title.value == "关于抓好问题整改的通知"


@pytest.mark.parametrize("reds", [0, 2])
def test_a_name_of_the_same_colour_is_the_titles_issuer(reds: int) -> None:
    title = read_notice(printed(TEXT, reds)).title.value
    assert title == "榆川市安全生产委员会办公室关于抓好问题整改的通知"


def test_a_title_without_a_type_stands_above_the_addressees() -> None:
    notice = read_notice(
        SourceText("2023年春节假期安全工作具体要求\n各部门、各商铺：\n现将有关事项通知如下：\n一、巡查。\n")
    )
    assert notice.title.value == "2023年春节假期安全工作具体要求"


@pytest.mark.parametrize("line", ["榆川风光", "欢迎光临", "落实工作，做好检查"])
def test_other_lines_above_the_addressees_are_no_title(line: str) -> None:
    notice = read_notice(SourceText(f"{line}\n各部门、各商铺：\n现将有关事项通知如下：\n一、巡查。\n"))
    assert notice.title.value is None


@pytest.mark.parametrize(
    "sentence",
    [
        "3月15日夜间至17日，我市将出现较明显雨雪天气。",
        "动火作业前，未清理周边可燃物或未配备灭火器材的。",
        "维保单位每月提供检测报告，但大部分消火栓处于停用状态。",
    ],
)
def test_findings_and_forecasts_are_no_deadlines(sentence: str) -> None:
    text = f"关于检查的通知\n各部门：\n现通知如下：\n一、{sentence}\n榆川市水利局\n2023年3月14日\n"
    assert read_notice(SourceText(text)).deadlines == ()


@pytest.mark.parametrize("sentence", ["请于3月25日前报送总结。", "各单位每月开展一次检查，并报送结果。"])
def test_duties_are(sentence: str) -> None:
    text = f"关于检查的通知\n各部门：\n现通知如下：\n一、{sentence}\n榆川市水利局\n2023年3月14日\n"
    assert len(read_notice(SourceText(text)).deadlines) == 1
