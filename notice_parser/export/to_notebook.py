"""A notice and a plan as a notebook shows them: small tables, in which nothing of the notice is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notice_parser.core.evidence import DOUBTFUL
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, clauses, listed_words, say
from notice_parser.export.report_text import html
from notice_parser.export.report_values import Group, report_groups
from notice_parser.export.values import role_in_words, shown, teams_in_words
from notice_parser.export.wording import duration_in_words, time_in_words, window_in_words

_MOST = 30
"""Rows of a table; a notebook is no place for five hundred."""
_LONGEST = 200

Row = tuple[str, str, float | None]


def notice_to_notebook(notice: Notice) -> str:
    """Show the head of a notice, its deadlines and its contacts, and what a person should look at."""
    groups = report_groups(notice, InspectionPlan())
    wanted = [group for group in groups if group.kind in ("doubt", "head", "time", "contact")]
    return _framed(
        notice.title.value or notice.outline.clean.source.name or say("公文"), (_table_of(g) for g in wanted)
    )


def plan_to_notebook(plan: InspectionPlan) -> str:
    """Show a plan: what frames the inspection, its checklist and its tasks."""
    title = plan.notice.title.value if plan.notice is not None else None
    frame: list[Row] = [
        (say("检查目的"), shown(plan.objective), plan.objective.evidence.confidence),
        (say("检查对象"), listed_words(shown(target) for target in plan.targets), None),
        *((say("批次"), f"{window_in_words(r.start, r.end)}　{listed_words(r.targets)}", None) for r in plan.rounds),
        (say("检查时长"), duration_in_words(plan.duration), None),
        (say("检查组"), teams_in_words(plan.teams), None),
        (say("分工"), clauses(role_in_words(role) for role in plan.teams.roles), None),
    ]
    checklist: list[Row] = [(item.id, item.text, item.evidence.confidence) for item in plan.checklist]
    tasks: list[Row] = [
        (
            "" if task.deadline is None else time_in_words(task.deadline),
            task.action + bracketed(task.actor or ""),
            task.evidence.confidence,
        )
        for task in plan.tasks
    ]
    tables = (("概要", [row for row in frame if row[1].strip()]), ("检查内容", checklist), ("任务", tasks))
    return _framed(title or say("检查方案"), (_table(say(name), rows) for name, rows in tables))


def _table_of(group: Group) -> str:
    return _table(group.title, [(value.label, value.text, value.confidence) for value in group.values])


def _framed(title: str, tables: Iterable[str]) -> str:
    body = "".join(tables) or f"<p>{say('（空）')}</p>"
    return f'<div class="notice-parser" lang="{say("zh-CN")}"><p><b>{html(_short(title))}</b></p>{body}</div>'


def _table(title: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    rest = f"<p>{say('… 另有{count}行', count=len(rows) - _MOST)}</p>" if len(rows) > _MOST else ""
    body = "".join(_lines(rows[:_MOST]))
    return f"<table><caption>{html(title)}{bracketed(str(len(rows)))}</caption><tbody>{body}</tbody></table>{rest}"


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for label, text, sure in rows:
        doubt = f"　<b>{say('存疑')}</b>" if sure is not None and sure < DOUBTFUL else ""
        left = 'style="text-align:left"'
        yield f'<tr><th scope="row" {left}>{html(_short(label))}</th><td {left}>{html(_short(text))}{doubt}</td></tr>'


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
