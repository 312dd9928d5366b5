"""Sentences with and without duties; all names are invented, the date of issue is 2021-11-15."""

import datetime as dt

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.notice import Deadline
from notice_parser.core.outline import Document, Outline, Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.fields.deadlines import read_deadlines, year_printed
from notice_parser.structure.build import build_outline

REFERENCE = dt.date(2021, 11, 15)


def _read(text: str, reference: dt.date | None = REFERENCE, **events: dt.date) -> tuple[Deadline, ...]:
    """Read running text: one body, not yet cut into sentences."""
    whole = Span(0, len(text))
    outline = Outline(
        CleanText.untouched(SourceText(text, "t")), documents=(Document(whole),), zones=(Zone(ZoneKind.BODY, whole),)
    )
    return read_deadlines(outline, reference, events)


def _value(deadline: Deadline) -> str:
    if deadline.kind == "by":
        return deadline.due.isoformat() if deadline.due else ""
    if deadline.kind == "window":
        return f"{deadline.start}/{deadline.end or ''}"
    if deadline.kind == "within":
        return f"{deadline.amount} {deadline.unit} {deadline.direction} {deadline.trigger or ''}".strip()
    return deadline.rrule or deadline.trigger or ""


ONE = [
    # by
    ("请将自查报告于2021年12月9日前报送市安委会办公室。", "by", "2021-12-09", "将自查报告报送市安委会办公室"),
    ("各县区要于12月9日前将自查报告报送市水务局。", "by", "2021-12-09", "将自查报告报送市水务局"),
    ("12月底前，各学院完成整改工作。", "by", "2021-12-31", "完成整改工作"),
    ("请于1月10日前反馈修改意见。", "by", "2022-01-10", "反馈修改意见"),
    ("请各单位填写回执，于11月20日下班前交校办公室。", "by", "2021-11-20", "填写回执交校办公室"),
    ("整改报告务必于12月3日17:00前发送至指定邮箱。", "by", "2021-12-03T17:00:00", "整改报告发送至指定邮箱"),
    ("隐患整改最迟不得晚于2021年12月底完成。", "by", "2021-12-31", "隐患整改完成"),
    ("力争年底前建成3处避难场所。", "by", "2021-12-31", "建成3处避难场所"),
    ("申报截止日期为12月17日。", "by", "2021-12-17", "申报"),
    ("单位可推荐2名专家参加评审，截止时间为12月17日。", "by", "2021-12-17", "推荐2名专家参加评审"),
    ("台账登记由镇办公室于12月9日前统一完成。", "by", "2021-12-09", "台账登记统一完成"),
    ("自查梳理阶段（12月10日前）。", "by", "2021-12-10", "自查梳理阶段"),
    ("更换老化线路（完成时限12月20日前）。", "by", "2021-12-20", "更换老化线路"),
    ("请登录平台报名，报名截止12月1日。", "by", "2021-12-01", "登录平台报名"),
    ("请县局于12月15日前提供案款明细（截至2021年11月30日）。", "by", "2021-12-15", "提供案款明细"),
    ("街道汇总形成总结，报党工委审定后于12月30日报送区民政局。", "by", "2021-12-30", "报党工委审定后报送区民政局"),
    ("接口开发，建议由双方信息中心于12月中旬前先行对接，所需经费由各自解决。", "by", "2021-12-20", "接口开发先行对接"),
    ("检查工作结束后，督导组应在离开库点前与企业确认底稿。", "event", "离开库点", "与企业确认底稿"),
    ("必须在强降雨到来前将群众转移到位。", "event", "强降雨到来", "将群众转移到位"),
    ("数据共享期满后应在7日内予以删除。", "within", "7 day after 数据共享期满", "予以删除"),
    ("汇款后3日内将凭证发会务组。", "within", "3 day after 汇款", "将凭证发会务组"),
    ("请在会前一周将材料（不超过2000字）报秘书处。", "within", "1 week before 会", "将材料（不超过2000字）报秘书处"),
    ("汛期（7月1日至8日）期间每9天排查1次。", "recurring", "FREQ=DAILY;INTERVAL=9", "汛期（7月1日至8日）期间排查1次"),
    ("各市自2022年第一季度起，每季度末向网信办报送进展。", "recurring", "FREQ=MONTHLY;INTERVAL=3", "向网信办报送进展"),
    ("自即日起至元旦前（12月31日）开展大检查。", "window", "2021-11-15/2021-12-31", "开展大检查"),
    ("会议时间：12月14日（周二）全天报到。", "window", "2021-12-14/2021-12-14", "报到"),
    # within
    ("检查结束后，15个工作日内形成检查报告。", "within", "15 working_day after 检查结束", "形成检查报告"),
    ("各单位应当自收到整改通知之日起10日内报送整改方案。", "within", "10 day after 收到整改通知", "报送整改方案"),
    ("被检查单位须在2个月内将整改情况书面报市安委会。", "within", "2 month after", "将整改情况书面报市安委会"),
    ("请在会前5个工作日提交发言材料。", "within", "5 working_day before 会", "提交发言材料"),
    ("活动主办方应提前3天向派出所报备并提交方案。", "within", "3 day before", "向派出所报备并提交方案"),
    ("发现险情的，应在24小时内报告县应急管理局。", "within", "24 hour after 发现险情", "报告县应急管理局"),
    ("登记应于培训结束后的15天内完成。", "within", "15 day after 培训结束", "登记完成"),
    # window
    ("定于12月8日上午9:00召开动员会议。", "window", "2021-12-08/2021-12-08", "召开动员会议"),
    ("自即日起至12月31日，各校开展一次火灾隐患排查。", "window", "2021-11-15/2021-12-31", "开展一次火灾隐患排查"),
    ("自12月1日起，要组织专项执法检查。", "window", "2021-12-01/", "组织专项执法检查"),
    ("组织实施（2021年12月11日至2022年3月25日）。", "window", "2021-12-11/2022-03-25", "组织实施"),
    ("12月份对甲市、乙县政府进行巡查。", "window", "2021-12-01/2021-12-31", "对甲市、乙县政府进行巡查"),
    ("12月上旬，市局组织抽查。", "window", "2021-12-01/2021-12-10", "组织抽查"),
    ("第一阶段（12月1日至12月20日），封闭大桥北半幅。", "window", "2021-12-01/2021-12-20", "封闭大桥北半幅"),
    ("模拟运行自12月1日起至12月底止。", "window", "2021-12-01/2021-12-31", "模拟运行"),
    # recurring
    ("各乡镇每月5日前报送工作进展。", "recurring", "FREQ=MONTHLY;BYMONTHDAY=5", "报送工作进展"),
    ("各地分别于每月8日、23日前报送检查进展。", "recurring", "FREQ=MONTHLY;BYMONTHDAY=8,23", "报送检查进展"),
    ("县领导小组办公室每季度开展一次督查。", "recurring", "FREQ=MONTHLY;INTERVAL=3", "开展一次督查"),
    ("各处室每周五16:00前将台账交总务处。", "recurring", "FREQ=WEEKLY;BYDAY=FR", "将台账交总务处"),
    ("会务组自12月6日起每周一召开协调会。", "recurring", "FREQ=WEEKLY;BYDAY=MO", "召开协调会"),
    ("各单位每天下午5点前将进展报送省应急管理厅。", "recurring", "FREQ=DAILY", "将进展报送省应急管理厅"),
    ("各站每半年向集团公司专题报告1次。", "recurring", "FREQ=MONTHLY;INTERVAL=6", "向集团公司专题报告1次"),
    # event
    ("各学院要在中期检查工作开始前，完成资格审核。", "event", "中期检查工作开始", "完成资格审核"),
    ("检查组离开驻地前，应当与当地政府交换意见。", "event", "离开驻地", "与当地政府交换意见"),
    ("培训前应将课程安排向财政部门备案。", "event", "培训", "将课程安排向财政部门备案"),
    ("并于12月8日将工作总结上报食品科邮箱abc@mail.example.com。", "by", "2021-12-08", "将工作总结上报食品科邮箱"),
    ("请于12月8日前报送整治周报（含附表，共2份。", "by", "2021-12-08", "报送整治周报"),
    ("请于12月8日前报送周报（附件1）。", "by", "2021-12-08", "报送周报（附件1）"),
    ("定于12月12日上午8时30分开班。", "window", "2021-12-12/2021-12-12", "开班"),
    ("总务处将于节前组织抽查。", "event", "节", "组织抽查"),
    ("各校应在放假前进行一次安全教育。", "event", "放假", "进行一次安全教育"),
    ("台风影响前完成人员转移。", "event", "台风影响", "完成人员转移"),
    ("现场评价阶段（2021年12月1日-12月15日）。", "window", "2021-12-01/2021-12-15", "现场评价阶段"),
    ("检查结束后，对照取证单，3个工作日内签字盖章确认。", "within", "3 working_day after 检查结束", "签字盖章确认"),
    ("检查中发现重大隐患必须立即停用，并在2小时内报值班室。", "within", "2 hour after 发现重大隐患", "报值班室"),
    ("对发现漏水等情况的，须1小时内处置，24小时抢修电话：5550101。", "within", "1 hour after 发现漏水等情况", "处置"),
    ("各部门在12月12日前对场所开展一次安全自查，自查重点：消防设施。", "by", "2021-12-12", "对场所开展一次安全自查"),
    ("代理机构于12月10日前将档案报送我局，我局组织人员审查。", "by", "2021-12-10", "将档案报送我局"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "action"), ONE)
