"""Abbreviations: those marked in the text join those of their section, in alphabetical order.

`[ҒТП]{.abbr title="ғылыми-техникалық потенциал"}` in any section stands for an entry of the list of
abbreviations. The list is made even where no section of that role exists, if the profile has a
place for it.

| code | meaning |
|---|---|
| X601 | an abbreviation is given two meanings |
| X602 | an abbreviation is marked, but nothing says what it means |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from baspa.cite import alphabetical_key
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span, line_and_column
from baspa.model import (
    Block,
    Definition,
    DefinitionList,
    Document,
    Language,
    Paragraph,
    Role,
    SectionFile,
    Styled,
    Text,
)
from baspa.model.walk import plain_text, walk
from baspa.passes.again import Again
from baspa.profile import Part, Profile


def collect_abbreviations(
    document: Document,
    language: Language,
    profile: Profile,
    texts: Mapping[str, str],
    findings: Findings,
    again: Again | None = None,
) -> Document:
    """Return `document` with its list of abbreviations complete and in order.

    `language` is that of the thesis: what is marked in a section of another language, such as an
    abstract, is not listed. `texts` holds the sources by file, to say in which line something is.
    """
    again = again or Again()
    marks = [
        node
        for section in document.sections
        if section.language == language
        for node in again.found(section.blocks, Styled)
        if "abbr" in node.attributes.classes
    ]
    typed = tuple(_typed(document.sections))
    marked = tuple(_marked_entry(node) for node in marks if node.attributes.get("title"))
    listed = _without_repetitions((*typed, *marked), texts, findings)
    _report_unexplained(marks, listed, findings)
    return _with_lists(document, language, profile, list(listed.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An abbreviation with its meaning, and the place that says so."""

    name: str
    meaning: str
    item: Definition
    span: Span
    typed: bool
    """Whether it stands in a list of the author's."""


def _typed(sections: Iterable[SectionFile]) -> Iterator[_Entry]:
    """Yield the entries of the definition lists in the sections of abbreviations."""
    for section in sections:
        if section.role is not Role.ABBREVIATIONS:
            continue
        for block in section.blocks:
            if isinstance(block, DefinitionList):
                yield from (_typed_entry(item) for item in block.items)


def _typed_entry(item: Definition) -> _Entry:
    paragraphs = (node for node in walk(item.definitions) if isinstance(node, Paragraph))
    meaning = " ".join(plain_text(node.content) for node in paragraphs)
    name = plain_text(item.term)
    return _Entry(name=name, meaning=meaning, item=item, span=item.span, typed=True)


def _marked_entry(node: Styled) -> _Entry:
    name, meaning = plain_text(node.content), node.attributes.get("title") or ""
    explanation = Paragraph(content=(Text(value=meaning, span=node.span),), span=node.span)
    term = (Text(value=name, span=node.span),)
    item = Definition(term=term, definitions=((explanation,),), span=node.span)
    return _Entry(name=name, meaning=meaning, item=item, span=node.span, typed=False)


def _without_repetitions(
    entries: Iterable[_Entry], texts: Mapping[str, str], findings: Findings
) -> dict[str, _Entry]:
    """Return the first entry of each abbreviation; another meaning is reported (X601)."""
    found: dict[str, _Entry] = {}
    for entry in entries:
        first = found.setdefault(entry.name, entry)
        if _words(first.meaning) != _words(entry.meaning):
            line, _ = line_and_column(texts[first.span.file], first.span.start)
            findings.error(
                "X601",
                f"the abbreviation {entry.name!r} is given a second meaning",
                entry.span,
                f"{first.span.file}:{line} says «{first.meaning}»; one abbreviation, one meaning",
            )
    return found


def _words(text: str) -> list[str]:
    """Return what two meanings are compared by: quotes and dashes may be set already."""
    return _WORD.findall(text.casefold())


_WORD = re.compile(r"\w+")


def _report_unexplained(
    marks: Iterable[Styled], listed: Mapping[str, _Entry], findings: Findings
) -> None:
    for node in marks:
        name = plain_text(node.content)
        if not node.attributes.get("title") and name not in listed:
            findings.error(
                "X602",
                f"nothing says what the abbreviation {name!r} means",
                node.span,
                f'write [{name}]{{.abbr title="its meaning"}}, or list it in a section of the '
                "role abbreviations",
            )


def _with_lists(
    document: Document, language: Language, profile: Profile, listed: list[_Entry]
) -> Document:
    """Return `document` with `listed` in its section of abbreviations, or in a new one."""
    sections = list(document.sections)
    own = [n for n, section in enumerate(sections) if section.role is Role.ABBREVIATIONS]
    added = [entry.item for entry in listed if not entry.typed]
    if not own and added and Part.ABBREVIATIONS in profile.parts:
        made = (_in_order(added, profile),)
        new = SectionFile(file="", role=Role.ABBREVIATIONS, language=language, blocks=made)
        return Document(sections=(*sections, new))
    kept = {id(entry.item) for entry in listed}
    for n in own:
        blocks = _completed(sections[n].blocks, kept, added, profile)
        sections[n], added = replace(sections[n], blocks=blocks), []
    return Document(sections=tuple(sections))


def _completed(
    blocks: tuple[Block, ...], kept: Set[int], added: list[Definition], profile: Profile
) -> tuple[Block, ...]:
    """Return `blocks` with their lists in order, the first one with what is `added`.

    Of what was typed, the items whose identities are `kept` remain.
    """
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, DefinitionList):
            items = [item for item in block.items if id(item) in kept]
            found.append(_in_order([*items, *added], profile))
            added = []
        else:
            found.append(block)
    return (*found, _in_order(added, profile)) if added else tuple(found)


def _in_order(items: list[Definition], profile: Profile) -> DefinitionList:
    latin_first = profile.abbreviations.latin == "before"

    def key(item: Definition) -> tuple[bool, tuple[int, ...]]:
        name = plain_text(item.term)
        return latin_first and not name[:1].isascii(), alphabetical_key(name)

    return DefinitionList(items=tuple(sorted(items, key=key)))
