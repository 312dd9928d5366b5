"""A text whose marks are random, as document libraries give it: restored from its structure.

Letters and digits are right and so is where a mark stands; which mark it was and all brackets are lost. Numbered parts,
the head, the signature and citations say what stood there; the rest is judged by the words on either side.
"""

from __future__ import annotations

from notice_parser.clean import lost_brackets, lost_head, lost_marks, lost_metadata, lost_tail
from notice_parser.clean.by_model import Reading, line_begins, whole_gaps, wishes_of
from notice_parser.clean.draft import MARK, Draft
from notice_parser.clean.garble import has_no_marks, has_random_marks
from notice_parser.clean.glued_head import find_head
from notice_parser.clean.lost_members import with_members
from notice_parser.clean.model import MarkDamage, load_model
from notice_parser.core.alignment import Edit, apply
from notice_parser.core.chars import HAN
from notice_parser.core.outline import LabelStyle
from notice_parser.core.span import Span
from notice_parser.grammar.gaps import gaps_of
from notice_parser.grammar.headings import GLUED_HEADING
from notice_parser.grammar.label_candidates import Candidate, label_candidates
from notice_parser.grammar.numbering import Label, choose_labels
from notice_parser.grammar.numerals import parse_numeral
from notice_parser.grammar.rule import Rule

GLUED_LABEL = Rule(
    "structure/glued_label",
    rf"(?<=[{HAN}）])(?<![件表图号约共第之其每近十百千万达为一二三四五六七八九是在月日年前后])(?P<number>[1-9]|1[0-9]|[一二三四五六七八九十]{{1,2}}),(?=[{HAN}])",
    no=("附件1,甲", "共5,人", "第一,要"),
    inside=(("责任体系1,管护", "1,"), ("情况二,检查", "二,")),
)


_LABELS = frozenset(
    {LabelStyle.HAN, LabelStyle.HAN_BRACKETED, LabelStyle.DIGIT, LabelStyle.DIGIT_BRACKETED, LabelStyle.ARTICLE}
)

MOST_LETTERS = 100_000
"""A longer text is no notice; the model does not spend its time on it."""

LONGEST_TITLE = 40
"""A first line of more characters may hold more than a title."""

HEADING = 20
"""A part that holds no more characters than this is a heading alone."""

HEADINGS_KNOW = 3.0
"""How much it weighs against the model that a first stretch is short: 二、请贵行指定专人，在… is no heading."""
NAMED_PART = Rule(
    # What parts of notices are called; a verb before it makes it a clause: 请各单位落实责任.
    "structure/named_part",
    r"^(?!请|对|将|把|由|为|按|要|应|须|各|凡|在|从|自|已|未|不|是否)[\u4e00-\u9fff]{0,9}(?:安排|要求|内容|方式|方法|目的|任务|步骤|对象"
    r"|范围|原则|目标|重点|措施|程序|职责|事项|标准|依据|思想|分工|机制|保障|条件|材料|时间|地点|组成|形式|阶段)$",
    yes=("巡查对象及时间安排", "工作要求", "检查内容", "总体目标", "参会人员范围"),
    no=("请贵行指定专人", "各单位落实任务", "对照检查内容", "牢固树立安全发展观念"),
)
RULES = (GLUED_LABEL, NAMED_PART)

LONGEST_HEADING = 13
"""A first stretch that is longer is a clause, not a heading."""


def fix_random_marks(text: str) -> list[Edit]:
    """Restore the marks, brackets and paragraphs of a text whose marks are random; leave every other text alone.

    What structure tells is decided by rules; the rest by the trained model, or by the words on either side where it
    is missing.
    """
    if not has_random_marks(text):
        return []
    draft = _draft(text)
    model = load_model() if len(text) <= MOST_LETTERS else None
    if model is not None:
        return _decided(Reading.of(model, text, MarkDamage.RANDOM_MARKS), draft)
    lost_marks.mark_running_text(draft)
    return draft.edits()


def fix_no_marks(text: str) -> list[Edit]:
    """Restore a text of bare letters: the model says where marks stood, rules and model together which."""
    model = load_model() if len(text) <= MOST_LETTERS and has_no_marks(text) else None
    if model is None:
        return []
    reading = Reading.of(model, text, MarkDamage.NO_MARKS)
    draft = _draft(with_members(reading.flat()))
    return _decided(reading, draft)


def _decided(reading: Reading, draft: Draft) -> list[Edit]:
    """Decide rules' wishes and the model's probabilities together, then the head once more with its marks in place."""
    wishes, whole = wishes_of(draft), whole_gaps(draft)
    edits = reading.edits(reading.choices(wishes, whole))
    restored = apply(reading.text, edits)[0].lstrip()
    end = restored.find("\n")
    if end < LONGEST_TITLE:
        return edits
    places = [place for place in find_head(restored, 0, end).breaks if place < end]
    begins = {}
    for place in places:
        gap = len(gaps_of(restored[:place])[0])
        wish = line_begins(wishes.get(gap), marked=restored[place - 1] in "：:")
        if wish is not None:
            begins[gap] = wish
    return reading.edits(reading.choices(wishes | begins, whole)) if begins else edits


