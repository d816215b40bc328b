"""The two documents: as read, and with nothing left to look up.

`Document` is what the readers return. The passes turn it into a `ResolvedDocument`; templates and
writers take only the latter.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Container, Mapping
from dataclasses import field
from typing import Literal, TypeVar

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Span
from baspa.model.blocks import Block
from baspa.model.inlines import Inline
from baspa.model.later import Later

Language = Literal["kk", "ru", "en"]
"""The languages that Baspa knows, by their ISO 639-1 codes."""


PRINTED_WORDS = ("figure", "table", "where", "keywords", "page")
"""The words beside headings that a language has and a profile may replace."""


class Role(enum.StrEnum):
    """What a section file is in the thesis."""

    ABSTRACT = "abstract"
    NORMATIVE_REFERENCES = "normative-references"
    DEFINITIONS = "definitions"
    ABBREVIATIONS = "abbreviations"
    INTRODUCTION = "introduction"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFile:
    """One section source, read."""

    file: str
    """Path relative to the project folder."""
    role: Role
    language: Language
    blocks: tuple[Block, ...]
    keywords: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All section files in the order of their names."""

    sections: tuple[SectionFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture that the document shows, by content."""

    name: str
    """What `src` says in the semantic HTML: unique in the document, no folder."""
    media_type: str
    """image/png, image/jpeg, image/svg+xml, or application/pdf: one page."""
    content: bytes = field(repr=False)
    width_mm: float
    """Natural width: pixels over the file's own resolution (96 dpi where it names none)."""
    height_mm: float
    pixels: int | None = None
    """How many it is wide; None for a drawing without pixels."""
    fallback: bytes | None = field(default=None, repr=False)
    """A PNG of the same picture, for a reader that cannot show SVG or PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """One line of the contents or of a list of figures or tables."""

    target: str
    """The id of the heading or caption; its page number is the writer's to find."""
    level: int
    """1 for a chapter or a structural element."""
    number: str
    """As the heading prints it; empty for an unnumbered one."""
    title: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyEntry:
    """One source, as printed."""

    key: str
    number: str
    """The number in the list; empty in author-date styles."""
    language: Language
    content: tuple[Inline, ...]
    block_id: str = field(default="", compare=False, repr=False)
    """As of a block of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSource:
    """Where the text of a block stands in the sources."""

    span: Span
    """Of a heading that Baspa supplies: the empty place where its section begins, or NOWHERE."""
    digest: str
    """Of the text there, as `text_digest` makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMap:
    """What a file is made from, for its way back."""

    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each source's text, UTF-8 with LF line ends, by its path in the project."""
    blocks: Later[Mapping[str, BlockSource]] = field(default_factory=lambda: Later(dict))
    """As of the `ResolvedDocument`."""

    def digest(self) -> str:
        """Return one digest of all files."""
        lines = "".join(f"{digest} {name}\n" for name, digest in sorted(self.files.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


def text_digest(text: str) -> str:
    """Return a short digest of a text, however its lines are wrapped: 16 hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an abstract counts. Pages are missing: only a writer knows them."""

    figures: int
    tables: int
    equations: int
    sources: int
    appendices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """Where things stand in one laid-out file: the PDF has one, the DOCX another."""

    labels: Mapping[str, str]
    """The page number (`7`, `iv`) by the HTML id of what stands there."""
    places: Mapping[str, int] = field(default_factory=dict)
    """The place of that page in the file, from 1, whatever number it prints."""
    total: int
    """How many pages the file has."""
    rows: Mapping[str, tuple[RowPlace, ...]] = field(default_factory=dict)
    """Where the body rows of each table stand that may be divided, by the table's id."""
    divisions: Mapping[str, TableDivision] = field(default_factory=dict)
    """How those tables are divided, by id."""
    outside: frozenset[str] = frozenset()
    """Those of the tables with rows that stand outside of the text of a page."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row of a table begins in a laid-out file."""

    page: int
    """The physical page, from 1."""
    top_pt: float
    """From the top of the sheet, in pt."""


ROW_PREFIX = "_Row"
"""How the names of the bookmarks begin that stand in the rows of tables in the DOCX."""

PART_SPARE_PT = 4.0
"""What a part of a table leaves free at the foot of its page, in both files, so that they divide it
alike: LibreOffice rounds each row and sets formulas in cells higher than the PDF has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDivision:
    """The parts of a table that stand on successive pages."""

    starts: tuple[int, ...] = ()
    """Index of the body row that begins each part but the first."""
    ends_pt: tuple[float, ...] = ()
    """Where the last row of each part but the last should begin, from the top of the sheet in pt;
    empty where nothing is expected."""
    lowered_pt: float = 0.0
    """How much lower than the profile says the caption stands, so that the first rows do not end
    just where LibreOffice neither moves nor divides a table."""

    @property
    def form(self) -> tuple[object, ...]:
        """What a file is written for, whatever is expected of it."""
        return self.starts, self.lowered_pt


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSection:
    """A part of the printed document that came from section files.

    A chapter spread over several files is one `ResolvedSection`.
    """

    id: str
    role: Role
    language: Language
    blocks: tuple[Block, ...]
    """Begins with the heading, given or supplied from the locale."""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSection:
    """A section of the resolved document; its text is resolved where somebody looks at it."""

    id: str
    role: Role
    language: Language
    keywords: tuple[str, ...]
    files: tuple[str, ...]
    """The section files that it stands in, by their paths."""
    digest: str
    """Of its outline, resolved: what the rest of the thesis makes of it, wherever it stands."""
    outline: Later[ResolvedSection] = field(repr=False)
    """Its headings, captions, labels, citations, references and notes; of an abstract and a list of
    abbreviations, all."""
    text: Callable[[Container[str]], ResolvedSection] = field(repr=False, compare=False)
    """Gives all of it, but sketches of the stretches of its files whose names these are."""

    @property
    def whole(self) -> ResolvedSection:
        """All of it."""
        return self.text(())


AnySection = TypeVar("AnySection", SectionFile, ResolvedSection)
"""What a pass takes that looks into one section at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is listed and counted of a whole document."""

    contents: tuple[ContentsEntry, ...]
    figures: tuple[ContentsEntry, ...]
    tables: tuple[ContentsEntry, ...]
    bibliography: Later[tuple[BibliographyEntry, ...]]
    listings: Mapping[str, str]
    """A digest of what each part lists: contents, lists of figures and tables, sources."""
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedDocument(Overview):
    """Numbered, cited, cross-referenced: what the templates print.

    It holds no `Citation`, `CrossReference`, `Chart` or `DataTable` any more, every formula has its
    MathML, every picture is in `assets`, and every id that is referred to exists.
    """

    sections: tuple[DocumentSection, ...]
    assets: Mapping[str, Asset]
    blocks: Later[Mapping[str, BlockSource]]
    """The source of each block by its `block_id`: of the sections, the notes and the sources."""
    blocks_of: Callable[[str], Mapping[str, BlockSource]] = field(compare=False, repr=False)
    """Returns those of a source file, perhaps among others: soon, where it is a section file."""
