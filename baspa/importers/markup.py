"""Texts in Markdown, LaTeX and HTML, and folders of them as theses on public repositories have.

| in a folder | done |
|---|---|
| `*.md` in the order of their paths, or the `*.tex` that begins a document: the longer | read |
| READMEs, licences, what lies in folders of styles, templates, outputs | left |
| `metadata.yaml`, the front matter of files | the title page |
| `*.bib` | taken over as they are |
| LaTeX inside Markdown: `\\cite`, `\\ref`, `figure`, `table`, `\\section` … | read too |
| `\\input`, `\\include` of files inside the folder | read in their place |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from baspa.diagnostics import Findings
from baspa.importers.conversion import ConversionFailure, run_pandoc_reader
from baspa.importers.html_notes import with_notes
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Manuscript, Picture
from baspa.importers.pandoc_inlines import APPENDIX, LABEL, PAGE
from baspa.importers.pandoc_tree import read_tree
from baspa.importers.pictures import printable
from baspa.readers.bibliography import read_bibliography

Json = Any
_PAGE_OF = re.compile(r"\\(?:pageref|cpageref)\*?\{([^{},]+)\}")
_EXTENSIONS = {"markdown": "-implicit_header_references"}
_LEFT = re.compile(
    r"(?:readme|licen[sc]e|contributing|changelog|code_of_conduct|todo|install|usage|history|notes?)"
    r"(?:[._-].*)?\.\w+$",
    re.IGNORECASE,
)
_LEFT_FOLDERS = frozenset(
    "output out build dist docs doc scratch style styles template templates filters csl tests test "
    "examples node_modules scripts bin presentation slides".split()
)
_METADATA = ("metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml")
_PICTURES = (".pdf", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".tif", ".tiff")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\s*\{([^}]+)\}")
_DOCUMENT = re.compile(
    r"^\s*\\documentclass(?:\s*\[[^\]]*\])?\s*\{(?!beamer|standalone|letter)", re.MULTILINE
)
_DEEPEST = 8
_MOST_INCLUDED = 5_000_000
_LEAST_INCLUDED = 1000
"""Bytes that all included files have, and that each is counted as: ten that include ten others
each, eight deep, would have no end."""
_ACRONYM = re.compile(
    r"\\(?:newacronym|acro|DeclareAcronym)\s*(?:\[[^\]]*\])?\{(?P<key>[^{}]+)\}\s*(?:\{|\[)"
    r"(?:\s*short\s*=\s*)?(?P<short>[^{}\[\],=]+)[}\],]"
)
_USED_ACRONYM = re.compile(
    r"\\(?P<command>[gG]ls(?:pl)?|acr(?:short|long|full)|ac[slf]?p?)\*?\{(?P<key>[^{}]+)\}"
)
_CHUNK = "BASPACHUNK"


def read_markup(text: str, reader: str, folder: Path, ledger: Ledger) -> Manuscript:
    """Return the manuscript of a text; its pictures and sources come from inside `folder` only.

    `reader` is markdown, latex or html. Raises ConversionFailure.
    """
    root = folder.resolve()
    files = _bibliography(root)
    keys = frozenset(read_bibliography([*files.items()], Findings()).entries)
    if reader == "latex":
        text = re.sub(r"\\appendix(?![a-zA-Z])", f"\n\n{APPENDIX}\n\n", text)
        text = _PAGE_OF.sub(rf"\\ref{{{PAGE}\1}}", text)
        text = _without_acronyms(text)
    tree = run_pandoc_reader(text, f"{reader}-auto_identifiers{_EXTENSIONS.get(reader, '')}")
    if reader == "markdown":
        tree["blocks"] = _with_latex(tree["blocks"])
    elif reader == "html":
        tree["blocks"] = with_notes(tree["blocks"], ledger)
    manuscript = read_tree(tree, _pictures(root), keys, ledger)
    ledger.facts["format"] = reader
    return replace(manuscript, bibliography=files)


def _without_acronyms(text: str) -> str:
    """Return LaTeX with `\\gls{iot}` and its like as the short form that `\\newacronym` gives."""
    short = {m["key"]: m["short"] for m in _ACRONYM.finditer(text)}

    def written(match: re.Match[str]) -> str:
        plural = "s" if match["command"].endswith(("pl", "p")) else ""
        return short[match["key"]] + plural if match["key"] in short else match[0]

    return _USED_ACRONYM.sub(written, text)


def folder_text(folder: Path) -> tuple[str, str]:
    """Return the text of a folder and what reads it; an empty text where it holds none."""
    files = [path for path in _files(folder) if path.suffix.lower() in (".md", ".markdown")]
    chosen = [path for path in files if not _LEFT.match(path.name)]
    tex = [path for path in _files(folder) if path.suffix.lower() == ".tex"]
    main = _main_of(tex)
    is_markdown = sum(len(_read(path)) for path in chosen) > sum(len(_read(path)) for path in tex)
    chosen = chosen if is_markdown or main is None else []
    if chosen or not tex:
        chosen = chosen or files
        metadata = [path for path in _files(folder, any_folder=True) if path.name in _METADATA]
        parts = [_as_front_matter(_read(path)) for path in metadata[:1]]
        return "\n\n".join([*parts, *(_read(path) for path in chosen)]), "markdown"
    main = main or tex[0]
    return included(_read(main), main.parent, folder.resolve()), "latex"


def _main_of(files: Sequence[Path]) -> Path | None:
    """Return the file that begins a document with most parts; no slides, drawings, templates."""
    mains = [
        (len(_INCLUDED.findall(text)), len(text), path)
        for path in files
        for text in [_read(path)]
        if _DOCUMENT.search(text) and "$body$" not in text and "\\begin{document}" in text
    ]
    return max(mains, key=lambda main: main[:2])[2] if mains else None


def included(text: str, folder: Path, root: Path) -> str:
    """Return LaTeX with the files that it includes in their places, those inside `root` alone."""
    left = _MOST_INCLUDED

    def expanded(text: str, folder: Path, depth: int) -> str:
        def content(match: re.Match[str]) -> str:
            nonlocal left
            name = match[1].strip()
            path = (folder / (name if name.endswith(".tex") else f"{name}.tex")).resolve()
            if depth >= _DEEPEST or not path.is_relative_to(root) or not path.is_file():
                return ""
            left -= max(_LEAST_INCLUDED, path.stat().st_size)
            return expanded(_read(path), folder, depth + 1) if left >= 0 else ""

        return _INCLUDED.sub(content, re.sub(r"(?<!\\)%[^\n]*", "", text))

    return expanded(text, folder, 0)


def _files(folder: Path, *, any_folder: bool = False) -> list[Path]:
    """Return the files of a folder in the order of their paths, numbers by value."""
    found = list[Path]()
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in inner)
        left = any(part.lower() in _LEFT_FOLDERS for part in inner[:-1]) and not any_folder
        if path.is_file() and not path.is_symlink() and not hidden and not left:
            found.append(path)
    return sorted(found, key=lambda path: _natural(path.relative_to(folder).as_posix()))


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts if p]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")


def _as_front_matter(text: str) -> str:
    body = re.sub(r"^---\s*$|^\.\.\.\s*$", "", text, flags=re.MULTILINE).strip()
    return f"---\n{body}\n---"


def _bibliography(root: Path) -> dict[str, str]:
    """Return the bibliographies inside a folder, by a file name that stands once."""
    found = dict[str, str]()
    for path in _files(root, any_folder=True):
        if path.suffix.lower() == ".bib" and path.name not in found:
            found[path.name] = _read(path)
    return found


def _pictures(root: Path) -> Callable[[str], Picture | None]:
    """Return what gives the pictures inside a folder, by what a text calls them."""

    def picture(target: str) -> Picture | None:
        path = _inside(root, target)
        return printable(path.read_bytes(), path.suffix.lower()) if path else None

    return picture


def _inside(root: Path, target: str) -> Path | None:
    """Return the file inside `root` that a picture names, wherever its text lay; else None."""
    parts = [part for part in target.replace("\\", "/").split("/") if part not in (".", "..", "")]
    if re.match(r"\w+://", target) or target.startswith("/") or not parts:
        return None
    names = [parts[-1], *(parts[-1] + suffix for suffix in _PICTURES)]
    for start in range(len(parts)):
        folder = root.joinpath(*parts[start:-1])
        for name in names:
            path = (folder / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
    if target.startswith(".."):
        return None
    nested = [p for name in names for p in sorted(root.rglob(name)) if p.is_file()]
    inner = [p for p in nested if p.resolve().is_relative_to(root)]
    return inner[0] if len(inner) == 1 else None


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
        text = "".join(f"\n\n\\chapter{{{_CHUNK}}}\n\n{chunk}" for chunk in chunks)
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
