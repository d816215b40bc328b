"""Fill: what citations print is put into the text, and so are counts.

Pages stay open, for the writers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from baspa.diagnostics import Findings
from baspa.model import Citation, Count, Counts, Reference, ResolvedCitation, ResolvedSection
from baspa.model.walk import transform
from baspa.passes.again import Again
from baspa.passes.typography import bind_printed


def fill(
    sections: Iterable[ResolvedSection],
    citations: Iterable[Sequence[ResolvedCitation]],
    counts: Counts,
    findings: Findings,
    *,
    binds: bool,
    again: Again | None = None,
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with what the citations of each print, and counts.

    `binds`: what is printed for a citation or a reference is not parted from its number.
    A count of what cannot be counted is reported (X501).
    """
    again = again or Again()
    return tuple(
        again.once(
            "fill", section, (own, counts), partial(_fill, section, own, counts, binds), findings
        )
        for section, own in zip(sections, citations, strict=True)
    )


def fill_one(
    section: ResolvedSection, citations: Sequence[ResolvedCitation], counts: Counts, *, binds: bool
) -> ResolvedSection:
    """Return a section as `fill` gave it."""
    return _fill(section, citations, counts, binds, Findings())


def _fill(
    section: ResolvedSection,
    citations: Iterable[ResolvedCitation],
    counts: Counts,
    binds: bool,
    findings: Findings,
) -> ResolvedSection:
    printed = iter(citations)

    def put(node: Any) -> Any:
        match node:
            case Citation():
                citation = replace(next(printed), span=node.span)
                return bind_printed(citation) if binds else citation
            case Reference():
                return bind_printed(node) if binds else node
            case Count(of="pages"):
                return node
        value = getattr(counts, node.of, None)
        if value is None:
            findings.error(
                "X501",
                f"{node.of!r} cannot be counted",
                node.span,
                "pages, figures, tables, equations, sources and appendices can",
            )
        return replace(node, value=value)

    return replace(section, blocks=transform(section.blocks, put, Citation, Reference, Count))
