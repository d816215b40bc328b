"""What the Open XML SDK does not see: references inside a DOCX that lead nowhere, doubles, gaps.

Each rule takes the package and yields what breaks it, one line for each finding;
`test_docx_lint.py` shows that each of them can fail.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
STORIES = re.compile(r"word/(document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml")
SECTION_ORDER = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid printerSettings"
).split()
"""The children of `w:sectPr` as ISO/IEC 29500-1 orders them; both references may stand first."""

Found = Iterator[str]


@dataclass(frozen=True)
class Package:
    """The members of a DOCX, read."""

    names: list[str]
    trees: dict[str, etree._Element]
    """Every XML part by its name."""
    relations: dict[str, etree._Element]
    """The relationships of every part that has some, by the part's name."""

    @property
    def stories(self) -> dict[str, etree._Element]:
        return {name: tree for name, tree in self.trees.items() if STORIES.fullmatch(name)}

    @property
    def styles(self) -> etree._Element:
        return self.trees["word/styles.xml"]

    @property
    def numbering(self) -> etree._Element:
        return self.trees["word/numbering.xml"]

    def everywhere(self, *tags: str) -> Iterator[etree._Element]:
        """All elements with one of these names, of all stories."""
        for tree in self.stories.values():
            yield from tree.iter(*tags)


def lint(document: Path) -> list[str]:
    """Return what is wrong with a DOCX, one line for each finding."""
    package = read_package(document)
    return [line for rule in RULES for line in rule(package)]


