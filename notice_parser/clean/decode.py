"""From the model's probabilities to marks that are lawful: brackets pair and nest, and close where they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from notice_parser.grammar.gaps import BREAK

if TYPE_CHECKING:
    import numpy as np

PAIRS = {"）": "（", "》": "《", "〉": "〈", "”": "“", "’": "‘", "〕": "〔"}
LONGEST = {"（": 120, "《": 70, "〈": 60, "“": 120, "‘": 60, "〔": 12}
"""So many letters stand between two brackets at most."""
CERTAIN = 5.0
"""A gap is not looked at further where nothing is more probable than anything else by this, as a logarithm."""
FAR = 7.0
"""Marks that are less probable than the best by this, as a logarithm, are not tried."""
BROKEN_INSIDE = 3.0
"""What a paragraph break inside brackets costs."""
UNLIKE_TITLE = 1.5
"""What it costs that 《》 holds what does not end as titles do."""
UNHEARD = -9.0
"""The score of a form that a rule asks for and the model does not expect at all."""
CLAUSE_IN_TITLE = 2.5
"""What it costs that 《》 holds a comma or a full stop."""
SENTENCE_INSIDE = 1.0
"""What it costs that a sentence ends inside other brackets."""
DEEPEST = 3
MOST_STATES = 6
MOST_FORMS = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What a rule asks for in a gap; ``weight`` says how much more it knows than the model, as a logarithm.

    ``open`` leaves the mark to the model where brackets or a break are the wished ones.
    """

    form: str
    weight: float
    open: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may stand in a gap; ``moves`` are its brackets in order, ``weight`` is that of a rule's wish."""

    form: str
    score: float
    moves: str
    weight: float = 0.0
    wished: bool = False


@dataclass(slots=True)
class _Path:
    score: float
    opened: tuple[int, ...] = ()
    last: _Link | None = None


@dataclass(slots=True)
class _Link:
    gap: int
    choice: Choice
    before: _Link | None = field(default=None)


@lru_cache(4096)
def brackets_of(form: str) -> str:
    """Give the brackets of a gap in order, with its break.

    >>> brackets_of("》（"), brackets_of("。”¶（")
    ('》（', '”¶（')
    """
    return "".join(c for c in form if c in PAIRS or c in LONGEST or c == BREAK)


def choose_gaps(
    scores: np.ndarray, gaps: Sequence[str], letters: str, wishes: Mapping[int, Wish] | None = None
) -> dict[int, Choice]:
    """Choose what stands in each gap that is not surely empty, so that all brackets pair.

    ``scores`` is (letters + 1, gaps); ``wishes`` are what rules ask for.
    Returns the choices by gap, empty ones too.
    """
    wishes = wishes or {}
    number = _forms(tuple(gaps)).number
    doubtful = scores[:, 1:].max(axis=1) > scores[:, 0] - CERTAIN
    open_gaps = sorted({int(gap) for gap in doubtful.nonzero()[0]} | set(wishes))
    paths: dict[str, _Path] = {"": _Path(0.0)}
    for gap, choices in zip(open_gaps, _choices(scores[open_gaps], gaps), strict=True):
        if gap in wishes:
            choices = _wished(wishes[gap], choices, scores[gap], gaps, number)
        paths = _step(paths, gap, choices, letters)
    best = paths.get("") or min(paths.items(), key=lambda item: len(item[0]))[1]
    chosen: dict[int, Choice] = {}
    link = best.last
    while link:
        chosen[link.gap] = link.choice
        link = link.before
    return chosen


@dataclass(frozen=True, slots=True)
class _Forms:
    """What is known of the forms of a vocabulary: numbers, brackets, numbers of the forms without their brackets."""

    number: dict[str, int]
    moves: list[str]
    bare_of: list[int]
    bracketed: list[bool]


@lru_cache(4)
def _forms(gaps: tuple[str, ...]) -> _Forms:
    number = {form: n for n, form in enumerate(gaps)}
    moves = [brackets_of(form) for form in gaps]
    bare_of = [number.get("".join(c for c in form if c not in PAIRS and c not in LONGEST), 0) for form in gaps]
    return _Forms(number, moves, bare_of, [bool(move.strip(BREAK)) for move in moves])


def _choices(rows: np.ndarray, gaps: Sequence[str]) -> Iterator[list[Choice]]:
    """List for each row the likeliest forms, and those again without their brackets, best first."""
    known = _forms(tuple(gaps))
    moves, bare_of, bracketed = known.moves, known.bare_of, known.bracketed
    likely = (rows > rows.max(axis=1, keepdims=True) - FAR) if len(rows) else rows
    for row, chosen in zip(rows, likely, strict=True):
        forms = set(chosen.nonzero()[0].tolist())
        forms |= {bare_of[n] for n in forms if bracketed[n]}
        score = {n: row.item(n) for n in forms}
        ranked = sorted(forms, key=score.__getitem__, reverse=True)[:MOST_FORMS]
        if all(bracketed[n] for n in ranked):
            ranked.append(0)
            score[0] = row.item(0)
        yield [Choice(gaps[n], score[n], moves[n]) for n in ranked]


