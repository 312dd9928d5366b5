"""Brackets and quotation marks of a text whose marks are random: where a word cannot end a clause, one was lost."""

from __future__ import annotations

from notice_parser.clean.draft import MARK, Draft
from notice_parser.core.chars import HAN
from notice_parser.grammar.rule import Rule

_SUFFIX = (
    "法|条例|规定|办法|制度|意见|通知|方案|标准|细则|要点|规划|纲要|规范|指南|导则|预案|清单|规程|决定|措施|计划|准则|指引"
    "|公约|章程|通报|令|手册|大纲|目录|协议|公告|批复|复函|解释|汇编|守则|须知|登记表|统计表|汇总表|检查表|反馈表|回执|记录表"
)
_LAW = "法|条例|办法|规定|细则|规程|导则|规范|标准"

DOCUMENT_NUMBER = Rule(
    "structure/document_number",
    rf"(?P<code>[{HAN}]{{2,14}})(?P<x>,?)(?P<year>(?:19|20)[0-9]{{2}})(?P<y>,)(?P<serial>[0-9]{{1,5}})号",
    yes=("云府,2019,34号", "沧建城,2023,26号"),
    no=("2016年71号", "楼,12,3号"),
    inside=(("的通知云府2019,34号", "的通知云府2019,34号"),),
)
DECREE = Rule(
    "structure/decree",
    rf"(?P<x>,)(?P<body>[{HAN}]{{2,20}}令(?:(?:19|20)[0-9]{{2}}年)?第[0-9]{{1,3}}号)(?P<y>,)",
    yes=(",应急管理部令第13号,",),
    no=("应急管理部令第13号", ",第13号,"),
)
TITLE = Rule(
    "structure/title",
    rf"[{HAN}A-Za-z0-9“”（）—+]{{2,60}}(?:{_SUFFIX})",
    yes=("中华人民共和国安全生产法", "安全生产检查工作制度"),
    no=("各单位", "负责人"),
)
NO_TITLE = Rule(
    "structure/no_title",
    r"^(?:的|了|各|请|要|应|将|并|等|有关|相关|以下|上述|本|该|其|做好|提出|认真|及时|完善|健全|制定|建立|按|把|对|由|在|于|没有|不)"
    r"|应当|必须|不得|要求|可以|是否|情况|进行",
    inside=(("的规定", "的"), ("认真执行标准", "认真")),
    no=("中华人民共和国安全生产法", "国务院关于加强管理的通知", "规划纲要"),
)
OPENER = Rule(
    "structure/title_opener",
    r"(?:根据|按照|依据|依照|遵照|参照|对照|贯彻落实|贯彻|落实|执行|印发|转发|批转|发布|公布|遵守|违反|修订|学习|填写|填报|上报|报送"
    r"|和|与|及|以及|现将|按|将|见|出台|符合|适用|宣传|下发|规定的|制定了|制定的|印发的|发布的|编制)$",
    inside=(("为做好工作根据", "根据"), ("生产法和", "和")),
    no=("工作", "的", "部署"),
)
GLUED_OPENER = Rule(
    "structure/glued_opener",
    rf"(?:根据|依据|按照|依照|遵守|贯彻落实|执行|^和|^以及|^及)(?P<title>[{HAN}]{{4,40}}(?:{_LAW}|方案|意见|通知|制度|预案))$",
    inside=(("根据城镇燃气管理条例", "根据城镇燃气管理条例"),),
    no=("根据工作方案", "按照要求"),
)
ABOUT = Rule(
    "structure/about",
    r"关于(?:印发|转发|批转|发布|公布|修改|废止|实施|贯彻实施|贯彻落实|调整|批准|同意)$",
    inside=(("国务院安委会关于印发", "关于印发"),),
    no=("关于加强管理", "印发"),
)
OF_TYPE = Rule(
    "structure/of_type",
    r"^的(?:通知|意见|决定|公告|函|批复|通告|命令|报告|请示|通报|指导意见|实施意见|决议)",
    yes=("的通知", "的决定"),
    no=("的要求", "的规定"),
)
STATE = Rule(
    "structure/state",
    r"(?P<x>,)(?:试行|暂行|征求意见稿|草案|修订稿|送审稿|修订版|节选|修正案|\d{4}年版|\d{4}年修订|模拟运行版)(?P<y>,|(?=\n|$))",
    yes=(",试行,", ",征求意见稿,"),
    no=("试行", ",试行办法,"),
)
ASIDE = Rule(
    "structure/aside",
    r"(?P<x>,)(?:此件[^,\n]{2,12}|公开属性,[^,\n]{2,8}|信息公开[^,\n]{0,4},[^,\n]{2,8}|(?:以下)?(?:统一)?简称[^,\n]{1,20}|(?:详?见|见)附件[0-9一二三四五六七八九十]{0,2}|附件[0-9]{1,2}|星期[一二三四五六日天]|周[一二三四五六日]"
    r"|[^,\n]{2,30}代章|含[^,\n]{1,8}|不含[^,\n]{1,8}|盖章|加盖公章|代章|兼传真|签字|章)(?P<y>,|(?=\n|$))",
    yes=(",此件主动公开,", ",以下简称办法,", ",见附件1,", ",星期五,"),
    no=(",各单位,", "此件主动公开"),
)
DIVISIONS = Rule(
    "structure/divisions",
    r"(?<=[各县市区在到以乡镇全及由\u4e00-\u9fff])(?P<a>县|市|区|乡|旗|部门|单位|厅|村|镇)(?P<x>,)(?P<b>市|区|镇|县|街道|单位|部门|局|委|居)(?:(?P<m>,)(?P<c>区|旗|街道|管委会))?(?P<y>,)"
    r"(?=人民政府|政府|安委|安全|街道|党委|教育|财政|要|应|和|主管|分管|负责|工信|发改|民委员会|民|卫生|市场|农业|住房)",
    inside=(("各县,市,区,人民政府", "县,市,区,"), ("各乡,镇,人民政府", "乡,镇,")),
    no=("各市,县,自治县", "各县人民政府"),
)
SLOGAN = Rule(
    "structure/slogan",
    r"(?:坚持|按照|本着|贯彻|落实|遵循|树立|执行|实行|建立|采取|采用|做到|推行|强化|围绕|秉持|突出|以)(?P<x>,)"
    r"(?P<inner>[^,\n]{2,12}(?:,[^,\n]{2,10}){0,7})(?P<y>,)的?"
    r"(?=方针|原则|要求|思路|理念|机制|方式|模式|办法|体系|格局|制度|工作法|标准|目标|方法|意识|职责|责任|措施|形式)",
    no=("坚持人民至上的理念", "落实,各单位"),
    inside=(("按照,党政同责,一岗双责,失职追责,的要求", "按照,党政同责,一岗双责,失职追责,的"),),
)
QUOTED = Rule(
    "structure/quoted",
    rf"(?:实现|坚持|做到|对|和|与|推行|打造|构建|一个|这个|称为|为|叫|树牢|以|建立健全|建立|采取|开展|实施|实行|抓好|开好|按照)(?P<x>,)"
    rf"(?P<inner>(?![各请要应对将由从并及在为该本被经])(?:[一二三四五六七八九十两双多][{HAN}]{{2,6}}|[{HAN}]{{3}}|[{HAN}]{{4}}))(?P<y>,)",
    inside=(("实现,零增长,", "实现,零增长,"), ("开展,两清三查,重点", "开展,两清三查,")),
    no=("实现零增长", "开展,各市要"),
)
PARTS = Rule(
    "structure/parts",
    r"(?<=部门)(?P<x>,)单位(?P<y>,)|(?<=省)(?P<a>,)自治区(?P<m>,)直辖市(?P<b>,)(?=[\u4e00-\u9fff]{1,10}(?:局|厅|委|部门)|及|和)",
    no=("部门单位,", "省,自治区,直辖市人民政府"),
    inside=(("各部门,单位,各", ",单位,"), ("各省,自治区,直辖市,能源局", ",自治区,直辖市,")),
)
OFFICE_OR = Rule(
    "structure/office_or",
    r"(?<=[厅])(?P<x>,)(?:局|委)(?P<y>,|(?=\n|$))",
    no=("厅,局长", "厅局,"),
    inside=(("水利厅,局,各", ",局,"),),
)
RULES = (
    PARTS,
    OFFICE_OR,
    DOCUMENT_NUMBER, DECREE, TITLE, NO_TITLE, OPENER, GLUED_OPENER, ABOUT, OF_TYPE, STATE, ASIDE, DIVISIONS, SLOGAN,
    QUOTED,
)  # fmt: skip


