"""The spaCy pipeline component ``notice_parser``: values of a notice as spans of the document.

After ``pip install 'notice-parser[spacy]'`` any pipeline takes it by name, without an import, through the entry point
in ``pyproject.toml``::

    nlp = spacy.blank("zh")
    nlp.add_pipe("notice_parser", config={"spans_key": "notice", "fields": ["title", "deadlines"]})

A document keeps the text as it was given, garbled or not, so its spans lie in the source text; values are those of the
restored text. What was read is kept beside the document, not in it: what is written to disk or sent to another process
is the settings and the spans alone, and the notice is read again from the text when it is asked for there.

spaCy imports this module whenever a pipeline is made; so the stages are imported when the first text comes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc, Span

from notice_parser.core.evidence import Evidence, Field
from notice_parser.core.notice import Contact, Deadline, DocumentNumber, Notice, Reference
from notice_parser.core.source import SourceText
from notice_parser.entities import EntityModel, load_entities

if TYPE_CHECKING:
    from notice_parser.core.plan import InspectionPlan

LABELS: Mapping[str, str] = {
    "document_type": "DOCUMENT_TYPE",
    "title": "TITLE",
    "document_number": "DOCUMENT_NUMBER",
    "issuers": "ISSUER",
    "addressees": "ADDRESSEE",
    "issue_date": "ISSUE_DATE",
    "classification": "CLASSIFICATION",
    "urgency": "URGENCY",
    "disclosure": "DISCLOSURE",
    "copied_to": "COPIED_TO",
    "attachments": "ATTACHMENT",
    "references": "REFERENCE",
    "contacts": "CONTACT",
    "deadlines": "DEADLINE",
}
"""The fields that become spans, by their names in the notice, and the labels of their spans."""

DEFAULTS: Mapping[str, object] = {"spans_key": "notice", "fields": None, "reference_date": None, "ner": False}
ENTITIES = "notice_parser_ner"
"""The key of ``doc.spans`` under which the names that the trained model finds stand, with ``ner``."""
SETTINGS = "notice_parser"
"""The key of ``doc.user_data`` that marks a document as read, and with which settings."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value as a span shows it: its wording, how sure it is (0..1) and the rule that found it."""

    value: str
    confidence: float
    rule: str


@dataclass(frozen=True)
class Result:
    """What was read from a document; the plan and the values are made when they are asked for."""

    notice: Notice

    @cached_property
    def plan(self) -> InspectionPlan:
        """The inspection plan."""
        from notice_parser.pipeline import plan

        return plan(self.notice)

    @cached_property
    def found(self) -> Mapping[str, tuple[Found, Evidence]]:
        """The values by the ``id_`` of their spans: the field and the place in it, ``issuers/0``."""
        return {f"{field}/{at}": entry for field in LABELS for at, entry in enumerate(_values(self.notice, field))}


def _values(notice: Notice, field: str) -> Iterator[tuple[Found, Evidence]]:
    value = getattr(notice, field)
    for entry in value if isinstance(value, tuple) else (value,):
        shown = _shown(entry)
        if shown is not None:
            evidence: Evidence = entry.evidence
            confidence = round(evidence.confidence * notice.outline.clean.recognised(evidence.spans), 3)
            yield Found(shown, confidence, evidence.rule), evidence


def _shown(entry: Field[Any] | Reference | Contact | Deadline) -> str | None:
    """Give the wording of a value; of a contact its name or what else is known, of a deadline the date or action."""
    if isinstance(entry, Contact):
        known = (entry.name, entry.organization, *entry.phones, *entry.faxes, *entry.emails, entry.address)
        return next(filter(None, known), None)
    if isinstance(entry, Deadline):
        return entry.action if entry.due is None else entry.due.isoformat()
    value = entry.value
    if isinstance(value, DocumentNumber):
        return value.text
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, dt.date) else value


