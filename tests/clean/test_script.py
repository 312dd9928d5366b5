"""Converted pages go back to simplified letters; simplified ones keep every letter."""

from __future__ import annotations

import pytest

from notice_parser.clean.restore import restore
from notice_parser.clean.script import fix_traditional, traditional_letters
from notice_parser.core.source import SourceText


@pytest.mark.parametrize(
    ("garbled", "printed"),
    [
        ("關(guān)于開(kāi)展安全檢查的通知", "关于开展安全检查的通知"),
        ("各鄉(xiāng)(鎮)人民政府，縣直各有關(guān)單(dān)位：", "各乡（镇）人民政府，县直各有关单位："),
        ("推進(jìn)技術創(chuàng )新和產(chǎn)業(yè)發(fā)展", "推进技术创新和产业发展"),
        ("聯(lián)系人：甲乙，聯系電(diàn)話：0399-5551234", "联系人：甲乙，联系电话：0399-5551234"),
        ("甲政辦發(fā)〔2030〕19號", "甲政办发〔2030〕19号"),
    ],
)
def test_a_converted_page_is_simplified(garbled: str, printed: str) -> None:
    assert restore(SourceText(garbled)).text == printed


@pytest.mark.parametrize(
    "text",
    [
        "联系人：李菓、周龢，地址：甲县乙镇",
        "经办人：陈昇，联系电话：0399-5551234",
        "企业标识（LOGO）和长度（km）",
        "著作权登记、瞭望哨、慰藉、覆盖率、乾州镇",
        "附件（a）和附件（b）",
        "安装于后山、面向里弄、干部复核",
    ],
)
def test_simplified_text_keeps_its_letters(text: str) -> None:
    assert restore(SourceText(text)).text == text


def test_a_long_simplified_text_keeps_a_traditional_quotation() -> None:
    text = "展览陈列《論語》《漢書》等古籍。" + "各单位要认真组织参观学习，做好讲解服务工作。" * 20
    assert fix_traditional(text) == []


def test_no_simplified_form_is_itself_traditional() -> None:
    letters = traditional_letters()
    assert len(letters) > 1500
    assert set(letters) & set(letters.values()) == set()
