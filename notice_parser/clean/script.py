"""Pages that were converted to traditional letters, with the sound printed behind some of them.

Scraping sites convert simplified pages so that copies are harder to find: 聯(lián)系電話(huà). What the office printed
was simplified, so the letters go back; a text that is simplified but for a name or two keeps every letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

LEAST_LETTERS = 3
"""So many different traditional letters a text has at least before any is converted: 昇 and 喆 stand in names."""
FEWEST_BARE = 5
"""So many sounds without brackets a text has at least before any is taken out."""
LEAST_SHARE = 0.02
"""And this share of its Han letters; converted pages have 0.1 to 0.4, since many letters have one form only."""

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"

SOUND = Rule(
    "script/sound",
    rf"(?<=\p{{Han}})\s?[(（](?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,6}}\s?[)）]",
    inside=(("聯(lián)系電話(huà)", "(lián)"), ("創(chuàng )新", "(chuàng )"), ("開（kāi）展", "（kāi）")),
    no=("企业(LOGO)", "单位(km)", "附件(a)", "(lián)", "方案(试行)", "甲（de）"),
)

BARE_SOUND = Rule(
    # The same where marks are noise and brackets are lost: 項.xiàng.目, 產 chǎn.委員會.
    "script/bare_sound",
    rf"(?<=\p{{Han}})[ ,.。、]?(?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,6}}(?:[ ,.。、]|(?=\p{{Han}}))",
    inside=(("項.xiàng.目", ".xiàng."), ("產 chǎn.委", " chǎn."), ("學xué院", "xué")),
    no=("企业LOGO标识", "单位km数", "項(xiàng)目"),
)

LOST_NOW = Rule(
    "script/lost_now",
    r"[,，。?？]?[,，]F(?=[將将有就對对予])",
    inside=(("重點專項督查,F將有關情況", ",F"), ("开展督查?，F将有关事项", "?，F")),
    no=("附件A,F类", "甲F將", "A,B,C,D,E,F"),
)

RULES = (SOUND, BARE_SOUND, LOST_NOW)


@cache
def traditional_letters() -> Mapping[str, str]:
    """Give the simplified form of each traditional letter that has one only."""
    text = (resources.files("notice_parser.lexicon") / "traditional.csv").read_text("utf-8")
    rows = (line.partition(",") for line in text.splitlines() if not line.startswith(("#", "traditional")))
    return {traditional: simplified for traditional, _, simplified in rows}


def fix_sounds(text: str) -> list[Edit]:
    """Take out the sound behind a letter; only with its tone, so that (km) and (LOGO) stay.

    >>> from notice_parser.clean.fix import mended
    >>> mended("聯(lián)系電話(huà)", fix_sounds("聯(lián)系電話(huà)"))
    '聯系電話'
    """
    found = [Edit(Span(*hit.span()), "", "script/sound", 0.99) for hit in SOUND.find_all(text)]
    bare = list(BARE_SOUND.find_all(text))
    if len(bare) < FEWEST_BARE:
        return found  # a word in a foreign language
    return sorted([*found, *(Edit(Span(*hit.span()), "", "script/bare_sound", 0.9) for hit in bare)])


def fix_traditional(text: str) -> list[Edit]:
    """Simplify a text that is converted as a whole.

    >>> from notice_parser.clean.fix import mended
    >>> mended("關于開展安全檢查的通知", fix_traditional("關于開展安全檢查的通知"))
    '关于开展安全检查的通知'
    >>> fix_traditional("陈昇、李喆两位同志参加检查")
    []
    """
    letters = traditional_letters()
    if len(letters.keys() & set(text)) < LEAST_LETTERS:
        return []
    places = [at for at, letter in enumerate(text) if letter in letters]
    if len(places) < LEAST_SHARE * len(text):
        return []
    return [Edit(Span(at, at + 1), letters[text[at]], "script/traditional", 0.97) for at in places]


def fix_lost_now(text: str) -> list[Edit]:
    """Put back 。现 where a byte was lost in GBK: A1A3 ACCF of 。现 (traditional AC46) comes out as ，F.

    >>> from notice_parser.clean.fix import mended
    >>> mended("开展督查,F将有关事项", fix_lost_now("开展督查,F将有关事项"))
    '开展督查。现将有关事项'
    """
    return [Edit(Span(*hit.span()), "。现", "script/lost_now", 0.95) for hit in LOST_NOW.find_all(text)]
