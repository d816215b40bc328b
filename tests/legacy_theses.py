"""Four theses as people make them by hand, quite unlike one another, and the truth about each.

| | contents | headings | tables and figures |
|---|---|---|---|
| rivers (ru) | tabs | bold, typed numbers | a split table, `Рис. 1` below |
| cotton (kk) | dots, stale | Normal, centred, bold | `1-кесте`, `Кесте 2.`; homoglyphs |
| transit (en) | none | by style | `Table 1.`; citations by author and year |
| dams (ru) | tabs | capitals, `ГЛАВА 1.` | captions and pictures in cells, merged cells |
"""

from __future__ import annotations

from dataclasses import dataclass

import legacy_document as rivers
from legacy_document import flat_document, note, paragraph, picture, table


@dataclass(frozen=True, kw_only=True)
class Legacy:
    """A document and what must be found in it."""

    name: str
    document: str | bytes
    """Flat OpenDocument XML, or a DOCX."""
    headings: list[tuple[int, str]]
    tables: list[str]
    """Captions."""
    figures: list[str]
    cells: list[str]
    """All words of each table."""
    notes: list[str]
    sources: list[str]
    """The first word of each."""
    references: str
    """What the text refers to, in any order: `tbl:1 fig:2b sec:1.2 eq:1 app:1`, sources as `5`."""


def bold(text: str) -> str:
    return paragraph(f'<text:span text:style-name="B">{text}</text:span>')


def heading(level: int, text: str) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>\n'


def merged(*rows: str, columns: int) -> str:
    """Return a table whose rows are written as cells already."""
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return (
        f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>'
        f"{body}</table:table>\n"
    )


def cell(text: str, across: int = 1, down: int = 1) -> str:
    spans = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    covered = "<table:covered-table-cell/>" * (across - 1)
    content = text if text.startswith("<text:p") else paragraph(text)
    return f"<table:table-cell{spans}>{content}</table:table-cell>{covered}"


RIVERS = Legacy(
    name="rivers",
    document=rivers.legacy_document(),
    headings=list(zip([1, 1, 2, 2, 1, 2, 2, 1], rivers.HEADINGS, strict=True)),
    tables=rivers.TABLES,
    figures=rivers.FIGURES,
    cells=["Река Сток, км³ Талас 0,81 Шу 1,54 Аса 0,43", "Год Расход 2001 12 2002 15"],
    notes=rivers.NOTES,
    sources=["Алексеев", "Борисов", "Smith"],
    references="1 tbl:1 fig:1 2 3 tbl:2",
)

COTTON = Legacy(
    name="cotton",
    document=flat_document(
        paragraph("ДИПЛОМДЫҚ ЖҰМЫС", "H")
        + paragraph("Тақырыбы: «Мақта шаруашылығын дамыту жолдары»", "H")
        + paragraph("Орындаған: Сейітов А. Б.")
        + paragraph("Шымкент 2006", "H")
        + paragraph("МАЗМҰНЫ", "H")
        + "".join(
            paragraph(line)
            for line in (
                "Кіріспе............................3",
                "1 Мақта шаруашылығының негiздерi..........5",
                "1.1 Саланың маңызы..................5",
                "1.2 Өнімділік көрсеткіштері............9",
                "2 Даму жолдары......................14",
                "Қорытынды.........................20",
                "Пайдаланылған әдебиеттер тізімі........22",
            )
        )
        + paragraph("КІРІСПЕ", "H")
        + paragraph("Мақта – облыстың бaсты дақылы [1, 12 б.]. Деректер 1-кестеде келтiрілген.")
        + paragraph("Жұмыстың мiндеттері:")
        + paragraph("а) саланы зерттеу;")
        + paragraph("ә) өнімді бағалау;")
        + paragraph("б) жолдарын ұсыну.")
        + paragraph("1 МАҚТА ШАРУАШЫЛЫҒЫНЫҢ НЕГІЗДЕРІ", "H")
        + bold("1.1 Саланың маңызы")
        + paragraph("Сала ауылды жұмыспен қамтиды" + note(1, "2005 жылғы дерек.") + " [2; 3].")
        + bold("1.2 Өнімділік көрсеткіштері")
        + paragraph("1-кесте – Мақтаның түсімі")
        + table(("Жыл", "Түсім, ц/га"), ("2003", "21,4"), ("2004", "22,0"))
        + paragraph("1-кестенің жалғасы")
        + table(("Жыл", "Түсім, ц/га"), ("2005", "23,1"))
        + paragraph("Кесте 2. Егіс көлемі")
        + table(("Аудан", "Көлем, га"), ("Мақтаарал", "90"), ("Сарыағаш", "12"))
        + paragraph("2-кестеден аудандардың үлесі көрінеді (1-сурет).")
        + picture("p1")
        + paragraph("1-сурет – Егіс картасы", "H")
        + paragraph("2 ДАМУ ЖОЛДАРЫ", "H")
        + paragraph("Сорттарды жаңарту қажет [1].")
        + paragraph("ҚОРЫТЫНДЫ", "H")
        + paragraph("Ұсыныстар жасалды.")
        + paragraph("ПАЙДАЛАНЫЛҒАН ӘДЕБИЕТТЕР ТІЗІМІ", "H")
        + paragraph("1. Әбдіов Қ. Мақта шаруашылығы. – Алматы: Қайнар, 1999. – 210 б.")
        + paragraph("2. Бейсенов С. Ауыл экономикасы // Егемен Қазақстан. – 2004. – 12 мамыр.")
        + paragraph("3. Иванов И. И. Хлопок. – М.: Колос, 1985. – 120 с.")
    ),
    headings=[
        (1, "Кіріспе"),
        (1, "Мақта шаруашылығының негіздері"),
        (2, "Саланың маңызы"),
        (2, "Өнімділік көрсеткіштері"),
        (1, "Даму жолдары"),
        (1, "Қорытынды"),
    ],
    tables=["Мақтаның түсімі", "Егіс көлемі"],
    figures=["Егіс картасы"],
    cells=[
        "Жыл Түсім, ц/га 2003 21,4 2004 22,0 2005 23,1",
        "Аудан Көлем, га Мақтаарал 90 Сарыағаш 12",
    ],
    notes=["2005 жылғы дерек."],
    sources=["Әбдіов", "Бейсенов", "Иванов"],
    references="1 tbl:1 2 3 tbl:2 fig:1 1",
)

