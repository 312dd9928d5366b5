"""A notice, field by field.

English names for the elements of GB/T 9704-2012 are this project's choice; the Chinese term beside each is the
authority, and the wording of README names the JSON keys.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.outline import Outline
from notice_parser.core.span import Span


class Classification(StrEnum):
    """密级."""

    CONFIDENTIAL = "秘密"
    SECRET = "机密"
    TOP_SECRET = "绝密"


class Urgency(StrEnum):
    """紧急程度: of papers (特急, 加急) and of telegrams (all four); 急件 and 紧急 stand on older papers."""

    MOST_URGENT = "特提"
    EXTRA_URGENT = "特急"
    URGENT = "加急"
    SOMEWHAT_URGENT = "平急"


class Disclosure(StrEnum):
    """公开属性."""

    OPEN = "主动公开"
    ON_REQUEST = "依申请公开"
    NOT_OPEN = "不予公开"


class DeadlineKind(StrEnum):
    """The five kinds of time limit."""

    BY = "by"
    WITHIN = "within"
    WINDOW = "window"
    RECURRING = "recurring"
    EVENT = "event"


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Whether a period runs after its trigger or must be over before it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: 机关代字, year and serial; ``text`` is the normal form with hexagonal brackets and no blanks."""

    text: str
    agency_code: str | None = None
    year: int | None = None
    serial: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that the notice cites: title without 《》, number where one is given, and in which role."""

    value: str
    evidence: Evidence
    document_number: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to, with their own numbers."""

    evidence: Evidence
    name: str | None = None
    organization: str | None = None
    phones: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """How a date was computed: the rule, the days counted and those skipped, and whether the calendar is final."""

    rule: str
    counted_from: dt.date
    skipped: tuple[dt.date, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that somebody has to do by or within a time; which keys are filled depends on ``kind``."""

    kind: DeadlineKind
    action: str
    text: str
    """The sentence it stands in."""
    evidence: Evidence
    due: dt.date | dt.datetime | None = None
    amount: int | None = None
    unit: Unit | None = None
    trigger: str | None = None
    direction: Direction = Direction.AFTER
    start: dt.date | None = None
    end: dt.date | None = None
    rrule: str | None = None
    actor: str | None = None
    recipient: str | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A numbered part as other programs see it."""

    label: str
    level: int
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at; ``code`` is stable, ``message`` is Chinese."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Notice:
    """One notice with all its fields; the keys of the contract's first table, in its order."""

    outline: Outline
    document_type: Field[str]
    title: Field[str]
    document_number: Field[DocumentNumber]
    issuers: tuple[Field[str], ...]
    addressees: tuple[Field[str], ...]
    issue_date: Field[dt.date]
    classification: Field[Classification]
    urgency: Field[str]
    disclosure: Field[Disclosure]
    copied_to: tuple[Field[str], ...]
    attachments: tuple[Field[str], ...]
    references: tuple[Reference, ...]
    contacts: tuple[Contact, ...]
    deadlines: tuple[Deadline, ...]
    parts: tuple[OutlineEntry, ...]
    findings: tuple[Finding, ...] = ()
    # Beside the contract: what an incoming register also wants.
    copy_number: Field[str] = Field.absent()
    classification_period: Field[str] = Field.absent()
    signatories: tuple[Field[str], ...] = ()
    printing_office: Field[str] = Field.absent()
    date_of_printing: Field[dt.date] = Field.absent()
    date_of_publication: Field[dt.date] = Field.absent()
    index_number: Field[str] = Field.absent()
    subject_terms: tuple[Field[str], ...] | None = None
    """Suggestions, never read from the notice; None where nobody asked for them."""

    def _repr_html_(self) -> str:
        """Show the notice in a notebook."""
        from notice_parser.export.to_notebook import notice_to_notebook

        return notice_to_notebook(self)
