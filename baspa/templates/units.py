"""Units: the stretches of a section as HTML, each found again as long as it is made of the same.

A unit is known by the names of what it was set from, which stay where nothing in the source does;
what the rest of the thesis makes of it – numbers, references, citations – shows in its outline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from markupsafe import Markup

from baspa.dataclass import dataclass
from baspa.model import Block, Heading, MathBlock, ResolvedSection, Role
from baspa.passes.outline import outlined
from baspa.passes.set_file import Placed
from baspa.profile import Profile
from baspa.store import digest

KnownUnits: TypeAlias = Mapping[str, tuple[str, Markup]]
"""Units that were written before with the same profile, templates and counts: by name, what tells
all else that each was made of, and its HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Blocks of a section that are written together."""

    names: tuple[str, ...]
    """Of the stretches that they were set from, an empty one for what is supplied."""
    blocks: tuple[Block, ...]
    before: Block | None
    """What stands before them, and behind them: only its kind matters."""
    after: Block | None
    made_of: str
    """What tells all else that its HTML is made of."""

    @property
    def name(self) -> str:
        """What it is known by; empty where it is not."""
        return " ".join(self.names) if all(self.names) else ""

    def found(self, known: KnownUnits) -> Markup | None:
        """Return its HTML, if it is known."""
        made_of, html = known.get(self.name, ("", None))
        return html if made_of == self.made_of else None

    def lacks_text(self, known: KnownUnits) -> bool:
        """Return whether it cannot be written where only what is not `known` by name has a text."""
        return self.found(known) is None and any(name in known for name in self.names)


def units_of(
    section: ResolvedSection, stretches: Mapping[str, Sequence[Placed]], profile: Profile
) -> tuple[Unit, ...]:
    """Return the units of a section; `stretches` are those of each file.

    A heading that runs in is one with the text behind it. The few words of an abstract are one.
    """
    starts = {file: [each.place.start for each in found] for file, found in stretches.items()}

    def stretch_of(block: Block) -> Placed | None:
        file, start, end = block.span.file, block.span.start, block.span.end
        number = bisect_right(starts.get(file, ()), start) - 1
        found = stretches[file][number] if number >= 0 else None
        return found if found and end <= found.place.end else None

    runs: list[tuple[list[Placed | None], list[Block]]] = []
    for block in section.blocks:
        stretch = stretch_of(block)
        if runs and (stretch is runs[-1][0][-1] or _runs_in(runs[-1][1][-1], section, profile)):
            together, blocks = runs[-1]
            blocks.append(block)
            if stretch is not together[-1]:
                together.append(stretch)
        else:
            runs.append(([stretch], [block]))
    units = []
    for number, (together, blocks) in enumerate(runs):
        before = runs[number - 1][1][-1] if number else None
        after = runs[number + 1][1][0] if number + 1 < len(runs) else None
        around = (isinstance(before, MathBlock), before is None, after is None)
        left = outlined(tuple(blocks))
        ids = (getattr(block, "block_id", "") for block in left)
        told = (repr(left), *ids) if left else ()
        units.append(
            Unit(
                names=tuple(each.stretch.name if each else "" for each in together),
                blocks=tuple(blocks),
                before=before,
                after=after,
                made_of=_made_of(section.role, section.language, around, told),
            )
        )
    return tuple(units)


def _runs_in(block: Block, section: ResolvedSection, profile: Profile) -> bool:
    if section.role is Role.ABSTRACT:
        return True
    return isinstance(block, Heading) and profile.headings.level(block.level).run_in


@lru_cache(maxsize=1 << 6)  # most units are paragraphs without anything that stays in an outline
def _made_of(role: Role, language: str, around: tuple[bool, ...], outline: tuple[str, ...]) -> str:
    return digest([role, language, repr(around), *outline])
