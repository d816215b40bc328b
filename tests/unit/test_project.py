"""A project on disk: thesis.yaml, sections, bibliography, and the door to the files beside them."""

from pathlib import Path

import pytest
from thesis_case import THESIS, write_project

from baspa.diagnostics import Findings, line_and_column
from baspa.folders import find_project
from baspa.project import Project, load_project


def load(root: Path) -> tuple[Project, list[str]]:
    findings, texts = Findings(), dict[str, str]()
    project = load_project(root, findings, texts)
    told = []
    for d in findings.diagnostics:
        line, column = line_and_column(texts.get(d.span.file, ""), d.span.start)
        told.append(f"{d.span.file}:{line}:{column} {d.code} {d.message}")
    return project, told


def test_a_project_is_read_in_the_order_of_the_file_names(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "source/thesis.yaml": THESIS + "bibliography: [b.bib, a.bib]\nyear: 2026\n",
            "source/20-b.md": "екінші",
            "source/90-d.md": "төртінші",
            "source/10-a.md.j2": "бірінші",
            "source/30-c.md": "үшінші",
            "source/notes.txt": "not a section",
            "source/b.bib": "@book{b}",
            "source/a.bib": "@book{a}",
        },
    )

    project, told = load(tmp_path)

    assert told == []
    assert (project.thesis.author.name, project.thesis.year) == ("Автор А.", 2026)
    assert list(project.sections.items()) == [
        ("source/10-a.md.j2", "бірінші"),
        ("source/20-b.md", "екінші"),
        ("source/30-c.md", "үшінші"),
        ("source/90-d.md", "төртінші"),
    ]
    assert list(project.bibliography) == ["source/b.bib", "source/a.bib"]


def test_line_ends_and_the_byte_order_mark_are_evened_out(tmp_path: Path) -> None:
    write_project(tmp_path, {"source/1.md": b"\xef\xbb\xbf# A\r\n\rB\n"})

    assert load(tmp_path)[0].sections == {"source/1.md": "# A\n\nB\n"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("ә\nб\n".encode() + b"\xff\xfe", "3:1 S105 these bytes are no UTF-8"),
        ("ә\r\nб".encode("cp1251", "replace"), "2:1 S105 these bytes are no UTF-8"),
        ("ә\nб\0в".encode(), "2:2 S105 this byte is a NUL: the file is no text"),
        ("ә\nб\fв".encode(), "2:2 S106 the control character U+000C cannot be printed"),
    ],
    ids=["binary", "cp1251", "nul", "form feed"],
)
def test_a_file_that_is_no_text_is_told_at_its_byte(
    tmp_path: Path, content: bytes, told: str
) -> None:
    write_project(tmp_path, {"source/1.md": content})

    assert load(tmp_path)[1] == [f"source/1.md:{told}"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "kz1048", "koi8-r"])
def test_a_bibliography_is_read_in_the_encoding_of_its_program(
    tmp_path: Path, encoding: str
) -> None:
    bib = "@book{a,\r\n  title = {Развитие науки в Казахстане}, author = {Иванов, И. И.}\r\n}\r\n"
    bib += (
        ""
        if encoding in ("cp1251", "koi8-r")
        else "@book{b, title = {Қазақстандағы ғылым мен техниканың өңірлік дамуы}}"
    )
    thesis = "title: Т\nauthor: {name: А}\nbibliography: [a.bib]\n"
    files = {"source/thesis.yaml": thesis, "source/1.md": "а", "source/a.bib": bib.encode(encoding)}
    write_project(tmp_path, files)

    project, told = load(tmp_path)

    assert project.bibliography == {"source/a.bib": bib.replace("\r\n", "\n")}
    assert told == (
        []
        if encoding.startswith("utf")
        else [
            f"source/thesis.yaml:3:16 S107 source/a.bib is not in UTF-8: it was read as {encoding}"
        ]
    )


def test_bytes_of_a_bibliography_that_are_no_text_are_marked_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    bib = "@book{a, title = {Ғылым}}\n".encode() * 20 + b"@book{b, title = {\xff \x01}}"
    thesis = "title: Т\nauthor: {name: А}\nbibliography: [a.bib]\n"
    write_project(tmp_path, {"source/thesis.yaml": thesis, "source/1.md": "а", "source/a.bib": bib})

    project, told = load(tmp_path)

    assert project.bibliography["source/a.bib"].endswith("title = {\ufffd \ufffd}}")
    assert told == []


def test_the_text_around_a_control_character_is_read(tmp_path: Path) -> None:
    write_project(tmp_path, {"source/1.md": "# А {#sec:a}\f"})

    assert load(tmp_path)[0].sections == {"source/1.md": "# А {#sec:a}\f"}


def test_a_folder_called_as_a_section(tmp_path: Path) -> None:
    write_project(tmp_path, {"source/1.md": "а", "source/2.md/x": "б"})

    assert load(tmp_path)[1] == ["source/2.md:1:1 S105 this file cannot be read: Is a directory"]


