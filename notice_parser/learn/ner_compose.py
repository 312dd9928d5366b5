"""Make passages of notices out of patterns and invented names, so that every name in them is known.

Places are drawn from a table of divisions, where one is given, or invented; organs, events, titles and addresses are
put together from the words in ``ner_words.toml``. Nothing comes from a published notice.
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
from notice_parser.learn.compose import NoticeWriter, person
from notice_parser.learn.ner_text import Marked, mark, read_marks, unmarked

_SLOT = re.compile(r"\{(\w+)\}")
_LEVELS = ("省", "市", "市", "市", "县", "县", "区", "自治县", "自治州", "州", "旗")
_SHORT_LEVELS = ("省", "市", "市", "县", "区", "州")
_NARROW = str.maketrans("，：；（）？！", ",:;()?!")


@cache
def _words() -> Mapping[str, list[str]]:
    text = (files("notice_parser.learn") / "ner_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, list[str]] = tomllib.loads(text)
    return words


@dataclass(slots=True)
class PassageWriter:
    """Fills patterns; ``divisions`` are full names of places, ``base`` gives days, numbers and mailboxes."""

    rng: Random
    divisions: Sequence[str]
    base: NoticeWriter

    @classmethod
    def begin(cls, divisions: Sequence[str], rng: Random) -> PassageWriter:
        """Start a passage."""
        return cls(rng, divisions, NoticeWriter.begin("", _words()["laws"], rng))

    def any(self, key: str) -> str:
        """Fill one of the patterns of a list."""
        return self.fill(self.rng.choice(_words()[key]))

    def fill(self, pattern: str) -> str:
        """Put words and marked names for the slots of a pattern."""
        return _SLOT.sub(lambda slot: self._slot(slot[1]), pattern)

    def _slot(self, name: str) -> str:
        rng = self.rng
        match name:
            case "O" | "O2":
                return mark("ORG", self.organ())
            case "P":
                return mark("PER", self.person())
            case "L":
                return mark("LOC", self.location())
            case "A":
                return mark("LOC", self.address())
            case "V":
                return mark("LOC", (self.place() if rng.random() < 0.6 else "") + self._word() + self.any("venues"))
            case "F":
                return mark("DOC", self.title())
            case "F0":
                title = mark("DOC", self.title())
                return f"《{title}》" if rng.random() < 0.3 else title
            case "F1":
                issuer = self.organ() if rng.random() < 0.6 else ""
                return mark("DOC", self._broken(unmarked(f"{issuer}关于{self.any('subjects')}的{self.any('kinds')}")))
            case "E":
                return mark("EVT", self.event())
            case "p":
                return self.place() if rng.random() < 0.75 else rng.choice(_SHORT_LEVELS)
            case "s" | "x" | "a" | "j" | "f" | "g" | "w":
                return self.any(_LISTS[name])
            case "y":
                return str(self.base.year)
            case "m":
                return str(rng.randint(1, 12))
            case "m2":
                return self.base.fill("{m}")
        return self.base.fill(f"{{{name}}}")

    def _broken(self, title: str) -> str:
        """Break a long title over two lines, as it is printed, in one of four cases."""
        if len(title) < 20 or self.rng.random() < 0.75:
            return title
        at = self.rng.randint(8, len(title) - 6)
        return f"{title[:at]}\n{title[at:]}"

    def _word(self) -> str:
        if self.rng.random() < 0.6:
            return self.rng.choice(_words()["words"])
        return "".join(self.rng.choices(_words()["place_letters"][0], k=2))

    def place(self) -> str:
        """Name a division, a real one or an invented one."""
        rng = self.rng
        if self.divisions and rng.random() < 0.5:
            return rng.choice(self.divisions)
        stem = "".join(rng.choices(_words()["place_letters"][0], k=rng.choice((2, 2, 2, 1, 3))))
        return stem + rng.choice(_LEVELS)

    def _division(self) -> str:
        places = [self.place() if self.rng.random() < 0.7 else self.rng.choice(_SHORT_LEVELS)]
        if self.rng.random() < 0.1 and len(places[0]) > 1:
            places.append(self.place())
        return "".join(places)

    def organ(self) -> str:
        """Name an organ, a part of one, a company, a school or an association; in full or in short."""
        rng, words = self.rng, _words()
        kind = rng.random()
        if kind < 0.14:
            return rng.choice(words["central"])
        if kind < 0.52:
            name = self._division() + rng.choice(words["departments"])
            return name + (rng.choice(words["sections"]) if rng.random() < 0.18 else "")
        if kind < 0.62:
            return self.any("party")
        if kind < 0.68:
            return rng.choice(words["party_short"])
        if kind < 0.74:
            town = "".join(rng.choices(words["place_letters"][0], k=2)) + rng.choice(("镇", "乡", "街道"))
            return self.fill(rng.choice(words["towns"]).replace("{p}", town))
        if kind < 0.83:
            return self._office()
        if kind < 0.87:
            return self.any("company_heads") + rng.choice(words["company_kinds"])
        if kind < 0.92:
            return self.place() + (self._word() if rng.random() < 0.3 else "") + rng.choice(words["school_kinds"])
        if kind < 0.96:
            head = rng.choice(("中国", "全国", "", self.place()))
            return head + rng.choice(words["association_topics"]) + rng.choice(words["association_kinds"])
        return (self._division() if rng.random() < 0.6 else "") + self.any("leading")

    def _office(self) -> str:
        rng, words = self.rng, _words()
        if rng.random() < 0.4:
            return rng.choice(words["section_heads"]) + rng.choice(words["section_tails"])
        return rng.choice(words["sections"] if rng.random() < 0.6 else words["small"])

    def person(self) -> str:
        """Name a person: plain, spaced in print, or by surname and form of address."""
        rng = self.rng
        name = person(rng, rng.choice((2, 3, 3)))
        if rng.random() < 0.3:
            name = rng.choice(_words()["rare_surnames"][0].split()) + name[1:]
        if rng.random() < 0.08:
            return name[0] + rng.choice(_words()["addressed"])
        if rng.random() < 0.25:
            gap = rng.choice((" ", "　", "  "))
            return gap.join(name) if rng.random() < 0.4 and len(name) == 3 else name[0] + gap + name[1:]
        return name

    def location(self) -> str:
        """Name a place that is no organ."""
        rng, words = self.rng, _words()
        if rng.random() < 0.25:
            return rng.choice(words["regions"])
        if rng.random() < 0.6:
            return self.place() + (self.place() if rng.random() < 0.15 else "")
        return (self.place() if rng.random() < 0.4 else "") + self._word() + rng.choice(words["waters"])

    def address(self) -> str:
        """Write a postal address."""
        rng = self.rng
        house = f"{rng.randint(1, 400)}号"
        room = f"{rng.choice(('', '行政楼', '综合楼'))}{rng.randint(101, 1950)}室" if rng.random() < 0.4 else ""
        head = self.place() + (self.place() if rng.random() < 0.4 else "") if rng.random() < 0.85 else ""
        return head + rng.choice(_words()["roads"]) + house + room

    def title(self) -> str:
        """Name a document."""
        return unmarked(self.any("laws") if self.rng.random() < 0.3 else self.any("papers"))

    def event(self) -> str:
        """Name an event, a campaign, an inspection or a feast."""
        return unmarked(self.any("event_forms"))

    def passage(self) -> str:
        """Write some lines with marked names."""
        rng = self.rng
        lines: list[str] = []
        if rng.random() < 0.25:
            lines += self.any("heads").split("\n")
        for _ in range(rng.randint(1, 6)):
            key = "sentences" if rng.random() < 0.72 else "others"
            line = self.any(key)
            if line.endswith("。") and rng.random() < 0.4:
                line += self.any("sentences" if rng.random() < 0.7 else "others")
            label = rng.choice(("", "", "", f"{rng.randint(1, 9)}.", f"（{write_numeral(rng.randint(1, 9))}）"))
            lines.append(("　　" if rng.random() < 0.3 else "") + label + line)
        if rng.random() < 0.25:
            lines += self.any("signatures").split("\n")
        return "\n".join(lines)


_LISTS = {
    "s": "subjects",
    "x": "accidents",
    "a": "activities",
    "j": "jobs",
    "f": "festivals",
    "g": "generic_departments",
    "w": "words",
}


def compose_passage(divisions: Sequence[str], rng: Random) -> Marked:
    """Make one passage; a third with narrow marks, as in copied text.

    Args:
        divisions: full names of places to draw from; where there are none, all are invented.
        rng: what is drawn comes from here; the same state gives the same passage.
    """
    written = PassageWriter.begin(divisions, rng).passage()
    return read_marks(written.translate(_NARROW) if rng.random() < 0.3 else written)
