"""Blocks of the semantic HTML as paragraphs and tables.

| HTML | WordprocessingML |
|---|---|
| `p`, text between blocks | paragraph in Body Text, or the style of its place |
| `h1` … `h6` | heading styles (`headings.py`) |
| `.run-in` | one paragraph, the heading at its head in a character style |
| `ul`, `ol` | native numbering (`lists.py`) |
| `table` | native table; `table.layout` without rules (`tables.py`) |
| `figure` | picture paragraph and caption, kept together; panels in a table (`figures.py`) |
| `.equation` | table of three cells, or one paragraph without a number (`formulas.py`) |
| `.where`, `.note`, `dl`, `blockquote`, `pre` | paragraphs in styles of their own |
| `nav` | TOC field with its entries (`contents.py`) |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from baspa.docx.captions import caption_paragraph, equation_number
from baspa.docx.contents import contents_paragraphs
from baspa.docx.continuation import LongTable, label_row, mark_rows
from baspa.docx.fields import place_bookmark, run, run_of
from baspa.docx.figures import panel_table
from baspa.docx.formatting import ParagraphFormat, Tab, paragraph, set_space
from baspa.docx.formulas import Room, displayed_formula, formula_table
from baspa.docx.headings import Headings, run_in_style
from baspa.docx.inlines import Line, Writing, is_blank
from baspa.docx.lists import ListWriter
from baspa.docx.markup import HEADINGS, Node, all_text, classes, first, is_block, nodes, tag_of
from baspa.docx.oxml import Element, make, qualified
from baspa.docx.place import Place, free_lines, laid_out
from baspa.docx.tables import TableWriter
from baspa.length import Length


class BlockWriter:
    """Writes blocks; every method returns the elements in order."""

    def __init__(self, writing: Writing):
        self._writing = writing
        self._headings = Headings(writing)
        self._lists = ListWriter(writing, self)
        self._pending: list[str] = []
        """Bookmarks of elements that have begun; the next paragraph carries them."""

    def flow(self, content: Sequence[Node], place: Place) -> list[Element]:
        """Return mixed content as blocks; text between blocks becomes a paragraph.

        Two tables in a row are kept apart, since Word would make one of them.
        """
        found: list[Element] = []
        inline: list[Node] = []
        for node in [*content, None]:
            if node is not None and not is_block(node):
                inline.append(node)
                continue
            if not is_blank(inline):
                found.append(self.paragraph(inline, place))
            inline = []
            if node is not None and not isinstance(node, str):
                written = self.block(node, place)
                if found and written and found[-1].tag == written[0].tag == qualified("w:tbl"):
                    found.append(paragraph([], "Separator"))
                found += written
        return found

    def block(self, element: Element, place: Place) -> list[Element]:
        """Return one block element as paragraphs and tables."""
        place = place.inside(element, self.language)
        tag = tag_of(element)
        if tag in HEADINGS:
            self._announce_block(element)
            return [self._headings.write(element, place, self._marked)]
        if tag != "nav":
            self.announce(element)
        write = _WRITERS.get(tag, BlockWriter._content)
        return write(self, element, place)

    def paragraph(
        self,
        content: Sequence[Node] | Line,
        place: Place,
        *,
        style: str | None = None,
        format: ParagraphFormat | None = None,
    ) -> Element:
        """Return one paragraph, with the bookmarks that wait for it."""
        line = content if isinstance(content, Line) else self.line().add(content, place.run)
        runs = self._marked(line.finish())
        wanted = (format or ParagraphFormat()).over(place.paragraph)
        return paragraph(runs, style or place.style, wanted)

    @property
    def language(self) -> str:
        """The language of the document."""
        return self._writing.page.language

    def line(self) -> Line:
        """Return an empty line of the main text."""
        return Line(self._writing, self._writing.pictures.package.document)

    def announce(self, element: Element) -> None:
        """Let the next paragraph carry the bookmarks of `element`: of its id, and as a block."""
        if html_id := element.get("id"):
            self._pending.append(place_bookmark(html_id))
        self._announce_block(element)

    def _announce_block(self, element: Element) -> None:
        if block_id := element.get("data-block"):
            self._pending.append(block_id)

    def _marked(self, runs: list[Element]) -> list[Element]:
        """Return the content of a paragraph under the bookmarks that wait for one.

        They begin behind a formula that it begins with: LibreOffice would set that above its line.
        """
        first = [run for run in runs[:1] if run.tag == qualified("m:oMath")]
        rest = runs[len(first) :]
        for name in self._pending:
            rest = self._writing.bookmarks.around(name, rest)
        self._pending = []
        return [*first, *rest]

    def _leave(self, *names: str) -> None:
        """Let the next paragraph not carry these bookmarks: a caption or a number will."""
        self._pending = [name for name in self._pending if name not in names]

    def _end_in(self, element: Element, last: Element) -> None:
        """Let the bookmark of the block `element`, just written, end in the paragraph `last`."""
        end = self._writing.bookmarks.ends.get(element.get("data-block", ""))
        if end is not None:
            last.append(end)

    def _content(self, element: Element, place: Place) -> list[Element]:
        return self.flow(nodes(element), place)

    def _p(self, element: Element, place: Place) -> list[Element]:
        profile = self._writing.profile
        style = "BodyTextContinued" if "continued" in classes(element) else None
        leads = True if "lead" in classes(element) else None
        before = free_lines(element, place, profile)
        format = ParagraphFormat(before=before, keep_next=leads)
        inner = laid_out(place, element, profile)
        if inner.paragraph.at_foot is not None:
            style = "TitlePageFoot"
        return [self.paragraph(nodes(element), inner, style=style, format=format)]

    def _div(self, element: Element, place: Place) -> list[Element]:
        names = classes(element)
        if "equation" in names:
            return self._equation(element, place)
        if "where" in names:
            return self._where(element, place)
        if "note" in names:
            return self._note(element, place)
        if "run-in" in names:
            return [self._run_in(element, place)]
        profile = self._writing.profile
        found = self.flow(nodes(element), laid_out(place, element, profile))
        room = free_lines(element, place, profile)
        if found and room is not None and found[0].tag == qualified("w:p"):
            set_space(found[0], "before", room)
        return found

    def _note(self, element: Element, place: Place) -> list[Element]:
        found = self.flow(nodes(element), replace(place, style="Note"))
        if found and found[0].tag == found[-1].tag == qualified("w:p"):
            tables = self._writing.profile.tables
            set_space(found[0], "before", tables.note_space.twips)
            set_space(found[-1], "after", tables.space_after.twips)
        return found

    def _run_in(self, element: Element, place: Place) -> Element:
        """Return one paragraph that begins with its heading."""
        heading, text = element
        style = run_in_style(heading)
        self._announce_block(heading)
        line = self.line().append(self._marked(self._headings.run_in(heading, place, style)))
        line.text(" ", place.run)
        self._announce_block(text)
        line.append(self._marked(self.line().add(nodes(text), place.run).finish()))
        return self.paragraph(line, place, style=f"{style}Paragraph")

    def _where(self, element: Element, place: Place) -> list[Element]:
        room = self._writing.profile.equations.where_width.twips
        hanging = ParagraphFormat(left=room, first_line=-room, tabs=(Tab(position=room),))
        found = []
        for line in element:
            self.announce(line)
            word = first(line, "where-word")
            if word is None:
                format = ParagraphFormat(left=room, first_line=0)
                found.append(self.paragraph(nodes(line), place, style="Where", format=format))
                continue
            content = self.line().add([word], place.run)
            content.append([run_of(make("w:tab"), place.run)]).skip_blank()
            content.add([n for n in nodes(line) if n is not word], place.run)
            found.append(self.paragraph(content, place, style="Where", format=hanging))
        return found

    def _equation(self, element: Element, place: Place) -> list[Element]:
        profile = self._writing.profile
        math = next((e for e in element.iter() if tag_of(e) == "math"), None)
        number = first(element, "number")
        align = profile.equations.align
        room = self._room(element)
        if number is None:
            runs = [displayed_formula(math, align)] if math is not None else []
            return [paragraph(self._marked(runs), "Equation", room.format)]
        self._leave(place_bookmark(element.get("id", "")))
        runs = self._marked(equation_number(self._writing, element, number, place))
        side = min(place.width // 7, profile.equations.number_width.twips)
        left = side if align == "center" else profile.text.indent.twips
        if "wide" in classes(element):
            left = 0
        widths = (left, place.width - left - side, side)
        return [formula_table(math, runs, widths, align, room)]

    def _room(self, equation: Element) -> Room:
        """Return what a formula takes; there is less room between two formulas."""
        rules = self._writing.profile.equations
        before, after = equation.getprevious(), equation.getnext()
        follows = before is not None and "equation" in classes(before)
        goes_on = after is not None and "equation" in classes(after)
        between = rules.space_between.twips if follows else None
        return Room(
            height=Length(float(equation.get("data-height", "0"))).twips,
            before=rules.space_before.twips if between is None else between,
            after=0 if goes_on else rules.space_after.twips,
            format=ParagraphFormat(before=between, after=0 if goes_on else None),
        )

    def _figure(self, element: Element, place: Place) -> list[Element]:
        found = []
        html_id, caption = element.get("id", ""), element.find("figcaption")
        in_panels = first(element, "panels") is not None
        if caption is not None:
            self._leave(place_bookmark(html_id))
        if caption is not None and in_panels:  # the first panel has a bookmark of its own
            self._leave(element.get("data-block", ""))
        for child in element:
            if tag_of(child) == "figcaption":
                if in_panels:
                    self._announce_block(element)
                found.append(self._caption(child, html_id, "figure", place))
            elif tag_of(child) == "img":
                found.append(self.paragraph([child], place, style="Figure"))
            elif "panels" in classes(child):
                found.append(panel_table(self, child, place, before=0 if found else None))
        if found and all(each.tag == qualified("w:p") for each in found):
            self._end_in(element, found[-1])
        return found

    def _caption(
        self, caption: Element, html_id: str, kind: Literal["figure", "table"], place: Place
    ) -> Element:
        return caption_paragraph(self._writing, caption, html_id, kind, place, self._marked)

    def _table(self, element: Element, place: Place) -> list[Element]:
        table = TableWriter(
            blocks=self,
            place=place,
            profile=self._writing.profile,
            has_rules="layout" not in classes(element),
        )
        caption, html_id = element.find("caption"), element.get("id", "")
        found = []
        if caption is not None:
            self._leave(place_bookmark(html_id))
            found.append(self._caption(caption, html_id, "table", place))
        written = table.write(element)
        row = label_row(element)
        if row is not None:
            mark_rows(written, html_id, self._writing.bookmarks)
            words = self.line().add(nodes(row[0]), place.run).finish()
            opening = ParagraphFormat(page_break_before=True)
            long = LongTable(
                id=html_id,
                element=written,
                caption=found[0] if found else None,
                label=paragraph(words, "TableContinuation", opening),
                ruled=self._writing.profile.tables.rules == "grid",
            )
            self._writing.holes.tables.append(long)
        return [*found, written]

    def _quote(self, element: Element, place: Place) -> list[Element]:
        return self.flow(nodes(element), replace(place, style="Quote"))

    def _listing(self, element: Element, place: Place) -> list[Element]:
        content: list[Element] = []
        for n, text in enumerate(all_text(element).rstrip("\n").split("\n")):
            if n:
                content.append(run_of(make("w:br"), place.run))
            content += [run(text, place.run)] if text else []
        return [self.paragraph(self.line().append(content), place, style="SourceCode")]

    def _definitions(self, element: Element, place: Place) -> list[Element]:
        found: list[Element] = []
        for entry in element:
            self.announce(entry)
            content: list[Node] = []
            for node in nodes(entry):
                if isinstance(node, Element) and tag_of(node) == "dd":
                    content += nodes(node)
                else:
                    content.append(node)
            found += self.flow(content, place)
        return found

    def _list(self, element: Element, place: Place) -> list[Element]:
        return self._lists.write(element, place)

    def _nav(self, element: Element, place: Place) -> list[Element]:
        return contents_paragraphs(self._writing, element, place, self.block)


_WRITERS: dict[str, Callable[[BlockWriter, Element, Place], list[Element]]] = {
    "p": BlockWriter._p,
    "div": BlockWriter._div,
    "figure": BlockWriter._figure,
    "table": BlockWriter._table,
    "blockquote": BlockWriter._quote,
    "pre": BlockWriter._listing,
    "dl": BlockWriter._definitions,
    "ul": BlockWriter._list,
    "ol": BlockWriter._list,
    "nav": BlockWriter._nav,
}
"""What writes each block element; any other shows its content."""