def test_one_deadline(text: str, kind: str, value: str, action: str) -> None:
    found = [(d.kind.value, _value(d), d.action) for d in _read(text)]
    assert found == [(kind, value, action)]


NONE = [
    "根据《甲市消防条例》（2018年3月1日施行）制定本方案。",
    "根据11月1日全市工作会议精神，现将有关事项通知如下。",
    "11月3日，市局对12家企业开展了检查。",
    "截至11月10日17时，全市已有201家企业完成上报。",
    "截止11月10日，共排查隐患1260处。",
    "2016年以来，全市事故起数逐年下降。",
    "本办法自2022年1月1日起施行，有效期5年。",
    "本通告自2022年1月1日起实施。",
    "有效期至2026年12月31日。",
    "提供经费使用明细（统计时段为1月1日—6月15日）。",
    "2021年全市完成投资12亿元。",
    "去年12月，我局组织了检查。",
    "2020年12月31日前取得证书的人员，可以免试。",
    "近三年内未发生重大事故的企业，优先推荐。",
    "12月4日是国家宪法日。",
    "按照2021年度工作安排，现通知如下。",
    "目前，各项工作进展顺利。",
    "为切实做好汛前检查，制定本方案。",
    "请提前做好准备。",
    "随着节假日临近，人员流动增加。",
    "每年的这个时期都是事故高发期。",
    "资料保存期限为三年，三年内不得销毁。",
    "据气象部门预测，11月18日至20日有大雨。",
    "上半年未发生一般事故。",
    "甲市应急管理局2021年11月15日印发",
    "成文日期：2021年11月15日",
    "发布时间：2021年11月20日",
    "每组5至7人，共3组。",
    "检查时间为10个工作日。",
    "学生1月13日至2月25日（2月26日正式上课）。",
    "电子版应在指定日期前发至邮箱。",
    "每次检查不少于2天。",
    "联系电话：0380-88105512。",
    "日常检查中要注意安全。",
    "一年级学生每天的作业时间不超过1小时。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_deadline(text: str) -> None:
    assert [(d.kind.value, _value(d), d.action) for d in _read(text)] == []


def test_two_in_one_sentence_share_the_tail() -> None:
    found = _read("分别于12月份对甲、乙2市政府，1月份对丙、丁2市政府进行安全巡查。")
    assert [(_value(d), d.action) for d in found] == [
        ("2021-12-01/2021-12-31", "对甲、乙2市政府进行安全巡查"),
        ("2022-01-01/2022-01-31", "对丙、丁2市政府进行安全巡查"),
    ]


def test_a_list_of_days_gives_one_deadline_each() -> None:
    found = _read("请分别于12月10日、12月24日、1月7日前提供企业名单。")
    assert [_value(d) for d in found] == ["2021-12-10", "2021-12-24", "2022-01-07"]
    assert {d.action for d in found} == {"提供企业名单"}


def test_members_of_a_list_have_an_object_each() -> None:
    found = _read("请各县于每周五17:00前、每月底前分别报送周报、月报。")
    assert [_value(d) for d in found] == ["FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY;BYMONTHDAY=-1"]
    assert [d.action for d in found] == ["报送周报", "报送月报"]


def test_a_second_period_runs_from_the_same_event() -> None:
    found = _read("接到举报后，应在2个工作日内受理，15个工作日内办结并反馈举报人。")
    assert [(_value(d), d.action) for d in found] == [
        ("2 working_day after 接到举报", "受理"),
        ("15 working_day after 接到举报", "办结并反馈举报人"),
    ]


def test_the_trigger_may_stand_in_an_earlier_clause() -> None:
    (found,) = _read("被巡查县收到反馈意见后，应当认真整改，并于2个月内将整改情况报送市安委会。")
    assert (found.trigger, found.action, found.recipient) == ("收到反馈意见", "将整改情况报送市安委会", "市安委会")


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("各巡查组应当在巡查结束后15日内，向省安委会报送巡查报告。", "各巡查组", "省安委会"),
        ("12月9日前，各县（区）教育局将总结报送市教育局。", "各县（区）教育局", "市教育局"),
        ("由县财政局在收到材料后15天内完成登记。", "县财政局", None),
        ("请于12月9日前将名单反馈县委办公室。", None, "县委办公室"),
        ("请值班部门于12月9日前报送值班表至综合办公室。", "值班部门", "综合办公室"),
    ],
)
def test_actor_and_recipient(text: str, actor: str | None, recipient: str | None) -> None:
    (found,) = _read(text)
    assert (found.actor, found.recipient) == (actor, recipient)


