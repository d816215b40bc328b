"""A unit of a thesis, edited as HTML, of which only the pages that change are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from baspa.build.making import print_pdf
from baspa.build.pipeline import Printable
from baspa.diagnostics import Findings
from baspa.pdf.blocks import Blocks
from baspa.pdf.layout import Sheet
from baspa.pdf.press import Order, Press
from baspa.pdf.revision import Revision, revised
from baspa.pdf.unit import Printed, printed


class _Recording(Press):
    """Remembers what it is asked for."""

    sheets: dict[str, Sheet]

    def lay_out(
        self, orders: Sequence[Order], meanwhile: Callable[[], object] = lambda: None
    ) -> list[Printed]:
        self.sheets |= {order.name: order.sheet.value for order in orders}
        return super().lay_out(orders, meanwhile)


def units(given: Printable) -> dict[str, Sheet]:
    """Return the units of a thesis by name."""
    press = _Recording()
    press.sheets = {}
    print_pdf(given, Findings(), press=press)
    return press.sheets


def texts(sheet: Sheet) -> list[str]:
    """Return the HTML of its blocks."""
    blocks = Blocks(sheet.html)
    return [blocks.text(number).decode() for number in range(blocks.count)]


def edited(sheet: Sheet, *changes: tuple[str, str]) -> Sheet:
    """Return a unit in which each text is replaced by another one, where it stands first."""
    html = sheet.html
    for before, after in changes:
        assert before in html
        html = html.replace(before, after, 1)
    return replace(sheet, html=html)


def nameless(block: str) -> str:
    """Return a block without its ids, so that it can stand twice."""
    return re.sub(r' (?:id|data-block)="[^"]*"', "", block)


def revise(before: Printed, sheet: Sheet) -> Printed:
    """Return an edited unit, for which only the pages that change are made."""
    assert before.course is not None
    return revised(Revision(sheet=sheet, course=before.course, fragment=before.fragment))


def assert_as_whole(found: Printed, sheet: Sheet) -> None:
    """Compare a unit with what a layout of the whole gives: each byte, each place."""
    whole = printed(sheet)
    for number, (ours, theirs) in enumerate(
        zip(found.fragment.pages, whole.fragment.pages, strict=True), 1
    ):
        assert ours == theirs, f"page {number}"
    assert found == whole
    assert list(found.fragment.shared) == list(whole.fragment.shared)
    for ours, theirs in zip(found.fragment.faces, whole.fragment.faces, strict=True):
        assert list(ours.text.items()) == list(theirs.text.items())
