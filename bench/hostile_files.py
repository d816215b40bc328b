"""Files of each format with any content, for `hostile_cases.py`."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from pathlib import Path

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
    """Write a ZIP package, not packed: what unfolds two hundredfold is refused for that."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped:
        for name, part in parts.items():
            zipped.writestr(name, part)
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
