"""Builds after builds: what is repeated, what is put back, what is made anew, and why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from build_case import FIRST, NOTHING, SECOND, clean, explained, make, outputs
from thesis_case import SVG, THESIS, write_project

from baspa.build import workshop
from baspa.build.build import build
from baspa.build.inputs import read_surroundings
from baspa.diagnostics import Findings
from baspa.pdf.processes import processors


def test_without_a_change_nothing_is_made_or_written(root: Path) -> None:
    def written() -> dict[str, tuple[int, int]]:
        told = {path.name: path.stat() for path in (root / "out").iterdir()}
        return {name: (each.st_ino, each.st_mtime_ns) for name, each in told.items()}

    before = written()

    built, findings = make(root)

    assert built is not None
    assert (built.explanation, built.seconds, built.pages) == ((NOTHING,), {}, {"pdf": 4})
    assert findings.diagnostics == []
    assert written() == before


def imported(root: Path, names: tuple[str, ...]) -> list[str]:
    """Return which of these modules a new process imports that builds the PDF."""
    program = (
        "import sys; from baspa.cli import main\n"
        f"main(['build', '--to', 'pdf', '-C', {str(root)!r}], standalone_mode=False)\n"
        f"print(*[name for name in {names} if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return printed.split("\n")[-2].split()


def test_without_a_change_nothing_that_makes_files_is_imported(root: Path) -> None:
    slow = ("pydantic", "yaml", "jinja2", "lxml", "markdown_it", "weasyprint", "baspa.model")

    assert imported(root, slow) == []


def test_where_no_settings_change_nothing_is_imported_that_reads_them(root: Path) -> None:
    readers = ("pydantic", "yaml", "importlib.metadata", "email")
    settings = "---\nrole: introduction\n---\n"
    write_project(root, {"source/1.md": f"{settings}{FIRST}"})
    assert "pydantic" in imported(root, readers)

    write_project(root, {"source/1.md": f"{settings}{FIRST}\nЖаңа.\n"})

    made = imported(root, (*readers, "jinja2", "weasyprint"))
    assert made == ["jinja2", *(["weasyprint"] if processors() < 2 else [])]


def test_the_warnings_of_the_last_build_are_repeated(root: Path) -> None:
    (root / "source" / "2.md").write_text(SECOND + "\n😀\n", encoding="utf-8")
    _, first = make(root)
    texts: dict[str, str] = {}
    again = Findings()

    build(root, again, texts, to="pdf")

    assert [d.code for d in first.diagnostics] == ["F102"]
    assert again.diagnostics == first.diagnostics
    place = again.diagnostics[0].span
    assert texts[place.file][place.start : place.end] == "😀"


def test_the_mistakes_of_the_last_build_are_repeated(root: Path) -> None:
    good = outputs(root)
    (root / "source" / "2.md").unlink()
    assert make(root)[0] is None

    built, findings = make(root)

    assert built is None
    assert [d.code for d in findings.diagnostics] == ["X201"]
    assert outputs(root) == good


def test_an_edit_and_its_undoing_cost_nothing(root: Path) -> None:
    good = outputs(root)
    (root / "source" / "2.md").write_text(SECOND + "\nЖаңа.\n", encoding="utf-8")
    assert explained(root) == (
        "edited: source/2.md",
        "section files: 1 of 2 made anew (source/2.md)",
        "numbers and references: as before",
        "sections as HTML: 1 of 2 made anew (sec:b)",
        "PDF: 1 of 4 made anew (part-sec:b)",
    )
    assert outputs(root) != good

    (root / "source" / "2.md").write_text(SECOND, encoding="utf-8")

    assert explained(root) == ("nothing was made; deleted or altered, and put back: thesis.pdf",)
    assert outputs(root) == good


def test_an_edit_that_changes_no_output_makes_nothing(root: Path) -> None:
    good = outputs(root)["thesis.pdf"]
    (root / "source" / "2.md").write_text(SECOND + "\n<!-- кейін -->\n", encoding="utf-8")

    assert explained(root)[-1] == "PDF: as before"
    assert outputs(root)["thesis.pdf"] == good


def test_a_picture_is_part_of_the_section_that_shows_it(root: Path) -> None:
    shown = FIRST + '\n![Сурет](./pictures/../a.svg){#fig:a alt="х"}\n'
    write_project(root, {"source/1.md": shown, "source/a.svg": SVG, "source/pictures/b.svg": SVG})
    explained(root)
    write_project(root, {"source/a.svg": SVG.replace(b"50mm", b"40mm")})

    explanation = explained(root)

    assert explanation[:2] == (
        "edited: source/a.svg",
        "section files: 1 of 2 made anew (source/1.md)",
    )
    assert outputs(root) == clean(root)


def test_data_are_part_of_the_section_that_prints_them(root: Path) -> None:
    shown = FIRST + "\n``` {.table #tbl:d}\ndata: d.csv\ncaption: Деректер\n```\n"
    write_project(root, {"source/1.md": shown, "source/d.csv": "Жыл,Құны\n2020,1\n"})
    explained(root)
    write_project(root, {"source/d.csv": "Жыл,Құны\n2020,2\n"})

    assert explained(root)[0] == "edited: source/d.csv"
    assert outputs(root) == clean(root)


def test_a_missing_picture_is_found_once_it_is_there(root: Path) -> None:
    write_project(root, {"source/1.md": FIRST + '\n![Сурет](a.svg){#fig:a alt="х"}\n'})
    for wanted, hint in (({}, None), ({"source/b.svg": SVG}, "did you mean 'b.svg'?")):
        write_project(root, wanted)
        built, findings = make(root)
        assert built is None
        assert [(d.code, d.help) for d in findings.diagnostics] == [("X301", hint)]

    write_project(root, {"source/a.svg": SVG})

    assert make(root)[0] is not None
    assert outputs(root) == clean(root)


def test_what_was_deleted_or_is_new_is_said(root: Path) -> None:
    (root / "source" / "2.md").rename(root / "source" / "3.md")

    assert explained(root)[:2] == ("new: source/3.md", "deleted: source/2.md")


def test_a_profile_and_a_template_are_inputs(root: Path) -> None:
    write_project(
        root,
        {
            "source/thesis.yaml": THESIS + "profile: uni\n",
            "styles/uni/profile.yaml": "extends: kz-diploma\n",
        },
    )
    explained(root)
    write_project(
        root,
        {
            "source/thesis.yaml": THESIS + "profile: uni\n",
            "styles/uni/profile.yaml": "extends: kz-diploma\ntext: {size: 12pt}\n",
            "templates/title-page.html.j2": '<section class="title-page" id="t"><p>x</p></section>',
        },
    )

    explanation = explained(root)

    assert explanation[0] == "edited: styles/uni/profile.yaml"
    assert explanation[1] == "new: templates/title-page.html.j2"
    assert "PDF: made anew" in explanation


def test_other_fonts_and_packages_are_other_surroundings(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint-71.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))

    assert explained(root)[0] == ("no longer as it was on this machine: Python and its packages")


def test_a_font_that_appears_and_goes_is_noticed(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good, fonts = outputs(root), tmp_path / "fonts"
    fonts.mkdir()
    [installed] = Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf")
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    explained(root)

    (fonts / "Extra.ttf").write_bytes(installed.read_bytes())
    assert explained(root)[0] == "no longer as it was on this machine: fonts"
    (fonts / "Extra.ttf").unlink()
    assert explained(root)[0].startswith("nothing was made")
    assert outputs(root) == good


def test_a_machine_that_changed_between_two_builds_is_seen_by_the_second(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dict(read_surroundings())
    monkeypatch.setattr(workshop, "read_surroundings", lambda: dict(now))

    def manifest() -> dict[str, Any]:
        told: dict[str, Any] = json.loads((root / "out" / "manifest.json").read_text())["build"]
        return told

    with workshop.Workshop() as opened:
        make(root, workshop=opened)
        now["fonts"] = "others"
        (root / "source" / "1.md").write_text(f"{FIRST}\nТағы.\n", encoding="utf-8")
        make(root, workshop=opened)

    assert manifest()["surroundings"]["fonts"] == "others"
    assert "no longer as it was on this machine: fonts" in manifest()["redone"]
    assert "section files: made anew" in manifest()["redone"]
    assert outputs(root) == clean(root)
