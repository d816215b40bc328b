"""Entries as a librarian wants them: `tests/data/bibliography*.yaml` through the whole chain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography

FILES = sorted((Path(__file__).parents[2] / "data").glob("bibliography*.yaml"))
CASES = [case for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
STYLES = ("gost-7.1-2003", "gost-7.1-2003-short", "gost-r-7.0.100-2018", "gost-r-7.0.5-2008")


@pytest.mark.parametrize("style", STYLES)
def test_each_entry_prints_as_the_standard_asks(style: str) -> None:
    findings = Findings()
    cases = [case for case in CASES if style in case]
    library = read_bibliography([("a.bib", "\n".join(case["source"] for case in cases))], findings)
    csl = load_style(style, {}, findings)
    assert csl is not None

    cited = cite([], ["*"], library, CitationStyle(csl=csl, language="kk"), findings)

    printed = [plain_text(entry.content).replace("\u00a0", " ") for entry in cited.bibliography]
    asked = [case[style] for case in cases]
    assert [pair for pair in zip(asked, printed, strict=True) if len(set(pair)) > 1] == []
    assert [entry.number for entry in cited.bibliography] == [
        str(number) for number in range(1, len(cases) + 1)
    ]
    assert findings.diagnostics == []


def test_the_cases_cover_every_kind_in_every_language() -> None:
    library = read_bibliography([("a.bib", "\n".join(c["source"] for c in CASES))], Findings())

    assert len(library.entries) == len(CASES) >= 125
    assert sum(style in case for case in CASES for style in STYLES) >= 290
    assert all(any(style in case for style in STYLES) and case["follows"] for case in CASES)
    languages = Counter(e.language for e in library.entries.values())
    assert languages.keys() == {"kk", "ru", "en"}
    assert min(languages.values()) >= 15
    for language in ("kk", "ru", "en"):
        kinds = {e.item["type"] for e in library.entries.values() if e.language == language}
        assert kinds >= {
            *("book", "chapter", "article-journal", "article-newspaper", "standard", "thesis"),
            *("patent", "webpage", "report", "paper-conference", "legislation", "manuscript"),
        }
    kinds = {e.item["type"] for e in library.entries.values()}
    assert kinds >= {"legislation", "article-magazine", "manuscript", "entry-encyclopedia"}
