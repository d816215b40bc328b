"""The Markdown reader: one section file of the dialect becomes a `SectionFile` with spans.

The dialect is Pandoc's Markdown with pandoc-crossref's labels, Cyrillic list letters, and fenced
blocks for charts and data tables. Where it differs from Pandoc on purpose:

* raw HTML and thematic breaks are reported, not printed;
* `:::` and a footnote's definition interrupt a paragraph: such a line is never meant as text;
* an unclosed code block or division reaches to the end and is reported;
* smart punctuation is left to the typography pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from markdown_it.rules_block import StateBlock

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Block, Language, SectionFile
from baspa.readers.markdown.blocks import BlockBuilder, groups
from baspa.readers.markdown.front_matter import read_front_matter
from baspa.readers.markdown.notes import Notes
from baspa.readers.markdown.parser import dialect
from baspa.readers.markdown.source import Source
from baspa.readers.markdown.tops import Placed, Tops, read_tops


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSection:
    """A section file whose blocks are found, and not read yet."""

    front: SectionFile
    """The file without its blocks."""
    text: str
    groups: tuple[tuple[Placed, ...], ...]
    """Trees that make blocks together."""
    builder: BlockBuilder
    notes: Notes
    addresses: str
    """Those that the file defines for its links, as a text to be compared."""
    tops: Tops
    """What the next reading of the file may know of its blocks."""

    def stretch(self, group: Iterable[Placed]) -> Span:
        """Return where a group stands."""
        spans = [tree.span for tree in group]
        return Span(self.front.file, min(s.start for s in spans), max(s.end for s in spans))

    def blocks(self, group: Iterable[Placed]) -> tuple[Block, ...]:
        """Return the blocks of a group; its mistakes are reported."""
        return self.builder.group([each.tree.value for each in group])

    def close(self) -> None:
        """Report what only a reading of all groups tells."""
        self.notes.report_unused()


def open_section(
    text: str,
    file: str,
    default_language: Language,
    findings: Findings,
    known: Tops | None = None,
) -> OpenSection:
    """Return the section in `text`; its mistakes go to `findings`, now and when blocks are read.

    `text` is decoded and has LF line ends; `file` is its path relative to the project folder.
    `known` are the tops of the last reading of this file, if there was one.
    `default_language` (kk, ru or en) holds where the front matter names no other.
    """
    front, body = read_front_matter(text, file, findings)
    language = front.lang or default_language
    env: dict[str, Any] = {"source": Source(file, language, findings), "references": {}}
    builder = BlockBuilder(env)
    notes = env["notes"] = Notes(findings, builder.blocks)
    state = StateBlock(text, dialect(), env, [])
    trees, tops = read_tops(state, text.count("\n", 0, body), known or {})
    section = SectionFile(
        file=file,
        role=front.role,
        language=language,
        blocks=(),
        keywords=front.keywords,
        span=Span(file, 0, len(text)),
    )
    return OpenSection(
        front=section,
        text=text,
        groups=tuple(groups(trees)),
        builder=builder,
        notes=notes,
        addresses=repr([(name, to["href"], to["title"]) for name, to in env["references"].items()]),
        tops=tops,
    )


def read_section(
    text: str, file: str, default_language: Language, findings: Findings
) -> SectionFile:
    """Return the section in `text` as `open_section` finds it, with its blocks; every mistake goes
    to `findings`, in the order of the file.
    """
    found = Findings()
    opened = open_section(text, file, default_language, found)
    blocks = tuple(block for group in opened.groups for block in opened.blocks(group))
    opened.close()
    findings.extend(sorted(found.diagnostics, key=lambda diagnostic: diagnostic.span))
    return replace(opened.front, blocks=blocks)
