"""Entries as a librarian wants them: `tests/data/bibliography.yaml`, printed by the whole chain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "bibliography.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("style", ["gost-7.1-2003", "gost-r-7.0.100-2018"])
def test_each_entry_prints_as_the_standard_asks(style: str) -> None:
    findings = Findings()
    cases = [case for case in CASES if style in case]
    library = read_bibliography([("a.bib", "\n".join(case["source"] for case in cases))], findings)
    csl = load_style(style, {}, findings)
    assert csl is not None

    cited = cite([], ["*"], library, CitationStyle(csl=csl, language="kk"), findings)

    printed = [plain_text(entry.content).replace("\u00a0", " ") for entry in cited.bibliography]
    assert printed == [case[style] for case in cases]
    assert [entry.number for entry in cited.bibliography] == [
        str(number) for number in range(1, len(cases) + 1)
    ]
    assert findings.diagnostics == []


def test_the_cases_cover_every_kind_in_every_language() -> None:
    library = read_bibliography([("a.bib", "\n".join(c["source"] for c in CASES))], Findings())

    assert len(library.entries) == len(CASES) >= 30
    assert Counter(e.language for e in library.entries.values()) == {"kk": 14, "ru": 20, "en": 6}
    assert {e.item["type"] for e in library.entries.values()} >= {
        *("book", "chapter", "article-journal", "article-newspaper", "legislation", "standard"),
        *("thesis", "patent", "webpage", "report", "paper-conference"),
    }
