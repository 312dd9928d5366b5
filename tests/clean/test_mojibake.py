"""Texts read with the wrong codec: they come back, and text in order never changes."""

from __future__ import annotations

import itertools
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.clean.letter_pairs import load_pairs
from notice_parser.clean.lost_bytes import fix_lost_bytes
from notice_parser.clean.mojibake import fix_gbk_as_latin, fix_utf8_as_gbk
from notice_parser.clean.restore import restore
from notice_parser.core.alignment import CleanText
from notice_parser.core.source import SourceText
from notice_parser.core.span import Span
from notice_parser.ingest.text import decode_text
from notice_parser.learn.noise import KINDS, garble
from notice_parser.learn.noise_encoding import gbk_as_latin, utf8_as_gbk

NOTICE = """\
云汀市水务局关于开展小型水库安全检查的通知
云水务〔2023〕17号
各县（市、区）水务局，局属各单位：
为做好2023年水库安全管理工作，根据《中华人民共和国防洪法》等规定，现将有关事项通知如下：
一、检查内容
（一）责任落实情况。检查“三个责任人”是否落实。
二、工作要求
请于2023年5月20日前将自查报告报送市水务局。（联系人：陆一苇，电话：0399-5551234，邮箱：a@b.example）
云汀市水务局
2023年4月6日
"""


def restored(text: str) -> CleanText:
    clean = restore(SourceText(text))
    assert restore(SourceText(clean.text)).text == clean.text
    return clean


def test_latin_comes_back_whole() -> None:
    assert restored(garble(NOTICE, (gbk_as_latin(),), Random(1)).text).text == NOTICE


def test_utf8_read_as_latin_comes_back_whole() -> None:
    assert restored(NOTICE.encode().decode("cp1252", "ignore")).text.count("云汀市水务局") == 2
    assert restored(NOTICE.encode().decode("latin-1")).text == NOTICE
    assert decode_text(NOTICE.encode().decode("latin-1").encode()).encoding == "utf-8"


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
def test_gbk_comes_back_but_for_lost_bytes(lost: str) -> None:
    text = restored(garble(NOTICE, (utf8_as_gbk(lost),), Random(1)).text).text
    for part in (
        "关于开展小型水库安全检查的通知\n",
        "云水务〔2023〕17号\n",
        "《中华人民共和国防洪法》",
        "\n2023年4月6日",
    ):
        assert part in text
    assert "请于2023年5月20日前" in text


def test_edits_lead_back_to_the_codes() -> None:
    garbled = garble(NOTICE, (gbk_as_latin(),), Random(1))
    clean = restored(garbled.text)
    span = Span(NOTICE.index("云水务"), NOTICE.index("17号") + 3)
    assert clean.to_source(span) == garbled.alignment.to_clean(span)


def test_what_was_printed_is_known_apart_from_the_codec() -> None:
    clean = restored(garble(NOTICE, (gbk_as_latin(),), Random(1)).text)
    assert clean.as_read.source.text == NOTICE
    assert clean.as_read.to_source(Span(3, 9)) == Span(3, 9)
    in_order = restored(NOTICE)
    assert in_order.as_read is in_order


IN_ORDER = (
    NOTICE,
    "café à la carte, naïve, Ærøskøbing",
    "Température 25 °C ± 2 °C，“α”型",
    "涓流、鍏、銆、鐨、锛：五个生僻字",
    "价格为€5，§3规定",
    "联通",
    "検査、すべての",
    "检查苯并芘、二噁英、邻苯二甲酸酯的含量，毗邻赣榆、芝罘、莒县",
    "貉、獐、麂、黇鹿、豺、猞猁、豚鹿、鼯鼠等野生动物",
    "何以不问？甲某、饕餮？",
    "",
    "????",
)


@pytest.mark.parametrize("text", IN_ORDER)
def test_text_in_order_stays(text: str) -> None:
    assert fix_utf8_as_gbk(text) == fix_gbk_as_latin(text) == fix_lost_bytes(text) == []


LOST_BYTES = [
    ("认真开展安全观楣ぷ鳎?消除隐患".replace("观", "觳"), "认真开展安全检查工作，消除隐患"),
    ("各级各部门要加强组织领导，全面排查安全隐患", "各级各部门要加强组织领导，全面排查安全隐患"),
]


@pytest.mark.parametrize(("garbled", "expected"), LOST_BYTES)
def test_a_lost_byte(garbled: str, expected: str) -> None:
    assert restored(garbled).text == expected


def test_a_guessed_letter_is_no_certain_one() -> None:
    edits = fix_lost_bytes(LOST_BYTES[0][0])
    assert edits
    assert min(edit.confidence for edit in edits) < 0.7


@given(st.text(alphabet="鍏充簬锛銆€?\ufffd觳楣ぷ鳎安全检查，12\nØÓ¹²", max_size=60))
def test_laws(text: str) -> None:
    for find in (fix_utf8_as_gbk, fix_gbk_as_latin, fix_lost_bytes):
        spans = [edit.span for edit in find(text)]
        assert all(0 <= a.start <= a.end <= b.start for a, b in itertools.pairwise(spans))
        assert all(span.end <= len(text) for span in spans)


def test_text_in_order_loads_no_table() -> None:
    script = (
        "from notice_parser.clean.letter_pairs import load_pairs\nfrom notice_parser.clean.restore import restore\n"
        f"from notice_parser.core.source import SourceText\nrestore(SourceText({NOTICE!r}))\n"
        "print(load_pairs.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


def test_without_a_table_what_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notice_parser.clean.mojibake.load_pairs", lambda: None)
    text = restored(garble(NOTICE, (utf8_as_gbk("?"),), Random(1)).text).text
    assert "\ufffd" in text
    assert "关于开展小型水库" in text


def test_likely_pairs_cost_less() -> None:
    pairs = load_pairs()
    assert pairs is not None
    assert pairs.cost("检", "查") < pairs.cost("检", "猫")
    assert pairs.text_cost("关于开展安全检查") < pairs.text_cost("鍏充簬寮€灞曞畨")


@pytest.mark.parametrize("kind", ["utf8_as_gbk", "gbk_as_latin", "lost_bytes"])
def test_the_noise_leaves_something_to_do(kind: str) -> None:
    garbled = garble(NOTICE * 20, KINDS[kind], Random(2)).text
    assert kind in {step.fix for step in restored(garbled).steps}
