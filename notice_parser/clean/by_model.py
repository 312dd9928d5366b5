"""What the trained model reads in a text whose marks are noise or gone, and the edits that follow from it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from notice_parser.clean.decode import PAIRS, Choice, Wish, choose_gaps
from notice_parser.clean.draft import MARK, Draft, Gap
from notice_parser.clean.model import MarkDamage, Model
from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.gaps import BREAK, gaps_of, in_one_form, letters_of

if TYPE_CHECKING:
    import numpy as np

NAME = "restore/model"
PIECE = 20_000
"""A longer text is decided in pieces of so many letters, so that memory stays flat."""
RULES_KNOW = 11.0
"""How much a rule's brackets and marks weigh against the model, as a logarithm."""
LINES_KNOW = 6.0
"""How much a rule's breaks weigh beyond that: structure tells lines better than words do."""
ITEM_END = 1.0
"""Laws, of which most of the training text is, end items with a semicolon, notices mostly with a full stop."""
LINE = 1.0
"""How much less a break counts for which no rule asks: in notices most lines begin with what rules see."""
BARE_LINE = 2.5
"""How much less a break counts beyond that where no mark stands before it."""
NUMBERS_KNOW = 12.0
"""How much a rule's marks weigh that are no commas and stops: clock times, telephone numbers, ranges, colons."""
SHOWN = 2.0
"""How much less likely a mark of the source stands for nothing than the model says."""
NOT_SHOWN = 4.0
"""How much less likely a mark stands where the source shows none, than the model says."""
IMPOSSIBLE = 12.0
"""The same for a mark inside a number and for signs that are no marks: the model knows little of them."""
TEMPERATURE = 1.6
"""How much too sure the model is on notices, which are rarer in its training than laws."""
NOTHING = 0.6
"""How much less an empty gap counts in a text of bare letters."""


_DIGITS = re.compile("[0-9]{2,}")
_END = re.compile(f"[。；{BREAK}]")
_USUAL = re.compile(f"[，。、；：？！—…·.（）《》〈〉“”‘’〔〕 {BREAK}-]*")
LIST = 3.0
"""How much more likely 、 stands between two numbers of three digits and more than the model says: rooms, years."""
_PHONE = 7
"""A number of so many digits is a telephone number; the next one is another."""
BESIDE = 3
"""A line that rules see has at least so many letters before and after its border."""


