"""The templates that there are: where each comes from, and what it prints.

What a template prints is said by the first sentence of the comment that it opens with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from baspa.dataclass import dataclass

_FIRST_SENTENCE = re.compile(r"\{#-?\s*(.+?)\s*(?:\.\s|\.?\s*-?#\})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """One template that is in force."""

    name: str
    """As it is called in `templates/`: `title-page.html.j2`, `blocks/table.html.j2`."""
    folder: Path
    """The folder that it was found in."""
    text: str

    @property
    def prints(self) -> str:
        """What it prints, in a few words; empty where it opens with no comment."""
        found = _FIRST_SENTENCE.match(self.text.lstrip())
        return " ".join(found[1].split()) if found else ""


def find_templates(folders: Sequence[Path]) -> dict[str, TemplateFile]:
    """Return every template below `folders` by name; the first folder that has one wins."""
    found: dict[str, TemplateFile] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.j2")):
            name = path.relative_to(folder).as_posix()
            if name not in found:
                text = path.read_text(encoding="utf-8", errors="replace")
                found[name] = TemplateFile(name=name, folder=folder, text=text)
    return dict(sorted(found.items()))
