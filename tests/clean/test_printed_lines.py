"""What printed pages and PDF text layers leave: contents pages, nested quotations, blanks round marks."""

from __future__ import annotations

import pytest

from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "1.甲系统方案.....5\n2.乙系统方案\n......11\n3.丙方案（试行） 32",
            "1.甲系统方案\n2.乙系统方案\n3.丙方案（试行）",
        ),
        ("填写“某公司工作“零报告”汇报表”后", "填写“某公司工作“零报告”汇报表”后"),
        ("印发«三年行动方案\n（2023-2025年）»的通知", "印发《三年行动方案（2023-2025年）》的通知"),
        ("（2014\u00ad2020年）", "（2014-2020年）"),
        ("防范安全事故 ， 按照 《 行动方案》", "防范安全事故，按照《行动方案》"),
        (
            "要加强组织领导，抓紧制定本地区方案，推动落实.各成员单位要加强统筹指导，细化年度任务.企业要提升安全水平，接受检查.",
            "要加强组织领导，抓紧制定本地区方案，推动落实。各成员单位要加强统筹指导，细化年度任务。企业要提升安全水平，接受检查。",
        ),
        ("（传真：010\n-83935555）", "（传真：010-83935555）"),
    ],
)
def test_is_mended(before: str, after: str) -> None:
    assert restore(SourceText(before)).text == after


@pytest.mark.parametrize(
    "text",
    [
        "1.甲系统方案5\n2.乙系统方案6\n3.丙系统方案7",
        "检查5次......5",
        "要加强组织领导，抓紧制定本地区方案。各成员单位要加强统筹指导，细化年度任务.企业要提升安全水平，接受检查，抓好落实。",
        "张三.李四，王五，赵六等同志参加本次安全生产专项检查工作，请各单位予以支持配合，并做好各项准备工作，确保安全.稳定。",
        "一、甲。 二、乙。",
        "联系电话：0399-5557788\n-2-人",
        "于5月10日<10天\n>20天",
    ],
)
def test_stays(text: str) -> None:
    assert restore(SourceText(text)).text == text