def _wished(
    wish: Wish, choices: Sequence[Choice], row: np.ndarray, gaps: Sequence[str], number: Mapping[str, int]
) -> list[Choice]:
    """Favour the forms that a rule asks for, and offer its own where the model does not think of it."""
    frame = brackets_of(wish.form)
    if wish.open:
        fitting = [n for n, form in enumerate(gaps) if _fits(brackets_of(form), frame)]
        forms = [gaps[n] for n in sorted(fitting, key=lambda n: -row[n])[:3]]
    else:
        forms = [wish.form]
    rest = [choice for choice in choices if choice.form not in forms]
    for form in forms or [wish.form]:  # best first: what the model does not expect at all is equal to others
        score = float(row[number[form]]) if form in number else UNHEARD
        rest.append(Choice(form, max(score, UNHEARD), brackets_of(form), wish.weight, wished=True))
    return rest


@lru_cache(4096)
def _fits(brackets: str, frame: str) -> bool:
    """Tell whether brackets are those asked for; a break alone may stand behind closing ones, a bracket before one."""
    if frame == BREAK:
        return brackets.endswith(BREAK) and all(sign in PAIRS for sign in brackets[:-1])
    return brackets == frame or (BREAK not in frame and brackets.replace(BREAK, "") == frame)


def _step(paths: Mapping[str, _Path], gap: int, choices: Sequence[Choice], letters: str) -> dict[str, _Path]:
    best: dict[str, tuple[float, tuple[int, ...], Choice, _Link | None]] = {}
    outside = _outside(choices)
    for stack, path in paths.items():
        so_far, opened_here, last = path.score, path.opened, path.last
        inside = stack[-1:]
        for choice in choices if stack else outside:
            after, opened, score = stack, opened_here, so_far + choice.score + choice.weight
            if choice.moves:
                moved = _moved(stack, opened_here, choice.moves, gap, letters)
                if moved is None:
                    continue
                after, opened, cost = moved
                score -= cost
            if inside and choice.form and not choice.wished and after == stack:
                score -= _strange_inside(inside, choice.form)
            known = best.get(after)
            if known is None or score > known[0]:
                best[after] = (score, opened, choice, last)
    found = {
        after: _Path(score, opened, _Link(gap, choice, last)) for after, (score, opened, choice, last) in best.items()
    }
    if not found:  # what was demanded cannot stand here with what is open: it is dropped
        empty = Choice("", 0.0, "")
        return {
            stack: _Path(path.score - 10, path.opened, _Link(gap, empty, path.last)) for stack, path in paths.items()
        }
    if len(found) > MOST_STATES:
        kept = sorted(found.items(), key=lambda item: -item[1].score)[:MOST_STATES]
        found = dict(kept) | ({"": found[""]} if "" in found else {})
    return found


def _outside(choices: Sequence[Choice]) -> list[Choice]:
    """Keep what can win where no bracket is open: of what opens and closes none only the best."""
    plain = [choice for choice in choices if not choice.moves or choice.moves == BREAK]
    if len(plain) < 2:
        return list(choices)
    best = max(plain, key=lambda choice: choice.score + choice.weight)
    return [choice for choice in choices if choice is best or (choice.moves and choice.moves != BREAK)]


def _strange_inside(bracket: str, form: str) -> float:
    """Say what a mark costs that stands inside a bracket: a title holds none that parts clauses."""
    if bracket in "《〈":
        return CLAUSE_IN_TITLE if form in "，。；：" else 0.0
    return SENTENCE_INSIDE if "。" in form or "；" in form else 0.0


def _moved(
    stack: str, opened: tuple[int, ...], moves: str, gap: int, letters: str
) -> tuple[str, tuple[int, ...], float] | None:
    cost = 0.0
    for sign in moves:
        if sign == BREAK:
            cost += BROKEN_INSIDE * len(stack)
        elif sign in PAIRS:
            if not stack or stack[-1] != PAIRS[sign]:
                return None
            inside = gap - opened[-1]
            if not 0 < inside <= LONGEST[stack[-1]]:
                return None
            if sign in "》〉" and not ends_as_title(letters[max(0, gap - 4) : gap]):
                cost += UNLIKE_TITLE
            stack, opened = stack[:-1], opened[:-1]
        else:
            if len(stack) >= DEEPEST or sign in stack:
                return None
            stack, opened = stack + sign, (*opened, gap)
    return stack, opened, cost


_ENDINGS = (
    "法", "条例", "规定", "办法", "制度", "意见", "通知", "方案", "标准", "规程", "纲要", "要点", "计划", "细则",
    "规范", "指南", "预案", "清单", "决定", "公告", "通报", "批复", "函", "章程", "规则", "准则", "规划", "目录",
    "名录", "措施", "表", "解释", "协议", "守则", "手册", "公约", "报告", "请示", "书", "指引", "试行", "暂行", "年版",
    "公报", "决议", "命令", "纪要", "导则", "登记", "年",
)  # fmt: skip


def ends_as_title(tail: str) -> bool:
    """Tell whether letters end as the title of a document does.

    >>> ends_as_title("工作制度"), ends_as_title("安全生产")
    (True, False)
    """
    return tail.endswith(_ENDINGS)
