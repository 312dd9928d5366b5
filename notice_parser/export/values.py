"""Values as a Chinese reader expects them: the head of a notice, the frame of a plan, one by one and labelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from notice_parser.core.evidence import DOUBTFUL, Evidence, Field
from notice_parser.core.notice import DocumentNumber, Notice
from notice_parser.core.plan import InspectionPlan, Role, Teams
from notice_parser.export.language import bracketed, clauses, listed_words, say
from notice_parser.export.wording import day_in_words, duration_in_words


def head_fields(notice: Notice) -> tuple[tuple[str, tuple[Field[Any], ...]], ...]:
    """Give the elements of a notice's head with their labels, in the order of a register."""
    return (
        ("标题", (notice.title,)),
        ("文种", (notice.document_type,)),
        ("发文字号", (notice.document_number,)),
        ("发文机关", notice.issuers),
        ("主送机关", notice.addressees),
        ("成文日期", (notice.issue_date,)),
        ("密级", (notice.classification,)),
        ("紧急程度", (notice.urgency,)),
        ("公开属性", (notice.disclosure,)),
        ("抄送机关", notice.copied_to),
        ("附件", notice.attachments),
    )


def scope_values(plan: InspectionPlan) -> Iterator[tuple[str, str, tuple[Evidence, ...]]]:
    """Give what frames an inspection: label, value (empty where not said) and what it rests on."""
    yield "检查目的", shown(plan.objective), (plan.objective.evidence,)
    yield "检查时长", duration_in_words(plan.duration), (plan.duration.evidence,) if plan.duration else ()
    teams = plan.teams
    yield "检查组", teams_in_words(teams), (teams.evidence,) if teams.evidence else ()
    yield "牵头机关", listed(teams.leaders), tuple(leader.evidence for leader in teams.leaders)
    yield "分工", clauses(role_in_words(role) for role in teams.roles), tuple(role.evidence for role in teams.roles)


def shown(field: Field[Any]) -> str:
    """Write a value, and that it is doubtful where it is; nothing where there is none."""
    value = field.value
    if value is None:
        return ""
    match value:
        case dt.date():
            text = day_in_words(value)
        case DocumentNumber():
            text = value.text
        case _:
            text = str(value)
    return f"{text}{doubt(field.evidence)}"


def listed(fields: Iterable[Field[Any]]) -> str:
    """Write several values."""
    return listed_words(text for field in fields if (text := shown(field)))


def doubt(evidence: Evidence) -> str:
    """Say that a person should look at a value, where that is so."""
    return bracketed(say("存疑")) if evidence.confidence < DOUBTFUL else ""


def named(title: str, number: str | None) -> str:
    """Write a document that is cited.

    >>> named("安全生产法", None), named("关于开展检查的通知", "青水发〔2024〕12号")
    ('《安全生产法》', '《关于开展检查的通知》（青水发〔2024〕12号）')
    """
    return f"《{title}》{bracketed(number or '')}"


def cited_notice(notice: Notice) -> str:
    """Write the notice as a paper cites it: title and number, or what there is of them; 《》 inside become 〈〉."""
    number = notice.document_number.value
    title = notice.title.value
    if not title:
        return number.text if number else say("（未见标题）")
    return named(title.replace("《", "〈").replace("》", "〉"), number.text if number else None)


def teams_in_words(teams: Teams) -> str:
    """Write how many teams there are and of what size."""
    sizes = {str(size) for size in (teams.size_min, teams.size_max) if size is not None}
    size = say("每组{size}人", size="—".join(sorted(sizes, key=int))) if sizes else ""
    return say("，").join(part for part in (say("{count}个", count=teams.count) if teams.count else "", size) if part)


def role_in_words(role: Role) -> str:
    """Write a role, how many hold it and who may."""
    count = say("{count}名", count=role.count) if role.count else ""
    return f"{role.role}{count}{bracketed(role.requirement or '')}"
