"""Names under a seal, mended from the same name elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from notice_parser.clean.fix import mended
from notice_parser.clean.sealed import find_sealed_names
from notice_parser.core.source import Box, Page, ReadBy, SourceText, TextLine
from notice_parser.core.span import Span

HEAD = ["平湖市住房和城乡建设局文件", "平建〔2023〕6号", "关于开展检查的通知"]


def sealed(words: str, confidence: float = 0.9, head: list[str] = HEAD, *, seal: bool = True) -> SourceText:
    rows = [*head, words, "2023年11月20日"]
    text, lines = "", []
    for i, row in enumerate(rows):
        box = Box(320, 100 + 30 * i, 320 + 16 * len(row), 116 + 30 * i)
        at = confidence if row == words else 0.99
        lines.append(TextLine(Span(len(text), len(text) + len(row)), box, confidence=at))
        text += row + "\n"
    y = 100 + 30 * len(head)
    seals = (Box(370, y - 10, 480, y + 60),) if seal else ()
    return SourceText(text, pages=(Page(1, Span(0, len(text)), lines=tuple(lines), read_by=ReadBy.OCR, seals=seals),))


def signature(source: SourceText) -> str:
    return mended(source.text, find_sealed_names(source)).split("\n")[-3]


@pytest.mark.parametrize(
    ("words", "confidence"),
    [
        ("平湖市住房城乡建设局", 0.999),
        ("平湖市住房和 建设局", 0.9),
        ("7.<湖市住房和城乡建设局", 0.999),
        ("平湖市住房和城乡健没局", 0.9),
    ],
)
def test_lost_and_doubtful_letters_come_back(words: str, confidence: float) -> None:
    assert signature(sealed(words, confidence)) == "平湖市住房和城乡建设局"


@pytest.mark.parametrize(
    ("words", "confidence"),
    [
        ("平湖市住房和城乡建设局", 0.9),
        ("平江市住房和城乡建设局", 0.999),  # another office, surely read: a joint notice
        ("平湖市财政局", 0.9),
        ("建设局", 0.9),
        ("平湖市乡建设局", 0.9),  # four letters fewer
        ("住房和城乡建设局平湖市", 0.9),
        ("平湖市住房城乡建没局", 0.9),  # two places
    ],
)
def test_other_names_stay(words: str, confidence: float) -> None:
    assert signature(sealed(words, confidence)) == words


def test_without_a_seal_nothing_is_mended() -> None:
    assert find_sealed_names(sealed("平湖市住房城乡建设局", seal=False)) == []


def test_a_name_in_the_text_will_do() -> None:
    text = ["检查由平湖市安全生产委员会办公室", "（以下简称市安委办）统一组织"]
    assert signature(sealed("平湖市安全产委员会办公室", head=text)) == "平湖市安全生产委员会办公室"


def test_a_name_from_the_title_or_the_imprint_will_do() -> None:
    title = ["平湖市住房和城乡建设", "局关于开展检查的通知"]
    assert signature(sealed("平湖市住房城乡建设局", head=title)) == "平湖市住房和城乡建设局"
    imprint = ["平湖市住房和城乡建设局    2023年11月21日印发"]
    assert signature(sealed("平湖市住房城乡建设局", head=imprint)) == "平湖市住房和城乡建设局"


def test_characters_that_the_file_holds_are_believed() -> None:
    source = sealed("平湖市住房城乡建设局", 1.0)
    page = replace(source.pages[0], read_by=ReadBy.TEXT_LAYER)
    assert find_sealed_names(replace(source, pages=(page,))) == []


def test_two_names_with_a_mark_between_them_are_not_taken_for_what_the_text_says_of_them() -> None:
    head = [*HEAD, "月底前平湖科研处联合平湖保卫处将进行抽查。"]
    assert signature(sealed("平湖科研处，平湖保卫处", 0.995, head)) == "平湖科研处，平湖保卫处"
    assert signature(sealed("平湖科研处，合平湖保卫处", 0.9, head)) == "平湖科研处联合平湖保卫处"
