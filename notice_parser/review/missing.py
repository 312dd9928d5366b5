"""What a notice should have and has not."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.notice import Finding, Notice
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

# A site that hides or loses values leaves the words round them: 请于（　）前报送, 值班安排表于 and the end of the line.
DROPPED_DATE = Rule(
    "dropped/date",
    r"(?<=[请應应须需必并表料况告单果案据将日])(?<!关于)于[ 　]{0,4}"
    r"(?=之?前(?:报|将|完|反|送|上|交|填|提|向|以)|月日|年月|[，,。；;](?:\n|$)|\n|$)",
    inside=(
        ("请于前报送材料", "于"),
        ("名单于\n二、", "于"),
        ("请于月日前反馈", "于"),
        ("自查报告于之前报送", "于"),
    ),
    no=("请于5月1日前报送", "由于前期准备不足", "关于前往", "请于会前报到", "名单于五月报送"),
)
DROPPED_NUMBER = Rule(
    "dropped/number",
    r"[〔﹝\[](?:(?:19|20)\d\d)?[〕﹞\]][ 　]{0,2}第?[ 　]{0,2}[号號]",
    yes=("〔2023〕号", "〔〕号", "[2023]號"),
    no=("〔2023〕5号", "〔2023〕第12号", "（号）"),
)
DROPPED_DAY = Rule(
    "dropped/day",
    r"(?<![\d一二三四五六七八九十〇○零元])"
    r"(?:(?:19|20)\d\d年[ 　]{0,4}月[ 　]{0,4}日|(?<=\n)[ 　]{0,40}年[ 　]{1,4}月[ 　]{1,4}日)",
    yes=("2023年月日", "2023年  月  日"),
    no=("2023年5月1日", "年月日", "2023年5月"),
    inside=(("某局\n　　年　月　日", "　　年　月　日"),),
)
DROPPED_VALUE = Rule(
    "dropped/value",
    r"(?:联系人|联系电话|电话|传真|邮箱|电子邮箱|电子邮件)[：:][ 　]{0,8}"
    r"(?=[，,。；;）)]|\n[ 　]*(?:[（(]?[一二三四五六七八九]|附件|$)|$)",
    inside=(("联系电话：。", "联系电话："), ("联系人：张三，电话：\n附件：1.", "电话：")),
    no=("联系电话：\n88105512", "电话：0390-8810551", "联系人：章晓岚，", "（联系人及电话）"),
)
DROPPED = (DROPPED_DATE, DROPPED_NUMBER, DROPPED_DAY, DROPPED_VALUE)

_MESSAGES = {
    DROPPED_DATE.name: "“于”之后应有日期，原文缺失",
    DROPPED_NUMBER.name: "发文字号缺少序号",
    DROPPED_DAY.name: "日期缺少月、日",
    DROPPED_VALUE.name: "联系方式只有名目，没有内容",
}
MENTIONED = Rule(
    "attachment/mentioned",
    r"(?:详?见|填写|填报|按照?)[《“]?(?:本通知)?附件|[（(](?:见|详见)附[件表][^\n）)]{0,20}[）)]",
    yes=("详见附件", "（见附表）", "填写附件"),
    no=("无附件", "邮件附件名称"),
)

RULES = (*DROPPED, MENTIONED)


def find_missing(notice: Notice) -> Iterator[Finding]:
    """Name the elements without which a paper cannot be registered or obeyed, and the values that a site dropped.

    A document number and addressees are not asked for: public notices and many a web page have none.
    """
    if notice.title.value is None:
        yield Finding("title_missing", "未找到标题")
    if not notice.issuers:
        yield Finding("issuer_missing", "未找到发文机关（标题、发文机关标志、署名中均未见）")
    if notice.issue_date.value is None:
        left = notice.issue_date.evidence.spans
        said = "、".join(f"“{span.of(notice.outline.text)}”" for span in left)
        yield Finding("date_missing", f"署名下的日期{said}残缺，无法认定成文日期" if left else "未找到成文日期", left)
    yield from _attachments(notice)
    yield from _dropped(notice)


def _main_text(notice: Notice) -> Span:
    """Leave out what is attached: forms are empty on purpose."""
    documents = notice.outline.documents
    return documents[0].span if documents else Span(0, len(notice.outline.text))


def _attachments(notice: Notice) -> Iterator[Finding]:
    main = _main_text(notice)
    attached = len(notice.outline.documents) - 1
    announced = [a for a in notice.attachments if any(main.contains(span) for span in a.evidence.spans)]
    if len(announced) > attached:
        spans = tuple(span for field in announced for span in field.evidence.spans[:1])
        number = f"列有{len(announced)}个附件，正文之后{'未附' if not attached else f'只见{attached}个'}"
        yield Finding("attachment_absent", number, spans)
    if not notice.attachments and not attached:
        mention = MENTIONED.search(notice.outline.text, main.start, main.end)
        if mention is not None:
            yield Finding("attachment_not_listed", "正文提到附件，但未列出附件", (Span(*mention.span()),))


def _dropped(notice: Notice) -> Iterator[Finding]:
    main = _main_text(notice)
    for rule in DROPPED:
        spans = tuple(Span(*hit.span()) for hit in rule.find_all(notice.outline.text, main.start, main.end))
        if spans:
            yield Finding("value_dropped", _MESSAGES[rule.name], spans)