TRANSIT = Legacy(
    name="transit",
    document=flat_document(
        paragraph("DIPLOMA THESIS", "H")
        + paragraph("Topic: Transit Corridors of Central Asia", "H")
        + paragraph("Author: Jane Doe")
        + paragraph("Almaty 2019", "H")
        + heading(1, "Introduction")
        + paragraph("Transit matters (Smith, 2010). It is growing (Lee &amp; Kim, 2015, p. 7).")
        + heading(1, "1 Theory of transit")
        + heading(2, "1.1 Corridors")
        + paragraph("A corridor joins markets." + note(1, "By rail or by road.") + " See Table 1.")
        + paragraph("Table 1. Length of corridors")
        + table(("Corridor", "Length, km"), ("North", "3500"), ("South", "4100"))
        + heading(2, "1.2 Costs")
        + picture("p1")
        + paragraph("Figure 1. Costs by mode", "H")
        + paragraph("As Figure 1 shows, rail is cheaper:")
        + paragraph("- for bulk;")
        + paragraph("- for long ways.")
        + heading(1, "Conclusion")
        + paragraph("Corridors pay.")
        + heading(1, "References")
        + paragraph("Lee, K., &amp; Kim, S. (2015). Rail costs. Transport Policy, 4(2), 5–19.")
        + paragraph("Smith, J. (2010). Transit economics. Routledge.")
    ),
    headings=[
        (1, "Introduction"),
        (1, "Theory of transit"),
        (2, "Corridors"),
        (2, "Costs"),
        (1, "Conclusion"),
    ],
    tables=["Length of corridors"],
    figures=["Costs by mode"],
    cells=["Corridor Length, km North 3500 South 4100"],
    notes=["By rail or by road."],
    sources=["Lee", "Smith"],
    references="2 1 tbl:1 fig:1",
)

DAMS = Legacy(
    name="dams",
    document=flat_document(
        paragraph("МАГИСТЕРСКАЯ ДИССЕРТАЦИЯ", "H")
        + paragraph("на тему: «Плотины горных рек»", "H")
        + paragraph("ОГЛАВЛЕНИЕ", "H")
        + "".join(
            paragraph(line.replace("|", "<text:tab/>"))
            for line in (
                "ВВЕДЕНИЕ|3",
                "ГЛАВА 1. ТИПЫ ПЛОТИН|5",
                "1.1. Земляные плотины|5",
                "ГЛАВА 2. РАСЧЁТ|15",
                "ЗАКЛЮЧЕНИЕ|30",
                "СПИСОК ЛИТЕРАТУРЫ|31",
            )
        )
        + paragraph("ВВЕДЕНИЕ")
        + paragraph("Плотины строят давно [1–3]. Виды показаны на рисунке 1 и в таблице 1.")
        + paragraph("ГЛАВА 1. ТИПЫ ПЛОТИН")
        + paragraph("1.1. Земляные плотины")
        + paragraph("Плотины бывают:")
        + "<text:list><text:list-item><text:p>земляные:</text:p><text:list><text:list-item>"
        "<text:p>однородные;</text:p></text:list-item><text:list-item><text:p>с ядром;</text:p>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>бетонные.</text:p>"
        "</text:list-item></text:list>"
        + merged(
            cell(picture("p1")) + cell(picture("p2")),
            cell("а) земляная") + cell("б) бетонная"),
            columns=2,
        )
        + paragraph("Рисунок 1 – Виды плотин", "H")
        + merged(
            cell("Таблица 1 – Высота плотин", across=3),
            cell("Плотина", down=2) + cell("Высота, м", across=2),
            "<table:covered-table-cell/>" + cell("наибольшая") + cell("средняя"),
            cell("Медеу") + cell("150") + cell("90"),
            columns=3,
        )
        + paragraph("Источник: данные автора.")
        + paragraph("ГЛАВА 2. РАСЧЁТ")
        + paragraph("Расчёт прост" + note(1, "По нормам.") + ", см. рис. 1.")
        + paragraph("ЗАКЛЮЧЕНИЕ")
        + paragraph("Плотины нужны.")
        + paragraph("СПИСОК ЛИТЕРАТУРЫ")
        + paragraph("1. Гришин М. М. Плотины. М.: Стройиздат, 1979. 500 с.")
        + paragraph("2. Орлов П. П. О плотинах // Гидротехника. 1990. № 4. С. 3–9.")
        + paragraph("3. СНиП 2.06.05-84. Плотины из грунтовых материалов")
    ),
    headings=[
        (1, "Введение"),
        (1, "Типы плотин"),
        (2, "Земляные плотины"),
        (1, "Расчёт"),
        (1, "Заключение"),
    ],
    tables=["Высота плотин"],
    figures=["Виды плотин"],
    cells=["Плотина Высота, м наибольшая средняя Медеу 150 90"],
    notes=["По нормам."],
    sources=["Гришин", "Орлов", "СНиП"],
    references="1 2 3 fig:1 tbl:1 fig:1",
)

THESES = (RIVERS, COTTON, TRANSIT, DAMS)
