"""Names in a text, found by the trained spaCy model: organs, persons, places, titles of documents, events.

    pip install 'notice-parser[spacy]'

The model (``models/names.ner.xz``, described in ``models/README.md``) is a spaCy pipeline of one component, ``ner``,
whose tokens are single characters. It is loaded when it is first asked for; nothing else in the program needs it.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from notice_parser.clean.model import models_folder
from notice_parser.core.span import Span
from notice_parser.errors import ExitCode, NoticeError

if TYPE_CHECKING:
    from spacy.language import Language

LABELS: Mapping[str, str] = {
    "ORG": "organ, company, school or association",
    "PER": "person",
    "LOC": "place or address",
    "DOC": "title of a document",
    "EVT": "event, campaign, inspection, meeting or feast",
}
"""The labels and what they mean."""
MODEL, ABOUT = "names.ner.xz", "names.ner.json"
LONGEST = 240
"""Lines are read together up to so many characters; a longer line is cut behind a full stop."""


class EntityModelError(NoticeError):
    """The model that finds names cannot be used."""

    exit_code: ClassVar[ExitCode] = ExitCode.ENGINE_MISSING
    advice: ClassVar[str] = (
        "Install spaCy with: pip install 'notice-parser[spacy]'; train the model with: notice-parser train ner."
    )


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: its label and where it stands."""

    label: str
    span: Span


@dataclass(frozen=True)
class EntityModel:
    """A loaded model."""

    nlp: Language

    def find(self, text: str) -> tuple[Entity, ...]:
        """List the names of a text in its order, without overlap; spans count its characters."""
        stretches = list(stretches_of(text))
        docs = self.nlp.pipe((s.of(text) for s in stretches), batch_size=64)
        return tuple(
            Entity(ent.label_, Span(stretch.start + ent.start_char, stretch.start + ent.end_char))
            for stretch, doc in zip(stretches, docs, strict=True)
            for ent in doc.ents
        )


def stretches_of(text: str) -> Iterator[Span]:
    """Cut a text into stretches of whole lines that the model reads one by one, so that time grows with length."""
    start = end = 0
    for line in _lines(text):
        if end > start and line.end - start > LONGEST:
            yield Span(start, end)
            start = line.start
        end = line.end
    if end > start:
        yield Span(start, end)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        while end - at > LONGEST:
            stop = max(text.rfind(mark, at + LONGEST // 2, at + LONGEST) for mark in "。；、，,;")
            cut = stop + 1 if stop > at else at + LONGEST
            yield Span(at, cut)
            at = cut
        yield Span(at, end)
        at = end


@cache
def load_entities() -> EntityModel:
    """Load the model that comes with the program.

    Raises:
        EntityModelError: spaCy is not installed, or a file of the model is missing or is not the one it should be.
    """
    return open_entities(models_folder())


def open_entities(folder: Path) -> EntityModel:
    """Load the model of a folder; see :func:`load_entities`."""
    try:
        import spacy
    except ImportError as error:
        raise EntityModelError("finding names needs spaCy, which is not installed") from error
    path, about_path = folder / MODEL, folder / ABOUT
    for file in (path, about_path):
        if not file.is_file():
            raise EntityModelError(f"the model that finds names is missing: {file}")
    packed = path.read_bytes()
    about = json.loads(about_path.read_text(encoding="utf-8"))
    if hashlib.sha256(packed).hexdigest() != about["sha256"]:
        raise EntityModelError(f"{path} is not the file that {ABOUT} describes; its SHA-256 differs")
    nlp = spacy.util.load_model_from_config(about["config"], auto_fill=True)
    nlp.from_bytes(lzma.decompress(packed))
    _multiply_with_numpy(nlp)
    return EntityModel(nlp)


def _multiply_with_numpy(nlp: Language) -> None:
    """Let numpy multiply matrices: on one thread it does so three times as fast as what spaCy takes by itself."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for node in nlp.get_pipe("ner").model.walk():
        node.ops = ops
