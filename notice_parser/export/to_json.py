"""The contract's JSON."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from notice_parser.core.alignment import CleanText
from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import Contact, Deadline, DocumentNumber, Finding, Notice, Reference
from notice_parser.core.plan import InspectionPlan, PlanItem, Role, Round, Task
from notice_parser.core.span import Span
from notice_parser.export.schema import NOTICE_ID, PLAN_ID

JsonObject = dict[str, Any]


def notice_to_json(notice: Notice) -> JsonObject:
    """Give the object that ``parse`` prints."""
    clean = notice.outline.clean
    number = _field(clean, notice.document_number)
    if number is not None and notice.document_number.value is not None:
        value = notice.document_number.value
        number |= {"agency_code": value.agency_code, "year": value.year, "serial": value.serial}
    suggested = {} if notice.subject_terms is None else {"subject_terms": _fields(clean, notice.subject_terms)}
    return {
        "schema": NOTICE_ID,
        "source": clean.source.name or None,
        "sha256": clean.source.sha256 or None,
        "encoding": clean.source.encoding or None,
        "document_type": _field(clean, notice.document_type),
        "title": _field(clean, notice.title),
        "document_number": number,
        "issuers": _fields(clean, notice.issuers),
        "addressees": _fields(clean, notice.addressees),
        "issue_date": _field(clean, notice.issue_date),
        "classification": _field(clean, notice.classification),
        "urgency": _field(clean, notice.urgency),
        "disclosure": _field(clean, notice.disclosure),
        "copied_to": _fields(clean, notice.copied_to),
        "attachments": _fields(clean, notice.attachments),
        "references": [_reference(clean, r) for r in notice.references],
        "contacts": [_contact(clean, c) for c in notice.contacts],
        "deadlines": [_deadline(clean, d) for d in notice.deadlines],
        "outline": [
            {"label": p.label, "level": p.level, "text": p.text, **_evidence(clean, p.evidence)} for p in notice.parts
        ],
        "copy_number": _field(clean, notice.copy_number),
        "classification_period": _field(clean, notice.classification_period),
        "signatories": _fields(clean, notice.signatories),
        "printing_office": _field(clean, notice.printing_office),
        "date_of_printing": _field(clean, notice.date_of_printing),
        "date_of_publication": _field(clean, notice.date_of_publication),
        "index_number": _field(clean, notice.index_number),
        **suggested,
        "warnings": [finding_to_json(clean, f) for f in notice.findings],
        "pages": [
            {
                "number": page.number,
                "read_by": str(page.read_by),
                "confidence": round(page.confidence, 3),
                "width": round(page.width, 1),
                "height": round(page.height, 1),
                "note": page.note or None,
            }
            for page in clean.source.pages
        ],
        "text": clean.text,
    }


def plan_to_json(notice: Notice, plan: InspectionPlan) -> JsonObject:
    """Give the object that ``plan`` prints."""
    clean = notice.outline.clean
    return {
        "schema": PLAN_ID,
        "source": clean.source.name or None,
        "notice": {
            "title": notice.title.value,
            "document_number": notice.document_number.value.text if notice.document_number.value else None,
            "issuers": [i.value for i in notice.issuers],
            "issue_date": _plain(notice.issue_date.value),
            "source": clean.source.name or None,
            "sha256": clean.source.sha256 or None,
        },
        "objective": _field(clean, plan.objective),
        "basis": [_reference(clean, r) for r in plan.basis],
        "targets": _fields(clean, plan.targets),
        "rounds": [_round(clean, r) for r in plan.rounds],
        "duration": None
        if plan.duration is None
        else {
            "min": plan.duration.min,
            "max": plan.duration.max,
            "working_days": plan.duration.working_days,
            **_evidence(clean, plan.duration.evidence),
        },
        "teams": {
            "count": plan.teams.count,
            "size_min": plan.teams.size_min,
            "size_max": plan.teams.size_max,
            "leaders": _fields(clean, plan.teams.leaders),
            "roles": [_role(clean, r) for r in plan.teams.roles],
            **(_evidence(clean, plan.teams.evidence) if plan.teams.evidence else {"spans": []}),
        },
        "checklist": [_item(clean, i) for i in plan.checklist],
        "methods": [_item(clean, i) for i in plan.methods],
        "procedure": [_item(clean, i) for i in plan.procedure],
        "tasks": [_task(clean, t) for t in plan.tasks],
        "contacts": [_contact(clean, c) for c in plan.contacts],
        "warnings": [finding_to_json(clean, f) for f in plan.findings],
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, DocumentNumber):
        return value.text
    iso = getattr(value, "isoformat", None)
    if iso is not None:
        return iso(timespec="minutes") if hasattr(value, "hour") else iso()
    return value


def _span(clean: CleanText, span: Span) -> JsonObject:
    source = clean.to_source(span)
    place = clean.source.place(source)
    entry: JsonObject = {
        "start": span.start,
        "end": span.end,
        "source_start": source.start,
        "source_end": source.end,
    }
    if place is not None:
        box = place.box
        entry |= {
            "page": place.page,
            "box": None if box is None else [round(v, 1) for v in (box.x0, box.y0, box.x1, box.y1)],
        }
    return entry


def _evidence(clean: CleanText, evidence: Evidence) -> JsonObject:
    return {
        "confidence": round(evidence.confidence * clean.recognised(evidence.spans), 3),
        "spans": [_span(clean, s) for s in evidence.spans],
        "rule": evidence.rule,
        "status": str(evidence.status),
    }


def _field(clean: CleanText, field: Field[Any]) -> JsonObject | None:
    if field.value is None:
        return None
    entry = {"value": _plain(field.value), **_evidence(clean, field.evidence)}
    if field.reason:
        entry["reason"] = field.reason
    if field.candidates:
        entry["candidates"] = [{"value": _plain(c.value), **_evidence(clean, c.evidence)} for c in field.candidates]
    return entry


def _fields(clean: CleanText, fields: Iterable[Field[Any]]) -> list[JsonObject]:
    return [entry for f in fields if (entry := _field(clean, f)) is not None]


def _reference(clean: CleanText, reference: Reference) -> JsonObject:
    return {
        "value": reference.value,
        "document_number": reference.document_number,
        "relation": reference.relation,
        **_evidence(clean, reference.evidence),
    }


def _contact(clean: CleanText, contact: Contact) -> JsonObject:
    return {
        "name": contact.name,
        "organization": contact.organization,
        "phones": list(contact.phones),
        "faxes": list(contact.faxes),
        "emails": list(contact.emails),
        "address": contact.address,
        **_evidence(clean, contact.evidence),
    }


_KEYS_OF_KIND: dict[str, tuple[str, ...]] = {
    "by": ("due",),
    "within": ("amount", "unit", "trigger", "direction", "due"),
    "window": ("start", "end"),
    "recurring": ("rrule",),
    "event": ("trigger",),
}


def _deadline(clean: CleanText, deadline: Deadline) -> JsonObject:
    entry: JsonObject = {"kind": str(deadline.kind)}
    for key in _KEYS_OF_KIND[deadline.kind]:
        entry[key] = _plain(getattr(deadline, key))
    entry |= {
        "action": deadline.action,
        "actor": deadline.actor,
        "recipient": deadline.recipient,
        "text": deadline.text,
        **_evidence(clean, deadline.evidence),
    }
    if deadline.proof is not None:
        entry["proof"] = {
            "rule": deadline.proof.rule,
            "counted_from": deadline.proof.counted_from.isoformat(),
            "skipped": [d.isoformat() for d in deadline.proof.skipped],
            "provisional": deadline.proof.provisional,
        }
    return entry


def _round(clean: CleanText, entry: Round) -> JsonObject:
    return {
        "start": _plain(entry.start),
        "end": _plain(entry.end),
        "targets": list(entry.targets),
        **_evidence(clean, entry.evidence),
    }


def _role(clean: CleanText, role: Role) -> JsonObject:
    return {"role": role.role, "count": role.count, "requirement": role.requirement, **_evidence(clean, role.evidence)}


def _item(clean: CleanText, item: PlanItem) -> JsonObject:
    return {"id": item.id, "section": item.section, "text": item.text, **_evidence(clean, item.evidence)}


def _task(clean: CleanText, task: Task) -> JsonObject:
    return {
        "id": task.id,
        "action": task.action,
        "actor": task.actor,
        "recipient": task.recipient,
        "deadline": None if task.deadline is None else _deadline(clean, task.deadline),
        **_evidence(clean, task.evidence),
    }


def finding_to_json(clean: CleanText, finding: Finding) -> JsonObject:
    """Give one entry of ``warnings``."""
    return {"code": finding.code, "message": finding.message, "spans": [_span(clean, s) for s in finding.spans]}
