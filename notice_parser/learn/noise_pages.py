"""Damage by the page a notice stood on: printed lines and page numbers, menus, tables and footers of sites."""

from __future__ import annotations

from random import Random

import regex

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.learn.noise_steps import NoiseStep

_PARAGRAPH = regex.compile(r"[^\n]*\S[^\n]*")
_YEAR = regex.compile(r"(?:19|20)\d\d(?=〕|年\d{1,2}月\d{1,2}日)")
_NEVER_FIRST = frozenset("，。、；：？！）》〉”’〕")
_UNBROKEN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@._-/:")


def printed_lines(width: tuple[int, int] = (26, 34), lines: tuple[int, int] = (20, 24), title: int = 18) -> NoiseStep:
    """Break paragraphs into printed lines and put page numbers between them.

    ``width`` bounds the letters of a line and ``lines`` the lines of a page; both are drawn once for a text. The first
    long paragraph is taken for the title, whose lines are shorter. Page numbers stand on one line or on three.
    """

    def step(text: str, rng: Random) -> list[Edit]:
        wide, high, split = rng.randint(*width), rng.randint(*lines), rng.random() < 0.3
        edits: list[Edit] = []
        line, page, is_first = 0, 1, True
        for paragraph in _PARAGRAPH.finditer(text):
            at, end = paragraph.span()
            longest = title + rng.randint(0, 4) if is_first and end - at > title else wide
            is_first = is_first and end - at <= title
            while True:
                line += 1
                at = _line_end(text, min(at + longest, end), end)
                if line == high and at < len(text):
                    edits.append(Edit(Span(at, at), _page_number(page, split, inside=at < end), "noise/page_number"))
                    line, page = 0, page + 1
                elif at < end:
                    edits.append(Edit(Span(at, at), "\n", "noise/printed_lines"))
                if at >= end:
                    break
        return edits

    return step


def _line_end(text: str, at: int, end: int) -> int:
    """Move a line's end behind marks that never stand first, and behind a number or a mail address."""
    while at < end and (text[at] in _NEVER_FIRST or (text[at] in _UNBROKEN and text[at - 1] in _UNBROKEN)):
        at += 1
    return at


def _page_number(page: int, split: bool, *, inside: bool) -> str:
    number = f"\n—\n{page}\n—" if split else f"\n— {page} —"
    return number + "\n" if inside else number


_HEADS = (
    "设为首页 | 加入收藏\n首页\n机构概况\n政务公开\n办事服务\n互动交流\n当前位置：首页 > 政务公开 > 通知公告\n",
    "首页 > 信息公开 > 法定主动公开内容 > 文件\n",
    "网站首页 | 新闻中心 | 政务公开 | 政民互动\n您现在的位置：首页>>公告公示>>正文\n",
)
_FEET = (
    "打印本页 关闭窗口\n主办：云汀县人民政府办公室 承办：云汀县大数据中心\n"
    "地址：云汀县云水路1号 邮编：399000\n联系电话：0399-5559000 网站邮箱：web@yunting.example\n"
    "网站标识码：3699000001 某ICP备05000001号 某公网安备36990002000001号\n",
    "【字体：大 中 小】 分享到：\n上一篇：没有了\n下一篇：关于2030年春节放假的公告\n"
    "版权所有：栖宁市信息中心 技术支持电话：0399-5558800\n",
    "相关附件：\n扫一扫在手机打开当前页\n网站地图 | 联系我们 | 关于我们\n"
    "值班电话：0399-5557700 传真：0399-5557701\nCopyright © 栖宁门户网\n",
)


def site_furniture() -> NoiseStep:
    """Set a menu and a table of metadata before the notice, a footer with a site's own numbers after it."""

    def step(text: str, rng: Random) -> list[Edit]:
        title = next((p.group().strip() for p in _PARAGRAPH.finditer(text) if "关于" in p.group()), "")
        years = _YEAR.findall(text)
        year = max(years) if years else "2020"
        date = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        index = f"3699{rng.randint(0, 99999):05}/{year}-{rng.randint(0, 99999):05}"
        table = rng.choice(
            (
                f"索 引 号: | {index} | 主题分类: | 其他\n"
                f"发布日期: | {date} | 公开方式: | 主动公开\n名 称: | {title}\n",
                f"{title}\n来源：本站 发布时间：{date} 08:30 浏览次数：{rng.randint(10, 9999)} 字体：[大 中 小]\n",
                f"信息来源：办公室\n发布时间：{date}\n阅读次数：{rng.randint(10, 9999)}\n【字体：大 中 小】\n",
            )
        )
        return [
            Edit(Span(0, 0), rng.choice(_HEADS) + table, "noise/site_furniture"),
            Edit(Span(len(text), len(text)), "\n" + rng.choice(_FEET), "noise/site_furniture"),
        ]

    return step
