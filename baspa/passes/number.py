"""Number: sections, figures, tables, equations, appendices and footnotes get their numbers.

Numbers are text from here on. Nothing behind this pass counts anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial
from typing import Any, Literal

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.locales import load_locale
from baspa.model import (
    Attributes,
    Figure,
    Heading,
    Inline,
    Label,
    LabelKind,
    Language,
    MathBlock,
    Note,
    Panel,
    ResolvedSection,
    Role,
    Table,
    Text,
)
from baspa.model.walk import moved, transform
from baspa.passes.again import Again
from baspa.passes.contents import without_notes
from baspa.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that a cross-reference may point to."""

    label: Label | None
    """None where it has no number (an unnumbered heading)."""
    title: tuple[Inline, ...]
    """Without places: it is printed elsewhere, too."""
    ordinal: int = 0
    """Its place among those that are counted together, from 1; 0 where it is not counted."""
    span: Span = field(compare=False)
    """Where it stands, for messages: what refers to it prints the same wherever that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The sections with their numbers, and every target by its id."""

    sections: tuple[ResolvedSection, ...]
    targets: Mapping[str, Target]
    counted: tuple[Tally, ...]
    """What was counted before each section."""


def number(
    sections: tuple[ResolvedSection, ...],
    profile: Profile,
    findings: Findings,
    again: Again | None = None,
) -> Numbered:
    """Return `sections` numbered as `profile` says; an id used twice is reported (X202)."""
    again = again or Again()
    only = sum(section.role is Role.APPENDIX for section in sections) == 1
    tally = Tally(marks=profile.appendices.single_marked or not only)
    numbered, targets, counted = [], dict[str, Target](), []
    for section in sections:
        counted.append(tally)
        count = partial(_counted, section, profile, dict(targets), tally)
        made, new, tally = again.once("number", section, (tally, tuple(targets)), count, findings)
        numbered.append(made)
        targets |= new
    return Numbered(sections=tuple(numbered), targets=targets, counted=tuple(counted))


