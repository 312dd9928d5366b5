"""Head and cited title of a text whose marks are random: masthead, number, title, addressees."""

from __future__ import annotations

from regex import Match

from notice_parser.clean import lost_brackets
from notice_parser.clean.draft import MARK, Draft, ends_line, occurrences, own_line
from notice_parser.clean.glued_head import TITLE_WORDS, find_joint, issuers_end
from notice_parser.clean.site_rows import noisy_site_rows
from notice_parser.core.chars import HAN
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

TITLE_TYPES = "通知|通报|公告|通告|决定|意见|复函|联系函|函|批复|请示|报告|公报|决议|命令|纪要"

TITLE = Rule(
    "structure/head_title",
    rf"(?:(?!,(?:根据|按照|依据|依照|遵照|按|现将|现就|近期|近日|为))[^\n]){{4,160}}?(?:的,?|工作)(?:紧急|补充)?(?:{TITLE_TYPES})(?:,(?:试行|暂行|征求意见稿|草案|修订|修订稿)(?=,))?(?=,?[{HAN}]{{2,14}},?(?:19|20)[0-9]{{2}},[0-9]{{1,5}}号"
    r"|\n|,?(?:各|市|县|区|省|有关|局|机关|公司|全|本|国务院|中央|驻|学|院|集团|相关|人民|校)"
    rf"|,?(?:19|20)[0-9]{{2}},[{HAN}]{{2,8}}[0-9]{{1,5}}号"
    rf"|,?(?:[{HAN}]{{2,5}},){{1,6}}[{HAN}]{{2,8}}(?:人民政府|管委会)(?=,)"
    rf"|,?[{HAN}]{{1,14}}(?:市|县|区|局|厅|委|政府|公司|学院|学校|单位|部门|办公室|委员会|院|所)(?=,|人民政府)|,?(?:为|根据|按照|现将|近日|经|随着|当前|你))",
    inside=(("某省关于印发制度,试行,的通知云府,2019,34号", "某省关于印发制度,试行,的通知"),),
    no=("的通知要求", "请示", "各县,按照上级的通知要求"),
)

BODY_CUE = Rule(
    "structure/body_cue",
    r"^(?:元旦|春节|国庆|中秋|端午|清明|五一|现|为|根据|按照|近日|近期|近年|经|随着|当前|今年|针对|鉴于|依据|遵照|最近|[0-9]{1,2}月|(?:19|20)[0-9]{2}年|日前|去年|自(?!治)|目前|由于|接|你|我|据|一段|最|第[0-9一二三四五])"
    r"|(?:方案|办法|制度|规定|意见|要点|细则|预案)$|已经",
    inside=(("现将有关事项", "现"), ("9月13日至15日", "9月")),
    no=("各市人民政府", "省政府直属各单位"),
)

MEMBER = Rule(
    "structure/addressee",
    r"^(?:各|有关|相关|市直|省直|县直|区直|镇直|局属|机关|直属|驻|辖区|全[省市县校]|省[^,]{1,20}(?:单位|部门)|[^,]{1,3}$"
    r"|自治[县区州]).{0,40}$|(?:单位|部门|政府|企业|学校|公司|教师|同学|老师|班主任|职工|家长|会员)$",
    inside=(("各区县安全生产委员会", "各区县安全生产委员会"), ("镇直各单位", "镇直各单位"), ("市", "市")),
    no=("统筹推进工作的意见",),
)

ISSUED = Rule(
    "structure/issued",
    r"(?:印发|发布|转发|下发),?(?P<title>[^\n]{4,70}?),?的(?:通知|函|公告|意见)",
    inside=(("关于印发,某省检查制度,试行,的通知", "印发,某省检查制度,试行,的通知"),),
    no=("印发通知",),
)

URGENCY = Rule(
    "structure/urgency",
    r"(?:特急|加急|平急|特提|绝密|机密|秘密)(?=,|[\u4e00-\u9fff])"
    # Alone above the issuer's name, where nothing parts them any more.
    r"|(?:紧急|急)(?=,|[\u4e00-\u9fff]{1,24}[省市县区州局厅委府院司校室][\u4e00-\u9fff]{0,20}?关于)",
    no=("紧急", "紧急通知", "急救中心的通知"),
    inside=(("特急,某局", "特急"), ("紧急甲省水利厅关于", "紧急"), ("急甲铁路局集团公司关于", "急")),
)

