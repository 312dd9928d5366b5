"""Personal data leave in no form; everything else stays, and stays where it was."""

import io
import itertools
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from notice_parser.cli import commands
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.pipeline import read_notice
from notice_parser.safeguards.personal import Personal, find_personal
from notice_parser.safeguards.redact import Redaction

NOTICE = """青岚市水利局关于开展水闸检查的通知

青水发〔2023〕12号

各区水利局：
　　请于2023年5月10日前将自查报告报送市水利局。检查经费12345678元，受检单位20230410批次共3家。
　　一、任命柳青岑同志为检查组组长，身份证号370102199003071234，交通费汇入6222021602009988776。
　　二、报名请加QQ群：612345678，微信号：wang_xm2018。
　　联系人：王 芳，电话：0531-55501260，55501261；手机19900000073，邮箱：wangfang#example.com（请将#换成@）
　　地址：青岚市临湖区柳荫路12号。王芳负责汇总。
　　监督举报电话：12345。

青岚市水利局
2023年4月3日
"""
SECRETS = {
    "names": ["王芳", "王 芳", "柳青岑"],
    "phones": ["55501260", "55501261", "19900000073"],
    "mails": ["wangfang"],
    "addresses": ["柳荫路12号"],
    "ids": ["370102199003071234", "6222021602009988776", "612345678", "wang_xm2018"],
}
KEPT = ["青水发〔2023〕12号", "2023年5月10日", "12345678元", "20230410批次", "各区水利局", "检查组组长"]
EVERYTHING = [word for words in SECRETS.values() for word in words]


def run(*arguments: str, text: str = NOTICE) -> bytes:
    done = CliRunner().invoke(commands, [*arguments, "-"], input=text.encode())
    assert done.exit_code in (0, 10), done.stderr
    return done.stdout_bytes


def unpacked(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode("utf-8").replace("\r\n ", "")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml"))


FORMS = [
    ("clean",),
    ("clean", "--steps"),
    ("clean", "--diff"),
    ("clean", "--diff", "--format", "html"),
    ("clean", "--format", "json"),
    *(("parse", "--format", form) for form in ("json", "yaml", "text")),
    *(
        ("plan", "--format", form)
        for form in ("json", "yaml", "text", "xlsx", "ics", "csv", "jsonl", "markdown", "docx")
    ),
    ("check",),
    ("check", "--format", "json"),
    ("show",),
]


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_nothing_personal_is_in_any_form(form: tuple[str, ...]) -> None:
    said = unpacked(run(*form, "--redact", "all"))
    assert [word for word in EVERYTHING if word in said] == []


@pytest.mark.parametrize("form", FORMS[:1] + FORMS[5:6], ids=" ".join)
def test_without_the_option_everything_is_there(form: tuple[str, ...]) -> None:
    said = unpacked(run(*form))
    assert [word for word in ("柳青岑", "55501260", "19900000073") if word not in said] == []


@pytest.mark.parametrize("kind", SECRETS)
def test_only_the_kinds_asked_for_are_hidden(kind: str) -> None:
    said = run("clean", "--redact", kind).decode()
    assert [word for word in SECRETS[kind] if word in said] == []
    others = [word for other, words in SECRETS.items() if other != kind for word in words]
    plain = run("clean").decode()
    assert [word for word in others if word in plain and word not in said] == []


def test_what_is_not_personal_stays() -> None:
    said = run("clean", "--redact", "all").decode()
    assert [word for word in KEPT if word not in said] == []


def test_places_stay() -> None:
    plain, hidden = (json.loads(run("parse", *more)) for more in ((), ("--redact", "all")))
    assert len(plain["text"]) == len(hidden["text"])
    assert hidden["issue_date"] == plain["issue_date"]
    assert [c["spans"] for c in hidden["contacts"]] == [c["spans"] for c in plain["contacts"]]
    assert all(set(phone) <= set("*-") for contact in hidden["contacts"] for phone in contact["phones"])


@pytest.mark.parametrize("kinds", ["everything", "", "names,phone"])
def test_an_unknown_kind_is_refused(kinds: str) -> None:
    done = CliRunner().invoke(commands, ["parse", "-", "--redact", kinds], input=NOTICE)
    assert done.exit_code == 2


def test_a_date_or_a_sum_is_no_number_to_call() -> None:
    notice = read_notice(SourceText(NOTICE))
    hidden = {span.of(notice.outline.text) for span in find_personal(notice, [Personal.PHONES]).spans}
    assert not any("12345678" in text or "20230410" in text for text in hidden)


def test_no_contact_of_the_corpora_is_left(corpora: Path) -> None:
    """Also where the source is garbled: what the restored value was made from is hidden in the source."""
    left = []
    for path in (p for p in sorted(corpora.glob("*.txt")) if p.with_suffix(".gold.json").exists()):
        redaction = Redaction.of(read_notice(SourceText(path.read_text(encoding="utf-8"), path.name)))
        clean = redaction.clean
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        read = {number for c in redaction.notice.contacts for number in (*c.phones, *c.emails)}
        for contact in gold.get("contacts", ()):
            for value in (*contact.get("phones", ()), *contact.get("emails", ())):
                digits = re.sub(r"\W", "", value.partition("@")[0])[-7:]
                if value in read and digits in re.sub(r"\W", "", clean.text + clean.source.text):
                    left.append((path.name, value))
    assert left == []


def test_replaying_the_hidden_steps_gives_the_hidden_text(corpora: Path) -> None:
    from notice_parser.core.alignment import apply

    for path in sorted(corpora.glob("g*.txt")):
        clean = Redaction.of(read_notice(SourceText(path.read_text(encoding="utf-8"), path.name))).clean
        text = clean.source.text
        for step in clean.steps:
            text, _ = apply(text, step.edits)
        assert text == clean.text, path.name


def test_a_notice_without_personal_data_is_the_same() -> None:
    notice = read_notice(SourceText("关于放假的通知\n\n各科室：\n　　定于2023年5月1日放假。\n\n某局\n2023年4月3日\n"))
    redaction = Redaction.of(notice)
    assert redaction.redacted == notice
    assert redaction.clean is notice.outline.clean


def test_spans_are_apart_and_in_order() -> None:
    spans = Redaction.of(read_notice(SourceText(NOTICE))).spans
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    assert all(isinstance(span, Span) and len(span) for span in spans)
