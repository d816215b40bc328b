"""What a DOCX says in other parts than its text: what is linked, notes, properties."""

from __future__ import annotations

import posixpath

from lxml import etree

from baspa.importers.reading.docx.styles import W
from baspa.importers.reading.package import Package


def relations_of(package: Package, part: str = "document") -> dict[str, tuple[str, bool]]:
    """Return what the ids in a part lead to, and whether that lies outside of the package."""
    root = package.xml(f"word/_rels/{part}.xml.rels")
    result = dict[str, tuple[str, bool]]()
    for relation in root if root is not None else ():
        external = relation.get("TargetMode") == "External"
        target = relation.get("Target") or ""
        path = target if external else posixpath.normpath(posixpath.join("word", target))
        result[relation.get("Id") or ""] = (path.lstrip("/"), external)
    return result


def notes_of(package: Package) -> dict[tuple[str, str], etree._Element]:
    """Return the footnotes and endnotes by kind and id."""
    result = dict[tuple[str, str], etree._Element]()
    for kind in ("footnote", "endnote"):
        root = package.xml(f"word/{kind}s.xml")
        for note in root if root is not None else ():
            result[kind, note.get(W + "id") or ""] = note
    return result


def properties_of(package: Package) -> dict[str, str]:
    """Return `title` and `author`, where the file says so."""
    root = package.xml("docProps/core.xml")
    names = {"title": "title", "creator": "author"}
    found = (
        {etree.QName(e).localname: (e.text or "").strip() for e in root} if root is not None else {}
    )
    return {ours: found[theirs] for theirs, ours in names.items() if found.get(theirs)}
