"""A file of any supported format becomes a manuscript; what cannot be read is a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from baspa.diagnostics import Findings, Span, StopBuild
from baspa.importers.encodings import decode
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Manuscript, Text
from baspa.system import find_soffice

TEXT_LIMIT_BYTES = 5_000_000
"""A thesis has a fifth of it; this much is imported in a minute and in 0.7 GB of memory."""
LIMIT_CHARACTERS = 2_500_000

FILE_LIMIT_BYTES = 200_000_000


_BY_LIBREOFFICE = (".odt", ".ott", ".fodt", ".rtf", ".doc", ".dot")
_BY_PANDOC = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".tex": "latex",
}  # fmt: skip
_TEXT = (".txt", ".text", "")


def read_manuscript(path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript that a file or folder holds; raises StopBuild if it cannot be read."""
    from baspa.importers.conversion import ConversionFailure
    from baspa.importers.package import PackageRefusal

    try:
        manuscript = _read(path, findings, ledger)
    except PackageRefusal as error:
        _refuse(findings, "I103", path, str(error), "save it anew in a word processor")
    except ConversionFailure as error:
        _refuse(findings, "I104", path, str(error), "save it as DOCX and import that")
    if len(manuscript.source) > LIMIT_CHARACTERS:
        _refuse(findings, "I102", path, "the text is too long for a thesis", "import its parts")
    if not manuscript.text.string.strip():
        _refuse(findings, "I103", path, "the file holds no text", None)
    return manuscript


def _read(path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript by the kind of the file."""
    from baspa.importers.conversion import by_libreoffice
    from baspa.importers.docx import read_docx
    from baspa.importers.markup import included, read_markup
    from baspa.importers.metafiles import metafiles_as_pdf

    soffice = find_soffice()

    def draw(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        return metafiles_as_pdf(files, soffice)

    if path.is_dir():
        text, reader = _texts(path, findings)
        return read_markup(text, reader, path, ledger)
    suffix = path.suffix.lower()
    if suffix in _TEXT:
        content = _content(path, TEXT_LIMIT_BYTES, findings)
        return read_text(content, path, findings, ledger)
    if suffix in _BY_PANDOC:
        text = decode(_content(path, TEXT_LIMIT_BYTES, findings), ledger)
        if suffix == ".tex":
            text = included(text, path.parent, path.parent.resolve())
        return read_markup(text, _BY_PANDOC[suffix], path.parent, ledger)
    if suffix in (".docx", ".docm", ".dotx"):
        return read_docx(_content(path, FILE_LIMIT_BYTES, findings), ledger, draw)
    if suffix not in _BY_LIBREOFFICE:
        said = f"files of the kind {suffix!r} are not read"
        kinds = (".txt", ".docx", *_BY_LIBREOFFICE, *_BY_PANDOC)
        _refuse(findings, "I101", path, said, f"supported: {', '.join(kinds)}, or a folder of .md")
    if soffice is None:
        _refuse(
            findings, "I104", path, "LibreOffice is missing, which reads it", "see: baspa doctor"
        )
    content = _content(path, FILE_LIMIT_BYTES, findings)
    return read_docx(by_libreoffice(content, suffix, soffice), ledger, draw)


def _texts(folder: Path, findings: Findings) -> tuple[str, str]:
    """Return the text of a folder of Markdown or LaTeX, and what reads it."""
    from baspa.importers.markup import folder_text

    size = sum(p.stat().st_size for p in folder.rglob("*") if p.suffix in (".md", ".tex"))
    if size > TEXT_LIMIT_BYTES:
        _refuse(findings, "I102", folder, "the texts of this folder are too large", None)
    text, reader = folder_text(folder)
    if not text:
        _refuse(findings, "I101", folder, "there is no .md or .tex file in this folder", None)
    return text, reader


def read_text(content: bytes, path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return plain text, whose encoding is found out."""
    source = decode(content, ledger)
    controls = sum(c < " " and c not in "\n\t\f" for c in source[:100_000])
    if controls > 20 + len(source) / 50:
        _refuse(
            findings, "I103", path, "this is no text", "save it as text, or import the document"
        )
    source = source.replace("\x00", " ").replace("\f", "\n")
    return Manuscript(source=source, text=Text.of(source), is_plain=True)


def _content(path: Path, limit: int, findings: Findings) -> bytes:
    try:
        if path.stat().st_size > limit:
            mega = limit // 1_000_000
            _refuse(
                findings, "I102", path, f"the file is larger than {mega} MB", "import its parts"
            )
        return path.read_bytes()
    except OSError as error:
        _refuse(findings, "I101", path, f"cannot be read ({error.strerror})", None)


def _refuse(findings: Findings, code: str, path: Path, message: str, help: str | None) -> NoReturn:
    """Record why a file is not imported, and stop."""
    findings.error(code, message, Span(path.name, 0, 0), help)
    raise StopBuild
