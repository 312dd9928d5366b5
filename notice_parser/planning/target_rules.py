"""How notices say who is inspected."""

from __future__ import annotations

import regex

from notice_parser.grammar.rule import Rule
from notice_parser.planning.names import UNIT, is_complete
from notice_parser.planning.verbs import INSPECT

OBJECT = Rule(
    name="targets/object",
    pattern=rf"(?<=对)(?P<who>(?!照)[^。；;：:\n，,《》]{{2,90}}?)(?:分别|逐一|集中|全面|再次|分批|统一)*(?:进行|开展|实施|组织)(?!了)"
    rf"[^。；;，,\n]{{0,36}}?(?<!风险){INSPECT}",
    inside=(
        ("5月份对淄博、东营2市政府进行安全生产巡查", "淄博、东营2市政府进行安全生产巡查"),
        ("对全县养老机构开展专项检查", "全县养老机构开展专项检查"),
    ),
    no=("对照清单开展检查", "对我市开展了明查暗访", "对重要场所开展风险评估", "检查中对问题进行整改", "对各市进行表彰"),
)

OF_MATTER = Rule(
    # 对全市学校秋季学期传染病防控工作进行督查: those inspected stand in front of the matter.
    name="targets/of_matter",
    pattern=rf"(?P<who>(?:全[省市县区校镇国]|各)[\p{{Han}}（）]{{0,10}}{UNIT})"
    r"(?=[^。；;：:，,\n、]{3,40}(?:工作|情况|落实|管理|状况|活动|质量)[^，,。；;]{0,4}(?:进行|开展|实施))",
    inside=(
        ("全市学校秋季学期传染病防控工作进行督查", "全市学校"),
        ("各市属国有企业2022年度工资管理情况进行检查", "各市属国有企业"),
    ),
    no=("全市学校进行督查", "传染病防控工作进行督查"),
)

OF_MATTERS = Rule(
    # 对民营医院、门诊部、个体诊所依法执业情况进行抽查: several kinds, each a name of its own, in front of the matter.
    name="targets/of_matters",
    pattern=rf"(?P<who>(?:[\p{{Han}}（）]{{2,14}}、){{1,5}}+[\p{{Han}}（）]{{1,14}}?{UNIT})"
    r"(?=[^。；;：:，,\n、]{3,30}(?:工作|情况|状况)[^，,。；;]{0,4}(?:进行|开展|实施))",
    inside=(("民营医院、门诊部、个体诊所依法执业情况进行抽查", "民营医院、门诊部、个体诊所"),),
    no=("校舍安全、食堂管理工作进行检查", "民营医院、门诊部进行抽查"),
)

INCLUDED = Rule(
    name="targets/included",
    pattern=rf"(?:(?<=[。；;\n\s：:])凡(?:是)?(?:使用|涉及|从事|持有|设有)?[^。；;，,\n、的]{{0,12}}的?)(?P<who>[\p{{Han}}、（）]{{2,60}}?)[，,]?"
    rf"(?:均|都|一律|全部)(?:列入|纳入|属于)[^。；;，,\n]{{0,12}}(?:{INSPECT})?(?:范围|对象)",
    inside=(
        (
            "通知如下：\n凡使用校车的公办学校、民办学校，均列入此次检查范围。",
            "凡使用校车的公办学校、民办学校，均列入此次检查范围",
        ),
    ),
    no=("凡检查中发现的问题，均列入整改台账", "均列入检查范围"),
)

COVERS = Rule(
    name="targets/covers",
    pattern=rf"(?:本次|此次|这次|本轮|本年度)[\p{{Han}}]{{0,12}}?{INSPECT}(?:工作|活动|行动)?(?:的)?(?:主要|重点|将)?(?:覆盖|面向|针对|涉及)(?:到|了)?(?!的)"
    r"(?P<who>[^。；;：:\n，,]{2,80})",
    yes=("本次检查覆盖全市所有公办养老机构、民办养老机构", "此次安全督查面向各县（区）教育局"),
    no=("本次检查发现的问题", "检查覆盖率", "针对检查发现的问题"),
)

