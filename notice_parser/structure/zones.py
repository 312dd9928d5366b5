"""Zones and documents: which stretch of the text does what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notice_parser.core.outline import Document, Line, Zone, ZoneKind
from notice_parser.core.span import Span
from notice_parser.grammar.organs import is_organ, squeezed
from notice_parser.grammar.rule import Rule
from notice_parser.structure.zone_closing import is_date, squash
from notice_parser.structure.zone_glued_tails import LIST_ITEM, cut_tail, is_sentence, organ_before
from notice_parser.structure.zone_head import Head, find_head
from notice_parser.structure.zone_pieces import Piece, find_pieces, spans_between
from notice_parser.structure.zone_signature import is_signer
from notice_parser.structure.zone_tail import find_tail

LONG_LINE = 60
"""A longer line may hold glued elements anywhere; a shorter one only where a date ends it."""


def find_zones(text: str, lines: Sequence[Line]) -> tuple[tuple[Document, ...], tuple[Zone, ...]]:
    """Split the text into the main text with its zones and the documents attached to it.

    The main text is the first document and reaches from the beginning to the first document attached. Zones stand in
    reading order, do not overlap and cover all that is not blank.
    """
    pieces = find_pieces(text, lines)
    if not pieces:
        return (Document(Span(0, len(text))),), ()
    head = find_head(text, pieces)
    pieces = _with_tails(text, pieces, head)
    announced = frozenset(squash(t) for t in _announced(text, pieces, head))
    tail = find_tail(text, pieces, head.body, announced, issuers_of_head(text, pieces, head))
    kinds = tail.kinds | head.kinds
    end = tail.documents[0].span.start if tail.documents else len(text)
    main = Document(Span(0, end), tuple(pieces[i].span for i in head.title))
    zones = _joined(pieces, kinds)
    return (main, *tail.documents), zones


def _with_tails(text: str, pieces: Sequence[Piece], head: Head) -> list[Piece]:
    """Cut the pieces of the running text where signature, notes and attachments are glued to it."""
    issuers = issuers_of_head(text, pieces, head)
    titles = [*issued_titles(text, pieces, head), *_noted_titles(text, pieces, head)]
    cut: list[Piece] = []
    near_dates = {i - k for i, p in enumerate(pieces) if is_date(p.span.of(text)) for k in (1, 2, 3)}
    for index, piece in enumerate(pieces):
        is_signed = index in near_dates and _is_above_date(text, pieces, index, issuers)
        content = piece.span.of(text)
        is_whole = is_signer(text, piece, issuers) and content[0] not in "（(" and LIST_ITEM.search(content) is None
        is_signed = is_signed and not is_whole
        if index < head.body or not (is_signed or _may_be_glued(text, piece)):
            cut.append(piece)
            continue
        cuts = cut_tail(text, piece.span, issuers, titles)
        if is_signed:
            # …问题清单清岚能源集团有限公司⏎2021年6月30日: the signer is glued to what stands above.
            start = organ_before(text, piece.span.start, piece.span.end, issuers)
            is_name = start is not None and not is_sentence(text[start : piece.span.end])
            cuts = [*cuts, start] if start is not None and is_name and _is_border(text, start) else cuts
        spans = spans_between(text, piece.span, cuts)
        spans = [s for s in spans if any(c.isalnum() for c in s.of(text))] or spans
        if len(spans) == 1:
            cut.append(replace(piece, span=spans[0]))
            continue
        cut += [
            replace(piece, span=span, role="", look=None) if at == 0 else Piece(span, is_line_start=False)
            for at, span in enumerate(spans)
        ]
    return cut


def _is_above_date(text: str, pieces: Sequence[Piece], index: int, issuers: Sequence[str]) -> bool:
    """Tell whether a date stands below, with nothing but other signers between."""
    for piece in pieces[index + 1 : index + 4]:
        if is_date(piece.span.of(text)):
            return True
        if not is_signer(text, piece, issuers):
            return False
    return False


_HOST = Rule(
    "zone/host",
    r"(?:主办|承办|协办|支持|指导|合作|主管)(?:单位|方|机构)?\s?[:：]\s?$",
    inside=(("承办：", "承办："), ("支持单位：", "支持单位：")),
    no=("附件：",),
)
"""Who is named behind it hosts a contest or a course and signs nothing."""
RULES = (_HOST,)


def _is_border(text: str, start: int) -> bool:
    if _HOST.search(text, max(0, start - 10), start) is not None:
        return False
    return (
        text[start - 1 : start] in tuple("。；;：:，,.）)表单账案录点板执稿 \u3000")
        or text[start - 1 : start].isascii()
    )


def _may_be_glued(text: str, piece: Piece) -> bool:
    if len(piece.span) > LONG_LINE or text.find("抄", piece.span.start + 4, piece.span.end) >= 0:
        return True
    return len(piece.span) > 14 and text.find("日", max(piece.span.start, piece.span.end - 14), piece.span.end) >= 0


_ISSUED = Rule(
    "zone/issued_title",
    r"(?:印发|下发|发布|转发|公布)\s*(?:《(?P<quoted>[^《》]{4,80})》|(?P<plain>[^《》]{4,80}?)的(?:通知|函|公告))",
)
_CITED = Rule("zone/cited_title", r"《(?P<title>[^《》\n]{5,80})》")
_BEFORE_SUBJECT = Rule("zone/before_subject", r"^(?P<issuer>.{2,60}?)(?:关于|转发|印发|批转)")


def issuers_of_head(text: str, pieces: Sequence[Piece], head: Head) -> list[str]:
    """List the names of organs that masthead and title give."""
    title = "".join(squeezed(pieces[i].span.of(text)) for i in head.title)
    names: list[str] = []
    if (match := _BEFORE_SUBJECT.match(title)) is not None and is_organ(match["issuer"]):
        names.append(match["issuer"])
    for index, kind in head.kinds.items():
        name = squeezed(pieces[index].span.of(text))
        name = name[:-2] if name.endswith(("文件", "发电")) else name
        if kind is ZoneKind.HEAD and is_organ(name):
            names.append(name)
    if not names and title.endswith("工作联系函"):
        names.append(title[:-5])
    return names


def issued_titles(text: str, pieces: Sequence[Piece], head: Head) -> list[str]:
    """List the titles that the notice's own title says it issues."""
    title = "".join(squeezed(pieces[i].span.of(text)) for i in head.title)
    return [m["quoted"] or m["plain"] for m in _ISSUED.find_all(title)]


