"""Words for inspecting, and the phrases that order it."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule


def one_of(words: str) -> str:
    """Give the pattern of any of some words, parted by blanks; a look at the first letter refuses most places at once.

    >>> one_of("检查 核查 检验")
    '(?:(?=[检核])(?:检查|核查|检验))'
    """
    each = words.split()
    return f"(?:(?=[{''.join(dict.fromkeys(w[0] for w in each))}])(?:{'|'.join(each)}))"


INSPECT = one_of(
    "检查 督查 督察 巡查 巡察 督导 抽查 核查 审查 稽查 复查 暗访 暗查 审计 考核 考评 评估 评查 验收 整治 "
    "排查 自查 自纠 互查 清查 核验 抽检 视导 巡视 复核 督办检查 专项行动 专项监管 专项监督 攻坚行动 回头看 治理行动"
)
"""One word for an inspection, check, audit, assessment, rectification or acceptance."""

INSPECTION = Rule(
    name="verbs/inspection",
    pattern=rf"(?<!健康){INSPECT}(?![验站点])",
    yes=("检查", "督查", "巡查", "暗访", "审计", "自查", "专项行动", "回头看"),
    no=("健康检查", "检查站", "调查问卷", "培训", "检验"),
)

SELF_CHECK = Rule(
    name="verbs/self_check",
    pattern=r"(?:自查|自纠|自评|自检|自改|自我(?:检查|评估|评价))",
    yes=("自查", "自评", "自我评估"),
    no=("检查", "自行车", "自治区"),
)

DIRECT_ORDER = Rule(
    name="verbs/direct_order",
    pattern=r"(?:开展|组织|进行|实施|部署|启动|派出|接受|迎接|做好|抓好|配合)[^，。；：:;,\n]{0,24}?(?<!健康)"
    r"(?:检查|督查|督察|巡查|督导|抽查|核查|暗访|自查|互查|排查|整治|专项行动|治理行动|回头看)(?![验站点]|机制|制度)",
    yes=("开展安全检查", "组织开展火灾隐患排查", "进行督查", "组织一次全员自查", "部署专项整治"),
    no=("检查机制建设", "开展健康检查", "检查中发现的问题", "组织培训"),
)

DECISION = Rule(
    name="verbs/decision",
    pattern=rf"(?:决定|定于|拟于|拟定于|计划|将|现|拟|组织|要求|请|即日起)(?=[^。；;\n]{{0,99}}?{INSPECT})[^。；;\n]{{0,40}}?(?:开展|组织|进行|实施|采用|采取|做好)[^。；;\n]{{0,50}}?(?<!健康){INSPECT}(?![验站点])",
    yes=(
        "决定在全县各级各类学校开展一次火灾隐患集中整治",
        "将开展节能工作督查",
        "定于9-10周开展期中教学检查",
        "组织4个安全生产巡查组，分别于3月份对甲、乙2市政府，5月份对丙、丁2市政府进行安全生产巡查",
        "请各教学院马上对所属实验室开展一次全面隐患排查",
        "即日起在全镇开展安全生产大检查",
    ),
    no=("决定召开全省会议", "我省曾开展检查", "定于6月开展培训"),
)

RULES: tuple[Rule, ...] = (INSPECTION, SELF_CHECK, DIRECT_ORDER, DECISION)
