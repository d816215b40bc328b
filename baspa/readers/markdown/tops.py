"""Tops: the blocks of a file that stand in no other block, and what is known of them again.

Where a block ends is told by its own text, by the block behind it and by the first line behind that
(a definition list looks so far). As long as all of this is as it was in the last reading, the block
is not parsed again; its tokens are made where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from baspa.dataclass import dataclass
from baspa.diagnostics import Span
from baspa.model.later import Later
from baspa.readers.markdown.blocks import Tree, grow
from baspa.readers.markdown.notes import Notes, NoteText, notes_of
from baspa.readers.markdown.source import source_of
from baspa.store import digest


@dataclass(frozen=True, slots=True)
class _Stub:
    """What is known of a tree: its kind, whether it is a caption, where it stands."""

    kind: str
    is_caption: bool
    span: Span
    """Offsets are those from the beginning of the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Top:
    """What a block was found to be."""

    lines: int
    """How many it takes."""
    trees: tuple[_Stub, ...]
    notes: tuple[tuple[NoteText, Span], ...]
    """The notes that it defines, and where their marks stand; spans as for trees."""
    is_sound: bool = field(compare=False)
    """Whether nothing was to be reported, and no address defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A block of the last reading, and the text that it depends on."""

    length: int
    """Of the text, in characters."""
    digest: str
    is_last: bool
    """This text reached to the end of the file."""
    top: _Top


Tops = dict[str, list[_Seen]]
"""The blocks of the last reading of a file, by a digest of language and first line."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tree of a block where it stands now."""

    kind: str
    is_caption: bool
    span: Span
    tree: Later[Tree]


def read_tops(state: StateBlock, first_line: int, known: Tops) -> tuple[list[Placed], Tops]:
    """Return the trees of the blocks from `first_line` on, and what is known of the blocks then;
    the notes of the file are defined.

    `known` is that of the last reading of the file, if there was one.
    """
    found: list[Placed] = []
    tops: list[tuple[int, str, _Top, _Seen | None]] = []
    line = state.skipEmptyLines(first_line)
    while line < state.lineMax:
        key = _key(state, line)
        seen = _seen(state, line, known.get(key, ()))
        top = _again(state, line, seen.top, found) if seen else _anew(state, line, found)
        tops.append((line, key, top, seen))
        line = state.skipEmptyLines(line + top.lines)
    now: Tops = {}
    for at, (line, key, top, seen) in enumerate(tops):
        if top.is_sound:
            start, is_last = state.bMarks[line], at + 2 >= len(tops)
            text = state.src[start : None if is_last else state.eMarks[tops[at + 2][0]]]
            new = seen or _Seen(length=len(text), digest=digest([text]), is_last=is_last, top=top)
            now.setdefault(key, []).append(new)
    return found, now


def _key(state: StateBlock, line: int) -> str:
    first = state.src[state.bMarks[line] : state.eMarks[line]]
    return digest([source_of(state).language, first])


def _seen(state: StateBlock, line: int, known: Iterable[_Seen]) -> _Seen | None:
    """Return the one of the `known` blocks that begins at `line`, if one does."""
    start = state.bMarks[line]
    for each in known:
        end = start + each.length
        is_end = end == len(state.src) if each.is_last else state.src[end : end + 1] == "\n"
        if is_end and digest([state.src[start:end]]) == each.digest:
            return each
    return None


def _parsed(state: StateBlock, line: int) -> list[Token]:
    """Return the tokens of the block that begins at `line`; `state.line` is where it ends."""
    state.line, state.tokens = line, []
    rules = state.md.block.ruler.getRules("")
    any(rule(state, line, state.lineMax, False) for rule in rules)
    return state.tokens


def _anew(state: StateBlock, line: int, found: list[Placed]) -> _Top:
    """Read the block that begins at `line`; its trees are added to `found`."""
    notes, findings = notes_of(state), source_of(state).findings
    addresses: dict[str, Any] = state.env["references"]
    before = len(findings.diagnostics), len(addresses), len(notes.definitions)
    trees = grow(_parsed(state, line))
    after = len(findings.diagnostics), len(addresses)
    placed = list(map(_placed, trees))
    found += placed
    start = state.bMarks[line]
    new = list(notes.definitions.values())[before[2] :]
    return _Top(
        lines=state.line - line,
        trees=tuple(_Stub(e.kind, e.is_caption, _moved(e.span, -start)) for e in placed),
        notes=tuple((_of_note(n.written, -start), _moved(n.span, -start)) for n in new),
        is_sound=before[:2] == after,
    )


def _placed(tree: Tree) -> Placed:
    return Placed(tree.kind, tree.is_caption, tree.token.meta["span"], Later(lambda: tree))


def _again(state: StateBlock, line: int, top: _Top, found: list[Placed]) -> _Top:
    """Take the block that begins at `line` for what it is known to be."""
    start, notes = state.bMarks[line], notes_of(state)
    parsed = Later(lambda: _reparsed(state, line))

    def tree(number: int) -> Later[Tree]:
        return Later(lambda: parsed.value[0][number])

    def tokens(mark: str) -> Later[list[Token]]:
        return Later(lambda: parsed.value[1].definitions[mark].tokens.value)

    found += [
        Placed(each.kind, each.is_caption, _moved(each.span, start), tree(number))
        for number, each in enumerate(top.trees)
    ]
    for written, span in top.notes:
        notes.define(_of_note(written, start), _moved(span, start), tokens(written.mark))
    return top


def _reparsed(state: StateBlock, line: int) -> tuple[list[Tree], Notes]:
    """Return the trees of a block that was found before, and the notes that it defines."""
    env, notes = state.env, notes_of(state)
    own = Notes(notes.findings, notes.build)
    state.env = {**env, "notes": own}
    trees = grow(_parsed(state, line))
    state.env = env
    return trees, own


def _of_note(written: NoteText, letters: int) -> NoteText:
    return replace(written, span=_moved(written.span, letters))


def _moved(span: Span, letters: int) -> Span:
    return Span(span.file, span.start + letters, span.end + letters)
