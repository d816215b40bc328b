"""What the contents and the lists say, and what is counted."""

from dataclasses import replace

from thesis_case import numbered, profile

from baspa.model import ContentsEntry, Figure, Table
from baspa.model.walk import plain_text
from baspa.passes.contents import contents, count, list_of, listed
from baspa.profile import Part

INTRODUCTION = "---\nrole: introduction\n---\n# Кіріспе {#sec:intro}\n"
CHAPTER = (
    "# Теория {#sec:t}\n\n## Мәні[^1] {#sec:m}\n\n### Терең {#sec:d}\n\n#### Ең терең {#sec:e}\n\n"
    "![Карта[^2]](a.png){#fig:map}\n\n| а |\n|---|\n| б |\n\nTable: Деректер {#tbl:x}\n\n"
    "$$ a $$ {#eq:a}\n\n[^1]: ескерту\n\n[^2]: ескерту\n"
)
APPENDIX = "---\nrole: appendix\n---\n# Мәлімет {#app:a}\n\n![Сызба](b.png){#fig:plan}\n"
LISTED = {Part.REFERENCES: "ӘДЕБИЕТТЕР", Part.LIST_OF_TABLES: "КЕСТЕЛЕР"}
ABSTRACT = "---\nrole: abstract\n---\nМәтін\n"


def lines(entries: tuple[ContentsEntry, ...]) -> list[str]:
    return [f"{e.level} {e.number}|{plain_text(e.title)} -> {e.target}" for e in entries]


def test_the_contents_of_a_thesis() -> None:
    sections = numbered(APPENDIX, INTRODUCTION, CHAPTER, ABSTRACT).sections

    assert lines(contents(listed(sections), profile(), LISTED)) == [
        "1 |КІРІСПЕ -> sec:intro",
        "1 1|Теория -> sec:t",
        "2 1.1|Мәні -> sec:m",
        "3 1.1.1|Терең -> sec:d",
        "1 |ӘДЕБИЕТТЕР -> references-heading",
        "1 |ҚОСЫМША А Мәлімет -> app:a",
    ]


def test_without_sources_there_is_no_line_for_them() -> None:
    assert contents(listed(numbered(ABSTRACT).sections), profile(), {}) == ()


def test_a_profile_that_prints_no_list_of_sources() -> None:
    parts = tuple(part for part in profile().parts if part.value != "references")
    sections = numbered(INTRODUCTION).sections

    assert lines(contents(listed(sections), profile(parts=parts), LISTED)) == [
        "1 |КІРІСПЕ -> sec:intro"
    ]


def test_a_list_of_tables_is_an_entry_where_the_profile_wants_it() -> None:
    rules = replace(profile().contents, parts=(Part.LIST_OF_TABLES, Part.INTRODUCTION))
    sections = numbered(INTRODUCTION).sections

    assert lines(contents(listed(sections), profile(contents=rules), LISTED)) == [
        "1 |КЕСТЕЛЕР -> list-of-tables-heading",
        "1 |КІРІСПЕ -> sec:intro",
    ]


def test_an_unlisted_heading_is_left_out() -> None:
    sections = numbered("# А {#sec:a}\n\n## Б {#sec:b .unlisted}\n").sections

    assert lines(contents(listed(sections), profile(), {})) == ["1 1|А -> sec:a"]


def test_the_lists_of_figures_and_tables_hold_whole_labels() -> None:
    sections = numbered(CHAPTER, APPENDIX).sections

    assert lines(list_of(Figure, listed(sections), profile())) == [
        "1 Сурет 1|Карта -> fig:map",
        "1 Сурет А.1|Сызба -> fig:plan",
    ]
    assert lines(list_of(Table, listed(sections), profile())) == ["1 Кесте 1|Деректер -> tbl:x"]


def test_counts() -> None:
    counts = count(listed(numbered(CHAPTER, APPENDIX).sections), sources=7)

    assert (counts.figures, counts.tables, counts.equations) == (2, 1, 1)
    assert (counts.sources, counts.appendices) == (7, 1)
