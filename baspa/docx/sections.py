"""Sections: page size, margins, and where the page number stands or does not."""

from __future__ import annotations

from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from baspa.docx.fields import simple_field
from baspa.docx.formatting import paragraph
from baspa.docx.geometry import Sheet, landscape, upright
from baspa.docx.oxml import Element, make
from baspa.docx.package import WordPackage
from baspa.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the pages of one section have in common."""

    landscape: bool = False
    title_page: bool = False
    """A title page is a section of its own: what stands at its foot is tied to its margins."""
    numbered: bool = True
    """Whether the pages print their number."""


class PageSetup:
    """Writes `w:sectPr`; adds the header or footer of numbered and of silent pages on demand."""

    def __init__(self, package: WordPackage, profile: Profile):
        self._package = package
        self._profile = profile
        self._kind = "header" if profile.page.number.place.startswith("top") else "footer"
        self._relations: dict[bool, str] = {}

    def properties(self, shape: Shape) -> Element:
        """Return the properties of a section, which begins on a new page."""
        profile = self._profile
        sheet = landscape(profile) if shape.landscape else upright(profile)
        reference = make(
            f"w:{self._kind}Reference", type="default", r__id=self._relation(shape.numbered)
        )
        return make(
            "w:sectPr",
            reference,
            make("w:type", val="nextPage"),
            make(
                "w:pgSz",
                w=sheet.width,
                h=sheet.height,
                orient="landscape" if shape.landscape else None,
            ),
            self._margins(sheet),
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

    def _relation(self, numbered: bool) -> str:
        """Return the relationship id of the header or footer; a silent one is empty.

        A section without a reference would go on with the one before it.
        """
        if numbered not in self._relations:
            style = self._kind.capitalize()
            content = simple_field("PAGE", "1") if numbered else []
            root = make("w:hdr" if self._kind == "header" else "w:ftr", paragraph(content, style))
            name = f"{self._kind}{len(self._relations) + 1}"
            types = (CT.WML_HEADER, RT.HEADER) if style == "Header" else (CT.WML_FOOTER, RT.FOOTER)
            part = self._package.add(name, *types, root)
            self._relations[numbered] = self._package.document.relate_to(part, types[1])
        return self._relations[numbered]
