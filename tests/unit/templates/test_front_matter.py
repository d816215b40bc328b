"""The forms of the front matter: printed when thesis.yaml has their data, in its language."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from thesis_case import write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings

TASK = """
task:
  order: {number: 214-С, date: 2025-10-20}
  issued: 2025-10-27
  deadline: 2026-05-18
  questions: [сұраныс, ұсыныс]
  plan:
    - {stage: Шолу, deadline: 2025-11-28}
    - {stage: Талдау, deadline: көктемде, note: тәжірибе}
"""


def parts(
    folder: Path,
    more: str,
    *,
    language: str = "kk",
    profile: str = "kz-diploma",
    title: str = "Тема",
) -> dict[str, etree._Element]:
    """Return the parts of a thesis by id; it must be without a finding."""
    settings = f"profile: {profile}\nlanguage: {language}\ntitle: {title!r}\n"
    settings += "author: {name: А. Б.}\n"
    text = "# А {#sec:a}\n"
    root = write_project(folder, {"source/thesis.yaml": settings + more, "source/1.md": text})
    findings, texts = Findings(), dict[str, str]()
    printable = typeset(prepare(root, None, findings, texts), findings, texts)
    assert findings.diagnostics == []
    body = etree.fromstring(printable.html.encode()).find("body")
    return {part.get("id"): part for part in body}


def lines(element: etree._Element) -> list[str]:
    """Return what each heading, paragraph, item and row says."""
    blocks = (e for e in element.iter("h1", "p", "li", "tr") if e.find(".//p") is None)
    texts = (" ".join(block.itertext()) for block in blocks)
    return [" ".join(text.split()).replace(" ,", ",") for text in texts]


def test_without_their_data_there_are_no_forms_but_the_title_page(tmp_path: Path) -> None:
    assert list(parts(tmp_path, "")) == ["title-page", "contents", "part-sec:a"]


def test_the_task_sheet_says_what_thesis_yaml_says_and_no_more(tmp_path: Path) -> None:
    found = parts(tmp_path, "head: {name: В. Г.}\nsupervisor: {name: Д. Е.}\n" + TASK)

    assert list(found) == ["title-page", "task", "task-plan", "contents", "part-sec:a"]
    assert {found[name].get("class") for name in ("task", "task-plan")} == {"task unnumbered-page"}
    assert lines(found["task"]) == [
        "«Бекітемін»",
        "Кафедра меңгерушісі",
        "В. Г.",
        "(қолы)",
        "«____» ______________ 20___ ж.",
        "ДИПЛОМДЫҚ ЖҰМЫСТЫ ОРЫНДАУҒА АРНАЛҒАН ТАПСЫРМА",
        "Білім алушы: А. Б.",
        "Жұмыстың тақырыбы: «Тема»",
        "Тақырыпты бекіту туралы бұйрық: № 214-С, 2025 ж. 20 қазан",
        "Аяқталған жұмысты тапсыру мерзімі: 2026 ж. 18 мамыр",
        "Әзірленуге тиіс мәселелер тізбесі:",
        "1) сұраныс",
        "2) ұсыныс",
    ]
    assert lines(found["task-plan"]) == [
        "КҮНТІЗБЕЛІК ЖОСПАР",
        "№ Жұмыс кезеңінің атауы Орындау мерзімі Ескерту",
        "1 Шолу 2025 ж. 28 қараша",
        "2 Талдау көктемде тәжірибе",
        "Тапсырма берілген күн: 2025 ж. 27 қазан",
        "Ғылыми жетекші",
        "(қолы)",
        "Д. Е.",
        "Тапсырманы орындауға қабылдаған",
        "(қолы)",
        "А. Б.",
    ]


def test_without_a_plan_the_signatures_stand_on_the_sheet(tmp_path: Path) -> None:
    found = parts(tmp_path, "task: {deadline: 2026-05-18}\n")

    assert "task-plan" not in found
    assert lines(found["task"])[-3:] == ["Тапсырманы орындауға қабылдаған", "(қолы)", "А. Б."]


def test_a_norm_that_forbids_a_column_of_numbers_gets_none(tmp_path: Path) -> None:
    found = parts(tmp_path, TASK, language="ru", profile="ru-gost-7.32-2017")

    assert lines(found["task-plan"])[1:3] == [
        "Наименование этапа работы Срок выполнения Примечание",
        "Шолу 28 ноября 2025 г.",
    ]


def test_consultants_have_a_table_with_room_to_sign(tmp_path: Path) -> None:
    consultants = "task:\n  consultants:\n    - {chapter: Есептеу, name: Ж. З.}\n"

    table = parts(tmp_path, consultants)["task"].find("table")

    assert lines(table) == ["Бөлім Кеңесші Орындау мерзімі Қолы", "Есептеу Ж. З."]
    assert len(table.findall("tbody/tr/td")) == 4


def test_who_approves_is_the_head_unless_another_is_named(tmp_path: Path) -> None:
    dean = "approval: {name: И. К., position: Декан}\nhead: {name: В. Г.}\n"

    found = parts(tmp_path, dean + TASK)

    assert lines(found["task"])[:3] == ["«Бекітемін»", "Декан", "И. К."]
    beside = found["title-page"].find("table")
    assert [lines(cell)[:3] for cell in beside.iter("td") if len(cell)] == [
        ["«Қорғауға жіберілді»", "Кафедра меңгерушісі", "В. Г."],
        ["«Бекітемін»", "Декан", "И. К."],
    ]


@pytest.mark.parametrize(
    ("language", "heading", "begins"),
    [
        ("kk", "АКАДЕМИЯЛЫҚ АДАЛДЫҚ ТУРАЛЫ МӘЛІМДЕМЕ", "Мен, А. Б., «Тема» тақырыбындағы жұмысты"),
        (
            "ru",
            "ЗАЯВЛЕНИЕ О САМОСТОЯТЕЛЬНОМ ВЫПОЛНЕНИИ РАБОТЫ",
            "Я, А. Б., подтверждаю, что работа",
        ),
        ("en", "DECLARATION OF ORIGINALITY", "I, А. Б., declare that the work entitled “Тема”"),
    ],
)
def test_the_usual_declaration_is_in_the_language_of_the_thesis(
    tmp_path: Path, language: str, heading: str, begins: str
) -> None:
    found = parts(tmp_path, "declaration: true\n", language=language)

    assert list(found)[:3] == ["title-page", "declaration", "contents"]
    printed = lines(found["declaration"])
    assert printed[0] == heading
    assert printed[1].startswith(begins)


def test_a_declaration_of_one_s_own(tmp_path: Path) -> None:
    own = "declaration: |\n  Бірінші {author}.\n\n  Екінші.\n"

    assert lines(parts(tmp_path, own)["declaration"])[1:3] == ["Бірінші {author}.", "Екінші."]


@pytest.mark.parametrize(
    ("language", "title", "printed"),
    [
        ("kk", 'Стресс "сынақ" - мәні', "«Стресс “сынақ” – мәні»"),
        ("ru", "Стресс-тест «Волна»", "«Стресс-тест „Волна“»"),
        ("en", 'A "quoted" word', "“A ‘quoted’ word”"),
    ],
)
def test_quotation_marks_of_a_title_are_the_inner_ones_between_others(
    tmp_path: Path, language: str, title: str, printed: str
) -> None:
    found = parts(tmp_path, "declaration: true\n", language=language, title=title)

    for part in ("title-page", "declaration"):
        assert printed in " ".join(lines(found[part])), part


def test_a_profile_without_the_parts_prints_none(tmp_path: Path) -> None:
    found = parts(tmp_path, "declaration: true\n" + TASK, language="en", profile="en-apa7-student")

    assert list(found)[:2] == ["title-page", "contents"]
    assert not {"declaration", "task"} & set(found)


def test_abbreviations_are_columns_without_rules_the_first_as_wide_as_it_must(
    tmp_path: Path,
) -> None:
    settings = "profile: kz-diploma\ntitle: Т\nauthor: {name: А.}\n"
    text = '# А {#sec:a}\n\n[ҚР]{.abbr title="республика"}, [ҒЗТКЖ]{.abbr title="жұмыс"}\n'
    root = write_project(tmp_path, {"source/thesis.yaml": settings, "source/1.md": text})
    findings, texts = Findings(), dict[str, str]()

    html = typeset(prepare(root, None, findings, texts), findings, texts).html

    assert findings.diagnostics == []
    part = etree.fromstring(html.encode()).find(".//section[@id='part-abbreviations']")
    table = part.find("table[@class='layout']")
    assert [[lines_of(cell) for cell in row] for row in table.iter("tr")] == [
        ["ҒЗТКЖ", "–", "жұмыс"],
        ["ҚР", "–", "республика"],
    ]
    widths = [float(c.get("style").split()[1].rstrip("%")) for c in table.iter("col")]
    assert 10 < widths[0] < 14  # five capitals of 14 pt, about 21 of 170 mm
    assert sum(widths) == pytest.approx(100, abs=0.01)


def lines_of(cell: etree._Element) -> str:
    return "".join(cell.itertext()).strip()
