"""Again: what a pass gave for a section it gives again for the very same section.

An edit changes one section of a thesis; the passes that look at all of it find the other ones as
they were, and what each of them made of these need not be made twice. A pass says what else its
outcome depends on; an outcome in which something was to be reported is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from baspa.diagnostics import Findings
from baspa.model import ResolvedSection, Role, SectionFile
from baspa.model.walk import walk

T = TypeVar("T")


class Again:
    """What came of the sections of a thesis when it was resolved last."""

    def __init__(self) -> None:
        self._ground: object = None
        self._files: Mapping[str, SectionFile] = {}
        self._sections: list[ResolvedSection] = []
        self._before: dict[tuple[object, int], tuple[object, object, Any]] = {}
        self._now: dict[tuple[object, int], tuple[object, object, Any]] = {}

    def begin(self, ground: object) -> None:
        """Begin to resolve; `ground` is what all outcomes depend on, such as the profile."""
        self._before, self._now = self._now, {}
        if ground != self._ground:
            self._ground, self._before, self._sections = ground, {}, []

    def same(
        self, files: Mapping[str, SectionFile], sections: tuple[ResolvedSection, ...]
    ) -> tuple[ResolvedSection, ...]:
        """Return `sections`, which were arranged of `files`; those of last time where they are the
        same, of the very same files.
        """
        kept = {path for path, file in files.items() if self._files.get(path) is file}
        before = {section.id: section for section in self._sections}

        def one(section: ResolvedSection) -> ResolvedSection:
            old = before.get(section.id)
            if old is None or section.role is Role.ABBREVIATIONS or old != section:
                return section
            return old if {block.span.file for block in section.blocks} <= kept else section

        self._files, self._sections = files, [one(section) for section in sections]
        return tuple(self._sections)

    def found(self, nodes: tuple[Any, ...], *kinds: type) -> tuple[Any, ...]:
        """Return all nodes of these kinds below `nodes`, as `walk` yields them."""
        all_ = self.once("nodes", nodes, None, lambda _: tuple(walk(nodes)), Findings())
        return tuple([node for node in all_ if type(node) in kinds])

    def once(
        self,
        name: object,
        of: object,
        context: object,
        make: Callable[[Findings], T],
        findings: Findings,
    ) -> T:
        """Return what `make` gives for what it is made `of`, a section mostly, and for `context`,
        now or when they were as now."""
        key = name, id(of)
        known = self._now.get(key) or self._before.get(key)
        if known is None or known[0] is not of or known[1] != context:
            own = Findings()
            known = of, context, make(own)
            findings.extend(own.diagnostics)
            if own.diagnostics:
                value: T = known[2]
                return value
        self._now[key] = known
        found: T = known[2]
        return found
