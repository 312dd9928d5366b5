"""Where one addressee ends and the next begins in a text of bare letters: 各县教育局|各直属学校|为做好….

Official names end in few ways and members of a list begin in few, so the borders are surer than what the model sees.
"""

from __future__ import annotations

import regex

from notice_parser.clean.draft import MARK
from notice_parser.clean.lost_head import TITLE_TYPES
from notice_parser.core.chars import HAN
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

REACH = 400
"""Letters behind the title in which the addressees end."""
_ENDS = (
    "局|厅|府|院|校|会|处|室|司|委|办|中心|企业|单位|部门|机构|社团|团体|集团|镇|乡|街道|社区|村|站|所|队|行|部|园|科|系"
    "|党组|党委|支部|馆"
)

_NUMBER = rf"[{HAN}]{{2,14}}+(?:19|20)[0-9]{{2}}[0-9]{{1,5}}号"
TITLE_END = Rule(
    "members/title_end",
    # Behind it a site's rows and numbers may stand, of each office that issues one.
    rf"的(?:紧急|补充)?(?:{TITLE_TYPES})(?:(?:发布|来源|作者|索引|信息来源|浏览|阅读|点击|日期|时间)[^各号]{{1,60}}?(?={_NUMBER}|各))?"
    rf"(?P<numbers>(?:{_NUMBER}){{0,4}})(?=各|有关|相关|市|县|区|省|镇|局|厅|委|校|机关|驻|全|国务院|中央|集团)",
    inside=(
        ("关于检查的通知各县教育局", "的通知"),
        ("关于检查的通知甲政办20264号各县教育局", "的通知甲政办20264号"),
        (
            "关于检查的通知发布日期20260709来源县府办甲政办函202641号各乡镇",
            "的通知发布日期20260709来源县府办甲政办函202641号",
        ),
    ),
    no=("关于检查的通知要求", "的通知甲某"),
)
NUMBER = Rule("members/number", _NUMBER, yes=("甲政办20264号", "甲人社函202671号"), no=("20264号", "甲政办4号"))
TEXT_BEGINS = Rule(
    "members/text_begins",
    rf"(?<={_ENDS})(?=为(?!民|主)|根据|按照|依据|据(?!此)|现将|现就|近期|近日|近年|最近|经(?!济|营|开|信|贸)|随着|当前|目前|今年|针对|鉴于|由于"
    r"|接(?!待)|日前|去年|一段时间|本学期|本轮|元旦|春节|国庆|中秋|端午|五一|清明|[春夏秋冬]季是|入[冬夏汛]|汛期|自(?:19|20)[0-9]"
    r"|[你我](?:局|市|县|省|区|校|院|单位)|(?:19|20)[0-9]{2}年|[0-9]{1,2}月[0-9]{1,2}日)",
    inside=(("各县教育局为做好", ""), ("各直属单位根据", ""), ("各市人民政府2026年3月", "")),
    no=("各县经济局", "市民政局为民服务中心", "各单位"),
)
MEMBER_BEGINS = Rule(
    "members/member_begins",
    rf"(?<={_ENDS})(?=各(?!级|类|项|成员单位)|(?:省|市|县|区|州|镇|厅|局|委|校)(?:直|属)(?:各|有关|机关|单位|部门|事业|学校|企业|机构)"
    r"|(?<![省市县区州总本][局厅委])机关各|有关(?:单位|部门|企业|学校|高校)|驻[市县区省])",
    inside=(("各县教育局各直属学校", ""), ("各镇人民政府市直各单位", "")),
    no=("各县教育局", "会各级组织", "各单位，各学校", "县安委会各成员单位", "市局机关各处室"),
)
NAME_BEGINS = Rule(
    "members/name_begins",
    rf"(?<=局|厅|中心|委员会|公司|银行|分行|支行|医院|学院)(?=(?P<name>[省市县区](?!场|区|直|级|民|属)[{HAN}]{{2,16}}?"
    r"(?:局|厅|中心|委员会|委|公司|医院|学院|办公室|联合会|总工会)))",
    inside=(("市登记中心市不动产登记中心", ""), ("市财政局市审计局", "")),
    no=("市场监督管理局市场处", "县公安局"),
)
RULES = (TITLE_END, TEXT_BEGINS, MEMBER_BEGINS, NAME_BEGINS)


def with_members(flat: str) -> str:
    """Set marks between addressees, and behind the last, in a text in which a mark stands wherever the model sees one.

    A mark that the model sees beside such a border is its guess of the same border and goes, as does one in a number.

    >>> with_members("甲县关于检查的通知各镇人民政府县直各单位为做好,检查工作")
    '甲县关于检查的通知,各镇人民政府,县直各单位,为做好,检查工作'
    >>> with_members("关于检查的通知甲人,社函202671号各街道中心学校区,直各学校,为做好检查工作")
    '关于检查的通知,甲人社函202671号,各街道中心学校,区直各学校,为做好检查工作'
    """
    places = [match.start() for match in regex.finditer(rf"[^{MARK}\n]", flat, endpos=2 * REACH)]
    bare = "".join(flat[place] for place in places)
    title = TITLE_END.search(bare, 0, REACH)
    text = TEXT_BEGINS.search(bare, title.end()) if title is not None else None
    if title is None or text is None:
        return flat
    borders = {title.start("numbers"), title.end(), text.start()}
    numbers = [match.span() for match in NUMBER.find_all(bare, title.start("numbers"), title.end())]
    borders |= {end for _, end in numbers}
    borders |= {match.start() for match in MEMBER_BEGINS.find_all(bare, title.end(), text.start())}
    borders |= {m.start() for m in NAME_BEGINS.find_all(bare, title.end(), text.start()) if is_organ(m["name"])}
    seen = {at for at in range(1, len(bare)) if places[at] - places[at - 1] > 1}
    guessed = {border + step for border in borders for step in (-1, 1)} & set(range(title.end(), text.start()))
    guessed |= {at for start, end in numbers for at in range(start + 1, end) if not bare[at - 1].isdecimal()}
    kept = (seen - guessed) | borders
    parted = "".join(MARK * (at in kept) + letter for at, letter in enumerate(bare))
    return flat[: places[0]] + parted + flat[places[-1] + 1 :]
