"""The pictures of a DOCX: drawings, groups of them, VML, the SVG behind a PNG, charts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.charts import read_chart
from baspa.importers.reading.docx.styles import whole
from baspa.importers.reading.package import Package
from baspa.importers.reading.pictures import printable
from baspa.importers.text.manuscript import Chart, Picture

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DSP_MODEL = "{http://schemas.microsoft.com/office/drawing/2008/diagram}dataModelExt"
_EMU_PER_MM = 36_000
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96}
_WIDEST_MM = 160.0
"""A picture is no wider than the text of a page."""

Draw = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
"""Makes PDF files of metafiles, by the same names; without those that it cannot draw."""
METAFILES = (".emf", ".wmf")


@dataclass(frozen=True, slots=True)
class Found:
    """What a drawing holds."""

    thing: Picture | Chart | None
    """None for what cannot be printed."""
    target: str
    """Where it lies."""
    doubt: str = ""
    """What the author should look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Where the pictures of a package are, and how those are drawn that cannot be printed."""

    package: Package
    relations: Mapping[str, tuple[str, bool]]
    """Target of each relationship, and whether it is external."""
    drawn: Mapping[str, bytes]
    """The metafiles as PDF, by the name of the part."""

    def of(self, element: etree._Element) -> Iterator[Found]:
        """Give each picture and chart of a drawing.

        Of two forms of one drawing the first is read, unless it holds nothing that can be printed.
        """
        choice = element.find(f".//{_MC}Choice")
        fallback = element.find(f".//{_MC}Fallback")
        found = [*self._within(choice if choice is not None else element)]
        if fallback is not None and not any(one.thing for one in found):
            found = [*self._within(fallback)] or found
        yield from found

    def diagram(self, element: etree._Element) -> list[str]:
        """Return the words of each shape of a SmartArt diagram, in order; nothing for others."""
        lines = list[str]()
        for ids in element.iter(_DGM + "relIds"):
            target, external = self.relations.get(ids.get(_R + "dm") or "", ("", True))
            root = None if external else self.package.xml(target)
            for point in root.iter(_DGM + "pt") if root is not None else ():
                words = " ".join("".join(t.text or "" for t in point.iter(_A + "t")).split())
                lines += [words] if words else []
        return lines

    def drawing(self, element: etree._Element) -> etree._Element | None:
        """Return the shapes that Word keeps of a SmartArt diagram, if it does."""
        for ids in element.iter(_DGM + "relIds"):
            data, external = self.relations.get(ids.get(_R + "dm") or "", ("", True))
            root = None if external else self.package.xml(data)
            kept = next(root.iter(_DSP_MODEL), None) if root is not None else None
            target, outside = self.relations.get(
                (kept.get("relId") or "") if kept is not None else "", ("", True)
            )
            if not outside:
                return self.package.xml(target)
        return None

    def _within(self, scope: etree._Element) -> Iterator[Found]:
        """Give what stands in one form of a drawing; text boxes are read as text."""
        said = next(_own(scope, _WP + "docPr"), None)
        alt = (said.get("descr") or "") if said is not None else ""
        for blip in _own(scope, _A + "blip"):
            vector = next(blip.iter(_SVG), None)
            ids = [vector.get(_R + "embed")] if vector is not None else []
            yield self._first(
                [*ids, blip.get(_R + "embed"), blip.get(_R + "link")], alt, _width(blip)
            )
        for chart in _own(scope, _C + "chart"):
            yield self._chart(chart.get(_R + "id") or "", alt)
        for image in _own(scope, _V + "imagedata"):
            shape = image.getparent()
            alt = (shape.get("alt") or "") if shape is not None else ""
            yield self._first([image.get(_R + "id")], alt, _vml_width(shape))

    def _chart(self, id: str, alt: str) -> Found:
        target, external = self.relations.get(id, ("a chart", True))
        root = None if external else self.package.xml(target)
        chart, doubt = read_chart(root, alt) if root is not None else (None, "")
        return Found(chart, target, doubt)

    def _first(self, ids: list[str | None], alt: str, width_mm: float) -> Found:
        """Return the first of several forms of a picture that can be printed."""
        targets = [self.relations.get(id or "", ("", True)) for id in ids]
        for target, external in targets:
            picture = None if external else self._printable(target)
            if picture is not None:
                width = min(width_mm, _WIDEST_MM) or None
                printable = replace(picture, alt=" ".join(alt.split()), width_mm=width)
                return Found(printable, target)
        return Found(None, next((target for target, _ in targets if target), ""))

    def _printable(self, target: str) -> Picture | None:
        if drawn := self.drawn.get(target):
            return Picture(content=drawn, suffix=".pdf")
        content = self.package.read(target)
        return printable(content, posixpath.splitext(target)[1].lower()) if content else None


def _own(scope: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give the elements of a drawing that stand in no text box of it."""
    outer = sum(a.tag == _BOX for a in scope.iterancestors())
    for element in scope.iter(tag):
        if sum(a.tag == _BOX for a in element.iterancestors()) == outer:
            yield element


def _width(blip: etree._Element) -> float:
    """Return the width of a picture in millimetres; 0 where nothing is said."""
    picture = next(blip.iterancestors(_PIC + "pic"), None)
    own = next(picture.iter(_A + "ext"), None) if picture is not None else None
    drawing = next((a for a in blip.iterancestors() if a.find(_WP + "extent") is not None), None)
    around = drawing.find(_WP + "extent") if drawing is not None else None
    grouped = drawing is not None and len([*drawing.iter(_PIC + "pic")]) > 1
    chosen = own if grouped or around is None else around
    cx = chosen.get("cx") if chosen is not None else None
    return max(0, whole(cx)) / _EMU_PER_MM


def _vml_width(shape: etree._Element | None) -> float:
    style = (shape.get("style") or "") if shape is not None else ""
    match = re.search(r"(?<![\w-])width:\s*([\d.]+)(pt|in|cm|mm|px)", style)
    return float(match[1]) * _MM[match[2]] if match else 0.0
