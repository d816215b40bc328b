"""A file of any supported format becomes a manuscript; what cannot be read is a diagnostic."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from baspa.diagnostics import Findings, Span, StopBuild
from baspa.importers.limits import CHARACTERS, FILE_BYTES, TEXT_BYTES, TooLong, check_lines
from baspa.importers.reading.encodings import decode
from baspa.importers.reading.folder_files import FolderFiles, of_kind
from baspa.importers.reading.page_breaks import without_page_breaks
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.system import find_soffice

_BY_LIBREOFFICE = (".odt", ".ott", ".fodt", ".rtf", ".doc", ".dot")
_BY_PANDOC = {
    ".md": "markdown", ".markdown": "markdown", ".rmd": "markdown", ".qmd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".tex": "latex",
}  # fmt: skip
_TEXT = (".txt", ".text", "")
_DOCX = (".docx", ".docm", ".dotx")
_DOCUMENTS = (*_DOCX, *_BY_LIBREOFFICE)


def read_manuscript(path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript that a file or folder holds; raises StopBuild if it cannot be read."""
    from baspa.importers.reading.conversion import ConversionFailure
    from baspa.importers.reading.package import Locked, PackageRefusal

    try:
        manuscript = _read(path, findings, ledger)
    except Locked as error:
        help = "open it in the word processor, remove the password, save it, and import it again"
        _refuse(findings, "I103", path, str(error), help)
    except PackageRefusal as error:
        _refuse(findings, "I103", path, str(error), "save it anew in a word processor")
    except ConversionFailure as error:
        _refuse(findings, "I104", path, str(error), error.help)
    except OSError as error:
        what = f"{Path(error.filename).name} cannot" if error.filename else "it cannot"
        _refuse(findings, "I101", path, f"{what} be read ({error.strerror})", None)
    except TooLong:
        _refuse(findings, "I102", path, "the text is too long for a thesis", "import its parts")
    check_lines(manuscript.text.string.count("\n"))
    if not manuscript.text.string.strip():
        _refuse(findings, "I103", path, "the file holds no text", None)
    return manuscript


