"""What is wrong with a formula, in words for its author."""

from __future__ import annotations


class FormulaError(Exception):
    """A formula that cannot be converted.

    The pass that converts formulas turns it into a diagnostic; nothing is dropped silently.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        """`position` is the offset in the LaTeX text, in characters, where it is known."""
        super().__init__(message)
        self.message = message
        self.position = position
