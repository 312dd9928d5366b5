"""Labels of numbered parts: 第一章 第三条 一、 （一） 1. （1） ① 一是.

A number becomes a label because it counts: ``find_labels`` collects every place that could be one and then looks for
the reading in which sequences go on (一 二 三), open below one another and close again, at the least cost. On damaged
text, where （一） and 一、 have become the same, the same search decides which of them a number was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.label_candidates import Candidate, label_candidates


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its place with the mark or brackets that belong to it, its style, number, depth from 1, normal form."""

    span: Span
    style: LabelStyle
    ordinal: int
    level: int
    text: str


def find_labels(text: str, start: int = 0, end: int | None = None, *, noisy: bool = False) -> tuple[Label, ...]:
    """Find the labels of ``text[start:end]`` in reading order.

    ``noisy`` says that marks are random and brackets lost, so that any mark beside a number may be a label's.

    >>> [l.text for l in find_labels("一、放假时间。1.6月3日放假；2.6月4日上班。二、工作要求。")]
    ['一、', '1.', '2.', '二、']
    """
    return choose_labels(label_candidates(text, start, end, noisy=noisy))


_RANK = {
    LabelStyle.CHAPTER: 0,
    LabelStyle.SECTION: 1,
    LabelStyle.ARTICLE: 2,
    LabelStyle.HAN: 3,
    LabelStyle.HAN_BRACKETED: 4,
    LabelStyle.DIGIT: 5,
    LabelStyle.DECIMAL: 6,
    LabelStyle.DECIMAL_DEEP: 7,
    LabelStyle.DIGIT_BRACKETED: 8,
    LabelStyle.CIRCLED: 9,
    LabelStyle.ORDINAL: 10,
}
"""The usual order of depth, GB/T 9704-2012 7.3.3 for 一、 （一） 1. （1）; another order costs."""

_GOES_ON = 2.5
_GOES_ON_ELSEWHERE = 1.2
_OPENS = -1.2
_RESTARTS = -2.2
_SKIPS_ONE = -0.8
_STARTS_LATE = -2.8
_AGAINST_RANK = -2.0
_NOT_A_LABEL = -1.5
_BEYOND_DOUBT = 1.5
"""Prior from which a place looks like a label so much that passing it over costs."""
_WIDTH = 16
_HOPELESS = 9.0

_Stack = tuple[tuple[LabelStyle, int], ...]
_Key = tuple[_Stack, _Stack]
_Chosen = tuple[Any, Candidate, LabelStyle, int] | None
"""The labels chosen so far, the last one first: what was chosen before, candidate, reading, depth."""


_Best = tuple[float, _Chosen]
"""The score of a reading and what it has chosen; two readings with the same open and closed lists differ in no more."""


def choose_labels(candidates: Sequence[Candidate]) -> tuple[Label, ...]:
    """Choose the candidates that are labels: the reading of the whole with the best score.

    A state is the open lists from the outermost in and the closed ones, each with its last number.
    """
    states: dict[_Key, _Best] = {((), ()): (0.0, None)}
    for candidate in candidates:
        following: dict[_Key, _Best] = {}
        passed_over = _NOT_A_LABEL if candidate.prior > _BEYOND_DOUBT else 0.0
        for key, (score, chosen) in states.items():
            _keep(following, key, (score + passed_over, chosen))
            for style in candidate.styles:
                for stack, gain in _moves(*key, style, candidate.ordinal):
                    taken = (chosen, candidate, style, len(stack))
                    _keep(following, (stack, _closing(*key, stack)), (score + candidate.prior + gain, taken))
        floor = max(score for score, _ in following.values()) - _HOPELESS
        states = {key: best for key, best in following.items() if best[0] >= floor}
        if len(states) > _WIDTH:
            states = dict(sorted(states.items(), key=lambda entry: -entry[1][0])[:_WIDTH])
    return _trace(max(states.values(), key=lambda best: best[0])[1])


def _keep(states: dict[_Key, _Best], key: _Key, best: _Best) -> None:
    known = states.get(key)
    if known is None or known[0] < best[0]:
        states[key] = best


def _trace(chosen: _Chosen) -> tuple[Label, ...]:
    labels: list[Label] = []
    while chosen is not None:
        before, candidate, style, level = chosen
        labels.append(Label(candidate.span, style, candidate.ordinal, level, _normal_form(candidate, style)))
        chosen = before
    return tuple(reversed(labels))


def _normal_form(candidate: Candidate, style: LabelStyle) -> str:
    if len(candidate.styles) == 1 and not candidate.text.isdecimal():
        return candidate.text
    if style is LabelStyle.HAN_BRACKETED:
        return f"（{candidate.text}）"
    return candidate.text + ("." if style is LabelStyle.DIGIT else "、")


def _closing(before: _Stack, closed: _Stack, stack: _Stack) -> _Stack:
    """Remember how far the lists had counted that are open no longer."""
    if len(stack) > len(before) and not closed:
        return ()
    now_open = {style for style, _ in stack}
    counted = {style: last for style, last in (*closed, *before) if style not in now_open}
    return tuple(sorted(counted.items())) if len(counted) > 1 else tuple(counted.items())


def _moves(stack: _Stack, closed: _Stack, style: LabelStyle, ordinal: int) -> Iterable[tuple[_Stack, float]]:
    here = (style, ordinal)
    depth = next((i for i, (s, _) in enumerate(stack) if s is style), None)
    if depth is not None:
        return _moves_in(stack, depth, here)
    lower = stack and _RANK[stack[-1][0]] > _RANK[style]
    kept = tuple(entry for entry in stack if _RANK[entry[0]] < _RANK[style]) if lower else stack
    counted = next((last for s, last in closed if s is style), None)
    if counted is not None and ordinal == counted + 1:
        # 第三条 under the second chapter, （五） under 二、: some lists go on counting over the parts above them.
        gain = _GOES_ON if style is LabelStyle.ARTICLE else _GOES_ON_ELSEWHERE
        return [((*kept, here), gain)]
    cost = _OPENS if ordinal == 1 else _STARTS_LATE - 0.3 * ordinal
    opened: list[tuple[_Stack, float]] = []
    if lower:
        # Below the parts that usually stand above it, which closes the others; or deeper, against the usual order.
        opened.append(((*kept, here), cost - 0.3))
        cost += _AGAINST_RANK
    opened.append(((*stack, here), cost))
    if len(stack) > 1:
        opened.append(((here,), cost + _RESTARTS))  # the outermost label of a document that is attached to this one
    return opened


def _moves_in(stack: _Stack, depth: int, here: tuple[LabelStyle, int]) -> list[tuple[_Stack, float]]:
    """What a number can do whose style is open at some depth: go on, skip one, begin anew."""
    ordinal, last = here[1], stack[depth][1]
    if ordinal == last + 1:
        return [((*stack[:depth], here), _GOES_ON)]
    if ordinal == last + 2:
        return [((*stack[:depth], here), _SKIPS_ONE)]
    if ordinal != 1:
        return []
    # A list that begins anew: under the same parent, or as the outermost of a new document.
    restarted = [((*stack[:depth], here), _RESTARTS)]
    if depth:
        restarted.append(((here,), _RESTARTS - 0.5))
    return restarted
