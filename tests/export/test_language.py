"""``--lang en``: labels in English wherever they are ours, values as they are; and nothing of it in ids."""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from icalendar import Calendar
from lxml import etree
from made_plans import EVIDENCE, Pair, task
from openpyxl import load_workbook

from notice_parser.cli import commands
from notice_parser.core.evidence import Field
from notice_parser.core.notice import Contact, DeadlineKind, Direction, Finding, Reference, Unit
from notice_parser.core.plan import Duration, InspectionPlan, PlanItem, Role, Round, Teams
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.export import language
from notice_parser.export.language import Language, message_of, say, speaking
from notice_parser.export.to_bpmn import plan_to_bpmn
from notice_parser.export.to_csv import Rows, plan_to_csv
from notice_parser.export.to_diff import clean_to_diff, clean_to_html
from notice_parser.export.to_docx import Form, plan_to_docx
from notice_parser.export.to_ics import plan_to_ics
from notice_parser.export.to_json import plan_to_json
from notice_parser.export.to_markdown import plan_to_markdown
from notice_parser.export.to_notebook import notice_to_notebook, plan_to_notebook
from notice_parser.export.to_report import report_to_html
from notice_parser.export.to_text import notice_to_text, plan_to_text
from notice_parser.export.to_xlsx import plan_to_xlsx
from notice_parser.export.wording import rule_in_words, time_in_words
from notice_parser.pipeline import read_plan

HAN = re.compile("[\u3001\u3002\u4e00-\u9fff\uff08\uff09\uff0c\uff1a\uff1b]")
ROOT = Path(language.__file__).parent
NO_LABELS = {"schema.py", "template_values.py", "language.py"}
"""Keys of JSON with their Chinese names, and placeholders of templates, which are known by both names."""
NOT_SAID = {"。", "〉", "》", "《", "〈", "〇", "＿", "〃", "；;。", "（） ()", "星期"}
FONTS = re.compile("宋|仿宋|黑体|楷体|公文标题|题注|表内文字|表头文字")
CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"


def literals() -> set[str]:
    """Give the Chinese words in the code that writes, but for its docstrings."""
    found: set[str] = set()
    for path in ROOT.glob("*.py"):
        if path.name in NO_LABELS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        found |= {
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs and HAN.search(n.value)
        }
    return {text for text in found if text not in NOT_SAID and not FONTS.search(text) and "|" not in text}


def test_every_label_has_its_english() -> None:
    numerals = {"百", "十", "一二三四五六日", "〇一二三四五六七八九"}
    assert {text for text in literals() if text not in language._english("labels")} <= numerals


def test_no_english_label_is_chinese() -> None:
    assert {text for text in language._english("labels").values() if HAN.search(text)} == set()
    assert {text for text in language._english("findings").values() if HAN.search(text)} == set()


def test_names_in_braces_are_the_same_in_both() -> None:
    name = re.compile(r"\{(\w+)")
    for chinese, english in language._english("labels").items():
        assert set(name.findall(chinese)) == set(name.findall(english)), chinese


def test_every_kind_of_finding_has_its_english() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT.parent / "review").glob("*.py"))
    codes = set(re.findall(r'Finding\(\s*"(\w+)"', written)) - {"source"}  # what a reader of files says of one
    assert codes <= set(language._english("findings"))


