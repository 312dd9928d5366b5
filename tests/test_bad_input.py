"""Whatever comes in: a result or an error of its own kind, never a traceback."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notice_parser import NoticeError, parse, plan, to_json

MILLION = 1_000_000
SAMPLES = {
    "one character": "通",
    "labels only": "一、\n（一）\n1.\n（1）\n①\n" * 50,
    "marks only": "，。、；：？！（）《》〔〕“”" * 50,
    "open brackets": "（《〔“" * 500,
    "closing brackets": "）》〕”" * 500,
    "dates only": "2024年5月10日" * 300,
    "impossible dates": "请于2024年13月45日前、2月30日前、0月0日前、9999年99月99日前报送。" * 20,
    "huge numbers": "请于99999999999999999999日内报送" + "9" * 5000 + "个工作日内报送。",
    "numerals": "一二三四五六七八九十百千万亿〇零" * 100,
    "number of a document": "国发〔2024〕" * 200,
    "private use": "\ue000\uf8ff\U000f0000通知" * 50,
    "joined emoji": "👩‍👩‍👧‍👦通知" * 50,
    "right to left": "\u202e通知\u202c" * 50,
    "combining": "通\u0301\u0302知" * 100,
    "nulls in text": "关于开展\u0000检查的通知" + "正文。" * 200,
    "carriage returns": "关于检查的通知\r各县水务局：\r　　请于5月1日前报送。\r",
    "one line": "关于检查的通知各县水务局：" + "请于5月1日前报送材料，" * 500,
    "blank lines": "关于检查的通知" + "\n" * 5000 + "请于5月1日前报送。",
    "compatibility forms": "㈠⼀㊀①⒈㎡℃％" * 100,
    "tabs": "\t".join(["序号", "检查内容", "责任单位", "完成时限"] * 200),
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_odd_texts(text: str) -> None:
    assert_sound(text.encode())


def assert_sound(content: bytes) -> None:
    """Read it, and look whether every span lies where it says."""
    try:
        made = plan(content)
    except NoticeError as error:
        assert error.advice
        return
    assert made.notice is not None
    to_json(made)
    clean = made.notice.outline.clean
    for field in (made.notice.title, made.notice.document_number, made.notice.issue_date):
        for span in field.evidence.spans:
            assert 0 <= span.start <= span.end <= len(clean.text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    assert_sound(content)


PIECES = (
    *"一二三十〇○0O19年月日号前后至起，。、；：（）()《》〔〕[]“”\n\r\u3000 -—",
    *(
        "关于",
        "的通知",
        "各县（市、区）",
        "人民政府",
        "请于",
        "5月10日",
        "前报送",
        "联系人：",
        "0390-8810551",
        "附件",
        "抄送：",
    ),
    *("〔2024〕12号", "一、", "（一）", "1.", "第一条", "工作日内", "每月", "检查组", "青岚市水务局"),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
def test_any_order_of_what_notices_are_made_of(text: str) -> None:
    assert_sound(text.encode())


def test_every_stretch_of_a_notice(corpora: Path) -> None:
    """A notice that is cut off anywhere, at its beginning or at its end, is still read."""
    rng = random.Random(2)
    for path in sorted(corpora.glob("[cg]0?.txt"))[:8]:
        text = path.read_text(encoding="utf-8")
        for _ in range(4):
            start, end = sorted(rng.sample(range(len(text)), 2))
            assert_sound(text[start:end].encode())


def test_shuffled_notices(corpora: Path) -> None:
    rng = random.Random(3)
    for path in sorted(corpora.glob("[cg]0?.txt"))[:6]:
        lines = path.read_text(encoding="utf-8").splitlines()
        rng.shuffle(lines)
        assert_sound("\n".join(lines).encode())
        characters = [*path.read_text(encoding="utf-8")]
        rng.shuffle(characters)
        assert_sound("".join(characters).encode())


def test_a_real_directory_of_texts(shared: Path) -> None:
    """No real text gives an exception or nothing at all."""
    for path in sorted((shared / "notices").rglob("*.txt")):
        notice = parse(path)
        assert notice.outline.text.strip()
        assert_sound(path.read_bytes())


@pytest.mark.parametrize("unit", ["检查", "一、检查。\n", "请于5月1日前报送。", "章" * 7 + "\n"])
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    """Two lengths, the second four times the first; two million characters are the limit that is set by default."""

    def seconds(length: int) -> float:
        content = ("关于开展检查的通知\n各县水务局：\n" + unit * (length // len(unit))).encode()
        start = time.process_time()
        parse(content)
        return time.process_time() - start

    seconds(2_000)
    # A busy machine is asked again; a pattern that takes the square is too slow every time.
    assert any(seconds(40_000) < 4 * seconds(10_000) * 1.6 + 0.2 for _ in range(4))
