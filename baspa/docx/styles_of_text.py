"""Styles of running text, headings and lists."""

from __future__ import annotations

from dataclasses import replace

from baspa.docx.formatting import ParagraphFormat, RunFormat, Tab
from baspa.docx.numbering import list_paragraph
from baspa.docx.style import (
    BIBLIOGRAPHY_NUMBERING,
    BULLET_NUMBERING,
    HEADING_LEVELS,
    HEADING_NUMBERING,
    ORDERED_NUMBERING,
    Style,
    half_points,
    lines,
)
from baspa.profile import HeadingStyle, Profile

CODE_SIZE = 0.86
"""The size of listings over that of the text; the mono face is wide."""
CODE_SPACING = 1.15


def text_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of running text."""
    text = profile.text
    indent = text.indent.twips
    body = ParagraphFormat(align=text.align, first_line=indent, after=text.space_after.twips)
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
        Style(id="Hyperlink", name="Hyperlink", kind="character", run=RunFormat(plain_black=True)),
    )


def code_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of listings and of code inside a line."""
    size = round(half_points(profile.text.size) * CODE_SIZE)
    mono = RunFormat(font=profile.text.mono, no_proof=True, half_points=size)
    return (
        Style(
            id="SourceCode",
            name="Source Code",
            priority=30,
            paragraph=ParagraphFormat(
                align="left", line=lines(CODE_SPACING), before=120, after=120
            ),
            run=mono,
        ),
        Style(
            id="CodeCharacter",
            name="Source Code Character",
            kind="character",
            run=mono,
        ),
    )


def heading_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of headings: numbered ones, structural ones, those left unlisted."""
    numbered = profile.headings.numbered_levels
    found: list[Style] = []
    for level in range(1, HEADING_LEVELS + 1):
        look = profile.headings.level(level)
        number = (HEADING_NUMBERING, level - 1) if level <= numbered else None
        found.append(
            Style(
                id=f"Heading{level}",
                name=f"heading {level}",
                next="BodyText",
                priority=9,
                paragraph=ParagraphFormat(outline=level - 1, number=number).over(_heading(look)),
                run=_heading_run(look, profile),
            )
        )
        if look.run_in:
            found += _run_in(level, look, profile)
    return (*found, *_structural(profile), *_unlisted(profile))


def _run_in(level: int, look: HeadingStyle, profile: Profile) -> tuple[Style, ...]:
    """Return the styles of a heading that opens its paragraph, and of that paragraph."""
    place = ParagraphFormat(first_line=look.indent.twips, before=look.space_before.twips)
    return (
        Style(
            id=f"RunInHeading{level}",
            name=f"Run-in Heading {level}",
            kind="character",
            run=_heading_run(look, profile),
        ),
        Style(
            id=f"RunInHeading{level}Paragraph",
            name=f"Run-in Heading {level} Paragraph",
            based_on="BodyText",
            next="BodyText",
            paragraph=place,
        ),
    )


def _structural(profile: Profile) -> tuple[Style, ...]:
    look, appendix = profile.headings.structural, profile.headings.of_appendices
    unnumbered = ParagraphFormat(number=(0, 0), outline=0).over(_heading(look))
    return (
        Style(
            id="StructuralHeading",
            name="Structural Heading",
            based_on="Heading1",
            next="BodyText",
            priority=10,
            paragraph=unnumbered,
            run=_heading_run(look, profile),
        ),
        Style(
            id="AppendixHeading",
            name="Appendix Heading",
            based_on="StructuralHeading",
            next="BodyText",
            priority=11,
            paragraph=_heading(appendix),
            # The capitals of an appendix stand in its text: its label has a form of its own.
            run=replace(_heading_run(appendix, profile), upper=False),
        ),
    )


def _unlisted(profile: Profile) -> tuple[Style, ...]:
    structural, second = profile.headings.structural, profile.headings.level(2)
    return (
        Style(
            id="TOCHeading",
            name="TOC Heading",
            next="BodyText",
            priority=39,
            paragraph=_heading(structural),
            run=_heading_run(structural, profile),
        ),
        Style(
            id="UnlistedHeading",
            name="Unlisted Heading",
            next="BodyText",
            priority=40,
            paragraph=_heading(second),
            run=_heading_run(second, profile),
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


def _heading_run(look: HeadingStyle, profile: Profile) -> RunFormat:
    return RunFormat(
        font=profile.headings.font,
        bold=look.bold,
        italic=look.italic,
        upper=look.upper,
        half_points=half_points(look.size),
    )


def list_styles(profile: Profile) -> tuple[Style, ...]:
    """Return the styles of lists and of the list of sources."""
    hanging, rules = profile.bibliography_hanging, profile.citations
    indent = profile.text.indent.twips
    spacing = rules.entry_line_spacing
    sources = ParagraphFormat(
        after=rules.entry_space.twips,
        line=None if spacing is None else lines(spacing),
        left=indent if hanging else 0,
        first_line=-indent if hanging else indent,
        number=(BIBLIOGRAPHY_NUMBERING, 0) if rules.numbered else None,
    )
    if rules.numbered and not hanging:
        tab = Tab(position=indent + rules.number_width.twips)
        sources = ParagraphFormat(tabs=(tab,)).over(sources)
    item = list_paragraph(profile, 0)
    return (
        Style(
            id="ListBullet",
            name="List Bullet",
            based_on="BodyText",
            priority=20,
            paragraph=replace(item, number=(BULLET_NUMBERING, 0)),
        ),
        Style(
            id="ListNumber",
            name="List Number",
            based_on="BodyText",
            priority=20,
            paragraph=replace(item, number=(ORDERED_NUMBERING, 0)),
        ),
        Style(
            id="ListContinue",
            name="List Continue",
            based_on="BodyText",
            priority=21,
            paragraph=ParagraphFormat(first_line=0),
        ),
        Style(
            id="Bibliography",
            name="Bibliography",
            based_on="BodyText",
            priority=37,
            paragraph=sources,
        ),
    )
