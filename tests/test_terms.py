"""Subject terms: suggested only when asked for, from what the notice is about, and never for what is no notice."""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

import notice_parser
from notice_parser.cli import commands
from notice_parser.core.evidence import Status
from notice_parser.core.source import SourceText
from notice_parser.export.schema import notice_schema
from notice_parser.learn import terms as learn_terms
from notice_parser.terms.suggest import suggest
from notice_parser.terms.words import Frequencies, form, frequencies, read_frequencies, segmenter, words_of

HEAD = "各市水务局：\n　　"
TAIL = "\n青禾省水务厅\n2023年4月6日\n"

SUBJECTS = [
    ("青禾省水务厅关于开展小型水库防汛检查的通知", "各地要检查水库防汛物资，落实水库防汛值守。", "水库"),
    ("云汀市教育局关于做好中小学校园食品安全工作的通知", "各校要检查食堂食品采购，落实食品安全责任制。", "食品安全"),
    ("云汀市消防救援支队关于开展冬季火灾隐患排查整治的通知", "各地要排查火灾隐患，建立火灾隐患台账。", "火灾隐患"),
    ("云汀市审计局关于开展扶贫资金审计的通知", "各县要如实提供扶贫资金账簿，配合扶贫资金审计。", "扶贫资金"),
    ("云汀市应急管理局关于开展危险化学品安全检查的通知", "各企业要自查危险化学品储存和危险化学品运输。", "化学品"),
]
NOT_NOTICES = [
    "",
    "　\n",
    "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "def read(path):\n    return path.read_text()",
]


def noticed(title: str, body: str) -> notice_parser.Notice:
    return notice_parser.parse(SourceText(f"{title}\n{HEAD}{body}{TAIL}"))


@pytest.mark.parametrize(("title", "body", "subject"), SUBJECTS)
def test_what_a_notice_is_about_is_suggested(title: str, body: str, subject: str) -> None:
    values = [term.value for term in suggest(noticed(title, body))]
    assert any(subject in str(value) for value in values), values


@pytest.mark.parametrize(("title", "body", "_"), SUBJECTS)
def test_organs_headings_places_and_empty_words_are_not(title: str, body: str, _: str) -> None:
    values = " ".join(str(term.value) for term in suggest(noticed(title, body), 20))
    for word in ["局", "支队", "省", "关于", "开展", "做好", "落实", "各地", "工作方案", "通知", "各市", "如实"]:
        assert word not in values


def test_each_is_marked_as_concluded_and_stands_in_the_text() -> None:
    notice = noticed(*SUBJECTS[0][:2])
    terms = suggest(notice)
    assert 0 < len(terms) <= 5
    for term in terms:
        (span,) = term.evidence.spans
        assert span.of(notice.outline.text) == term.value
        assert term.evidence.rule in ("suggested/title", "suggested/text")
        assert term.evidence.status is Status.INFERRED
        assert term.evidence.confidence <= 0.5
    assert terms[0].evidence.rule == "suggested/title"
    values = [str(term.value) for term in terms]
    assert [(a, b) for a in values for b in values if a != b and a in b] == []


@pytest.mark.parametrize("text", NOT_NOTICES)
def test_what_is_no_notice_gets_none(text: str) -> None:
    assert suggest(notice_parser.parse(SourceText(text))) == ()


def test_the_number_of_terms(corpora: Path) -> None:
    notice = notice_parser.parse(corpora / "c01.txt")
    ten = notice_parser.suggest_terms(notice, 10)
    assert len(ten) == 10
    assert notice_parser.suggest_terms(corpora / "c01.txt", 3) == ten[:3]
    assert notice_parser.suggest_terms(notice, 0) == ()


def test_letters_beyond_the_basic_plane_and_blanks_move_no_place() -> None:
    notice = notice_parser.parse(
        SourceText("\r\n　 " + "\n".join(SUBJECTS[0][:1]) + f"\n{HEAD}𠮷𠮷水库防汛，\t水库。{TAIL}")
    )
    terms = suggest(notice)
    assert terms
    assert all(term.evidence.spans[0].of(notice.outline.text) == term.value for term in terms)


def test_without_the_table_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notice_parser.terms.suggest.frequencies", lambda: None)
    assert suggest(noticed(*SUBJECTS[0][:2])) == ()


def test_the_command_adds_them_only_when_asked(corpora: Path) -> None:
    plain = json.loads(CliRunner().invoke(commands, ["parse", str(corpora / "c01.txt")]).stdout)
    told = json.loads(CliRunner().invoke(commands, ["parse", str(corpora / "c01.txt"), "--suggest-terms"]).stdout)
    terms = told.pop("subject_terms")
    assert told == plain
    assert 0 < len(terms) <= 5
    assert all(term["rule"].startswith("suggested/") and term["status"] == "inferred" for term in terms)
    jsonschema.validate(told | {"subject_terms": terms}, notice_schema())
    shown = (
        CliRunner().invoke(commands, ["parse", str(corpora / "c01.txt"), "--suggest-terms", "--format", "text"]).stdout
    )
    (row,) = [line for line in shown.splitlines() if line.startswith("主题词")]
    assert row.endswith("（建议）")
    assert all(term["value"] in row for term in terms)


def test_reading_a_notice_loads_no_jieba(corpora: Path) -> None:
    script = (
        f"import sys, notice_parser; notice_parser.parse({str(corpora / 'c01.txt')!r}); print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_jieba_writes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    segmenter.cache_clear()
    with caplog.at_level(logging.DEBUG):
        assert [word for word, _ in words_of("检查内容和水库防汛")] == ["检查内容", "和", "水库", "防汛"]
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_words_of_the_form() -> None:
    for word in ["检查内容", "时间安排", "领导小组", "人民政府", "水务局"]:
        assert form().holds(word), word
    for word in ["水库", "学校", "食品安全", "燃气"]:
        assert not form().holds(word), word


def test_the_table_that_comes_along(root: Path) -> None:
    known = frequencies()
    assert known is not None
    assert (root / "models" / "terms.txt.gz").stat().st_size < 300_000
    assert known.weight("水库") > known.weight("管理") > 0
    for word in ["开展", "应当", "各级", "进一步"]:
        assert known.weight(word) == 0, word


def test_a_word_that_the_table_lacks_has_its_mark_in_the_dictionary() -> None:
    known = Frequencies(10, {"水库": 5})
    assert known.weight("沟渠") > known.weight("水库") > 0
    for word in ["从来没有的词", "必须", "济南", "各级"]:
        assert known.weight(word) == 0, word


def test_the_table_is_counted_by_text(tmp_path: Path) -> None:
    source, target = tmp_path / "official.jsonl.gz", tmp_path / "terms.txt.gz"
    texts = ["水库防汛，水库应当开展检查。", "水库应当管理。", "学校应当管理。", "水库应当检查。", "水库应当防汛。"]
    with gzip.open(source, "wt", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text, "kind": "law", "quality": "A"}, ensure_ascii=False) + "\n")
    learn_terms.main([str(target), str(source)])
    known = read_frequencies(target)
    assert known.texts == 5
    assert known.counts["水库"] == 4
    assert known.counts["应当"] == 0
    assert "学校" not in known.counts
