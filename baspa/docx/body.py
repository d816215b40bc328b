"""The body of a finished DOCX: its sections, where pages begin in any case, its long tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from lxml import etree

from baspa.dataclass import dataclass
from baspa.docx.effective import Settings
from baspa.docx.fields import row_bookmark
from baspa.docx.marks import Marks
from baspa.docx.oxml import Element, number, qualified
from baspa.docx.typesetting import Typesetter

_TWIPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where the text of a page stands."""

    width: int
    """How wide it is, in twips."""
    top: float
    """Where it begins, in pt from the top of the sheet."""
    foot: float
    """Where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a DOCX prints, and how it is set."""

    element: Element
    settings: Settings
    marks: Marks
    default_tab: int = 0
    """How far apart tab stops are where a paragraph has none of its own, in twips."""
    typesetter: Typesetter = field(default_factory=Typesetter)
    notes: Mapping[str, Sequence[Element]] = field(default_factory=dict)
    """The paragraphs of each footnote, by the number that its mark names."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """The ids of the tables that may be divided, by the bookmarks of their first rows."""

    @classmethod
    def read(cls, docx: bytes, tables: Iterable[str]) -> Body:
        """Read `docx`; those of the `tables` may be divided whose rows have bookmarks."""
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            names = {name: f"word/{name}.xml" for name in _PARTS}
            known = set(package.namelist()).intersection(names.values())
            roots = {n: etree.fromstring(package.read(p)) for n, p in names.items() if p in known}
        return cls.of(roots, tables)

    @classmethod
    def of(cls, roots: Mapping[str, Element], tables: Iterable[str]) -> Body:
        """Take the parts of a DOCX, by their names; for `tables` see `read`."""
        tab = roots["settings"].find(qualified("w:defaultTabStop"))
        assert tab is not None, "every DOCX of ours says it"
        marks, notes = Marks(roots["numbering"]), roots.get(_NOTES)
        return cls(
            element=roots["document"][0],
            settings=Settings(roots["styles"], marks.properties),
            marks=marks,
            default_tab=number(tab, "w:val"),
            notes={
                note.get(_ID, ""): note.findall(_PARAGRAPH)
                for note in ([] if notes is None else notes)
            },
            tables={row_bookmark(table, 1): table for table in tables},
        )

    def sections(self) -> Iterator[tuple[list[Element], Sheet]]:
        """Yield the blocks of each section, and its pages."""
        elements: list[Element] = []
        for element in self.element:
            ending = (
                element if element.tag == _SECTION else element.find(f"{_PROPERTIES}/{_SECTION}")
            )
            if element.tag in {_PARAGRAPH, _TABLE}:
                elements.append(element)
            if ending is not None:
                yield elements, _sheet(ending)
                elements = []

    def groups(self, elements: Sequence[Element]) -> Iterator[list[Element]]:
        """Yield what stands between two breaks before a page, labels of parts of tables aside."""
        group: list[Element] = []
        for element in elements:
            if element.tag == _PARAGRAPH and group:
                setting = self.settings.of(element)
                if setting.opens_page and setting.style != LABEL:
                    yield group
                    group = []
            group.append(element)
        if group:
            yield group

    def table_of(self, element: Element) -> str | None:
        """Return the id of a table that may be divided, by the first part of it."""
        if element.tag != _TABLE:
            return None
        return next((self.tables[n] for n in bookmarks(element) if n in self.tables), None)


def bookmarks(element: Element) -> Iterator[str]:
    """Yield the names of the bookmarks in an element."""
    return (mark.get(_NAME, "") for mark in element.iter(_BOOKMARK))


def keeps(element: Element) -> bool:
    """Whether a row of a table stays on the page of what follows."""
    return element.find(f".//{_KEEP}") is not None


def _sheet(section: Element) -> Sheet:
    size, margins = section.find(qualified("w:pgSz")), section.find(qualified("w:pgMar"))
    assert size is not None and margins is not None, "every section of ours has a sheet"
    sides = number(margins, "w:left") + number(margins, "w:right")
    return Sheet(
        width=number(size, "w:w") - sides,
        top=number(margins, "w:top") / _TWIPS,
        foot=(number(size, "w:h") - number(margins, "w:bottom")) / _TWIPS,
    )


LABEL = "TableContinuation"
"""The style of the label above a part of a table."""
_NOTES = "footnotes"
_PARTS = ("document", "styles", "numbering", "settings", _NOTES)
_PARAGRAPH, _TABLE = qualified("w:p"), qualified("w:tbl")
_PROPERTIES, _SECTION = qualified("w:pPr"), qualified("w:sectPr")
_BOOKMARK, _KEEP = qualified("w:bookmarkStart"), qualified("w:keepNext")
_NAME, _ID = qualified("w:name"), qualified("w:id")
