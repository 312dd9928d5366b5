"""Rules of how a duty is worded: its object, its verb without an object, the clauses that no longer belong to it."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule

ENOUGH = 24
"""Code points after which a duty ends with its clause: what follows mostly says how, not what."""

NEAR = 18
"""Code points next to a time that are taken for its duty where nothing marks its ends."""

OBJECT = Rule(
    "duty/object",
    r"(?<![即])[将把](?![在于来近要会])",
    yes=("将", "把"),
    no=("即将",),
)
BARE = Rule(
    # 交教育局人事科: a verb of handing in without its object, which then stands in an earlier clause.
    "duty/bare",
    r"(?:统一|一并|书面|汇总|分别|打印|签字|盖章|加盖公章|以书面形式|电子版|及时|上|呈|抄)*后?(?:反馈|报送|上报"
    r"|报告|报|提交|上交|交回|交|送达|送|邮寄|寄|发送|发电子邮件|发|传真|反馈|备案|函告|告知)"
    r"(?:至|到|给|回|往)?(?P<recipient>[^，,。；;：:]{0,30})",
    yes=("报送省政府", "交教育局人事科", "反馈"),
    no=("完成整改", "组织自查"),
)
OWN_OBJECT = Rule(
    "duty/own_object",
    r"(?:情况|总结|报告|方案|计划|名单|材料|表|台账|清单|意见|进展|信息|数据|进度|回执|结果|建议|措施|纪要|统计"
    r"|证明|申请|书|书面检查|承诺|凭证)(?:[（(]|$|一式|的?纸质|及|和|、|电子)",
    inside=(("报送工作总结", "总结"), ("提交整改方案", "方案")),
    no=("报送省政府", "交教务处"),
)
CONDITION = Rule(
    "duty/not_carried",
    r"^[，,\s]*(?:根据|按照|依据|依照|为|结合|鉴于|由于|经|对于|凡|如|若|因|除|逾期|过期)",
    yes=("根据", "，按照"),
    no=("各单位",),
)
ADDRESS = Rule(
    # …上报食品科邮箱abc@mail.example.com: the address itself is no part of what is to be done.
    "duty/address",
    r"(?<![至到：:（(\sA-Za-z0-9._%+-])[（(：:\s]*[A-Za-z0-9][A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{3,60}[)）]?$",
    inside=(("发至邮箱abc@mail.example.com", "abc@mail.example.com"),),
    no=("发至邮箱", "发至abc@mail.example.com"),
)
OCCASION = Rule(
    # 各组在检查结束后应于4月8日前报告: between the actor and the time stands on what occasion.
    "duty/occasion",
    r"在[^，,。；;：:将把在]{2,14}?(?:后|(?<!以)前|基础上)(?:应当|应|要|须|必须)?(?=$|[（(]|\p{Han})",
    inside=(("各组在检查结束后应", "在检查结束后应"),),
    no=("在校学生", "现在"),
)
TAIL = Rule(
    # Clauses after the duty that say something else.
    "duty/tail",
    r"[，,：:](?=\s*(?:逾期|过期|联系|电话|邮箱|如有|如需|如遇|若|凡|否则|未按|未能|不再|后续|其中|具体"
    r"|[0-9]{1,2}[，,、.．]|[0-9]{1,2}月[0-9]{1,2}日"
    r"|届时|望(?=各|有关|相关|请|贵)|另行|请勿|以便|地点|地址|传真|过时|遇|有特殊|特殊情况"
    r"|确有|确需|并附|附件|（联系|\(联系|以上|如果|不得|无故|不能|结果|以此|为|检查结果|公示期"
    r"|对[^，,]{1,20}的[，,]|每家|每个|每次|直至|严格|切实|坚决|确保|做到|坚持|进一步|不断|现将|现就|有关事项"
    r"|所需(?:经费|费用|资金)|抽查结果|通知如下|自查重点|检查重点|重点[是为：:]|第[一二三四五六七八九十]{1,2}[组批队轮]|分[0-9一二三四五两]{1,2}[个]?[组批队路]|(?:24小时)?[^，,：:]{0,8}电话(?:[：:]|[，,、][0-9])|(?:出席|列席|记录|主持)[：:，、,]|会期|时间|按照[^，,]{1,20}原则|会议地点|并在[^，,]{1,20}分钟内|重点如下|程序|有效期|[^，,]{2,10}合格的))|[（(](?=(?:值班"
    r"|联系|咨询)?(?:电话|人))",
    inside=(
        ("报送省厅，逾期不再受理", "，"),
        ("自查，自查重点：", "，"),
        ("处置，24小时抢修电话：12319", "，"),
        ("签订承诺书，保卫处值班电话，0399", "，"),
        ("汇总通报，出席，市局", "，"),
    ),
    no=("报送省厅，并抄送市局", "自查，自查报告报市局", "报告，并电话、短信通知", "通报，出席会议"),
)
HOW = Rule(
    "duty/how",
    r"(?:[^，,]{0,16}?(?:要|应)|各\p{Han}{1,12}?)?(?:对照|按照|根据|依据|围绕|结合|针对|通过|以|采取)[^，,]*$",
    yes=("对照《排查表》", "各单位要根据要求", "各科室对照《排查表》"),
    no=("组织自查",),
)
HANDED_IN = Rule(
    # 发生事故须立即电话报告，2小时内书面报告: the clause before has its own end.
    "duty/handed_in",
    r"(?:报告|上报|报送|反馈)$|发现[^，,]{2,24}(?:必须|须|应|要|立即|及时)[^，,]{2,20}$",
    inside=(("立即电话报告", "报告"), ("检查中发现隐患必须立即停用", "发现隐患必须立即停用")),
    no=("填写表格",),
)
DEMANDED = Rule("duty/demanded", r"应当|应该|必须|要|须", yes=("应当",), no=("的问题，",))
ABOUT = Rule(
    "duty/about",
    r"的[\u4e00-\u9fff]{0,5}[，,]\s*$",
    yes=("的问题，", "的，"),
    no=("安全，",),
)
CASE = Rule(
    # 对成绩有异议的，可在两周内申请复核: the clause says in which case, and for whom.
    "duty/case",
    r"(?P<who>\p{Han}{2,14}?)?(?:对[^，,]{1,20})?(?:有异议|有疑义|不服|提出异议)的",
    yes=("学生对成绩有异议的", "对处罚决定不服的"),
    no=("检查发现的问题", "难以立即整改的"),
)
GROUPED = Rule(
    # 牵头组成5个督查组，每组不少于4人，对…开展督查: the teams are not yet what is to be done.
    "duty/grouped",
    r"(?:组成|组建|成立|抽调|抽取|选派|派出)[^。；;]{0,24}(?:组|人|专家|骨干)$",
    inside=(("牵头组成5个督查组", "组成5个督查组"), ("组成督查组，每组不少于4人", "组成督查组，每组不少于4人")),
    no=("成立工作组负责检查", "完成自查"),
)
JOINED = Rule(
    "duty/joined",
    r"[，,](?:每[个组][^，,。；;]{2,16}[，,])?(?:对|赴|到|深入|分赴|采取|通过|以)[^，,。；;]{2,}",
    yes=("，对各子公司开展督查", "，每组不少于4人，对甲乡开展督查"),
    no=("，并报送",),
)
ASIDE = Rule(
    "duty/aside",
    r"[（(](?:(?!见|附件|含)[^（）()]{1,12}[)）](?=[，,])"
    r"|(?:具体)?(?:日期|时间|时段)?(?:待定|暂定|另行通知)[)）])",
    yes=("（具体时间待定）", "（暂定）"),
    inside=(("（工作日），按时报送", "（工作日）"),),
    no=("（附件1），",),
)
NOTE = Rule("duty/note", r"[（(][^（）()]{12,200}[)）]", yes=("（学生登录系统—毕业设计—中期检查）",), no=("（附件2）",))
LABEL_ONLY = Rule(
    "duty/label_only", r"(?:完成|整改|办结|办理|截止|截至)?(?:时限|期限|时间|日期)", yes=("完成时限",), no=("整改",)
)
RULES: tuple[Rule, ...] = (
    CASE,
    GROUPED,
    JOINED,
    OBJECT,
    OCCASION,
    BARE,
    OWN_OBJECT,
    CONDITION,
    TAIL,
    HOW,
    HANDED_IN,
    DEMANDED,
    ABOUT,
    ADDRESS,
    ASIDE,
    NOTE,
    LABEL_ONLY,
)
