"""From an outline to a notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Notice, OutlineEntry
from notice_parser.core.outline import Outline, Section
from notice_parser.fields.attachments import read_attachments
from notice_parser.fields.contacts import read_contacts
from notice_parser.fields.deadlines import read_deadlines
from notice_parser.fields.head import Head, read_head
from notice_parser.fields.imprint import read_imprint
from notice_parser.fields.references import read_references


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows: the reference date where the notice has none, and the dates of triggers."""

    reference_date: dt.date | None = None
    events: Mapping[str, dt.date] = field(default_factory=dict)


def read_fields(outline: Outline, options: ReadOptions) -> Notice:
    """Read all fields; the head comes first, since its date gives the others their year."""
    head = read_head(outline)
    imprint = read_imprint(outline)
    attachments = read_attachments(outline)
    return Notice(
        outline=outline,
        document_type=head.document_type,
        title=head.title,
        document_number=head.document_number,
        issuers=head.issuers,
        addressees=head.addressees,
        issue_date=head.issue_date,
        classification=head.classification,
        urgency=head.urgency,
        disclosure=head.disclosure,
        copied_to=imprint.copied_to,
        attachments=attachments,
        references=read_references(outline, head.title, attachments),
        contacts=read_contacts(outline),
        deadlines=read_deadlines(outline, reference_date(head, options), options.events),
        parts=tuple(_entry(outline, section) for section in outline.sections),
        copy_number=head.copy_number,
        classification_period=head.classification_period,
        signatories=head.signatories,
        printing_office=imprint.printing_office,
        date_of_printing=imprint.date_of_printing,
        date_of_publication=imprint.date_of_publication,
        index_number=imprint.index_number,
    )


def reference_date(head: Head, options: ReadOptions) -> dt.date | None:
    """Choose the date that gives others their year: the caller's, else that of issue, else the number's year."""
    if options.reference_date is not None:
        return options.reference_date
    if head.issue_date.value is not None:
        return head.issue_date.value
    number = head.document_number.value
    return dt.date(number.year, 1, 1) if number is not None and number.year else None


def _entry(outline: Outline, section: Section) -> OutlineEntry:
    # A label with nothing after it (一、 at the end of a page that was lost) stands on its label alone.
    spans = tuple(span for span in (section.label_span, section.heading) if len(span))
    return OutlineEntry(
        section.label,
        section.level,
        section.heading.of(outline.text),
        Evidence(spans, f"outline/{section.style}", 0.95),
    )
