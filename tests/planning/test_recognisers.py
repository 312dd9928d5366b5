"""Single constructions: the sentence, and what is read from it."""

from __future__ import annotations

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.pipeline import read_notice
from notice_parser.planning.duration import read_duration
from notice_parser.planning.inspection import is_inspection
from notice_parser.planning.items import listed, short_members
from notice_parser.planning.names import split_names
from notice_parser.planning.parts import Parts, find_parts
from notice_parser.planning.teams import read_teams
from notice_parser.structure.build import build_outline


def parts_of(text: str) -> Parts:
    return find_parts(build_outline(CleanText.untouched(SourceText(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对各市巡查时间原则上为1个月。", ("P1M", "P1M", False)),
        ("每一次巡查工作时间不少于10个工作日。", ("P10D", None, True)),
        ("对每个县（区）的检查不少于3天。", ("P3D", None, False)),
        ("每个单位检查时间不超过5天。", (None, "P5D", False)),
        ("每校督导时间为2—3天。", ("P2D", "P3D", False)),
        ("每所学校检查半天。", ("PT12H", "PT12H", False)),
        ("对每个流域的检查时间不少于8个工作日，最长不超过15个工作日。", ("P8D", "P15D", True)),
        ("现场检查时间一般为2至3个工作日。", ("P2D", "P3D", True)),
        ("督导组进驻时间约一周。", ("P1W", "P1W", False)),
        ("每家企业检查时间控制在1天以内。", (None, "P1D", False)),
        ("检查结束后15个工作日内报送检查报告。", None),
        ("检查时间：9月22日至9月28日。", None),
        ("检查时间为2022年9月。", None),
        ("整改时间不超过30天。", None),
        ("会议时间为1天。", None),
        ("每个单位检查5个点位。", None),
    ],
)
def test_duration(text: str, expected: tuple[str | None, str | None, bool] | None) -> None:
    found = read_duration(parts_of(text))
    assert (None if found is None else (found.min, found.max, found.working_days)) == expected


@pytest.mark.parametrize(
    ("text", "count", "low", "high"),
    [
        ("省安委会组织4个安全生产巡查组，每个巡查组不超过10人。", 4, None, 10),
        ("成立三个检查组，每组5至7人。", 3, 5, 7),
        ("检查组由3—5名专家组成。", None, 3, 5),
        ("市级成立2个联合检查组，每组不少于5人。", 2, 5, None),
        ("共设4个互查组，每组6人。", 4, 6, 6),
        ("检查组共3个，每组4人。", 3, 4, 4),
        ("设2个督导组，组长由甲厅厅级干部担任，成员6至8人。", 2, 6, 8),
        ("检查分4个组同时进行。", 4, None, None),
        ("成立领导小组，每个单位派2人。", None, None, None),
        ("分4个阶段进行。", None, None, None),
        ("每个检查组检查5家企业。", None, None, None),
    ],
)
def test_teams(text: str, count: int | None, low: int | None, high: int | None) -> None:
    teams = read_teams(parts_of(text))
    assert (teams.count, teams.size_min, teams.size_max) == (count, low, high)


@pytest.mark.parametrize(
    ("text", "leaders"),
    [
        ("检查组实行组长负责制，组长由市直单位现职、熟悉检查工作的厅局级干部担任。", []),
        ("拟请省国土厅、省水利厅负责同志分别带队，组织检查。", ["省国土厅", "省水利厅"]),
        ("检查组由市教育局、市公安局各牵头1组。", ["市教育局", "市公安局"]),
        ("第一组由实验室与设备管理处牵头，检查各学院。", ["实验室与设备管理处"]),
        ("检查组组长单位分别为甲水务公司、乙电子公司。", ["甲水务公司", "乙电子公司"]),
        ("设2个督导组，组长由甲厅、乙局厅级干部担任，副组长由丙局处级干部担任。", ["甲厅", "乙局"]),
        ("检查组由分管副校长任组长。", []),
        ("请明确一位市领导牵头负责巡查工作。", []),
        ("由市教育局牵头制定课程标准。", []),
        ("教务处会同学生处到各学院开展抽查。", ["教务处", "学生处"]),
        ("教务处会同学生处印发名单。", []),
    ],
)
def test_leaders(text: str, leaders: list[str]) -> None:
    assert [f.value for f in read_teams(parts_of(text)).leaders] == leaders


def test_roles_carry_count_and_requirement() -> None:
    roles = read_teams(parts_of("检查组设组长1名，由处级干部担任；副组长2名，由科级干部担任。")).roles
    assert [(r.role, r.count, r.requirement) for r in roles] == [
        ("组长", 1, "处级干部"),
        ("副组长", 2, "科级干部"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云汀、碧澜、栖宁3市政府", ["云汀市", "碧澜市", "栖宁市"]),
        ("柳湾区、苇塘区、云汀县", ["柳湾区", "苇塘区", "云汀县"]),
        ("各县区教育局和市直学校", ["各县区教育局", "市直学校"]),
        ("危化、矿山、燃气领域生产经营单位", ["危化、矿山、燃气领域生产经营单位"]),
        ("全市各级各类学校（含民办学校）", ["全市各级各类学校（含民办学校）"]),
        ("市级公共机构", ["市级公共机构"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [n.value for n in split_names(text, Span(0, len(text)))] == names


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("易燃材料装修、飞线充电以及彩钢板搭建等三类问题", ["易燃材料装修", "飞线充电", "彩钢板搭建"]),
        ("听取汇报、查阅资料、实地察看", ["听取汇报", "查阅资料", "实地察看"]),
        ("项目管理、健康档案、家庭医生签约等落实情况", []),
        ("“学校自查、市级抽查”相结合", []),
        ("是否建立台账、是否公示", []),
    ],
)
def test_short_members(text: str, members: list[str]) -> None:
    assert [m.of(text) for m in short_members(text, Span(0, len(text)))] == members


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("责任体系、机电等安全、电气设备与线路等3个方面。", ["责任体系", "机电等安全", "电气设备与线路"]),
        ("是否建立台账；是否公示；有无记录。", ["是否建立台账；", "是否公示；", "有无记录。"]),
        ("1.质量体系运行情况。2.检测情况。3.归档情况。", ["质量体系运行情况。", "检测情况。", "归档情况。"]),
        (
            "1 责任制\n1.1 责任清单制定情况。\n1.2 责任考核情况。\n2 隐患\n2.1 隐患台账情况。",
            ["责任清单制定情况。", "责任考核情况。", "隐患台账情况。"],
        ),
        ("重点检查项目管理、健康档案等落实情况。", ["重点检查项目管理、健康档案等落实情况。"]),
        ("检查内容包括，台账、值班，预案等。", ["台账", "值班", "预案"]),
    ],
)
def test_what_a_text_lists(text: str, items: list[str]) -> None:
    assert [s.of(text) for s in listed(text, Span(0, len(text)))] == items


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("关于开展消防安全检查的通知", "各单位：\n请认真落实。", True),
        ("关于召开安全检查动员会议的通知", "各单位：\n定于5月6日召开会议。", False),
        ("关于举办审计业务培训班的通知", "各单位：\n请派员参加。", False),
        ("关于印发《安全生产考核办法》的通知", "各单位：\n现印发给你们。", True),
        ("关于专项检查情况的通报", "各单位：\n现将检查情况通报如下。", False),
        ("关于专项检查情况的通报", "各单位：\n市局将于11月派出2个核查组开展“回头看”。", True),
        ("关于加强宿舍管理的通知", "各学院：\n学校决定于5月开展一次宿舍安全检查。", True),
        ("关于加强宿舍管理的通知", "各学院：\n各学院要认真落实检查中提出的要求。", False),
        ("关于推广随机抽查的通知", "各单位：\n要大力推广随机抽查，组织开展抽查，进行抽查，开展检查。", False),
        ("关于组织教职工健康检查的通知", "各单位：\n请按时参加体检。", False),
    ],
)
def test_which_notices_order_an_inspection(title: str, body: str, expected: bool) -> None:
    notice = read_notice(SourceText(f"{title}\n{body}\n某某局\n2023年5月4日\n"))
    assert is_inspection(notice, find_parts(notice.outline)) is expected