def _draft(text: str) -> Draft:
    """Decide what the structure of the text tells."""
    draft = Draft.of(text)
    body = lost_head.mark_head(draft)
    lost_metadata.mark_metadata(draft)
    labels = [label for label in _find_labels(draft.text, body) if label.style in _LABELS | {LabelStyle.ORDINAL}]
    lost_marks.mark_numbers(draft)
    lost_head.mark_issued_title(draft, body)
    lost_tail.mark_signatures(draft, body)
    lost_brackets.bracket_titles(draft)
    lost_brackets.bracket_numbers(draft)
    lost_brackets.bracket_asides(draft)
    _write_labels(draft, labels)
    lost_brackets.quote_slogans(draft)
    lost_tail.mark_imprint(draft, body)
    lost_tail.mark_attachment_note(draft, body)
    lost_tail.break_before_tails(draft, body)
    lost_tail.mark_copies(draft)
    return draft


def _find_labels(text: str, start: int) -> tuple[Label, ...]:
    """Find labels, those too that a lost line end put right behind a word: 责任体系1,管护主体."""
    known = label_candidates(text, start, noisy=True)
    taken = {c.span.start for c in known}
    glued: list[Candidate] = []
    for match in GLUED_LABEL.find_all(text, start):
        ordinal = parse_numeral(match["number"])
        if match.start("number") in taken or not ordinal:
            continue
        digits = match["number"].isdigit()
        styles = (LabelStyle.DIGIT,) if digits else (LabelStyle.HAN, LabelStyle.HAN_BRACKETED)
        span = Span(match.start("number"), match.end())
        glued.append(Candidate(span, styles, ordinal, -0.5 if digits else -0.8, match["number"]))
    return choose_labels(sorted((*known, *glued), key=lambda c: c.span.start))


def _write_labels(draft: Draft, labels: list[Label]) -> None:
    text = draft.text
    for index, label in enumerate(labels):
        start, end = label.span.start, label.span.end
        before = (
            draft.gap(start - 1)
            if start and text[start - 1] == MARK
            else None
            if start == 0 or text[start - 1] == "\n"
            else draft.gap(start)
        )
        if label.style is LabelStyle.ORDINAL:
            if before is not None and before.mark is None:
                before.mark = "。"
            continue
        _write_number(draft, label)
        if before is not None:
            before.breaks = not ((start > 1 and text[start - 2 : start - 1] == "\n") or start == 1)
            if before.mark is None:
                before.mark = "" if index and _is_bare_heading(draft, labels[index - 1], start) else None
        _heading(draft, label, labels[index + 1].span.start if index + 1 < len(labels) else len(text), end)


def _write_number(draft: Draft, label: Label) -> None:
    start, end = label.span.start, label.span.end
    mark = draft.gaps.get(end - 1)
    if mark is None:
        mark = draft.gap(end)
    bracketed = label.style in (LabelStyle.HAN_BRACKETED, LabelStyle.DIGIT_BRACKETED)
    if bracketed and label.text.startswith("（") and draft.text[start] != "（":
        if start and draft.text[start - 1] == MARK:
            draft.gap(start - 1).open += "（"
        else:
            draft.gap(start).open += "（"
        mark.close, mark.mark, mark.breaks = "）", "", False
    elif label.style in (LabelStyle.HAN, LabelStyle.DIGIT):
        mark.mark, mark.breaks = label.text[-1], False


def _is_bare_heading(draft: Draft, label: Label, end: int) -> bool:
    """A part of the first level that holds nothing but its heading ends without a mark."""
    words = draft.text[label.span.end : end].strip(MARK + "\n")
    if GLUED_HEADING.match(words):
        return False
    return label.style is LabelStyle.HAN and len(words) <= HEADING + 6 and "\n" not in words


def _heading(draft: Draft, label: Label, following: int, end: int) -> None:
    """End a short heading: a line after 一、, a full stop after （一）; a period behind it goes in brackets."""
    first = end
    while not draft.is_gap(first):
        first += 1
    if first >= min(following - 1, len(draft.text)) or draft.text[first] == "\n":
        return
    period = lost_marks.PERIOD.match(draft.text, first)
    length = first - end
    if period and draft.gap(first).mark is None and length <= 12 and period.end() < following:
        draft.gap(first).open, draft.gap(first).mark = "（", ""
        draft.gap(period.start("y")).close, draft.gap(period.start("y")).mark = "）", "。"
    elif label.style is LabelStyle.HAN and label.level == 1:
        glued = GLUED_HEADING.match(draft.text, end, first)
        if glued and glued.end() < first:
            draft.gap(glued.end()).breaks = True
        elif (
            length <= LONGEST_HEADING
            and not _is_bare_heading(draft, label, following)
            and draft.gap(first).mark is None
        ):
            draft.gap(first).breaks, draft.gap(first).mark = True, ""
            draft.gap(first).weight = _heading_weight(draft.text[end:first])
    elif label.style is LabelStyle.HAN_BRACKETED and 3 <= length <= LONGEST_HEADING and draft.gap(first).mark is None:
        draft.gap(first).mark, draft.gap(first).weight = "。", _heading_weight(draft.text[end:first])


def _heading_weight(words: str) -> float | None:
    """Say how sure a short first stretch is a heading: the names of parts (巡查对象及时间安排) are beyond doubt."""
    return None if NAMED_PART.search(words) else HEADINGS_KNOW
