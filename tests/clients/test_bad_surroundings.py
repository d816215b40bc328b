"""What can go wrong around a build: LibreOffice, the folder `out/`, an interrupt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from command_line import INTERRUPTIBLE, LAST_GOOD, build, contents, last_good, told
from processes import descendants, wait_until
from thesis_case import write_project


@pytest.mark.usefixtures("no_soffice")
def test_without_libreoffice_the_docx_has_the_pages_of_the_pdf(tmp_path: Path) -> None:
    root = write_project(tmp_path / "thesis", {"source/1.md": "# А {#sec:a}\n\nмәтін\n"})

    result = build(root)

    assert result.exit_code == 0
    assert [line.split(":")[0] for line in told(result)] == [
        "warning[D201]",
        "  = help",
        "1 warning",
    ]
    pages = json.loads((root / "out" / "manifest.json").read_text(encoding="utf-8"))["page_map"]
    assert pages["docx"] == pages["pdf"] == {"sec:a": "3"}


def test_a_libreoffice_that_crashes_leaves_the_pages_of_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    soffice = programs / "soffice"
    soffice.write_text("#!/bin/sh\necho 'Fatal exception: Signal 11' >&2\nexit 139\n")
    soffice.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    root = write_project(tmp_path / "thesis", {"source/1.md": "# А {#sec:a}\n\nмәтін\n"})

    result = build(root)

    assert result.exit_code == 0
    assert told(result) == [
        "warning[D202]: LibreOffice failed with status 139: Fatal exception: Signal 11: "
        "the page numbers in the DOCX are an estimate",
        "  = help: open the DOCX in Word and update the contents (Ctrl+A, F9)",
        "1 warning",
    ]
    pages = json.loads((root / "out" / "manifest.json").read_text(encoding="utf-8"))["page_map"]
    assert pages["docx"] == pages["pdf"] == {"sec:a": "3"}


def test_what_stands_in_the_place_of_out_is_named_and_left(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"source/1.md": "# А {#sec:a}\n"})
    out = root / "out"

    def refused() -> str:
        result = build(root, "--to", "pdf")
        assert result.exit_code == 1
        assert not list(root.rglob(".writing-*"))
        [error, help, count] = told(result)
        assert count == "1 error"
        return f"{error}{help}"

    out.write_bytes(b"a file")
    assert refused() == (
        "error[B101]: out/ cannot be written: out is a file"
        "  = help: move it away: a build makes a folder out/"
    )
    assert out.read_bytes() == b"a file"
    out.unlink()

    out.symlink_to(tmp_path / "unplugged")
    assert refused() == (
        "error[B101]: out/ cannot be written: out is a link that leads to no folder"
        "  = help: delete the link out, or make the folder that it names"
    )
    out.unlink()

    (out / "manifest.json").mkdir(parents=True)
    (out / "thesis.pdf").write_bytes(b"%PDF good")
    assert refused() == (
        "error[B101]: out/ cannot be written: out/manifest.json is a folder"
        "  = help: move it away: a file belongs there"
    )
    assert (out / "thesis.pdf").read_bytes() == b"%PDF good"
    (out / "manifest.json").rmdir()

    assert build(root, "--to", "pdf").exit_code == 0


def test_ctrl_c_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    root = write_project(tmp_path / "thesis", {"source/1.md": "# А {#sec:a}\n\nмәтін\n"})
    out = last_good(root)
    temporary = tmp_path / "tmp"
    temporary.mkdir()

    with subprocess.Popen(
        [*INTERRUPTIBLE, "build", "-C", str(root)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "DOCX …\n":
            assert process.poll() is None
        wait_until(lambda: "soffice.bin" in descendants(process.pid).values())
        children = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)

    assert process.returncode == 130
    assert rest == "\ninterrupted; what was finished before is untouched\n"
    wait_until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in children), seconds=5)
    assert list(temporary.iterdir()) == []
    assert contents(out) == LAST_GOOD