def bracket_numbers(draft: Draft) -> None:
    """Write 〔 〕 round the years of document numbers, and parentheses round numbers that follow a title."""
    text = draft.text
    for match in DOCUMENT_NUMBER.find_all(text):
        before, after = (
            draft.gap(match.start("year") - 1 if match["x"] else match.start("year")),
            draft.gap(match.start("y")),
        )
        before.open, before.mark = "〔", ""
        after.close, after.mark = "〕", ""
        start = match.start("code")
        if draft.is_gap(start - 1) and start and text[start - 1] == MARK and draft.gap(start - 1).close.endswith("》"):
            draft.gap(start - 1).open = "（"
            if match.end() in draft.gaps:
                draft.gap(match.end()).close = "）" + draft.gap(match.end()).close
            else:
                draft.gap(match.end()).close = "）"
    for match in DECREE.find_all(text):
        if draft.gap(match.start("x")).close.endswith("》"):
            draft.gap(match.start("x")).open = "（"
            draft.gap(match.start("y")).close = "）"


def bracket_asides(draft: Draft) -> None:
    """Put parentheses round 试行, 此件主动公开, 以下简称…, and inside 县（市、区）."""
    for rule in (STATE, ASIDE, OFFICE_OR):
        for match in rule.find_all(draft.text):
            opening, closing = draft.gap(match.start("x")), draft.gap(match.start("y"))
            if opening.open or closing.close not in ("", "》"):
                continue
            opening.open, opening.mark = "（", "" if rule is OFFICE_OR else opening.mark or ""
            closing.close = "）" + closing.close
            if match.group().startswith((",此件", ",公开属性", ",信息公开")):
                inner = match.start("x") + 1 + match.group()[1:].find(MARK)
                if match.start("x") < inner < match.start("y"):
                    draft.gap(inner).mark = "："
                opening.breaks = closing.breaks = True
                opening.mark = closing.mark = ""
    for match in PARTS.find_all(draft.text):
        first, last = ("x", "y") if match["x"] else ("a", "b")
        draft.gap(match.start(first)).open, draft.gap(match.start(first)).mark = "（", ""
        draft.gap(match.start(last)).close = "）"
        if match["m"]:
            draft.gap(match.start(last)).mark, draft.gap(match.start("m")).mark = "", "、"
    for match in DIVISIONS.find_all(draft.text):
        opening, closing = draft.gap(match.start("x")), draft.gap(match.start("y"))
        opening.open, opening.mark, closing.close, closing.mark = "（", "", "）", ""
        if match["m"]:
            draft.gap(match.start("m")).mark = "、"


