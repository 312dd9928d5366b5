"""A summary of a plan in Markdown, for wikis, issue trackers and chats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, clauses, say
from notice_parser.export.plain import plain
from notice_parser.export.rows import (
    checklist_rows,
    contact_rows,
    finding_rows,
    register_rows,
    task_rows,
)
from notice_parser.export.wording import day_as_iso

_MARKS = re.compile(r"[\\`*_\[\]|~#$]")


def plan_to_markdown(notice: Notice, plan: InspectionPlan) -> str:
    """Summarise a plan: register, checklist to tick off, tasks by day, contacts, and what to look at."""
    title = notice.title.value or say("检查方案")
    parts = [f"# {_text(title)}", *_register(notice, plan), *_checklist(notice, plan)]
    tasks = [
        ("" if t.due is None else day_as_iso(t.due), t.time, t.action, t.actor, t.recipient, t.place, t.remark)
        for t in task_rows(notice, plan)
    ]
    contacts = [
        (c.organization, c.name, c.phones, c.faxes, c.emails, c.address, c.place, c.remark)
        for c in contact_rows(notice, plan)
    ]
    findings = [(f.message, f.code, f.quote, f.place) for f in finding_rows(notice, plan)]
    parts += _table("任务", ("截止日期", "时限", "任务", "责任单位", "报送对象", "位置", "备注"), tasks)
    parts += _table("联系人", ("单位", "姓名", "电话", "传真", "邮箱", "地址", "位置", "备注"), contacts)
    parts += _table("需要留意", ("事项", "代码", "原文", "位置"), findings)
    return "\n\n".join(parts) + "\n"


def _register(notice: Notice, plan: InspectionPlan) -> Iterator[str]:
    rows = [(say(r.label), r.text, r.place) for r in register_rows(notice, plan) if r.text]
    return _table("登记", ("项目", "内容", "位置"), rows)


def _checklist(notice: Notice, plan: InspectionPlan) -> Iterator[str]:
    rows = checklist_rows(notice, plan)
    if rows:
        yield f"## {say('检查表')}"
    for section, items in groupby(rows, key=lambda row: row.section):
        if section:
            yield f"### {_text(section)}"
        yield "\n".join(
            f"- [ ] {_text(' '.join(filter(None, (i.id, i.text))))}{bracketed(clauses((i.place, i.remark)))}"
            for i in items
        )


def _table(heading: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table without the columns in which nothing stands; nothing at all without rows."""
    rows = list(rows)
    if not rows:
        return
    kept = [at for at in range(len(header)) if any(row[at] for row in rows)]
    lines = [[say(header[at]) for at in kept], ["---"] * len(kept), *([_text(row[at]) for at in kept] for row in rows)]
    yield f"## {say(heading)}"
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(text: str) -> str:
    r"""Write a text so that nothing in it is markup.

    >>> _text("<b>甲|乙</b> *1*")
    '&lt;b&gt;甲\\|乙&lt;/b&gt; \\*1\\*'
    """
    escaped = plain(text).strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\g<0>", escaped).replace("\n", "<br>")
