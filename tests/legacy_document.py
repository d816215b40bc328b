"""A thesis as people make it by hand in a word processor, and the truth about it.

Its headings are bold paragraphs with typed numbers, its contents is typed and stale, its table is
split by hand, Latin letters stand in Cyrillic words. It is a flat OpenDocument file, from which
LibreOffice makes the formats that it reads and writes.
"""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

from thesis_case import PNG

HEADINGS = [
    "Введение",
    "Общая характеристика рек",
    "Понятие малой реки",
    "Режим питания",
    "Оценка водных ресурсов",
    "Методы оценки",
    "Результаты",
    "Заключение",
]
TABLES = ["Сток рек области", "Расход воды"]
FIGURES = ["Схема бассейна"]
NOTES = ["По данным гидропоста.", "Пересчитано автором."]
SOURCES = 3

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties
 fo:font-weight="bold"/></style:style>
</office:automatic-styles><office:body><office:text>
"""


def flat_document(body: str) -> str:
    return f"{_HEAD}{body}</office:text></office:body></office:document>\n"


def paragraph(text: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>\n"


def note(number: int, text: str) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body>{paragraph(text)}</text:note-body></text:note>"
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{cells}</table:table>\n"


def picture(name: str) -> str:
    data = base64.b64encode(PNG).decode()
    return paragraph(
        f'<draw:frame draw:name="{name}" text:anchor-type="as-char" svg:width="5cm" '
        f'svg:height="3cm"><draw:image><office:binary-data>{data}</office:binary-data>'
        "</draw:image><svg:desc>Сызба</svg:desc></draw:frame>"
    )


def legacy_document() -> str:
    """Return the document as flat OpenDocument XML."""
    tab = "<text:tab/>"
    contents = [
        "Введение" + tab + "3", "1 Общая характеристика рек" + tab + "5",
        "1.1 Понятие малой реки" + tab + "5", "1.2 Режим питания" + tab + "8",
        "2 Оценка водных ресурсов" + tab + "12", "2.1 Методы оценки" + tab + "12",
        "2.2 Результаты" + tab + "17", "Заключение" + tab + "20",
        "Список использованной литературы" + tab + "22",
    ]  # fmt: skip
    parts = [
        paragraph("ДИПЛОМНАЯ РАБОТА", "H"),
        paragraph("на тему: «Водные ресурсы малых рек Жамбылской области»", "H"),
        paragraph("Выполнил: Иванов П.С."),
        paragraph("Тараз 2004", "H"),
        paragraph("СОДЕРЖАНИЕ", "H"),
        *map(paragraph, contents),
        paragraph("ВВЕДЕНИЕ", "H"),
        paragraph("Mалые реки важны [1]. Это показано в таблице 1 и на рис. 1 [2, с. 15]."),
        paragraph("Задачи работы:"),
        paragraph("1) изучить литературу;"),
        paragraph("2) собрать данные."),
        paragraph("1 ОБЩАЯ ХАРАКТЕРИСТИКА РЕК", "H"),
        paragraph('<text:span text:style-name="B">1.1 Понятие малой реки</text:span>'),
        paragraph("Малая река невелика." + note(1, NOTES[0]) + " Термин введён давно [3]."),
        paragraph('<text:span text:style-name="B">1.2 Режим питания</text:span>'),
        paragraph("Питание бывает:"),
        paragraph("- снеговым;"),
        paragraph("- дождевым."),
        paragraph("Таблица 1 – Сток рек области"),
        table(("Река", "Сток, км³"), ("Талас", "0,81"), ("Шу", "1,54")),
        paragraph("Продолжение таблицы 1"),
        table(("Река", "Сток, км³"), ("Аса", "0,43")),
        paragraph("2 ОЦЕНКА ВОДНЫХ РЕСУРСОВ", "H"),
        paragraph('<text:span text:style-name="B">2.1 Методы оценки</text:span>'),
        paragraph("Применялся мeтод аналогий." + note(2, NOTES[1])),
        picture("p1"),
        paragraph("Рис. 1 Схема бассейна", "H"),
        paragraph('<text:span text:style-name="B">2.2. Результаты</text:span>'),
        paragraph("Результаты сведены в табл. 2."),
        paragraph("Таблица 2"),
        paragraph("Расход воды", "H"),
        table(("Год", "Расход"), ("2001", "12"), ("2002", "15")),
        paragraph("ЗАКЛЮЧЕНИЕ", "H"),
        paragraph("Оценка получена."),
        paragraph("СПИСОК ИСПОЛЬЗОВАННОЙ ЛИТЕРАТУРЫ", "H"),
        paragraph("1. Алексеев Б. В. Реки. - М.: Наука, 1990. - 200 с."),
        paragraph("2. Борисов Г. Д. Гидрология. - СПб., 1995."),
        paragraph("3. Smith J. Rivers. - London, 1999."),
    ]
    return flat_document("".join(parts))


FILTERS = {
    "docx": "docx:MS Word 2007 XML", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97",
    "html": "html:HTML (StarWriter)", "txt": "txt:Text (encoded):UTF8",
}  # fmt: skip


def convert(source: Path, kinds: tuple[str, ...], profile: Path) -> dict[str, Path]:
    """Return `source` in other formats, made by LibreOffice beside it."""
    for kind in kinds:
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
                "--convert-to", FILTERS[kind], "--outdir", str(source.parent), str(source),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return {kind: source.with_suffix(f".{kind}") for kind in kinds}
