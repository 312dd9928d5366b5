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
from notice_parser.export.language import bracketed, clauses, labelled, listed_words, say
from notice_parser.export.report_pages import PagePicture, pages_html
from notice_parser.export.report_text import Edited, MarkedText, edits_of, html, text_html, tooltip
from notice_parser.export.report_values import Group, Shown, report_groups

_MOST_EDITS = 300
"""So many edits are listed, the doubtful ones first; all of them are marked in the text."""

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="notice-parser">
<title>{title}</title>
<style>{style}</style>
</head>
<body {words}>
<a class="skip" href="#values">{skip}</a>
<header>
<h1>{title}</h1>
{about}
</header>
<main>
<section class="source" aria-labelledby="source-title" tabindex="0" id="source">
<div class="bar"><h2 id="source-title">{source}</h2>{choices}</div>
<div class="scroll">
{pictures}<div class="text" id="text" lang="zh-CN">
{text}
</div>
</div>
</section>
<section class="values" aria-labelledby="values-title" id="values" tabindex="-1">
<div class="bar"><h2 id="values-title">{values}</h2><span class="keys">\
<kbd>→</kbd> {to_source}　<kbd>←</kbd><kbd>→</kbd> \
{to_next}　<kbd>Enter</kbd> {to_value}　<kbd>Esc</kbd> {cancel}</span></div>
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


_LABELS = {
    "lang": "zh-CN",
    "skip": "跳到取出的值",
    "source": "原文",
    "values": "取出的值",
    "to_source": "到原文",
    "to_next": "逐处",
    "to_value": "回到值",
    "cancel": "取消",
}
_SAID = {
    "found": "{value}。已在原文中标出",
    "hidden": "{value}。当前视图中没有它的位置",
    "left": "还有{days}天",
    "today": "今天到期",
    "over": "已过{days}天",
}
"""What the script says; it puts the values in."""


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
    title = notice.title.value or clean.source.name or say("公文")
    return _PAGE.format(
        **{name: html(say(label)) for name, label in _LABELS.items()},
        words=" ".join(f'data-{name}="{html(say(label))}"' for name, label in _SAID.items()),
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
    parts = [labelled("来源", name or say("标准输入"))]
    if source.pages and source.pages[0].read_by is not ReadBy.MARKUP:
        scanned = sum(page.read_by is ReadBy.OCR for page in source.pages)
        recognised = say("，其中{pages}页由图像识别", pages=scanned) if scanned else ""
        parts.append(f"{say('共{pages}页', pages=len(source.pages))}{recognised}")
    if source.sha256:
        parts.append(f"SHA-256 {source.sha256[:16]}…")
    lines = [f"<p>{html('　'.join(parts))}</p>"]
    hurt = listed_words(f"{say(d.words)}{bracketed(say('无法复原')) if d.is_lost else ''}" for d in clean.damage)
    unsure = sum(edited.change.doubtful for edited in edits)
    doubts = say("，其中{count}处把握不大", count=unsure) if unsure else ""
    mended = f"{say('修改{count}处', count=len(edits))}{doubts}" if edits else ""
    if hurt or mended:
        said = html(clauses((labelled("损坏", hurt) if hurt else "", mended)))
        lines.append(f"<p{' class=damage' if hurt or unsure else ''}>{said}</p>")
    return "\n".join(lines)


def _choices(has_pictures: bool, has_edits: bool) -> str:
    show, page, text, edit, all_edits = (html(say(word)) for word in ("显示", "页面", "文字", "修改", "显示修改"))
    views = (
        f'<fieldset><legend>{show}</legend><label><input type="radio" name="view" value="pictures" checked> {page}'
        f'</label><label><input type="radio" name="view" value="text"> {text}</label></fieldset>'
    )
    edits = (
        f'<fieldset><legend>{edit}</legend><label><input type="checkbox" id="edits" checked> {all_edits}</label>'
        "</fieldset>"
    )
    return f"{views if has_pictures else ''}{edits if has_edits else ''}"


def _group(clean: CleanText, group: Group) -> str:
    if not group.values and not group.missing:
        return ""
    count = f"<small>{len(group.values)}</small>"
    heading = f'<h2 id="g-{group.kind}">{group.title} {count}</h2>'
    missing = f'<p class="missing">{labelled("未见", listed_words(group.missing))}</p>' if group.missing else ""
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
    sure = "" if value.confidence is None else f"{say('置信')} {value.confidence:.2f}"
    tag = f' <span class="tag">{say("存疑")}</span>' if value.doubtful else ""
    where = _where(clean, value)
    why = "　".join(part for part in (sure, value.rule, where, *value.notes) if part)
    others = (
        f'<span class="why">{html(labelled("其他可能", clauses(value.candidates)))}</span>' if value.candidates else ""
    )
    due = value.days[1] or value.days[0]
    left = f' <span class="tag" data-due="{_day(due).isoformat()}"></span>' if due is not None else ""
    says = html(say("{label}：{words}", label=value.label, words=value.text))
    return (
        f'<button type="button" class="value" data-id="{value.id}" data-n="{value.id[1:]}" data-says="{says}" '
        f'aria-pressed="false"><span class="label">{html(value.label)}</span>{html(value.text)}{tag}{left}{strip}'
        f'<span class="why">{html(why)}</span>{others}</button>'
    )


def _where(clean: CleanText, value: Shown) -> str:
    if not value.spans:
        return say("原文中没有位置")
    first = min(value.spans)
    place = clean.source.place(clean.to_source(first))
    return say("第{at}字起", at=first.start) if place is None else say("第{page}页", page=place.page)


def _timeline(clean: CleanText, values: Sequence[Shown]) -> str:
    """Order deadlines by day, each with the part of the whole time that it takes; those without a day follow."""
    dated = sorted((v for v in values if any(v.days)), key=lambda v: (_end(v), _begin(v)))
    others = [value for value in values if not any(value.days)]
    if not dated:
        return f"<ul>{_items(clean, others)}</ul>"
    first, last = min(map(_begin, dated)), max(map(_end, dated))
    scale = f'<p class="scale"><span>{first.isoformat()}</span><span>{last.isoformat()}</span></p>'
    lines = "".join(f"<li>{_value(clean, value, _strip(value, first, last))}</li>" for value in dated)
    rest = f'<p class="missing">{say("没有固定日期：")}</p><ul>{_items(clean, others)}</ul>' if others else ""
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
    doubtful = f" <span class=tag>{say('存疑')}</span>"
    rows = "".join(
        f'<li><button type="button" class="value" data-id="{e.id}" data-says="{html(tooltip(e))}" aria-pressed="false">'
        f'<del class="edit">{html(e.old[:60])}</del> → <ins class="edit">{html(e.new[:60])}</ins>'
        f"{doubtful if e.change.doubtful else ''}"
        f'<span class="why">{html(listed_words(e.change.fixes))}　{e.change.confidence:.2f}</span></button></li>'
        for e in listed
    )
    rest = len(edits) - len(listed)
    more = f'<p class="missing">{say("其余{count}处见文中标记。", count=rest)}</p>' if rest else ""
    return (
        '<section class="group k-outline" aria-labelledby="g-edits"><details data-long="1"><summary>'
        f'<h2 id="g-edits">{say("文字修复")} <small>{len(edits)}</small></h2></summary>'
        f"<ul>{rows}</ul>{more}</details></section>"
    )
