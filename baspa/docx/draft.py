"""A DOCX that is written but for what its own layout tells: page numbers, and parts of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import count

from baspa.dataclass import dataclass
from baspa.docx.continuation import divided
from baspa.docx.filled import Filled
from baspa.docx.holes import Holes
from baspa.docx.identity import Identity
from baspa.docx.oxml import Element
from baspa.docx.package import WordPackage
from baspa.docx.pictures import tell_apart
from baspa.docx.spacing import lowered
from baspa.docx.style import Style
from baspa.model import PageMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The tree of a DOCX. It is written once, and filled in for one layout after the other."""

    package: WordPackage
    holes: Holes
    identity: Identity
    sheet: Sequence[Style]
    drawings: int
    """How many drawings there are."""

    @property
    def roots(self) -> Mapping[str, Element]:
        """The parts that a layout depends on, by their names: tables whole, numbers unknown."""
        return self.package.roots

    def filled(self, pages: PageMap) -> Filled:
        """Return the DOCX with the numbers of `pages`, its tables in the parts that these hold."""
        self.holes.fill(pages)
        self.identity.tell_anew()
        numbers = count(self.drawings + 1)
        with ExitStack() as meanwhile:
            for table in self.holes.tables:
                division = pages.divisions.get(table.id)
                if division is None:
                    continue
                if division.starts:
                    parts = meanwhile.enter_context(divided(table, division))
                    tell_apart(parts, numbers)
                if division.lowered_pt and table.caption is not None:
                    by_pt = division.lowered_pt
                    meanwhile.enter_context(lowered(table.caption, by_pt, self.sheet))
            return self.package.filled(self.identity.targets)
