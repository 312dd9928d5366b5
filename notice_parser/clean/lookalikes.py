"""Characters that OCR and typists take for each other, told apart by what stands beside them."""

from __future__ import annotations

from notice_parser.clean.fix import replaced
from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

CITY = Rule(
    "lookalike/city",
    r"(?<=[各我该]|(?<![0-9])[0-9]{1,2})币(?![种值制])"
    r"|(?<![货民硬纸金外钱铸港台本欧代法铜银泰韩特毒持换兑投新旧元古游戏念])币"
    r"(?=[、/]?(?:县|区(?!块)|旗)|[（(](?:市|区|县)|人民|政府|[委局政直属级辖]|公安|教育|财政|自然|住房|应急|卫生|交通"
    r"|水[利务]|农业|场监|档案|安委|发展|工业|生态|行政|人社|民政|文化|统计|审计|司法|消防|城[市管区乡]|领导|域内)"
    r"|(?<=[、（(县])币(?=[、，）)])|币(?=第[一二三四五六七八九十0-9]|中[小心]?学|人大|纪委|总工会|残联|妇联|科协|气象|林业|规划|医保|税务|信访|机关|、[\u4e00-\u9fff]{1,3}[市币](?:[、人政]))"
    r"|(?<=[市币]、[\u4e00-\u9fff]{2,3})币(?=[、人政]|[和及等各，。）])"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![货民硬纸金外铸游戏念])币(?=、[\u4e00-\u9fff]{2,4}[市币县区](?:[、人政和及等各，。）]|$))"
    r"|币(?=人民政府|公安局|教育局|财政局|住房|应急管理|市场监管)"
    r"|(?<=[城都超菜集楼])币|(?<=全)币(?![种额值])|(?<=各县、)币"
    r"|(?<=[，、：。；\n由报送至经])币(?=[\u4e00-\u9fff]{2,10}(?:局|办公室|中心|支队|监督所|委员会))",
    no=(
        "人民币",
        "货币政策",
        "硬币、纸币",
        "外币",
        "一元硬币",
        "数字货币",
        "3币种",
        "纪念币发行",
        "全币种卡",
        "币值稳定",
        "纸币、硬币和外币",
        "港币、台币",
        "比特币区块",
    ),
    inside=(
        ("各币、县", "币"),
        ("16币督导", "币"),
        ("县（币、区）", "币"),
        ("望江币档案馆", "币"),
        ("云汀币自然资源", "币"),
        ("济南币、青岛币和", "币"),
        ("城币管理局", "币"),
        ("沧江币人民政府", "币"),
        ("各局，币食品检测中心：", "币"),
    ),
)
NOT_YET = Rule(
    "lookalike/not_yet",
    r"(?<![年月周期旬岁世始本文煤粉粒微毫夏冬春秋句词季])末"
    r"(?=按|经(?!济)|能|及时|达到|完成|落实|取得|整改|如[期实]|报[送告]|进行|建立|履行|成年|曾|予|参加|批准|办理|签订"
    r"|设[置立]|采取|通过|发[现生]|制定|开展|安装|配[备置]|尽|使用|登记|注册|缴|到[位场]|实[施行])",
    no=("年末完成", "期末按时", "6月末报送", "周末", "本末倒置", "末端", "始末"),
    inside=(("备案前末按照要求", "末"), ("且末经审核", "末"), ("末完成整改前", "末")),
)
BY_TIME = Rule(
    "lookalike/by_time",
    r"(?<![若骨相能实才树主])(?P<x>干)(?=(?:19|20)[0-9]{2}年|[0-9]{1,2}月(?:[0-9]{1,2}日|底)|每[年月季周]|[0-9]{1,2}日前)",
    no=("骨干2021年", "若干3月", "干部3月1日"),
    inside=(("请干3月1日前", "干"), ("定干2021年", "干")),
)
DAY = Rule(
    "lookalike/day",
    r"(?<=[0-9])(?P<x>曰)|(?<=[今即次生近当某假节休工之])(?P<y>曰)(?=[前起内，。、期])|(?P<z>曰)(?=期)",
    no=("子曰：", "诗曰", "曰常"),
    inside=(("3月1曰", "曰"), ("即曰起", "曰")),
)
ALREADY = Rule(
    "lookalike/already",
    r"(?<![自利克知异律])(?P<x>[己巳])(?=经(?!济)|完成|按|达|落实|建[立成]|形成|取得|制定|印发|报)",
    no=("自己完成", "知己", "利己主义", "乙巳年", "自己经营"),
    inside=(("己经完成", "己"), ("工作巳完成", "巳")),
)
OWN = Rule(
    "lookalike/own",
    r"(?<=自)(?P<x>[已巳])(?=[的，。、身])",
    no=("各自已完成", "自己的"),
    inside=(("自已的工作", "已"),),
)
SAFE = Rule(
    "lookalike/safe",
    r"(?<![稳不未办欠])妥(?=[全置装委监徽防检]|[保排](?=[卫查全障人])|[阳庆康顺宁吉福化溪岳丘远塞](?=[市县区]))|(?<=[\u4e00-\u9fff])(?<![稳不未办欠])妥(?=[市县州](?![场民]))|(?<=[治公])妥(?![善当帖贴])",
    no=("稳妥市场", "处置稳妥县里", "稳妥推进", "妥善处理", "稳妥排查", "不妥", "确保妥善"),
    inside=(("妥全生产", "妥"), ("省妥委会", "妥"), ("治妥管理", "妥"), ("泽妥市安监局", "妥"), ("妥庆市", "妥")),
)
HIGH = Rule(
    "lookalike/high",
    r"商(?=度(?:重视|关注|负责)|新区|温天气|质量发展|标准要求)|(?<=提)商(?=[认质效水度安思服能警政])",
    no=("协商度", "工商等部门", "电商质量", "提商品"),
    inside=(("请商度重视", "商"), ("提商认识", "商"), ("推动商质量发展", "商")),
)
LAND = Rule(
    "lookalike/land",
    r"(?<![战人护博硕女男骑勇下])士(?=地(?!位))|(?<=国)士(?=[资空]|地)|(?<=水)士(?=[保流])|(?<=混凝)士",
    no=("战士地位", "国士无双", "人士地位", "护士"),
    inside=(("国士资源", "士"), ("水士保持", "士"), ("士地利用", "士")),
)
BASE = Rule(
    "lookalike/base",
    r"(?<![陵坟公古汉明清坆])墓(?=[于层础准](?!葬))",
    no=("坟墓于", "墓地", "公墓", "墓本"),
    inside=(("墓于上述情况", "墓"), ("墓层单位", "墓")),
)
PLACE = Rule(
    "lookalike/place",
    r"(?<=市)产(?=监[管督])|(?<=施工现)产|(?<=现)产(?=检查|处置|会议|核[查实]|勘[查验])|(?<=会)产(?=秩序|纪律|保障)",
    no=("城市产业", "实现产值", "达到产能", "生产所需"),
    inside=(("市产监管局", "产"), ("施工现产", "产")),
)

