"""The summary in Markdown."""

from __future__ import annotations

import re

from made_plans import HOSTILE, Pair, Planned

from notice_parser.export.to_markdown import plan_to_markdown


def test_the_parts_in_their_order(planned: Planned) -> None:
    text = plan_to_markdown(*planned("c01"))
    assert text.startswith("# 水域资源部办公厅关于开展2023年小型水闸安全运行专项检查的通知\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["登记", "检查表", "任务", "联系人", "需要留意"]
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == ["责任体系", "工程实体", "运行管理"]
    assert "| 发文字号 | 水域办〔2023〕41号 |" in text
    assert "- [ ] C2 安全管理责任人是否在闸区醒目位置公示。（第398字起）" in text
    assert "| 2023-12-15 | 2023年12月15日前 | 整改销号 |" in text


def test_nothing_in_a_value_is_markup(hostile: Pair) -> None:
    text = plan_to_markdown(*hostile)
    assert "<script>" not in text
    assert len(re.findall(r"^- \[ \] ", text, re.MULTILINE)) == len(HOSTILE) + 1
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert tables
    assert all(re.fullmatch(r"(\|( (\\.|[^\\|])*)? )+\|", line) for line in tables)


def test_a_plan_with_nothing_in_it(empty: Pair) -> None:
    text = plan_to_markdown(*empty)
    assert text.startswith("# 检查方案\n")
    assert "##  " not in text


def test_every_entry_stands_there_once(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    text = plan_to_markdown(notice, plan)
    assert sorted(re.findall(r"^- \[ \] (\w+) ", text, re.MULTILINE)) == sorted(i.id for i in plan.checklist)
    rows = text.partition("\n## 任务\n")[2].partition("\n## ")[0]
    assert len([line for line in rows.splitlines() if line.startswith("|")][2:]) == len(plan.tasks)
