"""Arrange: section files become the parts of the thesis, in printing order, each with its heading.

A chapter that is spread over several files becomes one section; a file with several chapters is
divided. Headings that an author leaves out (abstracts, an introduction) come from the locale.
Every heading gets an id, so that the contents can point to it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from baspa.diagnostics import NOWHERE, Findings
from baspa.model import (
    Attributes,
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    ResolvedSection,
    Role,
    SectionFile,
    Table,
    Text,
)
from baspa.model.walk import plain_text, transform
from baspa.passes.again import Again
from baspa.passes.words import word
from baspa.profile import Profile


def arrange(
    document: Document,
    profile: Profile,
    findings: Findings,
    *,
    title: Text | None = None,
    again: Again | None = None,
) -> tuple[ResolvedSection, ...]:
    """Return the sections of `document` in the order of `profile.parts`.

    `title` is the thesis's, for a profile that prints it above the text.
    A section whose role the profile does not print is reported (X101) and left out.
    """
    order = {part.value: index for index, part in enumerate(profile.parts)}
    sections = []
    for section in _divide(document.sections):
        if section.role.value in order:
            sections.append(section)
        else:
            findings.warning(
                "X101",
                f"the profile prints no part of the role {section.role.value!r}",
                section.blocks[0].span if section.blocks else NOWHERE,
                "choose another role or profile, or remove the file",
            )
    sections.sort(key=lambda section: order[section.role.value])
    if profile.headings.title_above_text and title is not None:
        sections = _under_title(sections, title)
    again = again or Again()
    ids = [{n.attributes.id for n in again.found(each.blocks, *_NAMED)} for each in sections]
    supply = _Supply(profile, set().union(*ids))
    return tuple(
        supply.section(section, lacks="" in own) for section, own in zip(sections, ids, strict=True)
    )


def _under_title(sections: list[ResolvedSection], title: Text) -> list[ResolvedSection]:
    """Return `sections` with the thesis's title where the text begins.

    It takes the place of the introduction's heading: everybody knows what stands first.
    """
    opens = (n for n, s in enumerate(sections) if s.role in {Role.INTRODUCTION, Role.CHAPTER})
    first = next(opens, None)
    if first is None:
        return sections
    section = sections[first]
    blocks = section.blocks
    match blocks:
        case (Heading(level=1) as given, *rest) if section.role is Role.INTRODUCTION:
            blocks = (replace(given, content=(title,), span=title.span, block_id=""), *rest)
        case _:
            apart = Attributes(classes=("unnumbered", "unlisted"))
            heading = Heading(level=1, content=(title,), attributes=apart, span=title.span)
            blocks = (heading, *blocks)
    return [*sections[:first], replace(section, blocks=blocks), *sections[first + 1 :]]


def _divide(files: Iterable[SectionFile]) -> list[ResolvedSection]:
    """Return one section for each chapter and for each file of another role."""
    sections: list[ResolvedSection] = []
    for file in files:
        pieces = list(_chapters(file.blocks)) if file.role is Role.CHAPTER else [file.blocks]
        for blocks in pieces:
            continues = (
                file.role is Role.CHAPTER
                and sections
                and sections[-1].role is Role.CHAPTER
                and not _opens_chapter(blocks)
            )
            if continues:
                sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
            else:
                sections.append(
                    ResolvedSection(
                        id="",
                        role=file.role,
                        language=file.language,
                        blocks=blocks,
                        keywords=file.keywords,
                    )
                )
    return sections


def _chapters(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield the stretches of `blocks` that begin with a heading of level 1."""
    starts = [
        i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1
    ]
    bounds = sorted({0, *starts, len(blocks)})
    for start, end in itertools.pairwise(bounds):
        yield blocks[start:end]


def _opens_chapter(blocks: tuple[Block, ...]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1


_NAMED = (Heading, Figure, Table)
"""What has an id."""


class _Supply:
    """Supplies headings and ids; an id is never given twice."""

    def __init__(self, profile: Profile, taken: set[str]) -> None:
        self.profile = profile
        self.taken = taken

    def section(self, section: ResolvedSection, *, lacks: bool) -> ResolvedSection:
        """Return a section with its heading and ids; `lacks`: something in it has no id."""
        blocks = section.blocks
        if section.role is not Role.CHAPTER and not _opens_chapter(blocks):
            blocks = (self.heading(section), *blocks)
        blocks = tuple(_in_capitals(block, section.role, self.profile) for block in blocks)
        if lacks:
            blocks = transform(blocks, self.identify, *_NAMED)
        first = blocks[0] if blocks else None
        section_id = first.attributes.id if isinstance(first, Heading) else section.role.value
        return replace(section, id=section_id, blocks=blocks)

    def heading(self, section: ResolvedSection) -> Heading:
        first = section.blocks[0].span if section.blocks else NOWHERE
        span = replace(first, end=first.start)
        name = section.role.value
        text = word(name, section.language, self.profile)
        identifier = f"{name}-{section.language}" if section.role is Role.ABSTRACT else name
        attributes = Attributes(id=self.free(identifier))
        return Heading(
            level=1, content=(Text(value=text, span=span),), attributes=attributes, span=span
        )

    def identify(self, node: object) -> object:
        """Give an id to a heading or captioned block that has none, made from its words."""
        match node:
            case Heading(content=words) | Figure(caption=words) | Table(caption=words):
                if node.attributes.id or not words:
                    return node
                prefix = {Heading: "sec", Figure: "fig", Table: "tbl"}[type(node)]
                identifier = self.free(f"{prefix}:{slug(plain_text(words))}")
                return replace(node, attributes=replace(node.attributes, id=identifier))
            case _:
                return node

    def free(self, wanted: str) -> str:
        """Return `wanted`, or `wanted` with the lowest number that makes it unique."""
        identifier, number = wanted, 1
        while identifier in self.taken:
            number += 1
            identifier = f"{wanted}-{number}"
        self.taken.add(identifier)
        return identifier


def slug(text: str) -> str:
    """Return `text` as an identifier: lower case, words joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return "-".join(words)[:60].strip("-") or "untitled"


def _in_capitals(block: Block, role: Role, profile: Profile) -> Block:
    """Set a heading in capitals where the profile asks for them.

    In the text itself, not by style: the contents and the body then read the same in any program.
    """
    if not isinstance(block, Heading):
        return block
    headings = profile.headings
    style = headings.level(block.level)
    if block.level == 1 and role not in {Role.CHAPTER, Role.APPENDIX}:
        style = headings.structural
    if block.level == 1 and role is Role.APPENDIX and headings.appendix is not None:
        style = headings.appendix
    return replace(block, content=upper(block.content)) if style.upper else block


def upper(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines with their text in capitals."""
    return transform(content, lambda node: replace(node, value=node.value.upper()), Text)
