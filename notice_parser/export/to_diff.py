"""The restored text beside the source, for a person: on a terminal, or as a page in two columns."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from notice_parser.core.alignment import CleanText
from notice_parser.export.changes import Piece, pieces_of
from notice_parser.export.language import labelled, listed_words, say

_DELETED, _INSERTED, _DOUBTFUL, _PLAIN = "\x1b[31;9m", "\x1b[32;1m", "\x1b[33;1m", "\x1b[0m"
_SIGNS = str.maketrans({" ": "␣", "\u3000": "□", "\t": "⇥", "\r": "␍", "\xa0": "⍽"})
CONTEXT = 24
"""So many unchanged characters are shown on either side of a change."""


def clean_to_diff(clean: CleanText, *, color: bool) -> str:
    """Show the paragraphs that changed, what was taken out in ``[-…-]`` and what was put in in ``{+…+}``.

    With ``color`` the same in red and green, doubtful changes in yellow. Paragraphs without a change are left out;
    a last line counts the changes.
    """
    lines, shown = [], []
    changes = doubtful = 0
    for line in _paragraphs(clean):
        changed = [piece.change for piece in line if piece.change]
        if changed:
            shown.append("".join(_marked(piece, color=color) for piece in _shortened(line)))
            changes += len(changed)
            doubtful += sum(change.doubtful for change in changed)
    lines.extend(shown)
    lines.append(_summary(changes, doubtful))
    return "\n".join(lines)


def _summary(changes: int, doubtful: int) -> str:
    if not changes:
        return say("没有需要修改的地方。")
    return say("共修改 {changes} 处，其中 {doubtful} 处把握不大，请核对。", changes=changes, doubtful=doubtful)


def _paragraphs(clean: CleanText) -> Iterator[list[Piece]]:
    """Part the pieces at the line breaks that both texts have."""
    line: list[Piece] = []
    for piece in pieces_of(clean):
        if piece.change:
            line.append(piece)
            continue
        first, *others = piece.old.split("\n")
        line.append(Piece(first, first, None))
        for text in others:
            yield line
            line = [Piece(text, text, None)]
    yield line


def _shortened(line: list[Piece]) -> Iterator[Piece]:
    last = len(line) - 1
    for at, piece in enumerate(line):
        text = piece.old
        if piece.change or len(text) <= 2 * CONTEXT:
            yield piece
        elif at == 0:
            yield _same("…" + text[-CONTEXT:])
        elif at == last:
            yield _same(text[:CONTEXT] + "…")
        else:
            yield _same(f"{text[:CONTEXT]}…{text[-CONTEXT:]}")


def _same(text: str) -> Piece:
    return Piece(text, text, None)


def _marked(piece: Piece, *, color: bool) -> str:
    if piece.change is None:
        return piece.old
    old, new = (text.translate(_SIGNS).replace("\n", "⏎") for text in (piece.old, piece.new))
    if not color:
        return (f"[-{old}-]" if old else "") + (f"{{+{new}{'?' * piece.change.doubtful}+}}" if new else "")
    put = _DOUBTFUL if piece.change.doubtful else _INSERTED
    return (f"{_DELETED}{old}{_PLAIN}" if old else "") + (f"{put}{new}{_PLAIN}" if new else "")


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.75 "FangSong", "Noto Serif CJK SC", serif; margin: 1rem auto; max-width: 84rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; }}
td, th {{ border-bottom: 1px solid #ddd; overflow-wrap: anywhere; padding: .3rem .6rem; text-align: left;
  vertical-align: top; white-space: pre-wrap; width: 50%; }}
th {{ background: #f4f4f4; position: sticky; top: 0; }}
del {{ background: #fdd; color: #900; }}
ins {{ background: #dfd; color: #040; text-decoration: none; }}
ins.doubtful {{ background: #fe9; outline: 1px dashed #a60; }}
.break {{ color: #888; }}
tr.same td {{ color: #555; }}
@media print {{ th {{ position: static; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{summary}</p>
<table>
<thead><tr><th scope="col">{before}</th><th scope="col">{after}</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def clean_to_html(clean: CleanText) -> str:
    """Write a self-contained page: the source at the left, the restored text at the right, each change marked.

    A change shows by which fix and how surely it was made when it is pointed at; nothing is loaded from elsewhere.
    """
    rows, changes, doubtful = [], 0, 0
    for line in _paragraphs(clean):
        changed = [piece.change for piece in line if piece.change]
        changes += len(changed)
        doubtful += sum(change.doubtful for change in changed)
        old, new = "".join(map(_old_html, line)), "".join(map(_new_html, line))
        if old.strip() or new.strip():
            rows.append(f"<tr{'' if changed else ' class=same'}><td>{old}</td><td>{new}</td></tr>")
    title = escape(labelled("文本还原对照", clean.source.name or say("标准输入")))
    heads = {"lang": say("zh-CN"), "before": say("来文"), "after": say("还原后")}
    return _PAGE.format(title=title, summary=_summary(changes, doubtful), rows="\n".join(rows), **heads)


def _old_html(piece: Piece) -> str:
    if piece.change is None:
        return escape(piece.old)
    return f"<del{_reason(piece)}>{_visible(piece.old)}</del>" if piece.old else ""


def _new_html(piece: Piece) -> str:
    if piece.change is None:
        return escape(piece.new)
    doubtful = ' class="doubtful"' if piece.change.doubtful else ""
    return f"<ins{doubtful}{_reason(piece)}>{_visible(piece.new)}</ins>" if piece.new else ""


def _reason(piece: Piece) -> str:
    change = piece.change
    return f' title="{escape(listed_words(change.fixes))} {change.confidence:.2f}"' if change else ""


def _visible(text: str) -> str:
    return escape(text.replace("\n", "⏎\n")).replace("⏎", '<span class="break">⏎</span>')
