"""Symbols of fonts whose codes are not Unicode: the boxes, ticks and numbers of Wingdings and Symbol.

After the code charts of these fonts; a code not listed here is an ornament and gives nothing.
"""

from __future__ import annotations

_ORNAMENTS = 0xF000
"""Where Word puts the codes of such fonts in the private range of Unicode."""

_WINGDINGS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•"},
    **{0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔"},
    **{0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x28: "☎", 0x2A: "✉", 0x22: "✂"},
    **{0x81 + i: chr(0x2460 + i) for i in range(10)},
    **{0x8C + i: chr(0x2776 + i) for i in range(10)},
}
_WINGDINGS_2 = {
    **{0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0x99: "○", 0xA2: "■", 0xA3: "□"},
    **{0x6A + i: chr(0x2460 + i) for i in range(10)},
    **{0x76 + i: chr(0x2776 + i) for i in range(10)},
}
_SYMBOL = {
    **{0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB0: "°", 0xB7: "·", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞"},
    **{0xAE: "→", 0xAC: "←", 0x25: "%", 0x2D: "-", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ"},
    **{0xA4: "/", 0xBC: "…", 0xD7: "·", 0x53: "Σ", 0x70: "π", 0x6C: "λ", 0x71: "θ"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str) -> bool:
    """Tell a font whose letters are symbols.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("仿宋_GB2312")
    (True, False)
    """
    return font.lower() in _FONTS


def symbol(font: str, code: int) -> str:
    """Give what a font shows for a code; a font that is not known here has its codes from Unicode.

    >>> symbol("Wingdings", 0xF0FE), symbol("Symbol", 0xB3), symbol("仿宋_GB2312", 0x3014), symbol("Webdings", 0xF061)
    ('☑', '≥', '〔', '')
    """
    known = _FONTS.get(font.lower())
    if known is not None:
        return known.get(code & 0xFF, "")
    is_private = _ORNAMENTS <= code < _ORNAMENTS + 0x100
    return chr(code) if 0x20 <= code < 0x110000 and not is_private and not 0xD800 <= code < 0xE000 else ""
