"""Whose number is whose; all names and numbers are invented."""

from __future__ import annotations

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.notice import Contact
from notice_parser.core.outline import Document, Outline, Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.fields.contacts import read_contacts


def outline_of(text: str, kind: ZoneKind = ZoneKind.BODY) -> Outline:
    whole = Span(0, len(text))
    return Outline(CleanText.untouched(SourceText(text, "t")), (), (Document(whole),), (Zone(kind, whole),))


def said(contacts: tuple[Contact, ...]) -> list[tuple[str | None, str]]:
    """Every name with each of its numbers: a fax begins with f."""
    return sorted(
        ((c.name, n) for c in contacts for n in (*c.phones, *(f"f{x}" for x in c.faxes), *c.emails)),
        key=lambda pair: (pair[0] or "", pair[1]),
    )


ONE_NAME = [
    ("联系人：丁天，0399-55501260,19953125273。", "丁天", ["0399-55501260", "19953125273"]),
    ("联系人：柳壮19950850055。", "柳壮", ["19950850055"]),
    ("联系人： 谢振凡 0399-83115281 xiezf@mail.example.com", "谢振凡", ["0399-83115281", "xiezf@mail.example.com"]),
    ("联系人:资源处:孟然  电话0399-5558112", "孟然", ["0399-5558112"]),
    ("联系人:市统计局法规科 闻立 5553071", "闻立", ["5553071"]),
    ("联 系 人：省环保厅监察总队 齐勇\n联系电话：（0399）5557435（兼传真）", "齐勇", ["0399-5557435", "f0399-5557435"]),
    ("联系人：贾立军 联系电话:19953104927 传真:51783306", "贾立军", ["19953104927", "f51783306"]),
    ("（联系人及电话：李明，0399-68791234）", "李明", ["0399-68791234"]),
    ("联系人柳三，联系电话0399-88888888。", "柳三", ["0399-88888888"]),
    ("联系人：陈工 (0399) 8320 1234", "陈工", ["0399-83201234"]),
    ("联系人：沈三 电话（传真）：0399-82345678", "沈三", ["0399-82345678", "f0399-82345678"]),
    ("报送至保卫处107室罗老师处。电话:5556600,邮箱bwc@mail.example.com", "罗老师", ["5556600", "bwc@mail.example.com"]),
    ("联系人：办公室 沈三  联系电话：内线8123", "沈三", ["8123"]),
    ("联系电话：19912345678 王老师", "王老师", ["19912345678"]),
    ("联系人：柳 青 5551026", "柳青", ["5551026"]),
    ("联系人:严小满联系方式:0399-5550126019900000066邮箱", "严小满", ["0399-55501260", "19900000066"]),
    ("联系人:柳依然 联系电话:68602743 68603158 51767290某馆", "柳依然", ["68602743", "68603158", "51767290"]),
    ("联系人.罗雁回,电话,0399 5550952,", "罗雁回", ["0399-5550952"]),
]


@pytest.mark.parametrize(("text", "name", "numbers"), ONE_NAME, ids=[t for t, _, _ in ONE_NAME])
def test_a_name_has_its_numbers(text: str, name: str, numbers: list[str]) -> None:
    assert said(read_contacts(outline_of(text))) == sorted((name, n) for n in numbers)


SEVERAL = [
    (
        "联系人:顾一鸣 陶小满\n联系电话:0399—5550148 19900000014\n0399—5550152 19900000015",
        [
            ("顾一鸣", "0399-5550148"),
            ("顾一鸣", "19900000014"),
            ("陶小满", "0399-5550152"),
            ("陶小满", "19900000015"),
        ],
    ),
    (
        "联系人：齐若谷　卢清和\n电　话：0399-83300871\n手　机：15400004462　15400004519",
        [(None, "0399-83300871"), ("卢清和", "15400004519"), ("齐若谷", "15400004462")],
    ),
    (
        "联系人及电话：安全处  田野  0399-5550711（传真）；19900000088",
        [("田野", "19900000088"), ("田野", "f0399-5550711")],
    ),
    (
        "联系人：张三（19912345678） 李四（19987654321）",
        [("张三", "19912345678"), ("李四", "19987654321")],
    ),
    (
        "联系电话：张三 19912345678；李四 19987654321",
        [("张三", "19912345678"), ("李四", "19987654321")],
    ),
    (
        "省工信厅产业处   林越   电话:0399-5555375\n省财政厅企业处   曹宁   电话:0399-5555036",
        [("曹宁", "0399-5555036"), ("林越", "0399-5555375")],
    ),
    (
        "省安委会办公室联系人：张三，电话：0399-55501260；省应急厅联系人：李四，电话：0399-55501261",
        [("张三", "0399-55501260"), ("李四", "0399-55501261")],
    ),
    (
        "序号 姓名 单位 电话\n1 张三 市局办公室 0399-88881234\n2 李四 市局法规科 0399-88881235",
        [("张三", "0399-88881234"), ("李四", "0399-88881235")],
    ),
    ("手机:1990000000119900000002 联系人:", [(None, "19900000001"), (None, "19900000002")]),
    ("电话：0399-6945012 6945013", [(None, "0399-6945012"), (None, "0399-6945013")]),
]


