"""What is put together from fragments is the document of a single pass, page for page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from single_pass import assert_same, in_fragments, in_one_pass, printable
from thesis_case import PNG, SVG, write_project

from baspa.build.making import print_pdf
from baspa.build.pipeline import Printable
from baspa.diagnostics import Findings
from baspa.pdf.division import divide
from baspa.pdf.file import Run
from baspa.pdf.press import Press

TREE = Path(__file__).parents[3]
PARTS = {
    "source/thesis.yaml": ("title: Тақырып\nauthor: {name: А. Б.}\nlists: [figures, tables]\n"),
    "source/01.md": "---\nrole: abstract\n---\nАңдатпа мәтіні.\n",
    "source/10.md": "---\nrole: introduction\n---\n# Кіріспе {#sec:i}\n\n[@sec:b]{.page}-бет.\n",
    "source/20.md": (
        "# Бірінші {#sec:a}\n\n" + "Мәтін мәтін мәтін.\n\n" * 90 + "## Ішкі {#sec:aa}\n\n"
        "Ескерту.[^1] Формула $a^2$, [@tbl:t], [@fig:m].\n\n[^1]: Төменде.\n\n"
        '![Карта](a.svg){#fig:m alt="Нүкте"}\n'
    ),
    "source/a.svg": SVG,
    "source/a.png": PNG,
    "source/30.md": (
        "# Екінші {#sec:b}\n\n|А|Ә|\n|---|---|\n" + "|б|в|\n" * 60 + "\nTable: Кесте {#tbl:t}\n\n"
        '[@sec:a], [@sec:aa]{.page}-бет. ![](a.png){alt="x"}\n\n$$ e = m c^2 $$ {#eq:e}\n'
    ),
    "source/90.md": "---\nrole: appendix\n---\n# Қосымша {#app:a}\n\nМәтін.\n",
}
"""A thesis in which everything refers to everything."""
OWN = "extends: kz-diploma\ntitle: Т\n"
SETTINGS = {
    "two sides": "page: {sides: two, number: {place: bottom-outside}}\n",
    "roman front matter and an empty page": (
        "page: {sides: two, number: {restart_at: introduction, front_format: lower-roman, "
        "first_visible: abstract}}\n"
    ),
    "numbers at the top right": "page: {number: {place: top-right}}\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("parts"), PARTS)


@pytest.mark.parametrize("name", ["kk-odds", "ru-report", "en-paper"])
def test_projects_come_out_as_in_a_single_pass(name: str) -> None:
    given = printable(TREE / "tests" / "projects" / name)

    assert_same(in_fragments(given), in_one_pass(given))


@pytest.mark.parametrize("setting", SETTINGS)
def test_page_numbers_of_all_kinds_come_out_as_in_a_single_pass(
    setting: str, tmp_path: Path
) -> None:
    files = PARTS | {"styles/own/profile.yaml": OWN + SETTINGS[setting]}
    given = printable(write_project(tmp_path, files), "own")

    assert_same(in_fragments(given), in_one_pass(given))


def test_an_empty_page_stands_where_the_body_would_begin_on_the_left(tmp_path: Path) -> None:
    setting = SETTINGS["roman front matter and an empty page"]
    files = PARTS | {"styles/own/profile.yaml": OWN + setting}

    pages = in_fragments(printable(write_project(tmp_path, files), "own")).pages

    assert (pages.places["list-of-tables"], pages.places["sec:i"]) == (5, 7)
    assert (pages.labels["list-of-tables"], pages.labels["sec:i"]) == ("v", "1")


def edited(project: Path, folder: Path, name: str, text: str) -> Printable:
    return printable(write_project(folder, PARTS | {name: text}))


def test_an_edit_lays_out_its_own_part_only(project: Path, tmp_path: Path) -> None:
    press, name = Press(), "source/30.md"
    in_fragments(printable(project), press)

    after = in_fragments(edited(project, tmp_path, name, PARTS[name] + "\nСөз.\n"), press)

    assert after.laid_out == ("part-sec:b",)
    assert after.content == in_fragments(printable(tmp_path)).content


def test_a_word_lays_out_its_page_only_in_another_process_too(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BASPA_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first, second, name = Press(surroundings="here"), Press(surroundings="here"), "source/20.md"
    in_fragments(printable(project), first)

    after = in_fragments(
        edited(project, tmp_path, name, PARTS[name].replace("Ескерту", "Ескертпе")), second
    )

    assert after.laid_out == ("part-sec:a",)
    assert (after.made, after.made_of) == (1, 3)
    assert after.content == in_fragments(printable(tmp_path)).content


def test_the_pages_of_the_last_file_are_known_in_another_process_too(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BASPA_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    given, first = printable(project), Press(surroundings="here")
    content = in_fragments(given, first).content

    known = Press(surroundings="here").last_file(divide(given.html, given.style).head)

    assert known == first.last
    assert known is not None and known.content == content


@pytest.mark.parametrize("left", [b"", b"half"])
def test_ink_that_was_lost_is_made_anew(
    left: bytes, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BASPA_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    given = printable(project)
    before = in_fragments(given, Press(surroundings="here")).content
    for path in (tmp_path / "cache/baspa/store").iterdir():
        if b"FragmentPage" not in path.read_bytes():
            path.write_bytes(left) if left else path.unlink()

    after = in_fragments(given, Press(surroundings="here"))

    assert after.laid_out
    assert after.content == before


def test_an_edit_that_moves_the_pages_behind_it_lays_out_its_own_part_only(
    project: Path, tmp_path: Path
) -> None:
    press, name = Press(), "source/20.md"
    before = in_fragments(printable(project), press).pages

    after = in_fragments(edited(project, tmp_path, name, PARTS[name] + "\nСөз.\n" * 40), press)

    assert (before.labels["sec:b"], after.pages.labels["sec:b"]) == ("10", "11")
    assert after.laid_out == ("part-sec:a",)
    assert_same(after, in_one_pass(printable(tmp_path)))


def runs_of_pages(press: Press) -> list[Run]:
    """Return the objects of each page of the last file; what was copied is the very same."""
    assert press.last is not None
    return [
        leaf.run for quire in press.last.quires.values() for leaf in quire.leaves.value.values()
    ]


def test_pages_that_an_edit_moves_are_copied(tmp_path: Path) -> None:
    press, name = Press(), "source/20.md"
    files = PARTS | {name: PARTS[name] + "\n" + "Мәтін мәтін мәтін.\n\n" * 500}
    before = in_fragments(printable(write_project(tmp_path / "a", files)), press).pages
    copied = runs_of_pages(press)

    files = files | {name: files[name] + "Сөз.\n\n" * 40}
    after = in_fragments(printable(write_project(tmp_path / "b", files)), press)

    behind = runs_of_pages(press)[before.places["sec:b"] - before.total - 1 :]
    assert after.pages.total == before.total + 1
    assert len(behind) == 3 and all(any(run is each for each in copied) for run in behind)
    assert_same(after, in_one_pass(printable(tmp_path / "b")))


def test_a_number_with_more_figures_costs_a_layout_of_what_prints_it(
    project: Path, tmp_path: Path
) -> None:
    press, name = Press(), "source/10.md"
    before = in_fragments(printable(project), press).pages

    after = in_fragments(edited(project, tmp_path, name, PARTS[name] + "\nСөз.\n" * 70), press)

    assert (before.labels["sec:aa"], after.pages.labels["sec:aa"]) == ("9", "10")
    assert set(after.laid_out) == {"part-sec:i", "contents", "list-of-figures", "part-sec:b"}
    assert_same(after, in_one_pass(printable(tmp_path)))


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    """A press of two processes, which are started for small documents too."""
    monkeypatch.setattr("baspa.pdf.press.ENOUGH_LETTERS", 0)
    opened = Press(processes=2)
    with opened:
        yield opened
        programs = [process.program for process in opened.running]
    assert all(program.poll() is not None for program in programs)


def test_processes_print_what_one_prints(project: Path, press: Press) -> None:
    alone = in_fragments(printable(project))

    assert in_fragments(printable(project), press).content == alone.content
    assert len(press.running) == 2


@pytest.mark.parametrize("number", [0, 1])
def test_what_a_process_was_at_when_it_died_is_done_all_the_same(
    number: int, project: Path, press: Press
) -> None:
    press.start(2)
    killed, program = press.running[number], press.running[0].program.pid
    os.kill([program, *divided_from(program)][number], signal.SIGKILL)

    assert in_fragments(printable(project), press) == in_fragments(printable(project))
    assert killed not in press.running


def test_a_press_without_processes_goes_on_by_itself(project: Path, press: Press) -> None:
    press.start(2)
    program = press.running[0].program
    for each in (*divided_from(program.pid), program.pid):
        os.kill(each, signal.SIGKILL)

    assert in_fragments(printable(project), press) == in_fragments(printable(project))
    assert program not in [process.program for process in press.running]
    assert program.returncode == -signal.SIGKILL


def test_nothing_is_left_running_when_we_are_killed(project: Path) -> None:
    program = (
        "import time; from baspa.pdf.press import Press\n"
        "press = Press(processes=2); press.start(2)\n"
        "print(press.running[0].program.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = int(child.stdout.readline())
        started = [first, *divided_from(first)]
        child.kill()
    deadline = time.monotonic() + 60
    while any(is_running(each) for each in started):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert len(started) == 2


def divided_from(program: int) -> list[int]:
    """Return the processes that a program has divided itself into, itself aside, once it has."""
    deadline = time.monotonic() + 60
    while not (found := Path(f"/proc/{program}/task/{program}/children").read_text().split()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return [int(number) for number in found]


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_ctrl_c_ends_the_processes(
    project: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.start(2)
    program = press.running[0].program
    others = divided_from(program.pid)

    def interrupt(_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("baspa.pdf.processes.Process.answer", interrupt)
    with pytest.raises(KeyboardInterrupt):
        in_fragments(printable(project), press)

    assert program.poll() is not None
    assert not any(is_running(each) for each in others)


@pytest.mark.parametrize(
    "style",
    [
        ".chapter { counter-reset: note }",
        "h1 { string-set: title content() }",
        "@page :first { margin: 0 }",
        "h2::after { content: target-text(attr(href)) }",
        "@page { @top-left { content: counter(page) } }",
        '@page upright:right { @bottom-center { content: counter(page) " / 9"; } }',
    ],
)
def test_a_style_sheet_that_counts_through_all_pages_prints_in_a_single_pass(
    style: str, tmp_path: Path
) -> None:
    files = {
        "source/1.md": "# Т {#sec:t}\n\nМәтін.\n",
        "styles/own/profile.yaml": OWN,
        "styles/own/page.css": style,
    }

    pdf = print_pdf(printable(write_project(tmp_path, files), "own"), Findings())

    assert pdf.whole.startswith("the style sheet says")


def test_a_page_with_two_numbers_prints_in_a_single_pass(tmp_path: Path) -> None:
    files = {
        "source/1.md": "# Т {#sec:t}\n\nМәтін.\n",
        "styles/own/profile.yaml": OWN,
        "styles/own/page.css": "@page upright:right { @top-left { content: counter(page); } }",
    }

    pdf = print_pdf(printable(write_project(tmp_path, files), "own"), Findings())

    assert pdf.whole == "no other number can take the place of «@bottom-center»"


def test_a_warning_is_repeated_with_its_part(tmp_path: Path) -> None:
    given = printable(write_project(tmp_path, {"source/1.md": "# Т {#sec:t}\n\nСөз \u4e2d.\n"}))
    press, told = Press(), [Findings(), Findings()]

    for findings in told:
        pdf = print_pdf(given, findings, press=press)

    assert pdf.laid_out == ()
    assert told[0].diagnostics == told[1].diagnostics
    assert [each.code for each in told[0].diagnostics] == ["W101"]
