"""Section files become parts in printing order; every part has a heading, every heading an id."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thesis_case import arranged, document, profile

from baspa.diagnostics import Findings
from baspa.model import Block, Document, Figure, Heading, Paragraph, Role, SectionFile, Text
from baspa.model.walk import plain_text, walk
from baspa.passes.arrange import arrange, slug


def outline(*texts: str) -> list[str]:
    """Tell each section as `role id: first heading`."""
    told = []
    for section in arranged(*texts):
        heading = section.blocks[0]
        assert isinstance(heading, Heading)
        told.append(f"{section.role.value} {section.id}: {plain_text(heading.content)}")
    return told


def test_parts_stand_in_the_order_of_the_profile_not_of_the_files() -> None:
    assert outline(
        "---\nrole: conclusion\n---\n# Қорытынды {#sec:end}\n",
        "# Тарау {#sec:a}\n",
        "---\nrole: abstract\n---\nМәтін\n",
        "---\nrole: introduction\n---\n# Кіріспе {#sec:intro}\n",
    ) == [
        "abstract abstract-kk: АҢДАТПА",
        "introduction sec:intro: КІРІСПЕ",
        "chapter sec:a: Тарау",
        "conclusion sec:end: ҚОРЫТЫНДЫ",
    ]


def test_a_chapter_goes_on_in_the_next_file() -> None:
    [chapter] = arranged("# А {#sec:a}\n\nбір\n", "## Б {#sec:b}\n\nекі\n", "үш\n")

    assert [plain_text(b.content) for b in chapter.blocks if hasattr(b, "content")] == [
        "А",
        "бір",
        "Б",
        "екі",
        "үш",
    ]


def test_a_file_with_several_chapters_is_divided() -> None:
    assert outline("# А {#sec:a}\n\nмәтін\n\n# Ә {#sec:ae}\n\nмәтін\n") == [
        "chapter sec:a: А",
        "chapter sec:ae: Ә",
    ]


def test_a_missing_heading_comes_from_the_locale_of_the_section() -> None:
    front = "---\nrole: {}\nlang: {}\n---\nМәтін\n"

    assert outline(
        front.format("abstract", "kk"),
        front.format("abstract", "ru"),
        front.format("abstract", "en"),
        front.format("introduction", "kk"),
    ) == [
        "abstract abstract-kk: АҢДАТПА",
        "abstract abstract-ru: РЕФЕРАТ",
        "abstract abstract-en: ABSTRACT",
        "introduction introduction: КІРІСПЕ",
    ]


def test_the_words_of_the_profile_win_over_the_locale() -> None:
    by = profile(terms={"kk": {"introduction": "Алғысөз"}})

    [section] = arranged("---\nrole: introduction\n---\nМәтін\n", by=by)

    assert isinstance(section.blocks[0], Heading)
    assert plain_text(section.blocks[0].content) == "АЛҒЫСӨЗ"


def test_headings_and_captioned_blocks_without_a_label_get_one_from_their_words() -> None:
    [section] = arranged(
        "# Ғылым мен Техника\n\n## Ғылым мен техника\n\n![Карта](a.png)\n\n"
        "| а |\n|---|\n| б |\n\nTable: Кесте атауы\n\n## Үшінші {#sec:ғылым-мен-техника-2}\n"
    )

    ids = [n.attributes.id for n in walk(section.blocks) if hasattr(n, "attributes")]
    assert ids == [
        "sec:ғылым-мен-техника",
        "sec:ғылым-мен-техника-3",
        "fig:карта",
        "tbl:кесте-атауы",
        "sec:ғылым-мен-техника-2",
    ]


def test_a_role_that_the_profile_does_not_print_is_reported() -> None:
    findings = Findings()
    file = document("---\nrole: definitions\n---\n# Анықтамалар {#sec:d}\n")

    sections = arrange(file, profile("en-apa7-student"), findings).sections

    assert sections == ()
    [told] = findings.diagnostics
    assert (told.code, told.span.file) == ("X101", "1.md")
    assert "'definitions'" in told.message


@pytest.mark.parametrize("role", list(Role))
def test_an_empty_file_of_any_role_is_no_accident(role: Role) -> None:
    sections = arranged(f"---\nrole: {role.value}\n---\n")

    assert len(sections) == (0 if role is Role.CHAPTER else 1)


@given(st.text(max_size=80))
def test_a_slug_is_short_and_has_no_space_or_sign(text: str) -> None:
    found = slug(text)

    assert 0 < len(found) <= 60
    assert re.fullmatch(r"[\w-]+", found)


def block(kind: int, text: str) -> Block:
    content = (Text(value=text),)
    if kind == 0:
        return Paragraph(content=content)
    if kind == 9:
        return Figure(path="a.png", caption=content)
    return Heading(level=kind, content=content)


blocks = st.builds(block, st.sampled_from([0, 0, 1, 2, 3, 9]), st.sampled_from(["а", "ә б", "в"]))
files = st.builds(
    lambda role, found: SectionFile(file="x.md", role=role, language="kk", blocks=tuple(found)),
    st.sampled_from(list(Role)),
    st.lists(blocks, max_size=5),
)


@given(st.lists(files, max_size=6))
def test_no_block_is_lost_and_no_id_is_given_twice(sections: list[SectionFile]) -> None:
    findings = Findings()

    result = arrange(Document(sections=tuple(sections)), profile(), findings).sections

    given_texts = sorted(
        n.value.upper() for s in sections for n in walk(s.blocks) if isinstance(n, Text)
    )
    kept = [n.value.upper() for s in result for n in walk(s.blocks) if isinstance(n, Text)]
    supplied = {"АҢДАТПА", "КІРІСПЕ", "ҚОРЫТЫНДЫ", "НОРМАТИВТІК СІЛТЕМЕЛЕР", "АНЫҚТАМАЛАР"}
    supplied |= {"БЕЛГІЛЕУЛЕР МЕН ҚЫСҚАРТУЛАР", ""}
    assert sorted(text for text in kept if text not in supplied) == given_texts
    headings = [n for s in result for n in walk(s.blocks) if isinstance(n, Heading | Figure)]
    ids = [n.attributes.id for n in headings]
    assert len(set(ids)) == len(ids)
    assert all(ids)
