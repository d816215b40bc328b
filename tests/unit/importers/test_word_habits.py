"""Habits of people who write in Word, each of which an import has to see through."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported, report, sections
from word_document import Word
from word_parts import EMU

from baspa.importers.references.author_citations import author_citations, known_sources
from baspa.importers.references.citations import citations, enclosing, uncited
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text
from baspa.importers.words.caption_lines import caption_of, is_continuation
from baspa.importers.words.element_names import name_of_element
from baspa.importers.words.elements import element_of


def of_word(folder: Path, document: Word) -> Path:
    file = folder / "thesis.docx"
    file.write_bytes(document.document())
    return imported(file, "--skip", "spelling")


def text_of(folder: Path, document: Word) -> str:
    return sections(of_word(folder, document))


@pytest.mark.parametrize(
    ("title", "element"),
    [
        ("В В Е Д Е Н И Е", "introduction"),
        ("Тұжырым", "conclusion"),
        ("Пайдаланған әдебиеттер", "references"),
        ("Библиография", "references"),
        ("Список используемых источников и литературы", "references"),
        ("Перечень условных обозначений, символов и терминов", "abbreviations"),
        ("List of abbreviations and symbols", "abbreviations"),
        ("Источники питания", None),
        ("Деректер", None),
        ("Literature review", None),
    ],
)
def test_an_element_has_many_names(title: str, element: str | None) -> None:
    assert name_of_element(title) == element


def test_an_appendix_may_have_no_letter() -> None:
    assert element_of("ПРИЛОЖЕНИЕ Анкета") == element_of("Приложение. Анкета") == "appendix"
    assert element_of("Приложение теории графов") is None


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("Кесте-1. Түсім", "tbl", "1"),
        ("№2 кесте. Түсім", "tbl", "2"),
        ("TABLE II", "tbl", "2"),
        ("Рис. 2-1. Схема", "fig", "2.1"),
        ("Диаграмма 3 – Рост", "fig", "diagram-3"),
        ("№1 диаграмма. Өсім", "fig", "diagram-1"),
        ("Рисунок – Карта района", "fig", ""),
    ],
)
def test_a_caption_is_known_however_it_is_numbered(typed: str, kind: str, number: str) -> None:
    line = caption_of(Text.of(typed))

    assert line is not None
    assert (line.kind, line.number) == (kind, number)


def test_a_numbered_heading_is_no_caption() -> None:
    assert caption_of(Text.of("2 Схема управления предприятием")) is None
    assert caption_of(Text.of("3 График работ")) is None


def test_a_table_goes_on_in_many_words() -> None:
    for label in ("Окончание табл. 2", "Кесте 1 жалғасы", "Table 2 (continued)", "Продолжение"):
        assert is_continuation(Text.of(label)), label
    assert not is_continuation(Text.of("Таблица 2 – Доходы"))


def cited(string: str, *, count: int = 20) -> list[str]:
    bracket = enclosing(string, count, "ru")
    found = citations(Text.of(string), count, bracket, "ru", Ledger())
    return [edit.new for edit, _ in found]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("[5, С. 23]", "[@ref5, с. 23]"),
        ("[5, табл. 3]", "[@ref5, табл. 3]"),
        ("[5: 44]", "[@ref5, с. 44]"),
        ("[5. С. 44–46]", "[@ref5, с. 44–46]"),
        ("[3, 15; 7, 44]", "[@ref3, с. 15; @ref7, с. 44]"),
        ("[2; 3, 15]", "[@ref2; @ref3, с. 15]"),
        ("[2, 3; 7, с. 44]", "[@ref2; @ref3; @ref7, с. 44]"),
        ("[2, 5, 9; 7, с. 44]", "[@ref2; @ref5; @ref9; @ref7, с. 44]"),
        ("[см.: 5, с. 4]", "[см.: @ref5, с. 4]"),
        ("[№ 5]", "[@ref5]"),
        ("/5, с. 4/ и /6/", "[@ref5, с. 4] [@ref6]"),
        ("(5, с. 4) и (6, с. 12)", "[@ref5, с. 4] [@ref6, с. 12]"),
    ],
)
def test_a_source_is_cited_in_many_ways(typed: str, written: str) -> None:
    assert " ".join(cited(f"Слово {typed}.")) == written


def test_a_single_citation_may_stand_in_other_brackets() -> None:
    text = Text.of("Это так [1–4]. Он прав (5). Есть (6, с. 7) и пункт (4), опыт (9).")
    rare = uncited(text.string, 6, "[", "ru")

    assert rare == {5, 6}
    found = citations(text, 6, "[", "ru", Ledger(), rare)
    assert [edit.new for edit, _ in found] == [
        "[@ref1; @ref2; @ref3; @ref4]", "[@ref6, с. 7]", "[@ref5]",
    ]  # fmt: skip


def test_what_is_no_citation_stays() -> None:
    assert cited("Список [12 человек], пути /5/7/ и год (2010).") == []


SOURCES = (
    "Чазова И. Е. Гипертония. – М., 2014. – 90 с.",
    "World Bank. (2020). Kazakhstan economic update.",
    "Lee, J., & Park, S. (2014). Oil and saving. Energy Economics, 41, 12–20.",
    "Lee, J. (2016a). Gas. Energy, 1, 2–3.",
    "Lee, J. (2016b). Coal. Energy, 2, 4–5.",
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("(Lee & Park, 2014; World Bank, 2020)", "[@ref3; @ref2]"),
        ("(Lee et al. 2014: 15)", "[@ref3, с. 15]"),
        ("[Чазова 2014, с. 30]", "[@ref1, с. 30]"),
        ("По данным Чазовой (2014), это так", "[-@ref1]"),
        ("as the World Bank (2020, p. 5) says", "[-@ref2, с. 5]"),
        ("(Lee, 2016b)", "[@ref5]"),
        ("(Lee, 2016)", ""),
        ("(Иванов, 2014)", ""),
    ],
)
def test_an_author_and_a_year_name_a_source(typed: str, written: str) -> None:
    known = known_sources([Text.of(line) for line in SOURCES])

    found = author_citations(Text.of(typed), known, "ru")

    assert "".join(edit.new for edit, _ in found) == written


def test_a_picture_that_floats_in_running_text_meets_its_caption(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Карта района {anchor}дана ниже.")
    document.p("Рисунок 1 – Карта", center=True)

    text = text_of(tmp_path, document)

    assert "Карта района дана ниже.\n\n![Карта](" in text


def test_a_page_break_before_a_title_in_one_paragraph_parts_them(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Последняя фраза.{f:PAGE|}")
    document.body.append(
        "<w:p><w:r><w:t>Ещё одна фраза.</w:t><w:br w:type='page'/></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t>ЗАКЛЮЧЕНИЕ</w:t></w:r></w:p>"
    )
    document.p("Итог.")

    assert "# Заключение {#sec:conclusion}\n\nИтог." in text_of(tmp_path, document)


def test_paragraphs_that_were_parted_by_line_breaks_are_paragraphs(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Первая мысль.\nВторая мысль:\n1) одна;\n2) другая.")

    text = text_of(tmp_path, document)

    assert "Первая мысль.\n\nВторая мысль:\n\n1) одна;\n2) другая." in text


def test_hidden_text_is_dropped_and_said_so(tmp_path: Path) -> None:
    project = of_word(tmp_path, Word().h(1, "Введение").p("Видно.{hid: Спросить у Ивана.}"))

    assert "Спросить" not in sections(project)
    dropped = [d["text"].strip() for d in report(project)["dropped"]]
    assert "Спросить у Ивана." in dropped


def test_a_figure_of_shapes_is_drawn_anew_with_its_caption(tmp_path: Path) -> None:
    shapes = "".join(
        f'<wps:wsp><wps:spPr><a:xfrm><a:off x="{n * 60 * EMU}" y="0"/><a:ext cx="{50 * EMU}" '
        f'cy="{20 * EMU}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:txbxContent>"
        "</wps:txbx><wps:bodyPr/></wps:wsp>"
        for n, word in enumerate(("Клиент", "Сервер"))
    )
    group = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wpg:wgp><wpg:grpSpPr/>"
        f"{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    document = Word().h(1, "Введение").p("Схема дана на рисунке 1.")
    document.body.append(group)
    project = of_word(tmp_path, document.p("Рисунок 1 – Структура"))

    assert "![Структура](figures/figure-1.svg){#fig:1 " in sections(project)
    drawn = (project / "source/figures/figure-1.svg").read_text()
    assert drawn.count("<rect") == 2
    assert ">Клиент</text>" in drawn
    assert report(project)["letters"]["lost"] == {}


def test_captions_above_pictures_stay_with_their_own(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Текст.")
    document.p("Рисунок 1 – Первый").p("{pic}").p("Рисунок 2 – Второй").p("{pic}").p("Дальше.")

    text = text_of(tmp_path, document)

    assert text.index("![Первый](") < text.index("![Второй](") < text.index("Дальше.")
    assert "{#fig:1 " in text


def test_a_unit_may_stand_between_a_caption_and_its_table(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Таблица 1 – Доходы").p("(тыс. тенге)", right=True)
    document.table("Год|Доход", "2001|12", "2002|14")

    assert "Table: Доходы {#tbl:1}" in text_of(tmp_path, document)


def test_sources_in_a_table_are_a_list(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Слово [2].").h(1, "Список литературы")
    document.table("1|Иванов И. И. Реки. М., 1990.", "2|Петров П. П. Озёра. М., 1991.")

    project = of_word(tmp_path, document)

    assert "[@ref2]" in sections(project)
    assert "Петров" in (project / "source/references.bib").read_text()


def test_references_to_formulas_need_no_noun_of_theirs(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("a = b + c\t(1)").p("Из (1) и условия (1) следует итог.")

    text = text_of(tmp_path, document)

    assert "Из [-@eq:1] и условия [-@eq:1] следует итог." in text
