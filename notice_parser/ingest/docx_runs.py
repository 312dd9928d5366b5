"""What a paragraph of Word shows: its text with symbols, results of fields and form fields, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from notice_parser.ingest.docx_symbols import is_symbol_font, symbol
from notice_parser.ingest.parts import attribute, child, local

SEEN_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "ruby", "rubyBase", "dir"}
    | {"bdo", "oMath", "oMathPara", "r", "AlternateContent", "Choice", "sect", "sub-section"}
)
"""Elements whose content is read as if it stood there by itself."""
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CIRCLED = re.compile(r"(?i)\beq\s*\\o\s*\\ac\s*\(\s*([^,，()]{1,3})\s*[,，]\s*([^()]{1,4})\s*\)")
_PHONETIC = re.compile(r"(?i)\beq\s.{0,60}?\\s\\up\s*[\d.]+\s*\([^()]*\)\s*[,，]\s*([^()]{1,8})\)")
_CONTENTS = re.compile(r"(?i)^\s*toc\b")
_CIRCLES = "○◯〇"


@dataclass(slots=True)
class Field:
    """A field that has begun: what it is told to do, whether its result has begun."""

    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class Shown:
    """What a paragraph shows."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that hang on it, and letters drawn as art."""
    letters: int = 0
    red: int = 0
    bold: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    """Letters by their size in points."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    @property
    def size(self) -> float | None:
        """The size of most letters; None where they say nothing of it."""
        best = max(self.sizes, key=lambda size: self.sizes[size], default=0.0)
        return best or None


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs one after the other, as fields go on from one to the next."""

    hidden: frozenset[str] = frozenset()
    """Styles whose text does not show."""
    fields: list[Field] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Inside a table of contents, which says again what the headings say."""
        return any(_CONTENTS.match(one.instruction) for one in self.fields)

    def read(self, paragraph: Any) -> Shown:  # noqa: ANN401
        """Read a paragraph."""
        shown = Shown()
        self._read(paragraph, shown, None)
        return shown

    def _read(self, element: Any, shown: Shown, look: Any) -> None:  # noqa: ANN401
        for inner in element:
            kind = local(inner)
            if kind == "r" and self._is_hidden(inner):
                if child(inner, "fldChar") is not None:
                    self._field(child(inner, "fldChar"), shown)
            elif kind in ("drawing", "pict", "object"):
                shown.boxes += text_boxes(inner)
            elif kind == "AlternateContent":
                chosen = child(inner, "Choice")
                self._read(inner if chosen is None else chosen, shown, look)
            elif kind == "fldChar":
                self._field(inner, shown)
            elif kind == "instrText":
                if self.fields and not self.fields[-1].shows:
                    self.fields[-1].instruction += inner.text or ""
            elif is_prompt(inner):
                continue
            elif kind in SEEN_THROUGH or kind == "Fallback":
                self._read(inner, shown, child(inner, "rPr") if kind == "r" else look)
            else:
                self._add(_shown(inner, kind, look), shown, look)

    def _is_hidden(self, run: Any) -> bool:  # noqa: ANN401
        properties = child(run, "rPr")
        vanish = child(properties, "vanish")
        if vanish is not None:
            return is_on(vanish)
        return attribute(child(properties, "rStyle"), "val") in self.hidden

    def _field(self, mark: Any, shown: Shown) -> None:  # noqa: ANN401
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._add(_chosen(child(mark, "ffData")), shown, None)
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if not ended.shows:
                self._add(_drawn(ended.instruction), shown, None)

    def _add(self, text: str, shown: Shown, look: Any) -> None:  # noqa: ANN401
        if not text or not all(one.shows for one in self.fields):
            return
        shown.pieces.append(text)
        letters = len("".join(text.split()))
        shown.letters += letters
        shown.red += letters * _is_red(attribute(child(look, "color"), "val"))
        shown.bold += letters * is_on(child(look, "b"))
        size = attribute(child(look, "sz"), "val")
        if size.isdecimal() and len(size) < 5 and letters:
            shown.sizes[int(size) / 2] = shown.sizes.get(int(size) / 2, 0) + letters


def _shown(element: Any, kind: str, look: Any) -> str:  # noqa: ANN401
    """Give the text of what stands in a run."""
    if kind == "t":
        text = element.text or ""
        font = attribute(child(look, "rFonts"), "ascii")
        return "".join(symbol(font, ord(c)) for c in text) if is_symbol_font(font) and not _is_chinese(text) else text
    if kind == "sym":
        code = attribute(element, "char")
        return symbol(attribute(element, "font"), int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""
    return _BREAKS.get(kind, "")


def _is_chinese(text: str) -> bool:
    """Tell text that another font than that of its Latin letters shows."""
    return any("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in text)


def _chosen(form: Any) -> str:  # noqa: ANN401
    """Give what an old form field shows where it has no result: a box, or the entry that was chosen."""
    box, entries = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        checked = child(box, "checked")
        return "☑" if is_on(child(box, "default") if checked is None else checked) else "□"
    if entries is not None:
        listed = [attribute(entry, "val") for entry in entries if local(entry) == "listEntry"]
        number = attribute(child(entries, "result"), "val") or attribute(child(entries, "default"), "val") or "0"
        at = int(number) if number.isdecimal() and len(number) < 5 else 0
        return listed[at] if at < len(listed) else ""
    return ""


def _drawn(instruction: str) -> str:
    r"""Give what a field without a result draws: a number in a circle, a word under its sounds.

    >>> _drawn(r" eq \o\ac(○,3) "), _drawn(r"EQ \* jc2 \o\ad(\s\up 9(lán),岚)"), _drawn("PAGE")
    ('③', '岚', '')
    """
    circled = _CIRCLED.search(instruction)
    if circled:
        ring, text = circled[1].strip(), circled[2].strip()
        is_number = text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 20 and ring in _CIRCLES
        return chr(0x2460 + int(text) - 1) if is_number else text
    phonetic = _PHONETIC.search(instruction)
    return phonetic[1] if phonetic else ""


def _is_red(value: str) -> bool:
    """Tell red by six hexadecimal digits."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
    return red > 150 and green < 90 and blue < 90


def is_on(switch: Any) -> bool:  # noqa: ANN401
    """Tell a switch that is there and not turned off."""
    return switch is not None and attribute(switch, "val") not in ("0", "false", "off")


def is_prompt(control: Any) -> bool:  # noqa: ANN401
    """Tell a content control that nobody has filled in: 单击此处输入文字."""
    return local(control) == "sdt" and child(control, "sdtPr", "showingPlcHdr") is not None


def text_boxes(drawing: Any) -> list[Any]:  # noqa: ANN401
    """List the outermost text boxes in a drawing, and its letters drawn as art."""
    found: list[Any] = []
    stack = list(drawing)[::-1]
    while stack:
        element = stack.pop()
        kind = local(element)
        if kind in ("txbxContent", "txBody") or (kind == "textpath" and attribute(element, "string").strip()):
            found.append(element)
        elif kind == "AlternateContent":
            chosen = child(element, "Choice")
            stack += list(element if chosen is None else chosen)[::-1]
        else:
            stack += list(element)[::-1]
    return found


def hidden_styles(styles: Sequence[Any]) -> frozenset[str]:
    """List the styles whose text does not show."""
    return frozenset(attribute(style, "styleId") for style in styles if is_on(child(style, "rPr", "vanish")))
