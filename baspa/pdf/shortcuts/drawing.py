"""Lines of words, drawn from the glyphs of their words as Pango would set them.

The operands of `TJ` (ISO 32000-1, 9.4.3) are those that WeasyPrint writes: a string for each run
of Pango, which begins anew at every space of a justified line, and numbers where a glyph is not as
wide as the face says.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, pango

from baspa.pdf.shortcuts.lines import Composed
from baspa.pdf.shortcuts.words import SPACES, Glyph, Setting, Unknown, setting_of

_PARTS = re.compile(f"[{SPACES}]|[^{SPACES}]+")
"""Words and spaces."""
_BESIDE = re.compile(f"[{SPACES}]{{2}}")
"""Spaces that are one run."""


def shorten_drawing() -> None:
    """Let WeasyPrint draw composed text so."""
    draw = drawing.draw_first_line

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        layout = textbox.pango_layout
        if not isinstance(layout, Composed):
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        try:
            if text_overflow == "ellipsis" or block_ellipsis != "none" or layout.text.isspace():
                raise Unknown
            setting = setting_of(textbox.style, layout.text)
            drawn = _Drawing(stream, setting)
            operand = drawn.operand(layout.text, layout.justification_spacing)
        except Unknown:
            layout.activate(textbox.style)
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        if setting.trials["drawing"]:
            layout.activate(textbox.style)
            emojis = draw(stream, textbox, text_overflow, block_ellipsis, matrix)
            setting.tried("drawing", stream.stream[-1] == f"[{operand}] TJ".encode())
            return emojis
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(drawn.font.hash, setting.font_size)
        stream.show_text(operand)
        return []

    drawing.draw_first_line = draw_first_line


class _Drawing:
    """A setting in a content stream."""

    def __init__(self, stream: Any, setting: Setting) -> None:
        """Raise Unknown where glyphs are not drawn by `TJ` alone."""
        self.stream, self.setting = stream, setting
        self.font = stream._fonts.get(setting.font_key) or stream.add_font(setting.font)[0]
        if self.font.bitmap or self.font.svg or self.font.png or self.font.colr:
            raise Unknown
        drawn = self.font.__dict__.setdefault("drawn", {})
        self.words: dict[str, str]
        self.glyphs: dict[Glyph, str]
        self.words, self.glyphs = drawn.setdefault(setting, ({}, {}))

    def operand(self, text: str, spacing: float) -> str:
        """Return what `TJ` draws for a text, whose spaces are wider by `spacing`, in px.

        Raises Unknown.
        """
        self.setting.set(text)
        if not spacing:
            if self.setting.is_kerned(text):
                raise Unknown
            return _closed("<" + "".join(map(self.signs, _PARTS.findall(text))))
        units = int(spacing * TO_UNITS)
        if units <= 0 or _BESIDE.search(text):
            raise Unknown
        left, twice = _left(units), _left(2 * units)
        parts = _PARTS.findall(text)
        inside: dict[str, str] = {}
        operands = []
        for place, part in enumerate(parts):
            if part not in self.setting.spaces:
                operands.append(_closed("<" + self.signs(part)))
            elif place == 0:
                operands.append(self.spaced(part, 0, 2 * units - twice))
            elif place == len(parts) - 1:
                operands.append(self.spaced(part, twice if part == " " else left, 0))
            else:
                if part not in inside:
                    inside[part] = self.spaced(part, left, units - left)
                operands.append(inside[part])
        return "".join(operands)

    def spaced(self, space: str, before: int, behind: int) -> str:
        """Return what `TJ` draws for a space that is alone in its run and wider on both sides."""
        [glyph] = self.setting.spaces[space].glyphs
        width = glyph.width + before + behind
        return _closed("<" + self.sign(glyph._replace(width=width, x_offset=before)))

    def signs(self, part: str) -> str:
        """Return what stands in a string for a word or a space."""
        if part not in self.words:
            setting, known = self.setting, self.glyphs
            word = setting.spaces.get(part) or setting.words[part]
            assert word is not None
            self.words[part] = "".join([known.get(g) or self.sign(g) for g in word.glyphs])
        return self.words[part]

    def sign(self, glyph: Glyph) -> str:
        """Return what stands in a string for a glyph, behind what moves it."""
        size, font = self.setting.font_size, self.font
        font.to_unicode.setdefault(glyph.number, glyph.text)
        if glyph.number not in font.widths:
            pango.pango_font_get_glyph_extents(
                self.setting.font, glyph.number, self.stream.ink_rect, self.stream.logical_rect
            )
            font.widths[glyph.number] = round(
                self.stream.logical_rect.width * 1000 * FROM_UNITS / size
            )
        offset = glyph.x_offset / size
        kerning = font.widths[glyph.number] + offset - glyph.width * 1000 * FROM_UNITS / size
        before = f">{-offset}<" if offset else ""
        sign = f"{before}{glyph.number:04x}" + (f">{int(kerning)}<" if kerning else "")
        self.glyphs[glyph] = sign
        return sign


def _closed(string: str) -> str:
    """Return a string that is open, closed; one that has just been opened is taken away."""
    return string[:-1] if string[-1] == "<" else string + ">"


def _left(spacing: int) -> int:
    """Return how much of the spacing of a run Pango puts before it, all in its units."""
    half = spacing // 2
    return half if spacing % TO_UNITS else (half + TO_UNITS // 2) // TO_UNITS * TO_UNITS
