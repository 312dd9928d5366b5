"""What each command answers about one source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from notice_parser.console import Answer
from notice_parser.core.source import SourceText
from notice_parser.export.forms import Tables, plan_forms
from notice_parser.export.language import say
from notice_parser.export.steps import clean_to_json, steps_to_json
from notice_parser.export.to_diff import clean_to_diff, clean_to_html
from notice_parser.export.to_json import finding_to_json, notice_to_json, plan_to_json
from notice_parser.export.to_text import findings_to_text, notice_to_text, plan_to_text
from notice_parser.ingest.isolation import KeepingReader
from notice_parser.safeguards.care import Care

if TYPE_CHECKING:
    from notice_parser.webhook.send import Message, Sender

_CARE = Care()
Events = Mapping[str, dt.date]


def clean_answer(
    source: SourceText, care: Care = _CARE, *, steps_only: bool = False, diff: bool = False, color: bool = False
) -> Answer:
    """Answer with the restored text, with the edits alone, or with both texts beside each other."""
    restored = care.clean(source)
    if steps_only:
        return Answer(lambda: list(steps_to_json(restored)), lambda: restored.text)
    shown = partial(clean_to_diff, restored, color=color) if diff else lambda: restored.text
    return Answer(lambda: clean_to_json(restored), shown, others={"html": lambda: clean_to_html(restored)})


def parse_answer(
    source: SourceText,
    reference_date: dt.date | None,
    events: Events,
    care: Care = _CARE,
    *,
    suggest_terms: bool = False,
) -> Answer:
    """Answer with the notice, and where it is asked for with subject terms."""
    notice = care.notice(source, reference_date, events)
    if suggest_terms:
        from notice_parser.terms.suggest import suggest

        notice = replace(notice, subject_terms=suggest(notice))
    return Answer(lambda: notice_to_json(notice), lambda: notice_to_text(notice))


def plan_answer(
    source: SourceText,
    reference_date: dt.date | None,
    events: Events,
    tables: Tables | None = None,
    care: Care = _CARE,
) -> Answer:
    """Answer with the plan, also in the forms that other programs open."""
    notice, made = care.plan(source, reference_date, events)
    others = plan_forms(notice, made, tables or Tables())
    return Answer(lambda: plan_to_json(notice, made), lambda: plan_to_text(notice, made), others=others)


def show_answer(
    source: SourceText, reference_date: dt.date | None, events: Events, reader: KeepingReader, care: Care = _CARE
) -> Answer:
    """Answer with the page that shows the notice, its plan and the pictures of its pages.

    Pictures show what redaction hides, so that there are none beside it.
    """
    notice, made = care.plan(source, reference_date, events)
    pictures = () if care.redact else reader.pictures(source)

    def page() -> str:
        from notice_parser.export.to_report import report_to_html

        return report_to_html(notice, made, pictures)

    return Answer(lambda: plan_to_json(notice, made), lambda: plan_to_text(notice, made), others={"html": page})


def task_answer(
    source: SourceText,
    reference_date: dt.date | None,
    events: Events,
    tasks: list[dict[str, Any]],
    care: Care = _CARE,
) -> Answer:
    """Add the task for a notice to a list that is written when it is whole; there is nothing to print meanwhile."""
    from notice_parser import __version__
    from notice_parser.annotation.folder import file_name
    from notice_parser.annotation.label_studio import task_of
    from notice_parser.annotation.predicted import predicted

    notice, made = care.plan(source, reference_date, events)
    task = task_of(
        file_name(source.name),
        notice.outline.text,
        predicted(notice, made),
        source_text=notice.outline.clean.source.text,
        version=f"notice-parser {__version__}",
    )
    tasks.append(task)
    return Answer(lambda: task, lambda: "", others={"later": lambda: ""})


def event_answer(
    source: SourceText, reference_date: dt.date | None, events: Events, sender: Sender, care: Care = _CARE
) -> Answer:
    """Answer with the request that would send the plan."""
    from notice_parser.webhook.send import request_to_text

    message, _ = _message(source, reference_date, events, care)
    shown = partial(request_to_text, sender, message)
    return Answer(lambda: {}, shown, others={"request": shown})


def push_answer(
    source: SourceText, reference_date: dt.date | None, events: Events, sender: Sender, care: Care = _CARE
) -> Answer:
    """Send the plan, and answer with a receipt.

    Raises:
        DeliveryError: it could not be delivered.
    """
    message, title = _message(source, reference_date, events, care)
    receipt = sender.send(message)
    value = {
        "source": source.name or None,
        "title": title,
        "id": message.id,
        "status": receipt.status,
        "attempts": receipt.attempts,
    }
    return Answer(lambda: value, lambda: f"{message.id} {receipt.status}")


def _message(
    source: SourceText, reference_date: dt.date | None, events: Events, care: Care
) -> tuple[Message, str | None]:
    from notice_parser.export.to_cloudevents import MEDIA_TYPE, plan_to_event, written
    from notice_parser.webhook.send import Message

    notice, made = care.plan(source, reference_date, events)
    event = plan_to_event(notice, made)
    body = written(event).encode("utf-8", "backslashreplace")  # a lone half of a sign as JSON escapes it
    return Message(event["id"], body, MEDIA_TYPE), notice.title.value


def check_answer(source: SourceText, reference_date: dt.date | None, events: Events, care: Care = _CARE) -> Answer:
    """Answer with the findings about the notice and its plan."""
    notice, made = care.plan(source, reference_date, events)
    findings = (*notice.findings, *made.findings)
    cited = notice.outline.clean
    return Answer(
        lambda: {
            "source": source.name or None,
            "sha256": source.sha256 or None,
            "findings": [finding_to_json(cited, finding) for finding in findings],
        },
        lambda: findings_to_text(cited.text, findings, "需要人工复核") or say("未发现缺失、存疑或矛盾之处。"),
        found=bool(findings),
    )
