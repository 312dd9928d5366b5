"""The printed form of a telegram or of a letterhead that ran into the head: labels, grade, signatory, pages."""

from __future__ import annotations

from notice_parser.core.chars import HAN
from notice_parser.grammar.organs import is_organ
from notice_parser.grammar.rule import Rule

_B = "[ \t\u3000]"
FORM = Rule(
    "form/telegram",
    # 签发盖章等级特急·明电: what is printed on the form, without what was written into it.
    r"(?:发电单位|签批|签发|盖章|发往|见报头|收电单位|等级|[ \u3000：:]){1,8}(?:特提|特急|加急|平急)"
    rf"[·．.]?明电{_B}*+",
    yes=("签发盖章等级特急·明电", "发电单位签批盖章等级特提·明电", "等级：加急·明电"),
    no=("等级特急", "特急·明电", "签发人：王某"),
)
FIELD = Rule(
    "form/field",
    rf"{_B}*+(?:签发人?{_B}{{0,3}}[：:]{_B}{{0,3}}(?P<name>[{HAN}]{_B}{{1,3}}[{HAN}](?=关于|{_B}|第|等级)|[{HAN}]{{2,4}}?(?=关于|{_B}{{2}}|$|等级))"
    rf"|等级{_B}{{0,3}}[：:]?{_B}{{0,3}}(?:特提|特急|加急|平急)(?:[·．.]?明电)?|共{_B}?[0-9]{{1,3}}{_B}?页)",
    yes=("签发人：冼玉衡", "等级：特急·明电", "　　共2页"),
    no=("签发人", "等级评定", "共2名"),
    inside=(("签发人：冼玉衡关于做好", "签发人：冼玉衡"), ("签发：王 錡关于", "签发：王 錡")),
)
SIGNED = Rule(
    "form/signed",
    rf"{_B}*+签发人?{_B}{{0,3}}[：:]{_B}{{0,3}}(?P<name>[{HAN}]{{2,3}})(?P<organ>[{HAN}（）]{{3,40}}?)(?=关于|印发|转发)",
    yes=(),
    no=("签发人：王小明",),
    inside=(("签发人：王小明甲市教育局关于", "签发人：王小明甲市教育局"),),
)
RULES = (FORM, FIELD, SIGNED)


def form_end(text: str, start: int, end: int) -> int:
    """Find where the printed form ends that begins here; ``start`` where there is none.

    >>> text = "签发盖章等级特急·明电甲政发电〔2021〕1号"
    >>> text[form_end(text, 0, len(text)):]
    '甲政发电〔2021〕1号'
    """
    form = FORM.match(text, start, min(end, start + 60))
    at = form.end() if form else start
    for _ in range(4):
        field = FIELD.match(text, at, min(end, at + 80))
        if field is None:
            break
        at = field.end()
    return at if at > start else _behind_name(text, start, end)


def _behind_name(text: str, start: int, end: int) -> int:
    """Part a signatory's name from the issuer that follows at once: 签发人：王小明甲市教育局关于."""
    signed = SIGNED.match(text, start, min(end, start + 80))
    if signed is None:
        return start
    for place in (signed.end("name"), signed.start("name") + 2):
        if is_organ(text[place : signed.end("organ")]):
            return place
    return start
