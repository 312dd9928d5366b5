"""How alike an annotated value and a read one are, 0 (another value) to 1 (the same)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

import regex

from notice_parser.learn.gold import JsonObject

Likeness = Callable[[Any, Any], float]

OPENING = regex.compile(r"[\[(【〔{]")
CLOSING = regex.compile(r"[\])】〕}]")


def bare(text: object) -> str:
    """Keep letters and digits only, in their compatibility form: marks and blanks do not count."""
    folded = unicodedata.normalize("NFKC", "" if text is None else str(text))
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def plain(entry: object) -> object:
    """Give the value of an entry, which may stand bare or under ``value``."""
    return entry.get("value") if isinstance(entry, dict) else entry


def ratio(one: object, other: object) -> float:
    """Compare two texts letter by letter."""
    a, b = bare(one), bare(other)
    if not a or not b:
        return float(a == b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def same_letters(gold: object, read: object) -> float:
    """Take values for the same if their letters are, and there are any."""
    return float(bare(plain(gold)) == bare(plain(read)) != "")


def same_text(gold: object, read: object) -> float:
    """Take values for the same only if every sign is."""
    return float(str(plain(gold)) == str(plain(read)))


def same_number(gold: object, read: object) -> float:
    """Compare document numbers; brackets of any kind count as the hexagonal ones, blanks do not count."""
    return float(normal_number(plain(gold)) == normal_number(plain(read)))


def normal_number(text: object) -> str:
    """Fold a document number: 鲁安 [2018] 1号 and 鲁安〔2018〕1号 are one."""
    folded = regex.sub(r"\s", "", unicodedata.normalize("NFKC", "" if text is None else str(text)))
    return CLOSING.sub("〕", OPENING.sub("〔", folded))


def near(threshold: float, key: str = "value") -> Likeness:
    """Make a comparison that counts from a share of common letters on."""

    def likeness(gold: object, read: object) -> float:
        share = ratio(_under(gold, key), _under(read, key))
        return share if share >= threshold else 0.0

    return likeness


def _under(entry: object, key: str) -> object:
    return entry.get(key) if isinstance(entry, dict) else entry


def day(moment: object) -> str:
    """Cut a date-time to its day."""
    return str(moment)[:10]


def time_of(deadline: JsonObject) -> tuple[object, ...]:
    """Give what makes two deadlines fall on the same time; the hour does not count."""
    kind = deadline.get("kind")
    if kind == "by":
        return kind, day(deadline.get("due"))
    if kind == "within":
        return kind, deadline.get("amount"), deadline.get("unit"), deadline.get("direction") or "after"
    if kind == "window":
        return kind, day(deadline.get("start")), day(deadline.get("end"))
    if kind == "recurring":
        return kind, *sorted(str(deadline.get("rrule") or "").removeprefix("RRULE:").split(";"))
    return (kind,)


def same_time(gold: JsonObject, read: JsonObject) -> float:
    """Compare the times of deadlines; among equal ones the likest action is matched first."""
    return 0.01 + ratio(gold.get("action"), read.get("action")) if _at_one_time(gold, read) else 0.0


def same_time_and_action(gold: JsonObject, read: JsonObject) -> float:
    """Compare the times of deadlines; half of the letters of the action must agree too."""
    if not _at_one_time(gold, read):
        return 0.0
    share = ratio(gold.get("action"), read.get("action"))
    return share if share >= 0.5 else 0.0


def _at_one_time(gold: JsonObject, read: JsonObject) -> bool:
    if time_of(gold) != time_of(read) or (gold.get("direction") or "after") != (read.get("direction") or "after"):
        return False
    return gold.get("kind") != "event" or ratio(gold.get("trigger"), read.get("trigger")) >= 0.5


def same_part(gold: JsonObject, read: JsonObject) -> float:
    """Compare numbered parts: the same label, and beginnings that agree over up to 40 letters."""
    if bare(gold.get("label")) != bare(read.get("label")):
        return 0.0
    a, b = bare(gold.get("text")), bare(read.get("text"))
    length = max(4, min(len(a), len(b), 40))
    share = SequenceMatcher(None, a[:length], b[:length], autojunk=False).ratio()
    return share if share >= 0.8 else 0.0


def same_round(gold: JsonObject, read: JsonObject) -> float:
    """Compare waves: both days and the set of targets."""
    ends = [(day(r.get("start")), day(r.get("end"))) for r in (gold, read)]
    targets = [{bare(plain(t)) for t in r.get("targets") or []} for r in (gold, read)]
    return float(ends[0] == ends[1] and targets[0] == targets[1])


def digits(phone: object) -> str:
    """Fold a telephone number to its digits; masked ones count as X."""
    folded = unicodedata.normalize("NFKC", str(phone)).replace("*", "X").upper()
    return regex.sub(r"[^\dX]", "", folded)
