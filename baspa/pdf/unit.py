"""One unit of a document, from its HTML to a fragment."""

from __future__ import annotations

from dataclasses import field

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.pdf.blocks import Blocks, looks_far
from baspa.pdf.engine import without_collector
from baspa.pdf.fonts import FaceUse
from baspa.pdf.fragment import Fragment, fragment
from baspa.pdf.layout import Sheet, check, printable
from baspa.pdf.pagination import Flow, Start
from baspa.pdf.warnings import engine_warnings

SOME = 50
"""Blocks of some pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a unit ran into pages: what the next layout of it can begin from."""

    frame: bytes
    """What stands around its blocks."""
    blocks: tuple[bytes, ...]
    """A digest of each."""
    starts: tuple[Start | None, ...]
    """Where each page begins; None for the first one and where no page can be begun anew."""
    reaches: tuple[int, ...]
    """The last block that the making of each page has looked at."""
    faces: tuple[tuple[FaceUse, ...], ...]
    """What each page uses of faces."""
    sheet_sizes: tuple[tuple[str, tuple[float, float]], ...]
    """The sizes of the first page, which lengths may refer to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A unit that was laid out."""

    fragment: Fragment
    course: Course | None
    """None where it must be laid out as a whole again."""
    made: int = field(compare=False)
    """How many of its pages were made for it, rather than kept from the layout before."""
    reason: str = field(default="", compare=False)
    """Why it was laid out as a whole although it had been laid out before."""
    some: str = field(default="", compare=False)
    """A document of some blocks from the first page that was made on: what a process that starts
    can get ready with."""


def printed(sheet: Sheet) -> Printed:
    """Return a unit laid out, as a whole."""
    findings, blocks = Findings(), Blocks(sheet.html)
    with without_collector():
        source, style, fetcher = printable(sheet, sheet.html, findings)
        with engine_warnings(findings):
            flow = Flow(source, style, fetcher, blocks, range(blocks.count))
            pages = list(flow.pages())
            document = flow.document(pages)
            check(document, sheet, source, findings)
        with engine_warnings(findings):
            made, faces = fragment(document, findings.diagnostics)
    some = blocks.only(range(min(SOME, blocks.count)))
    if faces is None or flow.irregular or findings.diagnostics or looks_far(sheet.style):
        return Printed(fragment=made, course=None, made=len(pages), some=some)
    course = Course(
        frame=blocks.frame,
        blocks=blocks.digests(sheet.assets),
        starts=(None, *(page.next for page in pages[:-1])),
        reaches=tuple(page.reach for page in pages),
        faces=faces,
        sheet_sizes=tuple(flow.context.style_for.initial_page_sizes.items()),
    )
    return Printed(fragment=made, course=course, made=len(pages), some=some)
