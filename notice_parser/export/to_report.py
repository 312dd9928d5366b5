"""A report of a notice and its plan as one HTML page: the paper at the left, the values at the right.

The page loads nothing: its style and script stand in it, and its policy allows these alone by their hashes.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import PurePath

from notice_parser.core.alignment import CleanText
from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import ReadBy
from notice_parser.export.report_pages import PagePicture, pages_html
from notice_parser.export.report_text import Edited, MarkedText, edits_of, html, text_html, tooltip
from notice_parser.export.report_values import Group, Shown, report_groups

_MOST_EDITS = 300
"""So many edits are listed, the doubtful ones first; all of them are marked in the text."""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="notice-parser">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#values">跳到取出的值</a>
<header>
<h1>{title}</h1>
{about}
</header>
<main>
<section class="source" aria-labelledby="source-title" tabindex="0" id="source">
<div class="bar"><h2 id="source-title">原文</h2>{choices}</div>
<div class="scroll">
{pictures}<div class="text" id="text" lang="zh-CN">
{text}
</div>
</div>
</section>
<section class="values" aria-labelledby="values-title" id="values" tabindex="-1">
<div class="bar"><h2 id="values-title">取出的值</h2><span class="keys"><kbd>→</kbd> 到原文　<kbd>←</kbd><kbd>→</kbd> \
逐处　<kbd>Enter</kbd> 回到值　<kbd>Esc</kbd> 取消</span></div>
<div class="scroll">
{groups}
</div>
</section>
</main>
<p class="says" id="says" role="status" aria-live="polite" hidden></p>
<script>{script}</script>
</body>
</html>
"""


def report_to_html(notice: Notice, plan: InspectionPlan, pictures: Iterable[PagePicture] = ()) -> str:
    """Write the report; ``pictures`` are those of the pages, of which some may be missing.

    The same notice gives the same page; only the days that are left are counted where it is opened.
    """
    clean = notice.outline.clean
    groups = report_groups(notice, plan)
    edits = edits_of(notice.outline)
    figures = pages_html(clean, groups, pictures)
    style, script = _own("report.css"), _own("report.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = notice.title.value or clean.source.name or "公文"
    return _PAGE.format(
        policy=policy,
        title=html(title),
        style=style,
        script=script,
        about=_about(notice, edits),
        choices=_choices(bool(figures), bool(edits)),
        pictures=f'<div id="pictures">\n{figures}\n</div>\n' if figures else "",
        text=text_html(notice.outline, MarkedText(clean.text, groups, edits)),
        groups="\n".join([*(_group(clean, group) for group in groups), _edits(edits)]),
    )


@cache
def _own(name: str) -> str:
    return resources.files("notice_parser.export").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}"


def _about(notice: Notice, edits: Sequence[Edited]) -> str:
    """Say which file this is, how it was read, how it is damaged and how much was mended."""
    clean = notice.outline.clean
    source = clean.source
    name = PurePath(source.name).name if source.name != "-" else ""
    parts = [f"来源：{name or '标准输入'}"]
    if source.pages and source.pages[0].read_by is not ReadBy.MARKUP:
        scanned = sum(page.read_by is ReadBy.OCR for page in source.pages)
        parts.append(f"共{len(source.pages)}页{f'，其中{scanned}页由图像识别' if scanned else ''}")
    if source.sha256:
        parts.append(f"SHA-256 {source.sha256[:16]}…")
    lines = [f"<p>{html('　'.join(parts))}</p>"]
    hurt = "、".join(f"{d.words}{'（无法复原）' if d.is_lost else ''}" for d in clean.damage)
    unsure = sum(edited.change.doubtful for edited in edits)
    mended = f"修改{len(edits)}处{f'，其中{unsure}处把握不大' if unsure else ''}" if edits else ""
    if hurt or mended:
        said = html("；".join(filter(None, (f"损坏：{hurt}" if hurt else "", mended))))
        lines.append(f"<p{' class=damage' if hurt or unsure else ''}>{said}</p>")
    return "\n".join(lines)


def _choices(has_pictures: bool, has_edits: bool) -> str:
    views = (
        '<fieldset><legend>显示</legend><label><input type="radio" name="view" value="pictures" checked> 页面</label>'
        '<label><input type="radio" name="view" value="text"> 文字</label></fieldset>'
    )
    edits = (
        '<fieldset><legend>修改</legend><label><input type="checkbox" id="edits" checked> 显示修改</label></fieldset>'
    )
    return f"{views if has_pictures else ''}{edits if has_edits else ''}"


