"""What an import takes at most: the same message over all formats, and nothing that has no end."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from baspa.cli import main
from baspa.diagnostics import Findings, StopBuild
from baspa.importers import limits
from baspa.importers.limits import within_limits
from baspa.libreoffice import Hung, run_limited

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
CELLS = f"<w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc>{PARAGRAPH}</w:tc></w:tr>"
NESTED = "<w:tbl><w:tr><w:tc>" * 70 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 70


def docx(folder: Path, body: str) -> Path:
    file = folder / "thesis.docx"
    with zipfile.ZipFile(file, "w") as zipped:
        content = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
        zipped.writestr("word/document.xml", content)
    return file


def written(folder: Path, kind: str, text: str) -> Path:
    if kind == "docx":
        return docx(folder, text)
    file = folder / f"thesis.{kind}"
    file.write_text(text, encoding="utf-8")
    return file


def refused(file: Path) -> str:
    """Import what is refused; return what is said."""
    project = file.parent / "project"
    done = CliRunner().invoke(main, ["import", str(file), "-o", str(project)])
    assert done.exit_code == 1, done.output
    assert not project.exists()
    assert done.output.startswith(f"{file.name}: error[I109]: ")
    return done.output.splitlines()[0].partition("error[I109]: ")[2]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("docx", f"<w:tbl>{CELLS * 4}</w:tbl>"),
        ("html", f"<table>{'<tr><td>a</td><td>b</td></tr>' * 4}</table>"),
        ("md", "| a | b |\n|---|---|\n" + "| c | d |\n" * 3),
        ("tex", r"\begin{tabular}{ll} " + r"a & b \\ " * 4 + r"\end{tabular}"),
        ("txt", "Таблица 1 – Числа\n" + "Иван\t1\n" * 4),
    ],
)
def test_too_many_cells_are_refused_in_each_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, text: str
) -> None:
    monkeypatch.setattr(limits, "CELLS", 7)

    assert (
        refused(written(tmp_path, kind, text)) == "the document has more than 7 cells in its tables"
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("docx", NESTED),
        ("html", "<ul><li>a" * 70 + "</li></ul>" * 70),
        ("md", f"{'> ' * 70}a\n"),
        ("tex", r"\begin{quote}a " * 70 + r"\end{quote}" * 70),
    ],
)
def test_what_lies_too_deep_in_one_another_is_refused_in_each_format(
    tmp_path: Path, kind: str, text: str
) -> None:
    said = refused(written(tmp_path, kind, text))

    assert said == "lists, tables or the like lie in one another, more than 60 deep"


@pytest.mark.parametrize(
    ("limit", "kind", "text", "what"),
    [
        ("LINES", "txt", "Words.\n" * 6, "paragraphs or lines"),
        ("LINES", "md", "Words.\n\n" * 6, "paragraphs or lines"),
        ("HEADINGS", "md", "# Title\n\nWords.\n\n" * 6, "headings"),
        ("ELEMENTS", "docx", PARAGRAPH * 6, "elements"),
        ("ELEMENTS", "html", "<p>Words" * 6, "elements"),
        ("OBJECTS", "md", "A note^[Words.] " * 6, "notes, links, formulas, pictures and tables"),
    ],
)
def test_too_much_of_one_kind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, kind: str, text: str, what: str
) -> None:
    monkeypatch.setattr(limits, limit, 5)

    assert refused(written(tmp_path, kind, text)) == f"the document has more than 5 {what}"


def test_a_folder_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.md").write_text("# A\n")
    monkeypatch.setattr(limits, "FILES", 5)

    assert refused(folder) == "the folder has more than 5 files"


def test_an_import_ends_when_its_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0)
    monkeypatch.setattr(limits, "_LOOK_SECONDS", 0.01)
    findings = Findings()

    with pytest.raises(StopBuild), within_limits(tmp_path, findings):
        while True:
            pass
    assert [d.code for d in findings.diagnostics] == ["I109"]
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_import_ends_when_it_takes_too_much_memory(tmp_path: Path) -> None:
    findings, before = Findings(), resource.getrlimit(resource.RLIMIT_DATA)

    with pytest.raises(StopBuild), within_limits(tmp_path, findings):
        bytearray(2 * limits.MEGABYTES * 1_000_000)
    assert [d.message for d in findings.diagnostics] == [
        "the import takes more than 600 MB of memory"
    ]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


@pytest.mark.parametrize("action", ["while :; do :; done", "sleep 60 & sleep 60"])
def test_a_conversion_that_has_no_end_is_ended_with_its_children(
    tmp_path: Path, action: str
) -> None:
    """Working all the time, or waiting for a child."""
    begun = time.monotonic()
    script = f"echo $$ > {tmp_path}/number; {action}"

    with pytest.raises(Hung, match=r"did not finish within [24] s"):
        run_limited(["/bin/sh", "-c", script], tmp_path, 2)
    assert time.monotonic() - begun < 20
    group = (tmp_path / "number").read_text().strip()
    while _alive(group) and time.monotonic() - begun < 40:
        time.sleep(0.05)
    assert _alive(group) == []


def test_an_import_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("".join(f"1.{n} Глава\nМәтін {n} бар еді.\n" for n in range(20_000)))
    command = [sys.executable, "-m", "baspa", "import", str(file), "-o", str(tmp_path / "project")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while not [*Path(f"/proc/{child.pid}").glob("task")] or _seconds(child.pid) < 1:
        time.sleep(0.05)

    child.send_signal(signal.SIGINT)

    said, _ = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def _alive(group: str) -> list[str]:
    """Return the processes of a group that have not ended."""
    stats = list[list[str]]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            stats.append(path.read_text().rpartition(")")[2].split())
    return [fields[0] for fields in stats if fields[2] == group and fields[0] != "Z"]


def _seconds(process: int) -> float:
    """Return what a process took of a processor."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
