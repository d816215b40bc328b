"""LibreOffice as our child: one process lays out several files, and ends with us."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document

from baspa.libreoffice import Office


def docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\n")[0]


def offices(folder: Path) -> set[int]:
    """Return the processes of LibreOffice whose profile is under `folder`."""
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            command = (each / "cmdline").read_text()
        except OSError:  # it has just ended
            continue
        if "soffice.bin" in command and str(folder) in command:
            found.add(int(each.name))
    return found


def wait_for(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder with a profile folder that is set up."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Office() as office:
        office.lay_out(docx("бірінші"))
    yield tmp_path
    wait_for(lambda: not offices(tmp_path))


def test_one_process_lays_out_one_file_after_another(cache: Path) -> None:
    with Office() as office:
        office.prepare()
        office.begin(docx("бір"))
        first = office.lay_out(docx("бір"))
        before = offices(cache)
        second = office.lay_out(docx("екі"))

        assert [text_of(pdf) for pdf in (first, second)] == ["бір", "екі"]
        assert len(before) == 1
        assert offices(cache) == before


def test_what_was_begun_for_nothing_is_forgotten(cache: Path) -> None:
    with Office() as office:
        office.begin(docx("бір"))

        assert text_of(office.lay_out(docx("екі"))) == "екі"


def test_a_libreoffice_that_died_is_not_missed(cache: Path) -> None:
    with Office() as office:
        office.lay_out(docx("бір"))
        for process in offices(cache):
            os.kill(process, signal.SIGKILL)

        assert text_of(office.lay_out(docx("екі"))) == "екі"


def test_a_libreoffice_whose_folders_are_deleted_is_not_waited_for(cache: Path) -> None:
    with Office() as office:
        office.lay_out(docx("алдымен"))
        shutil.rmtree(cache / "baspa")

        assert text_of(office.lay_out(docx("кейін"))) == "кейін"


def test_libreoffice_ends_when_we_are_killed(cache: Path) -> None:
    code = "from baspa.libreoffice import Office; Office().prepare(); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        wait_for(lambda: offices(cache))
        process.kill()

    wait_for(lambda: not offices(cache))
