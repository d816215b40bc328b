"""Hostile and broken files: a diagnostic, no traceback, nothing fetched."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NoReturn

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


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    hidden = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]>{BODY}'

    done = run(package(tmp_path, ("word/document.xml", hidden.encode("utf-16"))))

    assert done.exit_code == 1
    assert "declares a document type" in done.output


def test_parts_that_lie_in_one_another_are_refused(tmp_path: Path) -> None:
    file = package(tmp_path, ("word/document.xml", BODY), ("word/styles.xml", "<a/>"))
    content = file.read_bytes()
    at = content.rindex(b"PK\x01\x02")  # the directory's last entry now points to the first part
    file.write_bytes(content[: at + 42] + bytes(4) + content[at + 46 :])

    done = run(file)

    assert done.exit_code == 1
    assert "lies inside of another one" in done.output


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


RTF = rb"{\rtf1\ansi Kirispe \par {\field{\*\fldinst INCLUDEPICTURE \\d ADDRESS}}}"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("junk.docx", b"PK\x03\x04" + bytes(range(256)), "I103", "no ZIP package"),
        ("cut.docx", None, "I103", "no ZIP package"),
        ("junk.doc", bytes(range(256)) * 40, "I103", "this is no text"),
        ("damaged.doc", COMPOUND + bytes(range(256)) * 40, "I104", "cannot read this file"),
        ("text.docx", b"Introduction", "I103", "no ZIP package"),
        ("blank.txt", b" \n\t" * 50, "I103", "holds no text"),
        ("entities.fodt", b"<!DOCTYPE a [<!ENTITY b 'c'>]><office:document/>", "I103", "document"),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | None, code: str, said: str
) -> None:
    file = tmp_path / name
    if content is None:
        content = package(tmp_path, ("word/document.xml", BODY)).read_bytes()[:-40]
    file.write_bytes(content)

    done = run(file)

    assert done.exit_code == 1
    assert f"error[{code}]" in done.output
    assert said in done.output
    assert not (tmp_path / "project").exists()


def test_a_file_of_another_kind_than_its_name_says_is_read_and_asked_about(tmp_path: Path) -> None:
    file = package(tmp_path, ("word/document.xml", BODY)).rename(tmp_path / "thesis.txt")

    assert run(file).exit_code == 0
    said = (tmp_path / "project/import-report.json").read_text(encoding="utf-8")
    assert "the name of the file says .txt, it was read as .docx" in said


def test_a_device_a_pipe_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    for file in (Path("/dev/zero"), tmp_path / "pipe.txt"):
        done = CliRunner().invoke(main, ["import", str(file), "-o", str(tmp_path / "project")])
        assert done.exit_code == 1
        assert "error[I101]: this is neither a file nor a folder" in done.output
    assert run(tmp_path / "missing.txt").exit_code == 2


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused by the system itself, whoever runs the tests: root may read all else."""
    file = tmp_path / "thesis.txt"
    file.write_text("Введение")

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert "error[I101]: cannot be read (Permission denied)" in run(file).output


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/mine.txt").write_text("mine")
    (tmp_path / "thesis.txt").write_text("Введение")

    assert run(tmp_path / "thesis.txt").exit_code == 2
    assert [p.name for p in (tmp_path / "project").iterdir()] == ["mine.txt"]


