"""Make notices of laws: an invented head, duties and tail round the articles, numbered as notices are.

Official text that may be learnt from is nearly all laws, which have no addressees, contacts, attachments or signature.
Their place and wording are what a garbled notice loses first, so a model has to have read some. Names are drawn at
random from word lists; nothing here comes from a published notice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from notice_parser.grammar.numerals import write_numeral
from notice_parser.learn.renumber import as_notice

_LAW_NAME = re.compile(
    r"《?(?:中华人民共和国|[^《》省市县州]{2,5}(?:省|市|县|州|自治区))?(?P<topic>[^《》（）()省市县州]{2,12}?)"
    r"(?:管理|工作|实施|促进|暂行)?(?:条例|法|规定|办法|细则)》?$"
)
_SLOT = re.compile(r"\{(\w+)\}")
LONGEST_BODY = 2500
"""So many characters of a law are taken, as a notice is shorter than a law."""


@cache
def _words() -> Mapping[str, list[str]]:
    text = (files("notice_parser.learn") / "notice_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, list[str]] = tomllib.loads(text)
    return words


@cache
def places() -> tuple[str, ...]:
    """Give the names of places without their level, of two or three characters."""
    lines = (files("notice_parser.lexicon") / "place_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#") and len(line) <= 3)


def person(rng: Random, length: int) -> str:
    """Invent a name of so many characters."""
    words = _words()
    return rng.choice(words["surnames"]) + "".join(rng.choices(words["given"], k=length - 1))


@dataclass(slots=True)
class NoticeWriter:
    """Fills the patterns of one notice: its issuer, place, topic and year stay the same throughout."""

    rng: Random
    laws: Sequence[str]
    place: str = ""
    level: str = ""
    issuer: str = ""
    topic: str = ""
    year: int = 2020

    @classmethod
    def begin(cls, title: str, laws: Sequence[str], rng: Random) -> NoticeWriter:
        """Choose who writes about what; ``title`` is the law's, ``laws`` are the titles that may be cited."""
        words = _words()
        law = _LAW_NAME.match(title)
        writer = cls(rng, laws, year=rng.randint(2008, 2026))
        writer.topic = law["topic"] if law and rng.random() < 0.5 else rng.choice(words["topics"])
        writer.level = rng.choice(words["levels"])
        writer.place = rng.choice(places()) + writer.level
        writer.issuer = writer.place + rng.choice(words["organs"] if rng.random() < 0.93 else words["schools"])
        return writer

    def fill(self, pattern: str) -> str:
        """Put words for the slots of a pattern."""
        return _SLOT.sub(lambda slot: self._slot(slot[1]), pattern)

    def any(self, key: str) -> str:
        """Fill one of the patterns of a list."""
        return self.fill(self.rng.choice(_words()[key]))

    def _slot(self, name: str) -> str:
        rng = self.rng
        match name:
            case "t":
                return self.topic
            case "o":
                return self._organ()
            case "p":
                return rng.choice(places()) + rng.choice(_words()["levels"])
            case "l":
                return self.level
            case "d":
                return self.date()
            case "n":
                return str(rng.randint(2, 28))
            case "f":
                return rng.choice(self.laws).strip("《》")
            case "f0":
                return f"{self._organ()}会议" if rng.random() < 0.5 else f"《{rng.choice(self.laws).strip('《》')}》"
            case "u":
                return self.number(rng.randint(self.year - 2, self.year))
            case "h":
                return self._person()
            case "c":
                return self._phone()
            case "m":
                return self._mailbox()
            case "z":
                return str(rng.randint(100000, 859999))
        raise KeyError(name)

    def _person(self) -> str:
        return person(self.rng, self.rng.choice((2, 3, 3)))

    def _mailbox(self) -> str:
        rng = self.rng
        letters = "".join(rng.choices("abcdeghjlmnqstwxyz", k=rng.randint(3, 8)))
        digits = rng.choice(("", "", str(rng.randint(1, 2026))))
        return f"{letters}{digits}@{rng.choice(('example.com', 'example.org', 'mail.example.cn'))}"

    def _organ(self) -> str:
        place = self.place if self.rng.random() < 0.6 else self.rng.choice(("市", "省", "县", "区"))
        return place + self.rng.choice(_words()["organs"])

    def _phone(self) -> str:
        rng = self.rng
        if rng.random() < 0.3:
            return "1" + "".join(rng.choices("0123456789", k=10))
        local = rng.choice("23568") + "".join(rng.choices("0123456789", k=rng.choice((6, 7, 7))))
        area = f"0{rng.randint(310, 998)}"
        return rng.choice((f"{area}-{local}", f"{area}-{local}", f"（{area}）{local}", local, f"{area}—{local}"))

    def date(self) -> str:
        """Write a day of the notice's year in one of the usual ways."""
        rng = self.rng
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        return rng.choice(
            (
                f"{month}月{day}日",
                f"{month}月{day}日",
                f"{self.year}年{month}月{day}日",
                f"{month}月底",
                f"{month}月{day}日12时",
            )
        )

    def number(self, year: int) -> str:
        """Write a document number."""
        code = self.place[0] + "".join(
            self.rng.choices("政办应急教卫市监交建水环农财发改工公民司人文商", k=self.rng.randint(1, 3))
        )
        return f"{code}{self.rng.choice(('发', '函', '字', '办发', '电', ''))}〔{year}〕{self.rng.randint(1, 300)}号"

    def head(self) -> list[str]:
        """Write the lines down to the opening sentence."""
        rng, lines = self.rng, []
        kind = rng.choice(_words()["kinds"])
        if rng.random() < 0.3:
            lines.append(f"{self.issuer}文件")
        if rng.random() < 0.6:
            lines.append(self.number(self.year))
        subject = self.any("subjects")
        about = "" if kind.endswith("方案") and rng.random() < 0.6 else "关于"
        lines.append(f"{self.issuer if rng.random() < 0.6 else ''}{about}{subject}{'的' if about else ''}{kind}")
        if rng.random() < 0.85:
            lines.append(self.any("addressees"))
        return [*lines, self.any("openings")]

    def tail(self) -> list[str]:
        """Write the lines after the last section."""
        rng, lines = self.rng, []
        if rng.random() < 0.4:
            lines.append(self.any("closings"))
        if rng.random() < 0.45:
            lines.extend(self.any("contacts").split("\n"))
        if rng.random() < 0.6:
            lines.extend(self._attachment_note())
        signed = [self.issuer] if rng.random() < 0.85 else [self.issuer, self._organ()]
        lines.extend([*signed, self.signed_on()])
        for chance, key in ((0.25, "contacts"), (0.3, "disclosure"), (0.25, "copies")):
            if rng.random() < chance:
                lines.extend(self.any(key).split("\n"))
        if rng.random() < 0.25:
            lines.append(f"{self.issuer} {self.year}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日印发")
        return lines

    def signed_on(self) -> str:
        """Write the day of the signature, in figures or, as older notices do, in characters."""
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        if self.rng.random() < 0.85:
            return f"{self.year}年{month}月{day}日"
        digits = "".join("〇一二三四五六七八九"[int(d)] for d in str(self.year))
        return f"{digits}年{write_numeral(month)}月{write_numeral(day)}日"

    def _attachment_note(self) -> list[str]:
        count = self.rng.choice((1, 1, 2, 2, 3, 4, 5))
        titles = [self.any("attached") for _ in range(count)]
        if count == 1:
            return [f"附件：{titles[0]}"]
        dot = self.rng.choice("...．、")
        return [f"{'附件：' if n == 1 else ''}{n}{dot}{title}" for n, title in enumerate(titles, 1)]


