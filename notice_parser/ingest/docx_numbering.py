"""Automatic numbers of Word: what the reader sees in front of a paragraph and the text does not hold.

After ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from notice_parser.ingest.numbers import format_number
from notice_parser.ingest.parts import attribute, below, child, local

_LEVELS = 9
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _Style:
    base: str = ""
    number: str = ""
    level: int | None = None


@dataclass(slots=True)
class Numbering:
    """The numbers of a document, counted as its paragraphs come by."""

    lists: dict[str, tuple[str, dict[int, _Level], set[int]]] = field(default_factory=dict)
    """For each numId: its abstract list, its levels, and those that begin anew with it."""
    styles: dict[str, _Style] = field(default_factory=dict)
    default_style: str = ""
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Any) -> str:  # noqa: ANN401 - w:pPr or None
        """Give what stands in front of the next paragraph, its blank included; empty where there is no number."""
        number, level = self._of(properties)
        known = self.lists.get(number)
        if known is None or not 0 <= level < _LEVELS:
            return ""
        abstract, levels, anew = known
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._count(number, level, counts, levels, anew)
        form = levels.get(level, _Level())
        return _label(form, level, counts, levels)

    def _of(self, properties: Any) -> tuple[str, int]:  # noqa: ANN401
        """Find list and level of a paragraph: its own, or those of its style."""
        own = child(properties, "numPr")
        style_name = _value(child(properties, "pStyle")) or self.default_style
        number, level = self._of_style(style_name)
        if own is not None:
            number = _value(child(own, "numId")) or number
            text = _value(child(own, "ilvl"))
            level = int(text) if text.isdecimal() else level
        return number, level or 0

    def _of_style(self, name: str) -> tuple[str, int | None]:
        number, level = "", None
        for _ in range(_DEEPEST_STYLE):
            style = self.styles.get(name)
            if style is None:
                break
            number = number or style.number
            level = style.level if level is None else level
            name = style.base
        return number, level

    def _count(
        self, number: str, level: int, counts: list[int | None], levels: dict[int, _Level], anew: set[int]
    ) -> None:
        if level in anew and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = None
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels.get(above, _Level()).start
        now = counts[level]
        counts[level] = levels.get(level, _Level()).start if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, _Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                counts[deeper] = None


def read_numbering(numbering: Any, styles: Any) -> Numbering:  # noqa: ANN401 - roots of the parts, or None
    """Read the lists and styles of a document; either part may be missing."""
    found = Numbering()
    for style in below(styles, "style"):
        name = attribute(style, "styleId")
        if attribute(style, "type") not in ("", "paragraph", "numbering"):
            continue
        level = _value(child(style, "pPr", "numPr", "ilvl"))
        found.styles[name] = _Style(
            _value(child(style, "basedOn")),
            _value(child(style, "pPr", "numPr", "numId")),
            int(level) if level.isdecimal() else None,
        )
        if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
            found.default_style = name
    if numbering is not None:
        _read_lists(numbering, found)
    return found


def _read_lists(numbering: Any, found: Numbering) -> None:  # noqa: ANN401
    abstracts: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}
    for abstract in below(numbering, "abstractNum"):
        key = attribute(abstract, "abstractNumId")
        abstracts[key] = {}
        link = _value(child(abstract, "numStyleLink"))
        if link:
            linked[key] = link
        for level in below(abstract, "lvl"):
            index = _integer(attribute(level, "ilvl"), 0)
            abstracts[key][index] = _level(level)
            style = found.styles.get(_value(child(level, "pStyle")))
            if style is not None and style.level is None:
                style.level = index
    for number in numbering:
        if local(number) != "num":
            continue
        key = _value(child(number, "abstractNumId"))
        levels, anew = dict(abstracts.get(key, {})), set()
        for override in number:
            if local(override) != "lvlOverride":
                continue
            index = _integer(attribute(override, "ilvl"), 0)
            own, start = child(override, "lvl"), _value(child(override, "startOverride"))
            levels[index] = _level(own) if own is not None else levels.get(index, _Level())
            if start:
                old = levels[index]
                levels[index] = _Level(_integer(start, 1), old.form, old.text, old.suffix, old.restart, old.legal)
                anew.add(index)
        found.lists[attribute(number, "numId")] = (key, levels, anew)
    for key, style_name in linked.items():
        target = found.lists.get(found.styles.get(style_name, _Style()).number)
        if target is not None:
            for numbered, (abstract, levels, anew) in found.lists.items():
                if abstract == key:
                    found.lists[numbered] = (target[0], {**target[1], **levels}, anew)


def _level(level: Any) -> _Level:  # noqa: ANN401
    restart = _value(child(level, "lvlRestart"))
    formats = below(level, "numFmt")
    return _Level(
        _integer(_value(child(level, "start")), 1),
        _value(formats[-1]) if formats else "decimal",
        _value(child(level, "lvlText")),
        _value(child(level, "suff")) or "tab",
        _integer(restart, 0) if restart else None,
        (legal := child(level, "isLgl")) is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )


def _value(element: Any) -> str:  # noqa: ANN401
    return "" if element is None else attribute(element, "val")


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def _label(form: _Level, level: int, counts: list[int | None], levels: dict[int, _Level]) -> str:
    if form.form == "none":
        return ""
    text = form.text
    if form.form == "bullet":
        return f"{text} " if text.isprintable() and text.strip() and not text.isalnum() else ""
    for index in range(level + 1):
        shown = levels.get(index, _Level()).form if index < level else form.form
        count = counts[index]
        number = format_number(1 if count is None else count, "decimal" if form.legal else shown)
        text = text.replace(f"%{index + 1}", number)
    if not text or form.suffix == "nothing" or text[-1] in "、）．。，：":
        return text
    return f"{text} "
