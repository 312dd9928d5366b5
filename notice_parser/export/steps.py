"""The edits that restored a text, one record for each."""

from __future__ import annotations

from collections.abc import Iterator

from notice_parser.core.alignment import Alignment, CleanText, apply, compose
from notice_parser.export.to_json import JsonObject


def clean_to_json(clean: CleanText) -> JsonObject:
    """Give the object that ``clean --format json`` prints."""
    return {
        "source": clean.source.name or None,
        "sha256": clean.source.sha256 or None,
        "encoding": clean.source.encoding or None,
        "text": clean.text,
        "damage": [
            {"kind": d.kind, "message": d.words, "strength": round(d.strength, 4), "lost": d.is_lost}
            for d in clean.damage
        ],
        "steps": list(steps_to_json(clean)),
    }


def steps_to_json(clean: CleanText) -> Iterator[JsonObject]:
    """List every edit: what stood where in the source, what it became, by which fix and how sure.

    ``source_start`` and ``source_end`` count in the decoded source; ``before`` is the text that the edit replaced,
    as the edits before it had left it.
    """
    text, alignment = clean.source.text, Alignment()
    for number, step in enumerate(clean.steps, 1):
        for edit in sorted(step.edits, key=lambda e: (e.span.start, e.span.end)):
            before = edit.span.of(text)
            if before == edit.replacement:
                continue
            span = alignment.to_source(edit.span)
            yield {
                "source": clean.source.name or None,
                "step": number,
                "fix": edit.fix or step.fix,
                "source_start": span.start,
                "source_end": span.end,
                "before": before,
                "after": edit.replacement,
                "confidence": round(edit.confidence, 3),
            }
        text, one = apply(text, step.edits)
        alignment = compose(alignment, one)