_BEGINS = re.compile(r"第[一二三四五六七八九十百]+[条章]")
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])")


def compose(title: str, body: str, laws: Sequence[str], rng: Random) -> str:
    """Write a notice whose body is taken from a law.

    Args:
        title: the law's title.
        body: its chapters and articles, one paragraph a line.
        laws: titles that may be cited.
        rng: what is drawn comes from here; the same state gives the same notice.
    """
    writer = NoticeWriter.begin(title, laws, rng)
    lines = as_notice(_passage(body.strip().split("\n"), rng), rng).split("\n")
    enriched = [_enriched(line, writer) for line in lines]
    return "\n".join((*writer.head(), *_sectioned(enriched, writer), *writer.tail()))


def _passage(lines: Sequence[str], rng: Random) -> str:
    """Take some paragraphs of a law, beginning with an article or a chapter."""
    begins = [at for at, line in enumerate(lines) if _BEGINS.match(line)] or [0]
    start = rng.choice(begins[: max(1, len(begins) * 3 // 4)])
    end, size, wanted = start, 0, LONGEST_BODY * rng.random()
    while end < len(lines) and size <= wanted:
        size += len(lines[end])
        end += 1
    return "\n".join(lines[start:end])


def _enriched(line: str, writer: NoticeWriter) -> str:
    """Put a heading before what an article says, or a duty after it."""
    label = _LABEL.match(line)
    if label and line.endswith("。") and writer.rng.random() < 0.25:
        line = label.group() + writer.any("run_in") + line[label.end() :]
    return line + writer.any("duties") if line.endswith("。") and writer.rng.random() < 0.15 else line


def _sectioned(lines: Sequence[str], writer: NoticeWriter) -> list[str]:
    """Part the paragraphs by numbered headings, with a list of items here and there."""
    rng, out = writer.rng, []
    own = any(re.match(r"[一二三四五六七八九十]+、", line) for line in lines)
    count, every = 0, rng.randint(2, 7)
    for at, line in enumerate(lines):
        if not own and at % every == 0:
            count += 1
            out.append(f"{write_numeral(count)}、{writer.any('sections')}")
        out.append(line)
        if rng.random() < 0.06:
            dot = rng.choice("..．、")
            items = rng.sample(_words()["items"], rng.randint(2, 6))
            out.extend(f"{n}{dot}{item}" for n, item in enumerate(items, 1))
    return out
