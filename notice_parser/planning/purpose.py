"""Why there is an inspection, and what it rests on."""

from __future__ import annotations

import regex

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Notice, Reference
from notice_parser.core.printed import flat
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule
from notice_parser.planning.parts import Parts
from notice_parser.planning.topics import Topic

PURPOSE = Rule(
    name="purpose/clause",
    pattern=r"(?:(?<=^|[\n。\s　])(?P<purpose>(?:为了?|进一步)[^。\n]{8,260}?)|"
    r"(?<=[，,])(?P<purpose>为(?:了|进一步|切实|加强|贯彻|深入|认真|全面|确保|做好|规范|推动|推进|防范|提高)[^。\n]{6,200}?))"
    r"(?=[，,](?:根据|按照|依据|依照|经|现|请|要求|各[\p{Han}]{1,8}要|[\p{Han}]{0,12}(?:决定|定于|拟于)|我[省市县区局厅部委校]|特|本|学校|将|拟|定于|结合)|。|\n)",
    inside=(
        ("为加强管理，确保安全，根据《条例》要求，决定开展检查。", "为加强管理，确保安全"),
        ("\n为进一步推动责任落实，现将有关事项通知如下。", "为进一步推动责任落实"),
    ),
    no=("认为不合格的", "作为考核依据的重要内容", "检查，为期三天，每天上午进行"),
)

RESTS_ON = Rule(
    name="purpose/rests_on",
    pattern=r"(?:根据|按照|依据|依照|遵照|贯彻|落实)(?:了)?(?:[^。；;，,\n《》]|《[^《》\n]{0,80}》){0,90}$",
    inside=(("现根据", "根据"), ("为贯彻落实", "贯彻落实"), ("按照上级部署和", "按照上级部署和")),
    no=("填写", "项目执行四个方面，具体内容见", "根据工作安排，请填写"),
)

RULES: tuple[Rule, ...] = (PURPOSE, RESTS_ON)

_BEFORE = 140


def read_objective(parts: Parts) -> Field[str]:
    """Take the section 目标任务 or 检查目的, else the clause 为… that opens the text."""
    for index in parts.of(Topic.OBJECTIVE, weak=False):
        found = _of_part(parts, index)
        if found is not None:
            return Field.found(flat(found.of(parts.text)), found, rule="purpose/heading", confidence=0.9)
    clause = PURPOSE.search(parts.text)
    if clause is not None:
        span = Span(*clause.span("purpose"))
        return Field.found(flat(span.of(parts.text)), span, rule="purpose/clause", confidence=0.75)
    for index in parts.of(Topic.OBJECTIVE):
        found = _of_part(parts, index)
        if found is not None:
            return Field.found(flat(found.of(parts.text)), found, rule="purpose/weak_heading", confidence=0.55)
    return Field.absent("no purpose is stated")


def _of_part(parts: Parts, index: int) -> Span | None:
    part = parts.parts[index]
    own = [c for c in part.children if Topic.OBJECTIVE in parts.parts[c].topics]
    if own:
        return _of_part(parts, own[0])
    if len(part.own):
        return part.own
    return part.whole if part.children else None


def read_basis(notice: Notice, parts: Parts) -> tuple[Reference, ...]:
    """List the cited documents that 根据, 按照 or 为贯彻落实 introduces."""
    return tuple(r for r in notice.references if r.evidence.spans and _rests_on(parts.text, r.evidence.spans[0].start))


def _rests_on(text: str, start: int) -> bool:
    sentence = text[max(0, start - _BEFORE) : start]
    sentence = regex.split(r"[。；;\n]", sentence)[-1]
    before = regex.sub(r"《[^《》]*》?$", "", sentence)
    return RESTS_ON.search(before) is not None
