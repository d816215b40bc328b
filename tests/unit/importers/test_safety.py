"""Hostile and broken files: a diagnostic, no traceback, nothing fetched."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from legacy_document import convert, flat_document, paragraph

from baspa.cli import main

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD}><w:body><w:p><w:r><w:t>Введение</w:t></w:r></w:p></w:body></w:document>"


def run(file: Path) -> Result:
    done = CliRunner().invoke(main, ["import", str(file), "-o", str(file.parent / "project")])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def package(folder: Path, *parts: tuple[str, str | bytes]) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in parts:
            zipped.writestr(name, part)
    file = folder / "thesis.docx"
    file.write_bytes(content.getvalue())
    return file


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("word/document.xml", b"<a>" + b" " * 80_000_000 + b"</a>")], "unfolds"),
        ([(f"p{n}", "") for n in range(5000)], "5000 parts"),
        ([("word/document.xml", BODY), ("../../evil", "x")], "the path"),
        ([("word/document.xml", BODY), ("/etc/evil", "x")], "the path"),
        (
            [("word/document.xml", f'<!DOCTYPE a [<!ENTITY b "c">]>{BODY}')],
            "declares a document type",
        ),
        ([("word/document.xml", f"<w:document {WORD}>" + "<w:p>" * 9999)], "no well-formed XML"),
        ([("other.xml", "<a/>")], "holds no word/document.xml"),
    ],
)
def test_a_dangerous_package_is_refused(
    tmp_path: Path, parts: list[tuple[str, str | bytes]], said: str
) -> None:
    done = run(package(tmp_path, *parts))

    assert done.exit_code == 1
    assert "error[I103]" in done.output
    assert said in done.output


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = package(tmp_path, ("word/document.xml", BODY), ("word/document.xml", BODY))

    assert "twice" in run(file).output


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_bytes_that_are_no_package_are_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"thesis.{kind}"
    file.write_bytes(bytes(range(256)) * 40)

    assert "error[I103]" in run(file).output


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_bytes(bytes(range(32)) * 200)

    assert "error[I103]" in run(file).output


def test_a_text_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    with file.open("wb") as written:
        written.truncate(100_000_000)

    assert "error[I102]" in run(file).output


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "thesis.xyz"
    file.write_text("text")

    assert "error[I101]" in run(file).output


def test_an_external_picture_and_a_macro_are_left_out(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="image" TargetMode="External" Target="file:///etc/passwd"/>'
        "</Relationships>"
    )
    drawing = (
        '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:link="r1"/></w:drawing>'
    )
    body = BODY.replace("</w:r>", f"{drawing}</w:r>")
    done = run(
        package(
            tmp_path,
            ("word/document.xml", body),
            ("word/_rels/document.xml.rels", relations),
            ("word/vbaProject.bin", b"x"),
        )
    )

    assert done.exit_code == 0
    files = [p.name for p in (tmp_path / "project").rglob("*") if p.is_file()]
    assert sorted(files) == [
        "0010-introduction.md", "import-report.html", "import-report.json", "thesis.yaml",
    ]  # fmt: skip
    said = (tmp_path / "project/import-report.json").read_text(encoding="utf-8")
    assert "vbaProject.bin" in said
    assert "a picture was not taken over" in said


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server, and the paths that it is asked for."""
    paths = list[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_linked_pictures_are_not_fetched(
    tmp_path: Path, asked: tuple[str, list[str]], kind: str
) -> None:
    address, paths = asked
    frame = (
        '<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="3cm">'
        f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple"/></draw:frame>'
    )
    source = tmp_path / "linked.fodt"
    source.write_text(
        flat_document(paragraph("Введение") + paragraph(f"Текст {frame}")), encoding="utf-8"
    )
    file = convert(source, (kind,), tmp_path / "profile")[kind]
    assert paths, "LibreOffice itself follows the link when nothing forbids it"
    paths.clear()

    assert run(file).exit_code == 0
    assert paths == []
