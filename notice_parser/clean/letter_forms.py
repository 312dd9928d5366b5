"""What recognition writes for a letter or a file's ending that mainland print never has: 塡 for 填, ``.x1sx``.

The engine knows the forms of Japan, of Taiwan and of old type, and takes one of them where a stroke is blurred.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from notice_parser.clean.fix import apart, replaced
from notice_parser.clean.script import traditional_letters
from notice_parser.core.alignment import Edit
from notice_parser.grammar.rule import Rule

_OLD_TYPE = "眞敎內戶溫稅說査別吳黃爲冊沒卽旣緑遲"
"""Forms that the engine takes for those of simplified print, which ``clean.script`` knows."""
_ELSEWHERE = (
    "塡填靑青淸清愼慎値值衞卫晩晚毎每歩步渉涉従从黒黑恵惠収收単单図图団团対对帯带広广拡扩県县経经続续総总検检険险験验釈释気气発发処处拠据両两変变価价労劳営营厳严実实専专栄荣様样浄净済济満满焼烧継继縄绳絵绘"
    "聴听脳脑薬药蔵藏観观訳译読读転转軽轻辺边遅迟徳德歴历増增竜龙鉄铁銭钱塩盐効效勧劝勲勋悪恶"
)
"""Forms of Japan and of old type, each before the one that is used on the mainland."""

FOREIGN_FORM = Rule(
    "lookalike/foreign_form",
    rf"[{_OLD_TYPE}{_ELSEWHERE[::2]}]",
    yes=("塡", "査"),
    no=("填写", "检查", "李喆、陈昇"),
)
FILE_END = Rule(
    "lookalike/file_end",
    r"(?<=[\p{Han}A-Za-z0-9）》”][.])(?P<x>x[1Ii|]sx?|X[1lI|]SX?|d[0O]cx?|p[cq]f|pd1)(?![.]?[A-Za-z0-9])",
    no=("第1.x项", "v2.d1cx", "汇总表.xlsx", "名单.pdf"),
    inside=(("附件：报名表.x1sx", "x1sx"), ("1.汇总表.d0c", "d0c"), ("名单.pcf", "pcf")),
)
RULES = (FOREIGN_FORM, FILE_END)
_ENDS = {"x": "xls", "d": "doc", "p": "pdf"}


@cache
def standard_forms() -> Mapping[str, str]:
    """Give for each foreign form the standard one."""
    known = traditional_letters()
    return {form: known[form] for form in _OLD_TYPE} | dict(zip(_ELSEWHERE[::2], _ELSEWHERE[1::2], strict=True))


def fix_letter_forms(text: str) -> list[Edit]:
    """Write standard letters, and the endings of files, in a misread text.

    >>> from notice_parser.clean.fix import mended
    >>> mended("认真塡写报名表.x1sx", fix_letter_forms("认真塡写报名表.x1sx"))
    '认真填写报名表.xlsx'
    """
    return apart(
        replaced(text, FOREIGN_FORM, standard_forms().__getitem__, 0.95) + replaced(text, FILE_END, _file_end, 0.9)
    )


def _file_end(printed: str) -> str:
    right = _ENDS[printed[0].lower()] + ("x" if printed[-1] in "xX" and len(printed) > len("xls") else "")
    return right.upper() if printed[0].isupper() else right
