"""Garbling: repeatable, and every letter that stays is found again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.core.span import Span
from notice_parser.learn import noise_encoding as encoding
from notice_parser.learn import noise_lines as lines
from notice_parser.learn import noise_pages as pages
from notice_parser.learn import noise_script as script
from notice_parser.learn import noise_signs as signs
from notice_parser.learn import noise_steps as steps
from notice_parser.learn.noise import KINDS, LOSSY, garble, garble_folder

NOTICE = """甲州市应急管理局关于开展2030年汛前检查的通知
甲应急〔2030〕12号
各县、区应急管理局：
　　根据《甲州市防汛条例》（甲令〔2028〕3号）要求，定于4月1日—4月20日按照属地原则开展基础检查，4月25日前报送结果。
一、检查内容
（一）“三个责任人”落实情况。
联系电话：0399-5551234。
2030年3月5日
"""
every_kind = pytest.mark.parametrize("kind", KINDS)
texts = st.text(alphabet="甲市用人0123年月日号关于，。、：（）〔〕《》“”—-\n \u3000", max_size=120)


@every_kind
def test_the_same_seed_gives_the_same_text(kind: str) -> None:
    assert garble(NOTICE, KINDS[kind], Random("a")) == garble(NOTICE, KINDS[kind], Random("a"))


@every_kind
def test_it_changes_the_notice(kind: str) -> None:
    assert garble(NOTICE * 9, KINDS[kind], Random("a")).text != NOTICE * 9


@every_kind
@given(text=texts, seed=st.integers(0, 50))
def test_what_was_not_replaced_is_found_again(kind: str, text: str, seed: int) -> None:
    garbled = garble(text, KINDS[kind], Random(seed))
    replaced = {i for block in garbled.alignment.blocks for i in range(block.before.start, block.before.end)}
    for i, letter in enumerate(text):
        if i not in replaced:
            assert garbled.alignment.to_clean(Span(i, i + 1)).of(garbled.text) == letter


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (steps.no_marks(), "一、检查（汛前）\n“甲”", "一检查汛前甲"),
        (steps.drop_breaks(), "通知\n\u3000\u3000各县：\n", "通知各县："),
        (steps.half_width(), "如下：（一）甲，乙。", "如下:(一)甲，乙。"),
        (steps.look_alikes(1.0), "各市2030年未报", "各币2O3O年末报"),
        (steps.dash_as_one(1.0), "4月1日—5日", "4月1日一5日"),
        (steps.kangxi_radicals(1.0), "用人单位", "⽤⼈单位"),
        (steps.lost_number_brackets(1.0), "甲发〔2030〕193号，共（3）项", "甲发〔2030193号，共（3）项"),
        (steps.blanks_in_dates(1.0), "2030年4月2日", "2030 年 4 月 2 日"),
        (steps.digits_on_own_lines(1.0), "于2030年4月2日前", "于2030\n年\n4\n月\n2\n日前"),
        (steps.indent_as_question(), "通知\n\u3000\u3000各县", "通知\n????各县"),
        (script.traditional(), "关于检查的通知", "關于檢查的通知"),
        (script.traditional(sounds=1.0), "联系电话", "聯系電(diàn"),
        (script.lost_bytes(1.0), "检查a", "觳?a"),
        (encoding.utf8_as_gbk("?"), "关于5月8日前", "鍏充簬5鏈?8鏃ュ墠"),
        (encoding.gbk_as_latin(), "关于5月", "¹ØÓÚ5ÔÂ"),
        (signs.lost_date_signs(1.0), "于6月7日前、11月10日前", "于67日前、1110日前"),
        (signs.lost_date_signs(0.0), "于6月7日前", "于6月7日前"),
        (signs.odd_brackets(0.0), "按《条例》", "按＜条例＞"),
        (signs.numbers_with_de(1.0), "甲发〔2030〕43号", "甲发〔2030〕的43号"),
        (signs.blanks_as_questions(1.0), "\u3000\u3000各县 甲", "????各县 甲"),
        (signs.misread_signs(1.0), "甲）。（二）二〇〇八年", "甲）0（二）二OO八年"),
        (signs.rewritten_words(1.0), "原则上由基础教育科", "原那么上由根底教育科"),
        (signs.dropped_values(1.0), "甲发〔2030〕43号，于3月5日前", "甲发〔2030〕号，于前"),
        (lines.repeated_title(), "关于检查工作的通知\n各县：", "关于检查工作的通知\n关于检查工作的通知\n各县："),
        (lines.spaced_title(), "关于检查的通知\n各县：", "关 于 检 查 的 通 知\n各县："),
        (lines.broken_sentences(1.0), "于6月5日", "于\n6月\n5日"),
        (pages.printed_lines((5, 5), (2, 2), title=9), "甲乙丙丁戊己庚", "甲乙丙丁戊\n己庚"),
        (pages.printed_lines((5, 5), (9, 9), title=99), "电话0399-5551己庚", "电话0399-5551\n己庚"),
        (pages.printed_lines((5, 5), (9, 9), title=9), "甲乙丙丁戊，己庚", "甲乙丙丁戊，\n己庚"),
    ],
)
def test_a_step_does_what_it_says(step: steps.NoiseStep, before: str, after: str) -> None:
    assert garble(before, (step,), Random(0)).text.startswith(after)


LONG = NOTICE + "请各县、区认真组织，逐级压实责任，确保检查取得实效。" * 60


@pytest.mark.parametrize(
    ("step", "fix"),
    [(lines.pagers(), "pagers"), (lines.chunk_numbers(), "chunk_numbers"), (lines.broken_title(9), "broken_title")],
    ids=["pagers", "chunks", "title"],
)
def test_what_stands_between_takes_nothing_away(step: steps.NoiseStep, fix: str) -> None:
    edits = step(LONG, Random(1))
    assert edits
    assert all(not len(edit.span) and edit.fix == f"noise/{fix}" for edit in edits)


def test_a_long_title_is_broken_inside() -> None:
    first, second, *_ = garble(NOTICE, (lines.broken_title(12),), Random(1)).text.split("\n")
    assert NOTICE.startswith(first + second)


def test_a_fused_head_stands_on_one_line() -> None:
    text = "甲应传〔2030〕12号\n\n关于开展汛前检查的通知\n各县："
    first = garble(text, (lines.fused_head(),), Random(1)).text.split("\n")[0]
    assert "特" in first or "加急" in first
    assert first.endswith("关于开展汛前检查的通知")


def test_lines_laid_over_each_other_lose_letters() -> None:
    text = "通知\n" + "各县要认真组织开展汛前检查工作。\n" * 6
    garbled = garble(text, (lines.overlaid_lines(1.0),), Random(1)).text
    assert len(garbled) < len(text) * 0.8


NUMBERS = ("甲应急〔2030〕12号", "4月1日", "4月25日", "0399-5551234", "2030年3月5日")


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - LOSSY - {"lost_bytes", "utf8_as_gbk", "gbk_as_latin"}))
@pytest.mark.parametrize("seed", range(4))
def test_values_survive(kind: str, seed: int) -> None:
    """A span of the notice in order leads to the same digits in the garbled one, whatever stood round them."""
    garbled = garble(NOTICE, KINDS[kind], Random(seed))
    for value in NUMBERS:
        span = Span(NOTICE.index(value), NOTICE.index(value) + len(value))
        there = garbled.alignment.to_clean(span).of(garbled.text).replace("O", "0")
        digits = "".join(c for c in there if c.isdecimal())
        assert digits == "".join(c for c in value if c.isdecimal())


def test_random_marks_leaves_addresses_and_letters() -> None:
    noisy = garble("邮箱：a_b@c.example（甲），乙", (steps.random_marks(),), Random(1)).text
    assert "a_b@c" in noisy
    assert not set("：（）") & set(noisy)


def test_furniture_stands_round_the_notice() -> None:
    garbled = garble(NOTICE, (pages.site_furniture(),), Random(0))
    assert garbled.alignment.to_clean(Span(0, len(NOTICE))).of(garbled.text) == NOTICE
    assert not garbled.text.startswith(NOTICE[:5])
    assert not garbled.text.endswith(NOTICE[-5:])


def test_a_folder_prefers_the_restored_text(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "x.txt").write_text("坏", encoding="utf-8")
    (source / "x.restored.txt").write_text("甲、乙\n", encoding="utf-8")
    (source / "x.gold.json").write_text("{}", encoding="utf-8")
    assert garble_folder("no_marks", source, tmp_path / "out", seed=1) == 1
    assert (tmp_path / "out" / "x.txt").read_text(encoding="utf-8") == "甲乙"
    assert (tmp_path / "out" / "x.restored.txt").read_text(encoding="utf-8") == "甲、乙\n"


def test_every_kind_is_described(corpora: Path) -> None:
    described = (corpora / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in described] == []
