"""The head of a section file: role, language, keywords, and nothing else."""

from baspa.diagnostics import Diagnostic, Findings, line_and_column
from baspa.model import Heading, Role, SectionFile
from baspa.readers.markdown import read_section


def read(text: str) -> tuple[SectionFile, list[Diagnostic]]:
    findings = Findings()
    return read_section(text, "01.md", "kk", findings), findings.diagnostics


def test_role_language_and_keywords() -> None:
    section, found = read("---\nrole: abstract\nlang: ru\nkeywords: [а, б в]\n---\n\n# А\n")
    assert (section.role, section.language) == (Role.ABSTRACT, "ru")
    assert section.keywords == ("а", "б в")
    assert isinstance(section.blocks[0], Heading)
    assert found == []


def test_without_front_matter_a_file_is_a_chapter_in_the_language_of_the_thesis() -> None:
    section, found = read("# А\n")
    assert (section.role, section.language, section.keywords) == (Role.CHAPTER, "kk", ())
    assert found == []


def test_every_mistake_is_shown_at_its_place() -> None:
    text = "---\nrole: chaptr\nauthor: x\nlang: de\nkeywords: а, б\n---\n\nмәтін\n"
    section, found = read(text)
    assert section.role is Role.CHAPTER
    assert len(section.blocks) == 1
    assert [(d.code, *line_and_column(text, d.span.start)) for d in found] == [
        ("R101", 2, 7),
        ("R101", 3, 1),
        ("R101", 4, 7),
        ("R101", 5, 11),
    ]


def test_malformed_yaml_is_shown_and_the_body_is_read() -> None:
    text = "---\nkeywords: [a\n---\n\nмәтін\n"
    section, found = read(text)
    assert [d.code for d in found] == ["Y101"]
    assert len(section.blocks) == 1


def test_front_matter_that_is_not_closed() -> None:
    text = "---\nrole: abstract\n\nмәтін\n"
    section, found = read(text)
    assert [(d.code, d.span.start) for d in found] == [("R102", 0)]
    assert len(section.blocks) == 2
