"""Lines of a list of sources become entries that print as the lines did."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.importers.references.bibliography import bibliography
from baspa.importers.references.descriptions import read_description
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography

DATA = Path(__file__).parents[2] / "data"
PUBLISHED = [
    entry["gost-7.1-2003"]
    for file in ("bibliography.yaml", "bibliography-kinds.yaml")
    for entry in yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
    if "gost-7.1-2003" in entry
]
"""Descriptions as librarians print them, in three languages."""
OTHERWISE = {
    "Налоговый кодекс Республики Казахстан : Кодекс Республики Казахстан от 25 декабря 2017 г. "
    "№ 120-VI [Электронный ресурс]. – Режим доступа: https://adilet.zan.kz/rus/docs/K1700000120 "
    "(дата обращения: 01.02.2026)."
}
"""Printed with the kind of the resource at another place than the line has it."""


def printed(bib: str, style: str = "gost-7.1-2003") -> list[str]:
    """Return what a .bib file prints, entry by entry."""
    findings = Findings()
    library = read_bibliography([("references.bib", bib)], findings)
    csl = load_style(style, {}, findings)
    assert csl is not None
    cited = cite([], ["*"], library, CitationStyle(csl=csl, language="kk"), findings)
    assert not findings.diagnostics
    spaces = str.maketrans({"\u00a0": " ", "\u202f": " "})
    return [plain_text(e.content).translate(spaces) for e in cited.bibliography]


def test_published_descriptions_are_printed_again_to_the_letter() -> None:
    ledger = Ledger()

    bib = bibliography([Text.of(line) for line in PUBLISHED], "references.bib", "ru", ledger)

    other = [p for p, line in zip(printed(bib), PUBLISHED, strict=True) if p != line]
    assert set(other) <= OTHERWISE
    assert ledger.facts["sources parted into fields"] >= 0.9 * len(PUBLISHED)


def test_what_is_typed_carelessly_is_printed_by_the_standard() -> None:
    lines = {
        "Алексеев Б.В. Реки. - М.: Наука, 1990. - 200 с.":
            "Алексеев, Б. В. Реки / Б. В. Алексеев. – М. : Наука, 1990. – 200 с.",
        "Нұрланов Қ. Инновациялық даму // Қаржы және несие. – 2015. - №3. – 12-18 б.":
            "Нұрланов, Қ. Инновациялық даму / Қ. Нұрланов // Қаржы және несие. – 2015. – № 3. – "
            "Б. 12–18.",
        "Фатхутдинов Р.А. Инновационный менеджмент. 6-е изд. СПб.: Питер, 2008. 448 с.":
            "Фатхутдинов, Р. А. Инновационный менеджмент / Р. А. Фатхутдинов. – 6-е изд. – СПб. : "
            "Питер, 2008. – 448 с.",
        "Smith, J., & Doe, K. (2020). Energy in Asia. Energy Policy, 12(3), 45-67.":
            "Smith, J. Energy in Asia / J. Smith, K. Doe // Energy Policy. – 2020. – Vol. 12, "
            "No. 3. – P. 45–67.",
    }  # fmt: skip

    bib = bibliography([Text.of(line) for line in lines], "references.bib", "kk", Ledger())

    assert printed(bib) == list(lines.values())
    assert all(f"annotation = {{{line}}}" in bib for line in lines if "&" not in line)


@pytest.mark.parametrize(
    "line",
    [
        "Назарбаев Н.Ә. Қазақстан – 2030. Барлық қазақстандықтардың өсуі. – Алматы: Білім, 1997.",
        "Kline S. An overview. In: Landau R. (eds). The Sum. Washington, 1986. P. 275.",
        "Полевые материалы автора, 2003 г.; опрос 120 жителей {село Мерке} 50%",
    ],
)
def test_a_line_that_is_not_understood_stays_whole(line: str) -> None:
    bib = bibliography([Text.of(line)], "references.bib", "ru", Ledger())

    assert read_description(line) is None
    assert printed(bib)[0].rstrip(".") == line.rstrip(".")


def test_an_english_line_keeps_the_style_of_apa() -> None:
    lines = [
        "Brown, T. A., & Li, W. (2019). Rivers of Asia (2nd ed.). Oxford University Press.",
        "Lee, K. (2018). Growth. In A. Smith & B. Jones (Eds.), Handbook (pp. 3–18). Springer.",
        "World Bank. (2021). World development report 2021: Data for better lives. World Bank.",
    ]

    bib = bibliography([Text.of(line) for line in lines], "references.bib", "en", Ledger())

    assert printed(bib, "apa") == lines
