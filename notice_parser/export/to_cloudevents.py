"""The plan as an event (CloudEvents 1.0, JSON format, structured mode) that other systems can be sent."""

from __future__ import annotations

import hashlib
import json

from notice_parser.core.notice import Notice
from notice_parser.core.plan import InspectionPlan
from notice_parser.export.plain import plain
from notice_parser.export.schema import PLAN_ID
from notice_parser.export.to_json import JsonObject, plan_to_json

EVENT_TYPE = "io.github.notice-parser.plan.created"
MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
_SUBJECT = 200


def plan_to_event(notice: Notice, plan: InspectionPlan) -> JsonObject:
    """Give the event that says that there is a plan, with the plan as its data.

    ``id`` is made of the data without the name of the file, so that the same notice read again is the same event,
    which a receiver knows by ``source`` and ``id``; there is no ``time``, which would differ each time.
    """
    data = plan_to_json(notice, plan)
    sha256 = notice.outline.clean.source.sha256
    event: JsonObject = {
        "specversion": "1.0",
        "type": EVENT_TYPE,
        "source": f"urn:notice-parser:source:{sha256 or 'unknown'}",
        "id": content_id(data),
        "datacontenttype": "application/json",
        "dataschema": PLAN_ID,
    }
    number = notice.document_number.value
    subject = plain(number.text if number is not None else notice.title.value or "").replace("\n", " ").strip()
    if subject:
        event["subject"] = subject[:_SUBJECT]
    return {**event, "data": data}


def event_to_line(notice: Notice, plan: InspectionPlan) -> str:
    """Write the event as one line of JSON, so that those of several notices can follow one another."""
    return f"{written(plan_to_event(notice, plan))}\n"


def written(event: JsonObject) -> str:
    """Write an event as short as it can be."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def content_id(data: JsonObject) -> str:
    """Give a name of 32 hex digits for what a plan says, whatever its file is called."""
    said = {**data, "source": None, "notice": {**data["notice"], "source": None}}
    whole = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode("ascii")).hexdigest()[:32]
