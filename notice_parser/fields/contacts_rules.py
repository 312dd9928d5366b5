"""How organs, rooms and persons are written beside a number."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule

_ORGAN_END = (
    "局|处|科|室|厅|部|委|办|办公室|中心|委员会|公司|学院|大学|学校|中学|小学|医院|协会|学会|总队|支队|大队|中队|队|所|站|司|股|组|会"
    "|残联|妇联|文联|侨联|工商联|科协|院|馆|校区|院区|社区|村|街道|镇|乡|台|集团|店|政府|机关|分局|窗口|平台|社|校|园|系"
)

ORGAN = Rule(
    name="contact/organ",
    pattern=rf"(?!(?:[报送交寄发至到]{{1,2}})?[我本贵该][处局科室厅委办院部校会中]|[^，,。]{{0,20}}\d[月日])[\p{{Han}}A-Za-z0-9（）()·“”]{{1,40}}(?:{_ORGAN_END})(?:[（(][\p{{Han}}]{{2,10}}[)）])?",
    yes=("市统计局法规科", "资源处", "后勤处（集团）", "中国铸造装备管理协会秘书处"),
    no=("张三", "请于", "报送我处"),
)

ORGAN_WITH_NAME = Rule(
    name="contact/organ_with_name",
    pattern=rf"(?P<organ>[\p{{Han}}A-Za-z0-9（）()]{{1,30}}?(?:{_ORGAN_END}))(?P<name>[\p{{Han}}·]{{2,6}})",
    yes=("双创中心万老师", "省环保厅齐勇"),
    no=("张三",),
)

ROOM = Rule(
    name="contact/room",
    pattern=(
        r"[\p{Han}A-Za-z0-9\-—]{0,20}\d{1,4}\p{Han}?(?:室|房间|办公室|号房)"
        r"|[\p{Han}A-Za-z0-9]{2,20}(?:楼|大厦)[\p{Han}A-Za-z0-9]{0,10}"
    ),
    yes=("行政楼109室", "明德楼B座217室"),
    no=("张三",),
)

SEEN_AT = Rule(
    name="contact/with_person",
    pattern=(
        r"(?:(?<=[）) \u3000室])(?P<full>\p{Han}{2,3})(?=处)"
        r"|(?P<name>\p{Han}{1,3}(?:老师|主任|科长|处长|同志|先生|女士|教授|经理|师傅)))"
        r"(?:(?:处|收|办公室)?[。，,；;、（( \t\u3000\xa0]*|处[，,][^。；;\n]{0,16})$"
    ),
    yes=("罗老师处。", "严老师处，", "严老师处，电子稿发送到"),
    inside=(("交质控办（612室）邓佳处，", "邓佳处，"),),
    no=("张三", "罗老师要求"),
)

RULES = (ORGAN, ORGAN_WITH_NAME, ROOM, SEEN_AT)
