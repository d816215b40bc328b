"""Tables and figures of HTML inside Markdown, which pandoc leaves raw.

The footnotes of a table that stand right below it in a section of their own are read with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from baspa.importers.reading.conversion import ConversionFailure, run_pandoc_reader

Json = Any
_STANDS = "BASPAHTML"
_OPENED = re.compile(
    r"^[^\S\n]{0,3}<(table|figure|center|dl)\b(?=[^\n]*>|\s*\n)", re.MULTILINE | re.IGNORECASE
)
_NOTES = re.compile(
    r"\s*<section\b[^>]*footnotes[^>]*>.*?</section>[^\S\n]*", re.DOTALL | re.IGNORECASE
)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*\n.*?^ {0,3}\1[`~]*[^\S\n]*$", re.M | re.DOTALL)


def without_html(text: str) -> tuple[str, list[str]]:
    """Return Markdown with a sign in the place of each piece of HTML, and the pieces."""
    code = [match.span() for match in _FENCED.finditer(text)]
    kept, pieces, done = list[str](), list[str](), 0
    for match in _OPENED.finditer(text):
        if match.start() < done or any(a <= match.start() < b for a, b in code):
            continue
        end = _end(text, match)
        if end is None:
            continue
        notes = _NOTES.match(text, end)
        stop = notes.end() if notes else end
        kept += [text[done : match.start()], f"\n\n{_STANDS}{len(pieces)}\n\n"]
        pieces.append(text[match.start() : stop])
        done = stop
    return "".join([*kept, text[done:]]), pieces


def _end(text: str, opened: re.Match[str]) -> int | None:
    """Return where an element ends, one of its name inside of it included; None if it does not."""
    depth = 0
    for tag in re.compile(rf"<(/?){opened[1]}\b[^>]*>", re.IGNORECASE).finditer(
        text, opened.start()
    ):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None


def with_html(blocks: list[Json], pieces: Sequence[str]) -> list[Json]:
    """Return pandoc's tree with the pieces of HTML read where their signs stand."""
    return list(_spliced(blocks, _read(pieces))) if pieces else blocks


def _spliced(node: Json, read: Sequence[list[Json]]) -> Json:
    if isinstance(node, list):
        result = list[Json]()
        for part in node:
            number = _number(part)
            result += [_spliced(part, read)] if number is None else read[number]
        return result
    if isinstance(node, dict):
        return {key: _spliced(part, read) for key, part in node.items()}
    return node


def _number(block: Json) -> int | None:
    """Return which piece a paragraph stands for."""
    if not isinstance(block, dict) or block.get("t") not in ("Para", "Plain"):
        return None
    words = block["c"]
    said = words[0].get("c") if len(words) == 1 and words[0]["t"] == "Str" else None
    return int(said[len(_STANDS) :]) if said and re.fullmatch(rf"{_STANDS}\d+", said) else None


def _read(pieces: Sequence[str]) -> list[list[Json]]:
    """Return the blocks of each piece, read together; its bytes where pandoc cannot read it."""
    if len(pieces) == 1:
        return [_read_alone(pieces[0])]
    divisions = (f'<div class="{_STANDS}">{piece}</div>' for piece in pieces)
    try:
        blocks = run_pandoc_reader("\n".join(divisions), "html-auto_identifiers")["blocks"]
    except ConversionFailure:
        blocks = []
    if len(blocks) == len(pieces) and all(map(_is_division, blocks)):
        return [block["c"][1] for block in blocks]
    half = len(pieces) // 2
    return [*_read(pieces[:half]), *_read(pieces[half:])]


def _read_alone(piece: str) -> list[Json]:
    try:
        return list(run_pandoc_reader(piece, "html-auto_identifiers")["blocks"])
    except ConversionFailure:
        return [{"t": "RawBlock", "c": ["html", piece]}]


def _is_division(block: Json) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][1] == [_STANDS])
