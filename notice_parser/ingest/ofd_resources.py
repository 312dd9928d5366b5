"""What the pages of an OFD document draw with: images, embedded fonts, colours (GB/T 33190-2016, clause 7.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from notice_parser.errors import SourceError
from notice_parser.ingest.ofd_glyphs import read_characters
from notice_parser.ingest.parts import Parts, attribute, below, child, local, locate

_DEEPEST = 10
"""Drawing parameters that rest on others."""
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Resources:
    """Parts and settings by their identifiers."""

    parts: Parts
    media: dict[str, str] = field(default_factory=dict)
    """The part of each image."""
    fonts: dict[str, str] = field(default_factory=dict)
    """The part of each font that is embedded."""
    parameters: dict[str, Any] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """The type of each colour space: RGB, GRAY, CMYK."""
    units: dict[str, Any] = field(default_factory=dict)
    """The drawings that composite objects put on pages."""

    _characters: dict[str, dict[int, str]] = field(default_factory=dict)

    def characters(self, font: str) -> dict[int, str]:
        """Give the characters that the glyphs of an embedded font show; empty where that is not known."""
        if font not in self._characters:
            content = self.read(self.fonts.get(font, ""))
            self._characters[font] = read_characters(content) if content else {}
        return self._characters[font]

    def read(self, name: str) -> bytes:
        """Read an image or a font; empty where it is missing or damaged."""
        try:
            return self.parts.read(name) if name else b""
        except SourceError:
            return b""

    def colour(self, element: Any, kind: str = "FillColor") -> Colour | None:  # noqa: ANN401
        """Give the colour of an object: its own, that of its drawing parameters, or of those of its layer."""
        own = child(element, kind)
        if own is not None:
            return self._value(own)
        parent = element.getparent()
        for holder in (element, parent if parent is not None and local(parent) == "Layer" else None):
            found = None if holder is None else self._inherited(attribute(holder, "DrawParam"), kind)
            if found is not None:
                return self._value(found)
        return None

    def _inherited(self, name: str, kind: str) -> Any:  # noqa: ANN401
        for _ in range(_DEEPEST):
            parameter = self.parameters.get(name)
            found = child(parameter, kind)
            if found is not None or parameter is None:
                return found
            name = attribute(parameter, "Relative")
        return None

    def _value(self, colour: Any) -> Colour | None:  # noqa: ANN401
        """Read a value of one, three or four parts, decimal or hexadecimal: ``238 32 37``, ``#ee #20 #25``."""
        parts: list[int] = []
        for word in attribute(colour, "Value").split():
            try:
                parts.append(min(255, max(0, int(word[1:], 16) if word.startswith("#") else int(float(word)))))
            except (ValueError, OverflowError):
                return None
        space = self.spaces.get(attribute(colour, "ColorSpace"), "")
        if len(parts) == 4 and space in ("", "CMYK"):
            cyan, magenta, yellow, black = parts
            return tuple((255 - ink) * (255 - black) // 255 for ink in (cyan, magenta, yellow))  # type: ignore[return-value]
        if len(parts) == 1:
            return parts[0], parts[0], parts[0]
        return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def read_resources(parts: Parts, place: str, root: Any, page_place: str = "", page: Any = None) -> Resources:  # noqa: ANN401
    """Read the resources of a document, whose main part is at ``place``, and those of one of its pages."""
    found = Resources(parts)
    common = child(root, "CommonData")
    for holder, where, kinds in ((common, place, ("PublicRes", "DocumentRes")), (page, page_place, ("PageRes",))):
        for kind in kinds if holder is not None else ():
            for resource in below(holder, kind):
                _add(found, locate(where, resource.text or ""))
    return found


def _add(found: Resources, listed: str) -> None:
    """Add what a part lists; one that is missing or damaged costs its images and fonts, not the text."""
    if listed not in found.parts:
        return
    try:
        root = found.parts.xml(listed)
    except SourceError:
        return
    base = attribute(root, "BaseLoc")
    folder = locate(listed, f"{base}/x" if base else "x")
    for medium, file in _files(root, "MultiMedia", "MediaFile"):
        found.media[attribute(medium, "ID")] = locate(folder, file)
    for font, file in _files(root, "Font", "FontFile"):
        found.fonts[attribute(font, "ID")] = locate(folder, file)
    found.parameters.update((attribute(one, "ID"), one) for one in below(root, "DrawParam"))
    found.units.update((attribute(one, "ID"), one) for one in below(root, "CompositeGraphicUnit"))
    found.spaces.update((attribute(one, "ID"), attribute(one, "Type").upper()) for one in below(root, "ColorSpace"))


def _files(root: Any, kind: str, holder: str) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    for entry in below(root, kind):
        file = child(entry, holder)
        if file is not None and (file.text or "").strip():
            yield entry, file.text


def is_red(colour: Colour | None) -> bool:
    """Tell the red of letterheads and seals.

    >>> is_red((238, 32, 37)), is_red((0, 0, 0)), is_red(None)
    (True, False, False)
    """
    return colour is not None and colour[0] > 150 and colour[1] < 90 and colour[2] < 90
