"""The workshop: the programs that make the files, open for one build or for many."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from baspa.libreoffice import Office

if TYPE_CHECKING:
    from baspa.pdf.press import Press


@dataclass(kw_only=True)
class Workshop:
    """What lays out the PDF and the DOCX; to be closed when nothing more is to be built."""

    stays_open: bool = True
    """More builds follow; otherwise the press is closed before the DOCX is waited for."""
    _stack: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def press(self) -> Press:
        """What lays out the PDF, imported when it is needed."""
        from baspa.pdf.press import Press

        return self._stack.enter_context(Press.of_this_machine())

    @cached_property
    def office(self) -> Office:
        """What lays out the DOCX."""
        return self._stack.enter_context(Office())

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()
