"""A small PDF and a session that shows it: what a build would have made."""

from __future__ import annotations

from pathlib import Path

import weasyprint

from baspa.build.build import Built
from baspa.build.places import SourcePlace
from baspa.build.proof import Proof
from baspa.diagnostics import Findings, Span
from baspa.model.later import Later
from baspa.pdf.places import BlockPlace
from baspa.preview.rounds import Round
from baspa.preview.session import Session

NAME = "source/10-a.md"
TEXT = "# One\n\nFirst.\n\nSecond,\nthird.\n"
FIRST, SECOND = Span(NAME, 7, 13), Span(NAME, 15, 29)
"""Its two paragraphs."""


def write_pdf(file: Path, *pages: str) -> Path:
    """Write a PDF of pages of 100 mm by 100 mm; each is HTML."""
    style = "@page { size: 100mm; margin: 10mm } body { margin: 0 } section { break-after: page }"
    html = "".join(f"<section>{page}</section>" for page in pages)
    file.parent.mkdir(parents=True, exist_ok=True)
    weasyprint.HTML(string=f"<style>{style}</style>{html}").write_pdf(file)
    return file


def place(
    span: Span = FIRST, *, page: int = 1, top_pt: float = 30, height_pt: float = 20
) -> SourcePlace:
    """Return the place of the block that was written at `span` of `TEXT`."""
    on_page = BlockPlace(page=page, x_pt=28, y_pt=top_pt, width_pt=200, height_pt=height_pt)
    first, last = (TEXT.count("\n", 0, offset) + 1 for offset in (span.start, span.end - 1))
    return SourcePlace(
        block=f"b{span.start}", on_page=on_page, span=span, line=first, last_line=last
    )


def proof_of(content: bytes, *places: SourcePlace) -> Proof:
    """Return the proof of a PDF that nobody but its file tells of."""
    return Proof(content=content, survey=Later(lambda: None), places=Later(lambda: places))


def publish(session: Session, *pages: str) -> None:
    """Let a session show a good build of these pages, with the paragraphs of `TEXT` on page 1."""
    root = session.root
    source = root / NAME
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(TEXT)
    pdf = write_pdf(root / "out" / "thesis.pdf", *pages)
    places = place(), place(SECOND, top_pt=60, height_pt=40)
    session.show(proof_of(pdf.read_bytes(), *places))
    built = Built(files=(pdf,), pages={"pdf": len(pages)}, seconds={}, explanation=())
    session.publish(
        Round(changed=(), built=built, findings=Findings(), texts={}, seconds=0.5, failure=None)
    )


def shown(root: Path, *pages: str) -> Session:
    """Return a session that shows these pages; who asks for it closes it."""
    session = Session(root, opens=True)
    publish(session, *pages)
    return session
