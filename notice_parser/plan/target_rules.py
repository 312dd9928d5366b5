"""How notices say who is inspected."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule
from notice_parser.plan.names import UNIT
from notice_parser.plan.verbs import INSPECT

OBJECT = Rule(
    name="targets/object",
    pattern=rf"(?<=对)(?P<who>(?!照)[^。；;：:\n，,《》]{{2,90}}?)(?:分别|逐一|集中|全面|再次|分批|统一)*(?:进行|开展|实施|组织)(?!了)"
    rf"[^。；;，,\n]{{0,16}}?(?<!风险){INSPECT}",
    inside=(
        ("5月份对淄博、东营2市政府进行安全生产巡查", "淄博、东营2市政府进行安全生产巡查"),
        ("对全县养老机构开展专项检查", "全县养老机构开展专项检查"),
    ),
    no=("对照清单开展检查", "对我市开展了明查暗访", "对重要场所开展风险评估", "检查中对问题进行整改", "对各市进行表彰"),
)

WITHIN = Rule(
    name="targets/within",
    pattern=rf"(?<=在)(?P<who>[^。；;：:，,\n、]{{2,40}}?{UNIT})(?:范围内?|中)?(?:集中|全面|组织)*(?:开展|进行|组织|部署)(?!了)[^。；;，,\n]{{0,24}}?(?<!风险){INSPECT}",
    inside=(("决定在全县各级各类学校开展一次火灾隐患集中整治", "全县各级各类学校开展一次火灾隐患集中整治"),),
    no=("在检查中开展整改", "在2018年开展检查"),
)

DIRECT = Rule(
    name="targets/direct",
    pattern=rf"(?:以)?{INSPECT}(?P<who>[\p{{Han}}、（）()\d]{{2,80}}?)(?:为主|(?<=个[市县区州镇乡]))",
    yes=("以巡查市县政府为主", "巡查济南、青岛、烟台、济宁4个市"),
    no=("检查为主", "检查4类企业"),
)

URGED = Rule(
    name="targets/urged",
    pattern=rf"(?:督促指导|督促|指导|组织|要求|监督)(?:辖区内?|所属|相关|本地区?|本行业)*(?P<who>[^。；;：:，,\n]{{0,90}}?{UNIT})"
    rf"(?:[，,]?对照[^。；;\n，,]{{2,60}}[，,]?)?(?:认真|逐一|全面|立即|深入)*(?:排查整治|(?:开展|进行|落实|做好)[^。；;\n]{{0,40}}?{INSPECT})",
    yes=(
        "督促指导危化、矿山领域生产经营单位对照清单逐一开展全覆盖自查",
        "组织各学校开展自查",
        "组织工贸、电力等行业领域生产经营单位，对照共性问题清单，认真排查整治",
    ),
    no=("督促整改落实", "组织专家开展检查", "组织开展自查"),
)

ACTOR = Rule(
    name="targets/actor",
    pattern=r"(?<=^|[。；;\n：:，,）)　 ]|[一二三四五六七八九十]、)(?P<who>(?:各|相关|有关)?[\p{Han}（）()]{0,14}?"
    r"(?:企业|学院|学校|单位|班级|年级|系部|部门|公司|机构|医院|场所|矿山|经营者))(?=要|应|须|需|必须|务必|对照|组织)",
    inside=(("治理。电力企业要对本单位开展检查", "电力企业"), ("一、各二级学院要组织自查", "各二级学院")),
    no=("督促企业", "省能源局要加强指导"),
)

LEAD = Rule(
    name="targets/lead",
    pattern=rf"(?:此次|本次|这次)?(?:{INSPECT})?(?:的)?(?:对象|范围|单位)?(?:主要|重点)?(?:面向|针对|包括|为|是|涉及|覆盖|限于)[：:]?",
    yes=("本次检查对象为", "此次检查面向", "包括", "检查范围为："),
    no=("各市县", "为"[:0] + "市政府"),
)

STATED = Rule(
    name="targets/stated",
    pattern=rf"{INSPECT}(?:工作)?(?:的)?(?:对象|范围|单位)(?:主要)?(?:为|是|包括|[：:])(?P<who>[^。；;\n]{{2,90}})",
    yes=("督查对象为各乡镇人民政府、县政府有关部门和重点企业", "检查范围包括全县加油站"),
    no=("检查对象名录库", "检查时间为3月"),
)

LEADING_VERB = Rule(
    name="targets/leading_verb",
    pattern=rf"(?:重点|集中|分别|主要)?(?:对)?{INSPECT}(?:了)?(?=[\p{{Han}}])",
    no=("石磨乡",),
    inside=(("巡查石磨乡、柳埂镇", "巡查"), ("重点检查养老机构", "重点检查")),
)

OF_THEIRS = Rule(
    name="targets/of_theirs",
    pattern=r"(?:各自)?(?:辖区内?|所属|所辖|本辖区内?|本地区|本行业|本系统|本单位)(?:内|的)?",
    yes=("辖区内", "所属", "本地区"),
    no=("各单位", "全县"),
)

NOT_A_NAME = Rule(
    name="targets/not_a_name",
    pattern=r"选择|抽取|随机|年度为|年度的?$|(?:进行|开展)[^的、]{0,12}$|不少于|不低于|根据|详见|另行|必须|应当",
    yes=("选择", "随机", "年度为"),
    no=("各县（区）教育局", "进出口企业"),
)

PICKED = Rule(
    name="targets/picked",
    pattern=r"(?:从(?P<pool>[^。；;\n，,]{0,30}?)中)?(?:随机)?(?:抽取|选取|确定)(?=\d|[一二三四五六七八九十两])",
    inside=(("从“一单两库”中随机抽取5家企业", "从“一单两库”中随机抽取"),),
    no=("随机抽取企业", "抽取比例"),
)

TIME_CLAUSE = Rule(
    name="targets/time_clause",
    pattern=r"(?:自|从|于)?[^，。；\n]{0,12}?\d[^，。；\n]{0,24}?[月日](?:份|底|初|上旬|中旬|下旬|前|起|止|期间)?[，,]?$",
    yes=("4月12日至4月25日，", "2018年3月份"),
    no=("石磨乡、柳埂镇", "2024年以来立项的项目单位"),
)

RULES: tuple[Rule, ...] = (
    OBJECT,
    WITHIN,
    DIRECT,
    URGED,
    ACTOR,
    LEAD,
    STATED,
    LEADING_VERB,
    OF_THEIRS,
    NOT_A_NAME,
    PICKED,
    TIME_CLAUSE,
)
