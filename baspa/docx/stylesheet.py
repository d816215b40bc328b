"""The paragraph and character styles that a profile asks for, as values.

Ids are stable English ones; the built-in names (`heading 1`, `caption`) are Word's own, so that it
shows them in the language of its user.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from baspa.docx.formatting import ParagraphFormat, RunFormat, Tab
from baspa.docx.geometry import text_width
from baspa.length import Length
from baspa.profile import Caption, HeadingStyle, Profile

HEADING_NUMBERING = 1
BIBLIOGRAPHY_NUMBERING = 2
"""The `w:numId` of the headings and of the list of sources; lists come after them."""

HEADING_LEVELS = 6
CODE_SIZE = 0.86
"""The size of listings over that of the text; the mono face is wide."""
CODE_SPACING = 1.15
SOURCE_NUMBER = Length(8.0)
"""Room for the number of an entry in the list of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style of `styles.xml`."""

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str | None = "Normal"
    next: str | None = None
    priority: int = 99
    """Word's place in the list of styles; below 99 it stands in the gallery."""
    paragraph: ParagraphFormat = field(default_factory=ParagraphFormat)
    run: RunFormat = field(default_factory=RunFormat)


def half_points(size: Length) -> int:
    """Return a size of type in the unit of `w:sz`."""
    return round(size.pt * 2)


def lines(multiple: float) -> int:
    """Return a line spacing in the unit of `w:spacing`, 240 to the line."""
    return round(240 * multiple)


def stylesheet(profile: Profile, number_widths: Mapping[int, int]) -> tuple[Style, ...]:
    """Return every paragraph and character style, a base before what is based on it.

    `number_widths` is the room in twips of the numbers in the contents, by level.
    """
    return (
        *_text(profile),
        *_headings(profile),
        *_captions(profile),
        *_tables_and_formulas(profile),
        *_lists(profile),
        *_contents(profile, number_widths),
        *_page_furniture(profile),
    )


def _text(profile: Profile) -> tuple[Style, ...]:
    text = profile.text
    indent = text.indent.twips
    body = ParagraphFormat(align=text.align, first_line=indent, after=text.space_after.twips)
    mono = RunFormat(font=text.mono, no_proof=True)
    code_size = round(half_points(text.size) * CODE_SIZE)
    return (
        Style(
            id="Normal",
            name="Normal",
            based_on=None,
            priority=0,
            paragraph=ParagraphFormat(before=0, after=0, line=lines(text.line_spacing)),
        ),
        Style(id="BodyText", name="Body Text", priority=1, paragraph=body),
        Style(
            id="BodyTextContinued",
            name="Body Text Continued",
            based_on="BodyText",
            next="BodyText",
            priority=2,
            paragraph=ParagraphFormat(first_line=0),
        ),
        Style(
            id="Quote",
            name="Quote",
            based_on="BodyText",
            priority=29,
            paragraph=ParagraphFormat(left=indent, first_line=0),
        ),
        Style(
            id="SourceCode",
            name="Source Code",
            priority=30,
            paragraph=ParagraphFormat(
                align="left", line=lines(CODE_SPACING), before=120, after=120
            ),
            run=RunFormat(half_points=code_size).over(mono),
        ),
        Style(
            id="CodeCharacter",
            name="Source Code Character",
            kind="character",
            run=RunFormat(half_points=code_size).over(mono),
        ),
        Style(
            id="DefinitionTerm",
            name="Definition Term",
            based_on="BodyText",
            next="BodyText",
            priority=31,
            paragraph=ParagraphFormat(keep_next=True),
            run=RunFormat(bold=True),
        ),
        Style(id="Hyperlink", name="Hyperlink", kind="character", run=RunFormat(plain_black=True)),
    )


def _headings(profile: Profile) -> tuple[Style, ...]:
    given = profile.headings.levels
    numbered = profile.headings.numbered_levels
    found = []
    for level in range(1, HEADING_LEVELS + 1):
        look = given[min(level, len(given)) - 1]
        number = (HEADING_NUMBERING, level - 1) if level <= numbered else None
        found.append(
            Style(
                id=f"Heading{level}",
                name=f"heading {level}",
                next="BodyText",
                priority=9,
                paragraph=ParagraphFormat(outline=level - 1, number=number).over(_heading(look)),
                run=_heading_run(look),
            )
        )
    structural = profile.headings.structural
    return (*found, *_structural(structural), *_unlisted(structural, given[1]))


