"""Abbreviations marked in the text join the list of the author's, in alphabetical order."""

from __future__ import annotations

from thesis_case import document, profile

from baspa.diagnostics import Diagnostic, Findings
from baspa.model import DefinitionList, Document, Heading, Paragraph, Role
from baspa.model.walk import plain_text, walk
from baspa.passes.abbreviations import collect_abbreviations
from baspa.profile import Profile

LIST = "---\nrole: abbreviations\n---\n# Қысқартулар {#sec:abbr}\n\nҚолданылды:\n\n"


def abbr(name: str, meaning: str) -> str:
    return f'[{name}]{{.abbr title="{meaning}"}}'


def collected(
    *texts: str, by: Profile | None = None, language: str = "kk"
) -> tuple[Document, list[Diagnostic]]:
    findings = Findings()
    read = document(*texts, language=language)
    named = {f"{n}.md": text for n, text in enumerate(texts, 1)}
    found = collect_abbreviations(read, language, by or profile(), named, findings)
    return found, findings.diagnostics


def listed(*texts: str, by: Profile | None = None, language: str = "kk") -> list[str]:
    """Return the entries of all lists of abbreviations; there must be no finding."""
    found, told = collected(*texts, by=by, language=language)
    assert told == []
    return [
        f"{plain_text(item.term)} – {meaning(item.definitions)}"
        for section in found.sections
        if section.role is Role.ABBREVIATIONS
        for block in section.blocks
        if isinstance(block, DefinitionList)
        for item in block.items
    ]


def meaning(blocks: object) -> str:
    return " ".join(plain_text(p.content) for p in walk((blocks,)) if isinstance(p, Paragraph))


def test_what_is_marked_anywhere_is_listed_though_no_section_asks_for_it() -> None:
    text = f"# А\n\n{abbr('ЖІӨ', 'жалпы ішкі өнім')}-ге.[^1]\n\n[^1]: {abbr('ҚР', 'Республика')}.\n"

    assert listed(text) == ["ЖІӨ – жалпы ішкі өнім", "ҚР – Республика"]


def test_the_text_keeps_what_was_marked() -> None:
    found, _ = collected(f"{abbr('ЖІӨ', 'жалпы ішкі өнім')}-ге тең.\n")

    assert plain_text(found.sections[0].blocks[0].content) == "ЖІӨ-ге тең."


def test_nothing_is_made_of_nothing() -> None:
    found, told = collected("# А\n\nМәтін.\n")

    assert [section.role for section in found.sections] == [Role.CHAPTER]
    assert told == []


def test_the_order_is_that_of_the_kazakh_alphabet_and_latin_letters_follow() -> None:
    names = "ҮЕҰ ОАР ҰҚК ЖІӨ УТ НПА ЫДМ ҢТ ҚР ІЖӨ ҒТП КО ӨҚО ГЭС АҚШ ӘЕК OECD API".split()

    text = " ".join(abbr(name, "мәні") for name in names)

    assert [entry.split()[0] for entry in listed(text)] == (
        "АҚШ ӘЕК ГЭС ҒТП ЖІӨ КО ҚР НПА ҢТ ОАР ӨҚО УТ ҰҚК ҮЕҰ ЫДМ ІЖӨ API OECD".split()
    )


def test_a_profile_may_put_latin_letters_first() -> None:
    apa = profile("en-apa7-student")
    text = " ".join(abbr(name, "meaning") for name in ("ВВП", "R&D", "GDP"))

    entries = listed(text, by=apa, language="en")

    assert [entry.split()[0] for entry in entries] == ["GDP", "R&D", "ВВП"]


def test_marked_and_typed_ones_are_one_list_under_the_author_s_heading() -> None:
    typed = LIST + "ҚР\n:   Қазақстан Республикасы\n\nАҚШ\n:   Америка Құрама Штаттары\n"
    text = f"{abbr('ЖІӨ', 'жалпы ішкі өнім')}, {abbr('ҚР', 'Қазақстан  республикасы')}.\n"

    found, told = collected(text, typed)

    assert told == []
    heading, opening, entries = found.sections[1].blocks
    assert (type(heading), type(opening)) == (Heading, Paragraph)
    assert isinstance(entries, DefinitionList)
    assert listed(text, typed) == [
        "АҚШ – Америка Құрама Штаттары",
        "ЖІӨ – жалпы ішкі өнім",
        "ҚР – Қазақстан Республикасы",
    ]


def test_a_section_without_a_list_gets_one() -> None:
    assert listed(LIST, f"{abbr('ЖІӨ', 'жалпы ішкі өнім')}.\n") == ["ЖІӨ – жалпы ішкі өнім"]


def test_two_meanings_are_reported_with_both_places() -> None:
    first, second = f"# А\n\n{abbr('ТМД', 'достастық')}\n", f"Ал {abbr('ТМД', 'теңіз')}\n"

    _, [told] = collected(first, second)

    assert (told.code, told.span.file) == ("X601", "2.md")
    assert second[told.span.start : told.span.end] == abbr("ТМД", "теңіз")
    assert told.message == "the abbreviation 'ТМД' is given a second meaning"
    assert told.help == "1.md:3 says «достастық»; one abbreviation, one meaning"


def test_a_mark_without_a_meaning_is_reported_unless_the_meaning_is_known() -> None:
    known = f"{abbr('ЖІӨ', 'жалпы ішкі өнім')}, кейін [ЖІӨ]{{.abbr}}.\n"

    assert listed(known) == ["ЖІӨ – жалпы ішкі өнім"]
    _, [told] = collected("[ЖІӨ]{.abbr}.\n")
    assert (told.code, told.span.start, told.span.end) == ("X602", 0, 12)


def test_a_section_in_another_language_adds_nothing() -> None:
    russian = f"---\nrole: abstract\nlang: ru\n---\n{abbr('ВВП', 'валовой продукт')}\n"

    assert listed(russian, f"{abbr('ЖІӨ', 'өнім')}\n") == ["ЖІӨ – өнім"]


def test_a_profile_without_the_part_makes_no_list() -> None:
    without = profile(parts=("title-page", "introduction", "chapter"))

    assert listed(f"{abbr('ЖІӨ', 'өнім')}\n", by=without) == []
