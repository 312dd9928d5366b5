"""Vary annotated notices: other places, persons, numbers and years, with the annotation kept true.

    python -m notice_parser.learn.variants corpora OUT_DIR --seed 1

A program that knows the notices of a corpus by heart scores well on them and badly on their variants. Every value is
replaced in the text and in the annotation by the same table, so that what was true stays true; where a change might
not (weekdays, the end of February), it is left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import regex

from notice_parser.learn.compose import person, places
from notice_parser.learn.corpus import Entry, load_corpus
from notice_parser.learn.gold import JsonObject

_STEM = regex.compile(r"^(?:中共)?(?P<stem>\p{Han}{2,3}?)(?:省|自治区|自治州|市|州|盟|自治县|县|区|旗|镇|乡|街道)")
_NO_STEM = regex.compile(
    r"[各全本我该省市县区州有关属级直辖所及其]|中心|高新|城|开发|工业|经济|示范|保税|新|东|西|南|北"
)
_SERIAL = regex.compile(r"(?<=[〔\[（(［【]\d{4}[〕\]）)］】])\d{1,4}(?=号)")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[〕\]］】]|[－—-]\d{1,2}[－—-])")
_HAN_YEAR = regex.compile(r"[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = "〇一二三四五六七八九"
_NO_SHIFT = regex.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|第?\d+周|2月底|2月末|2月29日|二月底|农历|春节|清明|中秋|端午"
)
_ISO = regex.compile(r"^(?P<year>\d{4})(?=-\d\d-\d\d)")
_MOBILE = regex.compile(r"1\d{10}")
_YEARS = (-4, -3, -2, -1, 1, 2)


@dataclass(frozen=True, slots=True)
class Variant:
    """One varied notice."""

    name: str
    text: str
    gold: JsonObject


def vary(entry: Entry, rng: Random) -> Variant:
    """Give one variant of a notice; the same state of ``rng`` gives the same one."""
    text = (entry.restored or entry.path).read_text(encoding="utf-8")
    table = _table(text, entry.gold, rng)
    shift = rng.choice(_YEARS) if _may_shift(text, entry.gold) else 0
    change = _Change(table, shift)
    gold: JsonObject = {key: change.of_gold(held) for key, held in entry.gold.items()}
    return Variant(f"{entry.name}v", change.of_text(text), gold)


@dataclass(frozen=True, slots=True)
class _Change:
    """What is put for what; ``shift`` is added to every year."""

    table: Mapping[str, str]
    shift: int

    def of_text(self, text: str) -> str:
        if self.table:
            text = regex.sub(r"\L<old>", lambda m: self.table[m.group()], text, old=list(self.table))
        if self.shift:
            text = _YEAR.sub(lambda m: str(int(m.group()) + self.shift), text)
            text = _HAN_YEAR.sub(self._han_year, text)
        return text

    def of_gold(self, held: object) -> object:
        match held:
            case str():
                iso = _ISO.match(held)
                return f"{int(iso['year']) + self.shift}{held[4:]}" if iso else self.of_text(held)
            case list():
                return [self.of_gold(entry) for entry in held]
            case dict():
                return {key: self.of_gold(entry) for key, entry in held.items()}
        return held

    def _han_year(self, match: regex.Match[str]) -> str:
        year = int("".join(str(_HAN_DIGITS.index(c) if c in _HAN_DIGITS else 0) for c in match.group())) + self.shift
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(year))


def _table(text: str, gold: JsonObject, rng: Random) -> dict[str, str]:
    """Choose what is put for each place, person, telephone and serial number that the text shows as it is."""
    table: dict[str, str] = {}
    for old, new in (
        *_places(text, gold, rng),
        *_persons(text, gold, rng),
        *_phones(text, gold, rng),
        *_serials(text, rng),
    ):
        if old not in table and not any(old in other or other in old for other in table):
            table[old] = new
    return table


def _strings(held: object) -> Iterator[str]:
    match held:
        case str():
            yield held
        case list():
            for entry in held:
                yield from _strings(entry)
        case dict():
            yield from _strings(list(held.values()))


def _places(text: str, gold: JsonObject, rng: Random) -> Iterator[tuple[str, str]]:
    organs = [*_strings(gold.get("issuers")), *_strings(gold.get("addressees")), *_strings(gold.get("copied_to"))]
    for organ in organs:
        found = _STEM.match(organ)
        if found and found["stem"] in text and not _NO_STEM.search(found["stem"]):
            same = [place for place in places() if len(place) == len(found["stem"])]
            yield found["stem"], rng.choice(same)


def _persons(text: str, gold: JsonObject, rng: Random) -> Iterator[tuple[str, str]]:
    for contact in gold.get("contacts") or ():
        name = contact.get("name")
        if name and 2 <= len(name) <= 3:
            new = person(rng, len(name))
            spaced = regex.findall(regex.escape(name[0]) + r"[ \u3000]+" + regex.escape(name[1:]), text)
            yield from ((old, new[0] + old[1 : 1 - len(name)] + new[1:]) for old in spaced)
            if spaced or name in text:
                yield name, new


def _phones(text: str, gold: JsonObject, rng: Random) -> Iterator[tuple[str, str]]:
    for contact in gold.get("contacts") or ():
        for number in (*(contact.get("phones") or ()), *(contact.get("faxes") or ())):
            parts = number.split("-")
            local = parts[1] if len(parts) > 1 and len(parts[0]) in (3, 4) else parts[0]
            if local.isdigit() and len(local) >= 7 and local in text:
                kept = 3 if _MOBILE.fullmatch(local) else 1
                yield local, local[:kept] + "".join(rng.choices("0123456789", k=len(local) - kept))


def _serials(text: str, rng: Random) -> Iterator[tuple[str, str]]:
    for found in _SERIAL.finditer(text):
        left = text[: found.start()]
        year = left[-6:]
        old = f"{year}{found.group()}号"
        yield old, f"{year}{rng.randint(1, 400)}号"


def _may_shift(text: str, gold: JsonObject) -> bool:
    """Tell whether every year of the annotation stands in the text, and no day hangs on its year."""
    if _NO_SHIFT.search(text) or any(regex.search(r"-02-2[89]$", held) for held in _strings(gold)):
        return False
    issued = (gold.get("issue_date") or "")[:4]
    return not issued or issued in _YEAR.findall(text)


def vary_folder(source: Path, target: Path, *, seed: int, names: Sequence[str] = ()) -> int:
    """Write a variant of each notice, ``IDv.txt`` and ``IDv.gold.json``, and give their number."""
    target.mkdir(parents=True, exist_ok=True)
    entries = load_corpus(source, names)
    for entry in entries:
        variant = vary(entry, Random(f"{seed}/{entry.name}"))
        (target / f"{variant.name}.txt").write_text(variant.text, encoding="utf-8")
        gold = json.dumps({**variant.gold, "id": variant.name}, ensure_ascii=False, indent=1)
        (target / f"{variant.name}.gold.json").write_text(gold + "\n", encoding="utf-8")
    return len(entries)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.variants", description="Vary notices.")
    parser.add_argument("source", type=Path, metavar="IN_DIR")
    parser.add_argument("target", type=Path, metavar="OUT_DIR")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    print(f"{vary_folder(given.source, given.target, seed=given.seed)} notices varied into {given.target}")


if __name__ == "__main__":
    main()