@pytest.fixture
def foreign() -> Pair:
    """A plan of every kind of value, all of them in Latin letters, so that what is Chinese is a label."""
    notice, _ = (reading := read_plan(SourceText("Ad kalendas.", name="a.txt", sha256="0" * 64))).notice, reading.plan
    day, kind = dt.date, DeadlineKind
    tasks = (
        task(1, "send", kind=kind.BY, due=day(2024, 5, 10)),
        task(2, "meet", kind=kind.BY, due=dt.datetime(2024, 5, 9, 17, 30)),
        task(3, "answer", kind=kind.WITHIN, amount=10, unit=Unit.WORKING_DAY, trigger="end"),
        task(4, "ask", kind=kind.WITHIN, amount=2, unit=Unit.MONTH, trigger="end", direction=Direction.BEFORE),
        task(5, "visit", kind=kind.WINDOW, start=day(2024, 5, 20), end=day(2024, 5, 31)),
        task(6, "report", kind=kind.RECURRING, rrule="FREQ=MONTHLY;BYMONTHDAY=5,-1"),
        task(7, "call", kind=kind.RECURRING, rrule="FREQ=WEEKLY;BYDAY=FR;BYHOUR=16"),
        task(8, "count", kind=kind.RECURRING, rrule="FREQ=SECONDLY"),
        task(9, "leave", kind=kind.EVENT),
        replace(task(10, "go on"), actor="office", recipient="other office"),
        task(11, "pay", kind=kind.WITHIN),
    )
    tasks = tuple(replace(t, deadline=t.deadline and replace(t.deadline, text=t.action)) for t in tasks)
    doubtful = replace(EVIDENCE, confidence=0.3)
    plan = InspectionPlan(
        objective=Field("to see", doubtful),
        basis=(Reference("Lex", EVIDENCE, "No. 1"),),
        targets=(Field("one", EVIDENCE), Field("two", EVIDENCE)),
        rounds=(Round(day(2024, 6, 3), None, ("one", "two"), EVIDENCE), Round(None, None, (), EVIDENCE)),
        duration=Duration("P5D", "P10D", True, EVIDENCE),
        teams=Teams(2, 3, 5, (Field("leader", EVIDENCE),), (Role("head", 1, "old", EVIDENCE),), EVIDENCE),
        checklist=(PlanItem("C1", "doors", "house", EVIDENCE), PlanItem("C2", "windows", None, doubtful)),
        methods=(PlanItem("M1", "look", None, EVIDENCE),),
        procedure=(PlanItem("P1", "go", None, EVIDENCE),),
        tasks=tasks,
        contacts=(Contact(EVIDENCE, "Ann", "office", ("1", "2"), ("3",), ("a@b.c",), "street"),),
        findings=(Finding("title_missing", "未找到标题"), Finding("low_confidence", "把握不大", (Span(0, 2),))),
    )
    return replace(notice, findings=(), title=Field("Title", EVIDENCE), issuers=()), plan


def workbook_text(pair: Pair) -> str:
    book = load_workbook(io.BytesIO(plan_to_xlsx(*pair)))
    cells = (str(c.value) + c.number_format for sheet in book for row in sheet.iter_rows() for c in row if c.value)
    more = (str(v.formula1) + str(v.error) for sheet in book for v in sheet.data_validations.dataValidation)
    rules = (str(f) for sheet in book for r in sheet.conditional_formatting for rule in r.rules for f in rule.formula)
    feet = (str(sheet.oddFooter.center.text) for sheet in book)
    return "\n".join((*book.sheetnames, *cells, *more, *rules, *feet))


def paper_text(pair: Pair, form: Form) -> str:
    root = Document(io.BytesIO(plan_to_docx(*pair, form))).element.body
    return "".join(root.itertext())


def page_text(page: str) -> str:
    root = etree.HTML(re.sub("(?s)<style>.*?</style>", "", page))
    texts = (text for node in root.iter() for text in (node.text, node.tail, *node.attrib.values()) if text)
    return "\n".join(map(str, texts))


