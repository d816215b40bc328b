"""Refer: `@fig:map` becomes the words and the number of what it points to."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from baspa.diagnostics import Findings
from baspa.locales import Locale, load_locale
from baspa.model import (
    CrossReference,
    Inline,
    Label,
    Link,
    PageReference,
    Reference,
    ReferenceForm,
    ReferenceTarget,
    ResolvedSection,
    Text,
)
from baspa.model.walk import transform
from baspa.passes.number import Target


def refer(
    sections: tuple[ResolvedSection, ...],
    targets: Mapping[str, Target],
    findings: Findings,
    *,
    capitals: bool = False,
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with every cross-reference resolved.

    What has no number is referred to by its title, an only appendix by its word alone. `capitals`
    makes it Figure 1 everywhere. A reference to nothing (X201), or to a number that is not there
    (X204), is reported.
    """
    return tuple(
        replace(
            section,
            blocks=transform(
                section.blocks,
                _Referring(targets, load_locale(section.language), findings, capitals).node,
            ),
        )
        for section in sections
    )


@dataclass(frozen=True, slots=True)
class _Referring:
    targets: Mapping[str, Target]
    locale: Locale
    findings: Findings
    capitals: bool

    def node(self, node: Any) -> Any:
        match node:
            case CrossReference():
                return self.resolve(node)
            case Link(url=url) if url.startswith("#") and url[1:] not in self.targets:
                self.unknown(ReferenceTarget(id=url[1:], span=node.span))
                return node.content
            case _:
                return node

    def resolve(self, node: CrossReference) -> tuple[Inline, ...]:
        """Return the printed references of `node`, joined by commas and a last «and»."""
        printed = [r for t in node.targets if (r := self.one(t, node)) is not None]
        joined: list[Inline] = []
        for index, reference in enumerate(printed):
            if index:
                last = index == len(printed) - 1
                glue = self.locale.and_last if last else ", "
                joined.append(Text(value=glue, span=node.span))
            joined.append(reference)
        if node.capital and joined:
            joined[0] = _capitalised(joined[0])
        return tuple(joined)

    def one(self, wanted: ReferenceTarget, node: CrossReference) -> Inline | None:
        target = self.targets.get(wanted.id)
        if target is None:
            self.unknown(wanted)
            return None
        if node.form is ReferenceForm.PAGE:
            return PageReference(target=wanted.id, span=node.span)
        if node.form is ReferenceForm.TITLE:
            return Link(url=f"#{wanted.id}", content=target.title, span=node.span)
        if target.label is None:
            return self.titled(wanted, target, node)
        before, after = self.words(target.label, node)
        if not target.label.number:
            content = (Text(value=(before + after).strip()),)
            return Link(url=f"#{wanted.id}", content=content, span=node.span)
        return Reference(
            target=wanted.id,
            before=before,
            number=target.label.number,
            after=after,
            span=node.span,
        )

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
        before, _, after = forms.get(node.case, forms["nominative"]).partition("{title}")
        content = (Text(value=before), *target.title, Text(value=after))
        return Link(url=f"#{wanted.id}", content=content, span=node.span)

    def words(self, label: Label, node: CrossReference) -> tuple[str, str]:
        """Return what stands before and after the number."""
        if node.form is ReferenceForm.NUMBER:
            return "", self.panel(label)
        forms = self.locale.references[label.kind].forms
        form = forms.get(node.case, forms["nominative"])
        if self.capitals:
            form = form[:1].upper() + form[1:]
        before, _, after = form.partition("{number}")
        return before, self.panel(label) + after

    def panel(self, label: Label) -> str:
        """Return what stands behind the number of a figure for one of its pictures: `, а`."""
        pattern = self.locale.panel if label.panel else ""
        return pattern.removeprefix("{number}").replace("{letter}", label.panel)

    def unknown(self, wanted: ReferenceTarget) -> None:
        near = difflib.get_close_matches(wanted.id, self.targets, n=1, cutoff=0.5)
        hint = None
        if near:
            hint = f"did you mean {near[0]!r} ({self.targets[near[0]].span.file})?"
        self.findings.error("X201", f"nothing is labelled {wanted.id!r}", wanted.span, hint)


def _capitalised(node: Inline) -> Inline:
    match node:
        case Reference(before=before) if before:
            return replace(node, before=before[:1].upper() + before[1:])
        case Link(content=(Text(value=value) as first, *rest)):
            first = replace(first, value=value[:1].upper() + value[1:])
            return replace(node, content=(first, *rest))
        case _:
            return node
