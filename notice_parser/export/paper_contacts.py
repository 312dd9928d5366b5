"""The table of contacts that several papers have."""

from __future__ import annotations

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.language import bracketed, labelled, stacked
from notice_parser.export.paper import Paper
from notice_parser.export.paper_tables import Column, add_table
from notice_parser.export.rows import contact_rows


def add_contacts(paper: Paper, notice: Notice, plan: InspectionPlan) -> None:
    """Add whom to ask, one row for each contact."""
    columns = (Column("单位和地址", 40), Column("姓名", 20, centred=True), Column("电话、传真", 40), Column("邮箱", 56))
    rows = [
        (
            "\n".join(filter(None, (c.organization, c.address))),
            f"{c.name}{bracketed(c.remark)}",
            "\n".join(filter(None, (stacked(c.phones), labelled("传真", c.faxes) if c.faxes else ""))),
            stacked(c.emails),
        )
        for c in contact_rows(notice, plan)
    ]
    add_table(paper, columns, rows)
