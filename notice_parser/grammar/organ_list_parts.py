"""Where a list of organs falls apart into its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from notice_parser.core.span import Span, strip_span
from notice_parser.grammar.organ_list_rules import BLANK, GENERIC, LEAD, NAMED, PLACE_HEAD
from notice_parser.grammar.organs import COLLECTIVE, PLACE, is_organ, squeezed
from notice_parser.grammar.rule import Rule

# Old pages show a no-break blank as a question mark: 保卫处??后勤处.
_OPEN = "（(〔[【“《"
_CLOSE = "）)〕]】”》"
_AND_SO_ON = Rule("organ_list/and_so_on", r"等(?:有关|相关|各)?(?:单位|部门|企业|机构)?$")
_POLITE = Rule(
    "organ_list/polite", r"^(?:尊敬的|亲爱的|致|主\s?送(?:单位|机关)?[:：]|抄\s?送(?:单位|机关)?[:：]|抄报[:：])\s*"
)


@dataclass(slots=True)
class Item:
    """A member while it is worked on: head + own + tail, each a list of spans."""

    own: Span
    comma: bool
    """A comma, which parts more strongly than 、, stands before it."""
    heads: list[tuple[Span, ...]] = field(default_factory=list)
    tail: tuple[Span, ...] = ()
    shares_kind: bool = False
    is_tail: bool = False
    """The member is only the tail of those before it: 各省、自治区、直辖市、能源局."""
    place: tuple[Span, ...] = ()
    """Where a bracketed place lost its brackets: the pieces of 各县（区）."""


_BEFORE_DIRECT = Rule(
    "organ_list/before_direct",
    r"[门位构][省市县区州镇](?=直)",
    inside=(("县政府有关部门县直各单位", "门县"),),
    no=("县政府直属部门", "县直各单位"),
)
RULES = (_BEFORE_DIRECT,)


def find_items(text: str, whole: Span) -> Iterator[Item]:
    """List the members of a list as they are printed, without polite words round them."""
    comma = False
    for part, parted_by in _parts(text, whole):
        pieces = _and_pieces(text, part)
        for index, piece in enumerate(pieces):
            own = _trimmed(text, piece)
            if len(own):
                yield Item(own, comma if index == 0 else False)
        comma = parted_by in "，,；;。\n"


# A bracketed other name whose brackets became marks: 各县，区，教育局 for 各县（区）教育局, 厅，局 for 厅（局）.
_OTHER_PLACE = {"区": ("县", "市"), "市": ("县",), "居": ("村",), "街道": ("镇", "乡"), "社区": ("村",), "镇": ("乡",)}
_OTHER_OFFICE = {"局": ("厅", "委"), "委": ("厅", "局")}


_OFFICES_OF = Rule("organ_list/offices_of", r"^[省市县区州](?:直|级|属|委|政府|委和.政府)\p{Han}{0,6}部门$")


def rebracketed(text: str, items: list[Item]) -> list[Item]:
    """Put a bracketed other name back where its brackets became marks."""
    kept: list[Item] = []
    skip = False
    for index, item in enumerate(items):
        if skip:
            skip = False
            continue
        name = item.own.of(text)
        before = kept[-1].own.of(text) if kept else ""
        after = items[index + 1].own.of(text) if index + 1 < len(items) else ""
        is_office = name == "单位" and _OFFICES_OF.match(before) is not None
        if is_office or (len(before) > 1 and before[-2] != "各" and before.endswith(_OTHER_OFFICE.get(name, ("\0",)))):
            kept[-1].tail = (item.own,)
        elif len(before) > 1 and before.endswith(_OTHER_PLACE.get(name, ("\0",))) and after and _is_bare_tail(after):
            kept[-1].place = (kept[-1].own, item.own)
            kept[-1].heads = [kept[-1].place]
            kept[-1].own = items[index + 1].own
            skip = True
        else:
            kept.append(item)
    return kept


def _is_bare_tail(name: str) -> bool:
    has_place = GENERIC.match(name) or LEAD.match(name) or NAMED.match(name)
    return not has_place and (is_organ(name) or name.startswith("民委员会"))


def _trimmed(text: str, span: Span) -> Span:
    own = strip_span(text, span, BLANK + "：:。.，,；;、*#|")
    if match := _POLITE.match(own.of(text)):
        own = Span(own.start + match.end(), own.end)
    if (match := _AND_SO_ON.search(own.of(text))) and match.start() > 1:
        own = Span(own.start, own.start + match.start())
    return own


def _parts(text: str, whole: Span) -> Iterator[tuple[Span, str]]:
    """Cut at 、 ， ； outside brackets, and at blanks between two whole names."""
    depth, at = 0, whole.start
    for i in range(whole.start, whole.end):
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
            if depth == 0 and text[i + 1 : i + 2] == "各":
                # 省直各部门（单位）各省属企业: the mark between them is lost.
                yield Span(at, i + 1), "、"
                at = i + 1
        elif char == "各" and not depth and i > at + 3 and text[at] == "各" and is_whole(text[at:i]):
            yield Span(at, i), "、"
            at = i
        elif depth:
            continue
        elif char in "省市县区州镇" and _BEFORE_DIRECT.match(text, i - 1) and is_whole(text[at:i]):
            yield Span(at, i), "、"  # 县政府有关部门县直有关单位
            at = i
        elif char in "、，,；;。" or (char == "." and is_whole(text[at:i]) and not text[i + 1 : i + 2].isascii()):
            yield Span(at, i), char
            at = i + 1
        elif char in BLANK and i > at and is_whole(text[at:i]) and starts_name(text, i, whole.end):
            yield Span(at, i), "、"
            at = i + 1
    yield Span(at, whole.end), ""


def is_whole(name: str) -> bool:
    """Tell whether a text is a whole member by itself."""
    name = squeezed(name.strip(BLANK))
    return len(name) > 2 and (is_organ(name) or COLLECTIVE.fullmatch(name) is not None)


def starts_name(text: str, at: int, end: int) -> bool:
    """Tell whether a whole member stands from here to the next mark."""
    while at < end and text[at] in BLANK:
        at += 1
    stop = _NAME_END.search(text, at, end)
    return is_whole(text[at : stop.start() if stop else end])


# 实验室与资产管理处 is one office; 市教育局和市财政局 and 各学院和各部门 are two.
_AND_IN_NAME = Rule(
    "organ_list/and_in_name",
    r"^(?!各|有关|相关|全|省|市|县|区|州|国|中|校|院|局|\p{Han}{2,6}(?:省|市|县|区)).*[室所心]$",
)
_NAME_END = Rule("organ_list/name_end", r"[、，,；;。.：:\s?]")
_DEPARTMENTS = Rule("organ_list/departments", r"^\p{Han}{0,10}(?:政府|委)各")
_AND = Rule("organ_list/and", r"以及|及其|及|和|与|暨|并")


def _and_pieces(text: str, part: Span) -> list[Span]:
    """Cut at 及, 和, 与 where a whole member stands on either side: 各学院及相关单位, but 发展和改革委员会."""
    pieces: list[Span] = []
    at = part.start
    for match in _AND.find_all(text, part.start, part.end):
        left, right = text[at : match.start()].strip(BLANK), text[match.end() : part.end].strip(BLANK)
        is_level = left == "中央" and right[:1] in ("省", "部", "市", "自") and "驻" in right  # 中央和省驻渠单位
        if is_level or (match.group() != "及其" and _is_member(left) and _may_follow(left, right)):
            pieces.append(Span(at, match.start()))
            at = match.end()
    pieces.append(Span(at, part.end))
    return pieces


def _balanced(name: str) -> bool:
    return sum(name.count(c) for c in "（(") == sum(name.count(c) for c in "）)")


def _is_member(name: str) -> bool:
    if len(name) < 2 or not _balanced(name):
        return False
    return bool(PLACE.fullmatch(name) or is_organ(name) or (LEAD.match(name) and COLLECTIVE.fullmatch(name)))


def _may_follow(left: str, right: str) -> bool:
    # 省委和省政府各部门 has one 各部门 for both, so it stays one member.
    if left.endswith(("委", "政府")) and _DEPARTMENTS.match(right):
        return False
    if _AND_IN_NAME.match(left) and not LEAD.match(right):
        return False
    return bool(
        LEAD.match(right)
        or PLACE.fullmatch(right)
        or is_organ(right)
        or COLLECTIVE.fullmatch(right)
        or (PLACE.fullmatch(left) and PLACE_HEAD.match(right))
    )
