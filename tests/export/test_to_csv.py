"""CSV and JSON Lines, read back as a spreadsheet and a program would."""

from __future__ import annotations

import csv
import io
import json

import pytest
from made_plans import HOSTILE, Pair, Planned

from notice_parser.export.plain import harmless, is_formula, plain
from notice_parser.export.to_csv import BOM, Rows, plan_to_csv, plan_to_jsonl
from notice_parser.export.to_json import plan_to_json


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("text", [*HOSTILE, "\ufeff=1", "\u3000\u3000+86", "\u00a0-1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert harmless(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["", "甲", "检查=核查", "0380-8810551", "1-2", "a@b.cn", "　甲", "（+1）", "'=1", "《=》"]
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert not is_formula(text)
    assert harmless(text) == text


@pytest.mark.parametrize("rows", Rows)
def test_no_cell_of_a_hostile_plan_is_a_formula(rows: Rows, hostile: Pair) -> None:
    entries = read(plan_to_csv(*hostile, rows))
    assert len(entries) == len(HOSTILE) + 1
    assert [cell for entry in entries for cell in entry.values() if is_formula(cell)] == []
    assert '<script>|*,";\n🌊' in entries[-1].values()


def test_rows_of_tasks(planned: Planned) -> None:
    entries = read(plan_to_csv(*planned("c03"), Rows.TASKS))
    assert entries[1] | {"原文": "", "位置": ""} == {
        "序号": "T2",
        "截止日期": "2022-09-19",
        "时限": "2022年9月19日前",
        "任务": "对照《学校食堂食品安全检查要点》（附件1）逐项自查，填写自查表（附件2），"
        "经主要负责人签字后报所在县（区）教育局",
        "责任单位": "各学校",
        "报送对象": entries[1]["报送对象"],
        "原文": "",
        "位置": "",
        "备注": "",
        "发文字号": "沅教联〔2022〕9号",
        "标题": entries[1]["标题"],
        "来源": "c03.txt",
    }
    assert "待定" in next(e["备注"] for e in entries if e["时限"] == "整改完成后5个工作日内")


def test_rows_of_the_checklist_and_of_contacts(planned: Planned) -> None:
    items = read(plan_to_csv(*planned("c01"), Rows.CHECKLIST))
    assert (items[0]["检查项目"], items[0]["检查内容"]) == (
        "责任体系",
        "管护主体和管护人员是否明确，管护经费是否足额到位；",
    )
    contacts = read(plan_to_csv(*planned("c01"), Rows.CONTACTS))
    assert (contacts[1]["姓名"], contacts[1]["邮箱"]) == ("陆一苇", "xxsz@shuiyu.example.org")


def test_the_mark_and_the_header_stand_once(planned: Planned) -> None:
    text = plan_to_csv(*planned("c01"), Rows.TASKS, bom=True)
    more = plan_to_csv(*planned("c03"), Rows.TASKS, header=False, bom=True)
    assert text.startswith(f'{BOM}"序号"')
    assert BOM not in more
    assert len({tuple(e) for e in read((text + more).removeprefix(BOM))}) == 1


def test_lines_end_as_the_rfc_says(planned: Planned) -> None:
    text = plan_to_csv(*planned("c01"), Rows.TASKS)
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 11


@pytest.mark.parametrize("rows", Rows)
def test_a_plan_with_nothing_in_it_has_a_header(rows: Rows, empty: Pair) -> None:
    assert read(plan_to_csv(*empty, rows)) == []
    assert plan_to_csv(*empty, rows).startswith('"')
    assert plan_to_jsonl(*empty) == ""


def test_every_entry_stands_in_the_tables_once(entry_name: str, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    tasks = read(plan_to_csv(notice, plan, Rows.TASKS))
    assert sorted((t["序号"], t["任务"]) for t in tasks) == sorted((t.id, harmless(t.action)) for t in plan.tasks)
    items = read(plan_to_csv(notice, plan, Rows.CHECKLIST))
    assert sorted((i["序号"], i["检查内容"]) for i in items) == sorted((i.id, harmless(i.text)) for i in plan.checklist)
    contacts = read(plan_to_csv(notice, plan, Rows.CONTACTS))
    assert [c["电话"] for c in contacts] == [harmless("、".join(c.phones)) for c in plan.contacts]
    days = [t["截止日期"] or "9999" for t in tasks]
    assert [day[:10] for day in days] == sorted(day[:10] for day in days)


def test_json_lines_hold_what_the_json_of_the_plan_holds(entry_name: str, planned: Planned) -> None:
    value = plan_to_json(*planned(entry_name))
    lines = [json.loads(line) for line in plan_to_jsonl(*planned(entry_name)).splitlines()]
    for kind in Rows:
        given = [
            {k: v for k, v in line.items() if k in entry}
            for line, entry in zip((line for line in lines if line["row"] == kind), value[kind], strict=True)
        ]
        assert given == value[kind]
    assert {line["source"] for line in lines} <= {f"{entry_name}.txt"}


def test_control_characters_are_taken_out() -> None:
    assert plain("甲\x07\ud800\x85乙\u2028丙\t丁\ufffe") == "甲\n乙\n丙\t丁"
