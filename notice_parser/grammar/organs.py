"""Names of authorities, companies, schools and associations: whether a text is one, and what is short for what."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from notice_parser.grammar.rule import Rule

MAX_NAME = 50
"""Longest name that counts as one organ; a district office for unpaid wages of migrant workers has 23 characters."""


@cache
def suffixes() -> tuple[str, ...]:
    """List the endings of organs' names from the lexicon, the longest first."""
    entries: list[str] = []
    with files("notice_parser").joinpath("lexicon/organ_suffixes.toml").open("rb") as stream:
        for group in tomllib.load(stream)["suffixes"].values():
            entries.extend(group)
    return tuple(sorted(set(entries), key=lambda s: (-len(s), s)))


@cache
def suffix_pattern() -> str:
    """Give the alternation of all endings."""
    return "(?:" + "|".join(suffixes()) + ")"


DIVISION = (
    r"(?:自治区|直辖市|计划单列市|设区市|地级市|自治县|自治州|县级市|新区|管理区|示范区|开发区|高新区|经开区|功能区|实验区|园区|景区|风景区|林区|矿区"
    r"|生产建设兵团|兵团|地区|省(?![直属级内])|市(?![直属级辖域场容]|民(?![政族宗防航])|政(?![府协务法研]))|县(?![直属级域])|区(?![直属级域块])|州(?![直属级])"
    r"|(?<!联)盟(?!员)|旗(?![舰直下])|(?<!城)乡(?!村|贤)|镇(?![直属级]))"
)
"""What a division's name ends with."""

_BRACKET = r"[（(][^（）()]{1,24}[）)]"

PLACE = Rule(
    name="organ/place",
    # Divisions alone, waiting for the tail of a later member of the list: 各省（自治区、直辖市）, 济南市, 县区.
    pattern=rf"(?:各|有关|相关|全省|全市){{0,3}}(?:\p{{Han}}{{0,8}}?{DIVISION}{{1,3}})(?:{_BRACKET}(?:{DIVISION})?)?",
    yes=(
        "各省",
        "自治区",
        "济南市",
        "县",
        "各县市区",
        "各县（市、区）",
        "有关省（自治区、直辖市）",
        "各县（市）区",
        "新疆生产建设兵团",
        "浦东新区",
    ),
    no=("各部门", "教育局", "会员单位", "市民"),
)
COLLECTIVE = Rule(
    name="organ/collective",
    # Kinds of receivers that are no organs' names: 各二级学院, 市直各部门（单位）, 全体会员, 各相关企业.
    pattern=(
        r"[\p{Han}、（）()“”A-Za-z0-9·]{0,30}?(?:部门|单位|企业|学院|院校|高校|学校|中学|小学|中小学|初中|高中|完中|职高|职校|幼儿园|园所|系部|院系|院（系）|教研室|科室|股室|处室"
        r"|机构|团体|组织|中心|馆|所|站|委员|代表|会员|同学们?|员工|师生|教师|职工|同志|班级|年段|年级|店铺|商户|用户|住户|业主|居民|家长|考生|学员|党员|村民|市民"
        r"|党支部|党总支|基层党委|分会|工会|支会|部委|委办局|直属机构|派出机构|政府|系统|林场|农场|牧场|医院|卫生院|公司|厂|矿|院|系|部|处|科|股|组|队|人员|负责人|项目部|门店|片区|小组|专班)"
        rf"(?:{_BRACKET})?"
    ),
    yes=("各二级学院", "市直各部门（单位）", "各相关企业", "各位会员", "国务院各部委", "全体教职员工", "各院（部）"),
    no=("通知如下", "各省"),
)
RULES = (PLACE, COLLECTIVE)

_NOT_IN_NAMES = Rule(
    "organ/not_in_names",
    r"(?:[实深好用难之去何此到坏益妙]处|[大格全结布僵开时战变]局|到位)$|[。；;！？!?，,：:《》〔〕\[\]【】%＋+=/\\|]|现将|如下|请于|根据|按照|为了|通知要求|附件|联系人|电话|邮箱|关于|报送|提交|发送|底前|日前|月前|的(?:通知|意见|函|批复|决定|公告)",
)
_SENTENCE_START = Rule(
    "organ/sentence_start",
    r"^(?!和县|对外|经济|经信|经发|经贸|经开|本溪|本科(?!室)|即墨|向阳|于都)(?:已经|[请由经并及和与对将向报在于从即该本此其])(?=.{3})",
)
_SEAL = Rule("organ/seal", r"\s*[（(【][^（）()【】]{0,30}?(?:代章|印章|盖章|公章|章)[）)】]\s*$|\s*[（(]代[）)]\s*$")


def without_seal(name: str) -> str:
    """Drop a note on the seal behind a name: …专项小组办公室（山东省工业和信息化厅代章）.

    >>> without_seal("“双代会”筹备领导小组（代章）")
    '“双代会”筹备领导小组'
    """
    match = _SEAL.search(name)
    return (name[: match.start()] if match else name).strip()


def squeezed(name: str) -> str:
    """Drop blanks inside a name: 教 务 处."""
    return "".join(name.split())


@cache
def _ends_like_organ() -> regex.Pattern[str]:
    return regex.compile(rf"^[\p{{Han}}\p{{L}}\d（）()·•“”\"、\-－—〇○]{{1,{MAX_NAME}}}$", regex.VERSION1)


@cache
def _tail() -> regex.Pattern[str]:
    return regex.compile(rf"{suffix_pattern()}(?:{_BRACKET})?$", regex.VERSION1)


def is_organ(name: str) -> bool:
    """Tell whether a text reads as the name of one organ.

    >>> is_organ("山东省人民政府安全生产委员会"), is_organ("教 务 处"), is_organ("请各单位报教务处")
    (True, True, False)
    """
    name = without_seal(squeezed(name))
    if len(name) < 2 or _NOT_IN_NAMES.search(name) or not _ends_like_organ().match(name):
        return False
    if _SENTENCE_START.match(name) or name.count("（") != name.count("）"):
        return False
    return _tail().search(name) is not None


# 委 is short for 委员会, 办 for 办公室 or 办公厅: the end of a short form and the ends it may stand for.
_SHORT_ENDS = {
    "委": ("委", "委员会"),
    "办": ("办", "办公室", "办公厅"),
    "联": ("联", "联合会"),
    "协": ("协", "协会"),
}


def is_short_for(short: str, full: str) -> bool:
    """Tell whether one name is short for another that holds all its characters in order and ends alike.

    >>> is_short_for("省发展改革委", "山东省发展和改革委员会"), is_short_for("中电联", "中国电力企业联合会")
    (True, True)
    >>> is_short_for("山东省财政厅", "山东省财政厅办公室"), is_short_for("市教育局", "县教育局")
    (False, False)
    """
    if len(short) < 2 or len(short) >= len(full):
        return False
    ends = _SHORT_ENDS.get(short[-1], (short[-1],))
    if not any(full.endswith(end) for end in ends) and full[:-1] != short:
        return False
    rest = iter(full)
    return all(char in rest for char in short)