WITHIN = Rule(
    name="targets/within",
    pattern=rf"(?<=在)(?P<who>[^。；;：:，,\n、]{{2,40}}?{UNIT})(?:范围内?|中)?(?:集中|全面|组织)*(?:开展|进行|组织|部署)(?!了)[^。；;，,\n]{{0,24}}?(?<!风险){INSPECT}",
    inside=(("决定在全县各级各类学校开展一次火灾隐患集中整治", "全县各级各类学校开展一次火灾隐患集中整治"),),
    no=("在检查中开展整改", "在2018年开展检查"),
)

DIRECT = Rule(
    name="targets/direct",
    pattern=rf"(?:以)?{INSPECT}(?P<who>[\p{{Han}}（）()]{{1,12}}、[\p{{Han}}、（）()\d]{{2,80}}?(?<=个[市县区州镇乡])|[\p{{Han}}、（）()]{{2,40}}?(?=为主))(?:为主)?",
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
    pattern=rf"(?:(?:此次|本[次轮批]|这次)?(?:{INSPECT})?(?:的)?(?:对象|范围|单位)?(?:主要|重点)?(?:面向|针对|包括|涉及|覆盖|限于)|"
    rf"(?:此次|本[次轮批]|这次|{INSPECT}|对象|范围|单位|主要)(?:{INSPECT}|的|对象|范围|单位|主要|重点){{0,4}}(?:为|是))[：:]?",
    yes=("本次检查对象为", "此次检查面向", "包括", "检查范围为："),
    no=("各市县", "为我县学校供餐的企业"),
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
    pattern=r"^(?:共计?|总计|合计|约)\d|选择|抽取|抽查|随机|年度为|年度的?$|(?:进行|开展)[^的、]{0,12}$|不少于|不低于|根据|详见|另行|必须|应当",
    yes=("选择", "随机", "年度为", "共计3"),
    no=("各县（区）教育局", "进出口企业"),
)

CALLED = Rule(
    # 2024年以前备案的收货人（以下简称备案企业）: what gets a short name is named, though with a day in it.
    name="targets/called",
    pattern=r"(?<=的[^，,的。；;]{2,20})[（(]以下[简统]?称[^（）()]{2,20}[）)]",
    inside=(("备案的收货人（以下简称备案企业）", "（以下简称备案企业）"),),
    no=("收货人（以下简称备案企业）", "备案的收货人（含分公司）"),
)

WITHIN_PLACES = Rule(
    # 全镇14个村、2个社区范围内所有农村自建房: the places are no targets of their own.
    name="targets/within_places",
    pattern=r"[^，,。；;：:\n]{2,30}、[^，,。；;：:\n]{2,30}?(?:范围内|辖区内|境内|区域内)(?:的)?(?:所有|全部|各类|各级)?[^，,。；;、\n]{2,30}",
    yes=("全镇14个村、2个社区范围内所有农村自建房",),
    no=("甲县、乙县", "全镇范围内的企业"),
)

PICKED = Rule(
    name="targets/picked",
    pattern=r"(?:从(?P<pool>[^。；;\n，,]{0,30}?)中)?(?:随机)?(?:抽取|选取|确定)(?=\d|[一二三四五六七八九十两])"
    r"|从(?P<pool>[^。；;\n，,]{2,40}?)中按[^。；;\n，,]{1,12}?(?:比例)?(?:随机)?(?:抽取|选取)"
    r"|随机(?:抽取|选取)(?=[在已有从][^。；;\n，,、]{2,16}的\d)",
    inside=(
        ("从“一单两库”中随机抽取5家企业", "从“一单两库”中随机抽取"),
        ("从达标矿山中按15%比例抽取", "从达标矿山中按15%比例抽取"),
        ("随机抽取在我市执业的12家机构", "随机抽取"),
    ),
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
    OF_MATTER,
    OF_MATTERS,
    INCLUDED,
    COVERS,
    WITHIN,
    DIRECT,
    URGED,
    ACTOR,
    LEAD,
    STATED,
    LEADING_VERB,
    OF_THEIRS,
    NOT_A_NAME,
    CALLED,
    WITHIN_PLACES,
    PICKED,
    TIME_CLAUSE,
)


def can_be_targets(value: str) -> bool:
    """Tell whether a text can name targets: a stretch of time (2020年1月以来的资金收支) does not."""
    if NOT_A_NAME.search(value) is not None:
        return False
    return regex.search(r"\d{1,4}[年月日]", value) is None or is_complete(value)