NAMED = Rule(
    "lookalike/named",
    r"(?<=(?P<head>[\u4e00-\u9fff]{2}))(?<![货民硬纸金外铸游戏念])(?P<x>币)",
    inside=(("澄江币建筑", "币"),),
    no=("人民币", "纪念币"),
)

# Strings that are no Chinese word in any context, as OCR (杭旱) and typing (竟争) produce them.
_NEVER = {
    "杭旱": "抗旱", "杭震": "抗震", "杭洪": "抗洪", "竟争": "竞争", "竟赛": "竞赛", "竟聘": "竞聘", "退知》": "通知》",
    "的退知": "的通知", "检杳": "检查", "调杳": "调查", "督杳": "督查", "排杳": "排查", "自杳": "自查", "抽杳": "抽查",
    "巡杳": "巡查", "复杳": "复查", "审杳": "审查", "核杳": "核查", "隐惠": "隐患", "安仝": "安全",
    "安全牛产": "安全生产",
    "卫牛": "卫生", "骨千": "骨干", "若千": "若干", "千扰": "干扰", "千预": "干预", "工作入员": "工作人员",
    "管理入员": "管理人员", "相关入员": "相关人员", "有关入员": "有关人员", "政俯": "政府", "玫府": "政府",
    "囯家": "国家",
    "市埸": "市场",
}  # fmt: skip
WORD = Rule(
    "lookalike/word",
    "|".join(sorted(_NEVER, key=len, reverse=True)),
    yes=("杭旱", "检杳", "竟争"),
    no=("抗旱", "究竟", "进入员工", "妥善"),
    inside=(("的退知》", "的退知"), ("防汛杭旱", "杭旱")),
)
RULES = (NAMED, CITY, NOT_YET, BY_TIME, DAY, ALREADY, OWN, SAFE, HIGH, LAND, BASE, PLACE, WORD)