def _group(clean: CleanText, group: Group) -> str:
    if not group.values and not group.missing:
        return ""
    count = f"<small>{len(group.values)}</small>"
    heading = f'<h2 id="g-{group.kind}">{group.title} {count}</h2>'
    missing = f'<p class="missing">未见：{"、".join(group.missing)}</p>' if group.missing else ""
    body = _timeline(clean, group.values) if group.kind == "time" else f"<ul>{_items(clean, group.values)}</ul>"
    inner = f"{body}{missing}"
    if group.kind == "outline":
        inner, heading = f"<details><summary>{heading}</summary>{inner}</details>", ""
    return f'<section class="group k-{group.kind}" aria-labelledby="g-{group.kind}">{heading}{inner}</section>'


def _items(clean: CleanText, values: Sequence[Shown]) -> str:
    levels = (f" class=l{min(value.level, 9)}" if value.level > 1 else "" for value in values)
    return "".join(f"<li{level}>{_value(clean, value)}</li>" for level, value in zip(levels, values, strict=True))


def _value(clean: CleanText, value: Shown, strip: str = "") -> str:
    """Write a value as a button: what it is, what it says, how sure it is, by which rule and from where."""
    sure = "" if value.confidence is None else f"置信 {value.confidence:.2f}"
    tag = ' <span class="tag">存疑</span>' if value.doubtful else ""
    where = _where(clean, value)
    why = "　".join(part for part in (sure, value.rule, where, *value.notes) if part)
    others = f'<span class="why">其他可能：{html("；".join(value.candidates))}</span>' if value.candidates else ""
    due = value.days[1] or value.days[0]
    left = f' <span class="tag" data-due="{_day(due).isoformat()}"></span>' if due is not None else ""
    says = html(f"{value.label}：{value.text}")
    return (
        f'<button type="button" class="value" data-id="{value.id}" data-n="{value.id[1:]}" data-says="{says}" '
        f'aria-pressed="false"><span class="label">{html(value.label)}</span>{html(value.text)}{tag}{left}{strip}'
        f'<span class="why">{html(why)}</span>{others}</button>'
    )


def _where(clean: CleanText, value: Shown) -> str:
    if not value.spans:
        return "原文中没有位置"
    first = min(value.spans)
    place = clean.source.place(clean.to_source(first))
    return f"第{first.start}字起" if place is None else f"第{place.page}页"


def _timeline(clean: CleanText, values: Sequence[Shown]) -> str:
    """Order deadlines by day, each with the part of the whole time that it takes; those without a day follow."""
    dated = sorted((v for v in values if any(v.days)), key=lambda v: (_end(v), _begin(v)))
    others = [value for value in values if not any(value.days)]
    if not dated:
        return f"<ul>{_items(clean, others)}</ul>"
    first, last = min(map(_begin, dated)), max(map(_end, dated))
    scale = f'<p class="scale"><span>{first.isoformat()}</span><span>{last.isoformat()}</span></p>'
    lines = "".join(f"<li>{_value(clean, value, _strip(value, first, last))}</li>" for value in dated)
    rest = f'<p class="missing">没有固定日期：</p><ul>{_items(clean, others)}</ul>' if others else ""
    return f'{scale}<ol class="line">{lines}</ol>{rest}'


def _strip(value: Shown, first: dt.date, last: dt.date) -> str:
    whole = max(1, (last - first).days)
    x = 98.0 * (_begin(value) - first).days / whole
    width = max(2.0, 98.0 * (_end(value) - _begin(value)).days / whole)
    return (
        '<svg class="when" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="all" y="3.5" width="100" height="1"/>'
        f'<rect class="part" x="{x:.1f}" width="{width:.1f}" height="8"/></svg>'
    )


def _begin(value: Shown) -> dt.date:
    return _day(value.days[0] or value.days[1] or dt.date.min)


def _end(value: Shown) -> dt.date:
    return _day(value.days[1] or value.days[0] or dt.date.max)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _edits(edits: Sequence[Edited]) -> str:
    if not edits:
        return ""
    listed = sorted(edits, key=lambda e: (not e.change.doubtful, e.change.clean.start))[:_MOST_EDITS]
    rows = "".join(
        f'<li><button type="button" class="value" data-id="{e.id}" data-says="{html(tooltip(e))}" aria-pressed="false">'
        f'<del class="edit">{html(e.old[:60])}</del> → <ins class="edit">{html(e.new[:60])}</ins>'
        f"{' <span class=tag>存疑</span>' if e.change.doubtful else ''}"
        f'<span class="why">{html("、".join(e.change.fixes))}　{e.change.confidence:.2f}</span></button></li>'
        for e in listed
    )
    rest = len(edits) - len(listed)
    more = f'<p class="missing">其余{rest}处见文中标记。</p>' if rest else ""
    return (
        '<section class="group k-outline" aria-labelledby="g-edits"><details data-long="1"><summary>'
        f'<h2 id="g-edits">文字修复 <small>{len(edits)}</small></h2></summary><ul>{rows}</ul>{more}</details></section>'
    )
