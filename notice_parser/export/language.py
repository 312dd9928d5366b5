"""The language of labels: Chinese, unless English is asked for. Values are the notice's own and stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from importlib import resources

from notice_parser.core.notice import Finding


class Language(StrEnum):
    """The languages that labels are known in."""

    ZH = "zh"
    EN = "en"


_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.ZH)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write labels in a language within a ``with`` statement; it ends with the statement, in this thread alone.

    >>> with speaking(Language.EN):
    ...     say("标题")
    'title'
    """
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Language:
    """Give the language that labels are written in now."""
    return _SPOKEN.get()


def say(words: str, /, **values: object) -> str:
    """Give a label, told by its Chinese words, with ``values`` in the place of their names in braces.

    >>> say("第{page}页", page=3)
    '第3页'
    """
    said = _english("labels").get(words, words) if spoken() is Language.EN else words
    return said.format(**values) if values else said


def message_of(finding: Finding) -> str:
    """Give what a finding says; in English what all findings of its kind have in common."""
    if spoken() is Language.ZH:
        return finding.message
    return _english("findings").get(finding.code, finding.message)


def listed_words(words: Iterable[str]) -> str:
    """Join words of a list: 甲、乙."""
    return say("、").join(words)


def stacked(words: str) -> str:
    """Put the words of a list under each other, as cells have them: a number is not broken in two."""
    return words.replace(say("、"), "\n")


def clauses(words: Iterable[str]) -> str:
    """Join what stands beside each other in a remark, without what is empty: 甲；乙."""
    return say("；").join(filter(None, words))


def run_on(words: Iterable[str]) -> str:
    """Join words of one phrase, without what is empty; only English parts them by a blank."""
    return (" " if spoken() is Language.EN else "").join(filter(None, words))


def bracketed(words: str) -> str:
    """Put words into brackets behind others; nothing where there are none."""
    return say("（{words}）", words=words) if words else ""


def labelled(label: str, words: str) -> str:
    """Put a label, told by its Chinese words, before a value."""
    return say("{label}：{words}", label=say(label), words=words)


@cache
def _english(part: str) -> Mapping[str, str]:
    text = resources.files("notice_parser.export").joinpath("english.toml").read_text(encoding="utf-8")
    held: dict[str, dict[str, str]] = tomllib.loads(text)
    return held[part]
