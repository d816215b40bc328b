"""The books of an import: what was changed, dropped and added, and what is doubtful.

The sum that proves that nothing was lost, letter by letter:
letters of the input + after + added = letters of the output + before + dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, assert_never

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import (
    OBJECTS,
    Chart,
    Code,
    Edit,
    Formula,
    Link,
    Markup,
    Note,
    Object,
    Picture,
    Reference,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change of the text; `before` put back in the place of `after` undoes it."""

    step: str
    origin: int
    """Offset in the source."""
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A decision that the author should look at."""

    origin: int | None
    """Offset in the source; None where it concerns the whole."""
    text: str
    about: str = ""
    """The words in question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that looks misspelt, and what might be meant; it was left as it is."""

    origin: int
    """Offset in the source of its first place."""
    word: str
    suggested: tuple[str, ...]
    times: int
    """How often the document has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Text that does not stand in the project, because Baspa makes it anew or cannot print it."""

    origin: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Text that no author wrote: markup, labels, the words of a stub."""

    file: str
    text: str


@dataclass(slots=True)
class Ledger:
    """All entries of one import, in the order of the steps."""

    skip: frozenset[str] = frozenset()
    """Steps that are not to be made."""
    only: frozenset[tuple[str, int]] | None = None
    """The repairs that may be made, by step and origin; None for all."""
    repairs: list[Repair] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    objects: Sequence[Object] = ()
    """What the objects in the texts are."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What was found: encoding, language, lists, counts."""

    def repair(self, text: Text, step: str, changes: list[tuple[Edit, str]]) -> Text:
        """Return `text` with those edits that may be made, each logged with its reason."""
        made = [change for change in changes if self.allows(text, step, change[0])]
        for edit, reason in made:
            self.note(text, step, edit, reason)
        return text.edited(edit for edit, _ in made) if made else text

    def allows(self, text: Text, step: str, edit: Edit) -> bool:
        """Tell whether a repair may be made: its step is not skipped, and it was not undone."""
        if step in self.skip:
            return False
        return self.only is None or (step, _origin(text, edit)) in self.only

    def note(self, text: Text, step: str, edit: Edit, reason: str) -> None:
        """Record one change of `text` that the caller makes."""
        self.repairs.append(
            Repair(
                step=step,
                origin=_origin(text, edit),
                before=text.string[edit.start : edit.end],
                after=edit.new,
                reason=reason,
            )
        )

    def ask(self, origin: int | None, text: str, about: str = "") -> None:
        """Record a doubtful decision."""
        self.questions.append(Question(origin=origin, text=text, about=about))

    def drop(self, text: Text, reason: str) -> None:
        """Record that `text`, and what stands in it, does not go into the project.

        What stood right behind it, and went for the same reason, is one entry with it.
        """
        if not text.string.strip():
            return
        dropped = Dropped(origin=text.origin, text=self._all(text), reason=reason)
        last = self.dropped[-1] if self.dropped else None
        if last and last.reason == reason and last.origin + len(last.text) == text.origin:
            self.dropped[-1] = replace(last, text=last.text + dropped.text)
        else:
            self.dropped.append(dropped)

    def _unfolded(self, character: str) -> str:
        """Return a character, or the words of the object that it stands for."""
        index = ord(character) - OBJECTS
        if not 0 <= index < len(self.objects):
            return character
        match self.objects[index]:
            case Note(text):
                return f" ({self._all(text)}) "
            case Link(text):
                return self._all(text)
            case Table(rows=rows, caption=caption):
                lines = [" | ".join(self._all(cell) for cell in row) for row in rows]
                return "\n".join([*([self._all(caption)] if caption else []), *lines])
            case Picture(caption=caption):
                return self._all(caption) if caption else " "
            case Chart() | Formula() | Code() | Markup() | Reference():
                return " "
            case _ as never:
                assert_never(never)

    def _all(self, text: Text) -> str:
        return "".join(map(self._unfolded, text.string))


def _origin(text: Text, edit: Edit) -> int:
    return text.origins[min(edit.start, len(text) - 1)]


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of `text`, each by itself."""
    return Counter(c for c in text if c.isalnum())
