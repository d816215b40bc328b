"""The text of a profile: body text, headings, lists, footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from baspa.dataclass import dataclass
from baspa.length import Length
from baspa.model import Language
from baspa.yaml import Strict

HorizontalAlign = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyText(Strict):
    """The running text."""

    font: str
    """The face that the norm asks for."""
    fallback: tuple[str, ...]
    """Metric-compatible faces, best first."""
    mono: str = "Liberation Mono"
    size: Length
    line_spacing: float = field(metadata={"gt": 0.5, "le": 4})
    """Multiple of the face's own line height."""
    indent: Length
    align: HorizontalAlign = "justify"
    hyphenation: bool = False
    """Whether the PDF breaks words where text is justified."""
    space_after: Length = Length(0.0)
    definition_separator: str = "\u00a0– "
    """Between a term and what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingStyle(Strict):
    """One level of headings, or the headings of structural elements."""

    align: HorizontalAlign = "left"
    bold: bool = True
    italic: bool = False
    upper: bool = False
    """Set in capitals."""
    run_in: bool = False
    """Ends with a full stop, and the text goes on in its line."""
    size: Length
    indent: Length = Length(0.0)
    space_before: Length = Length(0.0)
    space_after: Length = Length(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings(Strict):
    """The headings."""

    structural: HeadingStyle
    """Introduction, conclusion, contents, references."""
    appendix: HeadingStyle | None = None
    """Appendices, where they differ from the structural ones."""
    levels: tuple[HeadingStyle, ...] = field(metadata={"min_length": 3, "max_length": 6})
    numbered_levels: int = field(default=3, metadata={"ge": 0, "le": 6})
    after_number: str = ""
    """What follows a number: nothing or a dot."""
    title_above_text: bool = False
    """The thesis's title stands where the text begins."""
    font: str | None = None
    """The face, where it is not the text's."""
    fallback: tuple[str, ...] = ()
    """What may stand for that face."""

    def level(self, level: int) -> HeadingStyle:
        """Return the look of a level, from 1; deeper ones look like the last one given."""
        return self.levels[min(level, len(self.levels)) - 1]

    @property
    def of_appendices(self) -> HeadingStyle:
        """The look of the headings of appendices."""
        return self.appendix or self.structural


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists(Strict):
    """Bulleted and ordered lists."""

    bullet: str = "–"
    inner_bullets: tuple[str, ...] = ()
    """The marks of deeper levels, where they differ."""
    ordered: tuple[str, ...] = field(default=("{letter})", "{number})"), metadata={"min_length": 1})
    """The marks of `#.` by level, with {letter} or {number}."""
    letters: Mapping[Language, str] = field(default_factory=dict)
    """The letters allowed, in order; beyond them, numbers."""
    indent: Length
    """From the margin to the mark of the first level."""
    marker_width: Length
    """From the mark to the text."""
    hanging: bool
    """Whether later lines stand under the text of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes(Strict):
    """Footnotes."""

    size: Length
    line_spacing: float = 1.0
    after_mark: str = ""
    """What follows the numeral: nothing, or )."""
    rule_width: Length = Length.parse("2in")
    """The rule above, from the left margin."""
