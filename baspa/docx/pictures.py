"""Pictures: PNG and JPEG as they are, SVG with the PNG that older programs show instead.

Of a PDF page only the PNG is shown: DrawingML has no form of it that every Word draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import partial

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.docx.markup import millimetres
from baspa.docx.oxml import NAMESPACES, Element, make, qualified
from baspa.docx.package import WordPackage
from baspa.length import Length
from baspa.model import Asset

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The id by which Office recognises an SVG beside the picture that stands for it."""


@dataclass(slots=True)
class Pictures:
    """Puts assets into the package, each once, and draws them."""

    package: WordPackage
    assets: Mapping[str, Asset]
    drawn: Callable[[], Mapping[str, Asset]]
    """Gives the same with the PNG that stand for them, when these are drawn."""
    findings: Findings
    _media: dict[tuple[str, str], Part] = field(default_factory=dict)
    _undrawn: set[str] = field(default_factory=set)
    count: int = 0
    """How many drawings there are."""

    def drawing(self, image: Element, part: Part) -> Element | None:
        """Return `w:drawing` for an `img` of the HTML, or None with the reason reported."""
        name = image.get("src", "")
        asset = self.assets.get(name)
        if asset is None:
            self.findings.error("D102", f"there is no picture named {name!r}")
            return None
        width, height = _size(image, asset)
        self.count += 1
        return _inline(
            self.count, image.get("alt", ""), width.emu, height.emu, self._main(asset, part)
        )

    def _main(self, asset: Asset, part: Part) -> Element:
        """Return `a:blip` that shows the asset."""
        if asset.media_type in {"image/png", "image/jpeg"}:
            return make("a:blip", r__embed=self._relate(asset.name, asset.media_type, part))
        if asset.media_type == "application/pdf":
            return make("a:blip", r__embed=self._relate(asset.name, "image/png", part))
        vector = make("asvg:svgBlip", r__embed=self._relate(asset.name, "image/svg+xml", part))
        extension = make("a:ext", vector, uri=_SVG_EXTENSION)
        return make(
            "a:blip",
            make("a:extLst", extension),
            r__embed=self._relate(asset.name, "image/png", part),
        )

    def _relate(self, name: str, media_type: str, part: Part) -> str:
        """Return the relationship id of one file of an asset, added on first use."""
        media = self._media.get((name, media_type))
        if media is None:
            content = partial(self._content, name, media_type)
            media = self.package.add_media(_EXTENSIONS[media_type], media_type, content)
            self._media[name, media_type] = media
        return part.relate_to(media, RT.IMAGE)

    def _content(self, name: str, media_type: str) -> bytes:
        """Return one file of an asset; nothing with the reason reported."""
        asset = self.drawn()[name]
        content = asset.content if asset.media_type == media_type else asset.fallback
        if content is None and name not in self._undrawn:
            self._undrawn.add(name)
            self.findings.error(
                "D103",
                f"the picture {name!r} has no PNG that stands for it",
                help="Word before 2016 and LibreOffice need one; give the picture as PNG",
            )
        return content or b""


def tell_apart(copies: Iterable[Element], numbers: Iterator[int]) -> None:
    """Give the drawings inside of copies numbers of their own, the next of `numbers`."""
    for copied in copies:
        for identity in copied.iter(qualified("wp:docPr")):
            identity.set("id", str(next(numbers)))


def _size(image: Element, asset: Asset) -> tuple[Length, Length]:
    """Return the printed size: as the HTML says, the other side in proportion, else natural."""
    width, height = millimetres(image, "width"), millimetres(image, "height")
    ratio = asset.height_mm / asset.width_mm
    if width is None:
        width = height / ratio if height is not None else asset.width_mm
    return Length(width), Length(height if height is not None else width * ratio)


def _inline(number: int, alt: str, width_emu: int, height_emu: int, blip: Element) -> Element:
    identity: dict[str, str | int] = {"id": number, "name": f"Picture {number}", "descr": alt}
    lock = make("a:graphicFrameLocks", noChangeAspect=1)
    return make(
        "w:drawing",
        make(
            "wp:inline",
            make("wp:extent", cx=width_emu, cy=height_emu),
            make("wp:docPr", **identity),
            make("wp:cNvGraphicFramePr", lock),
            make(
                "a:graphic",
                make(
                    "a:graphicData",
                    _picture(identity, width_emu, height_emu, blip),
                    uri=NAMESPACES["pic"],
                ),
            ),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        ),
    )


def _picture(
    identity: dict[str, str | int], width_emu: int, height_emu: int, blip: Element
) -> Element:
    return make(
        "pic:pic",
        make("pic:nvPicPr", make("pic:cNvPr", **identity), make("pic:cNvPicPr")),
        make("pic:blipFill", blip, make("a:stretch", make("a:fillRect"))),
        make(
            "pic:spPr",
            make("a:xfrm", make("a:off", x=0, y=0), make("a:ext", cx=width_emu, cy=height_emu)),
            make("a:prstGeom", make("a:avLst"), prst="rect"),
        ),
    )
