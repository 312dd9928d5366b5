"""Numbers of documents in running text."""

from __future__ import annotations

import pytest

from notice_parser.core.span import Span
from notice_parser.grammar.document_number import find_document_numbers

FOUND = [
    ("根据榆水安发〔2024〕12号文件", ["榆水安发〔2024〕12号"]),
    ("榆教〔2018〕第43号", ["榆教〔2018〕第43号"]),
    ("榆政办发明电（2020）9号", ["榆政办发明电〔2020〕9号"]),
    ("榆建函[2020]的43号", ["榆建函〔2020〕43号"]),
    ("榆建函〔2021]31号和榆建发﹝2021﹞59号", ["榆建函〔2021〕31号", "榆建发〔2021〕59号"]),
    ("榆工信〔2019207号", ["榆工信〔2019〕207号"]),
    ("通知榆府 2016、71号,各市", ["榆府〔2016〕71号"]),
    ("（榆绿委202012）", ["榆绿委〔2020〕12号"]),
    ("榆林县人民政府安全生产委员会榆安函字〔2018〕1号", ["榆安函字〔2018〕1号"]),
    ("榆林县财政局文件榆财会〔2021〕13号榆林县财政局", ["榆财会〔2021〕13号"]),
    ("特急明电榆政办发明电〔2021〕1号", ["榆政办发明电〔2021〕1号"]),
    ("国发〔88〕12号", ["国发〔1988〕12号"]),
]
NOT_FOUND = [
    "2016年第58期",
    "2024年12号楼",
    "京公网安备 11010100000001号",
    "京ICP备10000001号",
    "网站标识码：bm10000001号",
    "附件（2019）",
    "电话：0531-55501260",
    "（榆政办发〔2022〕号）",
    "2016、71号",
    "身份证号110101200001011234",
    "第12号台风",
    "参会人员（2020年）3号车",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_are_found_in_normal_form(text: str, expected: list[str]) -> None:
    assert [number.text for _, number, _ in find_document_numbers(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(find_document_numbers(text)) == []


def test_parts_and_place() -> None:
    (span, number, rule), *_ = find_document_numbers("现将榆水办〔2023〕7号转发")
    assert (number.agency_code, number.year, number.serial) == ("榆水办", 2023, 7)
    assert span == Span(2, 13)
    assert rule == "document_number/standard"
