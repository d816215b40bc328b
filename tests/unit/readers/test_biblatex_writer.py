"""What is written into a .bib file reads back as what it was."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from baspa.diagnostics import Findings
from baspa.readers.biblatex_writer import as_biblatex
from baspa.readers.bibliography import read_bibliography

FILES = sorted((Path(__file__).parents[2] / "data").glob("bibliography*.yaml"))


def test_every_source_reads_back_as_it_was() -> None:
    cases = [case for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    text = "\n".join(case["source"] for case in cases)
    library = read_bibliography([("a.bib", text)], Findings())

    written = "\n".join(as_biblatex(entry) for entry in library.entries.values())
    again = read_bibliography([("a.bib", written)], Findings())

    assert again.entries == library.entries


def test_signs_of_latex_and_rich_text_read_back() -> None:
    item = {
        "id": "a",
        "type": "article-journal",
        "title": r"H<sub>2</sub>O & <i>50% of #1_a</i> {x} $5 \\ ~",
        "container-title": "J",
        "author": [
            {"family": "Cruz", "non-dropping-particle": "de la", "given": "Ana"},
            {"literal": "A and B, Inc."},
        ],
        "issued": {"date-parts": [[2001, 3], [2001, 4]]},
        "URL": "https://x.kz/a_b?c=%20d&e#f",
        "DOI": "10.1000/a_b",
        "language": "de-DE",
    }
    library = read_bibliography([("a.json", json.dumps([item]))], Findings())

    written = as_biblatex(library.entries["a"])
    again = read_bibliography([("a.bib", written)], findings := Findings())

    assert findings.diagnostics == []
    assert again.entries == library.entries
