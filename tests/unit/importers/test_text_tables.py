"""What a plain text shows of tables and pages: columns, cells line by line, running heads."""

from __future__ import annotations

from pathlib import Path

from importer_case import imported_text, report, sections, unbalanced

OPENING = "ВВЕДЕНИЕ\nСток рек измеряют, см. таблицу 1.\n1 ОБЗОР РЕК\nДанные собраны за год.\n"
ENDING = "Вода чиста.\nЗАКЛЮЧЕНИЕ\nОценка получена.\n"


def test_cells_line_by_line_are_a_table_where_numbers_tell_its_columns(tmp_path: Path) -> None:
    cells = "Река\nСток, км³\nДлина, км\nТалас\n0,81\n661\nШу\n1,54\n1186\n"
    more = "Продолжение таблицы 1\nРека\nСток, км³\nДлина, км\nАса\n0,43\n253\n"
    text = f"{OPENING}Таблица 1 – Сток рек\n{cells}{more}{ENDING}"

    project = imported_text(tmp_path, text)

    assert sections(project).count("Table: Сток рек {#tbl:1}") == 1
    assert "| Шу | 1,54 | 1186 |\n| Аса | 0,43 | 253 |\n" in sections(project)
    assert "Вода чиста." in sections(project)
    assert "[@tbl:1]{.accusative}" in sections(project)
    assert not unbalanced(text, project)


def test_cells_without_numbers_stay_lines_and_are_asked_about(tmp_path: Path) -> None:
    cells = "Признак\nЗначение\nПредмет\nУслуга\nФорма\nНакладная\n"

    project = imported_text(tmp_path, f"{OPENING}Таблица 1 – Признаки\n{cells}{ENDING}")

    assert "Предмет" in sections(project)
    assert "|" not in sections(project)
    assert [
        q["about"] for q in report(project)["questions"] if "how many columns" in q["question"]
    ] == ["Таблица 1 – Признаки"]


def test_columns_of_white_space_below_a_caption_are_a_table(tmp_path: Path) -> None:
    rows = "Река    Сток, км³   Ледники\nТалас   0,81        есть\nШу      1,54        есть\n"

    project = imported_text(tmp_path, f"{OPENING}Таблица 1 – Сток рек\n{rows}\n{ENDING}")

    assert "| Река | Сток, км³ | Ледники |" in sections(project)
    assert "| Шу | 1,54 | есть |\n\nTable: Сток рек {#tbl:1}" in sections(project)


def test_running_heads_go_and_a_sentence_goes_on_over_the_page(tmp_path: Path) -> None:
    head = "Иванов А. Реки степи\n\n"
    lines = (
        "Малые реки степи текут весной быстро, а летом медленно, и потому сток\nих меряют дважды\n"
    )
    pages = [
        f"{head}ВВЕДЕНИЕ\n{lines}и записывают оба числа в журнал, который хранят долгие годы в\n",
        f"{head}архиве поста, откуда его берут для расчёта всех величин за год\nи за месяц.\n",
        f"{head}{lines}и весной.\n",
    ]
    text = "\f".join(pages)

    project = imported_text(tmp_path, text)

    assert "Реки степи" not in sections(project)
    assert "долгие годы в архиве поста, откуда" in sections(project)
    assert [d["text"] for d in report(project)["dropped"]].count("Иванов А. Реки степи") == 3
    assert not unbalanced(text, project)


def test_notes_below_a_rule_are_footnotes(tmp_path: Path) -> None:
    page = "Сток мал.1 Площадь 5 м2, см. рис.1 ниже.\n\n"
    page += "______________\n1 Река Талас, по данным\nстанции.\n"
    more = "Дно песчано2, вода чиста.\n\n______________\n2 По пробам 2001 года.\n"
    text = f"{OPENING}{page}{more}{ENDING}"

    project = imported_text(tmp_path, text)

    assert "Сток мал.[^1] Площадь 5 м2, см. рис.1 ниже." in sections(project)
    assert "Дно песчано[^2], вода чиста." in sections(project)
    assert "[^1]: Река Талас, по данным станции." in sections(project)
    assert "[^2]: По пробам 2001 года." in sections(project)
    assert "_" not in sections(project)
    assert not unbalanced(text, project)
