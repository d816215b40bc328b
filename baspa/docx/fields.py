"""Fields and bookmarks: what makes numbers, references and the contents live.

Every field is a complex one (begin, instruction, separate, cached result, end); the cached result
is what an update of the field would give.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.docx.formatting import RunFormat
from baspa.docx.oxml import Element, make, text_element
from baspa.model.document import ROW_PREFIX

NUMBER_PREFIX = "_Ref"
"""Begins the bookmarks around numbers, which references repeat."""

NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def run(text: str, format: RunFormat | None = None) -> Element:
    """Return `w:r` with text; a no-break hyphen in it is Word's own."""
    first, *rest = text.split(NO_BREAK_HYPHEN)
    content = [text_element(first)] if first or not rest else []
    for piece in rest:
        content.append(make("w:noBreakHyphen"))
        content += [text_element(piece)] if piece else []
    return make("w:r", (format or RunFormat()).element(), *content)


def run_of(child: Element, format: RunFormat | None = None) -> Element:
    """Return `w:r` with one element that is no text: a break, a tab, a drawing."""
    return make("w:r", (format or RunFormat()).element(), child)


def field_start(instruction: str, format: RunFormat | None = None) -> list[Element]:
    """Return the runs that stand before a field's result."""
    return [
        run_of(make("w:fldChar", fldCharType="begin"), format),
        run_of(text_element(f" {instruction} ", "w:instrText"), format),
        run_of(make("w:fldChar", fldCharType="separate"), format),
    ]


def field_end(format: RunFormat | None = None) -> Element:
    """Return the run that stands after a field's result."""
    return run_of(make("w:fldChar", fldCharType="end"), format)


def simple_field(instruction: str, result: str, format: RunFormat | None = None) -> list[Element]:
    """Return the runs of a whole field with the text of its result."""
    return field_with(instruction, run(result, format), format)


def field_with(instruction: str, result: Element, format: RunFormat | None = None) -> list[Element]:
    """Return the runs of a whole field whose `result` is a run."""
    return [*field_start(instruction, format), result, field_end(format)]


def quoting_field(
    instruction: str, result: Element, format: RunFormat | None = None
) -> list[Element]:
    """Return the runs of a QUOTE field that prints what the field `instruction` gives.

    The inner one has no result of its own, which some readers would print beside the outer one.
    """
    begin, quote, separate = field_start("QUOTE", format)
    inner_begin, inner_instruction, _ = field_start(instruction, format)
    inner = [inner_begin, inner_instruction, field_end(format)]
    return [begin, quote, *inner, separate, result, field_end(format)]


def place_bookmark(html_id: str) -> str:
    """Return the name of the bookmark that marks where the element with this id stands."""
    return _bookmark_name("_Toc", html_id)


def number_bookmark(html_id: str) -> str:
    """Return the name of the bookmark that covers exactly the element's number."""
    return _bookmark_name(NUMBER_PREFIX, html_id)


def row_bookmark(table_id: str, row: int) -> str:
    """Return the name of the bookmark in a body row, counted from 1, of the table with this id."""
    return _bookmark_name(ROW_PREFIX, f"{table_id}/{row}")


def _bookmark_name(prefix: str, html_id: str) -> str:
    """Return a name of at most 40 characters, readable, and different for different ids."""
    readable = re.sub(r"[^A-Za-z0-9]+", "_", html_id).strip("_")[:22]
    return f"{prefix}_{readable}_{hashlib.sha256(html_id.encode()).hexdigest()[:10]}"


@dataclass(slots=True)
class Bookmarks:
    """Hands out the numeric ids that pair the two ends of a bookmark; remembers the names."""

    names: list[str] = field(default_factory=list)
    ends: dict[str, Element] = field(default_factory=dict)
    """The end of each bookmark, by its name: it may be moved to a later place."""

    def around(self, name: str, content: list[Element]) -> list[Element]:
        """Return `content` between the ends of a bookmark."""
        self.names.append(name)
        number = len(self.names)
        start = make("w:bookmarkStart", id=number, name=name)
        self.ends[name] = make("w:bookmarkEnd", id=number)
        return [start, *content, self.ends[name]]


@dataclass(slots=True)
class Sequences:
    """Counts as Word's SEQ fields do, so that a cached number is what an update would give."""

    identifiers: dict[str, str]
    """The SEQ identifier of each kind: `figure`, `table`, `equation`."""
    _last: dict[str, int] = field(default_factory=dict)

    def fields(
        self, kind: str, number: str, format: RunFormat, *, in_appendix: bool = False
    ) -> list[Element]:
        """Return the runs that print `number`: `3`, `2.1`, `А.1`, `A1`.

        What stands before the last figures is a chapter's number, taken from its heading by
        STYLEREF, or the mark of an appendix, which no field can give. A number that is none stays
        text.
        """
        found = re.fullmatch(r"(.*?)(\W?)([0-9]+)", number)
        if found is None:
            return [run(number, format)]
        before, dot, last = found.groups()
        value = int(last)
        restart = "" if value == self._last.get(kind, 0) + 1 else f" \\r {value}"
        self._last[kind] = value
        sequence = f"SEQ {self.identifiers[kind]} \\* ARABIC{restart}"
        fields = simple_field(sequence, last, format)
        if before.isdecimal() and not in_appendix:
            return [*simple_field("STYLEREF 1 \\s", before, format), run(dot, format), *fields]
        return [run(before + dot, format), *fields] if before else fields
