"""Refer: `@fig:map` becomes the words and the number of what it points to.

Several of one kind share one noun in the plural, in the order of their numbers, and three and more
that follow one another become a range: `1–3-кестелерде`, `рисунки 1, 3 и 5`, `equations (1)–(3)`.
The noun follows the numbers joined by commas and a last «және» in Kazakh, where only the last
number has the hyphen of an ordinal: `1 және 2-кестелер`.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.locales import Locale, References, load_locale
from baspa.model import (
    Case,
    CrossReference,
    Inline,
    Link,
    PageReference,
    Reference,
    ReferenceForm,
    ReferenceTarget,
    ResolvedSection,
    Text,
)
from baspa.model.walk import transform
from baspa.passes.again import Again
from baspa.passes.number import Target

RANGE = 3
"""So many numbers that follow one another are written as a range."""

Found = tuple[ReferenceTarget, Target]
"""A target as written, and what it points to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """The sections with their references, and what these point to."""

    sections: tuple[ResolvedSection, ...]
    targets: tuple[Mapping[str, Target], ...]
    """Those that each section refers to, in the order of their numbers."""


def refer(
    sections: tuple[ResolvedSection, ...],
    targets: Mapping[str, Target],
    findings: Findings,
    *,
    capitals: bool = False,
    again: Again | None = None,
) -> Referred:
    """Return `sections` with every cross-reference resolved.

    What has no number is referred to by its title, an only appendix by its word alone. `capitals`
    makes it Figure 1 everywhere. A reference to nothing (X201), or to a number that is not there
    (X204), is reported.
    """
    again = again or Again()
    places = {identifier: place for place, identifier in enumerate(targets)}
    referring, pointed = [], []
    for section in sections:
        names = targets.keys() & set(_pointed_to(again.found(section.blocks, *_REFERRING)))
        own = {name: targets[name] for name in sorted(names, key=places.__getitem__)}
        make = partial(_refer, section, own, targets, capitals)
        referring.append(again.once("refer", section, tuple(own.items()), make, findings))
        pointed.append(own)
    return Referred(sections=tuple(referring), targets=tuple(pointed))


def refer_one(
    section: ResolvedSection, targets: Mapping[str, Target], *, capitals: bool
) -> ResolvedSection:
    """Return a section as `refer` gave it; `targets` are those that it refers to."""
    return _refer(section, targets, targets, capitals, Findings())


_REFERRING = (CrossReference, Link)
"""What may point to a target."""


def _pointed_to(nodes: Iterable[CrossReference | Link]) -> Iterator[str]:
    for node in nodes:
        match node:
            case CrossReference(targets=targets):
                yield from (target.id for target in targets)
            case Link(url=url):
                yield url.removeprefix("#")


def _refer(
    section: ResolvedSection,
    own: Mapping[str, Target],
    targets: Mapping[str, Target],
    capitals: bool,
    findings: Findings,
) -> ResolvedSection:
    places = {identifier: place for place, identifier in enumerate(own)}
    locale = load_locale(section.language)
    node = _Referring(own, targets, places, locale, findings, capitals).node
    return replace(section, blocks=transform(section.blocks, node, *_REFERRING))


