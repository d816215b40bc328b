"""Files that are locked, empty, oddly named or in odd places: a project, or a word what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from baspa.cli import main

TEXT = "# Кіріспе\n\nМәтін бар.\n"


def run(file: Path, project: Path) -> Result:
    done = CliRunner().invoke(main, ["import", str(file), "-o", str(project)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def compound(name: str, stream: bytes, before: bytes = b"") -> bytes:
    """Return a compound file ([MS-CFB]) with one stream; `before` it lie sectors that are free."""
    stream = stream.ljust(-(-max(len(stream), 4096) // 512) * 512, b"\0")
    free, taken = len(before) // 512, len(stream) // 512
    end, none = 0xFFFFFFFE, 0xFFFFFFFF
    first = 2 + free
    chain = [0xFFFFFFFD, end, *[none] * free, *range(first + 1, first + taken), end]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    ) + struct.pack("<108I", *[none] * 108)  # fmt: skip

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = title.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII36xIQ", len(written), kind, 1, none, none, child, start, size)
        return written.ljust(64, b"\0") + links

    entries = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, none, first, len(stream))
    table = struct.pack("<128I", *chain, *[none] * (128 - len(chain)))
    return header + table + entries.ljust(512, b"\0") + before + stream


def doc(flags: int, before: bytes = b"") -> bytes:
    """Return a DOC whose main stream has these flags at its head, and nothing else."""
    return compound(
        "WordDocument", b"\xec\xa5\xc1\0" + bytes(6) + flags.to_bytes(2, "little"), before
    )


def encrypted_odt() -> bytes:
    """Return an ODT as LibreOffice writes it with a password: its parts are noise."""
    content = io.BytesIO()
    entry = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(content, "w") as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zipped.writestr("content.xml", bytes(range(256)))
        zipped.writestr("META-INF/manifest.xml", entry)
    return content.getvalue()


LOCKED = compound("EncryptedPackage", b"noise")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("thesis.docx", LOCKED),
        ("docx.doc", LOCKED),
        ("thesis.doc", doc(0x0100)),
        ("thesis.odt", encrypted_odt()),
    ],
)
def test_a_password_is_told_of_and_what_to_do(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    done = run(tmp_path / name, tmp_path / "project")

    assert done.exit_code == 1
    assert "error[I103]: the file is protected by a password" in done.output
    assert "remove the password, save it, and import it again" in done.output


def test_a_picture_that_looks_like_the_head_of_a_locked_doc_is_none(tmp_path: Path) -> None:
    picture = (b"\xec\xa5" + b"\xff" * 14).ljust(512, b"\xff")
    (tmp_path / "thesis.doc").write_bytes(doc(0, before=picture))

    done = run(tmp_path / "thesis.doc", tmp_path / "project")

    assert "protected by a password" not in done.output


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "doc", "tex", "md", "html", "txt"])
def test_an_empty_file_is_called_so(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"thesis.{kind}"
    file.write_bytes(b"")

    assert "error[I103]: the file is empty" in run(file, tmp_path / "project").output


@pytest.mark.parametrize("name", ["two words", "мәтін", "a\nb", "-o", "ұ" * 120, "a'b\"c;$(d)"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.md"
    file.write_text(TEXT, encoding="utf-8")

    assert run(file, tmp_path / "project").exit_code == 0
    assert "Мәтін бар." in "".join(
        p.read_text(encoding="utf-8") for p in (tmp_path / "project/source").glob("*.md")
    )


def test_a_folder_named_as_a_document_says_which_file_in_it_to_import(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    (tmp_path / "x.docx/thesis.rtf").write_bytes(b"{\\rtf1 A}")

    done = run(tmp_path / "x.docx", tmp_path / "project")

    assert done.exit_code == 1
    assert "error[I101]: there is no .md or .tex file in this folder" in done.output
    assert "import the document itself: thesis.rtf" in done.output


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.md").write_text("# Secret\n\nhidden words\n")
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "1.md").write_text(TEXT + "\n\\input{stolen}\n", encoding="utf-8")
    (folder / "2.md").symlink_to(tmp_path / "secret/a.md")
    (folder / "stolen.tex").symlink_to(tmp_path / "secret/a.md")
    (folder / "inner").symlink_to(tmp_path / "secret")
    (folder / "round").symlink_to("round")

    assert run(folder, tmp_path / "project").exit_code == 0
    written = [p for p in (tmp_path / "project").rglob("*") if p.is_file()]
    assert [p.name for p in written if "hidden words" in p.read_text(encoding="utf-8")] == []


def test_a_file_of_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused by the system itself, whoever runs the tests: root may read all else."""
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "1.md").write_text(TEXT, encoding="utf-8")

    def refuse(path: Path, *_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)

    done = run(folder, tmp_path / "project")

    assert "error[I101]: 1.md cannot be read (Permission denied)" in done.output


def test_latex_that_includes_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("\\section{A} words \\input{other} \\input{thesis}")
    (tmp_path / "other.tex").write_text("inner \\input{thesis} \\input{other}")

    assert run(tmp_path / "thesis.tex", tmp_path / "project").exit_code == 0
    [section] = (tmp_path / "project/source").glob("*.md")
    assert section.read_text().count("words") == section.read_text().count("inner") == 1


def test_a_mistake_in_latex_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("\\section{A}\n\\begin{itemize}\n\\item a\n")

    done = run(tmp_path / "thesis.tex", tmp_path / "project")

    assert done.exit_code == 1
    assert "error[I104]: pandoc cannot read this file: line 4, column 2: unexpected" in done.output
    assert "\\end{itemize}" in done.output
    assert "= help: mend this place" in done.output