COURT_NUMBER = Rule(
    "structure/court_number",
    rf"(?:19|20)[0-9]{{2}}(?P<y>,)[{HAN}]{{2,8}}[0-9]{{1,5}}号",
    yes=("2026,甲法函17号",),
    no=("2026年17号", "甲政,2026,17号"),
)
COLLECTIVE = Rule(
    # 各县（市、区）安委会, 各村（社区）: what else such a member may be stands in brackets, but where the last of them
    # bears what all share: 各市、县、自治县人民政府.
    "structure/collective",
    rf"(?:(?<=各)|(?<=各市,))(?:(?P<a>县|市|区|乡|旗)(?P<x>,)(?:市|区|镇|县|旗)(?:(?P<m>,)(?:区|旗|街道))?(?P<y>,)(?!自治[县州区旗]|[市县区旗州盟](?:人民)?政府)(?=[{HAN}]{{2,20}}(?:,|人民政府))"
    r"|(?:村)(?P<x>,)社区(?P<y>,)|(?:镇|乡镇)(?P<x>,)街道(?P<y>,)|(?:处|科|系|学院)(?P<x>,)(?:室|部|所)(?P<y>,))",
    no=("各县,各市,", "县,区,安委会", "各市,县,自治县人民政府,省", "各市,县,区人民政府,省"),
    inside=(("各县,市,区,安委会,市", "县,市,区,"), ("各村,社区,镇直", "村,社区,"), ("各学院,部,各有关", "学院,部,")),
)
CODE_BORDER = Rule(
    "structure/code_border",
    r"文件|电报|(?<!明)发电|委员会|管理局|人民政府|办公室|办公厅|领导小组|(?:局|厅)(?=.{2,6}$)|集团|公司|大学|学院|学校|中学|协会|特急|加急|,",
    inside=(("某公司文件云安", "公司"), ("某委员会云教联", "委员会")),
    no=("云自建房办", "云教联"),
)

FIRST = Rule(
    "structure/first_addressee",
    rf"各[{HAN}]{{2,20}}(?:单位|部门|学院|学校|局|委|厅|公司|企业|政府|所|站|处|科室)(?=,)",
    no=("各单位要", "单位,"),
    inside=(("各二级学院,按照统一安排", "各二级学院"),),
)
HEADED = Rule(
    "structure/headed",
    rf"^(?:各|有关|相关|驻|全|局|直|中央|国务院|辖区|民办|公办|[{HAN}]{{0,4}}[省市县区州盟旗镇乡])",
    inside=(("市直各学校", "市"), ("各县教育局", "各"), ("省水利厅", "省")),
    no=("交通运输厅", "水利局"),
)
RULES = (FIRST, COURT_NUMBER, COLLECTIVE, HEADED, TITLE, BODY_CUE, MEMBER, ISSUED, URGENCY, CODE_BORDER)


def mark_head(draft: Draft) -> int:
    """Decide masthead, number, title and addressees; give the place where the body begins."""
    text = draft.text
    rows = noisy_site_rows(text, len(text))
    if rows is not None:
        return _between_rows(draft, rows)
    return _head(draft, 0)


def _between_rows(draft: Draft, rows: Span) -> int:
    """Decide a head round a site's rows: the title stands before them or behind them, addressees behind them."""
    text = draft.text
    ends_line(draft, rows.end)
    start = rows.end + (text[rows.end : rows.end + 1] in (MARK, "\n"))
    before = text[: rows.start].strip(MARK + "\n")
    if not before:
        return _head(draft, start)
    ends_line(draft, rows.start - 1 if text[rows.start - 1] in MARK + "\n" else rows.start)
    if not TITLE_WORDS.search(before):
        return _head(draft, start)
    if text.startswith(before, start):
        return _head(draft, start)
    draft.title = (text.index(before), text.index(before) + len(before))
    number = lost_brackets.DOCUMENT_NUMBER.match(text, start)
    return _addressees(draft, ends_line(draft, number.end()) if number else start)


def _head(draft: Draft, at: int) -> int:
    text = draft.text
    urgency = URGENCY.match(text, at)
    if urgency:
        at = ends_line(draft, urgency.end())
    title = TITLE.match(text, at)
    number = lost_brackets.DOCUMENT_NUMBER.search(text, at, min(len(text), at + 200))
    if number and title and number.end() < title.end():
        code = _code_start(text, number, at)
        if code > at:
            at = ends_line(draft, code - 1 if text[code - 1] in MARK + "\n" else code)
        at = ends_line(draft, number.end())
        title = TITLE.match(text, at)
    if not title:
        return _addressees(draft, at) if at or FIRST.match(text) else at
    draft.title = (at, title.end())
    for place in find_joint(text, at, issuers_end(text, at, title.end())):
        draft.gap(place).mark = " "
    at = ends_line(draft, title.end())
    number = lost_brackets.DOCUMENT_NUMBER.match(text, at)
    if number:
        at = ends_line(draft, number.end())
    court = COURT_NUMBER.match(text, at)
    if court:
        draft.gap(at).open, draft.gap(court.start("y")).close, draft.gap(court.start("y")).mark = "（", "）", ""
        at = ends_line(draft, court.end())
    return _addressees(draft, at)


