"""What the Open XML SDK does not see: references inside a DOCX that lead nowhere, doubles."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
STORIES = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")


def lint(document: Path) -> list[str]:
    """Return what is wrong with a DOCX, one line for each finding."""
    with zipfile.ZipFile(document) as package:
        names = package.namelist()
        trees = {n: etree.fromstring(package.read(n)) for n in names if n.endswith(".xml")}
        relations = {n: etree.fromstring(package.read(n)) for n in names if n.endswith(".rels")}
    stories = {name: tree for name, tree in trees.items() if STORIES.fullmatch(name)}
    found = [*_doubles("part", names)]
    for name, tree in stories.items():
        found += [f"{name}: {line}" for line in [*_fields(tree), *_cells(tree)]]
        found += _relations(name, tree, relations)
    everything = list(stories.values())
    found += _bookmarks(everything)
    found += _styles(everything, trees["word/styles.xml"])
    found += _numbering(everything, trees["word/styles.xml"], trees["word/numbering.xml"])
    found += _pictures(everything)
    return found


def _doubles(what: str, values: list[str]) -> list[str]:
    return [f"{what} {value!r} twice" for value, n in Counter(values).items() if n > 1]


def _values(trees: list[etree._Element], tag: str, attribute: str = "val") -> list[str]:
    return [e.get(W + attribute) for tree in trees for e in tree.iter(W + tag)]


def _fields(tree: etree._Element) -> list[str]:
    """Begin, separate and end must nest."""
    open_fields: list[str] = []
    for char in tree.iter(W + "fldChar"):
        kind = char.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append(kind)
        elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
            return [f"a field's {kind} has no begin"]
        elif kind == "separate":
            open_fields[-1] = kind
        else:
            open_fields.pop()
    return [f"{len(open_fields)} fields are not closed"] if open_fields else []


def _cells(tree: etree._Element) -> list[str]:
    cells = [cell for cell in tree.iter(W + "tc") if cell[-1].tag != W + "p"]
    return ["a cell does not end with a paragraph"] * len(cells)


def _relations(name: str, tree: etree._Element, relations: dict[str, etree._Element]) -> list[str]:
    folder, _, file = name.rpartition("/")
    known = relations.get(f"{folder}/_rels/{file}.rels")
    ids = {r.get("Id") for r in known} if known is not None else set()
    used = [v for e in tree.iter() for k, v in e.attrib.items() if k.startswith(R)]
    return [f"{name}: no relationship {value}" for value in used if value not in ids]


def _bookmarks(trees: list[etree._Element]) -> list[str]:
    names = _values(trees, "bookmarkStart", "name")
    starts = _values(trees, "bookmarkStart", "id")
    ends = _values(trees, "bookmarkEnd", "id")
    found = [*_doubles("bookmark", names), *_doubles("bookmark id", starts)]
    if sorted(starts) != sorted(ends):
        found.append("bookmarks do not begin and end alike")
    used = _values(trees, "hyperlink", "anchor")
    for tree in trees:
        for text in tree.iter(W + "instrText"):
            used += re.findall(r"(?:PAGEREF|REF) (\S+)", text.text or "")
    found += [f"no bookmark {name}" for name in used if name and name not in set(names)]
    return found


def _styles(trees: list[etree._Element], styles: etree._Element) -> list[str]:
    defined = _values([styles], "style", "styleId")
    used = [v for tag in ("pStyle", "rStyle", "tblStyle") for v in _values(trees, tag)]
    return [
        *_doubles("style", defined),
        *(f"no style {name}" for name in sorted(set(used) - set(defined))),
    ]


def _numbering(
    trees: list[etree._Element], styles: etree._Element, numbering: etree._Element
) -> list[str]:
    defined = _values([numbering], "num", "numId")
    used = {e.get(W + "val") for t in (*trees, styles) for e in t.iter(W + "numId")}
    return [
        *_doubles("numbering", defined),
        *(f"no numbering {number}" for number in sorted(used - {*defined, "0"})),
    ]


def _pictures(trees: list[etree._Element]) -> list[str]:
    pictures = [e for tree in trees for e in tree.iter(WP + "docPr")]
    return [
        *_doubles("drawing id", [e.get("id") for e in pictures]),
        *(f"picture {e.get('id')} has no alt text" for e in pictures if not e.get("descr")),
    ]
