"""ODT, RTF and DOC become a DOCX, Markdown, LaTeX and HTML a tree, by programs that know them well.

LibreOffice reads the word processors' formats, pandoc the texts. Both work in a folder of their own
on a copy, within a time limit. A new LibreOffice profile forbids it to run macros, to follow links
and to reach the network; what is active or linked in an ODT is taken out of the copy before.
"""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from baspa.importers.limits import (
    LIBREOFFICE_SECONDS,
    PANDOC_MEGABYTES,
    PANDOC_SECONDS,
    check_elements,
)
from baspa.importers.reading.package import Package, parse_xml
from baspa.importers.reading.rtf import cleaned_rtf
from baspa.libreoffice import LayoutError, run_limited
from baspa.libreoffice_profile import write_profile
from baspa.pandoc import PandocFailure, PandocRefusal, ask_pandoc
from baspa.temporary import temporary_folder

_LONGEST_REASON = 200
_DOCX = "docx:MS Word 2007 XML"
_ODT_PARTS = re.compile(
    r"mimetype|META-INF/manifest\.xml|content\.xml|styles\.xml|meta\.xml|settings\.xml"
    r"|Pictures/[^/]+|media/[^/]+|Object [0-9]+/(?:content|styles|settings)\.xml"
)
"""What is kept of an ODT: text, styles, pictures, and the formulas, which are objects."""
_HREF = "{http://www.w3.org/1999/xlink}href"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ANCHOR = _TEXT + "a"
"""The only element that may lead out of the package: a reader follows it, or not."""
_ACTIVE = (
    _OFFICE + "scripts", _OFFICE + "event-listeners", _OFFICE + "dde-source",
    _TEXT + "dde-connection-decls",
)  # fmt: skip
_INSIDE = re.compile(r"(?:\./)?(?:Pictures|media|Object)[/ ](?!.*\.\.)")
"""What points to a part of the package."""
_FILTERS = {
    ".odt": "writer8", ".ott": "writer8_template", ".fodt": "OpenDocument Text Flat XML",
    ".rtf": "Rich Text Format", ".doc": "MS Word 97", ".dot": "MS Word 97 Vorlage",
}  # fmt: skip
"""LibreOffice's names for what it is to read; left alone it reads any bytes as text."""
_SAFE = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""No macros, no links, and a proxy at a port where nothing listens."""


class ConversionFailure(Exception):
    """A program could not convert the file; the message says why, in one line."""

    def __init__(self, message: str, help: str = "save it as DOCX and import that") -> None:
        super().__init__(message)
        self.help = help
        """What to do."""


def by_libreoffice(content: bytes, suffix: str, soffice: Path, *, kind: str = _DOCX) -> bytes:
    """Return a document as DOCX, or as PDF; raises ConversionFailure or PackageRefusal."""
    if suffix in (".odt", ".ott"):
        content = _cleaned_odt(content)
    elif suffix == ".fodt":
        content = _cleaned_xml(content)
    elif suffix == ".rtf":
        content = cleaned_rtf(content)
    with temporary_folder() as folder:
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        profile = folder / "profile"
        write_profile(profile, _SAFE)
        command = [
            str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless",
            "--norestore", f"--infilter={_FILTERS[suffix]}", "--convert-to", kind,
            "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        try:
            run_limited(command, folder, LIBREOFFICE_SECONDS)
        except LayoutError as error:
            raise ConversionFailure(str(error)) from error
        result = folder / "out" / f"document.{kind[:4].rstrip(':')}"
        if not result.is_file():
            raise ConversionFailure("LibreOffice cannot read this file")
        return result.read_bytes()


def _cleaned_odt(content: bytes) -> bytes:
    """Return an ODT without macros, embedded objects and links to files outside of it."""
    package = Package(content)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as cleaned:
        for name in package.names:
            if not _ODT_PARTS.fullmatch(name):
                continue
            part = package.read(name) or b""
            if name.endswith(".xml") and not name.startswith("META-INF"):
                part = _cleaned_xml(part)
            if name == "META-INF/manifest.xml":
                part = _manifest(part)
            cleaned.writestr(name, part)
    return out.getvalue()


def _cleaned_xml(part: bytes) -> bytes:
    """Return OpenDocument XML in UTF-8 without scripts and links to files.

    Raises PackageRefusal for entities and for what is no XML.
    """
    root = parse_xml(part, "the file")
    for element in [*root.iter(*_ACTIVE)]:
        element.clear()
    for element in root.iter(etree.Element):
        target = element.get(_HREF)
        if target is not None and element.tag != _ANCHOR and not _INSIDE.match(target):
            element.set(_HREF, "")
        if element.get(_BASE) is not None:
            del element.attrib[_BASE]
    cleaned: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned


def _manifest(part: bytes) -> bytes:
    """Return the manifest without the entries of parts that are not kept."""
    entry = re.compile(rb'<manifest:file-entry[^>]*manifest:full-path="([^"]*)"[^>]*/>')

    def kept(match: re.Match[bytes]) -> bytes:
        path = match[1].decode("utf-8", "replace")
        return match[0] if path.endswith("/") or _ODT_PARTS.fullmatch(path) else b""

    return entry.sub(kept, part)


def run_pandoc_reader(text: str, reader: str) -> Any:
    """Return the tree that pandoc reads in a text; raises ConversionFailure and TooMuch."""
    options = ["-f", reader, "-t", "json", "--sandbox"]
    try:
        tree, _ = ask_pandoc(options, text, seconds=PANDOC_SECONDS, megabytes=PANDOC_MEGABYTES)
    except PandocRefusal as error:
        said = f"pandoc cannot read this file{_said(error.messages)}"
        raise ConversionFailure(said, "mend this place") from error
    except PandocFailure as error:
        raise ConversionFailure(str(error), "import its parts") from error
    check_elements(tree.count('"t":'))
    return json.loads(tree)


def _said(messages: str) -> str:
    """Return what pandoc says of a mistake: `: line 7, column 2: unexpected end of input`."""
    words = messages.split("\n\n", 1)[0]
    place = re.sub(r"^Error at (?:\"source\" )?\(([^)]*)\):", r"\1:", " ".join(words.split()))
    return f": {place[:_LONGEST_REASON]}" if place else ""
