"""Damage to lines: titles broken, repeated and letter-spaced, sentences broken, pagers and chunk numbers inside."""

from __future__ import annotations

from random import Random

import regex

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.learn.noise_steps import NoiseStep

_LINE = regex.compile(r"[^\n]*\S[^\n]*")
_TITLE_END = regex.compile(r"的?(?:紧急)?(?:通知|通报|函|公告|通告|决定|意见|批复|请示|报告|方案)$")
_INNER = regex.compile(r"(?<=\p{Han})(?=\p{Han})")
_NEVER_FIRST = frozenset("，。、；：？！）》〉”’〕.,;:)")


def _title(text: str) -> tuple[int, int] | None:
    """Find the first lines, up to the one that ends as titles do; None where no title is seen."""
    for number, line in enumerate(_LINE.finditer(text)):
        if number == 6:
            return None
        words = line.group().strip()
        if 6 <= len(words) <= 80 and _TITLE_END.search(words):
            start = line.start() + line.group().index(words)
            return start, start + len(words)
    return None


def broken_title(longest: int = 18) -> NoiseStep:
    """Break the title over lines between any two letters: …专项排查⏎整治工作的通知."""

    def step(text: str, rng: Random) -> list[Edit]:
        found = _title(text)
        if found is None:
            return []
        edits, at = [], found[0]
        while found[1] - at > longest + 4:
            at += rng.randint(longest - 8, longest)
            while text[at] in _NEVER_FIRST or (text[at].isascii() and text[at - 1].isascii()):
                at += 1
            if at < found[1] - 2:
                edits.append(Edit(Span(at, at), "\n", "noise/broken_title"))
        return edits

    return step


def repeated_title() -> NoiseStep:
    """Set the title before the notice once more, as the heading of the web page."""

    def step(text: str, _: Random) -> list[Edit]:
        found = _title(text)
        if found is None:
            return []
        return [Edit(Span(0, 0), text[slice(*found)] + "\n", "noise/repeated_title")]

    return step


def spaced_title(blank: str = " ") -> NoiseStep:
    """Put a blank between all letters of the title: 国 家 粮 食 应 急 预 案."""

    def step(text: str, _: Random) -> list[Edit]:
        found = _title(text)
        if found is None:
            return []
        return [
            Edit(Span(hit.start(), hit.start()), blank, "noise/spaced_title") for hit in _INNER.finditer(text, *found)
        ]

    return step


def broken_sentences(rate: float = 0.012) -> NoiseStep:
    """Break lines inside sentences, also before a number: 于⏎6月5日之前."""
    places = regex.compile(r"(?<=[\p{Han}，])(?=[\p{Han}\d])")

    def step(text: str, rng: Random) -> list[Edit]:
        return [
            Edit(Span(hit.start(), hit.start()), "\n", "noise/broken_sentences")
            for hit in places.finditer(text)
            if rng.random() < rate
        ]

    return step


_PAGERS = (
    "第 [{0}] 页 共[{1}]页",
    "第{0}页 共{1}页",
    "— {0} —",
    "- {0} -",
    "—\n{0}\n—",
    "上一页 下一页 {0}/{1}",
    "{0} / {1}",
)


def pagers(every: tuple[int, int] = (350, 700)) -> NoiseStep:
    """Put page numbers and pagers on lines of their own inside the text, in the middle of sentences too."""

    def step(text: str, rng: Random) -> list[Edit]:
        form, pages = rng.choice(_PAGERS), len(text) // sum(every) * 2 + 2
        edits, at, page = [], rng.randint(*every), 1
        while at < len(text) - 40:
            while at < len(text) - 40 and (text[at] in _NEVER_FIRST or (text[at].isascii() and text[at - 1].isascii())):
                at += 1
            edits.append(Edit(Span(at, at), f"\n{form.format(page, pages)}\n", "noise/pagers"))
            at, page = at + rng.randint(*every), page + 1
        return edits

    return step


def chunk_numbers(length: tuple[int, int] = (300, 420)) -> NoiseStep:
    """Number the stretches in which a document library keeps its text: 力度不⏎2、减."""

    def step(text: str, rng: Random) -> list[Edit]:
        edits, at, number = [], rng.randint(*length), 2
        while at < len(text) - 40:
            while at < len(text) - 40 and not (text[at - 1].isalpha() and text[at].isalpha()):
                at += 1
            edits.append(Edit(Span(at, at), f"\n{number}、", "noise/chunk_numbers"))
            at, number = at + rng.randint(*length), number + 1
        return edits

    return step


def fused_head() -> NoiseStep:
    """Run a telegram's head together with the labels of its form: 签发盖章等级特急·明电甲政发电〔2021〕1号甲机发号."""

    def step(text: str, rng: Random) -> list[Edit]:
        found = _title(text)
        if found is None or found[0] > 200:
            return []
        label = rng.choice(("发电单位签批盖章", "签发盖章", "发往见报头签批盖章"))
        grade = rng.choice(("等级特急·明电", "等级特提·明电", "等级加急·明电"))
        edits = [Edit(Span(0, 0), label + grade, "noise/fused_head")]
        edits += [
            Edit(Span(*hit.span()), "", "noise/fused_head")
            for hit in regex.finditer(r"[ \u3000\t]*\n[ \u3000\t\n]*", text[: found[0]])
        ]
        serial = regex.search(r"号(?=\s*\n)", text[: found[0]])
        if serial is not None:
            code = rng.choice("甲云栖澄")
            edits.append(Edit(Span(serial.end(), serial.end()), f"{code}机发号", "noise/fused_head"))
        return edits

    return step


def overlaid_lines(rate: float = 0.02) -> NoiseStep:
    """Lay a line over the next, so that letters of both stand in turn: what stood there is lost."""

    def step(text: str, rng: Random) -> list[Edit]:
        lines = [line.span() for line in _LINE.finditer(text)]
        edits, after = [], -1
        for number in range(1, len(lines) - 1):
            (start, middle), (begin, end) = lines[number], lines[number + 1]
            if start < after or min(middle - start, end - begin) < 12 or rng.random() >= rate:
                continue
            over = "".join(a + b for a, b in zip(text[start:middle], text[begin:end], strict=False))
            edits.append(Edit(Span(start, end), over[: max(middle - start, end - begin)], "noise/overlaid_lines"))
            after = end
        return edits

    return step


_RESIDUE = ("&nbsp;", "&emsp;", "&ensp;", "&ldquo;&rdquo;", '(*** style="text-align:left;text-indent:2em">', "<br/>")


def markup_residue(rate: float = 0.4) -> NoiseStep:
    """Leave markup at the beginning and end of lines: &emsp;, <p>, (*** style="text-align…."""

    def step(text: str, rng: Random) -> list[Edit]:
        edits = []
        for line in _LINE.finditer(text):
            if rng.random() >= rate:
                continue
            form = rng.randrange(4)
            at, end = line.span()
            if form == 0:
                edits.append(Edit(Span(at, at), "&emsp;&emsp;", "noise/markup_residue"))
            elif form == 1:
                edits += [
                    Edit(Span(at, at), rng.choice(('<p style="text-indent:2em">', "<p>")), "noise/markup_residue"),
                    Edit(Span(end, end), "</p>", "noise/markup_residue"),
                ]
            elif form == 2:
                edits.append(Edit(Span(at, at), rng.choice(_RESIDUE[:2]) * 4, "noise/markup_residue"))
            else:
                edits.append(Edit(Span(at, at), _RESIDUE[4], "noise/markup_residue"))
        return edits

    return step
