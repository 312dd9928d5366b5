"""版头 and 主体: title, document number, issuers, addressees, date of issue and the marks beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Classification, Disclosure, DocumentNumber
from notice_parser.core.outline import Outline
from notice_parser.fields.addressees import read_addressees
from notice_parser.fields.issue_date import read_issue_date
from notice_parser.fields.issuers import read_issuers
from notice_parser.fields.marks import (
    read_classification,
    read_copy_number,
    read_disclosure,
    read_signatories,
    read_urgency,
)
from notice_parser.fields.metadata import metadata_rows
from notice_parser.fields.number import read_document_number
from notice_parser.fields.title import read_document_type, read_title


@dataclass(frozen=True, slots=True)
class Head:
    """What identifies a notice."""

    document_type: Field[str] = Field.absent()
    title: Field[str] = Field.absent()
    document_number: Field[DocumentNumber] = Field.absent()
    issuers: tuple[Field[str], ...] = ()
    addressees: tuple[Field[str], ...] = ()
    issue_date: Field[dt.date] = Field.absent()
    classification: Field[Classification] = Field.absent()
    classification_period: Field[str] = Field.absent()
    urgency: Field[str] = Field.absent()
    disclosure: Field[Disclosure] = Field.absent()
    copy_number: Field[str] = Field.absent()
    signatories: tuple[Field[str], ...] = ()


def read_head(outline: Outline) -> Head:
    """Read what identifies the notice."""
    rows = metadata_rows(outline)
    title = read_title(outline, rows)
    number = read_document_number(outline, rows, title)
    issuers = read_issuers(outline, rows)
    classification, period = read_classification(outline)
    names = [f.value for f in issuers if f.value is not None]
    return Head(
        document_type=read_document_type(outline, title),
        title=title,
        document_number=number,
        issuers=issuers,
        addressees=read_addressees(outline),
        issue_date=read_issue_date(outline, rows, number.value, names),
        classification=classification,
        classification_period=period,
        urgency=read_urgency(outline),
        disclosure=read_disclosure(outline, rows),
        copy_number=read_copy_number(outline),
        signatories=read_signatories(outline),
    )
