"""What real people do in theses, by the kinds of harm that an import could do to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported, imported_text, report, sections
from word_document import Word


def of_word(folder: Path, document: Word) -> Path:
    file = folder / "thesis.docx"
    file.write_bytes(document.document())
    return imported(file, "--skip", "spelling")


def headings(project: Path) -> list[str]:
    lines = (line for line in sections(project).split("\n") if line.startswith("#"))
    return [line.partition(" {")[0] for line in lines]


def questions(project: Path) -> str:
    return "\n".join(f"{q['question']}: {q['about']}" for q in report(project)["questions"])


def test_words_of_mixed_case_are_written_so_on_purpose(tmp_path: Path) -> None:
    kept = (
        "кВт", "МВт", "кПа", "мВ", "мкОм", "кДж/кг", "дБм", "рН", "СО2", "ЖШС-ның", "IP-адрес",
        "iPhone", "PhD", "еБілім", "СберБанк", "КазМунайГаз", "БелАЗ", "млнТг",
    )  # fmt: skip
    text = sections(imported_text(tmp_path, f"Жұмыста {', '.join(kept)} деп жазылады.\n"))
    assert [word for word in kept if word not in text.replace("\\", "")] == []


def test_two_words_that_touch_before_a_capital_are_parted(tmp_path: Path) -> None:
    text = sections(imported_text(tmp_path, "Бұл бөлімдеҚазақстан туралы айтылады.\n"))
    assert "бөлімде Қазақстан" in text


def test_stale_contents_promise_no_second_section(tmp_path: Path) -> None:
    document = Word().p("Мазмұны", bold=True, center=True)
    document.ps(
        "Кіріспе\t3", "1 Топырақ күйі\t5", "1.1 Құрамы\t5", "1.2 Қарашірік мөлшері\t9",
        "2 Егіс\t14", "2.1 Тұқым\t14", "2.2 Өнім сапасын бағалау\t20", "Қорытынды\t30",
    )  # fmt: skip
    document.h(1, "Кіріспе").p("Жұмыстың мақсаты осында айтылады.")
    document.h(1, "1 Топырақтың күйі мен түрлері").p("Топырақ туралы сөз.")
    document.h(2, "1.1 Топырақтың құрамы").p("Құрам туралы сөз.")
    document.h(2, "1.2 Қарашірік").p("Қарашірік туралы сөз.")
    document.h(1, "2 Егіс").p("Егіс туралы сөз.")
    document.p("2.1 Тұқым таңдау", bold=True).p("Тұқым туралы сөз.")
    document.h(2, "2.2 Астықтың түсімі").p("Түсім туралы сөз.")
    document.h(1, "Қорытынды").p("Жұмыстың нәтижесі осында айтылады.")
    project = of_word(tmp_path, document)
    assert headings(project) == [
        "# Кіріспе", "# Топырақтың күйі мен түрлері", "## Топырақтың құрамы", "## Қарашірік",
        "# Егіс", "## Тұқым таңдау", "## Астықтың түсімі", "# Қорытынды",
    ]  # fmt: skip
    assert "the contents words this heading otherwise: 'Өнім сапасын бағалау'" in questions(project)
    assert "a stub was made" not in questions(project)


def test_what_the_body_lacks_is_still_a_stub(tmp_path: Path) -> None:
    document = Word().p("Содержание", bold=True, center=True)
    document.ps("Введение\t3", "1 Почвы\t5", "1.1 Состав\t5", "1.2 Влага\t9", "Заключение\t14")
    document.h(1, "Введение").p("Здесь сказано, зачем нужна работа.")
    document.h(1, "1 Почвы").p("Здесь сказано о почвах.")
    document.h(2, "1.1 Состав").p("Здесь сказано о составе.")
    document.h(1, "Заключение").p("Здесь сказано, что получилось.")
    project = of_word(tmp_path, document)
    assert headings(project) == [
        "# Введение", "# Почвы", "## Состав", "## Влага", "# Заключение",
    ]  # fmt: skip
    assert "the text lacks it: a stub was made: Влага" in questions(project)


def test_pictures_side_by_side_with_numbers_of_their_own_are_figures(tmp_path: Path) -> None:
    document = Word().h(1, "1 Сабақ").p("Нәтиже 1-суретте және 2-суретте берілген.")
    document.table("{pic} | {pic}", "1-сурет. Жеке жұмыс | 2-сурет. Топтық жұмыс", border=False)
    text = sections(of_word(tmp_path, document.p("Сабақ осымен аяқталды.")))
    assert "![Жеке жұмыс](figures/" in text
    assert "![Топтық жұмыс](figures/" in text
    assert "[@fig:1]{.locative} және [@fig:2]{.locative}" in text


def test_a_formula_and_its_number_in_a_table_are_a_formula(tmp_path: Path) -> None:
    document = Word().h(1, "1 Расчёт").p("Потери найдём по формуле (2).")
    document.table("Q = m·c·t | (1)", border=False).p("Здесь m – масса.")
    document.table("{pic} | (3)", border=False).p("Формула набрана рисунком.")
    document.table("| P = U·I | (2)", border=False).p("Здесь U – напряжение.")
    project = of_word(tmp_path, document)
    text = sections(project)
    assert "$$ {#eq:1}" in text
    assert "$$ {#eq:2}" in text
    assert "найдём по [@eq:2]{.prepositional}" in text
    assert "|" not in text
    assert "a formula that is a picture" in questions(project)


def test_a_long_sentence_in_a_heading_style_is_prose(tmp_path: Path) -> None:
    sentence = (
        "Ойын арқылы оқыту бастауыш сынып оқушысының зейінін тұрақтандырады, ынтасын арттырады "
        "және жаңа білімді еркін меңгеруіне жағдай жасайды."
    )
    document = Word().h(1, "1 Ойын").h(2, "1.1 Ойынның орны").p("Ойын туралы сөз.")
    document.h(3, sentence).p("Бұл ой кейін дәлелденеді.")
    project = of_word(tmp_path, document)
    assert headings(project) == ["# Ойын", "## Ойынның орны"]
    assert sentence in sections(project)


def test_a_short_sentence_in_a_heading_style_that_the_contents_lack_is_prose(
    tmp_path: Path,
) -> None:
    sentence = "Суреттегі деректер автордың өз бақылауларынан алынды."
    document = Word().p("Мазмұны").p("1 Ойын\t3").p("1.1 Ойынның орны\t4").p("2 Оқу\t9")
    document.h(1, "1 Ойын").h(2, "1.1 Ойынның орны").p("Ойын туралы сөз.")
    document.h(2, sentence).p("Бұл ой дәлелденеді.").h(1, "2 Оқу").p("Оқу туралы сөз.")
    project = of_word(tmp_path, document)
    assert headings(project) == ["# Ойын", "## Ойынның орны", "# Оқу"]
    assert sentence in sections(project)


def apa(folder: Path) -> Path:
    document = Word().p("Table of Contents", bold=True, center=True)
    document.ps(
        "Chapter 1: Word Lists\t3", "    Frequency\t4", "    Range\t8",
        "Chapter 2: Method\t14", "    Learners\t14", "References\t30",
    )  # fmt: skip
    document.p("Chapter 1: Word Lists", bold=True, center=True)
    document.p("Frequency", bold=True).p("Frequent words are met again and again.")
    document.p("{b:{i:Corpora}}").p("Corpora are counted by machine.")
    document.p("Range", bold=True).p("A word of wide range is met in many texts.")
    document.p("Figure 1", bold=True).p("{i:Words Met in Ten Texts}").p("{pic}")
    document.p("{i:Note.} Function words are left out.")
    document.p("Chapter 2: Method", bold=True, center=True)
    document.p("Learners", bold=True).p("The learners read what Chapter 1 and Figure 1 describe.")
    document.p("Tests", bold=True).p("The tests took an hour.")
    document.p("References", bold=True, center=True).p("Coxhead, A. (2000). Words. Harbour Press.")
    return of_word(folder, document)


def test_levels_are_told_by_indents_of_the_contents_and_by_looks(tmp_path: Path) -> None:
    assert headings(apa(tmp_path)) == [
        "# Word Lists", "## Frequency", "### Corpora", "## Range",
        "# Method", "## Learners", "## Tests",
    ]  # fmt: skip


def test_a_label_and_its_title_above_a_picture_are_a_caption(tmp_path: Path) -> None:
    text = sections(apa(tmp_path))
    assert "![Words Met in Ten Texts](figures/figure-1.png){#fig:1" in text
    assert "*Note.* Function words are left out." in text
    assert "Chapter [-@sec:chapter-1] and [@fig:1]{.capital}" in text


@pytest.mark.parametrize("label", ["Chapter 1", "ГЛАВА I", "1 ТАРАУ", "2-БӨЛІМ"])
def test_a_chapter_and_its_title_on_the_next_line_are_one(tmp_path: Path, label: str) -> None:
    document = Word().h(1, label).p().h(1, "Поля и сады").p("Здесь сказано о полях.")
    assert headings(of_word(tmp_path, document)) == ["# Поля и сады"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Вопросы даны в приложении.", "в [@app:appendix]{.prepositional}."),
        ("Вопросы даны отдельно (см. приложение).", "(см. [@app:appendix])"),
        ("Сұрақтар қосымшада берілген.", "[@app:appendix]{.locative} берілген"),
        ("The questions are given in the appendix.", "given in [@app:appendix]."),
    ],
)
def test_the_only_appendix_needs_no_letter(tmp_path: Path, typed: str, written: str) -> None:
    name = {"В": "Приложение", "С": "Қосымша", "T": "Appendix"}[typed[0]]
    document = Word().h(1, "1 Поле").p(typed).h(1, name).p("1. Что вы сеете?")
    assert written in sections(of_word(tmp_path, document))


def test_an_application_is_no_appendix(tmp_path: Path) -> None:
    document = Word().h(1, "1 Экран").ps(*["Всё хранится в приложении."] * 8)
    text = sections(of_word(tmp_path, document.h(1, "Приложение").p("Листинг.")))
    assert "[@app:" not in text


def test_pluses_in_a_table_need_no_escape(tmp_path: Path) -> None:
    document = Word().h(1, "1 План").table("Работа | Май | Июнь", "Укладка | + | –")
    assert "| Укладка | + | – |" in sections(of_word(tmp_path, document))


def test_a_table_title_is_no_heading_of_the_look_of_one(tmp_path: Path) -> None:
    document = Word().p("Оглавление", bold=True, center=True)
    document.ps("ГЛАВА 1. ПЕКАРНЯ\t5", "1.1. Печь\t5", "1.2. Тесто\t9", "Выводы по главе 1\t12")
    document.p("ГЛАВА 1.", bold=True, center=True).p("ПЕКАРНЯ", bold=True, center=True)
    document.p("1.1. Печь", bold=True).p("Печь топят берёзой.")
    document.p("Таблица 1.1", right=True).p("Тесто и жар", bold=True, center=True)
    document.table("День|Жар", "Первый|200").p("1.2. Состав теста", bold=True).p("Мука и вода.")
    document.p("Выводы по главе 1", bold=True, center=True).p("Печь и тесто изучены.")
    project = of_word(tmp_path, document)
    assert headings(project) == [
        "# Пекарня", "## Печь", "## Состав теста", "## Выводы по главе [-@sec:chapter-1]",
    ]  # fmt: skip
    assert "Table: Тесто и жар {#tbl:1-1}" in sections(project)
    assert "{#sec:section .unnumbered}" in sections(project)


def test_letters_typed_apart_are_words(tmp_path: Path) -> None:
    document = Word().p("С о д е р ж а н и е", center=True)
    document.ps("Введение\t3", "Глава I. Тайга\t5", "Глава II. Степь\t9", "Заключение\t20")
    document.p("В в е д е н и е", center=True).p("Край велик.")
    document.p("Глава I", center=True).p("Тайга", center=True).p("Кедры высоки.")
    document.p("Глава II", center=True).p("Степь", center=True).p("Ковыль низок.")
    document.p("З а к л ю ч е н и е", center=True).p("Край изучен.")
    assert headings(of_word(tmp_path, document)) == [
        "# Введение", "# Тайга", "# Степь", "# Заключение",
    ]  # fmt: skip


def test_an_introduction_that_is_counted_is_chapter_one(tmp_path: Path) -> None:
    document = Word().h(1, "1 Introduction").h(2, "1.1 Aim").p("See Chapter 2 and Fig 2-1.")
    document.h(1, "2 Dryers").p("Apples are dried here:").p("i. by the sun;").p("ii. by a fan.")
    text = sections(of_word(tmp_path, document.p("{pic}").p("Fig 2-1: A dryer")))
    assert "role: introduction" not in text
    assert "# Introduction {#sec:chapter-1}" in text
    assert "See Chapter [-@sec:chapter-2] and Fig [-@fig:2-1]." in text
    assert "i.  by the sun;\nii.  by a fan." in text


def test_a_formula_of_words_is_a_formula(tmp_path: Path) -> None:
    document = Word().h(1, "1 Доход").p("Рентабельность = Прибыль / Выручка × 100 %\t(1)")
    document.p("Оборот = Выручка : Средний остаток (2)").p("Если цена = 5, то выгода мала (3)")
    text = sections(of_word(tmp_path, document))
    assert r"$$ \text{Рентабельность} = \text{Прибыль} / \text{Выручка} \times 100 \% $$" in text
    assert r"$$ \text{Оборот} = \text{Выручка} : \text{Средний остаток} $$ {#eq:2}" in text
    assert "{#eq:3}" not in text


def test_indices_keep_their_alphabet_and_text_behind_letters_goes_on(tmp_path: Path) -> None:
    document = Word().h(1, "1 Нагрузка").p("Q{sub:о} = q·V·(t{sub:в} – t{sub:н})\t(1)")
    document.p("где q – удельная характеристика; V – объём здания. Подставив их, получим ответ.")
    project = of_word(tmp_path, document)
    text = sections(project)
    assert "Q_о" in text
    assert "two scripts" not in questions(project)
    assert "- V – объём здания.\n:::\n\nПодставив их, получим ответ." in text


def test_a_longer_title_in_a_plain_text_is_whole(tmp_path: Path) -> None:
    text = (
        "СОДЕРЖАНИЕ\nВведение 3\n1. Насос 4\n1.1. Корпус 4\n1.2. Вал 6\nЗаключение 9\n\n"
        "Введение\n\nНасос подаёт воду.\n\n1. Насос\n\n1.1. Корпус насоса\n\nКорпус льют.\n\n"
        "1.2. Вал\n\nВал точат.\n\nЗаключение\n\nНасос рассчитан.\n"
    )
    assert headings(imported_text(tmp_path, text)) == [
        "# Введение", "# Насос", "## Корпус насоса", "## Вал", "# Заключение",
    ]  # fmt: skip


def test_a_counted_introduction_has_no_number_where_the_norm_wants_none(tmp_path: Path) -> None:
    document = Word().h(1, "1 Кіріспе").h(2, "1.1 Өзектілігі").p("Жұмыс туралы айтылады.")
    document.h(1, "2 Топырақ").h(2, "2.1 Құрамы").p("Егіс 3-тарауда және 2.1-бөлімде сипатталған.")
    document.h(1, "3 Егіс").p("Тұқым себіледі.").h(1, "Қорытынды").p("Егіс жақсы.")
    project = of_word(tmp_path, document)
    text = sections(project)
    assert "# Кіріспе {#sec:introduction}" in text
    assert "role: introduction" in text
    assert "## Өзектілігі {#sec:section .unnumbered}" in text
    assert "[-@sec:chapter-3]-тарауда және [@sec:section-2-1]{.locative}" in text
    assert "chapters count from 1; what refers to its parts" in questions(project)


def test_a_counted_list_of_sources_is_one(tmp_path: Path) -> None:
    document = Word().h(1, "1 Introduction").h(2, "1.1 Aim").p("Apples are dried [1].")
    document.h(1, "2 Dryers").p("The sun dries them.").h(1, "3 Conclusion").p("They are dry.")
    project = of_word(
        tmp_path, document.h(1, "4 References").p("1. Lee A. Apples. – London, 2001.")
    )
    assert headings(project) == ["# Introduction", "## Aim", "# Dryers", "# Conclusion"]
    assert "role:" not in sections(project)
    assert "[@ref1]" in sections(project)


def test_items_with_a_tab_behind_their_mark_are_no_table(tmp_path: Path) -> None:
    text = "ВВЕДЕНИЕ\nЗадачи работы:\n•\tописать реку;\n•\tизмерить сток.\n1)\tлето;\n2)\tзима.\n"
    written = sections(imported_text(tmp_path, text))
    assert "- описать реку;\n- измерить сток." in written
    assert "|" not in written


def test_a_title_that_the_contents_has_longer_takes_no_letter_of_the_text(tmp_path: Path) -> None:
    document = Word().p("СОДЕРЖАНИЕ", center=True)
    document.ps("Введение\t3", "1 Анализ потоков туристов\t5", "Заключение\t9")
    document.h(1, "Введение").p("Край велик.")
    document.h(1, "1 Анализ потока туристов").p("Вода чиста.")
    text = sections(of_word(tmp_path, document.h(1, "Заключение").p("Край изучен.")))
    assert "# Анализ потока туристов {" in text
    assert "\nВода чиста." in text


def test_the_title_of_an_appendix_in_capitals_is_written_small(tmp_path: Path) -> None:
    document = Word().h(1, "1 Поля").p("Поля ровны.").h(1, "ПРИЛОЖЕНИЕ А. ИСХОДНЫЕ ДАННЫЕ США")
    assert "# Исходные данные США {" in sections(of_word(tmp_path, document.p("Данные полны.")))


def test_a_decimal_comma_in_a_formula_leaves_no_space(tmp_path: Path) -> None:
    document = Word().h(1, "1 Поля").p("Доля {m:k=0,15} мала, а {m:f(1,2,3)} нет.")
    text = sections(of_word(tmp_path, document))
    assert "0{,}15" in text
    assert "1,2,3" in text


def test_a_surname_of_two_words_stays_one(tmp_path: Path) -> None:
    text = "ВВЕДЕНИЕ\nЗакал сталей изучен. Южная река чиста. Об этом пишет Закалюжная Н. В.\n"
    project = imported_text(tmp_path, text)
    assert "Закалюжная Н. В." in sections(project)


@pytest.mark.parametrize("promised", ["Acknowledgements\t2", ""])
def test_thanks_before_the_contents_are_taken_over(tmp_path: Path, promised: str) -> None:
    document = Word().p("Study of Dryers", center=True).p("John Lee", center=True).p("2020")
    document.p("ACKNOWLEDGEMENTS", bold=True, center=True, page=True)
    document.p("I thank my supervisor for her patience and the operators for their records.")
    document.p("Contents", bold=True, center=True, page=True)
    document.p(promised).ps("1 Dryers\t4", "2 Apples\t8", "Conclusion\t12")
    document.h(1, "1 Dryers").p("The sun dries them.").h(1, "2 Apples").p("They grow.")
    project = of_word(tmp_path, document.h(1, "Conclusion").p("They are dry."))
    assert headings(project)[:1] == ["# Acknowledgements"]
    assert "I thank my supervisor" in sections(project)
    assert "The original lacks" not in sections(project)


def test_a_field_inside_a_sentence_takes_the_case_of_its_preposition(tmp_path: Path) -> None:
    table, figure = "{f:REF _Ref1|Таблица 1}", "{f:REF _Ref2|Рисунок 1}"
    document = Word().h(1, "1 Поля")
    document.p(f"Доходы сведены в {table}. {table} полна. Как видно из {figure}, поле ровно.")
    document.p("Таблица 1 – Доходы").table("год|доход", "2001|5").p("{pic}").p("Рисунок 1 – Поле")
    text = sections(of_word(tmp_path, document))
    assert "сведены в [@tbl:1]{.prepositional}. [@tbl:1]{.capital} полна." in text
    assert "видно из [@fig:1]{.genitive}, поле ровно." in text
