"""Whole notices, written for these tests: the shapes in which inspections are ordered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.pipeline import Reading, read_plan

NOTICES = Path(__file__).parent / "notices"


def reading_of(name: str) -> Reading:
    return read_plan(SourceText((NOTICES / f"{name}.txt").read_text(encoding="utf-8"), name))


def plan_of(name: str) -> InspectionPlan:
    return reading_of(name).plan


def day(month: int, number: int, year: int) -> dt.date:
    return dt.date(year, month, number)


def windows(plan: InspectionPlan) -> list[tuple[dt.date | None, dt.date | None]]:
    return [(r.start, r.end) for r in plan.rounds]


@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("canteens", ["全市各级各类学校食堂（含托幼机构食堂）", "集体用餐配送单位"]),
        ("regulation", ["各乡镇人民政府", "县政府有关部门", "重点企业"]),
        ("without_numbers", ["全县在建水利工程项目"]),
        ("fire_safety", ["各科室", "各二级单位"]),
        ("issued_scheme", ["全县危险化学品生产、经营（带储存设施）、使用企业及油气输送管道企业"]),
        ("laboratories", ["全校所有教学、科研实验室（含校外基地）"]),
        ("building_sites", ["公司各部门", "各项目部"]),
        ("accounts", ["行政事业单位", "企业", "会计师事务所"]),
        ("assessment", ["全县各乡镇卫生院", "社区卫生服务中心"]),
        ("meeting", []),
        ("application", []),
    ],
)
def test_targets(name: str, targets: list[str]) -> None:
    assert [t.value for t in plan_of(name).targets] == targets


@pytest.mark.parametrize(
    ("to", "text", "targets"),
    [
        (
            "各有关代理机构",
            "一、评价对象\n随机抽取在我市执业的12家代理机构（名单附后）。",
            ["在我市执业的12家代理机构"],
        ),
        (
            "各市县局",
            "一、检查范围。从去年以来定级的一级、二级达标矿山中按15%比例抽取。",
            ["去年以来定级的一级、二级达标矿山"],
        ),
        ("各县教育局，各学校", "定于5月对全市学校春季传染病防控工作进行联合督查。", ["全市学校"]),
        (
            "各代理机构",
            "一、评价对象随机抽取在我市的12家机构（名单附后）。\n二、评价内容\n合同。",
            ["在我市的12家机构"],
        ),
        ("各县局，市食品检验检测中心", "一、检查时间\n5月6日至5月20日。", []),
    ],
)
def test_those_inspected_are_not_merely_those_addressed(to: str, text: str, targets: list[str]) -> None:
    body = f"甲市水务局关于开展安全检查的通知\n{to}：\n现就开展安全检查通知如下：\n{text}\n甲市水务局\n2023年4月8日\n"
    assert [t.value for t in read_plan(SourceText(body, "t")).plan.targets] == targets


@pytest.mark.parametrize(
    ("name", "first", "last", "count"),
    [
        ("canteens", "主体责任落实情况。", "餐具消毒是否到位。", 4),
        ("fire_safety", "消防通道、安全出口是否畅通；", "易燃易爆物品是否按规定存放。", 4),
        ("regulation", "贯彻落实上级", "事故查处和责任追究情况。", 4),
        ("without_numbers", "质量管理体系建立", "工程资料归档情况。", 4),
        ("issued_scheme", "未批先建", "特种作业人员无证上岗的。", 4),
        ("campaign", "煤矿：重点打击", "违法分包等行为。", 3),
        ("laboratories", "责任体系", "特种设备与常规冷热设备", 12),
        ("building_sites", "节日期间值班安排", "农民工工资支付情况。", 5),
        ("accounts", "行政事业单位：预算管理", "收费管理等情况。", 3),
        ("supervision", "建设单位是否履行首要责任；", "演练和物资储备情况。", 4),
        ("discipline", "贯彻上级决策部署", "私车公养问题。", 4),
        ("assessment", "组织管理", "项目效果", 4),
    ],
)
def test_checklist(name: str, first: str, last: str, count: int) -> None:
    items = [i.text for i in plan_of(name).checklist]
    assert len(items) == count
    assert items[0].startswith(first)
    assert items[-1].endswith(last)


def test_a_phase_ends_before_the_lines_that_close_its_list() -> None:
    assert plan_of("discipline").procedure[-1].text.endswith("对各地各单位进行检查。")


@pytest.mark.parametrize(
    ("name", "basis"),
    [
        ("supervision", ["国家能源局2019年电力安全监管重点任务"]),
        ("assessment", ["国家基本公共卫生服务规范（第三版）"]),
        ("accounts", ["中华人民共和国会计法", "财政部关于开展2022年度会计信息质量检查的通知"]),
    ],
)
def test_basis(name: str, basis: list[str]) -> None:
    assert [r.value for r in plan_of(name).basis] == basis


def test_what_a_sentence_names_is_the_checklist_where_no_heading_does() -> None:
    assert [i.text for i in plan_of("rectification").checklist] == [
        "扬尘管控不到位、露天焚烧、油烟净化设施不正常运行等问题"
    ]


@pytest.mark.parametrize(
    ("name", "methods"),
    [
        ("canteens", ["学校自查、县级检查、市级督查相结合"]),
        ("regulation", ["综合督查", "专项督查", "随机抽查"]),
        ("without_numbers", ["现场检查与查阅资料相结合。"]),
        ("assessment", ["听取汇报", "查阅资料", "现场核查", "电话随访", "入户走访"]),
        ("fire_safety", []),
    ],
)
def test_methods(name: str, methods: list[str]) -> None:
    assert [i.text for i in plan_of(name).methods] == methods


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("canteens", ["自查自纠阶段（3月1日", "监督检查阶段（3月16日", "督查总结阶段（4月21日"]),
        ("campaign", ["第一阶段：动员部署", "第二阶段：集中打击", "第三阶段：巩固提高"]),
        ("regulation", ["制定督查方案", "听取汇报", "交换意见", "督查结束后5个工作日内"]),
        ("issued_scheme", ["动员部署和自查自改阶段", "集中整治阶段", "总结提升阶段"]),
        ("discipline", ["自查自纠阶段（4月1日", "监督检查阶段（5月1日"]),
        ("fire_safety", []),
    ],
)
def test_procedure(name: str, starts: list[str]) -> None:
    items = [i.text for i in plan_of(name).procedure]
    assert len(items) == len(starts)
    assert all(item.startswith(start) for item, start in zip(items, starts, strict=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("campaign", [(day(6, 11, 2013), day(8, 31, 2013))]),
        ("issued_scheme", [(day(5, 1, 2019), day(9, 30, 2019))]),
        ("without_numbers", [(day(4, 10, 2023), day(4, 21, 2023))]),
        ("fire_safety", [(day(11, 10, 2017), day(11, 20, 2017))]),
        ("rectification", [(day(9, 21, 2019), day(9, 30, 2019))]),
        ("laboratories", [(day(5, 10, 2021), day(5, 21, 2021))]),
        ("strengthening", [(day(12, 11, 2023), day(12, 31, 2023))]),
        ("accounts", [(day(7, 1, 2022), day(9, 30, 2022))]),
        ("meeting", []),
    ],
)
def test_rounds(name: str, expected: list[tuple[dt.date, dt.date]]) -> None:
    assert windows(plan_of(name)) == expected


@pytest.mark.parametrize(
    ("name", "count", "low", "high", "length"),
    [
        ("accounts", 3, 4, None, ("P5D", "P5D", True)),
        ("strengthening", 5, None, None, None),
        ("campaign", 5, None, None, None),
        ("regulation", None, 3, 5, None),
        ("assessment", 2, 7, 7, ("P1D", "P1D", False)),
        ("discipline", 6, None, None, None),
    ],
)
def test_teams_and_duration(
    name: str, count: int | None, low: int | None, high: int | None, length: tuple[str, str, bool] | None
) -> None:
    plan = plan_of(name)
    assert (plan.teams.count, plan.teams.size_min, plan.teams.size_max) == (count, low, high)
    found = plan.duration
    assert (None if found is None else (found.min, found.max, found.working_days)) == length


def test_teams_of_a_scheme() -> None:
    teams = plan_of("issued_scheme").teams
    assert teams.count == 3
    assert [f.value for f in teams.leaders] == ["县应急管理局", "县公安局", "县交通运输局", "县市场监管局"]


@pytest.mark.parametrize(
    ("name", "objective"),
    [
        ("canteens", "为切实加强春季学校食堂食品安全监管，严防学校食物中毒事件发生"),
        ("campaign", "通过专项行动，严厉打击各类非法违法生产经营建设行为，有效防范和坚决遏制重特大事故。"),
        ("meeting", None),
    ],
)
def test_objective(name: str, objective: str | None) -> None:
    assert plan_of(name).objective.value == objective


@pytest.mark.parametrize("name", ["meeting", "application"])
def test_a_notice_of_other_business_has_only_tasks_and_contacts(name: str) -> None:
    plan = plan_of(name)
    assert plan.objective.value is None
    assert not (plan.basis or plan.targets or plan.rounds or plan.checklist or plan.methods or plan.procedure)
    assert plan.duration is None
    assert plan.teams.count is None


def test_a_meeting_still_has_its_tasks() -> None:
    assert any("回执" in t.action for t in plan_of("meeting").tasks)


@pytest.mark.parametrize("path", sorted(NOTICES.glob("*.txt")), ids=lambda path: path.stem)
def test_ids_count_up_and_every_entry_stands_on_text(path: Path) -> None:
    reading = reading_of(path.stem)
    plan, size = reading.plan, len(reading.notice.outline.text)
    for letter, entries in (
        ("C", plan.checklist),
        ("M", plan.methods),
        ("P", plan.procedure),
        ("T", plan.tasks),
    ):
        assert [e.id for e in entries] == [f"{letter}{n}" for n in range(1, len(entries) + 1)]
        assert all(s.end <= size for e in entries for s in e.evidence.spans)
        assert all(e.evidence.spans for e in entries)
    for field in (*plan.targets, *plan.teams.leaders):
        assert field.evidence.spans
        assert 0 < field.evidence.confidence <= 1


@pytest.mark.parametrize("path", sorted(NOTICES.glob("*.txt")), ids=lambda path: path.stem)
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert plan_of(path.stem) == plan_of(path.stem)
