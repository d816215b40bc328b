"""`baspa cite`: what an author asks of the bibliography, and what is added to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from thesis_case import write_project

from baspa.cli import main

BIB = """@article{solow, author = {Solow, Robert M.}, title = {Technical Change}, year = 1957,
  journaltitle = {Review}, doi = {10.2307/1926047}}
@book{abai, author = {Құнанбаев, Абай}, title = {Қара сөз}, year = 1918}
"""
TEXT = "# Тарау\n\nМәтін [@abai, б. 5] және [@nobody].\n"
RIS = "TY  - BOOK\nAU  - Porter, Michael\nTI  - Advantage\nPY  - 1990\nPB  - Free Press\nER  -\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(
        tmp_path,
        {
            "source/thesis.yaml": "title: Т\nauthor: {name: А}\nbibliography: [a.bib]\n",
            "source/a.bib": BIB,
            "source/10-a.md": TEXT,
        },
    )


def cite(project: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["cite", command, "-C", str(project), *arguments])


def test_search_finds_all_words_in_any_field(project: Path) -> None:
    found = cite(project, "search", "SOLOW", "technical")

    assert (found.exit_code, found.stdout) == (0, "@solow  Solow, 1957. Technical Change\n")
    assert cite(project, "search", "solow", "сөз").exit_code == 1


def test_show_prints_an_entry_as_the_list_will(project: Path) -> None:
    shown = cite(project, "show", "abai")

    assert shown.stdout.replace("\u00a0", " ") == (
        "Құнанбаев, А. Қара сөз / А. Құнанбаев. – 1918.\n"
    )
    assert cite(project, "show", "nobody").exit_code == 1


def test_what_is_cited_nowhere_and_what_is_missing(project: Path) -> None:
    assert cite(project, "uncited").stdout == "@solow  Solow, 1957. Technical Change\n"

    missing = cite(project, "missing")
    assert (missing.exit_code, missing.stdout) == (1, "source/10-a.md:3:27: @nobody\n")


def test_a_record_is_added_once(project: Path, tmp_path: Path) -> None:
    record = tmp_path / "porter.ris"
    record.write_text(RIS, encoding="utf-8")

    added = cite(project, "add", str(record))

    assert added.stdout == "added to source/a.bib: @porter1990  Porter, 1990. Advantage\n"
    written = (project / "source/a.bib").read_text(encoding="utf-8")
    assert written.startswith(BIB)
    assert cite(project, "search", "porter").stdout == "@porter1990  Porter, 1990. Advantage\n"
    again = cite(project, "add", str(record), "--key", "other")
    assert again.exit_code == 1
    assert "'other' and 'porter1990' are the same work: nothing was added" in again.output
    assert (project / "source/a.bib").read_text(encoding="utf-8") == written


def test_the_answer_of_a_doi_agency_is_a_record(project: Path, tmp_path: Path) -> None:
    record = tmp_path / "doi.json"
    answer = {
        "status": "ok",
        "message": {
            "DOI": "10.1234/abc",
            "type": "journal-article",
            "title": ["Growth & Trade"],
            "author": [{"given": "Ann", "family": "Lee", "sequence": "first"}],
            "container-title": ["Journal"],
            "issued": {"date-parts": [[2015, 3]]},
            "reference": [{"key": "1"}],
        },
    }
    record.write_text(json.dumps(answer), encoding="utf-8")

    added = cite(project, "add", str(record), "--key", "lee")

    assert added.output == "added to source/a.bib: @lee  Lee, 2015. Growth & Trade\n"
    shown = cite(project, "show", "lee").stdout.replace("\u00a0", " ")
    assert shown == "Lee, A. Growth & Trade / A. Lee // Journal. – 2015. – DOI: 10.1234/abc.\n"


def test_a_damaged_record_adds_nothing(project: Path, tmp_path: Path) -> None:
    record = tmp_path / "a.bib"
    record.write_text("@book{x, title = {Open\n", encoding="utf-8")

    result = cite(project, "add", str(record))

    assert result.exit_code == 1
    assert "a.bib:1:1: warning[C201]" in result.output
    assert (project / "source/a.bib").read_text(encoding="utf-8") == BIB


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_nothing_else_in_the_file_changes(project: Path, tmp_path: Path, encoding: str) -> None:
    before = (
        "% мой список литературы, набранный в старом редакторе\r\n@string{nauka = {Наука}}\r\n\r\n"
        '@BOOK { ivanov ,\r\n\ttitle   = "Развитие народного хозяйства", publisher = nauka }\r\n'
        "% конец"
    )
    bib = project / "source" / "a.bib"
    (project / "source" / "elsewhere.bib").write_bytes(before.encode(encoding))
    bib.unlink()
    bib.symlink_to(project / "source" / "elsewhere.bib")
    record = tmp_path / "a.ris"
    record.write_text(RIS, encoding="utf-8")

    added = cite(project, "add", str(record))

    assert added.exit_code == 0, added.output
    after = (project / "source" / "elsewhere.bib").read_bytes()
    assert after.startswith(before.encode(encoding))
    added_text = after.decode(encoding).removeprefix(before)
    assert added_text.startswith("\r\n\r\n@book{porter1990,\r\n  title = {Advantage},\r\n")
    assert bib.is_symlink()


def test_a_letter_that_the_file_has_no_sign_for_adds_nothing(project: Path, tmp_path: Path) -> None:
    old = "@book{ivanov, title = {Развитие народного хозяйства России}}\n".encode("cp1251")
    (project / "source" / "a.bib").write_bytes(old)
    record = tmp_path / "a.ris"
    record.write_text("TY  - BOOK\nTI  - Қазақ\nPY  - 2001\nER  - \n", encoding="utf-8")

    result = cite(project, "add", str(record))

    assert result.exit_code == 1
    assert "source/a.bib is not in UTF-8 and has no sign for 'қ'" in result.output
    assert (project / "source" / "a.bib").read_bytes() == old


def test_a_record_goes_to_the_file_that_is_named(project: Path, tmp_path: Path) -> None:
    thesis = "title: Т\nauthor: {name: А}\nbibliography: [a.bib, b.bib]\n"
    (project / "source" / "thesis.yaml").write_text(thesis, encoding="utf-8")
    (project / "source" / "b.bib").write_text("", encoding="utf-8")
    record = tmp_path / "record.txt"
    record.write_text(RIS + RIS.replace("Advantage", "Strategy"), encoding="utf-8")

    added = cite(project, "add", str(record), "--to", "b.bib")
    unknown = cite(project, "add", str(record), "--to", "c.bib")

    assert added.stdout.splitlines() == [
        "added to source/b.bib: @porter1990  Porter, 1990. Advantage",
        "added to source/b.bib: @porter1990b  Porter, 1990. Strategy",
    ]
    assert (project / "source" / "a.bib").read_text(encoding="utf-8") == BIB
    assert "c.bib is none of the thesis's .bib files: source/a.bib, source/b.bib" in unknown.output


@pytest.mark.parametrize(
    "answer",
    [
        {
            "kind": "books#volumes",
            "items": [
                {
                    "volumeInfo": {
                        "title": "Abai",
                        "subtitle": "a life",
                        "authors": ["Ann B. Lee", "Иванов Иван Иванович"],
                        "publisher": "Pin",
                        "publishedDate": "2009-03",
                        "pageCount": 310,
                        "language": "en",
                        "industryIdentifiers": [
                            {"type": "ISBN_10", "identifier": "0140449191"},
                            {"type": "ISBN_13", "identifier": "9780140449198"},
                        ],
                    }
                }
            ],
        },
        {
            "ISBN:9780140449198": {
                "title": "Abai",
                "subtitle": "a life",
                "authors": [{"name": "Ann B. Lee"}, {"name": "Иванов Иван Иванович"}],
                "publishers": [{"name": "Pin"}],
                "publish_date": "March 2009",
                "number_of_pages": 310,
                "identifiers": {"isbn_13": ["9780140449198"]},
            }
        },
    ],
    ids=["Google Books", "Open Library"],
)
def test_what_services_answer_for_an_isbn_is_a_record(
    project: Path, tmp_path: Path, answer: dict[str, object]
) -> None:
    record = tmp_path / "isbn.json"
    record.write_text(json.dumps(answer), encoding="utf-8")

    added = cite(project, "add", str(record))

    assert added.output == "added to source/a.bib: @lee2009  Lee, Иванов, 2009. Abai : a life\n"
    shown = cite(project, "show", "lee2009").stdout.replace("\u00a0", " ")
    assert shown == "Lee, A. B. Abai : a life / A. B. Lee, И. И. Иванов. – Pin, 2009. – 310 p.\n"


def test_what_is_cited_and_damaged_is_told_with_its_place(project: Path) -> None:
    (project / "source" / "a.bib").write_text(BIB + "@book{nobody, title = {Open\n", "utf-8")

    missing = cite(project, "missing")

    assert missing.stdout == (
        "source/10-a.md:3:27: @nobody (its entry at source/a.bib:4 is damaged)\n"
    )
