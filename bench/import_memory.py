"""What hostile and huge files cost `baspa import`: time, memory, and what it says of them.

    python bench/import_memory.py [CASE…]

Each case is made in a temporary folder and imported by a process of its own. Prints wall seconds,
processor seconds of all its processes, the largest resident memory of one of them, and how it
ended. The goal is below 1 GB; nothing here fails on a figure.
"""

from __future__ import annotations

import base64
import os
import random
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEGA = 1_000_000
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def noise(size: int) -> bytes:
    """Return bytes that no program can pack."""
    return random.Random(1).randbytes(size)


def png(width: int, height: int, row: bytes) -> bytes:
    """Return a picture whose rows are all `row`, three bytes a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        code = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", code)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + row) * height, 0 if len(row) > 1000 else 6)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def large_png() -> bytes:
    """Return a picture of 95 MB: in hexadecimal RTF may have no more."""
    return png(6000, 5250, noise(18_000))


def package(file: Path, parts: dict[str, bytes]) -> Path:
    """Write a ZIP package, its pictures not packed."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            zipped.writestr(name, part, packed)
    return file


def docx(folder: Path, body: str, **parts: bytes) -> Path:
    """Write a DOCX with this body; `parts` are pictures by the id of their relationship."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relations = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="media/{id}.png"/>' for id in parts
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        folder / "case.docx",
        {
            "word/document.xml": (
                f"<w:document {_WORD}><w:body>{body}</w:body></w:document>".encode()
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode()
            ),
        }
        | {f"word/media/{id}.png": picture for id, picture in parts.items()},
    )


def odt(folder: Path, body: str, picture: bytes = b"") -> Path:
    """Write an ODT with this body and perhaps a picture."""
    mime = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", mime) + entry.format("content.xml", "text/xml")
    entries += entry.format("Pictures/a.png", "image/png") if picture else ""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    content = (
        f'<office:document-content {_OFFICE} office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    parts = {
        "mimetype": mime.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": (
            f'<manifest:manifest xmlns:manifest="{space}">{entries}</manifest:manifest>'.encode()
        ),
    }
    return package(folder / "case.odt", parts | ({"Pictures/a.png": picture} if picture else {}))


def text(folder: Path, suffix: str, content: str | bytes) -> Path:
    """Write a file of one kind of text."""
    file = folder / f"case.{suffix}"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def rtf(folder: Path, body: bytes) -> Path:
    return text(folder, "rtf", b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\n" + body + b"}")


def rtf_picture(folder: Path) -> Path:
    """One picture of 100 MB in hexadecimal: the file has 200 MB."""
    size = 99 * MEGA
    return rtf(
        folder,
        b"Kirispe\\par{\\pict\\pngblip\\picw6000\\pich5250 "
        + large_png()[:size].hex().encode()
        + b"}\\par",
    )


def rtf_binary_picture(folder: Path) -> Path:
    picture = large_png()
    return rtf(folder, b"Kirispe\\par{\\pict\\pngblip\\bin%d " % len(picture) + picture + b"}\\par")


def odt_picture(folder: Path) -> Path:
    frame = (
        '<text:h text:outline-level="1">Kirispe</text:h><text:p><draw:frame svg:width="10cm"'
        ' svg:height="9cm"><draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>'
        "</draw:frame></text:p>"
    )
    return odt(folder, frame, large_png())


def odt_text(folder: Path) -> Path:
    return odt(folder, "<text:p>Мәтін бар еді.</text:p>" * (100 * MEGA // 43))


def docx_pictures(folder: Path) -> Path:
    """Ten thousand pictures, each in a paragraph and different; a package may hold 4,000 parts."""
    return _docx_pictures(folder, 10_000)


def docx_most_pictures(folder: Path) -> Path:
    return _docx_pictures(folder, 3_900)


def _docx_pictures(folder: Path, count: int) -> Path:
    drawing = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' r:embed="r{}"/></w:drawing></w:r></w:p><w:p><w:r><w:t>Сурет {} – Атауы</w:t></w:r></w:p>'
    )
    pictures = {f"r{n}": png(8, 8, struct.pack("<I", n) * 6) for n in range(count)}
    return docx(folder, "".join(drawing.format(n, n + 1) for n in range(count)), **pictures)


def html_data(folder: Path) -> Path:
    """A hundred pictures of a megabyte as data: addresses."""
    picture = base64.b64encode(png(600, 500, noise(1800))).decode()
    return text(
        folder, "html", f'<h1>A</h1><p><img src="data:image/png;base64,{picture}"></p>' * 83
    )


def html_data_allowed(folder: Path) -> Path:
    """As many of them as a text may hold."""
    picture = base64.b64encode(png(600, 500, noise(1800))).decode()
    return text(folder, "html", f'<h1>A</h1><p><img src="data:image/png;base64,{picture}"></p>' * 4)


def tex_loop(folder: Path) -> Path:
    return text(
        folder, "tex",
        "\\documentclass{report}\\begin{document}\\chapter{A} B.\n"
        + "\\input{case}\n" * 10 + "\\end{document}",
    )  # fmt: skip


def tex_macro(folder: Path) -> Path:
    return text(folder, "tex", "\\newcommand{\\a}{\\a\\a}\\chapter{A}\\a")


def markdown_folder(folder: Path) -> Path:
    target = folder / "case"
    for n in range(20_000):
        file = target / f"{n // 100:03}" / f"{n:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Бөлім {n}\n\nМәтін бар еді.\n", encoding="utf-8")
    return target


def _table(cell: str, row: str, whole: str, columns: int = 1000, rows: int = 1000) -> str:
    line = row.format(cell * columns)
    return whole.format(line * rows)


def docx_table(folder: Path) -> Path:
    return docx(
        folder,
        _table(
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", "<w:tr>{}</w:tr>",
            "<w:p><w:r><w:t>Кесте 1 – Сандар</w:t></w:r></w:p><w:tbl>{}</w:tbl>",
        ),
    )  # fmt: skip


def docx_smaller_table(folder: Path) -> Path:
    return docx(
        folder,
        _table(
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", "<w:tr>{}</w:tr>",
            "<w:p><w:r><w:t>Кесте 1 – Сандар</w:t></w:r></w:p><w:tbl>{}</w:tbl>", 1000, 400,
        ),
    )  # fmt: skip


def odt_table(folder: Path) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell>'
    table = '<table:table><table:table-column table:number-columns-repeated="300"/>{}</table:table>'
    row = "<table:table-row>{}</table:table-row>"
    return odt(folder, _table(cell, row, "<text:p>A</text:p>" + table, 300, 300))


def odt_repeated(folder: Path) -> Path:
    """A cell that says it stands a thousand times, in a row that says so too."""
    return odt(
        folder,
        '<text:p>A</text:p><table:table><table:table-column table:number-columns-repeated="1000"/>'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell'
        ' table:number-columns-repeated="1000"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    )


def html_table(folder: Path) -> Path:
    return text(folder, "html", _table("<td>1", "<tr>{}", "<h1>A</h1><table>{}</table>", 1000, 990))


def markdown_table(folder: Path) -> Path:
    head = "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n"
    return text(
        folder, "md", "# A\n\n" + head + _table("1|", "|{}\n", "{}", 1000, 1000) + "\n: B\n"
    )


def text_table(folder: Path) -> Path:
    return text(folder, "txt", "Кесте 1 – Сандар\n" + _table("1\t", "{}\n", "{}", 1000, 1000))


def tables_docx(folder: Path) -> Path:
    inner = "<w:p><w:r><w:t>A</w:t></w:r></w:p>"
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return docx(folder, inner)


def deep_tables_docx(folder: Path) -> Path:
    inner = "<w:p><w:r><w:t>A</w:t></w:r></w:p>"
    for _ in range(200):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return docx(folder, inner)


def deep_lists_odt(folder: Path) -> Path:
    opened = "<text:list><text:list-item><text:p>A</text:p>" * 200
    return odt(folder, opened + "</text:list-item></text:list>" * 200)


def deep_tables_odt(folder: Path) -> Path:
    inner = "<text:p>A</text:p>"
    for _ in range(200):
        inner = (
            "<table:table><table:table-column/><table:table-row><table:table-cell>"
            f"{inner}</table:table-cell></table:table-row></table:table>"
        )
    return odt(folder, inner)


def deep_html(folder: Path) -> Path:
    return text(folder, "html", "<h1>A</h1>" + "<ul><li>a" * 200 + "<table><tr><td>b" * 200)


def deep_markdown(folder: Path) -> Path:
    lists = "".join(f"{'  ' * n}- a{n}\n" for n in range(200))
    return text(folder, "md", f"# A\n\n{lists}\n{'> ' * 200}b\n")


def deep_tex(folder: Path) -> Path:
    opened = "\\begin{itemize}\\item a " * 200 + "\\begin{tabular}{l} b " * 200
    closed = "\\end{tabular}" * 200 + "\\end{itemize}" * 200
    return text(folder, "tex", "\\section{A}" + opened + closed)


def deep_rtf(folder: Path) -> Path:
    tables = b"".join(
        b"\\pard\\intbl\\itap%d A\\nestcell{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}" % n
        for n in range(200, 1, -1)
    )
    return rtf(folder, b"{" * 200 + b"A" + b"}" * 200 + b"\\par " + tables + b"\\par")


Case = Callable[[Path], Path]
CASES: dict[str, Case] = {
    name: case
    for name, case in [*globals().items()]
    if callable(case)
    and getattr(case, "__module__", "") == __name__
    and name not in ("noise", "png", "large_png", "package", "docx", "odt", "text", "rtf")
    and not name.startswith("_")
}


def measured(file: Path, folder: Path) -> Iterator[str]:
    """Import a file by a process of its own; give the cells of a row."""
    said = folder / "said"
    command = [sys.executable, "-m", "baspa", "import", str(file), "-o", str(folder / "project")]
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        out = os.open(said, os.O_WRONLY | os.O_CREAT)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.execv(sys.executable, command)
    _, status, used = os.wait4(child, 0)
    yield f"{time.perf_counter() - begun:.1f}"
    yield f"{used.ru_utime + used.ru_stime:.1f}"
    yield f"{used.ru_maxrss / 1024:.0f}"
    lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
    told = [line for line in lines if "error[" in line or "sections (" in line or "Error" in line]
    yield f"{os.waitstatus_to_exitcode(status)}: {'; '.join(told)[:110]}"


def main() -> None:
    """Make and import each case."""
    print("| case | wall, s | processor, s | MiB | ends |\n|---|---|---|---|---|")
    os.chdir(ROOT)
    for name in sys.argv[1:] or [*CASES]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            cells = [name, *measured(CASES[name](folder), folder)]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
