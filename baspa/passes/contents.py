"""Contents: what the contents and the lists of figures and tables say, save the page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from baspa.dataclass import dataclass
from baspa.model import (
    ContentsEntry,
    Counts,
    Figure,
    Heading,
    Inline,
    Language,
    Link,
    MathBlock,
    Note,
    Reference,
    ResolvedCitation,
    ResolvedSection,
    Role,
    Table,
    Text,
)
from baspa.model.walk import transform
from baspa.passes.again import Again
from baspa.passes.words import word
from baspa.profile import Caption, Part, Profile


@dataclass(frozen=True, slots=True)
class Listed:
    """What of a section is listed or counted, in the order of the text."""

    section: ResolvedSection
    nodes: tuple[Any, ...]
    """Headings, figures, tables, formulas and notes."""


def listed(sections: Iterable[ResolvedSection], again: Again | None = None) -> tuple[Listed, ...]:
    """Return what of `sections` is listed or counted."""
    again = again or Again()
    kinds = (Heading, Figure, Table, MathBlock, Note)
    return tuple(Listed(section, again.found(section.blocks, *kinds)) for section in sections)


def contents(
    sections: Iterable[Listed], profile: Profile, generated: Mapping[Part, str]
) -> tuple[ContentsEntry, ...]:
    """Return the entries of the contents in printing order.

    `generated` holds the headings of the parts that are printed and are no sections: the
    bibliography, the lists of figures and tables.
    """
    by_part: dict[str, list[ContentsEntry]] = {part.value: [] for part in profile.parts}
    for each in sections:
        by_part[each.section.role.value].extend(_headings(each, profile))
    for part in profile.parts:
        if part in generated:
            title = (Text(value=generated[part]),)
            by_part[part.value].append(
                ContentsEntry(target=f"{part.value}-heading", level=1, number="", title=title)
            )
    wanted = set(profile.contents.parts)
    return tuple(e for part in profile.parts if part in wanted for e in by_part[part.value])


def _headings(listed: Listed, profile: Profile) -> Iterator[ContentsEntry]:
    section = listed.section
    for node in listed.nodes:
        if not isinstance(node, Heading):
            continue
        if node.level > profile.contents.depth:
            continue
        if "unlisted" in node.attributes.classes:
            continue
        title, mark = as_listed(node.content), ""
        if section.role is Role.APPENDIX and node.level == 1 and node.label:
            title = (Text(value=f"{appendix_label(section, node, profile)} "), *title)
        elif node.label:
            mark = node.label.number + profile.headings.after_number
        yield ContentsEntry(target=node.attributes.id, level=node.level, number=mark, title=title)


def appendix_label(section: ResolvedSection, heading: Heading, profile: Profile) -> str:
    """Return the label of an appendix: `ҚОСЫМША А`."""
    pattern = profile.appendices.pattern[section.language]
    return pattern.replace("{number}", heading.label.number if heading.label else "").strip()


def list_of(
    kind: type[Figure] | type[Table], sections: Iterable[Listed], profile: Profile
) -> tuple[ContentsEntry, ...]:
    """Return the entries of the list of figures or of tables."""
    return tuple(
        ContentsEntry(
            target=node.attributes.id,
            level=1,
            number=caption_label(node, each.section.language, profile),
            title=as_listed(node.caption),
        )
        for each in sections
        for node in each.nodes
        if isinstance(node, kind) and node.label
    )


def caption_label(node: Figure | Table, language: Language, profile: Profile) -> str:
    """Return the label of a caption: `Сурет 1`."""
    _, pattern = caption_form(node, language, profile)
    return pattern.replace("{number}", node.label.number if node.label else "")


def caption_form(node: Figure | Table, language: Language, profile: Profile) -> tuple[Caption, str]:
    """Return the rules of a caption, and the pattern of its label: `Сурет {number}`."""
    is_figure = isinstance(node, Figure)
    rules = profile.figure_caption if is_figure else profile.table_caption
    label = word("figure" if is_figure else "table", language, profile)
    return rules, rules.pattern.replace("{label}", label.upper() if rules.label_upper else label)


def as_listed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a heading or caption as a list prints it: without footnotes, and without links.

    The whole line is one link already.
    """

    def unlink(node: Any) -> Any:
        match node:
            case Link(content=inside) | ResolvedCitation(content=inside):
                return inside
            case Reference(before=before, number=number, after=after):
                return Text(value=before + number + after, span=node.span)
            case _:
                return node

    return transform(without_notes(content), unlink, Link, ResolvedCitation, Reference)


def without_notes(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without their footnotes, which stay in the text."""
    return transform(content, lambda _: (), Note)


def count(sections: Iterable[Listed], sources: int) -> Counts:
    """Return how many numbered figures, tables, … the document has."""
    labelled = Counter(
        type(node)
        for each in sections
        for node in each.nodes
        if not isinstance(node, Note) and node.label is not None
    )
    return Counts(
        figures=labelled[Figure],
        tables=labelled[Table],
        equations=labelled[MathBlock],
        sources=sources,
        appendices=sum(each.section.role is Role.APPENDIX for each in sections),
    )
