"""Who has to do what: sentences as drafters write them; all names are invented, the date of issue is 2021-11-15."""

import datetime as dt

import pytest
from test_deadlines import _read, _value

TOLD = [
    # several times, each with its own object
    (
        "请各县于11月25日、12月10日前分别上报整治方案和整治总结。",
        [("2021-11-25", "上报整治方案"), ("2021-12-10", "上报整治总结")],
    ),
    (
        "各镇每月3日前、每季度首月5日前分别向县督查室报送进展表和分析报告。",
        [("FREQ=MONTHLY;BYMONTHDAY=3", "向县督查室报送进展表"),
         ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "向县督查室报送分析报告")],
    ),
    # the hour behind the last day holds for all
    (
        "各校于12月3日、12月10日下午4点前报送每周进展。",
        [("2021-12-03T16:00:00", "报送每周进展"), ("2021-12-10T16:00:00", "报送每周进展")],
    ),
    # beginning and end of one window in two clauses
    ("县级督查：12月6日起，每镇督查时间为半天，12月底结束。", [("2021-12-06/2021-12-31", "县级督查")]),
    ("集中督查时间为1个月左右，从12月1日开始至12月30日结束。", [("2021-12-01/2021-12-30", "集中督查")]),
    # the last limit repeats the duty
    (
        "教师应在课程结束后10日内完成成绩录入，最迟不得晚于2022年1月9日17时。",
        [("10 day after 课程结束", "完成成绩录入"), ("2022-01-09T17:00:00", "完成成绩录入")],
    ),
    # one clause ends where the next begins
    (
        "一般隐患24小时内整改完毕，较大隐患原则上7日内整改，重大隐患须立即停产。",
        [("24 hour after", "一般隐患整改完毕"), ("7 day after", "较大隐患整改")],
    ),
    ("12月1日至20日，局安全科牵头组成3个检查组，每组不少于4人，对下属企业开展检查。",
     [("2021-12-01/2021-12-20", "牵头组成3个检查组，每组不少于4人，对下属企业开展检查")]),
    ("第一检查组（12月6日—8日）：东桥镇、西渠乡；第二检查组（12月9日—10日）：南圩镇。",
     [("2021-12-06/2021-12-08", "第一检查组东桥镇、西渠乡"), ("2021-12-09/2021-12-10", "第二检查组南圩镇")]),
    ("春节前至少组织一次夜间检查。", [("春节", "至少组织一次夜间检查")]),
    ("新入职人员应当在上岗前取得健康证明。", [("上岗", "取得健康证明")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_each_time_has_its_own_duty(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(_value(d), d.action) for d in _read(text)] == expected


@pytest.mark.parametrize(
    ("text", "actor", "action"),
    [
        ("整改评估由县督查室会同县人社局于年底前开展。", "县督查室", "整改评估开展"),
        ("考生对成绩有异议的，可在成绩公布后两周内申请复核。", "考生", "申请复核"),
        ("承包商应在每年1月31日前完成资质年审。", "承包商", "完成资质年审"),
        ("局机关将约谈有关单位，被约谈单位在约谈后3日内提交书面检查。", "被约谈单位", "提交书面检查"),
        ("逐户登记。（责任单位：各区（县）局；完成时限：12月10日前）", "各区（县）局", "逐户登记"),
        ("组织抽样检验。（检验科负责，12月15日前完成）", "检验科", "组织抽样检验"),
        # the actor stands at the head of an earlier clause
        ("各工区要逐处清点，查清底数，并于12月8日前将清单报县水利站。", "各工区", "将清单报县水利站"),
        ("各组在巡堤结束后应于12月8日前把台账交县水利站。", "各组", "把台账交县水利站"),
        ("县应急局要会同县水利局，于12月15日前汇总情况报县政府。", "县应急局", "汇总情况报县政府"),
        ("巡查工作结束后两周内，巡查组应当向县统计局提交报告。", "巡查组", "向县统计局提交报告"),
        ("本次活动要求严格，12月8日前将清单报县水利站。", None, "将清单报县水利站"),
    ],
)
def test_who_acts(text: str, actor: str | None, action: str) -> None:
    assert [(d.actor, d.action) for d in _read(text)] == [(actor, action)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年前三季度，全市共发生事故2起，同比减少1起。",
        "今年前10个月，共检查企业310家。",
        "《工作要点》经1月18日县委常委会会议审议通过，确定了38项任务。",
        "监考人员须在开考前30分钟到达考场。",
        "停产6个月以上的企业复产前必须纳入检查。",
    ],
)
def test_what_is_told_is_no_duty(text: str) -> None:
    assert [(_value(d), d.action) for d in _read(text)] == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "检查组在检查结束后15日内向各县反馈检查情况。各县应当在检查情况反馈后2个月内完成整改。",
            ["2021-12-16", "2022-02-16"],
        ),
        ("检查组在检查结束后15日内向各县反馈。各县自反馈之日起2个月内完成整改。", ["2021-12-16", "2022-02-16"]),
        ("检查组在检查结束后15日内形成报告。各县自反馈之日起2个月内完成整改。", ["2021-12-16", "None"]),
        ("检查组在检查结束后15日内完成验收。各县自通报之日起2个月内完成整改。", ["2021-12-16", "None"]),
    ],
)
def test_a_period_runs_from_the_day_on_which_another_ends(text: str, due: list[str]) -> None:
    found = _read(text, 检查结束=dt.date(2021, 12, 1))
    assert [str(d.due) for d in found] == due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "各单位要做好以下工作。一是于11月25日前报送联络员名单，二是于12月5日前完成自查，三是于12月20日前报送总结。",
            [("2021-11-25", "报送联络员名单"), ("2021-12-05", "完成自查"), ("2021-12-20", "报送总结")],
        ),
        (
            "一是开展自查。各县于12月5日前完成自查。二是开展抽查。市局12月10日至15日组织抽查。",
            [("2021-12-05", "完成自查"), ("2021-12-10/2021-12-15", "组织抽查")],
        ),
    ],
)
def test_duties_told_off_in_one_paragraph(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(_value(d), d.action) for d in _read(text)] == expected