def _structural(look: HeadingStyle) -> tuple[Style, ...]:
    unnumbered = ParagraphFormat(number=(0, 0), outline=0).over(_heading(look))
    bold = _heading_run(look)
    return (
        Style(
            id="StructuralHeading",
            name="Structural Heading",
            based_on="Heading1",
            next="BodyText",
            priority=10,
            paragraph=unnumbered,
            run=bold,
        ),
        Style(
            id="AppendixHeading",
            name="Appendix Heading",
            based_on="StructuralHeading",
            next="BodyText",
            priority=11,
            run=RunFormat(upper=False) if look.upper else RunFormat(),
        ),
    )


def _unlisted(structural: HeadingStyle, second: HeadingStyle) -> tuple[Style, ...]:
    return (
        Style(
            id="TOCHeading",
            name="TOC Heading",
            next="BodyText",
            priority=39,
            paragraph=_heading(structural),
            run=_heading_run(structural),
        ),
        Style(
            id="UnlistedHeading",
            name="Unlisted Heading",
            next="BodyText",
            priority=40,
            paragraph=_heading(second),
            run=_heading_run(second),
        ),
    )


def _heading(look: HeadingStyle) -> ParagraphFormat:
    return ParagraphFormat(
        align=look.align,
        left=0,
        first_line=look.indent.twips,
        before=look.space_before.twips,
        after=look.space_after.twips,
        keep_next=True,
        keep_lines=True,
    )


def _heading_run(look: HeadingStyle) -> RunFormat:
    return RunFormat(
        bold=look.bold, italic=look.italic, upper=look.upper, half_points=half_points(look.size)
    )


def _captions(profile: Profile) -> tuple[Style, ...]:
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
            line=240,
            keep_next=look.place == "above",
        ),
        run=RunFormat(half_points=half_points(look.size)),
    )


def _tables_and_formulas(profile: Profile) -> tuple[Style, ...]:
    tables, equations = profile.tables, profile.equations
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
                align="justify", first_line=profile.text.indent.twips, line=240
            ),
            run=small,
        ),
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


def _lists(profile: Profile) -> tuple[Style, ...]:
    text, hanging = profile.text, profile.bibliography_hanging
    indent = text.indent.twips
    sources = ParagraphFormat(
        left=indent if hanging else 0,
        first_line=-indent if hanging else indent,
        number=(BIBLIOGRAPHY_NUMBERING, 0) if profile.citations.numbered else None,
    )
    if profile.citations.numbered and not hanging:
        sources = ParagraphFormat(tabs=(Tab(position=indent + SOURCE_NUMBER.twips),)).over(sources)
    plain = ParagraphFormat(first_line=0)
    return (
        Style(
            id="ListBullet",
            name="List Bullet",
            based_on="BodyText",
            priority=20,
            paragraph=plain,
        ),
        Style(
            id="ListNumber",
            name="List Number",
            based_on="BodyText",
            priority=20,
            paragraph=plain,
        ),
        Style(
            id="ListContinue",
            name="List Continue",
            based_on="BodyText",
            priority=21,
            paragraph=plain,
        ),
        Style(
            id="Bibliography",
            name="Bibliography",
            based_on="BodyText",
            priority=37,
            paragraph=sources,
        ),
    )


def _contents(profile: Profile, number_widths: Mapping[int, int]) -> tuple[Style, ...]:
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


def _page_furniture(profile: Profile) -> tuple[Style, ...]:
    number, notes = profile.page.number, profile.footnotes
    place = ParagraphFormat(align="right" if number.place.endswith("right") else "center", line=240)
    size = RunFormat(half_points=half_points(number.size))
    return (
        Style(id="Header", name="header", paragraph=place, run=size),
        Style(id="Footer", name="footer", paragraph=place, run=size),
        Style(
            id="FootnoteText",
            name="footnote text",
            paragraph=ParagraphFormat(align="justify", line=lines(notes.line_spacing)),
            run=RunFormat(half_points=half_points(notes.size)),
        ),
        Style(
            id="FootnoteReference",
            name="footnote reference",
            kind="character",
            run=RunFormat(position="superscript"),
        ),
        Style(id="TitlePage", name="Title Page", priority=41, paragraph=ParagraphFormat(left=0)),
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
