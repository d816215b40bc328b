"""Block nodes as semantic HTML: what each block template is given.

All that a template could be tempted to work out (labels, marks, sizes) is worked out here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from markupsafe import Markup, escape

from baspa.fonts import Face
from baspa.length import Length
from baspa.locales import load_locale
from baspa.model import (
    Align,
    Asset,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Chart,
    CodeBlock,
    DataTable,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Language,
    ListItem,
    ListNumbering,
    MathBlock,
    OrderedList,
    Paragraph,
    Role,
    Row,
    Table,
)
from baspa.model.walk import plain_text
from baspa.passes.contents import caption_form
from baspa.profile import Profile
from baspa.templates.environment import Templates
from baspa.templates.inlines import InlineWriter
from baspa.templates.sizes import picture_size
from baspa.templates.tables import column_shares, table_height

if TYPE_CHECKING:
    from baspa.math import Fitted

PICTURE_SHARE = 0.8
"""The share of the page's height that a picture may take; the rest is for its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWriter:
    """Writes the blocks of one section."""

    templates: Templates
    profile: Profile
    face: Face
    assets: Mapping[str, Asset]
    role: Role
    language: Language
    landscape: bool = False

    @property
    def line_mm(self) -> float:
        """How wide a line is."""
        page = self.profile.page
        if self.landscape:
            return page.height.mm - page.margin.top.mm - page.margin.bottom.mm
        return self.profile.text_width.mm

    @property
    def room_mm(self) -> float:
        """How high a picture may be."""
        height = self.profile.text_width if self.landscape else self.profile.text_height
        return height.mm * PICTURE_SHARE

    @property
    def _inline_writer(self) -> InlineWriter:
        return InlineWriter(self.assets, self.line_mm, self.room_mm)

    def blocks(self, nodes: Iterable[Block]) -> Markup:
        """Return `nodes` as HTML, one after the other."""
        written: list[Markup] = []
        before: Block | None = None
        for node, after in itertools.pairwise((*nodes, None)):
            assert node is not None
            if isinstance(node, Paragraph):
                names = ["continued"] * _goes_on(node, before) + ["lead"] * _leads(node, after)
                words = {"content": self.inlines(node.content), "classes": " ".join(names)}
                written.append(self.fill("paragraph", words))
            else:
                written.append(self.block(node))
            before = node
        return Markup("\n").join(html for html in written if html)

    def block(self, node: Block) -> Markup:
        """Return one block as HTML."""
        match node:
            case Heading():
                return self.fill("heading", self._heading(node))
            case Paragraph(content=content):
                return self.fill("paragraph", {"content": self.inlines(content), "classes": ""})
            case BlockQuote(blocks=blocks):
                return self.fill("quote", {"content": self.blocks(blocks)})
            case CodeBlock(text=text):
                return self.fill("code", {"text": text})
            case BulletList() | OrderedList():
                return self.fill("list", self._list(node))
            case DefinitionList():
                return self.fill("definitions", self._definitions(node))
            case Figure():
                return self.fill("figure", self._figure(node))
            case Table():
                return self.fill("table", self._table(node))
            case MathBlock():
                return self.fill("equation", self._equation(node))
            case Division():
                return self._division(node)
            case Chart() | DataTable():
                raise AssertionError(f"{type(node).__name__} was not included before rendering")
            case _:
                assert_never(node)

    def fill(self, template: str, context: Mapping[str, Any]) -> Markup:
        """Return the block template filled with `context`."""
        return self.templates.fill(f"blocks/{template}.html.j2", context)

    def inlines(self, content: Iterable[Any]) -> Markup:
        """Return inlines as HTML."""
        return self._inline_writer.inlines(content)

    def _heading(self, node: Heading) -> dict[str, Any]:
        number = label = None
        if self.role is Role.APPENDIX and node.level == 1 and node.label:
            kind = "appendix"
            pattern = escape(self.profile.appendices.pattern[self.language])
            label = pattern.replace("{number}", _number(node.label.number))
        elif node.label:
            kind, number = "numbered", node.label.number + self.profile.headings.after_number
        elif self.role in {Role.CHAPTER, Role.APPENDIX} or node.level > 1:
            kind = "unnumbered"
        else:
            kind = "structural"
        unlisted = self.role.value not in {p.value for p in self.profile.contents.parts}
        return {
            "level": node.level,
            "id": node.attributes.id,
            "kind": kind,
            "unlisted": unlisted or "unlisted" in node.attributes.classes,
            "number": number,
            "label": label,
            "own_line": self.profile.appendices.title_on_own_line,
            "title": self.inlines(node.content),
        }

    def _list(self, node: BulletList | OrderedList) -> dict[str, Any]:
        ordered = isinstance(node, OrderedList)
        return {
            "ordered": ordered,
            "kind": node.numbering.value if isinstance(node, OrderedList) else None,
            "start": node.start if isinstance(node, OrderedList) else None,
            "delimiter": node.delimiter if isinstance(node, OrderedList) else None,
            "items": [
                {"marker": self._marker(node, i, item), "content": self._run_in(item.blocks)}
                for i, item in enumerate(node.items)
            ],
        }

    def _marker(self, node: BulletList | OrderedList, index: int, item: ListItem) -> str:
        if isinstance(node, BulletList):
            return self.profile.lists.bullet
        mark = item.marker
        if node.numbering is ListNumbering.DECIMAL:
            mark = str(node.start + index)
        return f"({mark})" if node.delimiter == "()" else mark + node.delimiter

    def _run_in(self, blocks: tuple[Block, ...]) -> Markup:
        """Return what follows a mark or term: the first paragraph's text, then the other blocks."""
        first, rest = blocks[:1], blocks[1:]
        if first and isinstance(first[0], Paragraph):
            text = self.inlines(first[0].content)
            return text + Markup("\n") + self.blocks(rest) if rest else text
        return self.blocks(blocks)

    def _definitions(self, node: DefinitionList) -> dict[str, Any]:
        """Return each term with what it means: the first paragraph stands in its line."""
        items = []
        for item in node.items:
            first, *others = item.definitions
            definitions = [self._run_in(first), *(self.blocks(blocks) for blocks in others)]
            items.append({"term": self.inlines(item.term), "definitions": definitions})
        return {"items": items, "separator": self.profile.text.definition_separator}

    def _figure(self, node: Figure) -> dict[str, Any]:
        size = picture_size(self.assets[node.path], node.attributes, self.line_mm, self.room_mm)
        return {
            "id": node.attributes.id,
            "src": node.path,
            "alt": node.alt,
            "size": size,
            "caption": self._caption(node),
        }

    def _caption(self, node: Figure | Table) -> dict[str, Any] | None:
        """Return label, separator and title of a caption; None where there is none."""
        if node.label is None:
            return None
        rules, pattern = caption_form(node, self.language, self.profile)
        return {
            "above": rules.place == "above",
            "label": escape(pattern).replace("{number}", _number(node.label.number)),
            "separator": None if rules.title_on_own_line else rules.separator,
            "title": self.inlines(node.caption),
        }

    def _table(self, node: Table) -> dict[str, Any]:
        aligns = [c.align for c in node.columns]
        rules = self.profile.tables
        shares = column_shares(node, self.profile, self.face, self.line_mm)
        height = table_height(node, shares, self.profile, self.face, self.line_mm)
        return {
            "id": node.attributes.id,
            "caption": self._caption(node),
            "whole": height <= rules.whole_share * self.profile.text_height.mm,
            "shares": [f"{share * 100:.3f}%" for share in shares],
            "head": [self._row(row, [rules.head_align] * len(aligns)) for row in node.head],
            "body": [self._row(row, [_ALIGNS[a] for a in aligns]) for row in node.body],
        }

    def _row(self, row: Row, aligns: list[str]) -> list[dict[str, Any]]:
        cells: list[dict[str, Any]] = []
        column = 0
        for cell in row.cells:
            cells.append(
                {
                    "align": aligns[min(column, len(aligns) - 1)],
                    "colspan": cell.colspan,
                    "rowspan": cell.rowspan,
                    "content": self._cell(cell),
                }
            )
            column += cell.colspan
        return cells

    def _cell(self, cell: Cell) -> Markup:
        match cell.blocks:
            case (Paragraph(content=content),):
                return self.inlines(content)
            case blocks:
                return self.blocks(blocks)

    def _equation(self, node: MathBlock) -> dict[str, Any]:
        number = node.label.number if node.label else None
        rules = self.profile.equations
        room = self.line_mm - rules.number_width.mm if number else self.line_mm
        fitted = self._fitted(node, room)
        centred = rules.align == "center" and number is not None
        return {
            "id": node.attributes.id,
            "mathml": Markup(fitted.mathml),
            "number": number,
            "wide": centred and fitted.width.mm > room - rules.number_width.mm,
        }

    def _fitted(self, node: MathBlock, room_mm: float) -> Fitted:
        """Return a formula broken into lines that fit; one that cannot be is reported (X402)."""
        from baspa.math import Fitted, FormulaError, fit  # brings fonts and converters

        size, room = self.profile.text.size, Length(room_mm)
        try:
            fitted = fit(node.mathml, room, size_pt=size.pt, text_font=Path(self.face.file))
        except FormulaError:  # the PDF writer reports what cannot be drawn
            return Fitted(mathml=node.mathml, width=Length(0))
        if (excess := fitted.width.mm - room_mm) > 0:
            self.templates.findings.warning(
                "X402",
                f"this formula is {excess:.0f} mm wider than the {room_mm:.0f} mm of its line",
                node.span,
                r"break it at an operator that both lines show: \begin{aligned} … + \\ & + … "
                r"\end{aligned}, or give long words a letter and explain it below",
            )
        return fitted

    def _division(self, node: Division) -> Markup:
        """Return a fenced division; one of an unknown class prints as its blocks."""
        classes = node.attributes.classes
        if "where" in classes:
            return self.fill("where", self._where(node))
        if "landscape" in classes:
            inside = replace(self, landscape=True)
            return self.fill("landscape", {"content": inside.blocks(node.blocks)})
        if "note" in classes:
            return self.fill("note", {"content": self.blocks(node.blocks)})
        return self.blocks(node.blocks)

    def _where(self, node: Division) -> dict[str, Any]:
        """Return the lines of a formula's explanation: the items of its list, else its blocks."""
        items = [i for b in node.blocks if isinstance(b, BulletList | OrderedList) for i in b.items]
        blocks = [b for item in items for b in item.blocks] if items else list(node.blocks)
        lines = [self.inlines(b.content) for b in blocks if isinstance(b, Paragraph)]
        return {"word": load_locale(self.language).where, "lines": lines}


_ALIGNS = {
    Align.DEFAULT: "left",
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
}


def _goes_on(paragraph: Paragraph, before: Block | None) -> bool:
    """Return whether a paragraph continues the sentence that a formula before it interrupted."""
    return isinstance(before, MathBlock) and plain_text(paragraph.content)[:1].islower()


def _leads(paragraph: Paragraph, after: Block | None) -> bool:
    """Return whether a paragraph announces what follows: no page ends between the two."""
    return after is not None and plain_text(paragraph.content).rstrip().endswith(":")


def _number(text: str) -> Markup:
    return Markup('<span class="number">{}</span>').format(text)
