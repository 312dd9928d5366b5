"""版头 and 主体: title, document number, issuers, addressees, date of issue and the marks beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.core.evidence import Field
from notice_parser.core.notice import Classification, Disclosure, DocumentNumber
from notice_parser.core.outline import Outline


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
    return Head()
