"""Full names of those who sign in short, from the notice's own words: 某省…委员会（以下简称省安委会）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from notice_parser.core.outline import Outline
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ, is_short_for, squeezed
from notice_parser.grammar.rule import Rule

_LONGEST_PLACE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands somewhere, with its places."""

    value: str
    spans: tuple[Span, ...]


DEFINED = Rule(
    name="issuer/defined",
    pattern=(
        r"[（(](?:[^（）()]{1,20}[，,])?(?:以下)?(?:统一)?简?称(?:为|作)?[：:]?"
        r"[“\"《]?(?P<short>\p{Han}{2,16})[”\"》]?[，,）)]"
    ),
    yes=("（以下简称市安委办）", "(简称“省防指”)", "（以下称省教育厅）", "（设在市应急局，简称市安委办）"),
    no=("（见附件）", "据称（有关单位）", "（以下简称各个单位和部门及有关方面的全部工作人员）"),
)
_LONGEST_NAME = 40
_NAME_BACK = Rule(
    "issuer/name_back", r"[\p{Han}“”]{4,40}$", inside=(("，甲市安委会办公室", "甲市安委会办公室"),), no=("1",)
)
_LED_IN = Rule(
    "issuer/led_in",
    r"^(?:根据|按照|经|由|与|和|及|会同|请|向|在|现|对|受|报|是)",
    inside=(("经市政府", "经"),),
    no=("市政府",),
)
RULES = (DEFINED, _NAME_BACK, _LED_IN)


def fuller_names(outline: Outline, signed: Sequence[Name]) -> list[Name]:
    """List full names that the main text gives to those who sign in short, a definition before a mere mention."""
    if not signed or not outline.documents:
        return []
    main = outline.documents[0].span
    found = [full for full, short in _defined(outline.text, main) if any(n.value == short for n in signed)]
    return [*found, *(m for n in signed for m in _mentioned(outline.text, main, n.value))]


def _defined(text: str, main: Span) -> Iterator[tuple[Name, str]]:
    for match in DEFINED.find_all(text, main.start, main.end):
        back = _NAME_BACK.search(text, max(main.start, match.start() - _LONGEST_NAME), match.start())
        if back is None:
            continue
        lead = _LED_IN.match(back.group())
        start = back.start() + (lead.end() if lead is not None else 0)
        full = text[start : match.start()]
        if is_organ(full) and is_short_for(match["short"], full):
            yield Name(full, (Span(start, match.start()),)), match["short"]


def _mentioned(text: str, main: Span, short: str) -> list[Name]:
    """Find the one place that stands before a name that begins with its level: 市财政局 and 《榆川市财政局关于…》."""
    if short[:1] not in ("省", "市", "县", "区", "州") or len(short) < 4 or squeezed(short) != short:
        return []
    place = regex.compile(
        rf"(?<!\p{{Han}})\p{{Han}}{{2,{_LONGEST_PLACE - 1}}}{regex.escape(short)}(?!\p{{Han}})|"
        rf"(?<!\p{{Han}})\p{{Han}}{{2,{_LONGEST_PLACE - 1}}}{regex.escape(short)}(?=关于|决定|组织|会同)"
    )
    matches = list(place.finditer(text, main.start, main.end))
    names = {m.group() for m in matches}
    if len(names) != 1 or not is_organ(matches[0].group()) or _LED_IN.match(matches[0].group()):
        return []
    return [Name(matches[0].group(), (Span(*matches[0].span()),))]
