"""Heads and tails of notices in forms that offices and their sites give them; all names are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from small_notices import head_of, notice, outline_of

from notice_parser.core.source import SourceText
from notice_parser.fields.attachments import read_attachments
from notice_parser.pipeline import read_notice

SIGNED = [
    pytest.param(
        "中共榆川市委办公室\n榆川市人民政府办公室\n2023年4月18日",
        ["中共榆川市委办公室", "榆川市人民政府办公室"],
        id="party and government",
    ),
    pytest.param(
        "中共榆川市委榆川市人民政府安全生产委员会\n2023年4月18日",
        ["中共榆川市委榆川市人民政府安全生产委员会"],
        id="one committee of party and government",
    ),
    pytest.param(
        "中共榆川市委榆川市人民政府\n2023年4月18日", ["中共榆川市委", "榆川市人民政府"], id="both on one line"
    ),
    pytest.param("本科生院\n2023年4月18日", ["本科生院"], id="本 begins a name"),
    pytest.param("榆川大学安全委员会（代）\n2023年4月18日", ["榆川大学安全委员会"], id="signed for it"),
    pytest.param(
        "教务部（督导室）、本科教学中心\n2023年4月18日", ["教务部（督导室）", "本科教学中心"], id="two offices"
    ),
    pytest.param(
        "榆川省畜牧业协会\n蛋鸡专业委员会\n2023年4月18日",
        ["榆川省畜牧业协会蛋鸡专业委员会"],
        id="an association's branch",
    ),
    pytest.param("榆川市养蜂协会\n榆川市养蜂局\n2023年4月18日", ["榆川市养蜂协会", "榆川市养蜂局"], id="two bodies"),
]


@pytest.mark.parametrize(("signature", "issuers"), SIGNED)
def test_each_signer_is_listed(signature: str, issuers: list[str]) -> None:
    head = head_of(notice(title="关于开展检查的通知", signature=signature))
    assert [f.value for f in head.issuers] == issuers


def test_the_title_of_two_issuers_has_no_mark_between_them() -> None:
    title = "中共榆川市委办公室榆川市人民政府办公室印发《榆川市检查办法》的通知"
    head = head_of(notice(title=title, signature="中共榆川市委办公室\n榆川市人民政府办公室\n2023年4月18日"))
    assert [f.value for f in head.issuers] == ["中共榆川市委办公室", "榆川市人民政府办公室"]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2023422", dt.date(2023, 4, 22)),
        ("2023101", dt.date(2023, 10, 1)),
        ("202355", dt.date(2023, 5, 5)),
        ("2023111", None),  # 1 November and 11 January
        ("2023999", None),
    ],
)
def test_a_date_without_marks_or_zeros_is_read_where_one_day_fits(printed: str, day: dt.date | None) -> None:
    assert head_of(notice(signature=f"榆川市水利局\n{printed}")).issue_date.value == day


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("急", "急"),
        ("紧急", "紧急"),
        ("特 急", "特急"),
        ("急件", "急件"),
        ("紧急程度：加急", "加急"),
        ("紧急集合", None),
        ("急救中心", None),
    ],
)
def test_urgency_stands_alone_on_its_line(mark: str, urgency: str | None) -> None:
    assert head_of(notice(head=mark)).urgency.value == urgency


@pytest.mark.parametrize(
    ("printed", "receivers"),
    [
        ("市直各部门、各单位", ["市直各部门", "市直各单位"]),
        ("市直各部门，各单位", ["市直各部门", "各单位"]),
        ("县直各学校、幼儿园", ["县直各学校", "县直各幼儿园"]),
        ("市直各部门、各镇人民政府", ["市直各部门", "各镇人民政府"]),
        ("各中心小学、中学、直属各单位、基层工会", ["各中心小学", "各中学", "直属各单位", "基层工会"]),
        ("县政府有关部门县直有关单位", ["县政府有关部门", "县直有关单位"]),
        ("共青团各省、自治区委，全国铁道团委", ["共青团各省委", "共青团各自治区委", "全国铁道团委"]),
        ("行署各局、委、办、处", ["行署各局", "行署各委", "行署各办", "行署各处"]),
        ("各县（市）区、开发区水务局", ["各县（市）区水务局", "各开发区水务局"]),
        ("各镇（街）水务局，松岭湖经济发展局", ["各镇（街）水务局", "松岭湖经济发展局"]),
        ("各县（区）教育局，市场监督管理局", ["各县（区）教育局", "各县（区）市场监督管理局"]),
        ("校机关各处、室、中心，各学院", ["校机关各处", "校机关各室", "校机关各中心", "各学院"]),
    ],
)
def test_receivers_share_what_they_share(printed: str, receivers: list[str]) -> None:
    assert [f.value for f in head_of(notice(to=f"{printed}：")).addressees] == receivers


def test_receivers_are_told_without_their_colon() -> None:
    head = head_of(notice(to="沧岭开发区管委会，各镇人民政府（办事处），县直有关单位"))
    assert [f.value for f in head.addressees] == ["沧岭开发区管委会", "各镇人民政府（办事处）", "县直有关单位"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("原则同意你局的请示，请抓紧实施。\n特此批复。", "批复"),
        ("方案已经市政府同意，现印发给你们，请认真组织实施。", "通知"),
        ("规则已经常务会议通过，现予印发。", "通知"),
        ("经评审，拟认定十个单位，现予公示，时间为五天。", "公示"),
        ("当否，请批复。", "请示"),
        ("方案印发之后，各单位都很重视。", None),
    ],
)
def test_without_a_title_the_wording_tells_the_type(text: str, kind: str | None) -> None:
    assert head_of(notice(title="", text=text)).document_type.value == kind


TITLES = [
    pytest.param(
        "榆川市气象局关于发布\n2023年度研究专项指南\n和征集项目的通知",
        "榆川市气象局关于发布2023年度研究专项指南和征集项目的通知",
        id="the middle ends like a title",
    ),
    pytest.param(
        "时间：2023-04-18 来源： 作者：\n\n榆川市教育局关于印发榆川市均衡发展\n\n督导评估\n\n实施细则的通知",
        "榆川市教育局关于印发榆川市均衡发展督导评估实施细则的通知",
        id="an empty row of the catalogue above",
    ),
    pytest.param(
        "榆川市教育局关于放假安排的通知，全文如下：", "榆川市教育局关于放假安排的通知", id="a site's words behind it"
    ),
    pytest.param(
        "榆川市发布最新通知！4月20日起恢复！\n榆川市教育局关于恢复办理的通知",
        "榆川市教育局关于恢复办理的通知",
        id="a headline above it",
    ),
    pytest.param("• 关于开展检查的通知", "关于开展检查的通知", id="a bullet"),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_all_lines_of_a_title_are_taken(lines: str, title: str) -> None:
    assert head_of(notice(title=lines, signature="2023年4月18日")).title.value == title


def test_both_papers_that_are_issued_are_attachments() -> None:
    whole = notice(
        title="榆川市水利局关于印发2023年工作总结和2024年工作要点的通知",
        text="《2023年工作总结》和《2024年工作要点》已经局长办公会通过，现予印发，请执行。",
    )
    assert [f.value for f in read_attachments(outline_of(whole))] == ["2023年工作总结", "2024年工作要点"]


def test_what_a_site_makes_of_links_is_no_attachment() -> None:
    assert read_attachments(outline_of(notice(after="附件：\n附件12"))) == ()


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("区号：0391　联系电话：82345678、82345679。", ("0391-82345678", "0391-82345679")),
        ("联系电话：82345678（区号：0391）。", ("0391-82345678",)),
        ("联系电话（区号0391）：82345678。", ("0391-82345678",)),
        ("联系电话：82345678。社区号0391。", ("82345678",)),
        ("区号：0391　联系电话：0392-82345678。", ("0392-82345678",)),
    ],
)
def test_an_area_code_that_stands_apart_counts_for_the_numbers(text: str, phones: tuple[str, ...]) -> None:
    contacts = read_notice(SourceText(notice(text=text), "t")).contacts
    assert tuple(n for c in contacts for n in c.phones) == phones


CONTACTS = [
    pytest.param(
        "办公室联系地址：250000 榆川市青石路5号218信箱\n联系人：王芳\n电话：0391-82345678",
        [("王芳", None, ("0391-82345678",), ())],
        id="a box is no mailbox",
    ),
    pytest.param(
        "请将电子版发a12345@example.com邮箱，逾期不候，其他事项由各单位自行安排，不再另行通知，请予配合并认真落实。\n"
        "联系人：王芳 0391-82345678\n邮箱：a12345@example.com",
        [("王芳", None, ("0391-82345678",), ("a12345@example.com",))],
        id="the mailbox is told twice",
    ),
    pytest.param(
        "请将纸质版报送我处，电子版发送至a12345@example.com。",
        [(None, None, (), ("a12345@example.com",))],
        id="our own office has no name",
    ),
]


@pytest.mark.parametrize(("text", "contacts"), CONTACTS)
def test_contacts_are_told_once(text: str, contacts: list[tuple[str | None, str | None, object, object]]) -> None:
    found = read_notice(SourceText(notice(text=text), "t")).contacts
    assert [(c.name, c.organization, c.phones, c.emails) for c in found] == contacts


def test_the_address_has_no_postcode() -> None:
    text = "通信地址：250000 榆川市青石路5号218信箱\n联系人：王芳\n联系电话：0391-82345678"
    (contact,) = read_notice(SourceText(notice(text=text), "t")).contacts
    assert contact.address == "榆川市青石路5号218信箱"


def test_people_of_the_site_above_the_title_are_no_contacts() -> None:
    head = "网站首页 >公司新闻 > 政府公告\n\n联系我们\n\n联系人：王芳  19900000073\n\n"
    assert read_notice(SourceText(notice(head=head), "t")).contacts == ()


def test_a_date_without_marks_is_no_telephone_number() -> None:
    whole = notice(text="请于月底前报送。\n联系人：王芳    8221785", signature="2023415")
    (contact,) = read_notice(SourceText(whole, "t")).contacts
    assert contact.phones == ("8221785",)


BOTH = [
    ("电话：（0391）82345678（兼传真）、82345679", ("0391-82345678", "0391-82345679"), ("0391-82345678",)),
    ("电话：0391-82345678，传真：0391-82345679、82345670", ("0391-82345678",), ("0391-82345679", "0391-82345670")),
]


@pytest.mark.parametrize(("text", "phones", "faxes"), BOTH)
def test_a_remark_on_one_number_is_not_the_label_of_the_next(text: str, phones: object, faxes: object) -> None:
    (contact,) = read_notice(SourceText(notice(text=f"请按时报送。\n联系人：王芳\n{text}"), "t")).contacts
    assert (contact.phones, contact.faxes) == (phones, faxes)


CITED = [
    ("《关于做好检查工作的通知（榆教〔2023〕16号）》", "关于做好检查工作的通知", "榆教〔2023〕16号"),
    ("《榆川市政府关于 2017 年放假的通知》", "榆川市政府关于2017年放假的通知", None),
    ("《榆川市检查办法（试行）》", "榆川市检查办法（试行）", None),
]


@pytest.mark.parametrize(("printed", "title", "number"), CITED)
def test_what_stands_inside_the_marks_is_told_apart(printed: str, title: str, number: str | None) -> None:
    found = read_notice(SourceText(notice(text=f"根据{printed}要求，请于月底前完成检查。"), "t")).references
    assert [(r.value, r.document_number) for r in found] == [(title, number)]


def test_the_notice_itself_as_a_file_is_no_attachment() -> None:
    text = "请于4月底前完成检查。\n附件：水库检查表"
    whole = notice(text=text, below="榆水办〔2023〕5号", after="附件下载：榆水办〔2023〕5号")
    assert [f.value for f in read_attachments(outline_of(whole))] == ["水库检查表"]


@pytest.mark.parametrize(
    ("note", "disclosure"),
    [("（此件社会公开）", "主动公开"), ("（此件向社会公开）", "主动公开"), ("（此件不再公开）", None)],
)
def test_disclosure_is_told_in_other_words(note: str, disclosure: str | None) -> None:
    assert head_of(notice(after=note)).disclosure.value == disclosure
