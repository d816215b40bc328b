"""How wide words, formulas and pictures are: no column can be narrower than they."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from baspa.dataclass import dataclass
from baspa.fonts import Face
from baspa.length import MM_PER_INCH
from baspa.model import (
    Asset,
    Cell,
    Emphasis,
    Figure,
    Inline,
    InlineImage,
    Math,
    Note,
    Paragraph,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from baspa.model.walk import plain_text, transform, walk
from baspa.templates.sizes import picture_width

_BREAKS = re.compile(r"[ \t\n]+|(?<=[^\W\d_][-–—])(?=[^\W\d_])")
"""Where a line may end: at a space that is no no-break space, behind a hyphen between letters."""
RAISED = 0.65
"""The size of superscripts, subscripts and footnote marks over that of the text, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbreakable:
    """Something that a line cannot divide."""

    width_mm: float
    what: str
    """As the author would name it: the word itself, or what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Measures what is set in one face at one size."""

    face: Face
    size_pt: float
    assets: Mapping[str, Asset]
    line_mm: float
    """The width of the text, of which a picture may take a share."""

    def text(self, text: str) -> float:
        """Return the width of `text` in millimetres; kerning is left out."""
        default = self.face.units_per_em // 2
        advances = self.face.advances
        units = sum([advances.get(ord(c), default) for c in text])
        return units * self.size_pt / self.face.units_per_em / 72 * MM_PER_INCH

    def inlines(self, content: tuple[Inline, ...]) -> float:
        """Return the width of `content` in millimetres, set on one line."""
        width = 0.0
        for node in content:
            match node:
                case Superscript(content=inside) | Subscript(content=inside):
                    width += self.inlines(inside) * RAISED
                case Note(number=number):
                    width += self.text(str(number)) * RAISED
                case Math():
                    width += self.formula(node)
                case InlineImage():
                    width += self.picture(node)
                case Emphasis(content=inside) | Strong(content=inside) | Styled(content=inside):
                    width += self.inlines(inside)
                case _:
                    width += self.text(plain_text((node,)))
        return width

    def unbreakables(self, cell: Cell) -> Iterator[Unbreakable]:
        """Yield the words, formulas and pictures of a cell."""
        for node in walk(cell.blocks):
            match node:
                case Paragraph(content=content):
                    for word in _BREAKS.split(plain_text(_words_only(content))):
                        yield Unbreakable(width_mm=self.text(word), what=f"«{word}»")
                case Math(latex=latex):
                    yield Unbreakable(width_mm=self.formula(node), what=f"the formula {latex}")
                case InlineImage() | Figure(panels=()):
                    yield Unbreakable(width_mm=self.picture(node), what="a picture")
                case _:
                    pass

    def lines(self, cell: Cell) -> Iterator[float]:
        """Yield the width of each paragraph of a cell, set on one line."""
        for node in walk(cell.blocks):
            if isinstance(node, Paragraph):
                yield self.inlines(node.content)

    def formula(self, node: Math) -> float:
        """Return the width of a formula as the PDF draws it."""
        from baspa.math import FormulaError, to_svg  # brings fonts and converters

        try:
            svg = to_svg(node.mathml, size_pt=self.size_pt, text_font=self.face.file)
        except FormulaError:
            return self.text(node.latex)
        return svg.width_pt / 72 * MM_PER_INCH

    def picture(self, node: InlineImage | Figure) -> float:
        """Return the width that a picture asks for."""
        return picture_width(self.assets[node.path], node.attributes, self.line_mm, self.line_mm)


def _words_only(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines with a gap in place of each formula and picture."""
    gap = Text(value=" ")
    return transform(content, lambda n: gap if isinstance(n, Math | InlineImage) else n)
