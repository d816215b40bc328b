"""Inline nodes: what stands inside a paragraph, a heading, a caption or a cell.

Every node carries the span of source that it came from. Spans do not take part in comparison, so
that moved text neither breaks equality nor a cache.
"""

from __future__ import annotations

import enum
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Span

if TYPE_CHECKING:
    from baspa.model.blocks import Block


Case = Literal[
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
    "prepositional",
]
"""The grammatical cases of Kazakh and Russian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: its place in the sources."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """Pandoc attributes `{#id .class key=value}`."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def get(self, key: str) -> str | None:
        """Return the value of `key`, or None."""
        return dict(self.pairs).get(key)


NO_ATTRIBUTES = Attributes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """Running text without a line end."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftBreak(Node):
    """A line end of the source inside a paragraph: a space on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(Node):
    """A forced line break (a backslash or two spaces at a line's end)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Node):
    """`*text*`."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong(Node):
    """`**text**`."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikeout(Node):
    """`~~text~~`."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Superscript(Node):
    """`x^2^`."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscript(Node):
    """`H~2~O`."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Node):
    """Inline code, verbatim."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """A hyperlink: to the web, to an e-mail address or, with `#id`, into the document."""

    url: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineImage(Node):
    """A picture inside a line of text."""

    path: str
    """As written in the source: relative to the folder of the sources."""
    alt: str
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Math(Node):
    """An inline formula."""

    latex: str
    mathml: str = ""
    """A `<math>` element; filled by the pass that converts formulas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled(Node):
    """A bracketed span `[text]{.class lang=ru}`."""

    content: tuple[Inline, ...]
    attributes: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A footnote, standing where its mark stands."""

    blocks: tuple[Block, ...]
    number: int = 0
    """Counted from 1 by the numbering pass; 0 before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """One cited work inside a citation: `[see @key, б. 25]`."""

    key: str
    prefix: str = ""
    """Plain text before the key (`see`)."""
    suffix: str = ""
    """Plain text after the key without the leading comma (`б. 25`): locator, then free text."""
    suppress_author: bool = False
    """`-@key`."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    """The stretch `@key`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Node):
    """A citation; replaced by `ResolvedCitation` in the citation pass."""

    items: tuple[CitationItem, ...]
    textual: bool = False
    """`@key` in running text rather than in brackets."""
    alone: bool = False
    """It is the whole of a footnote that a style asked for; a textual one the name before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCitation(Node):
    """What a citation prints. Links into the bibliography are `Link`s to `#ref-KEY`."""

    keys: tuple[str, ...]
    content: tuple[Inline, ...]


class ReferenceForm(enum.StrEnum):
    """What a cross-reference prints."""

    FULL = "full"
    """Word and number in a grammatical case: `1-суретте`."""
    SHORT = "short"
    """The abbreviated word and the number: `рис. 1`."""
    NUMBER = "number"
    """The number alone: `1`."""
    PAGE = "page"
    """The number of the page on which the target stands; with its word where a case is given."""
    TITLE = "title"
    """The target's title or caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTarget:
    """One label inside a cross-reference."""

    id: str
    """With its prefix: `fig:map`."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference(Node):
    """`@fig:map`, `[@fig:map]{.locative}`, `[-@fig:map]`; replaced by `Reference`s in a pass."""

    targets: tuple[ReferenceTarget, ...]
    form: ReferenceForm = ReferenceForm.FULL
    case: Case | None = None
    """None where the author gives none: nominative."""
    capital: bool = False
    """`@Fig:map`, `{.capital}`: begins with a capital letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Node):
    """A resolved cross-reference to one target: text that links to it."""

    target: str
    before: str
    """The text before the number (`рисунок `), part of the link."""
    number: str
    """What the target itself prints (`1`, `А.2`), so that a writer can make it a live field."""
    after: str
    """The text after the number (`-суретте`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReference(Node):
    """The number of the page on which `target` stands; only a writer knows it."""

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Node):
    """`[]{.count of=pages}`: a count of the finished document."""

    of: str
    """pages, figures, tables, equations, sources or appendices."""
    value: int | None = None
    """None before the counting pass, and always for pages: only a writer knows them."""


Inline: TypeAlias = (
    Text
    | SoftBreak
    | LineBreak
    | Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | Code
    | Link
    | InlineImage
    | Math
    | Styled
    | Note
    | Citation
    | ResolvedCitation
    | CrossReference
    | Reference
    | PageReference
    | Count
)
