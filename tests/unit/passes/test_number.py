"""Numbers of sections, figures, tables, equations, appendices and footnotes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thesis_case import arranged, numbered, profile

from baspa.diagnostics import Findings
from baspa.model import Figure, Heading, Label, Note, Panel
from baspa.model.walk import walk
from baspa.passes.number import Numbered, number
from baspa.profile import Numbering, Profile

FIGURE = "![Сурет](a.png)\n\n"
TABLE = "| а |\n|---|\n| б |\n\nTable: Кесте\n\n"
APPENDIX = "---\nrole: appendix\n---\n"


def numbers(result: Numbered, kind: str | None = None) -> list[str]:
    """Return the numbers in the order of the text; `-` where a heading has none."""
    labelled: list[Any] = [
        n for s in result.sections for n in walk(s.blocks) if hasattr(n, "label")
    ]
    if kind is None:
        return [n.label.number if n.label else "-" for n in labelled if isinstance(n, Heading)]
    return [n.label.number for n in labelled if n.label and n.label.kind == kind]


def test_headings_of_three_levels() -> None:
    assert numbers(
        numbered("# А\n\n## Б\n\n### В\n\n### Г\n\n#### Ғ\n\n## Д\n\n### Е\n\n# Ж\n\n## З\n")
    ) == ["1", "1.1", "1.1.1", "1.1.2", "-", "1.2", "1.2.1", "2", "2.1"]


def test_structural_parts_and_unnumbered_headings_have_no_number() -> None:
    assert numbers(
        numbered(
            "---\nrole: introduction\n---\n# Кіріспе\n\n## Өзектілігі\n",
            "# А {.unnumbered}\n\n# Б\n\n## В {.unnumbered}\n\n## Г\n",
            "---\nrole: conclusion\n---\n# Қорытынды\n",
        )
    ) == ["-", "-", "-", "1", "-", "1.1", "-"]


def test_a_profile_without_numbered_levels() -> None:
    assert numbers(numbered("# А\n\n## Б\n", by=profile("en-apa7-student"))) == ["-", "-"]


def test_figures_tables_and_labelled_equations_count_through_the_chapters() -> None:
    result = numbered(
        "# А\n\n" + FIGURE + TABLE + "$$ a $$ {#eq:a}\n\n$$ b $$\n\n" + FIGURE,
        "# Б\n\n" + FIGURE + TABLE + "$$ c $$ {#eq:c}\n",
    )

    assert [numbers(result, kind) for kind in ("fig", "tbl", "eq")] == [
        ["1", "2", "3"],
        ["1", "2"],
        ["1", "2"],
    ]


def test_pictures_and_tables_without_a_caption_have_no_number() -> None:
    result = numbered("# А\n\n![](a.png){#fig:a}\n\n| а |\n|---|\n| б |\n\n" + FIGURE)

    assert (numbers(result, "fig"), numbers(result, "tbl")) == (["1"], [])
    assert result.targets["fig:a"].label is None


def by_chapter() -> Profile:
    return profile(numbering=Numbering(figures="chapter", tables="chapter", equations="chapter"))


def test_counting_by_chapter() -> None:
    result = numbered(
        "# А\n\n" + FIGURE * 2 + TABLE,
        "# Б\n\n" + FIGURE + TABLE + "$$ c $$ {#eq:c}\n",
        by=by_chapter(),
    )

    assert [numbers(result, kind) for kind in ("fig", "tbl", "eq")] == [
        ["1.1", "1.2", "2.1"],
        ["1.1", "2.1"],
        ["2.1"],
    ]


def test_appendices_have_letters_and_their_figures_the_letter() -> None:
    result = numbered(
        "# А\n\n" + FIGURE,
        APPENDIX + "# Деректер {#app:data}\n\n## Бөлім\n\n" + FIGURE + TABLE,
        APPENDIX + "# Сауалнама {#app:form}\n\n" + FIGURE,
    )

    assert numbers(result, "app") == ["А", "Ә"]
    assert numbers(result) == ["1", "А", "А.1", "Ә"]
    assert numbers(result, "fig") == ["1", "А.1", "Ә.1"]


@pytest.mark.parametrize(("language", "letters"), [("ru", "АБВГДЕЖИ"), ("en", "ABCDEFGH")])
def test_the_letters_are_those_of_the_language(language: str, letters: str) -> None:
    front = f"---\nrole: appendix\nlang: {language}\n---\n# X\n"

    assert "".join(numbers(numbered(*[front] * 8), "app")) == letters


def test_more_appendices_than_letters() -> None:
    findings = Findings()
    few = replace(profile().appendices, letters={"kk": "А"})

    number(arranged(*[APPENDIX + "# X\n"] * 2), profile(appendices=few), findings)

    assert [(d.code, d.span.file) for d in findings.diagnostics] == [("X203", "2.md")]


def test_footnotes_count_through_the_document_caption_before_rows() -> None:
    result = numbered(
        "# А\n\nа[^1]\n\n| б[^2] |\n|---|\n| в |\n\nTable: Кесте[^3]\n\n"
        "[^1]: мәтінде\n\n[^2]: ұяда\n\n[^3]: атауда\n",
        "# Б\n\nг[^1]\n\n[^1]: екінші тарауда\n",
    )

    notes = [n for s in result.sections for n in walk(s.blocks) if isinstance(n, Note)]
    told = [(n.number, n.blocks[0].content[0].value) for n in notes]  # type: ignore[union-attr]
    assert told == [(1, "мәтінде"), (2, "атауда"), (3, "ұяда"), (4, "екінші тарауда")]


def test_a_label_used_twice_is_told_where_it_stands_again() -> None:
    findings = Findings()

    number(arranged("# А {#sec:a}\n", "# Б {#sec:a}\n"), profile(), findings)

    [told] = findings.diagnostics
    assert (told.code, told.span.file, told.message) == (
        "X202",
        "2.md",
        "the label 'sec:a' is used twice",
    )
    assert told.help == "it stands first in 1.md; give one of them another name"


def test_a_target_has_its_title_without_footnotes() -> None:
    result = numbered("# Тақырып[^1] {#sec:a}\n\n[^1]: ескерту\n")

    assert not [n for n in walk(result.targets["sec:a"].title) if isinstance(n, Note)]


pieces = st.lists(
    st.sampled_from(["# А\n\n", "## Б\n\n", "### В\n\n", FIGURE, TABLE, "мәтін[^1]\n\n"]),
    max_size=12,
)


@given(pieces, st.sampled_from(["continuous", "chapter"]))
def test_numbers_rise_and_none_is_given_twice(parts: list[str], way: Any) -> None:
    rules = Numbering(figures=way, tables=way, equations=way)
    text = "# Бірінші\n\n" + "".join(parts)

    result = numbered(
        text + "\n[^1]: ескерту\n" if "[^1]" in text else text, by=profile(numbering=rules)
    )

    for kind in ("sec", "fig", "tbl"):
        found = [tuple(int(step) for step in n.split(".")) for n in numbers(result, kind)]
        assert found == sorted(set(found))


PANELS = (
    "::: {#fig:g}\n![Бір](a.png){#fig:g-a}\n![Екі](b.png)\n\n"
    "![Үш](c.png){#fig:g-v}\n\nБірге\n:::\n\n"
)


def test_the_pictures_of_a_figure_have_its_number_and_letters() -> None:
    result = numbered("# А\n\n" + FIGURE + PANELS + FIGURE)

    found = [n for s in result.sections for n in walk(s.blocks) if isinstance(n, Figure | Panel)]
    assert [(n.label.number, n.label.panel) for n in found if n.label] == [
        ("1", ""),
        ("2", ""),
        ("2", "а"),
        ("2", "ә"),
        ("2", "б"),
        ("3", ""),
    ]
    assert result.targets["fig:g-v"].label == Label(kind="fig", number="2", panel="б")


def test_a_figure_of_more_pictures_than_letters() -> None:
    row = "![а](a.png)\n" * 30
    findings = Findings()
    sections = arranged(f"# А\n\n::: {{#fig:g}}\n{row}\nБірге\n:::\n")

    number(sections, profile(), findings)

    assert {d.code for d in findings.diagnostics} == {"X321"}