def test_a_label_takes_its_duty_from_the_title() -> None:
    text = (
        "甲县教育局关于开展校园安全检查的通知\n各学校：\n为保障安全，现通知如下。\n一、检查时间\n12月1日至12月20日。\n"
    )
    outline = build_outline(CleanText.untouched(SourceText(text, "t")))
    (found,) = read_deadlines(outline, REFERENCE, {})
    assert (_value(found), found.action) == ("2021-12-01/2021-12-20", "校园安全检查")


PHASES = """甲市公安局关于甲河路施工期间实施交通管制的通告
为确保施工安全，决定对甲河路实施分段交通管制。现通告如下：
一、管制时间
2021年12月1日至12月20日。其中，第一阶段12月1日至12月9日，第二阶段12月10日至12月20日。
二、管制措施
（一）第一阶段：东段全封闭施工（救护车除外）。
（二）第二阶段：西段半幅封闭施工。
"""


def test_a_phase_may_be_told_apart_from_its_days() -> None:
    found = read_deadlines(build_outline(CleanText.untouched(SourceText(PHASES, "t"))), REFERENCE, {})
    assert [(_value(d), d.action) for d in found] == [
        ("2021-12-01/2021-12-20", "对甲河路实施分段交通管制"),
        ("2021-12-01/2021-12-09", "东段全封闭施工"),
        ("2021-12-10/2021-12-20", "西段半幅封闭施工"),
    ]


