"""Styles of captions, tables, formulas, the contents, and what stands around the text."""

from __future__ import annotations

from collections.abc import Mapping

from baspa.docx.formatting import ParagraphFormat, RunFormat, Tab
from baspa.docx.geometry import text_width
from baspa.docx.style import HEADING_LEVELS, Style, half_points, lines
from baspa.profile import Caption, Profile


def caption_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of captions and of the paragraph of a picture."""
    figure, table = profile.figure_caption, profile.table_caption
    room = profile.figures
    picture_first = figure.place == "below"
    return (
        Style(
            id="Caption",
            name="caption",
            next="BodyText",
            priority=35,
            paragraph=ParagraphFormat(keep_lines=True),
        ),
        _caption(
            "FigureCaption",
            "Figure Caption",
            figure,
            above=0 if picture_first else room.space_before.twips,
            below=room.space_after.twips if picture_first else 0,
        ),
        _caption("TableCaption", "Table Caption", table, above=profile.tables.space_before.twips),
        Style(
            id="TableContinuation",
            name="Table Continuation",
            next="BodyText",
            priority=35,
            paragraph=ParagraphFormat(
                align="left",
                after=table.space_after.twips,
                line=240,
                keep_next=True,
                keep_lines=True,
            ),
            run=RunFormat(half_points=half_points(table.size), bold=table.label_bold or None),
        ),
        Style(
            id="Figure",
            name="Figure",
            next="FigureCaption",
            priority=34,
            paragraph=ParagraphFormat(
                align=figure.align,
                before=room.space_before.twips if picture_first else 0,
                after=0 if picture_first else room.space_after.twips,
                line=240,
                keep_next=picture_first,
            ),
        ),
        Style(
            id="PanelCaption",
            name="Panel Caption",
            based_on="Caption",
            priority=35,
            paragraph=ParagraphFormat(align="center", line=240),
            run=RunFormat(half_points=half_points(figure.size)),
        ),
    )


def _caption(style_id: str, name: str, look: Caption, above: int = 0, below: int = 0) -> Style:
    """Return the style of one kind of caption; `above` and `below` is room around the whole."""
    return Style(
        id=style_id,
        name=name,
        based_on="Caption",
        next="BodyText",
        priority=35,
        paragraph=ParagraphFormat(
            align=look.align,
            first_line=look.indent.twips,
            before=above + look.space_before.twips,
            after=look.space_after.twips + below,
            line=lines(look.line_spacing),
            keep_next=look.place == "above",
        ),
        run=RunFormat(half_points=half_points(look.size)),
    )


def table_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of the text in tables and of the notes under them."""
    tables = profile.tables
    text = ParagraphFormat(align="left", line=lines(tables.line_spacing))
    small = RunFormat(half_points=half_points(tables.size))
    return (
        Style(id="TableText", name="Table Text", priority=36, paragraph=text, run=small),
        Style(
            id="TableHead",
            name="Table Head",
            based_on="TableText",
            priority=36,
            run=RunFormat(bold=tables.head_bold),
        ),
        Style(
            id="Note",
            name="Note",
            priority=37,
            paragraph=ParagraphFormat(
                align=profile.text.align, first_line=profile.text.indent.twips, line=240
            ),
            run=small,
        ),
    )


def formula_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of displayed formulas, their numbers and their explanation."""
    equations = profile.equations
    return (
        Style(
            id="Equation",
            name="Equation",
            next="BodyText",
            priority=38,
            paragraph=ParagraphFormat(
                align=equations.align,
                before=equations.space_before.twips,
                after=equations.space_after.twips,
                line=240,
            ),
        ),
        Style(
            id="EquationNumber",
            name="Equation Number",
            based_on="Equation",
            priority=38,
            paragraph=ParagraphFormat(align="right"),
        ),
        Style(
            id="Where",
            name="Where",
            based_on="BodyText",
            priority=38,
            paragraph=ParagraphFormat(first_line=0),
        ),
    )


def contents_styles(profile: Profile, number_widths: Mapping[int, int]) -> tuple[Style, ...]:
    """Return the styles of the entries of the contents and of the lists."""
    width, contents = text_width(profile), profile.contents
    page_tab = Tab(position=width, align="right", leader="dot" if contents.leader else None)
    found = []
    for level in range(1, HEADING_LEVELS + 1):
        number = number_widths.get(level, 0)
        left = contents.indent.twips * (level - 1) + number
        tabs = (Tab(position=left), page_tab) if number else (page_tab,)
        found.append(
            Style(
                id=f"TOC{level}",
                name=f"toc {level}",
                next="Normal",
                priority=39,
                paragraph=ParagraphFormat(
                    align="left",
                    left=left,
                    first_line=-number,
                    right=contents.gutter.twips,
                    tabs=tabs,
                ),
                run=RunFormat(bold=True) if level == 1 and contents.bold_first else RunFormat(),
            )
        )
    return (
        *found,
        Style(
            id="TableofFigures",
            name="table of figures",
            next="Normal",
            priority=39,
            paragraph=ParagraphFormat(
                align="left", left=0, right=contents.gutter.twips, tabs=(page_tab,)
            ),
        ),
    )


def page_furniture(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of headers, footers, notes and the title page."""
    number, notes, kind = profile.page.number, profile.footnotes, profile.note_kind
    centred = number.place.endswith("center")
    place = ParagraphFormat(align="center" if centred else "right", line=240)
    size = RunFormat(half_points=half_points(number.size))
    return (
        Style(id="Header", name="header", paragraph=place, run=size),
        Style(id="Footer", name="footer", paragraph=place, run=size),
        Style(
            id=f"{kind.capitalize()}Text",
            name=f"{kind} text",
            paragraph=ParagraphFormat(align=profile.text.align, line=lines(notes.line_spacing)),
            run=RunFormat(half_points=half_points(notes.size)),
        ),
        Style(
            id=f"{kind.capitalize()}Reference",
            name=f"{kind} reference",
            kind="character",
            run=RunFormat(position="superscript"),
        ),
        Style(
            id="TitlePage",
            name="Title Page",
            priority=41,
            paragraph=ParagraphFormat(left=0, line=lines(profile.title_page.line_spacing)),
        ),
        Style(
            id="TitlePageFoot",
            name="Title Page Foot",
            based_on="TitlePage",
            priority=41,
            paragraph=ParagraphFormat(align="center"),
        ),
        Style(
            id="Separator",
            name="Separator",
            paragraph=ParagraphFormat(exact_line=20),
            run=RunFormat(half_points=2),
        ),
    )
