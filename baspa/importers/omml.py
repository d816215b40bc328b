"""Formulas of a DOCX (OMML) to LaTeX, by pandoc: it has done so for years, and well."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc
from lxml import etree

from baspa.math import FormulaError, to_mathml

_SECONDS = 60
_SPACES_AS_TEXT = re.compile(r"\\text\{((?:\\q?quad\s*|\\[ ,;:]\s*)+)\}")
_EMPTY_END = re.compile(r"(?:\\\s+)+$|\\$")
"""A space at the end of a formula, as pandoc leaves it behind a brace."""
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def latex_of(formulas: Sequence[etree._Element]) -> list[str | None]:
    """Return the LaTeX of each `m:oMath`; None for one that pandoc cannot read."""
    if not formulas:
        return []
    rows = "".join(
        f"<w:p><w:r><w:t>{n}</w:t></w:r>{xml}</w:p>"
        for n, xml in enumerate(
            etree.tostring(f, encoding="unicode", with_tail=False) for f in formulas
        )
    )
    document = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{rows}</w:body></w:document>'
    try:
        paragraphs = json.loads(_read_docx(document))["blocks"]
    except (OSError, subprocess.SubprocessError, ValueError):
        return [None] * len(formulas)
    found = dict[int, str]()
    for paragraph in paragraphs:
        inlines = paragraph.get("c") or []
        first = next((i["c"] for i in inlines if i["t"] == "Str"), "")
        number = "".join(c for c in first if c.isdigit())
        if number:
            found[int(number)] = " ".join(_math(inlines))
    return [_printable(found.get(n, "")) for n in range(len(formulas))]


def _printable(latex: str) -> str | None:
    """Return a formula as Baspa reads it; None for one that it cannot read."""
    latex = _SPACES_AS_TEXT.sub(lambda m: f"{m[1]} ", latex)
    latex = " ".join(_EMPTY_END.sub("", latex).split())
    try:
        to_mathml(latex, display=True)
    except FormulaError:
        return None
    return latex or None


def _math(inlines: Sequence[Any]) -> Iterator[str]:
    for inline in inlines:
        if inline["t"] == "Math":
            yield inline["c"][1].strip()


def _read_docx(document: str) -> str:
    """Return what pandoc reads in a document of formulas, as JSON."""
    with tempfile.TemporaryDirectory(prefix="baspa-omml-") as folder:
        path = Path(folder) / "formulas.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", _TYPES)
            package.writestr("_rels/.rels", _RELATIONS)
            package.writestr("word/document.xml", document)
        done = subprocess.run(
            [
                pypandoc.get_pandoc_path(),
                "+RTS",
                "-M1G",
                "-RTS",
                "-f",
                "docx",
                "-t",
                "json",
                path.name,
            ],
            cwd=folder,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    return done.stdout.decode()
