"""What a data file is to the rest: rows of cells that are written as they are printed."""

from __future__ import annotations

from typing import TypeAlias

from baspa.dataclass import dataclass


class DataError(Exception):
    """A data file does not hold what is asked of it; the message is for the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCell:
    """One cell."""

    text: str
    """As printed."""
    number: bool = False
    colspan: int = 1
    rowspan: int = 1


Grid: TypeAlias = list[list[DataCell | None]]
"""Rows of equal length; None where a merged cell reaches."""
