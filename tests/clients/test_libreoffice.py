"""LibreOffice as our child: one process lays out several files, and ends with us."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document

from baspa.libreoffice import LayoutError, Office

T = TypeVar("T")


def docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def printed(office: Office, text: str) -> str:
    """Return what `office` prints of a file with `text`."""
    pdf = office.pdf(docx(text))
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


def sockets(process: int) -> list[Path]:
    """Return the sockets with a name that a process listens at."""
    names = Path("/proc/net/unix").read_text().splitlines()[1:]
    by_inode = {fields[6]: fields[7] for fields in map(str.split, names) if len(fields) > 7}
    opened = (str(each.readlink()) for each in Path(f"/proc/{process}/fd").iterdir())
    inodes = [name[len("socket:[") : -1] for name in opened if name.startswith("socket:[")]
    return [Path(by_inode[inode]) for inode in inodes if inode in by_inode]


def wait_for(find: Callable[[], T]) -> T:
    """Return what is found as soon as it is true."""
    end = time.monotonic() + 60
    while not (found := find()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path
    wait_for(lambda: not offices(tmp_path))


def test_one_process_lays_out_one_file_after_another(cache: Path) -> None:
    with Office() as office:
        office.prepare()
        office.begin(docx("бір"), prints=True)
        before = wait_for(lambda: offices(cache))

        assert office.lay_out(docx("бір")).pages == 1
        assert [printed(office, text) for text in ("бір", "екі", "екі")] == ["бір", "екі", "екі"]
        assert offices(cache) == before
        assert len(before) == 1


def test_what_was_begun_for_nothing_is_forgotten(cache: Path) -> None:
    with Office() as office:
        office.begin(docx("бір"), prints=True)

        assert printed(office, "екі") == "екі"


def test_a_libreoffice_that_died_is_not_missed(cache: Path) -> None:
    with Office() as office:
        office.lay_out(docx("бір"))
        for process in offices(cache):
            os.kill(process, signal.SIGKILL)

        assert printed(office, "бір") == "бір"


def test_a_file_that_cannot_be_read_is_told_of_and_the_next_one_is_laid_out(cache: Path) -> None:
    with Office() as office:
        with pytest.raises(LayoutError, match=r"^LibreOffice failed: \S"):
            office.lay_out(b"PK\3\4")

        assert printed(office, "бір") == "бір"


def test_a_libreoffice_whose_folders_are_deleted_is_not_waited_for(cache: Path) -> None:
    with Office() as office:
        office.lay_out(docx("алдымен"))
        shutil.rmtree(cache / "baspa")

        assert printed(office, "кейін") == "кейін"


def test_who_does_not_know_the_secret_is_not_taken_for_libreoffice(cache: Path) -> None:
    with Office() as office, socket.socket() as stranger, socket.socket() as silent:
        office.prepare()
        assert office._running is not None
        port = office._running._listener.getsockname()[1]
        for each, said in ((stranger, b"\1" * 64), (silent, b"")):
            each.connect(("127.0.0.1", port))
            each.sendall(said)
        silent.shutdown(socket.SHUT_WR)

        assert office.lay_out(docx("бір")).pages == 1
        assert stranger.recv(1) == silent.recv(1) == b""


def test_nothing_stays_behind_it(cache: Path) -> None:
    with Office() as office:
        office.lay_out(docx("бір"))
        [process] = offices(cache)
        heard = sockets(process)
        assert [path.name.partition("IPC")[0] for path in heard] == [
            f"OSL_PIPE_{os.getuid()}_SingleOffice"
        ]

    assert not any(path.exists() for path in heard)
    assert [path for path in (cache / "baspa" / "temporary").iterdir() if path.is_dir()] == []


def test_libreoffice_ends_when_we_are_killed(cache: Path) -> None:
    code = "from baspa.libreoffice import Office; Office().prepare(); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        wait_for(lambda: offices(cache))
        process.kill()

    wait_for(lambda: not offices(cache))
