"""Who issues a notice and to whom it goes, in forms that real notices have; all names are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from small_notices import head_of, notice, outline_of

from notice_parser.fields.attachments import read_attachments
from notice_parser.fields.imprint import read_imprint
from notice_parser.grammar.organ_lists import split_organs

SIGNED = [
    pytest.param(
        {"title": "沧岭省高级人民法院、沧岭省人民检察院关于开展检查的通知", "signature": "2023年4月18日"},
        ["沧岭省高级人民法院", "沧岭省人民检察院"],
        id="two issuers with a mark between them",
    ),
    pytest.param(
        {"title": "榆川市安全生产、消防安全委员会关于开展检查的通知", "signature": "2023年4月18日"},
        ["榆川市安全生产、消防安全委员会"],
        id="a mark inside one name",
    ),
    pytest.param(
        {"title": "榆川市教育局等两部门关于开展检查的通知", "signature": "榆川市教育局　榆川市公安局\n2023年4月18日"},
        ["榆川市教育局", "榆川市公安局"],
        id="the title says only how many",
    ),
    pytest.param(
        {
            "title": "关于开展检查的通知",
            "text": "榆川市安全生产委员会办公室（以下称“市安委办”）决定开展检查，请予配合。",
            "signature": "市安委办（市应急管理局代章）\n2023年4月18日",
        },
        ["榆川市安全生产委员会办公室"],
        id="a short name that the text defines",
    ),
    pytest.param(
        {
            "title": "关于开展检查的通知",
            "text": "为做好检查（以下简称检查工作），请予配合。",
            "signature": "市安委办\n2023年4月18日",
        },
        ["市安委办"],
        id="a short name of something else",
    ),
    pytest.param(
        {"title": "榆川市税务局关于开展检查的函", "signature": "榆川市税务局办公室\n（代　章）\n2023年4月18日"},
        ["榆川市税务局"],
        id="an office lent its seal",
    ),
    pytest.param(
        {"title": "关于开展检查的函", "signature": "榆川市税务局办公室\n2023年4月18日"},
        ["榆川市税务局办公室"],
        id="an office signs for itself",
    ),
    pytest.param(
        {"title": "关于启动应急响应的通知", "signature": "榆川市防汛抗旱指挥部\n2023年6月18日18时"},
        ["榆川市防汛抗旱指挥部"],
        id="a date with its hour",
    ),
    pytest.param(
        {"title": "关于报送材料的通知", "text": "请认真填写，材料报榆川市教育局。", "signature": "2023年4月18日"},
        [],
        id="a sentence that ends with an organ",
    ),
    pytest.param(
        {"title": "关于设立石桥区的批复", "text": "同意设立石桥区，区人民政府驻石桥镇。", "signature": "2023年4月18日"},
        [],
        id="a sentence that ends with a place",
    ),
]


@pytest.mark.parametrize(("parts", "issuers"), SIGNED)
def test_who_issues(parts: dict[str, str], issuers: list[str]) -> None:
    assert [f.value for f in head_of(notice(**parts)).issuers] == issuers


def test_the_hour_is_no_part_of_the_date() -> None:
    head = head_of(notice(signature="榆川市防汛抗旱指挥部\n2023年6月18日18时"))
    assert head.issue_date.value == dt.date(2023, 6, 18)


def test_a_contest_names_its_hosts_and_goes_on() -> None:
    text = notice(
        title="关于举办技能竞赛的通知",
        text="现将有关事项通知如下。\n一、组织机构\n主办单位：榆川市总工会\n二、时间地点\n时间：5月8日",
        signature="榆川市总工会\n2023年4月18日",
        after="主办单位：榆川市总工会　网站标识码：3700000001",
    )
    head = head_of(text)
    assert ([f.value for f in head.issuers], head.issue_date.value) == (["榆川市总工会"], dt.date(2023, 4, 18))
    assert [s.label for s in outline_of(text).sections] == ["一、", "二、"]


def test_a_court_puts_the_year_first() -> None:
    head = head_of(notice(head="榆川市中级人民法院\n（2023）榆法函17号", title="关于商请协助的函"))
    assert head.document_number.value is not None
    assert (head.document_number.value.text, head.document_number.value.year) == ("（2023）榆法函17号", 2023)


def test_who_is_reported_to_is_sent_a_copy() -> None:
    text = notice(after="报：榆川市人民政府，市委办公室。\n发：各县（区）水利局。")
    assert [f.value for f in read_imprint(outline_of(text)).copied_to] == ["榆川市人民政府", "市委办公室"]


def test_a_schools_site_lists_files() -> None:
    text = notice(after="附件【1.报名表.xlsx】已下载86次\n附件【附件2：竞赛规则.pdf】已下载12次")
    assert [f.value for f in read_attachments(outline_of(text))] == ["报名表", "竞赛规则"]


LISTS = [
    ("各州、市民政局", ["各州民政局", "各市民政局"]),
    ("各市、自治州民政局、残联", ["各市民政局", "各自治州民政局", "各市残联", "各自治州残联"]),
    ("北京、西藏、陕西省（自治区、直辖市）水利厅", ["北京市水利厅", "西藏自治区水利厅", "陕西省水利厅"]),
    ("河北、辽宁省水利厅，黄河水利委员会", ["河北省水利厅", "辽宁省水利厅", "黄河水利委员会"]),
    ("滁州、深圳市教育局", ["滁州市教育局", "深圳市教育局"]),
    ("省直各委、办、厅、局", ["省直各委", "省直各办", "省直各厅", "省直各局"]),
    ("中央、省驻榆各单位", ["中央驻榆各单位", "省驻榆各单位"]),
    ("市直各部门、中央和省驻榆单位", ["市直各部门", "中央驻榆单位", "省驻榆单位"]),
    ("榆川市市政管理局，部海事局，长江航务管理局", ["榆川市市政管理局", "部海事局", "长江航务管理局"]),
    ("市政务服务局、民宗局", ["市政务服务局", "市民宗局"]),
    ("全体市民、村民", ["全体市民", "村民"]),
    ("各县（区）教育局、体育局", ["各县（区）教育局", "各县（区）体育局"]),
    ("洮岭州、榆川州民政局", ["洮岭州民政局", "榆川州民政局"]),
]


@pytest.mark.parametrize(("printed", "members"), LISTS, ids=[p for p, _ in LISTS])
def test_what_members_share(printed: str, members: list[str]) -> None:
    assert [e.value for e in split_organs(printed)] == members
