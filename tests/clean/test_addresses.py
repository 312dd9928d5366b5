"""Addresses whose letters were taken for others, and addresses that stay as they are."""

from __future__ import annotations

import pytest

from notice_parser.clean.addresses import fix_address_letters, fix_addresses
from notice_parser.clean.fix import mended
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText

DAMAGED = [
    ("邮箱：ajk2018@l63.com。", "邮箱：ajk2018@163.com。"),
    ("邮箱：ajk2018@I26.corn", "邮箱：ajk2018@126.com"),
    ("ajk@vip.l63.com", "ajk@vip.163.com"),
    ("ajk@maiI.exampIe.com", "ajk@maiI.example.com"),
    ("1O0254@qq.c0m", "100254@qq.com"),
    ("l3812345678@163.com", "13812345678@163.com"),
    ("zhang1i@yjj.cangshan.g0v.cn", "zhangli@yjj.cangshan.gov.cn"),
    ("bgs@yjg1j.cangshan.gov.cn", "bgs@yjglj.cangshan.gov.cn"),
    ("wang1ei@l63.corn", "wanglei@163.com"),
    ("网址：www.cangshan.gov.en/aqsc", "网址：www.cangshan.gov.cn/aqsc"),
    ("http://jyj.cangshan.edu.en/", "http://jyj.cangshan.edu.cn/"),
    ("xb@sohu.corn、yb@foxrnail.com", "xb@sohu.com、yb@foxmail.com"),
    ("tswz@1anmai1.example.com", "tswz@lanmail.example.com"),
    ("tswz@mai1.cangshan.gov.cn", "tswz@mail.cangshan.gov.cn"),
]
SOUND = [
    "service@1and1.com",
    "kai1@a.com",
    "ajk@1a.com",
    "ajk2018@163.com",
    "AJK@QQ.COM",
    "ajk@mail.example.com",
    "sz1zx@szyz.edu.cn",  # 苏州一中
    "li1b2e@a.cn",
    "tom1@sina.com",
    "ajk@l63.net",
    "ajk@gg.com",
    "ll@popcorn.com",
    "Io@cangshan.org.cn",
    "www.l0l.com",
    "见表1和l63.com栏",
    "O12345@mail.example.com",
    "第1项，a1a",
    "https://a.b.com/g0v.cn",
    "@所有人",
]


@pytest.mark.parametrize(("text", "right"), DAMAGED)
def test_letters_of_an_address_are_mended_once_and_for_all(text: str, right: str) -> None:
    known = mended(text, fix_addresses(text))
    assert mended(known, fix_address_letters(known)) == right
    assert fix_addresses(right) == fix_address_letters(right) == []


def test_a_one_among_letters_is_mended_in_misread_text_only() -> None:
    printed = "各市、县：\n请将名单发至office1a@example.com。\n"
    assert "office1a@" in restore(SourceText(printed, "x")).text
    assert "officela@" in restore(SourceText(printed.replace("各市", "各币"), "x")).text


@pytest.mark.parametrize("text", SOUND)
def test_what_may_be_printed_so_stays(text: str) -> None:
    assert fix_addresses(text) == fix_address_letters(text) == []


def test_a_long_line_of_ones_takes_no_long_time() -> None:
    text = "a1" * 20_000 + "@" + "b1c." * 20_000
    assert fix_addresses(text) == fix_address_letters(text) == []