def _code_start(text: str, number: Match[str], at: int) -> int:
    """Find where the agency code begins that a masthead runs into: …管理局文件云教,2022,9号."""
    year = number.start("year") - 1 if number["x"] else number.start("year")
    begins = max(at, year - 14)
    for border in CODE_BORDER.find_all(text, begins, year):
        if border.end() < year - 1:
            begins = border.end()
    return begins


def _addressees(draft: Draft, start: int) -> int:
    at, stop = start, min(len(draft.text), start + 600)
    ends: list[int] = []
    while at < stop:
        end = at
        while end < len(draft.text) and not draft.is_gap(end):
            end += 1
        words = draft.text[at:end]
        if BODY_CUE.search(words) or not (MEMBER.search(words) or is_organ(words)):
            break
        ends.append(end)
        at = end + 1
        if end < len(draft.text) and draft.text[end] == "\n":
            break
    if not ends or ends[-1] >= len(draft.text):
        return start
    draft.addressees = (start, ends[-1])
    for begin, end, following in zip([start - 1, *ends], ends, ends[1:], strict=False):
        if draft.text[end] == MARK:
            draft.gap(end).mark = _between(draft.text[begin + 1 : end], draft.text[end + 1 : following])
    for match in COLLECTIVE.find_all(draft.text, start, ends[-1] + 1):
        opening, closing = draft.gap(match.start("x")), draft.gap(match.start("y"))
        opening.open, opening.mark, closing.close = "（", "", "）"
        if match.start("y") != ends[-1] and match["a"]:
            closing.mark = ""
        if match["m"]:
            draft.gap(match.start("m")).mark = "、"
    last = draft.gap(ends[-1])
    last.mark = "："
    last.breaks = "\n" not in draft.text[ends[-1] : ends[-1] + 2]
    return ends[-1] + 1


def _between(words: str, following: str) -> str:
    """Choose 、 between addressees that share a head or a tail, ， between others: 各县教育局、水利局，各学校."""
    shares_tail = (
        len(words) <= 4 and not is_organ(words) and not words.endswith(("局", "厅", "部门", "单位", "企业", "学校"))
    )
    shares_head = is_organ(following) and not HEADED.search(following)
    return "、" if shares_tail or shares_head else "，"


def mark_issued_title(draft: Draft, body: int) -> None:
    """Write the title of the document that is issued: in 《》 where it is cited, on its own line where it begins."""
    issued = ISSUED.search(draft.text, 0, max(body, 200))
    if not issued:
        return
    letters = issued["title"].replace(MARK, "")
    if draft.text[issued.start("title") - 1] == MARK and draft.text[issued.end("title")] == MARK:
        _enclose(draft, issued.start("title") - 1, issued.end("title"))
    for start, end in occurrences(draft.text, letters, max(body, issued.end())):
        cited = lost_brackets.OPENER.search(draft.text[max(0, start - 8) : start].rstrip(MARK)) is not None
        said = draft.text[end : end + 1] == MARK and draft.text[end + 1 : end + 3] in ("已经", "印发", "的要")
        if cited or said:
            if draft.is_gap(start - 1) and draft.is_gap(end):
                _enclose(draft, start - 1, end)
        elif start > body + 20:
            own_line(draft, start, end)
            _quote_inside(draft, start, end)


def _enclose(draft: Draft, opening: int, closing: int) -> None:
    """Put 《》 at two places; two marks inside are the quotation marks of a name such as “回头看”."""
    gap = draft.gap(opening if draft.text[opening : opening + 1] == MARK else opening + 1)
    gap.open += "《"
    gap.mark = gap.mark or ""
    draft.gap(closing).close += "》"
    draft.gap(closing).mark = ""
    _quote_inside(draft, opening + 1, closing)


def _quote_inside(draft: Draft, start: int, end: int) -> None:
    inner = [at for at in range(start, end) if at in draft.gaps]
    if len(inner) == 2 and inner[1] - inner[0] < 10:
        draft.gap(inner[0]).open, draft.gap(inner[0]).mark = "“", ""
        draft.gap(inner[1]).close, draft.gap(inner[1]).mark = "”", ""
