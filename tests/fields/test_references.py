"""Which documents a notice cites; all titles and numbers are invented or general."""

from __future__ import annotations

import pytest

from notice_parser.core.alignment import CleanText
from notice_parser.core.evidence import Field
from notice_parser.core.outline import Document, Outline, Zone, ZoneKind
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.fields.references import read_references

NO_TITLE: Field[str] = Field.absent()


def outline_of(text: str, kind: ZoneKind = ZoneKind.BODY) -> Outline:
    whole = Span(0, len(text))
    return Outline(CleanText.untouched(SourceText(text, "t")), (), (Document(whole),), (Zone(kind, whole),))


def cited(text: str, *attachments: str, title: Field[str] = NO_TITLE) -> list[tuple[str, str | None]]:
    carried = [Field.found(a, Span(0, 1), rule="t") for a in attachments]
    return [(r.value, r.document_number) for r in read_references(outline_of(text), title, carried)]


CITED = [
    ("根据《节能条例》、《某省实施〈节能条例〉办法》精神", [("节能条例", None), ("某省实施〈节能条例〉办法", None)]),
    ("按照《某局关于整治的通知》（某发〔2015〕29号）部署", [("某局关于整治的通知", "某发〔2015〕29号")]),
    ("《甲办法》要求……再按《甲办法》（某发〔2015〕29号）", [("甲办法", "某发〔2015〕29号")]),
    ("拟定了《某市场运营规则》（以下简称《规则》）。按照《规则》执行", [("某市场运营规则", None)]),
    ("《保障支付条例》（以下简称“《条例》”）规定，违反《条例》的", [("保障支付条例", None)]),
    ("《关于印发〈教育规定〉的通知》和《教育规定》", [("关于印发〈教育规定〉的通知", None), ("教育规定", None)]),
    ("申办《领取养老金资格审核表》", [("领取养老金资格审核表", None)]),
    (
        "落实《某省第十四个五年规划和2035年远景目标纲要》，对照《纲要》",
        [("某省第十四个五年规划和2035年远景目标纲要", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CITED, ids=[t for t, _ in CITED])
def test_each_document_is_cited_once(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert cited(text) == expected


NOT_CITED = [
    "签订《劳动合同》和《安全生产责任书》",
    "在《某某日报》刊登",
    "各地接到本《通知》后",
    "填写《自查表》（附件1）",
    "通过微信小程序“某某通”办理",
    "各单位要认真学习有关法律法规",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_what_is_no_document_is_not_cited(text: str) -> None:
    assert cited(text) == []


def test_what_the_notice_carries_is_not_cited() -> None:
    text = "现将《某省巡查办法（试行）》印发给你们"
    assert cited(text, "某省巡查办法（试行）") == []
    assert cited("就《某办法（修订征求意见稿）》征求意见，《某办法》", "某办法（修订征求意见稿）") == []


@pytest.mark.parametrize("kind", [ZoneKind.TITLE, ZoneKind.FURNITURE, ZoneKind.METADATA, ZoneKind.ATTACHMENT_NOTE])
def test_other_zones_cite_nothing(kind: ZoneKind) -> None:
    assert read_references(outline_of("关于印发《甲办法》的通知", kind), NO_TITLE, ()) == ()


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("根据《甲条例》", "依据"),
        ("根据省住房和城乡建设厅、省市场监督管理局《关于燃气的通知》", "依据"),
        ("按照青禾县人民政府教育督导委员会办公室《关于督导的通知》", "依据"),
        ("请填写澄川市人民政府教育督导委员会办公室《报名表》", "引用"),
        ("根据上次会议上大家提出的各种意见，请填写澄川市水务局《报名表》", "引用"),
        ("现转发《甲通告》给你们", "转发"),
        ("日前印发《关于整治的通知》", "印发"),
        ("《甲办法》（某发〔2001〕2号）同时废止", "废止"),
        ("修订《甲办法》", "修订"),
        ("请见《甲办法》", "引用"),
    ],
)
def test_the_word_before_tells_the_relation(text: str, relation: str) -> None:
    assert [r.relation for r in read_references(outline_of(text), NO_TITLE, ())] == [relation]


LOST = [
    (
        "根据.中华人民共和国安全生产法,中华人民共和国职业病防治法,和 某委关于印发 巡查工作制度,的通知、某委,2016。2号,"
        "等要求.",
        ["中华人民共和国安全生产法", "中华人民共和国职业病防治法", "某委关于印发巡查工作制度的通知"],
    ),
    ("对整改不力的.依据 梧津市安全生产约谈办法,约谈负责人,要抓好,落实.", ["梧津市安全生产约谈办法"]),
    ("落实值班制度,领导带班.要制定工作方案,完善办法,加强检查.", []),
]


@pytest.mark.parametrize(("text", "expected"), LOST, ids=[t[:16] for t, _ in LOST])
def test_titles_are_known_where_all_marks_are_lost(text: str, expected: list[str]) -> None:
    assert [value for value, _ in cited(text)] == expected


def test_whole_marks_leave_unmarked_titles_alone() -> None:
    assert cited("根据安全生产法和某省条例，按照《甲办法》（某发〔2015〕29号）执行。") == [
        ("甲办法", "某发〔2015〕29号")
    ]


def test_a_law_of_a_place_does_not_hide_the_countrys() -> None:
    assert cited("依据《地质灾害防治条例》《甲省地质灾害防治条例》，制定本预案") == [
        ("地质灾害防治条例", None),
        ("甲省地质灾害防治条例", None),
    ]
    assert cited("依据《甲省地质灾害防治办法》，按照《办法》执行") == [("甲省地质灾害防治办法", None)]
