"""Tables: what the norm forbids in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from baspa.diagnostics import Findings
from baspa.model import AnySection, Paragraph, Table
from baspa.model.walk import plain_text, walk
from baspa.profile import Tables

_ROW_NUMBER = re.compile(r"(?:№|N|No\.?)\s*(?:п\s*/\s*п|р\s*/\s*с)?\.?")
"""The head of a column that counts the rows, in Russian («по порядку»), Kazakh and English."""


def check_tables(sections: Iterable[AnySection], rules: Tables, findings: Findings) -> None:
    """Report a column of row numbers (X322) where the profile wants none."""
    if rules.row_number_column:
        return
    for table in (n for s in sections for n in walk(s.blocks, Table)):
        cell = next((cell for row in table.head for cell in row.cells), None)
        if cell is None:
            continue
        words = (plain_text(b.content) for b in cell.blocks if isinstance(b, Paragraph))
        if _ROW_NUMBER.fullmatch(" ".join(words).strip()):
            findings.warning(
                "X322",
                "the norm of this profile has no column of row numbers in a table",
                cell.span,
                "delete the column; write a number before the words of a row if it is needed",
            )
