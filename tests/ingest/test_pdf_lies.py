"""PDF whose text layer lies, from the file to the fields: what can be mended is, other pages are recognised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from pdf_notices import NOTICE, Shown, drawn, pdf_of

import notice_parser
from notice_parser.core.source import ReadBy, SourceText
from notice_parser.ingest.limits import Ocr, OcrMode
from notice_parser.ingest.read import read_bytes

PAPER = "0.9 g 20 20 555 800 re f 0 g\n"
"""The image of a scanned page."""
RARE = "鼟龘爩麤驫鱻灪籱厵癵飝靐齾虋讟钃鸜麷鞻鼉貜饢纞"
KANGXI = str.maketrans("人水文月日小行大工方", "⼈⽔⽂⽉⽇⼩⾏⼤⼯⽅")


def read(content: bytes, mode: OcrMode = OcrMode.AUTO) -> SourceText:
    return read_bytes(content, ocr=Ocr(mode, engine="pdf_notices:Reader"))


def check(source: SourceText) -> None:
    """Compare the fields with what NOTICE says."""
    notice = notice_parser.parse(source)
    assert notice.title.value == "关于开展小型水闸安全检查的通知"
    assert notice.document_number.value is not None
    assert notice.document_number.value.text == "云水发〔2024〕12号"
    assert [issuer.value for issuer in notice.issuers] == ["云泽县水务局"]
    assert [addressee.value for addressee in notice.addressees] == ["各乡镇人民政府"]
    assert notice.issue_date.value == dt.date(2024, 4, 8)
    assert [deadline.due for deadline in notice.deadlines] == [dt.date(2024, 5, 20)]
    assert [(contact.name, contact.phones) for contact in notice.contacts] == [("温以宁", ("0571-55501234",))]


def foreign(char: str) -> str:
    """Give another character for each that is no digit, spread over the table as by a wrong code table."""
    return char if char.isascii() else chr(0x4E00 + ord(char) * 7_919 % 20_000)


@pytest.mark.parametrize("again", [0.3, 0.6])
@pytest.mark.parametrize("by_letter", [False, True], ids=["lines", "letters"])
def test_letters_drawn_twice_to_look_bold(again: float, by_letter: bool) -> None:
    source = read(pdf_of(drawn(NOTICE, again=again, by_letter=by_letter)))
    assert source.text == "".join(line.text + "\n" for line in NOTICE)
    check(source)


def test_doubled_letters_that_somebody_wrote_stay() -> None:
    lines = (*NOTICE, Shown("请认认真真、扎扎实实开展自查，逐项逐项核对。", 112, 330))
    for by_letter in (False, True):
        source = read(pdf_of(drawn(lines, again=0.4, by_letter=by_letter)))
        assert "请认认真真、扎扎实实开展自查，逐项逐项核对。" in source.text


def test_kangxi_radicals_become_the_characters_they_look_like() -> None:
    source = read(pdf_of(drawn(NOTICE), said=lambda char: char.translate(KANGXI)))
    assert "⽔务局⽂件" in source.text
    assert source.pages[0].read_by is ReadBy.TEXT_LAYER
    check(source)


@pytest.mark.parametrize(
    "said",
    [
        foreign,
        lambda char: chr(ord(char) + 1),
        lambda char: char if char.isascii() else chr(0xE000 + ord(char) % 4_000),
        lambda char: "\ufffd" if ord(char) % 3 else char,
    ],
    ids=["another table", "one further", "private use", "unknown"],
)
def test_a_font_with_wrong_codes(said: Callable[[str], str]) -> None:
    source = read(pdf_of(drawn(NOTICE), said=said))
    assert source.pages[0].read_by is ReadBy.OCR
    check(source)


@pytest.mark.parametrize(
    "layer",
    [
        (Shown("- 1 -", 280, 40),),
        (Shown("某某全能王 创建", 480, 20, 8),),
        (Shown("1", 290, 40), Shown("收文", 40, 800)),
    ],
    ids=["page number", "mark of an app", "stamp"],
)
def test_a_layer_that_is_mostly_empty(layer: tuple[Shown, ...]) -> None:
    source = read(pdf_of(PAPER + drawn(layer)))
    assert source.pages[0].read_by is ReadBy.OCR
    check(source)


def test_an_invisible_layer_of_bad_recognition() -> None:
    layer = tuple(Shown((RARE * 2)[: len(line.text)], line.x, line.y, line.size) for line in NOTICE)
    source = read(pdf_of(PAPER + drawn(layer, invisible=True)))
    assert source.pages[0].read_by is ReadBy.OCR
    check(source)


def test_an_invisible_layer_of_good_recognition_is_believed() -> None:
    source = read(pdf_of(PAPER + drawn(NOTICE, invisible=True)), OcrMode.NEVER)
    assert source.pages[0].read_by is ReadBy.TEXT_LAYER
    check(source)


def test_only_the_page_that_lies_is_recognised() -> None:
    source = read(
        pdf_of(PAPER + drawn((Shown("- 1 -", 280, 40),)), drawn((Shown("附件：小型水闸安全检查表", 80, 740),)))
    )
    assert [page.read_by for page in source.pages] == [ReadBy.OCR, ReadBy.TEXT_LAYER]
    assert source.text.endswith("附件：小型水闸安全检查表\n")


def test_without_recognition_the_page_is_listed_as_unread() -> None:
    source = read(pdf_of(drawn(NOTICE), said=foreign), OcrMode.NEVER)
    assert source.pages[0].read_by is ReadBy.UNREAD
    assert source.findings