def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when the second file is written."""
    file, write, written = tmp_path / "thesis.txt", Path.write_bytes, list[Path]()
    file.write_text("Введение\nТекст.\n")

    def write_once(path: Path, content: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_once)
    done = run(file)

    assert done.exit_code == 1
    assert "error[I106]: the project cannot be written (No space left on device)" in done.output
    assert written
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_project_inside_a_file_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("Введение")

    done = CliRunner().invoke(main, ["import", str(file), "-o", str(file / "project")])

    assert done.exit_code == 1
    assert "error[I106]" in done.output


def test_links_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "thesis", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("Құпия сөз.\n", encoding="utf-8")
    (outside / "secret.png").write_bytes(b"secret")
    (folder / "1.md").write_text("# Кіріспе\n\nМәтін ![](link.png).\n", encoding="utf-8")
    (folder / "2.md").symlink_to(outside / "secret.md")
    (folder / "more").symlink_to(outside)
    (folder / "link.png").symlink_to(outside / "secret.png")

    assert run(folder).exit_code == 0
    files = [p for p in (tmp_path / "project").rglob("*") if p.is_file()]
    assert not [p for p in files if "Құпия" in p.read_text(encoding="utf-8", errors="ignore")]
    assert [p.suffix for p in files if p.parent.name == "figures"] == []


def test_files_that_include_one_another_end(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    ten = "\n".join(rf"\input{{part}} \input{{big}} слово {n}." for n in range(10))
    (folder / "main.tex").write_text(f"\\documentclass{{book}}\\begin{{document}}\n{ten}")
    (folder / "part.tex").write_text(ten)
    (folder / "big.tex").write_text("мәтін " * 20_000)
    (folder / "gone.md").symlink_to(tmp_path / "nowhere")

    done = run(folder)

    assert done.exit_code == 1
    assert "error[I104]: pandoc cannot read this file" in done.output


@pytest.mark.parametrize(
    "text",
    [
        "а" * 100_000,
        "[" * 40_000 + "]" * 40_000,
        "Содержание\n" + "." * 300_000 + "12",
        "Содержание\n" + "".join(f"{n}.{n} Глава{'.' * 20}{n}" for n in range(1, 1500)),
        "\n".join("слово с перено-\nсом" for _ in range(5_000)),
        "@" * 100_000,
    ],
    ids=["a word", "brackets", "dots", "contents", "hyphens", "signs"],
)
def test_no_text_takes_for_ever(tmp_path: Path, text: str) -> None:
    """Each took minutes while a step was quadratic; the suite's own limit would tell again."""
    file = tmp_path / "thesis.txt"
    file.write_text(text, encoding="utf-8")

    assert run(file).exit_code == 0


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


def test_links_of_an_odt_are_cut_whatever_its_names_and_encoding(
    tmp_path: Path, asked: tuple[str, list[str]]
) -> None:
    address, paths = asked
    content = (
        '<?xml version="1.0" encoding="utf-16"?><o:document-content'
        ' xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        ' xmlns:l="http://www.w3.org/1999/xlink" o:version="1.2"><o:body><o:text>'
        '<t:h t:outline-level="1">Введение</t:h><t:p>Текст <d:frame t:anchor-type="as-char"'
        f' s:width="5cm" s:height="3cm"><d:image l:href="{address}/a.png"/></d:frame></t:p>'
        "</o:text></o:body></o:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    file = package(
        tmp_path,
        ("mimetype", mime),
        ("content.xml", content.encode("utf-16")),
        ("META-INF/manifest.xml", manifest),
    ).rename(tmp_path / "thesis.odt")

    assert run(file).exit_code == 0
    assert paths == []


@pytest.mark.parametrize("name", ["thesis.rtf", "rtf.doc", "html.doc", "thesis.html", "thesis.md"])
def test_nothing_is_fetched_whatever_the_name_says(
    tmp_path: Path, asked: tuple[str, list[str]], name: str
) -> None:
    address, paths = asked
    html = f"<html><body><h1>Kirispe</h1><p>Text <img src='{address}/a.png'></p></body></html>"
    markdown = f"# Kirispe\n\nText ![]({address}/b.png)\n"
    rtf = RTF.replace(b"ADDRESS", address.encode())
    content = {"html": html.encode(), "md": markdown.encode(), "rtf": rtf}
    kind = name.split(".")[0] if name.endswith(".doc") else name.split(".")[1]
    (tmp_path / name).write_bytes(content[kind])

    assert run(tmp_path / name).exit_code == 0
    assert paths == []
