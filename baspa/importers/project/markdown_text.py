"""Words to Markdown: what the author wrote is escaped, what the import adds is booked as added."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import assert_never

from baspa.dataclass import dataclass
from baspa.importers.project.markdown_charts import chart_data
from baspa.importers.references.author_citations import Source, author_citations
from baspa.importers.references.citations import citations
from baspa.importers.references.lone_appendix import lone_appendix
from baspa.importers.references.references import references
from baspa.importers.references.titled_references import titled_references
from baspa.importers.references.typed_numbers import ask_of_typed
from baspa.importers.text.ledger import Added, Ledger
from baspa.importers.text.manuscript import (
    Chart,
    Code,
    Edit,
    Form,
    Formula,
    Link,
    Manuscript,
    Markup,
    Note,
    Object,
    Picture,
    Reference,
    Table,
    Text,
)
from baspa.importers.text.verse import VERSE, without_verse
from baspa.model.document import Language

_ESCAPED = re.compile(r"[\\`*_{}\[\]<>#$@^~|&]")
_ALONE = re.compile(r"\[-@([^\]]+)\]")
"""A reference by the number alone, which what has none cannot have."""
_OPENING = re.compile(
    r"\(?(?:\d+|[^\W\d_]|[ivxIVX]+)[.)](?=\s|$)|[-+:=](?=[\s\-+:=]|$)|\((?=\w+\))"
)
"""What would open a list, a rule or a definition at the head of a line."""
_MARKUP = {Form.BOLD: "**", Form.ITALIC: "*", Form.SUPERSCRIPT: "^", Form.SUBSCRIPT: "~"}
_WRITTEN = sum(_MARKUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the text refers to."""

    language: Language
    sources: int
    """How many the list of sources has."""
    lines: Sequence[Text]
    """The sources as they stand in the list, without their numbers."""
    authors: tuple[Source, ...]
    """What the sources are cited by where no numbers are."""
    targets: Mapping[str, str]
    """The label of each kind and typed number: `fig:2.1` → `fig:2-1`."""
    numberless: frozenset[str]
    """The labels of sections that have no number."""
    bracket: str = "["
    """What opens a citation by number; `^`: the numbers are raised."""
    rare: frozenset[int] = frozenset()
    """The sources that no citation in square brackets names."""


