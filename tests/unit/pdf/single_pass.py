"""What is put together from fragments, held against the document of a single pass."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from baspa.build.making import print_pdf
from baspa.build.pipeline import Printable, prepare, typeset
from baspa.diagnostics import Findings
from baspa.pdf.layout import Sheet
from baspa.pdf.pdf import Pdf
from baspa.pdf.press import Press
from baspa.pdf.whole import print_whole

DPI = 60


@cache
def printable(root: Path, profile: str | None = None) -> Printable:
    findings, texts = Findings(), dict[str, str]()
    return typeset(prepare(root, profile, findings, texts), findings, texts)


def in_one_pass(given: Printable) -> Pdf:
    profile = given.prepared.loaded.profile
    sheet = Sheet(
        html=str(given.html),
        style=given.style,
        assets=given.document.assets,
        face_file=given.prepared.face.file,
        text_pt=profile.text.size.pt,
        labels_required=False,
    )
    front = profile.page.number.front_format
    return print_whole(sheet, Findings(), front_format=front)


def in_fragments(given: Printable, press: Press | None = None) -> Pdf:
    findings = Findings()
    pdf = print_pdf(given, findings, press=press)
    assert findings.diagnostics == []
    assert pdf.whole == ""
    return pdf


def assert_same(fragments: Pdf, single: Pdf) -> None:
    """Compare what readers of the two files see, and what the writer says of them."""
    assert fragments.pages == single.pages
    assert fragments.placed == single.placed
    with (
        pikepdf.open(BytesIO(fragments.content)) as ours,
        pikepdf.open(BytesIO(single.content)) as theirs,
    ):
        for look in (outline, destinations, links, structure, labels, information, faces):
            assert look(ours) == look(theirs), look.__name__
    ours, theirs = (pypdfium2.PdfDocument(pdf.content) for pdf in (fragments, single))
    assert len(ours) == len(theirs)
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True), 1):
        assert our.get_textpage().get_text_bounded() == their.get_textpage().get_text_bounded()
        pictures = [page.render(scale=DPI / 72).to_pil() for page in (our, their)]
        assert pictures[0] == pictures[1], f"page {number} looks different"
    for file in (ours, theirs):
        file.close()


def faces(pdf: pikepdf.Pdf) -> set[str]:
    resources = [page.Resources for page in pdf.pages if "/Font" in page.Resources]
    return {str(face.BaseFont) for each in resources for face in each.Font.values()}


def places(pdf: pikepdf.Pdf) -> dict[Any, int]:
    return {page.objgen: number for number, page in enumerate(pdf.pages, 1)}


def destination(found: Any, pages: dict[Any, int]) -> tuple[int, float, float]:
    page, _, x, y, _ = found
    return pages[page.objgen], round(float(x), 3), round(float(y), 3)


def outline(pdf: pikepdf.Pdf) -> list[Any]:
    pages = places(pdf)

    def below(items: Any) -> list[Any]:
        return [(i.title, destination(i.destination, pages), below(i.children)) for i in items]

    with pdf.open_outline() as found:
        return below(found.root)


def destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    pages = places(pdf)
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): destination(place, pages) for name, place in tree.items()}


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        (number, str(link.get("/Dest")), [round(float(side), 3) for side in link.Rect])
        for number, page in enumerate(pdf.pages, 1)
        for link in page.get("/Annots", [])
    ]


def structure(pdf: pikepdf.Pdf) -> list[Any]:
    """The structure tree in reading order, and whether each element is found from its content."""
    pages = places(pdf)
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)

    def below(node: Any, page: Any) -> Iterator[Any]:
        if not isinstance(node, pikepdf.Dictionary):
            [owner] = [parents[page.StructParents][int(node)]]
            yield int(node), str(owner.S)
        elif "/Obj" in node:
            yield str(node.Obj.get("/Dest")), str(parents[node.Obj.StructParent].S)
        else:
            page = node.get("/Pg", page)
            attributes = node.get("/A", {})
            yield (
                str(node.S),
                page and pages[page.objgen],
                *(str(node.get(name, "")) for name in ("/Alt", "/Lang", "/ActualText")),
                str(attributes.get("/Scope", "")),
                len(attributes.get("/Headers", [])),
            )
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from below(kid, page)

    return list(below(pdf.Root.StructTreeRoot.K[0], None))


def labels(pdf: pikepdf.Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def information(pdf: pikepdf.Pdf) -> dict[str, str]:
    root = pdf.Root
    told = {name: str(value) for name, value in pdf.docinfo.items()}
    return told | {"Lang": str(root.Lang), "Marked": str(root.MarkInfo.Marked)}
