"""Arrange: section files become the parts of the thesis, in printing order, each with its heading.

A chapter that is spread over several files becomes one section; a file with several chapters is
divided. Headings that an author leaves out (abstracts, an introduction) come from the locale.
Every heading gets an id, so that the contents can point to it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from baspa.dataclass import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a section is made of, so that it can be made alone."""

    files: tuple[str, ...]
    """Those that it stands in, by their paths."""
    piece: int
    """How many sections begin before it in the first of them."""
    is_titled: bool
    """Whether the title of the thesis stands above it."""
    identifiers: tuple[str, ...] = ()
    """The ids that it is supplied with, in the order in which it asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The sections in printing order, and what each of them is made of."""

    sections: tuple[ResolvedSection, ...]
    origins: tuple[Origin, ...]


def arrange(
    document: Document,
    profile: Profile,
    findings: Findings,
    *,
    title: Text | None = None,
    again: Again | None = None,
) -> Arranged:
    """Return the sections of `document` in the order of `profile.parts`.

    `title` is the thesis's, for a profile that prints it above the text.
    A section whose role the profile does not print is reported (X101) and left out.
    """
    order = {part.value: index for index, part in enumerate(profile.parts)}
    divided = []
    for section, origin in _divide(document.sections):
        if section.role.value in order:
            divided.append((section, origin))
        else:
            findings.warning(
                "X101",
                f"the profile prints no part of the role {section.role.value!r}",
                section.blocks[0].span if section.blocks else NOWHERE,
                "choose another role or profile, or remove the file",
            )
    divided.sort(key=lambda each: order[each[0].role.value])
    if profile.headings.title_above_text and title is not None:
        opens = (n for n, (each, _) in enumerate(divided) if each.role in _OPENING)
        for first in itertools.islice(opens, 1):
            section, origin = divided[first]
            divided[first] = _under_title(section, title), replace(origin, is_titled=True)
    again = again or Again()
    ids = [{n.attributes.id for n in again.found(each.blocks, *_NAMED)} for each, _ in divided]
    names = _Names(set().union(*ids))
    sections, origins = [], []
    for (section, origin), own in zip(divided, ids, strict=True):
        before = len(names.given)
        sections.append(_Supply(profile, names.free).section(section, lacks="" in own))
        origins.append(replace(origin, identifiers=tuple(names.given[before:])))
    return Arranged(sections=tuple(sections), origins=tuple(origins))


def arrange_one(
    origin: Origin, files: Iterable[SectionFile], profile: Profile, title: Text | None
) -> ResolvedSection:
    """Return the section that `arrange` made of just these `files`, or of their outlines."""
    section, _ = _divide(files)[origin.piece]
    if origin.is_titled and title is not None:
        section = _under_title(section, title)
    given = iter(origin.identifiers)
    return _Supply(profile, lambda _: next(given)).section(section, lacks=True)


_OPENING = frozenset({Role.INTRODUCTION, Role.CHAPTER})
"""What may be the first of the text."""


def _under_title(section: ResolvedSection, title: Text) -> ResolvedSection:
    """Return the section in which the text begins with the thesis's title.

    It takes the place of the introduction's heading: everybody knows what stands first.
    """
    blocks = section.blocks
    match blocks:
        case (Heading(level=1) as given, *rest) if section.role is Role.INTRODUCTION:
            blocks = (replace(given, content=(title,), span=title.span, block_id=""), *rest)
        case _:
            apart = Attributes(classes=("unnumbered", "unlisted"))
            heading = Heading(level=1, content=(title,), attributes=apart, span=title.span)
            blocks = (heading, *blocks)
    return replace(section, blocks=blocks)


def _divide(files: Iterable[SectionFile]) -> list[tuple[ResolvedSection, Origin]]:
    """Return one section for each chapter and for each file of another role."""
    sections: list[tuple[ResolvedSection, Origin]] = []
    for file in files:
        pieces = list(_chapters(file.blocks)) if file.role is Role.CHAPTER else [file.blocks]
        for piece, blocks in enumerate(pieces):
            if file.role is Role.CHAPTER and sections and not _opens_chapter(blocks):
                last, origin = sections[-1]
                if last.role is Role.CHAPTER:
                    whole = replace(last, blocks=last.blocks + blocks)
                    sections[-1] = whole, replace(origin, files=(*origin.files, file.file))
                    continue
            section = ResolvedSection(
                id="",
                role=file.role,
                language=file.language,
                blocks=blocks,
                keywords=file.keywords,
            )
            origin = Origin(files=(file.file,), piece=piece, is_titled=False)
            sections.append((section, origin))
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


class _Names:
    """Ids that are unique, with a number behind them where it takes one."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.given: list[str] = []

    def free(self, wanted: str) -> str:
        """Return `wanted`, or `wanted` with the lowest number that makes it unique."""
        identifier, number = wanted, 1
        while identifier in self.taken:
            number += 1
            identifier = f"{wanted}-{number}"
        self.taken.add(identifier)
        self.given.append(identifier)
        return identifier


class _Supply:
    """Supplies headings and ids; what gives out ids never gives one twice."""

    def __init__(self, profile: Profile, free: Callable[[str], str]) -> None:
        self.profile = profile
        self.free = free

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