@dataclass(frozen=True, slots=True)
class _Referring:
    own: Mapping[str, Target]
    """What the section refers to."""
    targets: Mapping[str, Target]
    """All that there are, for messages."""
    places: Mapping[str, int]
    """In what order its own were numbered."""
    locale: Locale
    findings: Findings
    capitals: bool

    def node(self, node: Any) -> Any:
        match node:
            case CrossReference():
                return self.resolve(node)
            case Link(url=url) if url.startswith("#") and url[1:] not in self.own:
                self.unknown(ReferenceTarget(id=url[1:], span=node.span))
                return node.content
            case _:
                return node

    def resolve(self, node: CrossReference) -> tuple[Inline, ...]:
        """Return what `node` prints: its groups, joined by commas and a last «and»."""
        found = [(w, t) for w in dict.fromkeys(node.targets) if (t := self.find(w)) is not None]
        groups: list[tuple[Inline, ...]]
        match node.form:
            case ReferenceForm.TITLE:
                groups = [(self.entitled(each),) for each in found]
            case ReferenceForm.PAGE:
                groups = [self.pages(found, node)] if found else []
            case _:
                groups = list(self.groups(found, node))
        content = self.joined(groups, node.span)
        if node.capital and content:
            return _capitalised(content[0]), *content[1:]
        return content

    def find(self, wanted: ReferenceTarget) -> Target | None:
        target = self.own.get(wanted.id)
        if target is None:
            self.unknown(wanted)
        return target

    def joined(self, groups: Sequence[tuple[Inline, ...]], span: Span) -> tuple[Inline, ...]:
        content: list[Inline] = []
        for index, group in enumerate(groups):
            if index:
                last = index == len(groups) - 1
                content.append(Text(value=self.locale.and_last if last else ", ", span=span))
            content += group
        return tuple(content)

    def groups(self, found: list[Found], node: CrossReference) -> Iterator[tuple[Inline, ...]]:
        """Yield the references to neighbours of one kind, and those to what has no number."""
        for kind, same in itertools.groupby(
            found, lambda each: each[1].label and each[1].label.kind
        ):
            if kind:
                yield self.numbered(list(same), self.locale.references[kind], node)
            else:
                titled = (self.titled(*each, node) for each in same)
                yield from ((link,) for link in titled if link is not None)

    def numbered(
        self, found: list[Found], words: References, node: CrossReference
    ) -> tuple[Inline, ...]:
        """Return `1–3-кестелерде`: each number that is printed links to its own target."""
        found.sort(key=lambda each: self.places[each[0].id])
        bare = node.form is ReferenceForm.NUMBER
        pattern = _pattern(words, node, len(found))
        if self.capitals:
            pattern = pattern[:1].upper() + pattern[1:]
        wanted, target = found[0]
        if target.label and not target.label.number:  # an only appendix without a letter
            named = Text(value=pattern.replace("{number}", "").strip(), span=node.span)
            return (Link(url=f"#{wanted.id}", content=(named,), span=node.span),)
        each = "{number}" if bare else words.each
        numbers = self.joined(
            [
                _between(
                    Text(value="–", span=node.span), [self.reference(f, each, node) for f in ends]
                )
                for ends in _stretches(found)
            ],
            node.span,
        )
        return numbers if bare else _worded(numbers, pattern)

    def reference(self, found: Found, each: str, node: CrossReference) -> Reference:
        """Return the reference to one number, with the letter of a picture behind it: `1, а`."""
        wanted, target = found
        assert target.label
        letter = target.label.panel
        panel = self.locale.panel.removeprefix("{number}").replace("{letter}", letter)
        before, _, after = each.partition("{number}")
        return Reference(
            target=wanted.id,
            before=before,
            number=target.label.number,
            after=panel + after if letter else after,
            span=node.span,
        )

    def pages(self, found: list[Found], node: CrossReference) -> tuple[Inline, ...]:
        """Return the pages of what is `found`: the numbers, with their word if a case is given."""
        references = [(PageReference(target=w.id, span=node.span),) for w, _ in found]
        numbers = self.joined(references, node.span)
        if node.case is None:
            return numbers
        return _worded(numbers, _pattern(self.locale.references["page"], node, len(found)))

    def entitled(self, found: Found) -> Inline:
        wanted, target = found
        return Link(url=f"#{wanted.id}", content=target.title, span=wanted.span)

    def titled(
        self, wanted: ReferenceTarget, target: Target, node: CrossReference
    ) -> Inline | None:
        """Return a reference to a heading without a number, by its title."""
        forms = self.locale.references["sec"].titled
        if node.form is ReferenceForm.NUMBER or forms is None or not target.title:
            hint = (
                f"refer to it by its title: @{wanted.id}" if target.title else "give it a caption"
            )
            self.findings.error(
                "X204", f"{wanted.id!r} has no number to refer to", wanted.span, hint
            )
            return None
        before, _, after = _in_case(forms, node).partition("{title}")
        content = (Text(value=before), *target.title, Text(value=after))
        return Link(url=f"#{wanted.id}", content=content, span=node.span)

    def unknown(self, wanted: ReferenceTarget) -> None:
        near = difflib.get_close_matches(wanted.id, self.targets, n=1, cutoff=0.5)
        hint = None
        if near:
            hint = f"did you mean {near[0]!r} ({self.targets[near[0]].span.file})?"
        self.findings.error("X201", f"nothing is labelled {wanted.id!r}", wanted.span, hint)


def _stretches(found: Sequence[Found]) -> Iterator[tuple[Found, ...]]:
    """Yield the ends of each range, and alone what belongs to none."""
    start = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and _follows(found[end - 1][1], found[end][1]):
            continue
        run = found[start:end]
        if len(run) >= RANGE:
            yield run[0], run[-1]
        else:
            yield from ((each,) for each in run)
        start = end


def _follows(before: Target, target: Target) -> bool:
    """Say whether `target` is the next after `before`: 2.3 after 2.2, but not 3.1 after 2.2."""
    assert before.label and target.label
    chapters = {label.number.rpartition(".")[0] for label in (before.label, target.label)}
    return len(chapters) == 1 and target.ordinal == before.ordinal + 1 > 1


def _between(glue: Inline, ends: Sequence[Inline]) -> tuple[Inline, ...]:
    first, *last = ends
    return (first, glue, *last) if last else (first,)


def _pattern(words: References, node: CrossReference, how_many: int) -> str:
    """Return the words around the number or numbers."""
    if node.form is ReferenceForm.SHORT and words.short:
        return words.short.one if how_many == 1 else words.short.several
    return _in_case(words.forms if how_many == 1 else words.plural, node)


def _in_case(forms: Mapping[Case, str], node: CrossReference) -> str:
    return forms.get(node.case or "nominative", forms["nominative"])


def _worded(numbers: tuple[Inline, ...], pattern: str) -> tuple[Inline, ...]:
    """Return `numbers` between the words of `pattern`, which belong to the first and last link."""
    before, _, after = pattern.partition("{number}")
    first, last = numbers[0], numbers[-1]
    if not isinstance(first, Reference) or not isinstance(last, Reference):
        around = [(Text(value=text),) if text else () for text in (before, after)]
        return *around[0], *numbers, *around[1]
    numbers = (replace(first, before=before + first.before), *numbers[1:])
    last = numbers[-1]
    assert isinstance(last, Reference)
    return *numbers[:-1], replace(last, after=last.after + after)


def _capitalised(node: Inline) -> Inline:
    match node:
        case Reference(before=before) if before:
            return replace(node, before=before[:1].upper() + before[1:])
        case Text(value=value):
            return replace(node, value=value[:1].upper() + value[1:])
        case Link(content=(Text(value=value) as first, *rest)):
            first = replace(first, value=value[:1].upper() + value[1:])
            return replace(node, content=(first, *rest))
        case _:
            return node
