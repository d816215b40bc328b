"""The profile: the only place where a norm's number stands.

`styles/<id>/profile.yaml` is read into a `Profile`; the CSS, the Word styles and (later) the norm
rules are all made from it, so that PDF, DOCX and checker cannot disagree. A profile may extend
another and then holds only the differences. `docs/profiles.md` describes every field.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.length import Length, LengthField
from baspa.model import Language
from baspa.shipped import shipped_folder
from baspa.yaml import Located, Strict, merge, read_yaml, validate

HorizontalAlign = Literal["left", "center", "right", "justify"]


class Part(StrEnum):
    """A part of the printed document; each starts on a new page."""

    TITLE_PAGE = "title-page"
    ABSTRACT = "abstract"
    CONTENTS = "contents"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    NORMATIVE_REFERENCES = "normative-references"
    DEFINITIONS = "definitions"
    ABBREVIATIONS = "abbreviations"
    INTRODUCTION = "introduction"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    REFERENCES = "references"
    APPENDIX = "appendix"


class Margins(Strict):
    """The four margins of an upright page."""

    top: LengthField
    right: LengthField
    bottom: LengthField
    left: LengthField


class PageNumber(Strict):
    """Where the page number stands, and from which part on."""

    place: Literal["bottom-center", "top-center", "top-right", "bottom-right"]
    edge: LengthField = Field(description="from the sheet's edge to the number's line")
    size: LengthField
    first_visible: Part = Field(
        description="parts before this one count their pages but print no number"
    )


class Page(Strict):
    """The sheet."""

    width: LengthField = Length(210.0)
    height: LengthField = Length(297.0)
    margin: Margins
    number: PageNumber


class BodyText(Strict):
    """The running text."""

    font: str = Field(description="the face that the norm asks for")
    fallback: tuple[str, ...] = Field(description="metric-compatible faces, best first")
    mono: str = "Liberation Mono"
    size: LengthField
    line_spacing: float = Field(gt=0.5, le=4, description="multiple of the face's own line height")
    indent: LengthField
    align: HorizontalAlign = "justify"
    hyphenation: bool = Field(
        default=True, description="whether the PDF breaks words where text is justified"
    )
    space_after: LengthField = Length(0.0)


class HeadingStyle(Strict):
    """One level of headings, or the headings of structural elements."""

    align: HorizontalAlign = "left"
    bold: bool = True
    italic: bool = False
    upper: bool = Field(default=False, description="set in capitals")
    size: LengthField
    indent: LengthField = Length(0.0)
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


class Headings(Strict):
    """The headings."""

    structural: HeadingStyle = Field(description="introduction, conclusion, contents, references")
    levels: tuple[HeadingStyle, ...] = Field(min_length=3, max_length=6)
    numbered_levels: int = Field(default=3, ge=0, le=6)
    after_number: str = Field(default="", description="what follows a number: nothing or a dot")


class Caption(Strict):
    """The captions of figures or of tables."""

    place: Literal["above", "below"]
    align: HorizontalAlign
    indent: LengthField = Length(0.0)
    pattern: str = Field(description="with {label}, {number}; the title follows the separator")
    separator: str = " – "
    title_on_own_line: bool = False
    label_bold: bool = False
    title_italic: bool = False
    size: LengthField
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


class Tables(Strict):
    """The inside of tables."""

    size: LengthField
    line_spacing: float = 1.0
    padding: LengthField = Length(1.0)
    rules: Literal["grid", "horizontal"] = "grid"
    head_bold: bool = False
    head_align: Literal["left", "center"] = "center"
    whole_share: float = Field(
        default=0.25, ge=0, le=1, description="share of the page up to which a table is not divided"
    )
    space_before: LengthField = Length(0.0)
    space_after: LengthField
    note_space: LengthField = Field(
        default=Length.parse("3pt"), description="between a table and the note under it"
    )


class Figures(Strict):
    """The room around a figure."""

    space_before: LengthField
    space_after: LengthField


class Equations(Strict):
    """Displayed formulas."""

    align: Literal["left", "center"] = "center"
    space_before: LengthField
    space_after: LengthField
    where_width: LengthField = Field(
        default=Length(20.0), description="room for the word that opens an explanation"
    )


class Lists(Strict):
    """Bulleted and ordered lists."""

    bullet: str = "–"
    indent: LengthField = Field(description="from the margin to the mark of the first level")
    marker_width: LengthField = Field(description="from the mark to the text")
    hanging: bool = Field(description="whether later lines stand under the text of the first")


class Footnotes(Strict):
    """Footnotes."""

    size: LengthField
    line_spacing: float = 1.0


class Contents(Strict):
    """The contents and the lists of figures and tables."""

    depth: int = Field(ge=1, le=6)
    parts: tuple[Part, ...] = Field(description="the parts whose headings are listed")
    lists: tuple[Literal["figures", "tables"], ...] = ()
    indent: LengthField = Field(description="added at every level below the first")
    gutter: LengthField = Field(description="kept free at the right for the page number")
    leader: bool = True


class Numbering(Strict):
    """How figures, tables and equations are counted."""

    figures: Literal["continuous", "chapter"] = "continuous"
    tables: Literal["continuous", "chapter"] = "continuous"
    equations: Literal["continuous", "chapter"] = "continuous"


class Appendices(Strict):
    """How appendices are marked."""

    letters: Mapping[Language, str] = Field(description="the letters allowed, in order")
    pattern: Mapping[Language, str] = Field(description="the label line, with {number}")
    title_on_own_line: bool = True


class CitationRules(Strict):
    """Citations and the bibliography."""

    style: str = Field(description="the name of a CSL style")
    numbered: bool = True
    number_width: LengthField = Field(
        default=Length(8.0), description="from an entry's number to its text"
    )
    sort: Literal["citation", "alphabetical"] = "citation"


class TitlePage(Strict):
    """The title page; what stands on it is the template's."""

    line_spacing: float = Field(default=1.0, gt=0.5, le=4)


