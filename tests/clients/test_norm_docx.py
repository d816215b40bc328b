"""Sections and styles of the DOCX, as its XML states them, against the profile's numbers.

What LibreOffice makes of them is measured elsewhere; here stands what every reader is told.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.styles.style import ParagraphStyle
from looks import looks
from norm_case import shipped

TWIP = 0.0176
"""Millimetres of a twentieth of a point: lengths are rounded to it."""
ALIGN = {
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}


@pytest.fixture
def document(prints: Path, profile_id: str) -> docx.document.Document:
    return docx.Document(str(prints / profile_id / "out/thesis.docx"))


def test_sections(document: docx.document.Document, profile_id: str) -> None:
    page = shipped(profile_id).page
    upright = [s for s in document.sections if s.page_height > s.page_width]
    assert upright
    for section in upright:
        edge = "header" if page.number.place.startswith("top") else "footer"
        asked = {
            "page_width": page.width.mm,
            "page_height": page.height.mm,
            "left_margin": page.margin.left.mm,
            "right_margin": page.margin.right.mm,
            "top_margin": page.margin.top.mm,
            "bottom_margin": page.margin.bottom.mm,
            f"{edge}_distance": page.number.edge.mm,
        }
        for name, length in asked.items():
            assert getattr(section, name).mm == pytest.approx(length, abs=TWIP), name


def test_styles_of_paragraphs(document: docx.document.Document, profile_id: str) -> None:
    styles = {s.style_id: s for s in document.styles if isinstance(s, ParagraphStyle)}
    [half_points] = document.styles.element.xpath("w:docDefaults//w:sz/@w:val")
    default = int(half_points) / 2
    wrong = []
    for style_id, look in looks(shipped(profile_id)).items():
        style = styles[style_id]
        size = _inherited(style, "font", "size")
        found = {
            "size": size.pt if size else default,
            "spacing": _inherited(style, "paragraph_format", "line_spacing"),
            "align": ALIGN[_inherited(style, "paragraph_format", "alignment")],
            "before": _inherited(style, "paragraph_format", "space_before").mm,
            "after": _inherited(style, "paragraph_format", "space_after").mm,
            "left": _mm(_inherited(style, "paragraph_format", "left_indent")),
            "indent": _mm(_inherited(style, "paragraph_format", "first_line_indent")),
        }
        wrong += [
            (style_id, name, value, getattr(look, name))
            for name, value in found.items()
            if value != pytest.approx(getattr(look, name), abs=TWIP)
            and (style_id, name) != ("Note", "after")  # the table's: stands on each paragraph
        ]
        wrong += [
            (style_id, name, asked)
            for name, asked in (("bold", look.bold), ("italic", look.italic))
            if asked is not None and bool(_inherited(style, "font", name)) != asked
        ]
    assert wrong == []


def _inherited(style: ParagraphStyle, part: str, name: str) -> object:
    """Return what a style says itself or takes from the one that it is based on."""
    while style is not None:
        value = getattr(getattr(style, part), name)
        if value is not None:
            return value
        style = style.base_style
    return None


def _mm(length: object) -> float:
    return 0.0 if length is None else length.mm


def test_faces(document: docx.document.Document, profile_id: str) -> None:
    """The DOCX names the face that the norm asks for."""
    fonts = document.styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii")
    assert fonts == [shipped(profile_id).text.font]
