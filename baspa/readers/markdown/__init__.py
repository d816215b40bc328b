"""The Markdown reader: one section file of the dialect becomes a `SectionFile` with spans.

The dialect is Pandoc's Markdown with pandoc-crossref's labels, Cyrillic list letters, and fenced
blocks for charts and data tables. Where it differs from Pandoc on purpose:

* raw HTML and thematic breaks are reported, not printed;
* `:::` and a footnote's definition interrupt a paragraph: such a line is never meant as text;
* an unclosed code block or division reaches to the end and is reported;
* smart punctuation is left to the typography pass.
"""

from __future__ import annotations

from typing import Any

from markdown_it.rules_block import StateBlock

from baspa.diagnostics import Findings, Span
from baspa.model import Language, SectionFile
from baspa.readers.markdown.blocks import BlockBuilder
from baspa.readers.markdown.front_matter import read_front_matter
from baspa.readers.markdown.notes import Notes
from baspa.readers.markdown.parser import dialect
from baspa.readers.markdown.source import Source


def read_section(
    text: str, file: str, default_language: Language, findings: Findings
) -> SectionFile:
    """Return the section in `text`; every mistake goes to `findings`, in the order of the file.

    `text` is decoded and has LF line ends; `file` is its path relative to the project folder.
    `default_language` (kk, ru or en) holds where the front matter names no other.
    """
    found = Findings()
    front, body = read_front_matter(text, file, found)
    language = front.lang or default_language
    env: dict[str, Any] = {"source": Source(file, language, found), "references": {}}
    builder = BlockBuilder(env)
    notes = env["notes"] = Notes(found, builder.blocks)
    state = StateBlock(text, dialect(), env, [])
    dialect().block.tokenize(state, text.count("\n", 0, body), state.lineMax)
    blocks = builder.blocks(state.tokens)
    notes.report_unused()
    findings.extend(sorted(found.diagnostics, key=lambda diagnostic: diagnostic.span))
    return SectionFile(
        file=file,
        role=front.role,
        language=language,
        blocks=blocks,
        keywords=front.keywords,
        span=Span(file, 0, len(text)),
    )
