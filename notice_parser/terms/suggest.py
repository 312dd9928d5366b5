"""Suggest subject terms (主题词): what a notice is about, in words that a register can be searched by.

Notices since 2012 print no 主题词 any more (GB/T 9704-2012 dropped them), but registers still keep a column for it.
What is given here is never read from the notice, only concluded: words and pairs of words that are frequent in it and
rare elsewhere, above all those of its title.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

import regex

from notice_parser.core.evidence import Field, Status
from notice_parser.core.notice import Notice
from notice_parser.core.span import Span
from notice_parser.terms.words import Frequencies, form, frequencies, words_of

TITLE, TEXT = "suggested/title", "suggested/text"
CONFIDENCE = {TITLE: 0.5, TEXT: 0.3}
"""Below what a person need not look at: whether a register would take a term cannot be known from the notice."""
TITLE_FACTOR = 3.0
RARITY = 0.25
"""How much it counts that a word is rare elsewhere; at 1, names of a single detail came before the subject."""
EARLY = 300
"""Letters after which a word has lost a third of its weight: the first paragraph says what a notice is about."""
LONGEST_PAIR = 6
"""Letters of two words that are one term: 小型水闸, 安全生产检查; longer ones are taken apart."""
SUBJECT = "关于"
"""Before it the title names the issuer."""


FEWEST = 2
"""How often the text has to say what the title does not."""

_HAN = regex.compile(r"(?![第每各全本此两])\p{Han}{2,}")
"""What a term is written with: neither 2023 nor 第七批."""


@dataclass(slots=True)
class Term:
    """A word or a pair of words of the text, where it stands, and whether the title has it."""

    weight: float
    places: list[Span] = field(default_factory=list)
    in_title: bool = False
    count: int = 0

    def add(self, place: Span, *, in_title: bool) -> None:
        """Count one more place; those of the title come first."""
        self.count += 1
        if in_title and not self.in_title:
            self.places.insert(0, place)
        else:
            self.places.append(place)
        self.in_title |= in_title

    @property
    def score(self) -> float:
        """How much the term says of this notice."""
        if self.count < (1 if self.in_title else FEWEST):
            return 0.0
        early = math.sqrt(EARLY / (EARLY + self.places[0].start))
        frequent = 1 + math.log(self.count)
        return math.pow(self.weight, RARITY) * frequent * early * (TITLE_FACTOR if self.in_title else 1)


def suggest(notice: Notice, count: int = 5) -> tuple[Field[str], ...]:
    """Suggest at most ``count`` terms, the best first; none for a text that is no notice, or without the table.

    Each stands on its first place, in the title where it has one; ``rule`` says whether it has, ``status`` that the
    value was concluded.
    """
    known = frequencies()
    if known is None or count < 1 or any(finding.code == "not_a_notice" for finding in notice.findings):
        return ()
    terms = _gathered(notice, known)
    best = sorted(
        (word for word in terms if terms[word].score > 0), key=lambda w: (-terms[w].score, terms[w].places[0])
    )
    return tuple(_suggested(word, terms[word]) for word in _distinct(best, count))


def _distinct(words: Iterable[str], count: int) -> list[str]:
    """Take the first words that hold no other one and are held by none: beside 医保基金 there is no 医保.

    >>> _distinct(["医保基金", "医保", "整治", "专项整治", "药店"], 3)
    ['医保基金', '整治', '药店']
    """
    taken: list[str] = []
    for word in words:
        if len(taken) < count and not any(word in other or other in word for other in taken):
            taken.append(word)
    return taken


def _suggested(word: str, term: Term) -> Field[str]:
    rule = TITLE if term.in_title else TEXT
    return Field.found(word, term.places[0], rule=rule, confidence=CONFIDENCE[rule], status=Status.INFERRED)


def _gathered(notice: Notice, known: Frequencies) -> dict[str, Term]:
    text = notice.outline.clean.text
    titles = tuple(_subject(text, notice.title.evidence.spans))
    found = [
        (word, span, any(title.contains(span) for title in titles))
        for word, span in words_of(_without_names(notice, titles))
        if _HAN.fullmatch(word) and known.weight(word) > 0 and not form().holds(word)
    ]
    words: dict[str, Term] = {}
    pairs: dict[tuple[str, str], Term] = {}
    for word, span, in_title in found:
        words.setdefault(word, Term(known.weight(word))).add(span, in_title=in_title)
    for (one, first, in_title), (other, second, _) in pairwise(found):
        if first.end == second.start and second.end - first.start <= LONGEST_PAIR:
            weight = (known.weight(one) + known.weight(other)) / 2
            pairs.setdefault((one, other), Term(weight)).add(first.union(second), in_title=in_title)
    _join(words, pairs)
    return words


def _join(words: dict[str, Term], pairs: dict[tuple[str, str], Term]) -> None:
    """Put pairs in the place of their words where at least one of the two seldom stands without the other."""
    for (one, other), pair in sorted(pairs.items(), key=lambda item: (-item[1].count, item[1].places[0])):
        seldom = min(words[one].count, words[other].count)
        if pair.count >= (2 if pair.in_title else 3) and 2 * pair.count >= seldom > 0:
            words.setdefault(one + other, pair)
            for word in (one, other):
                rest = max(0, words[word].count - pair.count)
                # 安全 is said by 消防安全 already; it stays only where it mostly stands alone.
                words[word].count = rest if rest > pair.count else 0


def _subject(text: str, spans: Iterable[Span]) -> Iterable[Span]:
    """Give the parts of a title that say what it is about; a title may stand in several lines."""
    places = tuple(spans)
    at = next((n for n, span in enumerate(places) if SUBJECT in span.of(text)), None)
    if at is None:
        return places
    first = places[at]
    return (Span(first.start + first.of(text).index(SUBJECT) + len(SUBJECT), first.end), *places[at + 1 :])


def _without_names(notice: Notice, titles: Iterable[Span]) -> str:
    """Give the text with line ends in the place of organs, persons and numbers, which are no subjects."""
    letters = list(notice.outline.clean.text)
    named = (*notice.issuers, *notice.addressees, *notice.copied_to, *notice.signatories)
    single = (notice.title, notice.document_number, notice.printing_office, notice.document_type)
    evidence = [entry.evidence for entry in named] + [entry.evidence for entry in single]
    evidence += [contact.evidence for contact in notice.contacts]
    kept = [(span, span.of(notice.outline.clean.text)) for span in titles]
    for span in chain.from_iterable(entry.spans for entry in evidence):
        letters[span.start : span.end] = "\n" * len(span)
    for span, wording in kept:
        letters[span.start : span.end] = wording
    return "".join(letters)
