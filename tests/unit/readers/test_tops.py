"""Blocks are found again only where all that they depend on is as it was."""

from __future__ import annotations

from typing import Any

import pytest

from baspa.diagnostics import Findings
from baspa.readers.markdown import open_section
from baspa.readers.markdown.tops import Tops

TEXT = """# Тарау

Бірінші абзац[^1].

Термин

: анықтама

Екінші абзац.

Соңғы сөз.

[^1]: Ескерту.

    Жалғасы.

| А | Ә |
|---|---|
| а | ә |

Table: Кесте

Соңы.
"""


def read(text: str, known: Tops) -> tuple[tuple[Any, ...], Tops]:
    """Return all that a reading tells, places too, and what the next one may know."""
    findings = Findings()
    opened = open_section(text, "source/1.md", "kk", findings, known)
    blocks = [opened.blocks(group) for group in opened.groups]
    notes = [
        (note.written, note.written.span, note.span) for note in opened.notes.definitions.values()
    ]
    opened.close()
    told = blocks, list(map(opened.stretch, opened.groups)), notes, findings.diagnostics
    return told, opened.tops


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Бірінші", "Алғашқы"),
        ("# Тарау", "Алдында.\n\n# Тарау"),
        ("Соңғы сөз.", ": енді анықтама"),
        ("Соңғы сөз.", "```"),
        ("Соңғы сөз.", "    Бір ескертудің жалғасы емес."),
        ("Екінші абзац.\n", "Екінші абзац.\n==="),
        ("Жалғасы.", "Басқа жалғасы."),
        ("    Жалғасы.", "Жалғасы емес."),
        ("[^1]: Ескерту.", "[^2]: Ескерту."),
        ("[^1]: Ескерту.", "[^1]: Бұрын.\n\n[^1]: Ескерту."),
        ("Table: Кесте", "Кесте"),
        ("Соңы.\n", "Соңы."),
        ("\n\nСоңы.\n", ""),
        ("# Тарау", "---\nlang: ru\n---\n# Тарау"),
    ],
)
def test_a_text_that_was_edited_is_read_as_if_it_were_new(old: str, new: str) -> None:
    known: Tops = {}
    edited = TEXT.replace(old, new, 1)

    for text in (TEXT, edited, TEXT):
        told, known = read(text, known)
        assert told == read(text, {})[0]


def test_only_what_an_edit_can_reach_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from baspa.readers.markdown import tops

    _, known = read(TEXT, {})
    parsed: list[str] = []
    parse = tops._parsed

    def noted(state: Any, line: int) -> Any:
        parsed.append(state.src[state.bMarks[line] : state.eMarks[line]])
        return parse(state, line)

    monkeypatch.setattr(tops, "_parsed", noted)
    open_section(TEXT.replace("Соңғы сөз", "Басқа сөз"), "source/1.md", "kk", Findings(), known)

    assert parsed == ["Термин", "Екінші абзац.", "Басқа сөз."]
