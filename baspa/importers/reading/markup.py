"""Texts in Markdown, LaTeX and HTML, and folders of them as theses on public repositories have.

| in a folder | done |
|---|---|
| its Markdown, or the `*.tex` that begins a document: the longer | read |
| `metadata.yaml`, the front matter of files | the title page |
| `*.bib` | taken over as they are |
| LaTeX inside Markdown: `\\cite`, `\\ref`, `figure`, `table`, `\\section` … | read too |
| tables and figures of HTML inside Markdown | read too |
"""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from baspa.diagnostics import Findings
from baspa.importers.limits import TEXT_BYTES, TooLong
from baspa.importers.reading.conversion import ConversionFailure, run_pandoc_reader
from baspa.importers.reading.embedded_html import with_html, without_html
from baspa.importers.reading.folder_files import FolderFiles, of_kind
from baspa.importers.reading.html_notes import with_notes
from baspa.importers.reading.latex_source import (
    abbreviations,
    begins_document,
    count_of_parts,
    file_inside,
    included,
    macros,
    with_included,
    without_abbreviations,
    without_boxes,
)
from baspa.importers.reading.markdown_folder import chapters, markdown_of
from baspa.importers.reading.markdown_source import (
    front_matter,
    readable,
    sound,
    title_and_rest,
    without_tags,
)
from baspa.importers.reading.pandoc_inlines import APPENDIX, LABEL, PAGE
from baspa.importers.reading.pandoc_tree import read_tree
from baspa.importers.reading.pictures import printable
from baspa.importers.reading.word_html import with_formulas
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript, Picture
from baspa.readers.bibliography import read_bibliography

Json = Any
_PAGE_OF = re.compile(r"\\(?:pageref|cpageref)\*?\{([^{},]+)\}")
_EXTENSIONS = {"markdown": "-implicit_header_references"}
_DATA = re.compile(r"data:image/(?P<kind>\w+)[^,]{0,80};base64,", re.IGNORECASE)
_PICTURES = (".pdf", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".tif", ".tiff")
_CHUNK = "BASPACHUNK"
_CITES = re.compile(r"@|\\\w*(?:cite|bibliography)|\\addbibresource")
"""What a text holds that needs a bibliography."""


def read_markup(text: str, reader: str, folder: FolderFiles, ledger: Ledger) -> Manuscript:
    """Return the manuscript of a text; its pictures and sources come from inside `folder` only.

    `reader` is markdown, latex or html. Raises ConversionFailure.
    """
    files = _bibliography(folder) if reader != "html" and _CITES.search(text) else {}
    keys = frozenset(read_bibliography([*files.items()], Findings()).entries)
    if reader == "latex":
        text = re.sub(r"\\appendix(?![a-zA-Z])", f"\n\n{APPENDIX}\n\n", text)
        text = _PAGE_OF.sub(rf"\\ref{{{PAGE}\1}}", text)
        text = without_boxes(without_abbreviations(text, abbreviations(text)))
    html = list[str]()
    if reader == "markdown":
        text, html = without_html(text)
        text = without_tags(text)
    if reader == "html":
        text = with_formulas(text)
    tree = run_pandoc_reader(text, f"{reader}-auto_identifiers{_EXTENSIONS.get(reader, '')}")
    if reader == "markdown":
        tree["blocks"] = with_html(_with_latex(tree["blocks"]), html)
    elif reader == "html":
        tree["blocks"] = with_notes(tree["blocks"], ledger)
    manuscript = read_tree(tree, _pictures(folder), keys, ledger)
    ledger.facts["format"] = reader
    return replace(manuscript, bibliography=files, has_levels=reader != "html")


def folder_text(folder: FolderFiles, ledger: Ledger) -> tuple[str, str]:
    """Return the text of a folder and what reads it; an empty text where it holds none."""
    tex, root = of_kind(folder.own, ".tex"), folder.root
    main = _main_of(tex, folder)
    aside = Ledger()
    files = chapters(folder, aside)
    size = sum(len(folder.text(path)) for path in files)
    if main is not None and size <= sum(len(folder.text(path)) for path in tex):
        return included(folder.text(main), main, root), "latex"
    if not files and tex:
        return included(folder.text(tex[0]), tex[0], root), "latex"
    ledger.facts |= aside.facts
    ledger.questions += aside.questions
    text = with_included(markdown_of(folder, files, ledger), root, root)
    definitions = "\n".join(map(folder.text, of_kind(folder.every, ".tex")))
    text = without_abbreviations(text, abbreviations(definitions))
    known = macros("\n".join([definitions, *map(folder.text, files)]))
    return f"{known}\n\n{text}" if known else text, "markdown"


def markdown_text(text: str) -> str:
    """Return a file of Markdown as pandoc reads it."""
    settings, body = front_matter(text)
    settings = sound(settings)
    title, body = title_and_rest(readable(body))
    if title and not re.search(r"^title\s*:", settings, re.M):
        settings = f"{settings}\ntitle: {json.dumps(title, ensure_ascii=False)}"
    return f"---\n{settings.strip()}\n---\n\n{body}" if settings.strip() else body


