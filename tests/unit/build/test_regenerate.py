"""Builds after builds: what is repeated, what is put back, what is made anew, and why."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from thesis_case import SVG, THESIS, write_project

from baspa import libreoffice
from baspa.build import making, memo, workshop
from baspa.build.build import Built, build
from baspa.build.inputs import read_surroundings
from baspa.diagnostics import Findings
from baspa.pdf.press import Press
from baspa.pdf.processes import processors

FIRST = "# Бірінші тарау {#sec:a}\n\nМәтін, @sec:b.\n"
SECOND = "# Екінші тарау {#sec:b}\n\nӘңгіме.\n"
NOTHING = "nothing was made: all that the files are made of is as it was"


def make(root: Path, **options: Any) -> tuple[Built | None, Findings]:
    findings = Findings()
    return build(root, findings, {}, **{"to": "pdf"} | options), findings


def explained(root: Path, **options: Any) -> tuple[str, ...]:
    built, findings = make(root, **options)
    assert built is not None, findings
    return built.explanation


def outputs(root: Path) -> dict[str, bytes]:
    """Return the files of `out/` as a clean build makes them: without the story of the build."""
    found = {path.name: path.read_bytes() for path in sorted((root / "out").iterdir())}
    told = json.loads(found["manifest.json"])
    del told["build"]
    return found | {"manifest.json": json.dumps(told).encode()}


def clean(root: Path, **options: Any) -> dict[str, bytes]:
    """Return what a build makes of the project elsewhere, without anything that was kept."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASPA_CACHE", "off")
        for name in ("source", "styles", "templates"):
            if (root / name).is_dir():
                shutil.copytree(root / name, Path(folder) / name)
        assert make(Path(folder), **options)[0] is not None
        return outputs(Path(folder))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built, in a store of its own, by a process that remembers nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memo._recent.clear()
    project = write_project(tmp_path / "thesis", {"source/1.md": FIRST, "source/2.md": SECOND})
    assert make(project)[0] is not None
    return project


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


def test_without_a_change_nothing_that_makes_files_is_imported(root: Path) -> None:
    slow = ("pydantic", "yaml", "jinja2", "lxml", "markdown_it", "weasyprint", "fontTools")
    program = (
        "import sys; from baspa.cli import main\n"
        f"main(['build', '--to', 'pdf', '-C', {str(root)!r}], standalone_mode=False)\n"
        f"print([name for name in {slow} if name in sys.modules])"
    )

    def imported() -> str:
        command = [sys.executable, "-c", program]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert imported().endswith(f"{NOTHING}\n[]\n")

    write_project(root, {"source/1.md": f"{FIRST}\nЖаңа.\n"})
    edited = imported().splitlines()[-1]
    assert "'pydantic'" in edited
    assert ("'weasyprint'" in edited) == (processors() < 2)


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


@pytest.mark.parametrize("name", ["thesis.pdf", "manifest.json"])
@pytest.mark.parametrize("damage", ["deleted", "altered"])
def test_a_damaged_output_is_put_back(root: Path, name: str, damage: str) -> None:
    good = outputs(root)
    (root / "out" / name).unlink() if damage == "deleted" else (root / "out" / name).write_text("x")

    explanation = explained(root)

    assert outputs(root) == good
    if name == "thesis.pdf":
        assert explanation == ("nothing was made; deleted or altered, and put back: thesis.pdf",)


