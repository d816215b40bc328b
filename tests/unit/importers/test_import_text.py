"""Whole texts of the kinds that theses are scraped into."""

from __future__ import annotations

from pathlib import Path

from importer_case import builds, imported_text, report, sections, unbalanced

SWAPPED = """МАЗМҰНЫ
КIРIСПЕ....................................31 тарау. Егiншiлiк негiздерi..............51.1 \
Егiншiлiктiң мәнi.........................51.2 Мал шаруашылығы...........122 тарау. Өңiрдi \
талдау.........19ҚОРЫТЫНДЫ...........................40ӘДЕБИЕТТЕР ТIЗIМI.....................42\
КIРIСПЕАуыл шаруашылығы елдiң негiзгi саласы болып табылады
Ол халықты азық-түлiкпен қамтамасыз етедi.Жұмыстың мiндеттерi:а) егiншiлiктi ашу;\
ә) малды сипаттау.1 тарау. Егiншiлiк негiздерi1.1 Егiншiлiктiң мәнiОның үш түрi бар:1
Тәлiмi егiншiлiк;2
Суармалы егiншiлiк;3
Жылыжай.Топырақ ќұнарлылығы маңызды
Топырақ құнарлылығы әртүрлi.1.2 Мал шаруашылығыСалалары:-қой шаруашылығы;-сиыр \
шаруашылығы.Олардың бәрi қажет
Бұл салалар ертеден дамыған.2 тарау. Өңiрдi талдауЖер қоры 1995-2000 жылдары өзгердi
Ол азайды.ҚОРЫТЫНДЫЕгiншiлiк талданды
Мақсатқа жеттiк.ӘДЕБИЕТТЕР ТIЗIМI1. Сейiтов А. Егiншiлiк. – Алматы, 1998.
2. Петров И. Земледелие. – М., 2001.
"""

LINES = """Кафедра географии
ДИПЛОМНАЯ РАБОТА
на тему: «Водные ресурсы малых рек»
Выполнил: Иванов П.С.
Ростов 2004
СОДЕРЖАНИЕ
Введение 3
1 Общая характеристика рек 5
1.1 Режим питания и его
особенности 9
Заключение 30
Список использованной литературы 32
Приложение А. Исходные данные 34
ВВЕДЕНИЕ
Малые реки важны [1]. Их изучение актуально [2, с. 15]. Так пишут и другие [1; 7].
1. ОБЩАЯ ХАРАКТЕРИСТИКА РЕК
Малая река – это река до 2000 км.
Классификация:
а) равнинные;
б) горные.
1.1. Режим питания и его особенности
Питание бывает снеговым.
ЗАКЛЮЧЕНИЕ
Oценка получена.
СПИСОК ИСПОЛЬЗОВАННОЙ ЛИТЕРАТУРЫ
1. Алексеев Б. В. Реки. - М.: Наука, 1990. - 200 с.
2. Smith J. Rivers & Streams. - London, 1999.
ПРИЛОЖЕНИЕ А
Исходные данные
Наблюдения за 10 лет.
"""

STAGES = """Мазмұны\tКiрiспе3I тарау. Тәрбие негiздерi................61.1. Тәрбие \
ұғымы...........6\
1.2. Отбасы тәрбиесi.................14Қорытынды...................................44Кiрiспе\
Тәрбие мәселесi өзектi болып отыр
Оны Ж.Аймауытов, М.Жұмабаев зерттедi.Зерттеу нысаны: оқушылар.I тарау. Тәрбие негiздерi1.1. \
Тәрбие ұғымыТәрбиенiң түрлерi:• ақыл-ой тәрбиесi;• еңбек тәрбиесi.Негiзгi ұғымдар мыналар:\
Тәрбие – тұлғаны қалыптастыру.Бiлiм – танымның нәтижесi.Басқа ұғымдар да бар
Олар кейiн қаралады.1.2. Отбасы тәрбиесiОтбасы – қоғамның негiзi
Тәрбие кезеңдерi:1-кезең. Сәбилiк шақ.2-кезең. Мектеп шағы.Бәрi де маңызды.
"""

WRAPPED = """CONTENTS
Introduction
1. Theory of growth
1.1. Early models
Conclusion
INTRODUCTION

Growth has been studied for long. This text says how, and it is wrapped at
a fixed width by the editor that wrote it, as was usual in those days, so that
each paragraph takes several lines.

The aims are these:
- to describe the early models;
- to describe the later models.
1. THEORY OF GROWTH
1.1. Early models

Solow wrote about it. His model has capital and labour, and what neither of
these explains is called technical change.
CONCLUSION
Ideas matter.
"""


def test_a_text_with_stages_terms_and_a_page_number_glued_to_a_name(tmp_path: Path) -> None:
    project = imported_text(tmp_path, STAGES)

    assert [(e["title"], e["page"]) for e in report(project)["contents"]] == [
        ("Кіріспе", 3),
        ("Тәрбие негіздері", 6),
        ("Тәрбие ұғымы", 6),
        ("Отбасы тәрбиесі", 14),
        ("Қорытынды", 44),
    ]
    assert (
        sections(project)
        == """\
---
role: introduction
---

# Кіріспе {#sec:introduction}

Тәрбие мәселесі өзекті болып отыр. Оны Ж.Аймауытов, М.Жұмабаев зерттеді.

Зерттеу нысаны: оқушылар.

# Тәрбие негіздері {#sec:chapter-1}

## Тәрбие ұғымы {#sec:section-1-1}

Тәрбиенің түрлері:

- ақыл-ой тәрбиесі;
- еңбек тәрбиесі.

Негізгі ұғымдар мыналар:

Тәрбие
:   тұлғаны қалыптастыру.

Білім
:   танымның нәтижесі.

Басқа ұғымдар да бар. Олар кейін қаралады.

## Отбасы тәрбиесі {#sec:section-1-2}

Отбасы – қоғамның негізі. Тәрбие кезеңдері:

- **1-кезең.** Сәбилік шақ.
- **2-кезең.** Мектеп шағы.

Бәрі де маңызды.

---
role: conclusion
---

# Қорытынды {#sec:conclusion}

\\[Бұл бөлімнің мәтіні түпнұсқада жоқ.\\]
"""
    )
    assert unbalanced(STAGES, project) == {}