def test_an_empty_source_folder(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()

    project, told = load(tmp_path)

    assert project.thesis.title == "–"
    assert told == [
        ":1:1 S101 source/thesis.yaml is missing",
        ":1:1 S102 there is no section in source/",
    ]


@pytest.mark.parametrize("text", ["", "  \n", "# later\n", "~", "{}"])
def test_a_thesis_yaml_that_says_nothing(tmp_path: Path, text: str) -> None:
    write_project(tmp_path, {"source/thesis.yaml": text, "source/1.md": "а"})

    project, told = load(tmp_path)

    assert project.thesis.title == "–"
    assert told == ["source/thesis.yaml:1:1 S101 source/thesis.yaml says nothing"]


@pytest.mark.parametrize("text", ["- title\n", "[]", "Тақырып\n", "5", "false"])
def test_a_thesis_yaml_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    write_project(tmp_path, {"source/thesis.yaml": text, "source/1.md": "а"})

    assert load(tmp_path)[1] == [
        "source/thesis.yaml:1:1 S103 the file: a mapping (key: value) belongs here"
    ]


def test_sections_are_read_beside_a_thesis_yaml_with_mistakes(tmp_path: Path) -> None:
    write_project(tmp_path, {"source/thesis.yaml": "titel: x", "source/1.md": "а"})

    project, told = load(tmp_path)

    assert list(project.sections) == ["source/1.md"]
    assert told == [
        "source/thesis.yaml:1:1 S103 title is missing",
        "source/thesis.yaml:1:1 S103 author is missing",
        "source/thesis.yaml:1:1 S103 there is no setting named 'titel'",
    ]


def test_the_title_must_stand_in_the_language_of_the_thesis(tmp_path: Path) -> None:
    text = "title: {ru: Тема}\nauthor: {name: А}\nlanguage: en\n"
    write_project(tmp_path, {"source/thesis.yaml": text, "source/1.md": "а"})

    assert load(tmp_path)[1] == [
        "source/thesis.yaml:1:1 S103 title: the language of the thesis (en) is missing"
    ]


def test_a_title_is_given_in_each_language_or_in_one(tmp_path: Path) -> None:
    text = "title: {kk: Тақырып, ru: Тема}\nauthor: {name: А}\n"
    write_project(tmp_path, {"source/thesis.yaml": text, "source/1.md": "а"})

    thesis = load(tmp_path)[0].thesis

    assert thesis is not None
    assert [thesis.title_in(code) for code in ("kk", "ru", "en")] == ["Тақырып", "Тема", "Тақырып"]


@pytest.mark.parametrize("name", ["none.bib", "../out.bib", "/etc/hostname", '"a\\0"', "a" * 300])
def test_a_bibliography_that_is_not_there(tmp_path: Path, name: str) -> None:
    thesis = THESIS + f"bibliography: [{name}]\n"
    write_project(tmp_path, {"source/thesis.yaml": thesis, "source/1.md": "а", "out.bib": "x"})

    [told] = load(tmp_path)[1]

    assert told.startswith("source/thesis.yaml:3:16 S104 there is no file source/")


@pytest.mark.parametrize(
    "name", ["../secret.png", "/etc/hostname", "link.png", "ring", "a\0b", "a" * 300, "figures", ""]
)
def test_the_door_opens_only_on_files_below_source(tmp_path: Path, name: str) -> None:
    write_project(tmp_path, {"secret.png": "x", "source/figures/map.png": "карта"})
    (tmp_path / "source/link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "source/ring").symlink_to(tmp_path / "source/ring")
    project, _ = load(tmp_path)

    assert project.read_bytes("figures/../figures/map.png") == "карта".encode()
    with pytest.raises(FileNotFoundError):
        project.read_bytes(name)


def test_a_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    write_project(tmp_path, {"source/figures/map.png": "x"})

    assert find_project(tmp_path / "source" / "figures") == tmp_path
    assert find_project(tmp_path.parent) is None


def test_what_is_sound_in_a_wrong_thesis_yaml_goes_on(tmp_path: Path) -> None:
    settings = "title: Атауы\nauthor: {name: А.}\nlanguage: ru\nyear: soon\nprofil: x\n"
    write_project(tmp_path, {"source/thesis.yaml": settings, "source/a.bib": ""})

    project, told = load(tmp_path)

    assert len([line for line in told if " S103 " in line]) == 2
    thesis = project.thesis
    assert (thesis.title, thesis.author.name, thesis.language) == ("Атауы", "А.", "ru")
    assert (thesis.year, thesis.bibliography) == (None, ("a.bib",))


def test_mistakes_of_the_task_sheet_are_told_at_their_place(tmp_path: Path) -> None:
    settings = (
        "declaration: true\n"
        "task:\n"
        "  order: {number: 214}\n"
        "  issued: soon\n"
        "  plan:\n"
        "    - {stage: Жинау, өңдеу, deadline: 2026-01-01}\n"
        "    - stage: Талдау\n"
    )
    write_project(tmp_path, {"source/thesis.yaml": THESIS + settings, "source/1.md": "а"})

    assert load(tmp_path)[1] == [
        "source/thesis.yaml:5:10 S103 task.order.date is missing",
        "source/thesis.yaml:6:11 S103 task.issued: input should be a valid date or datetime, "
        "input is too short",
        "source/thesis.yaml:8:22 S103 there is no setting named 'өңдеу'",
        "source/thesis.yaml:9:7 S103 task.plan.1.deadline is missing",
    ]