_SINGLE: tuple[tuple[Rule, str, float], ...] = (
    (CITY, "市", 0.95),
    (NOT_YET, "未", 0.9),
    (BY_TIME, "于", 0.93),
    (DAY, "日", 0.97),
    (ALREADY, "已", 0.95),
    (OWN, "己", 0.9),
    (SAFE, "安", 0.95),
    (HIGH, "高", 0.95),
    (LAND, "土", 0.95),
    (BASE, "基", 0.93),
    (PLACE, "场", 0.93),
)


def fix_lookalikes(text: str) -> list[Edit]:
    """Turn look-alikes into the character that the words beside them ask for: 妥全生产, 末经审核, 各币、县.

    What may be meant stays: 年末完成, 稳妥推进, 骨干, 战士地位, 人民币.

    >>> from notice_parser.clean.fix import mended
    >>> mended("妥全生产末经审核，年末完成", fix_lookalikes("妥全生产末经审核，年末完成"))
    '安全生产未经审核，年末完成'
    """
    taken: dict[int, Edit] = {}
    for edit in replaced(text, WORD, _NEVER, 0.95):
        taken.update((at, edit) for at in range(edit.span.start, edit.span.end))
    found = list(dict.fromkeys(taken.values()))
    for rule, right, confidence in _SINGLE:
        if _wrong(rule) and not any(c in text for c in _wrong(rule)):
            continue
        for edit in replaced(text, rule, right, confidence):
            if edit.span.start not in taken:
                taken[edit.span.start] = edit
                found.append(edit)
    found += [e for e in _named_elsewhere(text) if e.span.start not in taken]
    return sorted(found)


def _named_elsewhere(text: str) -> list[Edit]:
    """Mend a place whose right name stands elsewhere in the text: 澄江币建筑垃圾 beside 澄江市.

    >>> from notice_parser.clean.fix import mended
    >>> mended("澄江市城管局：澄江币建筑", _named_elsewhere("澄江市城管局：澄江币建筑"))
    '澄江市城管局：澄江市建筑'
    """
    if "币" not in text:
        return []
    return [Edit(Span(*m.span("x")), "市", NAMED.name, 0.9) for m in NAMED.find_all(text) if f"{m['head']}市" in text]


def _wrong(rule: Rule) -> str:
    """Give the characters without which a rule finds nothing, so that most are never tried."""
    return {
        CITY.name: "币", NOT_YET.name: "末", BY_TIME.name: "干", DAY.name: "曰", ALREADY.name: "己巳", OWN.name: "已巳",
        SAFE.name: "妥", HIGH.name: "商", LAND.name: "士", BASE.name: "墓", PLACE.name: "产",
    }.get(rule.name, "")  # fmt: skip