HEADED = """甲市城管局关于开展专项整治的通知
各区城管局：
现通知如下。
一、实施步骤
（一）宣传发动。12月5日—12月15日。
（二）集中整治。12月16日—12月30日，每周开展不少于2次联合执法。
（三）有关说明。12月5日—12月15日。
"""


def test_days_behind_a_phases_heading_are_its_window() -> None:
    found = read_deadlines(build_outline(CleanText.untouched(SourceText(HEADED, "t"))), REFERENCE, {})
    assert [(_value(d), d.action) for d in found if d.kind == "window"] == [
        ("2021-12-05/2021-12-15", "宣传发动"),
        ("2021-12-16/2021-12-30", "集中整治"),
    ]


WEEKS = """教务处关于开展教学听课的通知
各学院：
学校决定自12月1日起开展教学听课。
一、听课时间
第13周至第15周（2021年12月1日—12月20日）
二、听课要求
（一）听课人员提前进入教室。
三、工作要求各学院要明确联络员，12月8日前报教务处。
"""


def test_a_label_closes_a_window_and_a_glued_heading_names_nobody() -> None:
    found = read_deadlines(build_outline(CleanText.untouched(SourceText(WEEKS, "t"))), REFERENCE, {})
    assert [(_value(d), d.actor, d.action) for d in found] == [
        ("2021-12-01/2021-12-20", "学校", "开展教学听课"),
        ("2021-12-08", "各学院", "明确联络员报教务处"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "action"),
    [
        ("请于本周五（11月19日）下班前反馈意见。", "2021-11-19", "反馈意见"),
        ("各镇要在5日内（11月20日前）将方案报县政府办。", "2021-11-20", "将方案报县政府办"),
        ("各班级在本周（11月底）做好自查。", "2021-11-30", "做好自查"),
        ("参会人员请于会议前一天（12月4日）到会务组报到。", "2021-12-04/2021-12-04", "到会务组报到"),
    ],
)
def test_a_date_in_brackets_says_which_day_is_meant(text: str, value: str, action: str) -> None:
    (found,) = _read(text)
    assert _value(found) == value
    assert found.action.endswith(action)


ITEMS = """甲市安委会办公室关于开展燃气安全整治的通知
各县区：
现通知如下。
一、主要任务
（一）更换老化管网。对全市老化管网进行全面更换。（责任单位：市住建局；完成时限：2021年12月底）
（二）开展入户安检
对居民用户开展一次检查。
责任单位：市住建局、各县区政府
完成时限：2022年1月30日
二、时间安排
2021年11月中旬至2022年3月底。
三、工作要求
请于11月20日前将联络员名单报市安委办。
甲市安委会办公室
2021年11月15日
"""


