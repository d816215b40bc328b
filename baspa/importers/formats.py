"""A file of any supported format becomes a manuscript; what cannot be read is a diagnostic."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from baspa.diagnostics import Findings, Span, StopBuild
from baspa.importers.encodings import decode
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Manuscript, Text

TEXT_LIMIT_BYTES = 8_000_000
"""A thesis has a tenth of it; more would take more memory than an import may."""

FILE_LIMIT_BYTES = 200_000_000


def read_manuscript(path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript that a file holds; raises StopBuild when it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in (".docx", ".docm", ".dotx"):
        return _read_docx(_content(path, FILE_LIMIT_BYTES, findings), path, findings, ledger)
    if suffix not in (".txt", ".text", ""):
        said = f"files of the kind {suffix!r} are not read"
        _refuse(findings, "I101", path, said, "supported: .txt, .docx")
    return read_text(_content(path, TEXT_LIMIT_BYTES, findings), path, findings, ledger)


def _read_docx(content: bytes, path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript of a DOCX."""
    from baspa.importers.docx import read_docx
    from baspa.importers.package import PackageRefusal

    try:
        return read_docx(content, ledger)
    except PackageRefusal as error:
        _refuse(findings, "I103", path, str(error), "save it anew in a word processor")


def read_text(content: bytes, path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return plain text, whose encoding is found out."""
    source = decode(content, ledger)
    controls = sum(c < " " and c not in "\n\t\f" for c in source[:100_000])
    if controls > 20 + len(source) / 50:
        _refuse(
            findings, "I103", path, "this is no text", "save it as text, or import the document"
        )
    source = source.replace("\x00", " ").replace("\f", "\n")
    if not source.strip():
        _refuse(findings, "I103", path, "the file holds no text", None)
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
