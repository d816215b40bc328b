"""Words in a text face, as a kind of node that ziamath draws.

ziamath sets `<mtext>` in the maths font. A node of our own stands beside it: it measures in the
units of the text face and gives the maths font's tables (italic correction, script variants) no
glyph of a font that they do not describe.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from baspa.math.engine import BBox, Glyph, Mnode
from baspa.math.faces import load_face

TEXT_TAG = "words"
"""The tag of an element that has its letters as text and the file of its face in `face`."""


class Words(Mnode, tag=TEXT_TAG):
    """Letters one after the other, kerned as the face asks."""

    def __init__(self, element: ElementTree.Element, parent: Mnode, **kwargs: Any) -> None:
        """Place the letters; `kwargs` are ziamath's own (`phantom`, `sub` …)."""
        super().__init__(element, parent, **kwargs)
        self.string = element.text or ""
        face = load_face(Path(element.attrib["face"]))
        points_per_unit = self.glyphsize / face.info.layout.unitsperem
        glyphs = [face.glyph(letter) for letter in self.string]
        x = 0.0
        for letter, glyph, following in zip(self.string, glyphs, [*glyphs[1:], None], strict=True):
            self.nodes.append(Glyph(glyph, letter, self.glyphsize, self.style, **kwargs))
            self.nodexy.append((x, 0))
            x += glyph.advance(nextchr=following) * points_per_unit
        boxes = [node.bbox for node in self.nodes] or [BBox(0, 0, 0, 0)]
        self.bbox = BBox(0, x, min(b.ymin for b in boxes), max(b.ymax for b in boxes))

    def firstglyph(self) -> None:
        """Return nothing: the maths font's tables know no glyph of another font."""
        return

    def lastglyph(self) -> None:
        """Return nothing: the maths font's tables know no glyph of another font."""
        return
