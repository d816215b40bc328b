"""What a profile asks of each kind of paragraph, as one table: the rules that are measured."""

from __future__ import annotations

from dataclasses import dataclass

from baspa.profile import Caption, HeadingStyle, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one kind of paragraph is printed. Lengths are millimetres, sizes points."""

    size: float
    spacing: float
    align: str
    indent: float = 0.0
    """Of the first line, from `left`."""
    left: float = 0.0
    """Of the other lines, from the margin."""
    bold: bool | None = False
    """None where the paragraph may mix weights."""
    italic: bool | None = False
    upper: bool = False
    before: float = 0.0
    after: float = 0.0


def looks(profile: Profile) -> dict[str, Look]:
    """Return the look of every style whose paragraphs stand in the text column."""
    text, notes = profile.text, profile.footnotes
    body = Look(
        size=text.size.pt,
        spacing=text.line_spacing,
        align=text.align,
        indent=text.indent.mm,
        bold=None,
        italic=None,
        after=text.space_after.mm,
    )
    levels = profile.headings.levels
    structural = _heading(profile.headings.structural, text.line_spacing)
    return {
        "BodyText": body,
        "BodyTextContinued": _change(body, indent=0.0),
        "Quote": _change(body, indent=0.0, left=text.indent.mm),
        "Bibliography": _sources(profile, body),
        **{
            f"Heading{n}": _heading(levels[min(n, len(levels)) - 1], text.line_spacing)
            for n in range(1, 7)
        },
        "StructuralHeading": structural,
        "TOCHeading": structural,
        "AppendixHeading": _heading(profile.headings.of_appendices, text.line_spacing),
        "FigureCaption": _figure_caption(profile),
        "TableCaption": _caption(profile.table_caption),
        "Note": Look(
            size=profile.tables.size.pt,
            spacing=1.0,
            align=text.align,
            indent=text.indent.mm,
            bold=None,
            italic=None,
            after=profile.tables.space_after.mm,
        ),
        "FootnoteText": Look(
            size=notes.size.pt,
            spacing=notes.line_spacing,
            align=text.align,
            bold=None,
            italic=None,
        ),
    }


def _change(look: Look, **changes: float | bool | None) -> Look:
    return Look(**{name: changes.get(name, getattr(look, name)) for name in Look.__slots__})


def _heading(style: HeadingStyle, spacing: float) -> Look:
    return Look(
        size=style.size.pt,
        spacing=spacing,
        align=style.align,
        indent=style.indent.mm,
        bold=style.bold,
        italic=style.italic,
        upper=style.upper,
        before=style.space_before.mm,
        after=style.space_after.mm,
    )


def _sources(profile: Profile, body: Look) -> Look:
    rules, indent = profile.citations, profile.text.indent.mm
    entry = _change(
        body,
        spacing=rules.entry_line_spacing or profile.text.line_spacing,
        after=rules.entry_space.mm,
    )
    return _change(entry, indent=-indent, left=indent) if profile.bibliography_hanging else entry


def _caption(rules: Caption) -> Look:
    mixed = rules.label_bold or rules.title_italic
    return Look(
        size=rules.size.pt,
        spacing=rules.line_spacing,
        align=rules.align,
        indent=rules.indent.mm,
        bold=None if mixed else False,
        italic=None if mixed else False,
        before=rules.space_before.mm,
        after=rules.space_after.mm,
    )


def _figure_caption(profile: Profile) -> Look:
    """The room around a figure is at its caption, on the side away from the picture."""
    rules, room = profile.figure_caption, profile.figures
    look = _caption(rules)
    if rules.place == "below":
        return _change(look, after=look.after + room.space_after.mm)
    return _change(look, before=look.before + room.space_before.mm)