_results: WeakKeyDictionary[Doc, Result] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class NoticeComponent:
    """Reads each document as a notice; see :func:`make_component`."""

    spans_key: str
    fields: tuple[str, ...]
    reference_date: dt.date | None
    model: EntityModel | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.text``, mark the document as read and set its spans.

        Raises:
            TimeLimitError: a pattern ran into its time limit; ``nlp.pipe`` gives it to the error handler.
        """
        doc.user_data[SETTINGS] = {"reference_date": self.reference_date.isoformat() if self.reference_date else None}
        _results.pop(doc, None)
        result = _result(doc)
        if result is not None:
            doc.spans[self.spans_key] = list(self._spans(doc, result))
            if self.model is not None:
                doc.spans[ENTITIES] = list(_entities(doc, result, self.model))
        return doc

    def _spans(self, doc: Doc, result: Result) -> Iterator[Span]:
        clean = result.notice.outline.clean
        for key, (_, evidence) in result.found.items():
            field = key.partition("/")[0]
            if field not in self.fields:
                continue
            for place in map(clean.to_source, evidence.spans):
                if len(place):  # what was put in has no characters in the source
                    yield doc.char_span(
                        place.start, place.end, label=LABELS[field], span_id=key, alignment_mode="expand"
                    )


def _entities(doc: Doc, result: Result, model: EntityModel) -> Iterator[Span]:
    """Give the names that stand in the restored text as spans of the text as given, where their ends still stand."""
    clean = result.notice.outline.clean
    for entity in model.find(clean.text):
        place = clean.to_source(entity.span)
        if len(place):
            yield doc.char_span(place.start, place.end, label=entity.label, alignment_mode="expand")


def _result(doc: Doc) -> Result | None:
    """Give what was read from a document: kept, or read again after it came back from bytes; None if it never was."""
    settings = doc.user_data.get(SETTINGS)
    if settings is None:
        return None
    result = _results.get(doc)
    if result is None:
        from notice_parser.fields.read import ReadOptions
        from notice_parser.pipeline import read_notice

        day = settings["reference_date"]
        options = ReadOptions(dt.date.fromisoformat(day) if day else None, {})
        result = _results[doc] = Result(read_notice(SourceText(doc.text), options))
    return result


def make_component(
    nlp: object,
    name: str,
    spans_key: str,
    fields: Sequence[str] | None,
    reference_date: str | None,
    ner: bool = False,
) -> NoticeComponent:
    """Make the component; spaCy calls this with the settings of ``add_pipe`` or of a pipeline's ``config.cfg``.

    Args:
        nlp: the pipeline, which is not changed.
        name: the component's name in it.
        spans_key: under which key of ``doc.spans`` the spans stand.
        fields: which of :data:`LABELS` become spans; None for all of them.
        reference_date: ISO date that gives dates their year where the notice itself has none.
        ner: whether the names that the trained model finds (:data:`notice_parser.entities.LABELS`) become spans too,
            under ``notice_parser_ner``. They are no values of the notice.

    Raises:
        ValueError: a field is not known, or the date is none.
        EntityModelError: ``ner``, and the model's file is missing or is another one.
    """
    unknown = sorted(set(fields or ()) - set(LABELS))
    if unknown:
        raise ValueError(f"no such fields: {', '.join(unknown)}; there are {', '.join(LABELS)}")
    day = dt.date.fromisoformat(reference_date) if reference_date else None
    model = load_entities() if ner else None
    return NoticeComponent(spans_key, tuple(LABELS if fields is None else fields), day, model)


def _of_doc(part: str) -> Callable[[Any], object]:
    def get(doc: Doc) -> object:
        result = _result(doc)
        return None if result is None else getattr(result, part)

    return get


def _of_span(part: str) -> Callable[[Any], object]:
    def get(span: Span) -> object:
        if span.id == 0:  # not one of ours, so nothing is read again for it
            return None
        result = _result(span.doc)
        entry = result and result.found.get(span.id_)
        return getattr(entry[0], part) if entry else None

    return get


def _register() -> None:
    for part in ("notice", "plan"):
        Doc.set_extension(part, getter=_of_doc(part), force=True)
    for part in ("value", "confidence", "rule"):
        Span.set_extension(f"notice_{part}", getter=_of_span(part), force=True)
    Language.factory(
        "notice_parser",
        assigns=["doc._.notice", "doc._.plan", "doc.spans"],
        default_config=dict(DEFAULTS),
        func=make_component,
    )


_register()
