"""The workshop: the programs that make the files, open for one build or for many."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from baspa.build.inputs import Elsewhere, read_surroundings
from baspa.pdf.processes import (
    Process,
    dismiss,
    early,
    end,
    processors,
    rehearsal_key,
    started,
)
from baspa.store import kept_beside

if TYPE_CHECKING:
    from baspa.build.recollection import Recollection
    from baspa.build.stages import Output
    from baspa.libreoffice import Office
    from baspa.pdf.press import Press


@dataclass(kw_only=True)
class Workshop:
    """What lays out the PDF and the DOCX; to be closed when nothing more is to be built."""

    stays_open: bool = True
    """More builds follow; otherwise the press is closed when the PDF is made."""
    _surroundings: str = ""
    _known: Mapping[str, str] = field(default_factory=dict)
    _seen: Mapping[str, str] | None = None
    """What the surroundings are now, if somebody has looked."""
    _stack: ExitStack = field(default_factory=ExitStack)
    _processes: list[Process] = field(default_factory=list)
    """Those of the press."""

    def keep_beside(self) -> None:
        """Let a thread write what is kept from now on, as soon as the press is at work or has done
        its work, unless more is to be built: this process is not divided any more."""
        if not self.stays_open:
            self.press.waiting.append(self._stack.enter_context(kept_beside()))

    def close_press(self) -> None:
        """End the processes of the press; where nothing more is to be built, that is waited for
        when this is closed."""
        if self.stays_open:
            self.press.close()
            return
        for program in dismiss(self._processes):
            self._stack.callback(program.wait)
        self._processes.clear()
        while self.press.waiting:
            self.press.waiting.pop()()

    def prepare(self, to: Output, length: int, surroundings: str = "") -> None:
        """Start what lays out the file that is asked for, before anything else is imported.

        The press gets ready for sources of `length` bytes with what was laid out last in the same
        `surroundings`. Where both files are, LibreOffice can wait until there is one to lay out.
        """
        if to == "docx":
            self.office.prepare()
            return
        key = rehearsal_key(surroundings)
        self._processes += started(early(length) - len(self._processes), key)

    @cached_property
    def recollection(self) -> Recollection:
        """What the builds know of what they made, imported when it is needed."""
        from baspa.build.recollection import Recollection

        return Recollection()

    @cached_property
    def press(self) -> Press:
        """What lays out the PDF, imported when it is needed."""
        from baspa.pdf.press import Press

        return Press(processes=processors(), running=self._processes)

    @cached_property
    def office(self) -> Office:
        """What lays out the DOCX, imported when it is needed."""
        from baspa.libreoffice import Office

        return self._stack.enter_context(Office())

    def surroundings(self) -> Mapping[str, str]:
        """Return a digest of each part of the machine, by its name, as the build before knew them.

        Whether they still are so is looked at while the press is at work, or before anything is
        written, and told by `confirm`.
        """
        self._seen = None
        if not self._known:
            self._seen = self._known = read_surroundings()
        else:
            self.press.waiting = [self._look]
        return self._known

    def _look(self) -> Mapping[str, str]:
        if self._seen is None:
            self._seen = read_surroundings()
        return self._seen

    def confirm(self) -> None:
        """Raise Elsewhere where the surroundings were not those that were given out; what was made
        for them is forgotten.
        """
        before, self._known = self._known, self._look()
        if before != self._known:
            self.__dict__.pop("recollection", None)
            self.press.forget()
            raise Elsewhere

    def settle_in(self, surroundings: str) -> None:
        """Begin a build in `surroundings`, a digest of programs, settings and fonts: what was
        started in others is ended."""
        if self._surroundings not in {"", surroundings}:
            self.office.close()
        self._surroundings = surroundings
        self.press.settle_in(surroundings)

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *raised: object) -> None:
        with self._stack:
            end(self._processes)
