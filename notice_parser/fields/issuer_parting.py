"""Names of issuers that stand without a mark between them, and one name that stands on two lines."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.span import Span
from notice_parser.fields.issuer_names import Name
from notice_parser.grammar.organs import is_organ, suffixes
from notice_parser.grammar.rule import Rule


def joined_to(names: list[Name], known: Sequence[Name]) -> list[Name]:
    """Join neighbours that together are a known name, 榆川省人民政府⏎安全生产委员会, or only together one, …委员⏎会."""
    joined: list[Name] = []
    for name in names:
        whole = joined[-1].value + name.value if joined else ""
        is_broken = bool(joined) and not is_organ(joined[-1].value) and is_organ(whole)
        is_branch = (
            bool(whole) and (b := _BRANCH.search(whole)) is not None and whole[b.start("branch") :] == name.value
        )
        if joined and (is_broken or is_branch or any(k.value == whole for k in known)):
            joined[-1] = Name(joined[-1].value + name.value, (*joined[-1].spans, *name.spans))
        else:
            joined.append(name)
    return joined


_PLACE_NAME = Rule("issuer/place_name", r"^(?!中共)\p{Han}{2,6}?(?:省|市|县|区|州|旗|镇|乡)")


# 中共榆川市委办公室榆川市人民政府办公室: the government's name says the place again, or is 国务院's.
_PARTY_PLACE = Rule(
    "issuer/party_place",
    r"^中共(?:(?P<place>\p{Han}{2,6}?(?:省|市|县|区|州|旗|镇|乡))委|中央(?=\p{Han}{0,8}(?P<place>国务院)))",
    inside=(("中共榆川市委办公室", "中共榆川市委"), ("中共中央办公厅国务院办公厅", "中共中央")),
    no=("榆川市人民政府", "中共党史研究室"),
)
# 榆川省畜牧业协会⏎蛋鸡专业委员会: a branch bears the name of its association.
_BRANCH = Rule(
    "issuer/branch",
    r"(?:协会|学会|联合会|研究会|促进会|商会)(?P<branch>(?!\p{Han}{0,6}[省市县区州])\p{Han}{2,16}(?:专业委员会|工作委员会|专委会|专家委员会|分会|秘书处))$",
    inside=(("榆川省畜牧业协会蛋鸡专业委员会", "协会蛋鸡专业委员会"),),
    no=("榆川省畜牧业协会榆川市养蜂分会", "榆川省畜牧业协会"),
)
# 云浔县卫生健康局市生态环境局云浔分局: a new office begins with its level.
_NEXT_OFFICE = Rule("issuer/next_office", r"(?<=[局委厅会])[市县省区](?!场|政)(?=\p{Han}{2,12}(?:局|委|厅|会))")
# 保卫处实验室与资产管理处后勤管理处: offices of one house without marks between them.
_OFFICES = Rule("issuer/offices", r"(?:(?!\p{Han}{0,6}(?:省|市|县|区|局|厅|委|公司))\p{Han}{2,9}?处){2,4}")


def parted(name: Name, known: Sequence[Name] = ()) -> list[Name]:
    """Part names that stand without a blank: 沅川市教育局沅川市水务局, where each begins with the same place."""
    if len(name.spans) != 1 or len(name.spans[0]) != len(name.value):
        return [name]
    if _OFFICES.fullmatch(name.value):
        start = name.spans[0].start
        ends = [i + 1 for i, char in enumerate(name.value) if char == "处" and i > 1]
        bounds = list(zip([0, *ends], ends, strict=False))
        return [Name(name.value[a:b], (Span(start + a, start + b),)) for a, b in bounds]
    place = _PLACE_NAME.match(name.value)
    again = [m.start() for m in _NEXT_OFFICE.find_all(name.value)]
    again += [name.value.find(k.value, 1) for k in known]
    if place is not None:
        again.append(name.value.find(place.group(), len(place.group()) + 1))
    if (party := _PARTY_PLACE.match(name.value)) is not None:
        # 中共榆川市委榆川市人民政府安全生产委员会 is one committee of both.
        at = name.value.find(party["place"], party.end())
        again += [at] if name.value[at - 1] in "室厅" or name.value.endswith("人民政府") else []
    branch = _BRANCH.search(name.value)
    for at in sorted(a for a in again if a > 2 and (branch is None or a != branch.start("branch"))):
        if is_organ(name.value[:at]) and is_organ(name.value[at:]) and name.value[at:] not in suffixes():
            start = name.spans[0].start
            first = Name(name.value[:at], (Span(start, start + at),))
            rest = Name(name.value[at:], (Span(start + at, name.spans[0].end),))
            return [first, *parted(rest, known)]
    return [name]


RULES = (_PARTY_PLACE, _BRANCH)
