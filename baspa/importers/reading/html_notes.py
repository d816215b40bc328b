"""What word processors make of a thesis in HTML: notes as links there and back, running heads.

| in the tree that pandoc reads | becomes |
|---|---|
| a link to an anchor whose paragraph begins with a link back | a footnote of that paragraph |
| a division called header or footer | nothing, and its words are reported |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from baspa.importers.reading.pandoc_inlines import plain
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text

Json = Any
_RUNNING = ("header", "footer")


def with_notes(blocks: list[Json], ledger: Ledger) -> list[Json]:
    """Return the blocks with their notes where they are referred to."""
    notes = dict[str, tuple[str, list[Json]]]()
    kept = [*_without_notes(blocks, notes, ledger)]
    links = {(there, here) for here, there in _links(kept)}
    noted: list[Json] = _spliced(kept, notes)
    for here, (back, lost) in notes.items():
        noted += [] if (here, back) in links else lost
    return noted


def _without_notes(
    blocks: list[Json], notes: dict[str, tuple[str, list[Json]]], ledger: Ledger
) -> Iterator[Json]:
    """Give the blocks that are no note; those are put into `notes` by their anchor."""
    for block in blocks:
        if block["t"] == "Div":
            (id, classes, attributes), inner = block["c"]
            if dict(attributes).get("title") in _RUNNING:
                ledger.drop(Text.of(plain(inner)), "the text of a running head")
                continue
            if inner and (back := _back(inner[0])):
                notes[back[0]] = (back[1], [_without_mark(inner[0]), *inner[1:]])
                continue
            inner = [*_without_notes(inner, notes, ledger)]
            if inner:
                yield {"t": "Div", "c": [[id, classes, attributes], inner]}
        elif back := _back(block):
            notes[back[0]] = (back[1], [_without_mark(block)])
        else:
            yield block


def _back(block: Json) -> tuple[str, str] | None:
    """Return the anchor of a paragraph that begins with a link, and where that leads."""
    first = block["c"][0] if block["t"] in ("Para", "Plain") and block["c"] else None
    while first is not None and first["t"] in ("Superscript", "Strong", "Emph") and first["c"]:
        first = first["c"][0]
    if first is None or first["t"] != "Link":
        return None
    (here, _, _), words, (there, _) = first["c"]
    is_mark = bool(here) and there.startswith("#") and len(plain(words)) < 8
    return (here, there[1:]) if is_mark else None


def _without_mark(block: Json) -> Json:
    return {"t": block["t"], "c": block["c"][1:]}


def _links(node: Json) -> Iterator[tuple[str, str]]:
    """Give the anchor of each link, and where inside the text it leads."""
    if isinstance(node, list):
        for part in node:
            yield from _links(part)
    elif isinstance(node, dict):
        if node.get("t") == "Link" and node["c"][2][0].startswith("#"):
            yield node["c"][0][0], node["c"][2][0][1:]
        yield from _links(node.get("c"))


def _spliced(node: Json, notes: dict[str, tuple[str, list[Json]]]) -> Json:
    """Return a tree in which links to notes are the notes."""
    if isinstance(node, list):
        return [_spliced(part, notes) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Link":
        note = notes.get(node["c"][2][0].removeprefix("#"))
        if note is not None and note[0] == node["c"][0][0]:
            return {"t": "Note", "c": note[1]}
    if node.get("t") == "Superscript" and len(node["c"]) == 1:
        inner = _spliced(node["c"][0], notes)
        return inner if inner["t"] == "Note" else {"t": "Superscript", "c": [inner]}
    return {key: _spliced(part, notes) for key, part in node.items()}
