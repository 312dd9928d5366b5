"""Zones and attached documents of whole notices with invented names."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from notice_parser.core.outline import Document, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice
from notice_parser.structure.lines import find_lines
from notice_parser.structure.zones import find_zones

ORDINARY = """特急
榆川市水利局文件
榆水发〔2023〕15号
榆川市水利局关于开展水库
安全检查的通知
各县（区）水利局，局属各单位：
为确保水库安全度汛，现将有关事项通知如下：
一、检查时间
2023年5月1日至5月31日。
联系人：周海，电话：0399-5557788。
附件：1.水库安全检查表
      2.水库安全检查汇总表
                    榆川市水利局
                    2023年4月18日
（此件公开发布）
抄送：市应急管理局，市财政局。
榆川市水利局办公室              2023年4月19日印发
"""
WEB_PAGE = """首页 > 政务公开 > 通知公告
关于开展节能督查的通知
发布时间：2022-06-07 10:20 来源：本站 浏览次数：18 【字体：大 中 小】
关于开展节能督查的通知
市级各部门：
为做好节能工作，现通知如下：
一、督查对象
市级公共机构。
榆川市机关事务服务中心
2022年6月7日
【打印】 【关闭】
版权所有：榆川市机关事务服务中心 电话：0399-5550000
榆ICP备2022000001号
"""
ONE_LINE = (
    "榆川市安全生产委员会办公室文件榆安办〔2024〕7号关于印发《2024年全市安全生产检查计划》的通知各县（市、区）安委会，"
    "市安委会有关成员单位：现将《2024年全市安全生产检查计划》印发给你们，请认真贯彻执行。榆川市安全生产委员会办公室"
    "2024年2月5日2024年全市安全生产检查计划为做好2024年安全生产检查工作，制定本计划。一、检查重点矿山、危化品。"
)
ATTACHED = """榆川市教育局关于印发工作方案的通知
各学校：
现将《榆川市校园安全检查工作方案》印发给你们，请遵照执行。
榆川市教育局
2023年3月1日
榆川市校园安全检查
工作方案
为做好校园安全检查，制定本方案。
一、检查范围
全市中小学校。
附件1
校园安全检查表
序号 项目 结果
"""
UNSIGNED = """关于开展巡查工作的通知
甲山市、乙河市人民政府：
各市要认真学习《榆川省巡查工作实施方案》，做好准备。
联系人：丁一，0399-5551234。
榆川省巡查
工作实施方案
按照省政府要求，制定本方案。
一、巡查内容
安全生产责任落实情况。
"""


def zones_of(text: str) -> list[tuple[str, str]]:
    """List kind and text of each zone."""
    _, zones = find_zones(text, find_lines(text))
    return [(str(z.kind), z.span.of(text)) for z in zones]


def kind_of(text: str, part: str) -> ZoneKind:
    """Give the kind of the zone in which a part first stands."""
    _, zones = find_zones(text, find_lines(text))
    at = text.index(part)
    return next(z.kind for z in zones if z.span.start <= at < z.span.end)


def documents_of(text: str) -> tuple[Document, ...]:
    return find_zones(text, find_lines(text))[0]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("特急", ZoneKind.HEAD),
        ("榆川市水利局文件", ZoneKind.HEAD),
        ("榆水发〔2023〕15号", ZoneKind.HEAD),
        ("榆川市水利局关于", ZoneKind.TITLE),
        ("安全检查的通知", ZoneKind.TITLE),
        ("各县（区）水利局", ZoneKind.ADDRESSEES),
        ("为确保水库", ZoneKind.BODY),
        ("联系人：周海", ZoneKind.BODY),
        ("附件：1", ZoneKind.ATTACHMENT_NOTE),
        ("2.水库安全检查汇总表", ZoneKind.ATTACHMENT_NOTE),
        ("2023年4月18日", ZoneKind.SIGNATURE),
        ("（此件公开发布）", ZoneKind.NOTE),
        ("抄送：", ZoneKind.IMPRINT),
        ("2023年4月19日印发", ZoneKind.IMPRINT),
    ],
)
def test_an_ordinary_paper(part: str, kind: ZoneKind) -> None:
    assert kind_of(ORDINARY, part) is kind


def test_a_web_page_has_furniture_above_and_below() -> None:
    kinds = [kind for kind, _ in zones_of(WEB_PAGE)]
    assert kinds == ["furniture", "metadata", "title", "addressees", "body", "signature", "furniture"]


def test_a_paper_on_one_line_falls_apart() -> None:
    assert [kind for kind, _ in zones_of(ONE_LINE)] == [
        "head",
        "title",
        "addressees",
        "body",
        "signature",
        "title",
        "body",
    ]
    main, plan = documents_of(ONE_LINE)
    assert [s.of(ONE_LINE) for s in main.title] == ["关于印发《2024年全市安全生产检查计划》的通知"]
    assert [s.of(ONE_LINE) for s in plan.title] == ["2024年全市安全生产检查计划"]


def test_documents_attached_begin_at_their_title_or_label() -> None:
    main, scheme, table = documents_of(ATTACHED)
    assert [s.of(ATTACHED) for s in scheme.title] == ["榆川市校园安全检查", "工作方案"]
    assert table.label is not None
    assert table.label.of(ATTACHED) == "附件1"
    assert [s.of(ATTACHED) for s in table.title] == ["校园安全检查表"]
    assert main.span.end == scheme.span.start


def test_a_cited_title_on_its_own_lines_opens_a_document_without_a_signature() -> None:
    _, scheme = documents_of(UNSIGNED)
    assert [s.of(UNSIGNED) for s in scheme.title] == ["榆川省巡查", "工作实施方案"]


def test_a_number_behind_a_sites_line_is_a_number() -> None:
    text = (
        "首页 > 通知公告 > 正文甲江市财政局关于开展监督评价工作的通知发布时间：2022-05-20 来源：监管科 访问量：342"
        "甲财采〔2022〕14号各有关代理机构：根据《办法》（财库〔2018〕2号）规定，决定开展评价。现通知如下。"
    )
    zones = find_zones(text, find_lines(text))[1]
    assert [z.span.of(text) for z in zones if z.kind is ZoneKind.HEAD] == ["甲财采〔2022〕14号"]
    assert [z.span.of(text) for z in zones if z.kind is ZoneKind.ADDRESSEES] == ["各有关代理机构："]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "榆川市教育局\n关于报送材料的\n通  知\n各学校：\n请报送材料。\n",
            ["榆川市教育局", "关于报送材料的", "通  知"],
        ),
        (
            "榆教〔2020〕3号\n榆川市教育局\n\n关于报送材料的通知\n\n各学校：\n请报送材料。\n",
            ["榆川市教育局", "关于报送材料的通知"],
        ),
        ("榆川市教育局\n\n\n关于报送材料的通知\n各学校：\n请报送材料。\n", ["关于报送材料的通知"]),
        ("关于推行规范性文件\n审核机制的通知\n各学校：\n请报送材料。\n", ["关于推行规范性文件", "审核机制的通知"]),
        ("通  知\n全体职工：\n定于3月5日停电。\n", ["通  知"]),
        ("榆川市防火指挥部防火通告\n1.禁止野外用火。\n2.禁止焚烧秸秆。\n", ["榆川市防火指挥部防火通告"]),
        ("各学校：\n请报送材料。\n", []),
    ],
)
def test_lines_of_the_title(text: str, title: list[str]) -> None:
    assert [s.of(text) for s in documents_of(text)[0].title] == title


@pytest.mark.parametrize(
    "line",
    [
        "现将有关事项通知如下：",
        "一、检查内容：",
        "联系人：王小明",
        "根据《榆川市管理办法》的规定：",
        "时间：2023年5月",
    ],
)
def test_other_lines_with_a_colon_are_no_addressees(line: str) -> None:
    text = f"关于开展检查的通知\n{line}\n请认真组织实施。\n"
    assert "addressees" not in [kind for kind, _ in zones_of(text)]


def test_zones_stand_in_order_and_do_not_overlap() -> None:
    for text in (ORDINARY, WEB_PAGE, ONE_LINE, ATTACHED, UNSIGNED):
        _, zones = find_zones(text, find_lines(text))
        assert all(a.span.end <= b.span.start for a, b in pairwise(zones))


@pytest.mark.parametrize("text", ["", "\n\n", "。", "附件", "2023年5月1日", "：", "的通知", "《" * 50])
def test_rubbish_gives_zones_and_no_error(text: str) -> None:
    documents, _ = find_zones(text, find_lines(text))
    assert documents[0].span.start == 0


def test_time_grows_with_the_length_only() -> None:
    def cost(times: int) -> float:
        text = ORDINARY + "一、检查要求。各单位要于2023年5月1日前完成《检查办法》规定的任务。\n" * times
        start = time.process_time()
        find_zones(text, find_lines(text))
        return time.process_time() - start

    cost(10)
    assert cost(4000) < 12 * max(cost(1000), 0.02)


def test_a_copy_with_an_empty_line_between_any_two() -> None:
    """An empty line parts nothing there; a title may go over it, and who stands above 关于 is who issues."""
    lines = (
        "信息索引号：",
        "000014349/2024-00045",
        "发布机构：",
        "澄川市水务局",
        "公开方式：",
        "主动公开",
        "澄川市水务局突发公共事件",
        "总体应急预案",
        "一、总则",
        "为做好应急工作，提高处置能力，制定本预案。",
        "二、职责",
        "各单位要落实责任，及时报告情况。",
    )
    notice = read_notice(SourceText("\n\n".join(lines)))
    assert notice.title.value == "澄川市水务局突发公共事件总体应急预案"
    assert notice.index_number.value == "000014349/2024-00045"
    assert notice.disclosure.value == "主动公开"


def test_an_empty_line_parts_where_other_lines_stand_close() -> None:
    lines = (
        "澄川市水务局政务公开动态",
        "",
        "总体应急预案",
        *(f"{n}、各单位要落实第{n}项责任。" for n in "一二三四五六七八"),
    )
    assert read_notice(SourceText("\n".join(lines))).title.value == "总体应急预案"
