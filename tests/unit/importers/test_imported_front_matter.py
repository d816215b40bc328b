"""Declarations and task sheets before the contents come back as settings of thesis.yaml."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml
from importer_case import imported_text, report, sections, unbalanced

RUSSIAN = """Образцовый университет
Факультет экономики
ДИПЛОМНАЯ РАБОТА
Тема: «Оценка потребности в местах»
Выполнил: Образцов М. С.
Туркестан, 2026
Образцовый университет
Утверждаю
Заведующий кафедрой
_________ Примерова Г. Т.
ЗАДАНИЕ
на выполнение дипломной работы
Студенту Образцову М. С., группа ЭК-22-2
Тема работы: «Оценка потребности в местах»
Утверждена приказом по университету № 214-С от «20» октября 2025 г.
Срок сдачи законченной работы «18» мая 2026 г.
Исходные данные к работе: открытые данные Бюро национальной статистики
Перечень вопросов, подлежащих разработке:
а) способы измерения потребности;
б) загрузка зала по месяцам.
Перечень графического материала (с точным указанием чертежей):
1. Диаграмма загрузки
Рекомендуемая основная литература:
1. Нефедова А. И. Читальные залы. – М., 2001
2. Мысалов Г. Т. Библиотеки. – Алматы, 2010
Дата выдачи задания 27.10.2025
Задание принял к исполнению студент _________
ДЕКЛАРАЦИЯ
Я, Образцов М. С., написал эту работу без чужой помощи и указал все источники.
Мне известно, чем грозит обман.
Подпись _________
Содержание
Введение..........3
1 Глава.........5
Заключение......9
ВВЕДЕНИЕ
Текст введения, которого нам достаточно.
1 Глава
Текст главы.
ЗАКЛЮЧЕНИЕ
Текст заключения.
"""


def thesis(project: Path) -> Any:
    return yaml.safe_load((project / "source/thesis.yaml").read_text(encoding="utf-8"))


def test_a_task_sheet_and_a_declaration_typed_by_hand_come_back(tmp_path: Path) -> None:
    project = imported_text(tmp_path, RUSSIAN)

    settings = thesis(project)

    assert settings["author"] == {"name": "Образцов М. С."}
    assert settings["head"] == {"name": "Примерова Г. Т."}
    assert settings["task"] == {
        "order": {"number": "214-С", "date": datetime.date(2025, 10, 20)},
        "issued": datetime.date(2025, 10, 27),
        "deadline": datetime.date(2026, 5, 18),
        "data": "открытые данные Бюро национальной статистики",
        "questions": ["способы измерения потребности", "загрузка зала по месяцам"],
        "graphics": ["Диаграмма загрузки"],
        "literature": [
            "Нефедова А. И. Читальные залы. – М., 2001",
            "Мысалов Г. Т. Библиотеки. – Алматы, 2010",
        ],
    }
    assert settings["declaration"] == (
        "Я, Образцов М. С., написал эту работу без чужой помощи и указал все источники.\n\n"
        "Мне известно, чем грозит обман."
    )
    assert unbalanced(RUSSIAN, project) == {}


def test_a_title_page_in_another_language_and_an_abstract_give_titles(tmp_path: Path) -> None:
    text = """Үлгі университеті
Дипломдық жұмыс
Тақырыбы: «Оқу залына сұранысты талдау»
Орындаған: Асқаров Е. М.
Шымкент, 2024
Образцовый университет
Дипломная работа
Тема: «Анализ спроса на читальный зал»
Шымкент, 2024
Abstract
The thesis on the topic “Demand for a University Reading Room” measures how many readers come.
Мазмұны
Кіріспе..........3
1 Талдау.........5
Қорытынды......9
КІРІСПЕ
Кіріспенің мәтіні осында.
1 Талдау
Тараудың мәтіні осында.
ҚОРЫТЫНДЫ
Бәрі анық болды.
"""
    assert thesis(imported_text(tmp_path, text))["title"] == {
        "kk": "Оқу залына сұранысты талдау",
        "ru": "Анализ спроса на читальный зал",
        "en": "Demand for a University Reading Room",
    }


def test_what_stands_behind_the_title_page_and_is_no_form_is_asked_about(tmp_path: Path) -> None:
    dedication = "Памяти учителя, который показал нам, как считать читателей, посвящается."
    text = RUSSIAN.replace("ЗАДАНИЕ\n", "").replace("ДЕКЛАРАЦИЯ\n", "")
    text = text.replace("Туркестан, 2026\n", f"Туркестан, 2026\n{dedication}\n")

    facts = report(imported_text(tmp_path, text))

    assert dedication in [q["about"] for q in facts["questions"]]


def test_a_numbered_task_sheet_comes_back_with_the_order_behind_its_topic(tmp_path: Path) -> None:
    sheet = (
        "ЗАДАНИЕ\nна выпускную работу студента\n"
        "1 Тема работы: Полив садов (утверждена приказом от 12.04.2021 № 714-С)\n"
        "2 Срок сдачи работы: 10 июня 2021 г.\n3 Исходные данные: план сада\n"
        "4 Перечень графического материала: план сети; схема питания.\n"
        "Задание принял _________ М. С. Образцов\nМоей бабушке, которая любила сад.\n"
    )
    start, end = RUSSIAN.index("Образцовый университет\nУтв"), RUSSIAN.index("ДЕКЛАРАЦИЯ")
    project = imported_text(tmp_path, RUSSIAN[:start] + sheet + RUSSIAN[end:])

    assert thesis(project)["task"] == {
        "order": {"number": "714-С", "date": datetime.date(2021, 4, 12)},
        "deadline": datetime.date(2021, 6, 10),
        "data": "план сада",
        "graphics": ["план сети", "схема питания"],
    }
    asked = [q["about"] for q in report(project)["questions"]]
    assert "Моей бабушке, которая любила сад." in asked


def test_thanks_behind_the_declaration_are_a_section(tmp_path: Path) -> None:
    thanks = "БЛАГОДАРНОСТИ\nБлагодарю руководителя за терпение.\n"
    project = imported_text(tmp_path, RUSSIAN.replace("Содержание\nВв", thanks + "Содержание\nВв"))

    assert "# Благодарности {" in sections(project)
    assert "\nБлагодарю руководителя за терпение.\n" in sections(project)
    assert thesis(project)["declaration"]
