"""Russian, economics: contents with shortened titles, chapters in two lines, conclusions of a
chapter without a number, formulas of words and in tables, figures side by side, prose in a
heading style, units of mixed case, the only appendix without a letter."""

from legacy_theses import Legacy
from word_document import Word

PROSE = (
    "Практика показывает, что мелкая пекарня живёт за счёт постоянных покупателей, которые "
    "ценят свежий хлеб больше, чем низкую цену в большом магазине."
)
DOCUMENT = (
    Word()
    .p("Волжский экономический институт", center=True)
    .p("ВЫПУСКНАЯ КВАЛИФИКАЦИОННАЯ РАБОТА", center=True, bold=True)
    .p("на тему: Рентабельность мелкой пекарни", center=True)
    .p("Выполнила: Котова Анна Ивановна")
    .p("Самара 2022", center=True)
    .p("О Г Л А В Л Е Н И Е", center=True, bold=True, page=True)
    .ps(
        "ВВЕДЕНИЕ………………3",
        "ГЛАВА 1. ТЕОРИЯ РЕНТАБЕЛЬНОСТИ………………5",
        "1.1. Понятие………………5",
        "1.2. Показатели………………9",
        "Выводы по главе 1………………12",
        "ГЛАВА 2. АНАЛИЗ ПЕКАРНИ………………13",
        "2.1. Характеристика………………13",
        "2.2. Динамика прибыли за три года………………18",
        "ЗАКЛЮЧЕНИЕ………………23",
        "СПИСОК ЛИТЕРАТУРЫ………………25",
        "ПРИЛОЖЕНИЕ………………26",
    )
    .p("ВВЕДЕНИЕ", center=True, bold=True, page=True)
    .p("Тема важна для малого дела [1].")
    .p("ГЛАВА 1.", center=True, bold=True, page=True)
    .p("ТЕОРИЯ РЕНТАБЕЛЬНОСТИ", center=True, bold=True)
    .p("1.1. Понятие рентабельности", bold=True)
    .p("Рентабельность продаж находят по формуле (1), оборот – по формуле (2).")
    .p("Рентабельность = Прибыль / Выручка × 100 %\t(1)")
    .table("O = V / S|(2)", border=False)
    .p(PROSE, style="Heading3")
    .p("1.2. Система показателей", bold=True)
    .p("Показатели даны в табл.1.1, расход тока в кВт – на рис. 1 и рис. 2.")
    .p("Таблица 1.1", right=True)
    .p("Показатели пекарни", center=True, bold=True)
    .table("Год|Прибыль", "2020|120", "2021|140")
    .table("{pic}|{pic}", "Рис. 1. Расход тока, кВт|Рис. 2. Расход муки, т", border=False)
    .p("Выводы по главе 1", center=True, bold=True)
    .p("Показатели изучены.")
    .p("ГЛАВА 2.", center=True, bold=True, page=True)
    .p("АНАЛИЗ ПЕКАРНИ", center=True, bold=True)
    .p("2.1. Характеристика", bold=True)
    .p("Пекарня выпекает тридцать сортов хлеба [2, с. 15].")
    .p("2.2. Динамика прибыли", bold=True)
    .p("Как показано в главе 1, прибыль растёт; анкета дана в приложении.")
    .p("ЗАКЛЮЧЕНИЕ", center=True, bold=True, page=True)
    .p("Задачи решены.")
    .p("СПИСОК ЛИТЕРАТУРЫ", center=True, bold=True, page=True)
    .ps(
        "1. Иванов А. А. Экономика пекарни. – М.: Хлеб, 2010. – 120 с.",
        "2. Петров Б. Б. Финансы. – М.: Счёт, 2012. – 200 с.",
    )
    .p("ПРИЛОЖЕНИЕ", right=True, page=True)
    .p("Анкета покупателя", center=True, bold=True)
    .p("Какой хлеб вы покупаете?")
)

BAKERY = Legacy(
    name="bakery",
    document=DOCUMENT.document(),
    headings=[
        (1, "Введение"),
        (1, "Теория рентабельности"),
        (2, "Понятие рентабельности"),
        (2, "Система показателей"),
        (2, "Выводы по главе [-@sec:chapter-1]"),
        (1, "Анализ пекарни"),
        (2, "Характеристика"),
        (2, "Динамика прибыли"),
        (1, "Заключение"),
        (1, "Анкета покупателя"),
    ],
    tables=["Показатели пекарни"],
    figures=["Расход тока, кВт", "Расход муки, т"],
    cells=["Год Прибыль 2020 120 2021 140"],
    notes=[],
    sources=["Иванов", "Петров"],
    references="1 eq:1 eq:2 tbl:1.1 fig:1 fig:2 sec:1 2 sec:1 app:1",
)
