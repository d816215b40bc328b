"""EMF and WMF pictures become pages of a PDF, drawings as they were: LibreOffice Writer draws them.

Each stands on a page of its own that is as large as the picture, so that nothing has to be cut.
"""

from __future__ import annotations

import base64
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from baspa.importers.reading.conversion import ConversionFailure, by_libreoffice

_WIDTH_MM = 160.0
_MOST = 300
"""Metafiles of one document that are drawn: each formula of an old program is one."""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>{layouts}{styles}</office:automatic-styles>
<office:master-styles>{masters}</office:master-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>
"""
_LAYOUT = (
    '<style:page-layout style:name="L{n}"><style:page-layout-properties fo:page-width="{w}mm" '
    'fo:page-height="{h}mm" fo:margin="0mm"/></style:page-layout>'
)
_STYLE = (
    '<style:style style:name="P{n}" style:family="paragraph" style:master-page-name="M{n}">'
    '<style:paragraph-properties fo:margin="0mm"/></style:style>'
)
_MASTER = '<style:master-page style:name="M{n}" style:page-layout-name="L{n}"/>'
_PARAGRAPH = (
    '<text:p text:style-name="P{n}"><draw:frame draw:name="F{n}" text:anchor-type="paragraph" '
    'svg:x="0mm" svg:y="0mm" svg:width="{w}mm" svg:height="{h}mm"><draw:image>'
    "<office:binary-data>{data}</office:binary-data></draw:image></draw:frame></text:p>"
)


def metafiles_as_pdf(files: Mapping[str, bytes], soffice: Path | None) -> dict[str, bytes]:
    """Return metafiles as PDF of one page, by their names, without those that cannot be drawn."""
    sizes = {name: size for name, content in files.items() if (size := _size(content))}
    chosen = [*sizes][:_MOST]
    if not chosen or soffice is None:
        return {}
    places = [
        {"n": n, "w": round(w, 2), "h": round(h, 2), "data": base64.b64encode(files[name]).decode()}
        for n, name in enumerate(chosen)
        for w, h in [sizes[name]]
    ]
    document = _DOCUMENT.format(
        layouts="".join(_LAYOUT.format(**p) for p in places),
        styles="".join(_STYLE.format(**p) for p in places),
        masters="".join(_MASTER.format(**p) for p in places),
        paragraphs="".join(_PARAGRAPH.format(**p) for p in places),
    )
    try:
        pages = _pages(by_libreoffice(document.encode(), ".fodt", soffice, kind="pdf"))
    except ConversionFailure:
        return {}
    return dict(zip(chosen, pages, strict=True)) if len(pages) == len(chosen) else {}


def _size(content: bytes) -> tuple[float, float] | None:
    """Return width and height of a metafile at the width of a text, in mm; None for a damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that do not matter here
            with Image.open(BytesIO(content)) as image:
                width, height = image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if width < 1 or height < 1 or not 0.02 < height / width < 20:
        return None
    return _WIDTH_MM, _WIDTH_MM * height / width


def _pages(content: bytes) -> list[bytes]:
    """Return each page of a PDF as a file of its own."""
    result = list[bytes]()
    with pikepdf.open(BytesIO(content)) as whole:
        for page in whole.pages:
            single, out = pikepdf.new(), BytesIO()
            single.pages.append(page)
            single.save(out, deterministic_id=True)
            result.append(out.getvalue())
    return result
