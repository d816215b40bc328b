"""A heading that the contents promises at another place is no lack: there is no second one."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from importer_case import imported, report, sections

CHAPTERS = {
    "Глава первая. Поля": ("Параграф 1. Посев хлеба", "Параграф 2. Сбор хлеба"),
    "Глава вторая. Сады": ("Параграф 1. Полив садов", "Параграф 2. Обрезка ветвей"),
}


def thesis(folder: Path) -> Path:
    """Write a thesis whose paragraphs are numbered anew in each chapter, as its contents says."""
    document = Document()
    document.add_paragraph("Содержание")
    document.add_paragraph("Введение\t3")
    for page, (chapter, parts) in enumerate(CHAPTERS.items()):
        for n, title in enumerate((chapter, *parts)):
            document.add_paragraph(f"{title}\t{10 * page + 5 + n}")
    document.add_paragraph("Заключение\t30")
    document.add_paragraph("Приложения\t32")
    document.add_heading("Введение", 1)
    document.add_paragraph("Текст введения, которого нам вполне достаточно.")
    for chapter, parts in CHAPTERS.items():
        document.add_heading(chapter, 1)
        for title in parts:
            document.add_heading(title, 2)
            document.add_paragraph(f"Здесь говорится о том, что обещано выше: {title.lower()}.")
    document.add_heading("Заключение", 1)
    document.add_paragraph("Текст заключения, которого нам вполне достаточно.")
    document.add_heading("Приложение А. Опрос", 1)
    document.add_paragraph("Вопросы, которых нам вполне достаточно.")
    document.save(str(folder / "thesis.docx"))
    return folder / "thesis.docx"


def test_paragraphs_that_are_numbered_anew_in_each_chapter_stand_once(tmp_path: Path) -> None:
    project = imported(thesis(tmp_path))

    headings = re.findall(r"^#+ (.+?) \{", sections(project), re.MULTILINE)

    assert headings == [
        "Введение", "Поля", "Посев хлеба", "Сбор хлеба", "Сады", "Полив садов", "Обрезка ветвей",
        "Заключение", "Опрос",
    ]  # fmt: skip
    assert not [q for q in report(project)["questions"] if "stub" in q["question"]]