def test_an_edit_and_its_undoing_cost_nothing(root: Path) -> None:
    good = outputs(root)
    (root / "source" / "2.md").write_text(SECOND + "\nЖаңа.\n", encoding="utf-8")
    assert explained(root) == (
        "edited: source/2.md",
        "section files: 1 of 2 made anew (source/2.md)",
        "citations: as before",
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


def test_libreoffice_is_at_work_before_the_press(root: Path) -> None:
    (root / "source" / "1.md").write_text(FIRST.replace("Мәтін", "Сөз"), encoding="utf-8")
    order = []

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: order.append(name) or work(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "_Task", noted("DOCX", libreoffice._Task))
        patch.setattr(Press, "lay_out", noted("PDF", Press.lay_out))
        explained(root, to="all")

    assert order == ["DOCX", "PDF", "PDF"]


def test_a_docx_that_is_built_alone_is_that_of_a_build_of_both(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Press, "lay_out", None)
        explained(root, to="docx")
    alone = outputs(root)

    assert "twins" not in json.loads(alone["manifest.json"])
    assert alone["thesis.docx"] == clean(root, to="all")["thesis.docx"]
    explained(root, to="all")
    assert outputs(root) == clean(root, to="all")


@pytest.mark.parametrize("text", [FIRST + "@sec:none\n", FIRST])
def test_libreoffice_is_not_started_for_mistakes_or_a_docx_that_is_known(
    root: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(root, to="all")
    (root / "source" / "1.md").write_text(text, encoding="utf-8")
    (root / "source" / "2.md").write_text(f"<!-- бұрын -->\n\n{SECOND}", encoding="utf-8")
    monkeypatch.setattr(libreoffice, "_Running", None)

    built, findings = make(root, to="all")

    assert (built is None) == findings.failed == (text != FIRST)


def test_a_docx_whose_text_is_the_same_is_not_laid_out_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(root, to="all")
    before = (root / "out" / "thesis.docx").read_bytes()
    (root / "source" / "2.md").write_text(f"<!-- бұрын -->\n\n{SECOND}", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("baspa.libreoffice.Office.lay_out", None)
        explanation = explained(root, to="all")

    assert explanation[-2:] == ("layout of the DOCX: as before", "DOCX: made anew")
    assert (root / "out" / "thesis.docx").read_bytes() != before  # it tells where its blocks stand
    assert outputs(root) == clean(root, to="all")


def test_a_clock_that_was_set_back_hides_no_edit(root: Path) -> None:
    path = root / "source" / "2.md"
    told = path.stat()
    edited = SECOND.replace("Әңгіме", "Аңгіме")
    assert len(edited.encode()) == told.st_size

    path.write_text(edited, encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    explanation = explained(root)

    assert (explanation[0], explanation[-1]) == (
        "edited: source/2.md",
        "PDF: 1 of 4 made anew (part-sec:b)",
    )


def test_a_file_too_large_to_be_read_each_time_hides_no_edit(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baspa.build.inputs.READ_EACH_TIME", 10)
    path = root / "source" / "2.md"
    explained(root)
    told = path.stat()

    path.write_text(SECOND.replace("Әңгіме", "Аңгіме"), encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    assert explained(root)[0] == "edited: source/2.md"


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


def test_a_damaged_store_costs_time_only(root: Path, tmp_path: Path) -> None:
    good = outputs(root)
    (root / "out" / "thesis.pdf").unlink()
    for kept in (tmp_path / "cache" / "baspa" / "store").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    memo._recent.clear()

    assert explained(root)[-1] == "PDF: made anew"
    assert outputs(root) == good


def test_the_store_may_be_deleted_or_off(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = outputs(root)
    monkeypatch.setenv("BASPA_CACHE", "off")

    assert explained(root)[-1] == "PDF: made anew"
    assert outputs(root) == good


def test_a_full_disk_leaves_the_last_good_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = outputs(root)
    write_project(root, {"source/2.md": SECOND + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", _full)
        built, findings = make(root)
    assert built is None
    assert [d.message for d in findings.diagnostics] == [
        "out/ cannot be written: No space left on device"
    ]
    assert outputs(root) == good

    assert make(root)[0] is not None
    assert outputs(root) == clean(root)


def _full(path: Path, content: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_changes_while_it_is_read_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, edits = making.prepare, iter(["edited meanwhile"])

    def prepare(*given: Any) -> Any:
        prepared = read(*given)
        for edit in edits:
            write_project(root, {"source/2.md": f"{SECOND}\n{edit}\n"})
        return prepared

    write_project(root, {"source/1.md": FIRST + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(making, "prepare", prepare)
        explanation = explained(root)

    assert explanation[0] == "edited: source/1.md, source/2.md"
    assert outputs(root) == clean(root)


def test_sources_that_never_stay_are_no_thesis(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, number = making.prepare, iter(range(100))

    def prepare(*given: Any) -> Any:
        prepared = read(*given)
        write_project(root, {"source/2.md": f"{SECOND}\n{next(number)}\n"})
        return prepared

    good = outputs(root)
    write_project(root, {"source/1.md": FIRST + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(making, "prepare", prepare)
        built, findings = make(root)

    assert (built, [d.code for d in findings.diagnostics]) == (None, ["B102"])
    assert outputs(root) == good
    assert make(root)[0] is not None
    assert outputs(root) == clean(root)


def test_two_builds_at_once_both_write_whole_files(root: Path) -> None:
    write_project(root, {"source/2.md": SECOND + "\nЖаңа.\n"})
    command = [sys.executable, "-m", "baspa", "build", "-C", str(root), "--to", "pdf"]

    builds = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate(timeout=120)[1] for each in builds]

    assert [each.returncode for each in builds] == [0, 0], said
    assert outputs(root) == clean(root)


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