def read_package(document: Path) -> Package:
    """Return the members of a DOCX."""
    with zipfile.ZipFile(document) as package:
        names = package.namelist()
        xml = {n: etree.fromstring(package.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    return Package(
        names,
        {n: tree for n, tree in xml.items() if n.endswith(".xml")},
        {_owner(n): tree for n, tree in xml.items() if n.endswith(".rels")},
    )


def _owner(relations: str) -> str:
    """The part whose relationships stand in this member; nothing for those of the package."""
    folder, file = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _doubles(what: str, values: Iterable[str]) -> Found:
    return (f"{what} {value!r} twice" for value, n in Counter(values).items() if n > 1)


def _values(elements: Iterable[etree._Element], attribute: str = "val") -> list[str]:
    return [e.get(W + attribute, "") for e in elements]


def parts_are_single(package: Package) -> Found:
    yield from _doubles("part", package.names)


def fields_are_balanced(package: Package) -> Found:
    """Begin, separate and end nest, within a story."""
    for name, tree in package.stories.items():
        open_fields: list[str] = []
        for char in tree.iter(W + "fldChar"):
            kind = char.get(W + "fldCharType")
            if kind == "begin":
                open_fields.append(kind)
            elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
                yield f"{name}: a field's {kind} has no begin"
                break
            elif kind == "separate":
                open_fields[-1] = kind
            else:
                open_fields.pop()
        if open_fields:
            yield f"{name}: {len(open_fields)} fields are not closed"


def cells_end_with_a_paragraph(package: Package) -> Found:
    for name, tree in package.stories.items():
        for cell in tree.iter(W + "tc"):
            if cell[-1].tag != W + "p":
                yield f"{name}: a cell does not end with a paragraph"


def relationships_exist(package: Package) -> Found:
    for name, tree in package.stories.items():
        known = {r.get("Id") for r in package.relations.get(name, ())}
        used = [v for e in tree.iter() for k, v in e.attrib.items() if k.startswith(R)]
        yield from (f"{name}: no relationship {value}" for value in used if value not in known)


def _targets(package: Package) -> Iterator[tuple[str, str]]:
    """Every part that has relationships, with each part that it relates to."""
    for owner, relations in package.relations.items():
        for relation in relations:
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(owner), relation.get("Target", ""))
                yield owner, posixpath.normpath(target).removeprefix("/")


def targets_exist(package: Package) -> Found:
    for owner, target in _targets(package):
        if target not in package.names:
            yield f"{owner}: there is no part {target}"


def media_are_used(package: Package) -> Found:
    used = {target for _, target in _targets(package)}
    for name in package.names:
        if name.startswith("word/media/") and name not in used:
            yield f"nothing shows {name}"


def bookmarks_are_paired(package: Package) -> Found:
    starts = list(package.everywhere(W + "bookmarkStart"))
    yield from _doubles("bookmark", _values(starts, "name"))
    yield from _doubles("bookmark id", _values(starts, "id"))
    ends = package.everywhere(W + "bookmarkEnd")
    if sorted(_values(starts, "id")) != sorted(_values(ends, "id")):
        yield "bookmarks do not begin and end alike"


def references_lead_to_bookmarks(package: Package) -> Found:
    names = set(_values(package.everywhere(W + "bookmarkStart"), "name"))
    used = _values(package.everywhere(W + "hyperlink"), "anchor")
    for text in package.everywhere(W + "instrText"):
        used += re.findall(r"\b(?:PAGEREF|REF) (\S+)", text.text or "")
    yield from (f"no bookmark {name}" for name in used if name and name not in names)


def styles_are_defined(package: Package) -> Found:
    defined = _values(package.styles.iter(W + "style"), "styleId")
    yield from _doubles("style", defined)
    tags = [W + tag for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    used = _values(package.everywhere(*tags))
    used += _values((*package.styles.iter(*tags), *package.numbering.iter(*tags)))
    yield from (f"no style {name}" for name in sorted(set(used) - set(defined)))


def numberings_are_defined(package: Package) -> Found:
    defined = _values(package.numbering.iterfind(W + "num"), "numId")
    yield from _doubles("numbering", defined)
    used = {*_values(package.everywhere(W + "numId")), *_values(package.styles.iter(W + "numId"))}
    yield from (f"no numbering {number}" for number in sorted(used - {*defined, "0"}))
    abstract = _values(package.numbering.iterfind(W + "abstractNum"), "abstractNumId")
    asked = _values(package.numbering.iterfind(f"{W}num/{W}abstractNumId"))
    yield from (f"no abstract numbering {n}" for n in sorted(set(asked) - set(abstract)))


def notes_are_paired(package: Package) -> Found:
    """Every mark has its note, every note its mark; separators have a type and no mark."""
    for kind in ("footnote", "endnote"):
        tree = package.trees.get(f"word/{kind}s.xml")
        notes = [] if tree is None else [e for e in tree if e.get(W + "type") is None]
        marks = _values(package.everywhere(f"{W}{kind}Reference"), "id")
        if sorted(marks) != sorted(_values(notes, "id")):
            yield f"the marks of {kind}s and the {kind}s differ"


def ids_are_single(package: Package) -> Found:
    drawings = package.everywhere(WP + "docPr")
    yield from _doubles("drawing id", [e.get("id", "") for e in drawings])
    paragraphs = package.everywhere(W + "p", W + "tr")
    yield from _doubles(
        "paraId", [e.get(W14 + "paraId") for e in paragraphs if e.get(W14 + "paraId")]
    )


def pictures_have_alt_text(package: Package) -> Found:
    for picture in package.everywhere(WP + "docPr"):
        if not picture.get("descr"):
            yield f"picture {picture.get('id')} has no alt text"


def links_hold_something(package: Package) -> Found:
    for link in package.everywhere(W + "hyperlink"):
        if next(link.iterancestors(W + "hyperlink"), None) is not None:
            yield "a link stands in a link"
        if not any(e.text for e in link.iter(W + "t")) and link.find(f".//{W}drawing") is None:
            yield f"the link to {link.get(W + 'anchor') or link.get(R + 'id')} is empty"


def sections_are_in_order(package: Package) -> Found:
    for section in package.everywhere(W + "sectPr"):
        names = [etree.QName(child).localname for child in section]
        places = [max(1, SECTION_ORDER.index(name)) for name in names]
        if any(before > after for before, after in pairwise(places)):
            yield f"w:sectPr holds {' '.join(names)}"


def grids_add_up(package: Package) -> Found:
    """The columns of a table sum to its width, the cells of each row to the columns."""
    for table in package.everywhere(W + "tbl"):
        grid = [int(w) for w in _values(table.iterfind(f"{W}tblGrid/{W}gridCol"), "w")]
        width = table.find(f"{W}tblPr/{W}tblW")
        if width is None or int(width.get(W + "w", "0")) != sum(grid):
            yield f"the columns of a table are {sum(grid)} twips wide, the table is not"
        for row in table.iterfind(W + "tr"):
            cells = [int(w) for w in _values(row.iterfind(f"{W}tc/{W}tcPr/{W}tcW"), "w")]
            if sum(cells) != sum(grid):
                yield f"a row is {sum(cells)} twips wide, its table {sum(grid)}"


def nothing_is_marked_as_wrong(package: Package) -> Found:
    for _ in package.everywhere(W + "proofErr"):
        yield "a w:proofErr is left"


RULES = (
    parts_are_single,
    fields_are_balanced,
    cells_end_with_a_paragraph,
    relationships_exist,
    targets_exist,
    media_are_used,
    bookmarks_are_paired,
    references_lead_to_bookmarks,
    styles_are_defined,
    numberings_are_defined,
    notes_are_paired,
    ids_are_single,
    pictures_have_alt_text,
    links_hold_something,
    sections_are_in_order,
    grids_add_up,
    nothing_is_marked_as_wrong,
)