def bracket_titles(draft: Draft) -> None:
    """Put 《》 round the titles of cited documents, 〈〉 round one inside another.

    A title is bounded by marks, ends as titles do, and is introduced by 根据, 按照, 和 and the like, or by another.
    """
    text = draft.text
    places = sorted(draft.gaps)
    for index, at in enumerate(places):
        if draft.gaps[at].open:
            continue
        begin = places[index - 1] + 1 if index else 0
        begin = max(begin, text.rfind("\n", begin, at) + 1)
        before = text[begin:at]
        end = _segment_end(draft, places, index)
        after = text[at + 1 : end]
        opened = OPENER.search(before) is not None or draft.gaps[at].close == "》"
        if opened and ABOUT.search(after) and index + 2 < len(places):
            _nested(draft, places, index)
        elif (opened and _is_title(after) and (text[end : end + 1] == MARK or OPENER.search(before))) or (
            _glued(draft, begin, at, before) and _is_title(after) and text[end : end + 1] == MARK
        ):
            _enclose(draft, at, end)


def _segment_end(draft: Draft, places: list[int], index: int) -> int:
    at = places[index]
    stop = places[index + 1] if index + 1 < len(places) else len(draft.text)
    line = draft.text.find("\n", at, stop)
    return stop if line < 0 else line