WRITERS: dict[str, Callable[[Pair], str]] = {
    "text": lambda pair: plan_to_text(*pair),
    "notice": lambda pair: notice_to_text(pair[0]),
    "markdown": lambda pair: plan_to_markdown(*pair),
    "xlsx": workbook_text,
    "ics": lambda pair: plan_to_ics(*pair).decode(),
    "bpmn": lambda pair: plan_to_bpmn(*pair).decode(),
    "show": lambda pair: page_text(report_to_html(*pair)),
    "notebook": lambda pair: notice_to_notebook(pair[0]) + plan_to_notebook(pair[1]),
    "diff": lambda pair: clean_to_diff(pair[0].outline.clean, color=False),
    "compared": lambda pair: page_text(clean_to_html(pair[0].outline.clean)),
    **{f"csv {rows}": lambda pair, rows=rows: plan_to_csv(*pair, rows) for rows in Rows},  # type: ignore[misc]
    **{f"docx {form}": lambda pair, form=form: paper_text(pair, form) for form in Form},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", list(WRITERS))
def test_nothing_of_ours_is_left_in_chinese(name: str, foreign: Pair) -> None:
    with speaking(Language.EN):
        written = WRITERS[name](foreign)
    assert sorted({line for line in written.split("\n") if HAN.search(line)}) == []
    assert HAN.search(WRITERS[name](foreign))


def test_ids_are_the_same_in_both(foreign: Pair) -> None:
    def ids() -> tuple[list[str], list[str]]:
        entries = [str(e["uid"]) for e in Calendar.from_ical(plan_to_ics(*foreign)).walk() if "uid" in e]
        steps = [node.get("id") for node in etree.fromstring(plan_to_bpmn(*foreign)).iter() if node.get("id")]
        return entries, steps

    chinese = ids()
    with speaking(Language.EN):
        assert ids() == chinese


def test_json_does_not_change(foreign: Pair) -> None:
    chinese = plan_to_json(*foreign)
    with speaking(Language.EN):
        assert plan_to_json(*foreign) == chinese


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": DeadlineKind.BY, "due": dt.date(2024, 5, 1)}, "by 2024-05-01"),
        ({"kind": DeadlineKind.BY, "due": dt.datetime(2024, 5, 1, 9, 5)}, "by 2024-05-01 09:05"),
        (
            {"kind": DeadlineKind.WITHIN, "amount": 3, "unit": Unit.DAY, "trigger": "会议", "due": dt.date(2024, 5, 1)},
            "within 3 days after 会议 (2024-05-01)",
        ),
        ({"kind": DeadlineKind.WINDOW, "end": dt.date(2024, 5, 1)}, "… to 2024-05-01"),
        ({"kind": DeadlineKind.EVENT, "trigger": "离开驻地"}, "event: 离开驻地"),
        ({"kind": DeadlineKind.RECURRING, "rrule": "FREQ=WEEKLY;BYDAY=SU"}, "every week on Sunday"),
    ],
)
def test_times_in_english(given: dict[str, object], words: str) -> None:
    deadline = task(1, "report", **given).deadline
    assert deadline is not None
    with speaking(Language.EN):
        assert time_in_words(deadline) == words
    assert "定期" not in rule_in_words("FREQ=WEEKLY;BYDAY=SU")


def test_what_is_said_ends_with_the_statement() -> None:
    with pytest.raises(ValueError, match="stop"), speaking(Language.EN):
        assert say("标题") == "title"
        raise ValueError("stop")
    assert say("标题") == "标题"


def test_a_finding_without_english_keeps_its_words() -> None:
    with speaking(Language.EN):
        assert message_of(Finding("source", "附件已略去")) == "附件已略去"


@pytest.mark.parametrize(
    ("arguments", "label"),
    [
        (("plan", "--format", "text"), "document number"),
        (("plan", "--format", "csv"), '"due"'),
        (("parse", "--format", "text"), "issued by"),
        (("check",), "a person should look"),
        (("clean", "--diff"), "No change."),
        (("show",), "Values"),
    ],
)
def test_the_option(arguments: tuple[str, ...], label: str) -> None:
    def run(*more: str) -> str:
        return CliRunner().invoke(commands, [*arguments, str(CORPORA / "c01.txt"), *more]).stdout

    assert label in run("--lang", "en")
    assert label not in run()