def number_one(section: ResolvedSection, profile: Profile, before: Tally) -> ResolvedSection:
    """Return a section as `number` gave it, for what was counted `before` it."""
    made, *_ = _counted(section, profile, {}, before, Findings())
    return made


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was counted so far."""

    marks: bool
    """Whether appendices print their letters; an only one may go without."""
    chapter: str = ""
    """The number of the present chapter or the letter of the present appendix."""
    chapters: int = 0
    appendices: int = 0
    counters: Counter[str] = field(default_factory=Counter)
    notes: int = 0

    def copy(self) -> Tally:
        """Return one that goes on from here."""
        return replace(self, counters=self.counters.copy())


def _counted(
    section: ResolvedSection,
    profile: Profile,
    before: Mapping[str, Target],
    tally: Tally,
    findings: Findings,
) -> tuple[ResolvedSection, dict[str, Target], Tally]:
    """Return a section with its numbers, its targets, and what was counted up to its end."""
    counting = _Counting(profile, findings, dict(before), tally.copy())
    made = counting.section(section)
    own = {name: each for name, each in counting.targets.items() if name not in before}
    return made, own, counting.tally


_COUNTED = (Heading, Figure, Table, MathBlock, Note)


@dataclass(slots=True)
class _Counting:
    profile: Profile
    findings: Findings
    targets: dict[str, Target]
    """Those of the sections before, too."""
    tally: Tally
    levels: list[int] = field(default_factory=list)
    role: Role = Role.CHAPTER
    language: Language = "kk"

    def section(self, section: ResolvedSection) -> ResolvedSection:
        self.role, self.language, self.levels = section.role, section.language, [0] * 7
        return replace(section, blocks=transform(section.blocks, self.node, *_COUNTED))

    def node(self, node: Any) -> Any:
        match node:
            case Heading():
                return self.define(node, self.heading(node), node.content)
            case Figure(caption=caption) if caption:
                label = self.counted("fig", self.profile.numbering.figures)
                return self.define(self.lettered(node, label), label, caption)
            case Table(caption=caption) if caption:
                label = self.counted("tbl", self.profile.numbering.tables)
                return self.define(node, label, caption)
            case Figure() | Table() if node.attributes.id:
                return self.define(node, None, ())
            case MathBlock(attributes=Attributes(id=identifier)) if identifier:
                label = self.counted("eq", self.profile.numbering.equations)
                return self.define(node, label, (Text(value=node.latex, span=node.span),))
            case Note():
                self.tally.notes += 1
                return replace(node, number=self.tally.notes)
            case _:
                return node

    def define(self, node: Any, label: Label | None, title: tuple[Inline, ...]) -> Any:
        """Return `node` with its label; note it as a target."""
        identifier = node.attributes.id
        first = self.targets.get(identifier)
        if first is not None:
            self.findings.error(
                "X202",
                f"the label {identifier!r} is used twice",
                node.attributes.span if node.attributes.span.end else node.span,
                f"it stands first in {first.span.file}; give one of them another name",
            )
        elif identifier:
            self.targets[identifier] = Target(
                label=label,
                title=moved(without_notes(title), lambda _: NOWHERE),
                ordinal=self.ordinal(label),
                span=node.span,
            )
        return replace(node, label=label)

    def lettered(self, figure: Figure, label: Label) -> Figure:
        """Return `figure` with a letter on each of its panels."""
        letters = iter(load_locale(self.language).panel_letters)

        def panel(node: Panel) -> Panel:
            letter = next(letters, "")
            if not letter:
                self.findings.error(
                    "X321", "a figure cannot have as many pictures as this", node.span
                )
            lettered: Panel = self.define(node, replace(label, panel=letter), node.caption)
            return lettered

        rows = tuple(tuple(panel(node) for node in row) for row in figure.panels)
        return replace(figure, panels=rows)

    def ordinal(self, label: Label | None) -> int:
        """Return the count that `label`, just given, ends in; a letter tells none."""
        if label is None or label.panel:
            return 0
        if label.kind == "app":
            return self.tally.appendices
        last = label.number.rpartition(".")[2]
        return int(last) if last.isdecimal() else 0

    def heading(self, node: Heading) -> Label | None:
        unnumbered = "unnumbered" in node.attributes.classes
        if self.role is Role.APPENDIX and node.level == 1:
            return self.appendix(node)
        if self.role not in {Role.CHAPTER, Role.APPENDIX} or unnumbered:
            return None
        if node.level > self.profile.headings.numbered_levels:
            return None
        if node.level == 1:
            self.tally.chapters += 1
            self.tally.chapter = str(self.tally.chapters)
            self.levels = [0] * 7
            return Label(kind="sec", number=self.tally.chapter)
        self.levels[node.level] += 1
        self.levels[node.level + 1 :] = [0] * (6 - node.level)
        steps = [self.tally.chapter, *(str(n) for n in self.levels[2 : node.level + 1])]
        return Label(kind="sec", number=".".join(steps))

    def appendix(self, node: Heading) -> Label:
        rules = self.profile.appendices
        letters = rules.letters[self.language]
        self.tally.appendices += 1
        if rules.digits:
            self.tally.chapter = str(self.tally.appendices)
        elif self.tally.appendices <= len(letters):
            self.tally.chapter = letters[self.tally.appendices - 1]
        else:
            self.findings.error(
                "X203",
                f"the profile has letters for {len(letters)} appendices only",
                node.span,
                "set `appendices.letters` in a profile of your own",
            )
        return Label(kind="app", number=self.tally.chapter if self.tally.marks else "")

    def counted(self, kind: LabelKind, way: Literal["continuous", "chapter"]) -> Label:
        """Return the next number of a figure, table or equation.

        In an appendix it always begins with the letter: `А.1`, `A1`.
        """
        in_appendix = self.role is Role.APPENDIX
        in_chapter = way == "chapter" and self.role is Role.CHAPTER
        within = self.tally.chapter if in_appendix or in_chapter else ""
        counter = f"{kind} {within} {in_appendix}"
        self.tally.counters[counter] += 1
        separator = self.profile.numbering.appendix_separator if in_appendix else "."
        count = str(self.tally.counters[counter])
        return Label(kind=kind, number=within + separator + count if within else count)
