"""What an annotation may hold: the keys of the contract, checked before anything is measured against it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import regex

JsonObject = dict[str, Any]
Problems = Iterator[str]
Check = Callable[[Any, str], Problems]


class GoldError(ValueError):
    """An annotation is not of the documented form; the message lists every place."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__("\n  ".join((f"{path.name} is no annotation:", *problems)))
        self.problems = problems


def load_gold(path: Path) -> JsonObject:
    """Read an annotation and check its form.

    Raises:
        GoldError: it is not JSON, or a key or value is not one of the documented ones.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise GoldError(path, (str(error),)) from error
    problems = tuple(find_problems(gold))
    if problems:
        raise GoldError(path, problems)
    checked: JsonObject = gold
    return checked


def find_problems(gold: object) -> Problems:
    """List what is wrong with the form of an annotation: ``deadlines[2].due: no date: 3月5日``."""
    yield from _keyed(_NOTICE)(gold, "")
    if isinstance(gold, dict):
        yield from (f"{key}: missing; null says that the notice has none" for key in ("title",) if key not in gold)


def _keyed(keys: Mapping[str, Check], required: tuple[str, ...] = ()) -> Check:
    def check(entry: object, at: str) -> Problems:
        if not isinstance(entry, dict):
            yield f"{at or 'annotation'}: an object is needed, not {entry!r}"
            return
        for key in required:
            if entry.get(key) is None:
                yield f"{at}.{key}: missing".lstrip(".")
        for key, held in entry.items():
            place = f"{at}.{key}".lstrip(".")
            if key not in keys:
                yield f"{place}: unknown key"
            elif held is not None:
                yield from keys[key](held, place)

    return check


def _each(check: Check) -> Check:
    def check_list(entries: object, at: str) -> Problems:
        if not isinstance(entries, list):
            yield f"{at}: a list is needed, not {entries!r}"
            return
        for i, entry in enumerate(entries):
            yield from check(entry, f"{at}[{i}]")

    return check_list


def _is(kind: type, name: str) -> Check:
    def check(entry: object, at: str) -> Problems:
        if not isinstance(entry, kind) or (kind is int and isinstance(entry, bool)):
            yield f"{at}: {name} is needed, not {entry!r}"
        elif isinstance(entry, str) and (not entry.strip() or entry != entry.strip()):
            yield f"{at}: empty, or blanks at an end: {entry!r}"

    return check


def _one_of(*words: str) -> Check:
    def check(entry: object, at: str) -> Problems:
        if entry not in words:
            yield f"{at}: one of {', '.join(words)} is needed, not {entry!r}"

    return check


def _shaped(pattern: str, name: str) -> Check:
    def check(entry: object, at: str) -> Problems:
        if not isinstance(entry, str) or regex.fullmatch(pattern, entry) is None:
            yield f"{at}: no {name}: {entry}"

    return check


def _date(entry: object, at: str) -> Problems:
    try:
        dt.datetime.fromisoformat(str(entry))
    except ValueError:
        yield f"{at}: no date: {entry}"


def _plain_or(check_object: Check) -> Check:
    def check(entry: object, at: str) -> Problems:
        yield from (check_object if isinstance(entry, dict) else _text)(entry, at)

    return check


_text = _is(str, "a text")
_flag = _is(bool, "true or false")
_count = _is(int, "a number")
_texts = _each(_text)
_rrule = _shaped(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[-\w,]+)*+", "recurrence rule")
_duration = _shaped(r"P(?:\d+[DWMY]|T\d+H)", "duration")

_value: Mapping[str, Check] = {"value": _text, "optional": _flag, "or": _texts}
_values = _each(_plain_or(_keyed(_value, required=("value",))))
_DEADLINE: Mapping[str, Check] = {
    "kind": _one_of("by", "within", "window", "recurring", "event"),
    "due": _date,
    "amount": _count,
    "unit": _one_of("hour", "day", "working_day", "week", "month", "year"),
    "trigger": _text,
    "direction": _one_of("after", "before"),
    "start": _date,
    "end": _date,
    "rrule": _rrule,
    "action": _text,
    "actor": _text,
    "recipient": _text,
    "text": _text,
    "optional": _flag,
}
_KEYS_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "by": ("due",),
    "within": ("amount", "unit"),
    "window": (),
    "recurring": ("rrule",),
    "event": ("trigger",),
}


def _deadline(entry: object, at: str) -> Problems:
    kind = entry.get("kind") if isinstance(entry, dict) else None
    own = _KEYS_OF_KIND.get(str(kind), ())
    yield from _keyed(_DEADLINE, required=("kind", "action", *own))(entry, at)
    if isinstance(entry, dict) and kind == "window" and not (entry.get("start") or entry.get("end")):
        yield f"{at}: a window needs a start or an end"


_contact = _keyed(
    {
        "name": _text,
        "organization": _text,
        "phones": _texts,
        "faxes": _texts,
        "emails": _texts,
        "address": _text,
        "optional": _flag,
    }
)
_item = _keyed({"id": _text, "section": _text, "text": _text, "optional": _flag}, required=("text",))
_PLAN: Mapping[str, Check] = {
    "objective": _text,
    "targets": _values,
    "rounds": _each(_keyed({"start": _date, "end": _date, "targets": _values, "optional": _flag})),
    "duration": _keyed({"min": _duration, "max": _duration, "working_days": _flag}),
    "teams": _keyed({"count": _count, "size_min": _count, "size_max": _count, "leaders": _values}),
    "checklist": _each(_item),
    "methods": _each(_item),
    "procedure": _each(_item),
}
_NOTICE: Mapping[str, Check] = {
    "id": _text,
    "notes": _text,
    "document_type": _text,
    "title": _text,
    "document_number": _text,
    "issuers": _values,
    "addressees": _values,
    "issue_date": _date,
    "classification": _one_of("秘密", "机密", "绝密"),
    "urgency": _text,
    "disclosure": _one_of("主动公开", "依申请公开", "不予公开"),
    "copied_to": _values,
    "attachments": _values,
    "references": _each(
        _plain_or(_keyed({**_value, "document_number": _text, "relation": _text}, required=("value",)))
    ),
    "contacts": _each(_contact),
    "deadlines": _each(_deadline),
    "outline": _each(
        _keyed({"label": _text, "level": _count, "text": _text, "optional": _flag}, required=("label", "level", "text"))
    ),
    "plan": _keyed(_PLAN),
}
