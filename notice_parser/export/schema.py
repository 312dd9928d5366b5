"""JSON Schemas (2020-12) of what the command line prints.

Both are open: later versions may add keys, and a reader ignores those it does not know. A key is never renamed or
dropped within a major version, which stands at the end of ``$id``.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

VERSION = "1.0"
NOTICE_ID = f"urn:notice-parser:schema:notice:{VERSION}"
PLAN_ID = f"urn:notice-parser:schema:plan:{VERSION}"

_DATE = r"^\d{4}-\d{2}-\d{2}$"
_DATE_OR_TIME = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"
_DURATION = r"^P(\d+[YMWD])+(T\d+H)?$|^PT\d+H$"


def notice_schema() -> Schema:
    """Give the schema of what ``parse`` prints."""
    keys: Schema = {
        "schema": {"const": NOTICE_ID},
        "source": _text("Name of the file as it was given; null for bytes without a name."),
        "sha256": _text("SHA-256 of the file's bytes, hex.", pattern="^[0-9a-f]{64}$"),
        "encoding": _text("Codec that decoded the file."),
        "document_type": _one("text_value", "文种"),
        "title": _one("text_value", "标题"),
        "document_number": _one("document_number", "发文字号"),
        "issuers": _many("text_value", "发文机关"),
        "addressees": _many("text_value", "主送机关"),
        "issue_date": _one("date_value", "成文日期"),
        "classification": _one("text_value", "密级", enum=["秘密", "机密", "绝密"]),
        "urgency": _one("text_value", "紧急程度"),
        "disclosure": _one("text_value", "公开属性", enum=["主动公开", "依申请公开", "不予公开"]),
        "copied_to": _many("text_value", "抄送机关"),
        "attachments": _many("text_value", "附件"),
        "references": _many("reference", "Other documents that the notice cites."),
        "contacts": _many("contact", "联系人、联系方式"),
        "deadlines": _many("deadline", "What has to be done by or within a time."),
        "outline": _many("part", "结构层次: the numbered parts in reading order."),
        "copy_number": _one("text_value", "份号"),
        "classification_period": _one("text_value", "保密期限"),
        "signatories": _many("text_value", "签发人"),
        "printing_office": _one("text_value", "印发机关"),
        "date_of_printing": _one("date_value", "印发日期"),
        "date_of_publication": _one("date_value", "发布日期"),
        "index_number": _one("text_value", "索引号"),
        "warnings": _many("finding", "What a person should look at."),
        "pages": _many("page", "The pages of the source and how each was read; empty for plain text."),
        "text": {"type": "string", "description": "The restored text: start and end of every span count in it."},
    }
    schema = _root(NOTICE_ID, "One notice", keys)
    schema["properties"]["subject_terms"] = _many("text_value", "主题词: suggestions; only where they were asked for.")
    return schema


def plan_schema() -> Schema:
    """Give the schema of what ``plan`` prints."""
    keys: Schema = {
        "schema": {"const": PLAN_ID},
        "source": _text("Name of the file as it was given; null for bytes without a name."),
        "notice": {
            "description": "The notice that the plan rests on.",
            **_object(
                {
                    "title": _text("标题"),
                    "document_number": _text("发文字号"),
                    "issuers": {"type": "array", "items": {"type": "string"}},
                    "issue_date": _text("成文日期", pattern=_DATE),
                    "source": _text("Name of the file as it was given."),
                    "sha256": _text("SHA-256 of the file's bytes, hex.", pattern="^[0-9a-f]{64}$"),
                }
            ),
        },
        "objective": _one("text_value", "检查目的"),
        "basis": _many("reference", "检查依据"),
        "targets": _many("text_value", "检查对象"),
        "rounds": _many("round", "检查批次"),
        "duration": _one("duration", "检查时长 of one inspection."),
        "teams": {"$ref": "#/$defs/teams"},
        "checklist": _many("item", "检查内容"),
        "methods": _many("item", "检查方式"),
        "procedure": _many("item", "检查程序"),
        "tasks": _many("task", "任务"),
        "contacts": _many("contact", "联系人、联系方式"),
        "warnings": _many("finding", "What a person should look at."),
    }
    return _root(PLAN_ID, "One inspection plan", keys)


def _root(identifier: str, title: str, keys: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        **_object(keys),
        "$defs": _used_definitions(keys),
    }


def _used_definitions(part: object) -> Schema:
    """Collect the definitions that a schema refers to, and those that they refer to."""
    known = _definitions()
    used: Schema = {}
    waiting = [part]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in used:
                used[name] = known[name]
                waiting.append(known[name])
            waiting.extend(node.values())
    return {name: used[name] for name in sorted(used)}


def _definitions() -> Schema:
    words = {key: _text() for key in ("action", "actor", "recipient")}
    return {
        "span": _span(),
        "text_value": _value({"type": "string", "minLength": 1}),
        "date_value": _value({"type": "string", "pattern": _DATE}),
        "document_number": _value(
            {"type": "string", "minLength": 1},
            agency_code=_text("机关代字"),
            year={"type": ["integer", "null"], "description": "年份"},
            serial={"type": ["integer", "null"], "description": "顺序号"},
        ),
        "reference": _entry(
            value={"type": "string", "minLength": 1, "description": "Title without 《》."},
            document_number=_text("Its number where one is given."),
            relation=_text("The role in which it is cited."),
        ),
        "contact": _entry(
            name=_text(), organization=_text(), phones=_texts(), faxes=_texts(), emails=_texts(), address=_text()
        ),
        "deadline": _deadline(),
        "part": _entry(label=_string(), level={"type": "integer", "minimum": 1}, text={"type": "string"}),
        "page": _object(
            {
                "number": {"type": "integer", "minimum": 1},
                "read_by": {"enum": ["text_layer", "ocr", "markup", "blank", "unread"]},
                "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                "width": {"type": "number", "description": "Points."},
                "height": {"type": "number", "description": "Points."},
                "note": _text("What a person should know of it, Chinese."),
            }
        ),
        "finding": _object(
            {"code": _string("Stable name of the kind of finding."), "message": _string("Chinese."), "spans": _spans()}
        ),
        "round": _entry(start=_text(pattern=_DATE), end=_text(pattern=_DATE), targets=_texts()),
        "duration": _entry(
            min=_text(pattern=_DURATION), max=_text(pattern=_DURATION), working_days={"type": "boolean"}
        ),
        "teams": _teams(),
        "role": _entry(role=_string(), count={"type": ["integer", "null"]}, requirement=_text()),
        "item": _entry(id=_string(), section=_text("The heading above it."), text=_string()),
        "task": _entry(id=_string(), **words, deadline=_one("deadline", "Null where no time is said.")),
    }


def _span() -> Schema:
    position = {"type": "integer", "minimum": 0}
    schema = _object({key: position for key in ("start", "end", "source_start", "source_end")})  # noqa: C420
    schema["properties"] |= {
        "page": {"type": "integer", "minimum": 1},
        "box": {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
    }
    return {
        "description": "Half-open interval of code points in `text`; source_start and source_end in the decoded file.",
        **schema,
    }


def _deadline() -> Schema:
    when = _text("ISO date or date-time.", pattern=_DATE_OR_TIME)
    day = _text(pattern=_DATE)
    kinds: dict[str, Schema] = {
        "by": {"due": when},
        "within": {
            "amount": {"type": ["integer", "null"], "minimum": 0},
            "unit": {"enum": ["hour", "day", "working_day", "week", "month", "year", None]},
            "trigger": _text("The event it runs from."),
            "direction": {"enum": ["after", "before"]},
            "due": when,
        },
        "window": {"start": day, "end": day},
        "recurring": {"rrule": _text("RFC 5545", pattern="^FREQ=")},
        "event": {"trigger": _text("Before or at this event.")},
    }
    every = {key: schema for keys in kinds.values() for key, schema in keys.items()}
    entry = _entry(
        kind={"enum": list(kinds)},
        action={"type": "string"},
        actor=_text("Who has to do it."),
        recipient=_text("To whom."),
        text=_string("The sentence it stands in."),
    )
    entry["properties"] |= every
    entry["properties"]["proof"] = {
        "description": "How a date was computed.",
        **_object(
            {
                "rule": _string(),
                "counted_from": {"type": "string", "pattern": _DATE},
                "skipped": {"type": "array", "items": {"type": "string", "pattern": _DATE}},
                "provisional": {"type": "boolean", "description": "The holidays of that year are not published yet."},
            }
        ),
    }
    entry["allOf"] = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": list(keys)}}
        for kind, keys in kinds.items()
    ]
    return entry


def _teams() -> Schema:
    number = {"type": ["integer", "null"], "minimum": 0}
    entry = _object(
        {
            "count": number,
            "size_min": number,
            "size_max": number,
            "leaders": _many("text_value", "牵头机关"),
            "roles": _many("role", "分工"),
            "spans": _spans(),
        }
    )
    entry["properties"] |= _evidence()
    return {"description": "检查组", **entry}


def _evidence() -> Schema:
    return {
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "spans": _spans(),
        "rule": {"type": "string", "description": "What found it, kind/variant."},
        "status": {"enum": ["exact", "restored", "inferred", "absent"]},
    }


def _value(value: Schema, **more: Schema) -> Schema:
    entry = _entry(value=value, **more)
    entry["properties"]["reason"] = _string("Why this one was chosen.")
    entry["properties"]["candidates"] = {
        "type": "array",
        "description": "What else was considered.",
        "items": _entry(value=value),
    }
    return entry


def _entry(**keys: Schema) -> Schema:
    return _object({**keys, **_evidence()})


def _object(keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": list(keys)}


def _one(definition: str, description: str, **more: object) -> Schema:
    schema: Schema = {"description": description, "anyOf": [{"$ref": f"#/$defs/{definition}"}, {"type": "null"}]}
    if more:
        schema["anyOf"][0] |= {"properties": {"value": more}}
    return schema


def _many(definition: str, description: str) -> Schema:
    return {"type": "array", "description": description, "items": {"$ref": f"#/$defs/{definition}"}}


def _string(description: str = "") -> Schema:
    return {"type": "string", "minLength": 1, **({"description": description} if description else {})}


def _text(description: str = "", **more: object) -> Schema:
    """Say that a key holds text or null, and never an empty string."""
    return {
        "type": ["string", "null"],
        "minLength": 1,
        **({"description": description} if description else {}),
        **more,
    }


def _texts() -> Schema:
    return {"type": "array", "items": {"type": "string", "minLength": 1}}


def _spans() -> Schema:
    return {"type": "array", "items": {"$ref": "#/$defs/span"}}
