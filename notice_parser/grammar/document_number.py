"""发文字号: 机关代字, year and serial, in the printed form and in the forms that damage leaves."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.notice import DocumentNumber
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

OPEN = r"[〔\[【（(﹝〖{［]"
CLOSE = r"[〕\]】）)﹞〗}］]"
# Characters that stand before a number in a sentence and in no 机关代字: 根据国办发, 现将江交传明电, …文件沧财会.
# 和 and 并 stay in: 和 is 和县, 并 is 太原.
_CODE = r"[\p{Han}--[的了将据照按根依与及对以为在有由从件知意见决等其该请我们号年月日令各现]]"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SERIAL = r"(?P<ordinal>第)?\s?(?P<serial>\d{1,5})"

STANDARD = Rule(
    name="document_number/standard",
    # 澄教〔2018〕第43号 counts, [2020]的43号 is damage. Blanks inside come from letter-spaced heads.
    pattern=(
        rf"(?P<agency_code>{_CODE}{{1,24}}|{_CODE}(?: {_CODE}){{1,9}})"
        rf"\s?{OPEN}\s?{_YEAR}\s?{CLOSE}\s?的?\s?{_SERIAL}\s?[号號]"
    ),
    yes=(
        "国办发〔2024〕12号",
        "沧安函字〔2018〕1号",
        "澄教〔2018〕第43号",
        "国办发明电〔2018〕15号",
        "办公厅便函〔2021〕68号",
        "杂志（2020）1号",
        "教高厅[2012]4号",
        "建发〔2021]31号",
        "建 办 函 〔2021〕31号",
        "建发﹝2021﹞59号",
        "建发[2020]的43号",
        "鹭政办〔2021〕5 号",
    ),
    no=("2016年第58期", "2024年12号楼", "京公网安备 11010100000001号", "京ICP备10000001号", "（2020年）12号"),
    inside=(
        ("根据国办发〔2015〕58号文件", "国办发〔2015〕58号"),
        ("某厅文件沧财会〔2021〕13号某厅", "沧财会〔2021〕13号"),
    ),
)
HALF_OPEN = Rule(
    name="document_number/half_open",
    # One bracket or 号 lost with a byte: 江工信产业〔2019207号, 江林生函[2020]614）.
    pattern=(
        rf"(?P<agency_code>{_CODE}{{2,14}})\s?"
        rf"(?:{OPEN}\s?{_YEAR}\s?{_SERIAL}\s?[号號]|{_YEAR}\s?{CLOSE}\s?{_SERIAL}\s?[号號]"
        rf"|{OPEN}\s?{_YEAR}\s?{CLOSE}\s?{_SERIAL}(?![\d\p{{Han}}]))"
    ),
    yes=("江工信产业〔2019207号", "江林生函[2020]614", "建发2018〕193号"),
    no=("沧财会〔2021〕", "通知（2019年）", "附件（2019）"),
)
MARKS = Rule(
    name="document_number/marks",
    # Brackets that became other marks or blanks: 云府 2016、71号, 安委,2016。2号.
    pattern=(
        rf"(?P<agency_code>{_CODE}{{2,8}})[ ,，。、.;；:：]{{1,2}}{_YEAR}[ ,，。、.;；:：]{{1,2}}"
        rf"{_SERIAL}\s?[号號](?![楼院室线门])"
    ),
    yes=("云府 2016、71号", "安委,2016。2号", "云府。2016 71号"),
    no=("2016、71号", "云府2016年71号", "地址, 2016, 12号楼"),
)
BARE = Rule(
    name="document_number/bare",
    # Both brackets lost: 临防溺201417号; without 号 too, only where it stands alone in brackets: （江绿委202012）.
    pattern=(
        rf"(?P<agency_code>{_CODE}{{2,8}}){_YEAR}(?P<ordinal>)(?P<serial>\d{{1,4}})[号號](?![楼院室线门])"
        rf"|(?<=[（(])(?P<agency_code>{_CODE}{{2,8}}){_YEAR}(?P<ordinal>)(?P<serial>\d{{1,3}})(?=[）)])"
    ),
    yes=("临防溺201417号",),
    inside=(("推荐工作的通知》（江绿委202012）精神", "江绿委202012"),),
    no=("京公网安备 11010100000001号", "工位编码bm10000001号", "楼2014年17号"),
)
DECREE = Rule(
    name="document_number/decree",
    # Decrees and announcements have no 代字: 人力资源社会保障部令第25号, 2017年第12号公告.
    pattern=(
        r"(?P<issuer>[\p{Han}（）]{2,24}?)令\s?[〔（(]?第\s?(?P<serial>\d{1,4}|[一二三四五六七八九十百〇○零]{1,6})\s?号[〕）)]?"
        r"|(?:公告|通告)?\s?[〔（(]?(?P<year>(?:19|20)\d{2})年?[〕）)]?\s?第\s?(?P<serial>\d{1,4})\s?号(?:公告|通告)?"
    ),
    yes=("人力资源社会保障部令第25号", "国务院令第493号", "2017年第12号公告", "公告2017年第12号", "（2017年第12号"),
    no=("2016年第58期", "令人满意", "第12号楼", "2024年12号楼"),
)
OLD = Rule(
    name="document_number/old",
    # 草护字第217号 and 国发字〔88〕12号, before 1996.
    pattern=rf"(?P<agency_code>{_CODE}{{2,8}})\s?{OPEN}(?P<year>[5-9]\d){CLOSE}\s?{_SERIAL}\s?[号號]",
    yes=("国发〔88〕12号",),
    no=("国发〔2018〕12号", "编号（12）3号"),
)

YEAR_FIRST = Rule(
    name="document_number/year_first",
    # Courts and procuratorates put the year first: （2026）苍法函17号; so did others before 1996: （84）国函字158号.
    pattern=(
        rf"(?<![\p{{Han}}\d]){OPEN}\s?(?:{_YEAR}\s?{CLOSE}\s?(?P<agency_code>{_CODE}{{1,6}}[法检院]{_CODE}{{0,6}})"
        rf"|(?P<year>[5-9]\d)\s?{CLOSE}\s?(?P<agency_code>{_CODE}{{1,6}}字))\s?{_SERIAL}\s?[号號]"
    ),
    yes=("（2026）苍法函17号", "(2025)岐检办发第8号", "〔2024〕棠中法12号", "（84）岐函字158号"),
    no=("（2019）苍0105民初123号", "（2024）第12号", "岐政函（2026）17号", "（2024）12号楼"),
)

_NO_CODE = Rule(
    # What a paper is called, where its number has no agency code: 甲市水务局会议纪要〔2023〕第14号.
    "document_number/no_code",
    r"会议纪要$",
    inside=(("甲市水务局会议纪要", "会议纪要"),),
    no=("甲政纪要",),
)
RULES = (STANDARD, HALF_OPEN, MARKS, BARE, DECREE, OLD, YEAR_FIRST, _NO_CODE)
NUMBER_RULES = (STANDARD, YEAR_FIRST, HALF_OPEN, OLD, MARKS, BARE)
"""Forms with a 机关代字, the surest first."""

CONFIDENCE = {
    "document_number/standard": 0.98,
    "document_number/year_first": 0.93,
    "document_number/half_open": 0.85,
    "document_number/old": 0.8,
    "document_number/marks": 0.75,
    "document_number/bare": 0.7,
    "document_number/decree": 0.85,
}

# What may be glued before the code: the type at the end of a title (…的函教高厅函〔2012〕4号) or an organ's name.
_GLUED = Rule(
    "document_number/glued",
    r"^(?:.*(?:文件|方案|办法|细则|预案|制度|委员会|办公室|办公厅|人民政府|管理局|监督局|公司|大学|学院|协会|联合会|领导小组|指挥部)(?=\p{Han}{2})"
    r"|(?:级|特急|特提|加急|平急|急件|明电|等级)+(?=\p{Han}{2})"
    r"|(?:通|公|通报|公告|函|意|命令|报告|请示|批复|纪要|转发|印发|关于|通过|附)(?=国|中|省|市|县|区)(?=\p{Han}{3}))",
)


def find_document_numbers(
    text: str, start: int = 0, end: int | None = None, rules: tuple[Rule, ...] = NUMBER_RULES
) -> Iterator[tuple[Span, DocumentNumber, str]]:
    """Find numbers of documents; give place, value in normal form and the rule's name, in reading order.

    >>> [n.text for _, n, _ in find_document_numbers("现将建办函[2018]277号转发，并见教督[2020]的43号")]
    ['建办函〔2018〕277号', '教督〔2020〕43号']
    """
    stop = len(text) if end is None else end
    found: list[tuple[Span, DocumentNumber, str]] = []
    for window in _windows(text, start, stop) if DECREE not in rules else (Span(start, stop),):
        near: list[tuple[Span, DocumentNumber, str]] = []
        for rule in rules:
            for match in rule.find_all(text, window.start, window.end):
                code = match.groupdict().get("agency_code")
                if code is not None and "纪要" in code and _NO_CODE.search(code) is not None:
                    continue
                taken = _number(match)
                if not any(taken[0].overlaps(other) for other, _, _ in near):
                    near.append((*taken, rule.name))
        found += near
    yield from sorted(found, key=lambda entry: entry[0])


# A year that no 年 follows; the rules are tried round these only, since few years of a notice belong to numbers.
_YEAR_ALONE = Rule("document_number/year", rf"(?:(?:19|20)\d{{2}}(?!年)|{OPEN}[5-9]\d{CLOSE})")


def _windows(text: str, start: int, stop: int) -> Iterator[Span]:
    window: Span | None = None
    for match in _YEAR_ALONE.find_all(text, start, stop):
        near = Span(max(start, match.start() - 32), min(stop, match.end() + 16))
        if window is not None and near.start <= window.end:
            window = window.union(near)
            continue
        if window is not None:
            yield window
        window = near
    if window is not None:
        yield window


def _number(match: regex.Match[str]) -> tuple[Span, DocumentNumber]:
    groups = match.groupdict()
    serial = groups["serial"] or ""
    year = groups.get("year")
    number = int(serial) if serial.isdigit() else None
    if groups.get("agency_code") is None:
        text = "".join(match.group().split()).strip("（(〔）)〕")
        return Span(*match.span()), DocumentNumber(text, None, int(year) if year else None, number)
    printed = match["agency_code"]
    if match.start("year") < match.start("agency_code"):
        code = printed.replace(" ", "")
        text = f"（{year}）{code}{groups.get('ordinal') or ''}{serial}号"
        return Span(*match.span()), DocumentNumber(
            text, code, int(year or 0) + (1900 if year and len(year) == 2 else 0), number
        )
    code = _unglued(printed)
    start = match.start() + len(printed) - len(code)
    # ）和教高函〔2019〕13号: 和 begins a code only at the place of 和县 or 和田, never after a bracket.
    if code.startswith("和") and match.string[max(0, start - 1) : start] in ("》", "）", ")", "号"):
        code, start = code[1:], start + 1
    code, start = _without_type(match.string, code, start)
    if year is not None and len(year) == 2:
        year = "19" + year
    code = code.replace(" ", "")
    text = f"{code}〔{year}〕{groups.get('ordinal') or ''}{serial}号"
    return Span(start, match.end()), DocumentNumber(text, code, int(year or 0), number)


_NO_MARKS = str.maketrans("", "", " \u3000，,、。")


def _without_type(text: str, code: str, start: int) -> tuple[str, int]:
    """Drop the end of a title's type before a code: …的通 告映街通告〔2023〕2号."""
    before = text[max(0, start - 4) : start].translate(_NO_MARKS)
    for kind in ("通告", "公告", "通报", "批复", "报告", "请示", "函", "方案", "办法", "命令"):
        for cut in range(len(kind)):
            if code.startswith(kind[cut:]) and before.endswith("的" + kind[:cut]) and len(code) - len(kind) + cut >= 2:
                return code[len(kind) - cut :], start + len(kind) - cut
    return code, start


def _unglued(code: str) -> str:
    """Drop what stands glued before a 机关代字.

    >>> _unglued("安全生产委员会沧安函字")
    '沧安函字'
    """
    if match := _GLUED.match(code):
        return code[match.end() :]
    # 江浔省教育考试院浔考院函: the longest name of an organ that leaves a code.
    for cut in range(len(code) - 2, 4, -1):
        if len(code) - cut <= 10 and is_organ(code[:cut]):
            return code[cut:]
    return code
