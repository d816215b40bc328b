"""Sections: page size, margins, how the pages count, and where their numbers stand or do not."""

from __future__ import annotations

from dataclasses import field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from baspa.dataclass import dataclass
from baspa.docx.fields import simple_field
from baspa.docx.formatting import Align, ParagraphFormat, paragraph
from baspa.docx.geometry import Sheet, landscape, upright
from baspa.docx.holes import Holes
from baspa.docx.notes import note_properties
from baspa.docx.oxml import Element, make
from baspa.docx.package import WordPackage
from baspa.model.pages import PageFormat, PageKind
from baspa.profile import Profile

WORD_FORMATS: dict[PageFormat, str] = {
    "decimal": "decimal",
    "lower-roman": "lowerRoman",
    "none": "none",
}
"""The `w:fmt` of each way to write page numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the pages of one section have in common."""

    landscape: bool = False
    title_page: bool = False
    """A title page is a section of its own: what stands at its foot is tied to its margins."""
    kind: PageKind = field(default_factory=PageKind)


def page_format(kind: PageKind, profile: Profile) -> PageFormat:
    """Return how the numbers of pages of a kind are written."""
    if not kind.counted:
        return "none"
    return profile.page.number.front_format if kind.front else "decimal"


class PageSetup:
    """Writes `w:sectPr`; adds the headers and footers on demand."""

    def __init__(self, package: WordPackage, profile: Profile, holes: Holes):
        self._package = package
        self._profile = profile
        self._holes = holes
        self._relations: dict[tuple[str, Align | None], str] = {}

    def properties(self, shape: Shape, counted_anew: str | None = None) -> Element:
        """Return the properties of a section, which begins on a new page.

        Pages are `counted_anew` with the part of this id, which the section begins with. On paper
        printed on both sides a page 1 is a right-hand one: Word and LibreOffice leave an empty page
        before it where they must.
        """
        profile = self._profile
        sheet = landscape(profile) if shape.landscape else upright(profile)
        recto = counted_anew is not None and profile.page.sides == "two"
        return make(
            "w:sectPr",
            *self._references(shape.kind),
            note_properties(profile.note_kind),
            make("w:type", val="oddPage" if recto else "nextPage"),
            make(
                "w:pgSz",
                w=sheet.width,
                h=sheet.height,
                orient="landscape" if shape.landscape else None,
            ),
            self._margins(sheet),
            self._numbering(shape.kind, counted_anew),
        )

    def _margins(self, sheet: Sheet) -> Element:
        edge = self._profile.page.number.edge.twips
        return make(
            "w:pgMar",
            top=sheet.top,
            right=sheet.right,
            bottom=sheet.bottom,
            left=sheet.left,
            header=edge,
            footer=edge,
            gutter=0,
        )

    def _numbering(self, kind: PageKind, counted_anew: str | None) -> Element | None:
        written = WORD_FORMATS[page_format(kind, self._profile)]
        if counted_anew is not None:
            return self._holes.start(counted_anew, written)
        return None if written == "decimal" else make("w:pgNumType", fmt=written)

    def _references(self, kind: PageKind) -> list[Element]:
        """Return the references to the headers and footers of one kind of pages.

        A section without a reference would go on with the one before it, so that all sections refer
        to whatever one of them needs; where no number stands they are empty.
        """
        page = self._profile.page
        edges = sorted(
            {page.number.place_of(front=front).partition("-")[0] for front in (False, True)}
        )
        at, _, align = page.number.place_of(front=kind.front).partition("-")
        found = []
        for edge in edges:
            for pages in ("default", "even") if page.sides == "two" else ("default",):
                printed = _ALIGN[pages][align] if kind.numbered and edge == at else None
                found.append(self._reference(edge, pages, printed))
        return found

    def _reference(self, edge: str, pages: str, align: Align | None) -> Element:
        """Return the reference to a header or footer with its number at `align`, or empty."""
        kind = "header" if edge == "top" else "footer"
        if (kind, align) not in self._relations:
            content = simple_field("PAGE", "1") if align else []
            root = make(
                "w:hdr" if kind == "header" else "w:ftr",
                paragraph(content, kind.capitalize(), ParagraphFormat(align=align)),
            )
            types = (CT.WML_HEADER, RT.HEADER) if kind == "header" else (CT.WML_FOOTER, RT.FOOTER)
            count = sum(known == kind for known, _ in self._relations) + 1
            part = self._package.add(f"{kind}{count}", *types, root)
            self._relations[kind, align] = self._package.document.relate_to(part, types[1])
        return make(f"w:{kind}Reference", type=pages, r__id=self._relations[kind, align])


_ALIGN: dict[str, dict[str, Align]] = {
    "default": {"center": "center", "right": "right", "outside": "right"},
    "even": {"center": "center", "right": "right", "outside": "left"},
}
"""Where a number stands in the line by the kind of its pages and its place in the profile."""