def test_a_wrapped_text_whose_contents_has_no_pages(tmp_path: Path) -> None:
    project = imported_text(tmp_path, WRAPPED)

    headings = [line for line in sections(project).splitlines() if line.startswith("#")]
    assert headings == [
        "# Introduction {#sec:introduction}",
        "# Theory of growth {#sec:chapter-1}",
        "## Early models {#sec:section-1-1}",
        "# Conclusion {#sec:conclusion}",
    ]
    assert "as was usual in those days, so that each paragraph takes several lines.\n" in sections(
        project
    )
    assert "- to describe the early models;\n- to describe the later models.\n" in sections(project)
    assert unbalanced(WRAPPED, project) == {}


def test_a_text_whose_breaks_are_swapped(tmp_path: Path) -> None:
    project = imported_text(tmp_path, SWAPPED)

    pages = [(e["number"], e["page"]) for e in report(project)["contents"]]
    assert pages == [
        ("", 3), ("1", 5), ("1.1", 5), ("1.2", 12), ("2", 19), ("", 40), ("", 42),
    ]  # fmt: skip
    assert (
        sections(project)
        == """\
---
role: introduction
---

# Кіріспе {#sec:introduction}

Ауыл шаруашылығы елдің негізгі саласы болып табылады. Ол халықты азық-түлікпен қамтамасыз етеді.

Жұмыстың міндеттері:

а) егіншілікті ашу;
ә) малды сипаттау.

# Егіншілік негіздері {#sec:chapter-1}

## Егіншіліктің мәні {#sec:section-1-1}

Оның үш түрі бар:

1. Тәлімі егіншілік;
2. Суармалы егіншілік;
3. Жылыжай.

Топырақ құнарлылығы маңызды. Топырақ құнарлылығы әртүрлі.

## Мал шаруашылығы {#sec:section-1-2}

Салалары:

- қой шаруашылығы;
- сиыр шаруашылығы.

Олардың бәрі қажет. Бұл салалар ертеден дамыған.

# Өңірді талдау {#sec:chapter-2}

Жер қоры 1995–2000 жылдары өзгерді. Ол азайды.

---
role: conclusion
---

# Қорытынды {#sec:conclusion}

Егіншілік талданды. Мақсатқа жеттік.
"""
    )
    assert unbalanced(SWAPPED, project) == {}
    assert builds(project)


def test_a_text_whose_lines_are_paragraphs(tmp_path: Path) -> None:
    project = imported_text(tmp_path, LINES)

    assert (
        sections(project)
        == """\
---
role: introduction
---

# Введение {#sec:introduction}

Малые реки важны [@ref1]. Их изучение актуально [@ref2, с. 15]. Так пишут и другие \\[1; 7\\].

# Общая характеристика рек {#sec:chapter-1}

Малая река – это река до 2000 км.

Классификация:

а) равнинные;
б) горные.

## Режим питания и его особенности {#sec:section-1-1}

Питание бывает снеговым.

---
role: conclusion
---

# Заключение {#sec:conclusion}

Оценка получена.

---
role: appendix
---

# Исходные данные {#app:appendix}

Наблюдения за 10 лет.
"""
    )
    assert (
        (project / "source/thesis.yaml").read_text(encoding="utf-8")
        == """\
profile: ru-gost-7.32-2017
language: ru
type: diploma
title: Водные ресурсы малых рек
author:
  name: Иванов П.С.
department: Кафедра географии
city: Ростов
year: 2004
bibliography:
- references.bib
nocite:
- '*'
"""
    )
    asked = [(q["question"], q["about"]) for q in report(project)["questions"]]
    assert ("no such source in the list", "[1; 7]") in asked
    assert unbalanced(LINES, project) == {}
    assert builds(project)


def test_what_the_contents_promises_and_the_text_lacks_becomes_a_stub(tmp_path: Path) -> None:
    text = "Содержание\nВведение 2\n1 Методы 3\nЗаключение 9\nВведение\nТекст введения.\n"

    project = imported_text(tmp_path, text)

    assert [s["title"] for s in report(project)["sections"] if s["stub"]] == [
        "Методы",
        "Заключение",
    ]
    assert "# Методы {#sec:chapter-1}\n\n\\[Текста этого раздела в оригинале нет.\\]" in sections(
        project
    )
    assert unbalanced(text, project) == {}


def test_a_step_that_is_skipped_changes_nothing(tmp_path: Path) -> None:
    text = "Кіріспе\nБұл iс өте күрделi болды.\n"

    project = imported_text(tmp_path, text, "--skip", "letters")

    assert "Бұл iс өте күрделi болды." in sections(project)
    assert report(project)["repairs"] == []


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    text = "Введение\nЦена *5* $ за #1 <b> и [сноска] a_b.\n(1) не список.\nА. С. Пушкин писал.\n"

    project = imported_text(tmp_path, text)

    assert builds(project)
    assert unbalanced(text, project) == {}
