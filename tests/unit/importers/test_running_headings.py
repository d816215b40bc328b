"""A text of one line has its headings inside of it: they are found where numbers prove them."""

from __future__ import annotations

import re
from pathlib import Path

from importer_case import imported_text, report, sections, unbalanced

KAZAKH = (
    "Кіріспе Бұл жұмыс оқу залына арналған. Мақсаты – сұранысты өлшеу. 1 Оқу залының теориясы "
    "1.1 Сұраныс ұғымы Сұраныс деп оқырманның қажеттілігін айтады. Ол әр айда өзгереді. "
    "1.2 Өлшеу тәсілдері Сұранысты санау арқылы өлшейді. Ағын 1.5 есе өсті. 2 Зерттеу "
    "нәтижелері 2.1 Деректер Деректер 2023 жылы жиналды. Қорытынды Жұмыс аяқталды. "
    "Пайдаланылған әдебиеттер тізімі 1. Асқаров Е. Оқу залы. – Алматы, 2010. "
    "2. Беков Б. Кітапхана. – Астана, 2015."
)
RUSSIAN = (
    "ВВЕДЕНИЕ Цель работы – измерить спрос. ГЛАВА 1. ТЕОРИЯ СПРОСА 1.1 Понятие спроса Спросом "
    "называют потребность читателей. 1.2. Способы измерения Его измеряют подсчётом. В 1.5 раза "
    "вырос поток. ГЛАВА 2. АНАЛИЗ 2.1 Данные Данные собраны в 2023 году. ЗАКЛЮЧЕНИЕ Всё понятно."
)


def headings(project: Path) -> list[str]:
    return [re.sub(r" \{.*", "", h) for h in re.findall(r"^#+ .*$", sections(project), re.M)]


def test_a_kazakh_text_of_one_line_is_parted_into_its_sections(tmp_path: Path) -> None:
    project = imported_text(tmp_path, KAZAKH)

    assert headings(project) == [
        "# Кіріспе",
        "# Оқу залының теориясы",
        "## Сұраныс ұғымы",
        "## Өлшеу тәсілдері",
        "# Зерттеу нәтижелері",
        "## Деректер",
        "# Қорытынды",
    ]
    assert "Сұраныс деп оқырманның қажеттілігін айтады. Ол әр айда өзгереді." in sections(project)
    assert "Ағын 1.5 есе өсті." in sections(project)
    assert (project / "source/references.bib").read_text("utf-8").count("annotation") == 2
    asked = [q["about"] for q in report(project)["questions"] if "heading end" in q["question"]]
    assert asked == ["Сұраныс ұғымы", "Өлшеу тәсілдері", "Деректер"]
    assert unbalanced(KAZAKH, project) == {}


def test_a_russian_text_with_chapters_by_word_is_parted_too(tmp_path: Path) -> None:
    project = imported_text(tmp_path, RUSSIAN)

    found = [h.casefold() for h in headings(project)]

    assert found == [
        "# введение",
        "# теория спроса",
        "## понятие спроса",
        "## способы измерения",
        "# анализ",
        "## данные",
        "# заключение",
    ]
    assert unbalanced(RUSSIAN, project) == {}


def test_numbers_in_a_text_without_headings_part_nothing(tmp_path: Path) -> None:
    text = (
        "Ағын 1.5 есе өсті. Оның 2 Себебі бар. Бірінші топқа 1.1 Мың адам кірді, екіншіге 3.7 Мың "
        "адам. Кейін 12 Оқырман келді, ал 13 Оқырман кетті."
    )

    assert len(headings(imported_text(tmp_path, text))) == 1
