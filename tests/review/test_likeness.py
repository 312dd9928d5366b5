"""What is no notice gives no values; what is one, or a piece of one, keeps them."""

from __future__ import annotations

import pytest

from notice_parser import parse, plan, to_json

STORY = """青岚市开展水闸安全大检查
本报讯（记者章晓岚）4月18日，记者从青岚市水务局获悉，青岚市近日对全市126座小型水闸开展安全大检查，计划于5月10日前完成。
据了解，此次检查由市水务局牵头，共派出4个检查组。市水务局局长陆一苇表示，对检查中发现的问题要立即整改，确保安全度汛。
市民如发现隐患，可拨打热线0390-8810551反映。
"""
ENGLISH = """Dear colleagues,

The inspection begins on 1 May 2024 and ends on 30 June 2024. Please send your report by 10 May 2024 to
the office (phone 0390-8810551, mail office@example.org). Attachment: list of sites.

The Department of Water, 18 April 2024
"""
POEM = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n"
CODE = '''"""Reads notices. 读取通知。"""
import datetime as dt

DUE = dt.date(2024, 5, 10)  # 报送截止日期


def read(path: str) -> str:
    """Give the text of 通知."""
    with open(path, encoding="utf-8") as stream:
        return stream.read()
'''
NOVEL = """　　五月的一天，他从省城回到县里，一路上想着那封信。车站里人不多，卖茶水的老人还坐在原来的地方。
　　“你回来了。”老人说，“你父亲上个月还问起你。”
　　他没有说话。十二日那天的事，他一直没有忘记。
"""
NO_NOTICE = {"story": STORY, "english": ENGLISH, "poem": POEM, "code": CODE, "novel": NOVEL, "digits": "1 2 3 4\n" * 20}
SINGLE = ("document_type", "title", "document_number", "issue_date", "classification", "urgency", "disclosure")
LISTS = ("issuers", "addressees", "copied_to", "attachments", "references", "contacts", "deadlines", "outline")


@pytest.mark.parametrize("text", NO_NOTICE.values(), ids=NO_NOTICE)
def test_no_value_is_invented(text: str) -> None:
    notice = parse(text.encode())
    value = to_json(notice)
    assert {key: value[key] for key in SINGLE if value[key] is not None} == {}
    assert {key: value[key] for key in LISTS if value[key]} == {}
    assert [finding.code for finding in notice.findings] == ["not_a_notice"]
    made = to_json(plan(notice))
    assert [made[key] for key in ("targets", "rounds", "checklist", "methods", "procedure", "tasks", "contacts")] == [
        []
    ] * 7


NOTICES = {
    "full": "青岚市水务局关于开展水闸检查的通知\n青水发〔2024〕12号\n各县水务局：\n　　请于5月10日前报送材料。\n"
    "青岚市水务局\n2024年4月18日",
    "no number": "关于停水的通告\n　　因管网改造，5月6日8时至18时停水，请提前储水。\n青岚市供水公司\n2024年4月30日",
    "school": "关于五一放假的通知\n各位家长：\n　　5月1日至5日放假，请按时返校。\n青岚市实验小学",
    "traditional": "關於開展安全檢查的通知\n各縣市政府：\n　　請於5月10日前報送材料。",
    "letter": "青岚市水务局关于商请派员的函\n市应急局：\n　　为做好检查工作，请派员参加。",
    "one line": "关于开展检查的通知各县水务局：现将有关事项通知如下：一、请于5月10日前报送名单。二、严禁迟报。"
    "青岚市水务局2024年4月18日",
    "appointment": "青岚市人民政府关于陆一苇等同志任职的通知\n各县政府：\n　　市政府决定：\n　　陆一苇任市水务局局长。",
    "reply": "青岚市水务局关于水闸维修的批复\n县水务局：\n　　你局《关于水闸维修的请示》收悉，同意你局意见。",
    "cites a reporter": "关于做好采访接待工作的通知\n各科室：\n　　凡接待记者采访的，应当报办公室同意。",
}


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES)
def test_a_notice_is_known(text: str) -> None:
    codes = {finding.code for finding in parse(text.encode()).findings}
    assert not codes & {"not_a_notice", "unlike_a_notice"}


def test_a_piece_of_a_notice_keeps_its_values() -> None:
    notice = parse("四、时间安排\n请于2024年5月10日前报送名单。\n五、工作要求\n各组要认真检查。".encode())
    codes = [finding.code for finding in notice.findings]
    assert "not_a_notice" not in codes
    assert "unlike_a_notice" in codes