def _is_title(words: str) -> bool:
    return len(words) > 3 and TITLE.fullmatch(words) is not None and NO_TITLE.search(words) is None


def _enclose(draft: Draft, start: int, end: int, marks: str = "《》") -> None:
    opening, closing = draft.gap(start), draft.gap(end)
    opening.open += marks[0]
    opening.mark = opening.mark or ""
    closing.close += marks[1]


def _nested(draft: Draft, places: list[int], index: int) -> None:
    """国务院安委会关于印发,安全生产检查工作制度,的通知: a title that holds another."""
    inner = places[index + 1]
    tail, end = None, inner
    for end in places[index + 2 : index + 5]:
        tail = OF_TYPE.match(draft.text[end + 1 : end + 8])
        if tail:
            break
    first = min(places[index + 2], end)
    if not tail or not _is_title(draft.text[inner + 1 : first]):
        return
    if first < end and draft.text[first + 1 : end].strip("0123456789年,") == "":
        # 行动方案（2021—2023年）
        draft.gap(first).open, draft.gap(first).mark = "（", ""
        draft.gap(end).close = "）"
    _enclose(draft, inner, end, "〈〉")
    draft.gap(end).mark = ""
    _enclose(draft, places[index], end + 1 + tail.end())


def _glued(draft: Draft, begin: int, at: int, before: str) -> bool:
    """根据城镇燃气管理条例,: the opening mark is lost too, the closing one stands there; tell whether it was so."""
    match = GLUED_OPENER.search(before)
    if not match or draft.gap(at).close or NO_TITLE.search(match["title"]) or "的" in match["title"][:-4]:
        return False
    start = begin + match.start("title")
    follows = match.start() == 0 and begin > 0 and draft.is_gap(begin - 1) and draft.gap(begin - 1).close == "》"
    if len(match["title"]) < 7 or (not follows and match.group().startswith(("和", "及", "以及"))):
        return False
    draft.gap(start).open = "《"
    draft.gap(at).close = "》"
    return True


def quote_slogans(draft: Draft) -> None:
    """Put “” round slogans (坚持,安全第一,预防为主,的方针) and round one word after a verb that needs an object."""
    for match in SLOGAN.find_all(draft.text):
        opening, closing = draft.gap(match.start("x")), draft.gap(match.start("y"))
        if opening.open or closing.close or "《" in match["inner"] or _is_title(match["inner"]):
            continue
        opening.open, opening.mark, closing.close, closing.mark = "“", "", "”", ""
        for at in range(match.start("inner"), match.end("inner")):
            if at in draft.gaps and draft.gaps[at].mark is None:
                draft.gaps[at].mark = "、"
    for match in QUOTED.find_all(draft.text):
        opening, closing = draft.gap(match.start("x")), draft.gap(match.start("y"))
        if opening.open or closing.close or opening.close or opening.mark is not None or _is_title(match["inner"]):
            continue
        opening.open, opening.mark, closing.close = "“", "", "”"
