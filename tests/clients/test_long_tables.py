"""A table of 200 rows goes on under its label on every further page, in both files.

The PDF is read by poppler, the DOCX is laid out by LibreOffice and then read by poppler.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from paper import Page, laid_out, read_pages

from baspa.build.build import build
from baspa.diagnostics import Diagnostic, Findings
from baspa.docx import divisions, pagination

FORMS = ("pdf", "docx")
ROWS = 200
LANGUAGES = {
    "kk": ("kz-diploma", "Кесте 1 – Атауы", "1-кестенің жалғасы"),
    "ru": ("ru-gost-7.32-2017", "Таблица 1 – Атауы", "Продолжение таблицы 1"),
    "en": ("en-apa7-student", "Table 1", "Table 1 (continued)"),
}


@dataclass(frozen=True)
class Printed:
    """A thesis in both files."""

    docx: Path
    pages: dict[str, list[Page]]
    layouts: str
    found: list[Diagnostic]

    def parts(self, form: str, row: str = "row") -> list[Page]:
        """The pages that hold rows of a table."""
        return [p for p in self.pages[form] if any(f"{row}-" in line for line in p.lines)]

    def rows(self, form: str, row: str = "row") -> list[int]:
        text = "\n".join(line for page in self.pages[form] for line in page.lines)
        return [int(number) for number in re.findall(rf"{row}-(\d{{3}})", text)]


def printed(folder: Path, sections: dict[str, str], language: str = "kk") -> Printed:
    profile, _, _ = LANGUAGES[language]
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    settings = f"title: T\nauthor: {{name: A. B.}}\nlanguage: {language}\nprofile: {profile}\n"
    (source / "thesis.yaml").write_text(settings, encoding="utf-8")
    for name, text in sections.items():
        (source / name).write_text(text, encoding="utf-8")
    findings = Findings()
    assert build(folder, findings, {}) is not None, findings.diagnostics
    out = folder / "out"
    pages = {
        "pdf": read_pages(out / "thesis.pdf"),
        "docx": read_pages(laid_out(out / "thesis.docx", folder)),
    }
    manifest = (out / "manifest.json").read_text(encoding="utf-8")
    [layouts] = re.findall(r'"docx_layouts": (\d)', manifest)
    return Printed(out / "thesis.docx", pages, layouts, findings.diagnostics)


def table(rows: int = ROWS, label: str = "tbl:long", row: str = "row") -> str:
    lines = [f"| {row}-{n:03} | {n} |" for n in range(1, rows + 1)]
    return "\n".join(["| Head | N |", "|:--|--:|", *lines, "", f"Table: Атауы {{#{label}}}"])


@pytest.fixture(scope="module", params=LANGUAGES)
def long_table(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Printed]:
    text = f"# One\n\n@tbl:long\n\n{table()}\n\n::: note\nNote.\n:::\n\nAfter.\n"
    folder = tmp_path_factory.mktemp("long")
    return request.param, printed(folder, {"10-a.md": text}, request.param)


@pytest.mark.parametrize("form", FORMS)
def test_the_label_stands_over_every_part_but_the_first(
    long_table: tuple[str, Printed], form: str
) -> None:
    language, thesis = long_table
    _, caption, label = LANGUAGES[language]
    parts = thesis.parts(form)

    assert len(parts) >= 5
    assert caption in parts[0].lines
    assert [page.lines.count(label) for page in parts] == [0, *[1] * (len(parts) - 1)]
    heads = [[line for line in page.lines if line.startswith("Head")] for page in parts]
    assert [len(head) for head in heads] == [1] * len(parts)
    number = [line for line in parts[1].lines if line != parts[1].label]
    assert number[0] == label
    assert number[1].startswith("Head")
    assert thesis.rows(form) == list(range(1, ROWS + 1))
    assert "Note." in " ".join(parts[-1].lines)


def test_both_files_divide_it_alike_and_one_layout_is_enough(
    long_table: tuple[str, Printed],
) -> None:
    _, thesis = long_table
    firsts = {
        form: [
            next(line for line in page.lines if "row-" in line).split()[0]
            for page in thesis.parts(form)
        ]
        for form in FORMS
    }
    assert firsts["pdf"] == firsts["docx"]
    assert thesis.layouts == "1"


def test_the_file_is_valid_and_nothing_is_reported(long_table: tuple[str, Printed]) -> None:
    _, thesis = long_table
    assert thesis.found == []
    assert schema_errors(thesis.docx) == []
    assert lint(thesis.docx) == []


def test_after_an_edit_that_moves_the_table_the_labels_are_right_again(tmp_path: Path) -> None:
    words = "Мәтін сөз. " * 60 + "\n\n"
    label = LANGUAGES["kk"][2]
    firsts = []
    for paragraphs in (0, 4):
        text = f"# One\n\n{words * paragraphs}@tbl:long\n\n{table(90)}"
        thesis = printed(tmp_path, {"10-a.md": text})
        for form in FORMS:
            parts = thesis.parts(form)
            labels = [page.lines.count(label) for page in parts]
            assert labels == [0, *[1] * (len(parts) - 1)]
            assert thesis.rows(form) == list(range(1, 91))
        firsts.append([page.lines for page in thesis.parts("docx")][1][2])
    assert firsts[0] != firsts[1]


def test_a_wrong_guess_and_what_it_moves_are_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first table is said to divide two rows lower: what LibreOffice then shows runs over."""

    def moved(flowed: Any) -> tuple[divisions.Rows, divisions.Divisions]:
        rows, found = divisions.divided(flowed)
        lower = tuple(n + 2 for n in found["tbl:long"].starts)
        return rows, {**found, "tbl:long": replace(found["tbl:long"], starts=lower)}

    monkeypatch.setattr(pagination, "divided", moved)
    two = f"{table(90)}\n\n@tbl:next\n\n{table(70, 'tbl:next', 'next')}"

    thesis = printed(tmp_path, {"10-a.md": f"# One\n\n@tbl:long\n\n{two}\n"})

    for row, label in (("row", "1-кестенің жалғасы"), ("next", "2-кестенің жалғасы")):
        parts = thesis.parts("docx", row)
        assert [page.lines.count(label) for page in parts] == [0, *[1] * (len(parts) - 1)]
    assert thesis.rows("docx") == list(range(1, 91))
    assert thesis.rows("docx", "next") == list(range(1, 71))
    assert thesis.layouts == "2"
    assert {d.code for d in thesis.found} <= {"D204"}  # its parts may end a row sooner


