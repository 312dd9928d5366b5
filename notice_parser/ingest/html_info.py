"""The line that a site sets under a title: when it was published, whose it is, how often it was looked at."""

from __future__ import annotations

import re

_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_TIME = r"(?:[ T\xa0]{0,3}\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?"
_B = r"[\s\u3000\xa0]{0,20}"
_PUBLISHED = re.compile(
    rf"(?P<label>发布(?:时间|日期)|公开(?:时间|日期)|发表(?:时间|日期)|更新(?:时间|日期)|录入时间|上传时间|编稿时间|时间|日期|发[布表]于){_B}[：:]?{_B}"
    rf"(?P<day>{_DAY}{_TIME})"
)
_BARE = re.compile(rf"^[\s\[【（(]{{0,4}}(?P<day>{_DAY}{_TIME})[\s\]】）)]{{0,4}}")
_INSIDE = re.compile(r"(?<!\d)(?P<day>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[ T\xa0]\d{1,2}:\d{2}(?::\d{2})?)")
_OTHERS = (
    "信息来源|文章来源|稿件来源|来源|供稿单位|供稿|作者|撰稿|发布者|发布人|编辑|责任编辑|责编|审核|录入|浏览(?:次数|量)?|点击(?:次数|数|率|量)?"
    "|阅读(?:次数|量|数)?|访问(?:次数|量)|人气|字体(?:大小)?|字号|打印|保存|收藏|分享|关闭|由 "
)
_OTHER = re.compile(rf"(?:{_OTHERS})")
_LABELLED = re.compile(rf"^[\s【\[（(]{{0,4}}(?:{_OTHERS}){_B}[：:]")
_SOURCE = re.compile(
    r"(?P<label>(?:信息|文章|稿件)?来源|供稿单位)[\s\u3000\xa0]{0,20}[：:][\s\u3000\xa0]{0,20}"
    rf"(?P<value>[^\s：:|【】\[\]（）()]{{2,40}}?)(?=[\s|【】\[\]（(]|{_OTHERS}|$)"
)
_NOBODY = frozenset({"未知", "本站", "本网", "原创", "网络", "admin", "无"})
_SENTENCE = re.compile(r"[。；，]")
_MIXED = frozenset({"时间", "日期"})
"""What may also stand in the text, as the time of a meeting."""
_LONGEST = 200


def info_lines(text: str, *, framed: bool = False) -> list[str] | None:
    """Write the line under a title as labels and values, without counts and font sizes; None for any other line.

    ``framed``: it stands in a frame for such lines, so that a bare date in words is one of publication too.

    >>> info_lines("发布时间：2024-04-22 09:15来源：市水务局浏览次数：356次 字体：【大 中 小】")
    ['发布时间：2024-04-22 09:15', '来源：市水务局']
    >>> info_lines("[2024-4-22]　作者：办公室　阅读次数：102"), info_lines("点击：3 【字体：大 中 小】")
    (['发布时间：2024-4-22'], [])
    >>> info_lines("时间：2024年5月20日"), info_lines("2024年4月18日"), info_lines("来源于群众的意见")
    (None, None, None)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or _SENTENCE.search(text):
        return None
    published = _PUBLISHED.search(text)
    bare = None if published else _BARE.match(text) or (_INSIDE.search(text) if framed and len(text) < 120 else None)
    if published and not _begins(text, published.start()):
        return None
    if (
        published
        and published["label"] in _MIXED
        and "年" in published["day"]
        and not _OTHER.search(text, published.end())
    ):
        return None
    if bare and not _is_information(text, bare, framed=framed):
        return None
    if not published and not bare and not _LABELLED.match(text):
        return None
    lines: list[str] = []
    if published:
        said = published["label"] in _MIXED or published["label"].endswith("于")
        lines.append(f"发布时间：{published['day']}" if said else _squeezed(published[0]))
    elif bare:
        lines.append(f"发布时间：{bare['day'].strip()}")
    source = _SOURCE.search(text)
    if source and source["value"] not in _NOBODY:
        lines.append(f"{source['label']}：{source['value']}")
    return lines


def _begins(text: str, at: int) -> bool:
    """Tell whether before the date stands nothing, or other information of the kind."""
    before = text[:at].strip(" \u3000\xa0[【（(|·-")
    return not before or bool(_OTHER.match(before)) or (len(before) <= 20 and text[at - 1].isspace())


def _is_information(text: str, bare: re.Match[str], *, framed: bool) -> bool:
    rest = text[bare.end() :].strip()
    if rest and not framed:
        return bool(_OTHER.search(rest)) and len(rest) <= 120
    return framed or "年" not in bare["day"] or ":" in bare["day"]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0]*([：:])[\s\u3000\xa0]*", r"\1", text, count=1)