@pytest.mark.parametrize(("text", "pairs"), SEVERAL, ids=[t[:24] for t, _ in SEVERAL])
def test_several_names_have_their_own_numbers(text: str, pairs: list[tuple[str | None, str]]) -> None:
    assert said(read_contacts(outline_of(text))) == sorted(pairs, key=lambda pair: (pair[0] or "", pair[1]))


def test_a_row_may_say_what_a_person_does() -> None:
    rows = "姓名　　职责　　电话\n裘明珠　报名　　0399-5550102\n游子安　住宿、接站　15500000088\n"
    assert [(c.name, c.phones) for c in read_contacts(outline_of(f"会务联系\n{rows}"))] == [
        ("裘明珠", ("0399-5550102",)),
        ("游子安", ("15500000088",)),
    ]


def test_an_account_in_groups_is_no_number() -> None:
    assert read_contacts(outline_of("汇款账户：某协会，开户行：某银行电话支行，账号：6100 0388 1234 5678。")) == ()


def test_each_offices_number_is_its_own() -> None:
    found = read_contacts(outline_of("  保卫处值班电话:0399-5557110;党政办公室值班电话:0399-5557001。"))
    assert [(c.organization, c.phones) for c in found] == [
        ("保卫处", ("0399-5557110",)),
        ("党政办公室", ("0399-5557001",)),
    ]


def test_no_date_stands_in_an_organs_name() -> None:
    found = read_contacts(outline_of("要明确联络员，5月8日前报市城管委办；每周五前报送周报（电话：5558101）。"))
    assert [(c.organization, c.phones) for c in found] == [(None, ("5558101",))]


NO_NAME = [
    ("保卫处值班电话:5556110", "保卫处", "5556110"),
    ("联系单位：草原防火办公室。电话:5554808", "草原防火办公室", "5554808"),
    ("请发至国家某局监管司。\n联系邮箱：yingji@mail.example.com", None, "yingji@mail.example.com"),
    ("24小时值班电话:0399-2958119(听雨社区)", "听雨社区", "0399-2958119"),
    ("省厅办公室（传真：0399-86106000）", "省厅办公室", "f0399-86106000"),
]


@pytest.mark.parametrize(("text", "organ", "number"), NO_NAME, ids=[t for t, _, _ in NO_NAME])
def test_a_number_may_belong_to_an_organ(text: str, organ: str | None, number: str) -> None:
    (contact,) = read_contacts(outline_of(text))
    assert (contact.name, said((contact,))) == (None, [(None, number)])
    assert organ is None or contact.organization == organ


NO_CONTACTS = [
    "开户名称：某协会，开户银行：某银行支行，账号：6205110038800917",
    "账号：1602 0231 0900 1234567",
    "请于2018年2月9日前反馈，共55501260元。",
    "接到电话通知后，要认真做好检查工作，并于20201020前完成。",
    "经办人：邵某　电话：2280166　共印40份",
    "联系人：电话\n传真：",
    "填表人：　　　　联系电话：",
    "拨打12345热线举报。",
    "索引号：000027716/2020-301187",
    "各单位要确定一名联络员，加强联系。",
]


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_what_is_nobody_to_turn_to_is_left_out(text: str) -> None:
    assert said(read_contacts(outline_of(text))) == []


@pytest.mark.parametrize("kind", [ZoneKind.FURNITURE, ZoneKind.METADATA, ZoneKind.IMPRINT])
def test_zones_round_the_notice_hold_no_contacts(kind: ZoneKind) -> None:
    assert read_contacts(outline_of("承办部门：信息科　值班电话：0399-55501260", kind)) == ()


def test_a_line_with_a_contact_is_no_furniture() -> None:
    text = "打印纸质稿交教务处。\n联系人：丁天，电话：0399-55501260"
    assert said(read_contacts(outline_of(text, ZoneKind.FURNITURE))) == [("丁天", "0399-55501260")]


def test_a_sites_footer_holds_no_contacts() -> None:
    notice = "请各单位认真落实。\n联系人：丁天，电话：0399-55501260\n" + "要加强领导，落实责任。\n" * 5
    text = notice + "网站地图 | 关于我们\n值班电话：0399-5557700 传真：0399-5557701\n"
    assert said(read_contacts(outline_of(text))) == [("丁天", "0399-55501260")]


def test_each_contact_is_listed_once() -> None:
    text = "联系人：丁天，电话：0399-55501260。\n附件：回执\n联系人：丁天，电话：0399-55501260"
    assert said(read_contacts(outline_of(text))) == [("丁天", "0399-55501260")]


def test_a_room_behind_a_name_and_an_address() -> None:
    (first,) = read_contacts(outline_of("纸质材料接收人：姚萌萌（行政楼109室）电话：0399-5550001"))
    (second,) = read_contacts(outline_of("联系人：丁天，电话：0399-6612087，地址：某县松风路19号住建大楼306室。"))
    assert (first.address, second.address) == ("行政楼109室", "某县松风路19号住建大楼306室")


def test_spans_are_those_of_the_pieces() -> None:
    text = "（联系人：资源处 孟然，电话：0399-5558112）"
    (contact,) = read_contacts(outline_of(text))
    assert [s.of(text) for s in contact.evidence.spans] == ["资源处", "孟然", "0399-5558112"]
