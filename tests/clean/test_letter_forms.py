"""Forms of letters and endings of files that only recognition writes."""

from __future__ import annotations

import pytest

from notice_parser.clean.fix import mended
from notice_parser.clean.letter_forms import fix_letter_forms, standard_forms
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("各単位要认真塡写自査表", "各单位要认真填写自查表"),
        ("附件：报名表.x1sx", "附件：报名表.xlsx"),
        ("附件：报名表.xIs", "附件：报名表.xls"),
        ("1.汇总表.d0cx", "1.汇总表.docx"),
        ("《名单》.pcf", "《名单》.pdf"),
        ("汇总表.XISX", "汇总表.XLSX"),
    ],
)
def test_mended(text: str, right: str) -> None:
    assert mended(text, fix_letter_forms(text)) == right
    assert fix_letter_forms(right) == []


@pytest.mark.parametrize(
    "text", ["李喆、陈昇、张彥", "报名表.xlsx", "3.doctor", "a.p1f", "网址www.xisx.example.cn", "填写自查表"]
)
def test_what_stays(text: str) -> None:
    assert fix_letter_forms(text) == []


def test_no_standard_letter_is_a_foreign_form() -> None:
    assert not standard_forms().keys() & set(standard_forms().values())


def test_in_print_a_form_may_be_meant() -> None:
    printed = "各市、县：\n请总県先生于5月1日前报送名单。\n"
    assert "総県" in restore(SourceText(printed.replace("总県", "総県"))).text
    assert "总县" in restore(SourceText(printed.replace("总県", "総県").replace("各市", "各币"))).text
