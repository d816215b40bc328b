"""Tables that go on on further pages, in the finished PDF, read by poppler."""

import re
import subprocess
from pathlib import Path

import pytest
import weasyprint
from thesis_case import print_project, write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

LABEL = "1-кестенің жалғасы"
CHAPTER = "source/10-a.md"


def table(rows: int, caption: str = "\n\nTable: Атауы {#tbl:a}") -> str:
    lines = [f"| жол-{n:03} | {n} |" for n in range(1, rows + 1)]
    return "\n".join(["| Аты | Мәні |", "|:--|--:|", *lines]) + caption


def own_profile(tables: str) -> dict[str, str]:
    return {
        "source/thesis.yaml": "title: Т\nauthor: {name: А. Б.}\nprofile: own\n",
        "styles/own/profile.yaml": f"extends: kz-diploma\ntitle: Т\ntables: {tables}\n",
    }


def pages(pdf: Path) -> list[list[str]]:
    """The lines of each page."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [[line.strip() for line in page.split("\n")] for page in text.split("\f")]


def with_rows(found: list[list[str]]) -> list[list[str]]:
    return [page for page in found if any("жол-" in line for line in page)]


def numbers(found: list[list[str]]) -> list[int]:
    return [int(n) for page in found for n in re.findall(r"жол-(\d+)", "\n".join(page))]


def test_the_label_stands_once_on_every_page_of_a_table_but_its_first(tmp_path: Path) -> None:
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{table(100)}\n"})

    found = with_rows(pages(print_project(tmp_path)))

    assert [page.count(LABEL) for page in found] == [0, 1, 1]
    assert [sum(line.startswith("Аты") for line in page) for page in found] == [1, 1, 1]
    assert [page.index(LABEL) for page in found[1:]] == [0, 0]
    assert numbers(found) == list(range(1, 101))


def test_a_table_that_stands_on_one_page_has_no_label(tmp_path: Path) -> None:
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{table(30)}\n"})

    found = pages(print_project(tmp_path))

    assert len(with_rows(found)) == 1
    assert LABEL not in [line for page in found for line in page]


def test_no_label_where_the_profile_wants_none(tmp_path: Path) -> None:
    files = {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{table(100)}\n"}
    write_project(tmp_path, files | own_profile("{continuation: off}"))

    found = with_rows(pages(print_project(tmp_path)))

    assert len(found) == 3
    assert LABEL not in [line for page in found for line in page]


def test_a_profile_may_have_words_of_its_own(tmp_path: Path) -> None:
    files = {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{table(100)}\n"}
    words = '{continuation_label: {kk: "Кестенің жалғасы {number}"}}'
    write_project(tmp_path, files | own_profile(words))

    found = with_rows(pages(print_project(tmp_path)))

    assert [page[0] for page in found[1:]] == ["Кестенің жалғасы 1"] * 2


@pytest.mark.parametrize(("rule", "codes"), [("required", ["W105"]), ("auto", [])])
def test_a_divided_table_without_a_number_is_reported_where_a_label_is_required(
    tmp_path: Path, rule: str, codes: list[str]
) -> None:
    files = {CHAPTER: f"# Тарау {{#sec:a}}\n\n{table(100, caption='')}\n"}
    write_project(tmp_path, files | own_profile(f"{{continuation: {rule}}}"))
    findings = Findings()

    assert build(tmp_path, findings, {}, to="pdf") is not None

    assert [d.code for d in findings.diagnostics] == codes
    assert all("«Аты Мәні жол-001" in d.message for d in findings.diagnostics)


def test_a_table_without_a_head_goes_on_under_its_label_too(tmp_path: Path) -> None:
    headless = table(100).replace("| Аты | Мәні |", "|  |  |")
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{headless}\n"})

    found = with_rows(pages(print_project(tmp_path)))

    assert [page.count(LABEL) for page in found] == [0, 1, 1]
    assert numbers(found) == list(range(1, 101))


def test_a_row_higher_than_a_page_is_printed_whole_under_label_and_head(tmp_path: Path) -> None:
    words = " ".join(f"сөз{n}" for n in range(1500))
    rows = table(20).replace("жол-010 | 10", f"жол-010 | {words}")
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{rows}\n"})

    found = [page for page in pages(print_project(tmp_path)) if "Аты" in "\n".join(page)]

    assert [page.count(LABEL) for page in found] == [0, *[1] * (len(found) - 1)]
    assert re.findall(r"сөз\d+", "\n".join(map("\n".join, found))) == words.split()
    assert numbers(found) == list(range(1, 21))


def test_a_table_whose_first_rows_do_not_fit_moves_with_caption_and_head(tmp_path: Path) -> None:
    text = "\n\n".join(["Мәтін."] * 38)
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a {text}\n\n{table(60)}\n"})

    found = with_rows(pages(print_project(tmp_path)))

    assert found[0][0] == "Кесте 1 – Атауы"
    assert [page.count(LABEL) for page in found] == [0, 1]


def top_of(word: str, pdf: Path) -> float:
    """Where the line begins that holds `word`, from the top of the sheet in pt."""
    xml = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    [top] = re.findall(rf'yMin="([\d.]+)"[^>]*>{word}<', xml)
    return float(top)


def test_a_caption_at_the_head_of_a_page_begins_where_text_does(tmp_path: Path) -> None:
    blocks = f"::: landscape\n\n{table(5, chr(10) * 2 + 'Table: Атауы {#tbl:a}')}\n\n:::"
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{blocks}\n"})

    # A landscape page begins 30 mm down. The word lies within a line of 14 pt.
    assert top_of("Атауы", print_project(tmp_path)) == pytest.approx(30 / 25.4 * 72, abs=3)


def test_an_unknown_weasyprint_is_reported_and_prints_no_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weasyprint, "VERSION", "70.9")
    write_project(tmp_path, {CHAPTER: f"# Тарау {{#sec:a}}\n\n@tbl:a\n\n{table(100)}\n"})
    findings = Findings()

    built = build(tmp_path, findings, {}, to="pdf")

    assert built is not None
    assert [d.code for d in findings.diagnostics] == ["W106"]
    found = with_rows(pages(tmp_path / "out/thesis.pdf"))
    assert LABEL not in [line for page in found for line in page]
    assert numbers(found) == list(range(1, 101))
