"""Every DOCX that the tests build is valid and leads nowhere: asked when a test run is over.

What a test wrote to its folder is found there; what it held in memory only, `keep` has put beside.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from docx_lint import lint
from ooxml_validator import schema_errors

from baspa.docx.identity import NAMESPACE, PART

FOLDER = "written"
WRITTEN = "BASPA_TESTS_WRITTEN"
"""Names the folder of a test run for documents that no test writes to disk itself."""
EXTREMES = ("Office2013", "Microsoft365")
"""The oldest and the newest Word: what both take, those between do too."""
UNTOUCHED = (1980, 1, 1, 0, 0, 0)
"""The date of the members of our packages: who changes one, test or program, sets another."""


def keep(content: bytes) -> None:
    """Keep a document that its test does not write to disk."""
    (Path(os.environ[WRITTEN]) / f"{hashlib.sha256(content).hexdigest()}.docx").write_bytes(content)


def mistakes(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the documents of ours below `folder`, one line for each finding."""
    documents = {path.read_bytes(): path for path in sorted(folder.rglob("*.docx")) if _ours(path)}
    with ThreadPoolExecutor(2) as workers:
        for path, found in zip(
            documents.values(), workers.map(_mistakes, documents.values()), strict=True
        ):
            yield from (f"{path}: {line}" for line in found)


def _mistakes(document: Path) -> list[str]:
    """Return what is wrong with a document; of a small one only the oldest Word is asked."""
    versions = EXTREMES[:1] if document.parent.name == FOLDER else EXTREMES
    return [*schema_errors(document, versions), *lint(document)]


def _ours(path: Path) -> bool:
    if path.is_symlink() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        named = PART in package.namelist() and NAMESPACE.encode() in package.read(PART)
        return named and all(member.date_time == UNTOUCHED for member in members)
