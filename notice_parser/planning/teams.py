"""The inspecting teams: how many, how large, led by whom, with which roles."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.plan import Role, Teams
from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.numerals import NUMBER, parse_numeral
from notice_parser.grammar.rule import Rule
from notice_parser.planning.names import is_complete, split_names
from notice_parser.planning.parts import Parts
from notice_parser.planning.topics import Topic
from notice_parser.planning.verbs import INSPECT
from notice_parser.planning.visits import Visits

_OFFICE = r"(?:处|科|办|办公室|会|局|部|委|厅|中心|室|司|站|院|支队|总队|大队)"
_RANGE = rf"(?P<low>{NUMBER})\s?(?:名|人|位)?(?:(?:至|到|[—–\-－~～]{{1,2}})\s?(?P<high>{NUMBER}))?\s?(?:名|人|位)"
_BOUND = r"(?P<bound>不少于|不低于|至少|不超过|不得超过|不多于|最多|控制在|原则上|一般|约|为|共|由|安排|配备){0,2}+"

COUNT = Rule(
    name="teams/count",
    pattern=r"(?:组织|组成|成立|派出|组建|设立|共?设|抽调人员组成|下设|共?分(?:为|成)?|(?<=组)共)(?:了)?(?:省级|市级|县级)?"
    rf"(?P<count>{NUMBER})\s?(?:组(?!长|织|成)|(?:个|支)(?:(?<=组共[^，。]{{1,4}})|[^，。；;、\n]{{0,14}}?(?:组|专班|队)(?!长)))",
    yes=(
        "组织4个安全生产巡查组",
        "成立三个检查组",
        "派出3个督导组",
        "组建5个核查专班",
        "分4个组",
        "共设4个互查组",
        "共分3组",
    ),
    no=("成立检查组", "组织4个单位", "分为4个阶段", "分3组织实施"),
)

COUNTED_TEAMS = Rule(
    name="teams/counted",
    pattern=rf"(?P<count>{NUMBER})\s?个(?:联合|综合|专项)?{INSPECT}(?:小)?组(?!长)",
    yes=("三个督查组", "5个联合检查组"),
    no=("第三检查组", "三个小组"),
)

SIZE = Rule(
    name="teams/size",
    pattern=rf"每(?:个)?[^，。；;\n]{{0,8}}?(?:组|班|队){_BOUND}(?:由)?{_RANGE}(?![^，。；;：:\n]{{0,14}}(?:带队|牵头|组长|负责人|领导|联络员))(?P<within>以内|以上|左右)?",
    yes=("每个巡查组不超过10人", "每组5至7人", "每班6至8人", "每组不少于5人", "每组4人", "每个检查组由3—5名"),
    no=("每组负责2个县", "每个单位不超过10人", "每组由1名县级领导带队"),
)

MEMBERS = Rule(
    # 组长由…担任，成员6至8人: how many belong to each team where the sentence speaks of teams.
    name="teams/members",
    pattern=rf"(?<=组[^。\n]{{0,80}}[，,])(?:组员|成员|人员){_BOUND}{_RANGE}(?P<within>以内|以上|左右)?",
    inside=(("设2个督导组，组长由甲局担任，成员6至8人", "成员6至8人"),),
    no=("家庭成员3人", "督导组成员单位"),
)

MADE_OF = Rule(
    name="teams/made_of",
    pattern=rf"(?:组|专班|队)(?:一般|原则上|均|各)?由{_BOUND}{_RANGE}(?P<within>以内|以上|左右)?(?:左右)?(?:[^，。；;\n、]{{0,12}}?)组成",
    yes=("组由5—7人组成", "专班一般由3至5人组成"),
    no=("巡查组由省直部门人员组成",),
)

LEADERS = Rule(
    name="teams/leaders",
    pattern=r"(?:拟请|分别由|由|请)(?P<who>[^。；;：:\n由]{2,90}?)(?=[有分主相县处科厅一负领同班各带牵任担\d])(?:(?:\d{1,2}名|一名)?(?:有关|分管|主要|相关|[县处科厅]级)?(?:负责同志|负责人|领导同志|领导|负责干部|同志|厅级干部|处级干部|科级干部|班子成员))?(?:各)?(?:分别)?"
    r"(?:带队|牵头|负责带队|(?<=分别)负责(?=[，,。；;]|$)|任组长|担任组长|担任(?:检查|督查|督导)组组长)",
    yes=(
        "由市教育局、市市场监督管理局各牵头",
        "拟请省水利厅、省安监局负责同志分别带队",
        "由教务处牵头",
        "由副校长任组长",
        "由总务处、学生处分别负责",
    ),
    no=("由省直部门人员组成", "请明确一位市领导"),
)

LED_BY = Rule(
    # 组长由省生态环境厅、省自然资源厅厅级干部担任: the organs whose people lead.
    name="teams/led_by",
    pattern=r"(?<!副)组长(?:各?1名)?[，,]?(?:分别)?由(?P<who>[^。；;：:\n由，,]{2,90}?)(?=(?:\d{1,2}名|一名)?(?:有关|分管|主要|相关"
    r"|(?:厅局|县处|乡科|[县处科厅局])级)?(?:负责同志|负责人|领导同志|领导|干部|班子成员)(?:分别)?担任)",
    inside=(
        ("组长由省水利厅、省财政厅处级干部担任", "组长由省水利厅、省财政厅"),
        ("组长由市直单位退休的厅局级干部担任", "组长由市直单位退休的"),
    ),
    no=("副组长由省水利厅处级干部担任", "组长由张三担任"),
)

ROLE = Rule(
    name="teams/role",
    pattern=rf"(?:设)?(?P<role>副组长|组长|组员|成员|联络员)(?:(?P<count>{NUMBER})\s?(?:名|人))?[，,]?由(?P<requirement>[^。；;，,\n]{{2,60}}?(?:、[^。；;，,\n]{{2,60}}?)?)(?:担任|组成)",
    yes=("组长1名，由各带队厅局的领导干部担任", "副组长由县处级干部担任", "组员由专家担任"),
    no=("组长负责制", "成员单位"),
)

LEADING_UNITS = Rule(
    name="teams/leading_units",
    pattern=r"(?:组长单位|牵头单位|带队单位|责任单位|牵头部门)(?:分别)?(?:为|是|由|：|:)(?P<who>[^。；;：:，,\n]{2,120})(?:担任)?",
    yes=("组长单位分别为甲公司、乙公司", "牵头单位：市教育局"),
    no=("组长单位要加强协调", "各牵头单位"),
)

HEADING_UNIT = Rule(
    name="teams/heading_unit",
    pattern=r"(?<=^|[，。；;：:\n）)])(?P<who>[[\p{Han}、]--[由]]{2,40}?)(?:分别)?(?:牵头|带队)(?=[，,、。；;\n]|(?:组成|组建|抽调)[^，。；;\n]{0,16}组)",
    inside=(("整治。镇应急管理站牵头，组成3个工作组", "镇应急管理站牵头"),),
    no=("由镇应急管理站牵头负责", "明确一位市领导牵头负责"),
)

GROUP = Rule(
    name="teams/group",
    pattern=r"(?<=^|[\n。；;：:）)])[ \u3000]*第(?P<number>[一二三四五六七八九十]{1,3})"
    r"(?:检查|督查|督导|巡查|考核|抽查|核查)?(?:小)?组(?=[：:（(\n]|由)",
    inside=(("分组\n第一组：\n组长：甲", "第一组"), ("第二督导组由甲局牵头", "第二督导组")),
    no=("第一组织", "第一组负责检查"),
)

CONDUCT = Rule(
    name="teams/conduct",
    pattern=rf"(?<=^|[，。；;：:\n　（）()、])(?P<who>[\p{{Han}}]{{1,12}}?{_OFFICE})(?:将)?(?:会同|联同|联合|协同)"
    rf"(?P<with>[\p{{Han}}、]{{2,40}}?{_OFFICE})(?=将|拟|对|到|赴|于|从|组成|组织|成立|开展|进行|适时|不定期)"
    rf"[^。；;\n]{{0,40}}?{INSPECT}",
    yes=("德育处联同年管会将从3月初开始定期开展检查", "资产处会同保卫部到各单位现场抽查"),
    no=("教务处会同学工处予以通报", "会同有关部门"),
)

RULES: tuple[Rule, ...] = (
    COUNT,
    COUNTED_TEAMS,
    SIZE,
    MEMBERS,
    LED_BY,
    MADE_OF,
    LEADERS,
    LEADING_UNITS,
    HEADING_UNIT,
    GROUP,
    CONDUCT,
    ROLE,
)

_NEAR = 60
_LEAST = ("不少于", "不低于", "至少")
_MOST = ("不超过", "不得超过", "不多于", "最多", "控制在")
_PERSON = regex.compile(
    r"(?:领导|干部|负责人|负责同志|主任|局长|校长|处长|院长|书记|同志|人员|县长|市长|区长|镇长|乡长|组长|经理|董事长|总监|部长|科长|所长|站长|行长|主席|委员)$"
)
_AREA = regex.compile(r"(?:一位|一名|\d+名|各县|各市|各地|各单位|本单位)")


def read_teams(parts: Parts, visits: Visits | None = None) -> Teams:
    """Read what the text says of its teams, and what a table of visits says beside it."""
    text = parts.text
    count = COUNT.search(text) or COUNTED_TEAMS.search(text)
    size = MADE_OF.search(text) or SIZE.search(text) or MEMBERS.search(text)
    listed = visits.leaders if visits is not None else ()
    leaders = listed or tuple(_leaders(text)) or tuple(_conductors(text))
    roles = tuple(_roles(text))
    spans = [Span(*m.span()) for m in (count, size) if m is not None]
    spans += [s for f in leaders for s in f.evidence.spans] + [s for r in roles for s in r.evidence.spans]
    low, high = _size(size) if size is not None else (None, None)
    return Teams(
        count=parse_numeral(count["count"]) if count is not None else _listed_teams(parts, visits),
        size_min=low,
        size_max=high,
        leaders=leaders,
        roles=roles,
        evidence=Evidence(tuple(spans), "teams/stated", 0.85) if spans else None,
    )


def _listed_teams(parts: Parts, visits: Visits | None) -> int | None:
    """Count the teams that a part or a table lists one by one: （一）第一检查组, （二）第二检查组."""
    if visits is not None and visits.team_count is not None:
        return visits.team_count
    for index in parts.of(Topic.TEAMS):
        headings = [parts.heading_of(c) or "" for c in parts.parts[index].children]
        teams = [h for h in headings if regex.search(r"组(?:[（(][^（()）]*[）)])?$", h)]
        if len(teams) > 1 and len(teams) == len(headings):
            return len(teams)
    numbers = [parse_numeral(m["number"]) for m in GROUP.find_all(parts.text)]
    return len(numbers) if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) else None


def _size(match: regex.Match[str]) -> tuple[int | None, int | None]:
    low = parse_numeral(match["low"])
    high = parse_numeral(match["high"]) if match["high"] else low
    before = match[0][: match.start("low") - match.start()]
    if not match["high"]:
        if any(b in before for b in _LEAST) or match["within"] == "以上":
            high = None
        elif any(b in before for b in _MOST) or match["within"] == "以内":
            low = None
    elif any(b in before for b in _MOST) and low is None:
        low = None
    return low, high


def _leaders(text: str) -> Iterator[Field[str]]:
    """List the organs whose people lead; a person by office alone (由副校长任组长) is no organ."""
    seen: set[str] = set()
    matches = [m for rule in (LEADERS, LED_BY, LEADING_UNITS, HEADING_UNIT) for m in rule.find_all(text)]
    for match in sorted(matches, key=lambda m: m.start("who")):
        if _AREA.search(match["who"]) is not None or not _is_about_teams(text, match):
            continue
        for name in split_names(text, strip_span(text, Span(*match.span("who"))), organs=True):
            if (
                name.value not in (*seen, "牵头部门", "牵头单位")
                and _PERSON.search(name.value) is None
                and is_complete(name.value)
            ):
                seen.add(name.value)
                yield Field.found(name.value, *name.spans, rule="teams/leader", confidence=0.8)


def _is_about_teams(text: str, match: regex.Match[str]) -> bool:
    """Tell whether the sentence speaks of a team or of inspecting: 由教育局牵头制定方案 does not."""
    if "带队" in match[0] or "组长" in match[0]:
        return "领导小组" not in regex.split(r"[。\n]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    sentence = regex.split(r"[。\n]", before)[-1] + regex.split(r"[。\n]", after)[0]
    return regex.search(rf"组|专班|{INSPECT}", sentence) is not None


def _conductors(text: str) -> Iterator[Field[str]]:
    """List who goes together to inspect, where nobody is said to lead."""
    match = CONDUCT.search(text)
    if match is None:
        return
    for group in ("who", "with"):
        for name in split_names(text, Span(*match.span(group)), organs=True):
            yield Field.found(name.value, *name.spans, rule="teams/conductor", confidence=0.65)


def _roles(text: str) -> Iterator[Role]:
    seen: set[str] = set()
    for match in ROLE.find_all(text):
        if match["role"] in seen:
            continue
        seen.add(match["role"])
        count = parse_numeral(match["count"]) if match["count"] else None
        evidence = Evidence((Span(*match.span()),), "teams/role", 0.8)
        yield Role(match["role"], count, match["requirement"].strip(), evidence)
