"""Fragments: parts that begin on a page of their own, laid out alone, as pages for any file."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from baspa.diagnostics import Diagnostic
from baspa.model import RowPlace
from baspa.pdf.continuation import row_places
from baspa.pdf.fonts import FaceUse, described, uses_of
from baspa.pdf.holes import Drawn, Figures, Folio, Hole, watched
from baspa.pdf.objects import Collector, Group, bare
from baspa.pdf.places import PT_PER_PX, BlockPlace, block_places

if TYPE_CHECKING:
    from weasyprint import Document

ELSEWHERE = "baspa-elsewhere:"
"""The scheme of links whose target is in another fragment: WeasyPrint drops what it cannot see."""
PAGE, CONTENT, STAMP, NUMBERS, PAGES_OWN = range(5)
"""The first objects of the group of a page: itself, its content, its folio and its part of the
parent tree of the structure; behind them come annotations, structure elements, and the rest."""
COMPRESSION = 6
_NAME = re.compile(rb"/([A-Za-z0-9.+-]+)")
_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentPage:
    """A page that may stand anywhere in a file."""

    objects: Group
    size_pt: tuple[float, float]
    content: bytes
    """Its content stream; compressed where it has no holes."""
    holes: tuple[Hole, ...]
    folio: Folio | None
    tagged: tuple[int, ...]
    """The places, in the group, of what it adds to the structure tree."""
    anchors: Mapping[str, tuple[float, float]]
    """Where ids stand first: x and y in pt from the bottom left."""
    links: frozenset[str]
    """The ids that it links to."""
    bookmarks: tuple[tuple[int, str, float, float], ...]
    """Level, text, x, y in pt from the bottom left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What became of a unit of a document."""

    pages: tuple[FragmentPage, ...]
    shared: Mapping[str, Group]
    """Pictures and colour spaces by a name that says their content."""
    faces: tuple[FaceUse, ...]
    information: bytes
    """The information dictionary of the document."""
    language: str
    rows: Mapping[str, tuple[RowPlace, ...]]
    blocks: Mapping[str, tuple[BlockPlace, ...]]
    diagnostics: tuple[Diagnostic, ...]


def fragment(document: Document, diagnostics: Sequence[Diagnostic]) -> Fragment:
    """Return a document that was laid out as pages for another file.

    `diagnostics` grows while the pages are drawn.
    """
    for page in document.pages:
        page.links = [_kept(link, document) for link in page.links]
    made: list[Fragment] = []
    with described(), watched(document.pages) as folios:

        def finish(_: Document, pdf: Any) -> None:
            made.append(_Division(document, pdf, folios).fragment(diagnostics))
            del pdf.objects[3:]  # nothing more is to be written
            pdf.catalog.clear()

        document.write_pdf(pdf_tags=True, custom_metadata=False, finisher=finish)
    return made[0]


def _kept(link: Any, document: Document) -> Any:
    kind, target, *rest = link
    if kind == "internal" and not any(target in page.anchors for page in document.pages):
        return ("external", ELSEWHERE + target, *rest)
    return link


class _Division:
    """Divides a file of pydyf, just before it would be written, into the groups of its pages."""

    def __init__(self, document: Document, pdf: Any, folios: Mapping[Any, Folio]) -> None:
        self.document, self.pdf, self.folios = document, pdf, folios
        self.objects: list[Any] = pdf.objects
        root = self.object(pdf.catalog["StructTreeRoot"])
        self.numbers: list[Any] = self.object(root["ParentTree"])["Nums"]
        self.root_element = self.object(root["K"][0])
        page = self.object(pdf.page_references[0])
        self.resources = self.object(page["Resources"])
        self.names = {
            pdf.pages.number: "pages",
            self.root_element.number: "structure",
            _number(self.resources["Font"]): "faces",
        }
        self.shared: dict[str, Group] = {}

    def object(self, reference: bytes) -> Any:
        return self.objects[_number(reference)]

    def fragment(self, diagnostics: Sequence[Diagnostic]) -> Fragment:
        tagged: dict[bytes, list[int]] = {}
        for reference in self.root_element["K"]:
            tagged.setdefault(self.object(reference)["Pg"], []).append(_number(reference))
        pages = tuple(
            self.page(place, reference, tagged.get(reference, []))
            for place, reference in enumerate(self.pdf.page_references)
        )
        return Fragment(
            pages=pages,
            shared=self.shared,
            faces=uses_of(self.document.fonts.values()),
            information=self.pdf.info.data,
            language=str(self.document.metadata.lang or ""),
            rows=row_places(self.document),
            blocks=block_places(self.document.pages),
            diagnostics=tuple(diagnostics),
        )

    def page(self, place: int, reference: bytes, tagged: list[int]) -> FragmentPage:
        """Return the page at `place`, whose top elements of the structure tree are `tagged`."""
        dictionary, laid_out = self.object(reference), self.document.pages[place]
        stream = self.object(dictionary["Contents"])
        folio = self.folios.get(stream)
        content, holes = _content(stream)
        stamp, numbers = self.add({}), self.add({})
        annotations = [_number(each) for each in dictionary.get("Annots", [])]
        dictionary["Contents"] = b"[%d 0 R %d 0 R]" % (stream.number, stamp)
        dictionary["Resources"] = self.used(content + (folio.before if folio else b""))
        dictionary["StructParents"] = bare(dictionary.number)
        numbered = self.tag_annotations(annotations)
        entries = [bare(dictionary.number) + b" " + _data(self.numbers[2 * place + 1])]
        entries += [bare(each) + b" " + element for each, element in numbered]
        last = numbered[-1][0] if numbered else dictionary.number
        self.objects[numbers]["Limits"] = b"[%s %s]" % (bare(dictionary.number), bare(last))
        self.objects[numbers]["Nums"] = b"[%s]" % b" ".join(entries)
        links = frozenset(filter(None, map(self.point_elsewhere, annotations)))
        roots = [dictionary.number, stream.number, stamp, numbers, *annotations, *tagged]
        first = PAGES_OWN + len(annotations)
        height = laid_out.height
        return FragmentPage(
            objects=Collector(self.objects, self.name).group(roots, {stream.number, stamp}),
            size_pt=(laid_out.width * PT_PER_PX, height * PT_PER_PX),
            content=content if holes else zlib.compress(content, COMPRESSION),
            holes=holes,
            folio=folio,
            tagged=tuple(range(first, first + len(tagged))),
            anchors={
                name: (x * PT_PER_PX, (height - y) * PT_PER_PX)
                for name, (x, y, *_) in laid_out.anchors.items()
            },
            links=links,
            bookmarks=tuple(
                (level, text, x * PT_PER_PX, (height - y) * PT_PER_PX)
                for level, text, (x, y), _ in laid_out.bookmarks
            ),
        )

    def add(self, entries: dict[str, Any]) -> int:
        """Add a dictionary to the file; return its number."""
        import pydyf

        self.pdf.add_object(pydyf.Dictionary(entries))
        return len(self.objects) - 1

    def used(self, content: bytes) -> bytes:
        """Return the resources that a content stream names."""
        named = {name.decode() for name in _NAME.findall(content)}
        import pydyf

        own = pydyf.Dictionary({"ColorSpace": self.resources["ColorSpace"]})
        own["Font"] = self.resources["Font"]
        for kind in _KINDS:
            found = {name: each for name, each in self.resources[kind].items() if name in named}
            if found:
                own[kind] = pydyf.Dictionary(found)
        return bytes(own.data)

    def tag_annotations(self, annotations: list[int]) -> list[tuple[int, bytes]]:
        """Let annotations be known by their numbers in the parent tree; return their elements."""
        numbered = []
        for number in annotations:
            annotation = self.objects[number]
            if "StructParent" in annotation:
                place = self.numbers.index(annotation["StructParent"], 2 * len(self.document.pages))
                annotation["StructParent"] = bare(number)
                numbered.append((number, self.numbers[place + 1]))
        return numbered

    def point_elsewhere(self, number: int) -> str | None:
        """Let a link that leads out of the fragment name its target; return the target of any."""
        import pydyf

        annotation = self.objects[number]
        target = getattr(annotation.get("Dest"), "string", None)
        address = getattr(annotation.get("A", {}).get("URI"), "string", "")
        if address.startswith(ELSEWHERE):
            target = address.removeprefix(ELSEWHERE)
            del annotation["A"]
            annotation["Contents"] = annotation["Dest"] = pydyf.String(target)
        return target

    def name(self, number: int) -> str | None:
        """Return what an object is called that other fragments have too."""
        if number not in self.names:
            item = self.objects[number]
            extra = getattr(item, "extra", {})
            if number == _number(self.resources["ColorSpace"]):
                self.share(number, f"colours-{_digest(item.data)}")
            elif extra.get("Subtype") == "/Image":
                mask = self.object(extra["SMask"]).data if "SMask" in extra else b""
                plain = re.sub(rb"/SMask [0-9]+ 0 R", b"", item.data)
                self.share(number, f"picture-{_digest(plain, mask)}")
        return self.names.get(number)

    def share(self, number: int, name: str) -> None:
        if name not in self.shared:
            self.shared[name] = Collector(self.objects, lambda _: None).group([number])
        self.names[number] = name


def _content(stream: Any) -> tuple[bytes, tuple[Hole, ...]]:
    """Return the bytes of a content stream and the figures in it that are still open."""
    import pydyf

    holes, offset, parts = [], 0, []
    for item in stream.stream:
        part = pydyf._to_bytes(item)
        if isinstance(item, Drawn):
            holes.append(Hole(offset, item.target, Figures(bytes(item), item.glyphs)))
        parts.append(part)
        offset += len(part) + 1
    return b"\n".join(parts), tuple(holes)


def _data(item: Any) -> bytes:
    return bytes(item.data)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"".join(contents)).hexdigest()
