import time
from pathlib import Path

import pytest
from docx_case import chapter, draft
from lxml import etree

from baspa.diagnostics import Findings
from baspa.docx.filled import Filled
from baspa.docx.pagination import paginate, read_runs
from baspa.libreoffice import Office, read_layout
from baspa.model import PageMap, RowPlace
from baspa.model.pages import page_label

ESTIMATE = PageMap(labels={"sec:a": "7"}, total=9)


def write(pages: PageMap) -> Filled:
    body = chapter('<h1 id="sec:a" class="structural">КІРІСПЕ</h1>')
    return draft(body).filled(pages)


def program(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_without_libreoffice_the_estimate_stays_and_is_called_one(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = Findings()

    result = paginate(write, ESTIMATE, findings)

    assert (result.pages, result.layouts, result.estimated) == (ESTIMATE, 0, True)
    assert result.docx == write(ESTIMATE).docx
    assert [d.code for d in findings.diagnostics] == ["D201"]
    assert not findings.failed


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo out of memory; exit 77", "LibreOffice failed with status 77: out of memory"),
        ("exit 0", "LibreOffice ended without a layout"),
    ],
)
def test_a_failing_libreoffice_is_reported_and_the_estimate_stays(tmp_path, script, reason):
    findings = Findings()

    with Office(soffice=program(tmp_path, script)) as office:
        result = paginate(write, ESTIMATE, findings, office)

    assert (result.pages, result.estimated) == (ESTIMATE, True)
    (found,) = findings.diagnostics
    assert found.code == "D202"
    assert found.message.startswith(reason)


def test_a_hanging_libreoffice_is_killed_with_its_children(tmp_path):
    script = program(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    findings = Findings()

    begun = time.monotonic()
    with Office(soffice=script, seconds=1) as office:
        result = paginate(write, ESTIMATE, findings, office)

    assert time.monotonic() - begun < 30
    assert result.estimated
    assert findings.diagnostics[0].message.startswith("LibreOffice did not finish within 1 s")
    child = int((tmp_path / "child").read_text())
    assert not is_running(child)


def is_running(process: int) -> bool:
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text().split()[2]
        except FileNotFoundError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


def test_a_libreoffice_that_cannot_be_started_is_reported(tmp_path):
    findings = Findings()
    with Office(soffice=tmp_path / "none") as office:
        result = paginate(write, ESTIMATE, findings, office)

    assert result.estimated
    assert findings.diagnostics[0].message.startswith("LibreOffice cannot be started")


def test_the_cache_folder_may_be_read_only(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    findings = Findings()

    with Office(soffice=program(tmp_path, "exit 0")) as office:
        paginate(write, ESTIMATE, findings, office)

    assert [d.code for d in findings.diagnostics] == ["D202"]


def test_printed_numbers_follow_the_sections():
    sections = {
        "a": (1, None),
        "b": (3, '<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'),
        "c": (7, '<w:pgNumType w:fmt="none"/>'),
        "d": (8, '<w:pgNumType w:fmt="decimal" w:start="1"/>'),
        "e": (10, None),
    }
    xml = "".join(
        f"<w:p><w:pPr><w:sectPr>{numbering or ''}</w:sectPr></w:pPr>"
        f'<w:bookmarkStart w:name="{name}"/></w:p>'
        for name, (_, numbering) in sections.items()
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = etree.fromstring(f'<w:body xmlns:w="{namespace}">{xml}</w:body>')

    runs = read_runs(body, {name: page for name, (page, _) in sections.items()})

    labels = [page_label(page, runs) for page in (1, 2, 3, 6, 7, 8, 9, 10, 13)]
    assert labels == ["1", "2", "i", "iv", "", "1", "2", "3", "6"]


def test_places_are_told_from_the_top_of_their_page_without_drift():
    upright, wide = "29700 2499", "21001 3000"
    pages = [f"{n} {wide if n == 3 else upright}" for n in range(1, 601) if n != 5]
    rows = ["1 1704 _a", "4 81904 _b", "6 112106 _c b", "600 18051681 _d"]
    told = ["LibreOffice 9.9", *pages, "", "4 _b", "6 _e f", "", *rows]

    layout = read_layout("\n".join(told))

    assert (layout.engine, layout.pages) == ("LibreOffice 9.9", 599)
    assert layout.physical == {"_b": 4, "_e f": 5}
    assert layout.places == {
        "_a": RowPlace(1, 119.15),
        "_b": RowPlace(4, 70.85),
        "_c b": RowPlace(5, 70.85),
        "_d": RowPlace(599, 70.85),
    }
