"""Block nodes as semantic HTML: what each block template is given.

All that a template could be tempted to work out (labels, marks, sizes) is worked out here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, assert_never

from markupsafe import Markup, escape

from baspa.dataclass import dataclass
from baspa.fonts import Face
from baspa.length import Length
from baspa.locales import load_locale
from baspa.model import (
    Asset,
    Block,
    BlockQuote,
    BulletList,
    Chart,
    CodeBlock,
    DataTable,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Language,
    MathBlock,
    Note,
    OrderedList,
    Paragraph,
    Role,
    Table,
)
from baspa.model.walk import plain_text
from baspa.passes.contents import caption_form
from baspa.passes.words import word
from baspa.profile import Profile
from baspa.templates.environment import Templates
from baspa.templates.figures import FigureWriter
from baspa.templates.formulas import fitted
from baspa.templates.inlines import InlineWriter
from baspa.templates.marks import item_marks, list_kind
from baspa.templates.measure import Measure

PICTURE_SHARE = 0.8
"""The share of the page's height that a picture may take; the rest is for its caption."""


def joined(blocks: Iterable[Markup]) -> Markup:
    """Return blocks one after the other."""
    return Markup("\n").join(blocks)


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
    list_depth: int = 0
    """How many lists are around."""
    first_indent: bool = True
    """Whether the first paragraph has an indent, as those after it."""

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
        return InlineWriter(self.assets, self.line_mm, self.room_mm, endnotes=self.profile.endnotes)

    @property
    def _measure(self) -> Measure:
        """What measures the inside of tables."""
        size = self.profile.tables.size
        return Measure(face=self.face, size_pt=size.pt, assets=self.assets, line_mm=self.line_mm)

    def blocks(
        self, nodes: Iterable[Block], before: Block | None = None, after: Block | None = None
    ) -> Markup:
        """Return `nodes`, which stand between two others, as HTML, one after the other."""
        written: list[Markup] = []
        for node, next_ in itertools.pairwise((*nodes, after)):
            assert node is not None
            if isinstance(node, Paragraph) and self._is_run_in(before):
                heading = {"heading": written.pop(), "text": self._paragraph(node)}
                written.append(self.fill("run-in", heading))
            elif isinstance(node, Paragraph):
                goes_on = self._continues(node, before)
                names = ["continued"] * goes_on + ["lead"] * _leads(node, next_)
                written.append(self._paragraph(node, " ".join(names)))
            else:
                written.append(self.block(node))
            before = node
        return joined(html for html in written if html)

    def _continues(self, paragraph: Paragraph, before: Block | None) -> bool:
        """Return whether a paragraph has no indent of its own."""
        return _goes_on(paragraph, before) or (before is None and not self.first_indent)

    def _is_run_in(self, block: Block | None) -> bool:
        """Return whether the text goes on in the line of `block`."""
        return isinstance(block, Heading) and self.profile.headings.level(block.level).run_in

    def block(self, node: Block) -> Markup:
        """Return one block as HTML."""
        match node:
            case Heading():
                return self.fill("heading", self._heading(node))
            case Paragraph():
                return self._paragraph(node)
            case BlockQuote(blocks=blocks):
                return self.fill("quote", {"content": self.blocks(blocks)})
            case CodeBlock(text=text, block_id=block_id):
                return self.fill("code", {"text": text, "block": block_id})
            case BulletList() | OrderedList():
                return self.fill("list", self._list(node))
            case DefinitionList() if self.role is Role.ABBREVIATIONS:
                return self.fill("abbreviations", self._abbreviations(node))
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

    def _paragraph(self, node: Paragraph, classes: str = "") -> Markup:
        content = self.inlines(node.content)
        return self.fill(
            "paragraph", {"content": content, "classes": classes, "block": node.block_id}
        )

    def note(self, node: Note) -> Markup:
        """Return the paragraphs of an endnote."""
        return self._inline_writer.note(node.blocks)

    def _heading(self, node: Heading) -> dict[str, Any]:
        number = label = None
        if self.role is Role.APPENDIX and node.level == 1 and node.label:
            kind = "appendix"
            pattern = self.profile.appendices.pattern[self.language]
            mark = node.label.number
            label = escape(pattern if mark else pattern.replace("{number}", "").strip())
            label = label.replace("{number}", _number(mark))
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
            "block": node.block_id,
            "kind": kind,
            "unlisted": unlisted or "unlisted" in node.attributes.classes,
            "number": number,
            "label": label,
            "own_line": self.profile.appendices.title_on_own_line,
            "title": self.inlines(node.content),
            "end": "." if self._is_run_in(node) and not _ends(node) else "",
        }

    def _list(self, node: BulletList | OrderedList) -> dict[str, Any]:
        marks = item_marks(node, self.list_depth, self.language, self.profile)
        inside = replace(self, list_depth=self.list_depth + 1)
        items = [
            {
                "marker": mark,
                "content": inside._run_in(item.blocks),
                "block": _opening_id(item.blocks),
            }
            for mark, item in zip(marks, node.items, strict=True)
        ]
        if isinstance(node, BulletList):
            return {"ordered": False, "items": items}
        return {
            "ordered": True,
            "kind": list_kind(node, self.list_depth, self.profile),
            "start": node.start,
            "delimiter": node.delimiter,
            "items": items,
        }

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
            term = self.inlines(item.term)
            items.append(
                {
                    "term": term,
                    "definitions": definitions,
                    "block": item.block_id,
                    "meaning": _opening_id(first),
                }
            )
        return {"items": items, "separator": self.profile.text.definition_separator}

    def _abbreviations(self, node: DefinitionList) -> dict[str, Any]:
        """Return the definitions with the shares of the columns; the first is as wide as it must.

        An abbreviation of more than a third of the line goes on in a second line.
        """
        separator = self.profile.abbreviations.separator
        measure = replace(self._measure, size_pt=self.profile.text.size.pt)
        widest = max((measure.text(plain_text(item.term)) for item in node.items), default=0.0)
        first = min((widest + measure.text("  ")) / self.line_mm, 1 / 3)
        second = measure.text(f"{separator} ") / self.line_mm if separator else 0.0
        shares = [first, second, 1 - first - second] if separator else [first, 1 - first]
        return self._definitions(node) | {
            "separator": separator,
            "shares": [f"{share * 100:.3f}%" for share in shares],
        }

    def _figure(self, node: Figure) -> dict[str, Any]:
        writer = FigureWriter(
            rules=self.profile.figures,
            assets=self.assets,
            line_mm=self.line_mm,
            room_mm=self.room_mm,
            inlines=self.inlines,
            findings=self.templates.findings,
        )
        named = {
            "id": node.attributes.id,
            "block": node.block_id,
            "caption": self._caption(node),
        }
        return named | writer.pictures(node)

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
        from baspa.templates.rows import ALIGNS, ColumnAlignment, RowWriter  # seldom needed
        from baspa.templates.tables import lay_out_columns, row_heights
        from baspa.templates.wide_tables import report_wide

        rules = self.profile.tables
        measure = self._measure
        columns = lay_out_columns(node, self.profile, self.language, measure)
        report_wide(node, columns, self.line_mm, self.templates.findings)
        heights = row_heights(node, columns, self.profile, measure)
        whole = sum(heights) <= rules.whole_share * self.profile.text_height.mm
        head = [ColumnAlignment(align=rules.head_align)] * len(columns)
        body = [
            ColumnAlignment(align=ALIGNS[column.align], decimals=laid_out.decimals)
            for column, laid_out in zip(node.columns, columns, strict=True)
        ]
        rows = RowWriter(
            language=self.language, measure=measure, inlines=self.inlines, blocks=self.blocks
        )
        return {
            "id": node.attributes.id,
            "block": node.block_id,
            "caption": self._caption(node),
            "continuation": None if whole else self._continuation(node),
            "whole": whole,
            "shares": [f"{column.share * 100:.3f}%" for column in columns],
            "head": rows.rows(node.head, head),
            "body": rows.rows(node.body, body),
            "tall": [height > self.room_mm for height in heights[len(node.head) :]],
        }

    def _continuation(self, node: Table) -> Markup | None:
        """Return the label over the further pages of a table; None where it has none."""
        rules = self.profile.tables
        if node.label is None or rules.continuation == "off":
            return None
        words = load_locale(self.language).table_continued
        label = escape(rules.continuation_label.get(self.language, words))
        return label.replace("{number}", _number(node.label.number))

    def _equation(self, node: MathBlock) -> dict[str, Any]:
        number = node.label.number if node.label else None
        rules = self.profile.equations
        room = self.line_mm - rules.number_width.mm if number else self.line_mm
        formula = fitted(
            node,
            Length(room),
            size=self.profile.text.size,
            face=self.face,
            findings=self.templates.findings,
        )
        centred = rules.align == "center" and number is not None
        return {
            "id": node.attributes.id,
            "block": node.block_id,
            "mathml": Markup(formula.mathml),
            "number": number,
            "height_mm": f"{formula.height.mm:.2f}",
            "wide": centred and formula.width.mm > room - rules.number_width.mm,
        }

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
        lines = [b for b in blocks if isinstance(b, Paragraph)]
        return {
            "word": word("where", self.language, self.profile),
            "lines": [self.inlines(line.content) for line in lines],
            "blocks": [line.block_id for line in lines],
        }


def _opening_id(blocks: tuple[Block, ...]) -> str:
    """Return the id of the paragraph that begins `blocks`, in the line of a mark or term."""
    match blocks:
        case (Paragraph(block_id=block_id), *_):
            return block_id
        case _:
            return ""


def _goes_on(paragraph: Paragraph, before: Block | None) -> bool:
    """Return whether a paragraph continues the sentence that a formula before it interrupted."""
    return isinstance(before, MathBlock) and plain_text(paragraph.content)[:1].islower()


def _ends(heading: Heading) -> bool:
    """Return whether a heading ends as a sentence does."""
    return plain_text(heading.content).endswith((".", "?", "!", "…"))


def _leads(paragraph: Paragraph, after: Block | None) -> bool:
    """Return whether a paragraph announces what follows: no page ends between the two."""
    return after is not None and plain_text(paragraph.content).rstrip().endswith(":")


def _number(text: str) -> Markup:
    return Markup('<span class="number">{}</span>').format(text)
