"""Plain texts as tools print them from Word: wrapped lines and cells, lost pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported_text, report, sections, unbalanced

from baspa.importers.repair.breaks import guess_layout, paragraphs
from baspa.importers.repair.lexicon import Lexicon, build_lexicon
from baspa.importers.structure.contents import find_contents
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript, Text

PROSE = (
    "   Реки степи текут весной быстро, а летом медленно, и потому сток их\n"
    "меряют дважды в год, а затем записывают оба числа в журнал, который\n"
    "хранят долгие годы.\n"
    "   Журнал лежит в архиве поста, откуда его берут для расчёта величин и\n"
    "для сравнения с прошлым годом, если сток был другим.\n"
)


def unwrapped(text: str) -> list[str]:
    """Return the paragraphs of a text that stands between wrapped prose."""
    whole = f"{PROSE * 3}\n{text}\n{PROSE * 3}"
    layout = guess_layout(whole)
    found = paragraphs(Text.of(text), layout, Lexicon(), Ledger())
    return [paragraph.string for paragraph in found]


def test_sources_at_the_margin_of_an_indented_text_hang_behind_their_numbers() -> None:
    sources = (
        "1. Уәли Н. Тіл мәдениеті. - Алматы, 2007. - 140 б.\n"
        "2. Розенталь Д. Э. Язык рекламных текстов. - М.: Школа, 1981. - 125\n"
        "   с.\n"
        "3. Cook G. The discourse of advertising. - London, 2001. - 256 p.\n"
    )

    assert [source[:7] for source in unwrapped(sources)] == ["1. Уәли", "2. Розе", "3. Cook"]


def test_a_wrapped_line_that_opens_with_a_number_is_no_item() -> None:
    text = "   Кірме сөздердің бәрі осыған жатады, олардың тізімі мына\n2. бөлімде берілген.\n"

    assert len(unwrapped(text)) == 1


def test_items_hang_behind_their_bullets() -> None:
    text = (
        "   • собрать записи всех постов за десять лет и сложить их в одну\n"
        "     таблицу;\n"
        "   • сравнить годы.\n"
    )

    assert len(unwrapped(text)) == 2


def test_a_quotation_that_stands_deep_is_one_paragraph_and_a_stanza_is_not() -> None:
    quotation = "          Вода поднимается весной, и тогда все\n          считают дни [6].\n"
    stanza = "          Вода поднялась,\n          Весна пришла.\n"

    assert (len(unwrapped(quotation)), len(unwrapped(stanza))) == (1, 2)


def test_cells_that_wrap_are_whole_and_an_empty_cell_is_one(tmp_path: Path) -> None:
    text = (
        "ВВЕДЕНИЕ\nСток рек измеряют.\n1 ОБЗОР\nТаблица 1 – Посты\n"
        "|Год |Посты             |Заметки      |\n"
        '|1990|"Верхний Талас",  |открыты после|\n'
        '|    |"Аса"             |паводка      |\n'
        "|2000|Шу                |новый        |\n"
        "|    |Чу                |старый       |\nВода чиста.\nЗАКЛЮЧЕНИЕ\nКонец.\n"
    )

    project = imported_text(tmp_path, text)

    assert '| 1990 | "Верхний Талас", "Аса" | открыты после паводка |\n' in sections(project)
    assert "| 2000 | Шу | новый |\n|  | Чу | старый |\n" in sections(project)
    assert not unbalanced(text, project)


@pytest.mark.parametrize("mark", ["[pic]\n", "[image: 1.png]\n", ""])
def test_a_figure_that_lost_its_picture_has_a_frame(tmp_path: Path, mark: str) -> None:
    text = f"ВВЕДЕНИЕ\nСток виден на рисунке 1.\n{mark}Рисунок 1 – Сток реки\nВода чиста.\n"

    project = imported_text(tmp_path, text)

    assert "![Сток реки](figures/figure-1.svg){#fig:1 width=120mm}" in sections(project)
    assert "[@fig:1]" in sections(project)
    assert any("holds no pictures" in q["question"] for q in report(project)["questions"])
    assert not unbalanced(text, project)


@pytest.mark.parametrize("page", ["{}-бет", "{} бет", "стр. {}", "с. {}", "{} с.", "p. {}", "{}"])
def test_a_page_of_the_contents_may_be_named(page: str) -> None:
    titles = ["Введение", "1 Реки", "1.1 Сток рек", "Заключение"]
    pages = [3, 7, 12, 30]
    lines = [f"{title}\t{page.format(n)}" for title, n in zip(titles, pages, strict=True)]
    text = "Содержание\n" + "\n".join(lines) + "\nВведение\nРеки текут.\n"

    contents = find_contents(Manuscript(source=text, text=Text.of(text)))

    assert contents is not None
    entries = [(entry.title.string, entry.page) for entry in contents.entries]
    assert entries == [*zip(["Введение", "Реки", "Сток рек", "Заключение"], pages, strict=True)]
    assert text[contents.end :] == "\nВведение\nРеки текут.\n"


def test_a_word_behind_a_number_or_among_capitals_says_nothing_of_its_case() -> None:
    text = "1.1 Охрана труда\n2 Охрана труда\nОХРАНА ТРУДА И БЫТА 7-бет\nЭто охрана труда."

    usual = build_lexicon(text, "ru", Ledger()).usual

    assert usual["охрана"] == "охрана"


def test_sections_with_roman_chapters_are_sections(tmp_path: Path) -> None:
    text = (
        "Введение\nТекст.\nI. РЕКИ\nI.1. Сток рек\nСток измеряют.\nII. ПОЛЯ\n"
        "II.1. Посевы\nКак сказано в разделе I.1, вода нужна.\nЗаключение\nКонец.\n"
    )

    project = imported_text(tmp_path, text)

    assert "## Посевы {#sec:section-2-1}" in sections(project)
    assert "разделе [-@sec:section-1-1], вода" in sections(project)
    assert not unbalanced(text, project)


def test_figures_that_are_all_schemes_are_counted_as_figures(tmp_path: Path) -> None:
    text = "ВВЕДЕНИЕ\nСток виден на схеме 1.\nСхема 1 – Сток реки\nВода чиста.\n"

    project = imported_text(tmp_path, text)

    assert "{#fig:1 width=120mm}" in sections(project)
    assert "на схеме [-@fig:1]." in sections(project)


def test_captions_lose_the_quotation_marks_that_all_of_them_have(tmp_path: Path) -> None:
    tables = "".join(f"Таблица {n} – «Сток {n}»\n|Река|Сток|\n|Шу|{n}|\n" for n in (1, 2))
    text = f"ВВЕДЕНИЕ\nТекст.\n1 РЕКИ\n{tables}Вода.\nРисунок 1 – «Тишина»\nВода.\n"

    project = imported_text(tmp_path, text)

    assert "Table: Сток 1 {#tbl:1}" in sections(project)
    assert "![«Тишина»]" in sections(project)
    assert not unbalanced(text, project)