def _read(path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return the manuscript by the kind of the file, which its content tells before its name."""
    from baspa.importers.reading.conversion import by_libreoffice
    from baspa.importers.reading.docx.document import read_docx
    from baspa.importers.reading.latex_source import included
    from baspa.importers.reading.markup import markdown_text, read_markup
    from baspa.importers.reading.metafiles import metafiles_as_pdf

    soffice = find_soffice()

    def draw(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        return metafiles_as_pdf(files, soffice)

    if path.is_dir():
        folder = FolderFiles(path.resolve())
        text, reader = _texts(folder, findings, ledger)
        return read_markup(text, reader, folder, ledger)
    suffix = path.suffix.lower()
    if suffix not in (*_TEXT, *_BY_PANDOC, *_DOCX, *_BY_LIBREOFFICE):
        said = f"files of the kind {suffix!r} are not read"
        kinds = (".txt", ".docx", *_BY_LIBREOFFICE, *_BY_PANDOC)
        _refuse(findings, "I101", path, said, f"supported: {', '.join(kinds)}, or a folder")
    content = _content(path, findings)
    kind = kind_of(content, suffix)
    if kind != suffix:
        ledger.ask(None, f"the name of the file says {suffix or 'text'}, it was read as {kind}")
    if kind in (*_TEXT, *_BY_PANDOC) and len(content) > TEXT_BYTES:
        _refuse_large(findings, path, TEXT_BYTES)
    if kind in _TEXT:
        return read_text(content, path, findings, ledger)
    if kind in _BY_PANDOC:
        text = decode(content, ledger)
        if kind == ".tex":
            text = included(text, path, path.parent.resolve())
        elif _BY_PANDOC[kind] == "markdown":
            text = markdown_text(text)
        return read_markup(text, _BY_PANDOC[kind], FolderFiles(path.parent.resolve()), ledger)
    if kind in _DOCX:
        return read_docx(content, ledger, draw)
    if soffice is None:
        _refuse(
            findings, "I104", path, "LibreOffice is missing, which reads it", "see: baspa doctor"
        )
    return read_docx(by_libreoffice(content, kind, soffice), ledger, draw)


def kind_of(content: bytes, suffix: str) -> str:
    """Return the suffix that the first bytes of a file call for; `suffix` where they do not tell.

    A file named .doc is often RTF, HTML or DOCX, each of which is cleaned in its own way. Raises
    PackageRefusal for a damaged package and, as Locked, for one with a password.
    """
    from baspa.importers.reading.package import Locked, Package

    head = content[:4096]
    if head.startswith(b"PK\x03\x04"):
        package = Package(content)
        names = package.names
        if b"manifest:encryption-data" in (package.read("META-INF/manifest.xml") or b""):
            raise Locked
        if "content.xml" in names:
            return suffix if suffix in (".odt", ".ott") else ".odt"
        return suffix if suffix in _DOCX else ".docx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if _is_locked_doc(content):
            raise Locked
        return suffix if suffix in (".doc", ".dot") else ".doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if b"<office:document" in head:
        return ".fodt"
    if suffix in _BY_LIBREOFFICE and re.search(rb"(?i)<html|<!doctype html", head):
        return ".html"
    return ".txt" if suffix in (".doc", ".dot") else suffix


def _is_locked_doc(content: bytes) -> bool:
    """Tell whether a compound file holds an encrypted DOCX, or a DOC whose text is encrypted.

    The latter says so in the flags at the head of its main stream ([MS-DOC] 2.5.2, fEncrypted).
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            if file.exists("EncryptedPackage"):
                return True
            head = file.openstream("WordDocument").read(12)
    except (OSError, ValueError, LookupError, struct.error):  # LibreOffice may still read it
        return False
    return len(head) == 12 and bool(head[11] & 1)


def _texts(folder: FolderFiles, findings: Findings, ledger: Ledger) -> tuple[str, str]:
    """Return the text of a folder of Markdown or LaTeX, and what reads it."""
    from baspa.importers.reading.markdown_folder import SUFFIXES
    from baspa.importers.reading.markup import folder_text

    size = sum(p.stat().st_size for p in of_kind(folder.every, *SUFFIXES, ".tex"))
    if size > TEXT_BYTES:
        _refuse(findings, "I102", folder.root, "the texts of this folder are too large", None)
    text, reader = folder_text(folder, ledger)
    if not text:
        documents = sorted(p.name for p in folder.root.iterdir() if p.suffix in _DOCUMENTS)
        help = f"import the document itself: {', '.join(documents[:3])}" if documents else None
        _refuse(findings, "I101", folder.root, "there is no .md or .tex file in this folder", help)
    return text, reader


def read_text(content: bytes, path: Path, findings: Findings, ledger: Ledger) -> Manuscript:
    """Return plain text, whose encoding is found out."""
    source = decode(content, ledger)
    controls = sum(c < " " and c not in "\n\t\f" for c in source[:100_000])
    if controls > 20 + len(source) / 50:
        _refuse(
            findings, "I103", path, "this is no text", "save it as text, or import the document"
        )
    if len(source) > CHARACTERS:
        raise TooLong
    source = source.replace("\x00", " ")
    text = without_page_breaks(Text.of(source), ledger)
    return Manuscript(source=source, text=text, is_plain=True)


def _content(path: Path, findings: Findings) -> bytes:
    """Return the bytes of a regular file; no more than an import reads are taken from the disk."""
    suffix = path.suffix.lower()
    limit = FILE_BYTES if suffix in (*_DOCX, *_BY_LIBREOFFICE) else TEXT_BYTES
    try:
        if not path.is_file():
            _refuse(findings, "I101", path, "this is neither a file nor a folder", None)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        _refuse(findings, "I101", path, f"cannot be read ({error.strerror})", None)
    if not content:
        _refuse(findings, "I103", path, "the file is empty", "was it copied whole?")
    if len(content) > limit:
        _refuse_large(findings, path, limit)
    return content


def _refuse_large(findings: Findings, path: Path, limit: int) -> NoReturn:
    mega = limit // 1_000_000
    _refuse(findings, "I102", path, f"the file is larger than {mega} MB", "import its parts")


def _refuse(findings: Findings, code: str, path: Path, message: str, help: str | None) -> NoReturn:
    """Record why a file is not imported, and stop."""
    findings.error(code, message, Span(path.name, 0, 0), help)
    raise StopBuild
