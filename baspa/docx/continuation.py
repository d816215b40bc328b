"""A table that goes on on further pages: its parts, each under its continuation label.

Word repeats a head row on the first page of a table too, so it cannot hold the label. The table is
therefore written as one table for each page that it takes, with the label as a paragraph between.
Which row begins a page is known from a layout (`divisions.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import pairwise

from baspa.dataclass import dataclass
from baspa.docx.fields import Bookmarks, row_bookmark
from baspa.docx.formatting import properties_of
from baspa.docx.markup import classes
from baspa.docx.oxml import Element, make, qualified
from baspa.model import TableDivision


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable:
    """A table that may go on on further pages."""

    id: str
    """Its id in the HTML."""
    element: Element
    """The whole of it, where it stands in the tree."""
    caption: Element | None
    label: Element
    """The paragraph above each part but the first; it begins a page."""
    ruled: bool
    """There are rules between its rows."""


def label_row(table: Element) -> Element | None:
    """Return the row of a table of the HTML that holds its continuation label."""
    return next((row for row in table.iterfind("./thead/tr") if is_label(row)), None)


def is_label(row: Element) -> bool:
    """Whether a row of the HTML is a continuation label."""
    return "continuation" in classes(row)


def mark_rows(written: Element, table_id: str, bookmarks: Bookmarks) -> None:
    """Put a bookmark into each body row of a written table, so that a layout tells its place."""
    _, body = _rows(written)
    for number, row in enumerate(body, 1):
        paragraph = next(_own_paragraphs(row), None)
        if paragraph is not None:
            after = paragraph.index(properties_of(paragraph)) + 1
            paragraph[after:after] = bookmarks.around(row_bookmark(table_id, number), [])


@contextmanager
def divided(table: LongTable, division: TableDivision) -> Iterator[list[Element]]:
    """Let a table stand in its parts, and labels between them; yield those behind the first.

    Afterwards it stands there as a whole.
    """
    whole, around = table.element, table.element.getparent()
    assert around is not None, "a table stands in the body, or in a cell"
    first, *further = _parts(table, division)
    around.replace(whole, first)
    at = around.index(first) + 1
    around[at:at] = further
    yield further
    for each in further:
        around.remove(each)
    around.replace(first, whole)


def _parts(table: LongTable, division: TableDivision) -> list[Element]:
    """Return a copy of a table in its parts, a label over each but the first.

    Where rows are not ruled, the rule at the foot stands under the last part only. A division
    that an earlier build needed may tell of more rows than there are now.
    """
    first = deepcopy(table.element)
    heads, body = _rows(first)
    found = [first]
    starts = [start for start in division.starts if start < len(body)]
    for start, end in pairwise([*starts, len(body)]):
        _restart_merges(body[start])
        part = _part(first, [*map(_repeated, heads), *body[start:end]])
        found += [deepcopy(table.label), part]
    if not table.ruled:
        for part in found[:-1:2]:
            _leave_open(part)
    return found


def _rows(written: Element) -> tuple[list[Element], list[Element]]:
    """Return the rows of the head and those of the body."""
    rows = written.findall(qualified("w:tr"))
    heads = sum(row.find(_HEAD) is not None for row in rows)
    return rows[:heads], rows[heads:]


def _own_paragraphs(row: Element) -> Iterator[Element]:
    """Yield the paragraphs of the cells that begin in this row."""
    for cell in row.iterfind(qualified("w:tc")):
        merge = cell.find(_MERGE)
        if merge is None or merge.get(_VALUE) == "restart":
            yield from cell.iter(qualified("w:p"))


def _part(written: Element, rows: Sequence[Element]) -> Element:
    """Return a table of the same form that holds `rows`, which leave the one that they are in."""
    properties = (written.find(qualified(name)) for name in ("w:tblPr", "w:tblGrid"))
    return make("w:tbl", *map(deepcopy, properties), *rows)


def _leave_open(part: Element) -> None:
    """Take the rule away that the style draws at the foot of a table."""
    layout = part.find(qualified("w:tblPr/w:tblLayout"))
    assert layout is not None, "every table of ours has one"
    layout.addprevious(make("w:tblBorders", make("w:bottom", val="nil")))


def _restart_merges(row: Element) -> None:
    """Let the merged cells that come from the rows above begin anew."""
    for merge in row.iterfind(qualified("w:tc/w:tcPr/w:vMerge")):
        merge.set(_VALUE, "restart")


def _repeated(head: Element) -> Element:
    """Return a head row to stand once more: bookmarks and notes belong to the first."""
    copied = deepcopy(head)
    for block in copied.iter(qualified("w:p")):
        for child in block.findall("*"):
            if child.tag in _BOOKMARK or any(child.find(mark) is not None for mark in _NOTES):
                block.remove(child)
    return copied


_HEAD, _MERGE = qualified("w:trPr/w:tblHeader"), qualified("w:tcPr/w:vMerge")
_VALUE = qualified("w:val")
_NOTES = (qualified("w:footnoteReference"), qualified("w:endnoteReference"))
_BOOKMARK = {qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")}