@dataclass(slots=True)
class Page:
    """One Markdown file that is being written."""

    file: str
    marks: Marks
    manuscript: Manuscript
    ledger: Ledger
    pictures: dict[str, bytes]
    """Files of the project that were made for pictures."""
    data: dict[str, str]
    """Files of the project that were made for tables."""
    parts: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def ours(self, markup: str) -> None:
        """Write what no author wrote."""
        self.parts.append(markup)
        if any(c.isalnum() for c in markup):
            self.ledger.added.append(Added(file=self.file, text=markup))

    def text(self, text: Text, *, opens_line: bool = False, indent: str = "") -> None:
        """Write a text with its forms and the objects that stand in it."""
        found = self._references(text)
        head = _OPENING.match(text.string) if opens_line else None
        if head and found and found[0][0].start < head.end():
            head = None  # `(1) формула`: the number becomes a reference
        if head and len(head[0]) == 2 and head[0][0].isupper() and head[0][1] == ".":
            head = None  # an initial: a list of capitals has two spaces behind the full stop
        if head:
            self.parts.append(escaped(head[0][:-1]) + "\\" + head[0][-1])
        done = head.end() if head else 0
        for edit, reason in found:
            self._plain(text[done : edit.start], indent)
            self.ledger.note(text, "references", edit, reason)
            self.parts.append(edit.new)
            done = edit.end
        self._plain(text[done:], indent)

    def _references(self, text: Text) -> list[tuple[Edit, str]]:
        """Return the places of `text` that refer to something, and the markup that they become."""
        marks, language = self.marks, self.marks.language
        count, bracket = marks.sources, marks.bracket
        found = [*citations(text, count, bracket, language, self.ledger, marks.rare)]
        found += author_citations(text, marks.authors, language)
        found += references(text, marks.targets, language)
        found += lone_appendix(text, marks.targets, language)
        found += titled_references(text, self.manuscript, marks.targets, marks.numberless, language)
        allowed = [c for c in found if self.ledger.allows(text, "references", c[0])]
        made = [c for c in allowed if self.marks.numberless.isdisjoint(_ALONE.findall(c[0].new))]
        chosen, done = list[tuple[Edit, str]](), 0
        for edit, reason in sorted(made, key=lambda change: change[0].start):
            if edit.start >= done:  # `[5, табл. 3]` is a citation, and no reference
                chosen.append((edit, reason))
                done = edit.end
        edits = [edit for edit, _ in chosen]
        ask_of_typed(text, edits, marks.lines, marks.targets, language, self.ledger)
        return chosen

    def _plain(self, text: Text, indent: str) -> None:
        """Write a text that refers to nothing."""
        for form, piece in _runs(text):
            self._run(form, piece, indent)

    def _run(self, form: int, piece: Text, indent: str) -> None:
        """Write characters of one form."""
        string = piece.string
        core = string.strip()
        if not core:
            self.parts.append(string)
            return
        marks = [mark for bit, mark in _MARKUP.items() if form & bit]
        if any(bit & form for bit in (Form.SUPERSCRIPT, Form.SUBSCRIPT)) and " " in core:
            core = core.replace(" ", "\\ ")
        before, after = string[: len(string) - len(string.lstrip())], string[len(string.rstrip()) :]
        self.parts += [before, *marks]
        for character in core:
            found = self.manuscript.object_of(character)
            if found is None:
                written = escaped(character).replace(VERSE, "\n")
                self.parts.append(written.replace("\n", "\\\n" + indent))
            else:
                self._object(found)
        self.parts += [*reversed(marks), after]

    def _object(self, found: Object) -> None:
        """Write an object that stands in a line."""
        match found:
            case Note():
                self.notes.append(found)
                self.ours(f"[^{len(self.notes)}]")
            case Formula():
                self.ours(f"${found.latex}$")
            case Link(text, url):
                self.ours("[")
                self.text(text)
                self.ours(f"]({url.replace(' ', '%20').replace(')', '%29')})")
            case Code(code):
                self.ours(f"`{code}`")
            case Markup(markdown):
                self.ours(markdown)
            case Reference():
                self._reference(found)
            case Picture():
                self.ours(f"![]({self.picture(found)})")
            case Chart():
                self.ledger.ask(
                    None, "a chart among words is not drawn", self.chart_data_file(found)
                )
            case Table(rows=rows):
                for cell in (cell for row in rows for cell in row):
                    self.text(cell)
                    self.ours(" ")
            case _ as never:
                assert_never(never)

    def _reference(self, reference: Reference) -> None:
        """Write a cross-reference; what it is called in the original where nothing has the name."""
        labels = [self.marks.targets.get(f"id:{id}", "") for id in reference.ids]
        if all(labels):
            alone = reference.alone and len(labels) == 1 and labels[0] not in self.marks.numberless
            sign = "-@" if alone else "@"
            form = "{.page}" if reference.page else ""
            self.ours(f"[{'; '.join(sign + label for label in labels)}]{form}")
            return
        names = ", ".join(reference.ids)
        self.ours(escaped(names))
        self.ledger.ask(None, "nothing that is referred to has this label", names)

    def picture(self, picture: Picture) -> str:
        """Return the path of a picture's file, which is made."""
        name = next((n for n, c in self.pictures.items() if c == picture.content), None)
        if name is None:
            name = f"figures/figure-{len(self.pictures) + 1}{picture.suffix}"
            self.pictures[name] = picture.content
        return name

    def chart_data_file(self, chart: Chart) -> str:
        """Return the path of the file of a chart's data, which is made."""
        name, data = f"data/chart-{len(self.data) + 1}.csv", chart_data(chart)
        self.data[name] = data
        self.ledger.added.append(Added(file=name, text=data))
        return name

    def cell(self, cell: Text, *, head: bool, in_line: bool = False) -> str:
        """Return the Markdown of a cell, its paragraphs parted by blank lines.

        `in_line`: it is a part of a line, where nothing opens a list.
        """
        outer, self.parts = self.parts, []
        lines = without_verse(cell).lines()
        for n, line in enumerate(line for line in lines if line.string.strip()):
            self.ours("\n\n" if n else "")
            shown = line.stripped().unstressed() if head else line.stripped()
            self.text(shown, opens_line=not in_line)
        written, self.parts = "".join(self.parts), outer
        return written

    def finished(self) -> str:
        """Return the file's text, its footnotes at the end."""
        for n, note in enumerate(self.notes, 1):
            self.ours(f"[^{n}]: ")
            self.text(note.text, opens_line=True)
            self.ours("\n\n")
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip() + "\n"


def _runs(text: Text) -> list[tuple[int, Text]]:
    """Return the stretches of one form, of the forms that Markdown writes."""
    runs, start = list[tuple[int, Text]](), 0
    forms = bytes(form & _WRITTEN for form in text.forms)
    for at in range(1, len(text) + 1):
        if at == len(text) or forms[at] != forms[start]:
            runs.append((forms[start], text[start:at]))
            start = at
    return runs


def escaped(string: str) -> str:
    """Return a string that Markdown prints as it is."""
    return _ESCAPED.sub(r"\\\g<0>", string)