@lru_cache(2)
def parted(text: str) -> tuple[list[int], list[str]]:
    """Part a text into letters and gaps; one draft is asked for them twice. The lists are not to be changed."""
    return gaps_of(text)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text parted into letters and gaps, and how it is damaged."""

    model: Model
    text: str
    damage: MarkDamage
    places: list[int]
    gaps: list[str]
    letters: str
    kept: dict[int, np.ndarray] = field(default_factory=dict)
    """Scores of a text of one piece, which is decided twice."""

    @classmethod
    def of(cls, model: Model, text: str, damage: MarkDamage) -> Reading:
        """Part a text."""
        places, gaps = parted(text)
        return cls(model, text, damage, places, gaps, letters_of(text, places))

    def choices(self, wishes: Mapping[int, Wish] | None = None, whole: Collection[int] = ()) -> dict[int, Choice]:
        """Choose what stands in each gap that is not surely empty.

        ``wishes`` are what rules ask for, by gap; in the gaps of ``whole``, a title's, no sentence or line ends.
        """
        chosen: dict[int, Choice] = {}
        for start in range(0, len(self.letters), PIECE):
            end = min(len(self.letters), start + PIECE)
            last = end == len(self.letters)
            scores = self._scores(start, end)
            if not last:
                scores = scores[:-1]  # the gap before the next piece is the next piece's
            here = {gap - start: wish for gap, wish in (wishes or {}).items() if start <= gap < end + last}
            scores = self._without_ends(scores, [gap - start for gap in whole if start <= gap < end])
            scores = self._beside_lines(scores, here)
            found = choose_gaps(scores, self.model.vocabulary.gaps, self.letters[start:end], here)
            chosen.update((gap + start, choice) for gap, choice in found.items())
        return chosen

    def _without_ends(self, scores: np.ndarray, whole: list[int]) -> np.ndarray:
        """Let no sentence or line end within a title: 督导工作。⏎动员会议的通知."""
        if whole:
            scores = scores.copy()
            forms = self.model.vocabulary.gaps
            scores[[[gap] for gap in whole], [n for n, form in enumerate(forms) if _END.search(form)]] -= IMPOSSIBLE
        return scores

    def _beside_lines(self, scores: np.ndarray, wishes: Mapping[int, Wish]) -> np.ndarray:
        """Let no line begin within a few letters of one that rules see: 的函⏎泽⏎国资函."""
        near = {
            gap + step
            for gap, wish in wishes.items()
            if BREAK in wish.form
            for step in range(-BESIDE, BESIDE + 1)
            if step and 0 <= gap + step < len(scores) and gap + step not in wishes
        }
        if near:
            scores = scores.copy()
            breaks = [n for n, form in enumerate(self.model.vocabulary.gaps) if BREAK in form]
            scores[[[gap] for gap in sorted(near)], breaks] -= IMPOSSIBLE
        return scores

    def _scores(self, start: int, end: int) -> np.ndarray:
        import numpy as np

        if start in self.kept:
            return self.kept[start]
        scores = self.model.scores(self.letters[start:end], self.gaps[start : end + 1], self.damage)
        scores = self._as_in_notices(scores)
        if self.damage is MarkDamage.RANDOM_MARKS:
            self._heed_source(scores, start)
        elif self.damage is MarkDamage.NO_MARKS:
            self._heed_numbers(scores, start)
        top = scores.max(axis=1, keepdims=True)
        scores -= top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        if len(self.letters) <= PIECE:
            self.kept[start] = scores
        return scores

    def _as_in_notices(self, scores: np.ndarray) -> np.ndarray:
        """Correct what training text and notices do not share."""
        forms = self.model.vocabulary.gaps
        odd = [n for n, form in enumerate(forms) if not _USUAL.fullmatch(form)]
        scores[:, odd] -= IMPOSSIBLE
        if self.damage is MarkDamage.NO_BREAKS:
            return scores
        item_ends = [n for n, form in enumerate(forms) if form.startswith("；" + BREAK)]
        breaks = [n for n, form in enumerate(forms) if BREAK in form]
        scores[:, item_ends] -= ITEM_END
        scores[:, breaks] -= LINE
        scores[:, [n for n in breaks if forms[n].startswith(BREAK)]] -= BARE_LINE
        if self.damage is MarkDamage.NO_MARKS:
            scores[:, 0] -= NOTHING
        return scores

    def _heed_source(self, scores: np.ndarray, start: int) -> None:
        """Favour a mark where the source shows one, and none where it shows none, above all inside numbers."""
        import numpy as np

        here = range(start, start + len(scores))
        digits = [letter.isdecimal() for letter in self.letters]
        numeric = np.array([0 < gap < len(digits) and digits[gap - 1] and digits[gap] for gap in here])
        shown = np.array([bool(self.gaps[gap]) for gap in here])
        whole = np.array([bool(form.replace(BREAK, "")) for n, form in enumerate(self.model.vocabulary.gaps)])
        scores[:, 0] -= np.where(shown, np.where(numeric, IMPOSSIBLE, SHOWN), 0.0)
        scores -= np.where(shown, 0.0, NOT_SHOWN)[:, None] * whole
        scores[:, 1:] -= np.where(~shown & numeric, IMPOSSIBLE, 0.0)[:, None]
        self._between_numbers(scores, start)

    def _between_numbers(self, scores: np.ndarray, start: int) -> None:
        """Part telephone and room numbers by 、, and write a hyphen only behind an area code."""
        hyphens = [n for n, form in enumerate(self.model.vocabulary.gaps) if form == "-"]
        pause = [n for n, form in enumerate(self.model.vocabulary.gaps) if form == "、"]
        for at in range(len(scores)):
            gap = start + at
            if not self.gaps[gap]:
                continue
            left, right = self.letters[max(0, gap - _PHONE) : gap], self.letters[gap : gap + _PHONE]
            if not (left[-4:].startswith("0") or left[-3:].startswith("0") or left[-1:].islower()):
                scores[at, hyphens] -= IMPOSSIBLE
            if left[-3:].isdecimal() and right[:3].isdecimal() and len(right) > 2 and len(left) > 2:
                scores[at, pause] += IMPOSSIBLE if (left + right).isdecimal() else LIST

    def _heed_numbers(self, scores: np.ndarray, start: int) -> None:
        """Leave numbers whole but for document numbers, area codes, and a label before a year: 22018年4月."""
        forms = self.model.vocabulary.gaps
        within = [n for n, form in enumerate(forms) if form and "〔" not in form and "〕" not in form]
        for run in _DIGITS.finditer(self.letters, start, start + len(scores)):
            digits = run.group()
            label_ends = run.end() - 4 if self.letters[run.end() : run.end() + 1] == "年" else -1
            area_ends = run.start() + (3 if digits[1] in "12" else 4) if digits[0] == "0" and len(digits) >= 10 else -1
            for gap in range(run.start() + 1, run.end()):
                if gap == area_ends:
                    scores[gap - start, [n for n in within if forms[n] != "-"]] -= IMPOSSIBLE
                elif gap != label_ends:
                    scores[gap - start, within] -= IMPOSSIBLE

    def edits(self, chosen: Mapping[int, Choice]) -> list[Edit]:
        """Write the choices; places where the source shows the same already get no edit."""
        edits: list[Edit] = []
        for gap, shown in enumerate(self.gaps):
            choice = chosen.get(gap)
            if choice is None and not shown:
                continue
            form = choice.form if choice else ""
            at_border = gap in (0, len(self.letters)) and not shown.strip()
            if in_one_form(shown) == form or (at_border and not form.strip(BREAK + " ")):
                continue
            start = self.places[gap - 1] + 1 if gap else 0
            written = as_written(form, self.letters[gap - 1 : gap], self.letters[gap : gap + 1])
            if written != shown:
                fix = "structure/mark" if choice and choice.wished else NAME
                confidence = tempered(choice.score) if choice else 0.99
                edits.append(Edit(Span(start, start + len(shown)), written, fix, round(max(confidence, 0.05), 2)))
        return edits

    def flat(self) -> str:
        """Write the text with one and the same mark wherever the model sees any."""
        marked: set[int] = set()
        for start in range(0, len(self.letters), PIECE):
            scores = self._scores(start, min(len(self.letters), start + PIECE))
            shown = scores[:, 1:].max(axis=1) > scores[:, 0]
            marked.update((shown.nonzero()[0] + start).tolist())
        return "".join(MARK + letter if gap in marked and gap else letter for gap, letter in enumerate(self.letters))


def tempered(score: float) -> float:
    """Turn a logarithm of a probability into a confidence: the log-odds divided by ``TEMPERATURE``.

    >>> round(tempered(math.log(0.5)), 2), tempered(math.log(0.99)) < 0.99
    (0.5, True)
    """
    odds = score - math.log(max(-math.expm1(min(score, -1e-9)), 1e-9))
    return 1 / (1 + math.exp(-odds / TEMPERATURE))


def line_begins(wish: Wish | None, *, marked: bool) -> Wish | None:
    """Ask for a break too where nothing or closing brackets are asked for; None where a rule has said more.

    ``marked`` tells that a mark stands before the break, which one is left to the model.
    """
    form = wish.form if wish else ""
    if any(sign not in PAIRS for sign in form):
        return None
    return Wish(form + BREAK, RULES_KNOW + LINES_KNOW, open=marked)


def as_written(form: str, before: str, after: str) -> str:
    r"""Write a gap's form as it stands in a notice: breaks as line feeds, half-width marks inside numbers.

    >>> as_written("。¶", "查", "二"), as_written("：", "9", "0"), as_written("：", "话", "0")
    ('。\n', ':', '：')
    """
    written = form.replace(BREAK, "\n")
    if written in ("：", "，") and before.isdecimal() and after.isdecimal():
        return ":" if written == "：" else ","
    return written


def whole_gaps(draft: Draft) -> tuple[int, ...]:
    """Give the gaps inside the title's 关于 … and inside the addressees that rules found, none where they found none.

    What stands before may be more than an issuer (各系部，根据《…关于…的通知》), so the model is left to part it.
    """
    start, end = draft.title
    start = draft.text.rfind("关于", start, end)
    stretches = [(start, end)] if start >= 0 else []
    if draft.addressees[1]:
        stretches.append(draft.addressees)
    places = parted(draft.source)[0]
    found: list[int] = []
    for start, end in stretches:
        first, last = bisect_left(places, draft.origin[start]), bisect_left(places, draft.origin[end])
        found += range(first + 1, last)
    return tuple(found)


def wishes_of(draft: Draft) -> dict[int, Wish]:
    """Say by gap what the rules decided in a draft."""
    places, gaps = parted(draft.source)
    found: dict[int, Gap] = {}
    for at, gap in sorted((*draft.inserted.items(), *draft.gaps.items()), key=lambda item: draft.origin[item[0]]):
        number = bisect_left(places, draft.origin[at])
        found[number] = _together(found[number], gap) if number in found else gap
    wishes = {number: _wish(gap, "\n" in gaps[number]) for number, gap in found.items()}
    return {number: wish for number, wish in wishes.items() if wish}


def _together(first: Gap, second: Gap) -> Gap:
    """Join what was decided about two places between the same letters: a mark, and what stands behind its line end."""
    mark = second.mark if first.mark is None else first.mark
    return Gap(first.close + second.close, mark, first.breaks or second.breaks, first.open + second.open)


def _wish(gap: Gap, broken: bool) -> Wish | None:
    """Ask for a whole form, or for brackets and a break only where the mark is open."""
    if gap.mark is None and not (gap.close or gap.open or gap.breaks):
        return None
    stop = BREAK * (gap.breaks or broken)
    weight = RULES_KNOW + LINES_KNOW * bool(stop) if gap.weight is None else gap.weight
    if gap.weight is None and gap.mark and gap.mark not in "，。、":
        weight = max(weight, NUMBERS_KNOW)
    if gap.mark is None:
        return Wish(gap.close + stop + gap.open, weight, open=True)
    return Wish(in_one_form(gap.close + gap.mark + stop.replace(BREAK, "\n") + gap.open), weight)
