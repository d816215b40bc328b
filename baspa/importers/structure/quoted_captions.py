"""Captions that an author put into quotation marks, as a habit: `Таблица 1 – «Сток рек»`.

They go where nearly all captions of tables, or of figures, stand in them: one alone may be the name
of a painting or a song.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.structure.outline import Section
from baspa.importers.text.blocks import Block, Captioned, changed, unturned
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Table

_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”")
_FEWEST = 2
_SHARE = 0.75


def with_bare_captions(sections: Sequence[Section], ledger: Ledger) -> list[Section]:
    """Return the sections, captions without the quotation marks that all of their kind have."""
    result = [*sections]
    for is_table in (True, False):
        found = [
            bool(_QUOTED.fullmatch(block.caption.string))
            for section in result
            for block in unturned(section.blocks)
            if isinstance(block, Captioned) and isinstance(block.what, Table) == is_table
            and block.caption is not None
        ]  # fmt: skip
        if sum(found) >= max(_FEWEST, _SHARE * len(found)):
            result = [_changed(section, is_table, ledger) for section in result]
    return result


def _changed(section: Section, is_table: bool, ledger: Ledger) -> Section:
    """Return a section with the captions of its tables, or figures, bare."""

    def bare(block: Block) -> Block:
        if not isinstance(block, Captioned) or isinstance(block.what, Table) != is_table:
            return block
        caption = block.caption
        if caption is None or not _QUOTED.fullmatch(caption.string):
            return block
        reason = "all captions of this kind stood in quotation marks"
        ends = [Edit(0, 1, ""), Edit(len(caption) - 1, len(caption), "")]
        return replace(
            block, caption=ledger.repair(caption, "quotes", [(edit, reason) for edit in ends])
        )

    return replace(section, blocks=tuple(changed(block, bare) for block in section.blocks))