class Abstracts(Strict):
    """The abstracts."""

    counts: bool = Field(default=False, description="begin with the counts of pages, figures …")
    keywords: bool = True
    keywords_upper: bool = False


class Profile(Strict):
    """Everything that a university's norm says about the form of a thesis."""

    title: str
    standard: str = Field(description="the rules that the profile follows")
    language: Language
    page: Page
    text: BodyText
    headings: Headings
    figure_caption: Caption
    table_caption: Caption
    tables: Tables
    figures: Figures
    equations: Equations
    lists: Lists
    footnotes: Footnotes
    contents: Contents
    numbering: Numbering
    appendices: Appendices
    abstracts: Abstracts
    title_page: TitlePage = TitlePage()
    citations: CitationRules
    bibliography_hanging: bool = False
    parts: tuple[Part, ...] = Field(description="the order of the parts")
    terms: Mapping[Language, Mapping[str, str]] = Field(
        default_factory=dict, description="words that differ from the locale's"
    )

    @model_validator(mode="after")
    def _numbers_begin_somewhere(self) -> Profile:
        first = self.page.number.first_visible
        if first not in self.parts:
            raise ValueError(f"page.number.first_visible: {first} is none of the profile's parts")
        return self

    @property
    def text_width(self) -> Length:
        """The width of the text area of an upright page."""
        return Length(self.page.width.mm - self.page.margin.left.mm - self.page.margin.right.mm)

    @property
    def text_height(self) -> Length:
        """The height of the text area of an upright page."""
        return Length(self.page.height.mm - self.page.margin.top.mm - self.page.margin.bottom.mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedProfile:
    """A profile with the folders that it and the profiles it extends come from."""

    id: str
    profile: Profile
    folders: tuple[Path, ...]
    """Own folder first: where templates, `page.css` and styles of the university are found."""


def find_profiles(project_styles: Path | None = None) -> dict[str, Path]:
    """Return the folder of every profile at hand by id; one in the project's `styles/` wins."""
    found: dict[str, Path] = {}
    for root in (shipped_folder("styles"), project_styles):
        if root and root.is_dir():
            for folder in sorted(root.iterdir()):
                if (folder / "profile.yaml").is_file():
                    found[folder.name] = folder
    return dict(sorted(found.items()))


def load_profile(
    profile_id: str,
    findings: Findings,
    texts: dict[str, str],
    *,
    project_styles: Path | None = None,
    asked_at: Span = NOWHERE,
) -> LoadedProfile | None:
    """Return the profile `profile_id`, or None with every mistake reported (P1xx).

    `texts` receives the text of each file read, for the excerpts of diagnostics; `asked_at` is the
    place that names the profile.
    """
    folders = find_profiles(project_styles)
    merged: Located | None = None
    chain: list[str] = []
    wanted: str | None = profile_id
    while wanted is not None:
        if wanted not in folders:
            near = difflib.get_close_matches(wanted, folders, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(folders)}"
            findings.error("P101", f"there is no profile {wanted!r}", asked_at, hint)
            return None
        if wanted in chain:
            findings.error("P102", f"profile {wanted!r} extends itself", asked_at)
            return None
        chain.append(wanted)
        own = _read(wanted, folders[wanted], findings, texts)
        if own is None:
            return None
        parent = own.value.pop("extends", None)
        asked_at = own.span(("extends",))
        merged = own if merged is None else merge(own, merged)
        wanted = None if parent is None else str(parent)
    assert merged is not None
    profile = validate(Profile, merged, "P103", findings)
    if profile is None:
        return None
    return LoadedProfile(
        id=profile_id, profile=profile, folders=tuple(folders[name] for name in chain)
    )


def _read(
    profile_id: str, folder: Path, findings: Findings, texts: dict[str, str]
) -> Located | None:
    file = f"styles/{profile_id}/profile.yaml"
    try:
        texts[file] = (folder / "profile.yaml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        hint = "save the file as text in the encoding UTF-8"
        findings.error("P104", "this file cannot be read as text", Span(file, 0, 0), hint)
        return None
    located = read_yaml(texts[file], file, findings)
    if located is not None and not isinstance(located.value, dict):
        findings.error("P103", "a profile is a mapping (key: value)", located.span(()))
        return None
    return located
