"""References in running text, in the words that people type."""

from __future__ import annotations

import pytest

from baspa.importers.references.references import references
from baspa.importers.structure.typed_formulas import typed_formula
from baspa.importers.text.manuscript import Form, Text
from baspa.model.document import Language

TARGETS = {
    "tbl:1": "tbl:1", "tbl:2": "tbl:2", "tbl:2.1": "tbl:2-1", "fig:1": "fig:1", "fig:7": "fig:7",
    "fig:7а": "fig:7-a", "fig:7ә": "fig:7-b", "fig:7b": "fig:7-b", "fig:7б": "fig:7-b",
    "fig:scheme-3": "fig:scheme-3", "fig:drawing-4": "fig:drawing-4", "sec:2.1": "sec:section-2-1",
    "sec:2": "sec:chapter-2", "sec:1.2": "sec:section-1-2", "eq:4": "eq:4",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "typed", "becomes"),
    [
        ("kk", "7а-суретте", "[@fig:7-a]{.locative}"),
        ("kk", "(7, ә-сурет)", "([@fig:7-b])"),
        ("kk", "1-кестедегі дерек", "[-@tbl:1]-кестедегі дерек"),
        ("kk", "1 және 2-кестелердегі", "[-@tbl:1] және [-@tbl:2]-кестелердегі"),
        ("kk", "1, 2-кестеде", "[-@tbl:1], [-@tbl:2]-кестеде"),
        ("kk", "2-тараудан", "[-@sec:chapter-2]-тараудан"),
        ("kk", "II тарауда", "[-@sec:chapter-2] тарауда"),
        ("kk", "(сурет 1)", "(сурет [-@fig:1])"),
        ("kk", "Жұмыс 2 тараудан тұрады", "Жұмыс 2 тараудан тұрады"),
        ("kk", "Еңбек кодексінің 2-тарауы", "Еңбек кодексінің 2-тарауы"),
        ("kk", "(сурет-1)", "(сурет-[-@fig:1])"),
        ("kk", "3-сызбадан", "[-@fig:scheme-3]-сызбадан"),
        ("kk", "II.1-бөлімде", "[-@sec:section-2-1]-бөлімде"),
        ("ru", "на схеме 3", "на схеме [-@fig:scheme-3]"),
        ("ru", "на илл. 4", "на илл. [-@fig:drawing-4]"),
        ("ru", "схема 9", "схема 9"),
        ("ru", "в разделе II.1", "в разделе [-@sec:section-2-1]"),
        ("en", "Scheme 3 shows", "Scheme [-@fig:scheme-3] shows"),
        ("kk", "428-бап, 1.2-тармақ", "428-бап, 1.2-тармақ"),
        ("kk", "мазмұндағы 2-тармақпен", "мазмұндағы 2-тармақпен"),
        ("kk", "заңның 5-бабының 1.2-тармағы", "заңның 5-бабының 1.2-тармағы"),
        ("ru", "статья 5, пункт 1.2", "статья 5, пункт 1.2"),
        ("ru", "ГК РК, глава 2", "ГК РК, глава 2"),
        ("en", "Section 2 of the Sale of Goods Act", "Section 2 of the Sale of Goods Act"),
        ("en", "Article 5, section 1.2", "Article 5, section 1.2"),
        ("ru", "в главе 2", "в главе [-@sec:chapter-2]"),
        ("ru", "главой II", "главой [-@sec:chapter-2]"),
        ("ru", "см. п. 1.2", "см. п. [-@sec:section-1-2]"),
        ("ru", "пункт 2 статьи 5", "пункт 2 статьи 5"),
        ("ru", "(рис. 7, б)", "([@fig:7-b]{.short})"),
        ("ru", "рис. 7б", "[@fig:7-b]{.short}"),
        ("ru", "на рис. 7, а в табл. 1 –", "на [@fig:7]{.short}, а в [@tbl:1]{.short} –"),
        ("ru", "(рис. 1, в)", "(рис. [-@fig:1], в)"),
        ("ru", "в таблице 1 и 2", "в таблице [-@tbl:1] и [-@tbl:2]"),
        ("ru", "таблицами №1, 2.1", "[@tbl:1; @tbl:2-1]{.instrumental}"),
        ("ru", "таблицей №1, 2.1", "таблицей №[-@tbl:1], [-@tbl:2-1]"),
        ("ru", "по формуле (4)", "по [@eq:4]{.prepositional}"),
        ("ru", "глава 9", "глава 9"),
        ("en", "Table 2 shows", "[@tbl:2]{.capital} shows"),
        ("en", "Fig. 7b, Chapter 2", "[@fig:7-b]{.short .capital}, Chapter [-@sec:chapter-2]"),
        ("en", "Section 1.2", "[@sec:section-1-2]{.capital}"),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_live(language: Language, typed: str, becomes: str) -> None:
    text = Text.of(typed)

    edits = [edit for edit, _ in references(text, TARGETS, language)]

    assert text.edited(edits).string == becomes


@pytest.mark.parametrize(
    ("typed", "latex", "number"),
    [
        ("P = ρSv/2 (2.1)", r"P = \rho Sv/2", "2.1"),
        ("Q = 3600·F·v, (1)", r"Q = 3600\cdot F\cdot v", "1"),
        ("ВВП = C + I (4)", r"\text{ВВП} = C + I", "4"),
        ("sin x ≤ 1,5 (А.1)", r"\sin x \le 1{,}5", "А.1"),
    ],
)
def test_a_typed_formula_with_its_number_is_one(typed: str, latex: str, number: str) -> None:
    found = typed_formula(Text.of(typed))

    assert found is not None
    assert (found[0].latex, found[1]) == (latex, number)


def test_raised_and_lowered_characters_are_exponents_and_indices() -> None:
    text = Text.of("v") + Text.of("max", 1, Form.SUBSCRIPT) + Text.of("=x", 4)
    text += Text.of("2", 6, Form.SUPERSCRIPT) + Text.of(" (3)", 7)

    found = typed_formula(text)

    assert found is not None
    assert found[0].latex == r"v_\max = x^2"


@pytest.mark.parametrize(
    "text", ["Если x = 5 (2)", "S на V = 2 (1)", "a = b (см. 3)", "x = 12 кг (2)"]
)
def test_a_sentence_is_no_formula(text: str) -> None:
    assert typed_formula(Text.of(text)) is None