def _main_of(files: Sequence[Path], folder: FolderFiles) -> Path | None:
    """Return the file that begins a document with most parts; no slides, drawings, templates."""
    mains = [
        (count_of_parts(text), len(text), path)
        for path in files
        for text in [folder.text(path)]
        if begins_document(text)
    ]
    return max(mains, key=lambda main: main[:2])[2] if mains else None


def _bibliography(folder: FolderFiles) -> dict[str, str]:
    """Return the bibliographies of a folder, by a file name that stands once. Raises TooLong."""
    found, size = dict[str, str](), 0
    for path in of_kind(folder.every, ".bib"):
        if path.name not in found:
            size += path.stat().st_size
            if size > TEXT_BYTES:
                raise TooLong
            found[path.name] = folder.text(path)
    return found


def _pictures(folder: FolderFiles) -> Callable[[str], Picture | None]:
    """Return what gives the pictures inside a folder, by what a text calls them."""

    def picture(target: str) -> Picture | None:
        if data := _DATA.match(target):
            return _embedded(target[data.end() :], f".{data['kind'].lower()}")
        path = _inside(folder, target)
        return printable(path.read_bytes(), path.suffix.lower()) if path else None

    return picture


def _embedded(encoded: str, suffix: str) -> Picture | None:
    """Return the picture of a `data:` address (RFC 2397); None for a damaged one."""
    try:
        return printable(binascii.a2b_base64(encoded), suffix)
    except ValueError:
        return None


def _inside(inside: FolderFiles, target: str) -> Path | None:
    """Return the file of a folder that a picture names, wherever its text lay; else None."""
    parts = [part for part in target.replace("\\", "/").split("/") if part not in (".", "..", "")]
    if re.match(r"\w+://|data:", target) or target.startswith("/") or not parts:
        return None
    names = [parts[-1], *(parts[-1] + suffix for suffix in _PICTURES)]
    for start in range(len(parts)):
        folder = inside.root.joinpath(*parts[start:-1])
        for name in names:
            path = file_inside(inside.root, folder / name)
            if path is not None:
                return path
    if target.startswith(".."):
        return None
    same = [path for name in names for path in inside.by_name.get(name, [])]
    return same[0] if len(same) == 1 else None


def _with_latex(blocks: list[Json]) -> list[Json]:
    """Return pandoc's tree of Markdown with the LaTeX in it read."""
    raw = [*_raw(blocks)]
    read = _read_chunks([node["c"][1] for node in raw])
    found = {id(node): blocks for node, blocks in zip(raw, read, strict=True)}
    return list(_spliced(blocks, found))


def _raw(node: Json) -> Iterator[Json]:
    """Give the raw LaTeX of a tree."""
    if isinstance(node, list):
        for part in node:
            yield from _raw(part)
    elif isinstance(node, dict):
        if node.get("t") in ("RawBlock", "RawInline") and node["c"][0] in ("tex", "latex"):
            if not LABEL.fullmatch(node["c"][1].strip()):
                yield node
        else:
            for part in node.values():
                yield from _raw(part)


def _read_chunks(chunks: Sequence[str]) -> list[list[Json]]:
    """Return the blocks of each piece of LaTeX; none for one that pandoc cannot read.

    A chapter parts them, so that a section stands below it, as below the `#` of a thesis.
    """
    if not chunks:
        return []
    try:
        text = "".join(f"\n\n\\chapter{{{_CHUNK}}}\n\n{without_boxes(chunk)}" for chunk in chunks)
        blocks: list[Json] = run_pandoc_reader(text, "latex-auto_identifiers")["blocks"]
    except ConversionFailure:
        if len(chunks) == 1:
            return [[]]
        half = len(chunks) // 2
        return [*_read_chunks(chunks[:half]), *_read_chunks(chunks[half:])]
    result = list[list[Json]]()
    for block in blocks:
        if block["t"] == "Header" and block["c"][2] == [{"t": "Str", "c": _CHUNK}]:
            result.append([])
        elif result:
            result[-1].append(block)
    return result if len(result) == len(chunks) else [list[Json]() for _ in chunks]


def _spliced(node: Json, found: Mapping[int, list[Json]]) -> Json:
    """Return a tree in which raw LaTeX is what it means; what means nothing stays raw."""
    if isinstance(node, list):
        result = list[Json]()
        for part in node:
            blocks = found.get(id(part)) if isinstance(part, dict) else None
            if not blocks:
                result.append(_spliced(part, found))
            elif part["t"] == "RawBlock":
                result += blocks
            else:
                result += [inline for block in blocks for inline in _as_inlines(block)]
        return result
    if isinstance(node, dict):
        return {key: _spliced(part, found) for key, part in node.items()}
    return node


def _as_inlines(block: Json) -> list[Json]:
    return list(block["c"]) if block["t"] in ("Para", "Plain") else []