def grid_table() -> str:
    """Eight groups of twelve rows, the name of each in a merged cell."""
    lines = ["+-------+--------+", "| Head  | N      |", "+=======+========+"]
    for group in range(8):
        for n in range(12):
            name = f"grp {group}" if n == 0 else ""
            last = n == 11
            lines.append(f"| {name:<5} | c-{group * 12 + n + 1:03}  |")
            lines.append("+-------+--------+" if last else "|       +--------+")
    return "\n".join([*lines, "", "Table: Біріктірілген {#tbl:merged}"])


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Merged cells and a footnote across the border, a landscape table, one in an appendix."""
    notes = table(70, "tbl:notes", "fn").replace("fn-060", "fn-060[^a]")
    chapter = (
        f"# One\n\n@tbl:merged\n\n{grid_table()}\n\n@tbl:notes\n\n{notes}\n\n"
        "[^a]: Ескерту сөзі.\n\n"
        f"@tbl:wide\n\n::: landscape\n\n{table(60, 'tbl:wide', 'wide')}\n\n:::\n\nСоңы.\n"
    )
    appendix = f"---\nrole: appendix\n---\n\n# Қосымша\n\n@tbl:app\n\n{table(70, 'tbl:app', 'app')}"
    folder = tmp_path_factory.mktemp("odd")
    return printed(folder, {"10-a.md": chapter, "90-b.md": appendix})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("row", "rows", "label"),
    [
        ("c", 96, "1-кестенің жалғасы"),
        ("fn", 70, "2-кестенің жалғасы"),
        ("wide", 60, "3-кестенің жалғасы"),
        ("app", 70, "А.1-кестенің жалғасы"),
    ],
)
def test_odd_tables_go_on_under_their_labels(
    odd: Printed, form: str, row: str, rows: int, label: str
) -> None:
    parts = odd.parts(form, row)

    assert len(parts) > 1
    assert [page.lines.count(label) for page in parts] == [0, *[1] * (len(parts) - 1)]
    assert odd.rows(form, row) == list(range(1, rows + 1))


@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_stands_on_the_page_of_its_row(odd: Printed, form: str) -> None:
    [page] = [p for p in odd.pages[form] if any("fn-060" in line for line in p.lines)]
    assert any("Ескерту сөзі." in line for line in page.lines)


def test_the_odd_file_is_valid(odd: Printed) -> None:
    assert odd.found == []
    assert schema_errors(odd.docx) == []
    assert lint(odd.docx) == []
