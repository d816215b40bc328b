"""The lines of the PDF end with hyphens where, and only where, words may be broken."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from thesis_case import SVG, print_project, write_project

LONG = "технологиялық инновациялардың экономикалық тиімділігін айқындайтын көрсеткіштер " * 5
NOT_RUNNING = f"""# {LONG}

![{LONG}](a.svg){{#fig:a alt="Нүкте"}}

| {LONG} | бағандар |
|---|---|
| {LONG} | {LONG} |

Table: {LONG} {{#tbl:a}}

    {LONG}

[<https://example.org/{"technological/innovation/" * 12}>]{{lang=en}}
"""


def lines(root: Path, source: str, settings: str = "hyphenation: true\n") -> list[str]:
    thesis = f"title: Тақырып\nauthor: {{name: Автор А.}}\n{settings}"
    files: dict[str, str | bytes] = {
        "source/thesis.yaml": thesis,
        "source/1.md": source,
        "source/a.svg": SVG,
    }
    pdf = print_project(write_project(root, files))
    command = ["pdftotext", "-f", "2", "-layout", str(pdf), "-"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line.strip() for line in shown.split("\n") if line.strip("\f ")]


def ends(found: list[str]) -> list[str]:
    return [line.split()[-1] for line in found if re.search(r"\w-$", line)]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(LONG, id="paragraph"),
        pytest.param(f"- {LONG}", id="list"),
        pytest.param(f"> {LONG}", id="quotation"),
        pytest.param(f"Термин\n:   {LONG}", id="definition"),
        pytest.param(f"Мәтін.[^1]\n\n[^1]: {LONG}", id="footnote"),
    ],
)
def test_running_text_is_hyphenated(source: str, tmp_path: Path) -> None:
    found = lines(tmp_path, f"# Бөлім\n\n{source}\n")

    assert ends(found) != []


def test_headings_captions_tables_listings_and_addresses_are_not(tmp_path: Path) -> None:
    found = lines(tmp_path, NOT_RUNNING)

    assert sum("инновациялардың" in line for line in found) >= 10
    assert ends(found) == []


@pytest.mark.parametrize(
    ("settings", "hyphenated"),
    [("", False), ("profile: own\n", True), ("profile: own\nhyphenation: false\n", False)],
)
def test_the_thesis_decides_then_the_profile(
    tmp_path: Path, settings: str, hyphenated: bool
) -> None:
    own = "extends: kz-diploma\ntext: {hyphenation: true}\n"
    write_project(tmp_path, {"styles/own/profile.yaml": own})

    found = lines(tmp_path, f"# Бөлім\n\n{LONG}\n", settings)

    assert len(found) > 5
    assert bool(ends(found)) == hyphenated


def test_the_last_word_of_a_paragraph_is_not_divided(tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"{'с' * room} {LONG}ұйымдастырушылық." for room in range(1, 40))

    found = lines(tmp_path, f"# Бөлім\n\n{paragraphs}\n")

    assert sum(line.endswith("ұйымдастырушылық.") for line in found) == 39


def test_a_number_and_its_noun_stand_on_one_line(tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"{'с' * room} {'11-сыныптардағы ' * 12}" for room in range(1, 20))

    found = lines(tmp_path, f"# Бөлім\n\n{paragraphs}\n")

    assert sum(line.count("11-сыныптардағы") for line in found) == 19 * 12


def test_no_line_ends_inside_a_reference(tmp_path: Path) -> None:
    figures = "".join(f'![С](a.svg){{#fig:{i} alt="Нүкте" width=9mm}}\n\n' for i in (1, 2, 3))
    words = "".join(
        f"{'а' * n} [@fig:1; @fig:2; @fig:3] көрсетілген.\n\n" for n in range(34, 60, 2)
    )

    found = lines(tmp_path, f"# Бөлім\n\n{figures}{words}")

    assert sum(line.count("1–3-суреттер") for line in found) == 13


def test_no_line_ends_inside_the_scheme_of_an_address(tmp_path: Path) -> None:
    texts = "".join(f"{'а' * n} <https://stat.gov.kz/region/atyrau>\n\n" for n in range(40, 66, 2))

    found = lines(tmp_path, f"# Бөлім\n\n{texts}")

    assert sum("https://stat.gov.kz" in line for line in found) == 13
    assert ends(found) == []


def test_the_last_line_is_not_one_short_word(tmp_path: Path) -> None:
    texts = "".join(f"{'аб ' * n}соңы бар.\n\n" for n in range(20, 40))

    found = lines(tmp_path, f"# Бөлім\n\n{texts}")

    assert [line for line in found if line == "бар."] == []
    assert "соңы бар." in found


def test_what_announces_a_list_stands_on_its_page(tmp_path: Path) -> None:
    for blanks in range(36, 44):
        text = "Сөз.\n\n" * blanks + "Мыналар:\n\n- бір;\n- екі;\n- үш.\n"
        found = lines(tmp_path / str(blanks), f"# Бөлім\n\n{text}")

        assert found[found.index("Мыналар:") + 1] == "– бір;"


def test_the_number_letter_and_noun_of_a_panel_stand_on_one_line(tmp_path: Path) -> None:
    panels = '::: {#fig:g}\n![Бір](a.svg){#fig:g-a alt="Нүкте"}\n\nБірге\n:::\n\n'
    references = "\n\n".join(
        f"{'с' * room} {'[@fig:g-a]{.locative} ' * 12}" for room in range(1, 20)
    )

    found = lines(tmp_path, f"# Бөлім\n\n{panels}{references}\n")

    assert sum(line.count("1а-суретте") for line in found) == 19 * 12
