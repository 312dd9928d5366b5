"""Garbling: repeatable, and every letter that stays is found again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.core.span import Span
from notice_parser.learn import noise_pages as pages
from notice_parser.learn import noise_script as script
from notice_parser.learn import noise_steps as steps
from notice_parser.learn.noise import KINDS, garble, garble_folder

NOTICE = """甲州市应急管理局关于开展2030年汛前检查的通知
甲应急〔2030〕12号
各县、区应急管理局：
根据《甲州市防汛条例》（甲令〔2028〕3号）要求，定于4月1日—4月20日开展检查。
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
        (pages.printed_lines((5, 5), (2, 2), title=9), "甲乙丙丁戊己庚", "甲乙丙丁戊\n己庚"),
        (pages.printed_lines((5, 5), (9, 9), title=99), "电话0399-5551己庚", "电话0399-5551\n己庚"),
        (pages.printed_lines((5, 5), (9, 9), title=9), "甲乙丙丁戊，己庚", "甲乙丙丁戊，\n己庚"),
    ],
)
def test_a_step_does_what_it_says(step: steps.NoiseStep, before: str, after: str) -> None:
    assert garble(before, (step,), Random(0)).text.startswith(after)


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