def test_terms_under_labels_belong_to_their_items() -> None:
    found = read_deadlines(build_outline(CleanText.untouched(SourceText(ITEMS, "t"))), REFERENCE, {})
    assert [(_value(d), d.action) for d in found] == [
        ("2021-12-31", "更换老化管网"),
        ("2022-01-30", "开展入户安检"),
        ("2021-11-11/2022-03-31", "燃气安全整治"),
        ("2021-11-20", "将联络员名单报市安委办"),
    ]


def test_what_is_said_twice_is_listed_once() -> None:
    text = "各县于12月10日前完成自查整改工作。\n各县要在12月10日前完成自查整改工作。\n各县于12月10日前上报材料。"
    assert [d.action for d in _read(text)] == ["完成自查整改工作", "上报材料"]


def test_a_sentence_cut_by_a_printed_line_is_read_whole() -> None:
    text = "各县区要举一反三，立即开展自查自改，于12月\n10日前将自查报告报送市应急管理局。"
    assert [(_value(d), d.action) for d in _read(text)] == [("2021-12-10", "将自查报告报送市应急管理局")]


def test_a_mark_in_the_wrong_place_does_not_hide_the_duty() -> None:
    (found,) = _read("2021年12月10日前。各学院成立检查小组。")
    assert (_value(found), found.actor, found.action) == ("2021-12-10", "各学院", "成立检查小组")


def test_a_chain_of_periods_is_followed() -> None:
    text = "责任单位收到通知书后10日内完成整改；整改完成后5个工作日内申请验收。"
    first, second = _read(text, 收到通知书=dt.date(2018, 3, 5))
    assert (first.due, second.due) == (dt.date(2018, 3, 15), dt.date(2018, 3, 22))


def test_a_period_ends_on_a_working_day_when_the_trigger_is_known() -> None:
    text = "巡查工作结束后，15个工作日内形成巡查报告。"
    (open_,) = _read(text)
    assert open_.due is None
    (found,) = _read(text, 巡查工作结束=dt.date(2018, 4, 2))
    assert found.due == dt.date(2018, 4, 24)
    assert found.proof is not None
    assert found.proof.counted_from == dt.date(2018, 4, 2)
    (alike,) = _read(text, 巡查结束=dt.date(2018, 4, 2))
    assert alike.due == found.due


def test_the_evidence_is_where_the_words_are() -> None:
    text = "请将名单于12月9日前反馈县委办公室，请将总结于12月9日前反馈县府办公室。"
    for found in _read(text):
        assert found.evidence.spans[0].of(text) == "于12月9日前"
        assert "".join(s.of(text) for s in found.evidence.spans[1:]) == found.action


def test_without_any_year_nothing_is_guessed() -> None:
    assert _read("请于12月9日前反馈意见。", None) == ()
    assert [_value(d) for d in _read("2021年工作已部署。请于12月9日前反馈意见。", None)] == ["2021-12-09"]
    assert year_printed("电话2018号") is None


def test_time_grows_in_proportion_to_the_text() -> None:
    text = "各学院要于12月9日前将自查报告报送教务处，收到后3日内办理。\n" * 1500
    assert len(_read(text)) >= 2


def test_one_endless_sentence_is_read_in_time() -> None:
    assert _read("各学院要于12月9日前将自查报告报送教务处，" * 800)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "请各县于每年1月31日前将总结、7月31日前将小结报送我办。",
            ["BYMONTH=1;BYMONTHDAY=31", "BYMONTH=7;BYMONTHDAY=31"],
        ),
        ("各市每年2月15日前报送计划，3月底前印发任务清单。", ["BYMONTH=2;BYMONTHDAY=15", "BYMONTH=3;BYMONTHDAY=31"]),
    ],
)
def test_every_year_holds_for_the_months_behind_it(text: str, values: list[str]) -> None:
    assert [_value(d) for d in _read(text)] == [f"FREQ=YEARLY;{v}" for v in values]


def test_every_year_ends_with_the_sentence() -> None:
    found = _read("各市每年2月15日前报送计划。12月10日前报送名单，2022年3月底前印发清单。")
    assert [_value(d) for d in found] == ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=15", "2021-12-10", "2022-03-31"]


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("各学院于11周周三前报送小结。", "2021-11-17"),  # weeks of a term need its first day
        ("管制分两个阶段，第一阶段12月1日至12月9日，第二阶段12月10日至12月20日。", "2021-12-01/2021-12-09"),
    ],
)
def test_not_yet(text: str, value: str) -> None:
    assert value in [_value(d) for d in _read(text)]


def test_period_whose_bracket_ends_on_the_next_line_is_no_error() -> None:
    text = "（一）第一阶段(11月12日至\n12月10日），封闭大桥北半幅，南半幅由交警指挥单向交替通行。"
    assert all(deadline.confidence for deadline in _read(text))
