"""Style sheets inside a web page: what they say of edges, sizes, indents and weight is written at the elements.

Simple selectors only (``p``, ``.right``, ``#zoom p``, ``td.title``); what depends on the window or on a medium is left
out, and so is what hides: a sheet for printing hides what a screen shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

_MOST_CHARACTERS = 400_000
_MOST_RULES = 3_000
_MOST_FOR_ONE = 60
"""Rules that are tried at one element."""
_DEEPEST = 40
"""Elements above one that a selector may ask for."""
_BEGIN = re.compile(r"(?i)<style\b([^<>]{0,300})>")
_END = re.compile(r"(?i)</style\b")
_MARKS = re.compile("<!--|-->")
_MOST_SHEETS = 50
_LONGEST = 2_000
"""Characters of the selectors of a rule, and of what it says."""
_KEPT = re.compile(r"(?i)(?:^|;)\s*((?:text-align|font-size|text-indent|font-weight)\s*:\s*[^;]{1,60})")
_SIMPLE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9]{0,20})?(?:[.#][\w\-]{1,60}){0,4}")
_PART = re.compile(r"^[a-zA-Z][a-zA-Z0-9]*|[.#][\w\-]+")
_OTHER_MEDIUM = re.compile(r"""(?i)media\s*=\s*["']?(?!all|screen)\w""")
Simple = tuple[str, ...]
"""What an element must have: its tag, ``.class``, ``#id``."""


@dataclass(frozen=True, slots=True)
class SheetRule:
    """A selector, from the outermost element to the one it is of, and what is said of that one."""

    selector: tuple[Simple, ...]
    said: str
    weight: tuple[int, int, int, int]
    """Identifiers, classes, tags, place in the sheet: the greatest wins (CSS 2.1, 6.4.3)."""


def read_sheets(page: str) -> list[SheetRule]:
    """Read the style sheets that a page holds in itself.

    >>> [rule.said for rule in read_sheets("<style>.sign, p.date { color: red; text-align: right }</style>")]
    ['text-align: right', 'text-align: right']
    """
    found: list[SheetRule] = []
    left = _MOST_CHARACTERS
    at = 0
    for _ in range(_MOST_SHEETS):
        begin = _BEGIN.search(page, at)
        end = _END.search(page, begin.end()) if begin else None
        if begin is None or end is None:
            break
        at = end.end()
        text = page[begin.end() : min(end.start(), begin.end() + left)]
        left -= len(text)
        if not _OTHER_MEDIUM.search(begin[1]):
            text = _without_blocks(_without_comments(_MARKS.sub(" ", text)))
            found += islice(_rules(text, len(found)), max(0, _MOST_RULES - len(found)))
    return found


def _without_comments(text: str) -> str:
    first, *others = text.split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _without_blocks(text: str) -> str:
    """Leave out what begins with @: other media, fonts, imports."""
    kept: list[str] = []
    at = 0
    while (begin := text.find("@", at)) >= 0:
        kept.append(text[at:begin])
        depth, at = 0, begin
        while at < len(text):
            char, at = text[at], at + 1
            depth += (char == "{") - (char == "}")
            if depth <= 0 and char in ";}":
                break
    return "".join([*kept, text[at:]])


def _rules(text: str, place: int) -> Iterator[SheetRule]:
    for block in text.split("}")[:-1]:
        selectors, _, body = block.partition("{")
        said = ";".join(part.strip() for part in _KEPT.findall(body[:_LONGEST])) if "{" not in body else ""
        for selector in selectors[:_LONGEST].split(",") if said else ():
            parts = tuple(_simple(word) for word in selector.split())
            if not parts or len(parts) > 6 or not all(parts):
                continue
            flat = [word for part in parts for word in part]
            counts = [sum(word[0] == sign for word in flat) for sign in "#."]
            place += 1
            yield SheetRule(parts, said, (counts[0], counts[1], len(flat) - sum(counts), place))


def _simple(word: str) -> Simple:
    """Take a simple selector apart; nothing for any other."""
    if not _SIMPLE.fullmatch(word):
        return ()
    return tuple(part if part[0] in ".#" else part.lower() for part in _PART.findall(word))


def apply_sheets(root: Any, rules: list[SheetRule]) -> None:  # noqa: ANN401 - an lxml element
    """Write at each element what the sheets say of it, behind what it says itself, the weightiest first."""
    by_key: dict[str, list[SheetRule]] = {}
    for rule in rules:
        key = max(rule.selector[-1], key=lambda word: (word[0] == "#", word[0] == "."))
        by_key.setdefault(key, []).append(rule)
    for element in root.iter() if by_key else ():
        if not isinstance(element.tag, str):
            continue
        own = _names(element)
        tried = islice((rule for name in own for rule in by_key.get(name, ())), _MOST_FOR_ONE)
        matched = sorted((rule for rule in tried if _matches(rule, element, own)), key=lambda r: r.weight, reverse=True)
        if matched:
            element.set("style", ";".join([element.get("style") or "", *(rule.said for rule in matched)]).lstrip(";"))


def _names(element: Any) -> list[str]:  # noqa: ANN401
    classes = [f".{name}" for name in (element.get("class") or "").split()[:10]]
    return [*([f"#{element.get('id')}"] if element.get("id") else []), *classes, element.tag]


def _matches(rule: SheetRule, element: Any, own: list[str]) -> bool:  # noqa: ANN401
    *outer, last = rule.selector
    if not all(word in own for word in last):
        return False
    above = islice(element.iterancestors(), _DEEPEST)
    return all(any(_has(holder, part) for holder in above) for part in reversed(outer))


def _has(element: Any, part: Simple) -> bool:  # noqa: ANN401
    names = _names(element)
    return all(word in names for word in part)