_NOTE_GLUED = Rule("zone/note_glued", r"(?<![见及和与（(《“、按如])附\s?件\s?[:：]\s?(?P<items>[^。；\n]{4,400})")
_ITEM_MARK = Rule("zone/note_item", r"(?:^|(?<=[\p{Han}）》”]))\s*\d{1,2}\s*[.．、](?!\d)")


def _noted_titles(text: str, pieces: Sequence[Piece], head: Head) -> list[str]:
    """List the titles in a glued attachment note; the last one may run on into the signature, so it is left out."""
    titles: list[str] = []
    for piece in pieces[head.body :]:
        if len(piece.span) <= LONG_LINE:
            continue
        for note in _NOTE_GLUED.find_all(text, piece.span.start, piece.span.end):
            items = note["items"]
            marks = [m.span() for m in _ITEM_MARK.find_all(items)]
            bounds = zip(marks, [*(m[0] for m in marks[1:]), len(items)], strict=False)  # no marks, no bounds
            titles += [items[start:stop] for (_, start), stop in bounds]
            if not marks:
                titles.append(_repeated(items, text[note.end() - len(items) // 2 :]))
    return [t for t in titles if len(t) >= 5]


def _repeated(items: str, below: str) -> str:
    """Find how much of a note comes again below: the title of its only attachment."""
    length = min(len(items), 60)
    while length >= 6 and items[:length] not in below:
        length -= 1
    return items[:length] if length >= 6 else ""


def _announced(text: str, pieces: Sequence[Piece], head: Head) -> list[str]:
    """List the titles that an attached document may bear: those issued or cited."""
    titles = issued_titles(text, pieces, head)
    start = pieces[head.body].span.start if head.body < len(pieces) else len(text)
    titles += [m["title"] for m in _CITED.find_all(text, start)]
    return titles


def _joined(pieces: Sequence[Piece], kinds: dict[int, ZoneKind]) -> tuple[Zone, ...]:
    zones: list[Zone] = []
    for index, piece in enumerate(pieces):
        kind = kinds.get(index, ZoneKind.BODY)
        if zones and zones[-1].kind is kind:
            zones[-1] = Zone(kind, zones[-1].span.union(piece.span))
        else:
            zones.append(Zone(kind, piece.span))
    return tuple(zones)
