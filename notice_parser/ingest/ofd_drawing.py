"""OFD pages whose letters are outlines, glyphs without characters, or strips of images: drawn, to be recognised.

The page is written as a PDF with its embedded fonts, which pdfium draws; nothing of it is ever a file.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from notice_parser.ingest.ofd_glyphs import glyphs_before
from notice_parser.ingest.ofd_jbig2 import decode_jbig2, is_jbig2
from notice_parser.ingest.ofd_paths import is_filled, is_stroked, shown_paths, steps
from notice_parser.ingest.ofd_resources import Resources
from notice_parser.ingest.ofd_text import POINTS_PER_MM, Matrix, numbers, offsets, read_matrix
from notice_parser.ingest.parts import attribute, below, child

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 200
_FEWEST_CURVES = 60
"""Curved paths of letters; a page of fewer shows a mark or a seal."""
_LEAST_SHARE = 0.15
"""Of the page, that images cover where they hold its text."""
_MOST_FONT_BYTES = 30_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def shows_letters(layers: Sequence[Any], resources: Resources, area: float) -> bool:
    """Tell whether a page draws what may be text and is not known as such; ``area`` is in square millimetres."""
    if any(is_drawn(item, resources) for layer in layers for item in below(child(layer, "Content"), "TextObject")):
        return True
    covered = 0.0
    for image in _images(layers):
        box = numbers(attribute(image, "Boundary"))
        covered += max(0.0, box[2]) * max(0.0, box[3]) if len(box) == 4 else 0.0
    if covered > _LEAST_SHARE * area:
        return True
    curved = 0
    for layer in layers:
        for path in shown_paths(layer):
            data = child(path, "AbbreviatedData")
            text = "" if data is None else data.text or ""
            curved += max(text.count("M"), 1) if "B" in text or "Q" in text else 0
    return curved >= _FEWEST_CURVES


def is_drawn(text_object: Any, resources: Resources) -> bool:  # noqa: ANN401
    """Tell a text object that can be drawn without knowing its characters: glyphs of an embedded font."""
    if attribute(text_object, "Visible") == "false" or attribute(text_object, "Font") not in resources.fonts:
        return False
    return any(any(glyphs) for _, glyphs in glyphs_before(text_object))


def draw_page(
    layers: Sequence[Any], resources: Resources, area: tuple[float, float, float, float], max_pixels: int
) -> tuple[Image, float] | None:
    """Draw a page; give its image and pixels per inch, None where it cannot be drawn.

    ``area`` are left, top, width and height of the paper in millimetres.
    """
    import pypdfium2

    left, top, width, height = area
    drawing = _Pdf(resources, left, top, height, max_pixels)
    for layer in layers:
        drawing.draw(layer)
    try:
        document = pypdfium2.PdfDocument(drawing.finished(width))
    except pypdfium2.PdfiumError:
        return None
    try:
        inches = (width / 25.4) * (height / 25.4)
        dpi = min(_DPI, (max_pixels / inches) ** 0.5, 3600 * 25.4 / max(width, height))
        return document[0].render(scale=dpi / 72).to_pil(), dpi
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _images(layers: Sequence[Any]) -> Iterator[Any]:
    for layer in layers:
        for image in below(child(layer, "Content"), "ImageObject"):
            if attribute(image, "Visible") != "false":
                yield image


@dataclass(slots=True)
class _Pdf:
    """A PDF of one page as it is written; lengths are millimetres from the top left until the page turns them."""

    resources: Resources
    left: float
    top: float
    height: float
    pixels: int
    strokes: list[str] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)

    def draw(self, layer: Any) -> None:  # noqa: ANN401
        """Draw images first, as what stands on them would be hidden else, then paths and glyphs."""
        for image in _images([layer]):
            self._image(image)
        for path in shown_paths(layer):
            self._path(path)
        for text_object in below(child(layer, "Content"), "TextObject"):
            if is_drawn(text_object, self.resources):
                self._glyphs(text_object)

    def _colour(self, element: Any, kind: str, operator: str) -> str:  # noqa: ANN401
        red, green, blue = self.resources.colour(element, kind) or (0, 0, 0)
        return f"{red / 255:.3f} {green / 255:.3f} {blue / 255:.3f} {operator}"

    def _path(self, path: Any) -> None:  # noqa: ANN401
        names = {"M": "m", "L": "l", "B": "c", "C": "h"}
        drawn: list[str] = []
        at: tuple[float, ...] = (0.0, 0.0)
        for command, points in steps(path, self.left, self.top):
            if command == "Q":  # a quadratic curve as a cubic one
                (x0, y0), (x1, y1, x2, y2) = at[-2:], points
                thirds = (
                    x0 + 2 * (x1 - x0) / 3,
                    y0 + 2 * (y1 - y0) / 3,
                    x2 + 2 * (x1 - x2) / 3,
                    y2 + 2 * (y1 - y2) / 3,
                )
                command, points = "B", (*thirds, x2, y2)
            drawn.append(" ".join([*(f"{value:.3f}" for value in points), names[command]]))
            at = points or at
        if not drawn or not drawn[0].endswith("m"):
            return
        rule = "*" if attribute(path, "Rule").lower() == "even-odd" else ""
        paint = {(True, True): f"B{rule}", (True, False): f"f{rule}", (False, True): "S"}
        wide = next(iter(numbers(attribute(path, "LineWidth"))), 0.353)
        self.strokes += [
            self._colour(path, "FillColor", "rg"),
            self._colour(path, "StrokeColor", "RG"),
            f"{wide:.3f} w",
        ]
        self.strokes += [*drawn, paint[is_filled(path), is_stroked(path)]]

    def _glyphs(self, text_object: Any) -> None:  # noqa: ANN401
        font = self._font(attribute(text_object, "Font"))
        boundary = numbers(attribute(text_object, "Boundary"))
        if not font or len(boundary) < 2:
            return
        size = next(iter(numbers(attribute(text_object, "Size"))), 0.0)
        stretch = next(iter(numbers(attribute(text_object, "HScale"))), 1.0)
        matrix = read_matrix(attribute(text_object, "CTM"))
        self.strokes += [self._colour(text_object, "FillColor", "rg"), "BT", f"/{font} {size:.3f} Tf"]
        x = y = 0.0
        for code, glyphs in glyphs_before(text_object):
            x = next(iter(numbers(attribute(code, "X"))), x)
            y = next(iter(numbers(attribute(code, "Y"))), y)
            across, down = (offsets(attribute(code, name), len(glyphs)) for name in ("DeltaX", "DeltaY"))
            dx, dy = x, y
            for index, glyph in enumerate(glyphs):
                if 0 < glyph < 65_536:
                    origin = (boundary[0] - self.left, boundary[1] - self.top)
                    place = " ".join(f"{v:.4f}" for v in _placed(matrix, stretch, dx, dy, origin))
                    self.strokes.append(f"{place} Tm <{glyph:04x}> Tj")
                dx += across[index] if index < len(across) else (0.0 if down else size)
                dy += down[index] if index < len(down) else 0.0
        self.strokes.append("ET")

    def _font(self, identifier: str) -> str:
        """Embed a font; give its name in the PDF, empty where it cannot be."""
        if identifier not in self.fonts:
            content = self.resources.read(self.resources.fonts.get(identifier, ""))
            self.fonts[identifier] = self._embedded(content) if 0 < len(content) < _MOST_FONT_BYTES else ""
        return self.fonts[identifier]

    def _embedded(self, content: bytes) -> str:
        kind = {b"OTTO": "/OpenType", b"\x01\x00\x04\x01": "/CIDFontType0C"}.get(content[:4], "")
        file = self._stream(content, f"/Subtype {kind}" if kind else f"/Length1 {len(content)}")
        described = self._object(
            f"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
            f"/CapHeight 700/StemV 80/{'FontFile3' if kind else 'FontFile2'} {file} 0 R>>"
        )
        base = self._object(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {described} 0 R/DW 1000/CIDToGIDMap/Identity>>"
        )
        whole = self._object(f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[{base} 0 R]>>")
        return f"F{whole}"

    def _image(self, image: Any) -> None:  # noqa: ANN401
        boundary = numbers(attribute(image, "Boundary"))
        content = self.resources.read(self.resources.media.get(attribute(image, "ResourceID"), ""))
        pixels = _decoded(content, self.pixels) if content and len(boundary) == 4 else None
        if pixels is None:
            return
        self.pixels -= pixels.width * pixels.height
        stream = self._stream(
            pixels.tobytes(),
            f"/Type/XObject/Subtype/Image/Width {pixels.width}/Height {pixels.height}"
            "/ColorSpace/DeviceRGB/BitsPerComponent 8",
        )
        own = attribute(image, "CTM")
        a, b, c, d, e, f = read_matrix(own) if own else (boundary[2], 0.0, 0.0, boundary[3], 0.0, 0.0)
        e, f = e + boundary[0] - self.left, f + boundary[1] - self.top
        turned = (a, b, -c, -d, c + e, d + f)  # images of OFD begin at the top, those of PDF at the foot
        self.images.append(f"I{stream}")
        self.strokes += ["q", " ".join(f"{v:.4f}" for v in turned) + " cm", f"/I{stream} Do", "Q"]

    def _object(self, content: str | bytes) -> int:
        self.objects.append(content.encode("ascii") if isinstance(content, str) else content)
        return len(self.objects)

    def _stream(self, content: bytes, entries: str) -> int:
        packed = zlib.compress(content, 1)
        head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode("ascii")
        return self._object(head + packed + b"\nendstream")

    def finished(self, width: float) -> bytes:
        """Give the bytes of the PDF."""
        k = POINTS_PER_MM
        turn = f"{k:.6f} 0 0 {-k:.6f} 0 {self.height * k:.4f} cm"
        content = self._stream("\n".join([turn, *self.strokes]).encode("ascii"), "")
        fonts = " ".join(f"/{name} {name[1:]} 0 R" for name in self.fonts.values() if name)
        images = " ".join(f"/{name} {name[1:]} 0 R" for name in self.images)
        pages = len(self.objects) + 2
        page = self._object(
            f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width * k:.3f} {self.height * k:.3f}]"
            f"/Contents {content} 0 R/Resources<</Font<<{fonts}>>/XObject<<{images}>>>>>>"
        )
        self._object(f"<</Type/Pages/Kids[{page} 0 R]/Count 1>>")
        root = self._object(f"<</Type/Catalog/Pages {pages} 0 R>>")
        out = io.BytesIO(b"%PDF-1.7\n")
        out.seek(0, io.SEEK_END)
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        start = out.tell()
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        size = len(self.objects) + 1
        out.write(
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root {root} 0 R>>\n".encode("ascii")
        )
        out.write(f"startxref\n{start}\n%%EOF".encode("ascii"))
        return out.getvalue()


def _cubic(start: tuple[float, ...], points: tuple[float, ...]) -> tuple[float, ...]:
    """Write a quadratic curve as a cubic one."""
    (x0, y0), (x1, y1, x2, y2) = start, points
    return (x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3, x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3, x2, y2)


def _placed(
    matrix: Matrix, stretch: float, x: float, y: float, origin: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """Give the matrix of a glyph at a place of its object; the page is upside down, so the glyph is too."""
    a, b, c, d, e, f = matrix
    return (stretch * a, stretch * b, -c, -d, a * x + c * y + e + origin[0], b * x + d * y + f + origin[1])


def _decoded(content: bytes, most: int) -> Image | None:
    from PIL import Image as Images

    if is_jbig2(content):
        image = decode_jbig2(content, most)
        return None if image is None else image.convert("RGB")
    try:
        image = Images.open(io.BytesIO(content), formats=_FORMATS)
        if image.width * image.height > most:
            return None
        if "A" not in image.getbands() and "transparency" not in image.info:
            return image.convert("RGB")
        seen = image.convert("RGBA")
        return Images.alpha_composite(Images.new("RGBA", seen.size, "white"), seen).convert("RGB")
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError):
        return None
