"""The words by which a list of organs shares heads and tails."""

from __future__ import annotations

from notice_parser.grammar.organs import DIVISION
from notice_parser.grammar.rule import Rule

BLANK = " \t\u3000\xa0\n\r?"
LEAD_WORDS = r"(?:全省|全市|全县|全区|全国|全校|全院)?(?:各级有关|各有关|各相关|各级|各位|各|有关|相关|全体|所有)"

GENERIC = Rule(
    name="organ/generic_division",
    # A kind of division without a name of its own, so that 各 before an earlier member counts for it too.
    pattern=rf"^{DIVISION}{{1,3}}",
    yes=("自治区", "县", "功能区"),
    no=("济南市", "教育局"),
)
HEADLESS = Rule(
    name="organ/headless_kind",
    # 各学院、中心 means 各中心; 局直属单位 and 市属企业 stand for themselves.
    pattern=(
        r"^(?:民办|公办|普通|高等|中等|独立|直属|所属|企事业|事业|大型?|重点|驻\p{Han}{1,3}|科研|教学|医疗|医疗卫生|社会|人民|行业|成员|会员|基层|专门|内设|派出){0,2}"
        r"(?:部门|单位|企业|学院|院校|高校|学校|中学|小学|中小学|初中|高中|幼儿园|系部|院系|教研室|科室|股室|处室|机构|团体|组织|中心|馆|所|站|会员|委员|部|院|系|处|科"
        r"|室|班级|年段|年级|店铺|商户|街道办事处|镇|街道|公司|厂|分会|支部|党支部|教学部|门店|林场|农场|卫生院|医院|研究院|研究所|实验室|书院|直属机构|委办局|部委|支队|大队|总队)"
        r"(?:[（(][^（）()]{1,12}[）)])?$"
    ),
    yes=("中心", "幼儿园", "直属单位", "高等院校", "街道办事处"),
    no=("市属企业", "教育局", "各学院"),
)
OFFICE_TAIL = Rule(
    name="organ/office_tail",
    # Offices that a shared head counts for: 市发改委、财政局. Companies and schools bear names of their own.
    pattern=(
        r"(?:人民政府|政府|厅|局|委|署|办|委员会|办公室|办公厅|支队|大队|总队|法院|检察院|分局|中心|科协|残联|妇联|工会|团委|工商联|指挥部|领导小组|工信厅|党组|党委)"
        r"(?:[（(][^（）()]{1,16}[）)])?$"
    ),
    inside=(("财政局", "局"), ("经信委（工信厅）", "委（工信厅）"), ("人民政府（办事处）", "人民政府（办事处）")),
    no=("电力公司", "科学研究院"),
)
ORGAN_HEAD = Rule(
    name="organ/head_of_departments",
    # 国务院各部委、各直属机构: what stands before 各 belongs to both.
    pattern=r"^(?P<head>国务院|\p{Han}{0,12}?政府|(?:省|市|县|区|州|自治区|镇|乡)委|\p{Han}{2,12}?(?:管委会|委员会)|[省市县区州](?:局|厅))(?=各)",
    inside=(("国务院各部委", "国务院"), ("市政府各部门", "市政府"), ("开发区管委会各局", "开发区管委会")),
    no=("省直各部门", "各市人民政府", "公司各部门"),
)
OF_HEAD = Rule(
    name="organ/department_of_head",
    pattern=r"^各?(?:有关|相关)?(?:直属|派出|办事|特设|议事|工作|职能|组成|内设)?(?:部委|部门|委办局|委|办|局|机构|单位|事业单位)(?:[（(][^（）()]{1,12}[）)])?$",
    yes=("各直属机构", "各部门", "直属单位", "委办局"),
    no=("各省属企业", "各人民团体", "各大企业"),
)
RULES = (GENERIC, HEADLESS, OFFICE_TAIL, ORGAN_HEAD, OF_HEAD)

LEAD = Rule("organ_list/lead", rf"^{LEAD_WORDS}")
PLACE_HEAD = Rule(
    "organ_list/place_head",
    rf"^(?P<place>(?:{LEAD_WORDS})?(?:{DIVISION}{{1,3}}|\p{{Han}}{{1,8}}?{DIVISION}{{1,2}})(?:[（(][^（）()]{{1,24}}[）)])?)(?P<tail>\S.*)$",
)
NAMED = Rule(
    "organ_list/named",
    r"^(?:各|有关|相关|全|国|中国|中共|中央|省|市(?!场|容|民(?![政族宗防航])|政[工管])|县|区|州|旗|自治|校|院|局|公司|部|长江|黄河|淮河|珠江|海河|松辽|太湖|流域"
    r"|\p{Han}{2,6}(?:省|市|县|区|自治州|州|旗|盟))",
)
