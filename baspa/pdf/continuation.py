"""The continuation label of a divided table, on every page but the table's first.

CSS has no means for it. The semantic HTML holds the label as the first row of the head
(`tr.continuation`), which WeasyPrint repeats on every page; here that row is emptied where the
table begins. What it needs of WeasyPrint's layout stands behind no public interface, so it is
bound to the version that it was written for, and `tests/unit/pdf/test_continuation.py` fails where
it no longer works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from baspa.diagnostics import Findings
from baspa.model import RowPlace
from baspa.model.document import PART_SPARE_PT
from baspa.pdf.places import PT_PER_PX
from baspa.pdf.repairs import KNOWN

if TYPE_CHECKING:
    from weasyprint import Document

ROW = '<tr class="continuation">'
NO_LABELS = ".continuation { display: none }"
"""Added to the style sheet where the label would stand on the table's first page as well."""

_ROW_ID = re.compile(r"(?P<table>.+)/row-(?P<row>[0-9]+)")


def label_continuations() -> bool:
    """Let WeasyPrint leave the label out where a table begins; False where we do not know it."""
    import weasyprint

    if weasyprint.VERSION != KNOWN:
        return False
    _leave_first_label_out()
    return True


@cache
def _leave_first_label_out() -> None:
    from weasyprint.layout import block

    lay_out = block.table_layout

    def table_layout(
        context: Any, table: Any, bottom_space: Any, skip_stack: Any, *rest: Any
    ) -> Any:
        if skip_stack is None:
            table = _without_label(table)
        spare = PART_SPARE_PT / PT_PER_PX if _has_label(table) else 0.0
        part, resume_at, *others = lay_out(context, table, bottom_space + spare, skip_stack, *rest)
        if resume_at is not None and part.style["border_collapse"] == "collapse":
            _close(part)
        return part, resume_at, *others

    block.table_layout = table_layout


def _without_label(table: Any) -> Any:
    """Return a table box whose label row has no cells, and so no height.

    The row itself stays: the grid of collapsed borders counts it.
    """
    if not _has_label(table):
        return table
    head, *bodies = table.children
    label, *rows = head.children
    emptied = head.copy_with_children([label.copy_with_children([]), *rows])
    return table.copy_with_children([emptied, *bodies])


def _close(part: Any) -> None:
    """Draw the rule at the foot of a part under merged cells that go on too.

    There the grid of borders says that nothing is drawn, since it is inside of a cell.
    """
    vertical, horizontal = part.collapsed_border_grid
    heads = len(part.children[0].children) if part.children[0].is_header else 0
    shown = sum(len(group.children) for group in part.children)
    foot = shown + (part.skipped_rows - heads if part.skipped_rows else 0)
    drawn = [border for border in horizontal[foot] if border[1][0] != "hidden"]
    if drawn:
        rule = max(drawn, key=lambda border: border[0])
        closed = [border if border in drawn else rule for border in horizontal[foot]]
        part.collapsed_border_grid = vertical, [*horizontal[:foot], closed, *horizontal[foot + 1 :]]


def _has_label(table: Any) -> bool:
    """Whether the head of a table box begins with a continuation label."""
    row = table.element.find("thead/tr")
    return row is not None and row.get("class") == "continuation"


def rows_of(page: Any) -> dict[str, dict[int, float]]:
    """Return where body rows begin on a page, in pt from its top, by table and number of the row;
    only tables with a continuation label have names for them.
    """
    found: dict[str, dict[int, float]] = {}
    for anchor, box in page.anchors.items():
        if name := _ROW_ID.fullmatch(anchor):
            found.setdefault(name["table"], {})[int(name["row"])] = box[1] * PT_PER_PX
    return found


def row_places(
    pages: Iterable[Mapping[str, Mapping[int, float]]],
) -> dict[str, tuple[RowPlace, ...]]:
    """Return where the body rows of each table begin, given what `rows_of` says of all pages."""
    found: dict[str, dict[int, RowPlace]] = {}
    for number, page in enumerate(pages, 1):
        for table, tops in page.items():
            rows = found.setdefault(table, {})
            for row, top in tops.items():
                rows.setdefault(row, RowPlace(number, top))
    return {table: tuple(rows[n] for n in sorted(rows)) for table, rows in found.items()}


def report_unlabelled(document: Document, findings: Findings) -> None:
    """Report each table that is divided between pages and has no caption to be continued (W105)."""
    for text in _unlabelled(document):
        findings.warning(
            "W105",
            f"the table «{text}» is divided between pages and has no number to be continued under",
            help="give it a caption, or set tables.continuation: auto in the profile",
        )


def _unlabelled(document: Document) -> Iterator[str]:
    """Yield the first words of each table without a label that takes several pages."""
    from weasyprint.formatting_structure import boxes

    begun: dict[Any, str] = {}
    reported: set[Any] = set()
    for page in document.pages:
        for box in page._page_box.descendants():
            if not isinstance(box, boxes.TableBox) or _has_label(box) or _is_layout(box):
                continue
            if box.element in begun and box.element not in reported:
                reported.add(box.element)
                yield begun[box.element]
            words = "".join(box.element.itertext()).split()
            begun.setdefault(box.element, " ".join(words[:6]))


def _is_layout(table: Any) -> bool:
    return "layout" in (table.element.get("class") or "").split()
