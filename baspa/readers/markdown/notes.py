"""Footnotes: `text[^1]` and, anywhere in the file, `[^1]: The note.`

| code | meaning |
|---|---|
| R112 | a note mark without a note |
| R113 | a note that no mark refers to (warning) |
| R114 | two notes with one mark |
| R115 | a note inside a note |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field

from markdown_it.ruler import StateBase
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Block, Note
from baspa.model.later import Later
from baspa.readers.markdown.lines import line_start, move_start
from baspa.readers.markdown.source import source_of

_DEFINITION = re.compile(r"\[\^([^\s\[\]^]+)\]:")
NOTE_INDENT = 4
"""Columns by which the further paragraphs of a note are indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """A note as it is written: notes of the same text are read alike."""

    mark: str
    text: str
    """Its lines."""
    indent: int
    """Columns by which what it stands in is indented."""
    span: Span = field(compare=False)
    """Where the lines stand."""


@dataclass(slots=True)
class _Definition:
    tokens: Later[list[Token]]
    span: Span
    """Of the mark."""
    written: NoteText
    blocks: tuple[Block, ...] | None = None
    """None until the first mark asks for them."""


@dataclass(slots=True)
class Notes:
    """The notes of one file: defined while blocks are parsed, built when a mark asks for them."""

    findings: Findings
    build: Callable[[list[Token]], tuple[Block, ...]]
    inside: bool = False
    """Whether a note is being built."""
    definitions: dict[str, _Definition] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    """The marks that were met so far."""

    def define(self, written: NoteText, span: Span, tokens: Later[list[Token]]) -> None:
        """Keep the tokens of a note whose mark is at `span`; the first of two counts."""
        label = written.mark
        if label in self.definitions:
            self.findings.error(
                "R114", f"the note [^{label}] is defined twice", span, "give each its own mark"
            )
        else:
            self.definitions[label] = _Definition(tokens, span, written)

    def enter(self, span: Span) -> bool:
        """Begin the note whose mark is at `span`; False, after a finding, inside another note."""
        if self.inside:
            self.findings.error("R115", "a note cannot hold another note", span)
            return False
        self.inside = True
        return True

    def leave(self) -> None:
        """End the note that was begun."""
        self.inside = False

    def resolve(self, label: str, span: Span) -> Note | None:
        """Return the note for the mark `label` at `span`; what is wrong with it is reported."""
        definition = self.definitions.get(label)
        if definition is None:
            self.findings.error(
                "R112", f"no note is defined for [^{label}]", span, f"add a line [^{label}]: …"
            )
            return None
        if not self.enter(span):
            return None
        self.used.append(label)
        if definition.blocks is None:
            definition.blocks = self.build(definition.tokens.value)
        self.leave()
        return Note(blocks=definition.blocks, span=span)

    def unused(self, label: str) -> NoteText | None:
        """Return the note of a mark that was not met so far; None where there is none."""
        known = label in self.definitions and label not in self.used
        return self.definitions[label].written if known else None

    def report_unused(self) -> None:
        """Warn of the notes that no mark referred to."""
        for label, definition in self.definitions.items():
            if label not in self.used:
                self.findings.warning(
                    "R113",
                    f"the note [^{label}] is not referred to",
                    definition.span,
                    f"put [^{label}] where its mark belongs, or delete it",
                )


def notes_of(state: StateBase) -> Notes:
    """Return the notes of the file that `state` belongs to."""
    notes = state.env["notes"]
    assert isinstance(notes, Notes)
    return notes


def note_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read `[^1]: The note.` and what is indented below it."""
    line, start = state.bMarks[start_line], line_start(state, start_line)
    found = _DEFINITION.match(state.src, start, state.eMarks[start_line])
    if state.is_code_block(start_line) or found is None:
        return False
    if silent:
        return True
    count = len(state.tokens)
    restore = move_start(state, start_line, found.end())
    state.level += 1
    state.blkIndent += NOTE_INDENT
    state.sCount[start_line] = state.blkIndent
    state.line = start_line
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent -= NOTE_INDENT
    state.level -= 1
    restore()
    tokens = state.tokens[count:]
    del state.tokens[count:]
    state.line = max(state.line, start_line + 1)
    label, source, lines = found.group(1), source_of(state), (line, state.eMarks[state.line - 1])
    written = NoteText(
        mark=label, text=state.src[slice(*lines)], indent=state.blkIndent, span=source.span(*lines)
    )
    notes_of(state).define(written, source.span(*found.span()), Later(lambda: tokens))
    return True
