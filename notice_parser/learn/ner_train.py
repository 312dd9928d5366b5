"""Train the spaCy model that finds names.

    notice-parser train ner --corpus official.jsonl.gz --corpus corpora --divisions divisions.csv --models models

Needs spaCy and one core for a quarter of an hour. The seeds are fixed; the same version of spaCy on the same machine
gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import filter_spans
from thinc.api import Adam, Optimizer, fix_random_seed

from notice_parser.core.span import Span
from notice_parser.entities import ABOUT, LABELS, MODEL, Entity, stretches_of
from notice_parser.learn import ner_data
from notice_parser.learn.ner_text import Marked

ENCODER = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM"],
        "rows": [4000],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "window_size": 2,
        "maxout_pieces": 2,
        "depth": 4,
    },
}
SETTINGS = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": True,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": ENCODER,
    }
}
WORDS = 800
"""So many characters are read before the weights change."""
RATE = 0.0015
"""The highest rate of learning; it falls to nearly nothing."""


def examples_of(nlp: Language, marked: Marked) -> Iterator[Any]:
    """Cut a text as the finished model reads it, and give an example of each stretch."""
    for stretch in stretches_of(marked.text):
        text = stretch.of(marked.text)
        doc = nlp.make_doc(text)
        names = [_within(e, stretch) for e in marked.entities if stretch.contains(e.span)]
        spans = [doc.char_span(e.span.start, e.span.end, label=e.label) for e in names]
        gold = doc.copy()
        gold.ents = filter_spans([span for span in spans if span is not None and not span[0].is_space])
        yield Example(doc, gold)


def _within(entity: Entity, stretch: Span) -> Entity:
    return Entity(entity.label, Span(entity.span.start - stretch.start, entity.span.end - stretch.start))


def load_examples(nlp: Language, given: argparse.Namespace) -> list[Any]:
    """Bring the three sources together; see :mod:`notice_parser.learn.ner_data`."""
    divisions = ner_data.load_divisions(given.divisions) if given.divisions else ()
    sources = [ner_data.composed(divisions, given.passages, given.seed)]
    for path in given.corpus:
        if path.is_dir():
            sources.append(ner_data.varied(path, given.variants, given.seed))
        else:
            sources.append(ner_data.silver(path, divisions, given.silver, given.seed))
    return [example for source in sources for marked in source for example in examples_of(nlp, marked)]


def train(nlp: Language, examples: list[Any], *, epochs: int, seed: int) -> Optimizer:
    """Train the component ``ner`` and give the optimiser, whose averaged weights are the better ones."""
    rng = Random(seed)
    optimizer: Optimizer = Adam(RATE, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    nlp.initialize(lambda: examples[:200], sgd=optimizer)
    begun = time.monotonic()
    batches = epochs * sum(len(e.reference) for e in examples) / WORDS
    seen = 0
    for epoch in range(epochs):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch_by_words(examples, size=WORDS):
            seen += 1
            optimizer.learn_rate = RATE * min(1.0, seen / 50, 0.03 + 1.4 * max(0.0, 1 - seen / batches))
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
            if seen % 200 == 0:
                spent = time.monotonic() - begun
                print(f"epoch {epoch + 1}, batch {seen}: loss {losses['ner']:.0f}, {spent:.0f} s", flush=True)
                losses.clear()
    return optimizer


def save(nlp: Language, folder: Path) -> int:
    """Write the model, numbers cut to sixteen bits so that they pack well, and what it is; give its size in bytes."""
    for node in nlp.get_pipe("ner").model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))
    packed = lzma.compress(nlp.to_bytes(exclude=["vocab"]), preset=9)
    about = {
        "sha256": hashlib.sha256(packed).hexdigest(),
        "spacy": spacy.__version__,
        "labels": list(LABELS),
        "config": nlp.config,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL).write_bytes(packed)
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(packed)


def blank() -> Language:
    """Make the pipeline before training: characters as tokens, one component."""
    nlp = spacy.blank("zh")
    ner = nlp.add_pipe("ner", config=SETTINGS)
    for label in LABELS:
        ner.add_label(label)
    return nlp


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="notice-parser train ner", description=__doc__.partition("\n\n")[0])
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="*.jsonl.gz or a folder of notices")
    parser.add_argument("--divisions", type=Path, metavar="CSV", help="names of places, in the column 'name'")
    parser.add_argument("--models", type=Path, required=True, help="the folder to write the model to")
    parser.add_argument("--passages", type=int, default=6500, help="passages made of patterns")
    parser.add_argument("--silver", type=int, default=2000, help="stretches of official text")
    parser.add_argument("--variants", type=int, default=16, help="variants of each annotated notice for training")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args(arguments)
    fix_random_seed(given.seed)
    nlp = blank()
    examples = load_examples(nlp, given)
    letters = sum(len(example.reference) for example in examples)
    print(f"{len(examples)} stretches, {letters} characters", flush=True)
    optimizer = train(nlp, examples, epochs=given.epochs, seed=given.seed)
    with nlp.use_params(optimizer.averages):
        size = save(nlp, given.models)
    print(f"{given.models / MODEL}: {size:,} bytes")


if __name__ == "__main__":
    main()
