"""The catalogue of a web page: 索引号, 发文字号, 成文日期, 发布机构 and the like, as labels and values."""

from __future__ import annotations

import re

_LABELS = frozenset(
    {"索引号", "发文字号", "文号", "文件编号", "公文编号", "成文日期", "发文日期", "发布日期", "发布时间", "公开日期"}
    | {"生成日期", "制发日期", "印发日期", "发布机构", "发文机构", "发文机关", "发文单位", "制发机关", "公开机构"}
    | {"公开方式", "公开属性", "公开范围", "公开时限", "公开形式", "主题分类", "信息分类", "组配分类", "分类", "主题词"}
    | {"关键词", "标题", "名称", "信息名称", "文件名称", "有效性", "文件有效性", "体裁", "信息来源", "来源", "日期"}
    | {"生效日期", "废止日期", "失效日期", "施行日期", "公文种类", "内容概述", "内容概览"}
)
_BLANKS = str.maketrans("", "", " \t\r\n\u3000\xa0【】[]：:")
_COLON = re.compile("[：:]")
_LONGEST_LABEL = 12
_LONGEST_ENTRY_LABEL = 24
"""With blanks between its characters."""


def is_label(text: str) -> bool:
    """Tell a label that stands alone.

    >>> is_label("索 引 号："), is_label("成文日期"), is_label("各县水务局：")
    (True, True, False)
    """
    return len(text) < _LONGEST_ENTRY_LABEL and text.translate(_BLANKS) in _LABELS


def is_entry(text: str) -> bool:
    """Tell a label with or without its value.

    >>> is_entry("发布日期：2023-04-07"), is_entry("时间安排：5月20日前")
    (True, False)
    """
    return is_label(_COLON.split(text[:_LONGEST_ENTRY_LABEL], maxsplit=1)[0])


def entries(rows: list[list[list[str]]]) -> list[str] | None:
    """Write a catalogue table as lines of label and value: ``索引号：000014349/2021-00045``; None for other tables."""
    cells = [[" ".join(cell).strip() for cell in row] for row in rows]
    labels = sum(is_entry(cell) for row in cells for cell in row if cell)
    filled = sum(1 for row in cells for cell in row if cell)
    if labels < 2 or 4 * labels < filled:
        return None
    of_labels = _label_columns(cells)
    return [entry for row in cells for entry in _row_entries(row, of_labels)]


def _label_columns(cells: list[list[str]]) -> frozenset[int]:
    """Give the columns that hold labels, half of them known: a short cell there is a label too (是否有效)."""
    width = max((len(row) for row in cells), default=0)
    columns = ([row[at] for row in cells if at < len(row) and row[at]] for at in range(width))
    return frozenset(at for at, column in enumerate(columns) if 2 * sum(map(is_label, column)) >= max(2, len(column)))


def _row_entries(row: list[str], of_labels: frozenset[int]) -> list[str]:
    def labels(at: int) -> bool:
        return _is_any_label(row[at]) or (at in of_labels and len(row[at]) <= _LONGEST_LABEL)

    found: list[str] = []
    at = 0
    while at < len(row):
        cell, is_name = row[at], labels(at)
        at += 1
        if not cell:
            continue
        if not is_name:
            found.append(cell)
            continue
        while at < len(row) and not row[at] and at not in of_labels:  # a merged cell, or a value that is missing
            at += 1
        value = row[at] if at < len(row) and row[at] and not labels(at) else ""
        found.append(f"{cell.rstrip('：: ')}：{value}")
        at += bool(value)
    return found


def _is_any_label(cell: str) -> bool:
    return is_label(cell) or (len(cell) <= _LONGEST_LABEL and cell.endswith(("：", ":")))
