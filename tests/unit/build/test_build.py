"""From a project on disk to the files in `out/`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from thesis_case import THESIS, write_project

from baspa.build.build import Built, build
from baspa.diagnostics import Findings

CHAPTER = "# Тарау {#sec:a}\n\nмәтін\n"
ABSTRACT = "---\nrole: abstract\n---\nМәтін.\n"


def make(
    root: Path, files: dict[str, str | bytes], **options: Any
) -> tuple[Built | None, Findings]:
    findings = Findings()
    built = build(write_project(root, files), findings, {}, **{"to": "pdf"} | options)
    return built, findings


def manifest(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "out" / "manifest.json").read_text("utf-8"))
    return found


def codes(findings: Findings) -> list[str]:
    return [d.code for d in findings.diagnostics]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    result, findings = make(root, {"source/1.md": ABSTRACT, "source/2.md": CHAPTER})
    assert result is not None, findings
    return root


def test_what_was_asked_for_is_written_and_nothing_else(tmp_path: Path) -> None:
    write_project(tmp_path, {"out/notes.txt": "менің жазбаларым"})

    built, findings = make(tmp_path, {"source/1.md": CHAPTER})

    assert built is not None
    assert findings.diagnostics == []
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "manifest.json",
        "notes.txt",
        "thesis.pdf",
    ]
    assert [file.name for file in built.files] == ["thesis.pdf", "manifest.json"]
    assert built.pages == {"pdf": 3}


def test_the_manifest_says_what_the_files_were_made_of(built: Path) -> None:
    found = manifest(built)

    pdf = (built / "out" / "thesis.pdf").read_bytes()
    assert found["outputs"] == {"thesis.pdf": hashlib.sha256(pdf).hexdigest()}
    assert found["inputs"]["source/2.md"] == hashlib.sha256(CHAPTER.encode()).hexdigest()
    assert (found["profile"], found["language"]) == ("kz-diploma", "kk")
    assert (found["pages"], found["page_map"]) == ({"pdf": 4}, {"pdf": {"sec:a": "4"}})
    assert (found["counts"]["figures"], found["warnings"]) == (0, 0)


def test_the_same_sources_make_the_same_bytes(built: Path, tmp_path: Path) -> None:
    make(tmp_path, {"source/1.md": ABSTRACT, "source/2.md": CHAPTER})

    again = (tmp_path / "out" / "thesis.pdf").read_bytes()
    assert again == (built / "out" / "thesis.pdf").read_bytes()


@pytest.mark.parametrize("left_over", ["", "[]", '{"pages": {"pdf": "many"}}', "\x00"])
def test_a_damaged_manifest_is_no_obstacle(tmp_path: Path, left_over: str) -> None:
    built, _ = make(tmp_path, {"source/1.md": CHAPTER, "out/manifest.json": left_over})

    assert built is not None


def test_the_profile_may_be_chosen_for_one_build(tmp_path: Path) -> None:
    make(tmp_path, {"source/1.md": CHAPTER}, profile_id="ru-gost-7.32-2017")

    assert manifest(tmp_path)["profile"] == "ru-gost-7.32-2017"


def test_stages_are_told_as_they_begin(tmp_path: Path) -> None:
    told: list[str] = []

    new = CHAPTER + "\nЕшкім баспаған сөз.\n"
    built, _ = make(tmp_path, {"source/1.md": new}, report=told.append)

    assert built is not None
    assert told == ["reading", "resolving", "PDF"] == list(built.seconds)


def test_a_mistake_stops_before_anything_is_laid_out(tmp_path: Path) -> None:
    told: list[str] = []

    built, findings = make(tmp_path, {"source/1.md": "# А\n\n@fig:x\n"}, report=told.append)

    assert built is None
    assert codes(findings) == ["X201"]
    assert told == ["reading", "resolving"]
    assert not (tmp_path / "out").exists()


def test_mistakes_of_all_files_are_found_in_one_run(tmp_path: Path) -> None:
    _, findings = make(
        tmp_path,
        {"source/1.md": "# А\n\n```\n", "source/2.md": "# Ә\n\n@fig:x\n", "source/3.md": b"\xff"},
    )

    assert sorted(codes(findings)) == ["R103", "S105", "X201"]


def test_a_section_for_jinja_knows_the_thesis(tmp_path: Path) -> None:
    filled = "{% for n in range(2) %}\n# {{ thesis.title }} {{ n }} {#sec:{{ n }}}\n\n{% endfor %}"

    built, findings = make(tmp_path, {"source/1.md.j2": filled.replace("{#sec", "{{ '{' }}#sec")})

    assert built is not None, findings
    assert manifest(tmp_path)["page_map"]["pdf"] == {"sec:0": "3", "sec:1": "4"}


def test_mistakes_in_a_filled_section_show_the_filled_text(tmp_path: Path) -> None:
    texts: dict[str, str] = {}
    findings = Findings()
    filled = "# А\n\n{% for n in range(2) %}\n@fig:x{{ n }}\n{% endfor %}"

    build(write_project(tmp_path, {"source/1.md.j2": filled}), findings, texts)

    places = [texts[d.span.file][d.span.start : d.span.end] for d in findings.diagnostics]
    assert places == ["@fig:x0", "@fig:x1"]


def test_a_letter_that_the_face_lacks_is_a_warning_at_its_place(tmp_path: Path) -> None:
    built, findings = make(tmp_path, {"source/1.md": "# А {#sec:a}\n\nмәтін 😀\n"})

    [told] = findings.diagnostics
    assert built is not None
    assert (told.code, told.severity, told.span.file) == ("F102", "warning", "source/1.md")
    assert told.message == "the face Liberation Serif has no glyph for '😀' (U+1F600)"


def test_without_a_face_that_has_kazakh_letters_nothing_is_printed(tmp_path: Path) -> None:
    profile = "extends: kz-diploma\ntext: {font: No Such Face, fallback: [None Either]}\n"

    built, findings = make(
        tmp_path,
        {
            "source/thesis.yaml": THESIS + "profile: uni\n",
            "source/1.md": CHAPTER,
            "styles/uni/profile.yaml": profile,
        },
    )

    assert built is None
    assert codes(findings) == ["F101"]


def test_a_template_of_the_project_wins_over_that_of_the_profile(tmp_path: Path) -> None:
    part = '<section class="title-page" id="t"><p id="{}">x</p></section>'
    files: dict[str, str | bytes] = {
        "source/thesis.yaml": THESIS + "profile: uni\n",
        "source/1.md": "# А {#sec:a}\n\n[x](#sec:a)\n",
        "styles/uni/profile.yaml": "extends: kz-diploma\n",
        "styles/uni/title-page.html.j2": part.format("profile"),
    }

    make(tmp_path / "a", files)
    make(tmp_path / "b", files | {"templates/title-page.html.j2": part.format("project")})

    assert "styles/uni/title-page.html.j2" in manifest(tmp_path / "a")["inputs"]
    inputs = manifest(tmp_path / "b")["inputs"]
    assert "templates/title-page.html.j2" in inputs
    assert "styles/uni/title-page.html.j2" not in inputs
