"""The words and marks that tell a title whose 《》 are lost; what is done with them stands in unmarked_titles."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule

MARK = r"[ \t\u3000\n,，.。、;；:：]"
_HAN = r"[\p{Han}0-9A-Za-z—\-]"
_ORGAN_END = "[委府部局厅会室处司院校组区]"
_STRONG = "法|法典|条例|办法|规定|规则|细则|规划|纲要|预案|导则|指南|守则|规范|指引|章程|汇编|解释|评定标准|判定标准"
_WEAK = "方案|制度|标准|要点|流程|纪要|清单|目录|计划|检查表|审核表|自查表"
_ISSUED = "通知|意见|实施意见|指导意见|若干意见|决定|函|公告|通告|批复|请示|通报|报告"
_RULED = r"的?(?:规定|要求|精神|有关|等|情况)"
_AFTER = rf"(?=(?:{_RULED})?(?:{MARK}|$)|[和及与等](?:{MARK}|\p{{Han}}{{2}})|》|的?(?:有关)?(?:规定|要求))"

CUE = Rule(
    name="unmarked_title/cue",
    pattern=(
        rf"(?:(?P<rests>根据|依据|按照|依照|遵照|对照|参照|同意|报来的|起草了|修订了|拟定了|印发的?|编印的)"
        rf"|贯彻落实|贯彻实施|贯彻执行|贯彻|落实|执行|遵守|违反|组织学习|认真学习|学习|实施|涵盖|包括|内容有|填写|申办|研究制定"
        rf"|编制|修订|完成|开展|现将|(?:和|及|将)(?={MARK}))(?P<mark>{MARK}{{0,2}})"
    ),
    yes=("根据", "按照.", "贯彻落实 "),
    no=("各单位",),
)

LAW = Rule(
    name="unmarked_title/law",
    pattern=(
        rf"中华人民共和国\p{{Han}}{{2,24}}?(?:法实施条例|法实施细则|法|法典|条例|办法|规定|细则)"
        rf"(?={MARK}|[和及与等的]|》|要求|规定|第|$|[^\p{{Han}}])"
        rf"|\p{{Han}}{{2,6}}(?:省|市|自治区|自治州)实施{MARK}?\p{{Han}}{{2,30}}?(?:法|条例|规定){MARK}?(?:办法|细则)"
    ),
    yes=("中华人民共和国安全生产法", "中华人民共和国预算法实施条例", "江澜省实施 节能条例,办法"),
    no=("中华人民共和国成立", "中华人民共和国法律"),
)

NOTICE = Rule(
    name="unmarked_title/notice",
    pattern=(
        rf"(?:(?:\p{{Han}}|(?<={_ORGAN_END}){MARK}){{2,95}}?(?<={_ORGAN_END}|{_ORGAN_END}{MARK}))?关于{_HAN}{{0,4}}"
        rf"(?:(?<=印发|转发|发布|下发)(?:{_HAN}|{MARK}(?={_HAN}{{2}})){{2,150}}?|{_HAN}{{2,60}}(?:{MARK}{{1,2}}{_HAN}{{2,40}})?)"
        rf"{MARK}{{0,2}}的(?:{_ISSUED})"
    ),
    yes=("云汀市人民政府关于印发 水闸检查工作制度,的通知", "关于做好检查工作的通知"),
    no=("关于检查", "各单位的通知"),
)

ITEM = Rule(
    name="unmarked_title/item",
    pattern=rf"{_HAN}{{2,40}}?(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})){_AFTER}",
    inside=(("城镇燃气管理条例，和", "城镇燃气管理条例"), ("小餐饮用电导则，的规定，", "小餐饮用电导则")),
    no=("各有关单位", "安全生产"),
)

ALONE = Rule(
    name="unmarked_title/alone",
    # Between two marks, without a word before it that tells a title: 教育内容有:.会计基础工作规范。会计档案管理办法,
    pattern=rf"(?<={MARK})(?:\p{{Han}}{{4,30}}(?:条例|办法|细则|导则|规则|预案|纲要|指南|汇编|(?:工作|技术|服务|管理|操作|行为)规范)(?={MARK})"
    rf"|\p{{Han}}{{6,30}}规定(?={MARK})|(?:\p{{Han}}{{2,24}}{_ORGAN_END})?关于{_HAN}{{4,60}}的(?:通知|(?:指导|实施)?意见|决定|办法|规定)(?={MARK}|要求|精神))",
    inside=(("内容有.会计基础工作规范。档案", "会计基础工作规范"), (",会计档案管理办法,", "会计档案管理办法")),
    no=("严格执行办法",),
)

NUMBERED = Rule(
    name="unmarked_title/numbered",
    pattern=r"(?<=\p{Han})[（(](?=\p{Han}{2,20}[〔\[(（](?:19|20)\d{2}[〕\])）]\d{1,4}号)",
    inside=(("，根据某部关于做好检查的通知（某部发〔2015〕58号）", "（"),),
    no=("《关于检查的通知》（某部发〔2015〕58号）", "关于做好检查的通知（2015年）"),
)
RUN_BEFORE_NUMBER = Rule(
    name="unmarked_title/before_number",
    pattern=rf"(?<![\p{{Han}}0-9]){_HAN}{{6,70}}$",
    inside=(("，根据某部关于做好检查的通知", "根据某部关于做好检查的通知"),),
    no=("《关于检查的通知》",),
)

STATE = Rule(
    name="unmarked_title/state",
    pattern=rf"{MARK}{{0,2}}(?P<state>试行|暂行|修订|征求意见稿|修订征求意见稿|草案|送审稿|模拟运行版|\d{{4}}年?版){MARK}?",
    yes=("。试行，", " 征求意见稿"),
    no=("执行",),
)


NO_TITLE = Rule(
    name="unmarked_title/plain_words",
    pattern=(
        r"^(?:本|该|其|各|有关|相关|上述|以下|上级|此|这|国家有关|现行|工作|整改|具体|年度|以上|我|并|对|应|要|严格|认真|按|依|将)"
        r"|第[一二三四五六七八九十百]{1,5}条|八项规定|法律法规|有关规定|相关规定|精神|工作部署|进行|针对|制定|拟定|提出|印发的|编印的|是否|不符|不规范|符合|本方案|发整改|依据|根据|按照|贯彻"
        r"|落实|确保|熟悉|掌握|探索|完善|健全|规章"
        r"|^\p{Han}{0,2}(?:方案|计划|清单|制度|标准|规定|要求|规范|规划|流程|目录|函|法|要点)$"
        r"|依法|(?:方|执|违|合|无|守|设|普|立|司|做|想|看|说|用|写|手|非|算|语)法$|政府令$"
    ),
    inside=(("有关规定", "有关"), ("依法", "依")),
    no=("城镇燃气管理条例",),
)
ISSUED_KIND = Rule("unmarked_title/issued_kind", rf"(?:{_ISSUED})$", inside=(("检查的通知", "通知"),), no=("管理办法",))
KIND = Rule(
    "unmarked_title/kind",
    rf"(?:{_STRONG}|{_WEAK}|登记表|汇总表|统计表|台账|记录|名录|样本|手册|大纲|文件|[）〉])$",
    inside=(("管理办法", "办法"),),
    no=("法律法规",),
)
PLACE_OR_YEAR = Rule(
    name="unmarked_title/told",
    pattern=(r"省|市|县|区|州|国|公司|学校|大学|学院|集团|镇|乡|中心|协会|\d{4}"),
    yes=("省", "2021"),
    no=("制度",),
)

STRAY_MARK = Rule(
    name="unmarked_title/stray_mark",
    pattern=(r"\p{Han}[,.](?=\p{Han})"),
    inside=(("各市,县", "市,"),),
    no=("甲，乙", "a,b"),
)

GLUED = Rule(
    name="unmarked_title/glued",
    pattern=(
        rf"(?P<first>{_HAN}{{3,40}}?(?:条例|办法|规定|细则|方案|法))(?:[和及与]|{MARK})*+(?={_HAN}{{2,20}}(?:府|局|厅|会|室|部|委)关于)"
    ),
    inside=(("住宅管理办法和某市人民政府关于", "住宅管理办法和"),),
    no=("关于检查的通知",),
)

RULES = (
    CUE,
    LAW,
    NOTICE,
    ITEM,
    ALONE,
    NUMBERED,
    STATE,
    RUN_BEFORE_NUMBER,
    NO_TITLE,
    ISSUED_KIND,
    KIND,
    PLACE_OR_YEAR,
    STRAY_MARK,
    GLUED,
)
