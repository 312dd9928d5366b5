"""Titles of every type, broken anywhere, and what stands above one without being its beginning."""

from __future__ import annotations

import pytest

from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice

BODY = (
    "各县（市、区）水利局，市直有关单位：\n为进一步做好相关工作，现将有关事项通知如下：\n"
    "一、高度重视。各单位要认真组织实施，压实工作责任。\n二、按时报送。请于6月30日前报送总结。\n"
)
SIGNED = "榆川市水利局\n2023年5月9日\n"
TITLES = (
    "榆川市水利局关于开展2023年度小型水闸安全运行专项检查的通知",
    "榆川市水利局2023年度拟录用公务员公示公告（第一批）",
    "榆川市2023年度重点水利工程质量抽查情况通报",
    "榆川县人民政府办公室关于印发《榆川县城镇燃气安全管理办法（试行）》的通知",
    "榆川市安全生产委员会办公室2024年安全生产工作要点",
    "榆川集团有限公司安全生产事故隐患排查治理办法（试行）",
    "清河街道办事处防汛防台应急预案（2023年修订）",
    "致全市危险化学品企业负责人的安全生产倡议书",
    "榆川市2023年防汛抗旱工作总结",
    "榆川市应急管理局2023年度安全生产监督检查计划",
    "榆川市水利局、榆川市财政局关于下达2023年水利发展资金计划的通知",
    "榆川市住房和城乡建设局转发省住房和城乡建设厅关于做好汛期建筑施工安全工作的通知",
    "榆川大学实验室安全管理实施细则（征求意见稿）",
    "榆川市供销合作社联合社关于申请拨付农资储备专项资金的请示",
    "榆川市卫生健康委员会关于公布2022年度卫生监督抽检结果的公告",
)


def title_of(text: str) -> str | None:
    return read_notice(SourceText(text)).title.value


@pytest.mark.parametrize("head", ["", "榆川市水利局文件\n榆水发〔2023〕12号\n"])
@pytest.mark.parametrize("title", TITLES)
def test_a_title_may_be_broken_anywhere(title: str, head: str) -> None:
    wrong = [
        (title[:at], title[at:])
        for at in range(max(4, len(title) - 34), min(34, len(title) - 1), 3)
        if title_of(f"{head}{title[:at]}\n{title[at:]}\n{BODY}{SIGNED}") != title
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("榆川市供水条例\n第一章 总则\n第一条 为了加强供水管理，制定本条例。\n", "榆川市供水条例"),
        (
            "榆川市安全生产责任清单\n一、部门职责。各单位必须落实责任。\n二、企业职责。企业应当落实责任。\n",
            "榆川市安全生产责任清单",
        ),
        ("关于废止部分规章\n及相关规范性文件\n的决定\n" + BODY, "关于废止部分规章及相关规范性文件的决定"),
        ("榆川市水利局拟表彰\n先进集体和\n先进个人名单公示\n" + BODY, "榆川市水利局拟表彰先进集体和先进个人名单公示"),
        ("榆川市节水行动方案\n（2023—2025年）\n" + BODY, "榆川市节水行动方案（2023—2025年）"),
    ],
)
def test_titles_without_a_subject(lines: str, title: str) -> None:
    assert title_of(lines) == title


@pytest.mark.parametrize(
    "above", ["欢迎光临", "榆川风光", "榆川市人民政府门户网站", "政务公开", "2023-05", "首页>通知", "水利要闻"]
)
@pytest.mark.parametrize("title", ["榆川市水利局关于防汛的通知", "榆川市2023年水利工作要点"])
def test_what_a_site_prints_above_is_no_beginning(above: str, title: str) -> None:
    assert title_of(f"{above}\n{title}\n{BODY}{SIGNED}") == title


def test_a_repeated_title_is_taken_once() -> None:
    title = "榆川市水利局关于防汛的通知"
    assert title_of(f"《{title}》\n{title}\n{BODY}{SIGNED}") == title


@pytest.mark.parametrize("line", ["（此件公开发布）", "（2023年5月8日）", "（联系人：王小明）"])
def test_other_brackets_below_a_title_are_no_part_of_it(line: str) -> None:
    assert title_of(f"榆川市节水行动方案\n{line}\n{BODY}") == "榆川市节水行动方案"


def test_who_speaks_is_not_spoken_to() -> None:
    text = "政府工作报告\n——2023年1月5日在榆川市第九届人民代表大会第一次会议上\n"
    text += "市长 李明远\n各位代表：\n现在，我代表市人民政府报告工作。\n"
    assert [f.value for f in read_notice(SourceText(text)).addressees] == ["各位代表"]


def test_a_public_notice_without_subject_and_number_is_a_notice() -> None:
    text = (
        "榆川市水利局2023年度\n拟录用公务员公示公告（第一批）\n根据有关要求，经过笔试、面试，确定王小明等5人"
        "为拟录用公务员，现予以公示。\n公示时间：2023年5月18日-5月24日\n榆川市水利局\n2023年5月17日\n"
    )
    notice = read_notice(SourceText(text))
    assert notice.title.value == "榆川市水利局2023年度拟录用公务员公示公告（第一批）"
    assert notice.document_type.value == "公告"
